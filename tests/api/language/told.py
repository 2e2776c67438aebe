"""One fact of every kind, and the sentence that it is told in, in both languages."""

from datetime import date
from uuid import UUID

from application.envelope import Event
from domain.care_team import events as teams
from domain.contract import events as contracts
from domain.contract.absences import events as absences
from domain.contract.care import events as care
from domain.personal import Personal
from domain.policy.changes import ChangeReason
from domain.policy.model import PolicyRef, Term
from domain.policy.packages import Package
from domain.policy.renewal import Side
from domain.populations import Category
from domain.resident import events as residents
from tests.api.language.told_fees import FEE_FACTS
from tests.api.language.told_keeping import KEEPING_FACTS
from tests.api.language.told_moves import FACTS as FACTS_OF_MOVES
from tests.api.language.told_papers import PAPER_FACTS
from tests.api.language.told_runs import RUN_FACTS
from tests.api.language.told_services import SERVICE_FACTS
from tests.api.language.told_terms import FACTS as FACTS_OF_TERMS

CONTRACT = UUID("01900000-0000-7000-8000-00000000000c")
FENG = UUID("01900000-0000-7000-8000-000000000001")
LIMEI = UUID("01900000-0000-7000-8000-000000000002")
TEAM = UUID("01900000-0000-7000-8000-000000000009")
LEFT = UUID("01900000-0000-7000-8000-00000000000d")

SIGNED = contracts.ContractSigned(
    agreement_number="2018-1",
    household_number="61090200001",
    household_size=2,
    village="城关村",
    members=(
        contracts.SignedMember(
            resident_id=FENG,
            relationship="户主",
            flags=(contracts.Flag(category=Category.HYPERTENSION), contracts.Flag(category=Category.TYPE2_DIABETES)),
        ),
        contracts.SignedMember(resident_id=LIMEI, relationship="配偶"),
    ),
    representative_id=FENG,
    team_id=TEAM,
    doctor="张军",
    package=Package.BASIC,
    signed_on=date(2018, 5, 25),
    term=Term(number=1, start_on=date(2018, 5, 25), end_on=date(2019, 5, 24), anchor_on=date(2018, 5, 25)),
    renews_silently=False,
    policy=PolicyRef(name="hanbin", version="1", digest="0"),
)

SIGNED_ZH = (
    "2018年5月25日签约2人：王凤（户主，高血压，2型糖尿病）、李梅（配偶）；由王凤代表签字。签约团队城关一队，签约医生张军，"
    "服务包为基础包，合同期2018年5月25日至2019年5月24日。"
)
SIGNED_EN = (
    "Signed on 25 May 2018 for 2 persons: 王凤 (head, hypertension, type 2 diabetes), 李梅 (spouse); 王凤 signed for "
    "them. Team 城关一队, doctor 张军, basic package, from 25 May 2018 to 24 May 2019."
)

STAFFED_EN = (
    "In the team from 1 March 2018: 张军 (family doctor), 赵敏 (responsible nurse, public health physician, health "
    "centre)."
)

LATE_EN = "Signed late for an agreement as from 1 January 2018; in force from 25 May 2018; nothing done before counts."

CORRECTED_ZH = (
    "更正签约时的登记：签约医生应为赵敏；签约代表应为李梅；户编号应为空；李梅与户主的关系应为妻子；李梅的备注应为空。"
    "自2018年5月25日起算。"
)

CORRECTED_EN = (
    "The signing had been written down wrongly: the doctor is 赵敏; who signed for the household is 李梅; there is no "
    "household number; 李梅 is the head's wife; there is no note of 李梅. Counts from 25 May 2018."
)

FACTS: list[tuple[Event, str, str]] = [
    (
        SIGNED,
        SIGNED_ZH,
        SIGNED_EN,
    ),
    (
        contracts.ContractBackSigned(agreed_from_on=date(2018, 1, 1), signing=SIGNED),
        f"补签，协议约定自2018年1月1日起，实际自2018年5月25日起生效，此前的服务不计。{SIGNED_ZH}",
        f"{LATE_EN} {SIGNED_EN}",
    ),
    (
        contracts.ContractSigningCorrected(
            corrected_from=date(2018, 5, 25),
            doctor="赵敏",
            representative_id=LIMEI,
            members=(
                contracts.CorrectedMember(resident_id=LIMEI, relationship="妻子", cleared=(contracts.MemberCell.NOTE,)),
            ),
            cleared=(contracts.SigningCell.HOUSEHOLD_NUMBER,),
        ),
        CORRECTED_ZH,
        CORRECTED_EN,
    ),
    (
        contracts.MemberAdded(
            resident_id=LIMEI, relationship="孙女", reason=contracts.JoinReason.BIRTH, joined_on=date(2018, 6, 1)
        ),
        "新生儿李梅（孙女）自2018年6月1日起加入本合同。",
        "Newborn 李梅 (granddaughter) joined the contract from 1 June 2018.",
    ),
    (
        contracts.MemberRemoved(
            resident_id=LIMEI, reason=contracts.LeaveReason.MARRIED_OUT, last_day_on=date(2018, 9, 30)
        ),
        "李梅退出本合同，原因：婚出；最后一天为2018年9月30日。",
        "李梅 left the contract: married out; last day 30 September 2018.",
    ),
    (
        contracts.MemberDied(resident_id=FENG, last_day_on=date(2018, 5, 10)),
        "王凤于2018年5月10日去世，服务到当天为止。",
        "王凤 died on 10 May 2018, the last day covered.",
    ),
    (
        contracts.MemberRelocated(resident_id=FENG, last_day_on=date(2018, 5, 31)),
        "王凤长期外迁，自2018年6月1日起不再列入服务。",
        "王凤 moved away for long and is not covered from 1 June 2018.",
    ),
    (
        contracts.MemberReturned(resident_id=FENG, returned_on=date(2018, 12, 1)),
        "王凤已返回居住，自2018年12月1日起恢复服务，外迁期间不补。",
        "王凤 lives here again and is covered from 1 December 2018; the gap stays.",
    ),
    (
        absences.AbsenceNoted(
            resident_id=FENG, since_on=date(2018, 3, 1), note=Personal(FENG, "在东莞打工"), from_contract_id=LEFT
        ),
        f"王凤自2018年3月1日起外出（在东莞打工）（在合同{LEFT}中所记），仍在合同内。",
        f"王凤 has been away since 1 March 2018 (在东莞打工) (noted under contract {LEFT}) and stays under contract.",
    ),
    (
        absences.AbsenceEnded(resident_id=FENG, back_on=date(2018, 7, 1)),
        "王凤自2018年7月1日起在家，不再外出。",
        "王凤 is here again from 1 July 2018.",
    ),
    (
        contracts.MarkWithdrawn(
            resident_id=FENG,
            mark=contracts.Mark.DEATH,
            last_day_on=date(2018, 5, 10),
            contract_resumes=True,
            reason=Personal(CONTRACT, "同名误标"),
        ),
        "撤销王凤的死亡标注（原记最后一天为2018年5月10日），理由：同名误标。合同恢复有效。",
        "The mark of death of 王凤 (last day 10 May 2018) was withdrawn: 同名误标. The contract is in force again.",
    ),
    (
        contracts.RepresentativeReplaced(representative_id=LIMEI, replaced_on=date(2018, 6, 3)),
        "自2018年6月3日起由李梅代表本户；原来的签字仍然有效。",
        "李梅 speaks for the household from 3 June 2018; the old signature stays valid.",
    ),
    (
        contracts.PopulationFlagged(
            resident_id=LIMEI,
            flag=contracts.Flag(category=Category.MATERNAL, until_on=date(2018, 11, 1)),
            noted_on=date(2018, 6, 3),
        ),
        "自2018年6月3日起，李梅列入“孕产妇（至2018年11月1日）”人群。",
        "李梅 is noted from 3 June 2018 as: pregnancy or childbed (until 1 November 2018).",
    ),
    (
        contracts.PopulationUnflagged(resident_id=FENG, category=Category.HYPERTENSION, ended_on=date(2018, 6, 3)),
        "自2018年6月3日起，王凤不再列入“高血压”人群。",
        "王凤 is no longer noted from 3 June 2018 as: hypertension.",
    ),
    *SERVICE_FACTS,
    *FACTS_OF_TERMS,
    *FACTS_OF_MOVES,
    *KEEPING_FACTS,
    *PAPER_FACTS,
    *FEE_FACTS,
    *RUN_FACTS,
    (
        care.DoctorChanged(doctor="赵敏", changed_on=date(2018, 7, 1), reason=ChangeReason.DOCTOR_LEFT),
        "自2018年7月1日起，签约医生变更为赵敏，原因：医生离开团队。",
        "The doctor is 赵敏 from 1 July 2018: the doctor left the team.",
    ),
    (
        care.TeamChanged(
            team_id=TEAM,
            doctor="赵敏",
            changed_on=date(2018, 7, 1),
            reason=ChangeReason.OTHER,
            note=Personal(CONTRACT, "离女儿家近"),
        ),
        "自2018年7月1日起，签约团队变更为城关一队，签约医生为赵敏，原因：其他，离女儿家近。",
        "The team is 城关一队 from 1 July 2018, and the doctor 赵敏: other, 离女儿家近.",
    ),
    (
        care.PackageChanged(package=Package.PRIMARY, changed_on=date(2018, 7, 1), reason=None, consents=tuple(Side)),
        "自2018年7月1日起，服务包变更为初级包（居民、签约医生（团队）同意）。",
        "Primary package was agreed from 1 July 2018 (agreed by resident, team).",
    ),
    (
        contracts.ContractLapsed(reason=contracts.LapseReason.DECEASED, last_day_on=date(2018, 8, 20)),
        "签约成员均已去世，合同自然终止，最后一天为2018年8月20日。",
        "The contract lapsed, because every member has died; last day 20 August 2018.",
    ),
    (
        contracts.ContractEnteredInError(
            void_from=date(2018, 5, 25), declared_on=date(2019, 6, 3), reason=Personal(CONTRACT, "录错了户")
        ),
        "本合同系误录，自2018年5月25日起作废，视同从未签约。理由：录错了户。",
        "The contract was entered in error and is void from 25 May 2018, as if never signed: 录错了户.",
    ),
    (
        residents.ResidentRegistered(
            registered_on=date(2018, 6, 3),
            details=residents.ResidentDetails(name=Personal(FENG, "王凤"), sex=Personal(FENG, "female")),
        ),
        "2018年6月3日登记居民：姓名王凤，性别女。",
        "Registered on 3 June 2018: name 王凤, sex female.",
    ),
    (
        residents.ResidentIdentified(
            identified_on=date(2018, 6, 3),
            kind=residents.IdentifierKind.CITIZEN_ID,
            number=Personal(FENG, "11010519491231002X"),
        ),
        "2018年6月3日登记王凤的身份证，尾号002X。",
        "The citizen id of 王凤 was noted on 3 June 2018, ending in 002X.",
    ),
    (
        residents.ResidentDetailsChanged(
            changed_on=date(2018, 6, 3), details=residents.ResidentDetails(phone=Personal(FENG, "13900000000"))
        ),
        "自2018年6月3日起，王凤的登记信息改为：电话13900000000。",
        "From 3 June 2018, of 王凤: phone 13900000000.",
    ),
    (
        residents.ResidentMerged(merged_on=date(2018, 6, 3), same_as_id=LIMEI),
        f"2018年6月3日查明此条登记与李梅（{LIMEI}）是同一人，今后以后者为准。",
        f"Found on 3 June 2018 to be the same person as 李梅 ({LIMEI}), as whom they are known now.",
    ),
    (
        residents.ResidentAbsorbed(merged_on=date(2018, 6, 3), duplicate_id=LIMEI),
        f"2018年6月3日查明{LIMEI}是此人的重复登记，已并入。",
        f"Found on 3 June 2018 that {LIMEI} is this same person; what it holds counts here.",
    ),
    (
        teams.CareTeamFounded(
            institution="城关镇卫生院", name="城关一队", founded_on=date(2018, 3, 1), to_be_completed=True
        ),
        "城关镇卫生院成立团队“城关一队”（2018年3月1日，由登记册得知，成员待补全）。",
        "城关镇卫生院 founded the team 城关一队 (1 March 2018; known from a register, to be completed).",
    ),
    (
        teams.CareTeamStaffed(
            staffed_on=date(2018, 3, 1),
            staff=(
                teams.StaffMember(name="张军", role=teams.StaffRole.FAMILY_DOCTOR),
                teams.StaffMember(
                    name="赵敏",
                    role=teams.StaffRole.RESPONSIBLE_NURSE,
                    also=(teams.StaffRole.PUBLIC_HEALTH_PHYSICIAN,),
                    workplace=teams.Workplace.HEALTH_CENTRE,
                ),
            ),
        ),
        "自2018年3月1日起加入团队：张军（家庭医生）、赵敏（责任护士，公卫医师，卫生院）。",
        STAFFED_EN,
    ),
    (
        teams.CareTeamVillagesAssigned(assigned_on=date(2018, 3, 1), villages=("城关村", "东坝村")),
        "自2018年3月1日起负责：城关村、东坝村。",
        "In charge from 1 March 2018 of: 城关村, 东坝村.",
    ),
    (
        teams.CareTeamLeaderAppointed(appointed_on=date(2018, 3, 1), name="张军"),
        "自2018年3月1日起由张军任团队长。",
        "张军 leads the team from 1 March 2018.",
    ),
    (
        teams.CareTeamStaffLeft(names=("张军", "赵敏"), last_day_on=date(2018, 6, 30)),
        "张军、赵敏离开团队，最后一天为2018年6月30日。",
        "Left the team: 张军, 赵敏; last day 30 June 2018.",
    ),
    (
        teams.CareTeamCompleted(completed_on=date(2018, 4, 1)),
        "自2018年4月1日起团队成员已登记齐全。",
        "The whole staff of the team is on record from 1 April 2018.",
    ),
    (
        teams.CareTeamClosed(last_day_on=date(2018, 12, 31)),
        "团队撤销，最后一天为2018年12月31日。",
        "The team was closed; last day 31 December 2018.",
    ),
]
