"""Any input → `Article`: formats, cleaning of page clutter, date of publication.

    for outcome in read("articles/"):
        if isinstance(outcome, SkipArticle):
            print(outcome)          # one sentence: which input, and why it is not read
        else:
            outcome.text            # outcome.skipped says which characters are clutter

Formats: plain text and Markdown, HTML, JSON Lines and JSON, CSV and TSV; `register` adds readers by ending. Every
newline in `Article.text` ends a line or paragraph: lines wrapped to a width have been joined.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from conflictgraph.errors import SkipArticle
from conflictgraph.model import Article
from conflictgraph.read.facts import MAX_BYTES, Facts
from conflictgraph.read.plain import assemble, stated_date
from conflictgraph.read.registry import Reader, endings, outcomes, register
from conflictgraph.read.sources import Source, expand

__all__ = ["MAX_BYTES", "Facts", "Reader", "Source", "endings", "expand", "read", "read_text", "register"]


def read(
    source: str | Path | Source,
    *,
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    url: str | None = None,
    language: str | None = None,
) -> Iterator[Article | SkipArticle]:
    """The articles of a file, folder, pattern, "-" (stdin) or `Source`, one by one, in a fixed order.

    What cannot be read comes as a SkipArticle instance in its place, so that the rest is read. The keywords are what
    the user states about all of it, and win over anything found; `published` is a full date. Raises StopRun at once if
    `published` is none.
    """
    stated = Facts(title, stated_date(published), None, publisher, url, language)
    sources = [source] if isinstance(source, Source) else expand([source])
    return (outcome for one in sources for outcome in outcomes(one, stated))


def read_text(
    text: str,
    *,
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    url: str | None = None,
    language: str | None = None,
    external_id: str | None = None,
    name: str = "text",
) -> Article:
    """The article in a text: cleaned, its clutter marked, its date and dateline found.

    Raises SkipArticle if there is nothing to read or it is not English, StopRun if `published` is no full date.

    >>> read_text("GOMA, Congo (AP) — Rebels took the town of Sake on Friday.", published="2024-02-10").dateline
    'GOMA, Congo'
    """
    stated = Facts(title, published, None, publisher, url, language)
    return assemble(name, text, stated, Facts(external_id=external_id))
