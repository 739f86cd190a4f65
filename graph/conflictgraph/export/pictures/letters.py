"""Texts of pictures: made harmless, measured, shortened.

Widths are those of Arial, Helvetica, Arimo and Liberation Sans, which measure alike (`data/export/letter-widths.tsv`). Every
text of a picture says its width (`textLength`), so that it takes no more room where another typeface is set in their place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from conflictgraph.export.values import Losses, xml_clean
from conflictgraph.resources import table

FONT = "Arial, Helvetica, 'Liberation Sans', Arimo, sans-serif"
ASCENT, DESCENT = 0.8, 0.22  # of the size: how far a text reaches above and below its base line
LONGEST = 300  # characters of a name that are looked at

_JOINERS = "\u200c\u200d"  # Persian and Indian scripts need them inside words
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_SPACES = re.compile(r"\s+")


@cache
def _widths() -> dict[int, tuple[int, int]]:
    """Code point → width, regular and bold, in thousandths of the size."""
    out = {}
    for span, plain, strong in table("export/letter-widths.tsv", "letters", "regular", "bold"):
        first, _, last = span.partition("-")
        for code in range(int(first, 16), int(last or first, 16) + 1):
            out[code] = int(plain), int(strong)
    return out


def _width(char: str, bold: bool) -> int:
    known = _widths().get(ord(char))
    if known is not None:
        return known[bold]
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Cf"):
        return 0
    wide = unicodedata.east_asian_width(char) in "WF"
    if category in ("So", "Sk"):
        return 1300 if wide else 1000
    return 1050 if wide else 750


def width(text: str, size: float, bold: bool = False) -> float:
    """How wide a text is, in the unit of `size`. For letters that the table lacks a generous guess."""
    return sum(_width(char, bold) for char in text) * size / 1000


def clean(text: str, losses: Losses | None = None) -> str:
    """A text on one line that changes nothing around it: white space is a space, control and direction characters are left
    out (and counted in `losses`), of marks on one letter two stay; a text with letters that run from right to left is
    isolated, so that what stands beside it keeps its place."""
    cut = text[:LONGEST]
    spaced = _SPACES.sub(" ", cut).strip()
    kept: list[str] = []
    marks = removed = 0
    for char in xml_clean(spaced):
        category = unicodedata.category(char)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if (category in ("Cc", "Cf", "Cs", "Co") and char not in _JOINERS) or marks > 2:
            removed += 1
            continue
        kept.append(char)
    removed += len(spaced) - len(xml_clean(spaced))
    if removed and losses is not None:
        losses.characters(removed)
    found = _SPACES.sub(" ", "".join(kept)).strip(" " + _JOINERS) + ("…" if len(text) > LONGEST else "")
    if any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in found):
        return f"\u2068{found}\u2069"
    return found


def shortened(text: str, size: float, room: float, bold: bool = False) -> str:
    """A text that is no wider than `room`: cut between words if that keeps most of it, with an ellipsis."""
    if width(text, size, bold) <= room:
        return text
    end = "…\u2069" if text.startswith("\u2068") else "…"
    low, high = 0, len(text)
    while low < high:  # the longest beginning that fits
        middle = (low + high + 1) // 2
        if width(text[:middle] + end, size, bold) <= room:
            low = middle
        else:
            high = middle - 1
    cut = text[:low]
    space = cut.rfind(" ")
    if space > low * 0.6:
        cut = cut[:space]
    cut = cut.rstrip(" ,;:·-–" + _JOINERS)
    return cut + end if cut.strip("\u2068") or room >= width(end, size, bold) else ""


def name_in(text: str, size: float, room: float, bold: bool = False) -> str:
    """A name that is no wider than `room`: cut in the middle, so that names with one beginning (“… of Province 12”) stay apart; one
    that cannot be cut so is `shortened`."""
    if width(text, size, bold) <= room or text.startswith("\u2068"):
        return shortened(text, size, room, bold)
    first, *rest = text.split(" ")
    tail = ""
    while rest and width(f"{rest[-1]} {tail}", size, bold) <= room * 0.4:
        tail = f"{rest.pop()} {tail}".rstrip()
    head = shortened(" ".join((first, *rest)), size, room - width(f" {tail}", size, bold), bold) if tail else ""
    return f"{head} {tail}" if head.removesuffix("…") else shortened(text, size, room, bold)


def lines(text: str, size: float, room: float, most: int, bold: bool = False) -> list[str]:
    """A text broken between words into at most so many lines; the last one is shortened where there is more."""
    out: list[str] = []
    words = text.split(" ")
    while words and len(out) < most:
        line = words.pop(0)
        while words and width(f"{line} {words[0]}", size, bold) <= room:
            line = f"{line} {words.pop(0)}"
        if len(out) == most - 1 and words:
            line = " ".join((line, *words))
            words = []
        out.append(shortened(line, size, room, bold))
    return out


def listed(parts: Iterable[str], most: int = 3) -> str:
    """`a, b, c and 4 more`."""
    every = list(parts)
    if len(every) <= most:
        return ", ".join(every)
    return f"{', '.join(every[:most])} and {len(every) - most:,} more"
