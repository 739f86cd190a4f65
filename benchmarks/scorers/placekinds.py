"""Kinds of errors of toponyms and of names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from conflictgraph.extract.gazetteer import Gazetteer, GazPlace
from conflictgraph.model import Record
from scorers.common import Row, overlaps
from scorers.geo import NEAR, distance, nearest

NAMES = ("PER", "ORG", "LOC")


def toponyms(row: Row, records: Sequence[Record], prediction: Row) -> Iterator[str]:
    """Places: how each is found, and of those that have a gold point where they were put."""
    gazetteer = Gazetteer.open()
    found, used = prediction["places"], set[int]()
    for gold in row["places"]:
        at = nearest(gold, found, used)
        if at is None:
            yield "span: missed"
            continue
        used.add(at)
        yield "span: right" if tuple(found[at][:2]) == tuple(gold[:2]) else "span: boundary"
        if gold[3] is not None:
            yield f"point: {_point(gazetteer, gold, found[at], row['text'])}"
    yield from ["span: extra"] * (len(found) - len(used))


def _point(gazetteer: Gazetteer, gold: Sequence[object], mine: Sequence[object], text: str) -> str:
    lat, lon = float(str(gold[3])), float(str(gold[4]))
    if mine[3] is None:
        return "no place of the gazetteer"
    if distance(lat, lon, float(str(mine[3])), float(str(mine[4]))) <= NEAR:
        return "right"
    known = gazetteer.lookup(text[int(str(mine[0])) : int(str(mine[1]))])
    near = [p for p in known if p.lat is not None and p.lon is not None and distance(lat, lon, p.lat, p.lon) <= NEAR]
    chosen = next((p for p in known if p.geonames == mine[5] and p.name == mine[2]), None)
    if not near:
        area = chosen is not None and chosen.precision != "city"
        return "the area's point lies elsewhere, or the place is not in the gazetteer" if area else "the place is not in the gazetteer"
    return _namesake(chosen, near)


def _namesake(chosen: GazPlace | None, near: Sequence[GazPlace]) -> str:
    if chosen is None:
        return "another namesake"
    if chosen.country not in {p.country for p in near}:
        return "namesake in another country"
    if chosen.admin1 not in {p.admin1 for p in near}:
        return "namesake in another division"
    return "namesake in the same division"


def names(row: Row, records: Sequence[Record], prediction: Row) -> Iterator[str]:
    """Persons, organisations and places as named: span and type."""
    gold = sorted({(s, e, t) for s, e, t, *_ in row["entities"] if t in NAMES})
    mine = sorted({(s, e, t) for s, e, t, *_ in prediction["entities"]})
    for span in gold:
        touching = [p for p in mine if overlaps(p, span)]
        if span in mine:
            yield f"{span[2]}: right"
        elif any(p[:2] == span[:2] for p in touching):
            yield f"{span[2]}: wrong type"
        elif touching:
            yield f"{span[2]}: boundary"
        else:
            small = not any(c.isupper() for c in row["text"][span[0] : span[1]])
            yield f"{span[2]}: missed, written small" if small else f"{span[2]}: missed"
    for span in mine:
        if not any(overlaps(g, span) for g in gold):
            yield f"{span[2]}: extra"


__all__ = ["names", "toponyms"]
