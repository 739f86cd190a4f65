"""Of which state "the army", "the Defense Ministry" and "the government" are.

Most often of the one that the article is about. Where the text just above speaks of another state, the organ is that one's if the text
turns to it ("In Sudan, …", or it acts or speaks) or has named the same organ of it ("Israeli troops … The military said"); it is nobody's
in particular where several other states are spoken of.
"""

from __future__ import annotations

from functools import cache

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Node
from conflictgraph.extract.mentions import Ent, Found, capital_of, lexicon, state_of
from conflictgraph.extract.tree import Tree

_GENERAL = {"force", "troop", "group", "party", "side", "unit", "movement", "media", "cell", "gang", "nation", "community", "tribe"}
_OPENING = 2  # words at most before a place that opens its sentence ("And in Sudan, …")


def organs(doc: Doc, found: Found) -> None:
    """Give organs of a state that are told without one to the state that they are of."""
    named = _states(doc, found) if found.country is not None else {}
    for s, tree in enumerate(doc.trees):
        for i, word in enumerate(tree.words):
            if word.upos not in {"NOUN", "PROPN"} or (Node(s, i) in found.at and found.at[Node(s, i)].key is not None):
                continue
            if word.lemma.lower() not in _organ_words():
                continue
            seat = _seat(doc, found, s, i)
            if seat is None and (found.country is None or any(tree.rel(k) == "nmod" for k in tree.children[i])):
                continue
            if any(tree.words[k].lemma in {"a", "another", "some", "other"} for k in tree.kids(i, "det", "amod")):
                continue
            if any(tree.words[k].upos == "PRON" for k in tree.kids(i, "nmod:poss")):
                continue  # "its army": whose it is, `link` tells
            first = i
            while first > 0 and tree.words[first - 1].upos in {"NOUN", "PROPN", "ADJ"} and tree.governs(i, first - 1):
                first -= 1
            last = seat[1] if seat is not None else i + 1
            if any(Node(s, k) in found.at and found.at[Node(s, k)].key for k in range(first, last)):
                continue
            state = seat[0] if seat is not None else _whose(doc, found.country or "", named, s, first, tree.text(first, last))
            organ = lexicon().compose(state, tree.text(first, last)) if state is not None else None
            if organ is None:
                continue
            for entity in [e for e in found.entities if e.s == s and e.first < last and e.last > first]:
                found.remove(entity)
            found.add(Ent(s, first, last, "ORG", organ.key, organ.kind))


def _seat(doc: Doc, found: Found, s: int, i: int) -> tuple[str, int] | None:
    """The state in whose capital a ministry or government sits ("the Ministry of Defence in London"), and where its name ends."""
    tree = doc.trees[s]
    if tree.lemmas[i] != "ministry" and tree.lemmas[i] not in words("government-noun"):
        return None
    below = [k for k in tree.children[i] if tree.rel(k) == "nmod" and k > i]
    seats = [k for k in (*below, *(m for k in below for m in tree.kids(k, "nmod"))) if tree.case(k) == "in" and Node(s, k) in found.at]
    fields = [k for k in below if tree.case(k) == "of"]
    if len(seats) != 1 or len(fields) > 1 or not set(below) <= {*seats, *fields}:
        return None
    entity = found.at[Node(s, seats[0])]
    state = capital_of(tree.text(entity.first, entity.last), doc.article.published, doc.caseless) if entity.type == "LOC" else None
    return (state, entity.first - 1 if fields else i + 1) if state is not None else None


def _states(doc: Doc, found: Found) -> dict[int, list[tuple[Ent, str]]]:
    """The states and their organs that are named in each paragraph, in the order of the text."""
    named: dict[int, list[tuple[Ent, str]]] = {}
    for entity in sorted(found.entities, key=lambda e: (e.s, e.first)):
        actor = lexicon().get(entity.key) if entity.key is not None else None
        state = state_of(actor) if actor is not None else _capital(doc, entity)
        if state is not None:
            named.setdefault(doc.trees[entity.s].sentence.paragraph, []).append((entity, state))
    return named


def _capital(doc: Doc, entity: Ent) -> str | None:
    """The state for which a capital acts or speaks: "Moscow said …"."""
    tree = doc.trees[entity.s]
    if entity.type != "LOC" or entity.key is not None or tree.rel(_top(tree, entity)) != "nsubj":
        return None
    return capital_of(tree.text(entity.first, entity.last), doc.article.published, doc.caseless)


def _whose(doc: Doc, home: str, named: dict[int, list[tuple[Ent, str]]], s: int, first: int, organ: str) -> str | None:
    """The state whose organ is meant at a word, from what its paragraph told before it, else the paragraph before."""
    paragraph = doc.trees[s].sentence.paragraph
    before = [(e, state) for e, state in named.get(paragraph, ()) if (e.s, e.last) <= (s, first)] or named.get(paragraph - 1, [])
    others = list(dict.fromkeys(state for _, state in before))
    if not others or home in others:
        return home
    made = {state: lexicon().compose(state, organ) for state in others}
    same = [state for e, state in before if (own := made[state]) is not None and own.key == e.key != state]
    if same:
        return same[-1]
    if len(others) > 1:
        return None
    return others[0] if any(_turned_to(doc.trees[e.s], e, s) for e, _ in before) else home


def _turned_to(tree: Tree, entity: Ent, s: int) -> bool:
    """Does a sentence turn to a state: "In Sudan, …", or, a sentence before, does the state act or speak in it?"""
    top = _top(tree, entity)
    head = tree.words[top].head
    if tree.rel(top) == "obl" and tree.case(top) in {"in", "across"} and entity.first <= _OPENING:
        return True
    return entity.s < s and tree.rel(top) == "nsubj" and tree.words[head].head < 0


def _top(tree: Tree, entity: Ent) -> int:
    """The word of a name that hangs on a word outside of it."""
    return next((k for k in range(entity.first, entity.last) if not entity.first <= tree.words[k].head < entity.last), entity.first)


@cache
def _organ_words() -> frozenset[str]:
    return words("organization-noun") - _GENERAL
