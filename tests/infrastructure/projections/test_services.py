"""Services on both databases: who did what when, how late it was entered, whether it counts; now and as known then."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from application.envelope import Actor
from application.executing import Request
from application.queries.moment import PositionNotReached
from application.queries.services import ALL, ServiceQueries, ServiceRow, Work
from application.queries.services_view import ServicesCalled
from domain.contract.commands import ContractChange, RecordDeath
from domain.contract.keeping.commands import ApproveDisposal, DisposeContract
from domain.contract.services.commands import (
    ApproveLateEntry,
    Confirmation,
    ConfirmService,
    CorrectService,
    DeliverService,
    DisputeService,
    RejectLateEntry,
    VoidService,
)
from domain.contract.services.items import Evidence, ProofKind, ServiceItem
from domain.contract.services.refusals import ApproverEnteredIt
from domain.contract.services.standing import ServiceStanding
from domain.contract.services.state import Approval
from domain.personal import Personal
from domain.policy.retention import RetentionClass
from domain.policy.services import ConfirmationKind, Confirmer, EvidenceKind
from infrastructure.clock import DemoClock
from infrastructure.database import Store
from infrastructure.projections.read_models import LiveReadModels
from tests.domain.contract.services.visits import (
    BY_DOCTOR,
    POWER_CUT,
    SECOND_VISIT,
    THIRD_VISIT,
    VISIT,
    by_resident,
    confirmed_visit,
    visit,
)
from tests.support.policies import BOOK
from tests.support.world import CLERK, LEADER, World, require_sound
from tests.support.world_people import DOCTOR, agreement, found_team, register

pytestmark = pytest.mark.storage

CONTRACT, ELSEWHERE = UUID(int=601), UUID(int=602)
MISTAKEN = Personal(CONTRACT, "记错了")
PHOTO = Evidence(kind=ProofKind.PHOTO, evidence_id=UUID(int=701), sha256="a" * 64)


class Village:
    """A mother and her son, signed under 汉滨's rules on 15 March 2018 for a year."""

    def __init__(self, store: Store) -> None:
        self.clock = DemoClock(datetime(2018, 3, 15, 2, tzinfo=UTC), demo=True)
        self.world = World(store, self.clock, batch=3)
        self.queries = ServiceQueries(LiveReadModels(store), BOOK, self.world.ledger, self.clock)
        self.team_id = found_team(self.world)
        self.mother, self.son = register(self.world, "李秀英", "M1"), register(self.world, "王强", "M2")
        command = agreement([self.mother, self.son], self.team_id, date(2018, 3, 15))
        self.world.contracts.sign(CONTRACT, command, "hanbin", Request.new(CLERK))

    def at(self, at: datetime, command: ContractChange, by: Actor = CLERK, contract_id: UUID = CONTRACT) -> int:
        """Ask for something at an instant; answers the position that it led to."""
        self.clock.move_to(at)
        if isinstance(command, DeliverService):
            command = replace(command, performer=DOCTOR)
        return self.world.contracts.handle(contract_id, command, Request.new(by)).position

    def rows(
        self,
        known_at: str | None = None,
        standings: frozenset[ServiceStanding] = ALL,
        limit: int = 500,
        **called: object,
    ) -> dict[UUID, ServiceRow]:
        self.world.runner.catch_up()
        asked = ServicesCalled(**called)  # type: ignore[arg-type]  # whatever it takes
        pages = self.queries.pages(asked, standings=standings, known_at=known_at, limit=limit)
        return {row.known.service: row for page in pages for row in page.rows}

    def work(self, **called: object) -> list[Work]:
        self.world.runner.catch_up()
        return list(self.queries.by_performer(ServicesCalled(**called)).rows)  # type: ignore[arg-type]  # the same


def noon(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 4, tzinfo=UTC)


def village_with_two_services(store: Store) -> Village:
    """One entered on the next day and confirmed by both, one after 37 days; 16:30 UTC is the next day in Shanghai."""
    village = Village(store)
    village.at(datetime(2018, 3, 20, 16, 30, tzinfo=UTC), confirmed_visit(date(2018, 3, 20), village.mother))
    late = visit(
        date(2018, 3, 19),
        village.mother,
        village.son,
        service_id=SECOND_VISIT,
        late_reason=POWER_CUT,
        confirmations=(BY_DOCTOR,),
    )
    village.at(noon(2018, 4, 25), late)
    return village


def test_row_27_the_lag_counts_civil_days_from_the_service_to_its_entry(store: Store) -> None:
    rows = village_with_two_services(store).rows()
    assert list(rows) == [SECOND_VISIT, VISIT]
    assert [(row.known.entered_on, row.known.lag_days, row.known.late) for row in rows.values()] == [
        (date(2018, 4, 25), 37, True),
        (date(2018, 3, 21), 1, False),
    ]
    assert [row.known.entered_by for row in rows.values()] == [CLERK.id, CLERK.id]


def test_what_does_not_count_says_why_and_who_has_still_to_confirm(store: Store) -> None:
    rows = village_with_two_services(store).rows()
    assert [(row.standing, row.known.approval) for row in rows.values()] == [
        (ServiceStanding.AWAITING_APPROVAL, Approval.AWAITING),
        (ServiceStanding.COUNTS, Approval.NOT_NEEDED),
    ]
    assert [row.missing_confirmations for row in rows.values()] == [frozenset({Confirmer.RECIPIENT}), frozenset()]


def test_who_entered_it_does_not_approve_it_and_who_did_is_named(store: Store) -> None:
    village = village_with_two_services(store)
    approval = ApproveLateEntry(service_id=SECOND_VISIT)
    with pytest.raises(ApproverEnteredIt):
        village.at(noon(2018, 4, 30), approval)
    approved_at = village.at(noon(2018, 4, 30), approval, LEADER)
    now, before = village.rows()[SECOND_VISIT], village.rows(f"@{approved_at - 1}")[SECOND_VISIT]
    assert (now.standing, now.known.approval, now.known.decided_by) == (
        ServiceStanding.UNCONFIRMED,
        Approval.APPROVED,
        LEADER.id,
    )
    assert (before.standing, before.known.decided_by) == (ServiceStanding.AWAITING_APPROVAL, None)
    assert now.known.known_from == approved_at
    require_sound(village.world)


def test_the_auditors_question_everything_this_person_entered_more_than_a_week_late_with_the_evidence(
    store: Store,
) -> None:
    village = village_with_two_services(store)
    signed = Confirmation(
        confirmer=Confirmer.RECIPIENT, kind=ConfirmationKind.FINGERPRINT, resident_id=village.son, evidence=PHOTO
    )
    village.at(
        noon(2018, 4, 26), ConfirmService(service_id=SECOND_VISIT, confirmed_on=date(2018, 4, 26), confirmation=signed)
    )
    village.at(noon(2018, 4, 27), CorrectService(service_id=SECOND_VISIT, reason=MISTAKEN, evidence=(PHOTO,)), LEADER)
    (row,) = village.rows(entered_by=CLERK.id, later_than=7).values()
    assert (row.known.service, row.known.evidence, row.known.corrected_by) == (SECOND_VISIT, (PHOTO,), (LEADER.id,))
    assert [(each.confirmer, each.evidence) for each in row.known.confirmations] == [
        (Confirmer.PERFORMER, None),
        (Confirmer.RECIPIENT, PHOTO),
    ]
    assert village.world.ledger.stream(CONTRACT)[4].position == row.known.entered_position
    assert village.rows(entered_by=LEADER.id, later_than=7) == {}
    assert village.rows(entered_by=CLERK.id, later_than=37) == {}
    assert set(village.rows(late=True)) == {SECOND_VISIT}


def test_services_are_asked_for_by_period_team_performer_contract_and_by_how_they_stand(store: Store) -> None:
    village = village_with_two_services(store)
    everything = [SECOND_VISIT, VISIT]
    assert list(village.rows(from_on=date(2018, 3, 20), to_on=date(2018, 3, 20))) == [VISIT]
    assert list(village.rows(to_on=date(2018, 3, 19))) == [SECOND_VISIT]
    assert list(village.rows(standings=frozenset({ServiceStanding.AWAITING_APPROVAL}))) == [SECOND_VISIT]
    team = village.rows()[VISIT].known.team
    assert [list(village.rows(team=each)) for each in (team, "别的团队")] == [everything, []]
    assert [list(village.rows(performer=each)) for each in (DOCTOR, "别人")] == [everything, []]
    assert [list(village.rows(contract=each)) for each in (CONTRACT, ELSEWHERE)] == [everything, []]


def test_a_page_goes_on_where_the_one_before_ended(store: Store) -> None:
    village = village_with_two_services(store)
    village.at(noon(2018, 4, 26), visit(date(2018, 4, 26), village.son, service_id=THIRD_VISIT))
    assert list(village.rows(limit=1)) == list(village.rows(limit=2)) == [SECOND_VISIT, VISIT, THIRD_VISIT]


def test_unconfirmed_is_what_its_policy_says_and_is_found_by_it(store: Store) -> None:
    village = village_with_two_services(store)
    village.at(noon(2018, 4, 26), visit(date(2018, 4, 26), village.son, service_id=THIRD_VISIT))
    assert list(village.rows(standings=frozenset({ServiceStanding.UNCONFIRMED}))) == [THIRD_VISIT]
    assert list(village.rows(standings=frozenset({ServiceStanding.COUNTS}))) == [VISIT]


def test_what_the_policy_wants_kept_is_missing_until_it_is_added(store: Store) -> None:
    village = village_with_two_services(store)
    unproven = replace(confirmed_visit(date(2018, 4, 26), village.son, service_id=THIRD_VISIT), evidence=())
    village.at(noon(2018, 4, 26), unproven)
    (row,) = village.rows(standings=frozenset({ServiceStanding.EVIDENCE_MISSING})).values()
    assert (row.known.service, row.missing_confirmations) == (THIRD_VISIT, frozenset())
    assert row.missing_evidence == {EvidenceKind.PHOTO, EvidenceKind.VIDEO}
    (work,) = village.work()
    assert work.by_standing[ServiceStanding.EVIDENCE_MISSING] == work.counting == 1
    village.at(noon(2018, 4, 27), CorrectService(service_id=THIRD_VISIT, reason=MISTAKEN, evidence=(PHOTO,)))
    assert village.rows()[THIRD_VISIT].standing is ServiceStanding.COUNTS
    assert [each.counting for each in village.work()] == [2]
    require_sound(village.world)


def test_row_25_a_death_that_became_known_later_flags_the_service_from_then_on(store: Store) -> None:
    village = Village(store)
    village.at(noon(2018, 8, 22), confirmed_visit(date(2018, 8, 21), village.mother))
    village.at(noon(2018, 8, 22), confirmed_visit(date(2018, 8, 20), village.mother, service_id=SECOND_VISIT))
    village.at(noon(2018, 9, 5), RecordDeath(resident_id=village.mother, died_on=date(2018, 8, 20)))
    assert [row.standing for row in village.rows().values()] == [
        ServiceStanding.COUNTS,
        ServiceStanding.CONFLICT_WITH_DEATH,
    ]
    assert {row.standing for row in village.rows("2018-09-04").values()} == {ServiceStanding.COUNTS}
    require_sound(village.world)


def test_work_adds_up_by_performer_whatever_of_it_counts(store: Store) -> None:
    village = village_with_two_services(store)
    village.at(noon(2018, 4, 26), confirmed_visit(date(2018, 4, 24), village.son, service_id=THIRD_VISIT))
    village.at(noon(2018, 4, 27), VoidService(service_id=THIRD_VISIT, reason=MISTAKEN))
    (work,) = village.work()
    assert (work.performer, work.services, work.counting) == (DOCTOR, 3, 1)
    assert work.by_standing == {
        ServiceStanding.COUNTS: 1,
        ServiceStanding.VOIDED: 1,
        ServiceStanding.AWAITING_APPROVAL: 1,
    }
    assert [each.services for each in village.work(late=True)] == [1]
    assert village.work(performer="别人") == []


def test_a_late_correction_that_is_rejected_leaves_the_service_as_it_stood(store: Store) -> None:
    village = Village(store)
    village.at(noon(2018, 3, 21), confirmed_visit(date(2018, 3, 20), village.mother))
    village.at(noon(2018, 5, 2), CorrectService(service_id=VISIT, reason=MISTAKEN, items=(ServiceItem.HOME_VISIT,)))
    corrected = village.rows()[VISIT]
    assert (corrected.standing, corrected.known.items) == (
        ServiceStanding.AWAITING_APPROVAL,
        (ServiceItem.HOME_VISIT,),
    )
    village.at(noon(2018, 5, 3), RejectLateEntry(service_id=VISIT, reason=MISTAKEN), LEADER)
    restored, before = village.rows()[VISIT], village.rows("2018-04-30")[VISIT]
    assert (restored.standing, restored.known.items) == (ServiceStanding.COUNTS, before.known.items)
    assert (restored.known.corrected_by, restored.known.decided_by) == ((CLERK.id,), None)
    require_sound(village.world)


def test_a_disputed_service_does_not_count_until_that_is_settled(store: Store) -> None:
    village = Village(store)
    village.at(noon(2018, 3, 21), visit(date(2018, 3, 20), village.mother, confirmations=(BY_DOCTOR,)))
    dispute = DisputeService(
        service_id=VISIT, disputed_on=date(2018, 3, 22), resident_id=village.mother, reason=MISTAKEN
    )
    village.at(noon(2018, 3, 22), dispute)
    assert village.rows()[VISIT].standing is ServiceStanding.DISPUTED


def test_nobody_is_named_when_the_health_record_is_gone_not_even_as_known_before(store: Store) -> None:
    village = Village(store)
    village.at(noon(2018, 3, 21), confirmed_visit(date(2018, 3, 20), village.mother))
    assert named(village) == ["李秀英"]
    dispose_of(village, RetentionClass.CONTRACT_PAPERS, 2024)
    assert named(village) == ["李秀英"]
    dispose_of(village, RetentionClass.HEALTH_RECORD, 2034)
    for known_at in (None, "2018-12-31"):
        row = village.rows(known_at)[VISIT]
        assert [(each.resident, each.name) for each in row.known.residents] == [(village.mother, None)]


def named(village: Village) -> list[str | None]:
    return [each.name for each in village.rows()[VISIT].known.residents]


def dispose_of(village: Village, what: RetentionClass, year: int) -> None:
    village.at(noon(year, 3, 19), ApproveDisposal(retention_class=what, approved_on=date(year, 3, 19)))
    gone = DisposeContract(retention_class=what, disposed_on=date(year, 3, 20), certificate_number=f"{year}-17")
    village.at(noon(year, 3, 20), gone, LEADER)


def test_services_are_the_same_after_a_rebuild(store: Store) -> None:
    village = village_with_two_services(store)
    village.at(
        noon(2018, 4, 26),
        ConfirmService(service_id=SECOND_VISIT, confirmed_on=date(2018, 4, 26), confirmation=by_resident(village.son)),
    )
    before = village.rows()
    village.world.runner.rebuild("services")
    assert village.rows() == before
    require_sound(village.world)


def test_nobody_is_told_of_services_that_the_ledger_has_not_reached(store: Store) -> None:
    with pytest.raises(PositionNotReached):
        Village(store).rows("@99")
