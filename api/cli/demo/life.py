"""Lives the second act on a store: people sign, serve, agree, ask and die, and what falls due is settled, or is not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from api.cli.demo.people import PLACES, SIGNINGS, Person, Place, Signing
from api.cli.demo.years import BACK_ON, BEGINS_ON, DAILY_FROM, HAPPENINGS, STOPS_ON, Happening
from api.composition import DemoClock, Service
from application.care_teams import team_id_of
from application.envelope import Actor, Channel, Role
from application.executing import Receipt, Request
from application.renewals import RenewalAnswer
from application.settling import SCHEDULER
from domain.care_team.commands import FoundCareTeam, StaffCareTeam
from domain.care_team.events import StaffMember, StaffRole
from domain.contract.commands import MemberToSign, SignContract
from domain.personal import Personal
from domain.policy.packages import Package
from domain.resident.commands import RegisterResident
from domain.resident.events import ResidentDetails

FOUNDED_ON = date(2016, 1, 4)
MORNING, AFTERNOON = time(0, 30, tzinfo=UTC), time(7, 0, tzinfo=UTC)
"""Half past eight and three o'clock there: what falls due is settled before people come, where anybody settles it."""

MONDAY = 0
OTHER_ROLES = (
    StaffRole.RESPONSIBLE_NURSE,
    StaffRole.PUBLIC_HEALTH_PHYSICIAN,
    StaffRole.MATERNAL_CHILD_HEALTH_WORKER,
)


@dataclass(kw_only=True, slots=True)
class Lived:
    """What came of the happenings, and of each day on which what fell due was settled."""

    happened: list[tuple[Happening, Receipt]] = field(default_factory=list)
    settled: dict[date, RenewalAnswer] = field(default_factory=dict)


def live(service: Service, clock: DemoClock, *, from_on: date, to_on: date, stopped: bool, lived: Lived) -> None:
    """Live the days from `from_on` to `to_on`; `stopped`: on the forty days nothing is settled."""
    for day in _days(from_on, to_on):
        clock.move_to(datetime.combine(day, MORNING))
        if _is_settled(day, stopped=stopped):
            lived.settled[day] = service.renewing.run(day, SCHEDULER)
        clock.move_to(datetime.combine(day, AFTERNOON))
        if day == BEGINS_ON:
            _found_teams(service)
        for signing in _signed_on(day):
            _sign(service, signing)
        for happening in (each for each in HAPPENINGS if each.told_on == day):
            by = Request.new(doctor_of(happening.signing.place))
            receipt = service.contracts.handle(happening.signing.contract_id, happening.command, by)
            lived.happened.append((happening, receipt))
    service.catch_up()


def doctor_of(place: Place) -> Actor:
    """The family doctor of a place, who writes down what happens there."""
    return Actor(id=place.doctor, role=Role.TEAM_LEADER, channel=Channel.COMMAND_LINE)


def _is_settled(day: date, *, stopped: bool) -> bool:
    if day < DAILY_FROM:
        return day.weekday() == MONDAY
    return not (stopped and STOPS_ON <= day < BACK_ON)


def _signed_on(day: date) -> Sequence[Signing]:
    return [each for each in SIGNINGS if max(each.signed_on, BEGINS_ON) == day]


def _days(from_on: date, to_on: date) -> Iterator[date]:
    return (from_on + timedelta(days=count) for count in range((to_on - from_on).days + 1))


def _found_teams(service: Service) -> None:
    for place in PLACES:
        by = doctor_of(place)
        founding = FoundCareTeam(institution=place.institution, name=place.team, founded_on=FOUNDED_ON)
        service.care_teams.found(founding, Request.new(by))
        staff = [StaffMember(name=place.doctor, role=StaffRole.FAMILY_DOCTOR)]
        staff += [StaffMember(name=name, role=role) for name, role in zip(place.others, OTHER_ROLES, strict=True)]
        staffing = StaffCareTeam(staffed_on=FOUNDED_ON, staff=tuple(staff))
        service.care_teams.handle(_team_id(service, place), staffing, Request.new(by))


def _sign(service: Service, signing: Signing) -> None:
    by = doctor_of(signing.place)
    known = service.ledger.streams([each.resident_id for each in signing.people])
    for person in (each for each in signing.people if each.resident_id not in known):
        service.residents.register(person.resident_id, _registered(person, signing.signed_on), [], Request.new(by))
    command = SignContract(
        household_number=signing.household,
        household_size=len(signing.people),
        village=signing.place.village,
        members=tuple(
            MemberToSign(resident_id=each.resident_id, relationship=relationship)
            for each, relationship in zip(signing.people, ("户主", "配偶"), strict=False)
        ),
        representative_id=signing.people[0].resident_id,
        team_id=_team_id(service, signing.place),
        doctor=signing.place.doctor,
        package=Package.BASIC,
        signed_on=signing.signed_on,
    )
    service.contracts.sign(signing.contract_id, command, signing.place.policy, Request.new(by))


def _registered(person: Person, on: date) -> RegisterResident:
    details = ResidentDetails(
        name=Personal(person.resident_id, person.name),
        birth_on=Personal(person.resident_id, f"{person.born_in}-03-01"),
        sex=Personal(person.resident_id, person.sex),
    )
    return RegisterResident(registered_on=on, details=details)


def _team_id(service: Service, place: Place) -> UUID:
    return team_id_of(service.store.tenant, place.institution, place.team)
