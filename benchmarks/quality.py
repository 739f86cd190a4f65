#!/usr/bin/env python3
"""How well the pipeline reads: public annotated corpora, each scored in its own form.

    python benchmarks/quality.py --gold ../shared/gold --split dev [--json] [--check] [corpus …]

Runs `conflictgraph.extract` on every text of a corpus, writes predictions in the corpus' own form
(`--predictions DIR`), scores every document, also one without a prediction, and prints one table beside the
references (`references.tsv`).
An article whose extraction fails counts as an empty prediction; how many and why is reported.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from dataclasses import dataclass, field
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
for _place in (HERE, HERE.parent / "graph"):
    if str(_place) not in sys.path:
        sys.path.insert(0, str(_place))

from conflictgraph.errors import ConflictGraphError, SkipArticle, StopRun  # noqa: E402  (the path above comes first)
from conflictgraph.model import Article, Record  # noqa: E402
from scorers.adapt import CORPORA, Corpus  # noqa: E402
from scorers.common import Row, read_jsonl, row_id, write_jsonl  # noqa: E402

FLOORS = HERE / "floors.json"
REFERENCES = HERE / "references.tsv"
TOLERANCE = 0.05  # points: floors are kept with one decimal

# Not corpora of records with a score of their own: trees, page cleaning, and the reliability of confidences over several corpora.
SPECIAL = ("ud", "html_pages", "calibration")
NAMES = tuple(c.name for c in CORPORA) + SPECIAL


@dataclass(slots=True)
class Outcome:
    """One corpus' measures and what has to be said about them."""

    measures: dict[str, float] = field(default_factory=dict)
    digest: str = ""
    rows: int = 0
    seconds: float = 0.0
    errors: Counter[str] = field(default_factory=Counter)
    absent: str | None = None  # why the corpus was passed over


# --- extraction ---------------------------------------------------------------------------------------------------

_extract: Callable[[Article], Record] | None = None


def _prepare() -> None:
    """Load the analyzer once per process."""
    global _extract
    try:
        extract = import_module("conflictgraph.extract").extract_article
        load = import_module("conflictgraph.language").load
    except (ModuleNotFoundError, AttributeError) as error:
        raise StopRun(f"the pipeline cannot run, {error}.") from error
    analyzer = load()
    _extract = lambda article: extract(article, analyzer)  # noqa: E731


def read_rows(corpus: Corpus, rows: Sequence[Row]) -> list[tuple[Row, list[str]]]:
    """Predictions of rows, each with the errors met. Rows with the same articles are extracted once."""
    if _extract is None:
        _prepare()
    assert _extract is not None
    cache: dict[Article, tuple[Record, str | None]] = {}
    out = []
    for row in rows:
        records, errors = [], []
        for article in corpus.articles(row):
            if article not in cache:
                cache[article] = _attempt(_extract, article)
            record, error = cache[article]
            records.append(record)
            if error is not None:
                errors.append(error)
        out.append(({"id": row["id"], **corpus.predict(row, records)}, errors))
    return out


def _attempt(extract: Callable[[Article], Record], article: Article) -> tuple[Record, str | None]:
    if not article.text.strip():
        return Record(article=article), None
    try:
        return extract(article), None
    except Exception as error:  # whatever it is: counted, reported, and an empty prediction
        if isinstance(error, ConflictGraphError) and not isinstance(error, SkipArticle):
            raise  # the installation is at fault, not the article
        said = str(error).splitlines()
        return Record(article=article), f"{type(error).__name__}: {said[0][:100] if said else ''}"


def _chunks(corpus: Corpus, rows: Sequence[Row], size: int) -> Iterator[list[Row]]:
    """Rows in chunks of about `size`, rows of the same text together."""
    groups: dict[tuple[Article, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(corpus.articles(row), []).append(row)
    chunk: list[Row] = []
    for group in groups.values():
        chunk += group
        if len(chunk) >= size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def predictions_of(
    corpus: Corpus, rows: Sequence[Row], pool: ProcessPoolExecutor | None, show: bool
) -> tuple[dict[str, Row], Counter[str]]:
    """Predictions under their ids, and the errors counted."""
    found: dict[str, Row] = {}
    errors: Counter[str] = Counter()
    chunks = list(_chunks(corpus, rows, 8))
    if pool is None:
        results: Iterator[list[tuple[Row, list[str]]]] = (read_rows(corpus, chunk) for chunk in chunks)
    else:
        results = pool.map(_read_named, [corpus.name] * len(chunks), chunks)
    for result in results:
        for prediction, met in result:
            found[row_id(prediction)] = prediction
            errors.update(met)
        if show:
            print(f"\r{corpus.name}: {len(found)} of {len(rows)}", end="", file=sys.stderr, flush=True)
    if show:
        print("\r\033[K", end="", file=sys.stderr)
    # In the order of the corpus, whatever the chunks were.
    return {row_id(row): found[row_id(row)] for row in rows}, errors


def _read_named(name: str, rows: Sequence[Row]) -> list[tuple[Row, list[str]]]:
    # Adapters hold functions that do not pickle; their names do.
    return read_rows(next(c for c in CORPORA if c.name == name), rows)


# --- measuring ----------------------------------------------------------------------------------------------------


def digest(path: Path) -> str:
    """The sha256 of a file, or of all files of a folder with their names."""
    whole = hashlib.sha256()
    for file in sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]:
        if path.is_dir():
            whole.update(file.relative_to(path).as_posix().encode())
        whole.update(file.read_bytes())
    return whole.hexdigest()


def measure(corpus: Corpus, args: argparse.Namespace, pool: ProcessPoolExecutor | None) -> Outcome:
    """Run and score one corpus of records."""
    relative = corpus.files.get(args.split, "")
    path = args.gold / relative
    if not relative or not path.is_file():
        return Outcome(absent=f"there is no {relative or args.split + ' part'}")
    rows = [row for row in read_jsonl(path) if corpus.select(row, args.split)][: args.limit]
    rows = [row if "id" in row else {**row, "id": corpus.key(row)} for row in rows]
    outcome = Outcome(digest=digest(path), rows=len(rows))
    start = time.perf_counter()
    kept = args.predictions / f"{corpus.name}.jsonl" if args.predictions else None
    if args.reuse and kept is not None and kept.is_file():
        found = {row_id(row): row for row in read_jsonl(kept)}
    else:
        found, outcome.errors = predictions_of(corpus, rows, pool, args.progress)
        if kept is not None:
            kept.parent.mkdir(parents=True, exist_ok=True)
            write_jsonl(kept, found.values())
    outcome.measures = dict(corpus.score(rows, found))
    outcome.seconds = time.perf_counter() - start
    return outcome


def measure_special(name: str, args: argparse.Namespace) -> Outcome:
    """Trees and pages: scorers that run the rooms `language` and `read` themselves."""
    if name == "ud":
        path = args.gold / "ud" / f"en_ewt-ud-{'test' if args.split == 'heldout' else args.split}.conllu"
    else:
        path = args.gold / name if name != "calibration" else args.gold
    if name == "calibration" and args.reuse:
        return Outcome(absent="predictions hold no confidences")
    if not path.exists():
        return Outcome(absent=f"there is no {path.relative_to(args.gold)}")
    try:
        if name == "ud":
            score: Callable[[], Mapping[str, float]] = lambda: import_module("scorers.ud").score_ud(  # noqa: E731
                args.gold, args.split
            )
        elif name == "calibration":
            score = lambda: import_module("calibration").measure(args.gold, args.split, args.limit)  # noqa: E731
        else:
            score = lambda: import_module("scorers.html_pages").score_html(path)  # noqa: E731
        start = time.perf_counter()
        # The page scorer speaks in shares of one, except for the number of pages.
        scale = 100 if name == "html_pages" else 1
        measures = {key: float(value) * (1 if key == "pages" else scale) for key, value in score().items()}
    except ModuleNotFoundError as error:
        return Outcome(absent=f"the module {error.name} is not here")
    except Exception as error:  # noqa: BLE001 - the other corpora still have their say; a floor of this one fails as missing
        return Outcome(digest="" if name == "calibration" else digest(path), errors=Counter([f"{type(error).__name__}: {error}"]))
    return Outcome(measures=measures, digest="" if name == "calibration" else digest(path), seconds=time.perf_counter() - start)


# --- floors -------------------------------------------------------------------------------------------------------

Floors = dict[str, Any]


def read_floors(path: Path = FLOORS) -> Floors:
    """{corpus: {"split", "digest", "measures": {measure: floor}}}; empty where there is no file yet."""
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else {}


def check_floors(outcomes: Mapping[str, Outcome], floors: Floors, split: str) -> list[str]:
    """One sentence for every measure below its floor, and for every corpus that floors cannot be compared on."""
    said = []
    for name, outcome in outcomes.items():
        entry = floors.get(name)
        if entry is None or entry["split"] != split or outcome.absent is not None:
            continue
        if entry["digest"] != outcome.digest:
            said.append(f"{name}: the corpus is not the one that the floors were measured on.")
            continue
        for key, floor in sorted(entry["measures"].items()):
            value = outcome.measures.get(key)
            if value is None or value < floor - TOLERANCE:
                said.append(f"{name}: {key} is {'missing' if value is None else f'{value:.2f}'}, its floor is {floor}.")
    return said


def raise_floors(outcomes: Mapping[str, Outcome], floors: Floors, split: str) -> Floors:
    """Floors with every pinned measure that is higher now; never one that is lower. An entry for another file (another
    digest) is left alone: removing it is a person's decision. What is measured on no one file (`calibration`) has no floor."""
    result = {name: {**entry, "measures": dict(entry["measures"])} for name, entry in floors.items()}
    pinned = {c.name: c.pinned for c in CORPORA}
    for name, outcome in outcomes.items():
        if outcome.absent is not None or not outcome.digest:
            continue
        entry = result.setdefault(name, {"split": split, "digest": outcome.digest, "measures": {}})
        if entry["digest"] != outcome.digest or entry["split"] != split:
            continue
        keys = pinned.get(name, ()) or tuple(k for k in outcome.measures if k in special_pins(name))
        for key in keys:
            if key in outcome.measures:
                value = math.floor(outcome.measures[key] * 10) / 10
                entry["measures"][key] = max(value, entry["measures"].get(key, value))
        entry["measures"] = dict(sorted(entry["measures"].items()))
    return dict(sorted(result.items()))


def special_pins(name: str) -> frozenset[str]:
    """What floors hold of `ud` and `html_pages`: the measures that `references.tsv` names. Of `calibration`, where less error is
    better, what is left of a hundred."""
    if name == "calibration":
        return frozenset({"reliability, all"})
    return frozenset(measure for corpus, measure in references() if corpus == name)


# --- the table ----------------------------------------------------------------------------------------------------


def references() -> dict[tuple[str, str], tuple[str, str]]:
    """(corpus, measure) → (reference, aim)."""
    lines = REFERENCES.read_text(encoding="utf-8").splitlines()[1:]
    cells = [[*line.split("\t"), "", "", ""][:4] for line in lines if line.strip()]
    return {(corpus, key): (reference, aim) for corpus, key, reference, aim in cells}


def print_table(outcomes: Mapping[str, Outcome], floors: Floors) -> None:
    """One line a measure, then what went wrong."""
    known = references()
    print(f"{'corpus':18s} {'measure':34s} {'value':>8s} {'floor':>6s}  {'aim':18s} reference")
    for name, outcome in outcomes.items():
        held = floors.get(name, {}).get("measures", {})
        for key, value in outcome.measures.items():
            reference, aim = known.get((name, key), ("", ""))
            floor = f"{held[key]:.1f}" if key in held else ""
            print(f"{name:18s} {key:34s} {value:8.2f} {floor:>6s}  {aim:18s} {reference}".rstrip())
    for name, outcome in outcomes.items():
        if outcome.absent is not None:
            print(f"{name}: passed over, {outcome.absent}.")
        for error, count in sorted(outcome.errors.items()):
            print(f"{name}: {count} times {error}")


def arguments(argv: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Score the pipeline on public annotated corpora.")
    parser.add_argument("corpora", nargs="*", metavar="corpus", help=f"of {', '.join(NAMES)} (default: all)")
    gold = HERE.parent.parent / "shared" / "gold"
    parser.add_argument("--gold", type=Path, default=gold, help="folder of the corpora")
    parser.add_argument("--split", choices=("dev", "heldout"), default="dev")
    parser.add_argument("--json", action="store_true", help="print {corpus: {measure: value}}")
    parser.add_argument("--limit", type=int, help="read the first N rows of each corpus only")
    parser.add_argument("--predictions", type=Path, metavar="DIR", help="write predictions to DIR/<corpus>.jsonl")
    parser.add_argument("--reuse", action="store_true", help="score the predictions in DIR instead of running")
    parser.add_argument("--jobs", type=int, default=1, help="processes (default 1)")
    parser.add_argument("--check", action="store_true", help="exit 1 when a measure is below its floor")
    parser.add_argument("--raise-floors", action="store_true", help="write higher floors to floors.json")
    parser.add_argument("--quiet", dest="progress", action="store_false", help="no progress on stderr")
    args = parser.parse_args(argv)
    for name in args.corpora:
        if name not in NAMES:
            parser.error(f"there is no corpus “{name}”; there are {', '.join(NAMES)}.")
    if args.limit is not None and (args.check or args.raise_floors):
        parser.error("floors hold for whole corpora: leave out --limit.")
    if args.reuse and not args.predictions:
        parser.error("--reuse needs --predictions DIR.")
    if not args.gold.is_dir():
        parser.error(f"there is no folder {args.gold}.")
    return args


def main(argv: Sequence[str] | None = None) -> int:
    """The command; returns the exit status."""
    args = arguments(argv)
    wanted = args.corpora or NAMES
    outcomes: dict[str, Outcome] = {}
    # Fresh processes: a loaded model does not survive a fork.
    pool = ProcessPoolExecutor(args.jobs, mp_context=get_context("spawn")) if args.jobs > 1 else None
    try:
        for name in wanted:
            corpus = next((c for c in CORPORA if c.name == name), None)
            outcomes[name] = measure_special(name, args) if corpus is None else measure(corpus, args, pool)
            if args.progress and outcomes[name].absent is None:
                print(f"{name}: {outcomes[name].seconds:.0f} s", file=sys.stderr)
    except (ConflictGraphError, BrokenExecutor) as error:
        print(f"The measurement stopped: {error}", file=sys.stderr)
        return 2
    finally:
        if pool is not None:
            pool.shutdown(cancel_futures=True)
    floors = read_floors()
    if args.json:
        print(json.dumps({n: {k: round(v, 3) for k, v in o.measures.items()} for n, o in outcomes.items()}, indent=1))
        for name, outcome in outcomes.items():
            if outcome.absent is not None or outcome.errors:
                why = outcome.absent or f"{outcome.errors.total()} extractions failed"
                print(f"{name}: {why}", file=sys.stderr)
    else:
        print_table(outcomes, floors)
    failed = check_floors(outcomes, floors, args.split) if args.check else []
    for sentence in failed:
        print(sentence, file=sys.stderr)
    if args.raise_floors:
        FLOORS.write_text(json.dumps(raise_floors(outcomes, floors, args.split), indent=1) + "\n", encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
