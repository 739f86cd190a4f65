"""Quotations of a text: where each begins and ends, over sentences and paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPENERS = {"“": "”", "„": "”", "«": "»", '"': '"', "``": "''", "''": "''"}
_STRAIGHT = {'"', "''"}  # one mark for both ends: what stands around it tells which
_MARK = re.compile(r"[“”„«»\"]|``|''")
_SINGLE = re.compile(r"(?<![\w'‘])[‘'](?=[A-Z])([^\n“”\"]+?[,.!?…])[’'](?![\w’'])")  # an apostrophe follows no comma or stop
MIN_WORDS = 4  # shorter ones are scare quotes, names and terms unless a cue governs them


@dataclass(frozen=True, slots=True)
class Quote:
    """The inside of one quotation, without its marks. `runs_on` is True where the next paragraph opens it anew."""

    start: int
    end: int
    runs_on: bool = False
    continues: bool = False

    def holds(self, offset: int) -> bool:
        return self.start <= offset < self.end


def find(text: str) -> list[Quote]:
    """All quotations in order; those between single marks where they are speech (a clause with its comma or stop). An unclosed one ends with its paragraph, and runs on where the next opens with a mark."""
    found: list[Quote] = []
    at = 0
    previous_open = carried = False  # is the last quotation open, and was it opened in the line before?
    closer = ""
    for line in text.splitlines(keepends=True):
        body = line.rstrip("\r\n")
        marks = list(_MARK.finditer(body))
        n = 0
        open_at: int | None = None
        continues = False
        for match in marks:
            mark = match.group()
            if open_at is None and n == 0 and previous_open and carried and (mark == closer or (mark in _STRAIGHT and not _opens(body, match.start(), len(mark)))):
                last = found.pop()  # a line's end inside of the quotation
                found.append(Quote(last.start, at + match.start(), False, last.continues))
                n += 1
            elif open_at is None:
                straight_ok = mark not in _STRAIGHT or _opens(body, match.start(), len(mark))
                if mark in _OPENERS and straight_ok:
                    open_at, closer = match.end(), _OPENERS[mark]
                    continues = previous_open and n == 0 and not body[: match.start()].strip()
                    n += 1
            elif mark == closer or (closer == "”" and mark == '"'):
                if mark in _STRAIGHT and _opens(body, match.start(), len(mark)) and not _closes(body, match.start()):
                    continue
                if body[open_at : match.start()].strip():
                    found.append(Quote(at + open_at, at + match.start(), False, continues))
                open_at = None
        carried = False
        if open_at is not None and len(body[open_at:].split()) >= 2:
            found.append(Quote(at + open_at, at + len(body), True, continues))
            previous_open = carried = True
        elif body.strip():
            previous_open = False
        at += len(line)
    single = [Quote(*m.span(1)) for m in _SINGLE.finditer(text) if not _heading(text, m)]
    return sorted([*found, *(q for q in single if not any(f.start < q.end and q.start < f.end for f in found))], key=lambda q: q.start)


def _heading(text: str, match: re.Match[str]) -> bool:
    """A line of its own whose words are all capitalised but small ones ("'All Bets Are Off.'") is a heading."""
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.end()] + text[match.end() :].partition("\n")[0]
    return line.strip() == match.group().strip() and all(w[:1].isupper() or len(w) <= 3 for w in match.group(1).split())


def _opens(body: str, at: int, size: int = 1) -> bool:
    before = body[at - 1] if at else " "
    after = body[at + size] if at + size < len(body) else " "
    return not after.isspace() and (before.isspace() or before in "([—–-:,'‘")


def _closes(body: str, at: int) -> bool:
    return at > 0 and not body[at - 1].isspace()
