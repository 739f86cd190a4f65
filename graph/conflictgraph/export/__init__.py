"""Files for other tools: a registry of formats by name and ending, and the one door through which files are written.

A file appears whole or not at all: it is written beside its place under another name and then renamed. What a format cannot
hold is returned as sentences for the user, never dropped in silence. Same graph, same bytes.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeAlias

from conflictgraph.errors import StopRun

if TYPE_CHECKING:
    from conflictgraph.export.material import Material

Write: TypeAlias = "Callable[[Material, IO[bytes]], None]"


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format: `write` puts a graph into a binary file. `module` and `function` name it, so that it is imported when it is
    used; `folder` is True for the one that makes several files."""

    name: str
    title: str
    endings: tuple[str, ...]
    module: str
    function: str
    folder: bool = False

    def write(self, material: Material, out: IO[bytes]) -> None:
        """Write the graph to an open file."""
        from importlib import import_module

        function: Write = getattr(import_module(self.module), self.function)
        function(material, out)


EXPORTERS: dict[str, Exporter] = {}


def register(exporter: Exporter) -> None:
    """Add a format; its endings must be free. Raises ValueError where one is taken."""
    taken = {ending: each.name for each in EXPORTERS.values() for ending in each.endings}
    for ending in exporter.endings:
        if ending in taken:
            raise ValueError(f"The ending {ending} belongs to {taken[ending]}.")
    EXPORTERS[exporter.name] = exporter


for _exporter in (
    Exporter("turtle", "Turtle", (".ttl",), "conflictgraph.export.rdf", "write_turtle"),
    Exporter("ntriples", "N-Triples", (".nt",), "conflictgraph.export.rdf", "write_ntriples"),
    Exporter("jsonld", "JSON-LD", (".jsonld", ".json"), "conflictgraph.export.rdf", "write_jsonld"),
    Exporter("graphml", "GraphML", (".graphml",), "conflictgraph.export.graphml", "write_graphml"),
    Exporter("gexf", "GEXF", (".gexf",), "conflictgraph.export.gexf", "write_gexf"),
    Exporter("zip", "CSV tables in a zip file", (".zip",), "conflictgraph.export.tables", "write_zip"),
    Exporter("events-csv", "CSV of events", (".csv",), "conflictgraph.export.tables", "write_events"),
    Exporter("csv", "CSV tables in a folder", (), "conflictgraph.export.tables", "tables", folder=True),
):
    register(_exporter)


def exporter_for(path: str, form: str | None = None) -> Exporter:
    """The format of a path: the one named, or else the one that its ending says; a path that ends in a slash, or is a
    folder, is CSV tables. Raises StopRun with the formats there are."""
    if form is not None:
        found = EXPORTERS.get(form)
        if found is None:
            raise StopRun(f"There is no format “{form}”; known are {', '.join(EXPORTERS)}.")
        return found
    if path.endswith(("/", os.sep)) or Path(path).is_dir():
        return EXPORTERS["csv"]
    for found in EXPORTERS.values():
        if path.lower().endswith(found.endings or ("\0",)):
            return found
    endings = ", ".join(ending for each in EXPORTERS.values() for ending in each.endings)
    what = "standard output needs a --format" if path == "-" else f"the ending of “{path}” says no format"
    raise StopRun(f"Cannot export: {what}; known endings are {endings}, and known formats {', '.join(EXPORTERS)}.")


def export(material: Material, path: str | Path, form: str | None = None, force: bool = False) -> list[str]:
    """Write a graph to a path and return what the format could not hold, one sentence each.

    An existing file is replaced with `force` only. Raises StopRun for an unknown format, an existing file, and a path
    that cannot be written.
    """
    name = str(path)
    exporter = exporter_for(name, form)
    if exporter.folder:
        from conflictgraph.export.tables import tables

        folder = Path(path)
        files = dict(tables(material))
        with _told(folder):
            if folder.exists() and not folder.is_dir():
                raise StopRun(
                    f"{folder} is a file, and “{exporter.name}” makes a folder; a .zip holds all in one file."
                )
            folder.mkdir(parents=True, exist_ok=True)
            for file in files:
                _free(folder / file, force)
            for file, content in files.items():
                with _replacing(folder / file) as out:
                    out.write(content)
    else:
        target = Path(path)
        with _told(target):
            _free(target, force)
            with _replacing(target) as out:
                exporter.write(material, out)
    return material.losses.sentences(exporter.title)


def _free(path: Path, force: bool) -> None:
    if path.is_dir():
        raise StopRun(f"{path} is a folder; name a file in it.")
    if os.path.lexists(path) and not force:
        raise StopRun(f"{path} exists already; --force replaces it.")


@contextlib.contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file beside the path that takes its place when all is written."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "w+b") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)  # mkstemp's files are private
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = (error.strerror or type(error).__name__).lower()
        raise StopRun(f"{path} cannot be written: {why}.") from error
