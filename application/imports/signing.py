"""A household of the register that has no contract on that day: the command that signs it."""

from collections.abc import Sequence

from application.imports.people import Listed
from application.imports.teams import NamedTeam
from application.registers.households import RegisterHousehold
from domain.contract.commands import MemberToSign, NotedCategory, SignContract
from domain.personal import Personal
from domain.policy.packages import Package


def sign_command(household: RegisterHousehold, people: Sequence[Listed], team: NamedTeam) -> SignContract:
    """The signing of a household as the register tells it: its rows are the household.

    Who was born since joins afterwards.
    """
    head = next(listed for listed in people if listed.person.is_head)
    if household.signed_on is None or household.doctor is None:
        raise AssertionError("a household without day or doctor was refused before")
    return SignContract(
        household_number=household.number,
        household_size=len(people),
        village=village_of(household),
        members=tuple(
            MemberToSign(
                resident_id=listed.resident_id,
                relationship=relationship_of(listed),
                categories=categories_of(listed),
                note=note_of(listed),
            )
            for listed in people
            if listed.signatory.birth_on is None or listed.signatory.birth_on <= household.signed_on
        ),
        representative_id=head.resident_id,
        team_id=team.team_id,
        doctor=household.doctor,
        package=household.package or Package.BASIC,
        signed_on=household.signed_on,
    )


def village_of(household: RegisterHousehold) -> str:
    """The village; where no column names it, the sheet that is named after one; empty where there is neither."""
    if household.village is not None:
        return household.village
    return household.sheet if household.sheet.endswith(("村", "社区", "居委会", "村委会")) else ""


def categories_of(listed: Listed) -> tuple[NotedCategory, ...]:
    """The categories that the row writes down."""
    return tuple(NotedCategory(category=category) for category in listed.person.categories)


def note_of(listed: Listed) -> Personal | None:
    """What else a row notes, as the person's own text."""
    note = listed.person.note
    return None if note is None else Personal(listed.resident_id, note)


def relationship_of(listed: Listed) -> str:
    """What the person is to the head, as the register words it."""
    return listed.person.relationship or ("户主" if listed.person.is_head else "")
