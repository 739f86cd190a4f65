"""Commands by which the user decides: same, different, unsure, undo, judgements, review, grade, grades, policy."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from conflictgraph.cli.frame import examples, format_options, graph_option, limit_option, limited, opened

if TYPE_CHECKING:
    from conflictgraph.api import Graph
    from conflictgraph.judgement import JudgedKind
    from conflictgraph.judging import GradeRow, JudgementRow
    from conflictgraph.review import Proposal


def _judgement(name: str, help_text: str, example: str) -> click.Command:
    @click.command(name, help=help_text, epilog=examples(example))
    @click.argument("one")
    @click.argument("other")
    @graph_option
    @click.pass_context
    def command(ctx: click.Context, one: str, other: str, graph: str | None) -> None:
        with opened(ctx, graph) as g:
            _tell(g, g.judge(name, one, other))

    return command


_NAMES = "ONE and OTHER are names or ids of two actors or places, or ids of two events or of claims about them."
same = _judgement(
    "same",
    f"""Say that two actors, places or events are one.

    {_NAMES} It counts at once, at every rebuild, and along chains. The merged thing keeps all names; undo parts it again.""",
    'conflictgraph same "Northern Front" "NF"',
)
different = _judgement(
    "different",
    f"""Say that two actors, places or events are not one.

    {_NAMES} They are kept apart at once and at every rebuild, and so is whatever is the same as either. To part what the
    program has joined, name a claim about each of the two events, or NAME@ARTICLE for an actor as an article names it.""",
    "conflictgraph different C-7c1e09 C-90b2c4",
)
unsure = _judgement(
    "unsure",
    f"""Say that you cannot tell whether two things are one.

    {_NAMES} It changes nothing but that “review” does not ask again.""",
    "conflictgraph unsure E-1f3a22 E-90b2c4",
)


def _tell(g: Graph, row: JudgementRow) -> None:
    from conflictgraph.cli.output import say
    from conflictgraph.judgement import Judgement

    say(f"{row.one_label or row.one} {Judgement(row.judgement).words} {row.other_label or row.other}.")


@click.command(epilog=examples("conflictgraph undo", 'conflictgraph undo "Northern Front" "NF"'))
@click.argument("one", required=False)
@click.argument("other", required=False)
@graph_option
@click.pass_context
def undo(ctx: click.Context, one: str | None, other: str | None, graph: str | None) -> None:
    """Take a judgement back: the last, or the last about ONE and OTHER."""
    from conflictgraph.cli.output import say

    if (one is None) != (other is None):
        raise click.UsageError("Name both things, or none for the last judgement.")
    with opened(ctx, graph) as g:
        row = g.undo(one, other)
        say(f"Taken back: {row.judgement}, of {row.one_label or row.one} and {row.other_label or row.other}.")


@click.command(
    epilog=examples(
        "conflictgraph judgements", "conflictgraph judgements --export mine.csv", "conflictgraph judgements --import mine.csv"
    )
)
@click.option("--export", "target", metavar="FILE", help="Write them as CSV; - is standard output.")
@click.option("--import", "source", metavar="FILE", help="Add those of a CSV file; - is standard input.")
@format_options("table", "json", "jsonl", "csv", "tsv")
@limit_option
@graph_option
@click.pass_context
def judgements(
    ctx: click.Context, target: str | None, source: str | None, form: str, limit: int | None, graph: str | None
) -> None:
    """List your judgements, write them to a file, or add those of one.

    An import adds all judgements of the file or none; a conflict is told with the chain that makes it.
    """
    from conflictgraph.cli.output import emit, say
    from conflictgraph.errors import StopRun
    from conflictgraph.judging import JudgementRow

    if target is not None and source is not None:
        raise click.UsageError("Either --export or --import.")
    with opened(ctx, graph) as g:
        try:
            if source is not None:
                text = sys.stdin.read() if source == "-" else Path(source).read_text("utf-8")
                added = g.import_judgements(text, "standard input" if source == "-" else source)
                say(f"{added:,} new judgement{'' if added == 1 else 's'}.")
                return
            if target is not None and target != "-":
                Path(target).write_text(g.judgements_csv(), "utf-8", newline="")
                return
        except FileNotFoundError as error:
            raise StopRun(f"There is no file or folder {error.filename}.") from None
        except (OSError, UnicodeDecodeError) as error:
            raise StopRun(f"{source or target} cannot be used: {error}.") from None
        if target == "-":
            click.echo(g.judgements_csv(), nl=False)
            return
        columns = (
            ("kind", lambda r: r.kind, 0),
            ("one", lambda r: r.one_label or r.one, 50),
            ("judgement", lambda r: r.judgement, 0),
            ("other", lambda r: r.other_label or r.other, 50),
        )
        emit(g.judgements()[: limited(limit)], columns, form, JudgementRow, limit)


@click.command("why-same", epilog=examples('conflictgraph why-same "Abdul Rauf Khadim" "Abdul Raouf Khadem"', "conflictgraph why-same C-7c1e09 C-90b2c4"))
@click.argument("one")
@click.argument("other")
@format_options("table", "json")
@graph_option
@click.pass_context
def why_same(ctx: click.Context, one: str, other: str, form: str, graph: str | None) -> None:
    """Show why two actors, places or events are one, or are not.

    ONE and OTHER are names or ids of two actors or places, or ids of two events or of claims about them; NAME@ARTICLE is an
    actor as one article names it. Printed are the parts of the comparison with their weights, their sum and the threshold, the
    block keys that the two share (without one they are never compared), your judgements that bind them, and what follows.
    """
    from conflictgraph.cli.output import dumps, say
    from conflictgraph.query.plain import to_json

    with opened(ctx, graph) as g:
        found = g.why_same(one, other)
        if form == "json":
            click.echo(dumps(to_json(found), indent=2))
            return
        from conflictgraph.cli.prose import why_same as lines

        for line in lines(found, g.short):
            say(line)


_KEYS = {"y": "same", "n": "different", "u": "unsure"}


@click.command(epilog=examples("conflictgraph review", "conflictgraph review --kind event --format csv"))
@click.option("--kind", type=click.Choice(["actor", "place", "event"]), help="Only pairs of this kind.")
@format_options("table", "json", "jsonl", "csv", "tsv")
@limit_option
@graph_option
@click.pass_context
def review(ctx: click.Context, kind: JudgedKind | None, form: str, limit: int | None, graph: str | None) -> None:
    """Judge the pairs that matter most and that nobody has judged, one by one.

    Keys: y same, n different, u unsure, s skip, ? what each would do, q quit. Where nobody sits at a terminal, or with another
    --format, the pairs are listed instead. Those come first of which it is least certain whether they are one, and on which most
    hangs; also things that were joined by little are asked about.
    """
    from conflictgraph.cli.output import emit, say, warn
    from conflictgraph.cli.reviewing import after, proposal
    from conflictgraph.errors import StopRun
    from conflictgraph.review import Proposal

    with opened(ctx, graph) as g:
        found = g.review(kind, limited(limit) if limit is not None else 50)
        if form != "table" or not _at_terminal():
            columns = (
                ("kind", lambda r: r.kind, 0),
                ("one", lambda r: r.one_label, 56),
                ("other", lambda r: r.other_label, 56),
                ("now", lambda r: "one" if r.joined else "two", 0),
                ("alike", lambda r: f"{r.alike:.2f}", 0),
                ("claims", lambda r: str(r.claims), 0),
            )
            emit(found, columns, form, Proposal, limit)
            return
        for number, each in enumerate(found, 1):
            if not g.undecided(each):  # by what was judged on the way
                continue
            for line in proposal(each, number, len(found)):
                say(line)
            key = _key(each)
            if key == "q":
                return
            if key in _KEYS:
                try:
                    g.judge_ids(each.kind, each.one, each.other, _KEYS[key])
                except StopRun as error:
                    warn(str(error))
                else:
                    say(f"  {after(each, _KEYS[key])}")


def _at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _key(each: Proposal) -> str:
    """One of y, n, u, s, q; the end of the input is q. ? tells what each key does here."""
    from conflictgraph.cli.output import say
    from conflictgraph.cli.reviewing import keys

    while True:
        click.echo(f"{'Still the' if each.joined else 'The'} same? [y]es [n]o [u]nsure [s]kip [?] [q]uit ", nl=False)
        try:
            key = click.getchar() or "q"
        except (EOFError, KeyboardInterrupt):
            key = "q"
        click.echo(key if key.isprintable() else "")
        if key == "?":
            for line in keys(each):
                say(f"  {line}")
        elif key.lower() in ("y", "n", "u", "s", "q"):
            return key.lower()


@click.command(epilog=examples('conflictgraph grade "Defense Ministry" B', "conflictgraph grade C-7c1e09 2"))
@click.argument("name")
@click.argument("grade", required=False)
@click.option("--remove", is_flag=True, help="Remove the grade.")
@graph_option
@click.pass_context
def grade(ctx: click.Context, name: str, grade: str | None, remove: bool, graph: str | None) -> None:
    """Grade a source or a claim on the Admiralty scale.

    NAME is a speaker or publisher (A completely reliable, B usually, C fairly, D not usually reliable, E unreliable, F cannot be
    judged) or the id of a claim (1 confirmed by other sources, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6
    cannot be judged). No grade is ever given by the program.
    """
    if (grade is None) != remove:
        raise click.UsageError("Give a grade (A to F, or 1 to 6), or --remove.")
    with opened(ctx, graph) as g:
        row = g.ungrade(name) if grade is None else g.grade(name, grade)
        _tell_grade(row, removed=grade is None)


def _tell_grade(row: GradeRow, removed: bool) -> None:
    from conflictgraph.cli.output import say

    say(f"{row.label}: {'no longer ' if removed else ''}{row.grade}, {row.meaning}.")


@click.command(epilog=examples("conflictgraph grades"))
@format_options("table", "json", "jsonl", "csv", "tsv")
@limit_option
@graph_option
@click.pass_context
def grades(ctx: click.Context, form: str, limit: int | None, graph: str | None) -> None:
    """List your grades of sources and claims."""
    from conflictgraph.cli.output import emit
    from conflictgraph.judging import GradeRow

    with opened(ctx, graph) as g:
        columns = (
            ("kind", lambda r: r.kind, 0),
            ("name", lambda r: r.label, 60),
            ("grade", lambda r: r.grade, 0),
            ("meaning", lambda r: r.meaning, 0),
        )
        emit(g.grades()[: limited(limit)], columns, form, GradeRow, limit)


@click.command(epilog=examples("conflictgraph policy", "conflictgraph policy two-speakers", "conflictgraph policy mine.toml"))
@click.argument("policy", required=False)
@graph_option
@click.pass_context
def policy(ctx: click.Context, policy: str | None, graph: str | None) -> None:
    """Print the policy that events are made by, or change it.

    POLICY is all, attributed, two-speakers, or a TOML file with the keys name, attributions, min-speakers, min-confidence,
    min-grade, figure. It changes what events say, never what claims say.
    """
    with opened(ctx, graph) as g:
        if policy is not None:
            g.set_policy(policy)
        click.echo(g.policy.text(), nl=False)
