"""Why a command about a member's being away may be refused."""

from domain.refusal import Refused


class AwayAlready(Refused):
    """It is noted that the person was away on that day, since another one. Facts: resident, since_on, day."""

    code = "away_already"


class NotAbsent(Refused):
    """It is not noted that the person was away on that day. Facts: resident, day."""

    code = "not_absent"
