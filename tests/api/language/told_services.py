"""One fact of every kind about services, and the sentence that it is told in, in both languages."""

from datetime import date
from uuid import UUID

from application.envelope import Event
from domain.contract.services.events import (
    LateEntryApproved,
    LateEntryRejected,
    ServiceConfirmed,
    ServiceCorrected,
    ServiceDelivered,
    ServiceDisputed,
    ServiceDisputeUpheld,
    ServiceDisputeWithdrawn,
    ServiceVoided,
)
from domain.contract.services.items import Evidence, ProofKind, ServiceChannel, ServiceItem
from domain.personal import Personal
from domain.policy.services import ConfirmationKind, Confirmer

VISIT = UUID("01900000-0000-7000-8000-0000000a1b2c")
CONTRACT = UUID("01900000-0000-7000-8000-00000000000c")
FENG = UUID("01900000-0000-7000-8000-000000000001")
LIMEI = UUID("01900000-0000-7000-8000-000000000002")
TEAM = UUID("01900000-0000-7000-8000-000000000009")
PHOTO = Evidence(kind=ProofKind.PHOTO, evidence_id=UUID(int=7), sha256="7" * 64)

SERVED_ZH = (
    "2018年6月3日，张军为王凤提供服务（定点）：测血压（服务0a1b2c）。地点：村委会。留存：照片。备注：血压偏高。"
    "系补录，原因：停电；批准后计入。"
)
SERVED_EN = (
    "On 3 June 2018 张军 served 王凤 at a fixed point: blood pressure (service 0a1b2c). Place: 村委会. "
    "Kept: photo. Note: 血压偏高. Entered late: 停电; it counts when approved."
)
CORRECTED_ZH = (
    "更正服务0a1b2c：日期应为2018年6月2日；服务对象应为李梅；项目应为测空腹血糖；团队应为城关一队；服务人员应为赵敏；"
    "方式应为门诊；地点应为卫生院；印证资料应为无；备注应为复查。理由：记错了。须由双方重新确认。系补录，批准后计入。"
)
CORRECTED_EN = (
    "Corrected service 0a1b2c: the day: 2 June 2018; who was served: 李梅; what was done: fasting glucose; "
    "the team: 城关一队; who served: 赵敏; the way: at the clinic; the place: 卫生院; the evidence: none; "
    "the note: 复查. Reason: 记错了. Both sides have to confirm it again. "
    "The correction is late and counts when approved."
)

SERVICE_FACTS: list[tuple[Event, str, str]] = [
    (
        ServiceDelivered(
            service_id=VISIT,
            delivered_on=date(2018, 6, 3),
            resident_ids=(FENG,),
            items=(ServiceItem.BP_MEASUREMENT,),
            team_id=TEAM,
            performer="张军",
            channel=ServiceChannel.FIXED_POINT,
            place=Personal(CONTRACT, "村委会"),
            evidence=(PHOTO,),
            note=Personal(CONTRACT, "血压偏高"),
            needs_approval=True,
            late_reason=Personal(CONTRACT, "停电"),
        ),
        SERVED_ZH,
        SERVED_EN,
    ),
    (
        ServiceCorrected(
            service_id=VISIT,
            corrected_from=date(2018, 6, 2),
            reason=Personal(CONTRACT, "记错了"),
            delivered_on=date(2018, 6, 2),
            resident_ids=(LIMEI,),
            items=(ServiceItem.FASTING_GLUCOSE,),
            team_id=TEAM,
            performer="赵敏",
            channel=ServiceChannel.CLINIC,
            place=Personal(CONTRACT, "卫生院"),
            evidence=(),
            note=Personal(CONTRACT, "复查"),
            unconfirmed=True,
            needs_approval=True,
        ),
        CORRECTED_ZH,
        CORRECTED_EN,
    ),
    (
        ServiceVoided(service_id=VISIT, void_from=date(2018, 6, 3), reason=Personal(CONTRACT, "并未上门")),
        "服务0a1b2c作废，不计入。理由：并未上门。",
        "Taken back and not counted, service 0a1b2c: 并未上门.",
    ),
    (
        ServiceConfirmed(
            service_id=VISIT,
            confirmed_on=date(2018, 6, 3),
            confirmer=Confirmer.RECIPIENT,
            kind=ConfirmationKind.FINGERPRINT,
            resident_id=FENG,
            evidence=Evidence(kind=ProofKind.FINGERPRINT, evidence_id=UUID(int=8), sha256="8" * 64),
        ),
        "2018年6月3日，王凤按手印确认了服务0a1b2c。留存：手印。",
        "On 3 June 2018 王凤 confirmed service 0a1b2c by fingerprint. Kept: fingerprint.",
    ),
    (
        ServiceDisputed(
            service_id=VISIT, disputed_on=date(2018, 7, 1), resident_id=LIMEI, reason=Personal(LIMEI, "那天没人来")
        ),
        "2018年7月1日，李梅对服务0a1b2c提出异议：那天没人来。核实前不计入。",
        "On 1 July 2018 李梅 disputed service 0a1b2c: 那天没人来. It does not count until that is settled.",
    ),
    (
        ServiceDisputeWithdrawn(service_id=VISIT, withdrawn_on=date(2018, 7, 2), resident_id=LIMEI),
        "2018年7月2日，李梅撤回对服务0a1b2c的异议。",
        "On 2 July 2018 李梅 withdrew the dispute about service 0a1b2c.",
    ),
    (
        ServiceDisputeUpheld(service_id=VISIT, void_from=date(2018, 6, 3), reason=Personal(CONTRACT, "查无此次上门")),
        "对服务0a1b2c的异议成立，该服务作废，不计入。理由：查无此次上门。",
        "The dispute about service 0a1b2c was upheld; it does not count: 查无此次上门.",
    ),
    (
        LateEntryApproved(service_id=VISIT, approved_on=date(2018, 7, 3)),
        "2018年7月3日批准补录：服务0a1b2c。",
        "The late entry was approved on 3 July 2018: service 0a1b2c.",
    ),
    (
        LateEntryRejected(service_id=VISIT, rejected_on=date(2018, 7, 3), reason=Personal(CONTRACT, "无印证资料")),
        "2018年7月3日驳回补录：服务0a1b2c。理由：无印证资料。",
        "The late entry was rejected on 3 July 2018: service 0a1b2c. Reason: 无印证资料.",
    ),
]

PLAIN_SERVICE_FACTS: list[tuple[Event, str, str]] = [
    (
        ServiceDelivered(
            service_id=VISIT,
            delivered_on=date(2018, 6, 3),
            resident_ids=(FENG, LIMEI),
            items=(ServiceItem.BP_MEASUREMENT, ServiceItem.HTN_FOLLOWUP),
            team_id=TEAM,
            performer="张军",
            channel=ServiceChannel.HOME,
        ),
        "2018年6月3日，张军为王凤、李梅提供服务（入户）：测血压、高血压随访（服务0a1b2c）。",
        "On 3 June 2018 张军 served 王凤, 李梅 at home: blood pressure, hypertension follow-up (service 0a1b2c).",
    ),
    (
        ServiceConfirmed(
            service_id=VISIT,
            confirmed_on=date(2018, 6, 3),
            confirmer=Confirmer.PERFORMER,
            kind=ConfirmationKind.SIGNATURE,
        ),
        "2018年6月3日，服务人员签名确认了服务0a1b2c。",
        "On 3 June 2018 who served confirmed service 0a1b2c by signature.",
    ),
]
"""The same, with nothing said that may be left out."""
