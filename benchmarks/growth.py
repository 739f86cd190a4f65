#!/usr/bin/env python3
"""What a change costs in graphs of several sizes: one article more, one corrected, one taken back, one judgement of two actors or
events and taking it back, and the whole anew.

    python benchmarks/growth.py [--sizes 1000 10000 100000] [--changes 15] [--keep FOLDER] [--json]

The graphs are made of `world` articles, whose records are there without reading, so that only what follows from reading
is measured: storing the record, consolidation, triples, names. CPU time of the process with all its threads; the median
of the changes. With `--keep` graphs that are there already are used again, and copies of them are changed.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import measuring
import world
from conflictgraph.judgement import Anchor, Judged, JudgedKind, Judgement, Pair

if TYPE_CHECKING:
    from conflictgraph.model import Record
    from conflictgraph.store.embedded import Embedded

SIZES = (1_000, 10_000, 100_000)
CHANGES = 15

_BUILD = """
import json, time
from pathlib import Path
sys.path[:0] = [sys.argv[2]]
import growth
seconds = growth.build(Path(sys.argv[3]), int(sys.argv[4]))
(Path(sys.argv[3]) / "built.json").write_text(json.dumps(seconds))
"""


def build(folder: Path, count: int) -> float:
    """Make a graph of `count` articles in `folder`; gives the CPU seconds of consolidating and writing all of it."""
    from conflictgraph import pipeline
    from conflictgraph.extraction import consolidation
    from conflictgraph.store import open as open_store

    with open_store(folder / "graph", create=True) as store:
        with store.articles.batch(1000):
            for item in world.some(count):
                store.articles.put(item.record)
        start = time.process_time()
        pipeline.rebuild(store, consolidation)
        return time.process_time() - start


def built(folder: Path, count: int) -> tuple[float, float]:
    """CPU seconds and peak MiB of making a graph in a process of its own; what is there already is not made again."""
    told = folder / "told.json"
    if not told.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        _, peak = measuring.child_with_peak(_BUILD, str(Path(__file__).parent), str(folder), str(count))
        told.write_text(json.dumps([json.loads((folder / "built.json").read_text()), peak]), encoding="utf-8")
    seconds, peak = json.loads(told.read_text(encoding="utf-8"))
    return float(seconds), float(peak)


def sample(count: int, changes: int) -> tuple[list[Record], list[Record], list[Record]]:
    """Records that are not in a world of `count` articles (half of them further voices about its incidents), changed
    versions of some that are, and others that are."""
    incidents = max(1, count // 4)  # there are three to four articles about each
    step = max(1, incidents // (changes + 1))
    some = [world.incident(1, n * step) for n in range(1, changes + 1)]
    more = [world.article(1, each, 50).record for each in some[::2]]
    more += [world.article(1, world.incident(1, 10**7 + n), 0).record for n in range(changes - len(more))]
    first = [world.article(1, each, 0).record for each in some]
    changed = [replace(r, article=replace(r.article, publisher="Late Correction")) for r in first]
    return more, changed, [world.article(1, world.incident(1, n * step + 1), 0).record for n in range(1, changes + 1)]


def median(work: Callable[[Any], object], items: Sequence[Any]) -> float:
    """CPU milliseconds of one call, the median over the items."""
    spent = []
    for item in items:
        start = time.process_time()
        work(item)
        spent.append(1000 * (time.process_time() - start))
    return statistics.median(spent)


def undecided(store: Embedded, kind: JudgedKind, count: int) -> list[Judged]:
    """Pairs of neighbours among the ids of a kind, evenly spread: actors with a name, or claims of events."""
    found = "SELECT id FROM ids WHERE kind = ? AND id NOT LIKE '%--%' AND id = leads ORDER BY id"
    ids = [str(each) for (each,) in store.articles.rows(found, kind)]
    step = max(1, len(ids) // count)
    pairs = [(ids[n], ids[n + 1]) for n in range(0, len(ids) - 1, step)][:count]
    if kind == "event":  # an event is named after a claim
        pairs = [(f"C-{one[2:]}", f"C-{other[2:]}") for one, other in pairs]
    return [Judged(Pair(kind, *pair), Judgement.SAME) for pair in pairs]


def judge(store: Embedded, judged: Judged | None) -> None:
    """Judge a pair as the user would, or take the last judgement back."""
    from conflictgraph import pipeline
    from conflictgraph.extraction import consolidation
    from conflictgraph.query.things import Things

    if judged is None:
        store.verdicts.undo()
    else:
        claims = (judged.pair.left, judged.pair.right) if judged.pair.kind == "event" else ()
        found = [Things(store).claim(each) for each in claims]
        store.verdicts.judge([judged], [Anchor(c.id, c.article, c.facts.event_type or "", "") for c in found])
    pipeline.catch_up(store, consolidation)


def measure(folder: Path, count: int, changes: int) -> Iterator[tuple[str, str, float]]:
    """(what, unit, figure) for the graph in `folder`, which is left as it was."""
    from conflictgraph import pipeline
    from conflictgraph.extraction import consolidation

    more, changed, gone = sample(count, changes)
    with tempfile.TemporaryDirectory(dir=folder) as copy:
        shutil.copytree(folder / "graph", Path(copy) / "graph")

        def opened() -> Embedded:
            return pipeline.open(Path(copy) / "graph", consolidation)

        with opened() as store:

            def put(record: Record) -> None:
                store.articles.put(record)
                pipeline.catch_up(store, consolidation)

            def take(record: Record) -> None:
                pipeline.retract(store, [record.article.id], consolidation)

            put(more[0])  # what is loaded on first use
            yield "one article more", "CPU ms", median(put, more[1:])
            yield "one article corrected", "CPU ms", median(put, changed)
            yield "one article taken back", "CPU ms", median(take, gone)
            for kind in ("actor", "event"):
                pairs = undecided(store, kind, changes)
                yield f"two {kind}s judged one", "CPU ms", median(lambda pair: judge(store, pair), pairs)
                yield f"a judgement of {kind}s taken back", "CPU ms", median(lambda _: judge(store, None), pairs)
        yield "open and close", "CPU ms", median(lambda _: opened().close(), range(changes))
        names = [r.article.title.split(" ")[0] for r in gone if r.article.title]
        with opened() as store:
            yield "search a name", "CPU ms", median(lambda name: store.search(name), names)


def rows(sizes: Sequence[int], changes: int, keep: Path | None = None) -> Iterator[measuring.Row]:
    """All figures, each beside that of the smallest graph."""
    with tempfile.TemporaryDirectory() as made:
        first: dict[str, float] = {}

        def row(what: str, unit: str, value: float, note: str = "") -> measuring.Row:
            beside = first.setdefault(what, value)
            reference = f"in {sizes[0]:,} articles" if count != sizes[0] else ""
            return measuring.Row("growth", f"{what}, in {count:,} articles", unit, value, reference, beside if reference else None, note)

        for count in sizes:
            folder = (keep or Path(made)) / str(count)
            seconds, peak = built(folder, count)
            yield row("everything anew", "CPU s", seconds, f"{1000 * seconds / count:.1f} CPU ms an article")
            yield row("peak memory of everything anew", "MiB", peak)
            for what, unit, value in measure(folder, count, changes):
                yield row(what, unit, value)


def main(argv: Sequence[str] | None = None) -> int:
    """The command; returns the exit status."""
    parser = argparse.ArgumentParser(description="Measure what a change costs in graphs of several sizes.")
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES, help="numbers of articles (default: %(default)s)")
    parser.add_argument("--changes", type=int, default=CHANGES, help="changes of each sort (default: %(default)s)")
    parser.add_argument("--keep", type=Path, help="keep the graphs in this folder, and use those that are there")
    parser.add_argument("--json", action="store_true", help="print the rows as JSON")
    args = parser.parse_args(argv)
    told = []
    for each in rows(sorted(args.sizes), args.changes, args.keep):
        told.append(each)
        if not args.json:
            print(measuring.line(each), flush=True)
    if args.json:
        print(json.dumps([asdict(each) for each in told], indent=1, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
