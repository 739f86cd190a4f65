#!/usr/bin/env python3
"""Writes data/export/outlines.json, the outlines of countries for maps, from Natural Earth's.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python training/build_outlines.py package/countries-50m.json > data/export/outlines.json

The input is Natural Earth 4.1.0, 1:50 million (public domain), as the npm package world-atlas (ISC) packs it into TopoJSON: arcs
that neighbours share, so that a border is one line. The output has

- `grid`: steps in a degree; coordinates are whole steps of longitude and latitude (WGS84);
- `arcs`: lines, each as text: differences from point to point in Google's polyline coding (5 bits a letter);
- `countries`: name, `rings` (lists of arcs, -1 - n is arc n the other way round; outer rings and holes alike, to be filled by
  the even-odd rule) and `at`, the point (longitude, latitude) at which its name stands best: the point in its largest ring
  that is farthest from the ring's sides, found on a grid.
"""

from __future__ import annotations

import json
import math
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

GRID = 200
CALLED = {"Macedonia": "North Macedonia", "Dem. Rep. Congo": "DR Congo", "Central African Rep.": "Central African Republic", "S. Sudan": "South Sudan", "W. Sahara": "Western Sahara", "Bosnia and Herz.": "Bosnia and Herzegovina", "Eq. Guinea": "Equatorial Guinea", "Dominican Rep.": "Dominican Republic", "Solomon Is.": "Solomon Islands", "N. Cyprus": "Northern Cyprus", "United States of America": "United States"}  # fmt: skip

Point = tuple[int, int]


def letters(points: list[Point]) -> str:
    """Points as text (https://developers.google.com/maps/documentation/utilities/polylinealgorithm, on our grid)."""
    out, before = [], (0, 0)
    for point in points:
        for value in (point[0] - before[0], point[1] - before[1]):
            rest = ~(value << 1) if value < 0 else value << 1
            while rest >= 0x20:
                out.append(chr((0x20 | (rest & 0x1F)) + 63))
                rest >>= 5
            out.append(chr(rest + 63))
        before = point
    return "".join(out)


def arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs on our grid, without points that fall together."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    out = []
    for arc in topology["arcs"]:
        x = y = 0
        line: list[Point] = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            point = round((x * kx + dx) * GRID), round((y * ky + dy) * GRID)
            if not line or line[-1] != point:
                line.append(point)
        out.append(line if len(line) > 1 else line * 2)
    return out


def ring(parts: list[int], lines: list[list[Point]]) -> list[Point]:
    """The points of a closed ring."""
    out: list[Point] = []
    for part in parts:
        line = lines[part] if part >= 0 else lines[~part][::-1]
        out += line[1:] if out else line
    return out


def unrolled(points: list[Point]) -> list[Point]:
    """A ring whose longitudes go on beyond 180° instead of jumping, and that is closed over a pole that it goes around."""
    out = points[:1]
    for x, y in points[1:]:
        out.append((x + 360 * GRID * round((out[-1][0] - x) / (360 * GRID)), y))
    if abs(out[-1][0] - out[0][0]) > 180 * GRID:
        pole = 90 * GRID if sum(y for _, y in out) > 0 else -90 * GRID
        out += [(out[-1][0], pole), (out[0][0], pole), out[0]]
    return out


def area(points: list[Point]) -> float:
    """The area of a ring, its latitude taken into account."""
    total = 0.0
    for (x1, y1), (x2, y2) in pairwise(points):
        total += (x1 * y2 - x2 * y1) * math.cos(math.radians((y1 + y2) / 2 / GRID))
    return abs(total) / 2


def inside(x: float, y: float, points: list[Point]) -> bool:
    found = False
    for (x1, y1), (x2, y2) in pairwise(points):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            found = not found
    return found


def roomiest(points: list[Point]) -> tuple[float, float]:
    """The point of a grid in a ring that is farthest from its sides, in degrees."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    narrow = math.cos(math.radians((min(ys) + max(ys)) / 2 / GRID))
    best, at = -1.0, (float(xs[0]), float(ys[0]))
    steps = 24
    some = points[:: max(1, len(points) // 400)]
    for i in range(1, steps):
        for j in range(1, steps):
            x, y = min(xs) + (max(xs) - min(xs)) * i / steps, min(ys) + (max(ys) - min(ys)) * j / steps
            if not inside(x, y, points):
                continue
            # Names are wide and low: room to the left and right counts a third.
            near = min(((px - x) * narrow / 3) ** 2 + (py - y) ** 2 for px, py in some)
            if near > best:
                best, at = near, (x, y)
    return round((at[0] / GRID + 180) % 360 - 180, 2), round(at[1] / GRID, 2)


def main() -> None:
    topology = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    lines = arcs(topology)
    countries = []
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = [parts for polygon in polygons for parts in polygon]
        name = shape["properties"]["name"]
        largest = max((unrolled(ring(parts, lines)) for parts in rings), key=area)
        countries.append({"name": CALLED.get(name, name), "at": roomiest(largest), "rings": rings})
    countries.sort(key=lambda each: str(each["name"]))
    out = [json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in countries]
    coded = [json.dumps(letters(line)) for line in lines]
    print(f'{{"grid":{GRID},', '"countries":[', ",\n".join(out), '],\n"arcs":[', ",\n".join(coded), "]}", sep="\n")


if __name__ == "__main__":
    main()
