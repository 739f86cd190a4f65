"""Descriptions of people by their office: "the mayor of Kharkiv", "Helmand's governor", and the name that stands beside one.

Read from the words, since a name beside "the mayor of Kharkiv" is often taken for the town's by a parser.
"""

from __future__ import annotations

import re
from functools import cache

from conflictgraph.model import Mention, Record
from conflictgraph.names import slug
from conflictgraph.resolve import tables

_ARTICLE = re.compile(r"^(?:the|a|an|its|their)\s+", re.IGNORECASE)
_KIND = re.compile(r"\b(?:the|city|town|district|province|region|state|county|oblast|of)\b", re.IGNORECASE)
_OF = re.compile(r"\s+(?:of|in|for)\s+(?:the\s+)?[A-Z][\w’'-]*(?:[ -][A-Z][\w’'-]*){0,3}(?:\s+(?:city|town|district|province|region|state|county|oblast))?")
_SPOKES = r"spokes(?:man|woman|person|men|people|persons)"
_SPOKESMAN = (
    re.compile(rf"(?:[Aa]n?|[Tt]he|[Tt]heir|[Oo]ther)?\s*(?:chief |main |senior )?{_SPOKES} (?:for|of) (?:the )?([A-Z][^,;:]{{1,60}})"),
    re.compile(rf"(?:[Aa]n?|[Tt]he)?\s*([A-Z][^,;:]{{1,60}}?)(?:['’]s?)? (?:chief |main |senior )?{_SPOKES}"),
)
_BESIDE = re.compile(r",\s+")


@cache
def _heads() -> frozenset[str]:
    """The last words of offices and trades: of which "the X" is one person."""
    return tables.titles() | {w.rpartition(" ")[2] for w in (*tables.posts(), *tables.local_posts())}


def local_post(words: str) -> tuple[str, str] | None:
    """The post of a place that words name, and the place's name: "Helmand's governor" → ("governor", "Helmand")."""
    words = _ARTICLE.sub("", " ".join(words.split()))
    low = words.lower()
    for phrase, post in tables.local_posts().items():
        place = None
        if low.startswith(f"{phrase} of "):
            place = words[len(phrase) + 4 :]
        elif low.endswith(f" {phrase}"):
            place = re.sub(r"['’]s?$", "", words[: -len(phrase) - 1])
        if place is not None:
            name = " ".join(_KIND.sub(" ", place).split())
            if name[:1].isupper() and len(name) <= 40 and not re.search(r"[,;:()“”\"]", name):
                return post, name
    return None


def speaks_for(words: str) -> str | None:
    """For whom the words say that somebody speaks: "a spokesman for the Taliban", "the Taliban's spokesman"."""
    for pattern in _SPOKESMAN:
        if (found := pattern.fullmatch(" ".join(words.split()))) is not None:
            return found[1]
    return None


def base(post: str, place: str) -> str:
    """The id of a post of a place."""
    return f"{slug(place)}-{post}"


def whole(record: Record, mention: Mention) -> str:
    """A description with the place that follows it ("the mayor" → "the mayor of Kharkiv")."""
    text = record.article.text
    after = _OF.match(text, mention.end)
    return " ".join(text[mention.start : after.end() if after is not None else mention.end].split())


def beside(record: Record, mention: Mention) -> int | None:
    """The chain of the person whose name stands beside a description of one ("the mayor of Kharkiv, NAME, said")."""
    text = record.article.text
    head = text[mention.head.start : mention.head.end].split()
    if not head or head[-1].lower() not in _heads():
        return None
    after = _OF.match(text, mention.end)
    comma = _BESIDE.match(text, after.end() if after is not None else mention.end)
    if comma is None:
        return None
    for entity in record.entities:
        if entity.start == comma.end() and entity.type == "PER" and entity.chain is not None:
            return entity.chain if text[entity.end : entity.end + 1] in (",", ".", "") else None
    return None
