"""Why a command about papers that are kept may be refused. Facts are dates, codes and numbers."""

from domain.refusal import Refused


class Disposed(Refused):
    """What is kept of the contract was disposed of: no more is recorded of it. Facts: disposed_on, certificate."""

    code = "disposed"


class StillInForce(Refused):
    """No clock runs for papers of a contract in force. Facts: day, last_day_on (None: it goes on by silence)."""

    code = "still_in_force"


class NotOverYet(Refused):
    """Papers are archived when the contract, or the year, is over. Facts: day, last_day_on (None: silence renews)."""

    code = "not_over_yet"


class NoSuchYear(Refused):
    """The contract has no papers of that year. Facts: year, first, last."""

    code = "no_such_year"


class UnfitForRecord(Refused):
    """A text that stands in the record in plain is short, on one line, and nobody's number. Facts: what, longest."""

    code = "unfit_for_record"


class NothingOfThisClass(Refused):
    """Nobody was served under the contract: there is no health record of it. Facts: what."""

    code = "nothing_of_this_class"


class StillKept(Refused):
    """The papers have to be there on that day. Facts: day, kept_until."""

    code = "still_kept"


class OnHold(Refused):
    """Nothing is disposed of on a day on which a hold stands. Facts: day, hold, since, reason."""

    code = "on_hold"


class NoSuchHold(Refused):
    """The contract has no such hold. Facts: hold."""

    code = "no_such_hold"


class HoldRecordedOtherwise(Refused):
    """Another hold is on record under this id. Facts: hold, placed_on, reason."""

    code = "hold_recorded_otherwise"


class HoldLiftedAlready(Refused):
    """The hold was lifted on another day. Facts: hold, lifted_on."""

    code = "hold_lifted_already"


class HoldLiftedBeforePlaced(Refused):
    """A hold is not lifted before the day on which it was placed. Facts: hold, day, placed_on."""

    code = "hold_lifted_before_placed"


class HoldUnexplained(Refused):
    """A reason that is none of the listed ones needs a note."""

    code = "hold_unexplained"


class NotApproved(Refused):
    """Somebody has to approve the disposal first. Facts: day."""

    code = "disposal_not_approved"


class ApprovalOvertaken(Refused):
    """What became known since moved the day; it has to be approved again. Facts: approved_for, kept_until."""

    code = "approval_overtaken"


class SecondPersonNeeded(Refused):
    """Who approved a disposal does not carry it out."""

    code = "second_person_needed"


class NoSuchDisposal(Refused):
    """Nothing of the class was disposed of under that certificate. Facts: what, certificate."""

    code = "no_such_disposal"


class RecorderVoids(Refused):
    """Who recorded a disposal does not declare it void."""

    code = "void_by_recorder"


class CertificateMissing(Refused):
    """A disposal has a certificate with a number."""

    code = "certificate_missing"
