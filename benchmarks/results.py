"""What a benchmark found: a figure, what it is measured against, and the bounds that were agreed on."""

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field

Way = Callable[[], float]
"""One slice of work; answers how much was done in a second."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """`value` in `unit`; `ratio` to the peer `versus`, the median of the ratios round by round.

    `floor` and `goal` are bounds of the ratio. `rounds` has every round's ratio, `beside` what else was seen.
    """

    name: str
    value: float
    unit: str
    versus: str
    ratio: float
    floor: float
    goal: float
    rounds: Sequence[float] = ()
    beside: Mapping[str, float] = field(default_factory=dict)

    def told(self) -> dict[str, object]:
        """As JSON tells it."""
        return asdict(self)


def in_turn(ways: Mapping[str, Way], rounds: int) -> dict[str, list[float]]:
    """The rates of several ways of doing the same thing, one figure a round: noise hits all of them alike."""
    found: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds):
        for name in list(ways) if number % 2 == 0 else list(ways)[::-1]:
            found[name].append(ways[name]())
    return found


def against(found: Mapping[str, Sequence[float]], ours: str, peer: str) -> list[float]:
    """The ratio of ours to a peer in each round."""
    return [own / other for own, other in zip(found[ours], found[peer], strict=True)]


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A row of the table before it was measured: ours and the peer are names of ways."""

    name: str
    ours: str
    peer: str
    unit: str
    floor: float
    goal: float


def compared(row: Row, found: Mapping[str, Sequence[float]], beside: Mapping[str, float]) -> Result:
    """How ours stands to the peer; `beside` is what else was seen."""
    ratios = against(found, row.ours, row.peer)
    return Result(
        name=row.name,
        value=statistics.median(found[row.ours]),
        unit=row.unit,
        versus=row.peer,
        ratio=statistics.median(ratios),
        floor=row.floor,
        goal=row.goal,
        rounds=[round(ratio, 3) for ratio in ratios],
        beside={row.peer: statistics.median(found[row.peer]), **beside},
    )
