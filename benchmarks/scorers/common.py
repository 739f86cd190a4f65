"""What the scorers share: reading, tokens, precision and recall, and the tables in `maps/`."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

Row = dict[str, Any]  # one line of a corpus or of predictions, as JSON gives it
Pair = tuple[int, int]  # characters of the text, half-open

MAPS = Path(__file__).resolve().parent / "maps"
_TOKEN = re.compile(r"\w+|[^\w\s]")


def read_jsonl(path: Path) -> list[Row]:
    """Every line of a JSON Lines file that is not blank."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def write_jsonl(path: Path, rows: Iterable[Row]) -> None:
    """One JSON object a line, UTF-8."""
    with path.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def row_id(row: Row) -> str:
    """A row's id as a string: some corpora number their rows."""
    return str(row["id"])


def by_id(rows: Iterable[Row]) -> dict[str, Row]:
    """Rows under their ids; of rows with one id the last stays, as in the original scorers."""
    return {row_id(row): row for row in rows}


def tokens(text: str) -> list[Pair]:
    """Words and single signs, as offsets."""
    return [(m.start(), m.end()) for m in _TOKEN.finditer(text)]


def covered(words: Sequence[Pair], spans: Iterable[Sequence[int]]) -> set[int]:
    """Which of the tokens some span touches."""
    spans = list(spans)
    return {i for i, (a, b) in enumerate(words) if any(a < s[1] and b > s[0] for s in spans)}


def overlaps(a: Sequence[int], b: Sequence[int]) -> bool:
    """Do two half-open spans share a character?"""
    return a[0] < b[1] and b[0] < a[1]


def prf(correct: float, predicted: float, gold: float) -> tuple[float, float, float]:
    """Precision, recall and F1 in per cent from counts; 0 where there is nothing to divide by."""
    precision = correct / predicted if predicted else 0.0
    recall = correct / gold if gold else 0.0
    return 100 * precision, 100 * recall, f1(100 * precision, 100 * recall)


def f1(precision: float, recall: float) -> float:
    """The harmonic mean; 0 for 0 and 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `maps/<name>.tsv`; lines that begin with # are remarks."""
    with (MAPS / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        kept = (line for line in lines if not line.startswith("#"))
        return tuple(dict(row) for row in csv.DictReader(kept, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def longest_prefix(name: str, key: str) -> frozenset[str]:
    """The values (split at |) that `maps/<name>.tsv` (columns prefix, value) gives the longest prefix of `key`."""
    best: dict[str, str] | None = None
    for row in table(name):
        if key.startswith(row["prefix"]) and (best is None or len(row["prefix"]) > len(best["prefix"])):
            best = row
    return frozenset(best["value"].split("|")) - {""} if best else frozenset()


@cache
def exactly(name: str, key: str) -> frozenset[str]:
    """The values (split at |) that `maps/<name>.tsv` gives `key` itself; empty where it has no line."""
    for row in table(name):
        if row["prefix"] == key:
            return frozenset(row["value"].split("|")) - {""}
    return frozenset()


@cache
def words(name: str) -> frozenset[str]:
    """The words of `maps/<name>.tsv`, in lower case."""
    return frozenset(row["word"] for row in table(name))
