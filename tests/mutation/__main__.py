"""Writes docs/mutation.md from what mutmut left in `mutants/`: `python -m tests.mutation`, after `mutmut run`."""

import subprocess
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.mutation.results import Fate, Mutant, mutants

ROOT = Path(__file__).parents[2]
REASONS = Path(__file__).with_name("reasons.toml")
UNEXPLAINED = "No reason is known: a test is missing."

HEAD = """\
# Mutants of the domain

What happens when `domain/` is broken on purpose, one small change at a time: a comparison turned round, an argument
left out, a branch of a `match` dropped. A mutant dies of the types (`mypy --strict`, a part of `./jiayi test`) or of a
test in `tests/domain`; the promises (state machines) are left out, so a rule is held by tests of its own. How to run
it: see CONTRIBUTING, Mutants. Written by `python -m tests.mutation`, at commit {commit} of {day}.

mutmut does not change what stands outside functions (fields, tables, patterns), nor properties.

| part | mutants | not tried | refused by the types | killed by tests | survived | of all | of those with sound types |
|---|--:|--:|--:|--:|--:|--:|--:|
{rows}

## Survivors

"""


def main() -> None:
    """The scores by part of the domain, and every survivor under the reason why it lives."""
    found = list(mutants(ROOT / "mutants"))
    commit, day = _git("rev-parse", "--short", "HEAD"), _git("show", "-s", "--format=%cs", "HEAD")
    text = HEAD.format(commit=commit, day=day, rows="\n".join(_rows(found)))
    survivors = [each for each in found if each.fate is Fate.SURVIVED]
    (ROOT / "docs" / "mutation.md").write_text(text + "\n".join(_told(survivors)), encoding="utf-8")


def _rows(found: Iterable[Mutant]) -> Iterator[str]:
    parts: dict[str, Counter[Fate]] = defaultdict(Counter)
    for each in found:
        parts[_part_of(each.file)][each.fate] += 1
    for name, fates in (*sorted(parts.items()), ("all", sum(parts.values(), Counter[Fate]()))):
        refused, killed, survived = fates[Fate.REFUSED_BY_TYPES], fates[Fate.KILLED], fates[Fate.SURVIVED]
        of_all, of_sound = (refused + killed) / (refused + killed + survived or 1), killed / (killed + survived or 1)
        yield (
            f"| {name} | {fates.total()} | {fates[Fate.NOT_TRIED]} | {refused} | {killed} | {survived} "
            f"| {of_all:.1%} | {of_sound:.1%} |"
        )


def _part_of(file: str) -> str:
    """The folder of a stream or a rule family; `domain` for the files beside them."""
    return file.rpartition("/")[0]


def _told(survivors: Iterable[Mutant]) -> Iterator[str]:
    groups = tomllib.loads(REASONS.read_text(encoding="utf-8"))["group"]
    by_reason: dict[str, list[Mutant]] = {group["why"]: [] for group in groups}
    for each in survivors:
        by_reason.setdefault(_why(each, groups), []).append(each)
    for why, of_it in by_reason.items():
        if of_it:
            yield f"### {why}\n"
            yield from (f"* {each.file} `{each.function}`: `{each.change}`" for each in of_it)
            yield ""


def _why(mutant: Mutant, groups: Iterable[Mapping[str, Any]]) -> str:
    for group in groups:
        for place in group["mutants"]:
            if mutant.place == place or (place.endswith("*") and mutant.place.startswith(place[:-1])):
                return str(group["why"])
    return UNEXPLAINED


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S607 - the git that is there


if __name__ == "__main__":
    main()
