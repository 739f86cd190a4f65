"""Lines in order, each once, however many: what does not fit into memory is sorted in pieces on disk and merged."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO

PIECE = 64 * 1024 * 1024  # bytes of text that are sorted at once


def sorted_lines(lines: Iterable[bytes], piece: int = PIECE) -> Iterator[bytes]:
    """The lines (each ends in a line feed and holds no other) sorted by bytes, which for UTF-8 is by code points, without
    repeats."""
    files: list[IO[bytes]] = []
    held: list[bytes] = []
    size = 0
    try:
        for line in lines:
            held.append(line)
            size += len(line)
            if size >= piece:
                files.append(_spill(held))
                held, size = [], 0
        held.sort()
        last = None
        for line in heapq.merge(*files, held) if files else held:
            if line != last:
                yield line
            last = line
    finally:
        for file in files:
            file.close()


def _spill(lines: list[bytes]) -> IO[bytes]:
    lines.sort()
    file = tempfile.TemporaryFile(prefix="conflictgraph-")
    file.writelines(lines)
    file.seek(0)
    return file
