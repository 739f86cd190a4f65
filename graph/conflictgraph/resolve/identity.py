"""Which nodes of different articles are one actor: scores over block keys, then clusters that no order can change.

Clusters are joined best pair first, where the mean score of all pairs between them reaches the threshold (average linkage) and
no pair falls far short of it, so that a chain of half-alike names joins nothing. A node of which nothing but its name is known
joins last, and only where one cluster alone fits: it is never the bridge between two, and never guessed. What the user judges counts before any score.
Posts ("the defence minister") are their holder where articles say who held them then, else themselves.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from conflictgraph.resolve.comparison import THRESHOLD, Node, block_keys, node, score
from conflictgraph.resolve.judgements import Judgements
from conflictgraph.resolve.traits import PIN, Fact, Known, Tenure, Traits

SLACK = 0.5  # how far a single pair may fall short of the threshold
NEAR = 7  # days around a date on which what an article says of a post's holder counts for that date
FAR = 1461  # days between two such statements, at most, for what lies between them: a usual term
SOON = 150  # days from the nearest such statement, at most, where those of the other side name nobody, or another
ASIDE = 5  # times as far, at least, must the other side then be


def stand_for(anchor: str, nodes: Iterable[Node], named: Collection[str]) -> list[str]:
    """The nodes that an id in a judgement means: itself, else all of the name, but for those that judgements name alone."""
    exact = [n.id for n in nodes if n.id == anchor]
    return exact or sorted(n.id for n in nodes if n.base == anchor and n.id not in named)


def settle(nodes: Sequence[Node], judgements: Judgements) -> dict[str, str]:
    """Node → actor, for nodes that hold with each node all of its name, all alike enough, and all judged one with it."""
    nodes = sorted(nodes, key=lambda n: n.id)
    at = {n.id: i for i, n in enumerate(nodes)}
    named = judgements.names("actor")
    means = {x: [at[i] for i in stand_for(x, nodes, named)] for x in sorted(named)} if named else {}
    clusters = _clusters(nodes, [[i for x in g for i in means[x]] for g in judgements.must("actor")] if named else [],
                         [(i, j) for x, y in sorted(judgements.cannot("actor")) for i in means[x] for j in means[y]] if named else [])  # fmt: skip
    return _named(nodes, clusters)


def _clusters(nodes: Sequence[Node], must: Iterable[Sequence[int]], cannot: Iterable[tuple[int, int]]) -> list[list[int]]:
    count = len(nodes)
    bound = list(range(count))  # with what is judged one

    def top(n: int) -> int:
        while bound[n] != n:
            n = bound[n]
        return n

    def unite(n: int, m: int) -> None:
        low, high = sorted((top(n), top(m)))
        bound[high] = low

    for one_actor in must:
        for other in one_actor[1:]:
            unite(one_actor[0], other)
    apart = [(n, m) for n, m in cannot if n != m]
    blocks: dict[str, list[int]] = defaultdict(list)
    for n, each in enumerate(nodes):
        for key in block_keys(each):
            blocks[key].append(n)
    pairs = {(n, m) for members in blocks.values() for x, n in enumerate(members) for m in members[x + 1 :]}
    scores: dict[tuple[int, int], float] = {}

    def alike(n: int, m: int) -> float:
        key = (n, m) if n < m else (m, n)
        if key not in scores:
            scores[key] = score(nodes[key[0]], nodes[key[1]])
        return scores[key]

    group = {n: [n] for n in range(count)}
    of = list(range(count))

    def fit(x: int, y: int) -> bool:
        one, other = top(x), top(y)
        if one != other and any({top(n), top(m)} == {one, other} for n, m in apart):
            return False
        between = [alike(n, m) for n in group[x] for m in group[y]]
        return min(between) >= THRESHOLD - SLACK and sum(between) / len(between) >= THRESHOLD

    def join(x: int, y: int) -> None:
        unite(x, y)
        group[x] = sorted(group[x] + group.pop(y))
        for k in group[x]:
            of[k] = x

    alikes = sorted((-alike(n, m), n, m) for n, m in pairs if alike(n, m) >= THRESHOLD)
    bare = {n for n, each in enumerate(nodes) if not any(each.of(kind) for kind in ("country", "scene", "post", "company", "died"))}
    told = [(value, n, m) for value, n, m in alikes if n not in bare and m not in bare]
    _best_first(told, of, fit, join)
    lone: dict[int, set[int]] = defaultdict(set)  # bare node → clusters that it fits
    for _, n, m in alikes:
        for one, other in ((n, m), (m, n)):
            if one in bare and other not in bare and fit(*sorted((of[one], of[other]))):
                lone[one].add(of[other])
    for n in sorted(lone):
        if len(lone[n]) == 1:
            x, y = sorted((of[n], of[min(lone[n])]))
            if x != y and fit(x, y):
                join(x, y)
    _best_first([(value, n, m) for value, n, m in alikes if n in bare and m in bare and len(lone[n]) < 2 and len(lone[m]) < 2], of, fit, join)
    together: dict[int, list[int]] = defaultdict(list)
    for n in range(count):
        together[top(n)].append(n)
    return [together[n] for n in sorted(together)]


def _best_first(
    waiting: Sequence[tuple[float, int, int]], of: Sequence[int], fit: Callable[[int, int], bool], join: Callable[[int, int], None]
) -> None:
    """Join clusters (`of` has that of each node) over the pairs given, best first, until nothing more fits."""
    while waiting:
        left = []
        changed = False
        for value, n, m in waiting:
            x, y = sorted((of[n], of[m]))
            if x == y:
                continue
            if fit(x, y):
                join(x, y)
                changed = True
            else:
                left.append((value, n, m))
        waiting = left if changed else []


def _named(nodes: Sequence[Node], clusters: Sequence[Sequence[int]]) -> dict[str, str]:
    """Ids of clusters: the lexicon's key, else the name's normal form where nobody else has the name, else the first node.

    An actor that only a judgement about one article sets apart leaves the name to the others.
    """
    bearers: dict[str, set[int]] = defaultdict(set)
    for c, members in enumerate(clusters):
        for n in members:
            if PIN not in nodes[n].id:
                bearers[nodes[n].base].add(c)
    out: dict[str, str] = {}
    for c, members in enumerate(clusters):
        lead = min((nodes[n] for n in members), key=lambda n: (n.listed is None or n.id != n.listed, PIN in n.id, n.kind == "other", n.id))
        others = bearers[lead.base] - {c}
        alone = PIN not in lead.id and (not others or lead.id == lead.listed)
        out.update((nodes[n].id, lead.base if alone else lead.id) for n in members)
    return out


# --- components ------------------------------------------------------------------------------------------------------


class Ties:
    """What makes nodes settle together: a name in common, a score of the threshold and more, a judgement."""

    def __init__(self, judgements: Judgements) -> None:
        self._with: dict[str, list[str]] = {}
        for group in judgements.must("actor"):
            for each in group:
                self._with[each] = group

    def judged(self, of: Node) -> set[str]:
        """The ids (of nodes, or bases) that the user judges one with a node or its name."""
        return self.of(of.id, of.base)

    def of(self, *ids: str) -> set[str]:
        """The ids that the user judges one with any of these."""
        return {x for each in ids for x in self._with.get(each, ())}


def reach(start: str, neighbours: Callable[[str], Iterable[str]]) -> set[str]:
    """All that can be reached from one node."""
    found, waiting = {start}, [start]
    while waiting:
        for each in neighbours(waiting.pop()):
            if each not in found:
                found.add(each)
                waiting.append(each)
    return found


def actors_of(
    traits: Iterable[Traits], tenures: Iterable[Tenure], known: Known, judgements: Judgements
) -> tuple[dict[str, str], dict[str, Node]]:
    """Node → actor for all nodes of a graph at once, and the nodes."""
    facts: dict[str, set[Fact]] = defaultdict(set)
    first: dict[str, Traits] = {}
    for told in traits:
        facts[told.node] |= set(told.facts)
        first[told.node] = told
    nodes = {key: node(first[key], facts[key], known) for key in sorted(first)}
    by_base: dict[str, list[str]] = defaultdict(list)
    blocks: dict[str, list[str]] = defaultdict(list)
    for key, each in nodes.items():
        if each.kind != "post":
            by_base[each.base].append(key)
        for block in block_keys(each):
            blocks[block].append(key)
    links: dict[str, set[str]] = defaultdict(set)
    for members in blocks.values():
        for i, x in enumerate(members):
            for y in members[i + 1 :]:
                if y not in links[x] and score(nodes[x], nodes[y]) >= THRESHOLD:
                    links[x].add(y)
                    links[y].add(x)
    ties = Ties(judgements)

    def neighbours(key: str) -> Iterator[str]:
        yield from links[key]
        yield from by_base[nodes[key].base]
        for other in sorted(ties.judged(nodes[key])):
            yield from ([other] if other in nodes and nodes[other].kind != "post" else [])
            yield from by_base.get(other, ())

    out: dict[str, str] = {}
    for key in nodes:
        if key not in out and nodes[key].kind != "post":
            out |= settle([nodes[k] for k in reach(key, neighbours)], judgements)
    held: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for t in tenures:
        held[t.post].append((t.day, out.get(t.node, t.node)))
    for key, each in nodes.items():
        if each.kind == "post":
            out[key] = post_holder(key, each.base, held.get(each.base, ()))
    return out, nodes


# --- posts -----------------------------------------------------------------------------------------------------------


def post_holder(key: str, base: str, held: Iterable[tuple[str, str]]) -> str:
    """Who a post on a day (a node) is, by what articles say of its holders on their days.

    The one actor whom they name within `NEAR` days of it; else the one whom the last before and the next after it name, not more than
    `FAR` days apart; else the one of the nearer side, within `SOON` days, where the other side is `ASIDE` times as far (were terms of
    four years, a tenth of such posts would have changed hands, and a sixth where the other side names another); else the post itself.
    """
    day = key.partition("~on-")[2]
    if not day:
        return base
    on = date.fromisoformat(day).toordinal()
    said = sorted((date.fromisoformat(d).toordinal(), actor) for d, actor in held)
    days = [d for d, _ in said]
    near = {actor for _, actor in said[bisect_left(days, on - NEAR) : bisect_right(days, on + NEAR)]}
    if near:
        return min(near) if len(near) == 1 else base
    at = bisect_left(days, on)
    sides = [(abs(d - on), {actor for held_on, actor in said if held_on == d}) for d in (*days[at - 1 : at], *days[at : at + 1])]
    if len(sides) == 2 and sides[0][0] + sides[1][0] <= FAR and sides[0][1] == sides[1][1] and len(sides[0][1]) == 1:
        return min(sides[0][1])
    (nearest, who), *other = sorted(sides, key=lambda side: side[0]) or [(SOON + 1, set())]
    if nearest <= SOON and len(who) == 1 and all(far >= ASIDE * nearest for far, _ in other):
        return min(who)
    return base


def leads(nodes: Iterable[Node], actors: Mapping[str, str], named: Collection[str]) -> dict[str, str | None]:
    """The ids that find an actor besides its own: a name's normal form where it is one actor's, and what judgements name.
    None says that an id finds nothing any more."""
    by_base: dict[str, set[str]] = defaultdict(set)
    out: dict[str, str | None] = {}
    for each in nodes:
        if each.kind != "post":
            if PIN not in each.id:
                by_base[each.base].add(actors[each.id])
            if each.id in named and each.id != actors[each.id]:
                out[each.id] = actors[each.id]
    for base, found in by_base.items():
        if base not in found:
            out[base] = min(found) if len(found) == 1 else None
    return out
