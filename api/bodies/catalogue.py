"""Every command that can be sent, by its name; and the types that its fields are made of."""

import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from functools import cache
from types import MappingProxyType
from typing import Any, get_args, get_type_hints

from application.reassigning import ReassignContracts
from domain.care_team.commands import CareTeamCommand, FoundCareTeam
from domain.contract.commands import ContractChange, SignContract
from domain.contract.moves.commands import MoveCommand
from domain.resident.commands import RegisterResident, ResidentCommand

CONTRACT_CHANGES: tuple[type, ...] = (*get_args(ContractChange), *get_args(MoveCommand))
RESIDENT_CHANGES = tuple(each for each in get_args(ResidentCommand) if each is not RegisterResident)
TEAM_CHANGES = tuple(each for each in get_args(CareTeamCommand) if each is not FoundCareTeam)


def name_of(command: type) -> str:
    """The name of a command: its class in lower case with underscores, such as record_death."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", command.__name__).lower()


COMMANDS: Mapping[str, type] = MappingProxyType(
    {
        name_of(each): each
        for each in (
            RegisterResident,
            *RESIDENT_CHANGES,
            FoundCareTeam,
            *TEAM_CHANGES,
            SignContract,
            *CONTRACT_CHANGES,
            ReassignContracts,
        )
    }
)
"""Every command by name, in the order in which a register would need them: people, teams, contracts, many contracts."""


@cache
def hints_of(shape: type) -> Mapping[str, Any]:
    """The type of each field of a dataclass, resolved."""
    return get_type_hints(shape)


@cache
def fields_of(shape: type) -> tuple[Field[Any], ...]:
    """The fields of a dataclass, in order."""
    return fields(shape)


def is_required(field: "Field[Any]") -> bool:
    """Whether a body has to say something of the field."""
    return field.default is MISSING and field.default_factory is MISSING
