"""Why a rule said no, in words: each code with what is the matter and, where there is something to do, what.

A code may have several sentences: the first one whose facts are all known is said. Problems of a register have their
own table, in `application.registers.messages`.
"""

from collections.abc import Mapping
from types import MappingProxyType

from api.language.fee_refusals import FEE_REFUSALS
from api.language.keeping_refusals import KEEPING_REFUSALS
from api.language.move_refusals import MOVE_REFUSALS
from api.language.service_refusals import SERVICE_REFUSALS
from api.language.term_refusals import TERM_REFUSALS
from application.registers.messages import Message

Sentences = Mapping[str, tuple[Message, ...]]

REFUSALS: Sentences = MappingProxyType(
    {
        "dated_in_future": (
            Message("{day}在今天（{today}）之后，请核对日期。", "{day} lies after today ({today}); check the date."),
        ),
        "already_contracted": (
            Message(
                "居民{resident}在合同{contract}中，签约至{until_on}；同一时间只能签一份，请在该日之后再签，或办理转签。",
                "Resident {resident} is under contract {contract} until {until_on}; one contract at a time. "
                "Sign from a later day, or transfer.",
            ),
            Message(
                "居民{resident}在合同{contract}中，该合同未解约前一直有效；同一时间只能签一份，请先解约或办理转签。",
                "Resident {resident} is under contract {contract}, which holds until it is ended; one contract at a "
                "time. End it first, or transfer.",
            ),
        ),
        "resident_deceased": (
            Message(
                "居民{resident}已于{died_on}去世，此后不能签约或变更；如系误标，请先撤销死亡标注。",
                "Resident {resident} died on {died_on}; nothing can be signed or changed after that. "
                "If the mark is wrong, withdraw it first.",
            ),
        ),
        "signed_in_future": (
            Message(
                "签约日期{signed_on}在今天（{today}）之后，请核对。",
                "The signing day {signed_on} lies after today ({today}); check it.",
            ),
        ),
        "starts_before_signing": (
            Message(
                "服务开始日{start_on}早于签约日{signed_on}；合同从签约当天起才有效，不能往前算。",
                "The first day {start_on} lies before the signing on {signed_on}; a contract covers nothing before it.",
            ),
        ),
        "not_back_signed": (
            Message(
                "补签的协议约定自{agreed_from_on}起，应早于签约当天，并且自签约当天（这里是{first_day}）生效；请核对日期。",
                "A late signing is of an agreement as from before its signing, in force from that day; this one is as "
                "from {agreed_from_on} and in force from {first_day}. Check the days.",
            ),
        ),
        "nobody_signed": (
            Message("没有签约成员；至少要有一人。", "Nobody is named on the contract; at least one person must be."),
        ),
        "same_person_twice": (
            Message(
                "居民{resident}在同一份合同里登了两次，请删去一处。",
                "Resident {resident} is named twice on the contract; remove one of the two.",
            ),
        ),
        "representative_not_member": (
            Message(
                "{resident}在{day}不是本合同成员，不能代表本户；请从成员中选一人。",
                "{resident} is no member of the contract on {day} and cannot represent the household; choose a member.",
            ),
        ),
        "whole_household": (
            Message(
                "全户{household_size}人，只签了{signed}人；这类家庭要整户签约，请把其余成员补上。",
                "The household has {household_size} persons and {signed} signed; such a household signs whole. "
                "Add the others.",
            ),
        ),
        "household_too_small": (
            Message(
                "全户写为{household_size}人，却签了{signed}人；请核对全户人数。",
                "The household is given as {household_size} persons and {signed} signed; check its size.",
            ),
        ),
        "not_eligible": (
            Message(
                "按{policy}的规定，本户不在签约范围内：没有重点人群成员。",
                "Policy {policy} does not sign households without a member of a key population.",
            ),
        ),
        "one_person_only": (
            Message(
                "按{policy}的规定一人一份合同，这里有{signed}人；请分开签。",
                "Policy {policy} signs each person alone and {signed} are named here; sign them one by one.",
            ),
        ),
        "package_not_offered": (
            Message("{policy}没有{package}，请另选服务包。", "Policy {policy} has no {package}; choose another one."),
        ),
        "doctor_not_in_team": (
            Message(
                "{doctor}在{day}不是团队（{team}）的成员，请核对签约医生和团队。",
                "{doctor} does not serve in the team ({team}) on {day}; check doctor and team.",
            ),
        ),
        "capacity_exceeded": (
            Message(
                "按{as_of}的名册，团队{team}连同本次共{load}{counted}，超过上限{cap}{counted}；请另选团队。",
                "With this signing the team {team} would have {load} {counted} by the roster of {as_of}, more than "
                "{cap}; choose another team.",
            ),
        ),
        "team_incomplete": (
            Message(
                "团队{team}中{workplace}人员只有{found}人，至少要{at_least}人才能新签约；请先补全团队成员。",
                "The team {team} has {found} from the {workplace} and needs {at_least} to sign anybody new; complete "
                "its staff first.",
            ),
        ),
        "not_in_force": (
            Message(
                "{day}不在合同期内（{from_on}至{last_day_on}）。",
                "The contract does not cover {day}; it runs from {from_on} to {last_day_on}.",
            ),
            Message(
                "合同系误录、已作废，{day}不在其内。", "The contract was entered in error; it does not cover {day}."
            ),
        ),
        "not_a_member": (
            Message("{resident}在{day}不是本合同成员。", "{resident} is no member of the contract on {day}."),
        ),
        "already_member": (
            Message("{resident}在{day}已是本合同成员。", "{resident} is a member of the contract on {day} already."),
        ),
        "representative_leaves": (
            Message(
                "{resident}自{day}起仍是本户的签约代表，不能移出；请先变更自该日起的代表。",
                "{resident} speaks for the household from {day} on and cannot leave; let somebody else speak first.",
            ),
        ),
        "last_member": (
            Message(
                "{resident}是最后一名成员，不能移出；请改为解约，或标注死亡、外迁。",
                "{resident} is the last member and cannot leave; end the contract, or mark a death or a move.",
            ),
        ),
        "marked_otherwise": (
            Message(
                "{resident}已标注为{died_on}去世；日期有误请先撤销原标注，再重新标注。",
                "The death of {resident} is on record as {died_on}; withdraw that mark first, then mark it anew.",
            ),
        ),
        "contract_after_death": (
            Message(
                "{resident}在{died_on}之后还有另一份合同{contract}，请先核对是哪一份有误；该合同尚未生效的，先在那里登记去世。",
                "{resident} is under another contract, {contract}, after {died_on}; find out first which is wrong. "
                "Where that one is yet to begin, record the death there first.",
            ),
        ),
        "covered_elsewhere": (
            Message(
                "{resident}在{day}由合同{contract}覆盖，请在该合同上标注；由它转出的合同会一并更正。",
                "On {day} {resident} was under contract {contract}: mark it there. The contracts to which the person "
                "went are put right with it.",
            ),
        ),
        "nothing_marked": (
            Message("{resident}没有可撤销的{mark}标注。", "{resident} has no mark of {mark} to withdraw."),
        ),
        "which_mark": (
            Message(
                "{resident}的{mark}标注在案的日期为{days}；请用marked_on写明撤销哪一个。",
                "Marks of {mark} of {resident} are on record with {days}; say in marked_on which one is withdrawn.",
            ),
        ),
        "went_elsewhere": (
            Message(
                "{resident}于{day}转到合同{contract}；请先用void_move撤销这次转出。",
                "{resident} went to contract {contract} on {day}; take that move back first, with void_move.",
            ),
        ),
        "away_already": (
            Message(
                "{resident}在{day}已记为外出（自{since_on}起）；日期有误的，先登记自{since_on}起在家，再重新登记外出。",
                "{resident} is noted as away on {day}, since {since_on}. If that day is wrong, note that they are back "
                "from {since_on}, and note the absence anew.",
            ),
        ),
        "not_absent": (
            Message(
                "{resident}在{day}没有外出的记录，请核对日期；长期外迁后返回的，请登记返回。",
                "{resident} is not noted as away on {day}; check the date. Who had moved away is recorded as returned.",
            ),
        ),
        "not_away": (Message("{resident}在{day}并未外迁。", "{resident} had not moved away by {day}."),),
        **SERVICE_REFUSALS,
        **FEE_REFUSALS,
        **KEEPING_REFUSALS,
        **MOVE_REFUSALS,
        **TERM_REFUSALS,
        "computed_category": (
            Message(
                "“{category}”由出生日期推算，不用登记。",
                "“{category}” follows from the birth date and is never written down.",
            ),
        ),
        "nothing_to_correct": (Message("没有写明要更正什么。", "Nothing is named that should be corrected."),),
        "corrected_and_cleared": (
            Message(
                "{cell}既写了更正后的内容，又写了应为空，请二选一。",
                "{cell} is both corrected and emptied; choose one.",
            ),
        ),
        "team_name_missing": (Message("团队要有所属机构和名称。", "A care team needs an institution and a name."),),
        "team_exists": (
            Message("{institution}已有名为{name}的团队。", "{institution} has a team called {name} already."),
        ),
        "before_founding": (
            Message(
                "团队“{team}”于{founded_on}成立，{day}尚无此团队；请核对日期。",
                "The team {team} was founded on {founded_on} and did not exist on {day}; check the date.",
            ),
        ),
        "leader_not_in_team": (
            Message(
                "{name}在{day}不是团队成员，不能任团队长。",
                "{name} does not serve in the team on {day} and cannot lead it.",
            ),
        ),
        "not_in_staff": (
            Message(
                "{name}在{day}不是团队成员，不能登记离开；请核对姓名和日期。",
                "{name} does not serve in the team on {day} and cannot leave it; check name and day.",
            ),
        ),
        "team_closed": (
            Message(
                "团队{team}已撤销，最后一天为{last_day_on}；{day}请另选团队。",
                "The team {team} was closed, its last day {last_day_on}; choose another team for {day}.",
            ),
        ),
        "team_has_contracts": (
            Message(
                "自{day}起团队{team}还有{contracts}份合同，不能撤销；请先把合同转到其他团队。",
                "The team {team} has {contracts} contracts from {day} on and is not closed; move them to another team "
                "first.",
            ),
        ),
        "no_such_paper_here": (
            Message("按{policy}的规定，签约资料中没有{paper}。", "The documents of policy {policy} list no {paper}."),
        ),
        "not_kept_by": (
            Message(
                "按{policy}的规定，{paper}不由{holder}留存，不发给{holder}。",
                "By the documents of policy {policy} the {paper} is not for the {holder} to keep.",
            ),
        ),
        "paper_not_issued": (
            Message(
                "{day}前没有发给{holder}的{paper}，无从补发；请改为发放。",
                "The {holder} had no {paper} by {day} that could be replaced; issue one instead.",
            ),
        ),
        "nothing_to_issue": (Message("没有写明发放哪些资料。", "Nothing is named that was handed over."),),
        "guardian_required": (
            Message(
                "{resident}在{day}未满14周岁，或监护人写成了本人；应由监护人同意。",
                "{resident} is under 14 on {day}, or is named as their own guardian; a guardian has to speak.",
            ),
        ),
        "guardian_not_of_age": (
            Message(
                "{guardian}在{day}未满{age}周岁，不能作监护人；请另由成年监护人同意。",
                "{guardian} is under {age} on {day} and is nobody's guardian; a guardian who is of age has to speak.",
            ),
        ),
        "nothing_consented": (
            Message(
                "{resident}在{day}前没有就“{purpose}”表示过同意，无从撤回。",
                "{resident} had not consented to “{purpose}” by {day}; there is nothing to withdraw.",
            ),
        ),
        "reason_missing": (
            Message(
                "按{policy}的规定，特殊情况下才可以变更；请写明原因。",
                "Policy {policy} allows this change in special circumstances only; say the reason.",
            ),
        ),
        "reason_unexplained": (
            Message("原因为“{reason}”时要写明具体情况。", "The reason “{reason}” needs a note that explains it."),
        ),
        "merged_away": (
            Message("此居民已并入{same_as}，请改用后者。", "This resident is known as {same_as} now; use that one."),
        ),
        "merge_into_itself": (
            Message(
                "不能并入{same_as}：是同一条登记，或对方已并入他人。",
                "Cannot be merged into {same_as}: it is the same resident, or was itself merged away.",
            ),
        ),
        "both_contracted": (
            Message(
                "两条居民登记在同一时间各有合同（{contract}、{other_contract}），请先处理其中一份再合并。",
                "Both residents are under contract on the same days ({contract}, {other_contract}); "
                "settle one of them first.",
            ),
        ),
        "id_taken": (
            Message("已有{what}用这个编号：{id}。", "There is such a {what} already: {id}."),
            Message(
                "新记录请另取编号；如是重发，请沿用原来的command_id。",
                "Take another id for a new one; send the same again under the command_id that it had.",
            ),
        ),
        "identifier_taken": (
            Message(
                "这个{kind}号码已登记在居民{resident}名下，请核对。",
                "Resident {resident} is known by this {kind} number already; check it.",
            ),
        ),
        "number_missing": (
            Message(
                "居民{resident}没有登记{kind}号码，无从互换；请改为分别登记。",
                "No {kind} of resident {resident} is on record to be exchanged; write down each number instead.",
            ),
        ),
        "not_found": (Message("没有找到{what}：{id}。", "There is no such {what}: {id}."),),
        "nothing_disposed": (
            Message(
                "合同{contract}没有销毁过资料，或登记已作废，没有证明。",
                "Nothing of contract {contract} was disposed of, or that is void: there is no certificate.",
            ),
        ),
        "stale_version": (
            Message(
                "内容已被他人更新（您看到的是第{expected}版，现为第{actual}版），请重新查看后再提交。",
                "It changed since you read it (you saw version {expected}, it is {actual} now); read it again.",
            ),
        ),
        "idempotency_key_reused": (
            Message(
                "命令编号{key}已用于另一条内容不同的命令，请换一个编号。",
                "Key {key} was used with another command; choose another key.",
            ),
        ),
        "unreadable_moment": (
            Message(
                "看不懂 {text}：请写日期（2018-06-30）、带时区的时刻（2018-06-30T09:00:00+08:00）或记录序号（@123）。",
                "{text} cannot be read: write a date (2018-06-30), an instant with its offset "
                "(2018-06-30T09:00:00+08:00) or a position (@123).",
            ),
        ),
        "position_not_reached": (
            Message(
                "台账目前只有{position}条记录，还没有第{asked}条。",
                "The ledger has {position} records; there is no position {asked} yet.",
            ),
        ),
        "unknown_policy": (
            Message("没有名为{name}的政策；可用的有：{known}。", "There is no policy {name}; there are: {known}."),
        ),
        "unknown_policy_version": (
            Message(
                "政策{name}没有第{version}版；现有：{known}。请恢复该版本的文件。",
                "Policy {name} has no version {version}; there are: {known}. Put that version's file back.",
            ),
        ),
        "policy_version_changed": (
            Message(
                "政策{name}第{version}版在使用后被改动（记录为{recorded}，现为{present}）；请恢复原文，改动另立新版。",
                "Policy {name}, version {version}, was edited after it was used (digest {recorded} on record, "
                "{present} now); restore it and make a new version of the change.",
            ),
        ),
        "no_fund_split": (
            Message(
                "{policy}的规定没有写明签约服务经费如何分配。",
                "The policy {policy} does not say how the income of the service is split.",
            ),
        ),
        "outside_calendar": (
            Message(
                "从{signed_on}起算不出{terms}期：期数至少为 1，且不能超过公元 9999 年。",
                "{terms} terms from {signed_on} cannot be told: ask for at least 1, ending before the year 10000.",
            ),
        ),
    }
)
"""Every refusal of the rules, by code."""
