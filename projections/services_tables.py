"""The table of services: what is known of each, and from which to which position."""

from sqlalchemy import Boolean, Index, Integer, MetaData, Table
from sqlalchemy.schema import Column

from projections.batch import Tables
from projections.columns import (
    OPEN_POSITION,
    code_column,
    day_column,
    id_column,
    known_columns,
    position_column,
    text_column,
)


def tables(metadata: MetaData, suffix: str) -> Tables:
    """One row a service and what was known of it: what the ledger said from `known_from` to `known_to`, inclusive.

    `residents`, `items`, `evidence`, `confirmations` and `corrected_by` are JSON, without personal values; `entered_by`
    and `decided_by` are ids of actors, too. `on_record`: how the service stands, confirmations and
    evidence left aside; `confirmed_by`: the sides that confirmed it, `kept`: the kinds of evidence of it and of its
    confirmations, between spaces. The policy is the one that governs the day of the service: who has to confirm, and
    what is to be kept, is asked of it at reading. `lag_days`: from the service to its first entry.
    """
    known_from, known_to = known_columns()
    table = Table(
        f"services{suffix}",
        metadata,
        id_column("contract_id", key=True),
        id_column("service_id", key=True),
        known_from,
        known_to,
        text_column("household_number", nullable=True),
        id_column("team_id"),
        text_column("performer"),
        day_column("delivered_on"),
        text_column("residents"),
        text_column("items"),
        code_column("channel"),
        text_column("evidence"),
        text_column("confirmations"),
        code_column("confirmed_by"),
        text_column("kept"),
        position_column("entered_position"),
        day_column("entered_on"),
        Column("lag_days", Integer(), nullable=False),
        Column("late", Boolean(), nullable=False),
        text_column("entered_by"),
        text_column("corrected_by"),
        code_column("approval"),
        text_column("decided_by", nullable=True),
        code_column("on_record"),
        code_column("policy_name"),
        code_column("policy_version"),
        code_column("policy_digest"),
    )
    place = (table.c.delivered_on, table.c.entered_position)
    still_known = table.c.known_to == OPEN_POSITION
    Index(f"{table.name}_all", *place)
    Index(f"{table.name}_all_now", *place, sqlite_where=still_known, postgresql_where=still_known)
    for name in ("team_id", "performer", "entered_by"):
        Index(f"{table.name}_{name}_now", table.c[name], *place, sqlite_where=still_known, postgresql_where=still_known)
    return {"services": table}
