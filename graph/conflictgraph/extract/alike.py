"""Names that a person and a place share: which of them an article means."""

from __future__ import annotations

from dataclasses import replace

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Node
from conflictgraph.extract.gazetteer import fold_toponym
from conflictgraph.extract.lexicon import predicates
from conflictgraph.extract.mentions import Ent, Found, gazetteer, lexicon, spatial
from conflictgraph.extract.nouns import names_a_person
from conflictgraph.extract.tree import Tree

LARGE = 100_000  # inhabitants of a town that everybody knows


def places_again(doc: Doc, found: Found) -> None:
    """One word taken for a person that is attacked, called like a place that the article names and like no person in it, is that place."""
    text = {e: doc.trees[e.s].text(e.first, e.last) for e in found.entities if e.last - e.first == 1}
    places = {name for e, name in text.items() if e.type == "LOC" and gazetteer().lookup(name)}
    persons = {w.text for e in found.entities if e.type == "PER" and e.last - e.first > 1 for w in doc.trees[e.s].words[e.first : e.last]}
    for entity, name in text.items():
        if entity.type == "PER" and entity.key is None and name in places - persons and _attacked(doc, entity):
            found.again(entity, replace(entity, type="LOC", kind=None))


def towns_again(doc: Doc, found: Found) -> None:
    """One word taken for a person, that is a capital's, a large town's or the dateline's name and no word of a person's, here or in the lexicon, is that
    town ("Kigali accused Bujumbura …")."""
    persons = {w.text.lower() for e in found.entities if e.type == "PER" and e.last - e.first > 1 for w in doc.trees[e.s].words[e.first : e.last]}
    filed = fold_toponym((doc.article.dateline or "").partition(",")[0].strip())
    for entity in [e for e in found.entities if e.type == "PER" and e.key is None and e.last - e.first == 1]:
        name = doc.trees[entity.s].words[entity.first].text
        towns = [p for p in gazetteer().lookup(name) if p.precision == "city" and fold_toponym(p.name) == fold_toponym(name)]
        if len(name) > 3 and name.lower() not in persons and any(p.capital or p.population >= LARGE or filed == fold_toponym(name) for p in towns) and not lexicon().names_a_person(name):
            found.again(entity, replace(entity, type="LOC", kind=None))


def _attacked(doc: Doc, entity: Ent) -> bool:
    tree = doc.trees[entity.s]
    verb = tree.words[entity.first].head
    if tree.words[entity.first].deprel not in {"obj", "nsubj:pass"} or verb < 0:
        return False
    return any(e.type in {"assault", "coerce"} and e.patient_kind != "person" for e in predicates().get((tree.lemmas[verb], "VERB"), ()))


def namesakes(doc: Doc, found: Found) -> None:
    """A "place" or body called like a part of a person's name in the article, and never spoken of as a place, is that person. What
    stands before a noun ("at the Fairfield hearing") is not spoken of as a place by the preposition, which is the noun's."""
    parts: set[str] = set()
    for entity in found.entities:
        tree = doc.trees[entity.s]
        if entity.type == "PER" and entity.last - entity.first > 1:
            parts.update(w.text for w in (tree.words[entity.first], tree.words[entity.last - 1]) if len(w.text) > 2)
    alike: dict[str, list[Ent]] = {}
    for entity in found.entities:
        tree = doc.trees[entity.s]
        if (entity.type == "LOC" or (entity.type == "ORG" and entity.key is None)) and entity.last - entity.first == 1 and tree.words[entity.first].text in parts:
            alike.setdefault(tree.words[entity.first].text, []).append(entity)
    for _, entities in sorted(alike.items()):
        if any(spatial(doc.trees[e.s], e.first) and doc.trees[e.s].rel(e.first) != "compound" for e in entities):
            continue
        for entity in entities:
            found.again(entity, replace(entity, type="PER", key=None, kind="person"))


def persons_again(doc: Doc, found: Found) -> None:
    """A "place" of which something is told that only befalls or belongs to a person ("Georgia's father", "Paris had been shot"), and that
    is never spoken of as a place, is a person wherever the article names it."""
    named: dict[str, list[Ent]] = {}
    for entity in found.entities:
        if entity.type == "LOC":
            named.setdefault(doc.trees[entity.s].text(entity.first, entity.last), []).append(entity)
    for _, entities in sorted(named.items()):
        if any(_is_somebody(doc.trees[e.s], e) for e in entities) and not any(_spoken_of_as_place(doc, found, e) for e in entities):
            for entity in entities:
                found.again(entity, replace(entity, type="PER", key=None, kind="person"))


def _is_somebody(tree: Tree, entity: Ent) -> bool:
    top = tree.top(entity.first, entity.last)
    head = tree.words[top].head
    if entity.last < len(tree.words) and tree.words[entity.last].text.lower() in {"himself", "herself"}:
        return True
    if tree.words[top].deprel == "nmod:poss":  # a town has homes and funerals, too
        own = tree.lemmas[head] in words("persons-own")
        return own or (tree.lemmas[head] in words("persons-or-towns") and entity.key is None and not gazetteer().lookup(tree.text(entity.first, entity.last)))
    return tree.words[top].deprel == "nsubj:pass" and tree.lemmas[head] in words("befalls-person")


def _spoken_of_as_place(doc: Doc, found: Found, entity: Ent) -> bool:
    """Behind "in", before a comma and a place, or before a body or people that are of it ("the Paris police", "a Paris man")?"""
    tree = doc.trees[entity.s]
    top = tree.top(entity.first, entity.last)
    if tree.words[top].deprel in {"compound", "amod"}:
        noun = tree.lemmas[tree.words[top].head]
        return noun in words("organization-noun") | words("place-noun") or names_a_person(noun)
    after = found.at.get(Node(entity.s, entity.last + 1)) if tree.text(entity.last, entity.last + 1) == "," else None
    return (after is not None and after.type == "LOC") or (spatial(tree, entity.first) and tree.words[top].deprel != "nmod:poss")
