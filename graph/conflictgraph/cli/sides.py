"""Commands about one actor or two among others: allies, enemies, common."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from conflictgraph.cli.filters import filter_options
from conflictgraph.cli.frame import examples, format_options, graph_option, limit_option, limited, opened

if TYPE_CHECKING:
    from conflictgraph.api import Graph
    from conflictgraph.network.common import Common
    from conflictgraph.network.filters import NetworkFilters
    from conflictgraph.network.signs import Side

_listing = format_options("table", "json", "jsonl", "csv", "tsv")


def _sides(name: str, against: str, direct: str, inferred: str, *shown: str) -> click.Command:
    """`allies` or `enemies`: one command, asked the other way round."""

    @click.command(
        name,
        epilog=examples(*shown),
        help=f"""List those that an actor is {against}.

Direct ones have at least twice as much {direct} with it; where neither outweighs the pair is mixed, and in both lists. Then come
those that signed triads speak for: {inferred}. That is an inference, not a claim of any article.
""",
    )
    @click.argument("name")
    @click.option("--direct", is_flag=True, help="Only those that events or stated ties link with it.")
    @filter_options()
    @_listing
    @limit_option
    @graph_option
    @click.pass_context
    def command(
        ctx: click.Context, /, direct: bool, filters: NetworkFilters, form: str, limit: int | None, graph: str | None, **asked: str
    ) -> None:
        with opened(ctx, graph) as g:
            _emit(g, getattr(g, name)(asked["name"], direct, limited(limit), **filters), form, limit)

    return command


allies = _sides(
    "allies", "with", "cooperation as conflict", "the enemy of an enemy, the ally of an ally",
    "conflictgraph allies Taliban", "conflictgraph allies Taliban --direct --since 2015",
)  # fmt: skip
enemies = _sides(
    "enemies", "against", "conflict as cooperation", "the ally of an enemy, the enemy of an ally",
    "conflictgraph enemies Taliban", 'conflictgraph enemies "Islamic State" --place Syria',
)  # fmt: skip


def _emit(g: Graph, rows: list[Side], form: str, limit: int | None) -> None:
    from conflictgraph.cli import bondwords as words
    from conflictgraph.cli.output import emit, emit_flat
    from conflictgraph.network.signs import Side

    if form in ("csv", "tsv"):
        names = ["actor", "actorLabel", "actorKind", "sort", "sign", "conflict", "cooperation", "neither", "first", "last", "events", "claims", "through"]
        emit_flat(
            names,
            [
                dict(zip(names, (
                    r.actor.id, r.actor.label, r.actor_kind, r.sort, r.sign, r.conflict, r.cooperation, r.neither, r.first, r.last,
                    "; ".join(r.events) or None, "; ".join(r.claims) or None,
                    "; ".join(f"{t.first} {t.through.id} {t.second}" for t in r.through) or None,
                ), strict=True))
                for r in rows
            ],
            form,
        )  # fmt: skip
        return
    columns: list[Any] = [
        ("actor", lambda r: r.actor.label, 36),
        ("kind", lambda r: r.actor_kind, 0),
        ("how", words.how, 70),
        ("sign", lambda r: r.sign, 0),
        ("what says so", lambda r: _said(r), 0),
        ("when", words.when, 0),
        ("behind it", lambda r: words.behind(r.events, r.claims, g.short), 0),
    ]
    emit(rows, columns, form, Side, limit)


def _said(side: Side) -> str:
    """`conflict 3, cooperation 1` of events and ties; `2 triads, 1 against` where it is inferred."""
    from conflictgraph.cli import bondwords as words

    if not side.through:
        return words.summed(side)
    most, least = sorted((side.conflict, side.cooperation), reverse=True)
    return f"{most:,} triad{'s' if most > 1 else ''}" + (f", {least:,} against" if least else "")


@click.command(epilog=examples("conflictgraph common Taliban NATO", 'conflictgraph common Houthis Yemen --since 2015'))
@click.argument("one", metavar="NAME")
@click.argument("other", metavar="OTHER")
@filter_options()
@_listing
@limit_option
@graph_option
@click.pass_context
def common(
    ctx: click.Context, one: str, other: str, filters: NetworkFilters, form: str, limit: int | None, graph: str | None
) -> None:
    """Show what two actors have in common.

    Others that both are linked with, events that both are in, and places where events of both were.
    """
    from conflictgraph.cli import bondwords as words
    from conflictgraph.cli.output import dumps, emit_flat, emit_json, warn
    from conflictgraph.query.plain import to_json

    most = limited(limit)
    with opened(ctx, graph) as g:
        found = g.common(one, other, **filters)
        if form in ("json", "jsonl"):
            found = replace(found, actors=found.actors[:most], events=found.events[:most], places=found.places[:most])
            if form == "json":
                click.echo(dumps(to_json(found), indent=2))
            else:
                sorts = (("actor", found.actors), ("event", found.events), ("place", found.places))
                emit_json([{"sort": sort, **to_json(each)} for sort, rows in sorts for each in rows], form)
        elif form in ("csv", "tsv"):
            emit_flat(
                ["sort", "id", "label", "first", "last", "rolesA", "rolesB", *words.columns_of("a"), *words.columns_of("b")],
                [
                    *({"sort": "actor", "id": r.actor.id, "label": r.actor.label, **words.flat("a", r.with_a), **words.flat("b", r.with_b)} for r in found.actors[:most]),
                    *({"sort": "event", "id": r.event.id, "label": r.event.label, "first": r.first, "last": r.last, "rolesA": "; ".join(r.roles_a), "rolesB": "; ".join(r.roles_b)} for r in found.events[:most]),
                    *({"sort": "place", "id": r.place.id, "label": r.place.label, "aEvents": "; ".join(r.events_a), "bEvents": "; ".join(r.events_b)} for r in found.places[:most]),
                ],
                form,
            )  # fmt: skip
        elif found.actors or found.events or found.places:
            _tables(g, found, limit)
        else:
            warn(f"Nothing fits: {found.a.label} and {found.b.label} have nothing in common here.")


def _tables(g: Graph, found: Common, limit: int | None) -> None:
    from conflictgraph.cli import bondwords as words
    from conflictgraph.cli.output import cut, emit, say
    from conflictgraph.network.common import CommonActor, CommonEvent, CommonPlace
    from conflictgraph.query.words import when

    a, b = cut(found.a.label, 30), cut(found.b.label, 30)  # they stand over columns
    sections: list[tuple[Any, type, list[Any]]] = [
        (found.actors, CommonActor, [
            ("linked with both", lambda r: r.actor.label, 36),
            ("kind", lambda r: r.actor_kind, 0),
            (f"with {a}", lambda r: words.summed(r.with_a), 0),
            (f"with {b}", lambda r: words.summed(r.with_b), 0),
            ("behind it", lambda r: " · ".join(words.behind(bond.events, bond.claims, g.short) for bond in (r.with_a, r.with_b)), 0),
        ]),
        (found.events, CommonEvent, [
            ("event of both", lambda r: g.short(r.event.id), 0),
            ("when", lambda r: when(r.first, r.last) or "unknown", 0),
            ("what", lambda r: r.event.label, 60),
            (a, lambda r: ", ".join(r.roles_a), 0),
            (b, lambda r: ", ".join(r.roles_b), 0),
        ]),
        (found.places, CommonPlace, [
            ("place of both", lambda r: r.place.label, 36),
            (f"events of {a}", lambda r: f"{len(r.events_a):,}", 0),
            (f"events of {b}", lambda r: f"{len(r.events_b):,}", 0),
            ("behind it", lambda r: " · ".join(words.behind(events, (), g.short) for events in (r.events_a, r.events_b)), 0),
        ]),
    ]  # fmt: skip
    first = True
    for rows, kind, columns in sections:
        if rows:
            if not first:
                say()
            first = False
            emit(rows[: limited(limit)], columns, "table", kind, limit)
