"""How a contract came to its last day, from which its papers are kept: "所有签约服务资料应存档五年" (000-5)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.contract.state import Contract
from domain.policy.model import PolicyRef


class EndedBy(StrEnum):
    """What made a day the last one."""

    TERM_END = "term_end"
    TERMINATION = "termination"
    LAPSE = "lapse"
    SUCCESSION = "succession"
    ENTERED_IN_ERROR = "entered_in_error"


@dataclass(frozen=True, kw_only=True, slots=True)
class Ending:
    """The last day, the reason on record (None: nobody recorded one), and the policy that governed that day."""

    by: EndedBy
    last_day_on: date
    policy: PolicyRef
    reason: StrEnum | None = None


def ending_of(contract: Contract) -> Ending | None:
    """How the contract ends, as far as is known; None where it goes on by silence and nothing has ended it.

    One that was entered in error never had a day; its papers exist, and are kept from the day on which it was declared.
    """
    if contract.entered_in_error_on is not None:
        declared_on = contract.entered_in_error_on
        return Ending(by=EndedBy.ENTERED_IN_ERROR, last_day_on=declared_on, policy=contract.policy)
    last_day_on, lapse, terms = contract.held_until, contract.lapse, contract.terms
    if last_day_on is None:
        return None
    by, reason = EndedBy.TERM_END, None if terms.expiry is None else terms.expiry.outcome
    policy = contract.policy_on(last_day_on)
    if lapse is not None and lapse.last_day_on == last_day_on:
        return Ending(by=EndedBy.LAPSE, last_day_on=last_day_on, policy=policy, reason=lapse.reason)
    if contract.successor is not None and contract.successor.last_day_on == last_day_on:
        return Ending(by=EndedBy.SUCCESSION, last_day_on=last_day_on, policy=policy, reason=contract.successor.how)
    if terms.termination is not None and terms.termination.last_day_on == last_day_on:
        termination = terms.termination
        return Ending(by=EndedBy.TERMINATION, last_day_on=last_day_on, policy=policy, reason=termination.reason)
    return Ending(by=by, last_day_on=last_day_on, policy=policy, reason=reason)
