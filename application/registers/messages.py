"""What to tell the user about each code: what is wrong, or what was made of it, and what to do. Chinese and English."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from application.registers.households import Problem
from domain.refusal import Refused

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence in both languages; names in braces are facts."""

    zh: str
    en: str


ERRORS: Mapping[str, Message] = MappingProxyType(
    {
        "check_digit": Message(
            "身份证号的校验码不符，请对照身份证核对每一位。",
            "The check digit of the id does not fit; compare every digit with the id card.",
        ),
        "id_length": Message(
            "身份证号有{length}个字，应为18位(或旧证的15位数字)，请对照身份证补正；护照等其他证件不能由登记册导入。",
            "The id has {length} characters instead of 18 (or the 15 digits of an old one); "
            "complete it from the id card. Passports and other papers cannot be imported.",
        ),
        "id_impossible_date": Message(
            "身份证号中的出生日期不存在或在今天之后，请对照身份证更正。",
            "The birth date in the id does not exist or lies in the future; correct it from the id card.",
        ),
        "id_missing": Message("没有身份证号，请填写。", "The id is missing; fill it in."),
        "id_as_number": Message(
            "身份证号存成了数字，第15位以后已丢失；请把单元格设为文本后重新填写。",
            "The id was stored as a number, which loses all digits after the 15th; "
            "format the cell as text and type it again.",
        ),
        "number_lost_digits": Message(
            "家庭编号存成了数字，第15位以后已丢失；请把单元格设为文本后重新填写。",
            "The household number was stored as a number, which loses all digits after the 15th; "
            "format the cell as text and type it again.",
        ),
        "no_signing_date": Message("没有签约日期，请填写。", "The signing date is missing; fill it in."),
        "date_unreadable": Message(
            "日期无法确定，请写成 2018-05-25 这样的年月日。",
            "The date cannot be read with certainty; write it like 2018-05-25.",
        ),
        "signed_in_future": Message(
            "签约日期在今天({today})之后，请更正。", "The signing date lies after today ({today}); correct it."
        ),
        "already_contracted": Message(
            "此人已在家庭{first_household}签约，一人只能属于一户；请从其中一户删去。",
            "This person is already under contract in household {first_household}; remove them from one of the two.",
        ),
        "same_person_twice": Message(
            "此人在本户第{first_row}行已登记过，请删去重复的一行。",
            "This person already stands in row {first_row} of the household; remove one of the two rows.",
        ),
        "formula": Message(
            "单元格是没有结果的公式、错误值(如 #N/A)，或以 = + - @ 开头；请直接填写内容。",
            "The cell is a formula without a value, an error such as #N/A, or begins with = + - @; "
            "type the content itself.",
        ),
        "too_long": Message(
            "内容超过{longest}个字，请只写本栏的内容，其余写在备注。",
            "There are more than {longest} characters; write only what belongs here, and the rest into 备注.",
        ),
        "name_missing": Message("没有姓名，请填写。", "The name is missing; fill it in."),
        "no_head": Message(
            "本户能认定的户主有{heads}人，应恰有一人，且与户主姓名一致；请在与户主关系中注明。",
            "{heads} persons can be the head of the household; exactly one must be, with the head's name as given.",
        ),
        "signing_date_changed": Message(
            "合同已按{recorded_on}签约记录，签约日期不能由导入更改；若记录有误请另行更正。",
            "The contract is on record as signed on {recorded_on}; an import does not change that day.",
        ),
        "note_date": Message(
            "备注写有死亡或外迁，但没有唯一可信的日期(不早于签约、不晚于今天)；请在备注写明年月日。",
            "The note tells of a death or a move without one credible day (not before the signing, not after today); "
            "write the day into the note.",
        ),
        "unknown_package": Message(
            "不认识这个服务包，请改为基础包、初级包、中级包、有偿包或个性化包。",
            "This service package is unknown; choose 基础包, 初级包, 中级包, 有偿包 or 个性化包.",
        ),
        "household_cells_differ": Message(
            "同一户各行的内容不一致(与第{first_row}行不同)，请改为一致，或分为两户。",
            "The rows of one household disagree (see row {first_row}); make them equal, or two households of them.",
        ),
        "personal_in_plain": Message(
            "这一栏不加密保存，不能写身份证号或手机号；请移到相应的栏或备注。",
            "This column is kept in plain and holds no citizen id and no phone; move it to its own column, or to 备注.",
        ),
        "team_missing": Message("没有签约团队，请填写。", "The care team is missing; fill it in."),
        "doctor_missing": Message("没有签约医生，请填写。", "The signing doctor is missing; fill it in."),
        "household_number_twice": Message(
            "另一户(工作表{other_sheet}第{other_row}行)用了同一家庭编号，请更正其中之一。",
            "Another household (sheet {other_sheet}, row {other_row}) bears the same number; correct one of them.",
        ),
        "number_of_others": Message(
            "这个家庭编号已属于{recorded_on}签约的另一户，两户没有一个相同的人；请核对编号，各乡镇编号相同的请加上乡镇代码。",
            "This number is that of another household, which signed on {recorded_on} and shares nobody with this one. "
            "Check it; where townships give out the same numbers, put the township's code before them.",
        ),
        "resident_deceased": Message(
            "此人已于{died_on}标注死亡，合同不能延续到其后；请核对身份证号、签约日期和备注。",
            "This person is on record as having died on {died_on}; no contract covers days after that. "
            "Check id, signing date and note.",
        ),
        "identifier_taken": Message(
            "此号码已由人工更正登记在另一人名下；请核对号码，如确属此人，请先更正那一人的号码。",
            "People wrote this number down for somebody else, correcting an earlier register. "
            "Check the number; if it is this person's, correct that other entry first.",
        ),
        "contract_after_death": Message(
            "备注写此人于{died_on}死亡，但此后另有合同；请先核对哪一处有误。",
            "The note says that this person died on {died_on}, but a later contract has them; find out which is wrong.",
        ),
        "marked_otherwise": Message(
            "此人已另行标注于{died_on}死亡，与备注不符；请先核对并更正其中之一。",
            "The death of this person is on record as {died_on}, not as in the note; correct one of the two first.",
        ),
        "not_a_member": Message(
            "此人在{day}不是本户合同成员(可能已另行移出)，登记册的改动无法记入；请核对。",
            "This person is no member of the household's contract on {day} (removed otherwise?); "
            "the change cannot be recorded. Please check.",
        ),
        "not_in_force": Message(
            "{day}不在本户合同期内，登记册的改动无法记入；请核对。",
            "The household's contract does not cover {day}; the change cannot be recorded. Please check.",
        ),
        "nobody_signed": Message(
            "签约日期早于全户各人的出生日期，请核对签约日期和身份证号。",
            "The signing date lies before the birth of everybody in the household; check it, and the ids.",
        ),
        "representative_not_member": Message(
            "户主在{day}不是本户合同成员(尚未出生、已去世或已移出)，请核对户主和签约日期。",
            "The head is no member of the household's contract on {day}; check the head and the signing date.",
        ),
        "one_person_only": Message(
            "按{policy}的规定一人一份合同，本户有{signed}人；请每人写成一户。",
            "Policy {policy} signs each person alone and the household has {signed}; list each as a household.",
        ),
        "doctor_not_in_team": Message(
            "{doctor}在{day}不是所填团队的成员；请核对签约团队、签约医生，以及已登记的医生变更。",
            "{doctor} does not serve in the team given on {day}; check team and doctor, and the changes on record.",
        ),
        "before_founding": Message(
            "团队“{team}”于{founded_on}成立，{day}尚无此团队；请核对签约团队和签约日期。",
            "The team {team} was founded on {founded_on} and did not exist on {day}; check team and signing date.",
        ),
        "team_closed": Message(
            "团队“{team}”已于{last_day_on}停止服务，{day}不能签约；请核对签约团队。",
            "The team {team} exists until {last_day_on} and not on {day}; check the team.",
        ),
        "package_not_offered": Message(
            "{policy}没有{package}，请另填服务包。", "Policy {policy} has no {package}; give another package."
        ),
    }
)
"""Any of these refuses the household whole."""

WARNINGS: Mapping[str, Message] = MappingProxyType(
    {
        "unit_missing": Message(
            "登记册没有写填报单位，团队只按名称区分；若几个卫生院有同名团队，请在表头上方写明“填报单位：”再导入。",
            "The register does not say which unit reports (填报单位), so teams are told apart by name alone. Where "
            "several institutions have teams of one name, write 填报单位： above the headings and import again.",
        ),
        "normalised": Message("按{read_as}读取。", "Read as {read_as}."),
        "unknown_division": Message(
            "行政区划代码{division}未见于国家标准，共{ids}个身份证号使用；请核对。",
            "Division code {division} is not known to the national standard; {ids} ids carry it. Please check.",
        ),
        "unknown_category": Message(
            "不认识的人群类别：{words}；未计入，请核对。",
            "Unknown population category: {words}; not counted, please check.",
        ),
        "unusual_name": Message(
            "姓名中有姓名以外的内容，原样保存；请核对，死亡、外迁请写在备注。",
            "The name contains more than a name and is kept as it is; please check. Deaths and moves belong into 备注.",
        ),
        "unknown_note": Message("备注中的文字原样保存。", "The text of the note is kept as it is."),
        "duplicate_count_differs": Message(
            "备注写重复{written}，按各人类别计算为{computed}；请核对。",
            "The note says {written} doubles, the categories make it {computed}; please check.",
        ),
        "unknown_relationship": Message(
            "与户主关系不是关系称谓，按“其他”登记，原文密封保存在备注中；请核对。",
            "This is no word of kinship; taken as 其他, the text is kept sealed with the notes. Please check.",
        ),
        "household_number_is_id": Message(
            "家庭编号中有身份证号，按没有编号读取，以户主认户；请另编家庭编号。",
            "The household number holds a citizen id; read as none, the head stands for the household. Number it anew.",
        ),
        "sex_differs": Message(
            "性别与身份证号不符，按身份证号读取；请核对。",
            "The sex contradicts the id and was taken from the id; please check.",
        ),
        "sheet_skipped": Message("此工作表没有表头行，未读取。", "This sheet has no row of headings and was not read."),
        "row_skipped": Message(
            "此处起{rows}行没有姓名、身份证号等人员信息，未读取。",
            "From here on, {rows} rows say nothing of a person; they were not read.",
        ),
        "no_rows": Message("表头之下没有人员。", "Nobody is listed below the headings."),
        "column_skipped": Message("此列未读取。", "This column was not read."),
        "team_founded": Message(
            "新建了团队{team}，成员待补全。", "The team {team} was founded; its members are to be completed."
        ),
        "no_longer_listed": Message(
            "上次导入时有、本次没有的有{persons}人；未作更改，如已解约或离开请另行办理。",
            "{persons} listed in the last import and no longer; nothing was changed. "
            "Record what happened, if anything did.",
        ),
        "note_after_end": Message(
            "备注的死亡或外迁在合同到期日{end_on}之后，未记入本合同。",
            "The death or move in the note lies after the contract's last day ({end_on}); it was not recorded with it.",
        ),
        "born_after_end": Message(
            "此人出生在合同到期日{end_on}之后，未记入本合同。",
            "This person was born after the contract's last day ({end_on}) and was not recorded with it.",
        ),
        "package_assumed": Message(
            "没有服务包，按基础包读取。", "No service package is given; the basic one was taken."
        ),
        "village_missing": Message("没有行政村，村名留空。", "No village is given; it stays empty."),
        "not_eligible": Message(
            "按{policy}的规定，没有重点人群的家庭不在签约对象之内；已按登记册记入，请核对。",
            "Under the policy {policy}, households without a key member are not signed; taken as the register has it.",
        ),
    }
)
"""What was made of something; nothing is refused."""

REFUSALS: Mapping[str, Message] = MappingProxyType(
    {
        "workbook_missing": Message(
            "打不开文件：{reason}。请检查路径和权限。", "The file cannot be opened: {reason}. Check path and rights."
        ),
        "workbook_empty": Message("文件是空的，请重新导出。", "The file is empty; export it again."),
        "not_a_workbook": Message(
            "这不是完好的 .xlsx 工作簿；请用 Excel 或 WPS 打开后另存为 .xlsx。",
            "This is no sound .xlsx workbook; open it in Excel or WPS and save it as .xlsx.",
        ),
        "encrypted_workbook": Message(
            "工作簿设有密码；请取消密码后再导入。", "The workbook has a password; remove it and import again."
        ),
        "old_xls": Message("这是旧的 .xls 格式；请另存为 .xlsx。", "This is the old .xls format; save it as .xlsx."),
        "workbook_too_large": Message(
            "工作簿展开后过大(上限{limit})；请删去空白行列，或按村拆分。",
            "The workbook unpacks to too much (limit: {limit}); delete blank rows and columns, or split it.",
        ),
        "errors_not_written": Message(
            "无法写出带错误说明的工作簿：{reason}。导入结果不受影响。",
            "The workbook with the errors could not be written: {reason}. The import itself is not affected.",
        ),
        "no_heading_row": Message(
            "没有找到表头行；至少要有姓名、身份证号码，以及家庭编号、户主姓名、与户主关系、签约日期之一。",
            "No row of headings was found; it needs 姓名, 身份证号码 and one of "
            "家庭编号, 户主姓名, 与户主关系, 签约日期.",
        ),
    }
)
"""Why a whole workbook is refused."""


def problem_message(problem: Problem, language: Language) -> str:
    """The sentence about a problem, with its facts."""
    return _sentence({**ERRORS, **WARNINGS}[problem.code], problem.facts, language)


def refusal_message(refused: Refused, language: Language) -> str:
    """The sentence about the refusal of a whole workbook."""
    return _sentence(REFUSALS[refused.code], refused.facts, language)


def _sentence(message: Message, facts: Mapping[str, object], language: Language) -> str:
    return (message.zh if language == "zh" else message.en).format_map(facts)
