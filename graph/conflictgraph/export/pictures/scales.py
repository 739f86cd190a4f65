"""Axes: stretches of time and their marks, round numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import floor, log10

from conflictgraph.export.pictures.figures import MONTHS

UNITS = ("day", "week", "month", "year")
_LONGEST = {"day": 62, "week": 430, "month": 3700}  # days up to which a time is cut into pieces of this length
LENGTH = {"day": 1, "week": 7, "month": 31, "year": 366}
_STEPS = (("day", 1), ("day", 7), ("month", 1), ("month", 2), ("month", 3), ("month", 6), *(("year", n) for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)))


def unit_for(days: int) -> str:
    """The pieces into which so many days are cut: at most some hundred of them (years: as many as there are)."""
    return next((unit for unit, most in _LONGEST.items() if days <= most), "year")


def begin(day: int, unit: str) -> int:
    """The first day (an ordinal) of the piece in which a day lies; weeks begin on Mondays."""
    when = date.fromordinal(day)
    if unit == "day":
        return day
    if unit == "week":
        return day - when.weekday() if day > when.weekday() else day
    return when.replace(day=1, month=when.month if unit == "month" else 1).toordinal()


def after(start: int, unit: str) -> int:
    """The first day of the next piece."""
    if unit in ("day", "week"):
        return start + LENGTH[unit]
    when = date.fromordinal(start)
    return months_on(when, 12 if unit == "year" else 1)


def months_on(when: date, months: int) -> int:
    """The first day of a month so many months on; the last day there is where the calendar ends."""
    year, month = divmod(when.year * 12 + when.month - 1 + months, 12)
    return date(year, month + 1, 1).toordinal() if year <= 9999 else date.max.toordinal()


def marks(first: int, last: int, room: float, per_mark: float = 66.0) -> list[tuple[int, str]]:
    """Days to mark on an axis of so much room, with their words: the closest steps that leave each mark its room."""
    for unit, step in _STEPS:
        found = list(_marked(first, last, unit, step)) if (last - first) / (LENGTH[unit] * step) < 200 else []
        if found and len(found) * (per_mark if unit != "year" else 40.0) <= room:
            return found
    return []


def _marked(first: int, last: int, unit: str, step: int) -> Iterator[tuple[int, str]]:
    day = begin(first, "week" if (unit, step) == ("day", 7) else unit)
    while day <= last:
        when = date.fromordinal(day)
        fits = {"month": (when.month - 1) % step == 0, "year": when.year % step == 0}.get(unit, True)
        if day >= first and fits:
            yield day, _named(when, unit)
        following = day + step if unit == "day" else after(day, unit)
        if following <= day:
            return
        day = following


def _named(when: date, unit: str) -> str:
    if unit == "year":
        return str(when.year)
    month = MONTHS[when.month - 1][:3]
    return f"{month} {when.year}" if unit == "month" else f"{when.day} {month} {when.year}"


def piece_words(start: int, unit: str) -> str:
    """A piece of time in words: `February 2015`, `the week of 9 February 2015`."""
    when = date.fromordinal(start)
    month = MONTHS[when.month - 1]
    return {"year": str(when.year), "month": f"{month} {when.year}", "day": f"{when.day} {month} {when.year}"}.get(
        unit, f"the week of {when.day} {month} {when.year}"
    )


def round_steps(most: float, wanted: int = 4) -> list[int]:
    """Whole numbers 0 … for an axis up to at least `most`, about as many as wanted, a step of 1, 2 or 5 times a power of ten."""
    rough = max(1.0, most / wanted)
    power = 10 ** floor(log10(rough))
    step = next(int(n * power) for n in (1, 2, 5, 10) if n * power >= rough)
    out = [0]
    while out[-1] < most:
        out.append(out[-1] + step)
    return out
