"""How like two accounts of events are: features, and what each counts for their being of one event.

Features have levels; the weights of the levels are data (`data/lexicon/event-weights.tsv`), log-odds after Fellegi and
Sunter (1969): how much more often two accounts of one event agree so than accounts of two. What the accounts do not say
counts nothing. `likeness` is symmetric, and a function of the two accounts and of the places that they name.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from conflictgraph.graphmodel import Facts
from conflictgraph.kinds import FIGURES, root_type
from conflictgraph.model import Figure
from conflictgraph.resolve.claims import Draft
from conflictgraph.resolve.extent import sort_of
from conflictgraph.resolve.places import Places
from conflictgraph.resolve.tables import rows, starts_another, target_kinds

NEVER = float("-inf")
REAL = frozenset({"actual", "alleged"})
LARGE = 20  # a figure from which on two accounts hardly give the same by chance
_EQUAL = frozenset({"large-equal", "equal", "small-equal"})
_NEAR = 10.0  # kilometres
_SOON = range(-1, 11)  # days between what happened and an undated account of it
_WEEK, _MONTH = 8, 31  # days that a time has at most

_KIN = frozenset({"suicide-attack", "explosives", "aerial", "drone", "heavy-weapons", "firearms", "targeted", "destroy"})
_FAMILIES = (
    frozenset({"suicide-attack", "explosives", "destroy"}),
    frozenset({"aerial", "drone", "heavy-weapons", "destroy", "explosives"}),
    frozenset({"firearms", "targeted", "destroy"}),
    frozenset({"targeted", "drone", "aerial", "explosives"}),
)  # modes that tellers of one attack exchange


@cache
def weights() -> Mapping[tuple[str, str], float]:
    """(feature, level) → what it counts."""
    return {(feature, level): float(weight) for feature, level, weight, *_ in rows("event-weights.tsv")}


def likeness(a: Draft, b: Draft, places: Places) -> Mapping[str, float]:
    """The features of a pair and what each counts; minus infinity where one rules out that they are of one event."""
    held = weights()
    out: dict[str, float] = {}
    for feature, level in levels(a, b, places):
        name = feature.partition(":")[2] or feature
        out[name] = NEVER if level == "never" else held[feature.partition(":")[0], level]
        if level == "never":
            return {name: NEVER}
    return out


def levels(a: Draft, b: Draft, places: Places) -> Iterator[tuple[str, str]]:
    """(feature, level) of all that can be compared, what may rule out first; `never` rules it out."""
    f, g = a.claim.facts, b.claim.facts
    if f.event_type is None or g.event_type is None or root_type(f.event_type) != root_type(g.event_type):
        yield "type", "never"
        return
    same_article = a.claim.article == b.claim.article
    real = {d.claim.factuality in REAL for d in (a, b)}
    if len(real) > 1 or (real == {False} and not same_article):
        yield "factuality", "never"
    if sort_of(a) != sort_of(b) and not _may_be_whole(a, b):
        yield "extent", "never"  # a month's figure is none of its incidents, a battle none of its days
    elif sort_of(a) == "sum" == sort_of(b):
        yield "extent", "sum"
    yield from _mode(f, g)
    yield "time", _time(a, b)
    yield "place", _place(a, b, places)
    shared_victims = _named(f.victims) & _named(g.victims)
    if shared_victims:
        yield "victims", "shared"
    elif _named(f.victims) and _named(g.victims) and not _large(f.killed, g.killed):
        if {*f.victims, *g.victims} == _named(f.victims) | _named(g.victims):
            yield "victims", "never"
    shared = ((a.proper & b.proper) | _echoed(a, b) | _echoed(b, a)) - shared_victims
    if shared:
        yield "parties", "shared" if len(shared) == 1 else "two"
    for role in ("agents", "participants", "patients"):
        mine, yours = (set(getattr(facts, role)) & d.proper for facts, d in ((f, a), (g, b)))
        if mine and yours and not mine & yours:
            yield role, "differ"
    if _alone(f, g) or _alone(g, f):
        yield "victims", "alone"
    later = _later(a, b)
    compared = {name: _figure(figures(a, name), figures(b, name), later) for name in FIGURES}
    yield from _targets(f, g, same_article or bool(shared_victims) or compared["killed"] == "large-equal")
    for name, level in compared.items():
        if level is not None:
            of = "killed" if name == "killed" else "other"
            if same_article and level not in _EQUAL:
                if level != "one":
                    yield f"here:{name}", f"{of}-differs"
            else:
                yield f"{of}:{name}", level
    if same_article:
        yield from _one_article(a, b)


def _one_article(a: Draft, b: Draft) -> Iterator[tuple[str, str]]:
    """What counts only between accounts of one article."""
    yield "article", "near" if a.words == b.words else "one"
    if starts_another(a.words) != starts_another(b.words):
        yield "another", "said"


def _named(parties: Sequence[str]) -> set[str]:
    return {p for p in parties if "--" not in p}


def _echoed(a: Draft, b: Draft) -> set[str]:
    """Named parties of one account that the other has in the words for an unnamed one ("fighters of the M23")."""
    f = b.claim.facts
    words = [f"-{p.partition('--')[0]}-" for p in (*f.agents, *f.patients, *f.participants) if "--" in p]
    return {name for name in a.proper if any(f"-{name}-" in each for each in words)}


def _may_be_whole(a: Draft, b: Draft) -> bool:
    """Of two accounts of which one is told as a whole (a sum, a battle): may the other be one that does not show it? Not where it
    says a day, or no time; in the same article never."""
    if a.claim.article == b.claim.article or {"sum", "long"} == {sort_of(a), sort_of(b)}:
        return False
    plain = (a if sort_of(a) is None else b).claim.facts
    return bool(plain.earliest and plain.latest) and length(plain) > _WEEK


def _mode(f: Facts, g: Facts) -> Iterator[tuple[str, str]]:
    modes = {(x.event_type or "").partition("-")[2] for x in (f, g)} - {""}
    if len(modes) == 2:
        if not modes <= _KIN:
            yield "mode", "never"
        else:
            yield "mode", "family" if any(modes <= family for family in _FAMILIES) else "kin"
    elif len(modes) == 1 and f.event_type == g.event_type:
        yield "mode", "same"


def _alone(f: Facts, g: Facts) -> bool:
    """Does one tell of named people killed, and of nobody else, and the other of many?"""
    named = len(_named(f.victims))
    return bool(named) and not _named(g.victims) and not _large(f.killed) and g.killed is not None and g.killed.low > 2 * named + 1


def _targets(f: Facts, g: Facts, held: bool) -> Iterator[tuple[str, str]]:
    """What was hit. Different sorts of things are different attacks, unless something else holds the two together."""
    mine, yours = (target_kinds(" ; ".join(x.targets)) for x in (f, g))
    if not (f.targets and g.targets):
        if (mine or _beside(f)) & (yours or _beside(g)):
            yield "targets", "kind"
    elif mine and yours:
        yield "targets", "kind" if mine & yours else "kind-differs" if held else "never"
    else:
        yield "targets", "word" if _heads(f.targets) & _heads(g.targets) else "word-differs"


def _beside(f: Facts) -> frozenset[str]:
    """The sorts of things in the words for those who were hit ("20 people at the bus terminal")."""
    return target_kinds(" ; ".join(p.partition("--")[0].replace("-", " ") for p in f.patients if "--" in p))


def _heads(words: Sequence[str]) -> set[str]:
    return {w.split()[-1].lower() for w in words if w.split()}


def _large(*given: Figure | None) -> bool:
    return any(each is not None and each.low > 3 for each in given)


# --- figures -----------------------------------------------------------------------------------------------------


def figures(d: Draft, name: str) -> tuple[int, ...]:
    """Every best figure that a claim or bundle gives; a bare plural (“civilians were killed”) gives none."""
    if d.figures:
        return tuple(value for key, value in d.figures if key == name)
    held: Figure | None = getattr(d.claim.facts, name)
    return (held.best,) if held is not None and held.best is not None else ()


def _figure(mine: Sequence[int], yours: Sequence[int], later: int) -> str | None:
    """How far the two nearest of rival figures are apart: an article that has both an early and a late toll agrees with both.
    `later` is 1 where the first is from an article of a later day, -1 where the second is: tolls rise."""
    if not mine or not yours:
        return None
    x, y = min(((x, y) for x in mine for y in yours), key=lambda pair: (_apart(*sorted(pair)), -max(pair), pair))
    low, high = sorted((x, y))
    if low == high:
        return "large-equal" if low >= LARGE else "equal" if low > 2 else "small-equal"
    if low > 2 and (high - low <= 2 or high <= 1.2 * low):
        return "close"
    if low == 1 and high > 3:
        return "one"  # one of the dead, perhaps
    apart = _apart(low, high)
    if high > 3 and apart <= 1.5:
        return "half"
    if high > 3 and (x - y) * later > 0:
        return "risen"
    return "double" if apart <= 2 or high <= 3 else "far" if apart <= 4 else "very-far"


def _later(a: Draft, b: Draft) -> int:
    if a.published is None or b.published is None or a.published == b.published:
        return 0
    return 1 if a.published > b.published else -1


def _apart(low: int, high: int) -> float:
    return high / low if low else float(high + 1)


# --- time --------------------------------------------------------------------------------------------------------


def length(f: Facts) -> int:
    """Days from the first to the last day of an account's time, both counted. It has to have both."""
    return (date.fromisoformat(f.latest or "") - date.fromisoformat(f.earliest or "")).days + 1


def inferred(d: Draft) -> bool:
    """Is the account's day only that of the story it stands in?"""
    return "+anchor" in d.claim.rule


def _time(a: Draft, b: Draft) -> str:
    f, g = a.claim.facts, b.claim.facts
    if f.earliest is None or f.latest is None or g.earliest is None or g.latest is None:
        return _undated(a, b)
    first, last = max(f.earliest, g.earliest), min(f.latest, g.latest)
    longest = max(length(f), length(g))
    same_article = a.claim.article == b.claim.article
    either = inferred(a) or inferred(b)
    if first > last:
        gap = (date.fromisoformat(first) - date.fromisoformat(last)).days
        if gap > 1 or longest > 1 or (same_article and not either):
            return "never"
        return "next-day-inferred" if either else "next-day"
    if longest == 1:
        return "day-inferred" if either else "day"
    if longest <= 2:
        return "days"
    return "week" if longest <= _WEEK else "month" if longest <= _MONTH else "long"


def _undated(a: Draft, b: Draft) -> str:
    """At least one of the two does not say when."""
    f, g = a.claim.facts, b.claim.facts
    dated = f.latest is not None or g.latest is not None
    if a.claim.article == b.claim.article:
        return "soon" if not dated and f.edtf and f.edtf == g.edtf else "unknown-here"
    if dated:
        x, y = (a, b) if f.latest is not None else (b, a)
        if y.published is None or y.claim.facts.latest is not None:
            return "unknown"
        gap = (date.fromisoformat(y.published) - date.fromisoformat(x.claim.facts.latest or "")).days
        if gap < _SOON.start and (x.claim.facts.earliest or "") > y.published:
            return "never"  # nobody tells what has not happened yet
        return "soon" if gap in _SOON else "late"
    if a.published and b.published:
        gap = abs((date.fromisoformat(a.published) - date.fromisoformat(b.published)).days)
        if gap <= 3:
            return "together"
    return "unknown"


# --- place -------------------------------------------------------------------------------------------------------


def bare(key: str) -> str:
    """The name in the key of a place that no gazetteer knows, without what contains it."""
    return key.partition("--")[0]


def _holder(key: str) -> str | None:
    return key.partition("--")[2] or None


def _place(a: Draft, b: Draft, places: Places) -> str:
    f, g = a.claim.facts.place, b.claim.facts.place
    if f is None and g is None:
        return "settings" if set(a.setting) & set(b.setting) and a.claim.article != b.claim.article else "unknown"
    if f is None or g is None:
        there, setting = (g or "", a.setting) if f is None else (f, b.setting)
        return "setting" if {there, bare(there)} & set(setting) and a.claim.article != b.claim.article else "unknown"
    up, down = places.ancestors(f), places.ancestors(g)
    if f == g:
        rank = places.rank(f)
        return "same" if rank <= 2 else "province" if rank == 3 else "area"
    if bare(f) == bare(g) and None in (_holder(f), _holder(g)):
        return "same"  # the same unknown name, once with and once without what contains it
    if f in down or g in up:
        return "inside" if places.rank(f if f in down else g) == 3 else "inside-area"
    for name, other, above in ((f, g, down), (g, f, up)):
        if not places.known(name) and places.rank(other) >= 3 and (_holder(name) in (None, *above)):
            return "perhaps"  # no gazetteer says where in its country a village lies: perhaps in that province
    if places.rank(f) == 4 or places.rank(g) == 4:  # regions have no sharp border
        return "unknown" if set(up[1:]) & set(down[1:]) or not (up[1:] and down[1:]) else "never"
    return "near" if _near(places, f, g) else "never"


def _near(places: Places, f: str, g: str) -> bool:
    """Are two places below the level of provinces so near that one may be told for the other?"""
    if places.rank(f) > 1 or places.rank(g) > 1:
        return False
    one, other = places.point(f), places.point(g)
    if one is None or other is None:
        return False
    lat = math.radians((one[0] + other[0]) / 2)
    north, east = math.radians(one[0] - other[0]), math.radians(one[1] - other[1]) * math.cos(lat)
    return 6371.0 * math.hypot(north, east) <= _NEAR
