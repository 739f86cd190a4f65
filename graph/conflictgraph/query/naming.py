"""What a user calls a thing → the thing: ids by any beginning, names by alias, beginning and misspelling.

Nothing is guessed in silence: a name that several things of one kind answer to is told with its candidates, a misspelling
that was understood is told to `tell`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from conflictgraph.errors import AmbiguousName, UnknownName
from conflictgraph.kinds import EVENT_TYPES
from conflictgraph.names import fold
from conflictgraph.query.rows import Ref
from conflictgraph.query.things import NamedStore, Things
from conflictgraph.store import Hit, NameKind

_ID = re.compile(r"(?:(?:article|passage|claim|event|relation):)?([ACEPRacepr])-([0-9A-Fa-f]+)…?")
_READABLE = re.compile(r"(actor|place):(\S+)")
_LETTERS = {"A": "article", "C": "claim", "E": "event", "P": "passage", "R": "relation"}
_NAMED: tuple[NameKind, ...] = ("actor", "place", "event")  # in this order where a name is one of each
_CLEAR = 0.58  # a misspelling at least as near as this (a likeness of .84) is understood …
_AHEAD = 0.03  # … where the next name is at least so much further


@dataclass(frozen=True, slots=True)
class Found:
    """A thing; `named` is the id that the user gave where it leads to the thing (a claim to its event), `also` what else
    has the name, of other kinds."""

    id: str
    kind: str
    named: str | None = None
    also: tuple[Ref, ...] = ()


def find(things: Things, text: str, kinds: Sequence[str], tell: Callable[[str], None]) -> Found:
    """The thing of one of the kinds that a name or id stands for.

    Raises UnknownName with the nearest names, AmbiguousName with the candidates.
    """
    store = things.store
    wanted = text.strip()
    if wanted.startswith(store.base):
        kind, _, identifier = wanted[len(store.base) :].partition("/")
        wanted = f"{kind}:{identifier}"
    if match := _ID.fullmatch(wanted):
        return _by_id(store, text, match[1].upper(), match[2].lower(), kinds)
    readable = _READABLE.fullmatch(wanted)
    for identifier, kind, leads in store.identify(readable[2] if readable else wanted):
        if identifier == (readable[2] if readable else wanted) and kind in kinds and kind in ("actor", "place"):
            if readable is None or readable[1] == kind:
                named = identifier if identifier != leads else None
                return Found(leads, kind, named, also=_namesakes(store, identifier, kind, kinds) if readable is None else ())
    return _by_name(things, text, readable[2].replace("-", " ") if readable else wanted, kinds, tell)


def _by_id(store: NamedStore, text: str, letter: str, digits: str, kinds: Sequence[str]) -> Found:
    hits = store.identify(f"{letter}-{digits}", limit=50)
    if letter == "E" and not hits:  # an event is found by any of its claims
        hits = store.identify(f"C-{digits}", limit=50)
    leads: dict[tuple[str, str], str] = {}
    for identifier, kind, to in hits:
        led = _LETTERS.get(to[:1], kind) if to != identifier else kind
        leads.setdefault((to, led), identifier)
        if kind in kinds and kind != led and led not in kinds:
            leads[identifier, kind] = identifier
    fitting = {key: named for key, named in leads.items() if key[1] in kinds}
    if not fitting:
        if leads:
            (_, kind), *_ = sorted(leads)
            raise UnknownName(f"“{text}” is the id of {_a(kind)}, and {_a(kinds[0])} is asked for here.")
        raise UnknownName(f"Nothing in the graph has an id that begins with “{text}”.")
    if len(fitting) > 1:
        listed = sorted(fitting)[:10]
        raise AmbiguousName(text, [(store.short(identifier), kind) for identifier, kind in listed])
    ((identifier, kind), named) = next(iter(fitting.items()))
    return Found(identifier, kind, named if named != identifier else None)


def _by_name(things: Things, text: str, wanted: str, kinds: Sequence[str], tell: Callable[[str], None]) -> Found:
    store = things.store
    tiers: dict[str, list[Hit]] = {}
    for kind in _NAMED:
        if kind in kinds:
            for hit in store.search(wanted, kind, limit=12):
                tiers.setdefault(_tier(hit.score), []).append(hit)
    for tier in ("name", "beginning", "word"):
        for kind in _NAMED:
            hits = [hit for hit in tiers.get(tier, ()) if hit.kind == kind]
            if len(hits) > 1 and kind == "place" and (widest := _widest(things, hits)) is not None:
                tell(f"“{text}” is taken for {_described(things, widest)}, which contains the others of that name.")
                return Found(widest.id, kind)
            if len(hits) == 1:
                others = [hit for hit in tiers[tier] if hit.kind != kind]
                if tier != "name":
                    tell(f"“{text}” is taken for {hits[0].label}.")
                return Found(hits[0].id, hits[0].kind, also=tuple(Ref(h.id, h.label, h.kind) for h in others))
            if hits:
                raise AmbiguousName(text, [(_typed(store, hit), _described(things, hit)) for hit in hits])
    near = sorted(tiers.get("misspelling", ()), key=lambda hit: (-hit.score, hit.label, hit.id))
    if near and near[0].score >= _CLEAR and (len(near) < 2 or near[0].score - near[1].score >= _AHEAD):
        tell(f"“{text}” is taken for {near[0].label}.")
        return Found(near[0].id, near[0].kind)
    asked: list[str] = [kind for kind in _NAMED if kind in kinds] or [kinds[0]]
    what = " or ".join(filter(None, (", ".join(asked[:-1]), asked[-1])))
    suggestions = list(dict.fromkeys(hit.label for hit in near))[:5]
    hint = f"; did you mean {', '.join(suggestions)}?" if suggestions else "."
    raise UnknownName(f"There is no {what} called “{text}” in the graph{hint}")


def _widest(things: Things, hits: Sequence[Hit]) -> Hit | None:
    """The place that contains all the others (a province and its capital often share their name)."""
    around = {hit.id: things.around(hit.id) for hit in hits}
    return next((hit for hit in hits if all(hit.id in around[h.id] for h in hits if h is not hit)), None)


def _described(things: Things, hit: Hit) -> str:
    """The name, and for a place what tells it from its namesakes."""
    if hit.kind != "place":
        return hit.label
    place = things.place(hit.id)
    return f"{hit.label}, {place.precision}{f' in {things.place(place.within).label}' if place.within else ''}"


def _tier(score: float) -> str:
    return "name" if score >= 1 else "beginning" if score >= 0.85 else "word" if score >= 0.7 else "misspelling"


def _typed(store: NamedStore, hit: Hit) -> str:
    return store.short(hit.id) if hit.kind == "event" else f"{hit.kind}:{hit.id}"


def _namesakes(store: NamedStore, identifier: str, kind: str, kinds: Sequence[str]) -> tuple[Ref, ...]:
    named = (hit for hit in store.search(identifier.replace("-", " ")) if hit.score >= 1)
    return tuple(Ref(hit.id, hit.label, hit.kind) for hit in named if hit.kind != kind and hit.kind in kinds)


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def event_type(text: str) -> str:
    """An event type that a user wrote: `assault`, `assault-drone`, or a mode that only one type has (`drone`).

    Raises UnknownName with what fits.

    >>> event_type("Drone"), event_type("ASSAULT")
    ('assault-drone', 'assault')
    """
    wanted = fold(text).replace(" ", "-").replace("_", "-")
    every = [*EVENT_TYPES, *(f"{root}-{mode}" for root, modes in EVENT_TYPES.items() for mode in modes)]
    if wanted in every:
        return wanted
    fitting = [each for each in every if each.partition("-")[2] == wanted] or [
        e for e in every if wanted and wanted in e
    ]
    if len(fitting) == 1:
        return fitting[0]
    hint = f"could be {', '.join(fitting[:8])}" if fitting else f"is none of {', '.join(EVENT_TYPES)} (and their modes)"
    raise UnknownName(f"The event type “{text}” {hint}.")
