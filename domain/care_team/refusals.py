"""Why a command on a care team, or one that names it, may be refused. Facts are names of teams and staff, and days."""

from domain.refusal import Refused


class TeamNameMissing(Refused):
    """A team has an institution and a name."""

    code = "team_name_missing"


class TeamExists(Refused):
    """The institution has a team of this name. Facts: institution, name."""

    code = "team_exists"


class BeforeFounding(Refused):
    """Nothing happens to a team before it was founded. Facts: team, founded_on, day."""

    code = "before_founding"


class LeaderNotInTeam(Refused):
    """Only somebody of the staff may lead the team. Facts: name, day."""

    code = "leader_not_in_team"


class NotInStaff(Refused):
    """Who is said to leave does not serve in the team on that day. Facts: name, day."""

    code = "not_in_staff"


class TeamClosed(Refused):
    """The team exists no longer on that day. Facts: team, last_day_on, day."""

    code = "team_closed"


class TeamHasContracts(Refused):
    """A team with contracts in force is not closed: they are moved to another one first. Facts: team, contracts, day.

    `day` is the first day without the team.
    """

    code = "team_has_contracts"
