"""Commands about what surrounds an actor: neighbors, ego."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from conflictgraph.cli.filters import filter_options
from conflictgraph.cli.frame import examples, format_options, graph_option, limit_option, limited, opened

if TYPE_CHECKING:
    from conflictgraph.network import Neighbor
    from conflictgraph.network.filters import NetworkFilters

_listing = format_options("table", "json", "jsonl", "csv", "tsv")


@click.command(
    epilog=examples('conflictgraph neighbors "Hafiz Waheed"', "conflictgraph neighbors Taliban --since 2015 --only conflict")
)
@click.argument("name")
@filter_options()
@_listing
@limit_option
@graph_option
@click.pass_context
def neighbors(
    ctx: click.Context, name: str, filters: NetworkFilters, form: str, limit: int | None, graph: str | None
) -> None:
    """List the ties of an actor to others.

    Stated ones and those summed from events, the weightiest first. With options the sums are over the events that these choose;
    with a time, stated ties of which no date is known are left out.
    """
    from conflictgraph.cli.output import emit, emit_flat
    from conflictgraph.cli.prose import span
    from conflictgraph.query import TieRow, plain
    from conflictgraph.query.words import dead

    def arrow(row: Neighbor) -> str:
        return f"{row.tie.kind} →" if row.direction == "out" else f"← {row.tie.kind}"

    with opened(ctx, graph) as g:
        rows = g.neighbors(name, **filters)[: limited(limit)]
        if form in ("csv", "tsv"):
            emit_flat(
                ["direction", *plain.columns(TieRow)],
                [{"direction": row.direction, **plain.flat(row.tie)} for row in rows],
                form,
            )
            return
        columns = (
            ("tie", arrow, 0),
            ("neighbor", lambda r: r.neighbor.label, 44),
            ("status", lambda r: r.tie.status, 0),
            ("from", lambda r: r.tie.sort, 0),
            ("events", lambda r: str(r.tie.events or ""), 0),
            ("claims", lambda r: str(r.tie.claims or ""), 0),
            ("when", lambda r: span(r.tie), 0),
            ("killed", lambda r: dead(r.tie.killed, r.tie.at_least), 0),
            ("id", lambda r: g.short(r.tie.id), 0),
        )
        emit(rows, columns, form, TieRow, limit)


@click.command(
    epilog=examples("conflictgraph ego Taliban --only conflict", "conflictgraph ego Taliban --radius 2 --since 2015")
)
@click.argument("name")
@click.option("--radius", type=click.IntRange(min=1), default=1, show_default=True, metavar="N", help="How many steps away.")
@filter_options()
@_listing
@limit_option
@graph_option
@click.pass_context
def ego(
    ctx: click.Context,
    name: str,
    radius: int,
    filters: NetworkFilters,
    form: str,
    limit: int | None,
    graph: str | None,
) -> None:
    """List the ties among an actor and those near it.

    Near are those at most --radius steps away, whichever way ties point. The weightiest come first. `export --ego NAME` writes
    the same network to a file.
    """
    from conflictgraph.cli.output import emit, say
    from conflictgraph.cli.prose import span
    from conflictgraph.network.ties import tie_rows
    from conflictgraph.query import TieRow
    from conflictgraph.query.words import dead

    with opened(ctx, graph) as g:
        found = g.ego(name, radius, **filters)
        every = tie_rows(found)
        if form == "table":
            steps = "1 step" if radius == 1 else f"{radius} steps"
            say(f"{len(found):,} actor{'' if len(found) == 1 else 's'} within {steps}, {len(every):,} tie{'' if len(every) == 1 else 's'} among them")
            say()
        columns = (
            ("from", lambda r: r.from_.label, 36),
            ("tie", lambda r: r.kind if r.status == "present" else f"{r.kind} ({r.status})", 0),
            ("to", lambda r: r.to.label, 36),
            ("events", lambda r: str(r.events or ""), 0),
            ("claims", lambda r: str(r.claims or ""), 0),
            ("when", span, 0),
            ("killed", lambda r: dead(r.killed, r.at_least), 0),
            ("id", lambda r: g.short(r.id), 0),
        )
        emit(every[: limited(limit)], columns, form, TieRow, limit)
