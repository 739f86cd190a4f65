"""The phrase lists of `data/lexicon/clutter.tsv`, by kind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from conflictgraph.resources import table


def folded(text: str) -> str:
    """A phrase for comparison: casefolded, straight quotes, single spaces."""
    return " ".join(text.replace("’", "'").replace("‘", "'").casefold().split())


@dataclass(frozen=True, slots=True)
class Phrases:
    """`by_kind[kind]` maps a folded phrase to its reason; `starts`, `contained` and `contained_short` have the longest
    phrase first."""

    by_kind: dict[str, dict[str, str]]
    starts: tuple[tuple[str, str], ...]
    contained: tuple[tuple[str, str], ...]
    contained_short: tuple[tuple[str, str], ...]
    function_words: frozenset[str]

    def has(self, kind: str, phrase: str) -> bool:
        return phrase in self.by_kind.get(kind, {})

    def why(self, kind: str, phrase: str) -> str | None:
        return self.by_kind.get(kind, {}).get(phrase)


@cache
def phrases() -> Phrases:
    """Reads the file once."""
    by_kind: dict[str, dict[str, str]] = {}
    for kind, why, phrase in table("lexicon/clutter.tsv", "kind", "why", "phrase", header=True):
        by_kind.setdefault(kind, {})[folded(phrase)] = why

    def longest_first(kind: str) -> tuple[tuple[str, str], ...]:
        return tuple(sorted(by_kind.get(kind, {}).items(), key=lambda item: (-len(item[0]), item[0])))

    return Phrases(
        by_kind,
        longest_first("start"),
        longest_first("contains"),
        longest_first("contains-short"),
        frozenset(by_kind["function-word"]),
    )
