"""Events on a map: a circle for each place, its area the number of events or, with the flavor `killed`, of people killed; its
sectors the families of types. A place that stands for an area, such as a province, is a ring. Events whose place is unknown,
or known no closer than a country, are not drawn, for a country's centre would be a false place; they are told in numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from math import cos, hypot, pi, radians, sin, sqrt
from typing import IO

from conflictgraph.errors import StopRun
from conflictgraph.export.material import Material
from conflictgraph.export.pictures import figures
from conflictgraph.export.pictures.families import FAMILIES, Family, Happening, chosen, happenings, killed, whose
from conflictgraph.export.pictures.figures import counted, span_words
from conflictgraph.export.pictures.labels import Room, beside
from conflictgraph.export.pictures.letters import listed, shortened, width
from conflictgraph.export.pictures.outlines import Country, Outlines, area, path, roomy, thinned, within
from conflictgraph.export.pictures.projection import EARTH, Point, angle, projection_for
from conflictgraph.export.pictures.sheet import INK, MARGIN, PAPER, QUIET, WIDTH, Box, Drawing, Entry, Sheet, Symbol

SEA, LAND, COAST, BORDER, GRID, COUNTRY = "#E6EFF5", "#FAF7F0", "#9AA7B0", "#B9B2A5", "#D3DEE6", "#666666"
LEAST, LARGEST = 2.5, 26.0  # radii
COVERED = 0.04  # the share of the map that circles cover at most, the smallest left aside
ACROSS = WIDTH - 2 * MARGIN
LOWEST, HIGHEST = 420.0, 700.0  # heights of the frame
NARROWEST = radians(9)  # what a map shows at least, so that one town does not fill it
LABELLED = 40


@dataclass
class Spot:
    """A place with its events: how many of which family, how many killed (the sum of what is known), and its circle."""

    id: str
    label: str
    at: Point
    area: bool
    country: str
    events: list[Happening] = field(default_factory=list)

    @property
    def killed(self) -> int:
        return sum(killed(self.events).values())

    def size(self, by_killed: bool) -> int:
        return self.killed if by_killed else len(self.events)

    def shares(self, by_killed: bool) -> list[tuple[int, int]]:
        """Family and number, in the order of families."""
        counts: Counter[int] = Counter()
        dead = killed(self.events)
        for each in self.events:
            counts[each.family] += dead[each.id] if by_killed else 1
        return sorted((n, count) for n, count in counts.items() if count)


def write_map(material: Material, out: IO[bytes]) -> None:
    """The chosen events as SVG. Raises StopRun where the place of none is known."""
    notes: list[str] = []
    events = happenings(material, notes)
    drawn = Map(events, material, notes, whole="place" in material.asked)
    shown = {e.id for spot in drawn.spots for e in spot.events}
    drawn.sheet.source = figures.source_line(material.look, shown, [counted(len(shown), "event")])
    drawn.sheet.source += f" Outlines: Natural Earth; {drawn.projection.name}."
    drawn.write(out)


class Map:
    """The drawing of events on a map; `whole` shows all places, however far a few of them are from the others."""

    def __init__(self, events: list[Happening], material: Material, notes: list[str], whole: bool = False) -> None:
        self.notes, self.losses = notes, material.losses
        self.by_killed = material.flavor == "killed"
        spots = self._spots(events)
        if not spots:
            raise StopRun("The place of none of these events is known closely enough to put it on a map.")
        self.spots = spots if whole else self._near(spots)
        self.projection = projection_for([each.at for each in self.spots])
        self._frame()
        shown = [event for each in self.spots for event in each.events]
        days = [day for event in shown for day in (event.first, event.last) if day]
        when = f", {span_words(min(days), max(days))}" if days else ""
        many = f"{counted(len(shown), 'event')} told as facts at {counted(len(self.spots), 'place')}{when}"
        if self.by_killed:
            many = f"{sum(killed(shown).values()):,} killed, as far as known, in {many}"
        title = f"Where people were killed{whose(material)}" if self.by_killed else f"Where events{whose(material)} happened"
        self.sheet = Sheet("map", title, many + chosen(material, "actor", "place"), material.losses, self._legend(), notes)
        self.drawing = Drawing(material.losses)

    # --- what is drawn -------------------------------------------------------------------------------------------

    def _spots(self, events: Iterable[Happening]) -> list[Spot]:
        """The places with a point, the largest first; what has none is noted."""
        found: dict[str, Spot] = {}
        nowhere, wide, unlocated = 0, Counter[str](), Counter[str]()
        for event in events:
            if event.place is None:
                nowhere += 1
            elif event.point is None:
                (wide if event.wide else unlocated)[(event.country if event.wide else "") or event.place_label] += 1
            else:
                lat, lon, stands_for_area = event.point
                found.setdefault(event.place, Spot(event.place, event.place_label, (lon, lat), stands_for_area, event.country)).events.append(event)
        for places, why in ((wide, "only the country or region is known"), (unlocated, "it is not known where the place is")):
            if places:
                self.notes.append(f"Not drawn, since {why}: {counted(sum(places.values()), 'event')} ({_ranked(places)}).")
        if nowhere:
            self.notes.append(f"Not drawn: {counted(nowhere, 'event')} at an unknown place.")
        spots = sorted(found.values(), key=lambda spot: (-spot.size(self.by_killed), spot.label, spot.id))
        empty = sum(not spot.size(self.by_killed) for spot in spots)
        if empty:
            self.notes.append(f"Not drawn: {counted(empty, 'place')} whose events have no known number of killed.")
        return [spot for spot in spots if spot.size(self.by_killed)]

    def _near(self, spots: list[Spot]) -> list[Spot]:
        """The places around the centre of most events; without those with the farthest tenth of the events where these alone
        make the map more than twice as wide."""
        total = sum(len(spot.events) for spot in spots)
        some = spots[:300]
        centre = min(some, key=lambda one: (sum(angle(one.at, other.at) * len(other.events) for other in some), one.id))
        ordered = sorted(spots, key=lambda spot: (angle(centre.at, spot.at), spot.id))
        kept, count = [], 0
        for spot in ordered:
            if count >= total * 0.9:
                break
            kept.append(spot)
            count += len(spot.events)
        reach, whole = angle(centre.at, kept[-1].at), angle(centre.at, ordered[-1].at)
        if len(kept) == len(spots) or total < 10 or max(reach, 2.0) * 2 >= whole:
            return spots
        far = Counter[str]()
        for spot in ordered[len(kept) :]:
            far[spot.country or spot.label] += len(spot.events)
        self.notes.append(f"Outside this map: {counted(sum(far.values()), 'event')} ({_ranked(far)}); --place draws them.")
        wanted = {spot.id for spot in kept}
        return [spot for spot in spots if spot.id in wanted]

    def _frame(self) -> None:
        """How large and where the map is on the sheet."""
        plane = [self.projection.project(*each.at) for each in self.spots]
        x0, x1 = min(x for x, _ in plane), max(x for x, _ in plane)
        y0, y1 = min(y for _, y in plane), max(y for _, y in plane)
        wide, high = max(x1 - x0, NARROWEST) * 1.2, max(y1 - y0, NARROWEST / 2) * 1.22
        self.height = min(HIGHEST, max(LOWEST, ACROSS * high / wide))
        self.scale = min(ACROSS / wide, self.height / high)
        shift = MARGIN + ACROSS / 2 - self.scale * (x0 + x1) / 2, self.height / 2 - self.scale * (y0 + y1) / 2
        self.frame = Box(MARGIN, 0, MARGIN + ACROSS, self.height)
        self.outlines = Outlines(self.projection, self.scale, shift, self.frame)
        self.most = self.spots[0].size(self.by_killed)
        self.largest = min(LARGEST, 5 * sqrt(self.most))
        covered = sum(pi * self.radius(spot.size(self.by_killed)) ** 2 for spot in self.spots)
        self.largest *= min(1.0, sqrt(COVERED * ACROSS * self.height / covered))

    def radius(self, size: int) -> float:
        """Areas compare, but for the smallest, which could not be seen."""
        return max(LEAST, self.largest * sqrt(size / self.most))

    # --- drawing -------------------------------------------------------------------------------------------------

    def write(self, out: IO[bytes]) -> None:
        for note in self.notes:
            self.losses.note(note)
        d, f = self.drawing, self.frame
        d.element("rect", x=f.x0, y=f.y0, width=f.x1 - f.x0, height=f.y1 - f.y0, fill=SEA)
        shapes = list(self.outlines.shapes())
        land = "".join(path(ring) + "Z" for _, rings in shapes for ring in rings)
        d.open("g", transform="scale(0.1)", fill="none", stroke_linejoin="round")  # paths are in tenths of pixels
        d.element("path", d=self._grid(), stroke=GRID, stroke_width=7)
        if land:
            d.element("path", d=land, fill=LAND, fill_rule="evenodd", stroke=LAND, stroke_width=5)
        for lines, colour, thick in zip(self.outlines.lines(), (COAST, BORDER), (7, 9), strict=True):
            if lines:
                d.element("path", d=lines, stroke=colour, stroke_width=thick)
        d.close("g")
        room = Room(Box(f.x0 + 3, f.y0 + 3, f.x1 - 3, f.y1 - 3))
        circles = [(self.outlines.point(*spot.at), self.radius(spot.size(self.by_killed))) for spot in self.spots]
        for (x, y), r in circles:
            half = r * 0.85
            room.take(Box(x - half, y - half, x + half, y + half))
        bar = self._bar(room)
        labels = list(self._labels(circles, room))
        self._countries(shapes, room)
        for spot, (at, r) in zip(self.spots, circles, strict=True):
            self._circle(spot, at, r)
        for box, words, size, (x, y), r in labels:
            end = min(max(x, box.x0), box.x1), min(max(y, box.y0), box.y1)
            if hypot(end[0] - x, end[1] - y) > r + 7:
                d.element("line", x1=x, y1=y, x2=end[0], y2=end[1], stroke=QUIET, stroke_width=0.7)
            d.element("rect", x=box.x0 - 1.5, y=box.y0, width=box.x1 - box.x0 + 3, height=box.y1 - box.y0, rx=2, fill=PAPER, fill_opacity=0.78)
            d.text(words, box.x0, box.y0 + size * 0.92, size)
        d.element("rect", x=f.x0, y=f.y0, width=f.x1 - f.x0, height=f.y1 - f.y0, fill="none", stroke=COAST)
        if bar:
            bar()
        self.sheet.told = self._told()
        self.sheet.write(out, self.height, self.drawing)

    def _grid(self) -> str:
        """Meridians and parallels, at a distance that suits the scale."""
        span = ACROSS / self.scale * 57.3
        step = next((n for n in (1, 2, 5, 10, 20, 30) if span / n <= 9), 30)
        lon0, lat0 = self.projection.middle
        reach = 180 if self.projection.reach >= 180 else min(89, int(span))
        wide = 180 if self.projection.reach >= 180 or abs(lat0) + span > 85 else min(180, int(span / max(0.2, cos(radians(abs(lat0)))))) + step
        lats = range(-90, 91, step)
        out = []
        for lat in lats:
            if abs(lat - lat0) <= reach and abs(lat) < 90:
                out.append([(lon0 + n * wide / 60, float(lat)) for n in range(-60, 61)])
        for lon in range(-180, 181, step):
            off = (lon - lon0 + 180) % 360 - 180
            if abs(off) <= wide:
                low, high = max(-89.0, lat0 - reach), min(89.0, lat0 + reach)
                out.append([(lon0 + off, low + (high - low) * n / 60) for n in range(61)])
        return "".join(path(piece) for line in out for piece in self._cut(line))

    def _cut(self, line: list[Point]) -> Iterator[list[Point]]:
        if self.projection.reach >= 180:
            line = [(max(-180.0, min(180.0, lon)), lat) for lon, lat in line]
        pixels = [self.outlines.point(lon, lat) for lon, lat in line]
        for one, other in pairwise(pixels):
            found = within(one, other, self.frame)
            if found is not None and found[0] != found[1]:
                yield thinned(found)

    def _bar(self, room: Room) -> Callable[[], None] | None:
        """A scale, right at the middle of the map; none for the world, where it would be right nowhere else."""
        if self.projection.reach >= 180:
            return None
        per_km = self.scale / EARTH
        km = next((n for power in (1, 10, 100, 1000) for n in (power, 2 * power, 5 * power) if n * per_km >= 70), 5000)
        words = f"{km:,} km"
        x, y = self.frame.x0 + 12, self.frame.y1 - 12
        long = km * per_km
        room.take(Box(x - 6, y - 18, x + max(long, width(words, 11)) + 8, y + 8))

        def draw() -> None:
            d = self.drawing
            d.element("path", d=f"M{x:.1f} {y - 4:.1f}V{y:.1f}H{x + long:.1f}V{y - 4:.1f}", fill="none", stroke=INK, stroke_width=1.2)
            d.text(words, x + 4, y - 4, 11)

        return draw

    def _labels(self, circles: list[tuple[Point, float]], room: Room) -> Iterator[tuple[Box, str, float, Point, float]]:
        """Labels of the largest places that have room: name and number."""
        for spot, ((x, y), r) in list(zip(self.spots, circles, strict=True))[:LABELLED]:
            if not (self.frame.x0 <= x <= self.frame.x1 and self.frame.y0 <= y <= self.frame.y1):
                continue
            size = 12.5 if r > 9 else 11
            words = f"{shortened(spot.label, size, 190)} {spot.size(self.by_killed):,}"
            box = room.place(beside(x, y, r + 3, width(words, size), size * 1.18), gap=3)
            if box is not None:
                yield box, words, size, (x, y), r

    def _countries(self, shapes: list[tuple[Country, list[list[Point]]]], room: Room) -> None:
        """Names of countries where there is room inside them."""
        sized = [(max(rings, key=area), country) for country, rings in shapes]
        for ring, country in sorted(sized, key=lambda pair: (-area(pair[0]), pair[1].name)):
            size = 11.0
            long = width(country.name, size)
            if area(ring) < long * size * 2.2:
                continue
            at = self.outlines.point(*country.at)
            for x, y in (at, *roomy(ring)[:20]):
                box = Box(x - long / 2, y - size * 0.8, x + long / 2, y + size * 0.3)
                if room.place([box], gap=4) is not None:
                    self.drawing.text(country.name, x, y, size, anchor="middle", fill=COUNTRY)
                    break

    def _circle(self, spot: Spot, at: Point, r: float) -> None:
        d = self.drawing
        shares = spot.shares(self.by_killed)
        said = ", ".join(f"{FAMILIES[n].words} {count:,}" for n, count in shares)
        known = f", {spot.killed:,} killed" if spot.killed else ""
        where = f", {spot.country}" if spot.country and spot.country != spot.label else ""
        d.open("g", f"{spot.label}{where}: {counted(len(spot.events), 'event')}{known} ({said})")
        _pie(d, at, r, shares, spot.area)
        d.close("g")

    # --- words ---------------------------------------------------------------------------------------------------

    def _legend(self) -> list[list[Entry]]:
        def dot(colour: str) -> Symbol:
            return lambda d, x, y: d.element("circle", cx=x + 6, cy=y, r=6, fill=colour)

        def circle(r: float) -> Symbol:
            return lambda d, x, y: d.element("circle", cx=x + r, cy=y, r=r, fill="none", stroke=QUIET, stroke_width=1.2)

        thing = "killed" if self.by_killed else "events"
        families = [Entry(each.words, 12, dot(each.colour)) for each in self._families()]
        steps = sorted({1, *(n for n in (5, 20, 100, 500, 2000, 10_000) if n < self.most * 0.7), self.most})
        steps = steps if len(steps) < 4 else [steps[0], *steps[-2:]]
        sizes = [Entry(f"{n:,}" + (f" {thing}" if n == steps[-1] else ""), 2 * self.radius(n), circle(self.radius(n)), 2 * self.radius(n)) for n in steps]
        if any(spot.area for spot in self.spots):
            sizes.append(Entry("a ring stands for an area (a province, a district), not for a spot in it", 14, lambda d, x, y: _pie(d, (x + 7, y), 6, [(0, 1)], True, QUIET)))
        return [families, sizes]

    def _families(self) -> list[Family]:
        """Those that a sector of a circle is drawn for."""
        found = {n for spot in self.spots for n, _ in spot.shares(self.by_killed)}
        return [each for n, each in enumerate(FAMILIES) if n in found]

    def _told(self) -> str:
        unit = "killed" if self.by_killed else "event"
        most = listed((f"{spot.label} ({counted(spot.size(self.by_killed), unit, unit if self.by_killed else None)})" for spot in self.spots), 12)
        return f"The places: {most}."


def _ranked(places: Counter[str]) -> str:
    """`Sudan 3, Ukraine 2 and 4 more`."""
    return listed((f"{name} {n:,}" for name, n in sorted(places.items(), key=lambda pair: (-pair[1], pair[0]))), 6)


def _pie(d: Drawing, at: Point, r: float, shares: list[tuple[int, int]], hollow: bool, colour: str | None = None) -> None:
    """A disc, or a ring, in sectors from the top on."""
    x, y = at
    thick = min(4.0, max(1.6, r * 0.35))
    if hollow:
        d.element("circle", cx=x, cy=y, r=r, fill=PAPER, fill_opacity=0.55)
    total, done = sum(count for _, count in shares), 0
    for n, count in shares:
        fill = colour or FAMILIES[n].colour
        if count == total:
            if hollow:
                d.element("circle", cx=x, cy=y, r=r - thick / 2, fill="none", stroke=fill, stroke_width=thick)
            else:
                d.element("circle", cx=x, cy=y, r=r, fill=fill, fill_opacity=0.88, stroke=PAPER, stroke_width=0.8)
            return
        a, b = 2 * pi * done / total, 2 * pi * (done + count) / total
        done += count
        long = 1 if count * 2 > total else 0
        ring = r - thick / 2 if hollow else r
        x0, y0, x1, y1 = x + ring * sin(a), y - ring * cos(a), x + ring * sin(b), y - ring * cos(b)
        arc = f"M{x0:.2f} {y0:.2f}A{ring:.2f} {ring:.2f} 0 {long} 1 {x1:.2f} {y1:.2f}"
        if hollow:
            d.element("path", d=arc, fill="none", stroke=fill, stroke_width=thick)
        else:
            d.element("path", d=f"{arc}L{x:.2f} {y:.2f}Z", fill=fill, fill_opacity=0.88, stroke=PAPER, stroke_width=0.6)
