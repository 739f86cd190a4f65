"""What goes wrong, with real examples: the pipeline on the sample articles that ship, beside what a careful reader found in them.

Every kind of error has its count and one example, the shortest; `docs/tables.py` puts them into docs/quality.md.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
for _place in (ROOT / "benchmarks", ROOT / "graph"):
    if str(_place) not in sys.path:
        sys.path.insert(0, str(_place))

LONGEST = 220  # characters of an example
SHORTEST = 30  # a fragment tells nothing


@dataclass(frozen=True, slots=True)
class Example:
    """One kind of error: how often it is met, and one sentence with what should and what did come out of it."""

    kind: str
    times: int
    article: str
    words: str
    expected: str
    found: str


@cache
def errors() -> tuple[Example, ...]:
    """The kinds of error on the sample articles, the most frequent first; runs the pipeline (some ten seconds)."""
    import quality
    from scorers import own
    from scorers.adapt.own import OWN
    from scorers.common import by_id, read_jsonl

    rows = [{**row, "id": own.key(row)} for row in read_jsonl(own.TRUTH)]
    found = by_id([prediction for prediction, _ in quality.read_rows(OWN, rows)])
    kinds: dict[str, list[own.Difference]] = defaultdict(list)
    for difference in own.differences(rows, found):
        kinds[difference.kind].append(difference)
    out = []
    for kind, differences in sorted(kinds.items(), key=lambda item: (-len(item[1]), item[0])):
        fitting = [d for d in differences if SHORTEST <= len(d.words) <= LONGEST] or differences
        d = min(fitting, key=lambda d: (len(d.words), d.words, d.article))
        out.append(Example(kind, len(differences), d.article, " ".join(d.words.split()), said(d.expected), said(d.found)))
    return tuple(out)


def said(value: str) -> str:
    """A value of the annotation in words: lists without brackets, what is missing as "nothing"."""
    import ast

    try:
        read = ast.literal_eval(value)
    except (ValueError, SyntaxError):
        return value
    return _words(read)


def _words(value: object) -> str:
    if value is None or value == [] or value == ():
        return "nothing"
    if isinstance(value, dict):  # a tie
        return f"{_words(value['from'])} {value['name']} {_words(value['to'])}, {value['status']}"
    if isinstance(value, (list, tuple)):
        if value and all(v is None or isinstance(v, int) for v in value) and len(value) == 3:
            return _figure(value)
        if value and all(v is None or isinstance(v, str) for v in value):  # names of one party, or the ends of a date
            return " / ".join(dict.fromkeys("open" if v is None else v for v in value))
        return ", ".join(_words(v) for v in value)
    return str(value)


def _figure(value: list[int | None] | tuple[int | None, ...]) -> str:
    low, best, high = value
    if low == best == high:
        return str(low)
    return f"at least {low}" if high is None else f"{low} to {high}"
