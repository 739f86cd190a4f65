"""Dates in digits with the year last: "15/10/2018", "11.06.2017"."""

from __future__ import annotations

from datetime import date

_NEAR = 14  # days before publication in which news mostly has happened


def numeric_date(one: int, two: int, year: int, dotted: bool, published: date | None) -> date | None:
    """The day that two numbers and a year name; None where there is none, or where it could be either of two.

    With dots the day is first. With strokes it is what is a date at all; where both are, the one that is not after publication, and
    of two such the one that was news when it was published.
    """
    first_day, first_month = _day(year, two, one), _day(year, one, two)
    if dotted or first_month is None or first_day == first_month:
        return first_day
    if first_day is None:
        return first_month
    if published is None:
        return None
    before = [d for d in (first_day, first_month) if d <= published]
    news = [d for d in before if (published - d).days <= _NEAR]
    return before[0] if len(before) == 1 else news[0] if len(news) == 1 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
