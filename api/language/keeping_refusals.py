"""Why a rule about what is kept said no, in words."""

from collections.abc import Mapping
from types import MappingProxyType

from application.registers.messages import Message

KEEPING_REFUSALS: Mapping[str, tuple[Message, ...]] = MappingProxyType(
    {
        "disposed": (
            Message(
                "已于{disposed_on}销毁（证明{certificate}号），不再受理；登记有误的，由另一人作废后重办。",
                "Disposed of on {disposed_on} (certificate {certificate}): no more is recorded. Where that is wrong, "
                "somebody else declares it void first.",
            ),
        ),
        "still_in_force": (
            Message(
                "合同仍在约（最后一天为{last_day_on}），保存期限尚未起算，{day}不能销毁。",
                "In force until {last_day_on}: no clock runs yet, and nothing may be disposed of on {day}.",
            ),
            Message(
                "合同自动续约，保存期限尚未起算，{day}不能销毁。",
                "Renewed by silence: no clock runs yet, and nothing may be disposed of on {day}.",
            ),
        ),
        "not_over_yet": (
            Message(
                "{last_day_on}为最后一天，{day}还不能归档；归档日期须在其后。",
                "The last day is {last_day_on}: papers are archived after it, not on {day}.",
            ),
            Message(
                "合同自动续约，{day}不能整份归档；请写明归档资料的年份。",
                "Renewed by silence: on {day} only the papers of a year are archived; name the year.",
            ),
        ),
        "no_such_year": (
            Message(
                "本合同没有{year}年的资料（{first}年至{last}年），请核对年份。",
                "The contract has no papers of {year} (it has {first} to {last}); check the year.",
            ),
        ),
        "unfit_for_record": (
            Message(
                "{what}须为一行、不超过{longest}个字，且不得含身份证号或手机号。",
                "The {what} is one line of at most {longest} characters, without anybody's id or phone number.",
            ),
        ),
        "nothing_of_this_class": (
            Message("本合同没有提供过服务，没有{what}。", "Nobody was served under the contract: there is no {what}."),
        ),
        "still_kept": (
            Message(
                "资料须保存到{kept_until}，{day}不能销毁。", "Kept until {kept_until}: not to be disposed of on {day}."
            ),
        ),
        "on_hold": (
            Message(
                "{day}资料暂停销毁：{reason}，自{since}起（编号{hold}）；解除之日起方可销毁。",
                "On {day} nothing may go: {reason}, on hold since {since} ({hold}). It may from the day on which "
                "that hold is lifted.",
            ),
        ),
        "no_such_hold": (Message("本合同没有这项暂停销毁：{hold}。", "The contract has no such hold: {hold}."),),
        "hold_recorded_otherwise": (
            Message(
                "编号{hold}已用于{placed_on}起的暂停销毁（{reason}）；新的暂停销毁请换编号。",
                "{hold} is the hold placed on {placed_on} ({reason}); give the new one another id.",
            ),
        ),
        "hold_lifted_already": (
            Message(
                "暂停销毁{hold}已于{lifted_on}解除；仍须暂停的，请以新编号重新登记。",
                "The hold {hold} was lifted on {lifted_on}; where papers have to stay, place another one.",
            ),
        ),
        "hold_lifted_before_placed": (
            Message(
                "暂停销毁{hold}自{placed_on}起，不能在{day}解除；请核对日期。",
                "The hold {hold} was placed on {placed_on} and is not lifted on {day}; check the day.",
            ),
        ),
        "hold_unexplained": (Message("原因为“其他”时须写明备注。", "The reason “other” needs a note."),),
        "disposal_not_approved": (
            Message("到{day}为止没有有效的销毁批准。", "No approval of the disposal stands on {day}."),
        ),
        "approval_overtaken": (
            Message(
                "批准时期限到{approved_for}，其后得知的事实改为{kept_until}，须重新批准。",
                "Approved when papers were kept until {approved_for}; what became known since made it {kept_until}. "
                "Approve again.",
            ),
        ),
        "second_person_needed": (
            Message("批准销毁的人不能自己办理销毁。", "Who approved the disposal does not carry it out."),
        ),
        "no_such_disposal": (
            Message(
                "{what}没有以证明{certificate}号登记的销毁，请核对编号。",
                "No disposal of the {what} is on record under certificate {certificate}; check the number.",
            ),
        ),
        "void_by_recorder": (
            Message(
                "登记销毁的人不能自己作废该登记，请由另一人办理。",
                "Who recorded the disposal does not declare it void; somebody else has to.",
            ),
        ),
        "certificate_missing": (Message("须写明销毁证明的编号。", "The number of the certificate is missing."),),
    }
)
