"""A personal value: readable in memory, on record only as a digest. What is on record can be forgotten."""

from uuid import UUID


class Personal:
    """A value that belongs to a subject (a resident, or a contract for texts about several people).

    `text` is the value, or None where it was not opened or was forgotten; `digest` is what the record holds (hex
    SHA-256 of salt and value), empty until the value was sealed.

    Two personal values are equal when subject and text are.
    """

    __slots__ = ("digest", "subject", "text")

    def __init__(self, subject: UUID, text: str | None, digest: str = "") -> None:
        self.subject = subject
        self.text = text
        self.digest = digest

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Personal):
            return NotImplemented
        return (self.subject, self.text) == (other.subject, other.text)

    def __hash__(self) -> int:
        return hash((self.subject, self.text))

    def __repr__(self) -> str:
        return f"Personal({self.subject}, {'closed' if self.text is None else 'open'})"
