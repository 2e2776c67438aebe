"""Teams and people that a world needs before anybody can sign: each in one call, with nothing that a test looks at."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from uuid6 import uuid7

from application.care_teams import team_id_of
from application.executing import Receipt, Request
from domain.care_team.commands import FoundCareTeam, StaffCareTeam
from domain.care_team.events import StaffMember, StaffRole
from domain.contract.commands import MemberToSign, NotedCategory, SignContract
from domain.personal import Personal
from domain.policy.packages import Package
from domain.populations import Category
from domain.resident.commands import IdentifyResident, RegisterResident
from domain.resident.events import IdentifierKind, ResidentDetails
from tests.support.world import CLERK, World

DOCTOR = "王建国"
LONG_AGO = date(2010, 1, 1)


def found_team(world: World, name: str = "第1家庭医生服务团队") -> UUID:
    """A team with a doctor and enough others of the centre, who serve since long ago."""
    founded = FoundCareTeam(institution="城郊街道办卫生院", name=name, founded_on=LONG_AGO)
    staff = (
        StaffMember(name=DOCTOR, role=StaffRole.FAMILY_DOCTOR),
        StaffMember(name="周公卫", role=StaffRole.PUBLIC_HEALTH_PHYSICIAN),
        StaffMember(name="孙护士", role=StaffRole.RESPONSIBLE_NURSE),
    )
    staffed = StaffCareTeam(staffed_on=LONG_AGO, staff=staff)
    world.teams.found(founded, Request.new(CLERK))
    team_id = team_id_of(world.store.tenant, founded.institution, name)
    world.teams.handle(team_id, staffed, Request.new(CLERK))
    return team_id


def register(world: World, name: str, number: str) -> UUID:
    """A person known by a birth certificate."""
    return registration(world, name, number).stream_id


def registration(world: World, name: str, number: str) -> Receipt:
    """The answer to the registering of a person known by a birth certificate."""
    resident_id = uuid7()
    details = ResidentDetails(name=Personal(resident_id, name), birth_on=Personal(resident_id, "1950-06-01"))
    paper = IdentifyResident(
        identified_on=LONG_AGO, kind=IdentifierKind.BIRTH_CERTIFICATE, number=Personal(resident_id, number)
    )
    command = RegisterResident(registered_on=LONG_AGO, details=details)
    return world.residents.register(resident_id, command, [paper], Request.new(CLERK))


def agreement(people: Sequence[UUID], team_id: UUID, signed_on: date, household: str = "61090200001") -> SignContract:
    """A household of these people, the first of them the head, agreed with the team's doctor."""
    hypertension = (NotedCategory(category=Category.HYPERTENSION),)
    head, *others = people
    return SignContract(
        household_number=household,
        household_size=len(people),
        village="石梯村",
        members=(
            MemberToSign(
                resident_id=head,
                relationship="户主",
                categories=hypertension,
                note=Personal(head, "行动不便"),
            ),
            *(MemberToSign(resident_id=each, relationship="子") for each in others),
        ),
        representative_id=head,
        team_id=team_id,
        doctor=DOCTOR,
        package=Package.BASIC,
        signed_on=signed_on,
    )
