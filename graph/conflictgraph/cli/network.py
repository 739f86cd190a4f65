"""Commands about the whole network: rank, communities, bridges, balance, change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from conflictgraph.cli.filters import filter_options
from conflictgraph.cli.frame import Number, examples, format_options, graph_option, limit_option, limited, opened

if TYPE_CHECKING:
    from conflictgraph.network.bonds import Bond
    from conflictgraph.network.filters import Filters, NetworkFilters

_listing = format_options("table", "json", "jsonl", "csv", "tsv")
_MEASURES = ("degree", "weighted", "pagerank", "betweenness", "eigenvector")
_METHODS = ("louvain", "leiden")
_backend = click.option("--backend", metavar="NAME", help="Let this backend of networkx compute it, if it is installed.")


@click.command(
    epilog=examples("conflictgraph rank --by betweenness --since 2015", "conflictgraph rank --by weighted --only conflict")
)
@click.option("--by", type=click.Choice(_MEASURES), default="degree", show_default=True, help="What to rank by.")
@_backend
@filter_options("by")
@_listing
@limit_option
@graph_option
@click.pass_context
def rank(
    ctx: click.Context, by: str, backend: str | None, filters: Filters, form: str, limit: int | None, graph: str | None
) -> None:
    """Rank the actors by how much they matter.

    degree counts the others an actor is linked with; weighted the events and stated ties; pagerank asks who is acted on by those
    that matter; betweenness on how many of the shortest chains between others an actor lies; eigenvector who is linked with those
    that matter.
    """
    from conflictgraph.cli.output import emit, emit_flat
    from conflictgraph.network.rank import Ranked

    with opened(ctx, graph) as g:
        rows = g.rank(by, backend, limited(limit), **filters)
    if form in ("csv", "tsv"):
        names = ["rank", "actor", "actorLabel", "actorKind", "score", "neighbors", "weight"]
        emit_flat(
            names,
            [
                dict(zip(names, (r.rank, r.actor.id, r.actor.label, r.actor_kind, r.score, r.neighbors, r.weight), strict=True))
                for r in rows
            ],
            form,
        )
        return
    counted = by in ("degree", "weighted")
    columns: list[Any] = [
        ("rank", lambda r: str(r.rank), 0),
        ("actor", lambda r: r.actor.label, 44),
        ("kind", lambda r: r.actor_kind, 0),
        (by, lambda r: f"{r.score:,.0f}" if counted else f"{r.score:.4f}", 0),
        ("linked with", lambda r: f"{r.neighbors:,}", 0),
        ("events and ties", lambda r: f"{r.weight:,}", 0),
        ("id", lambda r: r.actor.id, 40),
    ]
    told = {"degree": "linked with", "weighted": "events and ties"}.get(by)
    emit(rows, [each for each in columns if each[0] != told], form, Ranked, limit)


@click.command(
    epilog=examples("conflictgraph communities --only cooperation", "conflictgraph communities --method leiden --resolution 2")
)
@click.option("--method", type=click.Choice(_METHODS), default="louvain", show_default=True, help="How to find them.")
@click.option("--resolution", type=Number(min=0, min_open=True), default=1.0, show_default=True, metavar="X",
              help="Higher makes smaller groups.")  # fmt: skip
@_backend
@filter_options()
@_listing
@limit_option
@graph_option
@click.pass_context
def communities(
    ctx: click.Context,
    method: str,
    resolution: float,
    backend: str | None,
    filters: NetworkFilters,
    form: str,
    limit: int | None,
    graph: str | None,
) -> None:
    """Find groups of actors that have more to do with each other than with the rest.

    Over all that links them, conflict as well; --only cooperation finds camps. The modularity says how clear the division is: 0 is
    none, above 0.3 clear. Leiden needs the extra “leiden”. In CSV and TSV each row is an actor.
    """
    from conflictgraph.cli.output import dumps, emit, emit_flat, emit_json, say
    from conflictgraph.network.communities import Community
    from conflictgraph.query.plain import to_json

    with opened(ctx, graph) as g:
        found = g.communities(method, resolution, backend, **filters)
    groups = found.communities[: limited(limit)]
    if form == "json":
        click.echo(dumps({**to_json(found), "communities": to_json(groups)}, indent=2))
    elif form == "jsonl":
        emit_json([to_json(each) for each in groups], form)
    elif form in ("csv", "tsv"):
        emit_flat(
            ["community", "size", "inside", "outside", "actor", "actorLabel"],
            [
                {"community": each.number, "size": each.size, "inside": each.inside, "outside": each.outside,
                 "actor": actor.id, "actorLabel": actor.label}
                for each in groups
                for actor in each.actors
            ],
            form,
        )  # fmt: skip
    else:
        if found.communities:
            many, actors = len(found.communities), sum(each.size for each in found.communities)
            say(f"{_count(many, 'community', 'communities')} of {_count(actors, 'actor')} by {method.title()}, modularity {found.modularity:.2f}")
            say()
        columns = (
            ("no.", lambda r: str(r.number), 0),
            ("actors", lambda r: f"{r.size:,}", 0),
            ("inside", lambda r: f"{r.inside:,}", 0),
            ("outside", lambda r: f"{r.outside:,}", 0),
            ("who, those with most ties inside first", lambda r: "; ".join(each.label for each in r.actors), 100),
        )
        emit(groups, columns, form, Community, limit)


@click.command(epilog=examples("conflictgraph bridges", "conflictgraph bridges --least 1 --only cooperation"))
@click.option("--least", type=click.IntRange(min=1), default=2, show_default=True, metavar="N",
              help="Only those that cut off at least N actors.")  # fmt: skip
@filter_options()
@_listing
@limit_option
@graph_option
@click.pass_context
def bridges(
    ctx: click.Context, least: int, filters: NetworkFilters, form: str, limit: int | None, graph: str | None
) -> None:
    """Find the pairs and the actors that alone hold parts of the network together.

    Without such a pair or actor there would be no way between the parts: it is the only go-between that the articles know of.
    """
    from conflictgraph.cli import bondwords as words
    from conflictgraph.cli.output import dumps, emit, emit_flat, emit_json, say, warn
    from conflictgraph.network.bridges import Bridge, Cut
    from conflictgraph.query.plain import to_json

    with opened(ctx, graph) as g:
        found = g.bridges(least, **filters)
        pairs, cuts = found.bridges[: limited(limit)], found.cuts[: limited(limit)]
        if form == "json":
            click.echo(dumps({**to_json(found), "bridges": to_json(pairs), "cuts": to_json(cuts)}, indent=2))
        elif form == "jsonl":
            emit_json([{"sort": "bridge", **to_json(each)} for each in pairs] + [{"sort": "cut", **to_json(each)} for each in cuts], form)
        elif form in ("csv", "tsv"):
            emit_flat(
                ["sort", "a", "aLabel", "b", "bLabel", "pieces", *words.columns_of("bond")],
                [
                    *({"sort": "bridge", **_ends(each.bond), "pieces": f"{each.side_a}; {each.side_b}", **words.flat("bond", each.bond)} for each in pairs),
                    *({"sort": "cut", "a": each.actor.id, "aLabel": each.actor.label, "pieces": "; ".join(map(str, each.pieces))} for each in cuts),
                ],
                form,
            )  # fmt: skip
        else:
            say(f"{_count(found.actors, 'linked actor')} in {_count(found.parts, 'part')} between which there is no way")
            if pairs:
                say()
                columns: list[Any] = [
                    ("bridge from", lambda r: r.bond.a.label, 36),
                    ("to", lambda r: r.bond.b.label, 36),
                    ("actors on either side", lambda r: f"{r.side_a:,} | {r.side_b:,}", 0),
                    ("what links them", lambda r: words.summed(r.bond), 0),
                    ("when", lambda r: words.when(r.bond), 0),
                    ("behind it", lambda r: words.behind(r.bond.events, r.bond.claims, g.short), 0),
                ]
                emit(pairs, columns, form, Bridge, limit)
            if cuts:
                say()
                columns = [
                    ("go-between", lambda r: r.actor.label, 36),
                    ("kind", lambda r: r.actor_kind, 0),
                    ("without it pieces of", lambda r: _pieces(r.pieces), 50),
                    ("id", lambda r: r.actor.id, 40),
                ]
                emit(cuts, columns, form, Cut, limit)
            if found.pendant:
                which = "a single actor" if least == 2 else f"fewer than {least} actors"
                warn(f"{_count(found.pendant, 'bridge or go-between', 'bridges and go-betweens')} that would cut off {which} not shown; --least 1 shows all.")


def _pieces(sizes: tuple[int, ...]) -> str:
    """`12, 4, 1 × 6 actors`: how large the pieces are, single ones together."""
    large = [f"{size:,}" for size in sizes if size > 1]
    single = len(sizes) - len(large)
    return ", ".join([*large, f"1 × {single}" if single > 1 else "1"] if single else large)


@click.command(epilog=examples("conflictgraph balance", "conflictgraph balance --since 2015 --limit 20"))
@click.option("--weak", is_flag=True, help="Three that are all enemies are balanced, too.")
@filter_options()
@_listing
@limit_option
@graph_option
@click.pass_context
def balance(ctx: click.Context, weak: bool, filters: NetworkFilters, form: str, limit: int | None, graph: str | None) -> None:
    """Say how well conflict and cooperation fit together.

    A pair is in conflict or in cooperation where that side has at least twice the events and ties of the other, else mixed. Three
    such pairs make a triad; it is balanced where the friend of a friend is a friend and the enemy of an enemy, too. Those that are
    not, the frustrated triads, are listed, the weightiest first.
    """
    from conflictgraph.cli import bondwords as words
    from conflictgraph.cli.output import TABLE_LIMIT, dumps, emit, emit_flat, emit_json, say, warn
    from conflictgraph.network.signs import SignedTriad
    from conflictgraph.query.plain import to_json

    with opened(ctx, graph) as g:
        most = TABLE_LIMIT if form == "table" and limit is None else limited(limit)
        found = g.balance(weak, most, **filters)
        rows = found.frustrated
        if form == "json":
            click.echo(dumps(to_json(found), indent=2))
        elif form == "jsonl":
            emit_json([to_json(each) for each in rows], form)
        elif form in ("csv", "tsv"):
            ends = ("a", "b", "c")
            names = [name for end in ends for name in (end, f"{end}Label")]
            emit_flat(
                [*names, *(each for prefix in ("ab", "ac", "bc") for each in words.columns_of(prefix))],
                [
                    {
                        **{end: actor.id for end, actor in zip(ends, row.actors, strict=True)},
                        **{f"{end}Label": actor.label for end, actor in zip(ends, row.actors, strict=True)},
                        **{k: v for prefix, bond in zip(("ab", "ac", "bc"), row.pairs, strict=True) for k, v in words.flat(prefix, bond).items()},
                    }
                    for row in rows
                ],
                form,
            )  # fmt: skip
        else:
            say(f"pairs     {', '.join(f'{n:,} {name}' for name, n in found.pair_counts)}")
            counts = dict(found.triad_counts)
            if found.balanced is None or found.weakly_balanced is None:
                say("triads    none: no three actors are linked with each other in conflict or cooperation")
                return
            friends, torn, foe, foes = counts["+++"], counts["++-"], counts["+--"], counts["---"]
            say(f"triads    {friends + foe + torn + foes:,}: {friends:,} of three friends, {foe:,} of two friends with one enemy, {torn:,} of one with two friends who are enemies, {foes:,} of three enemies")
            say(f"balanced  {found.balanced:.0%}; {found.weakly_balanced:.0%} where three enemies are balanced, too")
            if not rows:
                return
            say()
            say("Frustrated: + cooperation, − conflict, with the events and ties that say so")
            columns: list[Any] = [
                ("one", lambda r: r.actors[0].label, 30),
                ("two", lambda r: r.actors[1].label, 30),
                ("three", lambda r: r.actors[2].label, 30),
                ("one–two", lambda r: words.signed(r.pairs[0]), 0),
                ("one–three", lambda r: words.signed(r.pairs[1]), 0),
                ("two–three", lambda r: words.signed(r.pairs[2]), 0),
                ("behind them", lambda r: " · ".join(words.behind(p.events[:1], p.claims[:1], g.short) for p in r.pairs), 0),
            ]
            emit(rows, columns, form, SignedTriad, most)
            if found.frustrated_count > len(rows):
                warn(f"… {found.frustrated_count - len(rows):,} more; --limit 0 shows all.")


@click.command(epilog=examples("conflictgraph change --from 2015-01..2015-03 --to 2015-06", "conflictgraph change --from 2014 --to 2015 --only conflict"))
@click.option("--from", "before", required=True, metavar="WINDOW", help="The first window: YYYY, YYYY-MM, YYYY-MM-DD, or FROM..TO.")
@click.option("--to", "after", required=True, metavar="WINDOW", help="The second window.")
@filter_options("since", "until")
@_listing
@limit_option
@graph_option
@click.pass_context
def change(
    ctx: click.Context, before: str, after: str, filters: NetworkFilters, form: str, limit: int | None, graph: str | None
) -> None:
    """Show what changed between two windows of time.

    Pairs of actors that turned from cooperation to conflict or back, that appeared, that vanished. Only what happened in a window
    for certain counts: an event of “2015” is not one of March 2015.
    """
    from conflictgraph.cli import bondwords as words
    from conflictgraph.cli.output import emit, emit_flat, emit_json
    from conflictgraph.network.change import Change
    from conflictgraph.query.plain import to_json

    with opened(ctx, graph) as g:
        rows = g.change(before, after, limited(limit), **filters)
        if form in ("json", "jsonl"):
            emit_json([to_json(row) for row in rows], form)
        elif form in ("csv", "tsv"):
            emit_flat(
                ["change", "a", "aLabel", "b", "bLabel", *words.columns_of("before"), *words.columns_of("after")],
                [
                    {"change": r.change, "a": r.a.id, "aLabel": r.a.label, "b": r.b.id, "bLabel": r.b.label,
                     **words.flat("before", r.before), **words.flat("after", r.after)}
                    for r in rows
                ],
                form,
            )  # fmt: skip
        else:
            columns: list[Any] = [
                ("change", lambda r: r.change, 0),
                ("one", lambda r: r.a.label, 36),
                ("other", lambda r: r.b.label, 36),
                (f"in {before}", lambda r: words.summed(r.before), 0),
                (f"in {after}", lambda r: words.summed(r.after), 0),
                ("behind it", lambda r: _behind(r.before, r.after, g.short), 0),
            ]
            emit(rows, columns, form, Change, limit)


def _behind(before: Bond | None, after: Bond | None, short: Any) -> str:
    from conflictgraph.cli import bondwords as words

    return " → ".join(words.behind(each.events, each.claims, short) for each in (before, after) if each is not None)


def _ends(bond: Bond) -> dict[str, str]:
    return {"a": bond.a.id, "aLabel": bond.a.label, "b": bond.b.id, "bLabel": bond.b.label}


def _count(number: int, what: str, several: str = "") -> str:
    return f"{number:,} {what if number == 1 else several or what + 's'}"
