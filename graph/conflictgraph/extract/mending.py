"""A sentence's tree made fit for reading: labels that contradict each other, and a name right behind the noun that it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conflictgraph.extract.classes import words as word_class
from conflictgraph.extract.nouns import names_a_person
from conflictgraph.model import Name, Predicate, Word

_STAYS = {"amod", "compound", "flat", "nmod:poss", "advmod", "nmod:desc"}  # what says something of the noun itself


def active(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """A verb with an object and no passive auxiliary is active, whatever its subject was labelled."""
    objects = {w.head for w in words if w.deprel == "obj"}
    passive = {w.head for w in words if w.deprel == "aux:pass"}
    if not any(w.deprel == "nsubj:pass" and w.head in objects - passive for w in words):
        return words
    return tuple(replace(w, deprel="nsubj") if w.deprel == "nsubj:pass" and w.head in objects - passive else w for w in words)


def named(words: tuple[Word, ...], names: Sequence[Name]) -> tuple[tuple[Word, ...], dict[int, int]]:
    """"The group al-Nusra Front": the name right behind a noun heads the phrase and the noun describes it, as a title does
    (UD's `nmod:desc`). Returns the words, and which noun gave way to which word of a name."""
    inside = {k for name in names for k in range(name.first, name.last)}
    moved: dict[int, int] = {}
    told: dict[int, int] = {}  # a body's name beside its noun: an apposition of it
    for name in names:
        noun = name.first - 1
        if noun < 0 or noun in inside or words[noun].upos != "NOUN" or name.type not in {"PER", "ORG"}:
            continue
        twin = next((k for k in range(name.first, name.last) if _twin(words, noun, k)), None)
        top = next((k for k in range(name.first, name.last) if words[k].head == noun and words[k].deprel == "appos"), twin)
        if top is not None and top == twin and name.type == "ORG":
            told[top] = noun
        elif top is not None:
            moved[noun] = top
    if told:
        words = tuple(replace(w, head=told[k], deprel="appos") if k in told else w for k, w in enumerate(words))
    if not moved:
        return words, moved
    out = list(words)
    for noun, top in moved.items():
        for k, word in enumerate(words):
            if word.head == noun and k != top and not (k < noun and (word.deprel in _STAYS or word.deprel.partition(":")[0] in _STAYS)):
                out[k] = replace(out[k], head=top)
        out[top] = replace(out[top], head=out[noun].head, deprel=out[noun].deprel)
        out[noun] = replace(out[noun], head=top, deprel="nmod:desc")
    return tuple(out), moved


def apposed(words: tuple[Word, ...], names: Sequence[Name]) -> tuple[Word, ...]:
    """"The president of Kenya, Uhuru Kenyatta": a person is no place and no body, so the name stands beside the noun before "of"."""
    held = {k: name for name in names for k in range(name.first, name.last)}
    out = list(words)
    for name in names:
        top = next((k for k in range(name.first, name.last) if not name.first <= words[k].head < name.last), None)
        if name.type != "PER" or top is None or words[top].deprel != "appos":
            continue
        beside = held.get(words[top].head)
        noun = words[words[top].head].head if beside is not None and beside.type in {"LOC", "ORG"} else -1
        if noun < 0 or words[words[top].head].deprel != "nmod" or words[noun].upos != "NOUN" or not names_a_person(words[noun].lemma.lower()):
            continue
        out[top] = replace(out[top], head=noun)
        for k in range(name.first, name.last):
            if k != top and words[k].deprel == "appos":
                out[k] = replace(out[k], deprel="flat")
    return tuple(out)


def owned(words: tuple[Word, ...], names: Sequence[Name]) -> tuple[tuple[Word, ...], dict[int, int]]:
    """"The Government of Iraq's liberation of Tikrit": what a body "of" a place has done is its, not the place's. Returns the
    words, and which body gave way to which deed."""
    places = {k for name in names for k in range(name.first, name.last) if name.type == "LOC"}
    out, moved = list(words), {}
    for k, place in enumerate(words):
        deed = place.head
        if place.deprel != "nmod:poss" or k not in places or not k < deed or words[deed].deprel != "nmod" or words[deed].upos != "NOUN":
            continue
        body = words[deed].head
        case = [m for m, w in enumerate(words) if w.deprel == "case" and w.lemma.lower() == "of" and w.head == deed and body < m < k]
        if not case or not 0 <= body < case[0] or words[body].lemma.lower() not in word_class("realm-head"):
            continue
        out[deed] = replace(out[deed], head=words[body].head, deprel=words[body].deprel)
        out[body] = replace(out[body], head=deed, deprel="nmod:poss")
        out[k] = replace(out[k], head=body, deprel="nmod")
        out[case[0]] = replace(out[case[0]], head=k)
        for m, w in enumerate(words):
            if w.head == body and m > deed:
                out[m] = replace(out[m], head=deed)
            elif w.head == k and w.deprel == "case" and m > k:
                out[m] = replace(out[m], head=body)
        moved[body] = deed
    return tuple(out), moved


def _twin(words: Sequence[Word], noun: int, k: int) -> bool:
    """"against oil company Petrobras": a noun and the name right behind it read as two words in one place of a verb."""
    same = words[noun].head >= 0 and words[k].head == words[noun].head and words[k].deprel in {words[noun].deprel, "nmod"}
    return same and words[noun].deprel in {"obl", "nmod", "nsubj", "obj", "nsubj:pass"} and not any(w.head == k and w.deprel in {"case", "det"} for w in words)


def moved_roles(predicate: Predicate, moved: dict[int, int]) -> Predicate:
    """A predicate's roles with the names that head their phrases."""
    if not any(role.head in moved for role in predicate.roles):
        return predicate
    return replace(predicate, roles=tuple(replace(r, head=moved.get(r.head, r.head)) for r in predicate.roles))
