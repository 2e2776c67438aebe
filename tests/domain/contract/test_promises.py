"""What holds whatever is recorded, in whatever order: two contracts, four people, days before and in the term."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import reduce
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from domain.calendar import day_after, day_before
from domain.contract.absences.commands import EndAbsence, NoteAbsence
from domain.contract.care.commands import ChangeDoctor, ChangePackage, ChangeTeam
from domain.contract.claims import Held, Stretch, claims_changed, held_of
from domain.contract.commands import (
    AddMember,
    ContractCommand,
    EnterInError,
    FlagPopulation,
    NotedCategory,
    RecordDeath,
    RecordRelocation,
    RecordReturn,
    RemoveMember,
    ReplaceRepresentative,
    UnflagPopulation,
    WithdrawMark,
)
from domain.contract.events import ContractEvent, JoinReason, LeaveReason, Mark
from domain.contract.services.commands import (
    ApproveLateEntry,
    ConfirmService,
    CorrectService,
    DisputeService,
    RejectLateEntry,
    ServiceCommand,
    UpholdDispute,
    VoidService,
    WithdrawDispute,
)
from domain.contract.services.standing import ServiceStanding, standing_on_record
from domain.contract.state import Contract, InForce, evolve
from domain.personal import Personal
from domain.policy.changes import ChangeReason
from domain.policy.model import Policy
from domain.policy.packages import Package
from domain.populations import Category
from tests.domain.contract.day_by_day import LAST, covered_days, days_of
from tests.domain.contract.further_commands import further_commands
from tests.domain.contract.services.visits import BY_DOCTOR, MISTAKEN, POWER_CUT, by_resident, visit
from tests.support.scenario import (
    ALL_POLICIES,
    BABY,
    CLERK,
    CONTRACT,
    DOCTOR,
    HANBIN,
    LEADER,
    LI,
    LONG_AFTER,
    OTHER_CONTRACT,
    OTHER_DOCTOR,
    OTHER_TEAM,
    TEAM,
    WANG,
    ZHANG,
    Scenario,
    eligible_household,
    household,
)

PEOPLE = (ZHANG, LI, WANG, BABY)

contract_ids = st.sampled_from([CONTRACT, CONTRACT, CONTRACT, OTHER_CONTRACT])
residents = st.sampled_from(PEOPLE)
days = st.one_of(
    st.sampled_from([date(2018, month, day) for month in (3, 4, 5, 6) for day in (14, 15, 16)]),
    st.dates(date(2018, 3, 15), LAST),
)
maternal = st.builds(
    NotedCategory,
    category=st.just(Category.MATERNAL),
    expected_on=st.one_of(st.none(), days),
    delivered_on=st.one_of(st.none(), days),
)
noted_categories = st.one_of(st.just(NotedCategory(category=Category.DISABLED)), maternal)


class Promises(RuleBasedStateMachine):
    """Commands in any order; what the rules accept is recorded, what they refuse leaves no trace."""

    def __init__(self) -> None:
        super().__init__()
        self.policy = HANBIN
        self.facts: dict[UUID, tuple[ContractEvent, ...]] = {CONTRACT: (), OTHER_CONTRACT: ()}
        self.kept: dict[UUID, Contract] = {}
        self.claims: dict[tuple[UUID, UUID], Held] = {}
        self.touched: set[UUID] = set()
        self.entered_by: dict[UUID, Mapping[UUID, frozenset[str]]] = {}

    @initialize(policy=st.sampled_from(ALL_POLICIES), people=st.sampled_from([PEOPLE[:1], PEOPLE[:3], PEOPLE]))
    def first_signing(self, policy: Policy, people: Sequence[UUID]) -> None:
        self.policy = policy
        self.ask(CONTRACT, household(*eligible_household(*people, policy=policy), signed_on=date(2018, 3, 15)))
        assert self.kept

    @precondition(lambda self: OTHER_CONTRACT not in self.kept)
    @rule(people=st.lists(residents, min_size=1, max_size=2, unique=True), day=days, late=st.booleans())
    def another_signing(self, people: list[UUID], day: date, *, late: bool) -> None:
        agreed_from_on = date(2018, 1, 1) if late else None
        signing = eligible_household(*people, policy=self.policy)
        self.ask(OTHER_CONTRACT, household(*signing, signed_on=day, agreed_from_on=agreed_from_on))

    @rule(contract_id=contract_ids, resident_id=residents, day=days, flagged=st.lists(noted_categories, max_size=1))
    def joining(self, contract_id: UUID, resident_id: UUID, day: date, flagged: list[NotedCategory]) -> None:
        joining = AddMember(
            resident_id=resident_id,
            relationship="子",
            reason=JoinReason.MOVED_IN,
            joined_on=day,
            categories=tuple(flagged),
        )
        self.ask(contract_id, joining)

    @rule(contract_id=contract_ids, resident_id=residents, day=days, reason=st.sampled_from(LeaveReason))
    def leaving(self, contract_id: UUID, resident_id: UUID, day: date, reason: LeaveReason) -> None:
        before = self.kept.get(contract_id)
        if self.ask(contract_id, RemoveMember(resident_id=resident_id, reason=reason, last_day_on=day)):
            self.withdrawn_is_as_before(contract_id, withdrawal(resident_id, Mark.REMOVAL, day), before)

    @rule(contract_id=contract_ids, resident_id=residents, day=days)
    def death(self, contract_id: UUID, resident_id: UUID, day: date) -> None:
        before = self.kept.get(contract_id)
        if self.ask(contract_id, RecordDeath(resident_id=resident_id, died_on=day)):
            self.withdrawn_is_as_before(contract_id, withdrawal(resident_id, Mark.DEATH, day), before)

    @rule(contract_id=contract_ids, resident_id=residents, day=days)
    def relocation(self, contract_id: UUID, resident_id: UUID, day: date) -> None:
        before = self.kept.get(contract_id)
        if self.ask(contract_id, RecordRelocation(resident_id=resident_id, moved_on=day)):
            self.withdrawn_is_as_before(contract_id, withdrawal(resident_id, Mark.RELOCATION, day), before)

    @rule(contract_id=contract_ids, resident_id=residents, day=days, back=st.booleans())
    def away_for_work(self, contract_id: UUID, resident_id: UUID, day: date, *, back: bool) -> None:
        before = self.kept.get(contract_id)
        note, end = NoteAbsence(resident_id=resident_id, since_on=day), EndAbsence(resident_id=resident_id, back_on=day)
        if self.ask(contract_id, end if back else note):
            after, months = self.kept[contract_id], range(3, 13)
            assert before is not None
            assert all(after.on(date(2018, month, 15)) == before.on(date(2018, month, 15)) for month in months)
            assert held_of(after, resident_id) == held_of(before, resident_id)

    @rule(contract_id=contract_ids, resident_id=residents, day=days)
    def returning(self, contract_id: UUID, resident_id: UUID, day: date) -> None:
        members = self.kept[contract_id].members if contract_id in self.kept else {}
        away = [each for each, member in members.items() if member.away_on(day)]
        before, returning = self.kept.get(contract_id), away[0] if away else resident_id
        if self.ask(contract_id, RecordReturn(resident_id=returning, returned_on=day)):
            self.withdrawn_is_as_before(contract_id, withdrawal(returning, Mark.RETURN, day), before)

    @rule(contract_id=contract_ids, resident_id=residents, mark=st.sampled_from(Mark), pick=st.integers(0, 3))
    def withdrawing(self, contract_id: UUID, resident_id: UUID, mark: Mark, pick: int) -> None:
        """One of the marks on record, or one that nobody names."""
        member = self.kept[contract_id].members.get(resident_id) if contract_id in self.kept else None
        days = () if member is None else member.marked_on(mark)
        day = dict(enumerate(days)).get(pick)
        named = day_before(day) if day is not None and mark is Mark.REMOVAL else day
        self.ask(contract_id, withdrawal(resident_id, mark, named), again=False)

    @rule(contract_id=contract_ids, resident_id=residents, day=days)
    def speaking(self, contract_id: UUID, resident_id: UUID, day: date) -> None:
        self.ask(contract_id, ReplaceRepresentative(representative_id=resident_id, replaced_on=day))

    @rule(contract_id=contract_ids, resident_id=residents, noted=noted_categories, day=days)
    def flagging(self, contract_id: UUID, resident_id: UUID, noted: NotedCategory, day: date) -> None:
        self.ask(contract_id, FlagPopulation(resident_id=resident_id, noted=noted, noted_on=day))

    @rule(contract_id=contract_ids, resident_id=residents, noted=noted_categories, day=days)
    def unflagging(self, contract_id: UUID, resident_id: UUID, noted: NotedCategory, day: date) -> None:
        self.ask(contract_id, UnflagPopulation(resident_id=resident_id, category=noted.category, ended_on=day))

    @rule(
        contract_id=contract_ids,
        people=st.lists(residents, min_size=1, max_size=2, unique=True),
        day=days,
        lag_days=st.sampled_from([0, 1, 7, 8, 365, 366]),
        on_the_spot=st.booleans(),
    )
    def serving(self, contract_id: UUID, people: list[UUID], day: date, lag_days: int, *, on_the_spot: bool) -> None:
        service_id = UUID(int=1000 + len(self.facts[contract_id]))
        both = (BY_DOCTOR, by_resident(people[0])) if on_the_spot else ()
        late_reason = POWER_CUT if lag_days > 1 else None
        service = visit(day, *people, service_id=service_id, late_reason=late_reason, confirmations=both)
        self.ask(contract_id, service, today=day + timedelta(days=lag_days))

    @rule(
        contract_id=contract_ids,
        pick=st.integers(0, 20),
        what=st.integers(0, 8),
        resident_id=residents,
        day=days,
        by_leader=st.booleans(),
    )
    def a_word_about_a_service(
        self, contract_id: UUID, pick: int, what: int, resident_id: UUID, day: date, *, by_leader: bool
    ) -> None:
        services = list(self.kept[contract_id].services) if contract_id in self.kept else []
        if services:
            command = word_about(services[pick % len(services)], what, resident_id, day)
            self.ask(contract_id, command, today=day, by=LEADER if by_leader else CLERK)

    @rule(
        contract_id=contract_ids,
        day=days,
        team_id=st.sampled_from([TEAM, OTHER_TEAM]),
        doctor=st.sampled_from([DOCTOR, OTHER_DOCTOR, "李医生"]),
        reason=st.sampled_from([None, *ChangeReason]),
    )
    def changing_care(
        self, contract_id: UUID, day: date, team_id: UUID, doctor: str, reason: ChangeReason | None
    ) -> None:
        if doctor == OTHER_DOCTOR:
            self.ask(contract_id, ChangeDoctor(doctor=doctor, changed_on=day, reason=reason))
        else:
            self.ask(contract_id, ChangeTeam(team_id=team_id, doctor=doctor, changed_on=day, reason=reason))

    @rule(contract_id=contract_ids, day=days, package=st.sampled_from(Package))
    def changing_package(self, contract_id: UUID, day: date, package: Package) -> None:
        reason = ChangeReason.RESIDENT_REQUEST
        self.ask(contract_id, ChangePackage(package=package, changed_on=day, reason=reason))

    @rule(contract_id=contract_ids, command=further_commands(PEOPLE, days))
    def something_beside(self, contract_id: UUID, command: ContractCommand) -> None:
        self.ask(contract_id, command)

    @rule(contract_id=contract_ids, seldom=st.integers(0, 99))
    def error(self, contract_id: UUID, seldom: int) -> None:
        if seldom == 57:  # not at an end of the range, which Hypothesis favours
            self.ask(contract_id, EnterInError(reason=Personal(contract_id, "录错人")))

    @invariant()
    def replayed_facts_are_the_state(self) -> None:
        for contract_id, kept in self.changed():
            assert reduce(evolve, self.facts[contract_id], None) == kept

    @invariant()
    def everybody_is_covered_on_the_days_that_the_records_say(self) -> None:
        for contract_id, kept in self.changed():
            for resident_id, member in kept.members.items():
                written = covered_days(self.facts[contract_id], resident_id)
                assert days_of(member.present_spans()) == written
                assert {day for day in written if member.present_on(day)} == written

    @invariant()
    def nobody_is_covered_after_death_nor_outside_the_contract(self) -> None:
        for _, kept in self.changed():
            dead = {each: member.died_on for each, member in kept.members.items() if member.died_on is not None}
            for resident_id, died_on in dead.items():
                standing = kept.on(day_after(died_on))
                assert not (isinstance(standing, InForce) and resident_id in standing.members)
                assert all(end is not None and end <= died_on for _, end in held_of(kept, resident_id).stretches)

    @invariant()
    def claims_stay_within_the_days_of_the_contract(self) -> None:
        for _, kept in self.changed():
            goes_on = kept.goes_on_silently
            for start_on, end_on in stretches_of(kept):
                assert kept.start_on <= start_on
                assert goes_on if end_on is None else start_on <= end_on
                assert end_on is None or goes_on or end_on <= kept.last_day_on

    @invariant()
    def a_contract_has_lapsed_exactly_when_nobody_is_left(self) -> None:
        for _, kept in self.changed():
            ends = [end for member in kept.members.values() for _, end in member.present_spans()]
            nobody_left = all(end is not None for end in ends)
            assert (kept.lapse is not None) == nobody_left
            assert kept.lapse is None or kept.lapse.last_day_on == max(
                (end for end in ends if end is not None), default=day_before(kept.start_on)
            )

    @invariant()
    def differences_of_claims_add_up_to_what_is_held(self) -> None:
        for contract_id, kept in self.changed():
            for resident_id in kept.members:
                assert self.claims.get((contract_id, resident_id), Held()) == held_of(kept, resident_id)

    @invariant()
    def nobody_is_in_two_contracts_on_one_day(self) -> None:
        for resident_id in PEOPLE:
            held = [days_of(held_of(kept, resident_id).stretches) for kept in self.kept.values() if self.touched]
            assert len(set().union(*held)) == sum(map(len, held))

    @invariant()
    def exactly_the_standing_services_after_a_known_death_are_in_conflict(self) -> None:
        for _, kept in self.changed():
            deaths = {each: member.died_on or date.max for each, member in kept.members.items()}
            for service in kept.services.values():
                names_a_dead = any(deaths[each] < service.delivered_on for each in service.resident_ids)
                in_conflict = standing_on_record(service, kept) is ServiceStanding.CONFLICT_WITH_DEATH
                assert in_conflict == (service.stands and names_a_dead)

    def ask(
        self,
        contract_id: UUID,
        command: ContractCommand,
        *,
        again: bool = True,
        today: date = LONG_AFTER,
        by: str = CLERK,
    ) -> bool:
        """Whether something was recorded; asked again, the same command never records anything."""
        self.touched.clear()
        scenario = self.scenario(contract_id)
        if scenario is None and not self.is_signing(command):
            return False
        scenario = (scenario or self.beside(contract_id)).on(today).by(by)
        outcome = scenario.when(command)
        self.entered_by[contract_id] = outcome.after.entered_by
        self.record(contract_id, outcome.facts)
        if again and outcome.facts and not self.is_signing(command):
            repeated = outcome.after.when(command)
            assert repeated.facts == (), "the same command recorded something twice"
        return bool(outcome.facts)

    def record(self, contract_id: UUID, happened: Sequence[ContractEvent]) -> None:
        for fact in happened:
            self.touched.add(contract_id)
            before = self.kept.get(contract_id)
            self.kept[contract_id] = evolve(before, fact)
            self.facts[contract_id] += (fact,)
            for resident_id, held in claims_changed(before, self.kept[contract_id]).items():
                self.claims[contract_id, resident_id] = held

    def withdrawn_is_as_before(self, contract_id: UUID, command: WithdrawMark, before: Contract | None) -> None:
        """What a mark hid is there again once it is withdrawn."""
        assert before is not None
        after = self.after_withdrawal(contract_id, command)
        assert {each: member.present_spans() for each, member in after.members.items()} == {
            each: member.present_spans() for each, member in before.members.items()
        }
        assert (after.lapse, stretches_of(after)) == (before.lapse, stretches_of(before))

    def after_withdrawal(self, contract_id: UUID, command: WithdrawMark) -> Contract:
        """The contract as it would be then."""
        return self.beside(contract_id).when(command).after.contract

    def changed(self) -> list[tuple[UUID, Contract]]:
        """The contracts that the last step changed."""
        return [(contract_id, self.kept[contract_id]) for contract_id in sorted(self.touched)]

    def scenario(self, contract_id: UUID) -> Scenario | None:
        return self.beside(contract_id) if contract_id in self.kept else None

    def beside(self, contract_id: UUID) -> Scenario:
        return Scenario(
            facts=self.facts[contract_id],
            beside={each: kept for each, kept in self.kept.items() if each != contract_id},
            contract_id=contract_id,
            policy=self.policy,
            entered_by=self.entered_by.get(contract_id, {}),
        )

    @staticmethod
    def is_signing(command: ContractCommand) -> bool:
        return hasattr(command, "signed_on")


def word_about(service_id: UUID, what: int, resident_id: UUID, day: date) -> ServiceCommand:
    """One of the things that may be said about a service after it was written down."""
    said: tuple[ServiceCommand, ...] = (
        CorrectService(service_id=service_id, reason=MISTAKEN, delivered_on=day),
        CorrectService(service_id=service_id, reason=MISTAKEN, resident_ids=(resident_id,)),
        ConfirmService(service_id=service_id, confirmed_on=day, confirmation=by_resident(resident_id)),
        DisputeService(service_id=service_id, disputed_on=day, resident_id=resident_id, reason=MISTAKEN),
        WithdrawDispute(service_id=service_id, withdrawn_on=day, resident_id=resident_id),
        UpholdDispute(service_id=service_id, reason=MISTAKEN),
        VoidService(service_id=service_id, reason=MISTAKEN),
        ApproveLateEntry(service_id=service_id),
        RejectLateEntry(service_id=service_id, reason=MISTAKEN),
    )
    return said[what]


def withdrawal(resident_id: UUID, mark: Mark, marked_on: date | None) -> WithdrawMark:
    return WithdrawMark(resident_id=resident_id, mark=mark, reason=Personal(resident_id, "标错"), marked_on=marked_on)


def stretches_of(contract: Contract) -> list[Stretch]:
    return [stretch for resident_id in contract.members for stretch in held_of(contract, resident_id).stretches]


TestPromises = Promises.TestCase
TestPromises.settings = settings(
    stateful_step_count=100
)  # as many examples as the profile says; most steps are refused
