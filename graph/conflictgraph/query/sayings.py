"""All claims in short, read by one scan for each property: a tenth of the time of reading them one by one."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from conflictgraph.query.things import Things
from conflictgraph.triples import slots as s
from conflictgraph.triples import terms as t


@dataclass(frozen=True, slots=True)
class Saying:
    """A claim in short: who says it (`via` are outer speakers, outermost first), how, where (article, and the passage's characters `start`..`end`
    with its words), and the ids of the claims that it denies, contradicts and supersedes."""

    id: str
    kind: str
    speaker: str
    via: tuple[str, ...]
    attribution: str
    factuality: str
    polarity: str
    type: str | None
    confidence: float
    article: str
    start: int
    end: int
    words: str
    denies: str | None
    contradicts: tuple[str, ...]
    supersedes: tuple[str, ...]


def sayings(things: Things, wanted: Collection[str]) -> dict[str, Saying]:
    """The claims that are wanted, by id in order. Raises GraphError where the graph lacks one, or what it must have."""
    found = _sayings(things, wanted)
    for claim in wanted:
        if claim not in found:
            things.passage(things.claim(claim).passage)  # says what is amiss
    return found


def _sayings(things: Things, wanted: Collection[str]) -> dict[str, Saying]:
    slots = {slot.field: slot for slot in (*s.CLAIM, *s.FACTS)}

    def one(field: str) -> dict[str, Any]:
        return dict(_values(things, "claim", slots[field], wanted))

    def several(slot: s.Slot) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for claim, value in _values(things, "claim", slot, wanted):
            found.setdefault(claim, []).append(value)
        return {claim: tuple(sorted(values)) for claim, values in found.items()}

    passage = one("passage")
    start, end, words = (dict(_values(things, "passage", slot, {*passage.values()})) for slot in s.PASSAGE[1:])
    speaker, kind, attribution, factuality = one("attributed_to"), one("kind"), one("attribution"), one("factuality")
    polarity, type_, confidence, article = one("polarity"), one("event_type"), one("confidence"), one("article")
    contradicts, supersedes = several(slots["contradicts"]), several(slots["supersedes"])
    denies = dict(_values(things, "claim", s.Slot("denies", s.DENIES, s.DENIED_CLAIM), wanted))
    via = several(s.Slot("via", s.VIA, s.VIA_ACTOR)) | dict(_values(things, "claim", s.Slot("via", s.VIA_ORDER, t.CHAIN), wanted))
    return {
        claim: Saying(
            claim, kind[claim], speaker[claim], via.get(claim, ()), attribution[claim], factuality[claim], polarity[claim], type_.get(claim),
            confidence.get(claim, 0.0), article[claim], start[where], end[where], words[where], denies.get(claim), contradicts.get(claim, ()),
            supersedes.get(claim, ()),
        )
        for claim, where in sorted(passage.items())
        if where in words and claim in article and claim in speaker
    }  # fmt: skip


def published(things: Things) -> dict[str, str]:
    """Article → its day of publication, where that is known."""
    (slot,) = (slot for slot in s.ARTICLE if slot.field == "published")
    return dict(_values(things, "article", slot))


def _values(things: Things, kind: str, slot: s.Slot, wanted: Container[str] | None = None) -> Iterator[tuple[str, Any]]:
    """(id, value) of all that things of a kind have of one property."""
    start = f"{things.base}{kind}/"
    read, base, held = slot.codec.read, things.base, dict[Any, Any]()
    for triple in things.store.triples(predicate=slot.property):
        node = triple.subject
        assert isinstance(node, NamedNode)
        if node.value.startswith(start):
            identifier = things.split(node)[1]
            if wanted is None or identifier in wanted:
                # One object for a value that many have, as speakers and types are.
                value = read(triple.object, base)
                yield identifier, held.setdefault(value, value)
