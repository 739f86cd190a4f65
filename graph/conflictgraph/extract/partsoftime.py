"""Parts of a year or a month, days that have a name, and what counts from today in words of its own ("the week before last")."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from conflictgraph.calendarwords import MONTHS, WEEKDAYS
from conflictgraph.extract.classes import words
from conflictgraph.extract.intervals import (
    Interval,
    TimeSpan,
    between,
    day,
    monday,
    month,
    shift_month,
    undated,
    valid,
    year,
)

_ACROSS = 31  # days after publication from which on a day without a year is the last year's


def half_of_month(whole: Interval, nth: str) -> Interval:
    """"the first half of May": to the 15th; the second half from the 16th on."""
    if whole.first is None or whole.last is None:
        return whole
    return between(whole.first, whole.first.replace(day=15)) if nth == "first" else between(whole.first.replace(day=16), whole.last)


def months_of_year(y: int, n: int, nth: str) -> Interval | None:
    """"the first three months of 2015", "the last two months of the year"."""
    if not 0 < n < 12:
        return None
    first, last = (1, n) if nth == "first" else (13 - n, 12)
    return Interval(f"{y:04d}-{first:02d}/{y:04d}-{last:02d}", date(y, first, 1), month(y, last).last)


def days_of_month(whole: Interval, n: int, nth: str) -> Interval | None:
    """"the first ten days of May"."""
    if whole.first is None or whole.last is None:
        return whole
    if not 0 < n < 28:
        return None
    return between(whole.first, whole.first + timedelta(days=n - 1)) if nth == "first" else between(whole.last - timedelta(days=n - 1), whole.last)


def before_last(published: date | None, unit: str) -> Interval:
    """"the week before last", "the night before last"."""
    if published is None:
        return undated({"month": "XXXX-XX", "year": "XXXX"}.get(unit, "XXXX-XX-XX"))
    if unit == "year":
        return year(published.year - 2)
    if unit == "month":
        return month(*shift_month(published, -2))
    if unit == "night":
        return day(published - timedelta(days=2))
    first = monday(published, -2)
    return between(first + timedelta(days=5 if unit == "weekend" else 0), first + timedelta(days=6))


def back_from(published: date | None, n: int, unit: str, to: str) -> Interval:
    """"two years ago this month", "a year ago today"."""
    if published is None:
        return undated("XXXX-XX" if to == "month" else "XXXX-XX-XX")
    if unit == "week":
        then = published - timedelta(weeks=n)
    else:
        y, m = shift_month(published, -n * (12 if unit == "year" else 1))
        if to == "month":
            return month(y, m)
        then = date(y, m, min(published.day, calendar.monthrange(y, m)[1]))
    if to == "week":
        return between(monday(then), monday(then) + timedelta(days=6))
    return day(then)


def day_of_month(published: date | None, d: int, back: bool) -> Interval | None:
    """"the 13th of last month"."""
    if published is None:
        return undated("XXXX-XX-XX")
    found = valid(*shift_month(published, -1 if back else 0), d)
    return day(found) if found else None


def feast(name: str, y: int | None, published: date | None) -> Interval | None:
    """A feast that is on the same day every year or counts from Easter (the western one): of the year that is told, else the last one
    before, or soon after, publication."""
    at = _feasts().get(name.lower().replace("’", "'"))
    if at is None:
        return None
    if y is not None:
        return day(_feast_day(at, y))
    if published is None:
        return undated("XXXX-XX-XX" if at[0] == 0 else f"XXXX-{at[0]:02d}-{at[1]:02d}")
    found = _feast_day(at, published.year)
    return day(found if found <= published + timedelta(days=_ACROSS) else _feast_day(at, published.year - 1))


def _feast_day(at: tuple[int, int], y: int) -> date:
    return easter(y) + timedelta(days=at[1]) if at[0] == 0 else date(y, at[0], at[1])


@cache
def _feasts() -> Mapping[str, tuple[int, int]]:
    """Each feast with month and day, or with 0 and its days after Easter Sunday."""
    out: dict[str, tuple[int, int]] = {}
    for entry in words("fixed-feast"):
        name, _, at = entry.partition("=")
        first, _, second = at.partition("/")
        out[name] = (int(first), int(second))
    return out


def feast_names() -> str:
    """The names as alternatives of a pattern, the longest first."""
    return "|".join(sorted((n.replace("'", "['’]").replace(" ", r"\s+") for n in _feasts()), key=lambda n: (-len(n), n)))


def easter(y: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous rule that Meeus gives, Astronomical Algorithms, chapter 8)."""
    a, b, c = y % 19, y // 100, y % 100
    d, e = b // 4, b % 4
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    rest = h + el - 7 * m + 114
    return date(y, rest // 31, rest % 31 + 1)


def with_weekday(text: str, spans: list[TimeSpan]) -> list[TimeSpan]:
    """"Friday, Dec. 15" is one expression: the weekday joins the calendar date beside it."""
    out: list[TimeSpan] = []
    for span in spans:
        before = out[-1] if out else None
        if before and text[before.start : before.end].lower() in WEEKDAYS and re.fullmatch(r",?\s+|\s*\(", text[before.end : span.start]):
            if text[span.start].isdigit() or text[span.start : span.start + 3].lower() in MONTHS:
                out[-1] = TimeSpan(before.start, span.end, span.interval)
                continue
        out.append(span)
    return out
