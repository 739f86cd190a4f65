#!/usr/bin/env python3
"""Is an account's confidence the share of such accounts that are right? Reliability on the dev parts of annotated corpora.

    python benchmarks/calibration.py --gold ../shared/gold [--pairs pairs.jsonl] [--json]

Runs the pipeline, asks `scorers/right.py` of each account whether it is right, and puts the answers beside the confidence: a
reliability table of ten bins, the expected calibration error (Naeini, Cooper and Hauskrecht 2015: the distance between mean
confidence and share of right ones in ten bins of equal width, weighted by their sizes) and the Brier score. Of dev only the half
counts that `training/calibrate.py` never looks at.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
for _place in (HERE, HERE.parent / "graph"):
    if str(_place) not in sys.path:
        sys.path.insert(0, str(_place))

from conflictgraph.extract import extract_article  # noqa: E402  (the path above comes first)
from conflictgraph.extract.confidence import probability  # noqa: E402
from conflictgraph.extract.trace import Trace  # noqa: E402
from conflictgraph.language import load  # noqa: E402
from conflictgraph.model import Record  # noqa: E402
from scorers.adapt import CORPORA  # noqa: E402
from scorers.common import Row, read_jsonl, row_id  # noqa: E402
from scorers.right import JUDGES  # noqa: E402

BINS = 10


TEACHERS = frozenset({"own", "wikievents"})
"""Whose licence lets accounts teach the weights of the features; of all others only the correction is measured."""


def first_half(row: Row) -> bool:
    """Is a judged account of the half that `training/calibrate.py` may look at? By the first byte of the SHA-1 of its document's id,
    as WikiEvents is split."""
    return hashlib.sha1(str(row["row"]).encode()).digest()[0] % 2 == 0


def teaches(row: Row) -> bool:
    """May a judged account teach the weights?"""
    return first_half(row) and row["corpus"] in TEACHERS


def collect(
    gold: Path, corpora: Iterable[str] = JUDGES, split: str = "dev", limit: int | None = None, halves: bool = True, progress: bool = False
) -> Iterator[Row]:
    """{corpus, row, kind, right, evidence} of every account that the gold says something of; absent corpora are passed over.
    Without `halves` only the half of dev that `training/calibrate.py` never looks at (of another split, all)."""
    analyzer = load()
    wanted = set(corpora)
    for corpus in (c for c in CORPORA if c.name in wanted):
        path = gold / corpus.files.get(split, f"{corpus.name}/{split}.jsonl")
        if not path.is_file():
            print(f"{corpus.name}: passed over, there is no {path.name}.", file=sys.stderr)
            continue
        rows = [row if "id" in row else {**row, "id": corpus.key(row)} for row in read_jsonl(path)]
        if split == "dev" and not halves:
            rows = [row for row in rows if not first_half({"row": row_id(row)})]
        for n, row in enumerate(rows[:limit], 1):
            records: list[Record] = []
            evidence: dict[str, dict[str, float]] = {}
            for article in corpus.articles(row):
                trace = Trace()
                records.append(extract_article(article, analyzer, trace) if article.text.strip() else Record(article))
                evidence.update(trace.evidence)
            prediction = corpus.predict(row, records)
            for account, right in JUDGES[corpus.name](row, records, prediction):
                yield {"corpus": corpus.name, "row": row_id(row), "kind": account.kind, "right": right, "evidence": evidence[account.id]}
            if progress:
                print(f"\r{corpus.name}: {n} of {len(rows)}", end="", file=sys.stderr, flush=True)
        if progress:
            print("\r\033[K", end="", file=sys.stderr)


# --- reliability --------------------------------------------------------------------------------------------------

Answer = tuple[float, bool]  # confidence, and whether it is right


def answers(rows: Iterable[Row]) -> dict[tuple[str, str], list[Answer]]:
    """Confidence and answer by (corpus, kind); `all` stands for all corpora and all kinds."""
    out: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for row in rows:
        answer = probability(row["kind"], row["evidence"]), bool(row["right"])
        for corpus in (row["corpus"], "all"):
            out[corpus, row["kind"]].append(answer)
        out["all", "all"].append(answer)
    return dict(out)


def bins(found: Sequence[Answer]) -> list[tuple[float, list[Answer]]]:
    """The answers of each tenth of confidence that has any, under its lower bound."""
    by_bin: dict[int, list[Answer]] = defaultdict(list)
    for answer in found:
        by_bin[min(BINS - 1, int(answer[0] * BINS + 1e-9))].append(answer)
    return [(k / BINS, by_bin[k]) for k in sorted(by_bin)]


def error(found: Sequence[Answer]) -> float:
    """The expected calibration error, 0..1."""
    return sum(abs(math.fsum(p - y for p, y in inside)) for _, inside in bins(found)) / len(found) if found else 0.0


def brier(found: Sequence[Answer]) -> float:
    """The mean squared distance of confidence from 1 (right) or 0 (wrong)."""
    return math.fsum((p - y) ** 2 for p, y in found) / len(found) if found else 0.0


def measures(found: Mapping[tuple[str, str], Sequence[Answer]]) -> dict[str, float]:
    """What the table of quality shows, over all corpora: ECE and Brier in hundredths, and how many were judged."""
    out: dict[str, float] = {}
    for kind in ("all", "event", "statement", "tie"):
        own = found.get(("all", kind), ())
        if own:
            out |= {f"ECE, {kind}": 100 * error(own), f"Brier, {kind}": 100 * brier(own), f"accounts, {kind}": len(own)}
    if out:
        out["reliability, all"] = 100 - out["ECE, all"]  # for floors, which hold what is better when higher
    return out


def report(found: Mapping[tuple[str, str], Sequence[Answer]]) -> dict[str, list[dict[str, Any]]]:
    """The reliability table (over all corpora, by tenths) and a row for each corpus and kind, as JSON values."""
    table = [
        {"from": low, "to": round(low + 1 / BINS, 1), "accounts": len(inside), "confidence": _mean(p for p, _ in inside), "right": _mean(y for _, y in inside)}
        for low, inside in bins(found.get(("all", "all"), ()))
    ]
    rows = [
        {"corpus": corpus, "kind": kind, "accounts": len(own), "confidence": _mean(p for p, _ in own), "right": _mean(y for _, y in own),
         "ece": round(error(own), 3), "brier": round(brier(own), 3)}
        for (corpus, kind), own in sorted(found.items(), key=lambda item: (item[0][0] == "all", item[0][1] == "all", item[0]))
    ]  # fmt: skip
    return {"bins": table, "corpora": rows}


def _mean(values: Iterable[float]) -> float:
    held = [float(v) for v in values]
    return round(math.fsum(held) / len(held), 3)


def measure(gold: Path, split: str, limit: int | None = None) -> dict[str, float]:
    """For `quality.py`."""
    return measures(answers(collect(gold, split=split, limit=limit, halves=False)))


def main(argv: Sequence[str] | None = None) -> int:
    """The command; returns the exit status."""
    parser = argparse.ArgumentParser(description="Reliability of the confidence of accounts.")
    parser.add_argument("--gold", type=Path, default=HERE.parent.parent / "shared" / "gold", help="folder of the corpora")
    parser.add_argument("--split", choices=("dev", "heldout"), default="dev")
    parser.add_argument("--limit", type=int, help="the first N rows of each corpus only")
    parser.add_argument("--pairs", type=Path, help="judged accounts as training/calibrate.py keeps them, instead of a run")
    parser.add_argument("--json", action="store_true", help="print the tables as JSON")
    args = parser.parse_args(argv)
    if args.pairs is None and not args.gold.is_dir():
        parser.error(f"there is no folder {args.gold}.")
    if args.pairs is not None:
        rows: Iterable[Row] = [row for row in read_jsonl(args.pairs) if not first_half(row)]
    else:
        rows = collect(args.gold, split=args.split, limit=args.limit, halves=False, progress=True)
    made = report(answers(rows))
    if args.json:
        print(json.dumps(made, indent=1))
        return 0
    print(f"{'confidence':12s} {'accounts':>8s} {'mean':>6s} {'right':>6s}")
    for row in made["bins"]:
        print(f"{row['from']:.1f} to {row['to']:.1f}   {row['accounts']:8d} {row['confidence']:6.3f} {row['right']:6.3f}")
    print(f"{'corpus':14s} {'kind':10s} {'accounts':>8s} {'mean':>6s} {'right':>6s} {'ECE':>6s} {'Brier':>6s}")
    for row in made["corpora"]:
        print(f"{row['corpus']:14s} {row['kind']:10s} {row['accounts']:8d} {row['confidence']:6.3f} {row['right']:6.3f} {row['ece']:6.3f} {row['brier']:6.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
