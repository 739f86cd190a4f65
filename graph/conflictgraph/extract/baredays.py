"""Days named by their number alone ("on the 9th", "from the 3rd to the 11th"), and eves ("on the eve of the 7 May vote").

Of which month such a day is, a date told before says: it is the first such day from there on. Where none was told, it is the last one on
or before publication.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from conflictgraph.extract.classes import words
from conflictgraph.extract.intervals import Interval, between, day, shift_month, undated, valid

_NTH = r"(?:st|nd|rd|th)"
_AFTER = (
    r"(?=\s*(?:[.,;:)—–]|$)|\s+(?:and|but|or|when|while|as|at|in|near|by|after|before|around|from|to|with|outside|inside|the|an?|they|he|she|it|we"
    r"|two|three|four|five|six|seven|eight|nine|ten|some|his|her|their|its|another|several|when|where|(?P<many>[a-z]+s))\b)"
)
BARE = re.compile(
    r"\b(?:on|since|until|till|from|between|(?:morning|afternoon|evening|night|hours|dawn) of)\s+"
    rf"(?P<t>the\s+(?P<day>[0-3]?\d){_NTH}(?:\s+(?P<join>and|to|or|until|till|through)\s+(?:the\s+)?(?P<day2>[0-3]?\d){_NTH})?)\b{_AFTER}", re.I
)
EVE = re.compile(r"\b(?:on\s+)?(?P<t>the\s+(?P<unit>eve)\s+(?P<way>before|of))\b", re.I)

PATTERNS = (BARE, EVE)


def numbered(match: re.Match[str], told: Interval | None, ahead: bool, published: date | None) -> Interval | None:
    """The day or days that a match of `BARE` names; None where a noun behind says that something else is numbered ("the 3rd floors").

    Told is the last time told before, or, if `ahead`, the first one that is told behind.
    """
    if match["many"] and match["many"].lower() in words("numbered-noun"):
        return None
    n = int(match["day"])
    first = _resolve(n, told, ahead, published)
    if first is None:
        return undated(f"XXXX-XX-{n:02d}") if told is None and published is None and 0 < n < 32 and not match["day2"] else None
    if not match["day2"]:
        return day(first)
    last = _next(first, int(match["day2"]))
    return None if last is None or (last - first).days > 31 or (match["join"].lower() in {"and", "or"} and (last - first).days > 1) else between(first, last)


def _resolve(n: int, told: Interval | None, ahead: bool, published: date | None) -> date | None:
    if told is not None and told.first is not None and told.last is not None:
        if ahead:
            return _last(told.last, n)
        found = _next(told.first, n)
        if found is not None and (published is None or found <= published):
            return found
    return None if published is None else _last(published, n)


def _next(start: date, n: int) -> date | None:
    """The first day of number `n` on or after another."""
    months = (valid(*shift_month(start, by), n) for by in range(3))
    return next((d for d in months if d is not None and d >= start), None)


def _last(end: date, n: int) -> date | None:
    months = (valid(*shift_month(end, -by), n) for by in range(3))
    return next((d for d in months if d is not None and d <= end), None)


def eve(before: Interval | None) -> Interval | None:
    """The day before what is told behind "the eve of"."""
    return None if before is None or before.first is None or before.first != before.last else day(before.first - timedelta(days=1))
