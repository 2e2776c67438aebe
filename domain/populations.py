"""The population categories of the glossary, and which of them follow from a birth date alone."""

from datetime import date
from enum import StrEnum

from domain.calendar import birthday


class Category(StrEnum):
    """Population categories (人群分类), by their glossary names."""

    ELDERLY = "elderly"
    CHILD_0_6 = "child_0_6"
    MATERNAL = "maternal"
    HYPERTENSION = "hypertension"
    TYPE2_DIABETES = "type2_diabetes"
    SEVERE_MENTAL_DISORDER = "severe_mental_disorder"
    TUBERCULOSIS = "tuberculosis"
    DISABLED = "disabled"
    REGISTERED_POOR = "registered_poor"
    SPECIAL_FAMILY_PLANNING = "special_family_planning"
    MINIMUM_LIVING = "minimum_living"
    NEAR_MINIMUM_LIVING = "near_minimum_living"
    EXTREMELY_POOR = "extremely_poor"
    EMPTY_NEST_OR_LONE_ELDERLY = "empty_nest_or_lone_elderly"
    ADVANCED_AGE = "advanced_age"
    BEDRIDDEN = "bedridden"
    TUMOUR = "tumour"
    CARDIO_CEREBROVASCULAR = "cardio_cerebrovascular"
    COPD = "copd"
    PREFERENTIAL_TREATMENT = "preferential_treatment"
    NURSING_HOME_RESIDENT = "nursing_home_resident"
    GENERAL = "general"


BY_AGE = frozenset({Category.ELDERLY, Category.CHILD_0_6})
"""Computed from the birth date for every day, never written down: a flag would be wrong after a birthday."""

CHILD_UNTIL_AGE = 7


def categories_by_age(birth_on: date, day: date, *, elderly_from_age: int) -> frozenset[Category]:
    """What a person is on `day` by age: `elderly` from the birthday, `child_0_6` until the day before the 7th."""
    found = set()
    if day >= birthday(birth_on, elderly_from_age):
        found.add(Category.ELDERLY)
    if birth_on <= day < birthday(birth_on, CHILD_UNTIL_AGE):
        found.add(Category.CHILD_0_6)
    return frozenset(found)
