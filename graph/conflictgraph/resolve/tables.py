"""The tables of `data/lexicon` that resolution reads: titles and spellings of names, kinds of targets, sums."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from conflictgraph.resources import table

_HELD = 1 << 14  # sentences whose reading is kept: an account is compared with many others


def _words(cell: str) -> list[str]:
    return [w.strip() for w in cell.split(";") if w.strip()]


@cache
def titles() -> frozenset[str]:
    """Words before a person's name that are no part of it."""
    return frozenset(w for kind, words in table("lexicon/name-titles.tsv", "kind", "words") for w in _words(words) if kind in {"title", "office"})


@cache
def spellings() -> Mapping[str, str]:
    """One spelling for words of names that are written in several ways."""
    return {v: normal for normal, variants in table("lexicon/name-spellings.tsv", "spelling", "others") for v in _words(variants)}


@cache
def canonical() -> frozenset[str]:
    """The one spelling of each word of names that is listed with its spellings."""
    return frozenset(spellings().values())


@cache
def _parts(kind: str) -> frozenset[str]:
    return frozenset(w for k, words in table("lexicon/name-parts.tsv", "kind", "words") if k == kind for w in _words(words))


def particles() -> frozenset[str]:
    """Parts of persons' names that tell nobody apart ("bin")."""
    return _parts("particle")


@cache
def common_names() -> frozenset[str]:
    """Words of names that a great many people bear."""
    return canonical() | _parts("common")


def institution_words() -> frozenset[str]:
    """Words with which institutions of many countries are named ("supreme", "court"), and words between them."""
    return _parts("institution") | _parts("article")


@cache
def organization_spellings() -> Mapping[str, str]:
    """One spelling for words of organizations' names that are written in several ways."""
    return {v: normal for normal, variants in table("lexicon/organization-spellings.tsv", "spelling", "others") for v in _words(variants)}


@dataclass(frozen=True, slots=True)
class Post:
    """A post of a state that one person holds at a time; `organ` is the organ that it heads or belongs to."""

    key: str
    organ: str


@cache
def posts() -> Mapping[str, Post]:
    """Posts by the words for them, in lower case."""
    return {w: Post(key, organ) for key, organ, words in table("lexicon/posts.tsv", "post", "organ", "words") for w in _words(words)}


@cache
def local_posts() -> Mapping[str, str]:
    """Posts of a town, district or province by the words for them, in lower case; the longest words first."""
    found = {w: post for post, words in table("lexicon/local-posts.tsv", "post", "words") for w in _words(words)}
    return {w: found[w] for w in sorted(found, key=lambda w: (-len(w), w))}


@cache
def _kinds() -> tuple[re.Pattern[str], Mapping[str, frozenset[str]]]:
    kind_of: dict[str, frozenset[str]] = {}
    for kind, listed in table("lexicon/target-kinds.tsv", "kind", "words"):
        for word in _words(listed):
            kind_of[word] = kind_of.get(word, frozenset()) | {kind}
    words = sorted(kind_of, key=lambda w: (-len(w), w))
    return re.compile(r"\b(" + "|".join(map(re.escape, words)) + r")(?:e?s)?\b", re.IGNORECASE), kind_of


@lru_cache(maxsize=_HELD)
def target_kinds(text: str) -> frozenset[str]:
    """What sorts of places and things a text names: "a crowded bazaar" → market."""
    pattern, kind_of = _kinds()
    return frozenset().union(*(kind_of[m.group(1).lower()] for m in pattern.finditer(text)))


@cache
def _cues(kind: str) -> re.Pattern[str]:
    parts = [pattern for k, pattern in table("lexicon/sums.tsv", "kind", "pattern") if k == kind]
    return re.compile("|".join(f"(?:{p})" for p in parts), re.IGNORECASE)


@lru_cache(maxsize=_HELD)
def is_sum(sentence: str) -> bool:
    """Does a sentence count over a time ("so far this year", "in a total of 12 attacks")?"""
    return _cues("sum").search(sentence) is not None


@lru_cache(maxsize=_HELD)
def is_tally(sentence: str) -> bool:
    """Does a sentence name several attacks ("killed in attacks")? With a time of weeks it counts over that time."""
    return _cues("tally").search(sentence) is not None


@lru_cache(maxsize=_HELD)
def is_battle(sentence: str) -> bool:
    """Does a sentence tell of what took several days ("three days of fighting", "the siege of")?"""
    return _cues("battle").search(sentence) is not None


@lru_cache(maxsize=_HELD)
def starts_another(sentence: str) -> bool:
    """Does a sentence begin to tell of another event than the one before ("in a separate incident")?"""
    return _cues("another").search(sentence) is not None
