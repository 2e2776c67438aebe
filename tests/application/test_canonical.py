"""What makes a command the same command: the same body, also after the command has learned a new field."""

from dataclasses import field, fields, make_dataclass
from typing import Any, get_args
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.canonical import canonical
from domain.care_team.commands import CareTeamCommand
from domain.contract.commands import ContractCommand, MemberToSign
from domain.personal import Personal
from domain.resident.commands import ResidentCommand

COMMANDS = sorted(
    {each for command in (ContractCommand, CareTeamCommand, ResidentCommand) for each in get_args(command)},
    key=lambda each: each.__name__,
)
st.register_type_strategy(Personal, st.builds(Personal, st.uuids(), st.none() | st.text()))


def newer(command: Any) -> Any:  # noqa: ANN401 a command of any kind
    """The same command, of a class that has learned two optional fields."""
    kind = type(command)
    learned: list[tuple[str, Any, Any]] = [
        ("letterhead", str | None, None),
        ("witnesses", tuple[UUID, ...], field(default_factory=tuple)),
    ]
    cls = make_dataclass(kind.__name__, learned, bases=(kind,), frozen=True, kw_only=True)
    return cls(**{each.name: getattr(command, each.name) for each in fields(command)})


@pytest.mark.parametrize("kind", COMMANDS)
@given(data=st.data())
def test_a_command_that_learned_optional_fields_is_the_same_command(kind: type, data: st.DataObject) -> None:
    command = data.draw(st.from_type(kind))
    assert canonical(newer(command)) == canonical(command)


@pytest.mark.parametrize("kind", COMMANDS)
@given(data=st.data())
def test_another_body_is_another_command(kind: type, data: st.DataObject) -> None:
    one, other = data.draw(st.from_type(kind)), data.draw(st.from_type(kind))
    assert (canonical(one) == canonical(other)) == (one == other)


def test_what_is_said_in_a_part_of_a_command_counts() -> None:
    member = MemberToSign(resident_id=UUID(int=1), relationship="户主")
    noted = MemberToSign(resident_id=UUID(int=1), relationship="户主", note=Personal(UUID(int=1), "听力不好"))
    assert canonical([(member,)]) != canonical([(noted,)])
    assert canonical(newer(member)) == canonical(member)
