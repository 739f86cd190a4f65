"""Commands about one thing: show, why, disputes."""

from __future__ import annotations

import click

from conflictgraph.cli.frame import examples, format_options, graph_option, least_options, opened

_SECTION = 20  # things that a section of `show` holds, unless --limit says otherwise


@click.command(epilog=examples('conflictgraph show "Hafiz Waheed"', "conflictgraph show E-1f3a22"))
@click.argument("name")
@format_options("table", "json", "jsonl")
@click.option("--limit", type=click.IntRange(min=0), default=_SECTION, show_default=True, metavar="N",
              help="At most N things a section of the table; 0 for all.")  # fmt: skip
@graph_option
@click.pass_context
def show(ctx: click.Context, name: str, form: str, limit: int, graph: str | None) -> None:
    """Show all about one thing, each fact with its sentence.

    NAME is a name, an alias, or the id of an actor, place, event, claim, article or relation (or its first characters).
    A claim's id shows the event it is about.
    """
    from conflictgraph.cli.output import dumps, say
    from conflictgraph.query.plain import to_json

    with opened(ctx, graph) as g:
        shown = g.show(name)
        if form == "table":
            from conflictgraph.cli.prose import view

            for line in view(shown, g.short, limit or None):
                say(line)
        else:
            click.echo(dumps(to_json(shown), indent=2 if form == "json" else None))


@click.command(epilog=examples("conflictgraph why E-1f3a22 killed", "conflictgraph why E-1f3a22"))
@click.argument("event")
@click.argument("property", required=False)
@format_options("table", "json", "jsonl", "csv", "tsv")
@graph_option
@click.pass_context
def why(ctx: click.Context, event: str, property: str | None, form: str, graph: str | None) -> None:
    """Show the claims, quotes and rules behind a value.

    Without PROPERTY, behind every value of the event. PROPERTY is killed, wounded, abducted, captured, type, agent, patient, victim, participant, place, time, instrument,
    target, civilians (and other categories) or factuality.
    """
    from conflictgraph.cli.output import emit_flat, emit_json, say
    from conflictgraph.query.plain import to_json

    with opened(ctx, graph) as g:
        answers = g.why(event, property)
        if form == "table":
            from conflictgraph.cli.prose import why as lines

            for line in lines(answers, g.short):
                say(line)
        elif form in ("json", "jsonl"):
            emit_json([to_json(answer) for answer in answers], form)
        else:
            emit_flat(
                ["event", "property", "held", "contested", "value", "counts", "claim", "speaker", "published", "article",
                 "start", "end", "sentence", "rule", "confidence"],
                [
                    {"event": a.event.id, "property": a.property, "held": a.held, "contested": a.contested,
                     "value": ground.value, "counts": ground.counts, "claim": ground.claim.id,
                     "speaker": ground.claim.speaker.label, "published": ground.claim.published,
                     "article": ground.claim.article, "start": ground.claim.start, "end": ground.claim.end,
                     "sentence": ground.claim.sentence, "rule": ground.claim.rule, "confidence": ground.claim.confidence}
                    for a in answers
                    for ground in a.grounds
                ],
                form,
            )  # fmt: skip


@click.command(epilog=examples("conflictgraph disputes", "conflictgraph disputes --property killed"))
@click.option("--event", metavar="ID", help="Only this event.")
@click.option("--property", "name", metavar="NAME", help="Only on this property: killed, agent, place, time …")
@least_options
@format_options("table", "json", "jsonl", "csv", "tsv")
@click.option(
    "--limit", type=click.IntRange(min=0), metavar="N", help="At most N disputes; 0 for all, which is the default."
)
@graph_option
@click.pass_context
def disputes(
    ctx: click.Context,
    event: str | None,
    name: str | None,
    min_speakers: int,
    min_confidence: float,
    min_grade: str | None,
    form: str,
    limit: int | None,
    graph: str | None,
) -> None:
    """List the events whose sources disagree.

    The rival values stand beside each other, with who gives them; what is furthest apart comes first.
    """
    from conflictgraph.cli.output import emit_flat, emit_json, say, warn
    from conflictgraph.query.plain import to_json

    with opened(ctx, graph) as g:
        every = g.disputes(event, name, min_speakers, min_confidence, min_grade)
        found = every[: limit or None]
        if form == "table":
            from conflictgraph.cli.prose import disputes as lines

            for line in lines(found, g.short):
                say(line)
            if not found:
                warn("Nothing fits: no sources disagree.")
            elif len(found) < len(every):
                warn(f"… {len(every) - len(found):,} more; --limit 0 shows all.")
        elif form in ("json", "jsonl"):
            emit_json([to_json(each) for each in found], form)
        else:
            emit_flat(
                ["event", "property", "held", "value", "speakers", "claims", "apart", "replaced"],
                [
                    {"event": each.event.id, "property": each.property, "held": each.held, "value": rival.value,
                     "speakers": "; ".join(ref.label for ref in rival.speakers),
                     "claims": "; ".join(claim.id for claim in rival.claims), "apart": each.apart,
                     "replaced": rival.replaced}
                    for each in found
                    for rival in each.rivals
                ],
                form,
            )  # fmt: skip
