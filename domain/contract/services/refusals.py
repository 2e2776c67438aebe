"""Why a command about a service may be refused. Facts are identifiers, dates and numbers, never personal values."""

from domain.refusal import Refused


class ServiceAfterDeath(Refused):
    """Nobody is served after their death. Facts: resident, died_on, day."""

    code = "service_after_death"


class NothingDelivered(Refused):
    """A service names whom it was for and what was done."""

    code = "nothing_delivered"


class PerformerNotInTeam(Refused):
    """Who served is nobody of the contract's team on that day. Facts: performer, team, day."""

    code = "performer_not_in_team"


class ServiceRecordedTwice(Refused):
    """The same was done for the same person on the same day by the same performer already. Facts: service, day."""

    code = "service_recorded_twice"


class ServiceRecordedOtherwise(Refused):
    """Another service is on record under this id. Facts: service."""

    code = "service_recorded_otherwise"


class NoSuchService(Refused):
    """The contract has no such service. Facts: service."""

    code = "no_such_service"


class ServiceVoid(Refused):
    """The record of the service is void, or was rejected: there is nothing to change. Facts: service."""

    code = "service_void"


class BeforeService(Refused):
    """Nobody confirms or disputes a service before it was delivered. Facts: service, day, delivered_on."""

    code = "before_service"


class ConfirmationNotAccepted(Refused):
    """The policy does not accept this kind of confirmation. Facts: kind, accepted."""

    code = "confirmation_not_accepted"


class ConfirmerUnclear(Refused):
    """The recipients' confirmation names who of them confirms, the performer's names no resident. Facts: service."""

    code = "confirmer_unclear"


class NotTheRecipient(Refused):
    """Who speaks about a service was served, or speaks for the household. Facts: resident, service."""

    code = "not_the_recipient"


class EvidenceNotHashed(Refused):
    """Evidence is named with the SHA-256 of its bytes, 64 digits of 0-9a-f. Facts: evidence."""

    code = "evidence_not_hashed"


class DisputeOpen(Refused):
    """Who disputes a service withdraws that before confirming it. Facts: resident, service."""

    code = "dispute_open"


class NoDispute(Refused):
    """Nobody, or not this person, disputes the service. Facts: service."""

    code = "no_dispute"


class NotAwaitingApproval(Refused):
    """The entry is not late, or was decided already. Facts: service, approval."""

    code = "not_awaiting_approval"


class ApproverEnteredIt(Refused):
    """A late entry is decided by somebody other than who entered it. Facts: service, by."""

    code = "approver_entered_it"
