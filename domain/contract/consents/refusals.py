"""Why a command about a member's own consent may be refused."""

from domain.refusal import Refused


class GuardianRequired(Refused):
    """For a child under 14 a guardian speaks, who is somebody else (PIPL 31). Facts: resident, day."""

    code = "guardian_required"


class GuardianNotOfAge(Refused):
    """Who is not of age is nobody's guardian. Facts: guardian, day, age."""

    code = "guardian_not_of_age"


class NothingConsented(Refused):
    """Nobody had agreed to this by then. Facts: resident, purpose, day."""

    code = "nothing_consented"
