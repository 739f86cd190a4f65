"""Word pieces: BERT's uncased normalisation and the greedy longest match of WordPiece.

The steps and their order are those of Devlin et al. (2019): control characters fall out, ideographs and marks of
punctuation stand alone, accents and capitals go, and each run is cut from the left into the longest known pieces.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

from conflictgraph.errors import StopRun

UNKNOWN = 100
# A longer run is unknown as a whole.
LONGEST = 100
_BLANKS = "\t\n\r"  # no control characters here, whatever Unicode calls them
_IDEOGRAPHS = (
    (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF), (0x2F800, 0x2FA1F),
)  # fmt: skip


class Pieces:
    """A vocabulary: one piece a line, its number the line's, pieces inside a word marked by `##`."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise StopRun(
                f"The language model's file {path.name} is missing from {path.parent}; reinstall the package."
            )
        lines = path.read_text(encoding="utf-8").split("\n")
        self._numbers = {piece: i for i, piece in enumerate(lines) if piece}
        self._longest = max(map(len, lines))

    def __contains__(self, word: str) -> bool:
        """Whether a word in small letters is one piece."""
        return word in self._numbers

    def of(self, text: str) -> list[int]:
        """The numbers of a text's pieces; none where nothing but blanks and control characters is in it.

        Markers such as `[SEP]` are read as any other text: an article cannot write one.
        """
        return [number for run in runs(text) for number in self._cut(run)]

    def _cut(self, run: str) -> list[int]:
        unknown = [UNKNOWN]
        if len(run) > LONGEST:
            return unknown
        found = []
        at = 0
        while at < len(run):
            prefix = "##" if at else ""
            for end in range(min(len(run), at + self._longest), at, -1):
                number = self._numbers.get(prefix + run[at:end])
                if number is not None:
                    break
            else:
                return unknown
            found.append(number)
            at = end
        return found


def runs(text: str) -> list[str]:
    """The text without accents, capitals and control characters, cut at blanks and around marks and ideographs."""
    if text.isascii() and text.isalnum():
        return [text.lower()]
    spaced = []
    for char in text:
        if _silent(char):
            continue
        if char.isspace():
            spaced.append(" ")
        else:
            spaced.append(f" {char} " if _ideograph(ord(char)) else char)
    bare = (c for c in unicodedata.normalize("NFD", "".join(spaced)) if unicodedata.category(c) != "Mn")
    # Letter by letter: a whole word's small letters would depend on its last one (the Greek sigma).
    small = (c for char in bare for c in char.lower())
    return "".join(f" {c} " if _mark(c) else c for c in small).split()


def _silent(char: str) -> bool:
    """Control characters and their like; a character that Unicode has not assigned is none."""
    return char == "\ufffd" or (char not in _BLANKS and unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs"))


def _ideograph(code: int) -> bool:
    return code >= 0x3400 and any(first <= code <= last for first, last in _IDEOGRAPHS)


def _mark(char: str) -> bool:
    """ASCII's signs count as punctuation, whatever Unicode calls them."""
    if char.isascii():
        return not char.isalnum() and char.isprintable() and char != " "
    return unicodedata.category(char)[0] == "P"
