"""What every sentence about a fact needs: who is meant, in which language, and what to say where nothing is known."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from api.language import values, words
from domain.contract.events import Flag
from domain.personal import Personal
from domain.policy.errors import Language


class Names(Protocol):
    """What ids are called by those who read. None: never known, or forgotten."""

    def resident(self, resident_id: UUID) -> str | None:
        """A person's name."""

    def team(self, team_id: UUID) -> str | None:
        """A care team's name."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One reader's language and the names of what the facts are about."""

    names: Names
    language: Language

    def choose(self, zh: str, en: str) -> str:
        """The sentence in the reader's language."""
        return zh if self.language == "zh" else en

    def person(self, resident_id: UUID) -> str:
        """The person's name, or the mask of one that was forgotten."""
        return self.names.resident(resident_id) or self.mask

    def team(self, team_id: UUID) -> str:
        """The team's name."""
        return self.names.team(team_id) or self.choose("〔团队不详〕", "[unknown team]")

    def text(self, value: Personal | None) -> str:
        """A personal value, or its mask."""
        return (value.text if value is not None else None) or self.mask

    def day(self, value: date) -> str:
        """A date in the reader's language."""
        return values.day(value, self.language)

    def word(self, value: StrEnum) -> str:
        """The name of a value of the domain."""
        return words.word(value, self.language)

    def relationship(self, written: str) -> str:
        """A relationship to the head."""
        return words.relationship(written, self.language)

    def listed(self, each: "list[str]") -> str:
        """甲、乙、丙; A, B, C."""
        return values.listed(each, self.language)

    def flag(self, flag: Flag) -> str:
        """A category, with its last day where it has one."""
        name = self.word(flag.category)
        if flag.until_on is None:
            return name
        until = self.day(flag.until_on)
        return self.choose(f"{name}（至{until}）", f"{name} (until {until})")

    def member(self, resident_id: UUID, relationship: str, flags: tuple[Flag, ...] = ()) -> str:
        """A person with relationship and categories: 李梅（配偶，高血压）."""
        about = [text for text in (self.relationship(relationship), *map(self.flag, flags)) if text]
        if not about:
            return self.person(resident_id)
        return self.choose(
            f"{self.person(resident_id)}（{'，'.join(about)}）", f"{self.person(resident_id)} ({', '.join(about)})"
        )

    @property
    def mask(self) -> str:
        """What stands for a value that was forgotten or may not be shown."""
        return self.choose("〔已遗忘〕", "[forgotten]")
