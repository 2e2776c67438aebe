"""Rules about signing a contract, and about signings that never were."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.care_team.events import StaffRole
from domain.care_team.shortages import shortages_of
from domain.care_team.state import CareTeam
from domain.contract.claims import ResidentClaims
from domain.contract.commands import EnterInError, MemberToSign, SignContract
from domain.contract.events import ContractBackSigned, ContractEnteredInError, ContractSigned, SignedMember
from domain.contract.populations import flag_of
from domain.contract.questions import require_free, require_package, require_size, require_team
from domain.contract.refusals import (
    NobodySigned,
    NotBackSigned,
    NotEligible,
    OnePersonOnly,
    RepresentativeNotMember,
    SamePersonTwice,
    SignedInFuture,
    StartsBeforeSigning,
    TeamIncomplete,
    WholeHousehold,
)
from domain.contract.room import require_room
from domain.contract.state import Contract, evolve
from domain.contract.surroundings import Surroundings
from domain.policy.capacity import Load, OverAdvised
from domain.policy.composition import WorkplaceShort
from domain.policy.model import Policy, Unit
from domain.populations import Category


@dataclass(frozen=True, kw_only=True, slots=True)
class Signatory:
    """What the service knows of a person who signs: the birth date, where known, and what other contracts hold."""

    birth_on: date | None
    claims: ResidentClaims


@dataclass(frozen=True, kw_only=True, slots=True)
class SigningSurroundings:
    """What a signing is judged against.

    `load`: what the team, or the doctor, has under contract on the first day by the roster; None where nobody counts.
    `from_register`: the agreement was on paper before it came here, so that a household that should not have
    been signed, or not without all its members, is told as a warning and not refused.
    """

    contract_id: UUID
    today: date
    team: CareTeam
    people: Mapping[UUID, Signatory]
    previous_contract_id: UUID | None = None
    load: Load | None = None
    from_register: bool = False


def sign(
    command: SignContract, surroundings: SigningSurroundings, policy: Policy
) -> tuple[ContractSigned | ContractBackSigned]:
    """Sign a contract. `policy` is the version in force on the day of signing.

    Refused: signed_in_future, starts_before_signing, not_back_signed, nobody_signed, same_person_twice,
    household_too_small, representative_not_member, one_person_only, package_not_offered, team_closed,
    doctor_not_in_team, not_eligible, whole_household, team_incomplete, capacity_exceeded, resident_deceased,
    already_contracted.
    """
    _require_sound(command, surroundings, policy)
    require_team(command.doctor, command.team_id, command.signed_on, surroundings.team)
    start_on = command.start_on or command.signed_on
    over_advised: OverAdvised | None = None
    team_lacks: tuple[StaffRole, ...] = ()
    if not surroundings.from_register:
        _require_household(command, surroundings, policy)
        team_lacks = _lacking(surroundings.team, command.signed_on, policy)
        coming = Load(persons=len(command.members), households=1)
        over_advised = require_room(coming, surroundings.load, surroundings.team.name, start_on, policy)
    signed = ContractSigned(
        agreement_number=command.agreement_number or _agreement_number(command, surroundings.contract_id),
        household_number=command.household_number,
        household_size=command.household_size,
        village=command.village,
        members=tuple(_signed_member(member, start_on) for member in command.members),
        representative_id=command.representative_id,
        team_id=command.team_id,
        doctor=command.doctor,
        package=command.package,
        signed_on=command.signed_on,
        term=policy.term_for(start_on),
        renews_silently=policy.renews_silently,
        policy=policy.ref,
        previous_contract_id=surroundings.previous_contract_id,
        over_advised=over_advised,
        team_lacks=team_lacks,
    )
    contract = evolve(None, signed)
    for member in command.members:
        require_free(surroundings.contract_id, contract, surroundings.people[member.resident_id].claims, policy)
    if command.agreed_from_on is None:
        return (signed,)
    return (ContractBackSigned(agreed_from_on=command.agreed_from_on, signing=signed),)


def enter_in_error(
    command: EnterInError, contract: Contract, around: Surroundings
) -> tuple[ContractEnteredInError, ...]:
    """Declare that the contract never was one. Quiet the second time."""
    if contract.entered_in_error:
        return ()
    return (ContractEnteredInError(void_from=contract.start_on, declared_on=around.today, reason=command.reason),)


def _require_sound(command: SignContract, surroundings: SigningSurroundings, policy: Policy) -> None:
    if command.signed_on > surroundings.today:
        raise SignedInFuture(signed_on=command.signed_on, today=surroundings.today)
    if command.start_on is not None and command.start_on < command.signed_on:
        raise StartsBeforeSigning(start_on=command.start_on, signed_on=command.signed_on)
    first_day = command.start_on or command.signed_on
    if command.agreed_from_on is not None and not command.agreed_from_on < command.signed_on == first_day:
        raise NotBackSigned(agreed_from_on=command.agreed_from_on, first_day=first_day)
    if not command.members:
        raise NobodySigned
    for resident_id, times in Counter(member.resident_id for member in command.members).items():
        if times > 1:
            raise SamePersonTwice(resident=resident_id)
    require_size(command.household_size, len(command.members))
    if all(member.resident_id != command.representative_id for member in command.members):
        raise RepresentativeNotMember(resident=command.representative_id, day=command.signed_on)
    if policy.unit is Unit.PERSON and len(command.members) > 1:
        raise OnePersonOnly(policy=policy.ref.name, signed=len(command.members), rule=policy.cite("unit"))
    require_package(command.package, policy)


def _require_household(command: SignContract, surroundings: SigningSurroundings, policy: Policy) -> None:
    categories = household_categories(command, surroundings, policy)
    if not policy.eligible(categories):
        raise NotEligible(policy=policy.ref.name, rule=policy.cite("eligibility"))
    if len(command.members) < command.household_size and policy.requires_whole_household(categories):
        raise WholeHousehold(
            household_size=command.household_size, signed=len(command.members), rule=policy.cite("whole_household")
        )


def _lacking(team: CareTeam, day: date, policy: Policy) -> tuple[StaffRole, ...]:
    """The roles that the team lacks on that day. Refused: team_incomplete."""
    lacking: list[StaffRole] = []
    for shortage in shortages_of(team, day, policy.composition):
        if isinstance(shortage, WorkplaceShort):
            raise TeamIncomplete(
                team=team.name,
                workplace=shortage.workplace,
                at_least=shortage.at_least,
                found=shortage.found,
                rule=policy.cite("composition"),
            )
        lacking.append(shortage.role)
    return tuple(lacking)


def household_categories(
    command: SignContract, surroundings: SigningSurroundings, policy: Policy
) -> tuple[frozenset[Category], ...]:
    """What each person to sign is on the day of signing: written categories, and those by age."""
    found = []
    for member in command.members:
        flags = (flag_of(noted, command.signed_on) for noted in member.categories)
        written = frozenset(flag.category for flag in flags if flag.holds_on(command.signed_on))
        birth_on = surroundings.people[member.resident_id].birth_on
        found.append(written if birth_on is None else policy.categories_on(written, birth_on, command.signed_on))
    return tuple(found)


def _signed_member(member: MemberToSign, start_on: date) -> SignedMember:
    return SignedMember(
        resident_id=member.resident_id,
        relationship=member.relationship,
        flags=tuple(flag_of(noted, start_on) for noted in member.categories),
        note=member.note,
    )


def _agreement_number(command: SignContract, contract_id: UUID) -> str:
    return f"{command.household_number or 'P'}-{command.signed_on:%Y%m%d}-{contract_id.hex[-6:]}"
