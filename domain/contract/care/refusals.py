"""Why a command about a contract's care may be refused. Facts are identifiers, dates and names of staff."""

from domain.refusal import Refused


class ReasonMissing(Refused):
    """The policy allows this change in special circumstances only, which have to be told. Facts: policy."""

    code = "reason_missing"


class ReasonUnexplained(Refused):
    """A reason that is none of the listed ones needs a note. Facts: reason."""

    code = "reason_unexplained"
