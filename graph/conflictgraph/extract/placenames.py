"""Places named inside other words: peoples ("Syrian"), and names that hold a place's ("Paris Public Library").

They are toponyms of the article and say which country it speaks of; they are never where an event happened.
"""

from __future__ import annotations

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Node
from conflictgraph.extract.gazetteer import GazPlace, fold_toponym, is_direction
from conflictgraph.extract.mentions import Ent, Found, gazetteer, is_land, lexicon
from conflictgraph.extract.standing import seat
from conflictgraph.extract.toponyms import type_words
from conflictgraph.extract.tree import Tree

KNOWN = 50_000  # inhabitants from which a town's name inside another name is taken for the town, unless the article names it
Chars = tuple[int, int]


def peoples(doc: Doc, found: Found) -> list[tuple[Chars, GazPlace]]:
    """Adjectives and nouns of peoples outside persons' and places' names: their characters, and the country or region.

    Not persons: one ("an Iowan"), or many of a nation ("thousands of Syrians"), who may be anywhere; those of a division are who
    lives there ("Ohioans will vote")."""
    out: list[tuple[Chars, GazPlace]] = []
    for s, tree in enumerate(doc.trees):
        done = 0
        texts = [w.text for w in tree.words]
        for i, word in enumerate(tree.words):
            held = found.at.get(Node(s, i))
            if i < done or not word.text[:1].isupper() or (held is not None and held.type in {"PER", "LOC"}):
                continue
            for last in (i + 2, i + 1):  # "South Korean" before "Korean"
                name = tree.text(i, last) if last <= len(tree.words) else ""
                place = gazetteer().people(name) if len(name) >= 4 else None
                if place is not None and tree.words[last - 1].upos in {"ADJ", "PROPN", "NOUN"}:
                    end, longer = gazetteer().longest(texts, i)  # "Indian Ocean"
                    one = place.precision == "province" and any(tree.words[k].text.lower() in {"a", "an", "every"} for k in tree.kids(last - 1, "det"))
                    many = place.precision != "province" and name.endswith("s") and gazetteer().people(name[:-1]) is not None
                    if end <= last and not one and not many and not (place.precision == "region" and _descent(texts, last)):
                        out.append(((word.start, tree.words[last - 1].end), place))
                    elif end > last and longer[0].precision == "region":
                        out.append(((word.start, tree.words[end - 1].end), longer[0]))
                    done = max(end, last)
                    break
    return out


def _descent(texts: list[str], last: int) -> bool:
    """Do words for a people go on with another ("African-American", "Asian Australians"): who is of that descent?"""
    behind = texts[last + 1 : last + 2] if texts[last : last + 1] == ["-"] else texts[last : last + 1]
    return any(len(name) >= 4 and gazetteer().people(name) is not None for name in behind)


def embedded(doc: Doc, found: Found, taken: set[Node]) -> list[Chars]:
    """Places' names in organisations' names, before a common noun ("the Innisfail skater"), and in facilities' names.

    `taken` holds the words that name a place by themselves. A town has to be of some size, or named in the article.
    """
    named = {_text(doc, e) for e in found.entities if e.type == "LOC" and any(Node(e.s, i) in taken for i in range(e.first, e.last))}
    named |= found.within
    if doc.article.dateline:
        named.update(part.strip() for part in doc.article.dateline.split(","))
    family = {doc.trees[e.s].words[e.last - 1].text for e in found.entities if e.type == "PER" and e.last - e.first > 1} - named
    out: list[Chars] = []
    for s, tree in enumerate(doc.trees):
        texts = [w.text for w in tree.words]
        i = 0
        while i < len(tree.words):
            end = _place_at(doc, found, Node(s, i), texts, taken, named)
            if end > i and Node(s, i) not in found.at and tree.text(i, end) in family:
                end = i  # "the Fairfield hearing", of Elizabeth Fairfield
            if end > i:
                out.append((tree.words[i].start, tree.words[end - 1].end))
                i = end
            else:
                i += 1
    return out


def facility(doc: Doc, found: Found, entity: Ent) -> int:
    """The end of the building's name that a place's name opens ("the Continental hotel"), where nothing else says that a town is
    meant: it is no country and no town of some size, and the article names it nowhere else. The entity's own end otherwise."""
    tree = doc.trees[entity.s]
    end = entity.last
    if end >= len(tree.words) or tree.lemmas[end] not in words("building-noun"):
        return end
    name = _text(doc, entity)
    elsewhere = any(e is not entity and e.type == "LOC" and _text(doc, e) == name for e in found.entities)
    if elsewhere or name in (doc.article.dateline or "") or _notable(gazetteer().lookup(name), name, set()):
        return end
    return end + 1


def _text(doc: Doc, entity: Ent) -> str:
    return doc.trees[entity.s].text(entity.first, entity.last)


def _place_at(doc: Doc, found: Found, node: Node, texts: list[str], taken: set[Node], named: set[str]) -> int:
    """The end of the place's name that begins at a word inside another name; the word itself where none does.

    `texts` are the words of its sentence."""
    tree, i = doc.trees[node.s], node.i
    held = found.at.get(node)
    if node in taken or node in doc.time_at or tree.words[i].upos not in {"PROPN", "ADJ"} or (held is not None and held.type == "PER"):
        return i
    if held is None and not seat(tree, i) and (not _modifier(tree, i) or (i and tree.words[i - 1].upos == "PROPN")):
        return i
    if held is not None and _whole(tree, held):
        return i
    longest, candidates = gazetteer().longest(texts, i)
    if longest - i == 1 and tree.words[i].upos == "ADJ":
        return i  # "New" of a name that is a place's only with the word behind it
    end = min(longest, held.last) if held is not None else longest
    while end > i and any(Node(node.s, k) in taken for k in range(i, end)):
        end -= 1
    if end <= i or (held is not None and held.type == "LOC" and (held.first, held.last) == (i, end)):
        return i
    name = tree.text(i, end)
    if name.lower() in type_words() or is_direction(name.lower()):
        return i  # "South" in "South Kilburn Estate", "Region" in a bank's name: words that some division goes by
    if end == i + 1 and name.lower() in words("body-for") | words("body-name") | words("site-noun"):
        return i  # "the Centre for River Peace": no region of France
    if held is not None and (name not in named or held.kind == "organization") and _continues(tree, held, i):
        return i
    if held is not None and held.key is not None and any(a.key == held.key and not is_land(a) for a in lexicon().lookup(name, doc.article.published)):
        return i  # "the Hamas leaders", "the State Duma": its own name
    if end < longest:
        candidates = gazetteer().lookup(name)
    return end if _notable(candidates, name, named) or (held is None and candidates and seat(tree, i)) else i


def _whole(tree: Tree, held: Ent) -> bool:
    """Does a name hold no place's as its part: that of an armed group or organisation that is known, of a street, of a water?"""
    if held.key is not None and held.kind in {"armed-group", "organization"} and held.last - held.first == 1:
        return True
    sort = tree.lemmas[held.last - 1].rstrip(".") in words("named-after") or tree.words[held.first].text.lower() in words("site-first")
    return held.type == "LOC" and sort and held.last - held.first > 1


def _continues(tree: Tree, held: Ent, i: int) -> bool:
    """Does a word go on with a name that began before it ("Union" in "European Union", "Clay" in "Pattie Clay Hospital")?"""
    before = tree.words[i - 1]
    return i > held.first and before.upos in {"PROPN", "ADJ"} and before.text[:1].isupper() and before.text.lower() not in type_words()


def _modifier(tree: Tree, i: int) -> bool:
    """Does a name without a reading of its own stand before a common noun that it describes?"""
    return tree.rel(i) in {"compound", "nmod", "amod"} and tree.words[i].head > i


def _notable(candidates: tuple[GazPlace, ...], name: str, named: set[str]) -> bool:
    if name in named and candidates:
        return True
    if len(name) < 4:  # "the US Senate", "the UK government"
        return name.isupper() and any(p.precision == "country" for p in candidates)
    return any(
        (p.precision in {"country", "province"} and not _short(name, p)) or (p.precision == "city" and p.population >= KNOWN) or (p.precision == "district" and " " in name)
        for p in candidates
    )


def _short(name: str, place: GazPlace) -> bool:
    """Are these but a division's first letters ("Miss" Abdhou, "Penn" State)?"""
    return len(name) < 6 and len(name) < len(place.name) and fold_toponym(place.name).startswith(fold_toponym(name))
