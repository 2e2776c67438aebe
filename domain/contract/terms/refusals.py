"""Why a command about terms may be refused. Facts are identifiers, dates and numbers, never personal values."""

from domain.refusal import Refused


class RenewsBySilence(Refused):
    """Nobody's consent renews such a contract. Facts: policy."""

    code = "renews_by_silence"


class ConsentMissing(Refused):
    """A renewal, or what both sides decide, needs the consent of these sides too. Facts: missing."""

    code = "consent_missing"


class ConsentAfterEnd(Refused):
    """A consent after the last day renews nothing: the household signs anew. Facts: agreed_on, end_on."""

    code = "consent_after_end"


class RenewalTooLate(Refused):
    """The consent became known too long after the term's last day. Facts: agreed_on, end_on, today."""

    code = "renewal_too_late"


class NothingToReconfirm(Refused):
    """The term of that day is not one that silence renewed and that is to be confirmed. Facts: day, term_number."""

    code = "nothing_to_reconfirm"


class NotReconfirmed(Refused):
    """The contract has no such term that both sides confirmed. Facts: term_number."""

    code = "not_reconfirmed"


class RenewalNotAgreed(Refused):
    """The contract has no such term that somebody agreed on. Facts: term_number."""

    code = "renewal_not_agreed"


class RenewedSince(Refused):
    """A later term was agreed on, or confirmed, and is to be judged first. Facts: term_number, later_number."""

    code = "renewed_since"


class TerminationPending(Refused):
    """A request to end the contract is undecided. Facts: requested_on."""

    code = "termination_pending"


class RenewalAgreed(Refused):
    """After the day of this request a renewal was agreed or confirmed. Facts: requested_on, agreed_on."""

    code = "renewal_agreed"


class NoTerminationRequest(Refused):
    """No request to end the contract is undecided."""

    code = "no_termination_request"


class BeforeTheRequest(Refused):
    """What is decided or taken back was not asked for by then. Facts: day, requested_on."""

    code = "before_the_request"


class EffectBeforeDecision(Refused):
    """A decision takes no cover away from days before it. Facts: takes_effect_on, decided_on."""

    code = "effect_before_decision"


class TerminationTooEarly(Refused):
    """What was asked for takes effect later. Facts: takes_effect_on, earliest_on."""

    code = "termination_too_early"


class TerminationReasonMissing(Refused):
    """Where nobody asked, a termination needs its reason; `other` needs a note."""

    code = "termination_reason_missing"


class TerminationReasonUnknown(Refused):
    """The policy knows no such reason. Facts: reason, policy."""

    code = "termination_reason_unknown"


class AlreadyTerminated(Refused):
    """The contract was ended early. Facts: last_day_on."""

    code = "already_terminated"


class NotTerminated(Refused):
    """No early end is on record that could be void."""

    code = "not_terminated"
