"""Tables for spreadsheets: actors (nodes.csv), relations (edges.csv), events.csv and claims.csv, in a folder or a zip file.

RFC 4180 in UTF-8 with a byte-order mark, without which Excel reads umlauts wrong; a text that a spreadsheet would run as a
formula gets an apostrophe in front.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from typing import IO, Any

from conflictgraph.export.material import Material
from conflictgraph.network import edge_attributes
from conflictgraph.query.plain import flat
from conflictgraph.query.rows import ActorRow, ClaimRow, EventRow, TieRow
from conflictgraph.sparqlout import to_csv

_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest that zip knows: no clock in any output


def tables(material: Material) -> Iterator[tuple[str, bytes]]:
    """(file name, content) of each table."""
    yield "nodes.csv", _table(ActorRow, sorted(material.actors(), key=lambda row: row.id), flat)
    yield "edges.csv", _table(TieRow, sorted(material.ties(), key=lambda row: row.id), _edge)
    yield "events.csv", _table(EventRow, material.events(), flat)
    yield "claims.csv", _table(ClaimRow, material.claims(), flat)


def _edge(tie: TieRow) -> dict[str, Any]:
    ends = {"source": tie.from_.id, "target": tie.to.id, "sourceLabel": tie.from_.label, "targetLabel": tie.to.label}
    return {"id": tie.id, **ends, **edge_attributes(tie)}


_EDGE_COLUMNS = (
    *("id", "source", "target", "sourceLabel", "targetLabel", "kind", "status", "sort", "weight"),
    *("events", "claims", "killed", "first", "last", "earliest", "latest"),
)


def _columns(kind: type) -> list[str]:
    if kind is TieRow:
        return list(_EDGE_COLUMNS)
    from conflictgraph.query.plain import columns

    return columns(kind)


def _table(kind: type, rows: Sequence[Any], plain: Callable[[Any], dict[str, Any]]) -> bytes:
    names = _columns(kind)
    cells = ([_cell(values.get(name)) for name in names] for values in map(plain, rows))
    return b"\xef\xbb\xbf" + to_csv(names, cells).encode("utf-8", "replace")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def write_zip(material: Material, out: IO[bytes]) -> None:
    """All tables in one zip file; same graph, same bytes."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in tables(material):
            info = zipfile.ZipInfo(name, _LONG_AGO)
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(info, content)


def write_events(material: Material, out: IO[bytes]) -> None:
    """The table of events alone, for a path that ends in .csv."""
    material.losses.note(
        "A .csv holds the events alone; a folder (--format csv) or .zip holds actors, relations and claims, too."
    )
    out.write(_table(EventRow, material.events(), flat))
