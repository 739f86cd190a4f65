"""What a user names on the command line → the inputs to read: files, folders, patterns, "-"."""

from __future__ import annotations

import glob
import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from conflictgraph.errors import SkipArticle
from conflictgraph.read.phrases import phrases

STDIN = "-"
# Parts of saved pages, and files that go with articles (annotations, code, pictures): not articles, by their endings.
_ASIDE = frozenset(
    ".css .js .mjs .map .png .jpg .jpeg .gif .svg .webp .bmp .tif .tiff .woff .woff2 .ttf .eot .otf .mp3 .mp4"
    " .webm .ico .ogg .wav .avi .mov .truth .ann .bak .tmp .log .lock .part .crdownload .py .pyc .r .sh .toml .yml"
    " .ini .ipynb .yaml .cfg .db .sqlite .parquet .feather .ttl .nt .nq"
    " .trig .rdf .gexf .graphml .xlsx .xls .ods .exe .dll .so".split()
)


@dataclass(frozen=True, slots=True)
class Source:
    """One input: a file, or stdin where `path` is None. `problem` is the sentence that says why it cannot be read."""

    name: str
    path: Path | None = None
    problem: str | None = None

    @property
    def ending(self) -> str:
        """The file's ending in lower case with its dot, "" if there is none."""
        return self.path.suffix.lower() if self.path else ""

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """The bytes, seekable: pipes are kept in a temporary file. Raises SkipArticle if they cannot be had."""
        if self.problem:
            raise SkipArticle(self.name, self.problem)
        try:
            stream = sys.stdin.buffer if self.path is None else self.path.open("rb")
        except OSError as error:
            raise SkipArticle(self.name, _why(error)) from None
        try:
            if self.path is not None and stream.seekable():
                yield stream
            else:
                with tempfile.SpooledTemporaryFile(max_size=1 << 24) as kept:
                    for chunk in iter(lambda: stream.read(1 << 20), b""):
                        kept.write(chunk)
                        if kept.tell() > _PIPE:
                            raise SkipArticle(self.name, "holds more than 4 GB; write it to files first.")
                    kept.seek(0)
                    yield kept
        except OSError as error:
            raise SkipArticle(self.name, _why(error)) from None
        finally:
            if self.path is not None:
                stream.close()


_PIPE = 4 << 30


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "does not exist."
    if isinstance(error, PermissionError):
        return "cannot be opened: permission denied."
    if isinstance(error, IsADirectoryError):
        return "is a folder."
    return f"cannot be read: {(error.strerror or 'input/output error').lower()}."


def expand(paths: Iterable[str | Path]) -> Iterator[Source]:
    """Inputs in the order named; folders recursively in sorted order; "-" is stdin; a file is read once.

    A name with * ? [ that is no file is a pattern (** for any depth). In folders, hidden files, the `…_files` parts of
    saved pages and links to folders are passed over; files that are plainly not articles come with a `problem`, so that
    they are reported. A file that is named itself is always tried. Paths that cannot be read come with a `problem`.
    """
    seen: set[str] = set()
    for given in paths:
        for source in _sources(str(given)):
            key = STDIN if source.path is None and not source.problem else os.path.realpath(source.path or source.name)
            if key not in seen:
                seen.add(key)
                yield source


def _sources(given: str) -> Iterator[Source]:
    if given == STDIN:
        yield Source("stdin")
        return
    if "\0" in given or not given:
        yield Source(given.replace("\0", "\\0") or "(empty name)", None, "is not a file name.")
        return
    path = Path(given)
    if not os.path.lexists(path) and glob.has_magic(given):
        matches = sorted(glob.glob(given, recursive=True))
        if not matches:
            yield Source(given, None, "matches no file.")
        for match in matches:
            yield from _sources(match)
        return
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except OSError as error:
        dangling = isinstance(error, FileNotFoundError) and path.is_symlink()
        yield Source(given, path, "is a link to a file that does not exist." if dangling else _why(error))
        return
    if not is_folder:
        yield Source(given, path)
        return
    count = 0
    for source in _inside(path):
        count += 1
        yield source
    if not count:
        yield Source(given, path, "holds no articles.")


def _inside(folder: Path) -> Iterator[Source]:
    try:
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except OSError as error:
        yield Source(str(folder), folder, _why(error))
        return
    from conflictgraph.read.registry import endings

    readable = endings()
    articles = {Path(e.name).stem for e in entries if Path(e.name).suffix.lower() in readable}
    for entry in entries:
        name, path = entry.name, folder / entry.name
        stem, ending = path.stem, path.suffix.lower()
        if name.startswith(".") or name.endswith("~"):
            continue
        try:
            if entry.is_dir(follow_symlinks=False):
                if not (name.endswith(("_files", ".files")) and name[:-6] in articles) and name != "__MACOSX":
                    yield from _inside(path)
                continue
            mode = entry.stat().st_mode
        except OSError as error:
            dangling = isinstance(error, FileNotFoundError) and entry.is_symlink()
            yield Source(str(path), path, "is a link to a file that does not exist." if dangling else _why(error))
            continue
        if stat.S_ISDIR(mode):  # a link to a folder: following it may never end
            yield Source(str(path), path, "is a link to a folder; name the folder itself to read it.")
        elif not stat.S_ISREG(mode):
            yield Source(str(path), path, "is not a regular file.")
        elif ending in _ASIDE:
            yield Source(str(path), path, f"is not an article (its ending is {ending}).")
        elif ending not in readable and ending and stem in articles:
            yield Source(str(path), path, "goes with the article of the same name and is not one itself.")
        elif phrases().has("aside-file", stem.casefold()) and ending in ("", ".md", ".txt", ".rst"):
            yield Source(str(path), path, "is about the folder, not an article; name it itself to read it.")
        else:
            yield Source(str(path), path)
