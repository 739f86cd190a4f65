"""Names of one word that a person and a place share: which of them an article means."""

from __future__ import annotations

from dataclasses import replace

from conflictgraph.extract.draft import Doc
from conflictgraph.extract.lexicon import predicates
from conflictgraph.extract.mentions import Ent, Found, gazetteer, spatial


def places_again(doc: Doc, found: Found) -> None:
    """One word taken for a person that is attacked, called like a place that the article names and like no person in it, is that place."""
    text = {e: doc.trees[e.s].text(e.first, e.last) for e in found.entities if e.last - e.first == 1}
    places = {name for e, name in text.items() if e.type == "LOC" and gazetteer().lookup(name)}
    persons = {w.text for e in found.entities if e.type == "PER" and e.last - e.first > 1 for w in doc.trees[e.s].words[e.first : e.last]}
    for entity, name in text.items():
        if entity.type == "PER" and entity.key is None and name in places - persons and _attacked(doc, entity):
            found.remove(entity)
            found.add(replace(entity, type="LOC", kind=None))


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
            found.remove(entity)
            found.add(replace(entity, type="PER", key=None, kind="person"))
