"""Friends and foes: direct ones, those by signed triads, and how well the signs of a network fit together.

A pair is of the sign of what outweighs (see `bonds.sign_of`). By structural balance (Heider 1946; Cartwright & Harary 1956) the
friend of a friend and the enemy of an enemy are friends; a triad is balanced where the product of its signs is positive. In the
weaker form (Davis 1967) three enemies are balanced, too.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from conflictgraph.network.bonds import (
    CONFLICT,
    COOPERATION,
    MIXED,
    NEITHER,
    SIGNS,
    Bond,
    Bonds,
    Network,
    actor_kind,
    around,
    bonds,
    ref,
)
from conflictgraph.query.rows import Ref

DIRECT, INFERRED = "direct", "inferred"
SAME = {True: COOPERATION, False: CONFLICT}
"""What two signs speak for, by whether they are the same."""


@dataclass(frozen=True, slots=True)
class Triad:
    """A way by way of a third actor: the sign of the pair with it, the sign of its pair with the other, and the events and
    stating claims of both pairs (ids, sorted)."""

    through: Ref
    first: str
    second: str
    events: tuple[str, ...]
    claims: tuple[str, ...]

    @property
    def speaks_for(self) -> str:
        """Two of one sign speak for cooperation, two of different ones for conflict."""
        return SAME[self.first == self.second]


@dataclass(frozen=True, slots=True)
class Side:
    """An actor that is with or against another. `sort` is `direct`, `conflict`, `cooperation` and `neither` counting the events and
    stated ties between them, or `inferred`, both counting the triads that speak for it. `sign` is the one that outweighs, or `mixed`.
    `events` and `claims` are those between them, or of all the triads; ids, sorted."""

    actor: Ref
    actor_kind: str
    sort: str
    sign: str
    conflict: int
    cooperation: int
    neither: int
    first: str | None
    last: str | None
    events: tuple[str, ...]
    claims: tuple[str, ...]
    through: tuple[Triad, ...]


def allies(graph: Network, actor: str, direct: bool = False, limit: int | None = None) -> list[Side]:
    """Those that an actor (an id) is with (see `sides`)."""
    return sides(graph, actor, COOPERATION, direct, limit)


def enemies(graph: Network, actor: str, direct: bool = False, limit: int | None = None) -> list[Side]:
    """Those that an actor (an id) is against (see `sides`)."""
    return sides(graph, actor, CONFLICT, direct, limit)


def sides(graph: Network, actor: str, sign: str, direct: bool = False, limit: int | None = None) -> list[Side]:
    """Those of one sign to an actor, and the mixed ones: first the direct, the weightiest first, then, unless `direct`, the
    inferred, those that most triads speak for first. `limit` cuts the list.

    Inferred are actors that no conflict or cooperation links with this one directly, but with somebody that it is with or
    against. Mixed pairs infer nothing.
    """
    near = around(bonds(graph))
    found = [_direct(graph, other, bond) for other, bond in near.get(actor, {}).items() if bond.sign in (sign, MIXED)]
    found.sort(key=lambda side: (side.sign == MIXED, -(side.conflict + side.cooperation), side.actor.id))
    if direct:
        return found[:limit]
    candidates = []
    for other, ways in _through(actor, near).items():
        speaking = Counter(SAME[one.sign == two.sign] for one, two in ways)
        which = MIXED if speaking[CONFLICT] == speaking[COOPERATION] else max(SIGNS, key=lambda each: speaking[each])
        if which in (sign, MIXED):
            clear = 2 * speaking[sign] - speaking.total()
            strength = max(min(one.weight, two.weight) for one, two in ways)
            candidates.append(((which == MIXED, -clear, -strength, other), which, ways))
    candidates.sort(key=lambda each: each[0])
    rest = None if limit is None else max(0, limit - len(found))
    return found[:limit] + [_inferred(graph, actor, key[-1], which, ways) for key, which, ways in candidates[:rest]]


def _direct(graph: Network, other: str, bond: Bond) -> Side:
    return Side(
        ref(graph, other), actor_kind(graph, other), DIRECT, bond.sign, bond.conflict, bond.cooperation, bond.neither, bond.first, bond.last,
        bond.events, bond.claims, (),
    )  # fmt: skip


def _through(actor: str, near: Mapping[str, Mapping[str, Bond]]) -> dict[str, list[tuple[Bond, Bond]]]:
    """The signed ways of two bonds from an actor, by the actor at their end; none to those that a signed bond links directly."""
    own = near.get(actor, {})
    taken = {other for other, bond in own.items() if bond.sign != NEITHER} | {actor}
    ways: dict[str, list[tuple[Bond, Bond]]] = {}
    for middle, one in own.items():
        if one.sign in SIGNS:
            for other, two in near[middle].items():
                if two.sign in SIGNS and other not in taken:
                    ways.setdefault(other, []).append((one, two))
    return ways


def _inferred(graph: Network, actor: str, other: str, sign: str, ways: Sequence[tuple[Bond, Bond]]) -> Side:
    triads = [
        Triad(one.other(actor), one.sign, two.sign, _union(one.events, two.events), _union(one.claims, two.claims))
        for one, two in sorted(ways, key=lambda way: (-min(way[0].weight, way[1].weight), way[0].other(actor).id))
    ]
    speaking = Counter(triad.speaks_for for triad in triads)
    bounds = [(bond.first, bond.last) for way in ways for bond in way]
    return Side(
        ref(graph, other), actor_kind(graph, other), INFERRED, sign, speaking[CONFLICT], speaking[COOPERATION], 0,
        min((first for first, _ in bounds if first is not None), default=None),
        max((last for _, last in bounds if last is not None), default=None),
        _union(*(triad.events for triad in triads)), _union(*(triad.claims for triad in triads)), tuple(triads),
    )  # fmt: skip


def _union(*ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set().union(*ids)))


# --- balance -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SignedTriad:
    """Three actors, each with the two others in conflict or cooperation, in the order of ids: the pairs are first–second,
    first–third, second–third. `signs` is like `++-`; `weakly` is True where it is balanced in the weaker form."""

    actors: tuple[Ref, Ref, Ref]
    signs: str
    weakly: bool
    pairs: tuple[Bond, Bond, Bond]


@dataclass(frozen=True, slots=True)
class Balance:
    """How the signs of a network fit together. `pair_counts` counts the pairs by sign, `triad_counts` the triads by how many of their signs
    are conflict (`+++`, `++-`, `+--`, `---`); `balanced` and `weakly_balanced` are shares of the triads, None where there is no
    triad. `frustrated` are those that are not balanced, the weightiest first (by the weakest of their pairs)."""

    pair_counts: tuple[tuple[str, int], ...]
    triad_counts: tuple[tuple[str, int], ...]
    balanced: float | None
    weakly_balanced: float | None
    frustrated: tuple[SignedTriad, ...]
    frustrated_count: int


_KINDS = ("+++", "++-", "+--", "---")


def balance(graph: Network, weak: bool = False, limit: int | None = None) -> Balance:
    """The signed triads of a network: how many are balanced, and those that are not (with `weak` without those of three enemies);
    `limit` cuts their list. Pairs that are mixed, or neither, make no triad."""
    linked = bonds(graph)
    count = dict.fromkeys(_KINDS, 0)

    def told() -> Iterator[SignedTriad]:
        for triad in _triads(linked):
            kind = _KINDS[triad.signs.count("-")]
            count[kind] += 1
            if kind == "++-" or (kind == "---" and not weak):
                yield triad

    weight = _weight
    frustrated = sorted(told(), key=weight) if limit is None else heapq.nsmallest(limit, told(), key=weight)
    total = sum(count.values())
    good = count["+++"] + count["+--"]
    signs = [bond.sign for bond in linked.values()]
    return Balance(
        tuple((sign, signs.count(sign)) for sign in (COOPERATION, CONFLICT, MIXED, NEITHER)),
        tuple(count.items()),
        round(good / total, 6) if total else None,
        round((good + count["---"]) / total, 6) if total else None,
        tuple(frustrated),
        count["++-"] + (0 if weak else count["---"]),
    )


def _weight(triad: SignedTriad) -> tuple[int, int, list[str]]:
    weights = [bond.conflict + bond.cooperation for bond in triad.pairs]
    return -min(weights), -sum(weights), [actor.id for actor in triad.actors]


def _triads(linked: Bonds) -> Iterator[SignedTriad]:
    """Each triangle of signed pairs once: from every actor only to those with more neighbours, so that hubs cost little."""
    signed = {each: bond for each, bond in linked.items() if bond.sign in SIGNS}
    near = around(signed)
    place = {actor: n for n, actor in enumerate(sorted(near, key=lambda actor: (len(near[actor]), actor)))}
    later = {actor: [other for other in near[actor] if place[other] > place[actor]] for actor in near}
    sets = {actor: frozenset(others) for actor, others in later.items()}
    for actor, others in later.items():
        for second in others:
            for third in later[second]:
                if third in sets[actor]:
                    yield _triad(signed, *sorted((actor, second, third)))


def _triad(signed: Bonds, a: str, b: str, c: str) -> SignedTriad:
    pairs = (signed[a, b], signed[a, c], signed[b, c])
    signs = "".join("-" if bond.sign == CONFLICT else "+" for bond in pairs)
    return SignedTriad((pairs[0].a, pairs[0].b, pairs[1].b), signs, signs.count("-") != 1, pairs)
