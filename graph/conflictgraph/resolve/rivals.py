"""Claims about one event that cannot all be true, and claims that take the place of their speaker's earlier ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations

from conflictgraph.graphmodel import Facts, GClaim
from conflictgraph.kinds import FIGURES
from conflictgraph.model import Figure
from conflictgraph.names import fold
from conflictgraph.resolve.claims import Draft
from conflictgraph.resolve.likeness import where
from conflictgraph.resolve.places import Places
from conflictgraph.resolve.voices import speaks
from conflictgraph.resources import table


@dataclass(frozen=True, slots=True)
class Rivalry:
    """What the claims about one event are to each other. `replaced` holds (claim, figure or category) that no longer
    counts; `contested` the properties on which speakers cannot all be right."""

    contradicts: Mapping[str, tuple[str, ...]]
    supersedes: Mapping[str, tuple[str, ...]]
    replaced: frozenset[tuple[str, str]]
    contested: tuple[str, ...]

    def noted(self, claim: GClaim) -> GClaim:
        """A claim with what it contradicts and supersedes."""
        against, old = self.contradicts.get(claim.id, ()), self.supersedes.get(claim.id, ())
        same = against == claim.contradicts and old == claim.supersedes
        return claim if same else replace(claim, contradicts=against, supersedes=old)


def rivalry(group: Sequence[Draft], places: Places) -> Rivalry:
    """What the claims about one event are to each other; a function of these claims alone, in any order."""
    supersedes, replaced = _updates(group)
    replaced |= _tolled(group)
    stances: dict[tuple[object, ...], list[Draft]] = defaultdict(list)  # what is alike in all that a quarrel is about quarrels as one
    for d in group:
        stances[_stance(d, replaced)].append(d)
    against: dict[str, set[str]] = defaultdict(set)  # by the first claim of a stance
    contested: set[str] = set()
    for (a, *_), (b, *_) in combinations(stances.values(), 2):
        if speaks(a) != speaks(b) and a.claim.attributed_to != b.claim.attributed_to:
            about = quarrel(a.claim, b.claim, places, replaced)
            if about:
                contested.update(about)
                against[a.claim.id].add(b.claim.id)
                against[b.claim.id].add(a.claim.id)
    ids = {held[0].claim.id: tuple(d.claim.id for d in held) for held in stances.values()}
    contradicts: dict[str, tuple[str, ...]] = {}
    for first, others in against.items():
        rivals = tuple(sorted(claim for other in others for claim in ids[other]))
        contradicts.update((claim, rivals) for claim in ids[first])
    return Rivalry(
        contradicts, {c: tuple(sorted(old)) for c, old in supersedes.items()}, frozenset(replaced), tuple(sorted(contested)),
    )  # fmt: skip


def _stance(d: Draft, replaced: set[tuple[str, str]]) -> tuple[object, ...]:
    """All of a claim that a quarrel can be about, and who speaks."""
    c, f = d.claim, d.claim.facts
    figures_ = tuple(None if (c.id, name) in replaced else getattr(f, name) for name in FIGURES)
    said = c.polarity, c.factuality, c.denies is not None or c.attribution == "reported"
    return speaks(d), c.attributed_to, said, figures_, f.agents, f.place, f.earliest, f.latest, tuple(category for category, _ in f.who)


# --- one speaker, at two times -----------------------------------------------------------------------------------


def _updates(group: Sequence[Draft]) -> tuple[dict[str, set[str]], set[tuple[str, str]]]:
    supersedes: dict[str, set[str]] = defaultdict(set)
    replaced: set[tuple[str, str]] = set()
    by_speaker: dict[str, list[Draft]] = defaultdict(list)
    for d in group:
        if d.claim.polarity == "affirmed" and d.claim.factuality == "actual" and figures(d.claim.facts):
            by_speaker[speaks(d)].append(d)
    for told in by_speaker.values():
        for a, b in combinations(told, 2):
            for old, new in ((a, b), (b, a)):
                if not _later(old, new) or _others(old.claim.facts, new.claim.facts):
                    continue
                before, after = figures(old.claim.facts), figures(new.claim.facts)
                for name in sorted(before.keys() & after.keys()):
                    if _changes(before[name], after[name]):
                        supersedes[new.claim.id].add(old.claim.id)
                        replaced.add((old.claim.id, name))
    return supersedes, replaced


def _tolled(group: Sequence[Draft]) -> set[tuple[str, str]]:
    """(claim, “killed”) of those that tell of some of the killed only, where another counts more: their number is no toll."""
    counted = [d.claim.facts.killed.low for d in group if d.claim.facts.killed is not None and d.claim.polarity == "affirmed"]
    most = max(counted, default=0)
    return {(d.claim.id, "killed") for d in group if _some(d.claim.facts) and (d.claim.facts.killed or _NONE).low < most}


def figures(facts: Facts) -> dict[str, Figure]:
    """All figures of an account by name; categories of the killed by theirs."""
    own = {name: value for name in FIGURES if (value := getattr(facts, name)) is not None}
    return {**own, **{str(category): value for category, value in facts.who}}


def _later(old: Draft, new: Draft) -> bool:
    """Is a claim later than another: published on a later day, or on the same day (or in the same article) with words that
    say that the figure is a new one?"""
    if old.published and new.published and old.published != new.published:
        return old.published < new.published
    same = old.claim.article == new.claim.article or (old.published is not None and old.published == new.published)
    return same and revises(new.words) and not revises(old.words)


def _changes(before: Figure, after: Figure) -> bool:
    """Is a later figure another, and not merely a vaguer way to give the same (“dozens” after “40”)?"""
    if before == after:
        return False
    within = after.low <= before.low and (after.high is None or (before.high is not None and before.high <= after.high))
    return not within


@cache
def _revisions() -> re.Pattern[str]:
    phrases = sorted(fold(phrase) for phrase, in table("lexicon/revisions.tsv", "phrase", header=True))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b")


def revises(words: str) -> bool:
    """Do the words of a passage say that a figure takes the place of an earlier one (“the toll rose to 14”)?"""
    return _revisions().search(fold(words)) is not None


# --- two speakers ------------------------------------------------------------------------------------------------

_ARMED = frozenset({"combatants", "soldiers", "police"})
_APART = frozenset({"never", "near"})  # levels of two places that cannot both be where it happened
_NONE = Figure(0, 0, 0)
_KIN = ("my-", "our-")  # of a speaker's own


def _others(f: Facts, g: Facts) -> bool:
    """Do two claims count different people: fighters here, civilians or police there?"""
    mine, yours = ({c for c, _ in x.who} for x in (f, g))
    if not (mine and yours):
        return False
    return (mine <= _ARMED) != (yours <= _ARMED) or (mine <= _ARMED and not mine & yours)


def _some(f: Facts) -> bool:
    """Does a claim tell of some of the killed (“my brother”, somebody by name), and of how many they are no more than that?"""
    if f.killed is None or f.who:
        return False
    named = sum("--" not in each for each in f.victims)
    kin = sum(each.startswith(_KIN) for each in {*f.patients, *f.victims})
    return 0 < f.killed.low <= named + kin


def _acting(f: Facts) -> set[str]:
    return {p for p in f.agents if "--" not in p}


def _disjoint(x: Figure, y: Figure) -> bool:
    return (x.high is not None and x.high < y.low) or (y.high is not None and y.high < x.low)


def quarrel(a: GClaim, b: GClaim, places: Places, replaced: set[tuple[str, str]] | frozenset[tuple[str, str]] = frozenset()) -> list[str]:
    """The properties on which two claims about one event cannot both be true; figures that their speaker has replaced
    contradict nobody any more."""
    out: list[str] = []
    f, g = a.facts, b.facts
    if a.polarity != b.polarity:
        denier = a if a.polarity == "denied" else b
        if denier.denies is not None and denier.denies[1] == "agent":
            return ["agent"] if set(f.agents) & set(g.agents) else []  # that it happened is not in question
        if _acting(f) and _acting(g) and not _acting(f) & _acting(g):
            return []  # who denies that one did it denies nothing of another
        return ["polarity"] if denier.denies is not None or denier.attribution == "reported" else []
    if a.polarity == "denied" or a.factuality != "actual" or b.factuality != "actual":
        return []
    for name in FIGURES:
        x, y = getattr(f, name), getattr(g, name)
        if x is None or y is None or (a.id, name) in replaced or (b.id, name) in replaced:
            continue
        if _disjoint(x, y) and not _others(f, g):
            out.append(f"{name}Best")
    mine, yours = _acting(f), _acting(g)
    if mine and yours and not mine & yours:
        out.append("agent")
    if f.place and g.place and where(f.place, g.place, places) in _APART:
        out.append("place")
    if f.earliest and g.earliest and ((f.latest or "9") < g.earliest or (g.latest or "9") < f.earliest):
        out.append("earliest")
    return out
