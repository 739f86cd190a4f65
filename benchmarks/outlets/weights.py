#!/usr/bin/env python3
"""What the weights of `data/lexicon/event-weights.tsv` look like in the developed half of the corpus `outlets`.

    python benchmarks/outlets/weights.py [PREDICTIONS/outlets.jsonl]

For each level of each feature: how often it is found between accounts (bundles of different articles) of one incident and of
two, among all pairs that share a block key, and, where time and place are not concerned, among all pairs of two incidents
of any cluster, which shows how often two incidents are alike by chance; the log of the ratio of the shares (with one half added
to each count), and the weight in use. The held half is never read.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "graph")]

from conflictgraph.extract.mentions import gazetteer, lexicon  # noqa: E402
from conflictgraph.resolve.claims import Draft  # noqa: E402
from conflictgraph.resolve.cluster import article_groups, block_keys, bundle  # noqa: E402
from conflictgraph.resolve.guidance import Guidance  # noqa: E402
from conflictgraph.resolve.likeness import levels, weights  # noqa: E402
from conflictgraph.resolve.parts import Collectors, part  # noqa: E402
from scorers import outlets  # noqa: E402
from scorers.common import by_id, read_jsonl  # noqa: E402

_SITUATED = frozenset({"time", "place", "extent"})  # what a block already shares


def main(argv: Sequence[str]) -> int:
    rows = [row for row in read_jsonl(outlets.CORPUS) if row["half"] == "developed"]
    records = outlets.read_by(by_id(read_jsonl(Path(argv[0])))) if argv else outlets.by_hand(rows)
    collectors = Collectors(lexicon(), gazetteer(), Guidance())
    places = collectors.places()
    true = outlets.truth(rows, records)
    told: list[tuple[str, Draft, set[str]]] = []
    for row in rows:
        mine = part(records[row["id"]], collectors)
        places.take(mine.known, mine.called)
        for group in article_groups(mine.read.drafts, places):
            of = {true.of[d.claim.id] for d in group if d.claim.id in true.of}
            if len(of) == 1:
                whole = bundle(group, places)
                told.append((of.pop(), whole, block_keys(whole, places)))
    same: Counter[tuple[str, str]] = Counter()
    other: Counter[tuple[str, str]] = Counter()
    pairs: Counter[tuple[bool, bool]] = Counter()
    for (one, a, keys), (two, b, more) in combinations(told, 2):
        if a.claim.article == b.claim.article:
            continue
        met = bool(keys & more)
        if one == two and not met:
            continue
        pairs[one == two, met] += 1
        for feature, level in levels(a, b, places):
            feature = feature.partition(":")[0]
            if one == two:
                same[feature, level] += 1
            elif met or feature not in _SITUATED:
                other[feature, level] += 1
    here, alike, apart = pairs[True, True], pairs[False, True], pairs[False, False]
    print(f"{here} pairs of one incident, {alike} of two in one block, {apart} of two elsewhere")
    held = weights()
    for feature, level in sorted({*same, *other, *held}):
        total = alike if feature in _SITUATED else alike + apart
        n, m = same[feature, level], other[feature, level]
        ratio = math.log((n + 0.5) / (here + 1)) - math.log((m + 0.5) / (total + 1))
        used = held.get((feature, level))
        print(f"{feature:13s} {level:18s} {n:5d} {m:6d} {ratio:7.2f} {'never' if level == 'never' else '' if used is None else f'{used:5.2f}':>6s}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
