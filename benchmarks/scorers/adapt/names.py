"""Names (UNER) and the entities and ties of re3d."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from conflictgraph.model import Account, Mention, Record
from scorers.adapt.base import Corpus, harmed, literal_places, paths, sentence_article
from scorers.common import Row, exactly
from scorers.frames import score_links
from scorers.spans import score_spans

NAMES = ("PER", "ORG", "LOC")


def predict_names(row: Row, records: Sequence[Record]) -> Row:
    """The record's names as typed spans."""
    found = {(e.start, e.end, e.type) for e in records[0].entities if e.type in NAMES}
    return {"entities": [list(e) for e in sorted(found)]}


def score_names(gold: Sequence[Row], predictions: Mapping[str, Row]) -> dict[str, float]:
    counts = score_spans(gold, predictions, "entities", set(NAMES))
    if "ALL" not in counts:
        return {}
    precision, recall = counts["ALL"].exact_pr()
    result = {"name exact P": precision, "name exact R": recall, "name exact F": counts["ALL"].exact_f()}
    result["name overlap F"] = counts["ALL"].overlap_f()
    result.update({f"{name} exact F": counts[name].exact_f() for name in NAMES if name in counts})
    return result


UNER_EWT = Corpus(
    "uner_ewt", paths("uner_ewt"), sentence_article, predict_names, score_names, ("name exact F",)
)
UNER_PUD = Corpus(
    "uner_pud",
    paths("uner_pud", heldout="uner_pud/heldout_news.jsonl"),
    sentence_article,
    predict_names,
    score_names,
    ("name exact F",),
)


def _parties(account: Account) -> tuple[Mention, ...]:
    return account.agents + account.participants + harmed(account)


def _link(a: Mention, b: Mention, name: str) -> tuple[int, int, int, int, str]:
    return a.start, a.end, b.start, b.end, name


def predict_re3d(row: Row, records: Sequence[Record]) -> Row:
    """Names, places and times as entities; ties, and what one party does to another, as relations."""
    record = records[0]
    entities = {(e.start, e.end, name) for e in record.entities for name in exactly("re3d_types", e.type)}
    entities |= {(p.start, p.end, "Location") for p in literal_places(record)}
    entities |= {(t.start, t.end, "Temporal") for t in record.times}
    links: set[tuple[int, int, int, int, str]] = set()
    for account in record.accounts:
        if account.polarity == "denied":
            continue
        tie = account.relation
        if tie is not None and tie.status == "present":
            links |= {_link(tie.from_, tie.to, name) for name in exactly("re3d_relations", tie.name)}
        for name in exactly("re3d_relations", f"event:{account.type}"):
            links |= {_link(a, b, name) for a, b in product(account.agents, harmed(account))}
            sides = account.participants
            links |= {_link(a, b, name) for a, b in product(sides, sides) if a != b}
        if account.place is not None:
            place = account.place
            links |= {
                (m.start, m.end, place.start, place.end, name)
                for m in _parties(account)
                for name in exactly("re3d_relations", "place")
            }
    return {"entities": [list(e) for e in sorted(entities)], "relations": [list(link) for link in sorted(links)]}


_RE3D_BOTH_WAYS = frozenset({"IsSynonymOf", "CommWith", "CoLocated", "AlliesOf", "FightingAgainst"})
_RE3D_TYPES = ("Person", "Organisation", "Location", "Nationality", "Weapon", "Temporal")


def score_re3d(gold: Sequence[Row], predictions: Mapping[str, Row]) -> dict[str, float]:
    counts = score_spans(gold, predictions, "entities", set(_RE3D_TYPES))
    result: dict[str, float] = {}
    if "ALL" in counts:
        result["entity exact F"] = counts["ALL"].exact_f()
        result["entity overlap F"] = counts["ALL"].overlap_f()
        result.update({f"{t} overlap F": counts[t].overlap_f() for t in _RE3D_TYPES if t in counts})
    result.update(score_links(gold, predictions, _RE3D_BOTH_WAYS))
    return result


RE3D = Corpus(
    "re3d", paths("re3d"), sentence_article, predict_re3d, score_re3d, ("entity overlap F", "relation F")
)
