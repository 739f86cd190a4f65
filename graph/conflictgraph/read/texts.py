"""Plain text files and texts handed over."""

from __future__ import annotations

from typing import IO

from conflictgraph.read.decode import decode
from conflictgraph.read.facts import MAX_BYTES, Facts, Outcomes, is_too_large
from conflictgraph.read.plain import assemble
from conflictgraph.read.sources import Source


def whole(source: Source, stream: IO[bytes]) -> bytes:
    """All bytes of a single article. Raises SkipArticle over `MAX_BYTES`, having read no more than that."""
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise is_too_large(source.name)
    return data


def read_text_file(source: Source, stream: IO[bytes], stated: Facts) -> Outcomes:
    """One article from a text file; its name may hold the date."""
    stem = source.path.stem if source.path else None
    yield assemble(source.name, decode(whole(source, stream), source.name), stated, Facts(how="filename", stem=stem))
