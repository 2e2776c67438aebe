"""Whether the members of a household are asked for their own consent, beside the signature of who represents them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.calendar import birthday


class ConsentScope(StrEnum):
    """Whose own consent is asked for."""

    NOBODY = "nobody"
    EACH_ADULT = "each_adult"


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsentRules:
    """Whose own consent is asked for. It is kept with each member and holds up no signing."""

    asked_of: ConsentScope
    adult_from_age: int

    def is_asked_of(self, birth_on: date | None, day: date) -> bool:
        """Whether a person's own consent is asked for on `day`; somebody without a birth date counts as grown up."""
        grown_up = birth_on is None or day >= birthday(birth_on, self.adult_from_age)
        return self.asked_of is ConsentScope.EACH_ADULT and grown_up
