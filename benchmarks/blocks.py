#!/usr/bin/env python3
"""How large blocks become in worlds of several sizes: what decides the cost of finding which accounts tell of one event.

    python benchmarks/blocks.py [--sizes 1000 10000] [--top 5]

A block is what shares a key (`resolve.blocks`); two accounts are compared where they share one. The articles are those of `world`.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence

import world
from conflictgraph.extract.mentions import gazetteer, lexicon
from conflictgraph.resolve.cluster import article_groups, block_keys, bundle
from conflictgraph.resolve.guidance import Guidance
from conflictgraph.resolve.parts import Collectors, part


def blocks(count: int) -> tuple[int, Counter[str], int]:
    """(bundles, block key → bundles in it, pairs compared) of the first `count` articles of a world."""
    collectors = Collectors(lexicon(), gazetteer(), Guidance())
    places = collectors.places()
    held: dict[str, list[int]] = {}
    bundles = 0
    for item in world.some(count):
        mine = part(item.record, collectors)
        places.take(mine.known, mine.called)
        for group in article_groups(mine.read.drafts, places):
            for key in block_keys(bundle(group, places), places):
                held.setdefault(key, []).append(bundles)
            bundles += 1
    pairs = {(a, b) for members in held.values() for n, a in enumerate(members) for b in members[n + 1 :]}
    return bundles, Counter({key: len(members) for key, members in held.items()}), len(pairs)


def main(argv: Sequence[str] | None = None) -> int:
    """The command; returns the exit status."""
    parser = argparse.ArgumentParser(description="Measure blocks in worlds of several sizes.")
    parser.add_argument("--sizes", nargs="+", type=int, default=(1_000, 10_000), help="numbers of articles (default: %(default)s)")
    parser.add_argument("--top", type=int, default=5, help="so many of the largest blocks are named (default: %(default)s)")
    args = parser.parse_args(argv)
    for size in args.sizes:
        bundles, sizes, pairs = blocks(size)
        print(f"{size:,} articles: {bundles:,} events told, {len(sizes):,} blocks, {pairs / max(bundles, 1):.1f} compared with each")
        for key, count in sorted(sizes.items(), key=lambda item: (-item[1], item[0]))[: args.top]:
            print(f"  {count:6,}  {key}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
