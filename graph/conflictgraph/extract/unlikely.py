"""Names that the language model alone takes for places, and that the words around them show to be none.

A place that no gazetteer has may be a village, a building or a street; but a word of capitals is a body's initials ("WKYT"), what describes
a common noun is whose that is ("its Starbucks stores", "the Doosan fans"), and behind "a" stands a thing's make ("a Tochka"). A king has his number ("Ramses II"), a government its noun, and what a ministry is of is its field.
"""

from __future__ import annotations

import re
from dataclasses import replace

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Node
from conflictgraph.extract.gazetteer import is_direction
from conflictgraph.extract.mentions import KNOWN, Ent, Found, bare_first, gazetteer, spatial
from conflictgraph.extract.toponyms import type_words
from conflictgraph.extract.tree import Tree

_NUMBER = re.compile(r"(?:V?I{1,3}|I?[VX]|XI{1,3}|X?IV|XVI?)")


def unlikely(doc: Doc, found: Found) -> None:
    """Take such names out of the places: bodies where they are initials or describe a noun, else persons or no names."""
    for entity in [e for e in found.entities if e.type == "LOC" and e.key is None and _field(doc.trees[e.s], e)]:
        found.remove(entity)
    for entity in [e for e in found.entities if e.type == "LOC" and e.key is None and _fragment(found, doc.trees[e.s], e)]:
        found.remove(entity)
    unknown = [e for e in found.entities if e.type == "LOC" and e.key is None and not _known(doc.trees[e.s], e)]
    placed = {doc.trees[e.s].text(e.first, e.last) for e in unknown if spatial(doc.trees[e.s], e.first) and not _describes(doc.trees[e.s], e)}
    for entity in unknown:
        tree = doc.trees[entity.s]
        if _one_of_many(tree, entity):
            found.remove(entity)
        elif _NUMBER.fullmatch(tree.words[entity.last - 1].text) and entity.last - entity.first > 1:
            found.remove(entity)
            found.add(replace(entity, type="PER", kind="person"))
        elif tree.words[entity.last - 1].text.lower() in words("government-noun") and entity.last - entity.first > 1:
            found.remove(entity)
            found.add(replace(entity, type="ORG"))
        elif _source(tree, entity):
            found.remove(entity)
            found.add(replace(entity, type="ORG"))
        elif not doc.caseless and (_initials(tree, entity) or (_describes(tree, entity) and tree.text(entity.first, entity.last) not in placed)):
            found.remove(entity)
            found.add(replace(entity, type="ORG"))


def _known(tree: Tree, entity: Ent) -> bool:
    name = tree.text(bare_first(tree, entity), entity.last)
    return bool(gazetteer().lookup(name) or gazetteer().compose(name))


def _field(tree: Tree, entity: Ent) -> bool:
    """"the Ministry of Culture", "… of Justice": no town, though a small one is called so."""
    head = tree.top(entity.first, entity.last)
    above = tree.words[head].head
    known = gazetteer().lookup(tree.text(entity.first, entity.last))
    meant = any(p.precision in {"country", "province"} or p.population >= KNOWN for p in known)
    return not meant and above >= 0 and above < entity.first and tree.case(head) == "of" and tree.lemmas[above] in {"ministry", "minister", "department"}


def _fragment(found: Found, tree: Tree, entity: Ent) -> bool:
    """"La" of "La Niña", "South" before "Los Angeles": a piece of a name that stands before the rest of it."""
    if entity.last - entity.first > 1 or entity.last >= len(tree.words) or not tree.words[entity.last].text[:1].isupper():
        return False
    text = tree.words[entity.first].text
    following = found.at.get(Node(entity.s, entity.last))
    return (len(text) < 3 and not text.isupper()) or (is_direction(text.lower()) and following is not None and following.type == "LOC")


def _one_of_many(tree: Tree, entity: Ent) -> bool:
    """Does it stand behind "a", as one of its kind?"""
    return any(tree.words[k].text.lower() in {"a", "an"} and k == entity.first - 1 for k in tree.kids(tree.top(entity.first, entity.last), "det"))


def _source(tree: Tree, entity: Ent) -> bool:
    """Is it who is quoted ("according to az-Zaman")?"""
    return entity.first > 1 and [w.text.lower() for w in tree.words[entity.first - 2 : entity.first]] == ["according", "to"]


def _initials(tree: Tree, entity: Ent) -> bool:
    name = tree.text(entity.first, entity.last)
    return name.isalpha() and name.isupper() and len(name) > 1 and sum(w.text.isupper() for w in tree.words) < len(tree.words) / 2


def _describes(tree: Tree, entity: Ent) -> bool:
    """Does it stand before a common noun that it describes, and is neither that a place's kind nor it a street's or building's name?"""
    head = tree.top(entity.first, entity.last)
    noun = tree.words[head].head
    if tree.rel(head) not in {"compound", "amod"} or noun < entity.last or tree.words[noun].upos != "NOUN":
        return False
    kinds = words("building-noun") | words("named-after") | words("site-noun") | type_words().keys()
    last = tree.words[entity.last - 1].text.lower().rstrip(".")
    site = entity.last - entity.first > 1 and (last in kinds or tree.words[entity.first].text.lower() in words("site-first"))
    return not site and tree.lemmas[noun] not in kinds | words("place-noun")
