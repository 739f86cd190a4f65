"""Commands that change a graph, or say how it is: add, retract, reread, rebuild, check, log; and extract, without a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from conflictgraph.cli.frame import Progress, examples, format_options, graph_option, limit_option, limited, opened

if TYPE_CHECKING:
    from conflictgraph.api import Graph
    from conflictgraph.pipeline import Summary

_published = click.option("--published", metavar="DATE", help="The date of publication of all of it, YYYY-MM-DD.")
_publisher = click.option("--publisher", metavar="NAME", help="The publisher of all of it.")
_policy = click.option(
    "--policy", metavar="NAME", help="Make the graph by this policy: all, attributed, two-speakers, or a TOML file; it stays."
)
_processes = click.option(
    "--processes", type=click.IntRange(min=1), default=1, show_default=True, help="Read so many articles side by side."
)


@click.command(
    epilog=examples("conflictgraph add articles/", "cat story.txt | conflictgraph add - --published 2015-06-16")
)
@click.argument("paths", nargs=-1, required=True)
@_published
@_publisher
@_policy
@_processes
@graph_option
@click.pass_context
def add(
    ctx: click.Context,
    paths: tuple[str, ...],
    published: str | None,
    publisher: str | None,
    policy: str | None,
    processes: int,
    graph: str | None,
) -> None:
    """Read articles into the graph; it is made if there is none.

    PATHS are files, folders, patterns or - for standard input. An article that is there already changes nothing; a changed
    text under the same URL is a correction. What cannot be read is skipped, and "conflictgraph log" says why.
    """
    with opened(ctx, graph, create=True) as g:
        if policy is not None:
            g.set_policy(policy)
        progress = Progress()
        try:
            summary = g.add(paths, published, publisher, progress, processes)
        finally:
            progress.done()
        _report(g, summary, "reading")


@click.command(epilog=examples("conflictgraph retract A-90b2c4", "conflictgraph retract https://example.org/story"))
@click.argument("articles", nargs=-1, required=True)
@graph_option
@click.pass_context
def retract(ctx: click.Context, articles: tuple[str, ...], graph: str | None) -> None:
    """Take articles back, as if they had never been added.

    ARTICLES are ids (or their first characters), URLs, or the files they came from.
    """
    with opened(ctx, graph) as g:
        _report(g, g.retract(articles), "taking back")


@click.command(epilog=examples("conflictgraph reread --stale"))
@click.option("--stale", is_flag=True, help="Only articles that another version of conflictgraph has read.")
@_processes
@graph_option
@click.pass_context
def reread(ctx: click.Context, stale: bool, processes: int, graph: str | None) -> None:
    """Read the stored articles out again, as after an upgrade."""
    with opened(ctx, graph) as g:
        progress = Progress("reading again")
        try:
            summary = g.reread(not stale, progress, processes)
        finally:
            progress.done()
        _report(g, summary, "reading again")


@click.command(epilog=examples("conflictgraph rebuild", "conflictgraph rebuild --policy two-speakers"))
@_policy
@graph_option
@click.pass_context
def rebuild(ctx: click.Context, policy: str | None, graph: str | None) -> None:
    """Make the triples again from the articles, byte for byte."""
    with opened(ctx, graph, repair=True) as g:
        g.rebuild(policy)
        click.echo(f"  {_totals(g)}")


def _report(graph: Graph, summary: Summary, verb: str) -> None:
    """What a run did, and how much the graph holds now."""
    parts = [(summary.added, "new"), (summary.corrected, "corrected"), (summary.retracted, "taken back")]
    done = ", ".join(f"{count:,} {what}" for count, what in [*parts, (summary.unchanged, "unchanged")] if count)
    skipped = f"  {summary.skipped:,} skipped (see: conflictgraph log)" if summary.skipped else ""
    click.echo(f"  {verb}  {summary.done:,}/{summary.done:,}  {done}{skipped}".rstrip(), err=True)
    click.echo(f"  {_totals(graph)}")


def _totals(graph: Graph) -> str:
    parts = []
    for name, count in graph.counts().items():
        parts.append(f"{count:,} {name[:-1] if count == 1 else name}")
    return " · ".join(parts)


@click.command(epilog=examples("conflictgraph log", "conflictgraph log --format csv > skipped.csv"))
@format_options("table", "json", "jsonl", "csv", "tsv")
@limit_option
@graph_option
@click.pass_context
def log(ctx: click.Context, form: str, limit: int | None, graph: str | None) -> None:
    """List the inputs that could not be read, each with the reason."""
    from conflictgraph.cli.output import emit
    from conflictgraph.store.articles import Skipped

    with opened(ctx, graph) as g:
        rows = g.log()[: limited(limit)]
        emit(rows, (("input", lambda r: r.source, 60), ("why", lambda r: r.reason, 0)), form, Skipped, limit)


@click.command(epilog=examples("conflictgraph check", "conflictgraph check --full"))
@click.option("--full", is_flag=True, help="Ask a complete SHACL processor, too (slow; needs the extra “validate”).")
@format_options("table", "json", "jsonl", "csv", "tsv")
@graph_option
@click.pass_context
def check(ctx: click.Context, full: bool, form: str, graph: str | None) -> Any:
    """Check the graph against the ontology, and its quotes.

    Every quote is compared with its article. Ends with 1 where something is unsound.
    """
    from conflictgraph.cli.output import emit, say
    from conflictgraph.triples.validate import Violation

    with opened(ctx, graph) as g:
        found = g.check(full)
        if found or form != "table":
            columns = (
                ("rule", lambda r: r.shape, 0),
                ("thing", lambda r: r.node, 0),
                ("fault", lambda r: r.message, 0),
            )
            emit(found, columns, form, Violation, 0)
        else:
            say("The graph is sound: it fits the ontology, and every quote stands where it says.")
    return 1 if found else 0


@click.command(
    epilog=examples(
        "conflictgraph extract story.txt --published 2015-06-16 > records.jsonl", "conflictgraph extract story.txt --explain --sentence 2"
    )
)
@click.argument("paths", nargs=-1, required=True)
@_published
@_publisher
@click.option("--indent", is_flag=True, help="For people: several indented lines a record.")
@click.option("--explain", "why", is_flag=True, help="Show words, tree, names and roles of each sentence, and why each account was read as it was.")
@click.option("--sentence", type=click.IntRange(min=1), metavar="N", help="With --explain: the Nth sentence of each article alone.")
@click.option("-f", "--format", "form", type=click.Choice(("text", "json")), help="With --explain: text for people (default), or a JSON object an article.")
def extract(
    paths: tuple[str, ...], published: str | None, publisher: str | None, indent: bool, why: bool, sentence: int | None, form: str | None
) -> Any:
    """Print what is read out of articles, as JSON Lines; or why it was read so.

    A record an article, without a graph. PATHS are files, folders, patterns or - for standard input. Inputs that cannot be read are named on standard error,
    and end with 1 where nothing could be read.
    """
    if why:
        return _explain(paths, published, publisher, indent, sentence, form or "text")
    if sentence is not None or form is not None:
        raise click.UsageError(f"{'--sentence' if sentence is not None else '--format'} goes with --explain.")
    from conflictgraph import records
    from conflictgraph.api import extract_files
    from conflictgraph.cli.output import dumps, warn
    from conflictgraph.errors import SkipArticle

    read = skipped = 0
    for outcome in extract_files(paths, published, publisher):
        if isinstance(outcome, SkipArticle):
            warn(f"Skipped {outcome}")
            skipped += 1
        else:
            click.echo(dumps(records.to_json(outcome), indent=2 if indent else None))
            read += 1
    return 1 if skipped and not read else 0


def _explain(paths: tuple[str, ...], published: str | None, publisher: str | None, indent: bool, only: int | None, form: str) -> int:
    """Print how articles were read; 1 where none could be, or no article has the sentence that is asked for."""
    from dataclasses import asdict, replace

    from conflictgraph.api import explain_files
    from conflictgraph.cli.explaining import lines
    from conflictgraph.cli.output import dumps, say, warn
    from conflictgraph.errors import SkipArticle

    shown = 0
    for outcome in explain_files(paths, published, publisher):
        if isinstance(outcome, SkipArticle):
            warn(f"Skipped {outcome}")
            continue
        if only is not None:
            count = len(outcome.sentences)
            outcome = replace(outcome, sentences=outcome.sentences[only - 1 : only])
            if not outcome.sentences:
                warn(f"There is no sentence {only} in {outcome.article}: it has {count}.")
                continue
        if form == "json":
            click.echo(dumps(asdict(outcome), indent=2 if indent else None))
        else:
            if shown:
                say()
            for line in lines(outcome):
                say(line)
        shown += 1
    return 0 if shown else 1
