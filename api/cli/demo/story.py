"""What the demonstration shows, step by step: an import, a late report, two times, doubles, and an edited byte."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from api.cli.commands import histories, registers, rosters, verifying
from api.cli.demo.household import Chosen, choose, report_death, take_newborn_in
from api.cli.demo.tampering import copy_of, edit_one_byte
from api.cli.output import Output
from api.cli.speech import SPEECH as SAY
from api.composition import DemoClock, Service, demo_settings, open_register, open_service
from api.language.values import day, listed
from api.language.words import word
from api.names import LedgerNames
from application.envelope import Actor, Channel, Role
from application.ports import ZONE
from application.queries.history import history_of
from application.queries.moment import Asked
from application.queries.roster import RosterPage, RosterRow, RosterSummary

IMPORTED_AT = datetime(2018, 12, 3, 1, 0, tzinfo=UTC)
DIED_ON = date(2018, 12, 9)
BORN_ON = date(2018, 12, 20)
DAY = date(2018, 12, 31)
REPORTED_AT = datetime(2019, 1, 8, 2, 0, tzinfo=UTC)
REPORTED_ON = date(2019, 1, 8)
NEWBORN = "安安"
CERTIFICATE = "S610000001"
POLICY = "hanbin"
DOUBLES_SHOWN = 8
CLERK = Actor(id="公卫科", role=Role.CENTRE_CLERK, channel=Channel.REGISTER)


def tell_story(
    service: Service, clock: DemoClock, workbook: Path, output: Output
) -> tuple[Chosen, Sequence[histories.Told]]:
    """Everything that happens to the store of the demonstration; answers the household and its history."""
    import_register(service, workbook, output)
    chosen = choose(service.roster.page(Asked(as_of=DAY)).rows)
    clock.move_to(REPORTED_AT)
    report_late(service, chosen, output)
    told = history_told(service, chosen)
    show_two_times(service, chosen, told, output)
    output.heading(SAY("四、这一户的来龙去脉", "4. The history of this household"))
    histories.tell(told, output)
    show_doubles(service, output)
    return chosen, told


def import_register(service: Service, workbook: Path, output: Output) -> None:
    """The register becomes facts; what cannot be taken is told in words; the second time nothing is recorded."""
    today = day(service.clock.today(ZONE), SAY.language)
    output.heading(SAY(f"一、{today}，导入登记册", f"1. {today}: a register is imported"))
    register = open_register(workbook)
    report = registers.take(service, register, POLICY, CLERK, output)
    registers.tell(report, output, dry_run=False)
    again = registers.take(service, register, POLICY, CLERK, output)
    output.line(
        SAY(
            f"同一份登记册再导入一次：新登记 {again.taken.households} 户，{again.unchanged.households} 户无变化。",
            f"The same register once more: {again.taken.households} households taken, "
            f"{again.unchanged.households} unchanged.",
        )
    )


def report_late(service: Service, chosen: Chosen, output: Output) -> None:
    """A death is reported a month late, and a newborn is taken in."""
    on, died, born = (day(each, SAY.language) for each in (REPORTED_ON, DIED_ON, BORN_ON))
    output.heading(SAY(f"二、{on}，村医补报", f"2. {on}: a village doctor reports late"))
    report_death(service, chosen, DIED_ON)
    take_newborn_in(service, chosen, NEWBORN, BORN_ON, CERTIFICATE)
    service.catch_up()
    name, household, doctor = chosen.member.name, chosen.row.household, chosen.row.doctor
    output.line(
        SAY(
            f"{doctor}报告：{household}户的{name}已于{died}去世（迟报一个月）；新生儿{NEWBORN}，{born}出生。",
            f"{doctor} reports of household {household}: {name} died on {died}, a month ago; "
            f"{NEWBORN} was born on {born}.",
        )
    )


def show_two_times(service: Service, chosen: Chosen, told: Sequence[histories.Told], output: Output) -> None:
    """The roster of one day, as known on two days, and the records that make the difference."""
    on = day(DAY, SAY.language)
    output.heading(SAY(f"三、{on}的在签名单，先后两次看", f"3. The roster of {on}, as known on two days"))
    before, after = (_known(service, known_at) for known_at in (DAY, REPORTED_ON))
    for known_on, (page, summary) in ((DAY, before), (REPORTED_ON, after)):
        members = listed([rosters.member_told(each) for each in _row(page, chosen).members], SAY.language)
        known = day(known_on, SAY.language)
        output.line(
            SAY(
                f"按{known}所知：共 {summary.persons} 人；{chosen.row.household}户：{members}",
                f"As known on {known}: {summary.persons} persons; household {chosen.row.household}: {members}",
            )
        )
    output.line(SAY("差别来自这几条记录：", "The difference is in these records:"))
    histories.tell([each for each in told if each.entry.position > before[0].position], output)


def show_doubles(service: Service, output: Output) -> None:
    """Who counts in several populations, and what remains when each person is counted once (剔重)."""
    page, summary = _known(service, REPORTED_ON)
    key = frozenset(summary.by_category)
    doubles = [
        (row.household, member.name, [each for each in member.categories if each in key])
        for row in page.rows
        for member in row.members
        if len(key.intersection(member.categories)) > 1
    ]
    total = summary.key_distinct + summary.duplicate_heads
    output.heading(SAY("五、重点人群剔重", "5. Key populations, each person once"))
    output.line(
        SAY(
            f"各类合计 {total} 人次，剔重后 {summary.key_distinct} 人，重复 {summary.duplicate_heads} 人次；"
            f"重复的有 {len(doubles)} 人，前 {DOUBLES_SHOWN} 人是：",
            f"{total} in all categories together, {summary.key_distinct} persons, {summary.duplicate_heads} counted "
            f"beyond once; {len(doubles)} persons count several times, the first {DOUBLES_SHOWN} are:",
        )
    )
    headings = [SAY("家庭编号", "Household"), SAY("姓名", "Name"), SAY("所属人群", "Populations")]
    rows = [
        (household or "", name or "", listed([word(each, SAY.language) for each in categories], SAY.language))
        for household, name, categories in doubles[:DOUBLES_SHOWN]
    ]
    output.table(headings, rows)


def show_tampering(database: Path, clock: DemoClock, told: Sequence[histories.Told], output: Output) -> None:
    """One byte of a copy is edited by hand, and `verify` finds it; the store itself is sound."""
    died = next(each.entry for each in told if each.entry.type == "contract.member_died.v1")
    output.heading(SAY("六、有人改了一个字节", "6. Somebody edits one byte"))
    output.line(
        SAY(
            f"在副本里，把第 {died.position} 条记录中的去世日期 {DIED_ON} 直接改成 2018-12-08，然后核对：",
            f"In a copy of the file, the day of death in record {died.position} becomes 2018-12-08 instead of "
            f"{DIED_ON}. Verify:",
        )
    )
    with TemporaryDirectory(prefix="jiayi-demo-copy-") as folder:
        copy = copy_of(database, Path(folder))
        edit_one_byte(copy, died.position, DIED_ON.isoformat().encode(), b"2018-12-08")
        with open_service(demo_settings(copy), writing=True, clock=clock, demo=True) as service:
            verifying.tell(verifying.check(service, output), output)
    output.line(SAY("没有动过的原库：", "The store that nobody touched:"))
    with open_service(demo_settings(database), writing=True, clock=clock, demo=True) as service:
        verifying.tell(verifying.check(service, output), output)


def history_told(service: Service, chosen: Chosen) -> Sequence[histories.Told]:
    """Every record of the household's contract with its sentence."""
    history = history_of(chosen.row.contract, None, service.ledger, service.clock, reveal=True)
    return histories.told_of(history, LedgerNames(service.ledger))


def _known(service: Service, known_on: date) -> tuple[RosterPage, RosterSummary]:
    asked = Asked(as_of=DAY, known_at=known_on.isoformat())
    return service.roster.page(asked, limit=10_000), service.roster.summary(asked)


def _row(page: RosterPage, chosen: Chosen) -> RosterRow:
    return next(row for row in page.rows if row.contract == chosen.row.contract)
