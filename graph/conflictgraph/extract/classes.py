"""Small word classes that the rules name, read from `data/lexicon/words.tsv` (class, words)."""

from __future__ import annotations

from functools import cache

from conflictgraph.errors import StopRun
from conflictgraph.resources import rows, shelf


@cache
def _table() -> dict[str, frozenset[str]]:
    path = shelf("data") / "lexicon" / "words.tsv"
    out: dict[str, frozenset[str]] = {}
    for number, (name, listed) in rows(path, "class", "words"):
        if name in out:
            raise StopRun(f"{path.name}, line {number}: the class “{name}” stands here a second time.")
        out[name] = frozenset(w.strip() for w in listed.split("|") if w.strip())
    return out


@cache
def words(name: str) -> frozenset[str]:
    """The lemmas of one class. Raises KeyError for a class that the file does not have."""
    return _table()[name]
