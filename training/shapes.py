"""Points that stand for areas: of outlines and of the places inside them, for `build_gazetteer.py`."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from conflictgraph.extract.gazetteer import fold_toponym
from spellings import bared

Point = tuple[float, float]


def moments(ring: list[Point]) -> tuple[float, float, float]:
    """Twice the signed area of a closed ring of (longitude, latitude) in plate carrée, and six times its first moments."""
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x0 * y1 - x1 * y0
        area += cross
        x += (x0 + x1) * cross
        y += (y0 + y1) * cross
    return area, x, y


def centre(points: Iterable[Point]) -> Point | None:
    """The centre of the half-degree cells that hold at least one of `points` (latitude, longitude in degrees)."""
    cells = sorted({(math.floor(lat * 2), math.floor(lon * 2)) for lat, lon in points})
    if not cells:
        return None
    x = y = z = 0.0
    for i, j in cells:
        lat, lon = math.radians(i / 2 + 0.25), math.radians(j / 2 + 0.25)
        weight = math.cos(lat)
        x += weight * math.cos(lat) * math.cos(lon)
        y += weight * math.cos(lat) * math.sin(lon)
        z += weight * math.sin(lat)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def hull_centre(points: Iterable[Point]) -> Point | None:
    """The centre of area of the points' convex hull in plate carrée; of their cells where the hull has no area."""
    unique = sorted({(lon, lat) for lat, lon in points})
    if len(unique) < 3 or unique[-1][0] - unique[0][0] > 180:
        return centre((lat, lon) for lon, lat in unique)

    def chain(ordered: list[Point]) -> list[Point]:
        kept: list[Point] = []
        for p in ordered:
            while len(kept) > 1 and (kept[-1][0] - kept[-2][0]) * (p[1] - kept[-2][1]) <= (
                kept[-1][1] - kept[-2][1]
            ) * (p[0] - kept[-2][0]):
                kept.pop()
            kept.append(p)
        return kept[:-1]

    ring = chain(unique) + chain(unique[::-1])
    area, x, y = moments(ring)
    if abs(area) < 1e-6:
        return centre((lat, lon) for lon, lat in unique)
    return y / (3 * area), x / (3 * area)


def outlines(path: Path) -> Iterator[tuple[str, list[list[Point]]]]:
    """The shapes of a TopoJSON file: name, and the outer rings as (longitude, latitude) in degrees."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for steps in topology["arcs"]:
        x = y = 0
        arc: list[Point] = []
        for step in steps:
            x, y = x + step[0], y + step[1]
            arc.append((x * sx + tx, y * sy + ty))
        arcs.append(arc)

    def ring(numbers: list[int]) -> list[Point]:
        points: list[Point] = []
        for n in numbers:
            arc = arcs[n] if n >= 0 else arcs[~n][::-1]
            points += arc[1:] if points else arc
        return points

    for layer in topology["objects"].values():
        for shape in layer["geometries"]:
            parts = {"Polygon": [shape.get("arcs")], "MultiPolygon": shape.get("arcs")}.get(shape.get("type"), [])
            name = (shape.get("properties") or {}).get("name")
            if name and parts:
                yield name, [ring(part[0]) for part in parts]


def area_centre(rings: Iterable[list[Point]]) -> Point | None:
    """The centre of area of all `rings` (longitude, latitude in degrees) together, as (latitude, longitude): each ring's in
    plate carrée, joined on the sphere."""
    x = y = z = 0.0
    for ring in rings:
        area, a, b = moments(ring)
        if abs(area) < 1e-9:
            continue
        lat, lon = math.radians(b / (3 * area)), math.radians(a / (3 * area))
        weight = abs(area) * math.cos(lat)
        x += weight * math.cos(lat) * math.cos(lon)
        y += weight * math.cos(lat) * math.sin(lon)
        z += weight * math.sin(lat)
    return (math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))) if x or y or z else None


def division_centres(info: Path, folder: Path) -> dict[tuple[str, str], list[Point]]:
    """The centres of area of the divisions whose outline is known, by country and folded name, whole and bare."""
    found: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for line in info.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        iso2, iso3 = line.split("\t")[:2]
        path = folder / "src" / "js" / "data" / f"{iso3.lower()}.topo.json"
        for name, rings in outlines(path) if path.is_file() else ():
            point = area_centre(rings)
            if point is None:
                continue
            plain = fold_toponym(name)
            for key in {plain, bared(plain)}:
                found[iso2, key].append(point)
    return dict(found)
