"""One fact of every kind about fees, and the sentence that it is told in, in both languages."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from application.envelope import Event
from domain.contract.fees import events as fees
from domain.contract.fees.parts import FeeParts
from domain.contract.fees.years import FeeYear
from domain.personal import Personal
from domain.policy.model import PolicyRef
from domain.populations import Category

FENG = UUID("01900000-0000-7000-8000-000000000001")
FORTY, NOTHING = Decimal("40.00"), Decimal("0.00")

CHARGED = fees.FeeCharged(
    charged_on=date(2018, 3, 20),
    resident_id=FENG,
    term_number=1,
    year=FeeYear(start_on=date(2018, 3, 15), end_on=date(2018, 12, 31)),
    amount=Decimal("120.00"),
    parts=FeeParts(fiscal_subsidy=FORTY, insurance_fund=FORTY, self_share=NOTHING),
    waived=FORTY,
    waived_for=(Category.DISABLED, Category.MINIMUM_LIVING),
    policy=PolicyRef(name="putuo", version="1", digest="0"),
)
CHARGED_ZH = (
    "2018年3月20日登记王凤的签约服务费120.00元（2018年3月15日至2018年12月31日）："
    "财政补贴 40.00、医保基金 40.00；减免40.00元（残疾人、低保）。"
)
CHARGED_EN = (
    "On 20 March 2018 王凤 was charged 120.00 yuan for 15 March 2018 to 31 December 2018: fiscal subsidy 40.00, "
    "insurance fund 40.00; 40.00 waived (disability, minimum living allowance)."
)
WAIVED_EN = (
    "On 1 April 2018 the own share of 40.00 yuan was waived for 王凤, of the year from 15 March 2018 (disability)."
)
REFUNDED_EN = (
    "On 1 July 2018 20.01 yuan of the fee of 王凤 for the year from 15 March 2018 was given back (fiscal subsidy "
    "10.01, own share 10.00): 迁往外地."
)

WAIVER_VOIDED_EN = (
    "On 2 April 2018 the waiver for 王凤 for the year from 15 March 2018 was declared void, and the own share of 40.00 "
    "yuan is borne again: 残疾证是他人的."
)

REFUND_VOIDED_EN = (
    "On 4 July 2018 the refund of 20.01 yuan to 王凤 of 1 July 2018 was declared void (fiscal subsidy 10.01, own share "
    "10.00): 款未退出."
)

REFUNDED = fees.FeeRefunded(
    refunded_on=date(2018, 7, 1),
    resident_id=FENG,
    year_from=date(2018, 3, 15),
    parts=FeeParts(fiscal_subsidy=Decimal("10.01"), self_share=Decimal("10.00")),
    note=Personal(FENG, "迁往外地"),
)

FEE_FACTS: list[tuple[Event, str, str]] = [
    (CHARGED, CHARGED_ZH, CHARGED_EN),
    (
        fees.FeeWaived(
            waived_on=date(2018, 4, 1),
            resident_id=FENG,
            year_from=date(2018, 3, 15),
            waived=FORTY,
            waived_for=(Category.DISABLED,),
        ),
        "2018年4月1日补办王凤自2018年3月15日起一年的费用减免：个人承担的40.00元减免（残疾人）。",
        WAIVED_EN,
    ),
    (
        REFUNDED,
        "2018年7月1日退还王凤自2018年3月15日起一年的签约服务费20.01元（财政补贴 10.01、个人承担 10.00），迁往外地。",
        REFUNDED_EN,
    ),
    (
        fees.FeeChargeVoided(
            voided_on=date(2018, 4, 2),
            resident_id=FENG,
            year_from=date(2018, 3, 15),
            reason=Personal(FENG, "登记错人"),
        ),
        "2018年4月2日作废王凤自2018年3月15日起一年的费用登记，原因：登记错人。",
        "On 2 April 2018 the charge of 王凤 for the year from 15 March 2018 was declared void: 登记错人.",
    ),
    (
        fees.FeeWaiverVoided(
            voided_on=date(2018, 4, 2),
            resident_id=FENG,
            year_from=date(2018, 3, 15),
            self_share=FORTY,
            reason=Personal(FENG, "残疾证是他人的"),
        ),
        "2018年4月2日撤销王凤自2018年3月15日起一年的费用减免，个人承担40.00元，原因：残疾证是他人的。",
        WAIVER_VOIDED_EN,
    ),
    (
        fees.FeeRefundVoided(
            voided_on=date(2018, 7, 4),
            resident_id=FENG,
            year_from=date(2018, 3, 15),
            refunded_on=date(2018, 7, 1),
            parts=REFUNDED.parts,
            reason=Personal(FENG, "款未退出"),
        ),
        "2018年7月4日撤销2018年7月1日给王凤的退费20.01元（财政补贴 10.01、个人承担 10.00），原因：款未退出。",
        REFUND_VOIDED_EN,
    ),
]
