"""Tables for spreadsheets: the network (nodes.csv, edges.csv), events.csv and claims.csv, in a folder or a zip file.

RFC 4180 in UTF-8 with a byte-order mark, without which Excel reads umlauts wrong; a text that a spreadsheet would run as a
formula gets an apostrophe in front (`values.uncell` takes it away).
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any

from conflictgraph.export.material import Material
from conflictgraph.export.plain import Net
from conflictgraph.export.values import Value, apart, cell, shown, unicode_text
from conflictgraph.query.plain import columns, flat
from conflictgraph.query.rows import ClaimRow, EventRow

_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest that zip knows: no clock in any output
_FIRST = ("label", "kind", "weight", "sign", "quad", "status", "first", "last")
_NODE, _EDGE = ("id",), ("id", "source", "target", "sourceLabel", "targetLabel")
_BUFFER = 1 << 16


def tables(material: Material) -> Iterator[tuple[str, Iterator[bytes]]]:
    """(file name, content in pieces) of each table."""
    net = Net(material.net(), material.losses)
    yield "nodes.csv", _nodes(net)
    yield "edges.csv", _edges(net)
    yield "events.csv", _events(material)
    yield "claims.csv", _lines(columns(ClaimRow), (flat(row) for row in material.claims()))


def _nodes(net: Net) -> Iterator[bytes]:
    rows = ({"id": node.id, **apart(node.attributes, _NODE, net.losses)} for node in net.nodes())
    named = attribute_names(apart(node.attributes, _NODE, net.losses) for node in net.nodes())
    return _lines([*_NODE, *named], rows)


def _edges(net: Net) -> Iterator[bytes]:
    def rows() -> Iterator[dict[str, Value]]:
        labels = {node.id: node.label for node in net.nodes()}
        for edge in net.edges():
            ends = {"source": edge.source, "target": edge.target}
            told = {"sourceLabel": labels[edge.source], "targetLabel": labels[edge.target]}
            yield {"id": edge.id, **ends, **told, **apart(edge.attributes, _EDGE, net.losses)}

    named = attribute_names(apart(edge.attributes, _EDGE, net.losses) for edge in net.edges())
    return _lines([*_EDGE, *named], rows())


def attribute_names(things: Iterable[dict[str, Value]]) -> list[str]:
    """The names of all attributes: those that every table has first, the others by the alphabet."""
    found = {name for attributes in things for name in attributes}
    return [*(name for name in _FIRST if name in found), *sorted(found - set(_FIRST))]


def _events(material: Material) -> Iterator[bytes]:
    return _lines(columns(EventRow), (flat(row) for row, _ in material.events()))


def _lines(names: Sequence[str], rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """A table in pieces of some tens of kilobytes."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write("\ufeff")
    writer.writerow([cell(name) for name in names])
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in names])
        if buffer.tell() > _BUFFER:
            yield unicode_text(buffer.getvalue()).encode("utf-8")
            buffer.seek(0)
            buffer.truncate()
    yield unicode_text(buffer.getvalue()).encode("utf-8")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if value.__class__ is str:
        return cell(value)
    text = shown(value)
    return cell(text) if isinstance(value, (str, list)) else text


def write_zip(material: Material, out: IO[bytes]) -> None:
    """All tables in one zip file; same graph, same bytes."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, pieces in tables(material):
            info = zipfile.ZipInfo(name, _LONG_AGO)
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            with archive.open(info, "w", force_zip64=True) as file:
                for piece in pieces:
                    file.write(piece)


def write_events(material: Material, out: IO[bytes]) -> None:
    """The table of events alone, for a path that ends in .csv."""
    for piece in _events(material):
        out.write(piece)
