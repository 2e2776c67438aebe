"""What a team may do for the people of a contract, how they meet, what is kept to prove it: the glossary's words."""

import re
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

SHA256 = re.compile(r"[0-9a-f]{64}")


class ServiceItem(StrEnum):
    """Service items (服务项目), by their glossary names."""

    HEALTH_RECORD_UPDATE = "health_record_update"
    ANNUAL_HEALTH_ASSESSMENT = "annual_health_assessment"
    PHYSICAL_EXAM = "physical_exam"
    BP_MEASUREMENT = "bp_measurement"
    FASTING_GLUCOSE = "fasting_glucose"
    HTN_FOLLOWUP = "htn_followup"
    DM_FOLLOWUP = "dm_followup"
    SMD_FOLLOWUP = "smd_followup"
    TB_HOME_VISIT = "tb_home_visit"
    TB_FOLLOWUP = "tb_followup"
    ANTENATAL_CARE = "antenatal_care"
    POSTNATAL_VISIT = "postnatal_visit"
    POSTNATAL_42D_CHECK = "postnatal_42d_check"
    NEWBORN_HOME_VISIT = "newborn_home_visit"
    CHILD_HEALTH_CHECK = "child_health_check"
    IMMUNISATION = "immunisation"
    TCM_CONSTITUTION = "tcm_constitution"
    TCM_ITEM = "tcm_item"
    ACTIVE_CONSULTATION = "active_consultation"
    HEALTH_EDUCATION = "health_education"
    REFERRAL_BOOKING = "referral_booking"
    REFERRAL_FOLLOWUP = "referral_followup"
    MEDICATION_GUIDANCE = "medication_guidance"
    HOME_VISIT = "home_visit"
    NURSING_HOME_ROUND = "nursing_home_round"
    FAMILY_BED = "family_bed"
    LONG_PRESCRIPTION = "long_prescription"


class ServiceChannel(StrEnum):
    """How the team and the person met (门诊, 电话, 家庭), and the fixed and the concentrated fulfilment."""

    CLINIC = "clinic"
    PHONE = "phone"
    HOME = "home"
    FIXED_POINT = "fixed_point"
    CONCENTRATED = "concentrated"


class ProofKind(StrEnum):
    """What may be kept to prove a service (印证资料): "亲笔签名或按手印 … 影像资料" (000, article 5), 盖章 (002)."""

    PHOTO = "photo"
    VIDEO = "video"
    SIGNATURE = "signature"
    FINGERPRINT = "fingerprint"
    STAMP = "stamp"


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """A reference to something kept elsewhere: its id there, and the SHA-256 (lower-case hex) of its bytes.

    Images of people and of their fingerprints are sensitive (national-rules.md §3.4): a record holds none of them.
    """

    kind: ProofKind
    evidence_id: UUID
    sha256: str

    @property
    def is_sound(self) -> bool:
        """Whether the hash is written as one."""
        return SHA256.fullmatch(self.sha256) is not None
