"""One owner at a time: a lock on a file, which the system lets go when its holder ends, however it ends."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from pathlib import Path

from conflictgraph.errors import GraphError
from conflictgraph.store.trouble import unwritable

_POLL = 0.05  # seconds between two attempts


class Lock:
    """The lock of one graph; `shared` for a graph that cannot be written, so that several may read it."""

    def __init__(self, path: Path, wait: float = 2.0, shared: bool = False) -> None:
        """Take the lock `path` within `wait` seconds; raises `GraphError` that names the process holding it."""
        self._fd: int | None = None
        try:
            fd = os.open(path, os.O_RDONLY if shared else os.O_RDWR | os.O_CREAT, 0o666)
        except FileNotFoundError:
            if shared:
                return  # nobody could write there either
            raise
        except PermissionError as e:
            raise GraphError(unwritable(path.parent)) from e
        until = time.monotonic() + wait
        while not _try(fd, shared):
            if time.monotonic() >= until:
                holder = _holder(fd)
                os.close(fd)
                raise GraphError(
                    f"Another process{holder} is using the graph at {path.parent}; try again when it is done."
                )
            time.sleep(_POLL)
        self._fd = fd
        if not shared:
            os.ftruncate(fd, 0)
            os.write(fd, str(os.getpid()).encode())

    def release(self) -> None:
        """Let go; harmless when nothing is held."""
        if self._fd is not None:
            with contextlib.suppress(OSError):
                os.close(self._fd)
            self._fd = None


def _holder(fd: int) -> str:
    with contextlib.suppress(OSError):
        os.lseek(fd, 0, os.SEEK_SET)
        pid = os.read(fd, 20).decode("ascii", "replace")
        if pid.isdecimal():
            return f" (pid {pid})"
    return ""


if sys.platform == "win32":
    import msvcrt

    def _try(fd: int, shared: bool) -> bool:
        # Far behind the pid, so that others can read it: on Windows a locked range cannot be read.
        os.lseek(fd, 1 << 20, os.SEEK_SET)
        try:
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(fd, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _try(fd: int, shared: bool) -> bool:
        try:
            fcntl.flock(fd, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
