"""From records to the graph: claims, events made from them by a stated policy, relations, actors and places.

Pure, and independent of the order of the records. The policy (`ontology` and docs name it): type by the majority of
speakers; agents and patients as actual claims affirm them; figures from the smallest low to the largest high with the
best that most speakers give; the most precise time and place that the others allow; `contested` where they cannot all be true.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from conflictgraph.errors import StopRun
from conflictgraph.graphmodel import Facts, GClaim, GEvent, Graph, GRelation
from conflictgraph.kinds import FIGURES, SUMMED_KINDS, Category, root_type
from conflictgraph.model import Factuality, Figure, Precision, Record
from conflictgraph.names import event_id, relation_id
from conflictgraph.resolve.actors import Actors, Lexicon
from conflictgraph.resolve.claims import Draft, Read, read, stated_relation
from conflictgraph.resolve.cluster import cluster
from conflictgraph.resolve.places import Gazetteer, Places

POLICIES = ("all", "attributed", "two-speakers")


def consolidate(records: Iterable[Record], lexicon: Lexicon, gazetteer: Gazetteer, policy: str = "all") -> Graph:
    """The graph of all records.

    `policy` says which claims may speak in events: "all"; "attributed", only those with a named speaker beyond the
    article; "two-speakers", values that at least two independent speakers affirm. Raises StopRun for an unknown one.
    """
    if policy not in POLICIES:
        raise StopRun(f"There is no policy “{policy}”; known are {', '.join(POLICIES)}.")
    actors, places = Actors(lexicon), Places(gazetteer)
    reads = [read(r, actors, places) for r in sorted(records, key=lambda r: r.article.id)]
    drafts = [d for r in reads for d in r.drafts]
    groups = cluster(drafts, places)
    event_of: dict[str, str] = {}
    members: dict[str, list[Draft]] = {}
    for group in groups:
        key = event_id(min(group, key=lambda d: (d.published or "9999", d.claim.id)).claim.id)
        members[key] = group
        for d in group:
            event_of[d.claim.id] = key
    claims = _claims(drafts, event_of)
    by_event: dict[str, list[GClaim]] = defaultdict(list)
    for claim in claims:
        if claim.about is not None and claim.about[0] == "event":
            by_event[claim.about[1]].append(claim)
    events = [_event(key, members[key], by_event[key], places, policy) for key in sorted(members)]
    rivals = _contradictions(events, by_event, places)
    claims = [replace(c, contradicts=tuple(sorted(rivals[c.id]))) if c.id in rivals else c for c in claims]
    relations = [*_stated(drafts, claims), *_summed(events)]
    used_actors, used_places = _used(reads, claims, events, relations)
    return Graph(
        articles=tuple(r.article for r in reads), passages=tuple(p for r in reads for p in r.passages), claims=tuple(claims),
        events=tuple(events), actors=actors.actors(used_actors), places=places.places(used_places), relations=tuple(relations),
    )  # fmt: skip


def _claims(drafts: Sequence[Draft], event_of: dict[str, str]) -> list[GClaim]:
    known = {d.claim.id for d in drafts}
    out = []
    for d in drafts:
        claim = d.claim
        if claim.kind == "event":
            claim = replace(claim, about=("event", event_of[claim.id]))
        elif d.tie is not None:
            claim = replace(claim, about=("relation", stated_relation(d.tie)))
        elif d.about in event_of:
            claim = replace(claim, about=("event", event_of[d.about]))
        if claim.denies is not None and claim.denies[0] not in known:
            claim = replace(claim, denies=None)
        out.append(claim)
    return out


def _voices(claims: Iterable[GClaim]) -> int:
    return len({c.attributed_to for c in claims})


def _event(key: str, group: Sequence[Draft], about: Sequence[GClaim], places: Places, policy: str) -> GEvent:
    everything = [d.claim for d in group]
    claims = _chosen(everything, policy)
    affirmed = [c for c in claims if c.polarity == "affirmed"]
    actual = [c for c in affirmed if c.factuality == "actual"]
    basis = actual or affirmed or claims
    published = {d.claim.id: d.published or "" for d in group}
    place, precision = _place(basis, places)
    earliest, latest, edtf = _time(basis)
    facts = Facts(
        event_type=_type(basis),
        agents=_parties([c for c in basis if c.factuality == "actual"] or ([] if actual else basis), lambda f: f.agents, policy),
        patients=_parties(basis, lambda f: f.patients, policy), victims=_parties(basis, lambda f: f.victims, policy),
        participants=_parties(basis, lambda f: f.participants, policy),
        instruments=_parties(basis, lambda f: f.instruments, "all"), targets=_parties(basis, lambda f: f.targets, "all"),
        place=place, place_precision=precision, earliest=earliest, latest=latest, edtf=edtf,
        lasting=any(c.facts.lasting for c in basis),
        killed=_figure(basis, "killed", published), wounded=_figure(basis, "wounded", published),
        abducted=_figure(basis, "abducted", published), captured=_figure(basis, "captured", published),
        who=_categories(basis, published),
    )  # fmt: skip
    alleged = {a for c in affirmed if c.factuality == "alleged" for a in c.facts.agents} - set(facts.agents)
    denied = {a for c in claims if c.polarity == "denied" for a in c.facts.agents} - set(facts.agents)
    factuality: Factuality = min((c.factuality for c in basis), key=_ORDER.index)
    if not affirmed and factuality == "actual":
        factuality = "alleged"  # nobody affirms what is only denied
    return GEvent(
        key, facts, factuality, _voices(c for c in everything), len({c.article for c in everything}),
        tuple(_contested(everything, places)), tuple(sorted(alleged)), tuple(sorted(denied)), None, tuple(c.id for c in about),
    )  # fmt: skip


_ORDER = ["actual", "alleged", "planned", "threatened", "hypothetical"]


def _chosen(claims: Sequence[GClaim], policy: str) -> Sequence[GClaim]:
    """The claims that may speak under a policy; all where none would be left."""
    if policy == "attributed":
        return [c for c in claims if c.attribution == "reported"] or claims
    return claims


def _type(claims: Sequence[GClaim]) -> str | None:
    """The most specific type that a majority of the speakers who name one supports."""
    voices: dict[str, set[str]] = defaultdict(set)
    for c in claims:
        if c.facts.event_type:
            voices[c.facts.event_type].add(c.attributed_to)
    if not voices:
        return None
    modes = {t: len(v) for t, v in voices.items() if "-" in t}
    total = len(set().union(*(v for t, v in voices.items() if "-" in t))) if modes else 0
    if modes:
        best = max(sorted(modes), key=lambda t: modes[t])
        if modes[best] * 2 > total or len(modes) == 1:
            return best
    return root_type(max(sorted(voices), key=lambda t: len(voices[t])))


def _parties(claims: Sequence[GClaim], pick: Callable[[Facts], tuple[str, ...]], policy: str) -> tuple[str, ...]:
    """Those that claims affirm; an unnamed party gives way to a named one in the same place."""
    voices: dict[str, set[str]] = defaultdict(set)
    for c in claims:
        for actor in pick(c.facts):
            voices[actor].add(c.attributed_to)
    found = {a for a, v in voices.items() if policy != "two-speakers" or len(v) > 1}
    named = {a for a in found if "--" not in a}
    if named and len(claims) > 1:
        for c in claims:  # unnamed parties of a claim that names nobody are less precise, not others
            mine = set(pick(c.facts))
            if mine and not mine & named:
                found -= mine - named
    return tuple(sorted(found))


def _place(claims: Sequence[GClaim], places: Places) -> tuple[str | None, Precision | None]:
    options = {c.facts.place: c.facts.place_precision for c in claims if c.facts.place is not None}
    if not options:
        return None, None
    votes = Counter(a for c in claims if c.facts.place for a in set(places.ancestors(c.facts.place)))
    best = min(options, key=lambda p: (places.rank(p or ""), -votes[p or ""], p or ""))
    return best, options[best]


def _time(claims: Sequence[GClaim]) -> tuple[str | None, str | None, str | None]:
    """Earliest, latest and EDTF of the shortest interval that most others meet; without bounds, the commonest form."""
    bounded = [c.facts for c in claims if c.facts.earliest is not None and c.facts.latest is not None]
    if bounded:
        def fits(f: Facts) -> int:
            return sum(1 for g in bounded if (g.earliest or "") <= (f.latest or "") and (f.earliest or "") <= (g.latest or ""))

        best = min(bounded, key=lambda f: (_length(f), -fits(f), f.earliest or "", f.edtf or ""))
        return best.earliest, best.latest, best.edtf
    half = [c.facts for c in claims if c.facts.edtf is not None]
    if not half:
        return None, None, None
    forms = Counter((f.edtf or "", f.earliest or "", f.latest or "") for f in half)
    edtf, earliest, latest = max(sorted(forms), key=lambda k: (forms[k], len(k[0])))
    return earliest or None, latest or None, edtf


def _length(f: Facts) -> int:
    from datetime import date

    return (date.fromisoformat(f.latest or "") - date.fromisoformat(f.earliest or "")).days


def _figure(claims: Sequence[GClaim], name: str, published: dict[str, str]) -> Figure | None:
    """Smallest low, largest high (unbounded absorbs), best by independent speakers, then by the latest publication."""
    given = [(c, getattr(c.facts, name)) for c in claims if getattr(c.facts, name) is not None]
    return _combine(given, published)


def _combine(given: Sequence[tuple[GClaim, Figure]], published: dict[str, str]) -> Figure | None:
    if not given:
        return None
    low = min(f.low for _, f in given)
    highs = [f.high for _, f in given]
    high = None if any(h is None for h in highs) else max(h for h in highs if h is not None)
    voices: dict[int, set[str]] = defaultdict(set)
    latest: dict[int, str] = {}
    for c, f in given:
        if f.best is not None:
            voices[f.best].add(c.attributed_to)
            latest[f.best] = max(latest.get(f.best, ""), published[c.id])
    best = max(sorted(voices), key=lambda b: (len(voices[b]), latest[b], b)) if voices else None
    return Figure(low, best, high)


def _categories(claims: Sequence[GClaim], published: dict[str, str]) -> tuple[tuple[Category, Figure], ...]:
    names = sorted({category for c in claims for category, _ in c.facts.who})
    out = []
    for name in names:
        combined = _combine([(c, dict(c.facts.who)[name]) for c in claims if name in dict(c.facts.who)], published)
        if combined is not None:
            out.append((name, combined))
    return tuple(out)


_ARMED = frozenset({"combatants", "soldiers", "police"})


def _others(f: Facts, g: Facts) -> bool:
    """Do two claims count different people: fighters here, civilians there?"""
    mine, yours = ({c for c, _ in x.who} for x in (f, g))
    return bool(mine and yours) and (mine <= _ARMED) != (yours <= _ARMED)


def _disjoint(x: Figure, y: Figure) -> bool:
    return (x.high is not None and x.high < y.low) or (y.high is not None and y.high < x.low)


def quarrel(a: GClaim, b: GClaim, places: Places) -> list[str]:
    """The properties on which two claims about one event cannot both be true."""
    out: list[str] = []
    f, g = a.facts, b.facts
    if a.polarity != b.polarity:
        denier = a if a.polarity == "denied" else b
        return ["polarity"] if denier.denies is not None or denier.attribution == "reported" else []
    if a.polarity == "denied" or a.factuality != "actual" or b.factuality != "actual":
        return []
    for name in FIGURES:
        x, y = getattr(f, name), getattr(g, name)
        if x is not None and y is not None and _disjoint(x, y) and not _others(f, g):
            out.append(f"{name}Best")
    mine, yours = ({p for p in agents if "--" not in p} for agents in (f.agents, g.agents))
    if mine and yours and not mine & yours:
        out.append("agent")
    if f.place and g.place and f.place not in places.ancestors(g.place) and g.place not in places.ancestors(f.place):
        out.append("place")
    if f.earliest and g.earliest and ((f.latest or "9") < g.earliest or (g.latest or "9") < f.earliest):
        out.append("earliest")
    return out


def _contested(claims: Sequence[GClaim], places: Places) -> list[str]:
    return sorted({p for a, b in combinations(claims, 2) if a.attributed_to != b.attributed_to for p in quarrel(a, b, places)})


def _contradictions(events: Iterable[GEvent], by_event: dict[str, list[GClaim]], places: Places) -> dict[str, set[str]]:
    out: dict[str, set[str]] = defaultdict(set)
    for event in events:
        if not event.contested:
            continue
        for a, b in combinations([c for c in by_event[event.id] if c.kind == "event"], 2):
            if a.attributed_to != b.attributed_to and quarrel(a, b, places):
                out[a.id].add(b.id)
                out[b.id].add(a.id)
    return out


def _stated(drafts: Sequence[Draft], claims: Sequence[GClaim]) -> list[GRelation]:
    about: dict[str, list[str]] = defaultdict(list)
    for c in claims:
        if c.about is not None and c.about[0] == "relation":
            about[c.about[1]].append(c.id)
    ties: dict[str, list[tuple[str, str, str, str, str | None, str | None]]] = defaultdict(list)
    for d in drafts:
        if d.tie is not None:
            ties[stated_relation(d.tie)].append(d.tie)
    out = []
    for key in sorted(ties):
        from_, kind, to, status, _, _ = ties[key][0]
        earliest = min((t[4] for t in ties[key] if t[4]), default=None)
        latest = max((t[5] for t in ties[key] if t[5]), default=None)
        out.append(GRelation(key, from_, to, kind, status, earliest, latest, claims=tuple(about[key])))  # type: ignore[arg-type]
    return out


def _summed(events: Iterable[GEvent]) -> list[GRelation]:
    """One relation per directed pair and kind over actual, affirmed events; both directions where both sides act."""
    sums: dict[tuple[str, str, str], list[GEvent]] = defaultdict(list)
    for event in events:
        f = event.facts
        if event.factuality != "actual" or f.event_type is None:
            continue
        kind = SUMMED_KINDS[root_type(f.event_type)]
        pairs = {(a, p) for a in f.agents for p in (*f.patients, *f.victims) if a != p}
        pairs |= {(a, b) for a in f.participants for b in f.participants if a != b}
        for a, b in sorted(pairs):
            sums[a, kind, b].append(event)
    out = []
    for (a, kind, b), behind in sorted(sums.items()):
        killed = [e.facts.killed.best for e in behind if e.facts.killed is not None and e.facts.killed.best is not None]
        first = min((e.facts.earliest for e in behind if e.facts.earliest), default=None)
        last = max((e.facts.latest for e in behind if e.facts.latest), default=None)
        out.append(
            GRelation(
                relation_id(a, kind, b, "summed"), a, b, kind, "present", None, None, len(behind), first, last,
                sum(killed) if killed else None, "summed",
            )
        )
    return out


def _used(
    reads: Sequence[Read], claims: Iterable[GClaim], events: Iterable[GEvent], relations: Iterable[GRelation]
) -> tuple[set[str], set[str]]:
    actors = {r.article.publisher_actor for r in reads if r.article.publisher_actor}
    places: set[str] = set()
    for c in claims:
        actors |= {c.attributed_to, *c.via}
    for f in (*(c.facts for c in claims), *(e.facts for e in events)):
        actors |= {*f.agents, *f.patients, *f.victims, *f.participants}
        if f.place:
            places.add(f.place)
    for e in events:
        actors |= {*e.alleged_agents, *e.denied_agents}
    for r in relations:
        actors |= {r.from_, r.to}
    return actors, places
