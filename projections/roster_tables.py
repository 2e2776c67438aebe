"""The roster's tables: what held on which days, and from which to which position the ledger said so."""

from sqlalchemy import Boolean, Index, Integer, MetaData, Table
from sqlalchemy.schema import Column
from sqlalchemy.sql import ColumnElement

from application.queries.moment import Moment
from application.queries.roster_view import Scope
from projections.batch import Tables
from projections.columns import (
    OPEN_POSITION,
    code_column,
    covers,
    day_column,
    id_column,
    known_at,
    known_columns,
    position_column,
    text_column,
)


def tables(metadata: MetaData, suffix: str) -> Tables:
    """The tables of one generation.

    A row holds from `from_on` to `to_on` and was what the ledger said from `known_from` to `known_to`, all inclusive.
    It is closed by setting `known_to` and never changed otherwise. `signed_position`, the position of the signing, is
    the order of the register.
    """
    return {
        "contract_spans": _contract_spans(metadata, suffix),
        "member_spans": _member_spans(metadata, suffix),
        "flag_spans": _flag_spans(metadata, suffix),
        "due_days": _due_days(metadata, suffix),
        "absences": _absences(metadata, suffix),
        "teams": _teams(metadata, suffix),
        "policies": _policies(metadata, suffix),
        "disposals": _disposals(metadata, suffix),
    }


def holds(spans: Table, moment: Moment) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The rows of spans that hold on a day, as known at a position."""
    return (
        covers(spans.c.from_on, spans.c.to_on, moment.as_of),
        known_at(spans.c.known_from, spans.c.known_to, moment.position),
    )


def of_scope(spans: Table, scope: Scope) -> tuple[ColumnElement[bool], ...]:
    """The contracts that are asked for."""
    teams = () if scope.teams is None else (spans.c.team_id.in_(scope.teams),)
    village = () if scope.village is None else (spans.c.village == scope.village,)
    return (*teams, *village)


def _contract_spans(metadata: MetaData, suffix: str) -> Table:
    known_from, known_to = known_columns()
    table = Table(
        f"roster_contract_spans{suffix}",
        metadata,
        id_column("contract_id", key=True),
        day_column("from_on", key=True),
        known_from,
        known_to,
        day_column("to_on"),
        position_column("signed_position"),
        text_column("household_number", nullable=True),
        text_column("agreement_number"),
        code_column("policy_name"),
        code_column("policy_version"),
        code_column("policy_digest"),
        id_column("team_id"),
        text_column("doctor"),
        text_column("village"),
        code_column("package"),
        Column("term_number", Integer(), nullable=False),
        day_column("term_start_on"),
        day_column("term_end_on"),
        day_column("term_anchor_on"),
    )
    still_known = table.c.known_to == OPEN_POSITION
    _partial(f"{table.name}_page_now", still_known, table.c.team_id, table.c.signed_position)
    _partial(f"{table.name}_all_now", still_known, table.c.signed_position)
    Index(f"{table.name}_page", table.c.team_id, table.c.signed_position)
    Index(f"{table.name}_all", table.c.signed_position)
    Index(f"{table.name}_village", table.c.village, table.c.signed_position)
    Index(f"{table.name}_household", table.c.household_number)
    return table


def _member_spans(metadata: MetaData, suffix: str) -> Table:
    table = Table(
        f"roster_member_spans{suffix}",
        metadata,
        id_column("contract_id", key=True),
        id_column("resident_id", key=True),
        day_column("from_on", key=True),
        *known_columns(),
        day_column("to_on"),
        Column("member_number", Integer(), nullable=False),
        text_column("relationship"),
    )
    Index(f"{table.name}_resident", table.c.resident_id)
    return table


def _flag_spans(metadata: MetaData, suffix: str) -> Table:
    return Table(
        f"roster_flag_spans{suffix}",
        metadata,
        id_column("contract_id", key=True),
        id_column("resident_id", key=True),
        code_column("category", key=True),
        day_column("from_on", key=True),
        *known_columns(),
        day_column("to_on"),
    )


def _due_days(metadata: MetaData, suffix: str) -> Table:
    """On `from_on` the contract was to fall due, as far as was known; an open row: nothing is on record of it yet."""
    table = Table(
        f"roster_due_days{suffix}",
        metadata,
        id_column("contract_id", key=True),
        day_column("from_on", key=True),
        *known_columns(),
        Column("by_silence", Boolean(), nullable=False),
    )
    Index(f"{table.name}_day", table.c.from_on)
    _partial(f"{table.name}_now", table.c.known_to == OPEN_POSITION, table.c.from_on)
    return table


def _absences(metadata: MetaData, suffix: str) -> Table:
    """Days on which a member is away for work, who is covered all the same: on no roster does it change anything."""
    table = Table(
        f"roster_absences{suffix}",
        metadata,
        id_column("contract_id", key=True),
        id_column("resident_id", key=True),
        day_column("from_on", key=True),
        *known_columns(),
        day_column("to_on"),
        day_column("since_on"),
    )
    _partial(f"{table.name}_now", table.c.known_to == OPEN_POSITION, table.c.since_on)
    return table


def _teams(metadata: MetaData, suffix: str) -> Table:
    return Table(
        f"roster_teams{suffix}",
        metadata,
        id_column("team_id", key=True),
        *known_columns(),
        text_column("institution"),
        text_column("name"),
    )


def _policies(metadata: MetaData, suffix: str) -> Table:
    """Every policy version that a contract was signed under, and since when the ledger says so."""
    return Table(
        f"roster_policies{suffix}",
        metadata,
        code_column("name", key=True),
        code_column("version", key=True),
        code_column("digest", key=True),
        position_column("known_from"),
    )


def _disposals(metadata: MetaData, suffix: str) -> Table:
    """What was disposed of, by contract and class: its people are named no more, whatever day is asked for.

    Declared void, the row is closed, and they are named again.
    """
    return Table(
        f"roster_disposals{suffix}",
        metadata,
        id_column("contract_id", key=True),
        code_column("retention_class", key=True),
        *known_columns(),
    )


def _partial(name: str, condition: object, *columns: object) -> Index:
    return Index(name, *columns, sqlite_where=condition, postgresql_where=condition)  # type: ignore[arg-type]  # columns of a table above
