"""The word lists of `data/lexicon/` as typed, cached records: event predicates, speech cues, modality, ties,
quantifiers.

Lemmas are lower case; a multiword is its lemmas in the order of the text, joined by single spaces ("blow up", "open
fire", "exchange of fire"). Tables are keyed by (lemma, pos); `predicates_by_head()` finds multiwords by the lemma
they hang on, so that a sentence is matched word by word. Where a multiword matches, the entries of its single words
do not count.

Slots, the places where a party of a predicate is looked for, in this order of preference:

- `ARG0` … `ARG4`   the predicate's PropBank role; a filler that is a clause is no party
- `subj`, `obj`, `iobj`   the logical subject and object: a passive is undone first
- `prep:X`, `poss`, `nmod-pre`   a dependent with preposition X, a possessor, a premodifier ("a NATO air strike")
- `head`   the noun that an adjective modifies; `self` the trigger's own noun phrase ("10 dead", "the hostages")
- `both:…`   the parties found there are participants without sides ("clashes between A and B")

Every table is read once per process. A malformed line raises `StopRun` with one sentence that names file and line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

from conflictgraph.extract import classes
from conflictgraph.extract.entries import Condition, CueEntry, ModalityEntry, PredicateEntry, Quantifier, TieEntry
from conflictgraph.extract.wordlists import (
    Key,
    read_classes,
    read_cues,
    read_modality,
    read_predicates,
    read_quantifiers,
    read_ties,
)
from conflictgraph.resources import shelf, table

__all__ = [
    "Condition", "CueEntry", "ModalityEntry", "PredicateEntry", "Quantifier", "TieEntry", "cues", "expand",
    "head_lemma", "modality", "multiword_at", "parts", "predicates", "predicates_by_head", "quantifiers", "ties",
    "violent", "word_classes",
]  # fmt: skip

_BREAKS = frozenset(",;:.?!()\"“”")
_PREPOSITIONS = frozenset({"of", "for", "on", "to", "in", "into", "unto"})


@cache
def predicates() -> Mapping[Key, tuple[PredicateEntry, ...]]:
    """All senses of every event word by (lemma, pos), heaviest first."""
    return read_predicates(_file("predicates.tsv"))


def violent(verb: str) -> bool:
    """May a verb, by its lemma, tell of violence?"""
    return any(entry.type == "assault" for entry in predicates().get((verb, "VERB"), ()))


@cache
def predicates_by_head() -> Mapping[Key, tuple[PredicateEntry, ...]]:
    """Multiword and hyphenated entries by (head lemma, pos), longest first; see `head_lemma`."""
    table: dict[Key, list[PredicateEntry]] = {}
    for entries in predicates().values():
        for entry in entries:
            if len(parts(entry.lemma)) > 1:
                table.setdefault((head_lemma(entry.lemma, entry.pos), entry.pos), []).append(entry)
    return MappingProxyType({
        key: tuple(sorted(found, key=lambda entry: (-len(parts(entry.lemma)), entry.lemma, -entry.weight, entry.type)))
        for key, found in table.items()
    })


def multiword_at(
    lemmas: Sequence[str], index: int, pos: str, fits: Callable[[tuple[int, ...]], bool] = lambda at: True
) -> tuple[tuple[PredicateEntry, ...], tuple[int, ...]]:
    """The senses of the longest multiword whose head is the word at `index` and whose words `fits` accepts, and their
    indices.

    `lemmas` are a sentence's lemmas in lower case, hyphens as words of their own or not. A verb's further words
    follow it in order, at most three words apart (what counts does not) and in the same clause by punctuation ("opened heavy fire"); a
    noun's stand side by side.
    """
    best: tuple[tuple[PredicateEntry, ...], tuple[int, ...]] = (), ()
    for entry in predicates_by_head().get((lemmas[index], pos), ()):
        words = parts(entry.lemma)
        if best[1] and len(words) < len(best[1]):
            break
        at = _follow(lemmas, index, words) if pos == "VERB" else _side_by_side(lemmas, index, words, pos)
        if at and fits(at) and (not best[1] or at[-1] < best[1][-1]):  # "shot dead at home": of two as long, the one closer together
            best = tuple(e for e in predicates()[entry.lemma, pos]), at
    return best


@cache
def parts(lemma: str) -> tuple[str, ...]:
    """The words of a multiword of the lexicon, hyphens dropped: "cease-fire" and "cease fire" are alike."""
    return tuple(lemma.replace("-", " ").split())


def _follow(lemmas: Sequence[str], index: int, words: Sequence[str]) -> tuple[int, ...]:
    found, at, before_number = [index], index, classes.words("before-number")
    for word in words[1:]:
        free = sum(lemma in before_number or lemma[:1].isdigit() for lemma in lemmas[at + 1 : at + 5])
        for step in range(at + 1, min(at + 5 + free, len(lemmas))):  # "took more than 150 people hostage"
            if lemmas[step] in _BREAKS:
                return ()
            if lemmas[step] == word:
                at = step
                found.append(step)
                break
        else:
            return ()
    return tuple(found)


def _side_by_side(lemmas: Sequence[str], index: int, words: Sequence[str], pos: str) -> tuple[int, ...]:
    place = words.index(_head(words, pos))
    found = [index]
    for wanted, step in ((words[:place][::-1], -1), (words[place + 1 :], 1)):
        at = index
        for word in wanted:
            at += step
            if 0 <= at < len(lemmas) and lemmas[at] == "-":
                at += step
            if not 0 <= at < len(lemmas) or lemmas[at] != word:
                return ()
            found.append(at)
    return tuple(sorted(found))


@cache
def cues() -> Mapping[Key, tuple[CueEntry, ...]]:
    """Speech cues by (lemma, pos), heaviest first."""
    return read_cues(_file("cues.tsv"))


@cache
def modality() -> Mapping[Key, tuple[ModalityEntry, ...]]:
    """Modality words by (lemma, pos)."""
    return read_modality(_file("modality.tsv"))


@cache
def ties() -> Mapping[Key, tuple[TieEntry, ...]]:
    """Words for standing links and modifiers of their status by (lemma, pos), heaviest first."""
    return read_ties(_file("ties.tsv"))


@cache
def quantifiers() -> Mapping[str, Quantifier]:
    """Number words and quantifiers by their words in lower case."""
    return read_quantifiers(_file("figures.tsv"))


@cache
def word_classes() -> Mapping[str, frozenset[str]]:
    """Lemmas by class (weapon, explosive, armed, official, …), as conditions name them; `attack-noun` included."""
    attacks = (key[0] for key, found in predicates().items() if key[1] == "NOUN" and found[0].type == "assault" and key[0] not in classes.words("body-noun"))
    return read_classes(_file("word-classes.tsv"), frozenset(attacks))


@cache
def casualty_categories() -> Mapping[str, str]:
    """The category that a noun's casualties are counted as (children, women, civilians, soldiers, …), by lemma."""
    return dict(table("lexicon/casualty-categories.tsv", "noun", "category", header=True))


@cache
def expand(value: str) -> frozenset[str]:
    """The alternatives of a condition's value, with the members of the classes among them."""
    names, classes = value.split("|"), word_classes()
    return frozenset(names).union(*(classes.get(name, frozenset()) for name in names))


def head_lemma(lemma: str, pos: str) -> str:
    """The word that a multiword hangs on: a verb's first word; a noun's last word before its first preposition."""
    return _head(parts(lemma), pos)


def _head(words: Sequence[str], pos: str) -> str:
    if pos == "VERB":
        return words[0]
    for index, word in enumerate(words):
        if index and word in _PREPOSITIONS:
            return words[index - 1]
    return words[-1]


def _file(name: str) -> Path:
    return Path(shelf("data")) / "lexicon" / name
