"""The counties of GB/T 2260, those abolished included: what python-stdnum has collected.

An id carries the county of first registration, which may be gone for decades. The collection has gaps in old years, so
that a code it does not know is worth a warning and no more.
"""

from stdnum import numdb

_COUNTIES = numdb.get("cn/loc")


def division_allocated(division_code: str) -> bool:
    """Whether a 6-digit code was ever that of a county, as far as is known."""
    return any("county" in properties for _, properties in _COUNTIES.info(division_code))
