"""Events as the JSON that TimelineJS reads (https://timeline.knightlab.com/docs/json-format.html), with the words of one claim
under each. TimelineJS shows texts as HTML, so that all of ours are escaped."""

from __future__ import annotations

from html import escape
from typing import IO, Any

from conflictgraph.export.jsonnets import dumps
from conflictgraph.export.maps import title
from conflictgraph.export.material import Material
from conflictgraph.export.pictures.families import FAMILIES, family
from conflictgraph.export.pictures.figures import span_words
from conflictgraph.query import Lookups
from conflictgraph.query.plain import flat
from conflictgraph.query.rows import EventRow

_HELD = frozenset(
    ("id", "type", "factuality", "earliest", "latest", "contested", "place", "placeLabel", "killedLow", "killedBest", *tuple(f"{role}{more}" for role in ("agents", "patients", "victims", "participants") for more in ("", "Labels")))
)
"""What of an event's own columns a slide tells; the rest is named as lost."""


def write_timeline(material: Material, out: IO[bytes]) -> None:
    """The dated events, the latest first; TimelineJS puts them in order."""
    out.write(b'{"events": [')
    before = "\n"
    for row, look in material.events(words=True):
        start = row.earliest or row.latest
        if start is None:
            material.losses.count("event{s} left out, whose time is unknown: TimelineJS has no place for them.")
            continue
        material.losses.unheld(flat(row), _HELD)
        out.write(f"{before}{dumps(_slide(row, look, start))}".encode())
        before = ",\n"
    out.write(b"\n]}\n")


def _slide(row: EventRow, look: Lookups, start: str) -> dict[str, Any]:
    slide: dict[str, Any] = {"start_date": _date(start)}
    if row.latest and row.latest != start:
        slide["end_date"] = _date(row.latest)
    slide["display_date"] = f"{'about ' if '~' in (row.edtf or '') else ''}{span_words(row.earliest, row.latest)}"
    slide["text"] = {"headline": escape(title(row)), "text": _words(row, look)}
    slide["group"] = FAMILIES[family(row.type)].words  # a row each, and TimelineJS has room for few
    slide["unique_id"] = row.id
    return slide


def _date(day: str) -> dict[str, int]:
    year, month, date = (int(part) for part in day.split("-"))
    return {"year": year, "month": month, "day": date}


def _words(row: EventRow, look: Lookups) -> str:
    """The passage of the first claim with who says so, and what is contested."""
    claim = look.first_claim(row.id)
    parts = []
    if claim is not None:
        said = ", ".join(dict.fromkeys(filter(None, (claim.speaker.label, claim.publisher, claim.published))))
        parts.append(f"<blockquote>{escape(claim.sentence)}</blockquote><p>{escape(said)}</p>")
    if row.factuality != "actual":
        parts.append(f"<p>{escape(row.factuality)}</p>")
    if row.contested:
        parts.append(f"<p>contested: {escape(', '.join(row.contested))}</p>")
    return "".join(parts)
