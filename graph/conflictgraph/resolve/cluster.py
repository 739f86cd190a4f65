"""Which claims tell of the same event: pairwise scores, then clustering that no order can change.

A pair scores for what it shares (place, day, parties, mode, figures; `likeness`) and is ruled out by what cannot both be of
one event (types, dates that do not meet, places apart, different named victims). Only pairs that share a block key are
candidates (`blocks`). Clusters are joined by average linkage: those whose members are most alike on average first, and only
where some candidate pair of theirs reaches `THRESHOLD`, the average reaches `LINKAGE`, and no member of one is ruled out
against a member of the other. So neither a chain of half-similar claims merges what is apart, nor one vague account.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from heapq import heapify, heappop, heappush

from conflictgraph.kinds import FIGURES, root_type
from conflictgraph.model import Figure
from conflictgraph.resolve.blocks import block_keys
from conflictgraph.resolve.claims import Draft
from conflictgraph.resolve.extent import sort_of
from conflictgraph.resolve.judgements import Judgements
from conflictgraph.resolve.likeness import NEVER, compared, levels, likeness, points
from conflictgraph.resolve.places import Places
from conflictgraph.resolve.seen import REAL, Seen, figures, inferred, length, see

THRESHOLD = 3.0  # what the best pair of two groups has to reach
LINKAGE = 2.0  # what all their pairs have to reach on average
HERE = 1.75, 1.25  # the same of accounts of one article, which mostly tells of one thing
LINK = 4.0  # what it counts that the article itself says two accounts are of one event
NOTHING = Judgements()

__all__ = ["THRESHOLD", "article_groups", "block_keys", "bundle", "cluster", "explain", "join", "score", "unlocked"]

def cluster(drafts: Sequence[Draft], places: Places, judgements: Judgements = NOTHING) -> list[list[Draft]]:
    """Groups of event claims, each sorted by claim id; the groups by their first id.

    First within each article, where its own links ("the attack", a denial) count most; then the articles' events against each
    other, each with all that its article says of it, since one sentence has the place and another the toll. What the user
    judges (of claims, by id) counts before any score.
    """
    events = sorted((d for d in drafts if d.claim.kind == "event"), key=lambda d: d.claim.id)
    by_article: dict[str, list[Draft]] = defaultdict(list)
    for d in events:
        by_article[d.claim.article].append(d)
    told = [g for article in sorted(by_article) for g in article_groups(by_article[article], places, judgements)]
    return join(unlocked(told, judgements), places, judgements)


def article_groups(drafts: Sequence[Draft], places: Places, judgements: Judgements = NOTHING) -> list[list[Draft]]:
    """The event claims of one article, grouped by what it tells of."""
    events = sorted((d for d in drafts if d.claim.kind == "event"), key=lambda d: d.claim.id)
    return _join([[d] for d in events], places, _links(events), judgements, whole_events=False)


def join(groups: Sequence[list[Draft]], places: Places, judgements: Judgements = NOTHING) -> list[list[Draft]]:
    """Articles' groups, in the order of the articles, joined into events: each sorted by claim id, all by their first.

    Groups that no chain connects of pairs with `THRESHOLD` or more, or judged one, are not joined, so that each connected
    part can be joined for itself.
    """
    joined = _join(groups, places, {}, judgements)
    return sorted((sorted(group, key=lambda d: d.claim.id) for group in joined), key=lambda g: g[0].claim.id)


def unlocked(told: list[list[Draft]], judgements: Judgements) -> list[list[Draft]]:
    """An article's bundles, taken apart where the user's judgements of their claims could not hold with them: where what is
    judged one would bring together what is judged apart."""
    bound, apart = _judged(told, judgements)
    locked = {bound.top(n) for n, m in apart if bound.top(n) == bound.top(m)}
    return [b for n, bundled in enumerate(told) for b in ([[d] for d in bundled] if bound.top(n) in locked else [bundled])]


def _links(events: Sequence[Draft]) -> dict[tuple[int, int], float]:
    """Pairs of an article's claims that it says are of one event: told again, or denied."""
    position = {d.claim.id: n for n, d in enumerate(events)}
    found: dict[tuple[int, int], float] = {}
    for d in events:
        for other in (d.about, d.claim.denies[0] if d.claim.denies else None):
            if other in position and other != d.claim.id:
                n, m = sorted((position[d.claim.id], position[other]))
                found[n, m] = LINK
    return found


def _join(
    bundles: Sequence[list[Draft]], places: Places, links: Mapping[tuple[int, int], float], judgements: Judgements = NOTHING,
    whole_events: bool = True,
) -> list[list[Draft]]:
    """Bundles of claims joined by average linkage, unless some member of one is ruled out against some member of the other.

    What the user judges apart is never joined, neither directly nor by way of what is judged one. With `whole_events` the
    events that then hold claims judged one are one, all of their claims with them.
    """
    whole = [bundle(b, places) for b in bundles]
    bound, apart = _judged(bundles, judgements)
    alike = _Pairs(whole, places, links).score
    threshold, linkage = (THRESHOLD, LINKAGE) if whole_events else HERE
    near: dict[int, set[int]] = defaultdict(set)
    keys = [block_keys(d, places) for d in whole] if whole_events else [{root_type(d.claim.facts.event_type or "")} for d in whole]
    for n, met in enumerate(_candidates(keys, links)):
        for m in met:
            if m > n and alike(n, m) >= threshold:
                near[n].add(m)
                near[m].add(n)
    group = {n: [n] for n in range(len(whole))}
    for part in _connected(near):
        _link(part, near, alike, linkage, group, bound, apart)
    if whole_events:
        together: dict[int, list[int]] = defaultdict(list)
        for n in range(len(whole)):
            together[bound.top(n)].append(n)
        group = together
    return [[d for k in group[x] for d in bundles[k]] for x in sorted(group)]


def _connected(near: Mapping[int, set[int]]) -> list[list[int]]:
    """The parts in which a chain of pairs connects all, each sorted."""
    seen: set[int] = set()
    parts = []
    for start in sorted(near):
        if start not in seen:
            reached, waiting = {start}, [start]
            while waiting:
                for m in near[waiting.pop()] - reached:
                    reached.add(m)
                    waiting.append(m)
            seen |= reached
            parts.append(sorted(reached))
    return parts


def _link(
    part: Sequence[int], near: Mapping[int, set[int]], alike: Callable[[int, int], float], linkage: float, group: dict[int, list[int]],
    bound: _Bound, apart: Sequence[tuple[int, int]],
) -> None:
    """Join the groups of one connected part, in place: those most alike on average first, of equals the first by number.

    A group is named by its smallest member. `sums` has the sum of the scores of all pairs between two groups (minus infinity
    where one is ruled out), `touch` the groups with a candidate pair that reaches the threshold.
    """
    sums = {(n, m): alike(n, m) for i, n in enumerate(part) for m in part[i + 1 :]}
    touch = {n: set(near[n]) for n in part}

    def entry(n: int, m: int) -> tuple[float, int, int, int, int]:
        sizes = len(group[n]), len(group[m])
        return -sums[n, m] / (sizes[0] * sizes[1]), n, m, *sizes

    heap = [entry(n, m) for n in part for m in touch[n] if n < m and sums[n, m] > NEVER]
    heapify(heap)
    while heap:
        average, n, m, *sizes = heappop(heap)
        if -average < linkage:
            break
        if n not in touch or m not in touch or [len(group[n]), len(group[m])] != sizes:
            continue  # one of the two is another group by now
        if _kept_apart(n, m, bound, apart):
            continue
        bound.unite(n, m)
        group[n] = sorted(group[n] + group.pop(m))
        touch[n] = (touch[n] | touch.pop(m)) - {n, m}
        for k in touch:
            if k != n:
                pair = (n, k) if n < k else (k, n)
                sums[pair] += sums[(m, k) if m < k else (k, m)]
                if m in touch[k]:
                    touch[k] = (touch[k] - {m}) | {n}
                if k in touch[n] and sums[pair] > NEVER:
                    heappush(heap, entry(*pair))


def _kept_apart(n: int, m: int, bound: _Bound, apart: Sequence[tuple[int, int]]) -> bool:
    """Would it bring together what the user judges apart?"""
    one, other = bound.top(n), bound.top(m)
    return one != other and any({bound.top(x), bound.top(y)} == {one, other} for x, y in apart)


class _Bound:
    """Numbers of which some are one; the smallest stands for them."""

    def __init__(self, count: int) -> None:
        self._up = list(range(count))

    def top(self, n: int) -> int:
        while self._up[n] != n:
            n = self._up[n]
        return n

    def unite(self, n: int, m: int) -> None:
        low, high = sorted((self.top(n), self.top(m)))
        self._up[high] = low


def _judged(bundles: Sequence[list[Draft]], judgements: Judgements) -> tuple[_Bound, list[tuple[int, int]]]:
    """Which bundles the user's judgements make one, and which pairs they keep apart."""
    bound = _Bound(len(bundles))
    at = {d.claim.id: n for n, b in enumerate(bundles) for d in b} if judgements.judged else {}
    for ids in judgements.must("event"):
        present = [at[i] for i in ids if i in at]
        for n in present[1:]:
            bound.unite(present[0], n)
    return bound, sorted((at[x], at[y]) for x, y in judgements.cannot("event") if x in at and y in at)


def bundle(drafts: Sequence[Draft], places: Places) -> Draft:
    """What several claims of one article say of one event, as if one claim said it all; `figures` has every figure they give."""
    if len(drafts) == 1:
        return drafts[0]
    drafts = sorted(drafts, key=lambda d: d.claim.id)
    affirmed = [d for d in drafts if d.claim.polarity == "affirmed" and d.claim.factuality in REAL] or drafts
    facts = [d.claim.facts for d in affirmed]
    timed = sorted(
        (d for d in affirmed if d.claim.facts.earliest and d.claim.facts.latest),
        key=lambda d: (length(d.claim.facts), inferred(d), d.claim.facts.earliest or "", d.claim.facts.edtf or ""),
    )
    when = timed[0].claim.facts if timed else None
    placed = sorted((f.place for f in facts if f.place), key=lambda k: (places.rank(k), k))
    modes = sorted({f.event_type for f in facts if f.event_type and "-" in f.event_type})

    def largest(name: str) -> Figure | None:
        given = [getattr(f, name) for f in facts if getattr(f, name) is not None]
        return max(given, key=lambda x: (x.low, x.best or 0, x.high or 0), default=None)

    def union(name: str) -> tuple[str, ...]:
        return tuple(sorted({x for f in facts for x in getattr(f, name)}))

    first = affirmed[0]
    whole = replace(
        first.claim.facts, event_type=modes[0] if len(modes) == 1 else root_type(first.claim.facts.event_type or ""),
        agents=union("agents"), patients=union("patients"), victims=union("victims"), participants=union("participants"),
        targets=union("targets"), place=placed[0] if placed else None,
        earliest=when.earliest if when else None, latest=when.latest if when else None,
        edtf=when.edtf if when else next((f.edtf for f in facts if f.edtf), None),
        killed=largest("killed"), wounded=largest("wounded"), abducted=largest("abducted"), captured=largest("captured"),
    )  # fmt: skip
    return replace(
        first, claim=replace(first.claim, facts=whole, rule=timed[0].claim.rule if timed else first.claim.rule),
        proper=frozenset().union(*(d.proper for d in affirmed)), about=None,
        words=next((d.words for d in affirmed if sort_of(d) is None), first.words), setting=() if placed else first.setting,
        figures=tuple(sorted({(name, value) for d in affirmed for name in FIGURES for value in figures(d, name)})),
    )  # fmt: skip


def _candidates(keys: Sequence[Collection[str]], links: Iterable[tuple[int, int]]) -> Iterator[set[int]]:
    """For each account those worth scoring with it: they share a block key (in one article, where that is in any case one key, the
    type), or the article links them."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for n, mine in enumerate(keys):
        for key in mine:
            blocks[key].append(n)
    linked: dict[int, set[int]] = defaultdict(set)
    for n, m in links:
        linked[n].add(m)
    for n, mine in enumerate(keys):
        yield linked[n].union(*(blocks[key] for key in mine))


class _Pairs:
    """The scores of pairs of accounts, each found when it is asked for. Of several hundred accounts of one incident many look
    alike to those of other articles: what they look like is compared once."""

    def __init__(self, accounts: Sequence[Draft], places: Places, links: Mapping[tuple[int, int], float]) -> None:
        self._accounts, self._places, self._links = accounts, places, links
        looks: dict[Seen, int] = {}
        self._look = [looks.setdefault(see(d), len(looks)) for d in accounts]
        self._seen = list(looks)
        self._articles = [d.claim.article for d in accounts]
        self._held: dict[tuple[int, int], float] = {}  # by looks
        self._here: dict[tuple[int, int], float] = {}  # of one article, by number

    def score(self, n: int, m: int) -> float:
        """As `score`, with what the article itself says of the pair (`links`)."""
        if n > m:
            n, m = m, n
        if self._articles[n] == self._articles[m] or (n, m) in self._links:
            if (n, m) not in self._here:
                self._here[n, m] = score(self._accounts[n], self._accounts[m], self._places) + self._links.get((n, m), 0.0)
            return self._here[n, m]
        one, other = self._look[n], self._look[m]
        looks = (one, other) if one < other else (other, one)
        found = self._held.get(looks)
        if found is None:
            found = self._held[looks] = points(compared(self._seen[looks[0]], self._seen[looks[1]], self._places, None))
        return found


def score(a: Draft, b: Draft, places: Places) -> float:
    """How likely two claims tell of one event; minus infinity where they cannot. Symmetric."""
    return points(levels(a, b, places))


def explain(a: Draft, b: Draft, places: Places) -> Mapping[str, float]:
    """The features of a pair and what each counts."""
    return likeness(a, b, places)
