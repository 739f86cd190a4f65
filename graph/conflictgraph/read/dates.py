"""Calendar dates: a text is a full, real, unambiguous date or it is None. Nothing defaults to today."""

from __future__ import annotations

import datetime
import re

from conflictgraph.calendarwords import MONTH
from conflictgraph.calendarwords import MONTHS as _NUMBER

_YEAR = r"(?:1[89]|20|21)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"

DATE = (
    rf"(?:{_YEAR}-\d\d?-\d\d?|{_YEAR}/\d\d?/\d\d?|\d\d?[./-]\d\d?[./-]{_YEAR}"
    rf"|{MONTH}\s+{_DAY}\s*,?\s+{_YEAR}|{_DAY}\s+(?:of\s+)?{MONTH}\s*,?\s+{_YEAR}|{_DAY}-{MONTH}-{_YEAR})"
)
"""A full date in words or figures, for use inside a larger pattern (case-insensitive, no groups)."""

_FIND = re.compile(rf"(?<![\w./-]){DATE}(?![\w/-]|\.\d)", re.IGNORECASE)
_WORDS = re.compile(rf"(?P<d>\d\d?)|(?P<m>{MONTH})", re.IGNORECASE)
_COMPACT = re.compile(rf"({_YEAR})(\d\d)(\d\d)(?:T?\d{{4,6}}Z?)?")
_ISO = re.compile(rf"({_YEAR})-(\d\d)-(\d\d)(?=$|[T\s])")
_RFC = re.compile(rf"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+({DATE})\b", re.IGNORECASE)
_PATH = re.compile(rf"(?<!\d)({_YEAR})[/._-]?(\d\d?|{MONTH})[/._-]?(\d\d?)(?!\d)", re.IGNORECASE)


def real(year: int, month: int, day: int) -> str | None:
    """The ISO date, or None if the calendar has no such day.

    >>> real(2016, 2, 29), real(2015, 2, 29)
    ('2016-02-29', None)
    """
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def _parse(match: str) -> str | None:
    match = match.lower()
    months = re.findall(rf"\b{MONTH}", match)
    figures = [int(n) for n in re.findall(r"\d+", match)]
    if months:
        if len(figures) != 2:
            return None
        day, year = figures
        return real(year, _NUMBER[months[0].rstrip(".")], day)
    if len(figures) != 3:
        return None
    first, second, third = figures
    if first > 31:
        return real(first, second, third)
    if "." in match or first > 12 or first == second:  # dots are written day first; 13 and more is no month
        return real(third, second, first)
    if second > 12:
        return real(third, first, second)
    return None  # 03/04/2015 is two dates


def find(text: str) -> tuple[str, int, int] | None:
    """The first full date in `text` with its offsets: (ISO date, start, end). Ambiguous figures are no date.

    >>> find("Posted on 16 June 2015 by a guest")
    ('2015-06-16', 10, 22)
    >>> find("03/04/2015") is None
    True
    """
    for match in _FIND.finditer(text):
        date = _parse(match.group())
        if date:
            return date, match.start(), match.end()
    return None


def iso(value: str | None) -> str | None:
    """A whole value as a date: ISO 8601 with or without a time, RFC 2822, words, YYYYMMDD, seconds since 1970.

    The day is the one written, whatever the time zone; seconds since 1970 are read as UTC. Anything else is None.

    >>> iso("2016-01-09T23:30:00-05:00"), iso("Tue, 16 Jun 2015 10:00:00 GMT"), iso("June 2015"), iso("1433894400")
    ('2016-01-09', '2015-06-16', None, '2015-06-10')
    """
    value = (value or "").strip()
    if not value or len(value) > 100:
        return None
    if match := _ISO.match(value):
        return real(*map(int, match.groups()))
    if match := _COMPACT.fullmatch(value):
        return real(*map(int, match.groups()))
    if re.fullmatch(r"\d{10}|\d{13}", value, re.ASCII):
        seconds = int(value) // (1000 if len(value) == 13 else 1)
        return (datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=seconds)).date().isoformat()
    found = find(value)
    # A date inside a sentence is not the value: only a weekday, a time and a zone may stand around it.
    if found and re.fullmatch(r"[\w\s:.,+()/-]{0,30}", value[: found[1]] + value[found[2] :]):
        return found[0]
    return None


def in_path(path: str) -> str | None:
    """The first real date in a URL's path or a file name: /2016/01/09/, 2017.06.05, 20150616, /2019/nov/18/."""
    for match in _PATH.finditer(path):
        year, month, day = match.groups()
        number = int(month) if month.isdigit() else _NUMBER[month.lower().rstrip(".")]
        date = real(int(year), number, int(day))
        if date:
            return date
    return None
