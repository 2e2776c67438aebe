"""A contract that comes out of others: signed by the rules of every signing, with what is on record of its people."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from domain.calendar import day_before
from domain.contract.commands import SignContract
from domain.contract.events import ContractBackSigned
from domain.contract.moves.carrying import absence_carried, consents_carried, flags_carried
from domain.contract.moves.events import Origin
from domain.contract.moves.surroundings import Moves, MoveSurroundings
from domain.contract.signing import SigningSurroundings, sign
from domain.policy.model import Policy


@dataclass(frozen=True, kw_only=True, slots=True)
class NewContract:
    """What is to be signed, and under which version; `sources`: the contract that each of the members leaves."""

    contract_id: UUID
    agreement: SignContract
    policy: Policy
    origin: Origin
    sources: Mapping[UUID, UUID]


def signed_anew(new: NewContract, moves: Moves, around: MoveSurroundings) -> Moves:
    """The moves, and after them the signing, and what its people agreed to.

    Refused: what `domain.contract.signing.sign` refuses, for people who are free with these moves.
    """
    asked = [member.resident_id for member in new.agreement.members]
    surroundings = SigningSurroundings(
        contract_id=new.contract_id,
        today=around.today,
        team=around.teams[new.agreement.team_id],
        people={each: replace(around.people[each], claims=moves.claims_of(each, around)) for each in asked},
        previous_contract_id=new.origin.contract_ids[0],
        load=around.load,
    )
    (signed,) = sign(new.agreement, surroundings, new.policy)
    if isinstance(signed, ContractBackSigned):
        raise TypeError("an agreement that follows another one holds from its signing")
    day = new.agreement.signed_on
    left = {each: around.contracts[contract_id] for each, contract_id in new.sources.items()}
    flags = {each: flags_carried(contract.members[each], day) for each, contract in left.items()}
    members = tuple(replace(each, flags=flags[each.resident_id]) for each in signed.members)
    consents = (fact for each in asked for fact in consents_carried(each, left[each].consents, new.sources[each]))
    absences = (
        fact
        for each in asked
        for fact in absence_carried(left[each].members[each], day_before(signed.term.start_on), new.sources[each])
    )
    signing = replace(signed, members=members, origin=new.origin)
    return moves.followed_by(new.contract_id, (signing, *absences, *consents))
