"""What changed about who cares for a contract's people, one plain sentence a fact."""

from api.language.agreeing import agreed_told
from api.language.crowding import crowding_told
from api.language.telling import Telling
from domain.contract.care.events import CareEvent, DoctorChanged, PackageChanged, TeamChanged


def care_sentence(event: CareEvent, tell: Telling) -> str:
    """The sentence about a change of doctor, team or package."""
    day, why = tell.day(event.changed_on), _why(event, tell)
    match event:
        case DoctorChanged():
            warned = crowding_told(event.over_advised, tell)
            return tell.choose(
                f"自{day}起，签约医生变更为{event.doctor}{why}。{warned}",
                f"The doctor is {event.doctor} from {day}{why}.{warned}",
            )
        case TeamChanged():
            team, warned = tell.team(event.team_id), crowding_told(event.over_advised, tell)
            return tell.choose(
                f"自{day}起，签约团队变更为{team}，签约医生为{event.doctor}{why}。{warned}",
                f"The team is {team} from {day}, and the doctor {event.doctor}{why}.{warned}",
            )
        case PackageChanged():
            package = tell.word(event.package)
            return tell.choose(f"自{day}起，服务包变更为{package}{why}。", f"{package} was agreed from {day}{why}.")


def _why(event: CareEvent, tell: Telling) -> str:
    reason = [] if event.reason is None else [tell.word(event.reason)]
    note = [] if event.note is None else [tell.text(event.note)]
    why = [*reason, *note]
    told = tell.choose(f"，原因：{'，'.join(why)}", f": {', '.join(why)}") if why else ""
    return f"{told}{agreed_told(event.consents, tell)}"
