"""Facts about people who go from one contract to another, and the sentences that they are told in."""

from datetime import date
from uuid import UUID

from application.envelope import Event
from domain.contract import events as contracts
from domain.contract.moves import events as moves
from domain.personal import Personal
from domain.policy.changes import ChangeReason
from domain.policy.model import PolicyRef, Term
from domain.policy.packages import Package

CONTRACT, OTHER, THIRD = (UUID(f"01900000-0000-7000-8000-0000000000{digits}") for digits in ("0c", "0d", "0e"))
LIMEI = UUID("01900000-0000-7000-8000-000000000002")
TEAM = UUID("01900000-0000-7000-8000-000000000009")

MARRIED = contracts.ContractSigned(
    agreement_number="2018-2",
    household_number="61090200002",
    household_size=1,
    village="城关村",
    members=(contracts.SignedMember(resident_id=LIMEI, relationship="户主"),),
    representative_id=LIMEI,
    team_id=TEAM,
    doctor="张军",
    package=Package.BASIC,
    signed_on=date(2018, 10, 1),
    term=Term(number=1, start_on=date(2018, 10, 1), end_on=date(2019, 9, 30), anchor_on=date(2018, 10, 1)),
    renews_silently=False,
    policy=PolicyRef(name="hanbin", version="1", digest="0"),
    origin=moves.Origin(kind=moves.OriginKind.MARRIAGE, contract_ids=(OTHER, THIRD)),
)

MARRIED_ZH = (
    "2018年10月1日签约1人：李梅（户主）；由李梅代表签字。签约团队城关一队，签约医生张军，服务包为基础包，"
    f"合同期2018年10月1日至2019年9月30日。来源：结婚另立户，原合同{OTHER}、{THIRD}。"
)
MARRIED_EN = (
    "Signed on 1 October 2018 for 1 person: 李梅 (head); 李梅 signed for them. Team 城关一队, doctor 张军, basic "
    f"package, from 1 October 2018 to 30 September 2019. Out of contract {OTHER}, {THIRD}: marriage."
)

FACTS: list[tuple[Event, str, str]] = [
    (
        moves.ContractTransferred(
            last_day_on=date(2018, 9, 30),
            to_contract_id=OTHER,
            team_id=TEAM,
            reason=ChangeReason.OTHER,
            note=Personal(CONTRACT, "离女儿家近"),
        ),
        f"转签至团队城关一队，新合同{OTHER}，原因：其他，离女儿家近；本合同最后一天为2018年9月30日。",
        f"Transferred to the team 城关一队 under contract {OTHER}: other, 离女儿家近; last day 30 September 2018.",
    ),
    (
        moves.ContractMerged(last_day_on=date(2018, 9, 30), into_contract_id=OTHER),
        f"本户全体成员并入合同{OTHER}，本合同最后一天为2018年9月30日。",
        f"Everybody went to contract {OTHER}; last day 30 September 2018.",
    ),
    (
        moves.MoveVoided(to_contract_id=OTHER, last_day_on=date(2018, 9, 30), reason=Personal(CONTRACT, "录错了户")),
        f"原记本合同最后一天为2018年9月30日、转至合同{OTHER}，系误录，现撤销：录错了户。",
        f"That the contract ended on 30 September 2018 and contract {OTHER} went on was entered in error: 录错了户.",
    ),
    (
        moves.MemberMoveVoided(
            resident_id=LIMEI,
            to_contract_id=OTHER,
            last_day_on=date(2018, 9, 30),
            reason=Personal(LIMEI, "录错了人"),
            contract_resumes=True,
        ),
        f"原记李梅最后一天为2018年9月30日、转至合同{OTHER}，系误录，现撤销：录错了人，合同恢复。",
        (
            f"That 李梅 left after 30 September 2018 for contract {OTHER} was entered in error: 录错了人; the contract "
            "is in force again."
        ),
    ),
]

TOLD_OTHERWISE: list[tuple[Event, str, str]] = [
    (
        moves.MemberMoveVoided(
            resident_id=LIMEI,
            to_contract_id=OTHER,
            last_day_on=date(2018, 9, 30),
            reason=Personal(LIMEI, "录错了人"),
        ),
        f"原记李梅最后一天为2018年9月30日、转至合同{OTHER}，系误录，现撤销：录错了人。",
        f"That 李梅 left after 30 September 2018 for contract {OTHER} was entered in error: 录错了人.",
    ),
    (MARRIED, MARRIED_ZH, MARRIED_EN),
    (
        contracts.MemberRemoved(
            resident_id=LIMEI,
            reason=contracts.LeaveReason.MARRIED_OUT,
            last_day_on=date(2018, 9, 30),
            to_contract_id=OTHER,
        ),
        f"李梅退出本合同，原因：婚出，转入合同{OTHER}；最后一天为2018年9月30日。",
        f"李梅 left the contract: married out, to contract {OTHER}; last day 30 September 2018.",
    ),
    (
        contracts.MemberAdded(
            resident_id=LIMEI,
            relationship="儿媳",
            reason=contracts.JoinReason.MARRIAGE,
            joined_on=date(2018, 10, 1),
            from_contract_id=OTHER,
        ),
        f"李梅（儿媳）自2018年10月1日起加入本合同，原因：婚入，原在合同{OTHER}。",
        f"李梅 (daughter-in-law) joined the contract from 1 October 2018: marriage, from contract {OTHER}.",
    ),
    (
        moves.ContractTransferred(last_day_on=date(2018, 9, 30), to_contract_id=OTHER, team_id=TEAM, reason=None),
        f"转签至团队城关一队，新合同{OTHER}；本合同最后一天为2018年9月30日。",
        f"Transferred to the team 城关一队 under contract {OTHER}; last day 30 September 2018.",
    ),
]
"""Facts of which another of the same kind is told elsewhere."""
