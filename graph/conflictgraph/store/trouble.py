"""What can go wrong with a graph on disk, in one sentence each."""

from __future__ import annotations

import contextlib
import errno
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from conflictgraph.errors import GraphError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextlib.contextmanager
def trouble(path: Path, part: str = "articles.sqlite") -> Iterator[None]:
    """Turn what SQLite, Oxigraph and the file system raise into a `GraphError` about the graph at `path`."""
    try:
        yield
    except sqlite3.DatabaseError as e:
        raise GraphError(_sqlite(path, str(e))) from e
    except (OSError, RuntimeError) as e:
        raise GraphError(_system(path, part, e)) from e


def full(path: Path) -> str:
    return (
        f"The disk is full: the graph at {path} could not be changed; what it held is safe. "
        "Make room and run the command again."
    )


def unwritable(path: Path) -> str:
    return f"The graph at {path} cannot be changed: the folder or its files are read-only."


def _sqlite(path: Path, message: str) -> str:
    if "full" in message:
        return full(path)
    if "readonly" in message or "unable to open" in message:
        return unwritable(path)
    if "locked" in message:
        return f"Another process is using the graph at {path}; try again when it is done."
    if "not a database" in message or "malformed" in message:
        return f"The file {path / 'articles.sqlite'} is damaged ({message}); restore it from a copy."
    return f"The graph at {path} cannot be used: {message}."


def _system(path: Path, part: str, error: OSError | RuntimeError) -> str:
    message = str(error).splitlines()[0] if str(error) else type(error).__name__
    code = error.errno if isinstance(error, OSError) else None
    if code in _FULL or "No space left" in message or "File too large" in message:
        return full(path)
    if code in _CLOSED or "Permission denied" in message or "Read-only file system" in message:
        return unwritable(path)
    if "LOCK" in message and "lock" in message.replace("LOCK", ""):
        return f"Another process is using the graph at {path}; try again when it is done."
    if part == "triples":
        return (
            f"The triples of the graph at {path} are damaged ({message[:160]}); "
            "`conflictgraph rebuild` makes them again from its articles."
        )
    return f"The graph at {path} cannot be used: {message[:200]}."
