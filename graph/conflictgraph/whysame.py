"""Why two things are one, or are not: what was compared, what each part counts, and what decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from conflictgraph.judgement import JudgedKind, Judgement, Pair
from conflictgraph.names import slug
from conflictgraph.review import Compared, Drafts, compared

if TYPE_CHECKING:
    from conflictgraph.graphmodel import GPlace
    from conflictgraph.incremental import Rules
    from conflictgraph.query import Lookups
    from conflictgraph.resolve.claims import Draft
    from conflictgraph.resolve.comparison import Node
    from conflictgraph.resolve.judgements import Judgements
    from conflictgraph.store.embedded import Embedded

_NEVER = float("-inf")


@dataclass(frozen=True, slots=True)
class WhySame:
    """Two things compared.

    `one` and `other` are what was compared (nodes of actors, bundles of claims by their first, places), with what they are
    called; `same` says whether the graph holds them to be one. `sum` is that of the weights (None where something rules the pair
    out, or nothing is counted), to be held against `threshold`; `mean` is that over all pairs between the two, where there are
    several. Where `keys` is empty, the two were never compared. `judgements` bind them; `verdict` is one sentence.
    """

    kind: JudgedKind
    one: str
    one_label: str
    other: str
    other_label: str
    same: bool
    features: tuple[Compared, ...]
    sum: float | None
    threshold: float | None
    mean: float | None
    keys: tuple[str, ...]
    judgements: tuple[str, ...]
    verdict: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A thing that is asked about: what the user wrote, the id in the graph, and the id that was given where it leads there."""

    text: str
    id: str
    named: str | None


def why_same(
    store: Embedded, look: Lookups, judgements: Judgements, rules: Rules, kind: JudgedKind, one: Asked, other: Asked,
    label: Callable[[str, str], str],
) -> WhySame:  # fmt: skip
    """Two actors, places or events compared. `label` names an id of a kind."""
    told = tuple(_judged(judgements, kind, one, other, label))
    if kind == "actor":
        return _actors(store, look, judgements, rules, one, other, told)
    if kind == "place":
        return _places(look, one, other, told)
    return _events(store, look, rules, one, other, told)


def _judged(judgements: Judgements, kind: JudgedKind, one: Asked, other: Asked, label: Callable[[str, str], str]) -> Iterable[str]:
    """The judgements by which two things are bound, be it along a chain, each as a sentence."""
    seen: set[Pair] = set()
    ids = [[x for x in (each.named, each.id, f"C-{each.id[2:]}" if kind == "event" else None) if x] for each in (one, other)]
    for x, y in product(*ids):
        if x != y:
            for step in judgements.chain(Pair(kind, x, y)):
                if step.pair not in seen:
                    seen.add(step.pair)
                    yield f"{label(kind, step.pair.left)} {step.judgement.words} {label(kind, step.pair.right)}"


def _sum(features: Sequence[Compared]) -> float | None:
    if not features or any(f.rules_out for f in features):
        return None
    return round(sum(f.weight or 0.0 for f in features), 4)


def _verdict(
    things: str, same: bool, total: float | None, threshold: float, mean: float | None, keys: Sequence[str], features: Sequence[Compared],
    told: Sequence[str],
) -> str:  # fmt: skip
    """One sentence that says what decides."""
    out = next((f for f in features if f.rules_out), None)
    if same:
        if total is not None and total >= threshold and keys:
            return f"They are one {things}: {total:g} reaches the threshold of {threshold:g}."
        return f"They are one {things} because you judge so." if told else f"They are one {things} by way of others that are alike enough."
    if told and any(Judgement.DIFFERENT.words in each for each in told):
        return f"They are two {things}s because you judge so."
    if out is not None:
        return f"They are two {things}s: {out.name} rules out that they are one ({out.words})."
    if not keys:
        return f"They are two {things}s: they share no block key, so they were never compared."
    if total is not None and total >= threshold:
        rest = f": the mean of all pairs between them is {mean:g}" if mean is not None else ""
        return f"They are two {things}s though this pair reaches the threshold of {threshold:g}, because the rest does not fit{rest}."
    return f"They are two {things}s: {total or 0:g} does not reach the threshold of {threshold:g}."


# --- actors ----------------------------------------------------------------------------------------------------------


def _actors(
    store: Embedded, look: Lookups, judgements: Judgements, rules: Rules, one: Asked, other: Asked, told: tuple[str, ...]
) -> WhySame:
    from conflictgraph.resolve.comparison import THRESHOLD, block_keys, explain, score

    nodes = _nodes(store, rules, {one.id, other.id})
    mine, yours = _meant(one, nodes.get(one.id, [])), _meant(other, nodes.get(other.id, []))
    same = one.id == other.id
    labels = (look.things.actor_ref(one.id).label, look.things.actor_ref(other.id).label)
    pairs = [(x, y) for x in mine for y in yours if x.id != y.id]
    what = None if same else _alone(one, mine) or _alone(other, yours)
    if not pairs or what is not None:
        if same and mine == yours and mine:
            what = "They are one actor: both names have one normal form, and articles tell nothing that would keep them apart."
        verdict = what or ("They are one actor." if same else "They are two actors.")
        if told:
            verdict = f"They are {'one actor' if same else 'two actors'} because you judge so."
        ids = [some[0].id if some else asked.id for some, asked in ((mine, one), (yours, other))]
        return WhySame("actor", ids[0], labels[0], ids[1], labels[1], same, (), None, None, None, (), told, verdict)
    x, y = max(pairs, key=lambda p: (score(*p), bool(block_keys(p[0]) & block_keys(p[1])), p[1].id, p[0].id))
    features = tuple(compared(f.name, f.weight, f.words) for f in explain(x, y))
    every = [score(a, b) for a, b in pairs]
    mean = round(sum(every) / len(every), 4) if len(every) > 1 and _NEVER not in every else None
    keys = tuple(sorted(block_keys(x) & block_keys(y)))
    verdict = _verdict("actor", same, _sum(features), THRESHOLD, mean, keys, features, told)
    return WhySame("actor", x.id, labels[0], y.id, labels[1], same, features, _sum(features), THRESHOLD, mean, keys, told, verdict)


def _alone(asked: Asked, nodes: Sequence[Node]) -> str | None:
    """Why an actor is never compared with others."""
    if "--" in asked.id:
        return "They are two actors: unnamed parties, and persons known by one word or by initials, stay inside their article."
    if nodes and nodes[0].kind == "post" and asked.id == nodes[0].base:
        return f"They are two actors: {asked.id} is a post, and no articles of those days name its holder."
    return None


def _meant(asked: Asked, nodes: Sequence[Node]) -> list[Node]:
    """Of an actor's nodes those that what the user wrote means: by id, by the normal form of a name, else all."""
    from conflictgraph.resolve.spelling import person_key

    wanted = asked.named or asked.text.removeprefix("actor:")
    for fits in (
        lambda n: n.id == wanted,
        lambda n: n.base == wanted,
        lambda n: n.base in (slug(person_key(wanted)), slug(wanted)),
    ):
        if found := [n for n in nodes if fits(n)]:
            return found
    return list(nodes)


def _nodes(store: Embedded, rules: Rules, actors: set[str]) -> dict[str, list[Node]]:
    """The nodes of some actors."""
    from conflictgraph.incremental.actors import nodes_of

    rules, current = _current(store, rules)
    if current:
        return {each: nodes_of(store.workings.db, rules, each) for each in sorted(actors)}
    settled, nodes = _anew(store, rules)
    return {each: [nodes[k] for k in sorted(nodes) if settled[k] == each] for each in sorted(actors)}


def actor_of(store: Embedded, rules: Rules, node: str) -> str:
    """The actor that a node is; the node itself where it is none of the graph's."""
    from conflictgraph.incremental.actors import actor_of as held

    rules, current = _current(store, rules)
    return held(store.workings.db, node) if current else _anew(store, rules)[0].get(node, node)


def _current(store: Embedded, rules: Rules) -> tuple[Rules, bool]:
    """The rules with what the user decided, and whether the workings stand where the graph stands."""
    from conflictgraph.growing import current, guided

    rules = guided(store, rules)
    return rules, current(store, rules)


def _anew(store: Embedded, rules: Rules) -> tuple[dict[str, str], dict[str, Node]]:
    """Node → actor and the nodes, out of all articles."""
    from conflictgraph.resolve.identity import actors_of
    from conflictgraph.resolve.parts import part

    parts = [part(record, rules.collectors) for record in store.articles.records()]
    traits, tenures = (t for p in parts for t in p.traits), (t for p in parts for t in p.tenures)
    return actors_of(traits, tenures, rules.collectors.known, rules.guidance.judgements)


# --- events ----------------------------------------------------------------------------------------------------------


def _events(store: Embedded, look: Lookups, rules: Rules, one: Asked, other: Asked, told: tuple[str, ...]) -> WhySame:
    from conflictgraph.resolve.cluster import THRESHOLD, block_keys, bundle, explain, score
    from conflictgraph.resolve.likeness import levels

    reading = Drafts(rules.collectors, look)
    same = one.id == other.id
    mine, yours = (_bundles(store, look, reading, each) for each in (one, other))
    pairs = [(x, y) for x in mine for y in yours if x is not y and {d.claim.id for d in x} != {d.claim.id for d in y}]
    labels = tuple(f"{look.event_label(look.things.event(each.id).facts)}" for each in (one, other))
    if not pairs:  # one article tells both
        verdict = "They are one event: one article tells of it, and reads as one." if same else "They are two events."
        return WhySame("event", one.id, labels[0], other.id, labels[1], same, (), None, None, None, (), told, verdict)
    places = reading.places
    whole = [(bundle(x, places), bundle(y, places)) for x, y in pairs]
    x, y = max(whole, key=lambda p: (score(p[0], p[1], places), p[1].claim.id, p[0].claim.id))
    found = {feature.partition(":")[2] or feature: level for feature, level in levels(x, y, places)}
    features = tuple(compared(name, weight, found[name]) for name, weight in explain(x, y, places).items())
    every = [score(a, b, places) for a, b in whole]
    mean = round(sum(every) / len(every), 4) if len(every) > 1 and _NEVER not in every else None
    keys = tuple(sorted(block_keys(x, places) & block_keys(y, places)))
    verdict = _verdict("event", same, _sum(features), THRESHOLD, mean, keys, features, told)
    return WhySame(
        "event", x.claim.id, labels[0], y.claim.id, labels[1], same, features, _sum(features), THRESHOLD, mean, keys, told, verdict
    )  # fmt: skip


def _bundles(store: Embedded, look: Lookups, reading: Drafts, asked: Asked) -> list[list[Draft]]:
    """What each article says of an event; of a claim that is named only its own article, where others tell the event, too."""
    claim = asked.named if asked.named is not None and asked.named.startswith("C-") else None
    only = look.things.claim(claim).article if claim is not None else None
    articles = sorted({look.things.claim(c).article for c in look.things.about("event", asked.id)})
    out = []
    for article in [only] if only is not None else articles:
        record = store.articles.record(article)
        drafts = [d for event, d in reading.of(record) if event == asked.id] if record is not None else []
        if drafts:
            out.append(drafts)
    return out


# --- places ----------------------------------------------------------------------------------------------------------


def _places(look: Lookups, one: Asked, other: Asked, told: tuple[str, ...]) -> WhySame:
    x, y = look.things.place(one.id), look.things.place(other.id)
    same = one.id == other.id
    features = tuple(_place(look, x, y))
    if same:
        verdict = "They are one place because you judge so." if told else "They are one place: the gazetteer, or name and holder, say so."
    elif told:
        verdict = "They are two places because you judge so."
    else:
        out = next((f for f in features if f.rules_out), None)
        verdict = "They are two places: " + (
            f"{out.words}." if out is not None else "what the gazetteer does not know is one place only where name and holder are the same."
        )
    return WhySame("place", x.id, x.label, y.id, y.label, same, features, None, None, None, (), told, verdict)


def _place(look: Lookups, x: GPlace, y: GPlace) -> Iterable[Compared]:
    """What tells places apart. Nothing is counted: a place is its number in the gazetteer, else its name and holder."""
    numbers = [p.geonames for p in (x, y)]
    if None not in numbers:
        apart = numbers[0] != numbers[1]
        yield Compared("gazetteer", None, apart, f"the gazetteer has them as {numbers[0]} and {numbers[1]}" if apart else f"both {numbers[0]}")
    yield Compared("name", None, False, f"“{x.label}” and “{y.label}”")
    yield Compared("level", None, False, f"{x.precision} and {y.precision}")
    holders = [look.things.place_ref(p.within).label if p.within is not None else "nothing known" for p in (x, y)]
    yield Compared("within", None, False, " and ".join(holders))
