"""Division codes in ids (GB/T 2260): a code that nobody ever allocated is told once, with how many ids carry it."""

from collections.abc import Callable, Iterable

from application.registers.columns import Column
from application.registers.households import Problem, RegisterHousehold, RegisterPerson

_PROVINCES = frozenset(
    (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82, 83)
)


def in_a_province(division_code: str) -> bool:
    """Whether the first two digits are those of a province: all that can be said without a table of counties."""
    return int(division_code[:2]) in _PROVINCES


def unknown_divisions(
    households: Iterable[RegisterHousehold], is_allocated: Callable[[str], bool]
) -> tuple[Problem, ...]:
    """One warning for each code never allocated, at the first id that carries it."""
    carriers: dict[str, list[tuple[RegisterHousehold, RegisterPerson]]] = {}
    for household in households:
        for person in household.persons:
            if person.citizen_id:
                carriers.setdefault(person.citizen_id.division_code, []).append((household, person))
    return tuple(
        carrying[0][0].problem(
            "unknown_division", Column.CITIZEN_ID, code, person=carrying[0][1], division=code, ids=len(carrying)
        )
        for code, carrying in carriers.items()
        if not is_allocated(code)
    )
