"""A term as programs read it."""

from datetime import date

from domain.policy.terms import Term


def term_value(term: Term) -> dict[str, int | date]:
    """Number, first and last day of a term, both inclusive."""
    return {"number": term.number, "start_on": term.start_on, "end_on": term.end_on}
