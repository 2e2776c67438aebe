"""Which papers go with a contract, who keeps them, and by when they are handed over."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum


class Paper(StrEnum):
    """The papers of a contract, by their glossary names."""

    SERVICE_AGREEMENT = "service_agreement"
    SERVICE_HANDBOOK = "service_handbook"
    CONTRACT_REGISTER = "contract_register"
    SERVICE_PLEDGE = "service_pledge"
    SERVICE_NOTICE = "service_notice"
    CONTACT_CARD = "contact_card"
    PUBLIC_NOTICE_BOARD = "public_notice_board"


class Keeper(StrEnum):
    """Who keeps a paper."""

    HOUSEHOLD = "household"
    TEAM = "team"
    BOTH_SIDES = "both_sides"
    AUTHORITY = "authority"


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentRules:
    """The papers of a contract with who keeps each; the agreement is made in `agreement_copies`."""

    keepers: Mapping[Paper, Keeper] = field(hash=False)
    agreement_copies: int
    issued_within_days: int

    def belongs(self, paper: Paper) -> bool:
        """Whether contracts here have this paper."""
        return paper in self.keepers

    def keepers_of(self, paper: Paper) -> frozenset[Keeper]:
        """Who gets a copy of a paper that contracts here have."""
        keeper = self.keepers[paper]
        return frozenset({Keeper.HOUSEHOLD, Keeper.TEAM} if keeper is Keeper.BOTH_SIDES else {keeper})

    def issue_by(self, signed_on: date) -> date:
        """The last day on which the papers are handed over in time."""
        return signed_on + timedelta(days=self.issued_within_days)
