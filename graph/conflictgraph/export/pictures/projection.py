"""From longitude and latitude onto the plane, equal areas staying equal.

For an extent of up to 60° around its middle Lambert's azimuthal projection on that middle (Snyder 1987, Map Projections: A
Working Manual, p. 185): shapes far from it are pressed a little, nothing is cut at the 180th meridian. For more the Equal
Earth projection of the whole world (Šavrič, Patterson and Jenny 2018).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt

Point = tuple[float, float]
EARTH = 6371.0  # km, the mean radius
REGIONAL = 60.0  # degrees around the middle up to which the azimuthal projection is taken


@dataclass(frozen=True, slots=True)
class Projection:
    """`project` gives (x to the east, y to the south) in radii of the earth for (longitude, latitude) in degrees; `reach` is how far
    from the middle (longitude, latitude) something can be and still be drawn, in degrees."""

    name: str
    middle: Point
    reach: float
    project: Callable[[float, float], Point]


def angle(one: Point, other: Point) -> float:
    """The angle at the earth's centre between two points, in degrees."""
    (x1, y1), (x2, y2) = one, other
    dy, dx = radians(y2 - y1), radians(x2 - x1)
    half = sin(dy / 2) ** 2 + cos(radians(y1)) * cos(radians(y2)) * sin(dx / 2) ** 2
    return degrees(2 * asin(min(1.0, sqrt(half))))


def middle_of(points: Sequence[Point]) -> Point:
    """The middle of points on the sphere: the centre of the circle around them, found by going ever less far towards the farthest."""
    x = y = z = 0.0
    for lon, lat in points:
        x, y, z = x + cos(radians(lat)) * cos(radians(lon)), y + cos(radians(lat)) * sin(radians(lon)), z + sin(radians(lat))
    at = (x, y, z) if hypot(x, y, z) > 1e-9 else (1.0, 0.0, 0.0)
    at = _unit(at)
    vectors = [(cos(radians(lat)) * cos(radians(lon)), cos(radians(lat)) * sin(radians(lon)), sin(radians(lat))) for lon, lat in points]
    for step in range(1, 200):
        far = min(vectors, key=lambda v: (v[0] * at[0] + v[1] * at[1] + v[2] * at[2], v))
        share = 1 / (step + 1)
        moved = (at[0] + (far[0] - at[0]) * share, at[1] + (far[1] - at[1]) * share, at[2] + (far[2] - at[2]) * share)
        if hypot(*moved) < 1e-6:
            break
        at = _unit(moved)
    return round(degrees(atan2(at[1], at[0])), 3), round(degrees(asin(max(-1.0, min(1.0, at[2])))), 3)


def _unit(v: tuple[float, float, float]) -> tuple[float, float, float]:
    long = hypot(*v)
    return v[0] / long, v[1] / long, v[2] / long


def projection_for(points: Sequence[Point]) -> Projection:
    """The projection for a map that shows some points (longitude, latitude)."""
    middle = middle_of(points)
    if max(angle(middle, each) for each in points) <= REGIONAL:
        return Projection(f"Lambert's azimuthal equal-area projection on {place_words(middle)}", middle, 90.0, lambert(middle))
    return Projection("the Equal Earth projection", (0.0, 0.0), 180.0, equal_earth)


def place_words(point: Point) -> str:
    """`33.5° N, 66.1° E`."""
    lon, lat = point
    return f"{abs(lat):.1f}° {'N' if lat >= 0 else 'S'}, {abs(lon):.1f}° {'E' if lon >= 0 else 'W'}"


def lambert(middle: Point) -> Callable[[float, float], Point]:
    """Lambert's azimuthal equal-area projection; all but the point opposite the middle can be projected."""
    lon0, sin0, cos0 = radians(middle[0]), sin(radians(middle[1])), cos(radians(middle[1]))

    def project(lon: float, lat: float) -> Point:
        turn, s, c = radians(lon) - lon0, sin(radians(lat)), cos(radians(lat))
        k = sqrt(2 / max(1e-9, 1 + sin0 * s + cos0 * c * cos(turn)))
        return k * c * sin(turn), -k * (cos0 * s - sin0 * c * cos(turn))

    return project


_A = (1.340264, -0.081106, 0.000893, 0.003796)


def equal_earth(lon: float, lat: float) -> Point:
    """The Equal Earth projection around Greenwich."""
    t = asin(sqrt(3) / 2 * sin(radians(lat)))
    t2 = t * t
    t6 = t2 * t2 * t2
    slope = _A[0] + 3 * _A[1] * t2 + t6 * (7 * _A[2] + 9 * _A[3] * t2)
    return 2 * sqrt(3) * radians(lon) * cos(t) / (3 * slope), -t * (_A[0] + _A[1] * t2 + t6 * (_A[2] + _A[3] * t2))


