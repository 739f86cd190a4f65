"""The pairs that are most worth a judgement: those of which it is least certain whether they are one, and on which most hangs.

Actors and events are compared by the scores by which they are joined, through the block keys in the workings. A pair is worth asking
about where its score lies near the threshold: below it, where two stayed two; or above it, where something was joined to the rest of
a thing by little. Places, which have no score, are asked about where their names are much alike.
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from conflictgraph.judgement import JudgedKind, Pair

if TYPE_CHECKING:
    from conflictgraph.incremental import Rules
    from conflictgraph.model import Record
    from conflictgraph.query import Lookups
    from conflictgraph.resolve.claims import Draft
    from conflictgraph.resolve.comparison import Feature, Node
    from conflictgraph.resolve.parts import Collectors, Part
    from conflictgraph.resolve.places import Places
    from conflictgraph.store.embedded import Embedded

_STEEP = 2.0  # of the logistic curve over scores: one point from the threshold is .12 or .88
_PLACE = 0.5  # how uncertain it is at least whether places of one name are one
_LEAST = 0.1  # pairs more certain than this are not asked about
_ALIKE = 0.6  # names less alike than this are not asked about
_WORD = 0.7, 0.8  # so alike is a name that is a small part of another (see `NameIndex.search`)
_BY_NAME = 0.25  # how likely organizations with one name are one whose names the score takes for two
_CROWD = 60  # of a block with more things than this only neighbours by id are compared
_SAMPLE = 4  # accounts of an event that are compared with those of another, at most

_NUMBER = re.compile(r"\d+")

Scored = tuple[float, str, str]  # a score, and the two things that have it


@dataclass(frozen=True, slots=True)
class Compared:
    """One part of a comparison: `weight` is what it counts, None where nothing is counted; `rules_out` where it decides alone
    that the two are not one."""

    name: str
    weight: float | None
    rules_out: bool
    words: str


def compared(name: str, weight: float, words: str) -> Compared:
    """One part of a score; minus infinity rules the two out."""
    never = weight == -math.inf
    return Compared(name, None if never else round(weight, 4), never, words)


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
    """A pair to judge.

    `one` and `other` as judgements keep them; `joined` says whether the graph holds them to be one. `alike` (0..1) is how likely they
    are one as far as the scores say, `uncertain` (0..1) how little that decides, `claims` what hangs on the smaller of the two (the
    articles of an actor, the claims of an event or place). `features` are what was compared, `words` a sentence of each where there is one.
    """

    kind: JudgedKind
    one: str
    other: str
    one_label: str
    other_label: str
    joined: bool
    alike: float
    uncertain: float
    claims: int
    features: tuple[Compared, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def value(self) -> float:
        """What a judgement is worth."""
        return self.uncertain * self.claims


def proposals(
    store: Embedded, look: Lookups, rules: Rules, kind: JudgedKind | None = None, limit: int | None = None
) -> list[Proposal]:
    """Undecided pairs, the most valuable first: how uncertain they are times what hangs on the smaller of the two. `rules` are those
    by which the workings were made, which stand where the graph stands. Only the pairs returned have their words."""
    found: list[Proposal] = []
    db = store.workings.db
    if kind in (None, "actor"):
        found += _actors(store, db, rules, look)
    if kind in (None, "place"):
        found += _places(store, look)
    if kind in (None, "event"):
        found += _events(db, rules, look)
    judgements = rules.guidance.judgements
    open_ = [p for p in found if judgements.verdict(Pair(p.kind, p.one, p.other)) is None]
    ordered = sorted(open_, key=lambda p: (-p.value, -p.alike, p.kind, p.one, p.other))[:limit]
    return [replace(p, words=tuple(w for each in (p.one, p.other) if (w := _words(db, look, p.kind, each)) is not None)) for p in ordered]


def _alike(mean: float, threshold: float) -> float:
    return 1 / (1 + math.exp(-_STEEP * (mean - threshold)))


def _uncertain(alike: float) -> float:
    return 1 - abs(2 * alike - 1)


# --- actors ----------------------------------------------------------------------------------------------------------


def _actors(store: Embedded, db: sqlite3.Connection, rules: Rules, look: Lookups) -> Iterator[Proposal]:
    """Actors whose nodes are nearly alike enough; nodes of one actor that hardly fit the rest of it; organizations with names that are
    much alike, where the lexicon does not know both."""
    from conflictgraph.resolve.comparison import NEVER, THRESHOLD, explain, node, score
    from conflictgraph.resolve.traits import PIN, Traits

    rows = {str(i): (str(base), kind, int(count), str(actor)) for i, base, kind, count, actor in db.execute("SELECT id, base, kind, articles, actor FROM nodes WHERE kind != 'post'")}
    held: dict[str, Node] = {}

    def get(key: str) -> Node:
        if key not in held:
            facts = db.execute("SELECT kind, value FROM traits WHERE node = ?", (key,)).fetchall()
            held[key] = node(Traits(key, rows[key][0], rows[key][1]), facts, rules.collectors.known)
        return held[key]

    articles: Counter[str] = Counter()
    members: dict[str, list[str]] = defaultdict(list)
    for key, (_, _, count, actor) in sorted(rows.items()):
        articles[actor] += count
        members[actor].append(key)
    between: dict[tuple[str, str], list[Scored]] = defaultdict(list)
    for x, y in db.execute("SELECT DISTINCT m.node, k.node FROM blocks m JOIN blocks k ON k.key = m.key WHERE m.node < k.node"):
        points = score(get(x), get(y))
        actors = (rows[x][3], rows[y][3])
        if points > NEVER and not (PIN in x or PIN in y):
            between[min(actors), max(actors)].append((points, x, y))

    def label(key: str) -> str:
        return f"{look.things.actor_ref(rows[key][3]).label} ({key})"

    def proposal(scored: Sequence[Scored], joined: bool, claims: int) -> Proposal | None:
        _, x, y = max(scored, key=lambda s: (s[0], s[2], s[1]))
        alike = _alike(sum(s[0] for s in scored) / len(scored), THRESHOLD)
        if _uncertain(alike) < _LEAST:
            return None
        one, other = sorted((x, y)) if joined else sorted((rows[x][3], rows[y][3]))
        mine = {rows[x][3]: x, rows[y][3]: y, x: x, y: y}
        features = _features(explain(get(mine[one]), get(mine[other])))
        return Proposal("actor", one, other, label(mine[one]), label(mine[other]), joined, round(alike, 2), round(_uncertain(alike), 2), claims, features)

    pairs: set[tuple[str, str]] = set()
    for (one, other), scored in sorted(between.items()):
        if one != other:
            pairs.add((one, other))
            each = proposal(scored, False, min(articles[one], articles[other]))
        else:
            each = None
            loose = []
            for key in members[one]:
                own = [s for s in scored if key in s[1:]]
                if own:
                    loose.append((sum(s[0] for s in own) / len(own), key, own))
            if loose:
                _, key, own = min(loose, key=lambda item: (item[0], item[1]))
                each = proposal(own, True, min(rows[key][2], articles[one] - rows[key][2]))
        if each is not None:
            yield each
    unlisted = {actor for actor, keys in members.items() if all(rows[k][1] == "organization" for k in keys)}
    for one, other, name in _named(store, unlisted, members, "actor", look):
        x, y = (get(members[each][0]) for each in (one, other))
        homes = [n.of("country") | n.of("scene") for n in (x, y)]
        if (one, other) in pairs:
            continue
        alike = name * (_BY_NAME / 2 if all(homes) and homes[0].isdisjoint(homes[1]) else _BY_NAME)
        yield Proposal(
            "actor", one, other, label(x.id), label(y.id), False, round(alike, 2), round(_uncertain(alike), 2),
            min(articles[one], articles[other]), _features(explain(x, y)),
        )  # fmt: skip


def _features(found: Iterable[Feature]) -> tuple[Compared, ...]:
    return tuple(compared(f.name, f.weight, f.words) for f in found)


def _named(store: Embedded, some: Iterable[str], among: Iterable[str], kind: JudgedKind, look: Lookups) -> Iterator[tuple[str, str, float]]:
    """Pairs of one of `some` and another with a name that is much alike, each with how much."""
    label = look.things.actor_ref if kind == "actor" else look.things.place_ref
    allowed, seen = set(among), set[tuple[str, str]]()
    for one in sorted(some):
        for hit in store.search(label(one).label, "actor" if kind == "actor" else "place", limit=6):
            pair = (one, hit.id) if one < hit.id else (hit.id, one)
            if hit.id not in allowed or hit.id == one or pair in seen or hit.score < _ALIKE or _WORD[0] <= hit.score < _WORD[1]:
                continue
            if _NUMBER.findall(label(one).label) == _NUMBER.findall(hit.label):  # the 3rd Brigade is not the 4th
                seen.add(pair)
                yield (*pair, round(hit.score, 2))


# --- places ----------------------------------------------------------------------------------------------------------


def _places(store: Embedded, look: Lookups) -> Iterator[Proposal]:
    """Places that the gazetteer does not know, and places with names that are much alike, none within the other."""
    weights = Counter(place for _, place in look.things.pairs("claim", "place"))
    places = look.things.ids("place")
    unknown = [p for p in places if not (p[:1] == "g" and p[1:].isdecimal())]
    for one, other, alike in _named(store, unknown, places, "place", look):
        if one not in look.things.around(other) and other not in look.things.around(one):
            x, y = (f"{look.things.place_ref(each).label} ({each})" for each in (one, other))
            found = Compared("name", None, False, f"{alike:.0%} alike")
            sure = max(round(_uncertain(alike), 2), _PLACE)
            yield Proposal("place", one, other, x, y, False, alike, sure, max(1, min(weights[one], weights[other])), (found,))


# --- events ----------------------------------------------------------------------------------------------------------


def _events(db: sqlite3.Connection, rules: Rules, look: Lookups) -> Iterator[Proposal]:
    """Events whose accounts are nearly alike enough, and accounts that hardly fit the rest of their event."""
    from conflictgraph.incremental.articles import whole
    from conflictgraph.incremental.atlas import Atlas
    from conflictgraph.resolve.cluster import THRESHOLD, score
    from conflictgraph.resolve.likeness import NEVER

    places = Atlas(rules.collectors, db)
    rows = [(int(n), str(event), len(claims.split(" "))) for n, event, claims in db.execute("SELECT n, event, claims FROM bundles WHERE event IS NOT NULL")]
    claims: Counter[str] = Counter()
    bundles: dict[str, list[int]] = defaultdict(list)
    for n, event, count in rows:
        claims[event] += count
        bundles[event].append(n)
    wholes: dict[int, Draft] = {}
    ordered: dict[str, list[int]] = {}

    def get(event: str) -> list[int]:
        """The event's accounts to compare: the first by claim, since numbers depend on the order of the articles."""
        if event not in ordered:
            for n in bundles[event]:
                wholes[n] = whole(db, n)
            ordered[event] = sorted(bundles[event], key=lambda n: wholes[n].claim.id)[:_SAMPLE]
        return ordered[event]

    def points(n: int, m: int) -> float:
        return score(wholes[n], wholes[m], places)

    of = {n: event for n, event, _ in rows}
    blocks: dict[str, set[str]] = defaultdict(set)
    for key, n in db.execute("SELECT key, bundle FROM keys"):
        if n in of:
            blocks[key].add(of[n])
    compared: set[tuple[str, str]] = set()
    for key in sorted(blocks):
        block = sorted(blocks[key])
        compared.update(combinations(block, 2) if len(block) <= _CROWD else pairwise(block))
    for one, other in sorted(compared):
        scored = [(points(n, m), n, m) for n in get(one) for m in get(other)]
        if min(s[0] for s in scored) > NEVER:
            yield from _event(scored, THRESHOLD, wholes, places, look, False, min(claims[one], claims[other]))
    for event in sorted(bundles):
        if len(get(event)) > 1:
            alone = {n: [(points(n, m), n, m) for m in get(event) if m != n] for n in get(event)}
            n = min(alone, key=lambda k: (max(s[0] for s in alone[k]), wholes[k].claim.id))
            best = max(s[0] for s in alone[n])
            if best > NEVER:
                yield from _event([s for s in alone[n] if s[0] == best][:1], THRESHOLD, wholes, places, look, True, 1)


def _event(
    scored: Sequence[tuple[float, int, int]], threshold: float, wholes: Mapping[int, Draft], places: Places, look: Lookups, joined: bool, hangs: int
) -> Iterator[Proposal]:
    from conflictgraph.resolve.cluster import explain
    from conflictgraph.resolve.likeness import levels

    alike = _alike(sum(s[0] for s in scored) / len(scored), threshold)
    if _uncertain(alike) < _LEAST:
        return
    _, n, m = max(scored, key=lambda s: (s[0], wholes[s[2]].claim.id, wholes[s[1]].claim.id))
    x, y = sorted((wholes[n], wholes[m]), key=lambda d: d.claim.id)
    found = {feature.partition(":")[2] or feature: level for feature, level in levels(x, y, places)}
    features = tuple(compared(name, weight, found.get(name, "")) for name, weight in explain(x, y, places).items())
    one, other = _line(look, x), _line(look, y)
    yield Proposal("event", x.claim.id, y.claim.id, one, other, joined, round(alike, 2), round(_uncertain(alike), 2), hangs, features)


def _line(look: Lookups, told: Draft) -> str:
    facts = told.claim.facts
    when = facts.edtf or facts.earliest or "time unknown"
    return f"{look.event_label(facts)}, {when} ({look.things.store.short(told.claim.id)})"


# --- words -----------------------------------------------------------------------------------------------------------


def _words(db: sqlite3.Connection, look: Lookups, kind: JudgedKind, identifier: str) -> str | None:
    """A sentence in which a thing is told of: of an event's claim its own, of an actor or a place the first of the first article."""
    if kind == "event":
        sentence = look.things.passage(look.things.claim(identifier).passage).exact
    elif kind == "place":
        some = sorted(look.things.with_object("claim", ("place",), "place", identifier))
        sentence = look.things.passage(look.things.claim(some[0]).passage).exact if some else ""
    else:
        sentence = _of_actor(db, identifier)
    return " ".join(sentence.split()) or None


def _of_actor(db: sqlite3.Connection, identifier: str) -> str:
    nodes = [str(n) for (n,) in db.execute("SELECT id FROM nodes WHERE id = ? OR actor = ? ORDER BY id != ?, id", (identifier, identifier, identifier))]
    for node in nodes[:1]:
        found = db.execute("SELECT a.part, a.raw FROM bears b JOIN articles a ON a.n = b.article WHERE b.node = ? ORDER BY a.id", (node,)).fetchall()
        for text, raw in found:
            sentence = _naming(raw if raw is not None else text, node)
            if sentence:
                return sentence
    return ""


def _naming(text: str, node: str) -> str:
    from conflictgraph import packed
    from conflictgraph.resolve.parts import Part

    made: Part = packed.loads(Part, text)
    for d in sorted(made.read.drafts, key=lambda d: d.claim.id):
        f = d.claim.facts
        ends = (d.tie[0], d.tie[2]) if d.tie is not None else ()
        if node in (d.claim.attributed_to, *d.claim.via, *f.agents, *f.patients, *f.victims, *f.participants, *ends):
            return d.words
    return ""
