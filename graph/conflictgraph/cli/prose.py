"""Things as text for people: headings, facts, and under each fact the sentence that it comes from."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias, TypeVar

from conflictgraph.cli.output import cut
from conflictgraph.cli.reviewing import features
from conflictgraph.network.paths import Step, Way
from conflictgraph.query import words as w
from conflictgraph.query.rows import (
    ActorView,
    ArticleView,
    ClaimRow,
    ClaimView,
    Dispute,
    EventRow,
    EventView,
    EventWithWords,
    PlaceView,
    Ref,
    StatedTie,
    TieRow,
    View,
    Why,
)
from conflictgraph.sparqlout import visible
from conflictgraph.whysame import WhySame

Short: TypeAlias = Callable[[str], str]
T = TypeVar("T")


def told(claim: ClaimRow) -> str:
    """What a claim says, in a few words: `assault: Taliban → police, killed 3 (alleged)`."""
    what = claim.type or claim.kind
    if claim.kind == "statement" and claim.content:
        what = f"says “{cut(' … '.join(claim.content), 90)}”"
    if claim.kind == "tie" and claim.about is not None:
        what = claim.about.label
    parts = [text for text in (w.parties(claim), w.casualties(claim)) if text]
    marks = [mark for mark, plain in ((claim.factuality, "actual"), (claim.polarity, "affirmed")) if mark != plain]
    body = f"{what}: {', '.join(parts)}" if parts else what
    return f"{body} ({', '.join(marks)})" if marks else body


def span(tie: TieRow) -> str:
    """When a tie held, or its events happened."""
    first, last = (tie.first, tie.last) if tie.sort == "summed" else (tie.earliest, tie.latest)
    return w.when(first, last)


def quote(claim: ClaimRow, short: Short, indent: str = "      ") -> Iterator[str]:
    """The sentence of a claim, wrapped, with who says it, where, when."""
    publisher = claim.publisher or (f"“{claim.headline}”" if claim.headline else "publisher not stated")
    source = f"{publisher}, {claim.published or 'undated'}"
    voice = claim.speaker.label
    if claim.attribution == "reported":
        chain = "".join(f", as told by {ref.label}" for ref in reversed(claim.via))
        source = f"{voice}{chain}, in {source}"
    text = f"“{' '.join(claim.sentence.split())}” — {source} [{short(claim.id)}]"
    yield from _wrapped(text, indent)


def _wrapped(text: str, indent: str) -> Iterator[str]:
    width = max(60, min(shutil.get_terminal_size().columns, 120))
    yield from textwrap.wrap(
        visible(text),
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def event_line(row: EventRow, short: Short) -> str:
    """An event on one line."""
    figures = w.casualties(row)
    parts = [
        short(row.id),
        w.when(row.earliest, row.latest, row.edtf) or "time unknown",
        f"{row.type or 'event'}{': ' + w.parties(row) if w.parties(row) else ''}",
        row.place.label if row.place else "",
        figures,
        "" if row.factuality == "actual" else f"({row.factuality})",
        f"≠ {', '.join(row.contested)}" if row.contested else "",
    ]
    return "  ".join(part for part in parts if part)


# --- show --------------------------------------------------------------------------------------------------------


def view(shown: View, short: Short, limit: int | None) -> Iterator[str]:
    """The lines of a view; a section shows `limit` things (None: all) and says how many more there are."""
    if isinstance(shown, ActorView):
        yield from _actor(shown, short, limit)
    elif isinstance(shown, PlaceView):
        yield from _place(shown, short, limit)
    elif isinstance(shown, EventView):
        yield from _event(shown, short, limit)
    elif isinstance(shown, ArticleView):
        a = shown.article
        yield f"{a.headline or 'Untitled'} · article · {short(a.id)}"
        dated = f"{a.published or 'date unknown'}{f' ({a.date_inferred})' if a.date_inferred else ''}"
        yield f"  {a.publisher or 'publisher not stated'}, {dated}"
        if a.url:
            yield f"  {a.url}"
        yield from _claims(shown.claims, short, limit, by=True)
    elif isinstance(shown, StatedTie):
        yield f"{_tie(shown.tie)} · relation · {short(shown.tie.id)}"
        yield from _claims(shown.claims, short, limit, by=False)
    else:
        assert isinstance(shown, ClaimView)
        yield f"{told(shown.claim)} · claim · {short(shown.claim.id)}"
        yield from quote(shown.claim, short)


def _actor(shown: ActorView, short: Short, limit: int | None) -> Iterator[str]:
    a = shown.actor
    yield f"{a.label} · {a.kind} · {a.id}"
    if a.aliases:
        yield from _wrapped(f"also called {'; '.join(a.aliases)}", "  ")
    yield from _also(shown.also)
    if shown.renamings:
        yield from _head("Earlier names", len(shown.renamings))
        for row in _some(shown.renamings, limit):
            yield f"  {'; '.join(row.content)}{f' (until {row.edtf})' if row.edtf else ''}"
            yield from quote(row, short)
        yield from _more(shown.renamings, limit)
    if shown.ties:
        yield from _head("Ties", len(shown.ties))
        for tie in _some(shown.ties, limit):
            yield f"  {_tie(tie.tie)}"
            for claim in tie.claims[:3]:
                yield from quote(claim, short)
            if len(tie.claims) > 3:
                yield f"      … {len(tie.claims) - 3} more claims: show {short(tie.tie.id)}"
        yield from _more(shown.ties, limit)
    yield from _events(shown.events, short, limit)
    if shown.statements:
        yield from _head("Claims by it", len(shown.statements))
        for claim in _some(shown.statements, limit):
            about = f"  (about {short(claim.about.id)})" if claim.about else ""
            yield f"  {told(claim)}{about}"
            yield from quote(claim, short)
        yield from _more(shown.statements, limit)


def _place(shown: PlaceView, short: Short, limit: int | None) -> Iterator[str]:
    p = shown.place
    yield f"{p.label} · {p.precision} · {p.id}"
    if shown.within:
        yield f"  in {', '.join(ref.label for ref in shown.within)}"
    if p.lat is not None and p.lon is not None:
        yield f"  {p.lat:.4f}, {p.lon:.4f}{' (a point that stands for the area)' if p.centroid else ''}"
    if p.aliases:
        yield from _wrapped(f"also called {'; '.join(p.aliases)}", "  ")
    if shown.contains:
        yield from _wrapped(f"contains {'; '.join(ref.label for ref in shown.contains)}", "  ")
    yield from _also(shown.also)
    yield from _events(shown.events, short, limit)


def _event(shown: EventView, short: Short, limit: int | None) -> Iterator[str]:
    e = shown.event
    yield f"{e.type or 'event'} · {e.factuality} · {short(e.id)}"
    facts = [
        ("when", (w.when(e.earliest, e.latest, e.edtf) or "unknown") + (" (all the time)" if e.lasting else "")),
        ("where", f"{e.place.label} ({e.place_precision})" if e.place else ""),
        ("agent", w.labels(e.agents)),
        ("alleged", w.labels(e.alleged_agents)),
        ("denied", w.labels(e.denied_agents)),
        ("victim", w.labels(e.victims)),
        ("patient", w.labels(e.patients)),
        ("parties", w.labels(e.participants)),
        ("with", "; ".join(e.instruments)),
        ("target", "; ".join(e.targets)),
        ("figures", w.casualties(e)),
        ("sources", f"{_count(e.speakers, 'speaker')} in {_count(e.reports, 'article')}"),
        ("sure", f"{e.confidence:.2f}" if e.confidence else ""),
        ("contested", ", ".join(e.contested)),
        ("part of", event_line(shown.part_of, short) if shown.part_of else ""),
    ]
    for name, text in facts:
        if text:
            yield f"  {name:9} {text}"
    for part in shown.parts:
        yield f"  {'part':9} {event_line(part, short)}"
    yield from _claims(shown.claims, short, limit, by=True)


def _claims(claims: Sequence[ClaimRow], short: Short, limit: int | None, by: bool) -> Iterator[str]:
    if claims:
        yield from _head("Claims", len(claims))
        for claim in _some(claims, limit):
            yield f"  {claim.speaker.label}: {told(claim)}" if by else f"  {told(claim)}"
            yield from quote(claim, short)
        yield from _more(claims, limit)


def _events(events: Sequence[EventWithWords], short: Short, limit: int | None) -> Iterator[str]:
    if events:
        yield from _head("Events", len(events))
        for each in _some(events, limit):
            yield f"  {event_line(each.event, short)}"
            if each.claim is not None:
                yield from quote(each.claim, short)
        yield from _more(events, limit)


def _tie(tie: TieRow) -> str:
    marks = "" if tie.status == "present" else f" ({tie.status})"
    facts = [
        _count(tie.events, "event") if tie.events else "",
        _count(tie.claims, "claim") if tie.claims else "",
        span(tie),
        f"killed {w.dead(tie.killed, tie.at_least)}" if tie.killed is not None else "",
    ]
    told_of = ", ".join(fact for fact in facts if fact)
    return f"{tie.from_.label} — {tie.kind}{marks} → {tie.to.label}{f'  ({told_of})' if told_of else ''}"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _also(refs: Sequence[Ref]) -> Iterator[str]:
    for ref in refs:
        yield f"  {ref.label} is also the name of {'an' if ref.kind[0] in 'aeiou' else 'a'} {ref.kind}: {ref.kind}:{ref.id}"


def _head(title: str, count: int) -> Iterator[str]:
    yield ""
    yield f"{title} ({count:,})"


def _some(things: Sequence[T], limit: int | None) -> Sequence[T]:
    return things if limit is None else things[:limit]


def _more(things: Sequence[object], limit: int | None) -> Iterator[str]:
    if limit is not None and len(things) > limit:
        yield f"  … {len(things) - limit:,} more; --limit 0 shows all"


# --- why and disputes --------------------------------------------------------------------------------------------


def why(answers: Sequence[Why], short: Short) -> Iterator[str]:
    """Each value with the claims behind it."""
    if answers:
        yield event_line(answers[0].event, short)
    for answer in answers:
        yield ""
        contested = "  ≠ contested" if answer.contested else ""
        yield f"{answer.property}: {answer.held or 'nothing is held'}{contested}"
        yield f"  ({answer.rule})"
        if not answer.grounds:
            yield "  No claim about the event says anything of it."
        for ground in answer.grounds:
            yield f"  {ground.value:12} {ground.counts}"
            yield from quote(ground.claim, short)
            yield (
                f"      rule {ground.claim.rule or 'unstated'}, confidence {ground.claim.confidence:.2f}, characters"
                f" {ground.claim.start}–{ground.claim.end} of {short(ground.claim.article)}"
            )


def why_same(found: WhySame, short: Short) -> Iterator[str]:
    """The comparison of two things."""
    yield f"{found.one_label} ({short(found.one)})"
    yield f"{found.other_label} ({short(found.other)})"
    if found.features:
        yield ""
        width = max(len(f.name) for f in found.features)
        yield from features(found.features)
        if found.sum is not None and found.threshold is not None:
            mean = f"; the mean of all pairs between the two is {found.mean:.2f}" if found.mean is not None else ""
            yield f"  {'sum':<{width}}  {found.sum:>+6.2f}  threshold {found.threshold:.2f}{mean}"
    if found.threshold is not None:
        yield ""
        yield f"  block keys in common: {', '.join(found.keys) or 'none'}"
    for each in found.judgements:
        yield f"  judged: {each}"
    yield ""
    yield found.verdict


def disputes(found: Sequence[Dispute], short: Short) -> Iterator[str]:
    """Each contested property with the rival values beside each other."""
    before = None
    for each in found:
        if each.event.id != before:
            if before is not None:
                yield ""
            yield event_line(each.event, short)
            before = each.event.id
        yield f"  {each.property}: {each.held or 'nothing'} is held"
        for rival in each.rivals:
            mark = "  (replaced by a later figure)" if rival.replaced else ""
            yield f"    {rival.value}  {'; '.join(ref.label for ref in rival.speakers)}{mark}"
            yield from quote(rival.claims[0], short, "        ")
            if len(rival.claims) > 1:
                yield f"        … and {_count(len(rival.claims) - 1, 'more claim')}: why {short(each.event.id)} {each.property}"


def path(steps: Sequence[Step], short: Short, limit: int | None) -> Iterator[str]:
    """Each step of a path: the ties, and the events and claims behind them."""
    if not steps:
        yield "Both names stand for the same actor."
        return
    yield _actors(steps)
    for step in steps:
        if len(steps) > 1:
            yield ""
            yield _actors([step])
        yield from _step(step, short, limit, words=True)


def paths(ways: Sequence[Way], short: Short, limit: int | None) -> Iterator[str]:
    """Several ways, each with the ties and events of its steps, without their words."""
    if not ways:
        yield "Both names stand for the same actor."
    for way in ways:
        if way.number > 1:
            yield ""
        yield f"{way.number}. {_actors(way.steps)}"
        for step in way.steps:
            yield from _step(step, short, limit, words=False)


def _actors(steps: Sequence[Step]) -> str:
    return " — ".join([steps[0].from_.label, *(step.to.label for step in steps)])


def _step(step: Step, short: Short, limit: int | None, words: bool) -> Iterator[str]:
    for tie in step.ties:
        yield f"  {_tie(tie.tie)}"
        for claim in _some(tie.claims, limit if words else 0):
            yield from quote(claim, short)
        if words:
            yield from _more(tie.claims, limit)
    indent = "  " if words else "    "
    for each in _some(step.events, limit):
        yield f"{indent}{event_line(each.event, short)}"
        if words and each.claim is not None:
            yield from quote(each.claim, short)
    if words or not limit:
        yield from _more(step.events, limit)
