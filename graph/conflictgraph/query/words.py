"""Values in words, short enough for a table: times, figures, parties."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date

from conflictgraph.errors import StopRun
from conflictgraph.model import Figure
from conflictgraph.query.rows import ClaimRow, EventRow, Ref

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def when(earliest: str | None, latest: str | None, edtf: str | None = None) -> str:
    """A time between two days: the day, the month, the year, or both ends; a day of a year that nobody told as EDTF has it; "" where
    nothing is known.

    >>> when("2015-03-01", "2015-03-31"), when("2015-03-05", "2015-03-05"), when("2015-03-05", None)
    ('2015-03', '2015-03-05', 'since 2015-03-05')
    >>> when(None, None, "XXXX-12-15")
    'XXXX-12-15'
    """
    if earliest is None and latest is None:
        return edtf if edtf is not None and edtf.startswith("XXXX-") else ""
    if latest is None:
        return f"since {earliest}"
    if earliest is None:
        return f"until {latest}"
    if earliest == latest:
        return earliest
    year, month = earliest[:4], earliest[:7]
    if (earliest, latest) == (f"{year}-01-01", f"{year}-12-31"):
        return year
    if earliest == f"{month}-01" and latest == last_day(month):
        return month
    return f"{earliest}/{latest}"


def last_day(month: str) -> str:
    """`2015-02` → `2015-02-28`."""
    year, _, number = month.partition("-")
    return f"{month}-{calendar.monthrange(int(year), int(number))[1]:02d}"


def day(text: str, end: bool = False) -> str:
    """A day that a user wrote as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: the first day it can be, or with `end` the last.

    Raises StopRun for anything else.

    >>> day("2015"), day("2015-02", end=True)
    ('2015-01-01', '2015-02-28')
    """
    match = _DAY.fullmatch(text.strip())
    try:
        if match is None:
            raise ValueError
        year = int(match[1])
        month = int(match[2] or (12 if end else 1))
        number = int(match[3] or (calendar.monthrange(year, month)[1] if end else 1))
        return date(year, month, number).isoformat()
    except ValueError:
        raise StopRun(f"“{text}” is no date; write YYYY, YYYY-MM or YYYY-MM-DD.") from None


def days(since: str | None, until: str | None) -> tuple[str | None, str | None]:
    """The first day of `since` and the last of `until`, as `day` reads them; None stays None."""
    return (day(since) if since is not None else None), (day(until, end=True) if until is not None else None)


def figure(value: Figure | None) -> str:
    """A figure: `10`, `12+` (at least), `2–10` (somewhere between), `10 (2–10)` (best, low, high); "" for none.

    >>> from conflictgraph.model import Figure
    >>> figure(Figure(12, 12, None)), figure(Figure(2, 10, 10)), figure(Figure(0, None, 5))
    ('12+', '10 (2–10)', '0–5')
    """
    if value is None:
        return ""
    if value.high is None:
        return f"{value.low:,}+" if value.best in (None, value.low) else f"{value.best:,} ({value.low:,}+)"
    if value.low == value.high:
        return f"{value.low:,}"
    bounds = f"{value.low:,}–{value.high:,}"
    return bounds if value.best is None else f"{value.best:,} ({bounds})"


def dead(killed: int | None, at_least: bool) -> str:
    """A sum of the killed: `1,204`, `12+` where it is at least so many; "" for none.

    >>> dead(1204, False), dead(12, True), dead(None, False)
    ('1,204', '12+', '')
    """
    return "" if killed is None else f"{killed:,}{'+' if at_least else ''}"


def labels(refs: Iterable[Ref]) -> str:
    """Several things by their labels, apart by semicolons."""
    return "; ".join(dict.fromkeys(ref.label for ref in refs))


def parties(row: EventRow | ClaimRow) -> str:
    """Who did it to whom: `Taliban → NATO`, `? → police` where nobody says who, `A ↔ B` where both sides act."""
    harmed = labels(dict.fromkeys((*row.victims, *row.patients)))
    alleged = row.alleged_agents if isinstance(row, EventRow) else ()
    doing = labels(row.agents) or "; ".join(f"{ref.label} (alleged)" for ref in alleged)
    both = " ↔ ".join(ref.label for ref in row.participants)
    if doing or harmed:
        sides = f"{doing or '?'} → {harmed}" if harmed else doing
        return f"{sides}; {both}" if both else sides
    return both


def casualties(row: EventRow | ClaimRow) -> str:
    """All figures of an account: `killed 10, wounded 3+`."""
    named = (("killed", row.killed), ("wounded", row.wounded), ("abducted", row.abducted), ("captured", row.captured))
    parts = [f"{name} {figure(value)}" for name, value in named if value is not None]
    parts += [f"{category} killed {figure(value)}" for category, value in row.who]
    return ", ".join(parts)
