"""What networks hold of events: a node for each, who is in it in which role, and where it was.

There are as many as events, so that each is written out into a copy of a dict that has its keys (see `building`).
"""

from __future__ import annotations

from functools import cache
from operator import itemgetter

from conflictgraph.deeds import Deed
from conflictgraph.network.building import Attributes, Edge, template
from conflictgraph.network.stock import Stock
from conflictgraph.network.sums import types_of

_ENDS = itemgetter(0, 1, 2)


def event(stock: Stock, deed: Deed) -> Attributes:
    """The node of an event."""
    (_, kind, quad, sign, factuality, first, last, place, killed, speakers, confidence, agents, patients, participants, victims, claims, low, part_of,
     high) = deed  # fmt: skip
    cast, words = stock.cast, [kind or "event"]
    for parties in (agents, patients, victims, participants):
        for each in parties:
            found = cast.get(each)
            if found is not None:
                words.append(found.label)
    lat = lon = None
    if place is not None:
        where = stock.scenes.get(place)
        if where is not None:
            words.append(where.label)
            lat, lon = where.lat, where.lon
    label = " · ".join(dict.fromkeys(words))
    dead, least = _toll(killed, low, high)
    out = _event_like(
        kind != "", quad != "", first is not None, last is not None, place is not None, dead is not None, least, part_of is not None, bool(claims),
        lat is not None,
    ).copy()  # fmt: skip
    out["label"] = stock.labels.setdefault(label, label)
    out["sign"] = sign
    out["factuality"] = factuality
    out["speakers"] = speakers
    out["confidence"] = confidence
    if kind:
        out["type"] = kind
    if quad:
        out["quad"] = quad
    if first is not None:
        out["first"] = first
    if last is not None:
        out["last"] = last
    if place is not None:
        out["place"] = place
    if dead is not None:
        out["killed"] = dead
    if part_of is not None:
        out["part_of"] = part_of
    if claims:
        out["claims"] = claims
    if lat is not None:
        out["lat"] = lat
        out["lon"] = lon
    return out


def _toll(killed: int | None, low: int | None, high: int | None) -> tuple[int | None, bool]:
    """How many died, and whether it is the least number."""
    return low if killed is None else killed, low is not None and (killed is None or (high is None and killed == low))


_OF_EVENTS = ("type", "quad", "first", "last", "place", "killed", "at_least", "part_of", "claims", "lat")


@cache
def _event_like(*known: bool) -> Attributes:
    """The node of an event, to be copied, of which this is known."""
    some = [name for name, there in zip(_OF_EVENTS, known, strict=True) if there]
    if "lat" in some:
        some.append("lon")
    made = template("kind", "label", "sign", "factuality", "speakers", "confidence", *some).copy()
    made["kind"] = "event"
    if "at_least" in made:
        made["at_least"] = True
    return made


def roles(stock: Stock, deed: Deed, place: str | None = None) -> list[Edge]:
    """The edges between an event and those in it, and to the node `place`, where it was; in order."""
    (event, kind, quad, sign, _, first, last, _, killed, _, _, agents, patients, participants, victims, claims, low, _, high) = deed
    dead, least = _toll(killed, low, high)
    like, signed = _edge_likes(bool(claims), kind != "", first is not None, last is not None, dead is not None, least, quad != "")
    told = like.copy()
    told["events"] = (event,)
    if claims:
        told["claims"] = claims
    if kind:
        told["types"] = types_of(kind)
    if first is not None:
        told["first"] = first
    if last is not None:
        told["last"] = last
    if dead is not None:
        told["killed"] = dead
    out: list[Edge] = []
    said: Attributes | None = None
    cast, keep = stock.cast, None if stock.free else stock.keep
    for role, ids in (("agent", agents), ("participant", participants), ("patient", patients), ("victim", victims)):
        for each in ids:
            if keep is not None and not keep(each):
                continue
            if said is None:
                said = signed.copy()
                said.update(told)
                said["sign"] = sign
                if quad:
                    said["quad"] = quad
            else:
                said = said.copy()
            said["kind"] = role
            # The id as the cast has it: one text, in however many events.
            found = cast.get(each)
            actor = found.id if found is not None else each
            out.append((event, actor, role, said) if role in _OUTWARD else (actor, event, role, said))
    if place is not None:
        out.append((event, place, "at", told))
    if len(out) > 1:
        out.sort(key=_ENDS)
    return out


_OUTWARD = frozenset({"patient", "victim"})
_OF_EDGES = ("claims", "types", "first", "last", "killed", "at_least")


@cache
def _edge_likes(*known: bool) -> tuple[Attributes, Attributes]:
    """An edge of one event, to be copied, of which this is known: as one to its place, and with keys for the sign, too."""
    some = [name for name, there in zip(_OF_EDGES, known, strict=False) if there]
    *_, quad = known
    likes = template("kind", "weight", "events", *some).copy(), template("kind", "weight", "events", *some, "sign", *(("quad",) if quad else ())).copy()
    for each in likes:
        each.update({"kind": "at", "weight": 1})
        if "at_least" in each:
            each["at_least"] = True
    return likes
