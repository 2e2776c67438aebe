"""Why a rule about people who go to another contract said no, in words."""

from collections.abc import Mapping
from types import MappingProxyType

from application.registers.messages import Message

MOVE_REFUSALS: Mapping[str, tuple[Message, ...]] = MappingProxyType(
    {
        "contract_succeeded": (
            Message(
                "本合同已于{last_day_on}结束，由合同{contract}接续；请在该合同上办理。",
                "This contract ended on {last_day_on} and contract {contract} goes on; do it there.",
            ),
        ),
        "same_team": (
            Message(
                "{day}本户的团队已经是{team}，不需要转签；换医生请办理变更。",
                "On {day} the household has the team {team} already; to change the doctor, change the doctor.",
            ),
        ),
        "same_contract": (
            Message(
                "转入的合同{contract}就是本合同，请核对。",
                "Contract {contract} is the very one that would be left; check which one is joined.",
            ),
        ),
        "contract_id_taken": (
            Message(
                "编号{contract}已经用于别的登记，请另用一个新编号。",
                "The id {contract} is that of something else; use a new one.",
            ),
        ),
        "move_recorded_otherwise": (
            Message(
                "新合同编号{contract}已用于另一次内容不同的转出；要更正请在该合同上更正，另一次转出请换编号。",
                "Another move is on record under the new contract's id {contract}; correct that contract, or give the "
                "other move another id.",
            ),
        ),
        "new_contract_void": (
            Message(
                "这次转出的新合同{contract}已作为误录作废；再次转出请换一个新编号。",
                "The new contract {contract} of this move was entered in error since; to move again, use a new id.",
            ),
        ),
        "nobody_leaves": (
            Message(
                "所列的人都不是从合同{contract}转出的，请在他们所在的合同上办理。",
                "Nobody named leaves contract {contract}; do it on a contract that somebody leaves.",
            ),
        ),
        "recorded_later": (
            Message(
                "本合同在{last_day_on}之后还有登记（{day}），不能在{last_day_on}结束；请核对日期，或先更正这些登记。",
                "Something on record ({day}) lies after {last_day_on}, so that the contract cannot end then. Check the "
                "day, or correct what is on record first.",
            ),
        ),
        "no_such_move": (
            Message(
                "{resident}没有从本合同转到合同{contract}的记录，或已撤销。",
                "{resident} did not go from this contract to contract {contract}, or that was taken back.",
            ),
            Message(
                "本户没有转到合同{contract}的记录，或已撤销；只撤销一人的转出请写明是谁。",
                "The household did not go to contract {contract}, or that was taken back; of one member say who.",
            ),
        ),
        "move_rested_upon": (
            Message(
                "合同{contract}上还有以这次转出为前提的{what}（{day}），请先撤销或更正。",
                "Contract {contract} has {what} ({day}) on record that rests on this move; undo or correct that first.",
            ),
        ),
        "not_everybody_named": (
            Message(
                "并户要列出本户当天的全部成员，缺{resident}。",
                "Whoever merges households names everybody who is in this one on that day; {resident} is missing.",
            ),
        ),
    }
)
