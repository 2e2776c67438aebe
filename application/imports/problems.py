"""Why a household is not taken: each reason about a cell of the register."""

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType
from uuid import UUID

from application.contracts import load_contract
from application.imports.people import Listed, People
from application.ports import Ledger
from application.registers.columns import Column
from application.registers.households import Problem, RegisterHousehold, RegisterPerson
from domain.contract.refusals import AlreadyContracted
from domain.plain_text import names_somebody
from domain.refusal import Refused


class HouseholdRefused(Exception):
    """The household is not taken, for these reasons."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("household refused")
        self.problems = problems


_COLUMN_OF = MappingProxyType(
    {
        "already_contracted": Column.CITIZEN_ID,
        "resident_deceased": Column.CITIZEN_ID,
        "contract_after_death": Column.NOTE,
        "marked_otherwise": Column.NOTE,
        "not_a_member": Column.NAME,
        "not_in_force": Column.SIGNED_ON,
        "nobody_signed": Column.SIGNED_ON,
        "representative_not_member": Column.RELATIONSHIP,
        "one_person_only": Column.HOUSEHOLD_NUMBER,
        "package_not_offered": Column.PACKAGE,
        "doctor_not_in_team": Column.DOCTOR,
        "team_closed": Column.TEAM,
        "before_founding": Column.TEAM,
    }
)
"""Which cell a rule speaks of when it refuses a household. Any other rule never refuses one: that would be a bug."""


def refusal_of(
    household: RegisterHousehold, people: Sequence[Listed], refused: Refused, ledger: Ledger
) -> HouseholdRefused:
    """A rule's refusal, told of the cell that it is about; row and household say whom, so no id is among the facts."""
    if refused.code not in _COLUMN_OF:
        raise refused
    column = _COLUMN_OF[refused.code]
    resident = refused.facts.get("resident")
    person = next((each.person for each in people if each.resident_id == resident), None)
    facts = {name: str(fact) for name, fact in refused.facts.items() if not isinstance(fact, UUID)}
    if isinstance(refused, AlreadyContracted):
        facts["first_household"] = _label_of(refused, ledger)
    problem = household.problem(refused.code, column, _value(household, person, column), person=person)
    return HouseholdRefused(replace(problem, facts=facts))


def require_cells(household: RegisterHousehold) -> None:
    """Refuse a household without the cells that every contract needs, and that the reader does not ask for."""
    missing = []
    if household.team is None:
        missing.append(household.problem("team_missing", Column.TEAM, ""))
    if household.doctor is None:
        missing.append(household.problem("doctor_missing", Column.DOCTOR, ""))
    if missing:
        raise HouseholdRefused(*missing)


def require_plain(household: RegisterHousehold) -> None:
    """Refuse a household in which an id or a phone stands in a cell that records keep in plain."""
    cells = (
        (Column.VILLAGE, household.village),
        (Column.GROUP, household.group),
        (Column.TEAM, household.team),
        (Column.DOCTOR, household.doctor),
    )
    found = [household.problem("personal_in_plain", column, "") for column, text in cells if names_somebody(text or "")]
    if names_somebody(household.number or "", is_number=True):
        found.append(household.problem("personal_in_plain", Column.HOUSEHOLD_NUMBER, ""))
    found += [
        household.problem("personal_in_plain", Column.RELATIONSHIP, "", person=person)
        for person in household.persons
        if names_somebody(person.relationship or "")
    ]
    if found:
        raise HouseholdRefused(*found)


def require_distinct(household: RegisterHousehold, people: Sequence[Listed]) -> None:
    """Refuse a household that lists one person under two numbers: the one was merged into the other."""
    first: dict[object, Listed] = {}
    for each in people:
        other = first.setdefault(each.resident_id, each)
        if other is not each:
            number, row = each.identifier.number, other.person.row
            raise HouseholdRefused(
                household.problem("same_person_twice", Column.CITIZEN_ID, number, person=each.person, first_row=row)
            )


def require_bearers(household: RegisterHousehold, people: Sequence[Listed], register: People) -> None:
    """Refuse a household that lists somebody by a number that people wrote down for somebody else."""
    taken = [
        household.problem("identifier_taken", Column.CITIZEN_ID, each.identifier.number, person=each.person)
        for each in people
        if _is_somebody_else(each, register)
    ]
    if taken:
        raise HouseholdRefused(*taken)


def _is_somebody_else(each: Listed, register: People) -> bool:
    """Whether who is known by the number bears another one, and another name, or is listed by that other number."""
    if each.before is None or not each.before.has_another_number(each.identifier):
        return False
    return each.before.told_name not in (None, each.person.name) or register.lists(each.before)


def _label_of(refused: AlreadyContracted, ledger: Ledger) -> str:
    holder = load_contract(ledger, UUID(str(refused.facts["contract"]))).contract
    return holder.household_number or holder.agreement_number


def _value(household: RegisterHousehold, person: RegisterPerson | None, column: Column) -> object:
    """What the register says in that cell."""
    said: dict[Column, object] = {
        Column.HOUSEHOLD_NUMBER: household.number,
        Column.PACKAGE: household.package,
        Column.DOCTOR: household.doctor,
        Column.TEAM: household.team,
        Column.SIGNED_ON: household.signed_on,
    }
    if person is not None:
        said[Column.CITIZEN_ID] = None if person.citizen_id is None else person.citizen_id.number
        said[Column.NAME] = person.name
        said[Column.RELATIONSHIP] = person.relationship
        said[Column.NOTE] = person.death or person.relocation
    return said.get(column) or ""
