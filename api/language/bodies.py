"""What is wrong with a command as it was sent, in words; what was sent is not quoted."""

from types import MappingProxyType

from api.language.refusals import Sentences
from application.registers.messages import Message

BODIES: Sentences = MappingProxyType(
    {
        "not_json": (
            Message(
                "这一行不是 JSON；一行写一条命令，用 UTF-8 编码。",
                "This line is no JSON; one command a line, in UTF-8.",
            ),
        ),
        "malformed": (
            Message(
                "命令写得不对，没有执行；请逐项改正。", "The command is malformed and was not run; correct each part."
            ),
        ),
        "missing_field": (Message("缺少这一项。", "This field is missing."),),
        "unknown_field": (Message("没有这一项；可以写的有：{known}。", "There is no such field; there are: {known}."),),
        "wrong_type": (Message("这里应当是{expected}。", "This should be {expected}."),),
        "day_out_of_range": (
            Message(
                "日期应在{first}至{last}之间，请核对年份。", "A date lies between {first} and {last}; check the year."
            ),
        ),
        "too_long": (Message("这里最多写{longest}个字。", "This has at most {longest} characters."),),
        "personal_in_plain": (
            Message(
                "这一项不加密保存，不能写身份证号或手机号；个人情况请写在备注里。",
                "This is kept in plain and holds no citizen id and no phone; write what is personal into a note.",
            ),
        ),
        "not_a_choice": (Message("这里只能是：{choices}。", "This is one of: {choices}."),),
        "nobody_named": (
            Message(
                "按此找不到人或团队；人写证件 kind 与 number，团队写 institution 与 name，或直接写编号。",
                "Nobody and no team is known by this; name a person by kind and number of a paper, a team by "
                "institution and name, or give the id.",
            ),
        ),
    }
)
"""Every problem of a sent command, by code."""
