"""The mutants in `mutants/`, as mutmut left them there: what each changes, and what became of it."""

import ast
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from enum import StrEnum
from itertools import islice
from pathlib import Path


class Fate(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    REFUSED_BY_TYPES = "refused by the types"
    SURVIVED = "survived"
    NOT_TRIED = "not tried"


_FATES = {
    1: Fate.KILLED,
    3: Fate.KILLED,
    36: Fate.KILLED,  # a test that no longer ends has failed
    -24: Fate.KILLED,
    24: Fate.KILLED,
    152: Fate.KILLED,
    255: Fate.KILLED,
    37: Fate.REFUSED_BY_TYPES,
    0: Fate.SURVIVED,
    33: Fate.SURVIVED,  # no test calls it
    5: Fate.SURVIVED,
}
_MUTANT = re.compile(r"^(x|xǁ\w+?ǁ)_?(?P<function>\w+?)__mutmut_(?P<number>\w+)$")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One small change to one function, and whether anything noticed. `change` is `before → after`, by lines."""

    file: str
    function: str
    change: str
    fate: Fate
    name: str

    @property
    def place(self) -> str:
        """What a reason names: it outlives other changes to the function, which mutmut's numbers do not."""
        return f"{self.file} {self.function}: {self.change}"


def mutants(root: Path) -> Iterator[Mutant]:
    """Every mutant below `root`, by file."""
    for meta in sorted(root.glob("domain/**/*.py.meta")):
        fates = json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]
        if fates:
            module = meta.with_suffix("")
            yield from _of_module(module, module.relative_to(root).as_posix(), fates)


def _of_module(module: Path, file: str, fates: dict[str, int | None]) -> Iterator[Mutant]:
    text = module.read_text(encoding="utf-8")
    bodies = _bodies(text)
    for key, exit_code in fates.items():
        name = key.rpartition(".")[2]
        stem, _, _ = name.rpartition("__mutmut_")
        fate = Fate.NOT_TRIED if exit_code is None else _FATES.get(exit_code, Fate.SURVIVED)
        change = _change(bodies[f"{stem}__mutmut_orig"], bodies[name])
        yield Mutant(file=file, function=_function(stem), change=change, fate=fate, name=key)


def _bodies(text: str) -> dict[str, list[str]]:
    lines = text.splitlines()
    return {
        node.name: [line.strip().replace(node.name, "") for line in lines[node.lineno - 1 : node.end_lineno]]
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and "__mutmut_" in node.name
    }


def _function(stem: str) -> str:
    """`x_yuan` is yuan, `xǁTimelineǁwrite` is Timeline.write."""
    return stem.removeprefix("xǁ").replace("ǁ", ".") if "ǁ" in stem else stem.removeprefix("x_")


def _change(before: Sequence[str], after: Sequence[str]) -> str:
    told = list(islice(unified_diff(before, after, lineterm="", n=0), 2, None))
    gone = " ".join(line[1:] for line in told if line.startswith("-"))
    come = " ".join(line[1:] for line in told if line.startswith("+"))
    return f"{gone} → {come or 'nothing'}"
