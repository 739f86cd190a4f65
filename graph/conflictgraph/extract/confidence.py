"""How sure an account is: the probability that it is read right, from what its rules found and how.

A logistic model of few features, one for each kind of account, and a correction of its score by what was measured. Its numbers
are data (`data/lexicon/confidence.tsv`), made by `training/calibrate.py` from annotated accounts; what counts as right is told in
`docs/confidence.md`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.link import Links
from conflictgraph.extract.roles import antecedent
from conflictgraph.extract.sorts import Sorts
from conflictgraph.resources import table

Evidence = dict[str, float]
LEAST, MOST = 0.01, 0.99  # nothing that was read is impossible, and nothing certain


def evidence(doc: Doc, sorts: Sorts, links: Links, d: Draft) -> Evidence:
    """The features of an account, each 0..1: what was found, how, and beside what."""
    tree = doc.trees[d.trigger.s]
    predicate = tree.predicates.get(d.trigger.i)
    common = {
        "word": d.weight,
        "predicate": predicate.sure if predicate is not None else 0.0,
        "verb": float(tree.words[d.trigger.i].upos == "VERB"),
        "reported": float(d.attribution == "reported"),
        "unreal": float(d.factuality != "actual" or d.polarity == "denied"),
        "deep": min(1.0, sum(1 for _ in tree.up(d.trigger.i)) / 10),
        "long": min(1.0, len(tree.words) / 60),
        "capitals": float(doc.caseless),
        "twin": float(bool(d.twin) and d.kind == "event"),
    }
    special = {"event": _event, "statement": _statement, "tie": _tie}[d.kind](doc, sorts, links, d)
    return {name: round(value, 3) for name, value in sorted({**common, **special}.items())}


def _event(doc: Doc, sorts: Sorts, links: Links, d: Draft) -> Evidence:
    agents, others = [*d.agents, *d.participants], [*d.patients, *d.targets]
    parties = [*d.agents, *d.participants, *d.patients]
    return {
        "agent": float(bool(agents)),
        "patient": float(bool(others)),
        "agent-role": _role(doc, d, "agent"),
        "patient-role": _role(doc, d, "patient"),
        "harm": float(d.harmful),
        "words-only": float(d.type in words("verbal-type")),
        "two-sides": float(len(d.participants) > 1),
        "pronoun": _share(doc, parties),
        "named": float(any(n in sorts.found.at or links.key(n) is not None for n in parties)),
        "place": float(d.place is not None),
        "time": float(d.time is not None),
        "figure": float(bool(d.figures)),
        "joined": float(len(d.triggers) > 1),
        "dateline": float("+dateline" in d.rule),
        "again": float(d.about is not None),
    }


def _role(doc: Doc, d: Draft, slot: str) -> float:
    """The model's probability of the role that gave a slot; 0 where another rule did."""
    place = d.found.get(slot, "")
    if not place.startswith("ARG"):
        return 0.0
    nodes = {*d.agents, *d.participants} if slot == "agent" else {*d.patients, *d.targets}
    sure = [
        role.sure
        for t in d.triggers or [d.trigger]
        if (role := doc.trees[t.s].role(t.i, place)) is not None and Node(t.s, antecedent(doc.trees[t.s], role.head)) in nodes
    ]
    return max(sure, default=0.0)


def _share(doc: Doc, nodes: list[Node]) -> float:
    """The share of parties that are pronouns."""
    return sum(doc.word(n).upos == "PRON" for n in nodes) / len(nodes) if nodes else 0.0


def _statement(doc: Doc, sorts: Sorts, links: Links, d: Draft) -> Evidence:
    kind = d.rule.removeprefix("speech:").partition("/")[0]
    said = " ".join(doc.text(span) for span in d.content)
    return {
        "speaker": float(bool(d.speakers)),
        "speaker-named": float(any(n in sorts.found.at or links.key(n) is not None for n in d.speakers[-1:])),
        "speaker-role": float(any(doc.word(n).lemma.lower() in words("speaker-noun") for n in d.speakers[-1:])),
        "pronoun": _share(doc, d.speakers[-1:]),
        "nested": float(len(d.speakers) > 1),
        "saying": float(kind in {"say", "according", "quote", "report"}),
        "quoted": float(any(mark in said for mark in '“”"')),
        "brief": float(len(said.split()) < 4),
        "event-inside": float(d.about is not None),
    }


def _tie(doc: Doc, sorts: Sorts, links: Links, d: Draft) -> Evidence:
    ends = [d.tie[1], d.tie[2]] if d.tie is not None else []
    named = [n in sorts.found.at for n in ends]
    return {
        "both-named": float(all(named)),
        "pronoun": _share(doc, ends),
        "present": float(d.tie is not None and d.tie[3] == "present"),
        "office": float(d.tie is not None and d.tie[0] in {"leads", "worksFor", "spokespersonFor", "represents"}),
    }


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """Feature → weight for each kind of account; `start` is the constant, `slope` and `shift` are the correction of the score."""
    found: dict[str, dict[str, float]] = {}
    for kind, feature, weight in table("lexicon/confidence.tsv", "kind", "feature", "weight", header=True):
        found.setdefault(kind, {})[feature] = float(weight)
    return found


def probability(kind: str, found: Evidence) -> float:
    """The probability that an account of a kind with such features is right, to two decimals."""
    own = weights()[kind]
    score = own["start"] + math.fsum(own.get(name, 0.0) * value for name, value in found.items())
    return round(min(MOST, max(LEAST, 1 / (1 + math.exp(-(own["shift"] + own["slope"] * score))))), 2)
