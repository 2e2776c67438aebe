"""services, as programs and people read it, on both databases: who did what, entered when, and whether it counts."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from api.bodies.answers import Answers
from api.bodies.documenting import EXAMPLES, SERVICE_EXAMPLES
from api.bodies.naming import Finder
from api.composition import demo_clock, open_service, settings_from
from tests.support.command_line import CommandLine
from tests.support.postgres import PostgresServer
from tests.support.world import CLERK

pytestmark = pytest.mark.storage

HOUSEHOLD = "41010300101"
CONFIRMED_AGAIN = """{"command": "confirm_service", "command_id": "00000000-0000-4000-8000-000000000901",
"contract": "41010300101", "service_id": "00000000-0000-4000-9000-000000000001", "confirmed_on": "2023-06-09",
"confirmation": {"confirmer": "performer", "kind": "signature"}}""".replace("\n", " ").encode()
"""The first service was corrected: the other side has confirmed it anew, and now who served does."""

IN_TIME = datetime(2023, 6, 10, 2, 0, tzinfo=UTC)


def lived_through(county: CommandLine) -> CommandLine:
    """The examples of commands, and those of services in their time."""
    with open_service(settings_from(county.env), writing=True, clock=demo_clock(IN_TIME), demo=True) as service:
        answers = Answers(service.commander(service.ledger), Finder(service, service.ledger), CLERK, "zh")
        for file in (EXAMPLES, SERVICE_EXAMPLES):
            for line in file.read_bytes().splitlines():
                answers.to(line)
        assert answers.to(CONFIRMED_AGAIN)["ok"]
        service.catch_up()
    return county


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def county(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommandLine]:
    """A county in June 2023, on each engine."""
    folder = tmp_path_factory.mktemp("county")
    key_file = {"JIAYI_KEK_FILE": str(folder / "store.kek")}
    if request.param == "sqlite":
        url = f"sqlite:///{folder}/jiayi.db"
        yield lived_through(CommandLine(folder=folder, env={"JIAYI_DATABASE_URL": url, **key_file}))
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    url = server.create_database()
    yield lived_through(CommandLine(folder=folder, env={"JIAYI_DATABASE_URL": url, **key_file}))
    server.drop_database(url)


def test_every_service_says_who_did_it_who_entered_it_when_and_whether_it_counts(county: CommandLine) -> None:
    first = county.run("services", HOUSEHOLD, "--standing", "counts", "--json").answer[0]
    assert (first["delivered_on"], first["performer"], first["entered_by"]) == ("2023-06-06", "赵敏", "赵敏")
    assert (first["entered_on"], first["lag_days"], first["late"]) == ("2023-06-10", 4, False)
    assert (first["household"], first["items"], first["counts"]) == (HOUSEHOLD, ["bp_measurement"], True)
    assert [each["kind"] for each in first["evidence"]] == ["photo"]
    assert None not in [each["name"] for each in first["residents"]]


def test_the_auditors_question_what_did_this_person_enter_more_than_a_week_late(county: CommandLine) -> None:
    late = county.run("services", "--entered-by", "赵敏", "--later-than", "7", "--json").answer
    assert [(each["delivered_on"], each["lag_days"], each["standing"], each["decided_by"]) for each in late] == [
        ("2023-05-20", 21, "dispute_upheld", "孙丽"),
        ("2023-05-23", 18, "late_entry_rejected", "孙丽"),
    ]
    assert county.run("services", "--entered-by", "孙丽", "--later-than", "7", "--json").answer == []


def test_work_adds_up_by_performer_for_programs_and_for_people(county: CommandLine) -> None:
    everything = county.run("services", "--json").answer
    work = county.run("services", "--by-performer", "--json").answer
    assert sum(each["services"] for each in work) == len(everything)
    assert sum(each["counting"] for each in work) == sum(each["counts"] for each in everything)
    assert all(sum(each["by_standing"].values()) == each["services"] for each in work)
    told = county.run("services", "--by-performer", "--lang", "en").stdout
    assert "found wrong in a dispute" in told
    assert told.endswith(f"{len(everything)} services, of which 1 count\n")


def test_people_read_what_is_missing_and_what_was_kept(county: CommandLine) -> None:
    told = county.run("services", HOUSEHOLD, "--lang", "zh").stdout
    assert "影像" in told or "照片" in told
    assert "迟 21 天" in told
    assert told.endswith("共 4 次服务，计入 1 次\n")


def test_services_as_known_before_a_decision(county: CommandLine) -> None:
    (late, *_) = county.run("services", "--late", "--json").answer
    then = county.run("services", "--awaiting", "--known-at", f"@{late['position']}", "--json").answer
    assert [each["service"] for each in then] == [late["service"]]
    assert county.run("services", "--awaiting", "--json").answer == []


def test_the_counts_of_a_day_say_what_the_teams_lack_and_by_which_rule(county: CommandLine) -> None:
    """The team of the examples has nobody for mothers and children, whom 二七 wants in every team."""
    asked = ("roster", "--summary", "--as-of", "2019-03-01")
    first = county.run(*asked, "--json").answer["warnings"][0]
    assert (first["team"], first["code"], first["facts"]) == (
        "第一团队",
        "team_lacks_role",
        {"role": "maternal_child_health_worker"},
    )
    told = county.run(*asked, "--lang", "zh").stdout
    assert first["rule"]["clause"] in told
    assert "团队第一团队：没有妇幼保健人员。" in told


def test_awaiting_and_another_standing_are_not_asked_for_at_once(county: CommandLine) -> None:
    assert county.run("services", "--awaiting", "--standing", "counts").status == 2
