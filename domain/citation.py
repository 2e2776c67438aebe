"""Where a rule comes from: the sentence, the document, and whether the document says it at all."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Citation:
    """The source of one rule.

    `stated` is false where the jurisdiction's documents say nothing; `clause` is then our reason for the default.
    """

    clause: str
    source: str
    stated: bool = True
