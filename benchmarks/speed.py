#!/usr/bin/env python3
"""How fast and how large: every figure beside a reference that was measured in the same run.

    python benchmarks/speed.py [--articles FILE_OR_FOLDER …] [--triples 100000] [--json] [section …]

Sections: start (CPU time of `--help` and `show`), add (articles and words per CPU-second, stage by stage, and peak
memory), store (triples per CPU-second into the store, and lookups of one thing), scale (pairs, timelines, networks, exports of
100,000 events and networks of 1,000,000, see scale.py; about half an hour), growth (what one article more costs in graphs of 1,000, 10,000
and 100,000 articles, and everything anew, see growth.py; about half an hour unless the graphs are kept). Times are CPU times of this process
or of a child, so that a busy machine changes them little; divide by the reference to compare machines. What is not
there to be measured is a row that says so.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from measuring import CHECKOUT, NotThereError, Row, best, child_with_peak, cpu, line, measured, of, room

LOOKUPS = 200
AIM_HELP, AIM_SHOW = 120.0, 250.0  # CPU milliseconds


# --- start --------------------------------------------------------------------------------------------------------


def launcher() -> list[str]:
    """The command as it can be run here: the checkout's launcher, else the installed command."""
    script = CHECKOUT / "cli.py"
    if script.is_file():
        return [sys.executable, str(script)]
    installed = shutil.which("conflictgraph")
    if installed is None:
        raise NotThereError("not available: there is no cli.py and no installed command")
    return [installed]


def frequent_name(records: Iterable[Any]) -> str:
    """The name that articles hold most often: something that `show` has to find."""
    names: Counter[str] = Counter()
    for record in records:
        names.update(record.article.text[e.start : e.end] for e in record.entities if e.type in ("PER", "ORG"))
    if not names:
        raise NotThereError("not available: no names were read")
    return min(names, key=lambda name: (-names[name], name))


def start(articles: Sequence[Path]) -> Iterator[Row]:
    """CPU time of commands that a person waits for."""
    bare = best([sys.executable, "-c", "pass"])
    click = best([sys.executable, "-c", "import click"])
    yield Row("start", "python -c pass", "CPU ms", bare)
    yield measured("start", f"--help (aim {AIM_HELP:.0f})", "CPU ms", lambda: best([*launcher(), "--help"]),
                   "import click", click)
    with tempfile.TemporaryDirectory() as folder:

        def show() -> float:
            graph = of(room("conflictgraph"), "open")(Path(folder) / "graph", create=True)
            graph.add([str(p) for p in articles])
            close(graph)
            read = of(room("conflictgraph.read"), "read")
            texts = [a for p in articles for a in read(p) if hasattr(a, "text")]
            extract = of(room("conflictgraph.extract"), "extract_article")
            name = frequent_name(extract(a) for a in texts[:5])
            return best([*launcher(), "--graph", str(Path(folder) / "graph"), "show", name])

        yield measured("start", f"show NAME (aim {AIM_SHOW:.0f})", "CPU ms", show, "import click", click)


def close(graph: Any) -> None:
    """One owner at a time: hand the graph back before another process opens it."""
    done = getattr(graph, "close", None)
    if done is not None:
        done()


# --- add ----------------------------------------------------------------------------------------------------------


def add(articles: Sequence[Path]) -> Iterator[Row]:
    """Throughput of `add` as a whole and by stage; the yardstick is a regular expression over the same words."""
    read = of(room("conflictgraph.read"), "read")
    outcomes, reading = cpu(lambda: [a for p in articles for a in read(p)])
    texts = list({a.id: a for a in outcomes if hasattr(a, "text")}.values())
    words = sum(len(a.text.split()) for a in texts)
    pattern = re.compile(r"\w+|[^\w\s]")
    _, yard = cpu(lambda: [pattern.findall(a.text) for a in texts for _ in range(20)])
    yardstick = ("words by a regex", words * 20 / yard)

    def rate(stage: str, seconds: float) -> Row:
        note = f"{len(texts) / seconds:.1f} articles per CPU s, {seconds:.2f} CPU s"
        return Row("add", stage, "words per CPU s", words / seconds, *yardstick, note)

    def missing(stage: str, error: Exception) -> Row:
        return Row("add", stage, "words per CPU s", None, *yardstick, str(error))

    yield Row("add", "articles", "articles", float(len(texts)), note=f"{words} words")
    yield rate("read", reading)
    spent = 0.0
    records: list[Any] = []
    language = 0.0
    analyzer: Any = None
    try:
        analyzer = of(room("conflictgraph.language"), "load")()
        analyzer.analyze(texts[0].text)  # what is loaded on first use
        _, language = cpu(lambda: [analyzer.analyze(a.text, [(s.start, s.end) for s in a.skipped]) for a in texts])
        yield rate("language", language)
    except NotThereError as error:
        yield missing("language", error)
    try:
        extract = of(room("conflictgraph.extract"), "extract_article")
        extract(texts[0], analyzer)
        records, whole = cpu(lambda: [extract(a, analyzer) for a in texts])
        spent += whole
        yield rate("extract without language", max(whole - language, 1e-9))
    except NotThereError as error:
        yield missing("extract without language", error)
    graph: Any = None
    try:
        if not records:
            raise NotThereError("not available: there are no records to join")
        consolidate = of(room("conflictgraph.resolve"), "consolidate")
        known = resources()
        graph, seconds = cpu(lambda: consolidate(records, *known))
        spent += seconds
        yield rate("consolidate", seconds)
    except NotThereError as error:
        yield missing("consolidate", error)
    try:
        to_triples = of(room("conflictgraph.triples"), "to_triples")
        if graph is None:
            raise NotThereError("not available: there is no consolidated graph to write")
        triples, seconds = cpu(lambda: sum(1 for _ in to_triples(graph)))
        spent += seconds
        yield Row("add", "triples", "triples", float(triples))
        yield rate("triples", seconds)
    except NotThereError as error:
        yield missing("triples", error)
    yield from whole_add(articles, words, len(texts), spent, yardstick)


def resources() -> list[Any]:
    """What `consolidate` wants besides records and a policy: the shipped lexicon and gazetteer."""
    mentions = room("conflictgraph.extract.mentions")
    return [of(mentions, "lexicon")(), of(mentions, "gazetteer")()]


_ADD = "import conflictgraph; conflictgraph.open(sys.argv[2]).add(sys.argv[3:])"


def whole_add(
    articles: Sequence[Path], words: int, count: int, spent: float, yardstick: tuple[str, float]
) -> Iterator[Row]:
    """`open(dir).add([...])` in a process of its own: all CPU time, imports and loading included, and peak memory."""
    bare = child_with_peak("pass")[1]
    try:
        with tempfile.TemporaryDirectory() as folder:
            seconds, memory = child_with_peak(_ADD, str(Path(folder) / "graph"), *map(str, articles))
        note = f"{count / seconds:.1f} articles per CPU s, {seconds:.2f} CPU s, of it {spent:.2f} in the stages above"
        yield Row("add", "add, loading and storing included", "words per CPU s", words / seconds, *yardstick, note)
        yield Row("add", "peak memory of add", "MiB", memory, "python -c pass", bare)
    except NotThereError as error:
        yield Row("add", "add, loading and storing included", "words per CPU s", None, *yardstick, str(error))
        yield Row("add", "peak memory of add", "MiB", None, "python -c pass", bare, str(error))


# --- store --------------------------------------------------------------------------------------------------------


def synthetic(count: int) -> bytes:
    """About `count` triples in N-Triples: events with type, parties, place, dates and figures, as ours have."""
    base, onto = "https://example.org/id/", "https://example.org/ontology#"
    whole = "<http://www.w3.org/2001/XMLSchema#integer>"
    day = "<http://www.w3.org/2001/XMLSchema#date>"
    lines = []
    for i in range(count // 8):
        s = f"<{base}event/E-{i:08x}>"
        lines += [
            f"{s} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{onto}Event> .",
            f"{s} <{onto}eventType> <https://example.org/type/t{i % 16}> .",
            f"{s} <{onto}agent> <{base}actor/a{i * 7 % 1009}> .",
            f"{s} <{onto}patient> <{base}actor/a{i * 13 % 1013}> .",
            f"{s} <{onto}place> <{base}place/p{i % 2003}> .",
            f'{s} <{onto}earliest> "{2000 + i % 25}-{i % 12 + 1:02}-{i % 28 + 1:02}"^^{day} .',
            f'{s} <{onto}killedLow> "{i % 40}"^^{whole} .',
            f'{s} <{onto}speakers> "{i % 5 + 1}"^^{whole} .',
        ]
    return ("\n".join(lines) + "\n").encode()


def store(count: int) -> Iterator[Row]:
    """Loading and looking up: our store on disk, bare Oxigraph on disk, rdflib in memory."""
    ox, rdflib = room("pyoxigraph"), room("rdflib")
    data = synthetic(count)
    size = data.count(b"\n")
    subjects = [f"https://example.org/id/event/E-{i * (size // 8) // LOOKUPS:08x}" for i in range(LOOKUPS)]
    query = "SELECT ?p ?o WHERE { <%s> ?p ?o }"
    memory = rdflib.Graph()
    _, seconds = cpu(lambda: memory.parse(data=data, format="nt"))
    loaded = ("rdflib in memory", size / seconds)
    _, seconds = cpu(lambda: [list(memory.predicate_objects(rdflib.URIRef(s))) for s in subjects])
    looked = ("rdflib in memory", 1e6 * seconds / LOOKUPS)
    _, seconds = cpu(lambda: [list(memory.query(query % s)) for s in subjects])
    asked = ("rdflib in memory", 1e6 * seconds / LOOKUPS)
    with tempfile.TemporaryDirectory() as folder:
        bare = ox.Store(str(Path(folder) / "bare"))
        _, seconds = cpu(lambda: bare.bulk_load(input=data, format=ox.RdfFormat.N_TRIPLES))
        yield Row("store", "Oxigraph bulk_load", "triples per CPU s", size / seconds, *loaded)
        _, seconds = cpu(lambda: [list(bare.quads_for_pattern(ox.NamedNode(s), None, None)) for s in subjects])
        yield Row("store", "Oxigraph, all about one thing", "CPU us", 1e6 * seconds / LOOKUPS, *looked)
        _, seconds = cpu(lambda: [list(bare.query(query % s)) for s in subjects])
        yield Row("store", "Oxigraph, the same as SPARQL", "CPU us", 1e6 * seconds / LOOKUPS, *asked)
        try:
            shelf = of(room("conflictgraph.store.tripleshelf"), "TripleShelf")(Path(folder), "https://example.org/id/")
            triples = [q.triple for q in ox.parse(data, format=ox.RdfFormat.N_TRIPLES)]
            _, seconds = cpu(lambda: shelf.apply(triples, 1))
            yield Row("store", "ours, one transaction", "triples per CPU s", size / seconds, *loaded)
            _, seconds = cpu(lambda: [shelf.query(query % s).data for s in subjects])
            yield Row("store", "ours, all about one thing as SPARQL", "CPU us", 1e6 * seconds / LOOKUPS, *asked)
            shelf.close()
        except NotThereError as error:
            yield Row("store", "ours, one transaction", "triples per CPU s", None, *loaded, str(error))
            yield Row("store", "ours, all about one thing as SPARQL", "CPU us", None, *asked, str(error))


# --- the command --------------------------------------------------------------------------------------------------

SECTIONS = ("start", "add", "store", "scale", "growth")


def elsewhere(section: str, events: int, many: int, articles: Sequence[int], keep: Path | None, files: Sequence[str] | None) -> Iterator[Row]:
    """The sections that other files measure."""
    if section == "scale":
        scale = room("scale")
        yield from scale.rows(events, many, keep, scale.FILES if files is None else files)
    else:
        growth = room("growth")
        yield from growth.rows(sorted(articles), growth.CHANGES, keep)


def run(
    sections: Sequence[str],
    articles: Sequence[Path],
    triples: int,
    events: int = 100_000,
    many: int = 1_000_000,
    sizes: Sequence[int] = (1_000, 10_000),
    keep: Path | None = None,
    files: Sequence[str] | None = None,
) -> Iterator[Row]:
    """All rows of the sections; a section that cannot begin is one row."""
    for section in sections:
        try:
            if section == "store":
                yield from store(triples)
            elif section in ("scale", "growth"):
                yield from elsewhere(section, events, many, sizes, keep, files)
            else:
                yield from (start if section == "start" else add)(articles)
        except NotThereError as error:
            yield Row(section, "everything", "", None, note=str(error))


def main(argv: Sequence[str] | None = None) -> int:
    """The command; returns the exit status."""
    parser = argparse.ArgumentParser(description="Measure speed and memory beside references.")
    parser.add_argument("sections", nargs="*", metavar="section", help=f"of {', '.join(SECTIONS)} (default: all)")
    samples = CHECKOUT / "data" / "articles"
    parser.add_argument("--articles", nargs="+", type=Path, default=[samples], help="files or folders to read")
    parser.add_argument("--triples", type=int, default=100_000, help="size of the store section (default 100,000)")
    parser.add_argument("--events", type=int, default=100_000, help="events of the scale section (default 100,000)")
    parser.add_argument("--many", type=int, default=1_000_000, help="events of its largest graph (default 1,000,000; 0: without it)")
    parser.add_argument("--files", nargs="*", help="exports of the scale section (default: all)")
    parser.add_argument(
        "--sizes", nargs="+", type=int, default=[1_000, 10_000, 100_000], help="numbers of articles of the growth section (default: %(default)s)"
    )
    parser.add_argument("--keep", type=Path, help="keep the graphs of growth and scale in this folder, and use those that are there")
    parser.add_argument("--json", action="store_true", help="print the rows as JSON")
    args = parser.parse_args(argv)
    for name in args.sections:
        if name not in SECTIONS:
            parser.error(f"there is no section “{name}”; there are {', '.join(SECTIONS)}.")
    if args.triples < 8 * LOOKUPS:
        parser.error(f"--triples has to be at least {8 * LOOKUPS}.")
    rows = []
    for row in run(args.sections or SECTIONS, args.articles, args.triples, args.events, args.many, args.sizes, args.keep, args.files):
        rows.append(row)
        if not args.json:
            print(line(row), flush=True)
    if args.json:
        print(json.dumps([asdict(row) for row in rows], indent=1, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
