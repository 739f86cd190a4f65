"""Which reader reads what: by ending, and by content where the ending says nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import IO

from conflictgraph.errors import SkipArticle
from conflictgraph.read.decode import encoding_of, refusal
from conflictgraph.read.facts import Facts, Outcomes
from conflictgraph.read.sources import Source

Reader = Callable[[Source, IO[bytes], Facts], Outcomes]
"""A reader gets the source, its bytes (seekable, at the start) and what the user stated; it yields articles and, for
what it cannot read, SkipArticle instances. It raises SkipArticle only if nothing of the source can be read."""

_READERS: dict[str, Reader] = {}
_OWN = ".txt .text .md .markdown .html .htm .xhtml .shtml .jsonl .ndjson .json .csv .tsv".split()
_SAMPLE = 65_536


def register(endings: Iterable[str], reader: Reader) -> None:
    """Adds a reader for endings such as ".pdf"; a later registration wins, over the built-in readers, too."""
    for ending in endings:
        _READERS[ending.lower()] = reader


def endings() -> frozenset[str]:
    """The endings that are read without looking inside."""
    return frozenset(_OWN) | frozenset(_READERS)


def outcomes(source: Source, stated: Facts) -> Outcomes:
    """Everything in one source, lazily; what cannot be read comes as a SkipArticle instance."""
    try:
        with source.open() as stream:
            yield from _reader(source, stream)(source, stream, stated)
    except SkipArticle as skip:
        # Without its traceback, which would keep the stream and the text alive.
        yield skip.with_traceback(None)


def _reader(source: Source, stream: IO[bytes]) -> Reader:
    from conflictgraph.read import pages, tables, texts

    if source.ending in _READERS:
        return _READERS[source.ending]
    head = stream.read(_SAMPLE)
    stream.seek(0)
    reason = refusal(head)
    if reason:
        raise SkipArticle(source.name, reason)
    if source.ending in (".jsonl", ".ndjson"):
        return tables.read_jsonl
    if source.ending == ".json":
        return tables.read_json
    if source.ending in (".csv", ".tsv"):
        return tables.read_csv
    kind = sniff(head)
    if kind == "xml":
        raise SkipArticle(source.name, "is XML, but not a web page.")
    if kind == "text" and source.ending in (".html", ".htm", ".xhtml", ".shtml") and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        kind = "html"  # a page that says so by its name, whatever its first tags are
    if kind == "html":
        return pages.read_html
    if kind == "json" and source.ending not in (".txt", ".md", ".html", ".htm"):
        return tables.read_json
    return texts.read_text_file


_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_TAGS = re.compile(r"</(?:p|div|span|article|section|a|h[1-6])>", re.IGNORECASE)
_JSON = re.compile(r"\s*\ufeff?\s*(?:\[\s*)?\{\s*(?:\"|\})")


def sniff(head: bytes) -> str:
    """What the first bytes of a text look like: "html", "xml", "json" (an object, a list, or lines of them), "text"."""
    text = head.decode(encoding_of(head, whole=False), "replace").lstrip("\ufeff \t\r\n")
    if _HTML.search(text[:4096]):
        return "html" if text.startswith("<") or len(_TAGS.findall(text)) >= 3 else "text"
    if text.startswith("<"):
        if len(_TAGS.findall(text)) >= 2:
            return "html"
        return "xml" if re.match(r"<(?:\?xml|rss|feed|rdf:RDF)\b", text) else "text"
    return "json" if _JSON.match(text) else "text"


def chunks(stream: IO[bytes], size: int = 1 << 20) -> Iterator[bytes]:
    """The rest of a stream in pieces."""
    return iter(lambda: stream.read(size), b"")
