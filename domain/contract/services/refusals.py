"""Why a command about a service may be refused. Facts are identifiers, dates and numbers, never personal values."""

from domain.refusal import Refused


class ServiceAfterDeath(Refused):
    """Nobody is served after their death. Facts: resident, died_on, day."""

    code = "service_after_death"


class NothingDelivered(Refused):
    """A service names whom it was for and what was done."""

    code = "nothing_delivered"


class PerformerNotInTeam(Refused):
    """Who served is nobody of the contract's team on that day. Facts: performer, team, day."""

    code = "performer_not_in_team"
