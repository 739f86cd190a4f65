"""The hand-written tables that the builders read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def rows(path: Path, width: int) -> Iterator[list[str]]:
    """The fields of a commented TSV table, padded to `width`."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            fields = line.split("\t")
            yield [f.strip() for f in fields] + [""] * (width - len(fields))


def names_in(cell: str) -> list[str]:
    """The names of a cell, which semicolons part."""
    return [n.strip() for n in cell.split(";") if n.strip()]
