"""What one run did after forty days without any: whom it renewed, whose contracts ended and why, who is waited for."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from api.cli.commands.renewals import run_told
from api.cli.demo.calling import household_called
from api.cli.demo.people import SIGNINGS
from api.cli.demo.years import BACK_ON, STOPS_ON
from api.cli.output import Output
from api.cli.speech import SPEECH as SAY
from api.composition import Service
from api.language.values import day, listed
from api.language.words import word
from application.contracts import load_contract
from application.prospects import Prospect, ProspectKind
from application.queries.moment import Asked
from application.renewals import RenewalAnswer
from domain.calendar import day_before
from domain.contract.state import Contract
from domain.policy.renewal import RenewalKind

AHEAD_DAYS = 30


def show(service: Service, answer: RenewalAnswer, output: Output) -> None:
    """The figures of the run, each contract that they are made of, and what it did to a roster that was read before."""
    on = day(BACK_ON, SAY.language)
    output.heading(SAY(f"九、{on}，一次补齐", f"9. {on}: one run makes up for all of it"))
    output.line(run_told(answer))
    headings = [SAY("谁", "Who"), SAY("结果", "What became of it"), SAY("原因", "Why")]
    output.table(headings, list(_rows(service, answer)))
    _show_roster_before_and_after(service, output)


def _rows(service: Service, answer: RenewalAnswer) -> Iterator[tuple[str, str, str]]:
    skipped = {each.contract: word(each.reason, SAY.language) for each in answer.skipped}
    ahead = service.prospects.ahead(BACK_ON, AHEAD_DAYS)
    waiting = {each.contract: each for each in ahead if each.kind is ProspectKind.AWAITS_CONSENT}
    for signing in SIGNINGS:
        contract = load_contract(service.ledger, signing.contract_id).contract
        outcome = _outcome(signing.contract_id, contract, skipped, waiting)
        if outcome is not None:
            yield household_called(service, signing), *outcome


def _outcome(
    contract_id: UUID, contract: Contract, skipped: Mapping[UUID, str], waiting: Mapping[UUID, Prospect]
) -> tuple[str, str] | None:
    last = contract.terms.last
    if contract_id in skipped:
        ended = day(contract.last_day_on, SAY.language)
        return SAY(f"未续约，{ended}止", f"not renewed, ended {ended}"), skipped[contract_id]
    if contract_id in waiting:
        end_on = day(last.term.end_on, SAY.language)
        sides = listed([word(each, SAY.language) for each in waiting[contract_id].consents], SAY.language)
        return SAY(f"待同意，{end_on}到期", f"waiting, ends {end_on}"), SAY(f"等{sides}表示", f"for: {sides}")
    if last.basis is not RenewalKind.SILENCE or last.term.start_on < STOPS_ON:
        return None
    start_on, end_on = day(last.term.start_on, SAY.language), day(last.term.end_on, SAY.language)
    renewed = SAY(f"续约，{start_on}至{end_on}", f"renewed, {start_on} to {end_on}")
    return renewed, SAY("没有人提出解约", "nobody asked to end it")


def _show_roster_before_and_after(service: Service, output: Output) -> None:
    """The roster of the last of the forty days, as it was read on that day and as it is read now."""
    last = day_before(BACK_ON)
    then, now = (
        service.roster.summary(Asked(as_of=last, known_at=known_at)).households for known_at in (last.isoformat(), None)
    )
    on = day(last, SAY.language)
    output.line(
        SAY(
            f"{on}的在签名单：当天看是 {then} 户，补齐以后再看是 {now} 户；当天看到的随时能再看。",
            f"The roster of {on}: {then} households when it was read on that day, {now} now that all is settled; "
            "what was read then can be read again at any time.",
        )
    )
