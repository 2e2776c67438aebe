"""What questions about services are asked of: the read model as it stands, and nothing else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar
from uuid import UUID

from domain.contract.services.items import Evidence, ProofKind, ServiceChannel, ServiceItem
from domain.contract.services.standing import ServiceStanding
from domain.contract.services.state import Approval, Confirmed
from domain.policy.model import PolicyRef
from domain.policy.services import Confirmer

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class ServicesCalled:
    """Which services are asked for, in people's words; None: of all.

    Delivered from `from_on` to `to_on`, both inclusive, by `performer` of the team of a name; under one contract;
    written down first by `entered_by` (an actor's id), more than `later_than` days after the service, or later than its
    policy lets anybody do without approval (`late`).
    """

    contract: UUID | None = None
    team: str | None = None
    performer: str | None = None
    entered_by: str | None = None
    from_on: date = date.min
    to_on: date = date.max
    late: bool = False
    later_than: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ServicesAsked:
    """The same where names were looked up, and how the services stand on record.

    Confirmations and evidence are left aside in it.
    """

    called: ServicesCalled
    teams: tuple[UUID, ...] | None
    on_record: frozenset[ServiceStanding]


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a service stands in the list: by day, then in the order of entry."""

    delivered_on: date
    entered_position: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Recipient:
    """Who was served; a name that is not known, was forgotten or is no longer to be named is None."""

    resident: UUID
    name: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceKnown:
    """A service as corrected, as known from the position `known_from`.

    `entered_position`: the record in which it was written down first, on `entered_on` by `entered_by`; `corrected_by`
    and `decided_by`: who corrected it, and who approved or rejected a late entry of it, all by id. `late`: it was
    written down so late that somebody else had to approve. `on_record` is how it stands, confirmations and
    evidence left aside.
    """

    service: UUID
    contract: UUID
    household: str | None
    team: str | None
    performer: str
    delivered_on: date
    residents: tuple[Recipient, ...]
    items: tuple[ServiceItem, ...]
    channel: ServiceChannel
    evidence: tuple[Evidence, ...]
    confirmations: tuple[Confirmed, ...]
    entered_on: date
    lag_days: int
    late: bool
    entered_by: str
    corrected_by: tuple[str, ...]
    approval: Approval
    decided_by: str | None
    on_record: ServiceStanding
    policy: PolicyRef
    entered_position: int
    known_from: int

    @property
    def confirmed_by(self) -> frozenset[Confirmer]:
        """The sides that confirmed it."""
        return frozenset(each.confirmer for each in self.confirmations)

    @property
    def kept(self) -> frozenset[ProofKind]:
        """The kinds of evidence kept of it, those of its confirmations included."""
        with_confirmations = (each.evidence for each in self.confirmations)
        return frozenset(each.kind for each in (*self.evidence, *with_confirmations) if each is not None)

    @property
    def place(self) -> Place:
        """Where it stands in the list."""
        return Place(delivered_on=self.delivered_on, entered_position=self.entered_position)


@dataclass(frozen=True, kw_only=True, slots=True)
class Performer:
    """Who did the work: a name within the team of the day on which it was done."""

    team_id: UUID
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ServicesCounted:
    """How many services of one performer stand alike."""

    performer: Performer
    on_record: ServiceStanding
    confirmed_by: frozenset[Confirmer]
    kept: frozenset[ProofKind]
    policy: PolicyRef
    services: int


class ServicesView(Protocol):
    """The read models `services`, `roster` and `residents` at one state of the store."""

    @property
    def position(self) -> int:
        """How far all of them have come."""

    def teams_called(self, name: str, position: int) -> Sequence[UUID]:
        """The teams of a name, as known at a position: every institution may have one."""

    def names_of_teams(self, position: int) -> Mapping[UUID, str]:
        """The name of every team, as known at a position."""

    def page(self, asked: ServicesAsked, position: int, *, after: Place | None, limit: int) -> Sequence[ServiceKnown]:
        """The services asked for that follow a place, as known at a position."""

    def counted(self, asked: ServicesAsked, position: int) -> Sequence[ServicesCounted]:
        """How many of the services asked for each performer has, and how they stand."""


class ServicesReadModel(Protocol):
    """Gives questions one state of the read models to look at."""

    def ask_services(self, question: Callable[[ServicesView], T]) -> T:
        """What `question` answers; it may be put twice, where tables were exchanged while it looked."""
