"""What is allowed to become known of a resident."""

from dataclasses import dataclass, fields, replace
from datetime import date
from uuid import UUID

from domain.calendar import day_after
from domain.contract.claims import ResidentClaims
from domain.contract.refusals import ContractAfterDeath
from domain.personal import Personal
from domain.refusal import Refused, require_not_future
from domain.resident.commands import (
    ChangeDetails,
    ExchangeNumbers,
    IdentifyResident,
    MergeResident,
    RegisterResident,
)
from domain.resident.events import (
    IdentifierKind,
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


class NumberMissing(Refused):
    """Numbers are exchanged between two who have one each. Facts: resident, kind."""

    code = "number_missing"


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
    require_not_merged(resident)
    if resident.identifiers.get(command.kind) == command.number:
        return ()
    return (ResidentIdentified(identified_on=command.identified_on, kind=command.kind, number=command.number),)


def exchange_numbers(
    command: ExchangeNumbers, resident_id: UUID, resident: Resident, other: Resident, today: date
) -> tuple[tuple[ResidentIdentified, ...], tuple[ResidentIdentified, ...]]:
    """Give each of two the other's number: the records of the one, then of the other.

    What was read from the numbers, as birth date and sex, stays as it is: it is changed by its own command.
    """
    number = _number_of(resident_id, resident, command.kind)
    others = _number_of(command.other_id, other, command.kind)
    return (
        identify(_shown(command, Personal(resident_id, others.text)), resident, today),
        identify(_shown(command, Personal(command.other_id, number.text)), other, today),
    )


def change_details(command: ChangeDetails, resident: Resident, today: date) -> tuple[ResidentDetailsChanged, ...]:
    """Write down what changed; only what differs is recorded. Quiet where nothing does."""
    require_not_future(command.changed_on, today)
    require_not_merged(resident)
    differing = _differing(resident.details, command.details)
    if differing == ResidentDetails():
        return ()
    return (ResidentDetailsChanged(changed_on=command.changed_on, details=differing),)


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """What is known of a person, and what contracts hold of them."""

    resident: Resident
    claims: ResidentClaims


def merge(command: MergeResident, known: Known, into: Known, today: date) -> tuple[ResidentMerged, ...]:
    """Say that two residents are one person. Quiet where that is on record.

    Refused while the two lives contradict one another: both in contracts on the same days, be it the same contract,
    or one in a contract after the other's death. One of the contracts has to be put right first.
    """
    if known.resident.same_as_id == command.same_as_id:
        return ()
    require_not_future(command.merged_on, today)
    require_not_merged(known.resident)
    if into.resident.same_as_id is not None or known.claims.resident_id == command.same_as_id:
        raise MergeIntoItself(same_as=command.same_as_id)
    for contract_id, held in known.claims.held.items():
        overlap = into.claims.overlap(None, held.stretches)
        if overlap is not None:
            raise BothContracted(contract=contract_id, other_contract=overlap.contract_id)
    _require_nothing_after_death(known.claims, into.claims)
    _require_nothing_after_death(into.claims, known.claims)
    return (ResidentMerged(merged_on=command.merged_on, same_as_id=command.same_as_id),)


def require_not_merged(resident: Resident) -> None:
    """Nothing new is written of somebody under an id that was given up. Refused: merged_away."""
    if resident.same_as_id is not None:
        raise MergedAway(same_as=resident.same_as_id)


def _number_of(resident_id: UUID, resident: Resident, kind: IdentifierKind) -> Personal:
    number = resident.identifiers.get(kind)
    if number is None or number.text is None:
        raise NumberMissing(resident=resident_id, kind=kind)
    return number


def _shown(command: ExchangeNumbers, number: Personal) -> IdentifyResident:
    return IdentifyResident(identified_on=command.exchanged_on, kind=command.kind, number=number)


def _require_nothing_after_death(dead: ResidentClaims, other: ResidentClaims) -> None:
    if dead.died_on is None:
        return
    later = other.overlap(None, ((day_after(dead.died_on), None),))
    if later is not None:
        raise ContractAfterDeath(resident=dead.resident_id, contract=later.contract_id, died_on=dead.died_on)


def _differing(known: ResidentDetails, asked: ResidentDetails) -> ResidentDetails:
    changes: dict[str, Personal | None] = {
        each.name: None if getattr(asked, each.name) == getattr(known, each.name) else getattr(asked, each.name)
        for each in fields(ResidentDetails)
    }
    return replace(ResidentDetails(), **changes)
