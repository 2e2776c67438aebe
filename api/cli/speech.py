"""The language of this run of the command line, chosen before anything is said: `--lang`, else the surroundings."""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from api.language.choice import language_of
from domain.policy.errors import Language


@dataclass(frozen=True, slots=True)
class Speech:
    """Says each thing in one of the two languages."""

    language: Language

    def __call__(self, zh: str, en: str) -> str:
        """The text in the language of this run."""
        return zh if self.language == "zh" else en


def asked_language(arguments: Sequence[str], env: Mapping[str, str]) -> Language:
    """What `--lang` asks for, wherever it stands; a value that is none is for the parser to refuse."""
    for argument, following in pairwise([*arguments, ""]):
        match argument, following:
            case ("--lang", "zh") | ("--lang=zh", _):
                return "zh"
            case ("--lang", "en") | ("--lang=en", _):
                return "en"
            case _:
                continue
    return language_of(env)


SPEECH = Speech(asked_language(sys.argv[1:], os.environ))
"""What help texts and answers are written with."""
