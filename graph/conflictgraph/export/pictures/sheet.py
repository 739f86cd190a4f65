"""The sheet that a picture is drawn on: title above, legend, notes and source below, and SVG out of it all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import IO

from conflictgraph.export.pictures.letters import ASCENT, DESCENT, FONT, lines, width
from conflictgraph.export.values import Losses, unicode_text, xml_text

WIDTH = 1000.0
MARGIN = 20.0
WIDER = 1.16
"""How much wider a text may come out where another typeface is set and its width is not heeded (DejaVu Sans in librsvg): legends and notes leave
that room."""
INK, QUIET, LINE, PAPER = "#1A1A1A", "#4D4D4D", "#B8B8B8", "#FFFFFF"
"""Black on white is 17:1, grey 8:1 (WCAG asks for 4.5:1)."""


def number(value: float) -> str:
    """A coordinate: two decimals at most."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, right, bottom."""

    x0: float
    y0: float
    x1: float
    y1: float

    def meets(self, other: Box, gap: float = 0.0) -> bool:
        """True where the two share more than a side, or are nearer than `gap`."""
        return (
            self.x0 < other.x1 + gap and other.x0 < self.x1 + gap and self.y0 < other.y1 + gap and other.y0 < self.y1 + gap
        )

    def within(self, other: Box) -> bool:
        return self.x0 >= other.x0 and self.y0 >= other.y0 and self.x1 <= other.x1 and self.y1 <= other.y1

    def moved(self, dx: float, dy: float) -> Box:
        return Box(self.x0 + dx, self.y0 + dy, self.x1 + dx, self.y1 + dy)


Symbol = Callable[["Drawing", float, float], None]
"""Draws a sample into a legend; given the left end and the middle line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of a legend: a sample of so much width and height, and its words."""

    words: str
    room: float
    draw: Symbol
    high: float = 16.0


class Drawing:
    """SVG elements, one after the other."""

    def __init__(self, losses: Losses) -> None:
        self.losses = losses
        self.parts: list[str] = []

    def escaped(self, text: str) -> str:
        return xml_text(unicode_text(text), self.losses)

    def element(self, name: str, title: str | None = None, **attributes: float | str | None) -> None:
        """An element with attributes (`_` stands for `-`; None is absent); `title` is what a reader gets told of it."""
        said = f"<title>{self.escaped(title)}</title>" if title is not None else ""
        self.parts.append(f"<{name}{self._attributes(attributes)}" + (f">{said}</{name}>" if said else "/>"))

    def open(self, name: str, title: str | None = None, **attributes: float | str | None) -> None:
        said = f"<title>{self.escaped(title)}</title>" if title is not None else ""
        self.parts.append(f"<{name}{self._attributes(attributes)}>{said}")

    def close(self, name: str) -> None:
        self.parts.append(f"</{name}>")

    def text(
        self, words: str, x: float, y: float, size: float = 12, *, anchor: str = "start", bold: bool = False, fill: str = INK
    ) -> Box:
        """A text with its base line at y. Returns the room that it takes."""
        long = width(words, size, bold)
        left = x - {"start": 0.0, "middle": long / 2, "end": long}[anchor]
        if words:
            attributes: dict[str, float | str | None] = {
                "x": x, "y": y, "font_size": size, "font_weight": "bold" if bold else None, "fill": fill if fill != INK else None,
                "text_anchor": anchor if anchor != "start" else None, "textLength": long or None,
                "lengthAdjust": "spacingAndGlyphs" if long else None,
            }  # fmt: skip
            self.parts.append(f"<text{self._attributes(attributes)}>{self.escaped(words)}</text>")
        return Box(left, y - size * ASCENT, left + long, y + size * DESCENT)

    def _attributes(self, attributes: dict[str, float | str | None]) -> str:
        out = []
        for name, value in attributes.items():
            if value is not None:
                shown = self.escaped(value) if isinstance(value, str) else number(value)
                out.append(f' {name.replace("_", "-")}="{shown}"')
        return "".join(out)


@dataclass
class Sheet:
    """What stands around a drawing of WIDTH by `height`: `title` and `subtitle` above it; `legend`, `notes` (what is left
    out, and why) and `source` below. `told` says in words what is drawn, for those who cannot see it."""

    name: str
    title: str
    subtitle: str
    losses: Losses
    legend: Sequence[Sequence[Entry]] = ()
    notes: list[str] = field(default_factory=list)
    source: str = ""
    told: str = ""

    def write(self, out: IO[bytes], height: float, drawing: Drawing) -> None:
        """The whole picture; the drawing's coordinates begin at its own upper left corner."""
        head, foot = Drawing(self.losses), Drawing(self.losses)
        y = MARGIN + 20
        room = WIDTH - 2 * MARGIN
        for line in lines(self.title, 20, room / WIDER, 2, bold=True):
            head.text(line, MARGIN, y, 20, bold=True)
            y += 24
        for line in lines(self.subtitle, 13, room / WIDER, 2):
            head.text(line, MARGIN, y - 2, 13, fill=QUIET)
            y += 18
        top = y
        y += height + 6
        for group in self.legend:
            y = _flow(foot, group, y) + 6
        y += 12
        foot.element("line", x1=MARGIN, y1=y - 6, x2=WIDTH - MARGIN, y2=y - 6, stroke=LINE)
        for note in (*self.notes, self.source):
            for line in lines(note, 11, room / WIDER, 4):
                y += 15
                foot.text(line, MARGIN, y - 4, 11, fill=QUIET)
        total = y + MARGIN - 4
        self._put(out, total, head, drawing, top, foot)

    def _put(self, out: IO[bytes], total: float, head: Drawing, drawing: Drawing, top: float, foot: Drawing) -> None:
        d = head
        size = f'width="{number(WIDTH)}" height="{number(total)}" viewBox="0 0 {number(WIDTH)} {number(total)}"'
        ids = f"cg-{self.name}-title", f"cg-{self.name}-desc"
        told = " ".join(filter(None, (self.subtitle + ".", self.told, *self.notes, self.source)))
        pieces = [
            '<?xml version="1.0" encoding="UTF-8"?>\n',
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="{" ".join(ids)}" lang="en"'
            f' font-family="{d.escaped(FONT)}" fill="{INK}">\n',
            f'<title id="{ids[0]}">{d.escaped(self.title)}</title>\n<desc id="{ids[1]}">{d.escaped(told)}</desc>\n',
            f'<rect width="{number(WIDTH)}" height="{number(total)}" fill="{PAPER}"/>\n',
            *_lines(head.parts),
            f'<g transform="translate(0 {number(top)})">\n',
            *_lines(drawing.parts),
            "</g>\n",
            *_lines(foot.parts),
            "</svg>\n",
        ]
        for piece in pieces:
            out.write(piece.encode("utf-8"))


def _lines(parts: Iterable[str]) -> Iterable[str]:
    return (f"{part}\n" for part in parts)


def _flow(drawing: Drawing, entries: Sequence[Entry], y: float) -> float:
    """Entries of a legend beside each other from y on, in as many rows as they need; gives the lower end."""
    rows: list[list[tuple[float, Entry]]] = [[]]
    x = MARGIN
    for entry in entries:
        long = width(entry.words, 12) * WIDER + (entry.room + 6 if entry.room else 0)
        if x > MARGIN and x + long > WIDTH - MARGIN:
            x = MARGIN
            rows.append([])
        rows[-1].append((x, entry))
        x += long + 12
    for row in rows:
        high = max((entry.high for _, entry in row), default=0) + 4
        y += high
        for x, entry in row:
            if entry.room:
                entry.draw(drawing, x, y - high / 2)
            drawing.text(entry.words, x + (entry.room + 6 if entry.room else 0), y - high / 2 + 4, 12, fill=INK if entry.room else QUIET)
    return y
