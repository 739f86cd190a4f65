"""Rows on standard output: tables for people, JSON, JSON Lines, CSV and TSV for programs.

Names and quotes come out of articles and are hostile: control characters and those that turn the direction of writing are
shown as escapes, in JSON by JSON's own, so that no value is changed there.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

import click

from conflictgraph.sparqlout import harmless, table, visible

FORMATS = ("table", "json", "jsonl", "csv", "tsv")
TABLE_LIMIT = 50
_NARROWEST = 14  # characters to which a column is cut on a narrow terminal

Columns: TypeAlias = Sequence[tuple[str, Callable[[Any], str], int]]
"""Heading, text of a row, and the characters at which it is cut (0: never)."""

_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\U000e0001-\U000e007f]")


def say(text: str = "") -> None:
    """One line of data on standard output, made safe."""
    click.echo(visible(text))


def warn(text: str) -> None:
    """One line about the run on standard error, made safe."""
    click.echo(visible(text), err=True)


def cut(text: str, width: int) -> str:
    """A text on one line of at most `width` characters (0: any)."""
    text = " ".join(text.split())
    return text if not width or len(text) <= width else text[: width - 1].rstrip() + "…"


def dumps(value: Any, indent: int | None = None) -> str:
    """JSON in which a terminal finds nothing to obey."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNSAFE.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match.group())[1:-1]


def emit(rows: Sequence[Any], columns: Columns, form: str, kind: type, limit: int | None) -> None:
    """Rows in a format. A table shows `TABLE_LIMIT` rows unless `limit` says otherwise, and tells how many there are."""
    from conflictgraph.query import plain

    if form == "table":
        shown = rows if limit is not None else rows[:TABLE_LIMIT]
        if shown:
            cells = [[cut(text(row), width) for _, text, width in columns] for row in shown]
            room = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
            click.echo(table([heading for heading, _, _ in columns], fitted(cells, columns, room)), nl=False)
        else:
            warn("Nothing fits.")
        if len(shown) < len(rows):
            warn(f"… {len(rows) - len(shown):,} more; --limit 0 shows all.")
    elif form in ("json", "jsonl"):
        emit_json([plain.to_json(row) for row in rows], form)
    else:
        emit_flat(plain.columns(kind), [plain.flat(row) for row in rows], form)


def fitted(cells: list[list[str]], columns: Columns, room: int) -> list[list[str]]:
    """Cells cut so that a table is no wider than `room` characters (0: any), as far as its columns may be cut, the widest first;
    ids are not, since they are there to be copied."""
    widths = [max(len(heading), *(len(row[n]) for row in cells)) for n, (heading, _, _) in enumerate(columns)]
    over = sum(widths) + 2 * (len(widths) - 1) - room if room else 0
    may = {n: max(_NARROWEST, len(heading)) for n, (heading, _, width) in enumerate(columns) if width and heading != "id"}
    while over > 0 and (wide := [n for n in may if widths[n] > may[n]]):
        widest = max(wide, key=lambda n: (widths[n], n))
        widths[widest] -= 1
        over -= 1
    return [[cut(cell, widths[n]) if n in may else cell for n, cell in enumerate(row)] for row in cells]


def emit_json(values: Sequence[Any], form: str) -> None:
    """A list of JSON values, as one array or a line each."""
    if form == "json":
        click.echo(dumps(list(values), indent=2))
        return
    for value in values:
        click.echo(dumps(value))


def emit_flat(names: Sequence[str], rows: Iterable[dict[str, Any]], form: str) -> None:
    """Flat rows as CSV or TSV under their column names."""
    lines = [[_cell(row.get(name)) for name in names] for row in rows]
    if form == "csv":
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerow(names)
        writer.writerows([harmless(cell) for cell in line] for line in lines)
        click.echo(buffer.getvalue(), nl=False)
    else:
        for line in [list(names), *lines]:
            click.echo("\t".join(line))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else visible(str(value))
