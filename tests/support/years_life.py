"""What people do in three years, drawn from a seed beforehand: the same deeds, however the scheduler runs."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from uuid import UUID, uuid5

from application.commanding import Instruction
from application.executing import NAMES
from application.reassigning import ReassignContracts
from domain.calendar import day_after, day_before
from domain.care_team.commands import CloseCareTeam
from domain.contract.care.commands import ChangeTeam
from domain.contract.commands import (
    AddMember,
    ContractCommand,
    RecordDeath,
    RecordRelocation,
    RecordReturn,
    WithdrawMark,
)
from domain.contract.events import JoinReason, Mark
from domain.contract.moves.commands import (
    FoundingMember,
    MoveMember,
    MoveReason,
    SplitHousehold,
    SplitReason,
    TransferContract,
)
from domain.contract.services.commands import DeliverService
from domain.contract.services.items import ServiceChannel, ServiceItem
from domain.contract.terms.commands import (
    DecideTermination,
    ReconfirmRenewal,
    RenewContract,
    RequestTermination,
    VoidTermination,
    WithdrawTerminationRequest,
)
from domain.personal import Personal
from domain.policy.changes import ChangeReason
from domain.policy.renewal import Side
from domain.policy.termination import TerminationReason
from tests.support.world_people import DOCTOR, agreement
from tests.support.years import BEGIN, TEAM_NAMES, Deed, Years

YEARS_DAYS = 3 * 365
POLICIES = ("erqi", "erqi", "erqi", "putuo", "hanbin")
OF_ONE = ("erqi", "jiangxian")


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What was drawn for one deed: `day` is when it is told, `back` how long before that it happened."""

    day: date
    back: timedelta
    household: int
    who: int
    other: int
    team: int

    @property
    def fact_on(self) -> date:
        """When it happened."""
        return self.day - self.back

    def contract_id(self, years: Years) -> UUID:
        """The newest contract of the household."""
        return years.households[self.household].contract_id

    def new_id(self, what: str) -> UUID:
        """An id of this deed alone."""
        return uuid5(NAMES, f"{what}/{self.household}/{self.day}")

    def person(self, years: Years) -> UUID:
        """One of the household."""
        people = years.households[self.household].people
        return people[self.who % len(people)]

    def text(self, years: Years, text: str) -> Personal:
        """Something said about the contract."""
        return Personal(self.contract_id(years), text)


Asked = Callable[[Told, Years], ContractCommand]


def life(random: Random, households: int) -> Sequence[Deed]:
    """Every deed of every household and of the health centre, in the order of their days."""
    deeds = [*_of_the_centre(random)]
    for household in range(households):
        deeds += _of_a_household(random, household, households)
    last_day = BEGIN + timedelta(days=YEARS_DAYS)
    return sorted((deed for deed in deeds if deed.day < last_day), key=lambda deed: deed.day)


def _of_a_household(random: Random, household: int, households: int) -> Iterator[Deed]:
    """It signs, lives, and may sign again when that is over; most sign within the first year."""
    signed_on = BEGIN + timedelta(days=random.randrange(random.choice([365, 365, YEARS_DAYS])))
    yield _signing(random, signed_on, household)
    for _ in range(random.randrange(4)):
        told = Told(
            day=_some_day(random, signed_on),
            back=timedelta(days=random.choice([0, 0, 1, 6, 20, 45])),
            household=household,
            who=random.randrange(3),
            other=random.randrange(households),
            team=random.randrange(len(TEAM_NAMES)),
        )
        for asked in random.choice(STORIES):
            yield _deed(told, asked)
            told = replace(told, day=told.day + timedelta(days=random.choice([1, 10, 60, 200])))
    if random.random() < 0.3:
        yield _signing(random, signed_on + timedelta(days=random.randrange(300, 500)), household)


def _some_day(random: Random, signed_on: date) -> date:
    """Most of what is drawn is told near the ends of terms: of years, and of half years."""
    year = timedelta(days=365 * random.randrange(1, 3))
    half = date(signed_on.year + random.randrange(1, 3), 1, 1)
    near = random.choice([signed_on + year, half]) + timedelta(days=random.randrange(-40, 60))
    return random.choice([max(near, day_after(signed_on)), signed_on + timedelta(days=random.randrange(1, YEARS_DAYS))])


def _signing(random: Random, day: date, household: int) -> Deed:
    policy, team = random.choice(OF_ONE if household % 3 == 0 else POLICIES), random.randrange(len(TEAM_NAMES))

    def ask(years: Years) -> Instruction:
        signing = years.households[household]
        command = agreement(signing.people, years.teams[team], day, signing.number)
        return Instruction(about=uuid5(NAMES, f"contract/{household}/{day}"), command=command, policy=policy)

    return Deed(day=day, household=household, ask=ask)


def _deed(told: Told, asked: Asked) -> Deed:
    return Deed(
        day=told.day,
        household=told.household,
        ask=lambda years: Instruction(about=told.contract_id(years), command=asked(told, years)),
    )


def _of_the_centre(random: Random) -> Iterator[Deed]:
    """Two of the teams are given up: tried to be closed, emptied into those with room, closed."""
    for team in range(2):
        day = BEGIN + timedelta(days=random.randrange(400, YEARS_DAYS - 50))
        moved_on = day + timedelta(days=random.choice([-20, 0, 0, 40]))
        moving = ReassignContracts(
            team_to=UUID(int=0), moved_on=moved_on, reason=ChangeReason.TEAM_REORGANISED, doctor=DOCTOR
        )
        for closed_on in (moved_on, day_after(day)):
            yield _closing(day, team, closed_on)
        for team_to in range(2, len(TEAM_NAMES)):
            yield _moving(day, team, team_to, moving)
        yield _closing(day, team, day_before(moved_on))
        yield _moving(day_after(day), team, 2, replace(moving, moved_on=day))


def _closing(day: date, team: int, last_day_on: date) -> Deed:
    return Deed(
        day=day, ask=lambda years: Instruction(about=years.teams[team], command=CloseCareTeam(last_day_on=last_day_on))
    )


def _moving(day: date, team: int, team_to: int, command: ReassignContracts) -> Deed:
    return Deed(
        day=day,
        ask=lambda years: Instruction(about=years.teams[team], command=replace(command, team_to=years.teams[team_to])),
    )


def _withdrawn(mark: Mark) -> Asked:
    return lambda told, years: WithdrawMark(
        resident_id=told.person(years), mark=mark, reason=told.text(years, "同名误记")
    )


def _asked_to_end(reason: TerminationReason) -> Asked:
    return lambda told, years: RequestTermination(
        requested_on=told.fact_on, reason=reason, late_reason=told.text(years, "停电")
    )


def _renewed(told: Told, years: Years) -> RenewContract:
    return RenewContract(agreed_on=told.fact_on, consents=tuple(Side), late_reason=told.text(years, "停电"))


def _born(told: Told, years: Years) -> AddMember:
    newborn = years.households[told.household].newborn
    return AddMember(resident_id=newborn, relationship="孙", reason=JoinReason.BIRTH, joined_on=told.fact_on)


def _served(told: Told, years: Years) -> DeliverService:
    return DeliverService(
        service_id=told.new_id("service"),
        delivered_on=told.fact_on,
        resident_ids=(told.person(years),),
        items=(ServiceItem.BP_MEASUREMENT,),
        performer=DOCTOR,
        channel=ServiceChannel.HOME,
        late_reason=told.text(years, "停电"),
    )


def _transferred(told: Told, years: Years) -> TransferContract:
    return TransferContract(
        new_contract_id=told.new_id("contract"),
        team_id=years.teams[told.team],
        doctor=DOCTOR,
        transferred_on=told.fact_on,
        reason=ChangeReason.RESIDENT_REQUEST,
    )


def _married_into(told: Told, years: Years) -> MoveMember:
    return MoveMember(
        resident_id=told.person(years),
        to_contract_id=years.households[told.other].contract_id,
        relationship="配偶",
        reason=MoveReason.MARRIAGE,
        moved_on=told.fact_on,
    )


def _married_and_left(told: Told, years: Years) -> SplitHousehold:
    other = years.households[told.other]
    couple = (
        FoundingMember(resident_id=told.person(years), relationship="户主"),
        FoundingMember(resident_id=other.people[-1], relationship="配偶", from_contract_id=other.contract_id),
    )
    return SplitHousehold(
        new_contract_id=told.new_id("contract"),
        household_number=None,
        members=couple,
        representative_id=told.person(years),
        split_on=told.fact_on,
        reason=SplitReason.MARRIAGE,
    )


def _died(told: Told, years: Years) -> RecordDeath:
    return RecordDeath(resident_id=told.person(years), died_on=told.fact_on)


def _moved_away(told: Told, years: Years) -> RecordRelocation:
    return RecordRelocation(resident_id=told.person(years), moved_on=told.fact_on)


def _returned(told: Told, years: Years) -> RecordReturn:
    return RecordReturn(resident_id=told.person(years), returned_on=told.fact_on)


def _thought_better(told: Told, years: Years) -> WithdrawTerminationRequest:
    return WithdrawTerminationRequest(withdrawn_on=told.fact_on, late_reason=told.text(years, "停电"))


def _ended(told: Told, _: Years) -> DecideTermination:
    return DecideTermination(decided_on=told.day, takes_effect_on=told.day, reason=TerminationReason.RESIDENT_REQUEST)


def _not_ended(told: Told, years: Years) -> VoidTermination:
    return VoidTermination(reason=told.text(years, "录错了户"))


def _reconfirmed(told: Told, years: Years) -> ReconfirmRenewal:
    return ReconfirmRenewal(confirmed_on=told.fact_on, late_reason=told.text(years, "停电"))


def _to_another_team(told: Told, years: Years) -> ChangeTeam:
    return ChangeTeam(
        team_id=years.teams[told.team], doctor=DOCTOR, changed_on=told.fact_on, reason=ChangeReason.RESIDENT_REQUEST
    )


STORIES: tuple[tuple[Asked, ...], ...] = (
    (_died,),
    (_died, _withdrawn(Mark.DEATH)),
    (_moved_away,),
    (_moved_away, _returned),
    (_moved_away, _withdrawn(Mark.RELOCATION)),
    (_born, _served),
    (_served,),
    (_asked_to_end(TerminationReason.RESIDENT_REQUEST),),
    (_asked_to_end(TerminationReason.MOVED_OUT), _thought_better),
    (_asked_to_end(TerminationReason.MOVED_OUT), _ended),
    (_ended, _not_ended),
    (_renewed,),
    (_renewed, _renewed),
    (_renewed, _reconfirmed),
    (_reconfirmed,),
    (_to_another_team,),
    (_transferred,),
    (_married_into,),
    (_married_and_left,),
)
"""What is told of a household one after the other."""
