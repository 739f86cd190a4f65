"""Puts the benchmarks' figures into docs/quality.md and docs/speed.md.

    python docs/tables.py            # writes the tables from benchmarks/results/*.json
    python docs/tables.py --check    # exit 1 where a page shows something else

`make bench` makes the results. A table stands between `<!-- table -->` and `<!-- /table -->`, or `<!-- table NAME -->` where a page has several. The
examples of errors are made by running the pipeline on the sample articles (`examples.py`).
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results"
TABLE = re.compile(r"(<!-- table ?(\w*) -->\n).*?(<!-- /table -->)", re.DOTALL)
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


def first_number(text: str) -> float | None:
    """The first number of an aim ("45, then above 60.8"), or None."""
    match = re.search(r"\d+(?:\.\d+)?", text)
    return float(match.group()) if match else None


def aims(data: dict[str, dict[str, float]]) -> str:
    """The measures that have an aim or a reference: what we reach, what was the least and what is wanted, what others reach."""

    def rows() -> Iterator[tuple[str, ...]]:
        for (corpus, measure), (reference, aim) in references().items():
            value = data.get(corpus, {}).get(measure)
            if value is None or not (reference or aim):
                continue
            least = first_number(aim)
            further = first_number(aim.partition("then")[2])
            if least is not None and measure.startswith(("ECE", "false merges")):  # an error: less is better
                value, least = -value, -least
            met = "" if least is None else "no" if value < least else "both" if further is not None and value > further else "the first" if further is not None else "yes"
            yield f"`{corpus}`", measure, number(abs(value)), aim, met, reference

    return table(("corpus", "measure", "dev", "aim (on held-out data)", "reached on dev", "others"), {2}, rows())


def peers(data: dict[str, dict[str, float]], others: dict[str, dict[str, Any]]) -> str:
    """Ours beside the peers that were run on the same rows by the same scorers; a dash where a peer does not try."""
    asked: dict[tuple[str, str], None] = {}
    for corpus in data:
        for peer in others.values():
            asked.update(dict.fromkeys((corpus, measure) for measure in peer["corpora"].get(corpus, {})))

    def rows() -> Iterator[tuple[str, ...]]:
        for corpus, measure in asked:
            if measure in data[corpus]:
                theirs = (peer["corpora"].get(corpus, {}).get(measure) for peer in others.values())
                yield f"`{corpus}`", measure, number(data[corpus][measure]), *(number(value) for value in theirs)

    heads = ("corpus", "measure", "conflictgraph", *(str(peer["title"]) for peer in others.values()))
    return table(heads, set(range(2, len(heads))), rows())


def reliability(found: dict[str, list[dict[str, Any]]]) -> str:
    """Markdown of the bins of `calibration.py`."""

    def rows() -> Iterator[tuple[str, ...]]:
        for row in found["bins"]:
            yield f"{row['from']:.1f} to {row['to']:.1f}", number(row["accounts"]), f"{row['confidence']:.2f}", f"{row['right']:.2f}"

    return table(("confidence", "accounts", "mean confidence", "right"), {1, 2, 3}, rows())


def calibrated(found: dict[str, list[dict[str, Any]]]) -> str:
    """Markdown of its rows by corpus and kind."""

    def rows() -> Iterator[tuple[str, ...]]:
        for row in found["corpora"]:
            kind = "all" if row["kind"] == "all" else f"{row['kind']}s"
            corpus = "**all**" if row["corpus"] == "all" else f"`{row['corpus']}`"
            yield corpus, kind, number(row["accounts"]), *(f"{row[key]:.3f}" for key in ("confidence", "right", "ece", "brier"))

    return table(("corpus", "accounts of kind", "judged", "mean confidence", "right", "ECE", "Brier"), {2, 3, 4, 5, 6}, rows())


def below(data: dict[str, dict[str, float]], floors: dict[str, Any]) -> str:
    """What is below its floor at present, as a list; floors of another part of a corpus are left out."""
    lines = []
    for corpus, entry in floors.items():
        for measure, floor in entry["measures"].items():
            value = data.get(corpus, {}).get(measure)
            if entry["split"] == "dev" and value is not None and value < floor - 0.05:
                lines.append(f"- `{corpus}`, {measure}: {number(value)}, its floor is {number(floor)}\n")
    return "".join(lines) or "Nothing is below its floor.\n"


def own(data: dict[str, dict[str, float]]) -> str:
    """What our own annotation says of the sample articles, as sentences."""
    of = data["own"]

    def share(measure: str) -> str:
        return f"{of[measure]:.0f} %"

    return (
        f"Of the events told, {share('event R')} are found, and {share('event P')} of those found are told (F {of['event F']:.0f}). Of the events found, "
        f"the type is right for {share('type accuracy')}, the factuality for {share('factuality accuracy')}, affirmed or denied for "
        f"{share('polarity accuracy')}, the place for {share('place accuracy')}, the date for {share('date accuracy')}, the figures exactly for "
        f"{share('figures accuracy')}; agents F {of['agents F']:.0f}, patients F {of['patients F']:.0f}, speakers F {of['speaker F']:.0f}; ties F {of['tie F']:.0f}.\n"
    )


KINDS = 20  # of errors that are shown


def examples() -> str:
    """The most frequent kinds of error on the sample articles, each with one example; runs the pipeline."""
    from examples import errors

    found = errors()

    def rows() -> Iterator[tuple[str, ...]]:
        for e in found[:KINDS]:
            yield e.kind, number(e.times), f"“{e.words}” ({e.article})", e.expected, e.found

    rest = sum(e.times for e in found[KINDS:])
    more = f"\n{len(found) - KINDS} further kinds make {rest} errors together.\n" if len(found) > KINDS else ""
    return table(("what goes wrong", "times", "for example", "a reader finds", "we read"), {1}, rows()) + more


def speed(data: list[dict[str, Any]]) -> str:
    """Markdown of the rows of speed.py."""

    def rows() -> Iterator[tuple[str, ...]]:
        for row in data:
            beside = row.get("reference_value")
            other = f"{row['reference']} {number(beside)}" if beside is not None else ""
            yield row["section"], row["what"], number(row["value"]), row["unit"], other, row.get("note") or ""

    return table(("section", "what", "figure", "unit", "beside it", "note"), {2}, rows())


def read(name: str) -> Any:
    """A file of results. Raises SystemExit with one sentence where it is missing or broken."""
    path = RESULTS / name
    if not path.is_file():
        raise SystemExit(f"benchmarks/results/{name} is missing; `make bench` makes it.")
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise SystemExit(f"benchmarks/results/{name} is not what the benchmark writes ({error}); `make bench` makes it again.") from error


def blocks() -> Iterator[tuple[str, str, Callable[[], str]]]:
    """(page, name of the table, what makes it), in the order in which they are checked."""
    ours = "quality-dev.json"
    yield "speed.md", "", lambda: speed(read("speed.json"))
    yield "known-errors.md", "own", lambda: own(read(ours))
    yield "quality.md", "aims", lambda: aims(read(ours))
    yield "quality.md", "peers", lambda: peers(read(ours), read("peers-dev.json"))
    yield "quality.md", "reliability", lambda: reliability(read("calibration-dev.json"))
    yield "quality.md", "calibration", lambda: calibrated(read("calibration-dev.json"))
    yield "quality.md", "floors", lambda: below(read(ours), json.loads((ROOT / "benchmarks" / "floors.json").read_text(encoding="utf-8")))
    yield "quality.md", "examples", examples
    yield "quality.md", "all", lambda: quality(read(ours))


def main() -> int:
    parser = argparse.ArgumentParser(description="Tables of the benchmarks' figures.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a page is out of date")
    check = parser.parse_args().check
    wrong = 0
    for page, name, make in blocks():
        path = ROOT / "docs" / page
        try:
            made = make()
        except SystemExit as error:
            print(error)
            wrong = 1
            continue
        except (KeyError, TypeError, AttributeError) as error:
            print(f"The results for docs/{page} are not what the benchmark writes ({error!r}); `make bench` makes them again.")
            wrong = 1
            continue
        old = path.read_text(encoding="utf-8")
        new = TABLE.sub(lambda m, made=made, name=name: m[1] + made + m[3] if m[2] == name else m[0], old)  # type: ignore[misc]
        if new == old:
            continue
        if check:
            what = f"its table “{name}”" if name else "its table"
            print(f"docs/{page}: {what} shows something else than was measured or read; `make refresh` writes it.")
            wrong = 1
        else:
            path.write_text(new, encoding="utf-8")
            print(f"docs/{page} was written.")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
