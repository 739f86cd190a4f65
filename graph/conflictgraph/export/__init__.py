"""Files for other tools: a registry of formats by name and ending, and the one door through which files are written.

A file appears whole or not at all: it is written beside its place under another name and then renamed; the files of a folder
are all written before the first takes its place. What a format cannot hold is returned as sentences for the user, never
dropped in silence. Same graph, same bytes.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeAlias

from conflictgraph.errors import StopRun
from conflictgraph.export.formats import FORMATS, HELD, Holds

if TYPE_CHECKING:
    from conflictgraph.export.material import Material

Write: TypeAlias = "Callable[[Material, IO[bytes]], None]"
WriteFolder: TypeAlias = "Callable[[Material], Iterator[tuple[str, Iterator[bytes]]]]"


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format: `write` puts a graph into a binary file. `module` and `function` name it, so that it is imported when it is
    used; `folder` is True for one that makes several files, as pairs of path and content in pieces. `holds` says what
    is in a file, and so which choices it heeds, `flavors` which variants it has."""

    name: str
    title: str
    endings: tuple[str, ...]
    module: str
    function: str
    folder: bool = False
    holds: Holds = "network"
    flavors: tuple[str, ...] = ()

    def heed(self, flavor: str | None, ego: bool, asked: Sequence[str]) -> None:
        """Raise StopRun for what was asked and the format would not heed: a flavor, an ego network, options (names, without their
        dashes) that choose events or a network; and where a picture of an actor's ties is asked for without the actor."""
        if self.name == "ego" and not ego:
            raise StopRun("A picture of an actor's ties needs the actor: --ego NAME.")
        if self.name == "ego" and "projection" in asked:
            raise StopRun("A picture of an actor's ties is of the network “relations”; --projection is for other formats.")
        if self.name == "ego" and "radius" in asked:
            raise StopRun("A picture of an actor's ties shows those it is linked with; --radius is for other formats.")
        if "radius" in asked and not ego:
            raise StopRun("--radius is how many steps away from an actor; it needs --ego NAME.")
        if flavor is not None and flavor not in self.flavors:
            known = ", ".join(f"{f} of {each.name}" for each in EXPORTERS.values() for f in each.flavors)
            raise StopRun(f"{self.title} has no flavor “{flavor}”; there is {known}.")
        holds = f"{self.title} holds {HELD[self.holds]}"
        if ego and self.holds != "network":
            raise StopRun(f"{holds}; --ego is for formats that hold a network.")
        if self.holds in ("network", "tables"):
            lost, where = [name for name in asked if name == "actor"], "events; --ego keeps an actor's surroundings in a network"
        elif self.holds == "events":
            lost, where = [name for name in asked if name not in EVENT_OPTIONS], "a network"
        else:
            lost, where = list(asked), "a network or events"
        if lost:
            options = " and ".join(filter(None, (", ".join(f"--{name}" for name in lost[:-1]), f"--{lost[-1]}")))
            raise StopRun(f"{holds}; {options} {'is' if len(lost) == 1 else 'are'} for formats that hold {where}.")

    def write(self, material: Material, out: IO[bytes]) -> None:
        """Write the graph to an open file."""
        from importlib import import_module

        function: Write = getattr(import_module(self.module), self.function)
        function(material, out)

    def files(self, material: Material) -> Iterator[tuple[str, Iterator[bytes]]]:
        """The files of a folder: (path in it, content in pieces)."""
        from importlib import import_module

        function: WriteFolder = getattr(import_module(self.module), self.function)
        return function(material)


EXPORTERS: dict[str, Exporter] = {}
EVENT_OPTIONS = ("actor", "place", "since", "until", "type")
"""What chooses events; networks heed all of these but the first, since they are made of events."""


def register(exporter: Exporter) -> None:
    """Add a format; its endings must be free. Raises ValueError where one is taken."""
    taken = {ending: each.name for each in EXPORTERS.values() for ending in each.endings}
    for ending in exporter.endings:
        if ending in taken:
            raise ValueError(f"The ending {ending} belongs to {taken[ending]}.")
    EXPORTERS[exporter.name] = exporter


for _form in FORMATS:
    _module, _, _function = _form.writer.partition(":")
    _place = f"conflictgraph.export.{_module}"
    register(Exporter(_form.name, _form.title, _form.endings, _place, _function, _form.folder, _form.holds, _form.flavors))


def exporter_for(path: str, form: str | None = None, ego: bool = False) -> Exporter:
    """The format of a path: the one named (by its name or an ending of it), or else the one whose ending it has (the longest
    that fits; a double ending may be the whole name: `map.svg`); a path that ends in a slash, or is a folder of no such
    ending, is CSV tables.
    `ego` says that an actor's network is asked for, which makes a plain `.svg` its picture. Raises StopRun with the formats
    there are."""
    if form is not None:
        endings = {ending: each for each in EXPORTERS.values() for ending in each.endings}
        found = EXPORTERS.get(form.lower()) or endings.get(f".{form.lower().lstrip('.')}")
        if found is None and form.lower().lstrip(".") == "svg":
            found = _picture(form, ego)
        if found is None:
            raise StopRun(f"There is no format “{form}”; known are {', '.join(EXPORTERS)}.")
        return found
    if path.endswith(("/", os.sep)):
        return EXPORTERS["csv"]
    name = f".{Path(path).name.lower()}"
    fitting = [
        (len(ending), each.name) for each in EXPORTERS.values() for ending in each.endings if name.endswith(ending)
    ]
    if fitting:
        return EXPORTERS[max(fitting)[1]]
    if name.endswith(".svg"):
        return _picture(path, ego)
    if path and Path(path).is_dir():
        return EXPORTERS["csv"]
    known = ", ".join(ending for each in EXPORTERS.values() for ending in each.endings)
    what = "standard output needs a --format" if path == "-" else f"the ending of “{path}” says no format"
    raise StopRun(f"Cannot export: {what}; known endings are {known}, and known formats {', '.join(EXPORTERS)}.")


def _picture(asked: str, ego: bool) -> Exporter:
    """The picture that a plain `.svg` stands for: an actor's ties where one is named."""
    if ego:
        return EXPORTERS["ego"]
    raise StopRun(
        f"“{asked}” does not say which picture: .map.svg is a map of events, .timeline.svg events in time, and .ego.svg with"
        " --ego NAME an actor's ties (or --format map, timeline, ego)."
    )


def prepare(exporter: Exporter, material: Material) -> None:
    """Raise StopRun where there is nothing to export, since no file is better than an empty one; and note what a network of
    actors leaves out."""
    if next(iter(material.triples()), None) is None:
        raise StopRun("The graph is empty, so there is nothing to export; `conflictgraph add` reads articles into it.")
    if exporter.holds in ("network", "tables") and not len(material.net()):
        raise StopRun("Nothing in the graph fits this choice, so that there is no network to export.")
    if exporter.holds == "network" and exporter.name != "ego" and material.net().about.get("projection", "relations") == "relations":
        material.losses.note(
            f"{exporter.title} holds actors and their relations; events, claims and places are in .zip, .geojson, .ttl and others."
        )
    if exporter.holds == "events":
        if next(material.deeds(), None) is None:
            raise StopRun("No event in the graph fits this choice, so that there is nothing to export.")
        if not exporter.module.startswith(f"{__name__}.pictures"):
            material.losses.note(f"{exporter.title} holds events; actors, relations and claims are in .zip, .ttl and others.")


def export(material: Material, path: str | Path, form: str | None = None, force: bool = False) -> list[str]:
    """Write a graph to a path and return what the format could not hold, one sentence each.

    An existing file is replaced with `force` only; a link stays one, and what it leads to is written. Raises StopRun for an
    unknown format, an existing file, and a path that cannot be written.
    """
    if not str(path).strip():
        raise StopRun("An export needs the path of a file or folder to write.")
    exporter = exporter_for(str(path), form)
    target = Path(path)
    if not exporter.folder:
        _free(target, force)  # before anything is made
    with _told(target):
        prepare(exporter, material)
        if exporter.folder:
            _write_folder(exporter, material, target, force)
        else:
            with _replacing(target) as out:
                exporter.write(material, out)
    return material.losses.sentences(exporter.title)


def _write_folder(exporter: Exporter, material: Material, folder: Path, force: bool) -> None:
    if folder.exists() and not folder.is_dir():
        raise StopRun(f"{folder} is a file, and “{exporter.name}” makes a folder; a .zip holds CSV tables in one file.")
    made = new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    waiting = Path(tempfile.mkdtemp(prefix=".export.", suffix=".part", dir=folder))
    try:
        names = []  # of a hundred thousand notes, so that paths are texts here
        there: set[str] = set()
        for name, pieces in exporter.files(material):
            if not new and os.path.lexists(f"{folder}{os.sep}{name}"):
                _free(folder / name, force)
            path = f"{waiting}{os.sep}{name}"
            if (parent := os.path.dirname(name)) not in there:
                os.makedirs(os.path.dirname(path), exist_ok=True)
                there.add(parent)
            with open(path, "wb") as out:
                out.writelines(pieces)
            names.append(name)
        for parent in sorted(there):
            (folder / parent).mkdir(parents=True, exist_ok=True)
        for name in names:
            os.replace(f"{waiting}{os.sep}{name}", f"{folder}{os.sep}{name}")
        made = False
    finally:
        shutil.rmtree(waiting, ignore_errors=True)
        if made:
            with contextlib.suppress(OSError):
                folder.rmdir()


def _free(path: Path, force: bool) -> None:
    if path.is_dir():
        raise StopRun(f"{path} is a folder; name a file in it.")
    if path.exists() and not path.is_file():  # a device or a pipe would be replaced by a file
        raise StopRun(f"{path} is no file; “-” with --format is standard output, to be sent on from there.")
    if os.path.lexists(path) and not force:
        raise StopRun(f"{path} exists already; --force replaces it.")


@contextlib.contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file beside the path (or what it links to) that takes its place when all is written."""
    path = Path(os.path.realpath(path))
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
