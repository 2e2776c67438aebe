"""One fact of every kind about papers and consents, and the sentence that it is told in."""

from datetime import date
from uuid import UUID

from application.envelope import Event
from domain.contract.consents import events as consents
from domain.contract.papers import events as papers
from domain.personal import Personal
from domain.policy.documents import Paper

FENG = UUID("01900000-0000-7000-8000-000000000001")
LIMEI = UUID("01900000-0000-7000-8000-000000000002")
OTHER = UUID("01900000-0000-7000-8000-00000000000d")

PAPER_FACTS: list[tuple[Event, str, str]] = [
    (
        papers.DocumentsIssued(
            issued_on=date(2018, 6, 3),
            copies=(
                papers.IssuedCopy(paper=Paper.SERVICE_HANDBOOK, number=1, holder=papers.Holder.HOUSEHOLD),
                papers.IssuedCopy(paper=Paper.SERVICE_AGREEMENT, number=2, holder=papers.Holder.TEAM),
            ),
        ),
        "2018年6月3日发放：手册1号（签约家庭）、协议书2号（团队）。",
        "Handed over on 3 June 2018: handbook no. 1 (household), agreement no. 2 (team).",
    ),
    (
        papers.DocumentReissued(
            copy=papers.IssuedCopy(paper=Paper.SERVICE_HANDBOOK, number=2, holder=papers.Holder.HOUSEHOLD),
            replaces=1,
            reissued_on=date(2018, 9, 1),
            reason=papers.ReissueReason.LOST,
        ),
        "2018年9月1日补发手册2号（签约家庭），原1号作废，原因：遗失。",
        "Replaced on 1 September 2018: handbook no. 2 (household); number 1 is void: lost.",
    ),
    (
        consents.ConsentGiven(
            resident_id=LIMEI,
            purpose=consents.ConsentPurpose.PHOTO,
            spoken_by=consents.ConsentBy.GUARDIAN,
            form=consents.ConsentForm.SIGNATURE,
            given_on=date(2018, 6, 3),
            guardian_id=FENG,
        ),
        "2018年6月3日，李梅同意留存影像资料，监护人王凤签字。",
        "On 3 June 2018 李梅 consented to photos and videos, through a guardian 王凤, by signature.",
    ),
    (
        consents.ConsentWithdrawn(
            resident_id=LIMEI,
            purpose=consents.ConsentPurpose.PHOTO,
            spoken_by=consents.ConsentBy.PERSON,
            withdrawn_on=date(2018, 9, 1),
            note=Personal(LIMEI, "已成年"),
            from_contract_id=OTHER,
        ),
        f"自2018年9月1日起，李梅不再同意留存影像资料，由本人提出（已成年）（在合同{OTHER}中所说）。",
        (
            "From 1 September 2018 李梅 consents to photos and videos no longer, in person (已成年) "
            f"(said under contract {OTHER})."
        ),
    ),
]
