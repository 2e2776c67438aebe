"""given(…).when(…).then(…): the rules of the domain in its own words.

    given(household(ZHANG, LI, signed_on=date(2018, 3, 15)))
        .when(RecordDeath(resident_id=LI, died_on=date(2018, 5, 10)))
        .then(MemberDied(resident_id=LI, last_day_on=date(2018, 5, 10)))

What is given are facts, or commands that the rules accept. `then…` answers the scenario as it stands afterwards, so
that life can go on: `.then(…).when(…)`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from typing import Generic, TypeVar
from uuid import UUID

from api.language.messages import refusal_sentence
from domain.care_team import state as teams
from domain.care_team.events import CareTeamFounded, CareTeamStaffed, StaffMember, StaffRole, Workplace
from domain.care_team.state import CareTeam
from domain.citation import Citation
from domain.contract import signing
from domain.contract.claims import ResidentClaims, held_of
from domain.contract.commands import (
    ContractCommand,
    MemberToSign,
    NotedCategory,
    SignContract,
)
from domain.contract.decide import decide
from domain.contract.events import ContractEvent
from domain.contract.fees.state import FeeElsewhere
from domain.contract.keeping.events import ContractDisposed, DisposalApproved
from domain.contract.moves.commands import MoveCommand
from domain.contract.services.events import ServiceCorrected, ServiceDelivered
from domain.contract.signing import Signatory, SigningSurroundings
from domain.contract.state import Contract, InForce, evolve
from domain.contract.surroundings import Surroundings
from domain.contract.terms.due import due
from domain.policy.capacity import Load
from domain.policy.model import Policy
from domain.policy.packages import Package
from domain.policy.resolve import PolicyBook
from domain.policy.retention import RetentionClass
from domain.policy.signing import Unit
from domain.populations import Category
from domain.refusal import Refused
from tests.support.policies import BOOK

S = TypeVar("S")
E = TypeVar("E")

CONTRACT, OTHER_CONTRACT, TEAM, OTHER_TEAM = (UUID(int=number) for number in (100, 200, 900, 901))
ZHANG, LI, WANG, BABY = (UUID(int=number) for number in (1, 2, 3, 4))
DOCTOR, OTHER_DOCTOR = "王医生", "赵医生"
CLERK, LEADER = "clerk", "leader"
LONG_AFTER = date(2030, 1, 1)

HANBIN = BOOK.version_on("hanbin", date(2018, 1, 1))
PUTUO = BOOK.version_on("putuo", date(2018, 1, 1))
ERQI = BOOK.version_on("erqi", date(2018, 1, 1))
JIANGXIAN = BOOK.version_on("jiangxian", date(2018, 1, 1))
ALL_POLICIES = tuple(BOOK.version_on(name, date(2018, 1, 1)) for name in BOOK.names())


@dataclass(frozen=True, kw_only=True)
class Outcome(Generic[S, E]):
    """What a command came to, and how the scenario stands with it."""

    facts: tuple[E, ...]
    refusal: Refused | None
    before: S
    after: S

    def then(self, *facts: E) -> S:
        """Exactly these facts came of it."""
        assert self.refusal is None, self.refusal
        assert self.facts == facts
        return self.after

    def then_nothing(self) -> S:
        """It was quiet: accepted, and nothing to record."""
        return self.then()

    def then_refused(self, code: str, *, rule: Citation | None = None, **facts: object) -> S:
        """It was refused by this rule, which names at least these facts and the sentence; nothing changed.

        What is missing for telling it in words fails here.
        """
        assert self.refusal is not None, f"not refused: {self.facts}"
        assert self.refusal.code == code
        assert refusal_sentence(self.refusal, "en") != code, f"a fact is missing: {self.refusal.facts}"
        assert rule in (None, self.refusal.rule)
        assert {name: self.refusal.facts[name] for name in facts} == facts
        return self.before


def outcome(decide: Callable[[], tuple[E, ...]], before: S, follow: Callable[[tuple[E, ...]], S]) -> Outcome[S, E]:
    """What a decision comes to; `follow` gives the scenario after its facts."""
    try:
        facts = decide()
    except Refused as refusal:
        return Outcome(facts=(), refusal=refusal, before=before, after=before)
    return Outcome(facts=facts, refusal=None, before=before, after=follow(facts))


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """A contract's facts, the contracts beside it, and what surrounds them."""

    facts: tuple[ContractEvent, ...] = ()
    beside: Mapping[UUID, Contract] = field(default_factory=dict)
    contract_id: UUID = CONTRACT
    policy: Policy = HANBIN
    today: date = LONG_AFTER
    born: Mapping[UUID, date] = field(default_factory=dict)
    team: CareTeam | None = None
    other_team: CareTeam | None = None
    load: Load | None = None
    from_register: bool = False
    asked_by: str = CLERK
    entered_by: Mapping[UUID, frozenset[str]] = field(default_factory=dict)
    approved_by: Mapping[RetentionClass, str] = field(default_factory=dict)
    disposed_by: Mapping[RetentionClass, str] = field(default_factory=dict)

    def when(self, command: ContractCommand) -> Outcome["Scenario", ContractEvent]:
        """Ask for something."""
        return outcome(lambda: self._decided(command), self, self._followed_by)

    def after(self, *given: ContractCommand | ContractEvent) -> "Scenario":
        """The scenario after these facts, and after commands that the rules have to accept."""
        scenario = self
        for each in given:
            facts = (each,) if isinstance(each, ContractEvent) else scenario._decided(each)
            scenario = scenario._followed_by(facts)
        return scenario

    def by(self, who: str) -> "Scenario":
        """The same, asked by somebody else."""
        return replace(self, asked_by=who)

    def due_on(self, day: date) -> tuple[ContractEvent, ...]:
        """What fell due by itself up to a day."""
        return tuple(each.fact for each in due(self.contract, PolicyBook((self.policy,)), self._teams, day))

    def settled_on(self, day: date) -> "Scenario":
        """The scenario on a day, with everything on record that fell due by then."""
        return replace(self, facts=(*self.facts, *self.due_on(day)), today=day)

    def on(self, today: date) -> "Scenario":
        """The same, on another day."""
        return replace(self, today=today)

    def known_at(self, records: int) -> "Scenario":
        """What was known when only the first `records` facts had been recorded."""
        return replace(self, facts=self.facts[:records])

    def another(self, contract_id: UUID = OTHER_CONTRACT, *, policy: Policy | None = None) -> "Scenario":
        """A contract yet to be signed, beside this one."""
        beside = {**self.beside, self.contract_id: self.contract}
        return replace(self, facts=(), beside=beside, contract_id=contract_id, policy=policy or self.policy)

    @property
    def contract(self) -> Contract:
        """The contract as its facts tell."""
        contract = self.signed_contract
        assert contract is not None, "nothing was signed"
        return contract

    @property
    def signed_contract(self) -> Contract | None:
        """The contract as its facts tell, if it was signed."""
        return reduce(evolve, self.facts, None)

    def members_on(self, day: date) -> set[UUID]:
        """Who is under the contract on a day."""
        standing = self.contract.on(day)
        return set(standing.members) if isinstance(standing, InForce) else set()

    def claims_of(self, resident_id: UUID) -> ResidentClaims:
        """What this contract and those beside it hold of a person."""
        contracts = {**self.beside, self.contract_id: self.signed_contract}
        held = {contract_id: held_of(contract, resident_id) for contract_id, contract in contracts.items()}
        return ResidentClaims(resident_id=resident_id, held=held)

    def _followed_by(self, facts: tuple[ContractEvent, ...]) -> "Scenario":
        entered_by = dict(self.entered_by)
        for fact in facts:
            if isinstance(fact, ServiceDelivered | ServiceCorrected):
                entered_by[fact.service_id] = entered_by.get(fact.service_id, frozenset()) | {self.asked_by}
        approved = {fact.retention_class: self.asked_by for fact in facts if isinstance(fact, DisposalApproved)}
        disposed = {fact.retention_class: self.asked_by for fact in facts if isinstance(fact, ContractDisposed)}
        return replace(
            self,
            facts=(*self.facts, *facts),
            entered_by=entered_by,
            approved_by={**self.approved_by, **approved},
            disposed_by={**self.disposed_by, **disposed},
        )

    @property
    def _teams(self) -> dict[UUID, CareTeam]:
        team = self.team or team_of(DOCTOR, OTHER_DOCTOR)
        return {TEAM: team, OTHER_TEAM: self.other_team or team}

    def _decided(self, command: ContractCommand) -> tuple[ContractEvent, ...]:
        if isinstance(command, SignContract):
            return signing.sign(command, self._around_signing(command), self.policy)
        if isinstance(command, MoveCommand):
            raise TypeError("a move is about several contracts")
        contract = self.contract
        asked = [getattr(command, name, None) for name in ("resident_id", "guardian_id")]
        around = Surroundings(
            contract_id=self.contract_id,
            today=self.today,
            policies=PolicyBook((self.policy,)),
            claims={each: self.claims_of(each) for each in {*contract.members, *asked} if each is not None},
            asked_by=self.asked_by,
            entered_by=self.entered_by,
            disposal_approved_by=self.approved_by,
            disposed_by=self.disposed_by,
            teams=self._teams,
            born=self.born,
            load=self.load,
            charged_elsewhere=self._charged_elsewhere,
        )
        return decide(command, contract, around)

    @property
    def _charged_elsewhere(self) -> dict[UUID, tuple[FeeElsewhere, ...]]:
        charged = [
            FeeElsewhere(contract_id=contract_id, fee=fee)
            for contract_id, contract in self.beside.items()
            for fee in contract.fees
        ]
        people = {each.fee.charged.resident_id for each in charged}
        return {who: tuple(each for each in charged if each.fee.charged.resident_id == who) for who in people}

    def _around_signing(self, command: SignContract) -> SigningSurroundings:
        return SigningSurroundings(
            contract_id=self.contract_id,
            today=self.today,
            team=self.team or team_of(command.doctor),
            people={
                each: Signatory(birth_on=self.born.get(each), claims=self.claims_of(each))
                for each in {*(member.resident_id for member in command.members), command.representative_id}
            },
            previous_contract_id=next(iter(self.beside), None),
            load=self.load,
            from_register=self.from_register,
        )


def given(
    *facts: ContractCommand | ContractEvent,
    policy: Policy = HANBIN,
    born: Mapping[UUID, date] | None = None,
    from_register: bool = False,
) -> Scenario:
    """A contract after these facts; none: one yet to be signed."""
    return Scenario(policy=policy, born=born or {}, from_register=from_register).after(*facts)


def household(
    *people: UUID | MemberToSign,
    signed_on: date,
    start_on: date | None = None,
    agreed_from_on: date | None = None,
    size: int | None = None,
    representative_id: UUID | None = None,
    team_id: UUID = TEAM,
    doctor: str = DOCTOR,
    number: str | None = "61090200001",
    package: Package = Package.BASIC,
) -> SignContract:
    """The wish to sign a household; the first person is its head and speaks for it, and has high blood pressure."""
    members = tuple(
        person if isinstance(person, MemberToSign) else person_with(person, *([Category.HYPERTENSION] * (index == 0)))
        for index, person in enumerate(people)
    )
    return SignContract(
        household_number=number,
        household_size=size or len(members),
        village="建民村",
        members=members,
        representative_id=representative_id or members[0].resident_id,
        team_id=team_id,
        doctor=doctor,
        package=package,
        signed_on=signed_on,
        start_on=start_on,
        agreed_from_on=agreed_from_on,
    )


def eligible_household(*people: UUID, policy: Policy) -> tuple[MemberToSign, ...]:
    """As many of these people as a contract of this policy may have, the first of whom may sign under any."""
    head = person_with(people[0], Category.HYPERTENSION, Category.REGISTERED_POOR)
    others = () if policy.unit is Unit.PERSON else people[1:]
    return (head, *(person_with(each) for each in others))


def person_with(resident_id: UUID, *categories: Category | NotedCategory, relationship: str = "户主") -> MemberToSign:
    """A person to sign, and what is noted of them."""
    noted = tuple(each if isinstance(each, NotedCategory) else NotedCategory(category=each) for each in categories)
    return MemberToSign(resident_id=resident_id, relationship=relationship, categories=noted)


OTHER_STAFF = (
    StaffMember(name="周公卫", role=StaffRole.PUBLIC_HEALTH_PHYSICIAN),
    StaffMember(name="孙护士", role=StaffRole.RESPONSIBLE_NURSE, also=(StaffRole.MATERNAL_CHILD_HEALTH_WORKER,)),
    StaffMember(name="钱村医", role=StaffRole.VILLAGE_DOCTOR),
    StaffMember(name="吴主任", role=StaffRole.FAMILY_DOCTOR, workplace=Workplace.DISTRICT_HOSPITAL),
)
"""Whom a team needs besides under one policy or another."""


def team_of(*doctors: str, since: date = date(2000, 1, 1)) -> CareTeam:
    """A team in which these doctors serve, and everybody else whom a policy asks for."""
    founded = CareTeamFounded(institution="建民卫生院", name="第一团队", founded_on=since, to_be_completed=False)
    staff = (*(StaffMember(name=name, role=StaffRole.FAMILY_DOCTOR) for name in doctors), *OTHER_STAFF)
    return teams.evolve(teams.evolve(None, founded), CareTeamStaffed(staffed_on=since, staff=staff))
