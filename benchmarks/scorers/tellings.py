"""Are the tellings of one event inside one article (headline, lead, "the attack", "they") led to one event? The corpus `own_events`.

Each article is consolidated by itself. A mention is an event account, its true cluster the incident in whose marked characters
its trigger stands, as in `outlets`; what tells of an incident and was not read is a mention that the response lacks. Besides:
does the event that holds most tellings of an incident name its attackers, and has it its toll?

    python benchmarks/scorers/tellings.py [PREDICTIONS/own_events.jsonl] [--half held]   prints false merges and splits
    python benchmarks/scorers/tellings.py --make                                         writes gold.jsonl out of the marked texts
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2] / "graph")]

from conflictgraph.graphmodel import GEvent, Graph
from conflictgraph.model import Record
from outlets.markup import rows
from scorers import coref, outlets
from scorers.common import Row, by_id, read_jsonl
from scorers.shown import HALVES, asked, show

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "data" / "events"
CORPUS = FOLDER / "gold.jsonl"


def made() -> str:
    """gold.jsonl: the rows of both marked files."""
    out = []
    for half in HALVES:
        for cluster in re.split(r"^=== ", (FOLDER / f"{half}.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            name, _, body = cluster.partition("\n")
            out += [json.dumps(row, ensure_ascii=False) for row in rows(body, name.strip())]
    return "\n".join(out) + "\n"


@dataclass(slots=True)
class Found:
    """What was found in some articles: clusters of tellings true, read and told, and what is asked of the events."""

    key: list[frozenset[str]] = field(default_factory=list)
    read: list[frozenset[str]] = field(default_factory=list)
    told: list[frozenset[str]] = field(default_factory=list)
    missed: int = 0
    tellings: int = 0
    named: Counter[bool] = field(default_factory=Counter)
    tolls: Counter[bool] = field(default_factory=Counter)


def take(found: Found, row: Row, record: Record | None) -> None:
    """Add one article."""
    records = {row["id"]: record} if record is not None else {}
    true, graph = outlets.truth([row], records), outlets.consolidated(records.values())
    found.key += outlets.clusters([*true.of.items(), *true.missed])
    found.read += outlets.clusters(true.of.items())
    found.told += outlets.response(true, graph)
    found.missed += len(true.missed)
    found.tellings += true.brackets
    for incident in sorted(row["incidents"]):
        mine = [t["facts"] for t in row["told"] if t["incident"] == incident]
        event = _main(graph, {claim for claim, of in true.of.items() if of == incident})
        by = {facts["by"] for facts in mine if "by" in facts}
        if by:
            found.named[event is not None and any(_names(graph, event, name) for name in by)] += 1
        for name in ("killed", "wounded", "abducted"):
            given = {int(facts[name]) for facts in mine if name in facts}
            if given:
                figure = getattr(event.facts, name) if event is not None else None
                found.tolls[figure is not None and ((figure.best or figure.low) in given or figure.low in given)] += 1


def _main(graph: Graph, claims: set[str]) -> GEvent | None:
    """The event that holds most of some claims."""
    return max((e for e in graph.events if claims & set(e.claims)), key=lambda e: (len(claims & set(e.claims)), e.id), default=None)


def _names(graph: Graph, event: GEvent, name: str) -> bool:
    """Is it among those who did it, or are held to have done it? By any of an actor's names."""
    parties = {*event.facts.agents, *event.facts.participants, *event.alleged_agents}
    called = [n for a in graph.actors if a.id in parties for n in (a.label, *a.alt_labels)]
    return any(name.casefold() in n.casefold() for n in called)


def measures(found: Found) -> dict[str, float]:
    """All measures, in per cent."""
    whole = coref.scores(found.key, found.told)
    out = {f"B-cubed {x}": whole[f"B-cubed {x}"] for x in "PRF"} | {"CoNLL F": whole["CoNLL F"]}
    out["B-cubed F of what is read"] = coref.scores(found.read, found.told)["B-cubed F"]
    merged, split = coref.false_pairs(found.read, found.told)
    joined, one = (sum(len(c) * (len(c) - 1) // 2 for c in side) for side in (found.told, found.read))
    out["false merges"] = 100 * len(merged) / joined if joined else 0.0
    out["false splits"] = 100 * len(split) / one if one else 0.0
    out["tellings read"] = 100 * (1 - found.missed / found.tellings) if found.tellings else 0.0
    for what, counted in (("attackers named", found.named), ("tolls right", found.tolls)):
        out[what] = 100 * counted[True] / counted.total() if counted else 0.0
    return out


def score(table: Sequence[Row], predictions: Mapping[str, Row]) -> dict[str, float]:
    """The measures of both halves."""
    records, out = outlets.read_by(predictions), dict[str, float]()
    for half in HALVES:
        found = Found()
        for row in table:
            if row["half"] == half:
                take(found, row, records.get(row["id"]))
        out |= {f"{key}, {half}": value for key, value in measures(found).items()}
    return out


def errors(row: Row, record: Record) -> Iterator[str]:
    """The tellings of an article by event, where events and incidents are not the same, and what was not read."""
    graph, true = outlets.consolidated([record]), outlets.truth([row], {row["id"]: record})
    words = {a.id: f"{record.article.text[a.trigger.start : a.trigger.end]} [{a.rule}]" for a in record.accounts}
    told = [sorted(c) for c in outlets.response(true, graph)]
    for event in told:
        of = sorted({true.of[c] for c in event})
        if len(of) > 1 or sum(true.of[e[0]] == of[0] for e in told) > 1:
            yield f"{' + '.join('something else' if name.startswith(outlets.OTHER) else name for name in of)}: " + " | ".join(words[c] for c in event)
    for mention, incident in true.missed:
        t = row["told"][int(mention.rpartition(":")[2])]
        yield f"{incident}, not read: {row['text'][t['start'] : t['end']]}"


def main(argv: Sequence[str]) -> int:
    from scorers.adapt.tellings import OWN_EVENTS

    if "--make" in argv:
        CORPUS.write_text(made(), encoding="utf-8")
        return 0
    half, path = asked(argv)
    table, found = [row for row in read_jsonl(CORPUS) if row["half"] == half], Found()
    if path is not None:
        records = outlets.read_by(by_id(read_jsonl(path)))
    else:
        from conflictgraph.extract import extract_article

        records = {row["id"]: extract_article(OWN_EVENTS.articles(row)[0]) for row in table}
    for row in table:
        take(found, row, records.get(row["id"]))
    wrong = (f"{row['id']}  {line}" for row in table if row["id"] in records for line in errors(row, records[row["id"]]))
    return show(wrong, measures(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
