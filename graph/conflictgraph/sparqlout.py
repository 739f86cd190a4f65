"""Query results as text: a table for people, SPARQL 1.1 formats for rows, RDF syntaxes for graphs.

Labels and quotes come out of articles, so that they are hostile: a table shows control characters and those that turn
the direction of writing as escapes, and CSV keeps a spreadsheet from reading a text as a formula.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from conflictgraph.errors import StopRun
from conflictgraph.sparql import Result

if TYPE_CHECKING:
    import pyoxigraph as ox

    Node: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

ROW_FORMATS = ("table", "json", "csv", "tsv", "xml")
GRAPH_FORMATS = ("table", "turtle", "ntriples", "jsonld", "rdfxml")

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_LOCAL = re.compile(r"\w(?:[\w\-]*\w)?")


def render(result: Result, form: str | None = None, formulas: bool = False) -> str:
    """A result in a format: one of ROW_FORMATS for rows and truth values, of GRAPH_FORMATS for graphs.

    `json`, `xml`, `csv` and `tsv` are the SPARQL 1.1 results formats, to the letter but for one thing: in CSV a text
    that a spreadsheet would run as a formula gets an apostrophe in front; `formulas=True` leaves it as it is. Ends
    with a line feed. Raises `StopRun` for a format that does not fit the result.
    """
    form = form or "table"
    fitting = GRAPH_FORMATS if result.kind == "graph" else ROW_FORMATS
    if form not in fitting:
        what = "a graph" if result.kind == "graph" else "rows"
        raise StopRun(f"The result is {what}, which “{form}” cannot hold; choose one of {', '.join(fitting)}.")
    if result.kind == "graph":
        text = _graph(result, form)
    elif form == "table":
        text = _rows_table(result)
    elif result.kind == "truth" and form in {"csv", "tsv"}:  # which SPARQL leaves open
        text = "true" if result.truth else "false"
    elif form == "csv" and not formulas:
        text = to_csv(result.variables, [[_plain(cell) for cell in row] for row in result.rows])
    else:
        text = _results(result, form)
    return text if text.endswith("\n") or not text else text + "\n"


def _results(result: Result, form: str) -> str:
    import pyoxigraph as ox

    parsed = ox.parse_query_results(result.data, format=ox.QueryResultsFormat.JSON)
    data = parsed.serialize(format=getattr(ox.QueryResultsFormat, form.upper()))
    assert data is not None
    return data.decode()


def _graph(result: Result, form: str) -> str:
    import pyoxigraph as ox

    triples = result.triples
    if form == "table":
        rows = [[_short(part, result.prefixes) for part in (t.subject, t.predicate, t.object)] for t in triples]
        return table(("subject", "predicate", "object"), rows)
    if form == "ntriples":
        return result.data.decode()
    names = {"turtle": "TURTLE", "jsonld": "JSON_LD", "rdfxml": "RDF_XML"}
    data = ox.serialize(triples, format=getattr(ox.RdfFormat, names[form]), prefixes=_used(result))
    assert data is not None
    return data.decode()


def _used(result: Result) -> dict[str, str]:
    text = result.data.decode()
    return {prefix: iri for prefix, iri in result.prefixes.items() if f"<{iri}" in text}


def _rows_table(result: Result) -> str:
    if result.kind == "truth":
        return "yes" if result.truth else "no"
    return table(result.variables, [[_short(cell, result.prefixes) for cell in row] for row in result.rows])


def _plain(node: Node | None) -> str:
    """As SPARQL's CSV has it: the value alone."""
    if node is None:
        return ""
    value = getattr(node, "value", None)
    return str(node) if value is None or type(node).__name__ == "BlankNode" else str(value)


def _short(node: Node | None, prefixes: Mapping[str, str]) -> str:
    """For people: IRIs as prefixed names where one fits, literals without their datatype."""
    if type(node).__name__ == "NamedNode":
        iri = _plain(node)
        for prefix, start in prefixes.items():
            if iri.startswith(start) and _LOCAL.fullmatch(iri[len(start) :]):
                return f"{prefix}:{iri[len(start) :]}"
        return f"<{iri}>"
    return _plain(node)


# --- text that came out of articles ------------------------------------------------------------------------------


def visible(text: str) -> str:
    """A text on one line that a terminal shows and does not obey: control, format and line-breaking characters become
    escapes (`\\n`, `\\x1b`, `\\u202e`)."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else _escape(c) for c in text)


def _escape(c: str) -> str:
    if c in "\u200c\u200d":  # joiners belong to the spelling of Persian and Indic words
        return c
    if unicodedata.category(c) == "Zs":  # no-break and other spaces
        return " "
    return {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(c) or (
        f"\\x{ord(c):02x}" if ord(c) < 0x100 else f"\\u{ord(c):04x}" if ord(c) < 0x10000 else f"\\U{ord(c):08x}"
    )


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Aligned columns under their names; numbers to the right; cells made visible. Empty where there are no columns."""
    head = [visible(c) for c in columns]
    body = [[visible(cell) for cell in row] for row in rows]
    if not head:
        return ""
    widths = [max(map(_width, column)) for column in zip(head, *body, strict=True)]
    right = [bool(body) and all(not row[i] or _NUMBER.fullmatch(row[i]) for row in body) for i in range(len(head))]
    lines = [_line(head, widths, right), "  ".join("─" * w for w in widths)]
    lines += [_line(row, widths, right) for row in body]
    return "\n".join(lines) + "\n"


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = []
    for cell, width, to_right in zip(cells, widths, right, strict=True):
        space = " " * (width - _width(cell))
        padded.append(space + cell if to_right else cell + space)
    return "  ".join(padded).rstrip()


def _width(text: str) -> int:
    """Columns on a terminal: wide characters take two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) or c in "\u200c\u200d" else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def to_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """RFC 4180 with CRLF, safe for spreadsheets: a text that starts like a formula gets an apostrophe in front."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def harmless(cell: str) -> str:
    """The cell, with an apostrophe in front where a spreadsheet would take it for a formula; numbers stay."""
    start = cell.lstrip(" ")[:1]
    return f"'{cell}" if start and start in "=+-@\t\r\n|" and not _NUMBER.fullmatch(cell) else cell
