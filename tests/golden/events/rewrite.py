"""Writes the golden files again: `python -m tests.golden.events.rewrite`, in the commit that changes an event.

Until 1.0 a golden file may change with its event. After that a file is never rewritten: the event gets a new wire name.
"""

from pathlib import Path

from infrastructure.ledger.wire_names import wire_name
from tests.golden.events.examples import EXAMPLES, record_of

FOLDER = Path(__file__).parent


def main() -> None:
    """One file an event, named by its wire name."""
    for known in FOLDER.glob("*.json"):
        known.unlink()
    for event in EXAMPLES:
        (FOLDER / f"{wire_name(event)}.json").write_bytes(record_of(event))


if __name__ == "__main__":
    main()
