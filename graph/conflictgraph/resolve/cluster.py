"""Which claims tell of the same event: pairwise scores, then clustering that no order can change.

A pair scores for what it shares (place, day, parties, mode, figures) and is ruled out by what cannot both be of one
event (types, dates that do not meet, places apart, different named victims). Clusters are joined best pair first, and
only where no member of one is ruled out against a member of the other, so a chain of half-similar claims does not merge.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from conflictgraph.graphmodel import Facts
from conflictgraph.kinds import root_type
from conflictgraph.model import Figure
from conflictgraph.resolve.claims import Draft
from conflictgraph.resolve.judgements import Judgements
from conflictgraph.resolve.places import Places
from conflictgraph.resolve.tables import is_sum, target_kinds

THRESHOLD = 3.0
LINK = 4.0  # what it counts that the article itself says two accounts are of one event
NOTHING = Judgements()
_REAL = {"actual", "alleged"}


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
    """Bundles of claims joined best pair first, unless some member of one is ruled out against some member of the other.

    What the user judges apart is never joined, neither directly nor by way of what is judged one. With `whole_events` the
    events that then hold claims judged one are one, all of their claims with them.
    """
    whole = [bundle(b, places) for b in bundles]
    scores: dict[tuple[int, int], float] = {}
    for n, m in {*_candidates(whole, places), *links}:
        scores[n, m] = score(whole[n], whole[m], places) + links.get((n, m), 0.0)
    group = {n: [n] for n in range(len(whole))}
    of = list(range(len(whole)))
    bound, apart = _judged(bundles, judgements)

    def peace(x: int, y: int) -> bool:
        one, other = bound.top(x), bound.top(y)
        if one != other and any(bound.top(n) in (one, other) and bound.top(m) in (one, other) for n, m in apart):
            return False
        for n in group[x]:
            for m in group[y]:
                key = (min(n, m), max(n, m))
                if key not in scores:
                    scores[key] = score(whole[key[0]], whole[key[1]], places)
                if scores[key] == float("-inf"):
                    return False
        return True

    ranked = sorted((-value, n, m) for (n, m), value in scores.items() if value >= THRESHOLD)
    for _, n, m in ranked:
        x, y = sorted((of[n], of[m]))
        if x != y and peace(x, y):
            bound.unite(x, y)
            group[x] = sorted(group[x] + group[y])
            for k in group.pop(y):
                of[k] = x
    if whole_events:
        together: dict[int, list[int]] = defaultdict(list)
        for n in range(len(whole)):
            together[bound.top(n)].append(n)
        group = together
    return [[d for k in group[x] for d in bundles[k]] for x in sorted(group)]


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
    """What several claims of one article say of one event, as if one claim said it all."""
    if len(drafts) == 1:
        return drafts[0]
    drafts = sorted(drafts, key=lambda d: d.claim.id)
    affirmed = [d for d in drafts if d.claim.polarity == "affirmed" and d.claim.factuality in _REAL] or drafts
    facts = [d.claim.facts for d in affirmed]
    timed = sorted((f for f in facts if f.earliest and f.latest), key=lambda f: (_days(f), f.earliest or "", f.edtf or ""))
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
        earliest=timed[0].earliest if timed else None, latest=timed[0].latest if timed else None,
        edtf=timed[0].edtf if timed else next((f.edtf for f in facts if f.edtf), None),
        killed=largest("killed"), wounded=largest("wounded"), abducted=largest("abducted"), captured=largest("captured"),
    )  # fmt: skip
    return replace(
        first, claim=replace(first.claim, facts=whole), proper=frozenset().union(*(d.proper for d in affirmed)), about=None,
        words=next((d.words for d in affirmed if not is_sum(d.words)), first.words),
    )


def _days(f: Facts) -> int:
    return (date.fromisoformat(f.latest or "") - date.fromisoformat(f.earliest or "")).days


def _candidates(events: Sequence[Draft], places: Places) -> list[tuple[int, int]]:
    """Pairs worth scoring: same type, and same article, month, or named party."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for n, d in enumerate(events):
        for key in block_keys(d, places):
            blocks[key].append(n)
    found: set[tuple[int, int]] = set()
    for members in blocks.values():
        for x, n in enumerate(members):
            for m in members[x + 1 :]:
                found.add((n, m))
    return sorted(found)


def block_keys(d: Draft, places: Places) -> set[str]:
    """What a claim or bundle shares with those it is to be compared with: two are a candidate pair where a key is in both."""
    root = root_type(d.claim.facts.event_type or "")
    keys = {f"{root} article {d.claim.article}"}
    for month in _months(d):
        where = places.ancestors(d.claim.facts.place)[:3]
        keys |= {f"{root} {month} {place}" for place in {*where, *map(_bare, where[:1])} or {""}}  # a place with what contains it, and without
    if d.claim.facts.earliest is None:
        keys |= {f"{root} party {party}" for party in d.proper}
    elif d.claim.facts.earliest == d.claim.facts.latest:  # one says where, the other does not; both say who and which day
        keys |= {f"{root} party {party} {d.claim.facts.earliest}" for party in d.proper}
    return keys | {f"{root} victim {victim}" for victim in d.claim.facts.victims}


def _months(d: Draft) -> list[str]:
    facts = d.claim.facts
    if facts.earliest is None or facts.latest is None:
        return []
    first, last = date.fromisoformat(facts.earliest), date.fromisoformat(facts.latest)
    out: list[str] = []
    at = (first - timedelta(days=1)).replace(day=1)
    while at <= last + timedelta(days=1) and len(out) < 14:
        out.append(at.isoformat()[:7])
        at = (at + timedelta(days=32)).replace(day=1)
    return out


def score(a: Draft, b: Draft, places: Places) -> float:
    """How likely two claims tell of one event; minus infinity where they cannot. Symmetric."""
    return sum(explain(a, b, places).values())


def explain(a: Draft, b: Draft, places: Places) -> Mapping[str, float]:
    """The features of a pair and what each counts."""
    never = float("-inf")
    f, g = a.claim.facts, b.claim.facts
    if f.event_type is None or g.event_type is None or root_type(f.event_type) != root_type(g.event_type):
        return {"type": never}
    same_article = a.claim.article == b.claim.article
    out: dict[str, float] = {}
    modes = {t.partition("-")[2] for t in (f.event_type, g.event_type)} - {""}
    if len(modes) == 2:
        if not modes <= _KIN:
            return {"mode": never}
        out["mode"] = -0.5 if any(modes <= family for family in _FAMILIES) else -1.5
    elif len(modes) == 1 and f.event_type == g.event_type:
        out["mode"] = 0.5
    if not same_article and is_sum(a.words) != is_sum(b.words):
        return {"sum": never}  # a month's figure is none of its incidents
    if (a.claim.factuality in _REAL) != (b.claim.factuality in _REAL):
        return {"factuality": never}
    if a.claim.factuality not in _REAL and not same_article:
        return {"factuality": never}
    out["time"] = _time(a, b)
    out["place"] = _place(f.place, g.place, places)
    if never in out.values():
        return out
    if f.victims and g.victims and not set(f.victims) & set(g.victims):
        named = {v for v in (*f.victims, *g.victims) if "--" not in v}
        if named >= set(f.victims) | set(g.victims) and not _large(f.killed, g.killed):
            return {"victims": never}
    shared_victims = set(f.victims) & set(g.victims)
    if shared_victims:
        out["victims"] = 3.0
    mine, yours = a.proper, b.proper
    out["parties"] = min(2.0, 1.0 * len((mine & yours) - shared_victims))
    agents_a, agents_b = set(f.agents) & mine, set(g.agents) & yours
    if agents_a and agents_b and not agents_a & agents_b:
        out["agents"] = -1.0
    both_a, both_b = set(f.participants) & mine, set(g.participants) & yours
    if both_a and both_b and not both_a & both_b:
        out["participants"] = -1.0
    patients_a, patients_b = set(f.patients) & mine, set(g.patients) & yours
    if patients_a and patients_b and not patients_a & patients_b:
        out["patients"] = -1.5
    if f.targets and g.targets:
        out["targets"] = 1.0 if _heads(f.targets) & _heads(g.targets) else -0.5
    mine, yours = target_kinds(" ; ".join(f.targets)), target_kinds(" ; ".join(g.targets))
    if mine and yours and not same_article:
        out["targets"] = 1.0 if mine & yours else -2.5  # a mosque here, a checkpoint there: two attacks
    for name in ("killed", "wounded", "abducted", "captured"):
        x, y = getattr(f, name), getattr(g, name)
        if x is not None and y is not None:
            both = x.best is not None and y.best is not None  # a bare plural ("civilians were killed") says nothing of how many
            if both and x.best == y.best:
                out[name] = 1.0 if x.best > 2 else 0.25
            elif both and (_ratio(x.low, y.low) > 4 or (same_article and a.claim.attributed_to == b.claim.attributed_to)):
                out[name] = -1.0
    if same_article:
        out["article"] = 1.0 if out["time"] >= 2.0 else 0.5
    return out


_KIN = frozenset({"suicide-attack", "explosives", "aerial", "drone", "heavy-weapons", "firearms", "targeted", "destroy"})

_FAMILIES = (
    frozenset({"suicide-attack", "explosives", "destroy"}),
    frozenset({"aerial", "drone", "heavy-weapons", "destroy", "explosives"}),
    frozenset({"firearms", "targeted", "destroy"}),
    frozenset({"targeted", "drone", "aerial", "explosives"}),
)  # modes that tellers of one attack exchange; others of kin are one event only where more than place and day agrees


def _large(x: object, y: object) -> bool:
    return any(getattr(v, "low", 0) > 3 for v in (x, y))


def _ratio(x: int, y: int) -> float:
    low, high = sorted((x, y))
    return high / low if low else (9.0 if high > 2 else 1.0)


def _heads(words: Sequence[str]) -> set[str]:
    return {w.split()[-1].lower() for w in words if w.split()}


def _time(a: Draft, b: Draft) -> float:
    f, g = a.claim.facts, b.claim.facts
    if f.earliest is None or f.latest is None or g.earliest is None or g.latest is None:
        if f.edtf and g.edtf and f.edtf == g.edtf:
            return 0.5
        if a.claim.article == b.claim.article:
            return 0.0
        return 0.25 if _soon(a, b) else -0.5
    first = max(date.fromisoformat(f.earliest), date.fromisoformat(g.earliest))
    last = min(date.fromisoformat(f.latest), date.fromisoformat(g.latest))
    lengths = [(date.fromisoformat(x.latest or "") - date.fromisoformat(x.earliest or "")).days for x in (f, g)]
    if first > last:
        return float("-inf")
    if max(lengths) == 0:
        return 2.0
    if max(lengths) <= 7:
        return 1.25
    return 0.75 if max(lengths) <= 31 else 0.25


def _bare(key: str) -> str:
    return key.partition("--")[0]


def _holder(key: str) -> str | None:
    return key.partition("--")[2] or None


def _soon(a: Draft, b: Draft) -> bool:
    """One says when, the other was published within ten days after: news of it."""
    for x, y in ((a, b), (b, a)):
        latest = x.claim.facts.latest
        if latest is not None and y.claim.facts.latest is None and y.published is not None:
            return timedelta(-1) <= date.fromisoformat(y.published) - date.fromisoformat(latest) <= timedelta(days=10)
    return False


def _place(f: str | None, g: str | None, places: Places) -> float:
    if f is None or g is None:
        return 0.0
    up, down = places.ancestors(f), places.ancestors(g)
    if f == g:
        rank = places.rank(f)
        return 2.0 if rank <= 2 else 1.0 if rank == 3 else 0.5 if rank == 4 else 0.25
    if _bare(f) == _bare(g) and None in (_holder(f), _holder(g)):
        return 2.0  # the same unknown name, once with and once without what contains it
    if f in down or g in up:
        outer = f if f in down else g
        return 0.75 if places.rank(outer) == 3 else 0.25
    if places.rank(f) == 4 or places.rank(g) == 4:  # regions have no sharp border
        return 0.0 if set(up[1:]) & set(down[1:]) or not (up[1:] and down[1:]) else float("-inf")
    return float("-inf")
