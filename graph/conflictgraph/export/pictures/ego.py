"""An actor and those it is tied to: it stands in the middle, the others around it on an ellipse with their names outside.

The others stand evenly from top to bottom on either side, so that no name meets another; in what order, `ties` says. What
lies between two others is drawn as a thin curve that bends towards the middle.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import cos, hypot, log2, pi, sin, sqrt
from typing import IO

from conflictgraph.deeds import described
from conflictgraph.errors import StopRun
from conflictgraph.export import looks
from conflictgraph.export.material import Material
from conflictgraph.export.pictures import figures
from conflictgraph.export.pictures.families import chosen
from conflictgraph.export.pictures.letters import clean, name_in, shortened, width
from conflictgraph.export.pictures.sheet import INK, MARGIN, PAPER, QUIET, WIDTH, Drawing, Entry, Sheet, Symbol
from conflictgraph.export.pictures.ties import Tie, around_the_circle, ties, weightiest
from conflictgraph.export.plain import Edge, Net, Node
from conflictgraph.export.values import Losses, is_day

MOST = 48  # others around an actor
CURVES = 60  # ties among the others
CENTRE = WIDTH / 2
# Okabe and Ito 2008; grey for what is neither.
COLOURS = {"conflict": "#D55E00", "cooperation": "#0072B2", "mixed": "#0072B2", "neither": "#8A8A8A", "stated": "#595959"}
WORDS = {
    "conflict": "conflict", "cooperation": "cooperation", "mixed": "both", "neither": "neither", "stated": "stated ties only",
}  # fmt: skip
CORNERS = {"state": 4, "state-force": 4.5, "armed-group": 4.25, "international": 6, "organization": 3}
"""Corners of a node: 0 a disc; a fraction of .25 stands on a corner, one of .5 is a little house."""
KINDS = {
    "state": "state", "state-force": "state force", "armed-group": "armed group", "international": "international body",
    "organization": "organization", "person": "person", "group": "people", "role": "role", "country": "state",
}  # fmt: skip


def write_ego(material: Material, out: IO[bytes]) -> None:
    """The network around one actor as SVG. Raises StopRun where no actor is named, and where nothing is tied to it."""
    if material.ego is None:
        raise StopRun("A picture of an actor's ties needs the actor: --ego NAME.")
    net = Net(material.network(), material.losses)
    drawn = Ego(net, _listed(material, net), material.ego, material.losses, chosen(material))
    events, stated = drawn.things()
    if material.named:
        drawn.sheet.notes.append("Without parties that an article only describes (“two gunmen”).")
    what = [figures.counted(len(events), "event")]
    if stated:
        what.append(figures.counted(len(stated), "stated tie"))
    drawn.sheet.source = figures.source_line(material.look, events | stated, what)
    drawn.write(out)


def _listed(material: Material, net: Net) -> Iterator[Edge]:
    """The edges of a network, each with the ids of its events."""
    look = material.look
    for edge in net.edges():
        relation = edge.attributes.get("relation")
        if isinstance(relation, str) and not isinstance(edge.attributes.get("events"), list) and edge.attributes.get("sort") != "stated":
            row = look.tie_row(look.things.relation(relation))
            events = [each.event.id for each in look.events_behind(row)]
            edge = replace(edge, attributes={**edge.attributes, "events": events})
        yield edge


class Ego:
    """The drawing of one actor (an id in the network) and its ties."""

    def __init__(self, net: Net, edges: Iterable[Edge], centre: str, losses: Losses, asked: str = "") -> None:
        self.losses = losses
        self.nodes: dict[str, Node] = {node.id: node for node in net.nodes()}
        self.centre = centre
        every, among = ties(edges, centre)
        if not every:
            raise StopRun(f"Nothing in the graph is tied to “{self.label(centre, losses)}”, so that there is no picture to draw.")
        own = {tie.other: tie for tie in weightiest(every.values(), MOST)}
        between = {pair: tie for pair, tie in among.items() if pair[0] in own and pair[1] in own}
        self.order = around_the_circle(own, between)
        self.own = [own[other] for other in self.order]
        self.among = weightiest(between.values(), CURVES)
        self.drawing = Drawing(losses)
        self._places()
        name = self.label(centre)
        others = figures.counted(len(every), "actor")
        title = f"{name} and the {others if len(every) > 1 else 'actor'} it is tied to"
        if len(own) < len(every):
            title = f"{name} and {len(own):,} of the {others} it is tied to"
        self.sheet = Sheet("ego", title, self._subtitle(asked), losses, legend=self._legend())
        self._notes(every, own, len(between))
        self.sheet.told = f"{name} is tied to " + "; ".join(f"{self.label(t.other)}: {t.words()}" for t in self.own) + "."

    def label(self, node: str, losses: Losses | None = None) -> str:
        return clean(self.nodes[node].label, losses) or "(no name)"

    def things(self) -> tuple[set[str], set[str]]:
        """The events and the stated relations that are drawn."""
        edges = [edge for tie in (*self.own, *self.among) for edge in tie.edges]
        events = {event for edge in edges if isinstance(listed := edge.attributes.get("events"), list) for event in listed}
        return events, {edge.id for edge in edges if edge.attributes.get("sort") == "stated"}

    def write(self, out: IO[bytes]) -> None:
        self._curves()
        self._spokes()
        for tie in self.own:
            self._node(tie)
        self._middle()
        self.sheet.write(out, self.height, self.drawing)

    # --- where things are ----------------------------------------------------------------------------------------

    def _places(self) -> None:
        """Put the others on the ellipse, clockwise from the upper right."""
        right = (len(self.order) + 1) // 2
        step = 31.0 if right > 12 else min(74.0, 372 / right)
        self.height = max(300.0 if right < 4 else 400.0, right * step + 44)
        middle = self.height / 2
        wide = 250.0 if right > 4 else 220.0
        high = max(right * step * 0.52, 150.0)
        self.at: dict[str, tuple[float, float]] = {self.centre: (CENTRE, middle)}
        for place, other in enumerate(self.order):
            side, row, rows = (1, place, right) if place < right else (-1, len(self.order) - 1 - place, len(self.order) - right)
            dy = (row - (rows - 1) / 2) * step
            self.at[other] = CENTRE + side * wide * sqrt(1 - (dy / high) ** 2), middle + dy

    def radius(self, node: str) -> float:
        """By the square root of its events, so that areas compare."""
        attributes = self.nodes[node].attributes
        events = attributes.get("n_events", attributes.get("events"))
        count = events if isinstance(events, (int, float)) and not isinstance(events, bool) and 0 <= events < 1e12 else 0
        return min(13.0, 4.5 + 1.1 * sqrt(count)) if node != self.centre else min(24.0, 12 + sqrt(count))

    # --- what is drawn -------------------------------------------------------------------------------------------

    def _curves(self) -> None:
        d = self.drawing
        d.open("g", fill="none", stroke_opacity=0.45)
        for tie in sorted(self.among, key=lambda t: (t.weight, t.one, t.other)):
            (x1, y1), (x2, y2) = self.at[tie.one], self.at[tie.other]
            mx, my = (x1 + x2) / 2, (y1 + y2) / 2
            cx, cy = mx + (CENTRE - mx) * 0.45, my + (self.height / 2 - my) * 0.45
            if hypot(mx - CENTRE, my - self.height / 2) < 40:  # through the middle: go around it
                cx, cy = CENTRE + (y2 - y1) * 0.2, self.height / 2 - (x2 - x1) * 0.2
            path = f"M{x1:.1f} {y1:.1f}Q{cx:.1f} {cy:.1f} {x2:.1f} {y2:.1f}"
            title = f"{self.label(tie.one)} – {self.label(tie.other)}: {tie.words()}"
            d.element("path", title, d=path, stroke=COLOURS[tie.look], stroke_width=min(2.5, 0.7 + 0.3 * log2(tie.weight)), stroke_dasharray="1.5 3" if tie.look == "stated" else None)
            if tie.look == "mixed":
                d.element("path", d=path, stroke=COLOURS["conflict"], stroke_width=min(2.5, 0.7 + 0.3 * log2(tie.weight)), stroke_dasharray="5 5")
        d.close("g")

    def _spokes(self) -> None:
        for tie in sorted(self.own, key=lambda t: (-t.weight, t.other)):
            (x1, y1), (x2, y2) = self.at[self.centre], self.at[tie.other]
            self.drawing.open("g", f"{self.label(self.centre)} – {self.label(tie.other)}: {tie.words()}")
            self._line(x1, y1, x2, y2, tie)
            self.drawing.close("g")

    def _line(self, x1: float, y1: float, x2: float, y2: float, tie: Tie) -> None:
        """A spoke with arrows at the ends that something comes in at."""
        long = hypot(x2 - x1, y2 - y1)
        ux, uy = (x2 - x1) / long, (y2 - y1) / long
        thick = thickness(tie.weight)
        head = 5 + thick * 1.1
        starts, ends = self.centre in tie.towards, tie.other in tie.towards
        near, far = self.radius(self.centre) + 2, long - self.radius(tie.other) - 2
        a, b = near + (head * 0.8 if starts else 0), far - (head * 0.8 if ends else 0)
        _stroke(self.drawing, tie.look, x1 + ux * a, y1 + uy * a, x1 + ux * b, y1 + uy * b, thick)
        for point, is_there, way in ((near, starts, 1), (far, ends, -1)):
            if is_there:
                tip, back = (x1 + ux * point, y1 + uy * point), (x1 + ux * (point + way * head), y1 + uy * (point + way * head))
                half = head * 0.5
                corners = [tip, (back[0] - uy * half, back[1] + ux * half), (back[0] + uy * half, back[1] - ux * half)]
                colour = COLOURS["conflict" if tie.look == "mixed" else tie.look]
                self.drawing.element("polygon", points=_points(corners), fill=colour)

    def _node(self, tie: Tie) -> None:
        d, other = self.drawing, tie.other
        x, y = self.at[other]
        name, words = self.label(other, self.losses), tie.words()
        r = self.radius(other)
        d.open("g", self._title(other))
        _shape(d, x, y, r, self.nodes[other])
        right = x > CENTRE
        edge = x + r + 6 if right else x - r - 6
        room = WIDTH - MARGIN - edge if right else edge - MARGIN
        anchor = "start" if right else "end"
        d.text(name_in(name, 12, room), edge, y - 1, 12, anchor=anchor, fill=QUIET if described(other) else INK)
        d.text(shortened(words, 10.5, room), edge, y + 11.5, 10.5, anchor=anchor, fill=QUIET)
        d.close("g")

    def _middle(self) -> None:
        d, (x, y), r = self.drawing, self.at[self.centre], self.radius(self.centre)
        name = shortened(self.label(self.centre, self.losses), 15, 250, bold=True)
        d.open("g", self._title(self.centre))
        _shape(d, x, y, r, self.nodes[self.centre], ring=True)
        long, base = width(name, 15, bold=True), y + r + 19
        d.element("rect", x=x - long / 2 - 4, y=base - 14, width=long + 8, height=19, rx=3, fill=PAPER, fill_opacity=0.88)
        d.text(name, x, base, 15, anchor="middle", bold=True)
        d.close("g")

    def _title(self, node: str) -> str:
        attributes = self.nodes[node].attributes
        events = attributes.get("n_events", attributes.get("events"))
        told = figures.counted(events, "event") if isinstance(events, int) and not isinstance(events, bool) else ""
        return ", ".join(filter(None, (self.label(node), KINDS.get(kind_of(self.nodes[node]), "of unknown kind"), told)))

    # --- what is said --------------------------------------------------------------------------------------------

    def _subtitle(self, asked: str) -> str:
        days = [str(e.attributes[n]) for tie in self.own for e in tie.edges for n in ("first", "last") if e.attributes.get("sort") != "stated" and is_day(str(e.attributes.get(n, "")))]
        when = f", {figures.span_words(min(days), max(days))}" if days else ""
        return f"What is told as done between them{when}, and ties that are stated{asked}"

    def _notes(self, every: dict[str, Tie], own: dict[str, Tie], between: int) -> None:
        told = []
        if len(own) < len(every):
            left = [tie.weight for other, tie in every.items() if other not in own]
            told.append(f"{figures.counted(len(left), 'actor')} with ties of at most {figures.counted(max(left), 'event or statement', 'events and statements')} {'is' if len(left) == 1 else 'are'} not drawn.")
        if len(self.among) < between:
            told.append(f"Of {between:,} links among the others the {len(self.among):,} weightiest are drawn.")
        self.sheet.notes += told
        for note in told:
            self.losses.note(note)

    def _legend(self) -> list[list[Entry]]:
        lines = [Entry("Lines:", 0, _nothing)]
        present = {tie.look for tie in (*self.own, *self.among)}
        for look in ("conflict", "cooperation", "mixed", "neither", "stated"):
            if look in present:
                lines.append(Entry(WORDS[look], 30, _line_sample(look, 3)))
        if any(tie.towards for tie in self.own):
            lines.append(Entry("who acts upon whom", 22, _arrow_sample))
        if self.among:
            lines.append(Entry("among the others", 30, _curve_sample))
        most = max(tie.weight for tie in self.own)
        if most > 1:
            lines.append(Entry("Width:", 0, _nothing))
        steps = sorted({1, *[n for n in (4, 16, 64, 256) if n < 0.6 * most][-1:], most})
        for n in steps if most > 1 else ():
            lines.append(Entry(figures.counted(n, "event or tie", "events and ties") if n == steps[0] else f"{n:,}", 22, _width_sample(thickness(n))))
        nodes = [Entry("Actors:", 0, _nothing)]
        hollow = [n for n in sorted(self.order) if described(n)]
        shown = {KINDS.get(kind_of(self.nodes[n]), "of unknown kind"): self.nodes[n] for n in sorted((*self.order, self.centre)) if not described(n)}
        for words in sorted(shown, key=lambda w: ([*KINDS.values(), "of unknown kind"].index(w))):
            nodes.append(Entry(words, 14, _shape_sample(shown[words])))
        if hollow:
            nodes.append(Entry("only described, not named", 14, _shape_sample(self.nodes[hollow[0]])))
        nodes.append(Entry("the larger, the more events", 0, _nothing))
        return [lines, nodes]


def kind_of(node: Node) -> str:
    """The kind of actor, or else of thing."""
    return str(node.attributes.get("actor_kind") or node.attributes.get("kind") or "")


def thickness(weight: int) -> float:
    """A line's width by the logarithm of its weight."""
    return min(9.0, 1.2 + 1.15 * log2(max(1, weight)))


def _stroke(d: Drawing, look: str, x1: float, y1: float, x2: float, y2: float, thick: float) -> None:
    dashes = "2 3.5" if look == "stated" else None
    d.element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=COLOURS[look], stroke_width=thick, stroke_dasharray=dashes)
    if look == "mixed":
        d.element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=COLOURS["conflict"], stroke_width=thick, stroke_dasharray="8 8")


def _shape(d: Drawing, x: float, y: float, r: float, node: Node, ring: bool = False) -> None:
    """A node's shape and colour by its kind."""
    kind = "state" if kind_of(node) == "country" else kind_of(node)
    fill, corners = looks.colour(node.attributes), CORNERS.get(kind, 0)
    stroke, thick = (INK, 2.0) if ring else (PAPER, 1.0)
    if described(node.id):
        fill, stroke, thick = PAPER, fill if not ring else INK, 2.0
    if not corners:
        d.element("circle", cx=x, cy=y, r=r, fill=fill, stroke=stroke, stroke_width=thick)
        return
    count = int(corners)
    turn = {0.25: 0.0, 0.5: pi / 4}.get(corners - count, pi / 4 if count == 4 else 0.0)
    large = r * {3: 1.25, 4: 1.15, 6: 1.05}[count]
    points = [(x + large * sin(2 * pi * k / count + turn), y - large * cos(2 * pi * k / count + turn)) for k in range(count)]
    if corners == 4.5:  # a house: a square with a gable
        s = r * 0.85
        points = [(x, y - s * 1.35), (x + s, y - s * 0.4), (x + s, y + s), (x - s, y + s), (x - s, y - s * 0.4)]
    d.element("polygon", points=_points(points), fill=fill, stroke=stroke, stroke_width=thick)


def _points(points: list[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


# --- samples in the legend -----------------------------------------------------------------------------------------


def _nothing(d: Drawing, x: float, y: float) -> None:
    """No sample: words alone."""


def _line_sample(look: str, thick: float) -> Symbol:
    return lambda d, x, y: _stroke(d, look, x, y, x + 30, y, thick)


def _width_sample(thick: float) -> Symbol:
    return lambda d, x, y: d.element("line", x1=x, y1=y, x2=x + 22, y2=y, stroke=QUIET, stroke_width=thick)


def _shape_sample(node: Node) -> Symbol:
    return lambda d, x, y: _shape(d, x + 7, y, 6.5, node)


def _arrow_sample(d: Drawing, x: float, y: float) -> None:
    d.element("line", x1=x, y1=y, x2=x + 14, y2=y, stroke=QUIET, stroke_width=2)
    d.element("polygon", points=_points([(x + 22, y), (x + 13, y - 4), (x + 13, y + 4)]), fill=QUIET)


def _curve_sample(d: Drawing, x: float, y: float) -> None:
    d.element("path", d=f"M{x:.1f} {y + 4:.1f}Q{x + 15:.1f} {y - 8:.1f} {x + 30:.1f} {y + 4:.1f}", fill="none", stroke=QUIET, stroke_width=0.9)
