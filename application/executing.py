"""How every command runs: was it done before, load, decide, append; again when somebody else was first."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from application.canonical import canonical
from application.envelope import Actor, Cause, Event, Source
from application.ports import (
    NOTHING_READ,
    Append,
    Appended,
    Basis,
    CommandKey,
    Conflict,
    KeyReused,
    Ledger,
    LedgerUnavailable,
    NewClaim,
    NewIdentifier,
    Outcome,
    Repeated,
    StreamAppend,
    stream_of,
)
from application.refusals import IdempotencyKeyReused, IdTaken, StaleVersion
from domain.contract.claims import ResidentClaims, claims_changed
from domain.contract.events import ContractEvent
from domain.contract.state import Contract, evolve

ATTEMPTS = 3
"""How often a command is decided anew when another one was first, before the service says that it is too busy."""

NAMES = uuid5(NAMESPACE_URL, "urn:jiayi")
"""The namespace of every id that follows from what it names."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """One command as it came in: who, under which key, and the version that the client had read, if it names one.

    `run_id` and `source`: the run that it is one of, and the paper that it was read from. `sent`: its body as it was
    sent, by which a repeated command is known again whatever the names in it lead to now; None: the command as read.
    """

    by: Actor
    command_id: UUID
    expected_version: int | None = None
    run_id: UUID | None = None
    source: Source | None = None
    sent: Mapping[str, object] | None = None

    @staticmethod
    def new(by: Actor) -> "Request":
        """A request that nobody will send again under its own key."""
        return Request(by=by, command_id=uuid4())

    @property
    def cause(self) -> Cause:
        """The cause that its records carry."""
        return Cause(command_id=self.command_id, run_id=self.run_id, source=self.source)

    def key(self, body: object) -> CommandKey:
        """What makes the command the same command when it is sent again: its body, too."""
        sent = body if self.sent is None else self.sent
        return CommandKey(principal=self.by.id, key=str(self.command_id), request=canonical(sent))


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """What a command comes to: facts for one or more streams, recorded in their order. `about` is one of them.

    `read` is what else was decided upon; a stream without facts is, too.
    """

    about: UUID
    streams: tuple[StreamAppend, ...]
    claims: tuple[NewClaim, ...] = ()
    identifiers: tuple[NewIdentifier, ...] = ()
    read: Basis = NOTHING_READ

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to record."""
        return not any(stream.events for stream in self.streams)


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt:
    """The answer to a command: the stream, its version, and the position that readers wait for.

    `events` are those of this stream that the command led to; none where it was quiet. `recorded_at` and `position` are
    those of the last record of the stream.
    """

    stream_id: UUID
    stream_version: int
    position: int
    recorded_at: datetime | None
    events: tuple[Event, ...]


def execute(ledger: Ledger, request: Request, body: object, decide: Callable[[], Decision]) -> Receipt:
    """Run one command. `body` must be equal for a repeated command to be the same; not where the request has `sent`.

    Raises what `decide` refuses, `IdempotencyKeyReused`, `StaleVersion`; `LedgerUnavailable` after some conflicts.
    """
    key = request.key(body)
    done = ledger.command(key)
    if done is not None:
        return _answer(ledger, done, request)
    for _ in range(ATTEMPTS):
        decision = decide()
        about = stream_of(decision.about, decision.streams)
        if request.expected_version not in (None, about.expected_version):
            raise StaleVersion(expected=request.expected_version, actual=about.expected_version)
        if decision.quiet:
            return _as_it_stands(ledger, about.stream_id)
        outcome = append_decision(ledger, decision, request, key)
        match outcome:
            case Appended():
                return _appended(about, decision, outcome)
            case Conflict():
                continue
            case Repeated() | KeyReused():
                return _answer(ledger, outcome, request)
    raise LedgerUnavailable


def done_before(ledger: Ledger, request: Request) -> Receipt | None:
    """What a command led to that was sent before, as it was sent; None for a new one. Raises `IdempotencyKeyReused`."""
    done = ledger.command(request.key(request.sent))
    return None if done is None else _answer(ledger, done, request)


def require_new(ledger: Ledger, what: str, stream_id: UUID) -> None:
    """Refuse the id of something that is there already. Refused: id_taken."""
    if ledger.stream(stream_id):
        raise IdTaken(what=what, id=stream_id)


def append_decision(ledger: Ledger, decision: Decision, request: Request, key: CommandKey) -> Outcome:
    """Append one decision: the streams that have something to record, on the basis of all the others.

    Where nothing is recorded of what it is about, the first stream that is written stands for it.
    """
    unwritten = ((stream.stream_id, stream.expected_version) for stream in decision.streams if not stream.events)
    written = tuple(stream for stream in decision.streams if stream.events)
    append = Append(
        about=next((each.stream_id for each in written if each.stream_id == decision.about), written[0].stream_id),
        streams=written,
        actor=request.by,
        cause=request.cause,
        claims=decision.claims,
        identifiers=decision.identifiers,
        read=decision.read.with_streams(*unwritten),
        command=key,
    )
    (outcome,) = ledger.append([append])
    return outcome


@dataclass(frozen=True, kw_only=True, slots=True)
class ContractFacts:
    """Facts that follow version `version` of a contract as it stood `before`; None: it begins with them."""

    contract_id: UUID
    before: Contract | None
    version: int
    events: tuple[ContractEvent, ...]


def claims_after(contracts: Sequence[ContractFacts], claims: Mapping[UUID, ResidentClaims]) -> tuple[NewClaim, ...]:
    """The claims that records of contracts lead to, numbered after the last ones that the decision saw.

    Contracts of one append are numbered through, in their order: whoever leaves one for another has two claims.
    """
    last_seq = {resident_id: known.last_seq for resident_id, known in claims.items()}
    return tuple(claim for facts in contracts for claim in _claims_of(facts, last_seq))


def _claims_of(facts: ContractFacts, last_seq: dict[UUID, int]) -> Iterator[NewClaim]:
    contract = facts.before
    for version, event in enumerate(facts.events, start=facts.version + 1):
        after = evolve(contract, event)
        for resident_id, held in claims_changed(contract, after).items():
            last_seq[resident_id] += 1
            yield NewClaim(
                resident_id=resident_id,
                seq=last_seq[resident_id],
                contract_id=facts.contract_id,
                contract_version=version,
                held=held,
            )
        contract = after


def _appended(about: StreamAppend, decision: Decision, outcome: Appended) -> Receipt:
    before = takewhile(lambda stream: stream is not about, decision.streams)
    recorded = sum(len(stream.events) for stream in before) + len(about.events)
    return Receipt(
        stream_id=about.stream_id,
        stream_version=about.expected_version + len(about.events),
        position=outcome.first_position + recorded - 1,
        recorded_at=outcome.recorded_at,
        events=about.events,
    )


def _as_it_stands(ledger: Ledger, stream_id: UUID) -> Receipt:
    last = ledger.stream(stream_id)[-1]
    return Receipt(
        stream_id=stream_id,
        stream_version=last.stream_version,
        position=last.position,
        recorded_at=last.recorded_at,
        events=(),
    )


def _answer(ledger: Ledger, done: Repeated | KeyReused, request: Request) -> Receipt:
    if isinstance(done, KeyReused):
        raise IdempotencyKeyReused(key=str(request.command_id))
    records = ledger.opened(
        [record for record in ledger.stream(done.stream_id) if record.cause.command_id == request.command_id]
    )
    last = records[-1]
    return Receipt(
        stream_id=done.stream_id,
        stream_version=last.stream_version,
        position=last.position,
        recorded_at=last.recorded_at,
        events=tuple(record.event for record in records),
    )
