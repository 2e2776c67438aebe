"""What the archive says of the contracts of the second act that are over: until when their papers are kept."""

from api.cli.demo.calling import household_called
from api.cli.demo.people import SIGNINGS
from api.cli.output import Output
from api.cli.speech import SPEECH as SAY
from api.composition import Service
from api.language.messages import rule_sentence
from api.language.values import day
from api.language.words import word
from application.queries.archive import ArchiveRow, KeptClass, Moved


def show(service: Service, output: Output) -> None:
    """A row for each contract that is over, with the day that a late fact moved; then the rules."""
    called = {each.contract_id: household_called(service, each) for each in SIGNINGS}
    over = [row for page in service.archive.pages() for row in page.rows if row.classes[0].kept_until is not None]
    output.heading(
        SAY("十一、到期的合同，资料保存到哪一天", "11. The contracts that are over: how long papers are kept")
    )
    headings = [
        SAY("谁的合同", "Whose contract"),
        SAY("最后一天", "Last day"),
        SAY("资料", "What"),
        SAY("保存到", "Kept until"),
        SAY("迟到的事实改动过", "Moved by a late fact"),
    ]
    output.table(headings, [(called[row.contract], *_days(row, each)) for row in over for each in row.classes])
    for rule in dict.fromkeys(rule_sentence(each.why, SAY.language) for row in over for each in row.classes):
        output.line(f"  {rule}", style="dim")


def _days(row: ArchiveRow, kept: KeptClass) -> tuple[str, str, str, str]:
    last_day_on, kept_until = (
        "" if each is None else day(each, SAY.language) for each in (row.last_day_on, kept.kept_until)
    )
    what, moved = word(kept.retention_class, SAY.language), (_moved(each) for each in kept.moved)
    return last_day_on, what, kept_until, SAY("；", "; ").join(moved)


def _moved(moved: Moved) -> str:
    known_on = day(moved.known_on, SAY.language)
    if moved.kept_until_before is None:
        return SAY(f"{known_on}才知道已经结束", f"that it was over became known on {known_on}")
    before = day(moved.kept_until_before, SAY.language)
    return SAY(f"{known_on}，原为{before}", f"on {known_on}; it was {before}")
