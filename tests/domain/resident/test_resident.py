"""A resident: registered with a name, identified by papers, changed, and found to be somebody already known."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from uuid import UUID

from domain.contract.claims import Held, ResidentClaims
from domain.personal import Personal
from domain.resident import decide
from domain.resident.commands import (
    ChangeDetails,
    ExchangeNumbers,
    IdentifyResident,
    MergeResident,
    RegisterResident,
    ResidentCommand,
)
from domain.resident.events import (
    IdentifierKind,
    ResidentAbsorbed,
    ResidentDetails,
    ResidentDetailsChanged,
    ResidentEvent,
    ResidentIdentified,
    ResidentMerged,
    ResidentRegistered,
)
from domain.resident.state import Resident, evolve
from tests.support.scenario import CONTRACT, LI, LONG_AFTER, OTHER_CONTRACT, WANG, ZHANG, Outcome, outcome

LI_AS_KNOWN = Resident(details=ResidentDetails())


@dataclass(frozen=True, kw_only=True)
class ResidentScenario:
    """Zhang's facts, what contracts hold of Zhang and of Li, and today."""

    facts: tuple[ResidentEvent, ...] = ()
    today: date = LONG_AFTER
    held: Mapping[UUID, Held] = field(default_factory=dict)
    held_of_li: Mapping[UUID, Held] = field(default_factory=dict)
    li: Resident = LI_AS_KNOWN

    def when(self, command: ResidentCommand) -> Outcome["ResidentScenario", ResidentEvent]:
        return outcome(lambda: self._decided(command), self, lambda new: replace(self, facts=(*self.facts, *new)))

    @property
    def resident(self) -> Resident:
        resident = reduce(evolve, self.facts, None)
        assert resident is not None
        return resident

    def _decided(self, command: ResidentCommand) -> tuple[ResidentEvent, ...]:
        match command:
            case RegisterResident():
                return decide.register(command, self.today)
            case IdentifyResident():
                return decide.identify(command, self.resident, self.today)
            case ExchangeNumbers():
                own, _ = decide.exchange_numbers(command, ZHANG, self.resident, self.li, self.today)
                return own
            case ChangeDetails():
                return decide.change_details(command, self.resident, self.today)
            case MergeResident():
                zhang = decide.Known(resident=self.resident, claims=ResidentClaims(resident_id=ZHANG, held=self.held))
                li = decide.Known(resident=self.li, claims=ResidentClaims(resident_id=LI, held=self.held_of_li))
                return decide.merge(command, zhang, li, self.today)


def own(text: str) -> Personal:
    return Personal(ZHANG, text)


NAMED = ResidentDetails(name=own("张三"), phone=own("13800000000"))
REGISTERED = ResidentRegistered(registered_on=date(2018, 3, 15), details=NAMED)
KNOWN = ResidentScenario(facts=(REGISTERED,))
SAME_AS_LI = MergeResident(merged_on=date(2018, 6, 1), same_as_id=LI)
MERGED = ResidentMerged(merged_on=date(2018, 6, 1), same_as_id=LI)


def holding(start_on: date, end_on: date | None, died_on: date | None = None) -> Held:
    return Held(stretches=((start_on, end_on),), died_on=died_on)


def test_a_person_is_registered_with_a_name() -> None:
    ResidentScenario().when(RegisterResident(registered_on=date(2018, 3, 15), details=NAMED)).then(REGISTERED)
    nameless = RegisterResident(registered_on=date(2018, 3, 15), details=ResidentDetails(phone=own("13800000000")))
    ResidentScenario().when(nameless).then_refused("name_missing")


def test_nothing_becomes_known_tomorrow() -> None:
    yesterday = replace(KNOWN, today=date(2018, 5, 31))
    number = IdentifyResident(identified_on=date(2018, 6, 1), kind=IdentifierKind.PASSPORT, number=own("E12345678"))
    change = ChangeDetails(changed_on=date(2018, 6, 1), details=ResidentDetails(phone=own("13900000000")))
    registration = RegisterResident(registered_on=date(2018, 6, 1), details=NAMED)
    for command in (number, change, registration, SAME_AS_LI):
        yesterday.when(command).then_refused("dated_in_future", day=date(2018, 6, 1), today=date(2018, 5, 31))


def test_the_number_of_a_paper_is_written_down_once_and_corrected_by_another() -> None:
    shown = IdentifyResident(
        identified_on=date(2018, 3, 15), kind=IdentifierKind.CITIZEN_ID, number=own("11010519491231002X")
    )
    identified = KNOWN.when(shown).then(
        ResidentIdentified(
            identified_on=date(2018, 3, 15), kind=IdentifierKind.CITIZEN_ID, number=own("11010519491231002X")
        )
    )
    identified.when(shown).then_nothing()
    corrected = replace(shown, number=own("440524188001010014"))
    again = identified.when(corrected).then(
        ResidentIdentified(
            identified_on=date(2018, 3, 15), kind=IdentifierKind.CITIZEN_ID, number=own("440524188001010014")
        )
    )
    assert again.resident.identifiers == {IdentifierKind.CITIZEN_ID: own("440524188001010014")}


PASSPORT = IdentifierKind.PASSPORT
EXCHANGED_WITH_LI = ExchangeNumbers(exchanged_on=date(2018, 6, 1), kind=PASSPORT, other_id=LI)


def numbered(resident: Resident, number: Personal) -> Resident:
    return replace(resident, identifiers={PASSPORT: number})


def test_two_whose_numbers_were_mixed_up_each_bear_the_others() -> None:
    zhang = numbered(Resident(details=NAMED), own("E1"))
    li = numbered(LI_AS_KNOWN, Personal(LI, "E2"))
    assert decide.exchange_numbers(EXCHANGED_WITH_LI, ZHANG, zhang, li, LONG_AFTER) == (
        (ResidentIdentified(identified_on=date(2018, 6, 1), kind=PASSPORT, number=own("E2")),),
        (ResidentIdentified(identified_on=date(2018, 6, 1), kind=PASSPORT, number=Personal(LI, "E1")),),
    )


def test_numbers_are_exchanged_only_between_two_who_have_one_that_was_not_forgotten() -> None:
    shown = KNOWN.when(IdentifyResident(identified_on=date(2018, 3, 15), kind=PASSPORT, number=own("E1"))).then(
        ResidentIdentified(identified_on=date(2018, 3, 15), kind=PASSPORT, number=own("E1"))
    )
    with_number = numbered(LI_AS_KNOWN, Personal(LI, "E2"))
    forgotten = numbered(LI_AS_KNOWN, Personal(LI, None))
    replace(KNOWN, li=with_number).when(EXCHANGED_WITH_LI).then_refused("number_missing", resident=ZHANG, kind=PASSPORT)
    for li in (LI_AS_KNOWN, forgotten):
        replace(shown, li=li).when(EXCHANGED_WITH_LI).then_refused("number_missing", resident=LI, kind=PASSPORT)
    merged = replace(with_number, same_as_id=WANG)
    replace(shown, li=merged).when(EXCHANGED_WITH_LI).then_refused("merged_away", same_as=WANG)
    replace(shown, li=with_number, today=date(2018, 5, 31)).when(EXCHANGED_WITH_LI).then_refused("dated_in_future")
    with_themselves = replace(EXCHANGED_WITH_LI, other_id=ZHANG)
    replace(shown, li=shown.resident).when(with_themselves).then_nothing()


def test_only_the_details_that_differ_are_recorded() -> None:
    change = ChangeDetails(
        changed_on=date(2018, 6, 1),
        details=ResidentDetails(name=own("张三"), phone=own("13900000000"), address=own("建民村3组")),
    )
    changed = KNOWN.when(change).then(
        ResidentDetailsChanged(
            changed_on=date(2018, 6, 1),
            details=ResidentDetails(phone=own("13900000000"), address=own("建民村3组")),
        )
    )
    assert changed.resident.details == ResidentDetails(
        name=own("张三"), phone=own("13900000000"), address=own("建民村3组")
    )
    changed.when(change).then_nothing()


def test_a_person_registered_twice_is_merged_and_known_under_the_other_id() -> None:
    merged = KNOWN.when(SAME_AS_LI).then(MERGED)
    merged.when(SAME_AS_LI).then_nothing()
    merged.when(MergeResident(merged_on=date(2018, 6, 1), same_as_id=WANG)).then_refused("merged_away", same_as=LI)
    change = ChangeDetails(changed_on=date(2018, 6, 1), details=ResidentDetails(phone=own("13900000000")))
    number = IdentifyResident(identified_on=date(2018, 6, 1), kind=IdentifierKind.PASSPORT, number=own("E12345678"))
    for command in (change, number):
        merged.when(command).then_refused("merged_away", same_as=LI)


def test_who_absorbed_a_duplicate_remembers_it() -> None:
    absorbed = replace(KNOWN, facts=(REGISTERED, ResidentAbsorbed(merged_on=date(2018, 6, 1), duplicate_id=WANG)))
    assert absorbed.resident.duplicate_ids == (WANG,)


def test_nobody_is_merged_with_themselves_nor_with_who_was_merged_away() -> None:
    KNOWN.when(MergeResident(merged_on=date(2018, 6, 1), same_as_id=ZHANG)).then_refused("merge_into_itself")
    gone = Resident(details=ResidentDetails(), same_as_id=WANG)
    replace(KNOWN, li=gone).when(SAME_AS_LI).then_refused("merge_into_itself", same_as=LI)


def test_two_who_are_in_contracts_on_the_same_day_are_not_one_person_yet() -> None:
    held = {CONTRACT: holding(date(2018, 3, 15), date(2019, 3, 14))}
    meeting = {OTHER_CONTRACT: holding(date(2019, 3, 14), None)}
    following = {OTHER_CONTRACT: holding(date(2019, 3, 15), None)}
    replace(KNOWN, held=held, held_of_li=meeting).when(SAME_AS_LI).then_refused(
        "both_contracted", contract=CONTRACT, other_contract=OTHER_CONTRACT
    )
    replace(KNOWN, held=held, held_of_li=following).when(SAME_AS_LI).then(MERGED)


def test_who_is_listed_twice_in_one_contract_is_first_taken_off_it_once() -> None:
    held = {CONTRACT: holding(date(2018, 3, 15), date(2019, 3, 14))}
    replace(KNOWN, held=held, held_of_li=held).when(SAME_AS_LI).then_refused(
        "both_contracted", contract=CONTRACT, other_contract=CONTRACT
    )


def test_who_died_under_one_id_is_not_under_contract_with_the_other_afterwards() -> None:
    dead = {CONTRACT: holding(date(2018, 3, 15), date(2018, 5, 10), died_on=date(2018, 5, 10))}
    alive = {OTHER_CONTRACT: holding(date(2018, 9, 1), date(2019, 8, 31))}
    before = {OTHER_CONTRACT: holding(date(2017, 3, 15), date(2018, 3, 14))}
    replace(KNOWN, held=dead, held_of_li=alive).when(SAME_AS_LI).then_refused(
        "contract_after_death", resident=ZHANG, contract=OTHER_CONTRACT, died_on=date(2018, 5, 10)
    )
    replace(KNOWN, held=alive, held_of_li=dead).when(SAME_AS_LI).then_refused(
        "contract_after_death", resident=LI, contract=OTHER_CONTRACT
    )
    replace(KNOWN, held=dead, held_of_li=before).when(SAME_AS_LI).then(MERGED)
