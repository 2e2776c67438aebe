"""What a household of the second act is called: its place, its number and its head."""

from api.cli.demo.people import Signing
from api.cli.demo.years import BEGINS_ON
from api.cli.speech import SPEECH as SAY
from api.composition import Service
from api.language.words import title


def household_called(service: Service, signing: Signing) -> str:
    """普陀101户陈和平; household 101 in Putuo (陈和平)."""
    named = title(service.policies.version_on(signing.place.policy, BEGINS_ON).title, SAY.language)
    number, head = signing.household, signing.people[0].name
    return SAY(f"{named}{number}户{head}", f"household {number} in {named} ({head})")
