"""Short texts that stand in a record in plain: the place of a box, a certificate's number, never a person's."""

import re

LONGEST_LABEL = 60
SOMEBODYS_NUMBER = re.compile(r"(?<!\d)(\d{17}[\dXx]|\d{15}|1\d{10})(?!\d)")
"""A citizen id of 18 or 15 digits, or a mobile phone."""


def is_label(text: str) -> bool:
    """Whether a text may stand there: on one line, not long, without blanks around, and nobody's id or phone."""
    fits = 0 < len(text) <= LONGEST_LABEL and text == text.strip() and text.isprintable()
    return fits and SOMEBODYS_NUMBER.search(text) is None
