#!/usr/bin/env python3
"""Others on the same dev data, by the same scorers.

    python benchmarks/peers/run.py --gold ../shared/gold [--json] [--peer simple] [--limit N] [corpus …]

Prints a line a measure: what each peer reaches. With --json {peer: {"title": …, "corpora": {corpus: {measure: value}}}}, which
`benchmarks/results/peers-dev.json` keeps and docs/quality.md shows beside ours. A peer that cannot be run says why and is left out.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
for _place in (HERE.parent, HERE.parent.parent / "graph"):
    if str(_place) not in sys.path:
        sys.path.insert(0, str(_place))

from peers import Reader, Unavailable  # noqa: E402  (the path above comes first)
from scorers.adapt import CORPORA  # noqa: E402
from scorers.common import read_jsonl, row_id  # noqa: E402

PEERS = ("spacy_rules", "dictionary", "simple")
Results = dict[str, dict[str, Any]]


def measure(reader: Reader, corpus: str, gold: Path, limit: int | None, progress: bool = False) -> dict[str, float] | None:
    """The measures of one peer on one corpus' dev part; None where the corpus is absent."""
    adapter = next(c for c in CORPORA if c.name == corpus)
    path = gold / adapter.files["dev"]
    if not path.is_file():
        return None
    rows = [row for row in read_jsonl(path) if adapter.select(row, "dev")][:limit]
    rows = [row if "id" in row else {**row, "id": adapter.key(row)} for row in rows]
    found = {}
    for n, row in enumerate(rows, 1):
        found[row_id(row)] = {"id": row["id"], **reader.predict(row)}
        if progress:
            print(f"\r{corpus}: {n} of {len(rows)}", end="", file=sys.stderr, flush=True)
    if progress:
        print("\r\033[K", end="", file=sys.stderr)
    return {k: round(v, 3) for k, v in adapter.score(rows, found).items() if k.startswith(reader.measures)}


def main(argv: Sequence[str] | None = None) -> int:
    """The command; returns the exit status."""
    parser = argparse.ArgumentParser(description="Score others on the corpora of quality.py.")
    parser.add_argument("corpora", nargs="*", metavar="corpus", help="of those that a peer can answer (default: all)")
    parser.add_argument("--gold", type=Path, default=HERE.parents[2] / "shared" / "gold", help="folder of the corpora")
    parser.add_argument("--peer", choices=PEERS, action="append", help="this one only (default: all)")
    parser.add_argument("--verbs", type=Path, help="a full CAMEO verb dictionary for the dictionary coder")
    parser.add_argument("--limit", type=int, help="the first N rows of each corpus only")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--quiet", dest="progress", action="store_false", help="no progress on stderr")
    args = parser.parse_args(argv)
    if not args.gold.is_dir():
        parser.error(f"there is no folder {args.gold}.")
    results: Results = {}
    for name in args.peer or PEERS:
        module = import_module(f"peers.{name}")
        try:
            readers = module.load(args.gold, args.verbs) if name == "dictionary" else module.load(args.gold)
        except Unavailable as error:
            print(f"{module.TITLE}: left out, {error}.", file=sys.stderr)
            continue
        corpora = {}
        for corpus, reader in readers.items():
            if not args.corpora or corpus in args.corpora:
                measures = measure(reader, corpus, args.gold, args.limit, args.progress)
                if measures is not None:
                    corpora[corpus] = measures
        results[module.NAME] = {"title": module.TITLE, "corpora": corpora}
    if args.json:
        print(json.dumps(results, indent=1))
        return 0
    for peer in results.values():
        for corpus, measures in peer["corpora"].items():
            for key, value in measures.items():
                print(f"{peer['title']:20s} {corpus:14s} {key:34s} {value:8.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
