"""The second act: opposite rules side by side over two year ends, and forty days on which nobody settled anything."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

from api.cli.demo import keeping, outcomes, sameness
from api.cli.demo.calling import household_called
from api.cli.demo.life import Lived, live
from api.cli.demo.people import PLACES, SIGNINGS
from api.cli.demo.years import BACK_ON, BEGINS_ON, ENDS_ON, STOPS_ON, Happening
from api.cli.output import Output
from api.cli.speech import SPEECH as SAY
from api.composition import DemoClock, Service, demo_clock, demo_settings, open_service
from api.language.messages import rule_sentence
from api.language.sentences import sentence
from api.language.values import day
from api.language.words import title, word
from api.names import LedgerNames
from application.executing import Receipt
from domain.calendar import day_after, day_before
from domain.policy.rule_names import RuleName

RULES: tuple[RuleName, ...] = ("term", "renewal")


def show_second_act(output: Output) -> None:
    """The same life on two stores, one of which nobody settled for forty days: what that changed, and what not."""
    with _new_store() as (stopped, clock), _new_store() as (on_time, its_clock):
        show_rules(stopped, output)
        lived = Lived()
        live(stopped, clock, from_on=BEGINS_ON, to_on=BACK_ON, stopped=True, lived=lived)
        show_happenings(stopped, lived, output)
        outcomes.show(stopped, lived.settled[BACK_ON], output)
        live(stopped, clock, from_on=day_after(BACK_ON), to_on=ENDS_ON, stopped=True, lived=lived)
        live(on_time, its_clock, from_on=BEGINS_ON, to_on=ENDS_ON, stopped=False, lived=Lived())
        sameness.show(on_time, stopped, output)
        keeping.show(stopped, output)


def show_rules(service: Service, output: Output) -> None:
    """What each place says of terms and of what follows them, in the words of its document."""
    output.heading(SAY("七、三个地方，三种规矩", "7. Three places, three rules"))
    for place in PLACES:
        policy = service.policies.version_on(place.policy, BEGINS_ON)
        kind, named = word(policy.renewal.kind, SAY.language), title(policy.title, SAY.language)
        output.line(SAY(f"{named}：{kind}", f"{named}: renewed {kind}"))
        for rule in RULES:
            output.line(f"    {rule_sentence(policy.cite(rule), SAY.language)}", style="dim")


def show_happenings(service: Service, lived: Lived, output: Output) -> None:
    """What people did, as it was recorded; apart from the rest what they did on the forty days."""
    begins, stops, ends = (day(each, SAY.language) for each in (BEGINS_ON, STOPS_ON, day_before(BACK_ON)))
    output.heading(SAY("八、跨年：有人续，有人走，有人去世", "8. Over the year's end: people stay, leave and die"))
    output.line(
        SAY(
            f"{begins}起，三地共登记{len(SIGNINGS)}份合同；到期的起初每周处理，十二月起天天处理。",
            f"From {begins} on {len(SIGNINGS)} contracts are written down in the three places; "
            "what falls due is settled each Monday, and in winter each day.",
        )
    )
    _tell([each for each in lived.happened if each[0].told_on < STOPS_ON], service, output)
    output.line(
        SAY(
            f"从{stops}到{ends}，四十天没有人处理到期；日子照过：",
            f"From {stops} to {ends}, for forty days, nobody settles what falls due; life goes on:",
        )
    )
    _tell([each for each in lived.happened if each[0].told_on >= STOPS_ON], service, output)


def _tell(happened: list[tuple[Happening, Receipt]], service: Service, output: Output) -> None:
    names = LedgerNames(service.ledger)
    for happening, receipt in happened:
        on, called = day(happening.told_on, SAY.language), household_called(service, happening.signing)
        told = SAY("", " ").join(sentence(each, receipt.stream_id, names, SAY.language) for each in receipt.events)
        output.line(SAY(f"  {on}记，{called}：{told}", f"  Told on {on}, {called}: {told}"))


@contextmanager
def _new_store() -> Iterator[tuple[Service, DemoClock]]:
    clock = demo_clock(datetime.combine(BEGINS_ON, time(0, tzinfo=UTC)))
    with (
        TemporaryDirectory(prefix="jiayi-demo-life-") as folder,
        open_service(demo_settings(Path(folder) / "jiayi.db"), writing=True, clock=clock, demo=True) as service,
    ):
        yield service, clock
