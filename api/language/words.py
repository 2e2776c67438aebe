"""The names of things in both languages: categories, roles, reasons, papers. Packages have theirs in the domain."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from api.language.keeping_words import KEEPING_TABLES
from api.language.paper_words import PAPER_TABLES
from api.language.policy_words import POLICY_TABLES
from api.language.run_words import RUN_TABLES
from application.envelope import Channel, Role
from domain.care_team.events import StaffRole, Workplace
from domain.citizen_id import Sex
from domain.contract.events import JoinReason, LapseReason, LeaveReason, Mark, MemberCell, SigningCell
from domain.contract.moves.events import OriginKind
from domain.contract.moves.refusals import Resting
from domain.contract.moves.state import Succession
from domain.contract.services.items import ProofKind, ServiceChannel, ServiceItem
from domain.contract.services.standing import ServiceStanding
from domain.contract.services.state import Approval
from domain.contract.terms.events import ExpiryOutcome
from domain.policy.changes import ChangeReason
from domain.policy.errors import Language
from domain.policy.packages import PACKAGE_TITLES, Package, Title
from domain.populations import Category
from domain.resident.events import IdentifierKind

CATEGORIES: Mapping[Category, Title] = MappingProxyType(
    {
        Category.ELDERLY: Title(zh="老年人", en="elderly"),
        Category.CHILD_0_6: Title(zh="0-6岁儿童", en="child aged 0-6"),
        Category.MATERNAL: Title(zh="孕产妇", en="pregnancy or childbed"),
        Category.HYPERTENSION: Title(zh="高血压", en="hypertension"),
        Category.TYPE2_DIABETES: Title(zh="2型糖尿病", en="type 2 diabetes"),
        Category.SEVERE_MENTAL_DISORDER: Title(zh="严重精神障碍", en="severe mental disorder"),
        Category.TUBERCULOSIS: Title(zh="肺结核", en="tuberculosis"),
        Category.DISABLED: Title(zh="残疾人", en="disability"),
        Category.REGISTERED_POOR: Title(zh="建档立卡贫困户", en="registered poor"),
        Category.SPECIAL_FAMILY_PLANNING: Title(zh="计生特殊家庭", en="special family-planning family"),
        Category.MINIMUM_LIVING: Title(zh="低保", en="minimum living allowance"),
        Category.NEAR_MINIMUM_LIVING: Title(zh="低保边缘", en="near the minimum living allowance"),
        Category.EXTREMELY_POOR: Title(zh="特困（五保）", en="extremely poor"),
        Category.EMPTY_NEST_OR_LONE_ELDERLY: Title(zh="空巢、孤寡老人", en="empty-nest or lone elderly"),
        Category.ADVANCED_AGE: Title(zh="高龄老人", en="advanced age"),
        Category.BEDRIDDEN: Title(zh="长期卧床", en="bedridden"),
        Category.TUMOUR: Title(zh="肿瘤", en="tumour"),
        Category.CARDIO_CEREBROVASCULAR: Title(zh="心脑血管疾病", en="cardio- or cerebrovascular disease"),
        Category.COPD: Title(zh="慢阻肺", en="COPD"),
        Category.PREFERENTIAL_TREATMENT: Title(zh="优抚对象", en="preferential treatment"),
        Category.NURSING_HOME_RESIDENT: Title(zh="养老机构老人", en="nursing-home resident"),
        Category.GENERAL: Title(zh="普通人群", en="general population"),
    }
)

ROLES: Mapping[Role, Title] = MappingProxyType(
    {
        Role.AUDITOR: Title(zh="审计人员", en="auditor"),
        Role.VILLAGE_DOCTOR: Title(zh="村医", en="village doctor"),
        Role.TEAM_LEADER: Title(zh="团队长", en="team leader"),
        Role.CENTRE_CLERK: Title(zh="卫生院公卫科人员", en="centre clerk"),
        Role.CENTRE_ADMIN: Title(zh="卫生院管理员", en="centre administrator"),
        Role.DISTRICT_OFFICER: Title(zh="区卫健局人员", en="district officer"),
        Role.INSPECTOR: Title(zh="督导人员", en="inspector"),
        Role.RESIDENT: Title(zh="居民", en="resident"),
        Role.HOUSEHOLD_REPRESENTATIVE: Title(zh="签约代表", en="household representative"),
        Role.GUARDIAN: Title(zh="监护人", en="guardian"),
        Role.API_CLIENT: Title(zh="接口程序", en="API client"),
        Role.SCHEDULER: Title(zh="定时程序", en="scheduler"),
    }
)

CHANNELS: Mapping[Channel, Title] = MappingProxyType(
    {
        Channel.COMMAND_LINE: Title(zh="命令行", en="command line"),
        Channel.REGISTER: Title(zh="登记册导入", en="register import"),
        Channel.HTTP: Title(zh="网络接口", en="HTTP"),
        Channel.SCHEDULER: Title(zh="定时任务", en="scheduler"),
    }
)

STAFF_ROLES: Mapping[StaffRole, Title] = MappingProxyType(
    {
        StaffRole.FAMILY_DOCTOR: Title(zh="家庭医生", en="family doctor"),
        StaffRole.VILLAGE_DOCTOR: Title(zh="村医", en="village doctor"),
        StaffRole.PUBLIC_HEALTH_PHYSICIAN: Title(zh="公卫医师", en="public health physician"),
        StaffRole.RESPONSIBLE_NURSE: Title(zh="责任护士", en="responsible nurse"),
        StaffRole.MATERNAL_CHILD_HEALTH_WORKER: Title(zh="妇幼保健人员", en="maternal and child health worker"),
        StaffRole.ASSISTANT: Title(zh="助理", en="assistant"),
    }
)

WORKPLACES: Mapping[Workplace, Title] = MappingProxyType(
    {
        Workplace.DISTRICT_HOSPITAL: Title(zh="区级医院", en="district hospital"),
        Workplace.HEALTH_CENTRE: Title(zh="卫生院", en="health centre"),
        Workplace.VILLAGE_CLINIC: Title(zh="村卫生室", en="village clinic"),
    }
)

CHANGE_REASONS: Mapping[ChangeReason, Title] = MappingProxyType(
    {
        ChangeReason.RESIDENT_REQUEST: Title(zh="居民要求", en="the household asked for it"),
        ChangeReason.RESIDENT_MOVED: Title(zh="居民在辖区内搬迁", en="the household moved within the area"),
        ChangeReason.DOCTOR_LEFT: Title(zh="医生离开团队", en="the doctor left the team"),
        ChangeReason.DOCTOR_UNABLE: Title(zh="医生无法履职", en="the doctor is unable to serve"),
        ChangeReason.TEAM_REORGANISED: Title(zh="团队调整", en="the teams were reorganised"),
        ChangeReason.CAPACITY: Title(zh="签约人数过多", en="too many under contract"),
        ChangeReason.HEALTH_CHANGED: Title(zh="健康状况变化", en="a change of health"),
        ChangeReason.OTHER: Title(zh="其他", en="other"),
    }
)

JOIN_REASONS: Mapping[JoinReason, Title] = MappingProxyType(
    {
        JoinReason.BIRTH: Title(zh="出生", en="birth"),
        JoinReason.MARRIAGE: Title(zh="婚入", en="marriage"),
        JoinReason.MOVED_IN: Title(zh="迁入", en="moved in"),
        JoinReason.HOUSEHOLDS_MERGED: Title(zh="并户", en="households merged"),
        JoinReason.OMITTED_AT_SIGNING: Title(zh="签约时漏登", en="omitted at signing"),
    }
)

ORIGINS: Mapping[OriginKind, Title] = MappingProxyType(
    {
        OriginKind.TRANSFER: Title(zh="转签", en="transfer"),
        OriginKind.SPLIT: Title(zh="分户", en="household split"),
        OriginKind.MARRIAGE: Title(zh="结婚另立户", en="marriage"),
    }
)

RESTING: Mapping[Resting, Title] = MappingProxyType(
    {
        Resting.SERVICE: Title(zh="服务记录", en="a service"),
        Resting.COMING_OR_GOING: Title(zh="成员变动", en="somebody's coming or going"),
        Resting.DEATH: Title(zh="死亡标注", en="a death"),
        Resting.FEE: Title(zh="收费", en="a fee"),
        Resting.TERMINATION: Title(zh="解约", en="an early end"),
        Resting.TERMINATION_REQUEST: Title(zh="解约申请", en="a request to end it"),
        Resting.FURTHER_MOVE: Title(zh="再次转出", en="a further move"),
    }
)

SUCCESSIONS: Mapping[Succession, Title] = MappingProxyType(
    {Succession.TRANSFER: Title(zh="转签", en="transfer"), Succession.MERGE: Title(zh="并户", en="households merged")}
)

LEAVE_REASONS: Mapping[LeaveReason, Title] = MappingProxyType(
    {
        LeaveReason.MARRIED_OUT: Title(zh="婚出", en="married out"),
        LeaveReason.LEFT_HOUSEHOLD: Title(zh="离开本户", en="left the household"),
        LeaveReason.HOUSEHOLD_SPLIT: Title(zh="分户", en="household split"),
        LeaveReason.LISTED_BY_MISTAKE: Title(zh="误登", en="listed by mistake"),
    }
)

SIGNING_CELLS: Mapping[SigningCell, Title] = MappingProxyType(
    {
        SigningCell.HOUSEHOLD_NUMBER: Title(zh="户编号", en="household number"),
        SigningCell.VILLAGE: Title(zh="行政村", en="village"),
    }
)

MEMBER_CELLS: Mapping[MemberCell, Title] = MappingProxyType(
    {
        MemberCell.RELATIONSHIP: Title(zh="与户主的关系", en="relationship to the head"),
        MemberCell.NOTE: Title(zh="备注", en="note"),
    }
)

MARKS: Mapping[Mark, Title] = MappingProxyType(
    {
        Mark.DEATH: Title(zh="死亡", en="death"),
        Mark.RELOCATION: Title(zh="长期外迁", en="relocation"),
        Mark.RETURN: Title(zh="返回居住", en="return"),
        Mark.REMOVAL: Title(zh="退出签约", en="removal"),
    }
)

LAPSE_REASONS: Mapping[LapseReason, Title] = MappingProxyType(
    {
        LapseReason.DECEASED: Title(zh="签约成员均已去世", en="every member has died"),
        LapseReason.RELOCATED: Title(zh="签约成员均已长期外迁", en="every member has moved away"),
        LapseReason.MIXED: Title(zh="签约成员均已去世或长期外迁", en="every member has died or moved away"),
    }
)

EXPIRY_OUTCOMES: Mapping[ExpiryOutcome, Title] = MappingProxyType(
    {
        ExpiryOutcome.NO_CONSENT: Title(zh="没有续约", en="nobody agreed to renew it"),
        ExpiryOutcome.TERMINATION_REQUESTED: Title(zh="已提出解约", en="its end had been asked for"),
        ExpiryOutcome.TEAM_CLOSED: Title(zh="签约团队已撤销", en="the care team is closed"),
    }
)

PAPERS: Mapping[IdentifierKind, Title] = MappingProxyType(
    {
        IdentifierKind.CITIZEN_ID: Title(zh="身份证", en="citizen id"),
        IdentifierKind.BIRTH_CERTIFICATE: Title(zh="出生医学证明", en="birth certificate"),
        IdentifierKind.PASSPORT: Title(zh="护照", en="passport"),
    }
)

SEXES: Mapping[Sex, Title] = MappingProxyType(
    {Sex.MALE: Title(zh="男", en="male"), Sex.FEMALE: Title(zh="女", en="female")}
)

SERVICE_ITEMS: Mapping[ServiceItem, Title] = MappingProxyType(
    {
        ServiceItem.HEALTH_RECORD_UPDATE: Title(zh="更新健康档案", en="health record updated"),
        ServiceItem.ANNUAL_HEALTH_ASSESSMENT: Title(zh="年度健康评估", en="annual health assessment"),
        ServiceItem.PHYSICAL_EXAM: Title(zh="体格检查", en="physical examination"),
        ServiceItem.BP_MEASUREMENT: Title(zh="测血压", en="blood pressure"),
        ServiceItem.FASTING_GLUCOSE: Title(zh="测空腹血糖", en="fasting glucose"),
        ServiceItem.HTN_FOLLOWUP: Title(zh="高血压随访", en="hypertension follow-up"),
        ServiceItem.DM_FOLLOWUP: Title(zh="糖尿病随访", en="diabetes follow-up"),
        ServiceItem.SMD_FOLLOWUP: Title(zh="严重精神障碍随访", en="mental disorder follow-up"),
        ServiceItem.TB_HOME_VISIT: Title(zh="肺结核入户访视", en="tuberculosis home visit"),
        ServiceItem.TB_FOLLOWUP: Title(zh="肺结核随访", en="tuberculosis follow-up"),
        ServiceItem.ANTENATAL_CARE: Title(zh="孕期保健", en="antenatal care"),
        ServiceItem.POSTNATAL_VISIT: Title(zh="产后访视", en="postnatal visit"),
        ServiceItem.POSTNATAL_42D_CHECK: Title(zh="产后42天检查", en="postnatal check at 42 days"),
        ServiceItem.NEWBORN_HOME_VISIT: Title(zh="新生儿访视", en="newborn home visit"),
        ServiceItem.CHILD_HEALTH_CHECK: Title(zh="儿童健康检查", en="child health check"),
        ServiceItem.IMMUNISATION: Title(zh="预防接种", en="immunisation"),
        ServiceItem.TCM_CONSTITUTION: Title(zh="中医体质辨识", en="TCM constitution"),
        ServiceItem.TCM_ITEM: Title(zh="中医药服务", en="TCM service"),
        ServiceItem.ACTIVE_CONSULTATION: Title(zh="主动健康咨询", en="active consultation"),
        ServiceItem.HEALTH_EDUCATION: Title(zh="健康教育", en="health education"),
        ServiceItem.REFERRAL_BOOKING: Title(zh="预约转诊", en="referral booked"),
        ServiceItem.REFERRAL_FOLLOWUP: Title(zh="转诊随访", en="referral follow-up"),
        ServiceItem.MEDICATION_GUIDANCE: Title(zh="用药指导", en="medication guidance"),
        ServiceItem.HOME_VISIT: Title(zh="上门服务", en="home visit"),
        ServiceItem.NURSING_HOME_ROUND: Title(zh="养老机构巡诊", en="nursing-home round"),
        ServiceItem.FAMILY_BED: Title(zh="家庭病床", en="family bed"),
        ServiceItem.LONG_PRESCRIPTION: Title(zh="长处方", en="long prescription"),
    }
)

SERVICE_CHANNELS: Mapping[ServiceChannel, Title] = MappingProxyType(
    {
        ServiceChannel.CLINIC: Title(zh="门诊", en="at the clinic"),
        ServiceChannel.PHONE: Title(zh="电话", en="by phone"),
        ServiceChannel.HOME: Title(zh="入户", en="at home"),
        ServiceChannel.FIXED_POINT: Title(zh="定点", en="at a fixed point"),
        ServiceChannel.CONCENTRATED: Title(zh="集中履约", en="at a concentrated session"),
    }
)

PROOFS: Mapping[ProofKind, Title] = MappingProxyType(
    {
        ProofKind.PHOTO: Title(zh="照片", en="photo"),
        ProofKind.VIDEO: Title(zh="视频", en="video"),
        ProofKind.SIGNATURE: Title(zh="签名", en="signature"),
        ProofKind.FINGERPRINT: Title(zh="手印", en="fingerprint"),
        ProofKind.STAMP: Title(zh="盖章", en="stamp"),
    }
)

APPROVALS: Mapping[Approval, Title] = MappingProxyType(
    {
        Approval.NOT_NEEDED: Title(zh="不是补录", en="not late"),
        Approval.AWAITING: Title(zh="待审批", en="awaiting approval"),
        Approval.APPROVED: Title(zh="已批准", en="approved already"),
        Approval.REJECTED: Title(zh="已驳回", en="rejected already"),
    }
)

SERVICE_STANDINGS: Mapping[ServiceStanding, Title] = MappingProxyType(
    {
        ServiceStanding.COUNTS: Title(zh="计入", en="counts"),
        ServiceStanding.VOIDED: Title(zh="已作废", en="taken back"),
        ServiceStanding.DISPUTE_UPHELD: Title(zh="异议成立", en="found wrong in a dispute"),
        ServiceStanding.LATE_ENTRY_REJECTED: Title(zh="补录被驳回", en="late entry rejected"),
        ServiceStanding.CONFLICT_WITH_DEATH: Title(zh="服务日在死亡之后", en="dated after a death"),
        ServiceStanding.OUTSIDE_CONTRACT: Title(zh="不在合同期内", en="outside the contract"),
        ServiceStanding.DISPUTED: Title(zh="有异议待核实", en="disputed"),
        ServiceStanding.AWAITING_APPROVAL: Title(zh="补录待审批", en="late entry awaiting approval"),
        ServiceStanding.UNCONFIRMED: Title(zh="双方未确认", en="not confirmed by both sides"),
        ServiceStanding.EVIDENCE_MISSING: Title(zh="缺印证资料", en="evidence missing"),
    }
)

RELATIONSHIPS: Mapping[str, str] = MappingProxyType(
    {
        "户主": "head",
        "本人": "head",
        "配偶": "spouse",
        "夫": "husband",
        "丈夫": "husband",
        "妻": "wife",
        "妻子": "wife",
        "子": "son",
        "儿子": "son",
        "长子": "eldest son",
        "次子": "second son",
        "女": "daughter",
        "女儿": "daughter",
        "长女": "eldest daughter",
        "次女": "second daughter",
        "儿媳": "daughter-in-law",
        "女婿": "son-in-law",
        "父": "father",
        "父亲": "father",
        "母": "mother",
        "母亲": "mother",
        "父母": "parent",
        "岳父": "father-in-law",
        "岳母": "mother-in-law",
        "公公": "father-in-law",
        "婆婆": "mother-in-law",
        "祖父": "grandfather",
        "祖母": "grandmother",
        "孙子": "grandson",
        "孙女": "granddaughter",
        "孙子女": "grandchild",
        "外孙": "grandson",
        "外孙女": "granddaughter",
        "兄": "elder brother",
        "弟": "younger brother",
        "姐": "elder sister",
        "妹": "younger sister",
        "兄弟": "brother",
        "姐妹": "sister",
        "侄子": "nephew",
        "侄女": "niece",
        "其他": "other",
    }
)
"""The register's words for a relationship to the head, in English; a word that is not here is shown as written."""

TABLES: Mapping[type[StrEnum], Mapping[Any, Title]] = MappingProxyType(
    {
        **POLICY_TABLES,
        **PAPER_TABLES,
        **RUN_TABLES,
        **KEEPING_TABLES,
        Category: CATEGORIES,
        Package: PACKAGE_TITLES,
        Role: ROLES,
        Channel: CHANNELS,
        StaffRole: STAFF_ROLES,
        Workplace: WORKPLACES,
        ChangeReason: CHANGE_REASONS,
        JoinReason: JOIN_REASONS,
        LeaveReason: LEAVE_REASONS,
        OriginKind: ORIGINS,
        Succession: SUCCESSIONS,
        Resting: RESTING,
        SigningCell: SIGNING_CELLS,
        MemberCell: MEMBER_CELLS,
        Mark: MARKS,
        LapseReason: LAPSE_REASONS,
        ExpiryOutcome: EXPIRY_OUTCOMES,
        IdentifierKind: PAPERS,
        Sex: SEXES,
        ServiceItem: SERVICE_ITEMS,
        ServiceChannel: SERVICE_CHANNELS,
        ProofKind: PROOFS,
        Approval: APPROVALS,
        ServiceStanding: SERVICE_STANDINGS,
    }
)
"""One table a kind: equal texts of two kinds are equal keys."""


def word(value: StrEnum, language: Language) -> str:
    """The name of a value of the domain. KeyError for one that people never meet."""
    return title(TABLES[type(value)][value], language)


def title(named: Title, language: Language) -> str:
    """The name in one language."""
    return named.zh if language == "zh" else named.en


def relationship(written: str, language: Language) -> str:
    """A relationship to the head."""
    return written if language == "zh" else RELATIONSHIPS.get(written, written)
