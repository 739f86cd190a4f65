"""Parts of records written by hand: spans, parties and accounts of a text."""

from __future__ import annotations

from typing import Any

from conflictgraph.model import Account, Mention, Span


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def party(text: str, words: str, head: str | None = None, chain: int | None = None) -> Mention:
    s = span(text, words)
    h = span(text, head or words)
    return Mention(s.start, s.end, h, None, chain)


def account(identifier: str, trigger: Span, **fields: Any) -> Account:
    basis: dict[str, Any] = {
        "kind": "event", "type": "assault", "mode": None, "attribution": "asserted", "factuality": "actual",
        "polarity": "affirmed",
    }
    return Account(id=identifier, trigger=trigger, **{**basis, **fields})


RAID = "The rebels shelled the embassy in Basra, killing two clerks. They fled, police said."
