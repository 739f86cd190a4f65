"""The news agency whose text an article is, as the article itself credits it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from conflictgraph.model import Record
from conflictgraph.names import fold, slug
from conflictgraph.resources import table

_END = 300  # characters at the end of an article in which a credit is looked for
_LINE = 60  # a longer line is more than a credit
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{2,40})[)\]]")
_CREDIT_LINE = re.compile(
    r"[\s©(\[—–-]*(?:\(c\)|copyright|source:?|via|agency:)?\s*(?:©|\d{4})?\s*([^©()\[\]\d]{2,40}?)[\s\d)\].]*", re.IGNORECASE
)


@cache
def _agencies() -> Mapping[str, str]:
    return {fold(name): agency for name, agency in table("lexicon/agencies.tsv", "name", "agency", header=True)}


def credit(record: Record) -> str | None:
    """The news agency that an article credits: the name in brackets in its dateline, else one of the known agencies in
    brackets at its head or alone on a line at its end. As a key: the actor lexicon's for known agencies, else the name."""
    text = record.article.text
    for skip in record.article.skipped:
        if skip.why == "dateline" and (inside := _BRACKETS.search(text[skip.start : skip.end])):
            name = inside[1].strip()
            if re.search(r"[A-Za-z]", name) and not re.search(r"\d", name):
                return _agencies().get(fold(name), slug(name))
    head = next((line for line in text.splitlines() if len(line.split()) > 12), "")[:160]
    for match in _BRACKETS.finditer(head):
        if (known := _agencies().get(fold(match[1]))) is not None:
            return known
    for line in text[-_END:].splitlines():
        words = " ".join(line.split())
        whole = _CREDIT_LINE.fullmatch(words) if len(words) <= _LINE else None
        if whole and (known := _agencies().get(fold(whole[1]))) is not None:
            return known
    return None
