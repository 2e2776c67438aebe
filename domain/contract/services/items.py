"""What a team may do for the people of a contract, and where: the glossary's service items and channels."""

from enum import StrEnum


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
