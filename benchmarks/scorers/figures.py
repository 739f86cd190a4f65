"""How many and when: our own sentences and short articles with every figure and date annotated (`tests/data/figures`).

A gold event lists the words that may name it; the accounts whose trigger is one of them tell it, and together they must hold
the gold figure and date and no other. One item is counted for every figure that the gold or a prediction has (each effect and
each category apart), so a figure too many counts against the pipeline as one that is missing does; one date item is counted for
every gold event, also where it has no date.

`later.jsonl`, `third.jsonl`, `fourth.jsonl` and `fifth.jsonl` hold sentences that were written when the rules stood, in four rounds; they
are corpora of their own (`figures_later`, `figures_third`, `figures_fourth`, `figures_fifth`).

    python benchmarks/scorers/figures.py predictions/figures.jsonl        # what goes wrong; writes the table of docs/figures-and-dates.md
    python benchmarks/scorers/figures.py predictions/figures_later.jsonl  # what goes wrong in the later sentences
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scorers.common import Row, by_id, read_jsonl, row_id
from scorers.shown import HALVES, asked, named, part_of, show

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "tests" / "data" / "figures" / "gold.jsonl"
LATER = GOLD.with_name("later.jsonl")
THIRD = GOLD.with_name("third.jsonl")
FOURTH = GOLD.with_name("fourth.jsonl")
FIFTH = GOLD.with_name("fifth.jsonl")
DOC = ROOT / "docs" / "figures-and-dates.md"
EFFECTS = ("killed", "wounded", "abducted", "captured")
PARTS = (*HALVES, "further")
START, END = "<!-- table -->", "<!-- end -->"


class Item(NamedTuple):
    """One thing that is right or wrong: `of` is "figures" or "dates", `kind` what went wrong or an empty string."""

    of: str
    kind: str
    words: str
    expected: object
    found: object


def items(row: Row, prediction: Row) -> Iterator[Item]:
    """Everything that counts in one record."""
    accounts = prediction.get("accounts", [])
    taken: set[int] = set()
    for event in row["events"]:
        spans = [(w["start"], w["start"] + len(w["word"])) for w in event["words"]]
        mine = [n for n, a in enumerate(accounts) if any(a["trigger"][0] < end and a["trigger"][1] > start for start, end in spans)]
        taken |= set(mine)
        name = event["words"][0]["word"]
        for effect in EFFECTS:
            found = _distinct(accounts[n][effect] for n in mine)
            if event[effect] is not None or found:
                yield Item("figures", _kind(effect, event[effect], found), name, event[effect], found)
        categories = sorted({*event["who"], *(c for n in mine for c in accounts[n]["who"])})
        for category in categories:
            found = _distinct(accounts[n]["who"].get(category) for n in mine)
            yield Item("figures", _kind("category", event["who"].get(category), found), name, event["who"].get(category), found)
        dates = _distinct(accounts[n]["date"] if accounts[n]["date"] != [None, None] else None for n in mine)
        gold = [event["earliest"], event["latest"]] if event["earliest"] or event["latest"] else None
        yield Item("dates", "event missed" if not mine else _kind("date", gold, dates), name, gold, dates)
    for n, account in enumerate(accounts):
        if n not in taken:
            for effect in EFFECTS:
                if account[effect] is not None:
                    yield Item("figures", f"{effect} of nothing", account["words"], None, [account[effect]])


def _distinct(values: Iterator[object]) -> list[object]:
    out: list[object] = []
    for value in values:
        if value is not None and value not in out:
            out.append(value)
    return out


def _kind(name: str, gold: object, found: Sequence[object]) -> str:
    if list(found) == ([] if gold is None else [gold]):
        return ""
    return f"{name} {'missing' if not found else 'too many' if gold is None else 'another'}"


def all_items(rows: Sequence[Row], found: Mapping[str, Row]) -> Iterator[tuple[Row, Item]]:
    for row in rows:
        for item in items(row, found.get(row_id(row), {})):
            yield row, item


def score(rows: Sequence[Row], found: Mapping[str, Row]) -> dict[str, float]:
    """Exact figures and dates in per cent of the items, each half and the further sentences apart."""
    right: Counter[str] = Counter()
    all_: Counter[str] = Counter()
    for row, item in all_items(rows, found):
        key = f"{item.of} exact, {named(part_of(row))}"
        all_[key] += 1
        right[key] += not item.kind
    return {key: 100 * right[key] / all_[key] for key in sorted(all_)}


def table(rows: Sequence[Row], found: Mapping[str, Row]) -> str:
    """The table of constructions and that of the kinds of failure, in Markdown."""
    counts: dict[str, Counter[tuple[str, str, bool]]] = defaultdict(Counter)
    records: Counter[str] = Counter(row["construction"] for row in rows)
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for row, item in all_items(rows, found):
        for name in (row["construction"], "all"):
            counts[name][item.of, part_of(row), not item.kind] += 1
        if item.kind:
            kinds[item.kind][part_of(row)] += 1
    records["all"] = len(rows)
    lines = [f"| construction | records | {' | '.join(f'{of}, {p}' for of in ('figures', 'dates') for p in PARTS)} |", "| --- | --: " + "| --: " * 2 * len(PARTS) + "|"]
    for name in [*sorted(set(counts) - {"all", "article"}), "article", "all"]:
        cells = [_cell(counts[name], of, p) for of in ("figures", "dates") for p in PARTS]
        lines.append(f"| {name} | {records[name]} | {' | '.join(cells)} |")
    lines += ["", f"| what goes wrong | {' | '.join(PARTS)} |", "| --- " + "| --: " * len(PARTS) + "|"]
    for kind, parts in sorted(kinds.items(), key=lambda k: (-sum(k[1].values()), k[0])):
        lines.append(f"| {kind} | {' | '.join(str(parts[p]) for p in PARTS)} |")
    return "\n".join(lines)


def _cell(counts: Counter[tuple[str, str, bool]], of: str, p: str) -> str:
    right, wrong = counts[of, p, True], counts[of, p, False]
    return f"{right}/{right + wrong} ({100 * right / (right + wrong):.1f} %)" if right + wrong else "–"


def gold_of(path: Path) -> Path:
    """The gold of a file of predictions, by the name of its corpus."""
    return next((gold for gold in (LATER, THIRD, FOURTH, FIFTH) if path.stem.endswith(f"_{gold.stem}")), GOLD)


def main(argv: Sequence[str]) -> int:
    """Print what goes wrong in a half (and in the further sentences, beside the developed one); the tables go into the document."""
    half, path = asked(argv)
    if path is None:
        sys.exit("Usage: python benchmarks/scorers/figures.py PREDICTIONS/figures.jsonl [--half held]")
    rows, found = read_jsonl(gold_of(path)), by_id(read_jsonl(path))
    if gold_of(path) == GOLD:
        before, _, rest = DOC.read_text("utf-8").partition(START)
        DOC.write_text(f"{before}{START}\n{table(rows, found)}\n{END}{rest.partition(END)[2]}", "utf-8")
    shown = {half, "further"} if half == HALVES[0] else {half}
    wrong = (
        f"{item.kind}: {item.words}: expected {item.expected}, found {item.found} | {row['published']} {row['text']!r}"
        for row, item in all_items(rows, found) if item.kind and part_of(row) in shown
    )  # fmt: skip
    return show(wrong, score(rows, found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
