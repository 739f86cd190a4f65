"""Are the accounts of several outlets led to the incidents they tell of? The corpus `outlets`, scored as a clustering.

All articles are consolidated at once; a mention is an event account of a type that incidents have. Its true cluster is the
incident in whose characters its trigger stands; an account that stands elsewhere is of something else, alone. What tells of
an incident and was not read at all is a mention that the response lacks. The same is done with records that a reader without
fault would make (`outlets.gold`), so that the errors of resolution are told apart from those of reading.

    python benchmarks/scorers/outlets.py [PREDICTIONS/outlets.jsonl] [--half held]   prints false merges and splits
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2] / "graph")]

from conflictgraph.graphmodel import Graph
from conflictgraph.kinds import root_type
from conflictgraph.model import Record
from scorers import coref
from scorers.common import Row, by_id, prf, read_jsonl
from scorers.shown import HALVES, asked, show

CORPUS = Path(__file__).resolve().parents[1] / "outlets" / "articles.jsonl"
OTHER = "?"


@dataclass(frozen=True, slots=True)
class Truth:
    """What each mention tells of, in one half: claim id → incident (`?…` for something else), incidents' wholes, and what was
    not read."""

    of: Mapping[str, str]
    whole: Mapping[str, str | None]
    missed: tuple[tuple[str, str], ...]  # mention, incident
    brackets: int


def truth(rows: Iterable[Row], records: Mapping[str, Record]) -> Truth:
    """The truth of rows, for the accounts that are in their records."""
    of: dict[str, str] = {}
    whole: dict[str, str | None] = {}
    missed: list[tuple[str, str]] = []
    brackets = 0
    for row in rows:
        whole |= {name: each["partOf"] for name, each in row["incidents"].items()}
        types = {each["type"] for each in row["incidents"].values()}
        read: set[int] = set()
        for account in records[row["id"]].accounts if row["id"] in records else ():
            if account.kind != "event" or account.type is None or root_type(account.type) not in types:
                continue
            found = [n for n, t in enumerate(row["told"]) if t["start"] <= account.trigger.start < t["end"]]
            read.update(found)
            of[account.id] = row["told"][found[0]]["incident"] if found else OTHER + account.id
        brackets += len(row["told"])
        missed += [(f"{row['id']}:{n}", t["incident"]) for n, t in enumerate(row["told"]) if n not in read]
    return Truth(of, whole, tuple(missed), brackets)


def clusters(named: Iterable[tuple[str, str]]) -> list[frozenset[str]]:
    """(mention, cluster) pairs as a clustering."""
    found: dict[str, set[str]] = defaultdict(set)
    for mention, cluster in named:
        found[cluster].add(mention)
    return [frozenset(found[key]) for key in sorted(found)]


def response(true: Truth, graph: Graph) -> list[frozenset[str]]:
    """The events as clusters of mentions."""
    return clusters((claim, event.id) for event in graph.events for claim in event.claims if claim in true.of)


def measures(true: Truth, graph: Graph) -> dict[str, float]:
    """All measures of one half, in per cent."""
    told = response(true, graph)
    key = clusters([*true.of.items(), *true.missed])
    read = clusters(true.of.items())
    whole = coref.scores(key, told)
    out = {f"B-cubed {x}": whole[f"B-cubed {x}"] for x in "PRF"} | {"CoNLL F": whole["CoNLL F"]}
    out["B-cubed F of what is read"] = coref.scores(read, told)["B-cubed F"]
    merged, split = coref.false_pairs(read, told)
    joined = sum(len(c) * (len(c) - 1) // 2 for c in told)
    one = sum(len(c) * (len(c) - 1) // 2 for c in read)
    out["false merges"] = 100 * len(merged) / joined if joined else 0.0
    out["false splits"] = 100 * len(split) / one if one else 0.0
    out["incidents read"] = 100 * (1 - len(true.missed) / true.brackets) if true.brackets else 0.0
    return out | parts(true, graph)


def parts(true: Truth, graph: Graph) -> dict[str, float]:
    """Precision, recall and F of `partOf`: of the events that tell mostly of one incident."""
    mostly: dict[str, str] = {}
    for event in graph.events:
        counted = Counter(true.of[claim] for claim in event.claims if claim in true.of)
        if counted:
            mostly[event.id] = min(counted, key=lambda name: (-counted[name], name))
    there = set(mostly.values())
    linked = {event.id: event.part_of for event in graph.events if event.part_of is not None and event.id in mostly}
    wanted = [e for e, name in mostly.items() if true.whole.get(name) in there]
    right = [e for e in wanted if e in linked and mostly.get(linked[e] or "") == true.whole[mostly[e]]]
    precision, recall, f = prf(len(right), len(linked), len(wanted))
    return {"partOf P": precision, "partOf R": recall, "partOf F": f}


def consolidated(records: Iterable[Record]) -> Graph:
    from conflictgraph.extract.mentions import gazetteer, lexicon
    from conflictgraph.resolve import consolidate

    return consolidate(records, lexicon(), gazetteer())


def by_hand(rows: Sequence[Row]) -> dict[str, Record]:
    """The records of a reader without fault, under the rows' ids."""
    from outlets.gold import record

    return {row["id"]: record(row) for row in rows}


def read_by(predictions: Mapping[str, Row]) -> dict[str, Record]:
    """The records in predictions."""
    from conflictgraph.records import from_json

    return {key: from_json(row["record"]) for key, row in predictions.items() if row.get("record")}


def score(rows: Sequence[Row], predictions: Mapping[str, Row]) -> dict[str, float]:
    """The measures of both halves, of what was read and (`by hand`) of records without fault."""
    out: dict[str, float] = {}
    for name, records in (("", read_by(predictions)), (", by hand", by_hand(rows))):
        graph = consolidated(records.values())
        for half in HALVES:
            found = measures(truth([r for r in rows if r["half"] == half], records), graph)
            keep = found if not name else {k: v for k, v in found.items() if k not in ("incidents read", "B-cubed F of what is read")}
            out |= {f"{key}, {half}{name}": value for key, value in keep.items()}
    return out


# --- the table of errors ----------------------------------------------------------------------------------------------


def errors(rows: Sequence[Row], records: Mapping[str, Record], graph: Graph) -> list[tuple[str, str, str, str, str]]:
    """(merge | split, incident, incident, words, words) of each pair of incidents or of parts of one, with the first example."""
    true = truth(rows, records)
    words = {
        a.id: f"{r.article.published}, {r.article.publisher}: {' '.join(r.article.text[a.passage.start : a.passage.end].split())}"
        for r in records.values() for a in r.accounts
    }  # fmt: skip
    found: dict[tuple[str, str, str], tuple[str, str]] = {}
    for event in graph.events:
        mine = sorted(c for c in event.claims if c in true.of)
        for a, b in combinations(mine, 2):
            if true.of[a] != true.of[b]:
                one, other = sorted(("something else" if true.of[x].startswith(OTHER) else true.of[x], x) for x in (a, b))
                found.setdefault(("merge", one[0], other[0]), (words[one[1]], words[other[1]]))
    of = {c: e.id for e in graph.events for c in e.claims}
    by_incident: dict[str, list[str]] = defaultdict(list)
    for claim, name in sorted(true.of.items()):
        by_incident[name].append(claim)
    for name, claims in sorted(by_incident.items()):
        pieces: dict[str, list[str]] = defaultdict(list)
        for claim in claims:
            pieces[of[claim]].append(claim)
        largest = max(pieces, key=lambda e: (len(pieces[e]), e))
        for piece in sorted(set(pieces) - {largest}):
            found["split", name, piece] = words[pieces[piece][0]], words[pieces[largest][0]]
    return [(kind, one, other, *said) for (kind, one, other), said in sorted(found.items())]


def main(argv: Sequence[str]) -> int:
    half, path = asked(argv)
    rows = read_jsonl(CORPUS)
    records = read_by(by_id(read_jsonl(path))) if path is not None else by_hand(rows)
    graph = consolidated(records.values())
    mine = [row for row in rows if row["half"] == half]
    wrong = (
        f"{kind:6s} {one}{f' + {other}' if kind == 'merge' else ''}\n         {a[:220]}\n         {b[:220]}"
        for kind, one, other, a, b in errors(mine, records, graph)
    )
    return show(wrong, measures(truth(mine, records), graph))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
