"""fees, as programs and people read it, on both databases: the account of one contract, as known at any time."""

import json
from collections.abc import Iterator
from itertools import takewhile
from uuid import UUID

import pytest

from api.bodies.documenting import EXAMPLES
from tests.support.command_line import CommandLine
from tests.support.postgres import PostgresServer

pytestmark = pytest.mark.storage

HOUSEHOLD = "41010300103"
MOVED = "41010300109"
TRANSFERRED: list[dict[str, object]] = [
    {
        "command": "register_resident",
        "resident": "00000000-0000-4000-a000-000000000901",
        "registered_on": "2019-01-07",
        "details": {"name": "周建国"},
    },
    {
        "command": "sign_contract",
        "policy": "putuo",
        "household_number": MOVED,
        "household_size": 1,
        "village": "樱桃沟村",
        "members": [{"resident_id": "00000000-0000-4000-a000-000000000901", "relationship": "户主"}],
        "representative_id": "00000000-0000-4000-a000-000000000901",
        "team_id": {"institution": "侯寨乡卫生院", "name": "第二团队"},
        "doctor": "赵敏",
        "package": "basic",
        "signed_on": "2019-01-08",
    },
    {"command": "charge_fees", "contract": MOVED, "charged_on": "2019-01-08"},
    {
        "command": "transfer_contract",
        "contract": MOVED,
        "new_contract_id": "00000000-0000-4000-a000-000000000902",
        "team_id": {"institution": "侯寨乡卫生院", "name": "第一团队"},
        "doctor": "王建国",
        "transferred_on": "2019-03-01",
        "reason": "resident_moved",
    },
    {"command": "charge_fees", "contract": "00000000-0000-4000-a000-000000000902", "charged_on": "2019-03-01"},
]
"""Somebody who goes to another team within the year that was charged."""

NOTHING_BORNE = {"fiscal_subsidy": "0.00", "insurance_fund": "0.00", "self_share": "0.00"}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def county(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommandLine]:
    """The examples of commands about fees, and those that they stand on, on each engine."""
    folder = tmp_path_factory.mktemp("county")
    lines = EXAMPLES.read_text("utf-8").splitlines()
    teams = takewhile(lambda line: json.loads(line)["command"] != "register_resident", lines)
    story = folder / "story.ndjson"
    known = (line for line in lines if HOUSEHOLD in line or "周桂山" in line)
    moved = (json.dumps({"command_id": str(UUID(int=number)), **each}) for number, each in enumerate(TRANSFERRED))
    story.write_text("\n".join([*teams, *known, *moved]), "utf-8")
    if request.param == "sqlite":
        county = CommandLine(folder=folder)
        assert county.run("apply", story, "--by", "刘敏").status == 0
        yield county
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    url = server.create_database()
    county = CommandLine(folder=folder, env={"JIAYI_DATABASE_URL": url})
    assert county.run("apply", story, "--by", "刘敏").status == 0
    yield county
    server.drop_database(url)


def test_an_account_adds_up_for_programs(county: CommandLine) -> None:
    answer = county.run("fees", HOUSEHOLD, "--json").answer
    mistaken, fee = answer["fees"]
    assert (mistaken["charged"], mistaken["voided"], mistaken["voided_on"]) == ("120.00", "120.00", "2019-02-12")
    assert (mistaken["waived"], mistaken["borne"]) == ("0.00", NOTHING_BORNE)
    assert (fee["name"], fee["term"], fee["charged_on"]) == ("周桂山", 1, "2019-02-12")
    assert fee["year"] == {"start_on": "2019-01-08", "end_on": "2019-12-31"}
    assert (fee["charged"], fee["waived"], fee["waived_for"]) == ("120.00", "0.00", [])
    assert (fee["voided"], fee["voided_on"]) == ("0.00", None)
    half = {"fiscal_subsidy": "20.00", "insurance_fund": "20.00", "self_share": "20.00"}
    assert fee["refunded"] == fee["borne"] == half
    total = {"charged": "240.00", "waived": "0.00", "voided": "120.00", "refunded": half, "borne": half}
    assert (answer["total"], answer["elsewhere"]) == (total, [])


def test_what_is_waived_of_a_charge_shows_until_the_waiver_is_void(county: CommandLine) -> None:
    entries = county.run("history", HOUSEHOLD, "--json").answer
    void = next(each for each in entries if each["type"] == "contract.fee_waiver_voided.v1")
    before = county.run("fees", HOUSEHOLD, "--known-at", f"@{void['position'] - 1}", "--json").answer["fees"][1]
    assert (before["waived"], before["waived_for"], before["borne"]["self_share"]) == ("40.00", ["disabled"], "0.00")
    after = county.run("fees", HOUSEHOLD, "--known-at", f"@{void['position']}", "--json").answer["fees"][1]
    assert (after["waived"], after["waived_for"], after["borne"]["self_share"]) == ("0.00", [], "40.00")


def test_an_account_says_what_was_known_then(county: CommandLine) -> None:
    entries = county.run("history", HOUSEHOLD, "--json").answer
    charged = next(each for each in entries if each["type"] == "contract.fee_charged.v1")
    before = county.run("fees", HOUSEHOLD, "--known-at", f"@{charged['position'] - 1}", "--json").answer
    assert (before["fees"], before["total"]["borne"]) == ([], NOTHING_BORNE)
    then = county.run("fees", HOUSEHOLD, "--known-at", f"@{charged['position']}", "--json").answer
    assert (then["position"], then["total"]["waived"]) == (charged["position"], "0.00")
    assert then["fees"][0]["borne"]["self_share"] == "40.00"


def test_people_read_a_table(county: CommandLine) -> None:
    told = county.run("fees", HOUSEHOLD, "--lang", "en").stdout
    assert "周桂山" in told
    assert "insurance fund" in told
    charged = next(
        each["position"]
        for each in county.run("history", HOUSEHOLD, "--json").answer
        if each["type"] == "contract.fee_charged.v1"
    )
    nothing = county.run("fees", HOUSEHOLD, "--known-at", f"@{charged - 1}", "--lang", "en")
    assert "Nothing was charged." in nothing.stdout


def test_who_was_charged_for_the_year_under_another_contract_is_named_with_it(county: CommandLine) -> None:
    answer = county.run("fees", MOVED, "--json").answer
    (elsewhere,) = answer["elsewhere"]
    assert answer["fees"] == []
    assert (elsewhere["name"], elsewhere["year"]["end_on"]) == ("周建国", "2019-12-31")
    assert (elsewhere["charged"], elsewhere["borne"]["self_share"]) == ("120.00", "40.00")
    told = county.run("fees", MOVED).stdout
    assert f"周建国2019年1月8日至2019年12月31日的费用已登记在合同 {elsewhere['contract']}。" in told
    assert county.run("fees", elsewhere["contract"], "--json").answer["elsewhere"] == []


def test_the_account_of_nobody_is_not_there(county: CommandLine) -> None:
    assert county.run("fees", "no-such-household", "--json").answer["error"]["code"] == "not_found"
    contract_id = county.run("fees", HOUSEHOLD, "--json").answer["contract"]
    early = county.run("fees", contract_id, "--known-at", "@1", "--json")
    assert (early.status, early.answer["error"]["code"]) == (1, "not_found")
