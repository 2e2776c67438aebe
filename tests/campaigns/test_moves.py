"""People go from one contract to another on a real store: both in one append, races, and what is read then."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from application.executing import Receipt, Request
from application.queries.moment import Asked
from application.refusals import NotFound
from application.settling import SCHEDULER
from domain.contract.commands import RecordDeath, WithdrawMark
from domain.contract.events import ContractSigned, Mark
from domain.contract.moves.commands import (
    FoundingMember,
    MergeHousehold,
    MoveCommand,
    MoveMember,
    MoveReason,
    MovingMember,
    SplitHousehold,
    TransferContract,
    VoidMove,
)
from domain.contract.moves.refusals import ContractIdTaken, ContractSucceeded
from domain.contract.refusals import NotAMember
from domain.contract.terms.events import ContractRenewed
from domain.personal import Personal
from domain.policy.changes import ChangeReason
from infrastructure.clock import DemoClock
from infrastructure.database import Store
from tests.campaigns.test_races import Act, Raced, race, request, stores, winner_and_loser
from tests.support.world import CLERK, World, require_sound
from tests.support.world_people import DOCTOR, agreement, found_team, register

__all__ = ["race", "stores"]

HOME, ELSEWHERE, NEW, OTHER_NEW = (UUID(int=number) for number in (77, 78, 79, 80))
SIGNED_ON, MOVED_ON = date(2026, 2, 2), date(2026, 3, 2)


class Village:
    """Two households with one team, and a second team."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.team, self.other_team = found_team(world), found_team(world, "第2家庭医生服务团队")
        self.zhang, self.li, self.wang = (register(world, name, name) for name in ("张伟", "李秀英", "王芳"))
        home = agreement([self.zhang, self.li], self.team, SIGNED_ON)
        elsewhere = agreement([self.wang], self.team, SIGNED_ON, household="61090200002")
        world.contracts.sign(HOME, home, "erqi", request())
        world.contracts.sign(ELSEWHERE, elsewhere, "erqi", request())

    def transfer(self, new_contract_id: UUID = NEW) -> TransferContract:
        """The first household goes to the other team."""
        return TransferContract(
            new_contract_id=new_contract_id,
            team_id=self.other_team,
            doctor=DOCTOR,
            transferred_on=MOVED_ON,
            reason=ChangeReason.OTHER,
            note=Personal(HOME, "离女儿家近"),
        )

    @property
    def marrying(self) -> MoveMember:
        """李秀英 goes to the second household."""
        return MoveMember(
            resident_id=self.li,
            to_contract_id=ELSEWHERE,
            relationship="配偶",
            reason=MoveReason.MARRIAGE,
            moved_on=MOVED_ON,
        )

    @property
    def splitting(self) -> SplitHousehold:
        """李秀英 founds a household of her own."""
        return SplitHousehold(
            new_contract_id=NEW,
            household_number="61090200003",
            members=(FoundingMember(resident_id=self.li, relationship="户主"),),
            representative_id=self.li,
            split_on=MOVED_ON,
        )

    @property
    def merging(self) -> MergeHousehold:
        """The second household joins the first."""
        return MergeHousehold(
            into_contract_id=HOME,
            members=(MovingMember(resident_id=self.wang, relationship="儿媳"),),
            merged_on=MOVED_ON,
        )

    def where_is(self, resident_id: UUID, day: date) -> list[UUID]:
        """The contracts that list a person on a day, by the roster."""
        rows = self.world.roster_on(day)
        return [row.contract for row in rows if resident_id in {member.resident for member in row.members}]


@pytest.fixture
def village(store: Store, clock: DemoClock) -> Village:
    return Village(World(store, clock))


def moving(contract_id: UUID, command: MoveCommand, by: Request | None = None) -> Act:
    return lambda world: world.moving.handle(contract_id, command, by or request())


def test_a_transfer_is_one_append_over_two_contracts_and_the_roster_follows(village: Village) -> None:
    before = village.world.ledger.head().position
    receipt = moving(HOME, village.transfer())(village.world)
    assert (receipt.stream_id, receipt.position) == (HOME, before + 1)
    assert village.world.ledger.head().position == before + 2
    together = [village.world.ledger.stream(each)[-1] for each in (HOME, NEW)]
    assert len({(record.recorded_at, record.cause.command_id) for record in together}) == 1
    assert village.where_is(village.li, date(2026, 3, 1)) == [HOME]
    assert village.where_is(village.li, MOVED_ON) == [NEW]
    (row,) = [row for row in village.world.roster_on(MOVED_ON) if row.contract == NEW]
    assert (row.household, row.team) == ("61090200001", "第2家庭医生服务团队")
    require_sound(village.world)


def test_a_note_goes_along_under_a_seal_of_its_own(village: Village) -> None:
    moving(HOME, village.transfer())(village.world)
    old, new = (village.world.ledger.opened(village.world.ledger.stream(each))[0].event for each in (HOME, NEW))
    assert isinstance(old, ContractSigned)
    assert isinstance(new, ContractSigned)
    noted, carried = old.members[0].note, new.members[0].note
    assert noted == carried == Personal(village.zhang, "行动不便")
    assert noted is not None
    assert carried is not None
    assert noted.digest != carried.digest


@pytest.mark.parametrize("name", ["marrying", "splitting", "merging"])
def test_every_move_is_sound_and_repeats_nothing(village: Village, name: str) -> None:
    about = ELSEWHERE if name == "merging" else HOME
    command: MoveCommand = getattr(village, name)
    sent = request()
    done = moving(about, command, sent)(village.world)
    position = village.world.ledger.head().position
    assert moving(about, command, sent)(village.world) == done
    assert moving(about, command)(village.world).events == ()
    assert village.world.ledger.head().position == position
    who, to = (village.wang, HOME) if name == "merging" else (village.li, NEW if name == "splitting" else ELSEWHERE)
    assert village.where_is(who, date(2026, 3, 1)) == [about]
    assert village.where_is(who, MOVED_ON) == [to]
    require_sound(village.world)


@pytest.mark.parametrize("name", ["transferring", "marrying", "splitting", "merging"])
def test_a_move_taken_back_leaves_everybody_where_they_were(village: Village, name: str) -> None:
    about, to, who = (ELSEWHERE, HOME, village.wang) if name == "merging" else (HOME, NEW, village.li)
    command = village.transfer() if name == "transferring" else getattr(village, name)
    voiding = VoidMove(to_contract_id=to, reason=Personal(about, "录错了户"))
    if name == "marrying":
        voiding = replace(voiding, to_contract_id=ELSEWHERE, resident_id=who)
    moving(about, command)(village.world)
    known_then = f"@{village.world.ledger.head().position}"
    sent = request()
    done = moving(about, voiding, sent)(village.world)
    position = village.world.ledger.head().position
    assert moving(about, voiding, sent)(village.world) == done
    assert village.world.ledger.head().position == position
    assert village.where_is(who, MOVED_ON) == [about]
    asked = Asked(as_of=MOVED_ON, known_at=known_then)
    (then,) = [row for row in village.world.roster.rows(asked) if who in {member.resident for member in row.members}]
    assert then.contract == voiding.to_contract_id
    require_sound(village.world)


def test_terms_that_fell_due_while_the_household_seemed_gone_are_renewed_by_the_next_run(
    village: Village, clock: DemoClock
) -> None:
    world = village.world
    moving(HOME, village.transfer())(world)
    clock.move_to(clock.now().replace(year=2030))
    moving(HOME, VoidMove(to_contract_id=NEW, reason=Personal(HOME, "录错了户")))(world)
    assert "ContractRenewed" not in {type(record.event).__name__ for record in world.ledger.stream(HOME)}
    world.renewing.run(date(2030, 2, 3), SCHEDULER)
    renewed = [record for record in world.ledger.stream(HOME) if isinstance(record.event, ContractRenewed)]
    assert [record.effective_on for record in renewed] == [date(2029, 2, 2)]
    assert village.where_is(village.li, date(2030, 1, 15)) == [HOME]
    require_sound(world)


def test_19_a_death_before_a_transfer_told_after_it_is_one_append_and_what_was_known_stays_known(
    village: Village, clock: DemoClock
) -> None:
    moving(HOME, village.transfer())(village.world)
    clock.move_to(clock.now().replace(month=6, day=3))
    world, died_on = village.world, date(2026, 2, 20)
    known_then = f"@{world.ledger.head().position}"
    sent = request()
    told = world.contracts.handle(HOME, RecordDeath(resident_id=village.li, died_on=died_on), sent)
    assert world.contracts.handle(HOME, RecordDeath(resident_id=village.li, died_on=died_on), sent) == told
    deaths = [world.ledger.stream(each)[-1] for each in (HOME, NEW)]
    assert len({(record.recorded_at, record.cause.command_id, record.event) for record in deaths}) == 1
    assert village.where_is(village.li, died_on) == [HOME]
    assert village.where_is(village.li, date(2026, 2, 21)) == village.where_is(village.li, MOVED_ON) == []
    assert village.where_is(village.zhang, MOVED_ON) == [NEW]
    rows = list(world.roster.rows(Asked(as_of=MOVED_ON, known_at=known_then)))
    assert [row.contract for row in rows if village.li in {member.resident for member in row.members}] == [NEW]
    reason = Personal(village.li, "记错了人")
    world.contracts.handle(HOME, WithdrawMark(resident_id=village.li, mark=Mark.DEATH, reason=reason), request())
    assert village.where_is(village.li, MOVED_ON) == [NEW]
    require_sound(world)


def test_a_death_and_a_transfer_at_once_leave_nobody_dead_under_contract(village: Village, race: Raced) -> None:
    """Whoever is first: the dead stay behind, or the death is recorded where the household went, too."""

    def dying(world: World) -> Receipt:
        return world.contracts.handle(HOME, RecordDeath(resident_id=village.li, died_on=date(2026, 2, 20)), request())

    assert all(isinstance(each, Receipt) for each in race(moving(HOME, village.transfer()), dying))
    assert village.where_is(village.li, MOVED_ON) == []
    assert village.where_is(village.zhang, MOVED_ON) == [NEW]
    require_sound(village.world)


def test_of_two_transfers_at_once_one_wins(village: Village, race: Raced) -> None:
    before = village.world.ledger.head().position
    acts = (moving(HOME, village.transfer(new_id)) for new_id in (NEW, OTHER_NEW))
    won, lost = winner_and_loser(race(*acts))
    assert isinstance(lost, ContractSucceeded)
    assert (won.stream_id, village.world.ledger.head().position) == (HOME, before + 2)
    require_sound(village.world)


def test_a_marriage_and_a_split_at_once_leave_nobody_in_two_contracts(village: Village, race: Raced) -> None:
    won, lost = winner_and_loser(race(moving(HOME, village.marrying), moving(HOME, village.splitting)))
    assert isinstance(lost, NotAMember)
    assert len(village.where_is(village.li, MOVED_ON)) == 1
    assert won.stream_id == HOME
    require_sound(village.world)


def test_who_marries_into_a_household_that_is_transferred_at_once_is_in_one_contract(
    village: Village, race: Raced
) -> None:
    """Whoever is first: she goes along with the household, or is told that it has gone."""
    transfer = replace(village.transfer(), note=Personal(ELSEWHERE, "离女儿家近"))
    results = race(moving(HOME, village.marrying), moving(ELSEWHERE, transfer))
    assert any(isinstance(each, Receipt) for each in results)
    assert len(village.where_is(village.li, MOVED_ON)) == 1
    assert village.where_is(village.wang, MOVED_ON) == [NEW]
    require_sound(village.world)


def test_an_unknown_contract_and_an_id_that_is_no_contracts_are_refused(village: Village) -> None:
    with pytest.raises(NotFound):
        moving(HOME, replace(village.marrying, to_contract_id=NEW))(village.world)
    with pytest.raises(ContractIdTaken):
        moving(HOME, village.transfer(village.li))(village.world)


def test_what_fell_due_of_both_contracts_is_recorded_before(village: Village, clock: DemoClock) -> None:
    clock.move_to(clock.now().replace(year=2030))
    moving(HOME, replace(village.marrying, moved_on=date(2029, 6, 1)))(village.world)
    for contract_id in (HOME, ELSEWHERE):
        types = [type(record.event).__name__ for record in village.world.ledger.stream(contract_id)]
        assert types[1] == "ContractRenewed"
    assert village.where_is(village.li, date(2029, 6, 1)) == [ELSEWHERE]
    require_sound(village.world)


def test_who_read_an_older_version_is_told(village: Village) -> None:
    sent = Request(by=CLERK, command_id=UUID(int=1), expected_version=1)
    assert moving(HOME, village.marrying, sent)(village.world).stream_version == 2
