"""Reads one sent command: who sends it, under which id, what it is about, and its body."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from api.bodies.catalogue import COMMANDS
from api.bodies.naming import Finder
from api.bodies.reading import BodyReader
from application.care_teams import team_id_of
from application.commanding import Instruction, about_what, id_of_new
from application.envelope import Actor, Role
from application.executing import Request
from application.reassigning import ReassignContracts
from domain.care_team.commands import FoundCareTeam
from domain.contract.commands import SignContract
from domain.resident.commands import IdentifyResident, RegisterResident

ENVELOPE = ("command", "command_id", "by", "role", "expected_version")
"""What every command may say beside its body; the first two have to be there."""

OF_ONE_SENDING = frozenset(ENVELOPE) - {"command"}
"""What is no part of the command itself: sent again, it is the same command whatever these say."""

BESIDE: Mapping[type, tuple[str, ...]] = {SignContract: ("policy",), RegisterResident: ("papers",)}
"""What a command says beside the fields of its class."""

NOT_BESIDE: Mapping[type, frozenset[str]] = {ReassignContracts: frozenset({"expected_version"})}
"""What a command may not say: a run over many streams has no version."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Envelope:
    """What a sent command says beside its body: which command it is, who sends it under which id; and all of it."""

    command: type
    request: Request
    said: Mapping[str, object]


class SentReader:
    """Reads sent commands; `default` is who sends one that does not say by whom."""

    def __init__(self, finder: Finder, default: Actor) -> None:
        self._finder = finder
        self._default = default

    def envelope(self, sent: object) -> Envelope:
        """What is sent, and by whom. Raises `BodyRefused` with every problem that was found."""
        reader = BodyReader(self._finder.named)
        if not isinstance(sent, Mapping):
            reader.note("", "wrong_type", expected="object")
        said: Mapping[str, object] = sent if isinstance(sent, Mapping) else {}
        command = _command(said, reader)
        request = self._request(said, reader)
        reader.finish()
        return Envelope(command=command, request=request, said=said)

    def instruction(self, envelope: Envelope) -> Instruction:
        """The command itself, with everybody found whom it names. Raises `BodyRefused`, and refuses: not_found."""
        command, said, reader = envelope.command, envelope.said, BodyReader(self._finder.named)
        about = self._about(command, said, envelope.request.command_id, reader)
        beside = {*ENVELOPE, about_what(command), *BESIDE.get(command, ())} - NOT_BESIDE.get(command, frozenset())
        body = {name: value for name, value in said.items() if name not in beside}
        instruction = Instruction(
            about=about,
            command=reader.read(command, body, about=about),
            policy=_policy(said, reader) if command is SignContract else "",
            papers=_papers(said, about, reader) if command is RegisterResident else (),
        )
        reader.finish()
        return instruction

    def _request(self, said: Mapping[str, object], reader: BodyReader) -> Request:
        command_id = reader.id_of(said["command_id"], "/command_id") if "command_id" in said else None
        if "command_id" not in said:
            reader.note("/command_id", "missing_field")
        version = said.get("expected_version")
        if version is not None and (not isinstance(version, int) or isinstance(version, bool)):
            reader.note("/expected_version", "wrong_type", expected="whole_number")
            version = None
        return Request(
            by=self._actor(said, reader),
            command_id=command_id or UUID(int=0),
            expected_version=version,
            sent={name: value for name, value in said.items() if name not in OF_ONE_SENDING},
        )

    def _actor(self, said: Mapping[str, object], reader: BodyReader) -> Actor:
        by, role = said.get("by", self._default.id), said.get("role", self._default.role.value)
        roles = [each.value for each in Role]
        if not isinstance(by, str) or not by.strip():
            reader.note("/by", "wrong_type", expected="text")
        elif role not in roles:
            reader.note("/role", "not_a_choice", choices=roles)
        else:
            try:
                return Actor(id=by, role=Role(role), channel=self._default.channel)
            except ValueError:  # a resident acts under the resident's id
                reader.note("/by", "wrong_type", expected="uuid")
        return self._default

    def _about(self, command: type, said: Mapping[str, object], command_id: UUID, reader: BodyReader) -> UUID:
        if command is FoundCareTeam:
            named = (said.get("institution"), said.get("name"))
            return team_id_of(self._finder.tenant, *(each if isinstance(each, str) else "" for each in named))
        what = about_what(command)
        if what not in said and command in BESIDE:
            return id_of_new(self._finder.tenant, what, command_id)
        if what not in said:
            reader.note(f"/{what}", "missing_field")
            return command_id
        value = said[what]
        found = self._finder.contract(value) if what == "contract" and isinstance(value, str) else None
        return found or reader.id_of(value, f"/{what}") or command_id


def _command(said: Mapping[str, object], reader: BodyReader) -> type:
    name = said.get("command")
    if name is None:
        reader.note("/command", "missing_field")
    elif not isinstance(name, str) or name not in COMMANDS:
        reader.note("/command", "not_a_choice", choices=list(COMMANDS))
    return COMMANDS.get(str(name), FoundCareTeam)


def _policy(said: Mapping[str, object], reader: BodyReader) -> str:
    policy = said.get("policy")
    if isinstance(policy, str):
        return policy
    reader.note("/policy", "missing_field" if policy is None else "wrong_type", expected="text")
    return ""


def _papers(said: Mapping[str, object], about: UUID, reader: BodyReader) -> tuple[IdentifyResident, ...]:
    papers = said.get("papers", [])
    if not isinstance(papers, list):
        reader.note("/papers", "wrong_type", expected="list")
        return ()
    return tuple(
        reader.read(IdentifyResident, paper, about=about, pointer=f"/papers/{index}")
        for index, paper in enumerate(papers)
    )
