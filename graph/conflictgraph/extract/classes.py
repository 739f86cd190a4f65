"""Small word classes that the rules name, read from `data/lexicon/words.tsv` (class, words)."""

from __future__ import annotations

from functools import cache

from conflictgraph.errors import StopRun
from conflictgraph.resources import shelf


@cache
def _table() -> dict[str, frozenset[str]]:
    path = shelf("data") / "lexicon" / "words.tsv"
    out: dict[str, frozenset[str]] = {}
    for n, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        name, tab, words = line.partition("\t")
        if not tab or name in out:
            raise StopRun(f"Line {n} of {path} is no new class with its words.")
        out[name] = frozenset(w.strip() for w in words.split("|") if w.strip())
    return out


@cache
def words(name: str) -> frozenset[str]:
    """The lemmas of one class. Raises KeyError for a class that the file does not have."""
    return _table()[name]
