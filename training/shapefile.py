"""Areas with names out of an ESRI shapefile: its records (.dbf) beside its polygons (.shp), by which a lake's middle is told."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from shapes import Point, moments

HEADER, RECORD, POLYGON = 100, 8, 5  # bytes of a file's and a record's head; the type of a shape


def areas(path: Path) -> Iterator[tuple[dict[str, str], Point | None]]:
    """The fields of each record of `path` (.shp, its .dbf beside it), and the centre of area of its rings as latitude and longitude."""
    shapes = path.read_bytes()
    at = HEADER
    for fields in _records(path.with_suffix(".dbf").read_bytes()):
        size = 2 * struct.unpack(">i", shapes[at + 4 : at + RECORD])[0]
        yield fields, _centre(shapes[at + RECORD : at + RECORD + size])
        at += RECORD + size


def _records(table: bytes) -> Iterator[dict[str, str]]:
    count, head, size = struct.unpack("<IHH", table[4:12])
    columns = []
    for at in range(32, head - 1, 32):
        columns.append((table[at : at + 11].split(b"\0")[0].decode("ascii"), table[at + 16]))
    for n in range(count):
        at, fields = head + n * size + 1, {}
        for name, width in columns:
            fields[name] = table[at : at + width].decode("utf-8").strip("\0 ")
            at += width
        yield fields


def _centre(shape: bytes) -> Point | None:
    if struct.unpack("<i", shape[:4])[0] != POLYGON:
        return None
    rings, points = struct.unpack("<2i", shape[36:44])
    starts = [*struct.unpack(f"<{rings}i", shape[44 : 44 + 4 * rings]), points]
    flat = struct.unpack(f"<{2 * points}d", shape[44 + 4 * rings : 44 + 4 * rings + 16 * points])
    corners = list(zip(flat[::2], flat[1::2], strict=True))
    # A hole runs the other way round, so its area is taken off by itself.
    area, x, y = (sum(part) for part in zip(*(moments(corners[a:b]) for a, b in pairwise(starts)), strict=True))
    return (y / (3 * area), x / (3 * area)) if area else None
