"""Where policies come from: the jurisdictions shipped with the program, and a folder of more."""

from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from domain.policy.errors import PolicyFileError
from domain.policy.model import Policy
from domain.policy.parse import parse_policy
from domain.policy.resolve import PolicyBook


def load_policies(folder: Path | None = None) -> PolicyBook:
    """The book of all policies; `folder` (the setting JIAYI_POLICIES_DIR) adds jurisdictions, none twice.

    Raises PolicyFileError, which names the file, for a file that is not usable and for a name that is taken.
    """
    files = [*_toml_files(resources.files("domain.policy") / "jurisdictions"), *_added(folder)]
    found: dict[str, str] = {}
    policies: list[Policy] = []
    for file in files:
        versions = _read(file)
        name = versions[0].ref.name
        if name in found:
            raise PolicyFileError("name_taken", where=file.name, found=name, expected=found[name])
        found[name] = file.name
        policies += versions
    return PolicyBook(policies)


def _added(folder: Path | None) -> Iterator[Traversable]:
    if folder is None:
        return iter(())
    if not folder.is_dir():
        raise PolicyFileError("unreadable", where=str(folder), found="JIAYI_POLICIES_DIR", expected="folder")
    return _toml_files(folder)


def _toml_files(folder: Traversable) -> Iterator[Traversable]:
    return iter(sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name))


def _read(file: Traversable) -> tuple[Policy, ...]:
    try:
        return parse_policy(file.read_text(encoding="utf-8"))
    except PolicyFileError as error:
        raise error.within(file.name) from None
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error.reason
        raise PolicyFileError("unreadable", where=file.name, found=str(reason), expected="UTF-8") from None
