"""Words and sentences from plain text, split as in UD English-EWT.

Rules only: a pattern for words, a pass over the words for sentences. Offsets are characters of the whole text,
half-open; a word's form is always the text it covers ("don't" is "do" and "n't"). Paragraphs end at line breaks, and no
sentence runs over one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from conflictgraph.resources import shelf

# A sentence of more words than this is cut: the network's positions and the cost of attention are finite.
LONGEST_SENTENCE = 150

Span = tuple[int, int]

_TERMINAL = re.compile(r"[.!?…]+$|^\.\?$")
_CLOSING = frozenset("\"'”’»)]}") | {"''", "’’"}
_OPENING = frozenset("\"'“‘«([{") | {"``", "‘‘", "''", "‘’"}
_TRAILING = ".,;:!?)]}>\"'’”…"


@cache
def _lists() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((shelf("data") / "language" / "splitting.json").read_text(encoding="utf-8"))
    return data


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Those before which a sentence never ends, those that may end one, and the words that begin one after these."""
    lists = _lists()
    return frozenset(lists["titles"] + lists["months"]), frozenset(lists["ending"]), frozenset(lists["starters"])


@cache
def _word() -> re.Pattern[str]:
    lists = _lists()

    def either_of(forms: Iterable[str]) -> str:
        return "|".join(re.escape(v) for v in sorted(forms, key=lambda v: (-len(v), v)))

    def either(key: str) -> str:
        return either_of(lists[key])

    # Some abbreviations are words as well: these need a capital of their own and one after them.
    ambiguous = frozenset(lists["ambiguous"])
    listed = {*lists["titles"], *lists["months"], *lists["ending"]}
    abbreviations = either_of(listed - ambiguous)
    capitalised = either_of({word.capitalize() for word in listed & ambiguous})
    return re.compile(
        rf"""
          (?P<url>(?:(?:https?|ftp)://|www\.|mailto:)[^\s<>"“”]+)
        | (?P<mail>[\w.+%-]+@[\w-]+(?:\.[\w-]+)*)
        | (?P<domain>(?<![\w.])(?:[A-Za-z0-9][\w-]*\.)+(?:{either("endings")})\b)
        | (?P<group>(?<![\w.])[a-z]{{2,}}(?:\.[a-z][a-z-]+){{2,}}(?!\w))
        | (?P<smiley>(?<!\S)(?:[:;=]-?[)(DPp/]|\(:|<3|\^_\^)(?!\w))
        | (?P<acronym>(?:[A-Za-z]\.){{2,}}(?:[A-Za-z](?![\w]))?|(?<![\w.])[A-Z]\.[A-Z](?![\w.]))
        | (?P<abbreviation>(?i:\b(?:{abbreviations}))\.(?!\w))
        | (?P<capitalised>\b(?:{capitalised})\.(?=\s*[A-Z0-9#]))
        | (?P<state>(?<=,[ ])(?:{either("after_comma")})\.(?!\w))
        | (?P<initial>(?<![\w'’])[A-Z]\.(?![\w.]))
        | (?P<phone>(?<![\w])\+?\d+(?:-\d+){{2,}}(?!\w)|(?<![\w-])\d{{1,3}}-\d{{4}}(?![\w-]))
        | (?P<measure>[+]?\d+(?:[.,:]\d+)*(?=(?i:{either("units")})(?![\w])))
        | (?P<decade>['’]\d\d(?:s)?(?!\w)|\d+['’]s(?!\w))
        | (?P<number>(?<!\w)[+]?\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s)?(?!\w)|\.\d+(?!\w))
        | (?P<dollars>(?<!\w)(?:US|[A-Z])\$)
        | (?P<prefixed>(?i:\b(?:{either("prefixes")}))-(?:\d+s?\b|[^\W\d_]+))
        | (?P<ampersand>\b[A-Za-z]{{1,3}}&[A-Za-z]{{1,3}}\b|\b[A-Za-z]/[A-Za-z]\b)
        | (?P<suffix>(?i:n['’`]t|['’`](?:s|m|d|re|ve|ll))(?!\w))
        | (?P<negated>(?i:[^\W\d_]+?(?=n['’`]t(?!\w))))
        | (?P<owner>[^\W_]+(?:['’][^\W_]+)*?(?=(?i:['’`](?:s|m|d|re|ve|ll))(?!\w)))
        | (?P<plain>\w+(?:['’][^\W_]+)*)
        | (?P<dots>\.{{2,}}\??|…+|\.\?|[!?]+[.]?|[-=]{{2,}}|\${{2,}}|\*+|\++|_+|~+|''|``|‘’|’’|<<|>>|,,)
        | (?P<mark>\S)
        """,
        re.VERBOSE,
    )


def words(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The words of `text[start:end]`, left to right; every character that is no blank belongs to exactly one."""
    end = len(text) if end is None else end
    unapostrophed: dict[str, int] = _lists()["unapostrophed"]
    found: list[Span] = []
    at = start
    pattern = _word()
    while match := _next(pattern, text, at, end):
        first, last = match.span()
        at = last
        kind = match.lastgroup
        if kind in ("url", "mail", "domain"):
            while last > first + 1 and text[last - 1] in _TRAILING:
                last -= 1
            at = last
        elif kind == "plain":
            cut = unapostrophed.get(match.group().lower())
            if cut and match.group() not in ("IM",):
                found.append((first, first + cut))
                first += cut
        found.append((first, last))
    return found


def _next(pattern: re.Pattern[str], text: str, at: int, end: int) -> re.Match[str] | None:
    match = pattern.search(text, at, end)
    # A pattern may match nothing only by a mistake in the lists; never loop on it.
    return match if match and match.end() > match.start() else None


def paragraphs(text: str) -> Iterator[Span]:
    """Stretches between line breaks that hold more than blanks."""
    for match in re.finditer(r"[^\r\n\f\v\x1c-\x1e\x85\u2028\u2029]+", text):
        if match.group().strip():
            yield match.span()


def sentences(text: str, start: int = 0, end: int | None = None) -> list[list[Span]]:
    """The words of `text[start:end]`, one list per sentence."""
    spans = words(text, start, end)
    result: list[list[Span]] = []
    current: list[Span] = []
    for i, span in enumerate(spans):
        current.append(span)
        if i + 1 < len(spans) and _ends(text, spans, i, len(current)):
            result.append(current)
            current = []
    if current:
        result.append(current)
    return [piece for sentence in result for piece in _cut(sentence)]


def _ends(text: str, spans: Sequence[Span], i: int, length: int) -> bool:
    """Whether a sentence ends after word `i`: a terminal and its closing marks, a blank, and something that begins."""
    if spans[i][1] == spans[i + 1][0]:
        return False
    last = i
    while last > 0 and text[slice(*spans[last])] in _CLOSING and spans[last - 1][1] == spans[last][0]:
        last -= 1
    word = text[slice(*spans[last])]
    closed = last < i
    if not _TERMINAL.search(word):
        return False
    following = i + 1
    while following < len(spans) - 1 and text[slice(*spans[following])] in _OPENING:
        following += 1
    after = text[slice(*spans[following])]
    begins = after[0].isupper() or after[0].isdigit() or (following > i + 1 and not after[0].islower())
    never, may, starters = _abbreviations()
    if len(word) > 1 and word[-1] == "." and word[0].isalpha():
        stem = word[:-1].lower()
        if closed:
            return begins and not _byname(text, spans, last)
        if stem in never and stem not in may:
            return False
        # "U.S. Army" goes on; "in the U.S. The army" does not.
        if len(stem) == 1:
            return after.lower() in starters and after[0].isupper() and length > 2 and after not in ("I", "A")
        return after[0].isupper() and after.lower() in starters
    if (closed and word[-1] in "!?") or word[0] == "…" or word.startswith(".."):
        return after[0].isupper() or (following > i + 1 and begins)
    if word[-1] in "!?":
        return begins or after[0].isalpha()
    if begins or following > i + 1 or not after[0].isalnum():
        return True
    # A small letter after a full stop: a careless writer's next sentence, or an abbreviation that no list has.
    before = text[slice(*spans[last - 1])] if last else ""
    return len(before) > 2 and before.islower()


def _byname(text: str, spans: Sequence[Span], at: int) -> bool:
    """Are initials in marks what somebody is called ("John “J.D.” Smith")? They stand between his names."""
    first = at
    while first > 0 and text[slice(*spans[first - 1])] in _OPENING:
        first -= 1
    before = text[slice(*spans[first - 1])] if first else ""
    initials = re.fullmatch(r"(?:[A-Z]\.)+", text[slice(*spans[at])]) is not None
    return initials and first < at and before[:1].isupper() and before[1:].islower()


def _cut(sentence: list[Span]) -> Iterator[list[Span]]:
    for first in range(0, len(sentence), LONGEST_SENTENCE):
        yield sentence[first : first + LONGEST_SENTENCE]
