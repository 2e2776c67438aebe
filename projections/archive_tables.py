"""The archive's tables: what is known of the papers of each contract, and from which to which position."""

from sqlalchemy import Index, MetaData, Table

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
    """A row was what the ledger said from `known_from` to `known_to`, both inclusive."""
    return {"papers": _papers(metadata, suffix), "holds": _holds(metadata, suffix), "places": _places(metadata, suffix)}


def _papers(metadata: MetaData, suffix: str) -> Table:
    """One row a contract and class of what is kept, and what was known of it; it became known on the day `known_on`.

    `signed_position`, the position of the signing, is the order of the register. `last_day_on` NULL: the
    contract goes on by silence and nothing has ended it. The policy is the one that governs the last day: how long
    papers are kept, from `counted_from` on, is asked of it at reading. The approval that stands and the disposal each
    have their day; who approved and disposed is known by id.
    """
    table = Table(
        f"archive_papers{suffix}",
        metadata,
        id_column("contract_id", key=True),
        code_column("retention_class", key=True),
        *known_columns(),
        day_column("known_on"),
        position_column("signed_position"),
        text_column("household_number", nullable=True),
        text_column("agreement_number"),
        day_column("last_day_on", nullable=True),
        code_column("ended_by", nullable=True),
        code_column("reason", nullable=True),
        day_column("counted_from", nullable=True),
        code_column("policy_name"),
        code_column("policy_version"),
        code_column("policy_digest"),
        day_column("approved_on", nullable=True),
        text_column("approved_by", nullable=True),
        day_column("disposed_on", nullable=True),
        text_column("disposed_by", nullable=True),
        text_column("certificate_number", nullable=True),
    )
    still_known = table.c.known_to == OPEN_POSITION
    Index(
        f"{table.name}_now",
        table.c.signed_position,
        sqlite_where=still_known,
        postgresql_where=still_known,
    )
    return table


def _places(metadata: MetaData, suffix: str) -> Table:
    """Where the papers of a class are, and since when: those of a `year`, or, with an empty one, all of them."""
    return Table(
        f"archive_places{suffix}",
        metadata,
        id_column("contract_id", key=True),
        code_column("retention_class", key=True),
        code_column("year", key=True),
        *known_columns(),
        day_column("archived_on"),
        text_column("place"),
    )


def _holds(metadata: MetaData, suffix: str) -> Table:
    """Each legal hold: nothing is disposed of from `placed_on` to the day before `lifted_on` (NULL: it stands)."""
    return Table(
        f"archive_holds{suffix}",
        metadata,
        id_column("contract_id", key=True),
        id_column("hold_id", key=True),
        *known_columns(),
        day_column("placed_on"),
        day_column("lifted_on", nullable=True),
        code_column("reason"),
    )
