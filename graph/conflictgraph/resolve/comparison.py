"""How alike two actors of different articles are: narrow block keys, and a score whose every part can be told.

Two nodes (see `traits`) are compared only where they share a block key. A pair scores for its names, and for and against with
the country, the posts, the company, and the years in which each lives; the weights are judgement, not learnt. Persons are
never compared with organizations, and no two actors of the lexicon with each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from conflictgraph.resolve.spelling import common, kin, misspelt, name_words, person_key, skeletons
from conflictgraph.resolve.traits import (
    Fact,
    Known,
    NodeKind,
    Traits,
    acronym,
    ambiguous,
    institution,
    only_initials,
    organization_key,
)

THRESHOLD = 2.0
_MANY = 2.25  # what a full name counts that many people bear
_ANYBODY = 2.0  # what an organization's name counts that many could have
_LONG = 5  # years between two in the news after which it counts against their being one
NEVER = float("-inf")


@dataclass(frozen=True)
class Node:
    """A node with all evidence that there is; `listed` is the lexicon's actor that it is, if any."""

    id: str
    base: str
    kind: NodeKind
    facts: Mapping[str, frozenset[str]]
    listed: str | None = None

    def of(self, kind: str) -> frozenset[str]:
        """The values of one kind of fact."""
        return self.facts.get(kind, frozenset())


@dataclass(frozen=True, slots=True)
class Feature:
    """One part of a score: what was compared, what it counts, and in words what was found; the words are only made where they
    are asked for, since names that many people bear are compared often."""

    name: str
    weight: float
    say: Callable[[], str]

    @property
    def words(self) -> str:
        return self.say()


def node(traits: Traits, facts: Iterable[Fact], known: Known) -> Node:
    """A node out of its traits and the facts of all its articles; the lexicon tells names and country of its own actors."""
    by_kind: dict[str, set[str]] = {}
    for kind, value in facts:
        by_kind.setdefault(kind, set()).add(value)
    sort, listed = traits.kind, None
    entry = known.actor(traits.base) if sort == "listed" else None
    if entry is not None:
        listed = entry.key
        sort = "person" if entry.kind == "person" else "organization"
        spelled = person_key if sort == "person" else organization_key
        for name in (entry.name, *entry.aliases):
            if sort == "organization":
                by_kind.setdefault("short" if acronym(name) else "name", set()).add(spelled(name))
            elif not only_initials(spelled(name)):
                by_kind.setdefault("name", set()).add(spelled(name))
        if entry.country:
            by_kind["country"] = {entry.country.lower()}
    return Node(traits.node, traits.base, sort, {k: frozenset(v) for k, v in by_kind.items()}, listed)


# --- block keys ------------------------------------------------------------------------------------------------------


def block_keys(of: Node) -> set[str]:
    """What a node shares with those that it is to be compared with."""
    if of.kind == "person":
        return {key for name in of.of("name") for key in _person_blocks(name)}
    if of.kind == "organization":
        keys = {f"organization {block}" for name in of.of("name") for block in _organization_blocks(name)}
        return keys | {f"organization {name}" for name in of.of("short")}
    return set()


@lru_cache(maxsize=16384)
def _person_blocks(name: str) -> tuple[str, ...]:
    """The consonants of the last word with those of each given name that few people bear, else of all given names."""
    *given, last = name_words(name)
    telling = [g for g in given if len(g) > 1 and not common(g)]
    firsts = {s for g in telling for s in skeletons(g)} or set(_forms(given))
    return tuple(f"person {first} {end}" for first in sorted(firsts) for end in skeletons(last))


def _forms(words: Sequence[str]) -> tuple[str, ...]:
    """The skeletons of several words: all their first forms, and all their last."""
    forms = [skeletons(w) for w in words]
    return tuple(sorted({" ".join(f[0] for f in forms), " ".join(f[-1] for f in forms)}))


@lru_cache(maxsize=16384)
def _organization_blocks(name: str) -> tuple[str, ...]:
    words = name.split()
    return _forms(words) if len(words) > 1 else (name,)


# --- score -----------------------------------------------------------------------------------------------------------


def score(x: Node, y: Node) -> float:
    """How likely two nodes are one actor; minus infinity where they cannot be. Symmetric."""
    return sum(f.weight for f in explain(x, y))


def explain(x: Node, y: Node) -> list[Feature]:
    """The features of a pair, what each counts, and why. Where one rules the pair out, it stands alone."""
    if x.kind != y.kind or x.kind not in ("person", "organization"):
        return [Feature("kind", NEVER, lambda: f"{x.kind} and {y.kind}")]
    if x.listed is not None and y.listed is not None and x.listed != y.listed:
        return [Feature("lexicon", NEVER, lambda: f"the lexicon knows {x.listed} and {y.listed} apart")]
    name = _person(x, y) if x.kind == "person" else _organization(x, y)
    if name.weight == NEVER:
        return [name]
    out = [name]
    mine, yours = (n.of("country") | n.of("scene") for n in (x, y))
    shared = mine & yours
    if shared:
        out.append(Feature("country", 0.5, lambda: f"both {_list(shared)}"))
    elif mine and yours and (x.kind == "person" or name.weight <= _ANYBODY):
        # that the news is of another country says less of a person than that the person is said to be of it
        stated = x.kind == "organization" or (x.of("country") and y.of("country"))
        out.append(Feature("country", -1.0 if stated else -0.5, lambda: f"{_list(mine)} and {_list(yours)}"))
    if x.kind == "organization":
        return out
    if held := x.of("post") & y.of("post"):
        out.append(Feature("post", 1.0, lambda: f"both {_list(held)}"))
    elif x.of("post") and y.of("post"):
        out.append(Feature("post", -0.5 if shared else -1.0, lambda: f"{_list(x.of('post'))} and {_list(y.of('post'))}"))
    if company := x.of("company") & y.of("company"):
        out.append(Feature("company", 0.5, lambda: f"both beside {_list(company)}"))
    elif x.of("company") and y.of("company") and not shared:
        out.append(Feature("company", -0.5, lambda: f"{_list(x.of('company'))} and {_list(y.of('company'))}"))
    lives = _lives(x, y, bool(held))
    return [*out, lives] if lives is not None else out


def _list(values: Iterable[str]) -> str:
    some = sorted(values)
    return ", ".join(some[:3]) + (" …" if len(some) > 3 else "")


def _lives(x: Node, y: Node, one_post: bool) -> Feature | None:
    """Both died in one year, or in two; or one acts or speaks only in years after the other died. With one post it counts less:
    leaders are reported dead who are not."""
    weight = -2.0 if one_post else -4.0
    died, also = ({int(v) for v in n.of("died")} for n in (x, y))
    if both := died & also:
        return Feature("lives", 1.0, lambda: f"both were killed in {min(both)}")
    if died and also:
        apart = min(abs(a - b) for a in died for b in also)
        return Feature("lives", weight, lambda: f"died {min(died)} and {min(also)}") if apart > 1 else None
    for dead, other in ((died, y), (also, x)):
        years = {int(v) for v in other.of("year")}
        if dead and years and min(years) > max(dead) + 1:
            return Feature("lives", weight, partial("one died in {}, the other acts or speaks in {}".format, max(dead), min(years)))
    if (x.of("year") | x.of("died")) & (y.of("year") | y.of("died")):
        return None  # nearly always
    mine, yours = ({int(v) for v in n.of("year") | n.of("died")} for n in (x, y))
    gap = min((abs(a - b) for a in mine for b in yours), default=0)
    return Feature("lives", -0.25, lambda: f"{gap} years apart") if gap > _LONG else None


def _person(x: Node, y: Node) -> Feature:
    found = [_names(a, b) for a in sorted(x.of("name")) for b in sorted(y.of("name"))]
    if len(found) == 1:
        return found[0]
    return max(found, key=lambda f: (f.weight, f.words), default=Feature("name", NEVER, lambda: "no full name"))


@lru_cache(maxsize=16384)
def _names(one: str, other: str) -> Feature:
    """Two full names in their normal form. Symmetric."""
    one, other = sorted((one, other))
    a, b = name_words(one), name_words(other)
    telling = any(not common(w) for w in a if len(w) > 1)
    if a == b:
        return Feature("name", 3.0 if telling else _MANY, lambda: f"“{one}”" if telling else f"“{one}”, which many people are called")
    if len(a) == len(b):
        differ = [(v, w) for v, w in zip(a, b, strict=True) if v != w]
        spelled = [pair for pair in differ if kin(*pair)]
        if len(spelled) == len(differ):
            return Feature("name", (3.0 if telling else _MANY) - 0.25 * len(differ), lambda: f"“{one}” and “{other}” spell one name")
        if len(differ) == 1 and misspelt(*differ[0]):
            return Feature("name", 1.75, lambda: f"“{one}” and “{other}” differ by a letter")
        return Feature("name", NEVER, lambda: f"“{one}” and “{other}”")
    short, long = sorted((a, b), key=len)
    if len(short) > 1 and kin(short[-1], long[-1]) and _in_order(short[:-1], long[:-1]):
        rare = any(not common(w) for w in short[:-1])
        return Feature("name", 1.5 if rare else 0.75, lambda: f"“{' '.join(short)}” is part of “{' '.join(long)}”")
    return Feature("name", NEVER, lambda: f"“{one}” and “{other}”")


def _in_order(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    at = iter(long)
    return all(any(kin(word, other) for other in at) for word in short)


def _organization(x: Node, y: Node) -> Feature:
    same = x.of("name") & y.of("name")
    telling = sorted(n for n in same if not institution(n))
    if telling:
        return Feature("name", 3.0, lambda: f"“{telling[0]}”")
    for one in sorted(x.of("name")):
        for other in sorted(y.of("name")):
            a, b = one.split(), other.split()
            if one != other and len(a) == len(b) > 1 and not institution(one) and all(map(kin, a, b)):
                return Feature("name", 2.75, partial("“{}” and “{}” spell one name".format, min(one, other), max(one, other)))
    short = sorted((x.of("short") | x.of("name")) & (y.of("short") | y.of("name")) - same)
    if long := [n for n in short if not ambiguous(n)]:
        return Feature("name", 2.5, lambda: f"“{long[0]}”")
    if same:
        return Feature("name", _ANYBODY, lambda: f"“{min(same)}”, as institutions of many countries are called")
    if short:
        return Feature("name", _ANYBODY, lambda: f"“{short[0]}”, as several organizations are called for short")
    return Feature("name", NEVER, lambda: f"“{_list(x.of('name') | x.of('short'))}” and “{_list(y.of('name') | y.of('short'))}”")
