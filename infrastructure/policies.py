"""Where policies come from: the jurisdictions shipped with the program, and a folder of more."""

from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from domain.policy.errors import PolicyFileError, PolicyProblem
from domain.policy.lines import Lines
from domain.policy.model import Policy
from domain.policy.parse import parse_policy
from domain.policy.resolve import PolicyBook


def load_policies(folder: Path | None = None) -> PolicyBook:
    """The book of all policies; `folder` (the setting JIAYI_POLICIES_DIR) adds jurisdictions, none twice.

    Raises PolicyFileError for files that are not usable and for names that are taken: everything that is wrong at once,
    with files and lines.
    """
    files = [*_toml_files(resources.files("domain.policy") / "jurisdictions"), *_added(folder)]
    found: dict[str, str] = {}
    policies: list[Policy] = []
    problems: list[PolicyProblem] = []
    for file in files:
        try:
            policies += _named_once(file, found)
        except PolicyFileError as error:
            problems += error.within(file.name)
    if problems:
        raise PolicyFileError(problems)
    return PolicyBook(policies)


def _named_once(file: Traversable, found: dict[str, str]) -> tuple[Policy, ...]:
    text = _text(file)
    versions = parse_policy(text)
    name = versions[0].ref.name
    if name in found:
        line = Lines(text).of("name")
        taken = PolicyProblem(problem="name_taken", entry="name", line=line, found=name, expected=found[name])
        raise PolicyFileError([taken])
    found[name] = file.name
    return versions


def _added(folder: Path | None) -> Iterator[Traversable]:
    if folder is None:
        return iter(())
    if not folder.is_dir():
        missing = PolicyProblem(problem="unreadable", entry="JIAYI_POLICIES_DIR", file=str(folder), found="no folder")
        raise PolicyFileError([missing])
    return _toml_files(folder)


def _toml_files(folder: Traversable) -> Iterator[Traversable]:
    return iter(sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name))


def _text(file: Traversable) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "UTF-8"
        raise PolicyFileError([PolicyProblem(problem="unreadable", entry="", found=str(reason))]) from None
