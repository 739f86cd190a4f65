"""What is known about an article besides its text, and the limits that every reader keeps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from conflictgraph.errors import SkipArticle
from conflictgraph.model import Article

MAX_BYTES = 20_000_000
"""The largest single article, file or table field, in bytes (characters for text that is already decoded)."""

_LIMIT = "20 MB"

Outcome = Article | SkipArticle
Outcomes = Iterator[Outcome]


@dataclass(frozen=True, slots=True)
class Facts:
    """Metadata of one article, as stated by a user, a column or a page; None where nothing is said.

    `published` is any text that `dates.iso` understands, or an ISO date; `how` says where it was found. `stem` is the
    file's name without its ending, only for files that hold one article: it is the last resort for a date.
    """

    title: str | None = None
    published: str | None = None
    how: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    external_id: str | None = None
    stem: str | None = None


def is_too_large(name: str, what: str = "") -> SkipArticle:
    """The sentence for an input over `MAX_BYTES`."""
    return SkipArticle(name, f"{what or 'is'} larger than {_LIMIT}, too large for one article.")
