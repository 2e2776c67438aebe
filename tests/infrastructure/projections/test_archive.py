"""The archive on both databases: until when papers are kept, and what a late fact moved."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from uuid6 import uuid7

from application.envelope import Actor
from application.executing import Request
from application.queries.archive import ArchiveQueries, ArchiveRow, KeptClass, Moved, PapersState
from application.queries.archive_view import ApprovalKnown, DisposalKnown, PlaceKnown
from application.queries.certificates import certificates_of
from application.queries.history import history_of
from application.queries.moment import Asked
from application.refusals import NotFound, NothingDisposed
from domain.contract.commands import ContractChange, EnterInError, RecordDeath, WithdrawMark
from domain.contract.events import ContractSigned, Mark
from domain.contract.keeping.commands import (
    ApproveDisposal,
    ArchiveContract,
    DisposeContract,
    LiftLegalHold,
    PlaceLegalHold,
    VoidContractDisposal,
)
from domain.contract.keeping.events import HoldReason, KeptBack
from domain.contract.keeping.refusals import SecondPersonNeeded
from domain.contract.services.commands import DeliverService
from domain.contract.services.events import ServiceDelivered
from domain.contract.services.items import ServiceChannel, ServiceItem
from domain.personal import Personal
from domain.policy.retention import RetentionClass
from domain.populations import Category
from infrastructure.clock import DemoClock
from infrastructure.database import Store
from infrastructure.projections.read_models import LiveReadModels
from tests.support.policies import BOOK
from tests.support.world import CLERK, LEADER, World, require_sound
from tests.support.world_people import DOCTOR, agreement, found_team, register

pytestmark = pytest.mark.storage


VISIT = UUID(int=501)
PAPERS = RetentionClass.CONTRACT_PAPERS
HOLD, OTHER_HOLD = UUID(int=601), UUID(int=602)
JIANGXIAN = BOOK.version_on("jiangxian", date(2018, 3, 15))


class Archive:
    """A widow who signed alone on 15 March 2018, under 绛县's rules, or others."""

    def __init__(self, store: Store, policy: str = "jiangxian", signed_on: date = date(2018, 3, 15)) -> None:
        self.clock = DemoClock(datetime(signed_on.year, signed_on.month, signed_on.day, 2, tzinfo=UTC), demo=True)
        self.world = World(store, self.clock)
        self.queries = ArchiveQueries(LiveReadModels(store), BOOK, self.clock)
        self.team_id = found_team(self.world)
        self.widow = register(self.world, "李秀英", "M1")
        self.contract_id = uuid7()
        command = agreement([self.widow], self.team_id, signed_on, "61090200001")
        self.world.contracts.sign(self.contract_id, command, policy, Request.new(CLERK))

    def at(self, year: int, month: int, day: int) -> "Archive":
        self.clock.move_to(datetime(year, month, day, 2, tzinfo=UTC))
        return self

    def does(self, command: ContractChange, by: Actor = CLERK) -> int:
        """Runs a command; the position that it led to."""
        return self.world.contracts.handle(self.contract_id, command, Request.new(by)).position

    def row(self, contract_id: UUID | None = None) -> ArchiveRow:
        self.world.runner.catch_up()
        return self.queries.of_contract(contract_id or self.contract_id).rows[0]

    def papers(self) -> KeptClass:
        """The first class: the contract's papers."""
        return self.row().classes[0]

    def disposable_by(self, day: date) -> list[UUID]:
        self.world.runner.catch_up()
        return [row.contract for page in self.queries.pages(disposable_by=day, limit=1) for row in page.rows]


def test_while_a_contract_is_in_force_no_clock_runs(store: Store) -> None:
    row = Archive(store).at(2019, 3, 14).row()
    (papers,) = row.classes
    assert (papers.state, row.last_day_on) == (PapersState.IN_FORCE, date(2019, 3, 14))
    assert (papers.kept_until, papers.disposable_from, papers.moved) == (None, None, ())


def test_a_contract_that_silence_renews_has_no_last_day(store: Store) -> None:
    archive = Archive(store, "erqi").at(2026, 3, 14)
    assert (archive.papers().state, archive.row().last_day_on) == (PapersState.IN_FORCE, None)
    assert archive.disposable_by(date(2060, 1, 1)) == []


def test_papers_are_kept_through_the_fifth_anniversary_of_the_last_day_and_the_rule_is_cited(store: Store) -> None:
    row = Archive(store).at(2024, 3, 14).row()
    (papers,) = row.classes
    assert (papers.state, papers.kept_until, papers.disposable_from) == (
        PapersState.KEPT,
        date(2024, 3, 14),
        date(2024, 3, 15),
    )
    assert (row.policy.name, papers.why) == ("jiangxian", JIANGXIAN.cite("retention"))
    assert not papers.why.stated


def test_papers_may_go_from_the_day_after_and_only_then_are_listed(store: Store) -> None:
    archive = Archive(store).at(2024, 3, 15)
    assert archive.papers().state is PapersState.DISPOSABLE
    assert archive.disposable_by(date(2024, 3, 14)) == []
    assert archive.disposable_by(date(2024, 3, 15)) == [archive.contract_id]


def test_a_last_day_on_29_february_is_kept_through_1_march(store: Store) -> None:
    archive = Archive(store, signed_on=date(2019, 3, 1)).at(2020, 3, 20)
    assert archive.row().last_day_on == date(2020, 2, 29)
    assert (archive.papers().kept_until, archive.papers().disposable_from) == (date(2025, 3, 1), date(2025, 3, 2))
    assert archive.disposable_by(date(2025, 3, 1)) == []
    assert archive.disposable_by(date(2025, 3, 2)) == [archive.contract_id]


def test_row_21_the_clock_starts_with_the_day_on_which_the_last_member_died(store: Store) -> None:
    archive = Archive(store).at(2018, 8, 22)
    archive.does(RecordDeath(resident_id=archive.widow, died_on=date(2018, 8, 20)))
    row = archive.row()
    assert (row.last_day_on, row.ended_by, row.reason) == (date(2018, 8, 20), "lapse", "deceased")
    assert (row.classes[0].kept_until, row.classes[0].disposable_from) == (date(2023, 8, 20), date(2023, 8, 21))


def test_a_late_death_moves_the_clock_back_and_its_withdrawal_forward(store: Store) -> None:
    archive = Archive(store).at(2019, 6, 3)
    died_at = archive.does(RecordDeath(resident_id=archive.widow, died_on=date(2018, 8, 20)))
    assert archive.papers().moved == (
        Moved(
            kept_until_before=date(2024, 3, 14),
            kept_until=date(2023, 8, 20),
            position=archive.row().known_from,
            known_on=date(2019, 6, 3),
        ),
    )
    assert archive.row().known_from == died_at
    archive.at(2019, 7, 1).does(
        WithdrawMark(resident_id=archive.widow, mark=Mark.DEATH, reason=Personal(archive.contract_id, "同名"))
    )
    row = archive.row()
    assert (row.last_day_on, row.classes[0].kept_until) == (date(2019, 3, 14), date(2024, 3, 14))
    assert [(each.kept_until_before, each.kept_until, each.known_on) for each in row.classes[0].moved] == [
        (date(2024, 3, 14), date(2023, 8, 20), date(2019, 6, 3)),
        (date(2023, 8, 20), date(2024, 3, 14), date(2019, 7, 1)),
    ]
    require_sound(archive.world)


def test_papers_of_a_contract_entered_in_error_are_kept_from_the_day_it_was_declared(store: Store) -> None:
    archive = Archive(store).at(2018, 5, 2)
    archive.does(EnterInError(reason=Personal(archive.contract_id, "录错人")))
    at_once, later = archive.row(), archive.at(2018, 5, 3).row()
    assert [each.classes[0].state for each in (at_once, later)] == [PapersState.KEPT, PapersState.KEPT]
    assert (later.ended_by, later.last_day_on, later.classes[0].kept_until) == (
        "entered_in_error",
        date(2018, 5, 2),
        date(2023, 5, 2),
    )


def test_the_archive_is_the_same_after_a_rebuild(store: Store) -> None:
    archive = Archive(store).at(2019, 6, 3)
    archive.does(RecordDeath(resident_id=archive.widow, died_on=date(2018, 8, 20)))
    before = archive.row()
    archive.world.runner.rebuild("archive")
    assert archive.row() == before
    require_sound(archive.world)


def disposed(store: Store) -> Archive:
    """Papers that a clerk let go and a leader disposed of, in 2024."""
    archive = Archive(store).at(2024, 3, 20)
    note = Personal(archive.contract_id, "收费有争议")
    archive.does(PlaceLegalHold(hold_id=HOLD, placed_on=date(2024, 3, 1), reason=HoldReason.DISPUTE, note=note))
    archive.does(LiftLegalHold(hold_id=HOLD, lifted_on=date(2024, 3, 18)))
    archive.does(ApproveDisposal(retention_class=PAPERS, approved_on=date(2024, 3, 19)))
    archive.does(
        DisposeContract(retention_class=PAPERS, disposed_on=date(2024, 3, 20), certificate_number="2024-17"), LEADER
    )
    return archive


def test_papers_on_hold_are_not_listed_as_disposable(store: Store) -> None:
    archive = Archive(store).at(2024, 3, 20)
    for hold_id, reason in ((HOLD, HoldReason.AUDIT), (OTHER_HOLD, HoldReason.LITIGATION)):
        archive.does(PlaceLegalHold(hold_id=hold_id, placed_on=date(2024, 3, 1), reason=reason))
    row = archive.row()
    assert (row.classes[0].state, [(hold.hold_id, hold.reason, hold.lifted_on) for hold in row.holds]) == (
        PapersState.ON_HOLD,
        [(HOLD, "audit", None), (OTHER_HOLD, "litigation", None)],
    )
    assert archive.disposable_by(date(2024, 12, 31)) == []
    archive.does(LiftLegalHold(hold_id=HOLD, lifted_on=date(2024, 3, 19)))
    assert (archive.papers().state, archive.disposable_by(date(2024, 12, 31))) == (PapersState.ON_HOLD, [])
    lifted_at = archive.does(LiftLegalHold(hold_id=OTHER_HOLD, lifted_on=date(2024, 3, 20)))
    row = archive.row()
    assert (row.classes[0].state, row.known_from) == (PapersState.DISPOSABLE, lifted_at)
    assert [hold.lifted_on for hold in row.holds] == [date(2024, 3, 19), date(2024, 3, 20)]
    assert archive.disposable_by(date(2024, 12, 31)) == [archive.contract_id]
    require_sound(archive.world)


def test_a_disposal_names_both_people_and_its_certificate(store: Store) -> None:
    archive = disposed(store)
    papers = archive.papers()
    assert (papers.state, papers.approval, papers.disposal) == (
        PapersState.DISPOSED,
        ApprovalKnown(approved_on=date(2024, 3, 19), by=CLERK.id),
        DisposalKnown(disposed_on=date(2024, 3, 20), by=LEADER.id, certificate_number="2024-17"),
    )
    assert archive.disposable_by(date(2024, 12, 31)) == []
    require_sound(archive.world)


def test_who_approved_does_not_dispose_whoever_asks_for_it(store: Store) -> None:
    archive = Archive(store).at(2024, 3, 20)
    archive.does(ApproveDisposal(retention_class=PAPERS, approved_on=date(2024, 3, 19)), LEADER)
    dispose = DisposeContract(retention_class=PAPERS, disposed_on=date(2024, 3, 20), certificate_number="2024-17")
    with pytest.raises(SecondPersonNeeded):
        archive.does(dispose, LEADER)
    archive.does(dispose)


def test_no_text_of_a_disposed_contract_is_opened_not_even_as_known_before(store: Store) -> None:
    archive = disposed(store)
    ask = (archive.world.ledger, archive.clock)
    placed = archive.world.ledger.stream(archive.contract_id)[2].position
    for known_at in (None, f"@{placed}"):
        history = history_of(archive.contract_id, known_at, *ask, reveal=True)
        assert history.entries[2].withheld
        assert history.entries[2].facts["note"] is None


def served(store: Store) -> Archive:
    """The widow was served on 1 June 2018, and her papers went in 2024."""
    archive = Archive(store).at(2018, 6, 1)
    archive.does(
        DeliverService(
            service_id=VISIT,
            delivered_on=date(2018, 6, 1),
            resident_ids=(archive.widow,),
            items=(ServiceItem.BP_MEASUREMENT,),
            performer=DOCTOR,
            channel=ServiceChannel.HOME,
            note=Personal(archive.contract_id, "血压偏高"),
        )
    )
    archive.at(2024, 3, 20)
    archive.does(ArchiveContract(retention_class=PAPERS, archived_on=date(2019, 4, 1), place="3号柜12盒"))
    archive.does(ApproveDisposal(retention_class=PAPERS, approved_on=date(2024, 3, 19)))
    archive.does(
        DisposeContract(retention_class=PAPERS, disposed_on=date(2024, 3, 20), certificate_number="2024-17"), LEADER
    )
    return archive


def test_the_health_record_is_kept_when_the_papers_are_gone_and_goes_in_its_own_time(store: Store) -> None:
    archive = served(store)
    papers, record = archive.row().classes
    assert (papers.retention_class, papers.state) == (PAPERS, PapersState.DISPOSED)
    assert (record.retention_class, record.state) == (RetentionClass.HEALTH_RECORD, PapersState.KEPT)
    assert (record.kept_until, record.disposable_from) == (date(2034, 3, 14), date(2034, 3, 15))
    assert record.why == JIANGXIAN.cite("health_record_retention")
    assert archive.disposable_by(date(2034, 3, 14)) == []
    assert archive.disposable_by(date(2034, 3, 15)) == [archive.contract_id]
    archive.at(2034, 3, 20)
    archive.does(ApproveDisposal(retention_class=RetentionClass.HEALTH_RECORD, approved_on=date(2034, 3, 19)), LEADER)
    dispose = DisposeContract(
        retention_class=RetentionClass.HEALTH_RECORD, disposed_on=date(2034, 3, 20), certificate_number="2034-3"
    )
    archive.does(dispose)
    assert [each.state for each in archive.row().classes] == [PapersState.DISPOSED] * 2
    assert archive.row().classes[1].disposal == DisposalKnown(
        disposed_on=date(2034, 3, 20), by=CLERK.id, certificate_number="2034-3"
    )
    require_sound(archive.world)


def test_a_certificate_says_what_is_kept_back_and_each_class_has_its_own(store: Store) -> None:
    archive = served(store)
    (certificate,) = certificates_of(archive.contract_id, archive.world.ledger)
    assert certificate.kept_back == (
        KeptBack(retention_class=RetentionClass.HEALTH_RECORD, kept_until=date(2034, 3, 14)),
    )
    assert (certificate.approved.by, certificate.disposed.by) == (CLERK, LEADER)
    archive.at(2034, 3, 20)
    archive.does(ApproveDisposal(retention_class=RetentionClass.HEALTH_RECORD, approved_on=date(2034, 3, 19)), LEADER)
    archive.does(
        DisposeContract(
            retention_class=RetentionClass.HEALTH_RECORD, disposed_on=date(2034, 3, 20), certificate_number="2034-3"
        )
    )
    both = certificates_of(archive.contract_id, archive.world.ledger)
    assert [(each.number, each.retention_class, each.kept_back) for each in both] == [
        ("2024-17", PAPERS, certificate.kept_back),
        ("2034-3", RetentionClass.HEALTH_RECORD, ()),
    ]


def test_of_nothing_there_is_no_certificate(store: Store) -> None:
    archive = Archive(store)
    with pytest.raises(NothingDisposed):
        certificates_of(archive.contract_id, archive.world.ledger)
    with pytest.raises(NotFound):
        certificates_of(archive.widow, archive.world.ledger)


def test_a_late_fact_moves_the_health_record_too(store: Store) -> None:
    archive = served(store)
    void = VoidContractDisposal(
        retention_class=PAPERS, certificate_number="2024-17", reason=Personal(archive.contract_id, "弄错了合同")
    )
    archive.does(void)
    archive.does(RecordDeath(resident_id=archive.widow, died_on=date(2018, 8, 20)))
    assert [
        [(each.kept_until_before, each.kept_until, each.known_on) for each in kept.moved]
        for kept in archive.row().classes
    ] == [
        [(date(2024, 3, 14), date(2023, 8, 20), date(2024, 3, 20))],
        [(date(2034, 3, 14), date(2033, 8, 20), date(2024, 3, 20))],
    ]
    require_sound(archive.world)


def test_the_archive_says_where_papers_are(store: Store) -> None:
    archive = Archive(store).at(2020, 6, 1)
    puts = (
        (date(2020, 5, 1), 2018, "1号柜"),
        (date(2020, 5, 2), None, "3号柜12盒"),
        (date(2020, 5, 3), None, "5号柜1盒"),
    )
    _, _, known_from = (
        archive.does(ArchiveContract(retention_class=PAPERS, archived_on=archived_on, place=place, year=year))
        for archived_on, year, place in puts
    )
    assert archive.papers().places == (
        PlaceKnown(
            retention_class=PAPERS, year=None, archived_on=date(2020, 5, 3), place="5号柜1盒", known_from=known_from
        ),
        PlaceKnown(
            retention_class=PAPERS, year=2018, archived_on=date(2020, 5, 1), place="1号柜", known_from=known_from - 2
        ),
    )
    assert archive.row().known_from == known_from
    require_sound(archive.world)


def test_of_what_was_disposed_of_the_papers_alone_the_health_record_can_still_be_read(store: Store) -> None:
    archive = served(store)
    history = history_of(archive.contract_id, None, archive.world.ledger, archive.clock, reveal=True)
    read = {type(each.event): each for each in history.entries}
    assert (read[ServiceDelivered].withheld, read[ServiceDelivered].facts["note"]) == (False, "血压偏高")
    assert read[ContractSigned].withheld


def test_people_are_named_again_when_a_disposal_is_void(store: Store) -> None:
    archive = served(store)
    void = VoidContractDisposal(
        retention_class=PAPERS, certificate_number="2024-17", reason=Personal(archive.contract_id, "弄错了合同")
    )
    assert names_on(archive, date(2018, 6, 1)) == [None]
    archive.does(void)
    assert names_on(archive, date(2018, 6, 1)) == ["李秀英"]
    assert archive.papers().disposal is None
    history = history_of(archive.contract_id, None, archive.world.ledger, archive.clock, reveal=True)
    assert not any(each.withheld for each in history.entries)
    require_sound(archive.world)


def names_on(archive: Archive, day: date) -> list[str | None]:
    return [member.name for row in archive.world.roster_on(day) for member in row.members]


def test_a_roster_of_its_days_names_nobody_of_a_disposed_contract_and_counts_as_before(store: Store) -> None:
    archive = disposed(store)
    (row,) = archive.world.roster_on(date(2018, 6, 1))
    assert [(member.resident, member.name, member.birth_on) for member in row.members] == [(archive.widow, None, None)]
    summary = archive.world.roster.summary(Asked(as_of=date(2018, 6, 1)))
    assert (summary.persons, summary.by_category[Category.ELDERLY]) == (1, 1)
