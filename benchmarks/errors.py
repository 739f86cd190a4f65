#!/usr/bin/env python3
"""Of which kind are the errors? Gold, prediction and record side by side, each item in one kind, counted.

    python benchmarks/errors.py --gold ../shared/gold --json > before.json
    python benchmarks/errors.py --gold ../shared/gold --before benchmarks/results/errors-before.json > docs/errors.md

Every corpus is split in two by a hash of its rows' ids: errors are read on one half only (`read`), the other (`unread`)
shows whether what was learnt holds. The kinds come from `scorers/kinds.py`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
for _place in (HERE, HERE.parent / "graph"):
    if str(_place) not in sys.path:
        sys.path.insert(0, str(_place))

from conflictgraph.extract import extract_article  # noqa: E402  (the path above comes first)
from conflictgraph.language import load  # noqa: E402
from conflictgraph.model import Article, Record  # noqa: E402
from scorers.adapt import CORPORA  # noqa: E402
from scorers.common import read_jsonl, row_id  # noqa: E402
from scorers.kinds import KINDS  # noqa: E402

HALVES = ("read", "unread")
Counts = Mapping[str, Mapping[str, Mapping[str, int]]]  # by corpus, by half, by kind


def half(identifier: str) -> str:
    """`read` or `unread`, by the parity of the first byte of the id's MD5."""
    return "unread" if hashlib.md5(identifier.encode(), usedforsecurity=False).digest()[0] % 2 else "read"


def count(gold: Path, corpora: Sequence[str], halves: Sequence[str], limit: int | None, progress: bool) -> Counts:
    """The kinds of every corpus' items; corpora that are absent are left out. `limit` is a number of rows for each half."""
    analyzer = load()
    counts: dict[str, dict[str, Counter[str]]] = {}
    for corpus in (c for c in CORPORA if c.name in corpora):
        path = gold / corpus.files["dev"]
        if not path.is_file():
            print(f"{corpus.name}: passed over, there is no {path.name}.", file=sys.stderr)
            continue
        every = [row for row in read_jsonl(path) if corpus.select(row, "dev")]
        every = [row if "id" in row else {**row, "id": corpus.key(row)} for row in every]
        known: dict[Article, Record] = {}
        for which in halves:
            rows = [row for row in every if half(row_id(row)) == which][:limit]
            tally = counts.setdefault(corpus.name, {}).setdefault(which, Counter())
            for n, row in enumerate(rows, 1):
                records = []
                for article in corpus.articles(row):
                    if article not in known:
                        known[article] = extract_article(article, analyzer) if article.text.strip() else Record(article)
                    records.append(known[article])
                tally.update(KINDS[corpus.name](row, records, corpus.predict(row, records)))
                if progress:
                    print(f"\r{corpus.name}, {which}: {n} of {len(rows)}", end="", file=sys.stderr, flush=True)
            if progress:
                print("\r\033[K", end="", file=sys.stderr)
    return counts


def table(counts: Counts, before: Counts | None) -> str:
    """The counts as a Markdown page: for each corpus its kinds, for each half the count before (where there is one) and now."""
    out = [
        "# Errors by kind",
        "",
        "Made by `benchmarks/errors.py`; do not edit. Each gold item, and each prediction that answers none, is in exactly one",
        "kind. Every corpus is split in two by a hash of the ids: errors are read on the half `read` alone, the half `unread`",
        "shows whether what was learnt holds. What the corpora measure: `benchmarks/README.md`. Toponyms and names (trnews to",
        "uner_ewt) were read on halves by SHA-1 of the id instead: there both columns hold documents whose errors were read.",
        "",
    ]
    for corpus, halves in counts.items():
        titles = [t for h in halves for t in ([f"{h}, before", f"{h}, now"] if before is not None else [h])]
        out += [f"## {corpus}", "", f"| kind | {' | '.join(titles)} |", f"|---|{'---:|' * len(titles)}"]
        old = (before or {}).get(corpus, {})
        kinds = {k for h in halves for k in (*halves[h], *old.get(h, {}))}
        for kind in sorted(kinds, key=lambda k: (k.split(": ")[0], "right" not in k, -max(h.get(k, 0) for h in halves.values()), k)):
            cells = []
            for which, now in halves.items():
                cells += [str(old.get(which, {}).get(kind, 0))] if before is not None else []
                cells.append(str(now.get(kind, 0)))
            out.append(f"| {kind} | {' | '.join(cells)} |")
        out.append("")
    return "\n".join(out).rstrip("\n")


def main(argv: Sequence[str] | None = None) -> int:
    """The command; returns the exit status."""
    parser = argparse.ArgumentParser(description="Count errors by kind on public annotated corpora.")
    parser.add_argument("corpora", nargs="*", metavar="corpus", help=f"of {', '.join(KINDS)} (default: all)")
    parser.add_argument("--gold", type=Path, default=HERE.parent.parent / "shared" / "gold", help="folder of the corpora")
    parser.add_argument("--half", choices=HALVES, action="append", help="one half only (default: both, side by side)")
    parser.add_argument("--limit", type=int, help="the first N rows of the half only")
    parser.add_argument("--before", type=Path, metavar="FILE", help="counts of an earlier version, as --json gave them")
    parser.add_argument("--json", action="store_true", help="print {corpus: {half: {kind: count}}}, not the page docs/errors.md")
    parser.add_argument("--quiet", dest="progress", action="store_false", help="no progress on stderr")
    args = parser.parse_args(argv)
    for name in args.corpora:
        if name not in KINDS:
            parser.error(f"there is no corpus “{name}”; there are {', '.join(KINDS)}.")
    if not args.gold.is_dir():
        parser.error(f"there is no folder {args.gold}.")
    counts = count(args.gold, args.corpora or list(KINDS), args.half or HALVES, args.limit, args.progress)
    if args.json:
        print(json.dumps({c: {h: dict(sorted(k.items())) for h, k in halves.items()} for c, halves in counts.items()}, indent=1))
    else:
        before = json.loads(args.before.read_text(encoding="utf-8")) if args.before else None
        print(table(counts, before))
    return 0


if __name__ == "__main__":
    sys.exit(main())
