"""Of which state "the army", "the Defense Ministry" and "the government" are.

Most often of the one that the article is about. Where the text just above speaks of another state, the organ is that one's if the text
turns to it ("In Sudan, …", or it acts or speaks) or has named the same organ of it ("Israeli troops … The military said"); it is nobody's
in particular where several other states are spoken of.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Node
from conflictgraph.extract.mentions import Ent, Found, capital_of, gazetteer, lexicon, state_at, state_of
from conflictgraph.extract.nouns import agents
from conflictgraph.extract.tree import Tree
from conflictgraph.model import PlaceMention

_GENERAL = {"force", "troop", "group", "party", "side", "unit", "movement", "media", "cell", "gang", "nation", "community", "tribe"}
HALF = 1  # the weight of a name said in passing; two of it are a name
_OPENING = 2  # words at most before a place that opens its sentence ("And in Sudan, …")


def settle(doc: Doc, found: Found) -> None:
    """Give organs of a state that are told without one to the state that they are of; the article's places are known by now."""
    _namesakes(doc, found)
    found.country = _country(doc, found)
    named = _states(doc, found)
    for s, tree in enumerate(doc.trees):
        for i, word in enumerate(tree.words):
            if word.upos not in {"NOUN", "PROPN"} or (Node(s, i) in found.at and found.at[Node(s, i)].key is not None):
                continue
            if word.lemma.lower() not in _organ_words() or lexicon().lookup(word.text, doc.article.published):
                continue  # what has a state by itself is no other's
            seat, own = _seat(doc, found, s, i), found.at.get(Node(s, i))
            last = seat[1] if seat is not None else own.last if own is not None else i + 1  # "the Ministry of Foreign Affairs", in one name
            if seat is None and any(tree.rel(k) == "nmod" and not i < k < last for k in tree.children[i]):
                continue
            if any(tree.words[k].lemma in {"a", "another", "some", "other"} for k in tree.kids(i, "det", "amod")):
                continue
            if any(tree.words[k].upos == "PRON" for k in tree.kids(i, "nmod:poss")):
                continue  # "its army": whose it is, `link` tells
            first = i
            while first > 0 and tree.words[first - 1].upos in {"NOUN", "PROPN", "ADJ"} and tree.governs(i, first - 1):
                first -= 1
            if any(Node(s, k) in found.at and found.at[Node(s, k)].key for k in range(first, last)):
                continue
            state = seat[0] if seat is not None else _whose(doc, found.country, named, s, first, tree.text(first, last))
            organ = lexicon().compose(state, tree.text(first, last)) if state is not None else None
            if organ is None:
                continue
            for entity in [e for e in found.entities if e.s == s and e.first < last and e.last > first]:
                found.remove(entity)
            found.add(Ent(s, first, last, "ORG", organ.key, organ.kind))
    _shared(doc, found)
    found.entities.sort(key=lambda e: (e.s, e.first, e.last))


def _namesakes(doc: Doc, found: Found) -> None:
    """"Congress", which is a state's parliament by itself, is some other body where the article never names that state and names another, or where it
    is a congress of something."""
    bare = [e for e in found.entities if e.key is not None and {*doc.trees[e.s].lemmas[e.first : e.last]} - {"the"} <= _organ_words() | words("namesake-word")]
    organs = [(e, lexicon().get(e.key)) for e in bare if e.key is not None]
    if not organs:
        return
    theirs = {e for e, _ in organs}
    states = {state for e in found.entities if e.key is not None and e not in theirs and (a := lexicon().get(e.key)) is not None and a.country is not None and (state := state_of(a)) is not None}
    states |= {state for p in doc.places if (state := _country_of(p)) is not None}
    for entity, actor in organs:
        tree = doc.trees[entity.s]
        of = any(tree.case(k) == "of" for k in tree.kids(entity.last - 1, "nmod"))
        own = state_of(replace(actor, kind="state-force")) if actor is not None else None  # by the key's first part, of a parliament as of an army
        if of or (states and own not in states):
            found.again(entity, replace(entity, key=None, kind=None))


def _shared(doc: Doc, found: Found) -> None:
    """"US and Iraqi troops", "Chad and Niger's armies": the first state's troops are meant, too, which are told by its name alone."""
    for organ in [e for e in found.entities if e.key is not None and e.kind in {"state", "state-force"} and e.last - e.first > 1]:
        tree = doc.trees[organ.s]
        for k in [k for i in range(organ.first, organ.last) for k in tree.kids(i, "amod", "compound", "nmod:poss") if k < organ.first]:
            other = found.at.get(Node(organ.s, k))
            if other is None or other.key is None or other.kind != "state" or not tree.kids(k, "conj") or _top(tree, other) != k:
                continue
            own = lexicon().compose(other.key, tree.text(organ.last - 1, organ.last))
            if own is not None and own.key != other.key:
                found.again(other, Ent(organ.s, other.first, other.last, "ORG", own.key, own.kind))


def _country(doc: Doc, found: Found) -> str | None:
    """The state that the article names most, itself or by places in it, its dateline counted thrice: the key of its government. None where
    two are named as often, or one only once and in passing ("a German newspaper"), or by its towns alone: an army that strikes there may
    be another's."""
    counts: Counter[str] = Counter()
    for entity in found.entities:
        actor = lexicon().get(entity.key) if entity.key is not None else None
        state = state_of(actor) if actor is not None and actor.country is not None else None
        if state is not None:
            counts[state] += HALF if _in_passing(doc.trees[entity.s], entity, state) else 2 * HALF
    named = {state for state, n in counts.items() if n > HALF}
    for place in doc.places:
        country = _country_of(place) if place.precision != "country" else None
        if country is not None:
            counts[country] += 2 * HALF
    if doc.article.dateline:
        for part in reversed(re.split(r"[,/(—–-]", doc.article.dateline)):
            known = _dateline_state(part.strip())
            if known is not None:
                counts[known] += 6 * HALF
                named.add(known)
                break
    most = max(counts.values(), default=0)
    first = [state for state, n in counts.items() if n == most]
    return first[0] if len(first) == 1 and first[0] in named else None


def _in_passing(tree: Tree, entity: Ent, state: str) -> bool:
    """Does a name only say of which country something is that is no body or force of its state ("a German newspaper")?"""
    top = tree.first_conjunct(_top(tree, entity))
    head = tree.words[top].head
    if tree.rel(top) not in {"amod", "compound"} or head < top or tree.lemmas[head] in words("member-noun"):
        return False
    known = agents().get(tree.lemmas[head])
    acts = known is not None and known.category in {"combatant", "security", "political"}
    return not acts and lexicon().compose(state, tree.lemmas[head]) is None


def _country_of(place: PlaceMention) -> str | None:
    known = next((p for p in gazetteer().lookup(place.name) if p.geonames == place.geonames), None) if place.geonames is not None else None
    return state_at(known) if known is not None else None


def _dateline_state(text: str) -> str | None:
    if not text:
        return None
    candidates = gazetteer().lookup(text.title() if text.isupper() else text)
    return state_at(candidates[0]) if candidates else None


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


def _whose(doc: Doc, home: str | None, named: dict[int, list[tuple[Ent, str]]], s: int, first: int, organ: str) -> str | None:
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
    outside = [k for k in range(entity.first, entity.last) if not entity.first <= tree.words[k].head < entity.last]
    return next((k for k in outside if tree.words[k].upos != "DET"), entity.first)  # "the German": the article hangs on the noun, too


@cache
def _organ_words() -> frozenset[str]:
    return words("organization-noun") - _GENERAL
