"""Which claims tell of the same event: pairwise scores, then clustering that no order can change.

A pair scores for what it shares (place, day, parties, mode, figures) and is ruled out by what cannot both be of one
event (types, dates that do not meet, places apart, different named victims). Clusters are joined best pair first, and
only where no member of one is ruled out against a member of the other, so a chain of half-similar claims does not merge.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from conflictgraph.kinds import root_type
from conflictgraph.resolve.claims import Draft
from conflictgraph.resolve.places import Places

THRESHOLD = 3.0
_REAL = {"actual", "alleged"}


def cluster(drafts: Sequence[Draft], places: Places) -> list[list[Draft]]:
    """Groups of event claims, each sorted by claim id; the groups by their first id."""
    events = sorted((d for d in drafts if d.claim.kind == "event"), key=lambda d: d.claim.id)
    position = {d.claim.id: n for n, d in enumerate(events)}
    pairs: list[tuple[float, int, int]] = []
    scores: dict[tuple[int, int], float] = {}
    for n, m in _candidates(events, places):
        value = score(events[n], events[m], places)
        scores[n, m] = value
        if value >= THRESHOLD:
            pairs.append((-value, n, m))
    for d in events:  # a denial belongs to what it denies
        if d.claim.denies is not None and d.claim.denies[0] in position:
            n, m = sorted((position[d.claim.id], position[d.claim.denies[0]]))
            if n != m and scores.get((n, m), 0.0) > float("-inf"):
                scores[n, m] = 9.0
                pairs.append((-9.0, n, m))
    group = {n: [n] for n in range(len(events))}
    of = list(range(len(events)))
    for _, n, m in sorted(pairs):
        a, b = of[n], of[m]
        if a == b or not _peace(group[a], group[b], scores, events, places):
            continue
        a, b = min(a, b), max(a, b)
        group[a] = sorted(group[a] + group[b])
        for k in group.pop(b):
            of[k] = a
    return [[events[k] for k in group[a]] for a in sorted(group)]


def _peace(
    a: Sequence[int], b: Sequence[int], scores: dict[tuple[int, int], float], events: Sequence[Draft], places: Places
) -> bool:
    """No member of one group is ruled out against a member of the other."""
    for n in a:
        for m in b:
            key = (min(n, m), max(n, m))
            if key not in scores:
                scores[key] = score(events[key[0]], events[key[1]], places)
            if scores[key] == float("-inf"):
                return False
    return True


def _candidates(events: Sequence[Draft], places: Places) -> list[tuple[int, int]]:
    """Pairs worth scoring: same type, and same article, month, or named party."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, d in enumerate(events):
        root = root_type(d.claim.facts.event_type or "")
        blocks[root, "article", d.claim.article].append(n)
        for month in _months(d):
            for place in places.ancestors(d.claim.facts.place)[:3] or ("",):
                blocks[root, month, place].append(n)
        for party in d.proper:
            if d.claim.facts.earliest is None:
                blocks[root, "party", party].append(n)
        for victim in d.claim.facts.victims:
            blocks[root, "victim", victim].append(n)
    found: set[tuple[int, int]] = set()
    for members in blocks.values():
        for x, n in enumerate(members):
            for m in members[x + 1 :]:
                found.add((n, m))
    return sorted(found)


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
        out["mode"] = -0.5
    elif len(modes) == 1 and f.event_type == g.event_type:
        out["mode"] = 0.5
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
    for name in ("killed", "wounded", "abducted", "captured"):
        x, y = getattr(f, name), getattr(g, name)
        if x is not None and y is not None:
            if x.best is not None and x.best == y.best:
                out[name] = 1.0 if x.best > 2 else 0.25
            elif _ratio(x.low, y.low) > 4:
                out[name] = -1.0
            elif same_article and x.best is not None and y.best is not None and a.claim.attributed_to == b.claim.attributed_to:
                out[name] = -1.0
    if same_article:
        out["article"] = 0.5
    return out


_KIN = frozenset({"suicide-attack", "explosives", "aerial", "drone", "heavy-weapons", "firearms", "targeted", "destroy"})


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
        return 0.0 if a.claim.article == b.claim.article else -0.5
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


def _place(f: str | None, g: str | None, places: Places) -> float:
    if f is None or g is None:
        return 0.0
    up, down = places.ancestors(f), places.ancestors(g)
    if f == g:
        rank = places.rank(f)
        return 2.0 if rank <= 2 else 1.0 if rank == 3 else 0.25
    if f in down or g in up:
        outer = f if f in down else g
        return 0.75 if places.rank(outer) == 3 else 0.25
    if places.rank(f) == 4 or places.rank(g) == 4:  # regions have no sharp border
        return 0.0 if set(up[1:]) & set(down[1:]) or not (up[1:] and down[1:]) else float("-inf")
    return float("-inf")
