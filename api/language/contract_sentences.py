"""What happened to a contract, one plain sentence a fact, as a village doctor would say it."""

from typing import assert_never

from api.language.absence_sentences import absence_sentence
from api.language.care_sentences import care_sentence
from api.language.consent_sentences import consent_sentence
from api.language.crowding import crowding_told
from api.language.fee_sentences import fee_sentence
from api.language.keeping_sentences import keeping_sentence
from api.language.move_sentences import move_sentence, origin_told
from api.language.paper_sentences import paper_sentence
from api.language.service_sentences import service_sentence
from api.language.telling import Telling
from api.language.term_sentences import term_sentence
from domain.calendar import day_after
from domain.contract.absences.events import AbsenceEvent
from domain.contract.care.events import CareEvent
from domain.contract.consents.events import ConsentEvent
from domain.contract.events import (
    ContractBackSigned,
    ContractEnteredInError,
    ContractEvent,
    ContractLapsed,
    ContractSigned,
    ContractSigningCorrected,
    JoinReason,
    Mark,
    MarkWithdrawn,
    MemberAdded,
    MemberDied,
    MemberRelocated,
    MemberRemoved,
    MemberReturned,
    PopulationFlagged,
    PopulationUnflagged,
    RepresentativeReplaced,
)
from domain.contract.fees.events import FeeEvent
from domain.contract.keeping.events import KeepingEvent
from domain.contract.moves.events import MoveEvent
from domain.contract.papers.events import PaperEvent
from domain.contract.services.events import ServiceEvent
from domain.contract.terms.events import TermEvent


def contract_sentence(event: ContractEvent, tell: Telling) -> str:  # noqa: C901, PLR0911, PLR0912 - one branch an event
    """The sentence about a fact of a contract."""
    if isinstance(event, ServiceEvent):
        return service_sentence(event, tell)
    if isinstance(event, PaperEvent):
        return paper_sentence(event, tell)
    if isinstance(event, ConsentEvent):
        return consent_sentence(event, tell)
    if isinstance(event, CareEvent):
        return care_sentence(event, tell)
    if isinstance(event, TermEvent):
        return term_sentence(event, tell)
    if isinstance(event, KeepingEvent):
        return keeping_sentence(event, tell)
    if isinstance(event, FeeEvent):
        return fee_sentence(event, tell)
    if isinstance(event, MoveEvent):
        return move_sentence(event, tell)
    if isinstance(event, AbsenceEvent):
        return absence_sentence(event, tell)
    match event:
        case ContractSigned():
            return _signed(event, tell)
        case ContractBackSigned():
            return _back_signed(event, tell)
        case ContractSigningCorrected():
            return _corrected(event, tell)
        case MemberAdded():
            return _added(event, tell)
        case MemberRemoved():
            return _removed(event, tell)
        case MemberDied():
            return _died(event, tell)
        case MemberRelocated():
            return _relocated(event, tell)
        case MemberReturned():
            return _returned(event, tell)
        case MarkWithdrawn():
            return _withdrawn(event, tell)
        case RepresentativeReplaced():
            return _replaced(event, tell)
        case PopulationFlagged():
            return _flagged(event, tell)
        case PopulationUnflagged():
            return _unflagged(event, tell)
        case ContractLapsed():
            return _lapsed(event, tell)
        case ContractEnteredInError():
            return _in_error(event, tell)
        case _:
            assert_never(event)


def _signed(event: ContractSigned, tell: Telling) -> str:
    members = tell.listed([tell.member(each.resident_id, each.relationship, each.flags) for each in event.members])
    signed, size = len(event.members), event.household_size
    start_on, end_on = tell.day(event.term.start_on), tell.day(event.term.end_on)
    who, team = tell.person(event.representative_id), tell.team(event.team_id)
    package = tell.word(event.package)
    origin, warned = origin_told(event.origin, tell), _warned(event, tell)
    whole = "" if signed == size else tell.choose(f"（全户{size}人）", f" of {size} in the household")
    return tell.choose(
        f"{tell.day(event.signed_on)}签约{signed}人{whole}：{members}；由{who}代表签字。"
        f"签约团队{team}，签约医生{event.doctor}，服务包为{package}，合同期{start_on}至{end_on}。{origin}{warned}",
        f"Signed on {tell.day(event.signed_on)} for {signed} {'person' if signed == 1 else 'persons'}{whole}: "
        f"{members}; {who} signed for them. Team {team}, doctor {event.doctor}, {package.lower()}, "
        f"from {start_on} to {end_on}.{origin}{warned}",
    )


def _warned(event: ContractSigned, tell: Telling) -> str:
    warned = crowding_told(event.over_advised, tell)
    if event.team_lacks:
        roles = tell.listed([tell.word(role) for role in event.team_lacks])
        warned += tell.choose(f"提醒：团队尚缺{roles}。", f" Warned: the team has no {roles}.")
    return warned


def _back_signed(event: ContractBackSigned, tell: Telling) -> str:
    agreed_on, start_on = tell.day(event.agreed_from_on), tell.day(event.signing.term.start_on)
    return tell.choose(
        f"补签，协议约定自{agreed_on}起，实际自{start_on}起生效，此前的服务不计。{_signed(event.signing, tell)}",
        f"Signed late for an agreement as from {agreed_on}; in force from {start_on}; nothing done before counts. "
        f"{_signed(event.signing, tell)}",
    )


def _corrected(event: ContractSigningCorrected, tell: Telling) -> str:
    changes = [*_corrected_cells(event, tell), *_corrected_members(event, tell)]
    return tell.choose(
        f"更正签约时的登记：{'；'.join(changes)}。自{tell.day(event.corrected_from)}起算。",
        f"The signing had been written down wrongly: {'; '.join(changes)}. "
        f"Counts from {tell.day(event.corrected_from)}.",
    )


def _corrected_cells(event: ContractSigningCorrected, tell: Telling) -> list[str]:
    head = event.representative_id
    cells = (
        ("户编号", "the household number", event.household_number),
        ("行政村", "the village", event.village),
        ("签约团队", "the team", None if event.team_id is None else tell.team(event.team_id)),
        ("签约医生", "the doctor", event.doctor),
        ("服务包", "the package", None if event.package is None else tell.word(event.package)),
        ("全户人数", "the size of the household", event.household_size),
        ("协议号", "the agreement number", event.agreement_number),
        ("签约代表", "who signed for the household", None if head is None else tell.person(head)),
    )
    corrected = [tell.choose(f"{zh}应为{value}", f"{en} is {value}") for zh, en, value in cells if value is not None]
    return [*corrected, *(_none_written(tell.word(cell), tell) for cell in event.cleared)]


def _none_written(cell: str, tell: Telling) -> str:
    return tell.choose(f"{cell}应为空", f"there is no {cell}")


def _corrected_members(event: ContractSigningCorrected, tell: Telling) -> list[str]:
    changes = []
    for each in event.members:
        who = tell.person(each.resident_id)
        if each.relationship is not None:
            related = tell.relationship(each.relationship)
            changes.append(tell.choose(f"{who}与户主的关系应为{related}", f"{who} is the head's {related}"))
        if each.note is not None:
            note = tell.text(each.note)
            changes.append(tell.choose(f"{who}的备注应为“{note}”", f"the note on {who} is “{note}”"))
        for cell in each.cleared:
            word = tell.word(cell)
            changes.append(tell.choose(f"{who}的{word}应为空", f"there is no {word} of {who}"))
    return changes


def _added(event: MemberAdded, tell: Telling) -> str:
    who, day = tell.member(event.resident_id, event.relationship, event.flags), tell.day(event.joined_on)
    resumes = (_resumes(tell) if event.contract_resumes else "") + crowding_told(event.over_advised, tell)
    left = event.from_contract_id
    from_zh, from_en = ("", "") if left is None else (f"，原在合同{left}", f", from contract {left}")
    if event.reason is JoinReason.BIRTH:
        return tell.choose(
            f"新生儿{who}自{day}起加入本合同。{resumes}", f"Newborn {who} joined the contract from {day}.{resumes}"
        )
    reason = tell.word(event.reason)
    return tell.choose(
        f"{who}自{day}起加入本合同，原因：{reason}{from_zh}。{resumes}",
        f"{who} joined the contract from {day}: {reason}{from_en}.{resumes}",
    )


def _removed(event: MemberRemoved, tell: Telling) -> str:
    who, reason, last = tell.person(event.resident_id), tell.word(event.reason), tell.day(event.last_day_on)
    joined = event.to_contract_id
    to_zh, to_en = ("", "") if joined is None else (f"，转入合同{joined}", f", to contract {joined}")
    return tell.choose(
        f"{who}退出本合同，原因：{reason}{to_zh}；最后一天为{last}。",
        f"{who} left the contract: {reason}{to_en}; last day {last}.",
    )


def _died(event: MemberDied, tell: Telling) -> str:
    who, day = tell.person(event.resident_id), tell.day(event.last_day_on)
    return tell.choose(f"{who}于{day}去世，服务到当天为止。", f"{who} died on {day}, the last day covered.")


def _relocated(event: MemberRelocated, tell: Telling) -> str:
    who, day = tell.person(event.resident_id), tell.day(day_after(event.last_day_on))
    return tell.choose(
        f"{who}长期外迁，自{day}起不再列入服务。", f"{who} moved away for long and is not covered from {day}."
    )


def _returned(event: MemberReturned, tell: Telling) -> str:
    who, day = tell.person(event.resident_id), tell.day(event.returned_on)
    resumes = (_resumes(tell) if event.contract_resumes else "") + crowding_told(event.over_advised, tell)
    return tell.choose(
        f"{who}已返回居住，自{day}起恢复服务，外迁期间不补。{resumes}",
        f"{who} lives here again and is covered from {day}; the gap stays.{resumes}",
    )


def _withdrawn(event: MarkWithdrawn, tell: Telling) -> str:
    who, mark, last = tell.person(event.resident_id), tell.word(event.mark), tell.day(event.last_day_on)
    reason, resumes = tell.text(event.reason), _resumes(tell) if event.contract_resumes else ""
    if event.mark is Mark.RETURN:
        day = tell.day(day_after(event.last_day_on))
        return tell.choose(
            f"撤销{who}的{mark}标注（原记自{day}起），理由：{reason}。",
            f"The mark of {mark} of {who} (from {day}) was withdrawn: {reason}.",
        )
    return tell.choose(
        f"撤销{who}的{mark}标注（原记最后一天为{last}），理由：{reason}。{resumes}",
        f"The mark of {mark} of {who} (last day {last}) was withdrawn: {reason}.{resumes}",
    )


def _resumes(tell: Telling) -> str:
    return tell.choose("合同恢复有效。", " The contract is in force again.")


def _replaced(event: RepresentativeReplaced, tell: Telling) -> str:
    who, day = tell.person(event.representative_id), tell.day(event.replaced_on)
    return tell.choose(
        f"自{day}起由{who}代表本户；原来的签字仍然有效。",
        f"{who} speaks for the household from {day}; the old signature stays valid.",
    )


def _flagged(event: PopulationFlagged, tell: Telling) -> str:
    who, flag, day = tell.person(event.resident_id), tell.flag(event.flag), tell.day(event.noted_on)
    return tell.choose(f"自{day}起，{who}列入“{flag}”人群。", f"{who} is noted from {day} as: {flag}.")


def _unflagged(event: PopulationUnflagged, tell: Telling) -> str:
    who, category, day = tell.person(event.resident_id), tell.word(event.category), tell.day(event.ended_on)
    return tell.choose(
        f"自{day}起，{who}不再列入“{category}”人群。", f"{who} is no longer noted from {day} as: {category}."
    )


def _lapsed(event: ContractLapsed, tell: Telling) -> str:
    reason, last = tell.word(event.reason), tell.day(event.last_day_on)
    if event.never_in_force:
        first = tell.day(day_after(event.last_day_on))
        return tell.choose(
            f"{reason}，合同原定{first}生效，从未生效。",
            f"The contract was to begin on {first} and never did, because {reason}.",
        )
    return tell.choose(
        f"{reason}，合同自然终止，最后一天为{last}。", f"The contract lapsed, because {reason}; last day {last}."
    )


def _in_error(event: ContractEnteredInError, tell: Telling) -> str:
    day, reason = tell.day(event.void_from), tell.text(event.reason)
    return tell.choose(
        f"本合同系误录，自{day}起作废，视同从未签约。理由：{reason}。",
        f"The contract was entered in error and is void from {day}, as if never signed: {reason}.",
    )
