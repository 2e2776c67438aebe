"""Refusals that no rule of the domain gives: what is not there, what is stale, a key used twice."""

from domain.refusal import Refused


class NotFound(Refused):
    """There is no such contract, resident or team. Facts: what, id."""

    code = "not_found"


class IdTaken(Refused):
    """There is such a contract, or resident, already: an id of your own is for one of them. Facts: what, id."""

    code = "id_taken"


class NothingDisposed(Refused):
    """There is no certificate: nothing of the contract was disposed of, or that is void. Facts: contract."""

    code = "nothing_disposed"


class FileMissing(Refused):
    """A file could not be opened. Facts: file, reason."""

    code = "file_missing"


class StaleVersion(Refused):
    """The stream moved on since the client read it. Facts: expected, actual."""

    code = "stale_version"


class IdempotencyKeyReused(Refused):
    """The same key came with another request. Facts: key."""

    code = "idempotency_key_reused"


class IdentifierTaken(Refused):
    """Somebody is known by this number already. Facts: resident, kind."""

    code = "identifier_taken"
