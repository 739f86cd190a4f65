"""Files that ship with us: `shelf("data")` and `shelf("ontology")`, in the installed package or in the checkout; and the rows of
the tables among them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from conflictgraph.errors import StopRun


@cache
def shelf(name: str) -> Path:
    """The directory `name` (`data` or `ontology`): beside this file when installed, else at the top of the checkout."""
    here = Path(__file__).resolve().parent
    for candidate in (here / name, here.parent.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"The directory “{name}” of conflictgraph is missing; reinstall the package.")


def table(name: str, *columns: str, header: bool = False, absent: int = 0) -> Iterator[list[str]]:
    """The rows of a table of `data` (`lexicon/agencies.tsv`), cell by cell; arguments and errors as in `rows`."""
    return (row for _, row in rows(shelf("data") / name, *columns, header=header, absent=absent))


def rows(path: Path, *columns: str, header: bool = False, absent: int = 0) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table of cells between tabs, each with the number of its line, counted from 1.

    Blank lines are passed over, and so are remarks, which start with #. A table with a header names its `columns` in its first
    row, and its remarks stand above that. A row may lack the last `absent` columns. Raises StopRun, naming the file and the line,
    for a header or a row that has other columns, and for a file that cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise StopRun(f"The table {path.name} cannot be read ({error}); reinstall the package.") from error
    width, awaited = len(columns), header
    for number, line in enumerate(lines, 1):
        if not line or (line.startswith("#") and (awaited or not header)):
            continue
        cells = line.split("\t")
        if awaited:
            if tuple(cells) != columns:
                raise StopRun(f"{path.name}, line {number}: the header must be {', '.join(columns)}.")
            awaited = False
        elif not width - absent <= len(cells) <= width:
            raise StopRun(f"{path.name}, line {number}: {len(cells)} column{'s' * (len(cells) != 1)} where {width} are needed ({', '.join(columns)}).")
        else:
            yield number, cells
    if awaited:
        raise StopRun(f"{path.name} has no header line; it must be {', '.join(columns)}.")
