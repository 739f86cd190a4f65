"""Puts the benchmarks' figures into docs/quality.md and docs/speed.md.

    python docs/tables.py            # writes the tables from benchmarks/results/*.json
    python docs/tables.py --check    # exit 1 where a page shows something else

`make bench` makes the results. A table stands between `<!-- table -->` and `<!-- /table -->`.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results"
TABLE = re.compile(r"(<!-- table -->\n).*?(<!-- /table -->)", re.DOTALL)
# Measures that every corpus has and that say nothing of quality.
COUNTS = re.compile(r"(?:^|\s)(?:n|rows|documents|gold|predicted|support)$")


def references() -> dict[tuple[str, str], tuple[str, str]]:
    """(corpus, measure) → what others reached, and what we aim at."""
    with (ROOT / "benchmarks" / "references.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(r["corpus"], r["measure"]): (r["reference"] or "", r["aim"] or "") for r in rows}


def number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if value == int(value) or abs(value) >= 1000 else f"{value:,.1f}"


def table(head: tuple[str, ...], right: set[int], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [head, tuple("--:" if n in right else "---" for n in range(len(head))), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def quality(data: dict[str, dict[str, float]]) -> str:
    """Markdown of `{corpus: {measure: value}}`, beside the references."""
    known = references()

    def rows() -> Iterator[tuple[str, ...]]:
        for corpus, measures in data.items():
            for measure, value in measures.items():
                if not COUNTS.search(measure):
                    yield (f"`{corpus}`", measure, number(value), *known.get((corpus, measure), ("", "")))

    return table(("corpus", "measure", "dev", "others", "aim"), {2}, rows())


def speed(data: list[dict[str, Any]]) -> str:
    """Markdown of the rows of speed.py."""

    def rows() -> Iterator[tuple[str, ...]]:
        for row in data:
            beside = row.get("reference_value")
            other = f"{row['reference']} {number(beside)}" if beside is not None else ""
            yield row["section"], row["what"], number(row["value"]), row["unit"], other, row.get("note") or ""

    return table(("section", "what", "figure", "unit", "beside it", "note"), {2}, rows())


PAGES = (("quality.md", "quality-dev.json", quality), ("speed.md", "speed.json", speed))


def main() -> int:
    parser = argparse.ArgumentParser(description="Tables of the benchmarks' figures.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a page is out of date")
    check = parser.parse_args().check
    wrong = 0
    for page, name, make in PAGES:
        path, results = ROOT / "docs" / page, RESULTS / name
        if not results.is_file():
            print(f"benchmarks/results/{name} is missing; `make bench` makes it.")
            wrong = 1
            continue
        try:
            made = make(json.loads(results.read_text(encoding="utf-8")))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            print(f"benchmarks/results/{name} is not what the benchmark writes ({error}); `make bench` makes it again.")
            wrong = 1
            continue
        old = path.read_text(encoding="utf-8")
        new = TABLE.sub(lambda m, made=made: m[1] + made + m[2], old)  # type: ignore[misc]
        if new == old:
            continue
        if check:
            print(f"docs/{page} does not show the figures of benchmarks/results/{name}; `make refresh` writes them.")
            wrong = 1
        else:
            path.write_text(new, encoding="utf-8")
            print(f"docs/{page} was written.")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
