"""What holds whoever goes where: the promises of contracts, with every move among the commands."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from domain.calendar import day_before
from domain.contract.commands import ContractCommand, RecordDeath, RecordRelocation, WithdrawMark
from domain.contract.member import Movement
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
from domain.contract.state import Contract
from domain.personal import Personal
from domain.policy.changes import ChangeReason
from domain.policy.model import Policy
from tests.domain.contract.moves.contracts import NEW, Contracts
from tests.domain.contract.test_promises import PEOPLE, Promises, days, residents
from tests.support.scenario import (
    ALL_POLICIES,
    BABY,
    CLERK,
    CONTRACT,
    LONG_AFTER,
    OTHER_CONTRACT,
    OTHER_DOCTOR,
    OTHER_TEAM,
    eligible_household,
    household,
)

contract_ids = st.sampled_from([CONTRACT, OTHER_CONTRACT, NEW])


class PromisesWithMoves(Promises):
    """Three contracts, of which the last one comes of a move."""

    def __init__(self) -> None:
        super().__init__()
        self.facts[NEW] = ()

    @initialize(policy=st.sampled_from(ALL_POLICIES), people=st.sampled_from([PEOPLE[:2], PEOPLE[:3]]))
    def first_signing(self, policy: Policy, people: Sequence[UUID]) -> None:
        """Two households, so that there is somewhere to go."""
        self.policy = policy
        first, second = (eligible_household(*each, policy=policy) for each in (people, [BABY]))
        self.ask(CONTRACT, household(*first, signed_on=date(2018, 3, 15)))
        self.ask(OTHER_CONTRACT, household(*second, signed_on=date(2018, 3, 15), number="61090200002"))
        assert self.kept.keys() == {CONTRACT, OTHER_CONTRACT}

    @precondition(lambda self: NEW not in self.kept)
    @rule(day=days)
    def transferring(self, day: date) -> None:
        command = TransferContract(
            new_contract_id=NEW,
            team_id=OTHER_TEAM,
            doctor=OTHER_DOCTOR,
            transferred_on=day,
            reason=ChangeReason.RESIDENT_MOVED,
        )
        for resident_id in self.go(CONTRACT, command):
            self.nobody_had_a_day_without(resident_id, CONTRACT, NEW, day)

    @precondition(lambda self: NEW not in self.kept)
    @rule(resident_id=residents, day=days)
    def splitting(self, resident_id: UUID, day: date) -> None:
        command = SplitHousehold(
            new_contract_id=NEW,
            household_number=None,
            members=(FoundingMember(resident_id=resident_id, relationship="户主"),),
            representative_id=resident_id,
            split_on=day,
        )
        if self.go(CONTRACT, command):
            self.nobody_had_a_day_without(resident_id, CONTRACT, NEW, day)

    @rule(left=contract_ids, joined=contract_ids, resident_id=residents, day=days)
    def marrying(self, left: UUID, joined: UUID, resident_id: UUID, day: date) -> None:
        command = MoveMember(
            resident_id=resident_id,
            to_contract_id=joined,
            relationship="配偶",
            reason=MoveReason.MARRIAGE,
            moved_on=day,
        )
        if joined in self.kept and self.go(left, command):
            self.nobody_had_a_day_without(resident_id, left, joined, day)

    @rule(left=contract_ids, joined=contract_ids, day=days)
    def merging(self, left: UUID, joined: UUID, day: date) -> None:
        if left not in self.kept or joined not in self.kept:
            return
        going = tuple(
            MovingMember(resident_id=each, relationship="子")
            for each, member in self.kept[left].members.items()
            if member.present_on(day)
        )
        if self.go(left, MergeHousehold(into_contract_id=joined, members=going, merged_on=day)):
            for each in going:
                self.nobody_had_a_day_without(each.resident_id, left, joined, day)

    @rule(left=contract_ids, joined=contract_ids, resident_id=st.one_of(st.none(), residents))
    def voiding(self, left: UUID, joined: UUID, resident_id: UUID | None) -> None:
        """Whoever went was written down wrongly: everybody who went is back, with the days that they had before."""
        if left == joined or joined not in self.kept:
            return
        before = self.kept.get(left)
        command = VoidMove(to_contract_id=joined, reason=Personal(left, "录错了户"), resident_id=resident_id)
        if self.go(left, command) and before is not None and before.successor is not None and resident_id is None:
            assert self.kept[left].successor is None

    def ask(
        self,
        contract_id: UUID,
        command: ContractCommand,
        *,
        again: bool = True,
        today: date = LONG_AFTER,
        by: str = CLERK,
    ) -> bool:
        """What is said of a person counts wherever they went; all else is of one contract."""
        if not isinstance(command, RecordDeath | RecordRelocation | WithdrawMark):
            return super().ask(contract_id, command, again=again, today=today, by=by)
        self.touched.clear()
        if contract_id not in self.kept:
            return False
        said = self.together().when(command, contract_id)
        for each, fact in said.facts:
            self.record(each, (fact,))
        if again and said.facts:
            said.after.when(command, contract_id).then_nothing()
        return bool(said.facts)

    def after_withdrawal(self, contract_id: UUID, command: WithdrawMark) -> Contract:
        return self.together().when(command, contract_id).after.contract(contract_id)

    def together(self) -> Contracts:
        """All contracts as they stand."""
        known = {each: facts for each, facts in self.facts.items() if facts}
        return Contracts(facts=known, policy=self.policy, today=LONG_AFTER)

    def go(self, about: UUID, command: MoveCommand) -> set[UUID]:
        """Who is in one of the contracts that were written to; asked again, the same command records nothing."""
        self.touched.clear()
        if about not in self.kept:
            return set()
        moved = self.together().when(command, about)
        for contract_id, fact in moved.facts:
            self.record(contract_id, (fact,))
        if moved.facts and not isinstance(command, VoidMove):
            assert moved.after.when(command, about).then_nothing() == moved.after
        people = (contract.members for contract_id, contract in self.kept.items() if contract_id in self.touched)
        return {resident_id for members in people for resident_id in members}

    def nobody_had_a_day_without(self, resident_id: UUID, left: UUID, joined: UUID, day: date) -> None:
        """Whoever goes was in the contract left until the day before, unless they came to it on that very day."""
        there = self.kept[joined].members.get(resident_id)
        if there is None or not there.present_on(day):
            return
        here = self.kept[left].members[resident_id]
        assert here.present_on(day_before(day)) or (day, Movement.JOINED) in here.recorded


TestPromisesWithMoves = PromisesWithMoves.TestCase
TestPromisesWithMoves.settings = settings(stateful_step_count=60)
