"""What is wrong with something sealed."""


class SealBroken(Exception):
    """A sealed value, or a subject's key, does not open, or is not what the record's digest says."""

    code = "seal_broken"
