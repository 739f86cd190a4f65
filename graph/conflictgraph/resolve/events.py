"""From the claims about one event to the event: a stated policy, pure, and a function of these claims alone.

Type by the majority of speakers; agents and patients as actual claims affirm them; figures from the smallest low to
the largest high with the best that most speakers give; the most precise time and place that the others allow.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from conflictgraph.graphmodel import Facts, GClaim, GEvent
from conflictgraph.kinds import Category, root_type
from conflictgraph.model import Factuality, Figure, Precision
from conflictgraph.resolve.claims import Draft
from conflictgraph.resolve.places import Places
from conflictgraph.resolve.rivals import contested


def _voices(claims: Iterable[GClaim]) -> int:
    return len({c.attributed_to for c in claims})


def event(key: str, group: Sequence[Draft], about: Sequence[GClaim], places: Places, policy: str) -> GEvent:
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
        tuple(contested(everything, places)), tuple(sorted(alleged)), tuple(sorted(denied)), None, tuple(c.id for c in about),
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
