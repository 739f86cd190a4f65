"""Ways from one actor to another: the shortest, the k shortest, all up to a length, and those that time allows.

Ties are walked whichever way they point; those that are denied are not.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from conflictgraph.errors import StopRun
from conflictgraph.network.bonds import NOT_DENIED, Network, between, bonds, ref
from conflictgraph.query.rows import ClaimRow, EventWithWords, Ref, StatedTie, TieRow

if TYPE_CHECKING:
    import networkx as nx

CAP = 100
"""The most ways that `up_to` gives, unless asked for more."""

Times: TypeAlias = Mapping[str, tuple[str | None, str | None]]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a way: from one actor to the next, the ties between them in either direction (the weightiest first), the events
    behind the summed ones and the claims behind the stated ones. Of a way in time, the one event or tie that is walked."""

    from_: Ref
    to: Ref
    ties: tuple[StatedTie, ...]
    events: tuple[EventWithWords, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A way of `length` steps; `number` counts the ways of one answer from 1."""

    number: int
    length: int
    steps: tuple[Step, ...]


def shortest(graph: Network, start: str, end: str, k: int = 1) -> list[list[str]]:
    """The `k` shortest ways without a loop (ids of actors, both ends among them): the fewest steps first, and among ways of one
    length those over the weightiest ties (Yen 1971, over costs of 1 and a small share for weak ties). StopRun where there is none.
    """
    return list(islice(_ways(_costs(graph), graph, start, end), k))


def up_to(
    graph: Network, start: str, end: str, length: int, cap: int = CAP
) -> tuple[list[list[str]], bool]:
    """All ways without a loop of at most `length` steps, in the order of `shortest`; True where `cap` cut them off."""
    import networkx as nx

    whole = _costs(graph)
    if start not in whole or end not in whole:
        raise _none(graph, start, end)
    out: Mapping[str, int] = nx.single_source_shortest_path_length(whole, start, cutoff=length)
    back: Mapping[str, int] = nx.single_source_shortest_path_length(whole, end, cutoff=length)
    # Only what lies on such a way at all.
    near = [node for node in whole if node in out and node in back and out[node] + back[node] <= length]
    narrow: nx.Graph[str] = nx.Graph()
    narrow.add_nodes_from(near)
    inside = set(near)
    narrow.add_edges_from((a, b, data) for a, b, data in whole.edges(data=True) if a in inside and b in inside)
    found: list[list[str]] = []
    if start == end or start not in narrow:
        shortest(graph, start, end)  # says so where there is no way at all
        if start != end:
            one, other = _labels(graph, start, end)
            raise StopRun(f"No way of at most {length} step{'s' if length != 1 else ''} links {one} and {other}.")
        return [], False
    for way in _ways(narrow, graph, start, end):
        if len(way) - 1 > length:
            break
        if len(found) == cap:
            return found, True
        found.append(way)
    return found, False


def _costs(graph: Network) -> nx.Graph[str]:
    import networkx as nx

    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(sorted(graph))
    for (one, other), bond in bonds(graph, NOT_DENIED).items():
        plain.add_edge(one, other, cost=1 + 1 / (2 * len(plain) * (1 + bond.weight)))  # the shares never add up to a step
    return plain


def _ways(costs: nx.Graph[str], graph: Network, start: str, end: str) -> Iterator[list[str]]:
    import networkx as nx

    if start == end:
        yield [start]
        return
    try:
        yield from nx.shortest_simple_paths(costs, start, end, weight="cost")
    except (nx.NetworkXNoPath, nx.NodeNotFound):
        raise _none(graph, start, end) from None


def _labels(graph: Network, *ids: str) -> list[str]:
    return [graph.nodes[each].get("label", each) if each in graph else each for each in ids]


def _none(graph: Network, start: str, end: str) -> StopRun:
    one, other = _labels(graph, start, end)
    only = graph.graph.get("filters", {}).get("only")
    of = f" of {only}" if only else ""
    return StopRun(f"No chain of ties or events{of} links {one} and {other} in this graph.")


# --- in time -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Contact:
    """What links two actors at some day from `first` to `last`: an edge (from, to, key), and the event of it that is meant, if it
    sums events."""

    first: str
    last: str
    event: str
    edge: tuple[str, str, str]


def contacts(graph: Network, times: Times) -> tuple[list[Contact], int, int]:
    """The dated contacts of a network, and how many events and how many ties cannot be walked in time because a bound of their
    time is unknown. `times` gives the first and last day of an event, by id."""
    found: list[Contact] = []
    undated: set[str] = set()
    open_ties = 0
    for source, target, key, data in between(graph, NOT_DENIED):
        behind = data.get("events", ())
        for event in behind:
            first, last = times.get(event, (None, None))
            if first is None or last is None:
                undated.add(event)
            else:
                found.append(Contact(first, last, event, (source, target, key)))
        if not behind:
            first, last = data.get("first"), data.get("last")
            if first is None or last is None:
                open_ties += 1
            else:
                found.append(Contact(first, last, "", (source, target, key)))
    return sorted(found, key=_order), len(undated), open_ties


def _order(contact: Contact) -> tuple[str, str, str, tuple[str, str, str]]:
    return contact.first, contact.last, contact.event, contact.edge


def earliest(found: Iterable[Contact], start: str, end: str) -> list[tuple[str, str, Contact]]:
    """The time-respecting way (Kempe, Kleinberg & Kumar 2002) that arrives earliest (Wu et al. 2014): from, to, contact of each
    step. Each contact is over for certain, at its last day, on or before the first day on which the next can be; one day holds
    several. Empty where there is none."""
    at: dict[str, list[tuple[str, str, Contact]]] = {}  # first day, the actor at the other end, contact
    for contact in sorted(found, key=_order):
        one, other, _ = contact.edge
        at.setdefault(one, []).append((contact.first, other, contact))
        at.setdefault(other, []).append((contact.first, one, contact))
    came: dict[str, tuple[str, Contact] | None] = {}
    heap: list[tuple[str, int, str, str, int]] = [("", 0, start, "", -1)]
    taken: list[Contact] = []
    while heap:
        now, hops, actor, before, number = heapq.heappop(heap)
        if actor in came:
            continue
        came[actor] = None if number < 0 else (before, taken[number])
        if actor == end:
            break
        open_from = at.get(actor, [])
        best: dict[str, Contact] = {}
        for _, other, contact in open_from[bisect_left(open_from, (now,)) :]:
            if other not in came and (other not in best or contact.last < best[other].last):
                best[other] = contact
        for other, contact in best.items():
            heapq.heappush(heap, (contact.last, hops + 1, other, actor, len(taken)))
            taken.append(contact)
    if end not in came:
        return []
    steps: list[tuple[str, str, Contact]] = []
    here = end
    while (step := came[here]) is not None:
        steps.append((step[0], here, step[1]))
        here = step[0]
    return steps[::-1]


# --- with words --------------------------------------------------------------------------------------------------


Words: TypeAlias = Callable[[Iterable[str]], Iterable[EventWithWords]]
Claims: TypeAlias = Callable[[Iterable[str]], Iterable[ClaimRow]]


def steps(graph: Network, way: Sequence[str], words: Words, claims: Claims) -> tuple[Step, ...]:
    """What links each actor of a way with the next; `words` gives events (ids) in the order of listings, `claims` claims."""
    linked: dict[frozenset[str], list[tuple[str, str, Mapping[str, Any]]]] = {
        frozenset(each): [] for each in pairwise(way)
    }
    for one, other in pairwise(way):
        for a, b in ((one, other), (other, one)):
            part: Network = graph.subgraph([a, b])
            linked[frozenset((one, other))] += [(s, t, d) for s, t, _, d in between(part, NOT_DENIED) if (s, t) == (a, b)]
    out = []
    for one, other in pairwise(way):
        edges = [(tie_row(graph, s, t, data), data) for s, t, data in linked[frozenset((one, other))]]
        edges.sort(key=lambda each: (-each[0].weight, each[0].kind, each[0].from_.id, each[0].id))
        events = words(sorted({event for _, data in edges for event in data.get("events", ())}))
        out.append(Step(ref(graph, one), ref(graph, other), tuple(_stated(tie, data, claims) for tie, data in edges), tuple(events)))
    return tuple(out)


def timed(graph: Network, way: Iterable[tuple[str, str, Contact]], words: Words, claims: Claims) -> tuple[Step, ...]:
    """The steps of a way in time, each with the one event or stated tie that it walks."""
    out = []
    for one, other, contact in way:
        source, target, key = contact.edge
        data = graph.edges[source, target, key]
        ties = () if contact.event else (_stated(tie_row(graph, source, target, data), data, claims),)
        events = tuple(words([contact.event])) if contact.event else ()
        out.append(Step(ref(graph, one), ref(graph, other), ties, events))
    return tuple(out)


def _stated(tie: TieRow, data: Mapping[str, Any], claims: Claims) -> StatedTie:
    return StatedTie(tie, () if tie.sort == "summed" else tuple(claims(data.get("claims", ()))))


def tie_row(graph: Network, source: str, target: str, data: Mapping[str, Any]) -> TieRow:
    """An edge as the row of its relation, as far as it is filtered."""
    events = len(data.get("events", ()))
    summed = data.get("sort") == "summed" or events > 0
    first, last = data.get("first"), data.get("last")
    return TieRow(
        data.get("relation", ""), ref(graph, source), ref(graph, target), data["kind"], data.get("status", "present"),
        "summed" if summed else "stated", None if summed else first, None if summed else last, events,
        first if summed else None, last if summed else None, data.get("killed"), data.get("at_least", False),
        0 if summed else len(data.get("claims", ())),
    )  # fmt: skip
