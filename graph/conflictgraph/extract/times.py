"""Time expressions of a text as intervals: EDTF with bounds, from the publication date.

A calendar grammar of our own, because general date parsers yield points and default to today. Without a publication
date a relative expression keeps its form and has no bounds ("Tuesday" → `XXXX-XX-XX`, "in March" → `XXXX-03`).
EDTF: https://www.loc.gov/standards/datetime/ (levels 0 and 1).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from conflictgraph.calendarwords import MONTHS, WEEKDAYS
from conflictgraph.extract.classes import words
from conflictgraph.extract.intervals import (
    SEASONS,
    Interval,
    TimeSpan,
    between,
    day,
    monday,
    month,
    part_of_year,
    season,
    shift_month,
    third,
    third_of_month,
    undated,
    until,
    valid,
    year,
)
from conflictgraph.extract.numericdates import numeric_date
from conflictgraph.extract.partsoftime import (
    back_from,
    before_last,
    day_of_month,
    days_of_month,
    feast,
    half_of_month,
    months_of_year,
    with_weekday,
)
from conflictgraph.extract.timepatterns import A_MONTH, OF_MONTHS, RULES, SMALL_NUMBERS


def count(text: str) -> int:
    """The number that "three", "a" or "12" is; only for words that the patterns let through."""
    text = text.lower()
    return int(text) if text.isdigit() else SMALL_NUMBERS[text]


class Reader:
    """Reads time expressions against one publication date (or None). Pure: the same text gives the same spans."""

    def __init__(self, published: date | None) -> None:
        self.published = published

    def read(self, text: str, start: int, end: int) -> list[TimeSpan]:
        """Time expressions in text[start:end], longest first where they overlap, in order; offsets of `text`."""
        found: list[tuple[int, int, int, Interval]] = []
        impossible: list[tuple[int, int]] = []
        months = A_MONTH.search(text, start, end) is not None
        for rank, (pattern, name) in enumerate(RULES):
            if name in OF_MONTHS and not months:
                continue  # most sentences name none
            method: Callable[[re.Match[str]], Interval | None] = getattr(self, name)
            for match in pattern.finditer(text, start, end):
                a, b = match.span("t") if "t" in pattern.groupindex else match.span()
                if any(a < y and b > x for x, y in impossible):
                    continue
                try:
                    interval = method(match)
                except (ValueError, OverflowError):  # "in the past 900 decades": no calendar goes back so far
                    interval = None
                if interval is not None:
                    found.append((a, b, rank, interval))
                elif "day" in pattern.groupindex:
                    impossible.append((a, b))  # "30 February": no part of it is a date either
        found.sort(key=lambda f: (-(f[1] - f[0]), f[2], f[0]))
        taken: list[tuple[int, int, int, Interval]] = []
        for item in found:
            if all(item[1] <= other[0] or item[0] >= other[1] for other in taken):
                taken.append(item)
        return with_weekday(text, [TimeSpan(a, b, interval) for a, b, _, interval in sorted(taken, key=lambda f: f[:3])])

    # -- calendar dates: each method makes an Interval of its pattern's match, None where the words are no date after all
    def _resolve_month_day(self, m: int, d: int, y: int | None) -> Interval | None:
        if y is not None:
            found = valid(y, m, d)
            return day(found) if found else None
        if self.published is None:
            return undated(f"XXXX-{m:02d}-{d:02d}") if 1 <= d <= 31 else None
        found = valid(self.published.year, m, d)
        if found is None or found > self.published + timedelta(days=31):
            found = valid(self.published.year - 1, m, d)
        return day(found) if found else None

    def iso(self, match: re.Match[str]) -> Interval | None:
        found = valid(int(match["year"]), int(match["m"]), int(match["day"]))
        return day(found) if found else None

    def numeric(self, match: re.Match[str]) -> Interval | None:
        found = numeric_date(int(match["one"]), int(match["two"]), int(match["year"]), match["sep"] == ".", self.published)
        return day(found) if found else None

    def month_day(self, match: re.Match[str]) -> Interval | None:
        y = match.groupdict().get("year")
        return self._resolve_month_day(MONTHS[match["month"].lower()], int(match["day"]), int(y) if y else None)

    def day_range(self, match: re.Match[str]) -> Interval | None:
        y = int(match["year"]) if match["year"] else None
        m = MONTHS[match["month"].lower()]
        if y is None and self.published is None:
            return undated(f"XXXX-{m:02d}-{int(match['d1']):02d}/XXXX-{m:02d}-{int(match['d2']):02d}") if 0 < int(match["d1"]) < int(match["d2"]) < 32 else None
        low, high = self._resolve_month_day(m, int(match["d1"]), y), self._resolve_month_day(m, int(match["d2"]), y)
        if low is None or high is None or low.first is None or high.first is None or low.first > high.first:
            return None
        return between(low.first, high.first)

    def month_range(self, match: re.Match[str]) -> Interval | None:
        """"between March and May 2015", "from November to February": the year is the later month's."""
        y = int(match["year"]) if match["year"] else None
        m1, m2 = MONTHS[match["month1"].lower().rstrip(".")], MONTHS[match["month"].lower()]
        if match["month"][0].islower() or match["month1"][0].islower():
            return None
        if y is None:
            if self.published is None:
                return undated(f"XXXX-{m1:02d}/XXXX-{m2:02d}")
            y = self.published.year - (m2 > self.published.month)
        first, last = month(y - (m1 > m2), m1), month(y, m2)
        return Interval(f"{first.edtf}/{last.edtf}", first.first, last.last)

    def month_year(self, match: re.Match[str]) -> Interval | None:
        part = match.groupdict().get("part")
        y, m = int(match["year"]), MONTHS[match["month"].lower()]
        return third_of_month(y, m, part.lower()) if part else month(y, m)

    def month_only(self, match: re.Match[str]) -> Interval | None:
        if match["month"][0].islower():  # "may", "march": a verb
            return None
        m = MONTHS[match["month"].lower()]
        which = (match.groupdict().get("which") or "").lower()
        part = (match.groupdict().get("part") or "").lower()
        if self.published is None:
            return undated(f"XXXX-{m:02d}")
        y = self.published.year
        if which == "next":
            y += m <= self.published.month
        elif m > self.published.month or (which == "last" and m == self.published.month):
            y -= 1
        return third_of_month(y, m, part) if part else month(y, m)

    def year_only(self, match: re.Match[str]) -> Interval | None:
        part = match.groupdict().get("part")
        return third(int(match["year"]), part.lower()) if part else year(int(match["year"]))

    def year_range(self, match: re.Match[str]) -> Interval | None:
        a = int(match["y1"])
        b = int(match["y2"]) if len(match["y2"]) == 4 else a // 100 * 100 + int(match["y2"])
        return Interval(f"{a:04d}/{b:04d}", date(a, 1, 1), date(b, 12, 31)) if a < b < 2100 else None

    def decade(self, match: re.Match[str]) -> Interval | None:
        y = int(match["year"])
        return Interval(f"{y // 10}X", date(y, 1, 1), date(y + 9, 12, 31)) if y % 10 == 0 else None

    # -- relative to publication
    def weekday(self, match: re.Match[str]) -> Interval | None:
        if self.published is None:
            return undated("XXXX-XX-XX")
        before = match.string[: match.start()].split()
        if before and before[-1].strip("“\"‘'").lower() in words("named-day") and before[-1].strip("“\"‘'")[:1].isupper():
            return None  # "Bloody Sunday" is the name of a day, of whatever year
        wanted = WEEKDAYS[match["weekday"].lower()]
        which = (match.groupdict().get("which") or "").lower()
        back = (self.published.weekday() - wanted) % 7
        if which in {"next", "this coming", "coming"}:
            return day(self.published + timedelta(days=7 - back))
        if which in {"last", "previous"} and back == 0:
            back = 7
        return day(self.published - timedelta(days=back))

    def weekday_before_last(self, match: re.Match[str]) -> Interval | None:
        """"The Friday before last": a week before the last one."""
        last = self.weekday(match)
        return last if last is None or last.first is None else day(last.first - timedelta(days=7))

    def near_day(self, match: re.Match[str]) -> Interval | None:
        if self.published is None:
            return undated("XXXX-XX-XX")
        word = match["word"].lower()
        if word.startswith("overnight"):
            return between(self.published - timedelta(days=1), self.published)
        by = -1 if word.startswith(("yesterday", "last night")) else 1 if word.startswith("tomorrow") else 0
        if word == "the day before yesterday":
            by = -2
        return day(self.published + timedelta(days=by))

    def near_unit(self, match: re.Match[str]) -> Interval | None:
        unit, which = match["unit"].lower(), (match.groupdict().get("which") or "this").lower()
        part = (match.groupdict().get("part") or "").lower()
        if self.published is None:
            return undated({"week": "XXXX-XX-XX/..", "month": "XXXX-XX", "year": "XXXX"}.get(unit, "XXXX-XX-XX"))
        p = self.published
        by = {"last": -1, "previous": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1}[which]
        if unit == "year":
            if part:
                return third(p.year + by, part)
            return year(p.year + by) if by else Interval(f"{p.year:04d}", date(p.year, 1, 1), p)
        if unit == "month":
            y, m = shift_month(p, by)
            if part:
                return third_of_month(y, m, part)
            return month(y, m) if by else Interval(f"{y:04d}-{m:02d}", date(y, m, 1), p)
        first = monday(p, by)
        if unit == "weekend":
            saturday = first + timedelta(days=5)
            if which == "this" and saturday > p:
                saturday -= timedelta(days=7)
            return between(saturday, saturday + timedelta(days=1))
        return between(first, min(first + timedelta(days=6), p) if by == 0 else first + timedelta(days=6))

    def earlier(self, match: re.Match[str]) -> Interval | None:
        unit = match["unit"].lower()
        if self.published is None:
            return undated({"month": "XXXX-XX", "year": "XXXX"}.get(unit, "XXXX-XX-XX"))
        p = self.published
        first = {"year": date(p.year, 1, 1), "month": date(p.year, p.month, 1)}.get(unit, monday(p))
        return between(first, p) if first < p else day(p)

    def ago(self, match: re.Match[str]) -> Interval | None:
        n, unit = count(match["n"]), match["unit"].lower()
        if unit == "fortnight":
            n, unit = 2 * n, "week"
        if self.published is None:
            return undated({"month": "XXXX-XX", "year": "XXXX"}.get(unit, "XXXX-XX-XX"))
        p = self.published
        if match["over"]:  # "more than three months ago": by then at the latest
            far = shift_month(p, -n * {"month": 1, "year": 12, "decade": 120}.get(unit, 0))
            return until(p - timedelta(days=n * {"day": 1, "week": 7}[unit])) if unit in {"day", "week"} else until(date(*far, min(p.day, calendar.monthrange(*far)[1])))
        if unit == "day":
            return day(p - timedelta(days=n))
        if unit == "week":
            middle = p - timedelta(weeks=n)
            return between(middle - timedelta(days=3), middle + timedelta(days=3))
        if unit == "month":
            return month(*shift_month(p, -n))
        n *= 10 if unit == "decade" else 1
        return year(p.year - n) if p.year - n > 0 else None

    def season(self, match: re.Match[str]) -> Interval | None:
        """"the summer of 2014", "last spring": northern seasons, as in EDTF 21 to 24; a winter is of either end of its year."""
        name = match["season"].lower()
        number = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}[name]
        y = int(match["year"]) if match.groupdict().get("year") else None
        if y is None:
            if self.published is None:
                return undated(f"XXXX-{number}")
            y = self.published.year - (date(self.published.year, SEASONS.get(number, (12, 2))[0], 1) > self.published)
            if match["which"].lower() == "last" and season(y, number).last >= self.published:  # type: ignore[operator]
                y -= 1
        return season(y, number)

    def week_of(self, match: re.Match[str]) -> Interval | None:
        """"the first week of April": the seven days counted from the month's first, the last one to its end."""
        if match["month"][0].islower():
            return None
        whole = self.month_year(match) if match["year"] else self.month_only(match)
        if whole is None or whole.first is None or whole.last is None:
            return whole
        n = {"f": 0, "1": 0, "s": 1, "2": 1, "t": 2, "3": 2, "4": 3}.get(match["nth"][0].lower() if match["nth"].lower() != "fourth" else "4")
        first = whole.last - timedelta(days=6) if n is None else whole.first + timedelta(days=7 * n)
        return between(first, first + timedelta(days=6))

    def part(self, match: re.Match[str]) -> Interval | None:
        """"the first quarter of 1990", "the second half of last year"."""
        which, y = (match["which"] or "this").lower(), match["year"]
        if y is None and self.published is None:
            return undated("XXXX")
        of = {"half": 2, "quarter": 4}[match["share"].lower()]
        number = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": of}[match["nth"].lower()]
        if number > of:
            return None
        return part_of_year(int(y) if y else self.published.year - (which in {"last", "the previous"}), number, of)  # type: ignore[union-attr]

    def half_of_month(self, match: re.Match[str]) -> Interval | None:
        whole = None if match["month"][0].islower() else self.month_year(match) if match["year"] else self.month_only(match)
        return None if whole is None else half_of_month(whole, match["nth"].lower())

    def first_of(self, match: re.Match[str]) -> Interval | None:
        """"the first three months of the year", "the first ten days of May"."""
        n, nth = count(match["n"]), match["nth"].lower().replace("final", "last")
        if match["month"]:
            whole = None if match["month"][0].islower() else self.month_year(match) if match["year"] else self.month_only(match)
            return None if whole is None or match["unit"].lower() != "day" else days_of_month(whole, n, nth)
        if match["unit"].lower() != "month":
            return None
        if match["alone"] is None and self.published is None:
            return undated("XXXX")
        return months_of_year(int(match["alone"]) if match["alone"] else self.published.year - (match["of"].lower() == "last"), n, nth)  # type: ignore[union-attr]

    def before_last(self, match: re.Match[str]) -> Interval | None:
        return before_last(self.published, match["unit"].lower())

    def back_from(self, match: re.Match[str]) -> Interval | None:
        return back_from(self.published, count(match["n"]), match["unit"].lower(), match["to"].lower().split()[-1])

    def day_of_month(self, match: re.Match[str]) -> Interval | None:
        return day_of_month(self.published, int(match["day"]), match["of"].lower() == "last")

    def feast(self, match: re.Match[str]) -> Interval | None:
        return feast(" ".join(match["feast"].split()), int(match["year"]) if match["year"] else None, self.published)

    def bound(self, match: re.Match[str]) -> Interval | None:
        """"the start of the month", "the end of last year"."""
        unit, part, which = match["unit"].lower(), match["edge"].lower(), (match["which"] or "the").lower()
        if self.published is None:
            return undated({"month": "XXXX-XX", "year": "XXXX"}.get(unit, "XXXX-XX-XX"))
        by = -1 if which == "last" else 0
        part = "the end of" if part == "end" else "the start of"
        if unit == "year":
            return third(self.published.year + by, part)
        if unit == "month":
            return third_of_month(*shift_month(self.published, by), part)
        first = monday(self.published, by)
        return day(first) if part == "the start of" else between(first + timedelta(days=4), first + timedelta(days=6))

    def weekend(self, match: re.Match[str]) -> Interval | None:
        """"at the weekend": the last that had begun."""
        if self.published is None:
            return undated("XXXX-XX-XX")
        saturday = self.published - timedelta(days=(self.published.weekday() - 5) % 7)
        return between(saturday, saturday + timedelta(days=1))

    def recent(self, match: re.Match[str]) -> Interval | None:
        """"in recent months", "over the past two weeks": up to publication, with the start as far as it is said."""
        n = count(match["n"]) if match.groupdict().get("n") else None
        unit = match["unit"].lower()
        if self.published is None:
            return undated("../XXXX-XX-XX")
        p = self.published
        if n is None and match["which"].lower() == "recent":
            n = {"day": 7, "week": 6, "month": 6, "year": 5, "decade": 2}[unit]  # bounds wide enough for the vague word
        n = n or 1
        n, unit = (10 * n, "year") if unit == "decade" else (n, unit)
        if unit in {"day", "hour"}:
            return between(p - timedelta(days=n if unit == "day" else -(-n // 24)), p)
        if unit == "week":
            return between(p - timedelta(weeks=n), p)
        y, m = shift_month(p, -n if unit == "month" else -12 * n)
        return between(date(y, m, min(p.day, calendar.monthrange(y, m)[1])), p)
