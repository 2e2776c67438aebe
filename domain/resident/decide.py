"""What is allowed to become known of a resident."""

from dataclasses import fields, replace
from datetime import date

from domain.contract.claims import ResidentClaims
from domain.personal import Personal
from domain.refusal import Refused, require_not_future
from domain.resident.commands import ChangeDetails, IdentifyResident, MergeResident, RegisterResident
from domain.resident.events import (
    ResidentDetails,
    ResidentDetailsChanged,
    ResidentIdentified,
    ResidentMerged,
    ResidentRegistered,
)
from domain.resident.state import Resident


class NameMissing(Refused):
    """A person is registered with a name."""

    code = "name_missing"


class MergedAway(Refused):
    """The person is known under another resident. Facts: same_as."""

    code = "merged_away"


class MergeIntoItself(Refused):
    """A resident cannot be merged with itself, nor with one that was merged away. Facts: same_as."""

    code = "merge_into_itself"


class BothContracted(Refused):
    """Both residents are in contracts on the same days. Facts: contract, other_contract."""

    code = "both_contracted"


def register(command: RegisterResident, today: date) -> tuple[ResidentRegistered]:
    """Make a person known."""
    require_not_future(command.registered_on, today)
    if command.details.name is None:
        raise NameMissing
    return (ResidentRegistered(registered_on=command.registered_on, details=command.details),)


def identify(command: IdentifyResident, resident: Resident, today: date) -> tuple[ResidentIdentified, ...]:
    """Write down a paper's number. Quiet where it is the one on record."""
    require_not_future(command.identified_on, today)
    _require_not_merged(resident)
    if resident.identifiers.get(command.kind) == command.number:
        return ()
    return (ResidentIdentified(identified_on=command.identified_on, kind=command.kind, number=command.number),)


def change_details(command: ChangeDetails, resident: Resident, today: date) -> tuple[ResidentDetailsChanged, ...]:
    """Write down what changed; only what differs is recorded. Quiet where nothing does."""
    require_not_future(command.changed_on, today)
    _require_not_merged(resident)
    differing = _differing(resident.details, command.details)
    if differing == ResidentDetails():
        return ()
    return (ResidentDetailsChanged(changed_on=command.changed_on, details=differing),)


def merge(
    command: MergeResident, resident: Resident, into: Resident, claims: ResidentClaims, into_claims: ResidentClaims
) -> tuple[ResidentMerged, ...]:
    """Say that two residents are one person. Refused while both are in contracts on the same days."""
    if resident.same_as_id == command.same_as_id:
        return ()
    _require_not_merged(resident)
    if into.same_as_id is not None or claims.resident_id == command.same_as_id:
        raise MergeIntoItself(same_as=command.same_as_id)
    for contract_id, held in claims.held.items():
        overlap = into_claims.overlap(contract_id, held.stretches)
        if overlap is not None:
            raise BothContracted(contract=contract_id, other_contract=overlap.contract_id)
    return (ResidentMerged(merged_on=command.merged_on, same_as_id=command.same_as_id),)


def _differing(known: ResidentDetails, asked: ResidentDetails) -> ResidentDetails:
    changes: dict[str, Personal | None] = {
        each.name: None if getattr(asked, each.name) == getattr(known, each.name) else getattr(asked, each.name)
        for each in fields(ResidentDetails)
    }
    return replace(ResidentDetails(), **changes)


def _require_not_merged(resident: Resident) -> None:
    if resident.same_as_id is not None:
        raise MergedAway(same_as=resident.same_as_id)
