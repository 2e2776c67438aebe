"""Rules about moves written down by mistake: everybody is where they were, without a day that nobody covers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from domain.calendar import day_after, day_before
from domain.contract import members
from domain.contract.commands import EnterInError, RemoveMember
from domain.contract.events import LeaveReason
from domain.contract.lapse import last_covered_day
from domain.contract.member import Movement
from domain.contract.moves.carrying import consents_carried, flags_since
from domain.contract.moves.commands import VoidMove
from domain.contract.moves.events import MemberMoveVoided, MoveVoided
from domain.contract.moves.refusals import NoSuchMove
from domain.contract.moves.resting import require_nothing_rests
from domain.contract.moves.state import Succession
from domain.contract.moves.surroundings import Moves, MoveSurroundings
from domain.contract.questions import require_free, require_no_error
from domain.contract.signing import enter_in_error
from domain.contract.state import Contract, evolve
from domain.contract.terms.due import settled
from domain.personal import Personal


@dataclass(frozen=True, kw_only=True, slots=True)
class Gone:
    """Who went from which contract to the one joined, on its first day for them.

    `begun`: the contract joined came of it; `ended`: the one left did not go on.
    """

    joined_on: date
    people: tuple[tuple[UUID, UUID], ...]
    begun: bool
    ended: bool = False


def void(command: VoidMove, around: MoveSurroundings) -> Moves:
    """Let everybody who went there be where they were. What the move began is entered in error.

    What was said of people since, of categories and of what they agreed to, is said of the contract that goes on.
    Refused: not_in_force (entered in error), no_such_move, move_rested_upon (what has to be undone first), last_member
    (nobody would be left in the contract joined), representative_leaves (who speaks for it now), already_contracted.
    """
    require_no_error(around.contract)
    gone, joined = _gone(command, around), around.contracts[command.to_contract_id]
    people = [resident_id for resident_id, _ in gone.people]
    if not joined.entered_in_error:
        require_nothing_rests(command.to_contract_id, joined, people, gone.joined_on, whole=gone.begun)
    moves = _left_again(command, gone, around)
    if gone.ended:
        ended = MoveVoided(
            to_contract_id=command.to_contract_id, last_day_on=day_before(gone.joined_on), reason=command.reason
        )
        moves = moves.followed_by(around.contract_id, (ended,))
    else:
        moves = _stayed(command, gone, moves, around)
    for resident_id, left_id in gone.people:
        left = around.contracts[left_id]
        since = flags_since(joined.members[resident_id], left.members[resident_id], gone.joined_on)
        said = consents_carried(resident_id, joined.consents, command.to_contract_id, left.consents)
        moves = moves.followed_by(left_id, (*since, *said))
        after = settled(moves.contract(left_id, around), around.policies, around.teams, around.today)
        governing = around.policies.by_ref(after.policy_on(gone.joined_on))
        require_free(left_id, after, moves.claims_of(resident_id, around), governing)
    return moves


def _gone(command: VoidMove, around: MoveSurroundings) -> Gone:
    """What is to be taken back. Refused: no_such_move."""
    contract, joined, to_id = around.contract, around.contracts[command.to_contract_id], command.to_contract_id
    origin = () if joined.origin is None else joined.origin.contract_ids
    successor = contract.successor
    if command.resident_id is not None:
        member = contract.members.get(command.resident_id)
        days = [] if member is None else [day for day, gone_to in member.gone_to if gone_to == to_id]
        if days:
            return Gone(joined_on=max(days), people=((command.resident_id, around.contract_id),), begun=False)
    elif successor is not None and successor.contract_id == to_id:
        joined_on = day_after(successor.last_day_on)
        went = tuple((each, around.contract_id) for each in _together(contract, joined, (joined_on, to_id)))
        return Gone(joined_on=joined_on, people=went, begun=successor.how is Succession.TRANSFER, ended=True)
    elif around.contract_id in origin:
        sources = {each: around.contracts[each] for each in origin}
        founding = tuple((who, each) for each, left in sources.items() for who in _founding(left, joined, to_id))
        if founding:
            return Gone(joined_on=joined.start_on, people=founding, begun=True)
    raise NoSuchMove(contract=to_id, resident=command.resident_id)


def _together(left: Contract, joined: Contract, going: tuple[date, UUID]) -> Iterator[UUID]:
    """Who went when the contract ended, as was known then; one who went alone on that very day is not among them."""
    joining = (going[0], Movement.JOINED)
    for resident_id, member in joined.members.items():
        known = left.members.get(resident_id)
        if known is not None and joining in member.recorded and going not in known.gone_to:
            yield resident_id


def _founding(left: Contract, joined: Contract, joined_id: UUID) -> Iterator[UUID]:
    going = (joined.start_on, joined_id)
    return (each.resident_id for each in left.members.values() if going in each.gone_to)


def _left_again(command: VoidMove, gone: Gone, around: MoveSurroundings) -> Moves:
    """What becomes of the contract joined: it never was one, or who joined leaves with no day covered."""
    to_id, moves = command.to_contract_id, Moves()
    joined = around.contracts[to_id]
    if gone.begun:
        error = EnterInError(reason=Personal(to_id, command.reason.text))
        return moves.followed_by(to_id, enter_in_error(error, joined, moves.surroundings_of(to_id, around)))
    for resident_id, _ in gone.people:
        if joined.entered_in_error or joined.members[resident_id].away_on(gone.joined_on):
            continue
        leaving = RemoveMember(
            resident_id=resident_id, reason=LeaveReason.LISTED_BY_MISTAKE, last_day_on=day_before(gone.joined_on)
        )
        facts = members.remove(leaving, moves.contract(to_id, around), moves.surroundings_of(to_id, around))
        moves = moves.followed_by(to_id, facts)
    return moves


def _stayed(command: VoidMove, gone: Gone, moves: Moves, around: MoveSurroundings) -> Moves:
    """The moves, and after them that each had not left; a contract that lapsed for want of them is in force again."""
    for resident_id, left_id in gone.people:
        left = moves.contract(left_id, around)
        stayed = MemberMoveVoided(
            resident_id=resident_id,
            to_contract_id=command.to_contract_id,
            last_day_on=day_before(gone.joined_on),
            reason=Personal(resident_id, command.reason.text),
        )
        resumes = left.lapse is not None and last_covered_day(evolve(left, stayed)) is None
        moves = moves.followed_by(left_id, (replace(stayed, contract_resumes=resumes),))
    return moves
