"""Which names of one article are of one party: the same key, the same words, a person's surname, an acronym in brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from conflictgraph.extract.draft import Doc
from conflictgraph.extract.mentions import Ent
from conflictgraph.extract.personnames import same_person
from conflictgraph.names import fold


class NameChains(NamedTuple):
    """The chain of each name, the lexicon's key of each chain that has one, and how many chains there are, counted from 0 in order
    of the text."""

    of: dict[Ent, int]
    keys: dict[int, str]
    number: int


def chained(doc: Doc, entities: Sequence[Ent]) -> NameChains:
    """The chains of an article's names, which come in order of the text."""
    chain_of: dict[Ent, int] = {}
    key_of: dict[int, str] = {}
    by_key: dict[str, int] = {}
    by_text: dict[tuple[str, str], int] = {}
    people: list[tuple[list[str], int]] = []
    previous: Ent | None = None
    number = 0
    for entity in entities:
        folded = re.sub(r"^the ", "", fold(re.sub(r"['’]s?$", "", doc.trees[entity.s].text(entity.first, entity.last))))
        chain: int | None = None
        if entity.key is not None:
            chain = by_key.get(entity.key)
        if chain is None and entity.type == "PER":
            chain = same_person(folded.split(), people)
        if chain is None:
            chain = by_text.get((entity.type, folded))
        if chain is None and entity.type == "NORP":
            chain = by_text.get(("ORG", folded))
        if chain is None and previous is not None and _bracketed(doc, previous, entity):
            chain = chain_of[previous]
        if chain is None:
            chain, number = number, number + 1
        chain_of[entity] = chain
        by_text.setdefault((entity.type, folded), chain)
        if entity.key is not None:
            by_key.setdefault(entity.key, chain)
            key_of.setdefault(chain, entity.key)
        if entity.type == "PER":
            people.append((folded.split(), chain))
        previous = entity
    return NameChains(chain_of, key_of, number)


def _bracketed(doc: Doc, a: Ent, b: Ent) -> bool:
    """"Rapid Support Forces (RSF)": a bracket right after a name, its initials or another name for it."""
    if a.s != b.s or b.first - a.last != 1 or a.type == "PER" or b.type == "PER":
        return False
    tree = doc.trees[a.s]
    if tree.words[a.last].text != "(":
        return False
    short = tree.text(b.first, b.last)
    initials = "".join(w.text[0] for w in tree.words[a.first : a.last] if w.text[:1].isupper())
    return b.last < len(tree.words) and tree.words[b.last].text == ")" and (a.key is None or b.key is None) and (
        short.upper() == initials or short.isupper()
    )
