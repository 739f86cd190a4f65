"""From the claims about one event to the event: a stated policy, pure, and a function of these claims alone.

Type by the majority of speakers; agents and patients as actual claims affirm them; figures from the smallest low to
the largest high with the best that most speakers give; the most precise time and place that the others allow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from conflictgraph.graphmodel import Facts, GClaim, GEvent
from conflictgraph.kinds import Category, root_type
from conflictgraph.model import Factuality, Figure, Precision
from conflictgraph.resolve.claims import Draft
from conflictgraph.resolve.confidence import combined
from conflictgraph.resolve.guidance import Guidance
from conflictgraph.resolve.places import Places
from conflictgraph.resolve.policy import Policy
from conflictgraph.resolve.rivals import figures, rivalry
from conflictgraph.resolve.voices import voices
from conflictgraph.resolve.wholes import Whole, whole


@dataclass(frozen=True, slots=True)
class Told:
    """An event, the claims about it with what they are to each other, and what the event is as a whole that others are parts of."""

    event: GEvent
    claims: tuple[GClaim, ...]
    whole: Whole | None = None


def told(key: str, group: Sequence[Draft], about: Sequence[GClaim], places: Places, guidance: Guidance) -> Told:
    """One event out of the claims that tell of it (`group`); `about` are these and the statements about it.

    Pure, and a function of these alone. The policy of the guidance says which claims may speak; what speakers contest, and
    how many voices and articles there are, is told of all claims whatever the policy.
    """
    group = sorted(group, key=lambda d: d.claim.id)
    policy, between, voice = guidance.policy, rivalry(group, places), voices(group)
    everything = [d.claim for d in group]
    admitted = [c for c in everything if policy.admits(c, guidance.grades)]
    claims = admitted or everything
    affirmed = [c for c in claims if c.polarity == "affirmed"]
    actual = [c for c in affirmed if c.factuality == "actual"]
    basis = actual or affirmed or claims
    count = _Count(voice, {d.claim.id: d.published or "" for d in group}, between.replaced, policy)
    place, precision = _place(basis, places, count)
    earliest, latest, edtf = _time(basis, count)
    doing = [c for c in basis if c.factuality == "actual"] or ([] if actual else basis)
    facts = Facts(
        event_type=_type(basis, count),
        agents=_parties(doing, lambda f: f.agents, count), patients=_parties(basis, lambda f: f.patients, count),
        victims=_parties(basis, lambda f: f.victims, count), participants=_parties(basis, lambda f: f.participants, count),
        instruments=_words(basis, lambda f: f.instruments, count), targets=_words(basis, lambda f: f.targets, count),
        place=place, place_precision=precision, earliest=earliest, latest=latest, edtf=edtf,
        lasting=any(c.facts.lasting for c in basis),
        killed=_figure(basis, "killed", count), wounded=_figure(basis, "wounded", count),
        abducted=_figure(basis, "abducted", count), captured=_figure(basis, "captured", count),
        who=_categories(basis, count),
    )  # fmt: skip
    alleged = {a for c in affirmed if c.factuality == "alleged" for a in c.facts.agents} - set(facts.agents)
    denied = {a for c in claims if c.polarity == "denied" for a in c.facts.agents} - set(facts.agents)
    factuality: Factuality = min((c.factuality for c in basis), key=_ORDER.index)
    if factuality == "actual" and (not affirmed or not admitted or not count.enough(actual)):
        factuality = "alleged"  # nobody affirms what is only denied, or too few of those whom the policy lets speak
    made = GEvent(
        key, facts, factuality, len(set(voice.values())), len({c.article for c in everything}), between.contested,
        tuple(sorted(alleged)), tuple(sorted(denied)), None, tuple(c.id for c in about),
        combined((voice[c.id], c.confidence) for c in basis),
    )  # fmt: skip
    return Told(made, tuple(map(between.noted, about)), whole(made, group))


@dataclass(frozen=True, slots=True)
class _Count:
    """What is counted by: the voice and the date of publication of each claim, the figures that no longer count, and the
    policy."""

    voice: Mapping[str, str]
    published: Mapping[str, str]
    replaced: frozenset[tuple[str, str]]
    policy: Policy

    def enough(self, claims: Iterable[GClaim]) -> bool:
        """Are these claims of as many voices as the policy asks for?"""
        return len({self.voice[c.id] for c in claims}) >= self.policy.min_speakers


_ORDER = ["actual", "alleged", "planned", "threatened", "hypothetical"]


def _type(claims: Sequence[GClaim], count: _Count) -> str | None:
    """The most specific type that a majority of the voices that name one supports; the root is held in any case."""
    voices: dict[str, set[str]] = defaultdict(set)
    for c in claims:
        if c.facts.event_type:
            voices[c.facts.event_type].add(count.voice[c.id])
    if not voices:
        return None
    modes = {t: len(v) for t, v in voices.items() if "-" in t and len(v) >= count.policy.min_speakers}
    total = len(set().union(*(v for t, v in voices.items() if "-" in t))) if modes else 0
    if modes:
        best = max(sorted(modes), key=lambda t: modes[t])
        if modes[best] * 2 > total or len(modes) == 1:
            return best
    return root_type(max(sorted(voices), key=lambda t: len(voices[t])))


def _parties(claims: Sequence[GClaim], pick: Callable[[Facts], tuple[str, ...]], count: _Count) -> tuple[str, ...]:
    """Those that claims affirm; an unnamed party gives way to a named one in the same place."""
    found = set(_words(claims, pick, count))
    named = {a for a in found if "--" not in a}
    if named and len(claims) > 1:
        for c in claims:  # unnamed parties of a claim that names nobody are less precise, not others
            mine = set(pick(c.facts))
            if mine and not mine & named:
                found -= mine - named
    return tuple(sorted(found))


def _words(claims: Sequence[GClaim], pick: Callable[[Facts], tuple[str, ...]], count: _Count) -> tuple[str, ...]:
    given: dict[str, list[GClaim]] = defaultdict(list)
    for c in claims:
        for each in pick(c.facts):
            given[each].append(c)
    return tuple(sorted(each for each, behind in given.items() if count.enough(behind)))


def _place(claims: Sequence[GClaim], places: Places, count: _Count) -> tuple[str | None, Precision | None]:
    """The narrowest place; who names a place inside another affirms that one, too."""
    inside: dict[str, list[GClaim]] = defaultdict(list)
    for c in claims:
        for each in set(places.ancestors(c.facts.place)):
            inside[each].append(c)
    options = {p: c.facts.place_precision for c in claims if (p := c.facts.place) is not None and count.enough(inside[p])}
    if not options:
        return None, None
    best = min(options, key=lambda p: (places.rank(p), -len(inside[p]), p))
    return best, options[best]


def _time(claims: Sequence[GClaim], count: _Count) -> tuple[str | None, str | None, str | None]:
    """Earliest, latest and EDTF of the shortest interval that most others meet; without bounds, the commonest form."""
    every = [c for c in claims if c.facts.earliest is not None and c.facts.latest is not None]

    def affirmed(f: Facts) -> bool:
        return count.enough(
            c for c in every if (f.earliest or "") <= (c.facts.earliest or "") and (c.facts.latest or "") <= (f.latest or "")
        )

    bounded = [c.facts for c in every if affirmed(c.facts)]
    if bounded:
        def fits(f: Facts) -> int:
            return sum(1 for g in bounded if (g.earliest or "") <= (f.latest or "") and (f.earliest or "") <= (g.latest or ""))

        best = min(bounded, key=lambda f: (_length(f), -fits(f), f.earliest or "", f.edtf or ""))
        return best.earliest, best.latest, best.edtf
    half: dict[tuple[str, str, str], list[GClaim]] = defaultdict(list)
    for c in claims:
        f = c.facts
        if f.edtf is not None and not (f.earliest and f.latest):
            half[f.edtf, f.earliest or "", f.latest or ""].append(c)
    forms = {form: len(behind) for form, behind in half.items() if count.enough(behind)}
    if not forms:
        return None, None, None
    edtf, earliest, latest = max(sorted(forms), key=lambda k: (forms[k], len(k[0])))
    return earliest or None, latest or None, edtf


def _length(f: Facts) -> int:
    from datetime import date

    return (date.fromisoformat(f.latest or "") - date.fromisoformat(f.earliest or "")).days


def _figure(claims: Sequence[GClaim], name: str, count: _Count) -> Figure | None:
    """Smallest low, largest high (unbounded absorbs), and the best by the policy's rule, out of the figures that still
    count; who gives a narrower figure affirms the wider one, too."""
    given = [(c, f) for c in claims if (f := figures(c.facts).get(name)) is not None and (c.id, name) not in count.replaced]
    if count.policy.min_speakers > 1:
        given = [(c, f) for c, f in given if count.enough(d for d, g in given if _holds(f, g))]
    if not given:
        return None
    low = min(f.low for _, f in given)
    highs = [f.high for _, f in given]
    high = None if any(h is None for h in highs) else max(h for h in highs if h is not None)
    voices: dict[int, set[str]] = defaultdict(set)
    latest: dict[int, str] = {}
    for c, f in given:
        if f.best is not None:
            voices[f.best].add(count.voice[c.id])
            latest[f.best] = max(latest.get(f.best, ""), count.published[c.id])
    rules: dict[str, Callable[[int], tuple[object, ...]]] = {
        "best": lambda b: (len(voices[b]), latest[b], b),
        "latest": lambda b: (latest[b], len(voices[b]), b),
        "low": lambda b: (-b,),
        "high": lambda b: (b,),
    }
    best = max(sorted(voices), key=rules[count.policy.figure]) if voices else None
    return Figure(low, best, high)


def _holds(wide: Figure, narrow: Figure) -> bool:
    return wide.low <= narrow.low and (wide.high is None or (narrow.high is not None and narrow.high <= wide.high))


def _categories(claims: Sequence[GClaim], count: _Count) -> tuple[tuple[Category, Figure], ...]:
    names = sorted({category for c in claims for category, _ in c.facts.who})
    return tuple((name, found) for name in names if (found := _figure(claims, name, count)) is not None)
