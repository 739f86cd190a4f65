"""How like two accounts of events are: features, and what each counts for their being of one event.

Features have levels; the weights of the levels are data (`data/lexicon/event-weights.tsv`), log-odds after Fellegi and
Sunter (1969): how much more often two accounts of one event agree so than accounts of two. What the accounts do not say
counts nothing. `likeness` is symmetric, and a function of the two accounts and of the places that they name.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from conflictgraph.kinds import FIGURES, MODE_FAMILIES
from conflictgraph.resolve.claims import Draft
from conflictgraph.resolve.places import Places
from conflictgraph.resolve.seen import ROLES, Seen, bare, see
from conflictgraph.resolve.tables import starts_another
from conflictgraph.resources import table

NEVER = float("-inf")
LARGE = 20  # a figure from which on two accounts hardly give the same by chance
_EQUAL = frozenset({"large-equal", "equal", "small-equal"})
_NEAR = 10.0  # kilometres
_SOON = range(-1, 11)  # days between what happened and an undated account of it
_WEEK, _MONTH = 8, 31  # days that a time has at most

_KIN = frozenset({"suicide-attack", "explosives", "aerial", "drone", "heavy-weapons", "firearms", "targeted", "destroy"})


@cache
def weights() -> Mapping[tuple[str, str], float]:
    """(feature, level) → what it counts."""
    return {(feature, level): float(weight) for feature, level, weight, _ in table("lexicon/event-weights.tsv", "feature", "level", "weight", "note")}


def likeness(a: Draft, b: Draft, places: Places) -> Mapping[str, float]:
    """The features of a pair and what each counts; minus infinity where one rules out that they are of one event."""
    return _counted(levels(a, b, places))


def _counted(found: Iterable[tuple[str, str]]) -> dict[str, float]:
    held = weights()
    out: dict[str, float] = {}
    for feature, level in found:
        name = feature.partition(":")[2] or feature
        out[name] = NEVER if level == "never" else held[feature.partition(":")[0], level]
        if level == "never":
            return {name: NEVER}
    return out


def points(found: Iterable[tuple[str, str]]) -> float:
    """What levels count together; minus infinity where one of them rules the pair out."""
    return round(sum(_counted(found).values()), 6)


def levels(a: Draft, b: Draft, places: Places) -> Iterator[tuple[str, str]]:
    """(feature, level) of all that can be compared, what may rule out first; `never` rules it out."""
    return compared(see(a), see(b), places, here(a, b))


@dataclass(frozen=True, slots=True)
class Here:
    """What only two accounts of one article have in common or not: passage, form of time, words that begin another event."""

    near: bool
    one_time: bool
    another: bool


def here(a: Draft, b: Draft) -> Here | None:
    """What counts between two accounts of one article; None for those of two."""
    if a.claim.article != b.claim.article:
        return None
    f, g = a.claim.facts, b.claim.facts
    return Here(a.words == b.words, bool(f.edtf) and f.edtf == g.edtf, starts_another(a.words) != starts_another(b.words))


def compared(x: Seen, y: Seen, places: Places, same: Here | None) -> Iterator[tuple[str, str]]:
    """(feature, level), as `levels`, of what is seen of two accounts; `same` is None for those of two articles."""
    if x.root is None or x.root != y.root:
        yield "type", "never"
        return
    if x.real != y.real or not (x.real or same):
        yield "factuality", "never"
    if x.sort != y.sort and not (same is None and _may_be_whole(x, y)):
        yield "extent", "never"  # a month's figure is none of its incidents, a battle none of its days
    elif x.sort == y.sort and x.sort in ("sum", "habit"):
        yield "extent", x.sort
    yield from _mode(x, y)
    yield "time", _time(x, y, same)
    yield "place", _place(x, y, places, same)
    shared_victims = x.victims & y.victims
    if shared_victims:
        yield "victims", "shared"
    elif x.victims and y.victims and not (x.large or y.large) and x.all_named and y.all_named:
        yield "victims", "never"
    shared = ((x.proper & y.proper) | _echoed(x, y) | _echoed(y, x)) - shared_victims
    if shared:
        yield "parties", "shared" if len(shared) == 1 else "two"
    for role, mine, yours in zip(ROLES, x.roles, y.roles, strict=True):
        if mine and yours and not mine & yours:
            yield role, "differ"
    if _alone(x, y) or _alone(y, x):
        yield "victims", "alone"
    later = _later(x, y)
    figures_ = {name: _figure(mine, yours, later) for name, mine, yours in zip(FIGURES, x.figures, y.figures, strict=True)}
    yield from _targets(x, y, same is not None or bool(shared_victims) or figures_["killed"] == "large-equal")
    for name, level in figures_.items():
        if level is not None:
            of = "killed" if name == "killed" else "other"
            if same and level not in _EQUAL:
                if level != "one":
                    yield f"here:{name}", f"{of}-differs"
            else:
                yield f"{of}:{name}", level
    if same:
        yield "article", "near" if same.near else "one"
        if same.another:
            yield "another", "said"


def _echoed(x: Seen, y: Seen) -> set[str]:
    """Named parties of one account that the other has in the words for an unnamed one ("fighters of the M23")."""
    return {name for name in x.proper if any(f"-{name}-" in each for each in y.unnamed)} if y.unnamed else set()


def _may_be_whole(x: Seen, y: Seen) -> bool:
    """Of two accounts of two articles of which one is told as a whole (a sum, a battle): may the other be one that does not show
    it? Not where it says a day, or no time."""
    if {"sum", "long"} == {x.sort, y.sort} or "habit" in (x.sort, y.sort):
        return False
    plain = x if x.sort is None else y
    return plain.days is not None and plain.days > _WEEK


def _mode(x: Seen, y: Seen) -> Iterator[tuple[str, str]]:
    modes = {x.mode, y.mode} - {""}
    if len(modes) == 2:
        if not modes <= _KIN:
            yield "mode", "never"
        else:
            yield "mode", "family" if any(modes <= family for family in MODE_FAMILIES) else "kin"
    elif len(modes) == 1 and x.mode == y.mode:
        yield "mode", "same"


def _alone(x: Seen, y: Seen) -> bool:
    """Does one tell of named people killed, and of nobody else, and the other of many?"""
    named = len(x.victims)
    return bool(named) and not y.victims and not x.large and y.low is not None and y.low > 2 * named + 1


def _targets(x: Seen, y: Seen, held: bool) -> Iterator[tuple[str, str]]:
    """What was hit. Different sorts of things are different attacks, unless something else holds the two together."""
    if not (x.targets and y.targets):
        if (x.kinds or x.beside) & (y.kinds or y.beside):
            yield "targets", "kind"
    elif x.kinds and y.kinds:
        yield "targets", "kind" if x.kinds & y.kinds else "kind-differs" if held else "never"
    else:
        yield "targets", "word" if x.targets & y.targets else "word-differs"


# --- figures -----------------------------------------------------------------------------------------------------


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


def _later(x: Seen, y: Seen) -> int:
    if x.published is None or y.published is None or x.published == y.published:
        return 0
    return 1 if x.published > y.published else -1


def _apart(low: int, high: int) -> float:
    return high / low if low else float(high + 1)


# --- time --------------------------------------------------------------------------------------------------------


def _time(x: Seen, y: Seen, same: Here | None) -> str:
    if any(one.last is not None and other.first is not None and other.first - one.last > 1 for one, other in ((x, y), (y, x))):
        return "never"  # "until 2010", and a day of 2015
    if x.first is None or x.last is None or y.first is None or y.last is None:
        return _undated(x, y, same)
    gap = max(x.first, y.first) - min(x.last, y.last)
    longest = max(x.days or 0, y.days or 0)
    either = x.inferred or y.inferred
    if gap > 0:
        if gap > 1 or longest > 1 or (same and not either):
            return "never"
        return "next-day-inferred" if either else "next-day"
    if longest == 1:
        return "day-inferred" if either else "day"
    if longest <= 2:
        return "days"
    return "week" if longest <= _WEEK else "month" if longest <= _MONTH else "long"


def _undated(x: Seen, y: Seen, same: Here | None) -> str:
    """At least one of the two does not say when."""
    dated = x.last is not None or y.last is not None
    if same:
        return "soon" if not dated and same.one_time else "unknown-here"
    if dated:
        one, other = (x, y) if x.last is not None else (y, x)
        if one.last is None or other.published is None or other.last is not None:
            return "unknown"
        gap = other.published - one.last
        if gap < _SOON.start and one.first is not None and one.first > other.published:
            return "never"  # nobody tells what has not happened yet
        return "soon" if gap in _SOON else "late"
    if x.published is not None and y.published is not None and abs(x.published - y.published) <= 3:
        return "together"
    return "unknown"


# --- place -------------------------------------------------------------------------------------------------------


def _holder(key: str) -> str | None:
    return key.partition("--")[2] or None


def _place(x: Seen, y: Seen, places: Places, same: Here | None) -> str:
    f, g = x.place, y.place
    if f is None and g is None:
        return "settings" if same is None and x.setting & y.setting else "unknown"
    if same is not None and (x.lent or y.lent):
        return "unknown"  # a place that the one has from the other, or from a third, makes them no more alike
    if f is None or g is None:
        there, setting = (g or "", x.setting) if f is None else (f, y.setting)
        return "setting" if same is None and {there, bare(there)} & setting else "unknown"
    return where(f, g, places)


def where(f: str, g: str, places: Places) -> str:
    """How two places that are told of one event lie to each other, as a level of the feature `place`."""
    up, down = places.ancestors(f), places.ancestors(g)
    if f == g:
        rank = places.rank(f)
        return "same" if rank <= 2 else "province" if rank == 3 else "area"
    if bare(f) == bare(g) and (None in (_holder(f), _holder(g)) or _holder(f) in down or _holder(g) in up):
        return "same"  # the same unknown name, once without what contains it, or once in its country and once in its province
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
