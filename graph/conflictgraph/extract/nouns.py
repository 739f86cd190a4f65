"""Nouns for people and weapons: what a common noun stands for, from `agents.tsv`, `noun-kinds.tsv` and `weapons.tsv`."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from conflictgraph.extract.classes import words
from conflictgraph.resources import table

_STEM = 3  # letters at least of what stands before the ending


class AgentNoun(NamedTuple):
    """A noun for persons: its category (combatant, security, civilian, political, …) and side (state, nonstate, none)."""

    category: str
    side: str


@cache
def agents() -> dict[str, AgentNoun]:
    """Agent nouns by singular and plural, in lower case."""
    out: dict[str, AgentNoun] = {}
    for singular, plural, category, side in table("lexicon/agents.tsv", "singular", "plural", "category", "side"):
        for form in (singular, plural):
            if form:
                out.setdefault(form.lower(), AgentNoun(category, side))
    return out


@cache
def noun_kinds() -> dict[str, str]:
    """person or group by noun, where general English has the word for people (WordNet); no list of ours says more of it."""
    return dict(table("lexicon/noun-kinds.tsv", "noun", "kind", header=True))


@lru_cache(maxsize=1 << 15)
def names_a_person(lemma: str) -> bool:
    """Does a noun, in lower case, name somebody ("detainee", "militant", "farmworker")?"""
    return lemma in agents() or noun_kinds().get(lemma) == "person" or _joined(lemma)


@cache
def _peoples() -> frozenset[str]:
    """First words of nouns for people of a faith or nation ("hindu" of "hindu monk")."""
    return frozenset(noun.split()[0] for noun in agents() if " " in noun)


def names_a_people(word: str) -> bool:
    """Does a word, in lower case, tell of which faith or nation somebody is ("hindu", "muslim")?"""
    return names_a_person(word) or word in _peoples()


def _joined(lemma: str) -> bool:
    """A word written in one with a noun for those who do something, that no list has ("cattleherder")."""
    return lemma not in noun_kinds() and any(lemma.endswith(end) and len(lemma) >= len(end) + _STEM for end in words("doer-ending"))


@cache
def weapons() -> dict[str, str]:
    """Weapon classes by noun or phrase, in lower case."""
    return {w.strip().lower(): weapon for weapon, listed in table("lexicon/weapons.tsv", "class", "words") for w in listed.split(";") if w.strip()}


def weapon_class(*forms: str) -> str:
    """The class of the first form that names a weapon ("IED" → `ied`), else an empty string."""
    return next((weapons()[f.lower()] for f in forms if f.lower() in weapons()), "")
