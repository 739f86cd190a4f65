"""Events in time: above, those in which people were killed, each at its figure; below, how many events of which family.

An event counts in the piece of time (day, week, month or year, by the length of the whole) in which the middle of the days lies
within which it happened; where these are more than such a piece has, it is in no bar, and that is told, as are events of
unknown time. A figure stands at those days, as a dot, or as a bar where they are many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from math import ceil, log10
from typing import IO

from conflictgraph.export.material import Material
from conflictgraph.export.pictures import figures, scales
from conflictgraph.export.pictures.families import FAMILIES, Happening, chosen, happenings, present, whose
from conflictgraph.export.pictures.figures import counted, figure_words, least, span_words
from conflictgraph.export.pictures.labels import Room, along, beside
from conflictgraph.export.pictures.letters import listed, shortened, width
from conflictgraph.export.pictures.sheet import (
    INK,
    LINE,
    MARGIN,
    PAPER,
    QUIET,
    WIDTH,
    Box,
    Drawing,
    Entry,
    Sheet,
    Symbol,
)

RIGHT = WIDTH - MARGIN
UPPER, LOWER = 250.0, 190.0  # heights of the two parts
MARKED = 400  # figures that are drawn
LABELLED = 10
FEW = 8  # pieces of time that an axis has at least


def write_timeline(material: Material, out: IO[bytes]) -> None:
    """The chosen events as SVG."""
    notes: list[str] = []
    events = happenings(material, notes)
    title = f"Events{whose(material)} over time"
    timeline = Timeline(events, title, chosen(material, "actor", "place"), notes, material, "since" in material.asked or "until" in material.asked)
    shown = {e.event.id for e in timeline.events}
    timeline.sheet.source = figures.source_line(material.look, shown, [counted(len(shown), "event")])
    timeline.write(out)


@dataclass(frozen=True, slots=True)
class Dated:
    """An event between two days (ordinals), with its piece of time (its first day) where it belongs to one."""

    event: Happening
    first: int
    last: int
    piece: int | None

    @property
    def middle(self) -> float:
        return (self.first + self.last + 1) / 2


class Timeline:
    """The drawing of events in time; `whole` draws all of the time that they span, however thinly the events lie."""

    def __init__(self, events: list[Happening], title: str, asked: str, notes: list[str], material: Material, whole: bool) -> None:
        self.notes, self.material = notes, material
        bounded = [(e, *_days(e)) for e in events if e.first and e.last]
        self._left_out(len(events) - len(bounded), "event{s} of unknown or open-ended time {is} not drawn.")
        self.start, self.end = 0, 0
        kept = bounded if whole else self._dense(bounded)
        self.unit = scales.unit_for(max((last for _, _, last in kept), default=0) - min((first for _, first, _ in kept), default=0) + 1)
        self.events = [Dated(e, first, last, self._piece(first, last)) for e, first, last in kept]
        self._axis()
        vague = sum(each.piece is None for each in self.events)
        self._left_out(vague, f"event{{s}} known only within more than a {self.unit} {{is}} in no bar.")
        self.drawing = Drawing(material.losses)
        days = [day for e in self.events for day in (e.event.first, e.event.last) if day]
        when = span_words(min(days), max(days)) if days else "none with a known time"
        about = f"{counted(len(self.events), 'event')} told as facts, {when}{asked}"
        self.killers = self._killers()
        self.tens = max(1, ceil(log10(max((max(k.high or 0, least(k) or 0) for e in self.killers if (k := e.event.killed)), default=1))))
        self.left = max(62.0, MARGIN + 8 + width(f"{10**self.tens:,}", 11)) if self.killers else 62.0
        self.sheet = Sheet("timeline", title, about, material.losses, self._legend(), notes)

    def _left_out(self, count: int, words: str) -> None:
        if count:
            self.notes.append(f"{count:,} {words.format(s='' if count == 1 else 's', **{'is': 'is' if count == 1 else 'are'})}")

    def _dense(self, events: list[tuple[Happening, int, int]]) -> list[tuple[Happening, int, int]]:
        """The events without the earliest few (at most one in twenty), where time is spanned for these alone: without them
        the whole is less than half as long."""
        if len(events) < 20:
            return events
        events = sorted(events, key=lambda each: (each[1], each[2], each[0].id))
        cut = len(events) // 20
        end = max(last for _, _, last in events)
        best = max(range(1, cut + 1), key=lambda n: (events[n][1] - events[n - 1][1], n))
        if (end - events[best][1] + 1) * 2 >= end - events[0][1] + 1:
            return events
        first = date.fromordinal(events[best][1]).isoformat()
        self._left_out(best, f"event{{s}} before {figures.day_words(first)} {{is}} not drawn, for the sake of the others; with --since all are.")
        return events[best:]

    def _piece(self, first: int, last: int) -> int | None:
        if last - first + 1 > scales.LENGTH[self.unit]:
            return None
        return scales.begin((first + last) // 2, self.unit)

    def _axis(self) -> None:
        """From the first piece to the last; a few more where there are few."""
        pieces = sorted({e.piece for e in self.events if e.piece is not None} | {scales.begin(day, self.unit) for e in self.events for day in (e.first, e.last)})
        starts = [pieces[0] if pieces else date(2000, 1, 1).toordinal()]
        while starts[-1] < (pieces[-1] if pieces else starts[0]):
            following = scales.after(starts[-1], self.unit)
            if following <= starts[-1]:
                break
            starts.append(following)
        while len(starts) < FEW:
            before = scales.begin(max(1, starts[0] - 1), self.unit)
            following = scales.after(starts[-1], self.unit)
            grown = starts
            if len(starts) % 2 and before < starts[0]:
                grown = [before, *starts]
            elif following > starts[-1]:
                grown = [*starts, following]
            elif before < starts[0]:
                grown = [before, *starts]
            if grown is starts:
                break
            starts = grown
        self.starts = starts
        self.start, self.end = starts[0], max(starts[0] + 1, scales.after(starts[-1], self.unit))

    def x(self, day: float) -> float:
        return self.left + (RIGHT - self.left) * (day - self.start) / (self.end - self.start)

    def _killers(self) -> list[Dated]:
        """The events with a figure of the killed, the deadliest first."""
        deadly = [e for e in self.events if (least(e.event.killed) or 0) > 0]
        deadly.sort(key=lambda e: (-(least(e.event.killed) or 0), e.first, e.event.id))
        if len(deadly) > MARKED:
            self.notes.append(f"Of {len(deadly):,} events with a known number of killed the {MARKED:,} deadliest are marked.")
        return deadly[:MARKED]

    # --- drawing -------------------------------------------------------------------------------------------------

    def write(self, out: IO[bytes]) -> None:
        for note in self.notes:
            self.material.losses.note(note)
        base = 0.0
        if self.killers:
            base = UPPER + 36
            self._figures(UPPER + 18)
        self._bars(base, base + 18 + LOWER)
        self.sheet.told = self._told()
        self.sheet.write(out, base + LOWER + 44, self.drawing)

    def _figures(self, floor: float) -> None:
        """The upper part: a dot for each deadly event at its figure, labels for the deadliest."""
        d, top = self.drawing, 22.0
        d.text("Killed, by event (each step tenfold)", MARGIN, 8, 12, bold=True)
        steps = self.tens

        def y(value: float) -> float:
            return floor - 12 - (floor - 12 - top - 8) * log10(max(1.0, value)) / steps

        for power in range(steps + 1):
            d.element("line", x1=self.left, y1=y(10**power), x2=RIGHT, y2=y(10**power), stroke="#E4E4E4")
            d.text(f"{10**power:,}", self.left - 8, y(10**power) + 4, 11, anchor="end", fill=QUIET)
        d.element("line", x1=self.left, y1=floor, x2=RIGHT, y2=floor, stroke=LINE)
        room = Room(Box(self.left + 2, top - 6, RIGHT, floor - 2))
        for event in reversed(self.killers):
            self._mark(event, y, room)
        self.written = Room(room.bounds)  # labels and the lines that lead to them, without the dots
        for event in self.killers[:LABELLED]:
            self._label(event, y, room)

    def _mark(self, dated: Dated, y: Callable[[float], float], room: Room) -> None:
        d, figure = self.drawing, dated.event.killed
        assert figure is not None
        x, value, colour = self.x(dated.middle), least(figure) or 1, FAMILIES[dated.event.family].colour
        d.open("g", f"{figure_words(figure)} killed{_at(dated)}, {span_words(dated.event.first, dated.event.last)}: {dated.event.words}")
        if figure.high is not None and figure.high > figure.low:
            d.element("line", x1=x, y1=y(figure.low), x2=x, y2=y(figure.high), stroke=colour, stroke_width=1.5)
            room.take(Box(x - 3, y(figure.high), x + 3, y(figure.low)))
            for each in (figure.low, figure.high):
                d.element("line", x1=x - 3, y1=y(each), x2=x + 3, y2=y(each), stroke=colour, stroke_width=1.5)
        left, right = self.x(dated.first), self.x(dated.last + 1)
        if dated.piece is None:
            d.element("rect", x=left, y=y(value) - 2, width=max(1.0, right - left), height=4, rx=2, fill=colour, fill_opacity=0.75)
        else:
            d.element("circle", cx=x, cy=y(value), r=4, fill=colour, stroke=PAPER, stroke_width=0.8)
        d.close("g")
        half = 4.0 if dated.piece is not None else max(4.0, (right - left) / 2)
        room.take(Box(x - half, y(value) - 4, x + half, y(value) + 4))

    def _label(self, dated: Dated, y: Callable[[float], float], room: Room) -> None:
        event = dated.event
        assert event.killed is not None
        upper = shortened(f"{figure_words(event.killed)} killed{_at(dated)}", 11.5, 280, bold=True)
        lower = shortened(f"{span_words(event.first, event.last)}: {event.words}", 10.5, 280)
        wide, high = max(width(upper, 11.5, True), width(lower, 10.5)), 25.0
        x, at = self.x(dated.middle), y(least(event.killed) or 1)
        found, lead = None, []
        crowded = sum(abs(self.x(e.middle) - x) < 16 and abs(y(least(e.event.killed) or 1) - at) < 16 for e in self.killers) > 1
        for box in _candidates(x, at, wide, high):
            lead = list(_lead(x, at, box, crowded))
            if room.is_free(box, 6.0) and all(self.written.is_free(each, 0.0) for each in lead):
                found = box
                break
        if found is None:
            return
        d = self.drawing
        for each in (found, *lead):
            room.take(each)
            self.written.take(each)
        if lead:
            end = min(max(x, found.x0), found.x1), min(max(at, found.y0), found.y1)
            d.element("line", x1=x, y1=at, x2=end[0], y2=end[1], stroke=QUIET, stroke_width=0.6)
        d.element("rect", x=found.x0 - 1, y=found.y0, width=wide + 2, height=high, fill=PAPER, fill_opacity=0.85)
        left = found.x1 < x
        anchor, edge = ("end", found.x1) if left else ("start", found.x0)
        d.text(upper, edge, found.y0 + 10, 11.5, anchor=anchor, bold=True)
        d.text(lower, edge, found.y0 + 22.3, 10.5, anchor=anchor, fill=QUIET)

    def _bars(self, top: float, floor: float) -> None:
        """The lower part: stacked bars."""
        d = self.drawing
        counts: dict[int, Counter[int]] = {}
        for each in self.events:
            if each.piece is not None:
                counts.setdefault(each.piece, Counter())[each.event.family] += 1
        d.text(f"Events per {self.unit}", MARGIN, top + 8, 12, bold=True)
        most = max((sum(each.values()) for each in counts.values()), default=1)
        steps = scales.round_steps(most, 5)
        high = (floor - top - 30) / steps[-1]
        for step in steps:
            d.element("line", x1=self.left, y1=floor - step * high, x2=RIGHT, y2=floor - step * high, stroke=LINE if step == 0 else "#E4E4E4")
            d.text(f"{step:,}", self.left - 8, floor - step * high + 4, 11, anchor="end", fill=QUIET)
        for piece in sorted(counts):
            left, right = self.x(piece), self.x(scales.after(piece, self.unit))
            gap = min(3.0, (right - left) * 0.12)
            families = sorted(counts[piece].items())
            said = ", ".join(f"{FAMILIES[n].words} {count:,}" for n, count in families)
            d.open("g", f"{scales.piece_words(piece, self.unit)}: {counted(sum(counts[piece].values()), 'event')} ({said})")
            y = floor
            for n, count in families:
                y -= count * high
                d.element("rect", x=left + gap, y=y, width=max(0.8, right - left - 2 * gap), height=count * high, fill=FAMILIES[n].colour, stroke=PAPER, stroke_width=0.5)
            d.close("g")
        for day, words in scales.marks(self.start, self.end - 1, RIGHT - self.left):
            x, half = self.x(day), width(words, 11) / 2
            d.element("line", x1=x, y1=floor, x2=x, y2=floor + 5, stroke=QUIET)
            if x - half >= MARGIN and x + half <= RIGHT + MARGIN / 2:
                d.text(words, x, floor + 18, 11, anchor="middle", fill=QUIET)
        self.counts = counts

    # --- words ---------------------------------------------------------------------------------------------------

    def _legend(self) -> list[list[Entry]]:
        def sample(colour: str) -> Symbol:
            return lambda d, x, y: d.element("rect", x=x, y=y - 6, width=12, height=12, fill=colour)

        rows = [[Entry(each.words, 12, sample(each.colour)) for each in present(e.event for e in self.events)]]
        if self.killers:
            marks = [Entry("a figure, and between which bounds sources put it", 14, _whisker_sample)]
            if any(e.piece is None for e in self.killers):
                marks.append(Entry("the days within which it happened", 26, _span_sample))
            rows.append(marks)
        return rows

    def _told(self) -> str:
        busiest = sorted(self.counts, key=lambda piece: (-sum(self.counts[piece].values()), piece))[:3]
        most = listed(f"{scales.piece_words(p, self.unit)} ({sum(self.counts[p].values()):,})" for p in busiest)
        deadly = "; ".join(
            f"{figure_words(k)} killed{_at(e)}, {span_words(e.event.first, e.event.last)}: {e.event.words}"
            for e in self.killers[:LABELLED] if (k := e.event.killed)
        )  # fmt: skip
        return " ".join(filter(None, (f"Most events: {most}." if most else "", f"The deadliest: {deadly}." if deadly else "")))


def _days(event: Happening) -> tuple[int, int]:
    assert event.first and event.last
    first, last = date.fromisoformat(event.first).toordinal(), date.fromisoformat(event.last).toordinal()
    return min(first, last), max(first, last)


def _at(dated: Dated) -> str:
    return f", {dated.event.place_label}" if dated.event.place_label else ""


def _candidates(x: float, y: float, wide: float, high: float) -> Iterator[Box]:
    """Beside the dot, or farther off, with a line that leads there."""
    yield from beside(x, y, 8, wide, high)
    for up in (34, 60, 90, 125, -36, -62, -90):
        for aside in (12, -12 - wide, 70, -70 - wide, -wide / 2):
            yield Box(x + aside, y - up - high / 2, x + aside + wide, y - up + high / 2)


def _lead(x: float, y: float, box: Box, crowded: bool) -> Iterator[Box]:
    """The way from a dot to a label that is not beside it, or among several dots."""
    if crowded or not Box(x - 16, y - 16, x + 16, y + 16).meets(box):
        yield from list(along(x, y, min(max(x, box.x0), box.x1), min(max(y, box.y0), box.y1), 2.0))[1:-1]


def _whisker_sample(d: Drawing, x: float, y: float) -> None:
    d.element("line", x1=x + 7, y1=y - 8, x2=x + 7, y2=y + 8, stroke=INK, stroke_width=1.5)
    for end in (y - 8, y + 8):
        d.element("line", x1=x + 4, y1=end, x2=x + 10, y2=end, stroke=INK, stroke_width=1.5)
    d.element("circle", cx=x + 7, cy=y + 2, r=4, fill=INK)


def _span_sample(d: Drawing, x: float, y: float) -> None:
    d.element("rect", x=x, y=y - 2, width=26, height=4, rx=2, fill=INK, fill_opacity=0.75)
