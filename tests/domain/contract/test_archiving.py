"""Papers are put into the archive when they are over: 资料存放混乱，不能及时归档 (002)."""

from datetime import date

from domain.contract.keeping.commands import ArchiveContract
from domain.contract.keeping.events import ContractArchived
from domain.contract.keeping.state import Lot
from domain.policy.retention import RetentionClass
from tests.support.scenario import ERQI, ZHANG, Scenario, given, household

PAPERS = RetentionClass.CONTRACT_PAPERS


def over() -> Scenario:
    """Signed for the year from 15 March 2018, asked about in 2020."""
    return given(household(ZHANG, signed_on=date(2018, 3, 15))).on(date(2020, 6, 1))


def put(archived_on: date, place: str = "3号柜12盒", year: int | None = None) -> ArchiveContract:
    return ArchiveContract(retention_class=PAPERS, archived_on=archived_on, place=place, year=year)


def test_papers_of_a_contract_that_is_over_are_put_into_a_box() -> None:
    put_away = (
        over()
        .when(put(date(2019, 3, 15)))
        .then(ContractArchived(retention_class=PAPERS, archived_on=date(2019, 3, 15), place="3号柜12盒"))
    )
    put_away.when(put(date(2019, 3, 15))).then_nothing()
    put_away.when(put(date(2020, 5, 1))).then_nothing()


def test_papers_that_are_moved_are_recorded_again_and_what_is_told_late_stays_in_its_time() -> None:
    moved = over().after(put(date(2019, 3, 15)), put(date(2020, 5, 1), "5号柜1盒"), put(date(2019, 9, 1), "4号柜"))
    places = moved.contract.keeping.places[Lot(PAPERS, None)]
    days = (date(2019, 3, 14), date(2019, 8, 31), date(2019, 9, 1), date(2020, 5, 1))
    assert [places.on(day) for day in days] == [None, "3号柜12盒", "4号柜", "5号柜1盒"]
    moved.when(put(date(2020, 4, 30), "4号柜")).then_nothing()


def test_nothing_is_put_away_before_it_is_over_nor_ahead() -> None:
    over().when(put(date(2019, 3, 14))).then_refused(
        "not_over_yet", day=date(2019, 3, 14), last_day_on=date(2019, 3, 14)
    )
    over().when(put(date(2020, 6, 2))).then_refused("dated_in_future")


def test_of_a_contract_that_goes_on_the_papers_of_a_year_are_put_away() -> None:
    silent = given(household(ZHANG, signed_on=date(2018, 3, 15)), policy=ERQI).on(date(2020, 6, 1))
    silent.when(put(date(2020, 1, 1))).then_refused("not_over_yet", last_day_on=None)
    silent.when(put(date(2020, 1, 1), year=2019)).then(
        ContractArchived(retention_class=PAPERS, archived_on=date(2020, 1, 1), place="3号柜12盒", year=2019)
    )
    silent.when(put(date(2019, 12, 31), year=2019)).then_refused("not_over_yet", last_day_on=date(2019, 12, 31))
    silent.when(put(date(2020, 1, 1), year=2017)).then_refused("no_such_year", year=2017, first=2018, last=2020)
    silent.when(put(date(2020, 1, 1), year=2021)).then_refused("no_such_year")


def test_the_last_year_is_over_with_the_contract() -> None:
    over().when(put(date(2019, 3, 14), year=2019)).then_refused("not_over_yet", last_day_on=date(2019, 3, 14))
    assert over().when(put(date(2019, 3, 15), year=2019)).refusal is None
    over().when(put(date(2020, 1, 2), year=2020)).then_refused("no_such_year", last=2019)


def test_each_year_has_its_own_place() -> None:
    put_away = over().after(put(date(2019, 3, 15), "1号柜", 2018), put(date(2019, 3, 15), "2号柜", 2019))
    assert {lot.year: places.on(date(2020, 1, 1)) for lot, places in put_away.contract.keeping.places.items()} == {
        2018: "1号柜",
        2019: "2号柜",
    }


def test_a_place_names_nobodys_id_or_phone() -> None:
    for place in ("", "13703710001", "柜 440524188001010014", "110105491231002", "一" * 61):
        over().when(put(date(2019, 3, 15), place)).then_refused("unfit_for_record", what="place")
    assert over().when(put(date(2019, 3, 15), "库房2 第17排 2018000001盒")).refusal is None
