"""Where and when, as said: the places of an article through the gazetteer, its time expressions through the grammar."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import date
from functools import cache

from conflictgraph.extract.classes import words
from conflictgraph.extract.dialling import dialled
from conflictgraph.extract.draft import Doc, Node
from conflictgraph.extract.gazetteer import GazPlace, fold_toponym
from conflictgraph.extract.homeland import homeland
from conflictgraph.extract.intervals import Interval
from conflictgraph.extract.lexicon import cues, predicates
from conflictgraph.extract.mentions import (
    KNOWN,
    Ent,
    Found,
    bare_first,
    gazetteer,
    is_land,
    lexicon,
    state_at,
    state_of,
)
from conflictgraph.extract.placenames import embedded, facility, peoples
from conflictgraph.extract.relative import ahead, anchors, settle
from conflictgraph.extract.times import Reader
from conflictgraph.extract.toponyms import SPOKEN, GeoContext, Resolution, Toponym, read_toponyms, resolve, type_words
from conflictgraph.model import PlaceMention, Precision, TimeMention
from conflictgraph.names import digest, plain

EVERYWHERE = 1_000_000  # inhabitants from which a city is meant in an article about anywhere
CALLED = 3.0  # mentions that many telephone numbers of a place stand for; one stands for half of that


def _numbered(doc: Doc, entity: Ent) -> int | None:
    """Where a place's name ends that goes on with a number ("Medina 3"); None where none follows."""
    tree = doc.trees[entity.s]
    if entity.last >= len(tree.words) or Node(entity.s, entity.last) in doc.time_at:
        return None
    word = tree.words[entity.last]
    own = entity.first <= word.head < entity.last and word.upos == "NUM" and word.text.isdigit() and len(word.text) < 3
    return word.end if own and any(w.upos == "ADP" for w in tree.words[entity.last + 1 : entity.last + 2]) else None


def find(doc: Doc, found: Found) -> None:
    """Fill `doc.places` with the LOC entities as the gazetteer has them, in the context of the whole article."""
    text = doc.article.text
    locs = [e for e in found.entities if e.type == "LOC"]
    spans = [doc.trees[e.s].chars(bare_first(doc.trees[e.s], e), e.last) for e in locs]
    pairs = [(span.start, span.end) for span in spans]
    countries: list[str] = []
    for entity in found.entities:
        if entity.type in {"NORP", "ORG"} and entity.kind in {"state", "state-force"}:
            iso = gazetteer().demonym(text[doc.trees[entity.s].words[entity.first].start : doc.trees[entity.s].words[entity.first].end])
            if iso:
                countries.append(iso)
    dateline = doc.article.dateline.title() if doc.article.dateline and doc.article.dateline.isupper() else doc.article.dateline
    dateline_span = _dateline_span(doc)
    known = {Node(e.s, i) for e in locs if gazetteer().lookup(doc.trees[e.s].text(bare_first(doc.trees[e.s], e), e.last)) for i in range(e.first, e.last)}
    nations = peoples(doc, found)
    inside = [(a, b) for a, b in embedded(doc, found, known) if not any(start <= a and b <= end for (start, end), _ in nations)]
    mentions = tuple(_built(doc, found, e, m) for e, m in zip(locs, read_toponyms(gazetteer(), text, pairs), strict=True))
    hidden = read_toponyms(gazetteer(), text, inside)
    homes = tuple(homeland(text).items())
    numbers = tuple((area, CALLED * n / (n + 1)) for area, n in dialled(text).items())
    context = GeoContext(_dateline_place(dateline), None, tuple(countries), homes, numbers)
    results = resolve(gazetteer(), [*mentions, *hidden, *_titled(doc)], context)
    _hidden(doc, hidden, results[len(mentions) : len(mentions) + len(hidden)], results[: len(mentions)], nations)
    for entity, mention, result in zip(locs, mentions, results[: len(mentions)], strict=True):
        start, end = mention.start, mention.end
        place = result.place if _of_its_state(entity, result.place) else None
        if (number := _numbered(doc, entity)) is not None:
            place, end = None, number  # "Medina 3": a village or camp, and not the city of that name
        following = re.match(r"\s+([A-Za-z]+)", text[end:])
        if mention.word is not None and mention.full is None and following is not None and following[1].lower() in _type_words():
            end += following.end()
        if place is not None and mention.modifier and place.precision == "region" and place.name.startswith(mention.modifier):
            at = text.rfind(mention.modifier, max(0, start - 40), start)
            start = at if at >= 0 else start
        key = "L-" + digest(doc.article.id, "place", start, end)
        if place is None:
            precision: Precision = "point" if mention.name.rpartition(" ")[2].lower() in words("building-noun") else mention.word or "city"
            entry = PlaceMention(key, start, end, mention.full or mention.name, None, None, None, precision, False)
        else:
            entry = PlaceMention(key, start, end, place.name, place.lat, place.lon, place.geonames, place.precision, place.centroid)
        doc.places.append(entry)
        for i in range(entity.first, entity.last):
            doc.place_at[Node(entity.s, i)] = len(doc.places) - 1
    if dateline_span is not None:
        extra = read_toponyms(gazetteer(), text, [dateline_span])
        again = (r.place for m, r in zip(mentions, results, strict=False) if fold_toponym(m.name) == fold_toponym(extra[0].name) and r.place is not None)
        place = next(again, None) or resolve(gazetteer(), [*extra, *mentions, *_titled(doc)], GeoContext(None, None, tuple(countries), homes, numbers))[0].place
        if place is not None and place.precision == "city":
            key = "L-" + digest(doc.article.id, "place", *dateline_span)
            doc.dateline_starts.add(dateline_span[0])
            doc.places.append(
                PlaceMention(key, *dateline_span, place.name, place.lat, place.lon, place.geonames, place.precision, place.centroid)
            )


def _of_its_state(entity: Ent, place: GazPlace | None) -> bool:
    """Can a place be where an organ sits that is named as a place ("outside the Kremlin")?"""
    actor = lexicon().get(entity.key) if entity.key is not None else None
    return place is None or actor is None or is_land(actor) or state_at(place) == state_of(actor)


def _titled(doc: Doc) -> tuple[Toponym, ...]:
    """The places that the title names: no mentions of the text, but they tell where the article is. Every word of a title may have
    a capital, so that only countries, provinces and towns of some size count."""
    title = doc.article.title or ""
    tokens = [(m.start(), m.end()) for m in re.finditer(r"[^\W\d_]+(?:-[^\W\d_]+)*", title)]
    texts = [title[a:b] for a, b in tokens]
    spans: list[tuple[int, int]] = []
    i = 0
    while i < len(texts):
        end, candidates = gazetteer().longest(texts, i)
        if any(p.precision in {"country", "province"} or p.population >= KNOWN for p in candidates) and len(" ".join(texts[i:end])) > 3:
            spans.append((tokens[i][0], tokens[end - 1][1]))
            i = end
        else:
            i += 1
    return read_toponyms(gazetteer(), title, spans)


def _built(doc: Doc, found: Found, entity: Ent, mention: Toponym) -> Toponym:
    """The mention, or where its name is a building's the whole name of that."""
    end = facility(doc, found, entity)
    if end == entity.last:
        return mention
    end = doc.trees[entity.s].words[end - 1].end
    name = plain(doc.article.text[mention.start : end])
    return replace(mention, end=end, name=name, full=name, word=None)


def _hidden(doc: Doc, mentions: Sequence[Toponym], results: Sequence[Resolution], told: Sequence[Resolution], nations: Sequence[tuple[tuple[int, int], GazPlace]]) -> None:
    """Places named inside other words: in the record's list, but no event's place."""
    spoken = {p.country for r in told if (p := r.place) is not None and p.country} if sum(r.place is not None for r in told) > 1 else set()
    for mention, result in zip(mentions, results, strict=True):
        if result.place is not None and not _chance(result, spoken):
            _note(doc, mention.start, mention.end, result.place)
    for (start, end), place in nations:
        _note(doc, start, end, place)


def _chance(result: Resolution, spoken: Set[str]) -> bool:
    """Is a place inside another name ("Metro police") in none of the countries that the article speaks of by themselves, and no city
    that everybody knows?"""
    place = result.place
    if place is None or len(spoken) == 0 or place.precision in {"country", "region"} or place.country in spoken or place.population >= EVERYWHERE:
        return False
    said = dict(result.reasons)
    return not place.capital and "container" not in said and said.get("country in context", 0.0) < SPOKEN


def _note(doc: Doc, start: int, end: int, place: GazPlace) -> None:
    key = "L-" + digest(doc.article.id, "place", start, end)
    doc.hidden_places.append(PlaceMention(key, start, end, place.name, place.lat, place.lon, place.geonames, place.precision, place.centroid))


def retype(doc: Doc, found: Found) -> None:
    """A "place" that no gazetteer knows and that is killed, hurt or speaks is a person, and so is one at whose hands somebody suffers."""
    for entity in [e for e in found.entities if e.type == "LOC" and e.key is None]:
        tree = doc.trees[entity.s]
        head = tree.top(entity.first, entity.last)
        place = doc.place_at.get(Node(entity.s, head))
        verb = tree.words[tree.first_conjunct(head)].head
        doer = verb >= 0 and tree.lemmas[verb] in {"hand", "hands"} and tree.case(verb) == "at" and tree.case(tree.first_conjunct(head)) == "of"
        if doer and place is not None and doc.places[place].precision != "country":
            _as_person(doc, found, entity)
            continue
        known = place is not None and (doc.places[place].lat is not None or bool(gazetteer().lookup(doc.places[place].name)))
        town = any(tree.lemmas[k] in words("settlement-noun") for k in tree.kids(head, "appos"))  # "seized Bunagana, a town on the border"
        if place is None or known or town or verb < 0 or tree.words[verb].upos != "VERB":
            continue
        rel = tree.words[tree.first_conjunct(head)].deprel
        suffers = rel in {"obj", "nsubj:pass"} and any(e.effect and e.patient_kind == "person" for e in predicates().get((tree.lemmas[verb], "VERB"), ()))
        speaks = rel == "nsubj" and any(e.weight >= 0.9 for e in cues().get((tree.lemmas[verb], "VERB"), ()))
        if suffers or speaks:
            _as_person(doc, found, entity)
    found.entities.sort(key=lambda e: (e.s, e.first, e.last))
    kept = sorted({*doc.place_at.values(), *(n for n, p in enumerate(doc.places) if p.start in doc.dateline_starts)})
    doc.places = [doc.places[n] for n in kept]
    doc.place_at = {node: kept.index(n) for node, n in doc.place_at.items()}


def _as_person(doc: Doc, found: Found, entity: Ent) -> None:
    found.again(entity, replace(entity, type="PER", kind="person"))
    for i in range(entity.first, entity.last):
        doc.place_at.pop(Node(entity.s, i), None)


def _dateline_span(doc: Doc) -> tuple[int, int] | None:
    """Where the dateline's town stands in the text."""
    name = _dateline_place(doc.article.dateline.title() if doc.article.dateline and doc.article.dateline.isupper() else doc.article.dateline)
    skip = next((s for s in doc.article.skipped if s.why == "dateline"), None)
    if name is None or skip is None:
        return None
    at = doc.article.text.lower().find(name.lower(), skip.start, skip.end)
    return (at, at + len(name)) if at >= 0 else None


@cache
def _type_words() -> frozenset[str]:
    return frozenset(type_words())


def _dateline_place(dateline: str | None) -> str | None:
    if not dateline:
        return None
    for part in re.split(r"[,/(—–:-]", dateline):
        if gazetteer().lookup(part.strip()):
            return part.strip()
    return None


def read_times(doc: Doc) -> None:
    """Time expressions of every sentence, by word."""
    published = date.fromisoformat(doc.article.published) if doc.article.published else None
    reader = Reader(published)
    told: Interval | None = None
    for s, tree in enumerate(doc.trees):
        start, end = tree.sentence.start, tree.sentence.end
        spans = settle(doc.article.text, start, end, reader.read(doc.article.text, start, end), told, published)
        later = next((span for span in reversed(spans) if anchors(span.interval)), None)
        if later is not None and not (published is None and ahead(told, later.interval) and not re.search(r"\d{4}", doc.article.text[later.start : later.end])):
            told = later.interval
        for span in spans:
            key = "T-" + digest(doc.article.id, "time", span.start, span.end)
            interval = span.interval
            doc.times.append(
                TimeMention(
                    key, span.start, span.end, interval.edtf,
                    interval.first.isoformat() if interval.first else None, interval.last.isoformat() if interval.last else None,
                )
            )
            for i, word in enumerate(tree.words):
                if word.start < span.end and word.end > span.start:
                    doc.time_at[Node(s, i)] = len(doc.times) - 1
                    tree.times.add(i)
