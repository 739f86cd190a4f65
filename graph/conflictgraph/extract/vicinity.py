"""Where the buildings, streets and waters lie that the gazetteer does not know: at the town that the article tells with them.

A point is given where a town or district stands beside the name ("the Ramor Theatre, Virginia", "Seoul's Jamsil Stadium", "Fort
Mill High School"), and to what can only lie in one town or beside it where most of the towns that the article names are one town
and its neighbours. It is the town's point, marked as one that only stands for an area; a village that the gazetteer does not know gets none.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from conflictgraph.extract.classes import words
from conflictgraph.extract.gazetteer import _DIRECTION
from conflictgraph.model import PlaceMention

NEIGHBOURS = 60.0  # km from the town named most within which the others are its neighbours
ONE = 0.5  # share of the mentions of towns that are the town's or its neighbours', above which an article has one scene
GIRTH = 111.2  # km of a degree of latitude
_BESIDE = re.compile(rf"\s*(?:,|\(|,?\s+(?:in|of|near|outside)\b)\s*(?:(?:the|city|town|village|{_DIRECTION})[\s-]+(?:of\s+)?)*", re.IGNORECASE)
_OWNED = re.compile(r"['’]s?\s+")


def near(text: str, places: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """The places of an article, in the order of its text, those without a point at their town's where there is one."""
    known = [p for p in places if p.lat is not None and p.precision in {"city", "district"}]
    if not known:
        return tuple(places)
    home = _home(known)
    out = []
    for p in places:
        town = None
        if p.lat is None and p.geonames is None:
            town = _beside(text, p, known) or (home if _site(p.name) else None)
        out.append(p if town is None else replace(p, lat=town.lat, lon=town.lon, centroid=True))
    return tuple(out)


def _beside(text: str, p: PlaceMention, known: Sequence[PlaceMention]) -> PlaceMention | None:
    """The town or district named in the place's name, right behind it, or as its owner."""
    for k in known:
        if p.start <= k.start and k.end <= p.end:
            return k
        if k.start >= p.end and _BESIDE.fullmatch(text[p.end : k.start]):
            return k
        if k.end <= p.start and _OWNED.fullmatch(text[k.end : p.start]):
            return k
    return None


def _home(known: Sequence[PlaceMention]) -> PlaceMention | None:
    """The town of an article that tells of one scene: the town named most, if most of those named, two at least, are it and its
    neighbours."""
    mentions = Counter((p.lat, p.lon) for p in known)
    most = max(mentions.values())
    town = next(p for p in known if mentions[p.lat, p.lon] == most)
    around = sum(_km(town, p) <= NEIGHBOURS for p in known)
    return town if len(known) > 1 and around > ONE * len(known) else None


def _site(name: str) -> bool:
    """Is a name that of a thing which lies in a town or beside it, by its last word or (of waters and capes) its first?"""
    parts = [part.strip(".,").lower() for part in name.split()]
    if len(parts) < 2:
        return False
    kinds = words("building-noun") | words("named-after") | words("site-noun")
    return parts[-1] in kinds or parts[-1].removesuffix("s") in kinds or parts[0] in words("site-first")


def _km(a: PlaceMention, b: PlaceMention) -> float:
    """Near enough for neighbours: kilometres on a plane."""
    assert a.lat is not None and a.lon is not None and b.lat is not None and b.lon is not None
    east = (a.lon - b.lon + 180) % 360 - 180
    return GIRTH * math.hypot(a.lat - b.lat, east * math.cos(math.radians((a.lat + b.lat) / 2)))
