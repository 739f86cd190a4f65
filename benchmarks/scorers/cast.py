"""Are the names, posts and organizations of many articles led to those who are meant? The corpus `own_actors`, as a clustering.

A mention is a stretch of characters whose true actor is known. Its actor in the response is that of the party or speaker that
extraction read there; what was not read as a party or speaker at all says nothing of resolution and is counted as `mentions
read` only. Each half is a graph of its own. The same is scored for what a name in its normal form alone would join (`by name`):
the lexicon's key, else the name, else the article's own party.

    python benchmarks/scorers/cast.py [--half held]   reads the corpus, prints false merges and splits and the measures
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2] / "graph")]

from conflictgraph.model import Mention, Record
from scorers import coref
from scorers.common import Row, by_id, overlaps, read_jsonl
from scorers.shown import HALVES, asked, show

CORPUS = Path(__file__).resolve().parents[1] / "cast" / "articles.jsonl"
Named = tuple[str, str, str, str]  # mention, true actor, actor, what a name alone would give


def read_by(predictions: Mapping[str, Row]) -> dict[str, Record]:
    """The records in predictions."""
    from conflictgraph.records import from_json

    return {key: from_json(row["record"]) for key, row in predictions.items() if row.get("record")}


def named(rows: Sequence[Row], records: Mapping[str, Record]) -> list[Named]:
    """The mentions of rows that extraction read as a party or speaker."""
    from conflictgraph.extract.mentions import gazetteer, lexicon
    from conflictgraph.resolve.actors import mentions
    from conflictgraph.resolve.guidance import Guidance
    from conflictgraph.resolve.identity import actors_of
    from conflictgraph.resolve.judgements import Judgements
    from conflictgraph.resolve.parts import Collectors, part

    collectors = Collectors(lexicon(), gazetteer(), Guidance())
    parts = [part(records[row["id"]], collectors) for row in rows if row["id"] in records]
    settled, nodes = actors_of((t for p in parts for t in p.traits), (t for p in parts for t in p.tenures), collectors.known, Judgements())
    out: list[Named] = []
    for row in rows:
        record = records.get(row["id"])
        if record is None:
            continue
        reading = collectors.actors().article(record)
        parties = sorted(set(mentions(record.accounts)), key=lambda m: (m.start, m.end))
        for n, true in enumerate(row["mentions"]):
            found = _read_there(parties, (true["start"], true["end"]))
            if found is not None:
                node = reading.id(found)
                base = nodes[node].base if node in nodes else node
                if node in nodes and nodes[node].kind == "post":
                    base = f"{base}--{row['id']}"  # without posts by date, a description stays inside its article
                out.append((f"{row['id']}:{n}", true["actor"], settled.get(node, node), base))
    return out


def _read_there(parties: Sequence[Mention], span: tuple[int, int]) -> Mention | None:
    """The party whose name, or else whose words, stand in a span."""
    near = [m for m in parties if overlaps((m.head.start, m.head.end), span)]
    return min(near, key=lambda m: (abs(m.head.start - span[0]) + abs(m.head.end - span[1]), m.start, m.end), default=None)


def _clusters(pairs: Iterable[tuple[str, str]]) -> list[frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for mention, actor in pairs:
        found[actor].add(mention)
    return [frozenset(found[key]) for key in sorted(found)]


def measures(found: Sequence[Named]) -> dict[str, float]:
    """All measures of some mentions, in per cent."""
    key = _clusters((m, true) for m, true, _, _ in found)
    out: dict[str, float] = {}
    for name, at in (("", 2), (", by name", 3)):
        told = _clusters((f[0], f[at]) for f in found)
        every = coref.scores(key, told)
        out |= {f"B-cubed {x}{name}": every[f"B-cubed {x}"] for x in "PRF"} | {f"CoNLL F{name}": every["CoNLL F"]}
        merged, split = coref.false_pairs(key, told)
        joined, one = (sum(len(c) * (len(c) - 1) // 2 for c in side) for side in (told, key))
        out[f"false merges{name}"] = 100 * len(merged) / joined if joined else 0.0
        out[f"false splits{name}"] = 100 * len(split) / one if one else 0.0
    return out


def score(rows: Sequence[Row], predictions: Mapping[str, Row]) -> dict[str, float]:
    """The measures of both halves."""
    records, out = read_by(predictions), dict[str, float]()
    for half in HALVES:
        mine = [row for row in rows if row["half"] == half]
        found = named(mine, records)
        every = sum(len(row["mentions"]) for row in mine)
        out |= {f"{key}, {half}": value for key, value in measures(found).items()}
        out[f"mentions read, {half}"] = 100 * len(found) / every if every else 0.0
    return out


def errors(rows: Sequence[Row], found: Sequence[Named]) -> list[str]:
    """A line for each pair of true actors that were merged, and for each true actor that was split, with how many mentions."""
    texts = by_id(rows)

    def words(mention: str) -> str:
        row, _, n = mention.rpartition(":")
        span = texts[row]["mentions"][int(n)]
        return f"“{texts[row]['text'][span['start'] : span['end']]}” ({row}, {texts[row]['published'][:4]})"

    by_actor: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    by_true: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for mention, true, actor, _ in found:
        by_actor[actor][true].append(mention)
        by_true[true][actor].append(mention)
    out = []
    for actor, of in sorted(by_actor.items()):
        if len(of) > 1:
            out.append(f"merge  {actor}: " + " | ".join(f"{t}: {len(m)}, {words(m[0])}" for t, m in sorted(of.items())))
    for true, into in sorted(by_true.items()):
        if len(into) > 1:
            out.append(f"split  {true}: " + " | ".join(f"{a}: {len(m)}, {words(m[0])}" for a, m in sorted(into.items())))
    return out


def main(argv: Sequence[str]) -> int:
    from conflictgraph.extract import extract_article
    from conflictgraph.read import read_text

    rows = [row for row in read_jsonl(CORPUS) if row["half"] == asked(argv).half]
    records = {
        row["id"]: extract_article(
            read_text(row["text"], published=row["published"], publisher=row["publisher"], title=row["title"], url=f"https://cast.example/{row['id']}")
        )
        for row in rows
    }  # fmt: skip
    found = named(rows, records)
    every = sum(len(row["mentions"]) for row in rows)
    return show([*errors(rows, found), f"{len(found)} of {every} mentions read, {len({f[1] for f in found})} true actors"], measures(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
