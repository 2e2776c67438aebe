"""Every command there is, in any order, on a real store; what must hold after any of them."""

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule
from uuid6 import uuid7

from application.care_teams import load_team
from application.contracts import load_contract
from application.envelope import Actor
from application.executing import Receipt, Request
from application.ports import ZONE
from application.queries.moment import Asked
from application.settling import SCHEDULER
from domain.contract import commands as ask
from domain.contract.absences.commands import EndAbsence, NoteAbsence
from domain.contract.care.commands import CareCommand, ChangeDoctor, ChangePackage, ChangeTeam
from domain.contract.commands import ContractChange
from domain.contract.consents.commands import ConsentCommand, GiveConsent, WithdrawConsent
from domain.contract.consents.events import ConsentBy, ConsentForm, ConsentPurpose
from domain.contract.events import CorrectedMember, JoinReason, LeaveReason, Mark, MemberCell, SigningCell
from domain.contract.fees import commands as fees
from domain.contract.keeping import commands as keeping
from domain.contract.keeping.events import HoldReason
from domain.contract.moves.commands import SplitHousehold, TransferContract
from domain.contract.papers.commands import CopyToIssue, IssueDocuments, ReissueDocument
from domain.contract.papers.events import Holder, ReissueReason
from domain.contract.services import commands as serving
from domain.contract.services.items import Evidence, ProofKind, ServiceChannel, ServiceItem
from domain.contract.terms import commands as terms
from domain.personal import Personal
from domain.policy.changes import ChangeReason
from domain.policy.documents import Paper
from domain.policy.packages import Package
from domain.policy.renewal import Side
from domain.policy.retention import RetentionClass
from domain.policy.services import ConfirmationKind, Confirmer
from domain.policy.signing import Unit
from domain.policy.termination import TerminationReason
from domain.populations import Category
from tests.campaigns.stack_moves import moves_of
from tests.campaigns.stack_surroundings import DOCTORS, Surroundings, categories, days_ago, picks, policies
from tests.support.policies import BOOK
from tests.support.world import CLERK, LEADER, require_sound
from tests.support.world_fold import Fold, counted, shown
from tests.support.world_promises import require_no_year_charged_twice, require_unbroken_terms, require_work_adds_up

OF_THE_CONTRACT = 1000
moments = st.sampled_from([0, 1, 2, 30, -3, 999, 1000, 1000, 1001, 1002, 1007, 1030, 1090, 1364, 1365, 1400])
"""Days of a fact: so many days ago, or, from 1000 on, so many days after the first day of the contract."""

HOLDS = (UUID(int=600), UUID(int=601))

PHOTO = Evidence(kind=ProofKind.PHOTO, evidence_id=UUID(int=1), sha256="1" * 64)
BY_PERFORMER = serving.Confirmation(confirmer=Confirmer.PERFORMER, kind=ConfirmationKind.SIGNATURE)


def by_recipient(resident_id: UUID, kind: ConfirmationKind = ConfirmationKind.SIGNATURE) -> serving.Confirmation:
    """Who was served signs, which every policy accepts, or leaves a fingerprint."""
    return serving.Confirmation(confirmer=Confirmer.RECIPIENT, kind=kind, resident_id=resident_id)


def said_of(service_id: UUID, member: UUID, day: date) -> tuple[serving.ServiceCommand, ...]:
    """Everything that may be said of a service after it was written down."""
    reason = Personal(member, "记错了")
    return (
        serving.CorrectService(service_id=service_id, reason=reason, delivered_on=day),
        serving.ConfirmService(service_id=service_id, confirmed_on=day, confirmation=BY_PERFORMER),
        serving.ConfirmService(service_id=service_id, confirmed_on=day, confirmation=by_recipient(member)),
        serving.DisputeService(service_id=service_id, disputed_on=day, resident_id=member, reason=reason),
        serving.WithdrawDispute(service_id=service_id, withdrawn_on=day, resident_id=member),
        serving.UpholdDispute(service_id=service_id, reason=reason),
        serving.VoidService(service_id=service_id, reason=reason),
        serving.ApproveLateEntry(service_id=service_id),
        serving.RejectLateEntry(service_id=service_id, reason=reason),
    )


MAY_SIGN = {"fanhu": Category.REGISTERED_POOR}
"""What somebody of a household has to be, where only some may sign."""


class Stack(Surroundings):
    """Contracts under all six policies, and what must hold of them after any command."""

    def __init__(self) -> None:
        super().__init__()
        self.contracts: list[UUID] = []

    @initialize(policy=policies, category=categories)
    def begin(self, policy: str, category: Category) -> None:
        for number in range(2):
            self.found_team(number, 400)
            for name in DOCTORS:
                self.staff(number, 400, name)
            self.staff_whole(number, 400)
        for number in range(6):
            self.register(number, 1940 + 15 * number)
        alone = BOOK.version_on(policy, self.today).unit is Unit.PERSON
        self.sign(policy, [0] if alone else [0, 1, 2], 0, 40, None, MAY_SIGN.get(policy, Category.HYPERTENSION))
        self.sign(policy, [3] if alone else [3, 4], 1, 1, None, category)
        assert self.contracts

    @rule(
        policy=policies,
        people=st.lists(picks, min_size=1, max_size=3),
        team=picks,
        ago=days_ago,
        starts_later=st.sampled_from([None, None, None, 0, 20]),
        category=categories,
        before=st.sampled_from([None, None, None, 90]),
    )
    def sign(  # noqa: PLR0917 Hypothesis names every argument
        self,
        policy: str,
        people: list[int],
        team: int,
        ago: int,
        starts_later: int | None,
        category: Category,
        before: int | None = None,
    ) -> None:
        members = [self.who(pick) for pick in people]
        signed_on = self.day(ago)
        command = ask.SignContract(
            household_number=f"6109020000{people[0]}" if people[0] else None,
            household_size=len(members),
            village="石梯村",
            members=tuple(
                ask.MemberToSign(
                    resident_id=each,
                    relationship="户主" if each == members[0] else "子",
                    categories=(ask.NotedCategory(category=category),) if each == members[0] else (),
                    note=Personal(each, "行动不便"),
                )
                for each in members
            ),
            representative_id=members[0],
            team_id=self.teams[team % len(self.teams)],
            doctor=DOCTORS[0],
            package=Package.BASIC,
            signed_on=signed_on,
            start_on=None if starts_later is None else signed_on + timedelta(days=starts_later),
            agreed_from_on=None if before is None else signed_on - timedelta(days=before),
        )
        contract_id = uuid7()
        if self.attempt(lambda request: self.world.contracts.sign(contract_id, command, policy, request)):
            self.contracts.append(contract_id)

    def attempt(self, act: Callable[[Request], Receipt], by: Actor = CLERK) -> Receipt | None:
        """Run a command after everything that fell due is on record: then only the command itself leaves traces."""
        for contract_id in self.contracts:
            self.settle(contract_id)
        return super().attempt(act, by)

    def settle(self, contract_id: UUID) -> None:
        """What fell due is recorded in the scheduler's name, and once."""
        told = self.told[contract_id]
        known = self.world.contracts.settle(contract_id)
        recorded = self.world.ledger.opened(self.world.ledger.stream(contract_id)[len(told) :])
        assert all(record.actor == SCHEDULER for record in recorded)
        told.extend(record.event for record in recorded)
        assert self.world.contracts.settle(contract_id).version == known.version == len(told)

    @rule()
    def run_renewals(self) -> None:
        """The scheduler's night: it finds what every command would have found, and nothing the second time."""
        today = self.world.clock.today(ZONE)
        self.world.renewing.run(today, SCHEDULER)
        head = self.world.ledger.head().position
        for contract_id in self.contracts:
            self.settle(contract_id)
        assert self.world.renewing.run(today, SCHEDULER).from_on is None
        assert self.world.ledger.head().position == head

    def change(self, pick: int, command: ContractChange) -> None:
        contract_id = self.contracts[pick % len(self.contracts)]
        if self.attempt(lambda request: self.world.contracts.handle(contract_id, command, request)):
            for each in self.contracts:
                self.hear(each)

    def moment(self, pick: int, when: int) -> date:
        """A day of the contract's life, counted from its first day from 1000 on; else so many days ago."""
        if when < OF_THE_CONTRACT:
            return self.day(when)
        contract_id = self.contracts[pick % len(self.contracts)]
        contract = load_contract(self.world.ledger, contract_id).contract
        return contract.start_on + timedelta(days=when - OF_THE_CONTRACT)

    def member(self, pick: int, place: int) -> UUID:
        """Somebody of the contract, who may have left; now and then somebody else."""
        contract_id = self.contracts[pick % len(self.contracts)]
        members = list(load_contract(self.world.ledger, contract_id).contract.members)
        return self.who(place) if place == 7 else members[place % len(members)]

    @rule(pick=picks, place=picks, village=st.sampled_from([None, "新田村"]), team=picks, doctor=st.integers(0, 1))
    def correct_signing(self, pick: int, place: int, village: str | None, team: int, doctor: int) -> None:
        corrected = CorrectedMember(resident_id=self.member(pick, place), relationship="孙")
        team_id = self.teams[team % len(self.teams)]
        command = ask.CorrectSigning(village=village, team_id=team_id, doctor=DOCTORS[doctor], members=(corrected,))
        self.change(pick, command)

    @rule(pick=picks, place=picks, number=st.sampled_from([None, "61090200009"]))
    def correct_household(self, pick: int, place: int, number: str | None) -> None:
        member = self.member(pick, place)
        cleared = CorrectedMember(resident_id=member, cleared=(MemberCell.NOTE,))
        none = () if number else (SigningCell.HOUSEHOLD_NUMBER,)
        self.change(
            pick,
            ask.CorrectSigning(household_number=number, representative_id=member, members=(cleared,), cleared=none),
        )

    @rule(
        pick=picks,
        team=picks,
        doctor=st.integers(0, 1),
        package=st.sampled_from(Package),
        when=moments,
        reason=st.sampled_from([None, ChangeReason.RESIDENT_REQUEST, ChangeReason.OTHER]),
        what=st.integers(0, 2),
    )
    def change_care(  # noqa: PLR0917 Hypothesis names every argument
        self, pick: int, team: int, doctor: int, package: Package, when: int, reason: ChangeReason | None, what: int
    ) -> None:
        team_id, day = self.teams[team % len(self.teams)], self.moment(pick, when)
        change: CareCommand
        match what:
            case 0:
                change = ChangeDoctor(doctor=DOCTORS[doctor], changed_on=day, reason=reason)
            case 1:
                change = ChangeTeam(team_id=team_id, doctor=DOCTORS[doctor], changed_on=day, reason=reason)
            case _:
                note = Personal(self.contracts[pick % len(self.contracts)], "血压不稳")
                change = ChangePackage(package=package, changed_on=day, reason=reason, note=note, consents=tuple(Side))
        self.change(pick, change)

    @rule(pick=picks, who=picks, reason=st.sampled_from(JoinReason), when=moments, category=categories)
    def add_member(self, pick: int, who: int, reason: JoinReason, when: int, category: Category) -> None:
        noted = (ask.NotedCategory(category=category),) if category is not Category.ELDERLY else ()
        command = ask.AddMember(
            resident_id=self.who(who),
            relationship="女",
            reason=reason,
            joined_on=self.moment(pick, when),
            categories=noted,
        )
        self.change(pick, command)

    @rule(pick=picks, place=picks, reason=st.sampled_from(LeaveReason), when=moments)
    def remove_member(self, pick: int, place: int, reason: LeaveReason, when: int) -> None:
        leaving = self.member(pick, place)
        self.change(pick, ask.RemoveMember(resident_id=leaving, reason=reason, last_day_on=self.moment(pick, when)))

    @rule(pick=picks, place=picks, when=moments)
    def record_death(self, pick: int, place: int, when: int) -> None:
        self.change(pick, ask.RecordDeath(resident_id=self.member(pick, place), died_on=self.moment(pick, when)))

    @rule(pick=picks, place=picks, when=moments)
    def record_relocation(self, pick: int, place: int, when: int) -> None:
        self.change(pick, ask.RecordRelocation(resident_id=self.member(pick, place), moved_on=self.moment(pick, when)))

    @rule(pick=picks, place=picks, when=moments, back=st.booleans())
    def away_for_work(self, pick: int, place: int, when: int, *, back: bool) -> None:
        """Somebody is away, or back."""
        member, day = self.member(pick, place), self.moment(pick, when)
        note = NoteAbsence(resident_id=member, since_on=day, note=Personal(member, "在广东打工"))
        self.change(pick, EndAbsence(resident_id=member, back_on=day) if back else note)

    @rule(pick=picks, place=picks, days=st.integers(-1, 3))
    def record_return(self, pick: int, place: int, days: int) -> None:
        """Somebody comes back shortly after moving away, if anybody had."""
        contract_id = self.contracts[pick % len(self.contracts)]
        members = load_contract(self.world.ledger, contract_id).contract.members.values()
        moves = [(each.resident_id, day) for each in members for day in each.relocations]
        resident_id, moved_on = moves[place % len(moves)] if moves else (self.member(pick, place), self.today)
        self.change(pick, ask.RecordReturn(resident_id=resident_id, returned_on=moved_on + timedelta(days=days)))

    @rule(pick=picks, place=picks, mark=st.sampled_from(Mark))
    def withdraw_mark(self, pick: int, place: int, mark: Mark) -> None:
        """The newest of these marks, by its day where there are several."""
        resident_id = self.member(pick, place)
        contract = load_contract(self.world.ledger, self.contracts[pick % len(self.contracts)]).contract
        days = contract.members[resident_id].marked_on(mark) if resident_id in contract.members else ()
        named = days[-1] - timedelta(days=mark is Mark.REMOVAL) if len(days) > 1 else None
        reason = Personal(resident_id, "同名误记")
        self.change(pick, ask.WithdrawMark(resident_id=resident_id, mark=mark, reason=reason, marked_on=named))

    @rule(pick=picks, place=picks, when=moments)
    def replace_representative(self, pick: int, place: int, when: int) -> None:
        representative = self.member(pick, place)
        self.change(
            pick, ask.ReplaceRepresentative(representative_id=representative, replaced_on=self.moment(pick, when))
        )

    @rule(pick=picks, place=picks, category=categories, when=moments)
    def flag(self, pick: int, place: int, category: Category, when: int) -> None:
        noted = ask.NotedCategory(category=category)
        member = self.member(pick, place)
        self.change(pick, ask.FlagPopulation(resident_id=member, noted=noted, noted_on=self.moment(pick, when)))

    @rule(pick=picks, place=picks, category=categories, when=moments)
    def unflag(self, pick: int, place: int, category: Category, when: int) -> None:
        member = self.member(pick, place)
        self.change(pick, ask.UnflagPopulation(resident_id=member, category=category, ended_on=self.moment(pick, when)))

    @rule(pick=picks, place=picks, when=moments, item=st.sampled_from(list(ServiceItem)[:4]), on_the_spot=st.booleans())
    def deliver(self, pick: int, place: int, when: int, item: ServiceItem, *, on_the_spot: bool) -> None:
        member = self.member(pick, place)
        command = serving.DeliverService(
            service_id=uuid7(),
            delivered_on=self.moment(pick, when),
            resident_ids=(member,),
            items=(item,),
            performer=DOCTORS[0],
            channel=ServiceChannel.HOME,
            place=Personal(member, "家中"),
            late_reason=Personal(member, "停电"),
            confirmations=(BY_PERFORMER, by_recipient(member, ConfirmationKind.FINGERPRINT)) if on_the_spot else (),
            evidence=() if item is ServiceItem.HEALTH_RECORD_UPDATE else (PHOTO,),
        )
        self.change(pick, command)

    @rule(
        pick=picks, which=picks, what=st.integers(0, 8), place=picks, days=st.integers(-1, 9), by_leader=st.booleans()
    )
    def speak_of_service(self, pick: int, which: int, what: int, place: int, days: int, *, by_leader: bool) -> None:
        """Something is said about a service, some days after it, if there was one."""
        contract_id = self.contracts[pick % len(self.contracts)]
        services = list(load_contract(self.world.ledger, contract_id).contract.services.items())
        if services:
            service_id, service = services[which % len(services)]
            day = service.delivered_on + timedelta(days=days)
            said = said_of(service_id, self.member(pick, place), day)[what]
            by = LEADER if by_leader else CLERK
            self.attempt(lambda request: self.world.contracts.handle(contract_id, said, request), by)

    @rule(pick=picks, when=moments, consents=st.sampled_from([tuple(Side), tuple(Side), (Side.RESIDENT,)]))
    def renew(self, pick: int, when: int, consents: tuple[Side, ...]) -> None:
        agreed_on, late = self.moment(pick, when), self.late(pick)
        self.change(pick, terms.RenewContract(agreed_on=agreed_on, consents=consents, late_reason=late))

    def late(self, pick: int) -> Personal:
        """Why something is entered late, if it is."""
        return Personal(self.contracts[pick % len(self.contracts)], "停电")

    @rule(pick=picks, number=st.sampled_from([1, 2, 2, 3]))
    def void_renewal(self, pick: int, number: int) -> None:
        contract_id = self.contracts[pick % len(self.contracts)]
        self.change(pick, terms.VoidRenewal(term_number=number, reason=Personal(contract_id, "录错了户")))

    @rule(pick=picks, when=moments)
    def reconfirm(self, pick: int, when: int) -> None:
        confirmed_on = self.moment(pick, when)
        self.change(pick, terms.ReconfirmRenewal(confirmed_on=confirmed_on, late_reason=self.late(pick)))

    @rule(pick=picks, number=st.sampled_from([2, 2, 3]))
    def void_reconfirmation(self, pick: int, number: int) -> None:
        contract_id = self.contracts[pick % len(self.contracts)]
        self.change(pick, terms.VoidReconfirmation(term_number=number, reason=Personal(contract_id, "录错了户")))

    @rule(pick=picks, when=moments, reason=st.sampled_from(TerminationReason))
    def request_termination(self, pick: int, when: int, reason: TerminationReason) -> None:
        note = Personal(self.contracts[pick % len(self.contracts)], "随子女生活")
        requested_on, late = self.moment(pick, when), self.late(pick)
        self.change(
            pick,
            terms.RequestTermination(requested_on=requested_on, reason=reason, note=note, late_reason=late),
        )

    @rule(pick=picks, when=moments)
    def withdraw_request(self, pick: int, when: int) -> None:
        withdrawn_on = self.moment(pick, when)
        self.change(pick, terms.WithdrawTerminationRequest(withdrawn_on=withdrawn_on, late_reason=self.late(pick)))

    @rule(pick=picks, when=moments, later=st.sampled_from([0, 1, 40]), asked=st.booleans())
    def decide_termination(self, pick: int, when: int, later: int, *, asked: bool) -> None:
        decided_on = self.moment(pick, when)
        command = terms.DecideTermination(
            decided_on=decided_on,
            takes_effect_on=decided_on + timedelta(days=later),
            reason=None if asked else TerminationReason.REFUSED_ONE_YEAR,
            consents=tuple(Side) if asked else (),
            late_reason=self.late(pick),
        )
        self.change(pick, command)

    @rule(pick=picks)
    def void_termination(self, pick: int) -> None:
        contract_id = self.contracts[pick % len(self.contracts)]
        self.change(pick, terms.VoidTermination(reason=Personal(contract_id, "录错了户")))

    @rule(pick=picks, paper=st.sampled_from(Paper), holder=st.sampled_from(Holder), when=moments, again=st.booleans())
    def hand_over(self, pick: int, paper: Paper, holder: Holder, when: int, *, again: bool) -> None:
        day = self.moment(pick, when)
        if again:
            lost = ReissueDocument(paper=paper, holder=holder, reissued_on=day, reason=ReissueReason.LOST)
            self.change(pick, lost)
        else:
            self.change(pick, IssueDocuments(issued_on=day, copies=(CopyToIssue(paper=paper, holder=holder),)))

    @rule(pick=picks, place=picks, purpose=st.sampled_from(ConsentPurpose), when=moments, given=st.booleans())
    def consent(self, pick: int, place: int, purpose: ConsentPurpose, when: int, *, given: bool) -> None:
        member, day = self.member(pick, place), self.moment(pick, when)
        note, by = Personal(member, "在家中说明"), ConsentBy.PERSON
        command: ConsentCommand = WithdrawConsent(
            resident_id=member, purpose=purpose, spoken_by=by, withdrawn_on=day, note=note
        )
        if given:
            form = ConsentForm.ORAL
            command = GiveConsent(resident_id=member, purpose=purpose, spoken_by=by, form=form, given_on=day, note=note)
        self.change(pick, command)

    @rule(pick=picks, place=picks, when=moments, year_of=moments, what=st.integers(0, 6))
    def fee(self, pick: int, place: int, when: int, year_of: int, what: int) -> None:
        """Fees are charged, waived, given back in part and whole, and void; only one of the policies has any."""
        member, day, in_year_of = self.member(pick, place), self.moment(pick, when), self.moment(pick, year_of)
        asked: tuple[fees.FeeCommand, ...] = (
            fees.ChargeFees(charged_on=day),
            fees.WaiveFee(resident_id=member, in_year_of=in_year_of, waived_on=day),
            fees.RefundFee(
                resident_id=member,
                in_year_of=in_year_of,
                refunded_on=day,
                amount=Decimal("20.01"),
                note=Personal(member, "服务未满一年"),
            ),
            fees.RefundFee(resident_id=member, in_year_of=in_year_of, refunded_on=day),
            fees.VoidFeeWaiver(
                resident_id=member, in_year_of=in_year_of, voided_on=day, reason=Personal(member, "类别记错")
            ),
            fees.VoidFeeRefund(
                resident_id=member,
                in_year_of=in_year_of,
                refunded_on=day,
                voided_on=day,
                reason=Personal(member, "款未退出"),
            ),
            fees.VoidFeeCharge(
                resident_id=member, in_year_of=in_year_of, voided_on=day, reason=Personal(member, "登记错人")
            ),
        )
        self.change(pick, asked[what])

    @rule(
        pick=picks,
        other=picks,
        place=picks,
        kind=st.sampled_from(["transfer", "split", "move", "merge", "void", "void_one"]),
        when=st.sampled_from([0, 0, 1, 7, -3, 1001, 1030]),
        team=picks,
        policy=st.one_of(st.none(), st.none(), policies),
        mistaken=st.booleans(),
    )
    def move(  # noqa: PLR0917 Hypothesis names every argument
        self,
        pick: int,
        other: int,
        place: int,
        kind: str,
        when: int,
        team: int,
        policy: str | None = None,
        *,
        mistaken: bool = False,
    ) -> None:
        """Somebody, or everybody, goes to another contract or founds one; or it is said that nobody did."""
        contract_id, other_id = (self.contracts[each % len(self.contracts)] for each in (pick, other))
        contract = load_contract(self.world.ledger, contract_id).contract
        day = self.moment(pick, when)
        elsewhere = [each for each in self.teams if each != contract.team_id.on(day)] or self.teams
        going_to = (elsewhere[team % len(elsewhere)], DOCTORS[0])
        command = moves_of(contract, self.member(pick, place), other_id, going_to, day, policy)[kind]
        if self.attempt(lambda request: self.world.moving.handle(contract_id, command, request)):
            if isinstance(command, TransferContract | SplitHousehold):
                self.contracts.append(command.new_contract_id)
            for each in self.contracts:
                self.hear(each)
            if mistaken:
                self.move(pick, other, place, "void_one" if kind == "move" else "void", when, team)

    def hear(self, contract_id: UUID) -> None:
        """What a command recorded of a contract that it was not about, and so did not answer."""
        recorded = self.world.ledger.opened(self.world.ledger.stream(contract_id))
        told = self.told.setdefault(contract_id, [])
        told.extend(record.event for record in recorded[len(told) :])

    @rule(pick=picks, what=st.integers(0, 6), of_health=st.booleans(), by_leader=st.booleans())
    def keep(self, pick: int, what: int, *, of_health: bool, by_leader: bool) -> None:
        """Papers are put away, held, let go, and disposed of by two, years after the contract; or it was a mistake."""
        contract_id, today = self.contracts[pick % len(self.contracts)], self.day(0)
        note = Personal(contract_id, "费用有争议")
        papers, hold_id = list(RetentionClass)[of_health], HOLDS[pick % 2]
        asked: tuple[keeping.KeepingCommand, ...] = (
            keeping.PlaceLegalHold(hold_id=hold_id, placed_on=today, reason=HoldReason.DISPUTE, note=note),
            keeping.LiftLegalHold(hold_id=hold_id, lifted_on=today),
            keeping.ApproveDisposal(retention_class=papers, approved_on=today),
            keeping.WithdrawDisposalApproval(retention_class=papers, withdrawn_on=today, reason=note),
            keeping.DisposeContract(retention_class=papers, disposed_on=today, certificate_number="2031-1"),
            keeping.VoidContractDisposal(retention_class=papers, certificate_number="2031-1", reason=note),
            keeping.ArchiveContract(retention_class=papers, archived_on=today, place=f"{1 + pick % 3}号柜"),
        )
        by = LEADER if by_leader else CLERK
        self.attempt(lambda request: self.world.contracts.handle(contract_id, asked[what], request), by)

    @precondition(lambda self: len(self.contracts) > 2)
    @rule(pick=picks)
    def enter_in_error(self, pick: int) -> None:
        contract_id = self.contracts[pick % len(self.contracts)]
        self.change(pick, ask.EnterInError(reason=Personal(contract_id, "重复录入")))

    # What must hold.

    @rule(ago=st.integers(-400, 800), of_sixteen=st.integers(0, 16))
    def look(self, ago: int, of_sixteen: int) -> None:
        """Read models, asked as of a day and as known at a position, say what a fold of the records says."""
        self.world.runner.catch_up()
        position = self.world.ledger.head().position * of_sixteen // 16
        fold, asked = Fold.of(self.world.ledger, position), Asked(as_of=self.day(ago), known_at=f"@{position}")
        require_unbroken_terms(fold)
        require_no_year_charged_twice(fold)
        require_work_adds_up(fold, self.world.services.by_performer(known_at=asked.known_at))
        assert shown(list(self.world.roster.rows(asked, limit=2))) == fold.roster(self.day(ago))
        assert counted(self.world.roster.summary(asked)) == fold.counts(self.day(ago))

    @rule()
    def nobody_is_in_two_contracts(self) -> None:
        Fold.of(self.world.ledger, self.world.ledger.head().position).require_nobody_twice()

    def teardown(self) -> None:
        try:
            self.nobody_is_in_two_contracts()
            for ago in (0, 45, 300):
                self.look(ago, 16)
            self.look(100, 8)
            self._require_replay_equals_state()
            require_sound(self.world)
            self.produced.update(self.world.wire_names())
        finally:
            self.store.close()
            shutil.rmtree(self.folder)

    def _require_replay_equals_state(self) -> None:
        """What was answered, folded, is what is on record, folded; texts and all."""
        for stream_id, told in self.told.items():
            recorded = [record.event for record in self.world.ledger.opened(self.world.ledger.stream(stream_id))]
            if stream_id in self.people:  # a merge or an exchange also writes to the other person, and answers the one
                following = iter(recorded)
                assert all(event in following for event in told)
            else:
                assert recorded == told
        for contract_id in self.contracts:
            assert load_contract(self.world.ledger, contract_id).version == len(self.told[contract_id])
        for team_id in self.teams:
            assert load_team(self.world.ledger, team_id)[1] == len(self.told[team_id])
