#!/usr/bin/env python3
"""Is an account's confidence the share of such accounts that are right? Reliability on the dev parts of annotated corpora.

    python benchmarks/calibration.py --gold ../shared/gold [--pairs pairs.jsonl] [--json]

Runs the pipeline, asks `scorers/right.py` of each account whether it is right, and puts the answers beside the confidence: a
reliability table of ten bins, the expected calibration error (Naeini et al. 2015: the mean distance of confidence and share of
right ones over ten bins of equal width, weighted by size) and the Brier score. Accounts that taught the weights
(`training/calibrate.py`) are left out, except in the row that says so.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
for _place in (HERE, HERE.parent / "graph"):
    if str(_place) not in sys.path:
        sys.path.insert(0, str(_place))

from conflictgraph.extract import extract_article  # noqa: E402  (the path above comes first)
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


def collect(gold: Path, corpora: Iterable[str] = JUDGES, limit: int | None = None, progress: bool = False) -> Iterator[Row]:
    """{corpus, row, kind, right, evidence} of every account that the gold says something of; absent corpora are passed over."""
    analyzer = load()
    for corpus in (c for c in CORPORA if c.name in set(corpora)):
        path = gold / corpus.files["dev"]
        if not path.is_file():
            print(f"{corpus.name}: passed over, there is no {corpus.files['dev']}.", file=sys.stderr)
            continue
        rows = [row if "id" in row else {**row, "id": corpus.key(row)} for row in read_jsonl(path)]
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
