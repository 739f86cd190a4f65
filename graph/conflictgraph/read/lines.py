"""A text as lines with their offsets and shapes, on which the rules for clutter work."""

from __future__ import annotations

import re
from dataclasses import dataclass

from conflictgraph.read.phrases import folded

_END = re.compile(r"[.!?…][\"'”’)\]»]*$")
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_LONG = 2000


@dataclass(frozen=True, slots=True)
class Line:
    """A non-empty line: `start`..`end` without surrounding blanks; `words` counts them; `ended` as a sentence is.

    A line is `prose` if it can stand as a paragraph: eight words or more that end as a sentence does, or 30 words or
    more whatever their end.
    """

    start: int
    end: int
    text: str
    key: str
    words: int
    ended: bool

    @property
    def prose(self) -> bool:
        return (self.words >= 8 and self.ended) or self.words >= 30


def lines_of(text: str) -> list[Line]:
    """The non-empty lines of `text`, in order."""
    found, position = [], 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = position + raw.index(stripped)
            # Rules look at short lines only; a line longer than that is prose, and its words need no exact count.
            words = len(_WORD.findall(stripped[:_LONG]))
            key = folded(stripped) if len(stripped) <= _LONG else ""
            found.append(Line(start, start + len(stripped), stripped, key, words, bool(_END.search(stripped[-5:]))))
        position += len(raw) + 1
    return found
