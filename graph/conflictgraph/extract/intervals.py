"""Spans of days as values: a day, a month, a part of a year, with the same in EDTF (levels 0 and 1)."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Interval:
    """A span of days, `first`..`last`, either open; `edtf` says the same in EDTF."""

    edtf: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class TimeSpan:
    start: int
    end: int
    interval: Interval


def day(d: date) -> Interval:
    return Interval(d.isoformat(), d, d)


def month(year: int, m: int) -> Interval:
    return Interval(f"{year:04d}-{m:02d}", date(year, m, 1), date(year, m, calendar.monthrange(year, m)[1]))


def year(y: int) -> Interval:
    return Interval(f"{y:04d}", date(y, 1, 1), date(y, 12, 31))


def between(first: date, last: date) -> Interval:
    return Interval(f"{first.isoformat()}/{last.isoformat()}", first, last)


def from_bounds(edtf: str, earliest: str | None, latest: str | None) -> Interval:
    """The interval of a record's time entry."""
    return Interval(edtf, date.fromisoformat(earliest) if earliest else None, date.fromisoformat(latest) if latest else None)


def undated(form: str) -> Interval:
    return Interval(form, None, None)


def shift_month(d: date, by: int) -> tuple[int, int]:
    """(year, month) `by` months after a day's."""
    index = d.year * 12 + d.month - 1 + by
    return index // 12, index % 12 + 1


def third(y: int, part: str) -> Interval:
    """A third of a year for early, mid and late: four months, which is as much as the words say."""
    low = {"early": 1, "the beginning of": 1, "the start of": 1, "mid": 5, "the middle of": 5}.get(part, 9)
    return Interval(f"{y:04d}-{low:02d}/{y:04d}-{low + 3:02d}", date(y, low, 1), month(y, low + 3).last)


def third_of_month(y: int, m: int, part: str) -> Interval:
    days = calendar.monthrange(y, m)[1]
    low, high = {"early": (1, 10), "the beginning of": (1, 10), "the start of": (1, 10), "mid": (11, 20), "the middle of": (11, 20)}.get(part, (21, days))
    return between(date(y, m, low), date(y, m, high))


SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11)}


def season(y: int, number: int) -> Interval:
    if number == 24:
        return Interval(f"{y:04d}-24", date(y, 1, 1), month(y + 1, 2).last)
    low, high = SEASONS[number]
    return Interval(f"{y:04d}-{number}", date(y, low, 1), month(y, high).last)


def monday(of: date, weeks: int = 0) -> date:
    """The Monday of a day's week, or of one some weeks on."""
    return of - timedelta(days=of.weekday()) + timedelta(weeks=weeks)


def valid(y: int, m: int, d: int) -> date | None:
    try:
        return date(y, m, d)
    except ValueError:
        return None


def part_of_year(y: int, part: int, of: int) -> Interval:
    """One of two halves or four quarters of a year, `part` counted from 1; one of three thirds is `third`."""
    months = 12 // of
    first, last = months * (part - 1) + 1, months * part
    return Interval(f"{y:04d}-{first:02d}/{y:04d}-{last:02d}", date(y, first, 1), month(y, last).last)


def until(last: date) -> Interval:
    """Before or on a day, whenever it began."""
    return Interval(f"../{last.isoformat()}", None, last)
