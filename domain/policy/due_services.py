"""What a person under contract is owed in a year, where a document says so in numbers."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from domain.citation import Citation
from domain.contract.services.items import ServiceItem
from domain.populations import Category


@dataclass(frozen=True, kw_only=True, slots=True)
class DueService:
    """An item that is owed so many times in a contract year, to people of these categories; without any, to all."""

    item: ServiceItem
    times: int
    categories: frozenset[Category]
    rule: Citation

    def is_owed_to(self, categories: AbstractSet[Category]) -> bool:
        """Whether a person with these categories is owed it."""
        return not self.categories or not self.categories.isdisjoint(categories)
