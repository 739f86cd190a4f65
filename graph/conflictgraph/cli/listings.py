"""Commands that list: articles, actors, events, places, claims, ties of one actor, counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from conflictgraph.cli.frame import examples, format_options, graph_option, least_options, limit_option, limited, opened

if TYPE_CHECKING:
    from conflictgraph.query import Stats

_listing = format_options("table", "json", "jsonl", "csv", "tsv")
_since = click.option("--since", metavar="DATE", help="Not before: YYYY, YYYY-MM or YYYY-MM-DD.")
_until = click.option("--until", metavar="DATE", help="Not after: YYYY, YYYY-MM or YYYY-MM-DD.")


@click.command(epilog=examples("conflictgraph articles --since 2015-06"))
@click.option("--publisher", metavar="NAME", help="Only this publisher's.")
@_since
@_until
@_listing
@limit_option
@graph_option
@click.pass_context
def articles(
    ctx: click.Context,
    publisher: str | None,
    since: str | None,
    until: str | None,
    form: str,
    limit: int | None,
    graph: str | None,
) -> None:
    """List the articles, the latest first."""
    from conflictgraph.cli.output import emit
    from conflictgraph.query import ArticleRow

    with opened(ctx, graph) as g:
        rows = g.articles(publisher, since, until, limited(limit))
        columns = (
            ("id", lambda r: g.short(r.id), 0),
            ("published", lambda r: r.published or "unknown", 0),
            ("publisher", lambda r: r.publisher or "", 30),
            ("claims", lambda r: str(r.claims), 0),
            ("headline", lambda r: r.headline or "", 70),
        )
        emit(rows, columns, form, ArticleRow, limit)


@click.command(epilog=examples("conflictgraph actors --kind armed-group", "conflictgraph actors --named guard"))
@click.option("--named", metavar="TEXT", help="Only those with this in one of their names.")
@click.option("--kind", metavar="KIND", help="Only persons, armed-groups, states, state-forces, organizations …")
@click.option("--unnamed", is_flag=True, help="Also parties that an article only describes (“two gunmen”).")
@_listing
@limit_option
@graph_option
@click.pass_context
def actors(
    ctx: click.Context,
    named: str | None,
    kind: str | None,
    unnamed: bool,
    form: str,
    limit: int | None,
    graph: str | None,
) -> None:
    """List the actors, those in most events first."""
    from typing import get_args

    from conflictgraph.cli.output import emit
    from conflictgraph.model import ActorKind
    from conflictgraph.query import ActorRow

    if kind is not None and kind not in get_args(ActorKind):
        singular = kind.removesuffix("s")
        if singular not in get_args(ActorKind):
            raise click.BadParameter(f"“{kind}” is none of {', '.join(get_args(ActorKind))}.", param_hint="--kind")
        kind = singular
    with opened(ctx, graph) as g:
        rows = g.actors(named, kind, unnamed or kind in ("group", "role"), limited(limit))
        columns = (
            ("id", lambda r: r.id, 40),
            ("name", lambda r: r.label, 40),
            ("kind", lambda r: r.kind, 0),
            ("events", lambda r: str(r.events), 0),
            ("claims", lambda r: str(r.claims), 0),
            ("also called", lambda r: "; ".join(r.aliases), 40),
        )
        emit(rows, columns, form, ActorRow, limit)


@click.command(epilog=examples("conflictgraph places --within Helmand"))
@click.option("--within", metavar="PLACE", help="Only this place and what it contains.")
@_listing
@limit_option
@graph_option
@click.pass_context
def places(ctx: click.Context, within: str | None, form: str, limit: int | None, graph: str | None) -> None:
    """List the places, those with most events first."""
    from conflictgraph.cli.output import emit
    from conflictgraph.query import PlaceRow
    from conflictgraph.query import words as w

    with opened(ctx, graph) as g:
        columns = (
            ("id", lambda r: r.id, 30),
            ("place", lambda r: r.label, 30),
            ("precision", lambda r: r.precision, 0),
            ("within", lambda r: r.within.label if r.within else "", 24),
            ("lat", lambda r: "" if r.lat is None else f"{r.lat:.4f}", 0),
            ("lon", lambda r: "" if r.lon is None else f"{r.lon:.4f}", 0),
            ("events", lambda r: str(r.events), 0),
            ("killed", lambda r: w.dead(r.killed, r.at_least), 0),
        )
        emit(g.places(within, limited(limit)), columns, form, PlaceRow, limit)


@click.command(epilog=examples("conflictgraph events --actor Taliban --place Helmand --since 2015-02"))
@click.option("--actor", metavar="NAME", help="Only with this actor as a party.")
@click.option("--place", metavar="NAME", help="Only there, or in a place that it contains.")
@_since
@_until
@click.option("--type", "kind", metavar="TYPE", help="Only this type or mode: assault, drone, protest-riot …")
@click.option("--killed", type=click.IntRange(min=0), metavar="N", help="Only with at least N people killed.")
@click.option("--wounded", type=click.IntRange(min=0), metavar="N", help="Only with at least N people wounded.")
@click.option("--contested", is_flag=True, help="Only those on which sources disagree.")
@click.option("--all", "every", is_flag=True, help="Also alleged, planned, threatened and hypothetical ones.")
@least_options
@_listing
@limit_option
@graph_option
@click.pass_context
def events(
    ctx: click.Context,
    actor: str | None,
    place: str | None,
    since: str | None,
    until: str | None,
    kind: str | None,
    killed: int | None,
    wounded: int | None,
    contested: bool,
    every: bool,
    min_speakers: int,
    min_confidence: float,
    min_grade: str | None,
    form: str,
    limit: int | None,
    graph: str | None,
) -> None:
    """List the events, the latest first.

    In the table “?” stands for a party that nobody names, 12+ for “at least 12”, 10 (2–10) for the best figure with the
    lowest and the highest, and ≠ marks events on which sources disagree.
    """
    from conflictgraph.cli.output import emit
    from conflictgraph.query import EventRow
    from conflictgraph.query import words as w

    with opened(ctx, graph) as g:
        rows = g.events(
            actor, place, since, until, kind, every, killed, wounded, contested, limited(limit),
            min_speakers, min_confidence, min_grade,
        )  # fmt: skip
        columns = [
            ("id", lambda r: g.short(r.id), 0),
            ("when", lambda r: w.when(r.earliest, r.latest, r.edtf) or "unknown", 0),
            ("type", lambda r: r.type or "", 0),
            ("who → whom", w.parties, 56),
            ("place", lambda r: r.place.label if r.place else "", 24),
            ("killed", lambda r: w.figure(r.killed), 0),
            ("wounded", lambda r: w.figure(r.wounded), 0),
            ("reports", lambda r: str(r.reports), 0),
        ]
        if any(row.contested for row in rows):
            columns.append(("", lambda r: "≠" if r.contested else "", 0))
        if every:
            columns.insert(3, ("told as", lambda r: r.factuality, 0))
        emit(rows, columns, form, EventRow, limit)


@click.command(epilog=examples('conflictgraph claims --about E-1f3a22 --by "Defense Ministry"'))
@click.option("--about", metavar="NAME", help="About this event, actor, place or relation.")
@click.option("--by", metavar="NAME", help="By this speaker.")
@click.option("--article", metavar="ID", help="In this article.")
@least_options
@_listing
@limit_option
@graph_option
@click.pass_context
def claims(
    ctx: click.Context,
    about: str | None,
    by: str | None,
    article: str | None,
    min_speakers: int,
    min_confidence: float,
    min_grade: str | None,
    form: str,
    limit: int | None,
    graph: str | None,
) -> None:
    """List the claims: who says what, in which words.

    In order of publication; rival claims and denials are among them.
    """
    from conflictgraph.cli.output import emit
    from conflictgraph.cli.prose import told
    from conflictgraph.query import ClaimRow

    with opened(ctx, graph) as g:
        rows = g.claims(about, by, article, limited(limit), min_speakers, min_confidence, min_grade)
        columns = [
            ("id", lambda r: g.short(r.id), 0),
            ("published", lambda r: r.published or "unknown", 0),
            ("speaker", lambda r: r.speaker.label, 28),
            ("says", told, 44),
            ("about", lambda r: g.short(r.about.id) if r.about else "", 30),
            ("words", lambda r: r.sentence, 80),
        ]
        if any(row.supersedes for row in rows):  # its speaker's earlier figures
            columns.insert(5, ("replaces", lambda r: " ".join(map(g.short, r.supersedes)), 24))
        emit(rows, columns, form, ClaimRow, limit)


@click.command(epilog=examples("conflictgraph stats"))
@_listing
@graph_option
@click.pass_context
def stats(ctx: click.Context, form: str, graph: str | None) -> None:
    """Say how much the graph holds."""
    from conflictgraph.cli.output import dumps, emit_flat, say
    from conflictgraph.query.plain import to_json

    with opened(ctx, graph) as g:
        held = g.stats()
        if form in ("json", "jsonl"):
            click.echo(dumps({**to_json(held), "policy": g.policy.name}, indent=2 if form == "json" else None))
        elif form in ("csv", "tsv"):
            emit_flat(["name", "value"], [{"name": n, "value": v} for n, v in _numbers(held)], form)
        else:
            for line in _lines(held, g.policy.name):
                say(line)


def _numbers(held: Stats) -> list[tuple[str, int]]:
    names = (
        "articles",
        "events",
        "actual",
        "actors",
        "places",
        "claims",
        "relations",
        "disputes",
        "speakers",
        "killed",
    )
    return [(name, int(getattr(held, name))) for name in names]


def _lines(held: Stats, policy: str) -> list[str]:
    span = f", {held.first} to {held.last}" if held.first and held.last else ""
    rows = [
        ("articles", f"{held.articles:,}"),
        ("claims", f"{held.claims:,} by {held.speakers:,} speakers"),
        ("events", f"{held.events:,}, {held.actual:,} of them told as facts{span}"),
        ("killed", f"{held.killed:,} in all events told as facts (best figures, else the lowest)"),
        ("disputes", f"{held.disputes:,} events on which sources disagree"),
        ("policy", policy),
        ("actors", f"{held.actors:,} with {held.relations:,} relations"),
        ("places", f"{held.places:,}"),
        ("types", ", ".join(f"{name} {count:,}" for name, count in held.types)),
        ("years", ", ".join(f"{year} {count:,}" for year, count in held.years)),
    ]
    return [f"{name:9} {text}" for name, text in rows if text]
