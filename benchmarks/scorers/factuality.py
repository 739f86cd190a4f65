"""Told as so, or not: our own sentences with what each says of whether something happened (`tests/data/factuality`).

A gold event lists the words that may name it and the ways of telling that a careful reader may accept: `actual`, `alleged`,
`planned`, `threatened`, `hypothetical`, `denied`, or `none` where no act of conflict is told (a death by illness, an accident).
It is right if every account whose trigger is one of the words is told in one of these ways. Where there is no account, `none` is
right and everything else is left out: what is found at all is measured elsewhere, and the share found is printed. A second measure asks the one question that a reader of a graph cannot check: of the accounts told as having
happened (actual, affirmed), for how many does the text say so?

`later.jsonl` and `third.jsonl` hold sentences that were written when the rules stood, in two rounds; they are corpora of their own
(`factuality_later`, `factuality_third`).

    python benchmarks/scorers/factuality.py predictions/factuality.jsonl        # what goes wrong in the developed half
    python benchmarks/scorers/factuality.py predictions/factuality_later.jsonl  # the same of the later sentences
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scorers.common import Row, by_id, read_jsonl, row_id
from scorers.shown import HALVES, asked, named, part_of, show

GOLD = Path(__file__).resolve().parents[2] / "tests" / "data" / "factuality" / "gold.jsonl"
LATER = GOLD.with_name("later.jsonl")
THIRD = GOLD.with_name("third.jsonl")
NOT_SO = frozenset({"planned", "threatened", "hypothetical", "denied", "none"})


class Item(NamedTuple):
    """One gold event: its words, the ways of telling that are right, and those found (`none` where it is not told)."""

    words: str
    expected: tuple[str, ...]
    found: tuple[str, ...]

    @property
    def right(self) -> bool:
        return set(self.found) <= set(self.expected)

    @property
    def counts(self) -> bool:
        """Is there an account, or ought there to be none?"""
        return self.found != ("none",) or "none" in self.expected

    @property
    def as_so(self) -> bool:
        """Is it told as having happened?"""
        return "actual" in self.found


def items(row: Row, prediction: Row) -> Iterator[Item]:
    """The events of one sentence."""
    for event in row["events"]:
        spans = [(w["start"], w["start"] + len(w["word"])) for w in event["words"]]
        found = {
            "denied" if a["polarity"] == "denied" else a["factuality"]
            for a in prediction.get("accounts", [])
            if any(a["trigger"][0] < end and a["trigger"][1] > start for start, end in spans)
        }
        yield Item(event["words"][0]["word"], tuple(event["told"]), tuple(sorted(found)) or ("none",))


def score(rows: Sequence[Row], found: Mapping[str, Row]) -> dict[str, float]:
    """Per cent of the events found, of those found told rightly, and of those told as having happened that did; each half apart."""
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        for item in items(row, found.get(row_id(row), {})):
            part = part_of(row)
            counts[part, "all"] += item.counts
            counts[part, "right"] += item.counts and item.right
            counts[part, "told"] += item.expected != ("none",)
            counts[part, "found"] += item.expected != ("none",) and item.found != ("none",)
            counts[part, "as so"] += item.as_so
            counts[part, "wrongly so"] += item.as_so and set(item.expected) <= NOT_SO
    out = {}
    for part in (p for p in (*HALVES, "further") if counts[p, "all"] or p in HALVES):
        out[f"factuality right, {named(part)}"] = 100 * counts[part, "right"] / max(1, counts[part, "all"])
        out[f"events found, {named(part)}"] = 100 * counts[part, "found"] / max(1, counts[part, "told"])
        out[f"told as actual rightly, {named(part)}"] = 100 * (1 - counts[part, "wrongly so"] / max(1, counts[part, "as so"])) if counts[part, "as so"] else 0.0
    return out


def gold_of(path: Path) -> Path:
    """The gold of a file of predictions, by the name of its corpus."""
    return next((gold for gold in (LATER, THIRD) if path.stem.endswith(f"_{gold.stem}")), GOLD)


def main(argv: Sequence[str]) -> int:
    half, path = asked(argv)
    if path is None:
        sys.exit("Usage: python benchmarks/scorers/factuality.py PREDICTIONS/factuality.jsonl [--half held]")
    rows, found = read_jsonl(gold_of(path)), by_id(read_jsonl(path))
    shown = {half, "further"} if half == HALVES[0] else {half}
    wrong = (
        f"{item.words}: expected {' or '.join(item.expected)}, found {', '.join(item.found)} | {row['text']}"
        for row in rows for item in items(row, found.get(row_id(row), {})) if item.counts and not item.right and part_of(row) in shown
    )  # fmt: skip
    return show(wrong, score(rows, found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
