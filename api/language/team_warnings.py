"""What is wrong with a team that has contracts."""

from collections.abc import Mapping
from types import MappingProxyType

from api.language.values import fact
from application.queries.team_warnings import TeamWarning, TeamWarningCode
from application.registers.messages import Message
from domain.policy.errors import Language

MESSAGES: Mapping[TeamWarningCode, Message] = MappingProxyType(
    {
        TeamWarningCode.TEAM_SHORT: Message(
            "团队{team}：{workplace}人员只有{found}人，至少要{at_least}人；已签的合同照常，补全前不能新签。",
            "Team {team}: {found} from the {workplace} and {at_least} needed; contracts go on, nobody new is signed.",
        ),
        TeamWarningCode.TEAM_LACKS_ROLE: Message("团队{team}：没有{role}。", "Team {team}: it has no {role}."),
        TeamWarningCode.OVER_ADVISED: Message(
            "团队{whose}：在签{load}{counted}，超过规定的{cap}{counted}。",
            "Team {whose}: {load} {counted} are under contract, more than the {cap} advised.",
        ),
        TeamWarningCode.OVER_LIMIT: Message(
            "团队{whose}：在签{load}{counted}，超过上限{cap}{counted}，不能新签。",
            "Team {whose}: {load} {counted} are under contract, more than the limit of {cap}; it signs nobody new.",
        ),
        TeamWarningCode.CLOSED_WITH_CONTRACTS: Message(
            "团队{team}已撤销，仍有{households}户在签；请移交给别的团队。",
            "Team {team} is closed and has {households} households under contract; move them to another team.",
        ),
    }
)


def team_warning_sentence(warning: TeamWarning, language: Language) -> str:
    """What is wrong with a team, without the rule."""
    message, doctor = MESSAGES[warning.code], warning.facts.get("doctor")
    facts = {**warning.facts, "team": warning.team, "whose": f"{warning.team} {doctor}" if doctor else warning.team}
    text = message.zh if language == "zh" else message.en
    return text.format_map({name: fact(value, language) for name, value in facts.items()})
