"""What teams were called, from the roster's rows."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import Connection, Table, select

from projections.columns import known_at


def teams_called(connection: Connection, teams: Table, name: str, position: int) -> Sequence[UUID]:
    """The teams of a name, as known at a position: every institution may have one."""
    known = known_at(teams.c.known_from, teams.c.known_to, position)
    return connection.execute(select(teams.c.team_id).where(teams.c.name == name, known)).scalars().all()


def names_of_teams(connection: Connection, teams: Table, position: int) -> Mapping[UUID, str]:
    """The name of every team, as known at a position."""
    known = known_at(teams.c.known_from, teams.c.known_to, position)
    return {row.team_id: row.name for row in connection.execute(select(teams.c.team_id, teams.c.name).where(known))}
