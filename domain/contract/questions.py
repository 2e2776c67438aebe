"""What several rule families ask of a contract before they decide; each refuses with its own reason."""

from datetime import date
from uuid import UUID

from domain.care_team.decide import require_open
from domain.care_team.state import CareTeam
from domain.contract.claims import ResidentClaims, held_of
from domain.contract.member import Member
from domain.contract.moves.refusals import ContractSucceeded
from domain.contract.refusals import (
    AlreadyContracted,
    DoctorNotInTeam,
    HouseholdTooSmall,
    NotAMember,
    NotInForce,
    PackageNotOffered,
    ResidentDeceased,
)
from domain.contract.state import Contract, InForce, NotYet, Over
from domain.policy.model import Policy
from domain.policy.packages import Package


def require_in_force(contract: Contract, day: date) -> InForce:
    """How the contract stands on the day of the fact, if it covers that day."""
    match contract.on(day):
        case InForce() as in_force:
            return in_force
        case NotYet(from_on=from_on):
            raise NotInForce(day=day, from_on=from_on, last_day_on=contract.last_day_on)
        case Over(last_day_on=last_day_on):
            raise NotInForce(day=day, from_on=contract.start_on, last_day_on=last_day_on)
        case _:
            raise NotInForce(day=day, from_on=None, last_day_on=None)


def require_agreed(contract: Contract, day: date) -> date:
    """The day itself where the contract covers it, its first day where it was signed and is yet to begin."""
    covered_on = max(day, contract.start_on) if day >= contract.signed_on else day
    require_in_force(contract, covered_on)
    return covered_on


def require_no_error(contract: Contract) -> None:
    """Refuse what is about a contract that was entered in error: it never was one."""
    if contract.entered_in_error:
        raise NotInForce(day=contract.start_on, from_on=None, last_day_on=None)


def require_not_succeeded(contract: Contract) -> None:
    """Refuse what is about how a contract goes on that ended because another one does."""
    if contract.successor is not None:
        raise ContractSucceeded(contract=contract.successor.contract_id, last_day_on=contract.successor.last_day_on)


def require_member(contract: Contract, resident_id: UUID, day: date) -> Member:
    """The member, if the person is covered on that day."""
    member = contract.members.get(resident_id)
    if member is None or not member.present_on(day):
        raise NotAMember(resident=resident_id, day=day)
    return member


def nobody_speaks(contract: Contract, day: date) -> bool:
    """Whether who speaks for the household is no longer of it, and somebody else is to be named (row 20)."""
    standing = contract.on(day)
    return isinstance(standing, InForce) and standing.representative_id not in standing.members


def require_free(contract_id: UUID, after: Contract, claims: ResidentClaims, policy: Policy) -> None:
    """Refuse what would put a person into two contracts on one day, or into one after the death that another records.

    Days before the death are free: an older agreement may become known late.
    """
    held = held_of(after, claims.resident_id)
    died_on = claims.died_elsewhere_on(contract_id)
    if died_on is not None and any(end_on is None or end_on > died_on for _, end_on in held.stretches):
        raise ResidentDeceased(resident=claims.resident_id, died_on=died_on)
    overlap = claims.overlap(contract_id, held.stretches)
    if overlap is not None:
        raise AlreadyContracted(
            resident=claims.resident_id,
            contract=overlap.contract_id,
            until_on=overlap.until_on,
            rule=policy.cite("unit"),
        )


def require_team(doctor: str, team_id: UUID, day: date, team: CareTeam) -> None:
    """Refuse a team that is closed on that day, and a doctor who does not serve in it."""
    require_open(team, day)
    if doctor not in team.staff_on(day):
        raise DoctorNotInTeam(doctor=doctor, team=team_id, day=day)


def require_size(household_size: int, signed: int) -> None:
    """Refuse a household of fewer people than signed."""
    if household_size < signed:
        raise HouseholdTooSmall(household_size=household_size, signed=signed)


def require_package(package: Package, policy: Policy) -> None:
    """Refuse a package that the policy does not offer."""
    if package not in policy.packages:
        raise PackageNotOffered(package=package, policy=policy.ref.name, rule=policy.cite("packages"))
