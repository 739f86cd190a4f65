"""Commands that count events: dyads, timeline."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click

from conflictgraph.cli.filters import EVENTS, filter_options
from conflictgraph.cli.frame import examples, format_options, graph_option, limit_option, limited, opened

if TYPE_CHECKING:
    from conflictgraph.query.tallies import Bin, DyadRow, Period, Timeline

_BARS = "▁▂▃▄▅▆▇█"
_NONE = "·"
_WIDTH = 60  # bars on a line where lines follow no calendar


@click.command(epilog=examples("conflictgraph dyads --only conflict --since 2015 --limit 10", "conflictgraph dyads --actor Taliban --place Helmand"))
@click.option("--actor", metavar="NAME", help="Only pairs with this actor.")
@filter_options(only=(*EVENTS, "by", "actor_kind", "named"))
@format_options("table", "json", "jsonl", "csv", "tsv")
@limit_option
@graph_option
@click.pass_context
def dyads(
    ctx: click.Context,
    actor: str | None,
    filters: dict[str, Any],
    form: str,
    limit: int | None,
    graph: str | None,
) -> None:
    """List who has to do with whom: pairs of actors, those with most events first.

    The events between them, who acts (→ the first on the second, ← the other way, ↔ both), the killed, the first and the last day,
    and how many events are verbal or material, of cooperation or conflict. Killed are the best figures summed up; 12+ is at least 12. The
    figures of parts of an event are not added to those of the whole.
    """
    from conflictgraph.cli.output import TABLE_LIMIT, emit, warn
    from conflictgraph.query.tallies import DyadRow
    from conflictgraph.query.words import dead

    most = TABLE_LIMIT + 1 if form == "table" and limit is None else limited(limit)
    with opened(ctx, graph) as g:
        rows = g.dyads(actor, limit=most, **filters)
    columns: list[tuple[str, Callable[[DyadRow], str], int]] = [
        ("actor", lambda r: r.first_actor.label, 36),
        ("", _way, 0),
        ("actor", lambda r: r.second_actor.label, 36),
        ("events", lambda r: f"{r.events:,}", 0),
        ("→ ← ↔", lambda r: f"{r.first_acts:,} {r.second_acts:,} {r.both_act:,}", 0),
        ("killed", lambda r: dead(r.killed, r.at_least), 0),
        ("first", lambda r: r.first or "", 0),
        ("last", lambda r: r.last or "", 0),
        ("cooperation", lambda r: _split(r.verbal_cooperation, r.material_cooperation), 0),
        ("conflict", lambda r: _split(r.verbal_conflict, r.material_conflict), 0),
    ]
    more = form == "table" and limit is None and len(rows) > TABLE_LIMIT
    emit(rows[:TABLE_LIMIT] if more else rows, columns, form, DyadRow, limit)
    if more:
        warn("… there are more; --limit 0 shows all.")


def _way(row: DyadRow) -> str:
    if row.both_act or (row.first_acts and row.second_acts):
        return "↔"
    return "→"


def _split(words: int, deeds: int) -> str:
    parts = [f"{count:,} {what}" for count, what in ((words, "verbal"), (deeds, "material")) if count]
    return ", ".join(parts)


@click.command(epilog=examples("conflictgraph timeline Taliban", "conflictgraph timeline Taliban NATO --by year --only conflict"))
@click.argument("actor", metavar="NAME")
@click.argument("other", metavar="OTHER", required=False)
@click.option("--by", type=click.Choice(["year", "month", "week", "day"]), default="month", show_default=True, help="What to count by.")
@filter_options(only=EVENTS)
@format_options("table", "json", "jsonl", "csv", "tsv")
@graph_option
@click.pass_context
def timeline(
    ctx: click.Context,
    actor: str,
    other: str | None,
    by: Period,
    filters: dict[str, Any],
    form: str,
    graph: str | None,
) -> None:
    """Count the events of NAME, or those between NAME and OTHER, over time.

    A bar is the number of events, or of killed, in a month (year, week, day). Events that are dated only to a time over several
    months are in no bar; they are told below, and are the column “possible” of the data.
    """
    from conflictgraph.cli.output import emit_flat, emit_json, say, warn
    from conflictgraph.query.plain import columns, flat, to_json
    from conflictgraph.query.tallies import Bin

    with opened(ctx, graph) as g:
        found = g.timeline(actor, other, by, **filters)
    if form == "json":
        from conflictgraph.cli.output import dumps

        click.echo(dumps(to_json(found), indent=2))
    elif form == "jsonl":
        emit_json([to_json(each) for each in found.bins], form)
    elif form in ("csv", "tsv"):
        emit_flat(columns(Bin), [flat(each) for each in found.bins], form)
    else:
        for line in drawn(found):
            say(line)
    if form != "json":
        for line in apart(found):
            (say if form == "table" and found.bins else warn)(line)


def drawn(found: Timeline) -> Iterator[str]:
    """A timeline as bars: a line for each year (of days, each month), or of 60 years."""
    from conflictgraph.query.words import dead

    if not found.bins:
        return
    most, deadliest = max(b.events for b in found.bins), max(b.killed or 0 for b in found.bins)
    lines: dict[str, list[Bin]] = {}
    for n, each in enumerate(found.bins):
        key = {"month": each.period[:4], "week": each.period[:4], "day": each.period[:7]}.get(found.by, str(n // _WIDTH))
        lines.setdefault(key, []).append(each)
    width = max(map(len, lines.values()))
    span = f"{found.bins[0].period} to {found.bins[-1].period}" if len(found.bins) > 1 else found.bins[0].period
    who = found.actor.label if found.other is None else f"{found.actor.label} and {found.other.label}"
    yield f"{who}, by {found.by}, {span}"
    heads = f"{'':10}  {'events':{width}}  {'':>7}"
    yield f"{heads}  killed" if deadliest else heads.rstrip()
    for bins in lines.values():
        if not any(b.events for b in bins):
            continue
        # The first and the last year may be cut: every bar stands where its month stands in other years.
        skipped = int(bins[0].period[{"month": 5, "week": 6, "day": 8}[found.by] :]) - 1 if found.by != "year" and len(lines) > 1 else 0
        label = bins[0].period[: 7 if found.by == "day" else 4]
        if found.by == "year" and len(bins) > 1:
            label = f"{bins[0].period}–{bins[-1].period}"
        killed = sum(b.killed or 0 for b in bins)
        least = any(b.at_least for b in bins)
        events = bars([b.events for b in bins], most)
        line = f"{label:10}  {' ' * skipped + events:{width}}  {sum(b.events for b in bins):>7,}"
        if deadliest:
            deaths = " " * skipped + bars([b.killed or 0 for b in bins], deadliest)
            line += f"  {deaths:{width}}  {dead(killed, least):>7}" if killed or least else ""
        yield line.rstrip()
    yield f"█ is {most:,} event{'s' if most > 1 else ''}" + (f", or {deadliest:,} killed" if deadliest else "") + f" in a {found.by}; {_NONE} is none"


def apart(found: Timeline) -> Iterator[str]:
    """What is in no bar, a sentence each."""
    if not found.events:
        yield "There are no such events."
    if found.spanning:
        yield _apart(found.spanning, found.spanning_killed, f"dated to a time over several {found.by}s")
    if found.undated:
        yield _apart(found.undated, found.undated_killed, "of unknown date, or with no known beginning or end")


def _apart(events: int, killed: int, why: str) -> str:
    deaths = f" (killed: {killed:,})" if killed else ""
    return f"{events:,} event{'s' if events > 1 else ''}{deaths} {'are' if events > 1 else 'is'} in no bar: {why}."


def bars(values: list[int], most: int) -> str:
    """Numbers as bars of eight heights; nothing is a dot, and what is not nothing is never one.

    >>> bars([0, 1, 4, 8], 8)
    '·▁▄█'
    """
    return "".join(_BARS[max(0, -(-value * len(_BARS) // most) - 1)] if value else _NONE for value in values)
