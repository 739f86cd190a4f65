"""Named entities of an article: the model's names, the lexicon's actors and the gazetteer's places, one reading for each span.

Order of trust: a person's name as the model saw it; an actor of the lexicon; a state's organ put together from its parts
("Iraqi army", "the Defense Ministry" in a Kabul story); a place of the gazetteer; whatever else the model calls a name.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from conflictgraph.extract.actors import LexActor
from conflictgraph.extract.alike import namesakes, persons_again, places_again, towns_again
from conflictgraph.extract.bodies import bodies
from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Node
from conflictgraph.extract.gazetteer import is_direction
from conflictgraph.extract.mentions import KNOWN, Ent, Found, common, free, gazetteer, is_land, lexicon
from conflictgraph.extract.nouns import names_a_person
from conflictgraph.extract.standing import again, datelines, missed, seat
from conflictgraph.extract.toponyms import type_words
from conflictgraph.extract.tree import Tree
from conflictgraph.extract.unlikely import unlikely
from conflictgraph.model import Name


def find(doc: Doc) -> Found:
    """All named entities of a document."""
    found = Found()
    for s, tree in enumerate(doc.trees):
        _persons(doc, found, s, tree, {i for i in range(len(tree.words)) if seat(tree, i)})
        _known(doc, found, s, tree)
        _others(doc, found, s, tree)
        missed(doc, found, s, tree)
        _coordinated(found, s, tree)
        _trim(found, s, tree)
    datelines(doc, found)
    places_again(doc, found)
    towns_again(doc, found)
    namesakes(doc, found)
    persons_again(doc, found)
    again(doc, found)
    unlikely(doc, found)
    bodies(doc, found)
    found.entities.sort(key=lambda e: (e.s, e.first, e.last))
    return found


def _lookup(doc: Doc, text: str, *, metonyms: bool = False) -> LexActor | None:
    actors = lexicon().lookup(text, doc.article.published, caseless=doc.caseless, metonyms=metonyms)
    return actors[0] if actors else None


_APART = {",", ";", ":", "(", ")", "“", "”", '"', "«", "»"}  # marks that part a name from what stands beside it
_BYNAME = re.compile(r" [“\"‘'«].+[”\"’'»] ")
_NOT_PERSONS = {"armed-group", "state", "state-force", "international", "organization"}


def _persons(doc: Doc, found: Found, s: int, tree: Tree, seats: set[int]) -> None:
    """Persons as the model saw them, unless the lexicon knows the name as a group's or a state's. `seats` are words that a
    party's letters stand before."""
    for name in tree.sentence.names:
        if name.type != "PER" or name.first + 2 in seats:
            continue
        text = tree.text(name.first, name.last)
        actor = _lookup(doc, text) or (_lookup(doc, plain) if (plain := _BYNAME.sub(" ", text)) != text else None)
        if actor is not None and actor.kind in _NOT_PERSONS:
            continue
        key = actor.key if actor is not None and name.last - name.first > 1 else None
        first, last = _whole(tree, name.first, name.last)
        if free(found, s, first, last):
            found.add(Ent(s, first, last, "PER", key, "person"))


def _whole(tree: Tree, first: int, last: int) -> tuple[int, int]:
    """A person's name with the words that the tree makes part of it and the model left out ("Mullah" + "Omar")."""
    while last < len(tree.words) and tree.rel(last) == "flat" and tree.words[last].upos == "PROPN" and first <= tree.words[last].head < last:
        last += 1
    return first, last


def _known(doc: Doc, found: Found, s: int, tree: Tree) -> None:
    """Actors of the lexicon, longest match first, organs of states put together included."""
    texts = [w.text for w in tree.words]
    i = 0
    while i < len(texts):
        node = Node(s, i)
        if node in found.at or node in doc.time_at or not (texts[i].isalpha() or any(c.isalpha() for c in texts[i])):
            i += 1
            continue
        end, actors = lexicon().longest(texts, i, doc.article.published, caseless=doc.caseless)
        longest = end
        while end > i and not free(found, s, i, end):
            end -= 1
        if i < end < longest:  # "Russian President" of the alias "Russian President Vladimir Putin" is nobody yet
            actors = lexicon().lookup(tree.text(i, end), doc.article.published, caseless=doc.caseless)
        while end > i + 1 and not any(c.isalnum() for c in texts[end - 1]):
            end -= 1  # names are compared without punctuation, so a match may have taken in what follows
        if end <= i or not actors or _money(texts, i, end) or not free(found, s, i, end) or any(t in _APART for t in texts[i:end]):
            i += 1
            continue
        if tree.words[i].upos == "DET" and i + 1 < end < len(texts) and texts[end] == "-" and not i < tree.words[i].head < end:
            i += 1
            continue  # "the Iran-backed militia": the article is the militia's
        actor = actors[0]
        if not _plausible(tree, i, end, actor) or (actor.kind == "organization" and _office(tree, i, end)):
            i += 1
            continue
        following = found.at.get(Node(s, end))
        if actor.via == "composed" and following is not None and following.type == "PER" and tree.words[end - 1].upos in {"NOUN", "PROPN"}:
            states = [a for a in lexicon().lookup(texts[i], doc.article.published) if a.kind == "state"]
            if not states:
                i = end
                continue
            actor, end = states[0], i + 1  # "French President X": a title, not the presidency
        at = i + (end - i > 1 and texts[i].lower() == "the")
        name = tree.name_at.get(at)
        if name is not None and name.type in {"ORG", "LOC"} and (name.first < at or name.last > end) and actor.kind == "state" and actor.via != "composed":
            i = max(name.last, i + 1)  # "Syrian Observatory for Human Rights", "South Vietnam": part of a longer name
            continue
        if name is not None and name.type == "ORG" and name.first < at and actor.kind in {"state-force", "organization"} and actor.via == "name" and _other_body(texts[name.first : at], actor):
            i = max(name.last, i + 1)  # "Bolivarian National Guard"
            continue
        if actor.kind == "person" and end - i < 2:
            i += 1
            continue
        land = actor.kind == "state" and actor.via != "composed" and not {t.lower() for t in texts[i : max(end, i + 2)]} & words("government-noun")
        land = land and (is_land(actor) or (i > 0 and texts[i - 1 - (texts[i - 1].lower() == "the")].lower() in words("inside")))
        type_ = "PER" if actor.kind == "person" else "NORP" if actor.via == "demonym" else "LOC" if land else "ORG"
        found.add(Ent(s, i, end, type_, actor.key, actor.kind))
        i = end


def _money(texts: list[str], first: int, last: int) -> bool:
    """“US$10,000”: the name in a currency's sign is no country."""
    return any(unicodedata.category(c) == "Sc" for t in texts[first : last + 1] for c in t)


def _plausible(tree: Tree, first: int, last: int, actor: LexActor) -> bool:
    """An everyday word at the head of a sentence is no name, and a verb never is."""
    head = tree.words[first]
    if head.text.isupper() and len(head.text) > 1 and actor.kind in {"armed-group", "international", "organization"}:
        return True  # "IS" in a text that is not all capitals: `caseless` lookups give no acronyms that are words
    if last - first == 1 and head.upos in {"VERB", "AUX", "ADP", "PRON", "DET", "CCONJ", "SCONJ", "ADV"} and first not in tree.name_at:
        return False
    said_of = head.upos == "ADJ" and tree.rel(first) == "amod" and not head.text.isupper() and actor.kind == "organization"  # "Hindu temples"
    return not (last - first == 1 and (said_of or (head.upos == "ADJ" and actor.via not in {"demonym", "name"})))


def _other_body(before: list[str], actor: LexActor) -> bool:
    """Do words before an alias make it the name of another body: capitals that are no article, and no people of the actor's own country?"""
    named = [t for t in before if t[:1].isupper() and t.lower() not in {"the", "a", "an"}]
    own = {a.country for t in named for a in lexicon().lookup(t) if a.kind == "state"}
    return bool(named) and (actor.country is None or actor.country not in own)


def _others(doc: Doc, found: Found, s: int, tree: Tree) -> None:
    """Names that only the model knows."""
    texts = [w.text for w in tree.words]
    for name in (part for each in _joined(tree) for part in _apart(tree, each)):
        if _money(texts, name.first, name.last):
            continue
        capital = doc.caseless or any(w.text[:1].isupper() for w in tree.words[name.first : name.last])
        if not capital and name.type == "LOC":  # "i live in auckland": places that the gazetteer has, too
            named = all(w.upos == "PROPN" for w in tree.words[name.first : name.last])
            known = gazetteer().lookup(tree.text(name.first, name.last))
            small = not any(t[:1].isupper() and t != "I" for t in texts[1:])  # else a town of some size: "in midtown" is in no Midtown
            capital = named and any(small or p.precision in {"country", "province"} or p.population >= KNOWN for p in known)
        if name.type == "ORG" and _office(tree, name.first, name.last):
            continue
        if name.type == "LOC" and name.last - name.first == 1 and tree.kids(name.first, "det") and names_a_person(tree.lemmas[name.first]):
            continue  # "the minister" in a text without capitals
        if name.type == "LOC" and name.last - name.first == 1 and (common(texts[name.first]) or _sort_alone(texts, name.first) or _no_name(texts, name.first)):
            continue
        if capital and name.type != "PER" and free(found, s, name.first, name.last) and Node(s, name.first) not in doc.time_at:
            found.add(Ent(s, _known_first(found, s, tree, name), name.last, name.type, None, None))


def _joined(tree: Tree) -> list[Name]:
    """The model's names, two places that stand side by side as the one that the gazetteer has ("Eastern" and "Ghouta")."""
    out: list[Name] = []
    for name in tree.sentence.names:
        while name.last - name.first > 1 and tree.words[name.last - 1].upos in {"ADP", "DET", "CCONJ"}:
            name = replace(name, last=name.last - 1)  # "City of" ends in no preposition
        side = out and out[-1].last == name.first and (out[-1].type, name.type) == ("LOC", "LOC")
        if side and gazetteer().lookup(tree.text(out[-1].first, name.last)):
            out[-1] = replace(out[-1], last=name.last)
        else:
            out.append(name)
    return out


def _apart(tree: Tree, name: Name) -> list[Name]:
    """Two names that the model took for one: a town and what it lies in without a comma ("San Rafael CA"), bodies around a stroke."""
    if name.type == "ORG" and "/" in (t := [w.text for w in tree.words[name.first : name.last]]) and 0 < t.index("/") < len(t) - 1:
        at = name.first + t.index("/")
        return [replace(name, last=at), replace(name, first=at + 1)]
    if name.type != "LOC" or name.last - name.first < 2 or gazetteer().lookup(tree.text(name.first, name.last)):
        return [name]
    cut = name.last - 1
    holders = {(p.country, p.admin1) for p in gazetteer().lookup(tree.text(cut, name.last)) if p.precision == "province"}
    towns = gazetteer().lookup(tree.text(name.first, cut))
    if any(p.precision == "city" and (p.country, p.admin1) in holders for p in towns):
        return [replace(name, last=cut), replace(name, first=cut)]
    return [name]


def _known_first(found: Found, s: int, tree: Tree, name: Name) -> int:
    """Where a place's name begins of which the model took the end ("Dayr" of "Dayr Az Zawr"): the longest that the gazetteer has."""
    first = name.first
    while name.type == "LOC" and first and tree.words[first - 1].upos == "PROPN" and tree.words[first - 1].text[:1].isupper():
        first -= 1
    known = (k for k in range(first, name.first) if free(found, s, k, name.first) and gazetteer().lookup(tree.text(k, name.last)))
    return next(known, name.first)


def _office(tree: Tree, first: int, last: int) -> bool:
    """"US Secretary of State": what a person is, though the language model takes it for a body's name."""
    head = tree.top(first, last)
    return any(tree.case(k) == "of" for k in tree.kids(head, "nmod") if first <= k < last) and names_a_person(tree.lemmas[head]) and tree.lemmas[head] not in words("organization-noun")


def _length(tree: Tree, e: Ent) -> int:
    """Words of a name, those with a hyphen ("al-Sham") as one."""
    return e.last - e.first - 2 * sum(w.text == "-" for w in tree.words[e.first : e.last])


def _coordinated(found: Found, s: int, tree: Tree) -> None:
    """"in Qamenas, Sarmin and Talamenes": an unknown name beside a place in one list is a place."""
    for entity in [e for e in found.entities if e.s == s and e.type == "PER" and e.key is None and _length(tree, e) < 3]:
        head = tree.top(entity.first, entity.last)
        first = found.at.get(Node(s, tree.first_conjunct(head)))
        if first is not None and first is not entity and first.type == "LOC" and tree.case(tree.first_conjunct(head)):
            found.again(entity, Ent(s, entity.first, entity.last, "LOC", None, None))


def _sort_alone(texts: list[str], i: int) -> bool:
    """Is a word but what a place is ("City of Oxford", "District B"), and no name for one in short ("the Republic")?"""
    return texts[i].lower() in type_words() and not (i and texts[i - 1].lower() == "the" and texts[i + 1 : i + 2] != ["of"])


def _no_name(texts: list[str], i: int) -> bool:
    """Is a word but a letter ("R-Beckley"), or the first half of a people's name ("Sri Lankan")?"""
    return sum(c.isalpha() for c in texts[i]) < 2 or (i + 1 < len(texts) and gazetteer().demonym(f"{texts[i]} {texts[i + 1]}") is not None)


def _trim(found: Found, s: int, tree: Tree) -> None:
    """Of a place the name without "eastern" before and "province" behind."""
    kinds = type_words()
    for entity in [e for e in found.entities if e.s == s and e.type == "LOC"]:
        first, last = entity.first, entity.last
        if last - first == 1 and last < len(tree.words) and is_direction(tree.words[first].text.lower()) and gazetteer().people(tree.text(first, last + 1)) is not None:
            found.remove(entity)  # "the West African country"
            continue
        while last - first > 1 and is_direction(tree.words[first].text) and not _named_so(tree, first, last):
            first += 1
        while last - first > 1 and tree.words[last - 1].text in kinds:
            last -= 1
        if (first, last) != (entity.first, entity.last):
            found.again(entity, replace(entity, first=first, last=last))


def _named_so(tree: Tree, first: int, last: int) -> bool:
    """Is a direction with a capital part of a name that the gazetteer has ("Eastern Ghouta", not "south Lebanon")?"""
    return tree.words[first].text[:1].isupper() and bool(gazetteer().lookup(tree.text(first, last)))
