"""Rules about population categories noted of a member."""

from datetime import date, timedelta

from domain.contract.commands import FlagPopulation, NotedCategory, UnflagPopulation
from domain.contract.events import Flag, PopulationFlagged, PopulationUnflagged
from domain.contract.questions import require_in_force, require_member
from domain.contract.refusals import ComputedCategory
from domain.contract.state import Contract
from domain.contract.surroundings import Surroundings
from domain.populations import BY_AGE, Category
from domain.refusal import require_not_future

MATERNAL_AFTER_DELIVERY = timedelta(days=42)
"""产后42天健康检查 is the last item of maternal care (000, article 3), counted from the expected day until it came."""

MATERNAL_WITHOUT_DATES = timedelta(days=322)
"""The longest that maternal care may last from the day on which it was noted: 280 days and 42 days after."""


def flag_of(noted: NotedCategory, noted_on: date) -> Flag:
    """The category with its last day, where it ends by itself. Refused: `computed_category`."""
    if noted.category in BY_AGE:
        raise ComputedCategory(category=noted.category)
    if noted.category is not Category.MATERNAL:
        return Flag(category=noted.category)
    delivery_on = noted.delivered_on or noted.expected_on
    until_on = noted_on + MATERNAL_WITHOUT_DATES if delivery_on is None else delivery_on + MATERNAL_AFTER_DELIVERY
    return Flag(
        category=noted.category,
        until_on=until_on,
        expected_on=noted.expected_on,
        delivered_on=noted.delivered_on,
    )


def flag(command: FlagPopulation, contract: Contract, around: Surroundings) -> tuple[PopulationFlagged, ...]:
    """Note a category of a member. Quiet where it is noted for that day already, unless an end became known."""
    require_not_future(command.noted_on, around.today)
    require_in_force(contract, command.noted_on)
    member = require_member(contract, command.resident_id, command.noted_on)
    noted = flag_of(command.noted, command.noted_on)
    says_when = command.noted.expected_on is not None or command.noted.delivered_on is not None
    if member.noted(noted.category).on(command.noted_on) == noted:
        return ()
    if noted.category in member.flags_on(command.noted_on) and not says_when:
        return ()
    return (PopulationFlagged(resident_id=member.resident_id, flag=noted, noted_on=command.noted_on),)


def unflag(command: UnflagPopulation, contract: Contract, around: Surroundings) -> tuple[PopulationUnflagged, ...]:
    """Note that a category ended. Quiet where it is not noted for that day."""
    require_not_future(command.ended_on, around.today)
    if command.category in BY_AGE:
        raise ComputedCategory(category=command.category)
    require_in_force(contract, command.ended_on)
    member = require_member(contract, command.resident_id, command.ended_on)
    if command.category not in member.flags_on(command.ended_on):
        return ()
    return (PopulationUnflagged(resident_id=member.resident_id, category=command.category, ended_on=command.ended_on),)
