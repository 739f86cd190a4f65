"""Names that are places by how they stand in the text: behind "in", before their country or a dash, behind a party's letters, or as one elsewhere in the article."""

from __future__ import annotations

import re

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Node
from conflictgraph.extract.gazetteer import GazPlace
from conflictgraph.extract.mentions import Ent, Found, common, free, gazetteer, spatial
from conflictgraph.extract.tree import Tree


def seat(tree: Tree, i: int) -> bool:
    """Is a word the place that a member of parliament sits for, behind the party's letters ("Bakk, DFL-Cook, …")?"""
    if not 3 <= i < len(tree.words) or tree.words[i - 1].text not in {"-", "–"}:
        return False
    party = tree.words[i - 2].text
    return party.isalpha() and party.isupper() and len(party) <= 4 and tree.words[i - 3].text in {",", "("}


def missed(doc: Doc, found: Found, s: int, tree: Tree) -> None:
    """Capitalised words after a preposition of place that the gazetteer has and no layer took."""
    texts = [w.text for w in tree.words]
    for entity in [e for e in found.entities if e.s == s and e.type in {"PER", "ORG"} and e.key is None]:
        known = gazetteer().lookup(tree.text(entity.first, entity.last))
        if _told_country(found, s, texts, entity.last, known) or (entity.type == "ORG" and _in(tree, entity) and any(p.precision == "city" for p in known)):
            found.remove(entity)
            found.add(Ent(s, entity.first, entity.last, "LOC", None, None))
    for i, word in enumerate(tree.words):
        if word.upos != "PROPN" or Node(s, i) in found.at or Node(s, i) in doc.time_at or (i and tree.words[i - 1].upos == "PROPN" and Node(s, i - 1) not in found.at):
            continue
        end, candidates = gazetteer().longest(texts, i)
        if end == i + 1 and len(texts[i]) < 3:
            continue
        if not candidates or common(tree.text(i, end)) or not free(found, s, i, end) or any(tree.words[k].upos != "PROPN" for k in (i, end - 1)):
            continue
        if _told_country(found, s, texts, end, candidates):
            found.add(Ent(s, i, end, "LOC", None, None))
            continue
        before = texts[i - 1].lower() if i else ""
        after = texts[end].lower() if end < len(texts) else ""
        if before in words("before-place") or after in {"province", "district", "city", "region", "state", "governorate"}:
            found.add(Ent(s, i, end, "LOC", None, None))


def _in(tree: Tree, entity: Ent) -> bool:
    """Does a name of one word without article stand right behind "in", "near" or "from", and before no noun that it describes?"""
    i = entity.first
    before = tree.words[i - 1].text.lower() if i else ""
    return entity.last - i == 1 and len(tree.words[i].text) > 3 and before in {"in", "near", "from"} and tree.rel(i) != "compound" and not common(tree.words[i].text)


def _told_country(found: Found, s: int, texts: list[str], end: int, candidates: tuple[GazPlace, ...]) -> bool:
    """Is a name behind whose comma a country stands that has a place of that name ("Dalbandin, Pakistan")?"""
    holder = found.at.get(Node(s, end + 1)) if end + 1 < len(texts) and texts[end] == "," else None
    if holder is None or holder.type != "LOC" or holder.first != end + 1 or texts[holder.last : holder.last + 1] in (["'s"], ["’s"], ["and"]):
        return False
    countries = {p.country for p in gazetteer().lookup(" ".join(texts[holder.first : holder.last])) if p.precision == "country"}
    return any(p.country in countries for p in candidates)


# A capital, at most a few words, an agency in brackets, a dash; what FBIS and the like put behind it in square brackets.
_WIRE = re.compile(r"[A-Z][^()\n–—]{2,40}(?:\([A-Z][a-zA-Z ]{2,20}\)[^()\n–—]{0,30})?\([A-Z][A-Za-z -]{1,30}\)\s*(?:--|[–—-])\s*(?:\[[^\]\n]{2,60}\]\s*)*")


def datelines(doc: Doc, found: Found) -> None:
    """A town in capitals that a dash parts from the sentence ("TORRINGTON — The council …") is a place. Words up to the dash behind an
    agency's name in brackets ("Hanoi (VNA) – …", "QUITO, 3 MAR 88 (EFE) -- …") name where and by whom, and nobody who acts."""
    for s, tree in enumerate(doc.trees):
        text = doc.article.text[tree.sentence.start : tree.sentence.end]
        wire = _WIRE.match(text)
        if wire is not None:
            doc.wires.update(Node(s, i) for i, w in enumerate(tree.words) if w.start < tree.sentence.start + wire.end())
    if doc.caseless:
        return
    for s, tree in enumerate(doc.trees):
        end = next((i for i, w in enumerate(tree.words[:5]) if not (w.text.isupper() and w.text.isalpha())), 0)
        if not end or len(tree.words[0].text) < 4 or tree.words[end].text not in {"—", "–", "-", "--", "−"}:
            continue
        if gazetteer().lookup(tree.text(0, end)):
            for entity in {found.at[Node(s, i)] for i in range(end) if Node(s, i) in found.at}:
                found.remove(entity)
            found.add(Ent(s, 0, end, "LOC", None, None))


def again(doc: Doc, found: Found) -> None:
    """A place of the gazetteer that the article once speaks of as one is one wherever the same words stand by themselves."""
    persons = {doc.trees[e.s].words[i].text for e in found.entities if e.type == "PER" and e.last - e.first > 1 for i in range(e.first, e.last)}
    known: dict[str, int] = {}
    for entity in found.entities:
        tree = doc.trees[entity.s]
        name = tree.text(entity.first, entity.last)
        if entity.type == "LOC" and len(name) > 3 and not common(name) and name not in persons and spatial(tree, entity.first) and gazetteer().lookup(name):
            known[name] = entity.last - entity.first
    for s, tree in enumerate(doc.trees):
        for i, word in enumerate(tree.words):
            for length in sorted({n for name, n in known.items() if name.startswith(word.text)}, reverse=True):
                last = i + length
                if last > len(tree.words) or tree.text(i, last) not in known or not _alone(doc, found, s, tree, i, last):
                    continue
                for entity in {found.at[Node(s, k)] for k in range(i, last) if Node(s, k) in found.at}:
                    found.remove(entity)
                found.add(Ent(s, i, last, "LOC", None, None))
                break


def _alone(doc: Doc, found: Found, s: int, tree: Tree, first: int, last: int) -> bool:
    """Do the words stand by themselves: in no other name but one of just these words, and beside no other proper noun?"""
    if any(Node(s, k) in doc.time_at for k in range(first, last)) or any(tree.words[k].upos == "VERB" for k in range(first, last)):
        return False
    held = {found.at[Node(s, k)] for k in range(first, last) if Node(s, k) in found.at}
    if any(e.type not in {"PER"} or e.key is not None or (e.first, e.last) != (first, last) for e in held):
        return False
    return not any(tree.words[k].upos == "PROPN" for k in (first - 1, last) if 0 <= k < len(tree.words))
