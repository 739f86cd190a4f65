"""Events on a map: GeoJSON (RFC 7946) for QGIS and web maps, KML for Google Earth. Both hold every event; one whose place is
unknown, or known no closer than its country, has no point, for a country's centre would be a false place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from conflictgraph.deeds import sign
from conflictgraph.export.jsonnets import dumps
from conflictgraph.export.looks import CONFLICT, COOPERATION, NEITHER
from conflictgraph.export.material import Material, around, point
from conflictgraph.export.values import Losses, shown, unicode_text, xml_text
from conflictgraph.query import Lookups
from conflictgraph.query.plain import flat
from conflictgraph.query.rows import EventRow

_NO_POINT = "event{s} without a point: where it happened is unknown, or no closer than a country or region."


def title(row: EventRow) -> str:
    """An event in a few words: type, who and whom, place, killed."""
    sides = [", ".join(dict.fromkeys(ref.label for ref in refs)) for refs in (row.agents, (*row.patients, *row.victims))]
    who = " → ".join(side or "?" for side in sides) if any(sides) else " ↔ ".join(ref.label for ref in row.participants)
    where = f"in {row.place.label}" if row.place else ""
    killed = f"({'at least ' if row.killed.at_least else ''}{row.killed.value:,} killed)" if row.killed else ""
    return " ".join(filter(None, (row.type or "event", who, where, killed)))


def _points(material: Material) -> Iterator[tuple[EventRow, dict[str, Any], tuple[float, float, bool] | None]]:
    """Each event with its flat values and its point."""
    for row, look in material.events():
        found = _point(row, look)
        if found is None:
            material.losses.count(_NO_POINT)
        values: dict[str, Any] = {"title": title(row), **flat(row)}
        values["time"] = f"{row.earliest}T00:00:00Z" if row.earliest else None
        values["timeEnd"] = f"{row.latest}T23:59:59Z" if row.latest else None
        values["centroid"] = found[2] if found else None
        yield row, values, found


def _point(row: EventRow, look: Lookups) -> tuple[float, float, bool] | None:
    return point(around(look, row.place.id)) if row.place else None


def write_geojson(material: Material, out: IO[bytes]) -> None:
    """A point with flat properties for each event, the latest first; `time` and `timeEnd` are UTC, `centroid` is true where
    the point only represents an area."""
    out.write(b'{"type": "FeatureCollection", "name": "events",\n"features": [')
    before = "\n"
    for row, values, found in _points(material):
        place = {"type": "Point", "coordinates": [found[1], found[0]]} if found else None
        feature = {"type": "Feature", "id": row.id, "geometry": place, "properties": values}
        out.write(f"{before}{dumps(feature)}".encode())
        before = ",\n"
    out.write(b"\n]}\n")


_KML_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2">
<Document>
  <name>Events</name>
"""


def write_kml(material: Material, out: IO[bytes]) -> None:
    """A placemark with its time span and all values for each event, red for conflict and blue for cooperation."""
    losses = material.losses
    out.write(_KML_HEAD.encode())
    for name, colour in (("conflict", CONFLICT), ("cooperation", COOPERATION), ("other", NEITHER)):
        abgr = f"ff{colour[5:7]}{colour[3:5]}{colour[1:3]}".lower()
        out.write(f'  <Style id="{name}"><IconStyle><color>{abgr}</color></IconStyle></Style>\n'.encode())
    for row, values, found in _points(material):
        out.write(unicode_text(_placemark(row, values, found, losses)).encode("utf-8"))
    out.write(b"</Document>\n</kml>\n")


def _placemark(
    row: EventRow, values: dict[str, Any], found: tuple[float, float, bool] | None, losses: Losses
) -> str:
    def text(value: str) -> str:
        return xml_text(value, losses)

    style = {-1: "conflict", 1: "cooperation"}.get(sign(row.type or ""), "other")
    begin = f"<begin>{row.earliest}</begin>" if row.earliest else ""
    end = f"<end>{row.latest}</end>" if row.latest else ""
    span = f"<TimeSpan>{begin}{end}</TimeSpan>" if begin or end else ""
    data = "".join(
        f'<Data name="{name}"><value>{text(shown(value))}</value></Data>'  # columns of ours, with nothing to escape
        for name, value in values.items()
        if value is not None and name not in ("title", "time", "timeEnd")
    )
    place = f"<Point><coordinates>{found[1]},{found[0]}</coordinates></Point>" if found else ""
    named = f"<name>{text(str(values['title']))}</name>"
    return (
        f'  <Placemark id="{text(row.id)}">{named}{span}<styleUrl>#{style}</styleUrl>'
        f"<ExtendedData>{data}</ExtendedData>{place}</Placemark>\n"
    )
