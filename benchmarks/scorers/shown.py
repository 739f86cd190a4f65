"""What the scorers of our own corpora share when they are called by hand: two halves, the arguments, and how it is printed.

    python benchmarks/scorers/NAME.py [PREDICTIONS/NAME.jsonl] [--half held]     what goes wrong in a half, then the measures

Whoever works on rules reads what goes wrong in the developed half; of the held half, please look at the measures only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

HALVES = ("developed", "held")


class Asked(NamedTuple):
    """What the arguments ask for."""

    half: str
    predictions: Path | None


def half_of(identifier: str) -> str:
    """The half of a record, by a hash of its id: rules are worked on with the developed one, of the held one only the score is looked at."""
    return HALVES[hashlib.sha1(identifier.encode()).digest()[0] % 2]


def part_of(row: Mapping[str, Any]) -> str:
    """The half of a row, or `further`: one that was written to be worked on."""
    return "further" if row.get("further") else half_of(str(row["id"]))


def named(part: str) -> str:
    """A part as a measure is named after it."""
    return f"{part} half" if part in HALVES else part


def asked(argv: Sequence[str]) -> Asked:
    """The half (developed unless told) and the file of predictions, if one is given."""
    half = argv[argv.index("--half") + 1] if "--half" in argv else HALVES[0]
    files = [Path(a) for n, a in enumerate(argv) if not a.startswith("--") and (n == 0 or argv[n - 1] != "--half")]
    return Asked(half, files[0] if files else None)


def show(wrong: Iterable[str], measures: Mapping[str, float]) -> int:
    """Print what goes wrong, a line each, and the measures; the exit status."""
    for line in wrong:
        print(line)
    for name, value in measures.items():
        print(f"{name:40s} {value:6.2f}")
    return 0
