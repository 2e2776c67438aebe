"""Rules about correcting what was written down wrongly at the signing."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from domain.care_team.state import CareTeam
from domain.contract.care.stretches import require_served
from domain.contract.commands import CorrectSigning
from domain.contract.events import ContractSigningCorrected, CorrectedMember, MemberCell, SigningCell
from domain.contract.questions import require_no_error, require_size
from domain.contract.refusals import CorrectedAndCleared, NotAMember, NothingToCorrect, RepresentativeNotMember
from domain.contract.state import Contract, evolve
from domain.contract.surroundings import Surroundings

T = TypeVar("T")
Cell = TypeVar("Cell", bound=StrEnum)


def correct_signing(
    command: CorrectSigning, contract: Contract, around: Surroundings
) -> tuple[ContractSigningCorrected, ...]:
    """Correct what was written at the signing.

    Refused: nothing_to_correct, corrected_and_cleared, not_in_force (entered in error), not_a_member, team_closed,
    doctor_not_in_team (also because of a later change of doctor), household_too_small, representative_not_member.
    Quiet where nothing differs.
    """
    if command == CorrectSigning():
        raise NothingToCorrect
    require_no_error(contract)
    first_day = contract.start_on
    corrected = ContractSigningCorrected(
        corrected_from=first_day,
        household_number=_differing(command.household_number, contract.household_number),
        village=_differing(command.village, contract.village.on(first_day)),
        team_id=_differing(command.team_id, contract.team_id.on(first_day)),
        doctor=_differing(command.doctor, contract.doctor.on(first_day)),
        package=_differing(command.package, contract.package.on(first_day)),
        household_size=_differing(command.household_size, contract.household_size),
        agreement_number=_differing(command.agreement_number, contract.agreement_number),
        representative_id=_differing(command.representative_id, contract.representative_id.on(first_day)),
        members=_corrected_members(command.members, contract),
        cleared=_cleared(command, contract, first_day),
    )
    if corrected == ContractSigningCorrected(corrected_from=first_day):
        return ()
    _require_possible(corrected, contract, around.teams)
    return (corrected,)


def _require_possible(corrected: ContractSigningCorrected, contract: Contract, teams: Mapping[UUID, CareTeam]) -> None:
    first_day = corrected.corrected_from
    require_served(contract, evolve(contract, corrected), teams)
    signed = {member.resident_id for member in contract.members.values() if member.present_on(first_day)}
    if corrected.household_size is not None:
        require_size(corrected.household_size, len(signed))
    if corrected.representative_id is not None and corrected.representative_id not in signed:
        raise RepresentativeNotMember(resident=corrected.representative_id, day=first_day)


def _cleared(command: CorrectSigning, contract: Contract, first_day: date) -> tuple[SigningCell, ...]:
    asked = {SigningCell.HOUSEHOLD_NUMBER: command.household_number, SigningCell.VILLAGE: command.village}
    written = {
        SigningCell.HOUSEHOLD_NUMBER: contract.household_number,
        SigningCell.VILLAGE: contract.village.on(first_day),
    }
    return _still_written(command.cleared, asked, written)


def _corrected_members(asked: Iterable[CorrectedMember], contract: Contract) -> tuple[CorrectedMember, ...]:
    corrected = (_corrected(each, contract) for each in asked)
    return tuple(each for each in corrected if each != CorrectedMember(resident_id=each.resident_id))


def _corrected(asked: CorrectedMember, contract: Contract) -> CorrectedMember:
    member = contract.members.get(asked.resident_id)
    if member is None:
        raise NotAMember(resident=asked.resident_id, day=contract.start_on)
    named = {MemberCell.RELATIONSHIP: asked.relationship, MemberCell.NOTE: asked.note}
    written = {MemberCell.RELATIONSHIP: member.relationship, MemberCell.NOTE: member.note}
    return CorrectedMember(
        resident_id=asked.resident_id,
        relationship=_differing(asked.relationship, member.relationship),
        note=_differing(asked.note, member.note),
        cleared=_still_written(asked.cleared, named, written),
    )


def _still_written(
    cleared: Iterable[Cell], asked: Mapping[Cell, object], written: Mapping[Cell, object]
) -> tuple[Cell, ...]:
    """Each cell once that is to be emptied and is not empty yet."""
    cells = tuple(dict.fromkeys(cleared))
    for cell in cells:
        if asked[cell] is not None:
            raise CorrectedAndCleared(cell=cell)
    return tuple(cell for cell in cells if written[cell])


def _differing(asked: T | None, known: T | None) -> T | None:
    return None if asked in (known, "") else asked
