"""What was told of people who go from one contract to another, one plain sentence a fact."""

from typing import assert_never

from api.language.telling import Telling
from domain.contract.moves.events import (
    ContractMerged,
    ContractTransferred,
    MemberMoveVoided,
    MoveEvent,
    MoveVoided,
    Origin,
)


def move_sentence(event: MoveEvent, tell: Telling) -> str:
    """The sentence about a contract that ended because another one goes on."""
    last = tell.day(event.last_day_on)
    match event:
        case ContractTransferred():
            return _transferred(event, tell)
        case ContractMerged():
            return tell.choose(
                f"本户全体成员并入合同{event.into_contract_id}，本合同最后一天为{last}。",
                f"Everybody went to contract {event.into_contract_id}; last day {last}.",
            )
        case MoveVoided():
            return tell.choose(
                f"原记本合同最后一天为{last}、转至合同{event.to_contract_id}，系误录，现撤销：{tell.text(event.reason)}。",
                f"That the contract ended on {last} and contract {event.to_contract_id} went on was entered in error: "
                f"{tell.text(event.reason)}.",
            )
        case MemberMoveVoided():
            return _member_stayed(event, tell)
        case _:
            assert_never(event)


def origin_told(origin: Origin | None, tell: Telling) -> str:
    """What a signing says of the contracts that it came out of; nothing where there are none."""
    if origin is None:
        return ""
    kind, listed = tell.word(origin.kind), tell.listed([str(each) for each in origin.contract_ids])
    return tell.choose(f"来源：{kind}，原合同{listed}。", f" Out of contract {listed}: {kind}.")


def _member_stayed(event: MemberMoveVoided, tell: Telling) -> str:
    who, last, reason = tell.person(event.resident_id), tell.day(event.last_day_on), tell.text(event.reason)
    resumes = tell.choose("，合同恢复", "; the contract is in force again") if event.contract_resumes else ""
    return tell.choose(
        f"原记{who}最后一天为{last}、转至合同{event.to_contract_id}，系误录，现撤销：{reason}{resumes}。",
        f"That {who} left after {last} for contract {event.to_contract_id} was entered in error: {reason}{resumes}.",
    )


def _transferred(event: ContractTransferred, tell: Telling) -> str:
    team, last, to_id = tell.team(event.team_id), tell.day(event.last_day_on), event.to_contract_id
    reason = "" if event.reason is None else tell.word(event.reason)
    note = "" if event.note is None else tell.text(event.note)
    why = [each for each in (reason, note) if each]
    zh, en = "，".join(why), ", ".join(why)
    return tell.choose(
        f"转签至团队{team}，新合同{to_id}{f'，原因：{zh}' if zh else ''}；本合同最后一天为{last}。",
        f"Transferred to the team {team} under contract {to_id}{f': {en}' if en else ''}; last day {last}.",
    )
