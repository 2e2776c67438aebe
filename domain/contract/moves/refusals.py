"""Why a command about people who go to another contract may be refused. Facts are identifiers, dates and numbers."""

from enum import StrEnum

from domain.refusal import Refused


class ContractSucceeded(Refused):
    """The contract ended because another one goes on. Facts: contract, last_day_on."""

    code = "contract_succeeded"


class SameTeam(Refused):
    """Nobody is transferred to the team that they have. Facts: team, day."""

    code = "same_team"


class SameContract(Refused):
    """Nobody goes from a contract to itself. Facts: contract."""

    code = "same_contract"


class ContractIdTaken(Refused):
    """The id that was named for a new contract is that of another one. Facts: contract."""

    code = "contract_id_taken"


class MoveRecordedOtherwise(Refused):
    """Another move is on record under the id that was named for a new contract. Facts: contract."""

    code = "move_recorded_otherwise"


class NewContractVoid(Refused):
    """The contract that this move had begun was entered in error since. Facts: contract."""

    code = "new_contract_void"


class NobodyLeaves(Refused):
    """None of those named leaves the contract that the command is about. Facts: contract."""

    code = "nobody_leaves"


class RecordedLater(Refused):
    """Of the contract that would end, something is on record that lies after its end. Facts: last_day_on, day."""

    code = "recorded_later"


class NoSuchMove(Refused):
    """Nobody went there from this contract, or it was taken back. Facts: contract, resident (None: the household)."""

    code = "no_such_move"


class Resting(StrEnum):
    """What may rest on a move that is to be taken back."""

    SERVICE = "service"
    COMING_OR_GOING = "coming_or_going"
    DEATH = "death"
    FEE = "fee"
    TERMINATION = "termination"
    TERMINATION_REQUEST = "termination_request"
    FURTHER_MOVE = "further_move"


class MoveRestedUpon(Refused):
    """Something on record of the contract joined would have no ground. Facts: contract, what (a `Resting`), day."""

    code = "move_rested_upon"


class NotEverybodyNamed(Refused):
    """Whoever merges two households names everybody who goes. Facts: resident."""

    code = "not_everybody_named"
