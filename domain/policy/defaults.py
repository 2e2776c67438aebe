"""What holds where a jurisdiction's documents say nothing, and why: each rule as a file would write it.

These are promises: digests on record leave out what has its default. A default of a rule that was released is never
changed; a jurisdiction that wants something else says so.
"""

from collections.abc import Mapping
from types import MappingProxyType

DEFAULTS: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {
        "term": {
            "kind": "years",
            "years": 1,
            "reason": "文件未写协议期限；按国家要求的“原则上不少于一年”取一年。"
            "The document states no term; one year, the national minimum.",
        },
        "term_end": {
            "rule": "day_before_anniversary",
            "reason": "文件未写末日如何计算；按协议通行写法，取周年日的前一天。"
            "The document does not say which day is the last; "
            "the day before the anniversary, as agreements are printed.",
        },
        "renewal": {
            "kind": "mutual_consent",
            "reason": "文件未写期满后如何续约；沉默不作同意，双方同意方可续约。"
            "The document does not speak of renewal; silence never renews, both sides consent as at the signing.",
        },
        "reconfirmation": {
            "required": False,
            "reason": "文件未要求续约后再次确认。The document asks for no confirmation after a renewal.",
        },
        "reconfirmation_deadline": {
            "within_days": 30,
            "reason": "文件未写再次确认的期限；取新一期开始后三十天。"
            "The document states no deadline for confirming again; thirty days from the new term's first day.",
        },
        "late_consent": {
            "within_days": 30,
            "reason": "文件未写期满后补录续约意愿的期限；期内表示、期满后三十天内录入的，不中断。"
            "The document does not say how late a consent may be entered; one given within the term "
            "and entered within thirty days after it renews without a gap.",
        },
        "waiting": {
            "before_days": 30,
            "reason": "文件未写何时提醒续约；期满前三十天。"
            "The document does not say when to ask about renewal; thirty days before the end.",
        },
        "termination": {
            "when": "any_time",
            "reason": "文件未写提前解约；双方自愿，居民随时可以提出。"
            "The document does not speak of early termination; the agreement is voluntary and the "
            "residents may ask at any time.",
        },
        "termination_notice": {
            "days": 0,
            "reason": "文件未写解约须提前多久；不设提前期。The document states no notice for a termination; none.",
        },
        "termination_decision": {
            "by": "institution",
            "reason": "文件未写由谁决定解约；由签约机构决定。"
            "The document does not say who decides about a termination; the institution that signed.",
        },
        "termination_reasons": {
            "accepted": [
                "resident_request",
                "moved_out",
                "transferred",
                "lost_to_follow_up",
                "refused_one_year",
                "invoice_voided",
                "other",
            ],
            "reason": "文件未列解约原因；照各地系统通用的原因代码。"
            "The document lists no reasons for a termination; the codes that systems elsewhere use.",
        },
        "unit": {
            "unit": "household",
            "reason": "文件未写签约单位；以家庭为单位。The document names no unit of signing; the household.",
        },
        "whole_household": {
            "required_of": "none",
            "reason": "文件未要求整户签约。The document does not require every member of a household to sign.",
        },
        "eligibility": {
            "may_sign": "all",
            "reason": "文件未限定签约对象；任何家庭都可签约。The document limits nobody; any household may sign.",
        },
        "member_consent": {
            "asked_of": "each_adult",
            "adult_from_age": 18,
            "reason": "文件未写成员本人同意；健康信息须本人单独同意（个人信息保护法二十九条），"
            "逐人记录，不作为签约条件。"
            "The document does not speak of a member's own consent; data on health need one (PIPL, "
            "article 29), which is kept with each member and holds up no signing.",
        },
        "long_absence": {
            "after_months": 6,
            "reason": "文件未写外出多久应考虑长期外迁；居住半年以上为常住，取六个月，由人决定。"
            "The document does not say after how long away somebody may have moved away; who lives in a place for half "
            "a year is a permanent resident, so six months, and people decide.",
        },
        "elderly_age": {
            "from_age": 65,
            "reason": "文件未写老年人的年龄；照国家基本公共卫生服务取65岁。"
            "The document gives no age for the elderly; 65, as in the national basic public health services.",
        },
        "packages": {
            "offered": ["basic", "primary", "intermediate", "paid", "personalised"],
            "reason": "文件未列服务包；照其他文件和登记册的名称接受。"
            "The document lists no packages; they are accepted by the names of other documents and of registers.",
        },
        "doctor_change": {
            "when": "any_time",
            "reason": "文件未写签约期内变更家庭医生；允许，不要求理由。"
            "The document does not speak of changing the doctor within a term; allowed, without a reason.",
        },
        "team_change": {
            "when": "any_time",
            "reason": "文件未写签约期内变更团队；允许，不要求理由。"
            "The document does not speak of changing the team within a term; allowed, without a reason.",
        },
        "package_change": {
            "when": "any_time",
            "reason": "文件未写签约期内变更服务包；允许，不要求理由。"
            "The document does not speak of changing the package within a term; allowed, without a reason.",
        },
        "change_decision": {
            "by": "institution",
            "reason": "文件未写由谁决定变更；由签约机构决定。"
            "The document does not say who decides about a change; the institution that signed.",
        },
        "confirmation": {
            "accepted": ["signature", "fingerprint"],
            "by": ["performer", "recipient"],
            "reason": "文件未写服务如何确认；由服务人员和服务对象签名或按手印。"
            "The document does not say how a service is confirmed; by signature or fingerprint of "
            "those who gave and received it.",
        },
        "evidence": {
            "kept": [],
            "reason": "文件未要求留存影像资料。The document asks for no photos or films.",
        },
        "retention": {
            "years": 5,
            "reason": "文件未写保存年限；照汉滨区取五年。The document states no retention; five years, as in Hanbin.",
        },
        "health_record_retention": {
            "years": 15,
            "reason": "文件未写健康档案的保存年限；参照门诊病历自最后一次就诊起不少于十五年（国卫医发〔2013〕31号）。"
            "The document states no retention of health records; fifteen years from the last visit, as for the "
            "records of outpatients.",
        },
        "late_entry": {
            "after_days": 7,
            "reason": "文件未写补录期限；取七天。The document states no delay for entering a service; seven days.",
        },
        "late_entry_limit": {
            "after_days": 365,
            "reason": "文件未写补录的最长期限；取三百六十五天。"
            "The document does not say how late is too late; three hundred and sixty-five days.",
        },
        "capacity": {
            "per": "nobody",
            "reason": "文件未限定签约数量。The document sets no number of contracts.",
        },
        "composition": {
            "roles": [],
            "reason": "文件未规定团队由哪些人组成。The document does not say who has to be in a team.",
        },
        "documents": {
            "keepers": {"service_agreement": "both_sides"},
            "reason": "文件未列签约资料；签约即有协议书，双方各执。"
            "The document lists no papers; a contract has its agreement, kept by both sides.",
        },
        "agreement_copies": {
            "copies": 2,
            "reason": "文件未写协议书份数；双方各执一份。"
            "The document does not say how many copies are made; one for each side.",
        },
        "documents_deadline": {
            "within_days": 30,
            "reason": "文件未写资料发放期限；取签约后三十天。"
            "The document states no deadline for handing papers over; thirty days from the signing.",
        },
        "fee": {
            "kind": "none",
            "reason": "文件未写签约服务费用。The document states no fee.",
        },
        "fee_waiver": {
            "kind": "none",
            "reason": "文件未写费用减免。The document waives no fee.",
        },
        "fee_refund": {
            "kind": "decided",
            "reason": "文件未写提前终止时费用是否退还；由签约机构逐案决定，退还多少记录在案。"
            "The document does not say what becomes of a fee where the cover ends early; the institution decides each "
            "case, and what is given back is on record.",
        },
        "fund_split": {
            "kind": "none",
            "reason": "文件未写服务经费的分配比例。The document does not say how income is split.",
        },
        "monthly_report": {
            "required": False,
            "reason": "文件未要求月报。The document asks for no monthly report.",
        },
        "summaries": {
            "required": False,
            "reason": "文件未要求半年和年终总结。The document asks for no summaries.",
        },
        "self_check": {
            "every": "never",
            "reason": "文件未要求团队自查。The document asks for no self-check of teams.",
        },
        "assessment": {
            "every": "never",
            "reason": "文件未写考核周期。The document does not say how often work is assessed.",
        },
        "sampling": {
            "required": False,
            "reason": "文件未要求抽户督导。The document asks for no supervision by sampling.",
        },
    }
)
"""Every rule but `key_populations`, of which there is no default: whom a jurisdiction puts first it has to say."""
