"""Outlines of countries on a map: read from what ships with us, projected, cut to the map's frame, thinned out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from conflictgraph.export.pictures.projection import Point, Projection, angle
from conflictgraph.export.pictures.sheet import Box
from conflictgraph.resources import shelf

THIN = 1.0  # a point nearer than this to the one before (in pixels) is left out
TINY = 1.0  # square pixels: smaller islands are left out


class Country(NamedTuple):
    """A name, where it stands best (longitude, latitude), and rings as lists of arcs (-1 - n: arc n backwards)."""

    name: str
    at: Point
    rings: tuple[tuple[int, ...], ...]


@cache
def countries() -> tuple[Country, ...]:
    """All countries, by name."""
    return tuple(
        Country(each["name"], (each["at"][0], each["at"][1]), tuple(map(tuple, each["rings"]))) for each in _stored()["countries"]
    )


@cache
def _stored() -> dict[str, Any]:
    stored: dict[str, Any] = json.loads((shelf("data") / "export" / "outlines.json").read_text("utf-8"))
    return stored


@cache
def arcs() -> tuple[tuple[Point, ...], ...]:
    """The lines that outlines consist of, in degrees; `training/build_outlines.py` says how they are coded."""
    grid = _stored()["grid"]
    return tuple(tuple((x / grid, y / grid) for x, y in _decoded(text)) for text in _stored()["arcs"])


def _decoded(text: str) -> Iterator[tuple[int, int]]:
    values: list[int] = []
    value = shift = x = y = 0
    for code in text.encode("ascii"):
        part = code - 63
        value |= (part & 0x1F) << shift
        shift += 5
        if part < 0x20:
            values.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
            if len(values) == 2:
                x, y = x + values[0], y + values[1]
                yield x, y
                values.clear()


class Outlines:
    """The outlines that a map shows: `projection` and then `scale` and `shift` (of x and y) lead to its pixels, and `frame` is
    what can be seen of them."""

    def __init__(self, projection: Projection, scale: float, shift: Point, frame: Box) -> None:
        self.projection, self.scale, self.shift, self.frame = projection, scale, shift, frame
        self._near = [self._is_near(arc) for arc in arcs()]
        self._drawn: dict[int, list[Point]] = {}

    def point(self, lon: float, lat: float) -> Point:
        """Where a point is on the map."""
        x, y = self.projection.project(lon, lat)
        return x * self.scale + self.shift[0], y * self.scale + self.shift[1]

    def _is_near(self, arc: Sequence[Point]) -> bool:
        """True where some of an arc is so near the middle that it can be drawn. Far rings, one of which may hold the point
        opposite the middle, would come out inside out."""
        if self.projection.reach >= 180:
            return True
        return any(angle(self.projection.middle, each) < self.projection.reach for each in arc[:: max(1, len(arc) // 12)])

    def _pixels(self, number: int) -> list[Point]:
        if number not in self._drawn:
            self._drawn[number] = [self.point(lon, lat) for lon, lat in arcs()[number]]
        return self._drawn[number]

    def shapes(self) -> Iterator[tuple[Country, list[list[Point]]]]:
        """The countries within the frame, each with its rings cut to it."""
        for country in countries():
            rings = []
            for ring in country.rings:
                if not any(self._near[n if n >= 0 else ~n] for n in ring):
                    continue
                for points in self._parts(ring):
                    kept = thinned(clipped(points, self.frame))
                    if len(kept) > 2 and area(kept) >= TINY:
                        rings.append(kept)
            if rings:
                yield country, rings

    def _parts(self, ring: Sequence[int]) -> Iterator[list[Point]]:
        """A ring in pixels; on a map of the whole world in parts, where it goes across the 180th meridian."""
        if self.projection.reach < 180 or not any(_jumps(arcs()[n if n >= 0 else ~n]) for n in ring):
            points: list[Point] = []
            for n in ring:
                line = self._pixels(n) if n >= 0 else self._pixels(~n)[::-1]
                points += line[1:] if points else line
            yield points
            return
        degrees: list[Point] = []
        for n in ring:
            arc = arcs()[n] if n >= 0 else arcs()[~n][::-1]
            degrees += arc[1:] if degrees else arc
        whole = unrolled(degrees)
        for turn in (-360.0, 0.0, 360.0):
            part = clipped([(lon + turn, lat) for lon, lat in whole], Box(-180, -90, 180, 90))
            if len(part) > 2:
                yield [self.point(lon, lat) for lon, lat in part]

    def lines(self) -> tuple[str, str]:
        """Coasts and borders within the frame, each as the data of a path. Where the data cut countries in two, at the 180th
        meridian and at the pole, there is no line."""
        used: dict[int, int] = {}
        for country in countries():
            for ring in country.rings:
                for n in ring:
                    used[n if n >= 0 else ~n] = used.get(n if n >= 0 else ~n, 0) + 1
        coasts: list[str] = []
        borders: list[str] = []
        for n in sorted(used):
            if self._near[n]:
                for piece in self._pieces(n):
                    (borders if used[n] > 1 else coasts).append(path(thinned(piece)))
        return "".join(coasts), "".join(borders)

    def _pieces(self, number: int) -> Iterator[list[Point]]:
        """The parts of an arc inside the frame."""
        degrees, pixels = arcs()[number], self._pixels(number)
        piece: list[Point] = []
        for k in range(1, len(pixels)):
            cut = (abs(degrees[k][0]) > 179.99 and abs(degrees[k - 1][0]) > 179.99) or (degrees[k][1] < -89.9 and degrees[k - 1][1] < -89.9)
            if self.projection.reach >= 180 and abs(degrees[k][0] - degrees[k - 1][0]) > 180:
                cut = True  # from one side of the map to the other
            inside = None if cut else within(pixels[k - 1], pixels[k], self.frame)
            if inside is None or (piece and piece[-1] != inside[0]):
                if len(piece) > 1:
                    yield piece
                piece = []
            if inside is not None:
                piece = [*piece, inside[1]] if piece else list(inside)
        if len(piece) > 1:
            yield piece


def _jumps(arc: Sequence[Point]) -> bool:
    """True for a line that goes from 180° east to 180° west or back."""
    return any(abs(one[0] - other[0]) > 180 for one, other in pairwise(arc))


def unrolled(ring: Sequence[Point]) -> list[Point]:
    """A ring with longitudes that go on beyond 180° instead of jumping; one that goes around a pole is closed over it."""
    out = [ring[0]]
    for lon, lat in ring[1:]:
        turns = round((out[-1][0] - lon) / 360)
        out.append((lon + 360 * turns, lat))
    if abs(out[-1][0] - out[0][0]) > 180:
        pole = 90.0 if sum(lat for _, lat in out) > 0 else -90.0
        out += [(out[-1][0], pole), (out[0][0], pole)]
    return out


def clipped(points: Sequence[Point], frame: Box) -> list[Point]:
    """A polygon cut to a rectangle (Sutherland and Hodgman 1974); where it falls into parts these hang together by lines on
    the rectangle's sides, which a fill does not show."""
    out = list(points)
    if not out or (all(frame.x0 <= x <= frame.x1 and frame.y0 <= y <= frame.y1 for x, y in out)):
        return out
    for axis, side, keep_less in ((0, frame.x0, False), (0, frame.x1, True), (1, frame.y0, False), (1, frame.y1, True)):
        source, out = out, []
        for k, end in enumerate(source):
            start = source[k - 1]
            end_in, start_in = (end[axis] <= side) == keep_less or end[axis] == side, (start[axis] <= side) == keep_less or start[axis] == side
            if end_in != start_in:
                share = (side - start[axis]) / (end[axis] - start[axis])
                other = start[1 - axis] + (end[1 - axis] - start[1 - axis]) * share
                out.append((side, other) if axis == 0 else (other, side))
            if end_in:
                out.append(end)
        if not out:
            return out
    return out


def within(one: Point, other: Point, frame: Box) -> tuple[Point, Point] | None:
    """The part of a line inside a rectangle (Liang and Barsky 1984); None where there is none."""
    (x, y), dx, dy = one, other[0] - one[0], other[1] - one[1]
    enter, leave = 0.0, 1.0
    for step, room in ((-dx, x - frame.x0), (dx, frame.x1 - x), (-dy, y - frame.y0), (dy, frame.y1 - y)):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            enter = max(enter, room / step)
        else:
            leave = min(leave, room / step)
    if enter > leave:
        return None
    start = one if enter == 0 else (x + enter * dx, y + enter * dy)
    return start, other if leave == 1 else (x + leave * dx, y + leave * dy)


def thinned(points: Iterable[Point]) -> list[Point]:
    """The points without those that lie where the one before lies, as far as can be seen; the last one stays."""
    out: list[Point] = []
    last: Point | None = None
    for last in points:
        if not out or abs(last[0] - out[-1][0]) + abs(last[1] - out[-1][1]) >= THIN:
            out.append(last)
    if last is not None and out[-1] != last:
        out.append(last)
    return out


def path(points: Sequence[Point]) -> str:
    """`m123 45l-3 4…` in tenths of pixels, each point as seen from the one before: a third of the room of decimals."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in points]
    steps = [f"{x2 - x1} {y2 - y1}" for (x1, y1), (x2, y2) in pairwise(tenths) if (x1, y1) != (x2, y2)]
    return f"M{tenths[0][0]} {tenths[0][1]}" + (f"l{' '.join(steps)}".replace(" -", "-") if steps else "")


def area(ring: Sequence[Point]) -> float:
    """The area of a ring."""
    return abs(sum(ring[k - 1][0] * ring[k][1] - ring[k][0] * ring[k - 1][1] for k in range(len(ring)))) / 2


def holds(ring: Sequence[Point], x: float, y: float) -> bool:
    """True where a point lies inside a ring."""
    found = False
    for k, (x2, y2) in enumerate(ring):
        x1, y1 = ring[k - 1]
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            found = not found
    return found


def roomy(ring: Sequence[Point]) -> list[Point]:
    """Some points inside a ring, those farthest from its sides first; room to the left and right counts a third, since names
    are wide and low."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    some = ring[:: max(1, len(ring) // 120)]
    found = []
    for i in range(1, 12):
        for j in range(1, 12):
            x, y = min(xs) + (max(xs) - min(xs)) * i / 12, min(ys) + (max(ys) - min(ys)) * j / 12
            if holds(ring, x, y):
                found.append((-min(((px - x) / 3) ** 2 + (py - y) ** 2 for px, py in some), x, y))
    return [(x, y) for _, x, y in sorted(found)]
