"""Choosing among a toponym's candidates in the context of one article, purely and explainably.

Every candidate gets a sum of named parts: how likely the name means it anywhere (population, kind), how much the
article speaks of its country, whether a containing or neighbouring place is named, and what the word beside the name
("district", "province") says. The heuristics are the classic ones (Leidner 2007, "Toponym resolution in text"; Lieberman
and Samet 2012): containers, one referent per discourse, spatial minimality, population.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from conflictgraph.extract import toponymrows as rows
from conflictgraph.extract.classes import words
from conflictgraph.extract.gazetteer import _DIRECTION, Gazetteer, GazPlace, fold_toponym
from conflictgraph.extract.joint import Field, Name
from conflictgraph.model import Precision
from conflictgraph.names import plain, slug
from conflictgraph.resources import table

# Weights of the parts; steered on half of the documents of three public corpora, see docs of the quality benchmark.
CONTAINED, TYPED, CAPITAL, OWN = 9.0, 3.0, 1.0, 0.5
KNOWN = 100_000  # inhabitants from which a city is meant although the name behind its comma does not hold it
SMALL = 50_000  # inhabitants below which a town is a mere namesake where the article speaks only of other countries
SPOKEN, ELSEWHERE = 0.2, 1.5  # what the other names must say for a small town's country, where they weigh as many mentions
LOCAL = 0.2  # what places around it or a paper's own country must say for a small town with a namesake that everybody knows, in mentions
BORDER = 3.0  # degrees from a division's point within which a place may have been in it
KIND: Mapping[str, float] = {"country": 3.0, "province": -0.8, "region": 1.5, "city": 0.0, "district": -1.5}


@dataclass(frozen=True, slots=True)
class Toponym:
    """A mention: its name without type word, characters [start, end) of the text, names of containers found beside it
    (narrowest first), the precision its type word names, and a direction before it ("eastern")."""

    name: str
    start: int
    end: int
    containers: tuple[str, ...] = ()
    word: Precision | None = None
    modifier: str | None = None
    full: str | None = None  # the name with its type word, where the span held both ("Kansas City")
    kinds: tuple[Precision, ...] = ()  # what it must be by its place in the sentence: one of a list of states, what a town lies in
    held: str | None = None  # the one name behind its comma, where no list goes on behind that ("Orient, Ohio")
    code: bool = False  # two capitals that follow no town: no code of a state of the US, of another only in an article about its country


@dataclass(frozen=True, slots=True)
class GeoContext:
    """What else says where an article is: its dateline's place, its publisher's country (ISO 3166-1 alpha-2), and the
    countries of demonyms and of named actors, one entry for each mention; `homes` has countries that the article's words take for
    granted, and how many mentions of it they stand for; `divisions` likewise has countries with first-level divisions."""

    dateline: str | None = None
    publisher_country: str | None = None
    countries: tuple[str, ...] = ()
    homes: tuple[tuple[str, float], ...] = ()
    divisions: tuple[tuple[tuple[str, str], float], ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """The chosen place or None, its score, and the parts the score is the sum of."""

    place: GazPlace | None
    score: float = 0.0
    reasons: tuple[tuple[str, float], ...] = ()


@cache
def type_words() -> Mapping[str, Precision]:
    """Words like "district" → the precision they name, from typewords.tsv."""
    precisions: dict[str, Precision] = {"province": "province", "district": "district", "city": "city"}
    return {word: precisions[precision] for word, precision in table("gazetteer/typewords.tsv", "word", "precision")}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = "|".join(sorted(map(re.escape, type_words()), key=len, reverse=True))
    after = re.compile(rf"\s+({words})\b", re.IGNORECASE)
    before = re.compile(rf"\b({words})\s+(?:of\s+|called\s+|named\s+)?$", re.IGNORECASE)
    joint = re.compile(
        rf"(?:\s+(?:{words}))?\s*(?:,|\(|,?\s*\bin\b|\bof\b)\s*(?:the\s+)?(?:{_DIRECTION}[\s-]+)?$"
        rf"|(?:\s+(?:{words}))?\s*,?\s*\bin\b\s+(?:the\s+)?(?:{_DIRECTION}[\s-]+)?(?:{words})\s+of\s+$",
        re.IGNORECASE,
    )
    owner = re.compile(
        rf"['’]s?\s+(?:[a-z-]+\s+){{0,2}}(?:(?:{words})\s+(?:of\s+)?)?$", re.IGNORECASE
    )
    return after, before, joint, owner


_LEFT_DIRECTION = re.compile(rf"\b({_DIRECTION})[\s-]+$", re.IGNORECASE)
_LEFT_WORDS = re.compile(r"((?:[A-Z][\w-]+\s+){1,2})(?:[a-z-]+\s+){0,3}$")


def read_toponyms(gazetteer: Gazetteer, text: str, spans: Sequence[tuple[int, int]]) -> tuple[Toponym, ...]:
    """The mentions at `spans` (in order, not overlapping) with what the text beside them says of kind and container."""
    after, before, joint, owner = _patterns()
    words = type_words()
    parts: list[tuple[str, Precision | None, str | None, str | None]] = []
    for start, end in spans:
        name, word, full = plain(text[start:end]), None, None
        head, _, last = name.rpartition(" ")
        if head and last.lower() in words:
            full, name, word = name, head, words[last.lower()]
        elif m := after.match(text, end):
            word = words[m.group(1).lower()]
            # "the US state of Georgia" and "Kandahar, state media said": the word must belong to this name.
            if re.match(r"\s+(?:of\s+[A-Z]|media\b|television\b|TV\b|news\b|police\b|department\b)", text[m.end() :]) and (
                m.group(1).lower() in ("state", "states", "department", "agency", "region", "area")
            ):
                word = None
        left = text[max(0, start - 60) : start]
        if word is None and (m := before.search(left)) and re.search(r"\b(?:of|city|village|town)\s+$", left):
            word = words[m.group(1).lower()]
        direction = _LEFT_DIRECTION.search(left)
        modifier = direction.group(1) if direction and direction.group(1).islower() else None
        parts.append((name, word, full, modifier))

    containers: list[tuple[str, ...]] = [()] * len(spans)
    kinds: list[tuple[Precision, ...]] = [()] * len(spans)
    held: list[str | None] = [None] * len(spans)
    listed = rows.listed(gazetteer, text, spans, [part[0] for part in parts], kinds)
    for i in range(len(spans) - 1, -1, -1):
        if i + 1 < len(spans) and i not in listed and joint.fullmatch(text[spans[i][1] : spans[i + 1][0]]):
            containers[i] = (parts[i + 1][0], *containers[i + 1])
            if text[spans[i][1] : spans[i + 1][0]].strip() == "," and not containers[i + 1]:  # "Bronx, New York"; not "a square, Lyon, France"
                kinds[i + 1] = kinds[i + 1] or ("province", "country", "region")
                if parts[i + 1][2] is None and not (i + 2 < len(spans) and rows.COMMA.fullmatch(text[spans[i + 1][1] : spans[i + 2][0]])):
                    held[i] = parts[i + 1][0]
        if i and owner.fullmatch(text[spans[i - 1][1] : spans[i][0]]):
            containers[i] = (*containers[i], parts[i - 1][0])
        m = _LEFT_WORDS.search(text[max(0, spans[i][0] - 60) : spans[i][0]])
        if m:
            tail = m.group(1).split()
            for n in range(len(tail)):
                iso = gazetteer.demonym(" ".join(tail[n:]))
                area = gazetteer.country(iso) if iso else None
                if area is not None:
                    containers[i] = (*containers[i], area.name)
                    break
    return tuple(
        Toponym(name, start, end, containers[i], word, modifier, full, kinds[i], held[i], not (i and spans[i - 1][1] == start - 1) and _is_code(name, text[:start]))
        for i, ((start, end), (name, word, full, modifier)) in enumerate(zip(spans, parts, strict=True))
    )


def _is_code(name: str, left: str) -> bool:
    return len(name) == 2 and name.isupper() and not left.rstrip().endswith((",", "(", "."))


def resolve(
    gazetteer: Gazetteer, mentions: Sequence[Toponym], context: GeoContext = GeoContext()
) -> tuple[Resolution, ...]:
    """One resolution for each mention, in order. A name that the gazetteer does not know gets none: never the centre of
    the country it may lie in. Mentions that share a name share the containers found at any of them."""
    groups: dict[str, list[int]] = {}
    for i, mention in enumerate(mentions):
        groups.setdefault(fold_toponym(mention.name), []).append(i)
    told = {key: _told(gazetteer, [mentions[i] for i in members]) for key, members in groups.items()}
    candidates = {key: _candidates(gazetteer, mentions[members[0]]) for key, members in groups.items()}
    for key, members in groups.items():
        if any(_elsewhere(gazetteer, mentions[i], candidates[key]) for i in members):
            candidates[key] = ()
    outside = _outside(gazetteer, context)
    at_home = _outside(gazetteer, GeoContext(homes=context.homes, divisions=context.divisions))
    named = {
        key: Name(
            candidates[key],
            tuple(sum(v for _, v in _alone(p, mentions[members[0]], told[key])) for p in candidates[key]),
            1.0 + 0.5 * math.log2(len(members)),
        )
        for key, members in groups.items()
    }
    field = Field(named, outside, dict(context.divisions))
    about = field.country()
    for key, places in candidates.items():
        if not places:
            candidates[key] = _spelt(gazetteer, mentions[groups[key][0]], told[key], about)
    for key, places in candidates.items():
        if field.told(key) >= ELSEWHERE:
            said = (dict(parts).get("country in context", 0.0) for parts in field.parts(key, places))
            candidates[key] = tuple(p for p, spoken in zip(places, said, strict=True) if spoken >= SPOKEN or _inside(p, told[key]) or not _small(p))
        if any(p.precision == "city" and p.population >= KNOWN for p in places):
            candidates[key] = tuple(p for p in candidates[key] if not _small(p) or _inside(p, told[key]) or at_home.get(p.country, 0.0) + field.nearer(key, p) >= LOCAL)
    best = {key: _best(key, candidates[key], told[key], mentions[members[0]], field) for key, members in groups.items()}
    final: list[Resolution] = []
    for mention in mentions:
        key = fold_toponym(mention.name)
        result = best[key]
        first = mentions[groups[key][0]]
        if (mention.word, mention.full, mention.kinds, mention.code) != (first.word, first.full, first.kinds, first.code) or len(told[key]) > 1:
            own = _told(gazetteer, [mention]) or told[key]
            pool = candidates[key] if (mention.full, mention.code) == (first.full, first.code) else _candidates(gazetteer, mention)
            result = _best(key, pool, own, mention, field)
        if mention.code and result.place is not None and result.place.precision == "province" and result.place.country != about:
            result = Resolution(None)
        final.append(_shape(result, mention))
    return tuple(final)


_Area = tuple[str, str]  # country, division ("" for all of it)


def _told(gazetteer: Gazetteer, mentions: Sequence[Toponym]) -> frozenset[_Area]:
    areas: set[_Area] = set()
    for mention in mentions:
        for name in mention.containers:
            for place in gazetteer.lookup(name):
                if place.precision in ("country", "province") and place.country:
                    areas.add((place.country, place.admin1))
    return frozenset(areas)


def _candidates(gazetteer: Gazetteer, mention: Toponym) -> tuple[GazPlace, ...]:
    if mention.full:
        whole = gazetteer.lookup(mention.full)
        if whole:
            return whole
    found = gazetteer.lookup(mention.name) or gazetteer.compose(mention.name)
    found = tuple(p for p in found if _called(p, mention.name))
    if mention.code and any(p.precision == "province" and p.country == "US" for p in found):
        return tuple(p for p in found if p.precision == "province" and p.country != "US")
    return found[:80]


def _called(place: GazPlace, name: str) -> bool:
    """May a text mean a place by a name? "La" is no "LA", nor "El" a town whose letters it was once."""
    short = sum(c.isalpha() for c in name) < 3 and not name.isupper() and not name.endswith(".")
    return not short or fold_toponym(place.name) == fold_toponym(name)


def _elsewhere(gazetteer: Gazetteer, mention: Toponym, places: Sequence[GazPlace]) -> bool:
    """Is a name told to be in a country or division ("Orient, Ohio") where none of its candidates is, and is it none of a city that
    everybody knows?"""
    if mention.held is None or not places or max(p.population for p in places) >= KNOWN:
        return False
    holder = Toponym(mention.held, 0, 0)
    best = max(gazetteer.lookup(mention.held), key=lambda p: sum(v for _, v in _prior(p, holder)), default=None)
    if best is None or best.precision not in ("country", "province"):
        return False
    holders = [p for p in gazetteer.lookup(mention.held) if p.precision in ("country", "province")]
    return not any(p.country == h.country and (h.precision == "country" or p.admin1 == h.admin1 or _near(p, h)) for p in places for h in holders)


def _small(place: GazPlace) -> bool:
    """Is it a small town, which only an article that speaks of its country can mean?"""
    return place.precision in ("city", "district") and place.population < SMALL and place.country != ""


def _near(place: GazPlace, division: GazPlace) -> bool:
    """May a place have been in a division, whose borders move? Half its width is not known, but few have more than `BORDER`."""
    if place.lat is None or place.lon is None or division.lat is None or division.lon is None:
        return True
    east = (place.lon - division.lon) * math.cos(math.radians(division.lat))
    return math.hypot(place.lat - division.lat, east) <= BORDER


def _spelt(gazetteer: Gazetteer, mention: Toponym, told: frozenset[_Area], about: str | None) -> tuple[GazPlace, ...]:
    """Towns that an unknown name may be another spelling of, in the country told with it, or else the one the article is about."""
    last = mention.name.rpartition(" ")[2].lower().rstrip(".")
    if mention.code or len(mention.name) < 4 or last in words("building-noun") or last in words("named-after"):
        return ()
    countries = sorted({country for country, _ in told} - words("english-country")) or ([about] if about and about not in words("english-country") else [])
    return tuple(p for country in countries for p in gazetteer.alike(mention.name, country))


def _prior(place: GazPlace, mention: Toponym) -> list[tuple[str, float]]:
    people = max(place.population, 30 if place.precision == "city" else 100_000)
    parts = [("population", math.log10(people)), ("kind", KIND[place.precision])]
    if place.capital:
        parts.append(("capital", CAPITAL))
    if mention.name.isupper() and len(mention.name.replace(".", "")) <= 4 and place.precision == "city":
        if fold_toponym(place.name) == fold_toponym(mention.name):
            parts.append(("acronym", -3.0))  # "US" is not the village of Us
    elif fold_toponym(place.name) == fold_toponym(mention.name) or _water(place, mention):
        parts.append(("own name", OWN))
    if mention.kinds and place.precision not in mention.kinds:
        parts.append(("not of the kind told", -TYPED))
    if mention.name.endswith(".") and not mention.name.isupper() and place.precision != "province":
        parts.append(("abbreviated", -TYPED))  # "La." is a state; "LA" may be a town
    if mention.word and mention.word != place.precision and place.precision != "region":
        fits = mention.word == "district" and place.precision == "city"
        if not fits:
            parts.append(("type word", -TYPED))
    return parts


def _water(place: GazPlace, mention: Toponym) -> bool:
    """Is it an ocean or sea, told without that word ("the Atlantic")?"""
    head, _, kind = place.name.rpartition(" ")
    return place.precision == "region" and not place.country and kind in {"Ocean", "Sea"} and fold_toponym(head) == fold_toponym(mention.name)


def _outside(gazetteer: Gazetteer, context: GeoContext) -> dict[str, float]:
    evidence: dict[str, float] = {}
    if context.dateline:
        found = gazetteer.lookup(context.dateline)
        for country, share in _shares(found, Toponym(context.dateline, 0, 0)).items():
            evidence[country] = evidence.get(country, 0.0) + 2.0 * share
    if context.publisher_country:
        evidence[context.publisher_country] = evidence.get(context.publisher_country, 0.0) + 0.7
    seen: dict[str, int] = {}
    for country in context.countries:
        seen[country] = seen.get(country, 0) + 1
    for country, n in sorted(seen.items()):
        evidence[country] = evidence.get(country, 0.0) + 1.0 + 0.5 * math.log2(n)
    for country, weight in (*context.homes, *((area[0], weight) for area, weight in context.divisions)):
        evidence[country] = evidence.get(country, 0.0) + weight
    return evidence


def _shares(places: Sequence[GazPlace], mention: Toponym) -> dict[str, float]:
    """How the countries of the candidates share one mention's weight before anything else is known."""
    weights: dict[str, float] = {}
    for place in places:
        if place.country:
            score = 10 ** min(12.0, sum(v for _, v in _prior(place, mention)))
            weights[place.country] = max(weights.get(place.country, 0.0), score)
    total = sum(weights.values())
    return {c: w / total for c, w in weights.items()} if total else {}


def _alone(place: GazPlace, mention: Toponym, told: frozenset[_Area]) -> list[tuple[str, float]]:
    """What the mention and the container told with it say for a place, whatever else the article names."""
    parts = _prior(place, mention)
    if _inside(place, told):
        parts.append(("container", CONTAINED))
    return parts


def _best(key: str, places: Sequence[GazPlace], told: frozenset[_Area], mention: Toponym, field: Field) -> Resolution:
    result = Resolution(None)
    for place, said in zip(places, field.parts(key, places), strict=True):
        parts = [*_alone(place, mention, told), *said]
        score = sum(v for _, v in parts)
        # Ties go to the more populous, which comes first.
        if result.place is None or score > result.score + 1e-9:
            result = Resolution(place, round(score, 6), tuple((n, round(v, 6)) for n, v in parts))
    return result


def _inside(place: GazPlace, told: frozenset[_Area]) -> bool:
    if place.precision in ("city", "district"):
        return (place.country, place.admin1) in told or (place.country, "") in told
    return place.precision != "country" and (place.country, "") in told


def _shape(result: Resolution, mention: Toponym) -> Resolution:
    """The choice as this mention names it: a district stands for an area, a direction makes a region."""
    place = result.place
    if place is None:
        return result
    if mention.modifier and place.precision in ("country", "province", "region"):
        named = f"{mention.modifier} {place.name}"
        place = replace(
            place, key=slug(f"{named} {place.country}"), geonames=None, name=named, precision="region", centroid=True,
            within=(place.name, *place.within),
        )
    elif place.precision == "city" and mention.word in ("district", "province"):
        place = replace(place, precision=mention.word, centroid=True)
    return replace(result, place=place)
