"""The pairs that are most worth a judgement: things that are much alike, are not one, and that nobody has judged."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from conflictgraph.judgement import JudgedKind, Pair
from conflictgraph.kinds import root_type

if TYPE_CHECKING:
    from conflictgraph.graphmodel import GEvent
    from conflictgraph.model import Record
    from conflictgraph.query import Lookups
    from conflictgraph.resolve.claims import Draft
    from conflictgraph.resolve.judgements import Judgements
    from conflictgraph.resolve.parts import Collectors
    from conflictgraph.store.embedded import Embedded

_BELOW = 2.0  # so far below the threshold of joining two events are still worth a look
_ALIKE = 0.6  # names less alike than this are not asked about
_CROWD = 60  # of a block with more events than this only neighbours by id are compared


class Drafts:
    """Stored articles read again into claims for comparison, with the actors and places that they have in the graph."""

    def __init__(self, collectors: Collectors, look: Lookups) -> None:
        self._collectors = collectors
        self._look = look
        self.places = collectors.places()

    def of(self, record: Record) -> Iterator[tuple[str, Draft]]:
        """The event claims of one article, each with its event."""
        from conflictgraph.graphmodel import GClaim
        from conflictgraph.resolve.claims import read

        for draft in read(record, self._collectors.actors(), self.places).drafts:
            claim = self._look.things.get("claim", draft.claim.id)
            if isinstance(claim, GClaim) and claim.kind == "event" and claim.about is not None:
                f = claim.facts
                parties = (*f.agents, *f.patients, *f.victims, *f.participants)
                yield claim.about[1], replace(draft, claim=claim, proper=frozenset(p for p in parties if "--" not in p))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A pair to judge: `one` and `other` as judgements keep them, `alike` 0..1, `claims` that hang on it, and a sentence of
    each of the two where there is one."""

    kind: JudgedKind
    one: str
    other: str
    one_label: str
    other_label: str
    alike: float
    claims: int
    words: tuple[str, ...] = ()


def proposals(store: Embedded, look: Lookups, judgements: Judgements, kind: JudgedKind | None = None) -> list[Proposal]:
    """Undecided pairs, the most valuable first: likeness times the claims that hang on the smaller of the two."""
    found: list[Proposal] = []
    for each in ("actor", "place"):
        if kind in (None, each):
            found += _named(store, look, each)
    if kind in (None, "event"):
        found += _events(store, look)
    open_ = [p for p in found if judgements.verdict(Pair(p.kind, p.one, p.other)) is None]
    return sorted(open_, key=lambda p: (-p.alike * p.claims, -p.alike, p.kind, p.one, p.other))


def _named(store: Embedded, look: Lookups, kind: JudgedKind) -> Iterator[Proposal]:
    """Actors or places with names that are much alike, save where lexicon or gazetteer know both, and know them apart."""
    weights: Counter[str] = Counter()
    for role in ("attributedTo", "agent", "patient", "victim", "participant") if kind == "actor" else ("place",):
        weights.update(identifier for _, identifier in look.things.pairs("claim", role))
    known = _known(kind)
    label = look.things.actor_ref if kind == "actor" else look.things.place_ref
    labels = {i: label(i).label for i in look.things.ids(kind) if "--" not in i or kind == "place"}
    seen: set[tuple[str, str]] = set()
    for one in sorted(labels):
        for hit in store.search(labels[one], "actor" if kind == "actor" else "place", limit=6):
            other = hit.id
            pair = (one, other) if one < other else (other, one)
            if other not in labels or one == other or pair in seen or hit.score < _ALIKE or (known(one) and known(other)):
                continue
            if kind == "place" and (one in look.things.around(other) or other in look.things.around(one)):
                continue
            seen.add(pair)
            yield Proposal(
                kind, *pair, f"{labels[pair[0]]} ({pair[0]})", f"{labels[pair[1]]} ({pair[1]})", round(hit.score, 2),
                max(1, min(weights[one], weights[other])),
            )  # fmt: skip


def _known(kind: JudgedKind) -> Callable[[str], bool]:
    if kind == "place":
        return lambda identifier: identifier[:1] == "g" and identifier[1:].isdecimal()
    from conflictgraph.extract.mentions import lexicon

    actors = lexicon()
    return lambda identifier: actors.get(identifier) is not None


def _events(store: Embedded, look: Lookups) -> Iterator[Proposal]:
    """Events that almost were one: their score is below the threshold, and not by much."""
    from conflictgraph.extract.mentions import gazetteer, lexicon
    from conflictgraph.resolve.cluster import THRESHOLD, bundle, score
    from conflictgraph.resolve.guidance import Guidance
    from conflictgraph.resolve.parts import Collectors

    reading = Drafts(Collectors(lexicon(), gazetteer(), Guidance()), look)
    of: dict[str, list[Draft]] = defaultdict(list)
    for record in store.articles.records():
        for event, draft in reading.of(record):
            of[event].append(draft)
    places = reading.places
    whole = {event: bundle(drafts, places) for event, drafts in sorted(of.items())}
    compared: set[tuple[str, str]] = set()
    for block in _blocks(look, sorted(whole)):
        pairs = combinations(block, 2) if len(block) <= _CROWD else pairwise(block)
        for one, other in pairs:
            if (one, other) in compared:
                continue
            compared.add((one, other))
            points = score(whole[one], whole[other], places)
            if THRESHOLD - _BELOW <= points < THRESHOLD:
                rows = [look.with_words(each) for each in (one, other)]
                yield Proposal(
                    "event", f"C-{one[2:]}", f"C-{other[2:]}", _line(look, one), _line(look, other),
                    round(max(0.0, points / (THRESHOLD + 1)), 2), min(len(of[one]), len(of[other])),
                    tuple(" ".join(row.claim.sentence.split()) for row in rows if row.claim is not None),
                )  # fmt: skip


def _blocks(look: Lookups, events: list[str]) -> Iterator[list[str]]:
    """Events that share type and month, or type and a named party."""
    blocks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for identifier in events:
        facts = look.things.event(identifier).facts
        root = root_type(facts.event_type or "")
        if facts.earliest:
            blocks[root, facts.earliest[:7]].append(identifier)
        for party in {*facts.agents, *facts.patients, *facts.victims}:
            if "--" not in party:
                blocks[root, party].append(identifier)
    yield from (blocks[key] for key in sorted(blocks))


def _line(look: Lookups, identifier: str) -> str:
    event: GEvent = look.things.event(identifier)
    when = event.facts.edtf or event.facts.earliest or "time unknown"
    return f"{look.event_label(event.facts)}, {when} ({look.things.store.short(identifier)})"
