"""Time expressions in their context: what words around them make of a date, and what counts from a date told before.

"since March" runs to publication, "until March" has no known beginning, "from Friday to Sunday" is one span of days, "Monday
last week" a day of that week. "The next day", "two days earlier", "that night" count from the last day told in the text;
where none was told they have no bounds, for publication is not what they count from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from conflictgraph.calendarwords import WEEKDAYS
from conflictgraph.extract import baredays
from conflictgraph.extract.classes import words
from conflictgraph.extract.intervals import Interval, TimeSpan, between, day, monday, month, shift_month, valid, year
from conflictgraph.extract.timepatterns import SMALL_NUMBERS
from conflictgraph.extract.times import count

_N = rf"(?P<n>\d{{1,3}}|{'|'.join(w for w in SMALL_NUMBERS if w != 'couple of')})"
_SINCE = re.compile(r"\bsince(?:\s+(?:early|at least|about))?\s+$", re.I)
_SINCE_BEGIN = re.compile(
    r"\bsince\s+(?:[\w’'-]+\s+){1,6}(?:began|begun|started|erupted|resumed|flared|(?:broke|broken) out)\s+(?:(?:on|in|at|early|late)\s+)*$", re.I
)
_SINCE_START = re.compile(
    r"\bsince\s+(?:[\w’'-]+\s+){0,3}(?:start|beginning|outbreak|onset|launch|eruption|(?:took|assumed|entered)\s+office|(?:took|came|rose|returned)\s+(?:to\s+)?power)\b"
    r"(?:\s+(?!who\b|that\b|which\b|when\b)[\w’'-]+){0,6}?\s+(?:(?:on|in|at|early|late|last)\s+)*$", re.I
)
_WEEK_OF = re.compile(r"\bthe\s+week\s+(?:of|beginning|starting)\s+$", re.I)
_WEEK_TO = re.compile(rf"\bthe\s+(?:(?P<one>week|fortnight)|{_N}\s+(?P<unit>hours|days|weeks))\s+(?:to|ending|ended|up\s+to|through)\s+(?:on\s+)?$", re.I)
_ONWARDS = re.compile(r"\s+onwards?\b", re.I)
_DURING = re.compile(r"\b(?:in|over|during|within|throughout)\s+the\s+(?:(?:first|last|final)\s+)?$", re.I)
_LASTED = re.compile(r"\bfor\s+(?:\w+\s+){0,2}$", re.I)
_UNTIL = re.compile(r"\b(?:until|till)\s+$|\b(?:by)\s+(?:the end of\s+)?$", re.I)
_HOUR = r"(?:(?:early|late|dawn|dusk|noon|midday|midnight|sunrise|sunset|nightfall|daybreak|[0-2]?\d(?:[:.]\d\d)?(?:\s*[ap]\.?m\.?)?)\s+)?(?:on\s+|of\s+)?"
_RANGE = re.compile(rf"\b(?:from|between|nights? (?:of|from|between)|(?:into|during|in|on) the night (?:of|from|between))\s+(?:the\s+)?(?:on\s+or\s+about\s+|about\s+)?{_HOUR}$", re.I)
_JOINS = re.compile(rf"(?:\s+(?:morning|afternoon|evening|night))?\s*(?:,?\s+(?:and|or|to|until|till|through|into)\s+|\s*[-–]\s*)(?:again\s+|on\s+or\s+about\s+|about\s+)?{_HOUR}", re.I)
_DAYPART = re.compile(r"(?:\s+(?:morning|afternoon|evening|night|noon))?,?(?:\s+of)?\s+", re.I)
_OVERNIGHT = re.compile(r"\s+(?:from|on|between)\s+|\s+(?:in)?to\s+", re.I)
_UNIT = r"(?P<unit>day|week|month|year)s?\b"
_LATER = re.compile(rf"\b{_N}\s+{_UNIT}\s+(?P<way>earlier|later|before|after|previously|afterwards?)\b(?P<rest>(?:\s+(?:\w+))?)", re.I)
_NEXT = re.compile(r"\bthe\s+(?P<which>next|following|same|previous)\s+(?P<unit>day|morning|afternoon|evening|night|week|month|year)\b", re.I)
_BEFORE = re.compile(r"(?<!\bto )\b(?:the\s+)(?P<unit>day|night|week|month|year)\s+(?P<way>before|after)\b(?!\s+(?:yesterday|last\b))(?P<rest>(?:\s+(?:\w+))?)", re.I)
_THAT = re.compile(r"\b(?P<t>that\s+(?:same\s+)?(?P<unit>day|morning|afternoon|evening|night|week|month|year))\b(?=\s*(?:[.,;:)]|and\b|in\b|at\b|when\b|$))", re.I)
_THE_WEEKDAY = re.compile(rf"\bthe\s+(?P<which>previous|preceding|following|next)\s+(?P<weekday>{'|'.join(WEEKDAYS)})\b", re.I)
_HOURS = re.compile(r"\b(?:(?:\w+\s+)?hours|minutes|moments)\s+(?:earlier|later|before|after|afterwards)\b", re.I)
_IN_THE_DAY = re.compile(r"\b(?:earlier|later)\s+(?P<t>(?:in\s+)?(?:the|that)\s+(?P<unit>day))\b(?!\s+o[nf]\b)", re.I)
_QUOTES = " “\"‘'"
_THEN = re.compile(r"\bsince\s+(?P<t>then)\b", re.I)


def settle(text: str, start: int, end: int, spans: Sequence[TimeSpan], told: Interval | None, published: date | None) -> list[TimeSpan]:
    """The spans of text[start:end] in context; `told` is the last day or month that the text before `start` told."""
    joined = _join(text, start, [s for s in spans if not named_after(text[s.end : end], text[start : s.start])], published)
    if published is None:
        joined = _in_its_year(joined, told)
    out = [TimeSpan(s.start, s.end, _bounded(text[start : s.start], text[s.end : end], s.interval, published)) for s in joined]
    for match, a, b in _relative(text, start, end):
        reference = next((s.interval for s in reversed(joined) if s.end <= a and anchors(s.interval)), None) or told
        if match.re is baredays.BARE and any(s.end > a and s.start < b for s in joined):
            continue  # "the 5th and 6th of May"
        near = any(s.end <= a for s in joined)
        ahead = None if near else next((s.interval for s in joined if s.start >= b and anchors(s.interval)), None)
        interval = _counted(match, ahead or reference, published, ahead is not None, near, not text[start:a].strip(_QUOTES))  # "two days after a bomb killed six on Sunday"
        if interval is not None:
            interval = _bounded(text[start:a], text[b:end], interval, published) if match.re is baredays.BARE else interval
            out = [s for s in out if s.end <= a or s.start >= b]
            out.append(TimeSpan(a, b, interval))
            joined = sorted([*(s for s in joined if s.end <= a or s.start >= b), TimeSpan(a, b, interval)], key=lambda s: s.start)
    return sorted(out, key=lambda s: s.start)


def named_after(after: str, before: str = "") -> bool:
    """"the 19 April Movement", "the 25 January Revolution", "the deadly November 17 terrorist organization": a date in a name, by the
    words around it."""
    match = re.match(r"\s+(?:[A-Z][\w’'-]*\s+){0,2}?([A-Z][\w’'-]*)", after)
    if match is not None and match[1].lower() in words("named-after-day"):
        return True
    behind = re.match(r"(?:\s+[a-z]+){0,3}", after)
    return bool(behind and words("body-of-people") & set(behind[0].split())) and re.search(r"\b(?:[Tt]he|[Aa])\s+(?:[a-z]+\s+){0,2}$", before) is not None


def anchors(interval: Interval) -> bool:
    """Can later words count from it: is it a few days, or a month?"""
    return interval.first is not None and interval.last is not None and (interval.last - interval.first).days <= 31


def ahead(told: Interval | None, new: Interval) -> bool:
    """Is a time far after the last one told, as "by December of this year" is in a story of July? Months named after it look back."""
    return told is not None and told.last is not None and new.first is not None and new.first - told.last > timedelta(days=92)


_YEARLESS = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?")


def _in_its_year(spans: Sequence[TimeSpan], told: Interval | None) -> list[TimeSpan]:
    """"On 28 June" after "22 June 2021" in a text without a date of its own: the day of that name nearest to the last day told. A month ("was
    captured in March 2019") begins no such story: of which year "in April" behind it is stays unknown."""
    out: list[TimeSpan] = []
    for span in spans:
        interval = span.interval
        match = _YEARLESS.fullmatch(interval.edtf)
        if match is not None and told is not None and told.first is not None and told.first == told.last:
            near = _nearest(told.first, int(match[1]), int(match[2] or 15))
            if near is not None:
                interval = day(near) if match[2] else month(near.year, near.month)
        told = interval if anchors(interval) else told
        out.append(TimeSpan(span.start, span.end, interval))
    return out


def _nearest(to: date, m: int, d: int) -> date | None:
    days = [each for y in (-1, 0, 1) if (each := valid(to.year + y, m, d)) is not None]
    return min(days, key=lambda each: (abs((each - to).days), each), default=None)


def _bounded(before: str, after: str, interval: Interval, published: date | None) -> Interval:
    if interval.first is None or interval.last is None:
        return interval
    first, _, last = interval.edtf.partition("/")
    if _WEEK_OF.search(before) and interval.first == interval.last:
        return between(interval.first, interval.first + timedelta(days=6))
    if interval.first == interval.last and (stretch := _WEEK_TO.search(before)) is not None:
        return between(interval.first - timedelta(days=_stretch(stretch)), interval.first)
    if _SINCE.search(before) or _SINCE_BEGIN.search(before) or _SINCE_START.search(before) or _ONWARDS.match(after):
        if published is None or published < interval.first:
            return Interval(f"{first}/..", interval.first, None)
        return Interval(f"{first}/{published.isoformat()}", interval.first, published)
    if _UNTIL.search(before):
        return Interval(f"../{last or first}", None, interval.last)
    return interval


def _stretch(match: re.Match[str]) -> int:
    """Days before the last one of "the week to", "the 48 hours to"."""
    if match["one"]:
        return 6 if match["one"].lower() == "week" else 13
    n = count(match["n"])
    return {"hours": -(-n // 24), "days": n - 1, "weeks": 7 * n - 1}[match["unit"].lower()]


def _join(text: str, start: int, spans: list[TimeSpan], published: date | None) -> list[TimeSpan]:
    """Neighbours that are one expression."""
    out: list[TimeSpan] = []
    for span in spans:
        if out:
            whole = _pair(text, start, out[-1], span)
            if whole is not None:
                out[-1] = whole
                continue
        out.append(span)
    return out


def _pair(text: str, start: int, a: TimeSpan, b: TimeSpan) -> TimeSpan | None:
    gap, words = text[a.end : b.start], text[a.start : a.end].lower()
    one, two = _of_its_year(text, a, b), b.interval
    if one.first is None or one.last is None or two.first is None or two.last is None:
        return None
    if words == "overnight" and _OVERNIGHT.fullmatch(gap) and two.last - two.first <= timedelta(1):
        into = re.search(r"to", gap) is not None
        return TimeSpan(a.start, b.end, between(two.first - timedelta(1), two.first) if into and two.first == two.last else two)
    weekday = re.split(r"\W+", words)[-1] in WEEKDAYS or words.split()[0] in WEEKDAYS
    if re.match(r"last|this|the (?:previous|same)|next", text[b.start : b.end], re.I) and _DAYPART.fullmatch(gap):
        within = _within(one, two, weekday)
        return None if within is None else TimeSpan(a.start, b.end, within)
    if not _JOINS.fullmatch(gap):
        return None
    ranged = _RANGE.search(text[start : a.start]) is not None
    days = one.first == one.last and two.first == two.last
    months = ranged or (_month_after(one) == two.edtf and re.search(r"\band\b|\bor\b", gap) is not None)
    years = re.fullmatch(r"\d{4}", one.edtf) is not None and two.edtf == f"{one.first.year + 1:04d}"
    dated = one is not a.interval and (ranged or re.search(r"\bto\b|\buntil\b|\bthrough\b|-|–", gap) is not None)
    if not (months or years or dated or (days and weekday and text[b.start : b.end].lower() in WEEKDAYS and re.search(r"\band\b|\bor\b|\bto\b|-|–", gap))):
        return None
    first = one.first
    if first > two.first and weekday:
        first -= timedelta(days=7)
    if first > two.last:
        return None
    if days:
        return TimeSpan(a.start, b.end, between(first, two.last))
    return TimeSpan(a.start, b.end, Interval(f"{one.edtf.partition('/')[0]}/{two.edtf.rpartition('/')[2]}", first, two.last))


def _of_its_year(text: str, a: TimeSpan, b: TimeSpan) -> Interval:
    """The first of two days with the year that stands behind the second: "from 28 December to 4 January 1994"."""
    match = re.fullmatch(r"(?:\d{4}|XXXX)-(\d\d)-(\d\d)", a.interval.edtf)
    last = b.interval.last
    if match is None or last is None or b.interval.first != last or not re.search(r"\d{4}$", text[b.start : b.end]) or re.search(r"\d{4}", text[a.start : a.end]):
        return a.interval
    if not re.search(r"\d", text[a.start : a.end]) or not _JOINS.fullmatch(text[a.end : b.start]):
        return a.interval
    days = [d for y in (last.year, last.year - 1) if (d := valid(y, int(match[1]), int(match[2]))) is not None and d <= last]
    return day(days[0]) if days else a.interval


def _month_after(one: Interval) -> str:
    """The next month in EDTF, where an interval is a month: "in December 2014 and January 2015" is one span."""
    return "" if one.first is None or re.fullmatch(r"\d{4}-\d\d", one.edtf) is None else "{:04d}-{:02d}".format(*shift_month(one.first, 1))


def _within(one: Interval, two: Interval, weekday: bool) -> Interval | None:
    """"Monday last week", "26 April last year", "March last year": the part of the second that the first names."""
    assert one.first and one.last and two.first and two.last
    if one.first == one.last:
        for n in range((two.last - two.first).days + 1):
            d = two.first + timedelta(days=n)
            if d.weekday() == one.first.weekday() if weekday else (d.month, d.day) == (one.first.month, one.first.day):
                return day(d)
        return None
    if weekday and (one.last - one.first).days < 7:  # "between Monday and Wednesday of last week"
        first = two.first + timedelta(days=(one.first.weekday() - two.first.weekday()) % 7)
        last = first + (one.last - one.first)
        return between(first, last) if last <= two.last else None
    if two.first.year == two.last.year and re.fullmatch(r"\d{4}-\d\d", one.edtf):
        return month(two.first.year, one.first.month)
    return None


def _relative(text: str, start: int, end: int) -> list[tuple[re.Match[str], int, int]]:
    found: list[tuple[re.Match[str], int, int]] = []
    for pattern in (_LATER, _NEXT, _THE_WEEKDAY, _BEFORE, _THAT, _HOURS, _IN_THE_DAY, _THEN, *(baredays.PATTERNS if " the " in text[start:end] else ())):
        for match in pattern.finditer(text, start, end):
            a, b = match.span("t") if "t" in pattern.groupindex else match.span()
            if pattern is _LATER and match["way"].lower() == "before" and _LASTED.search(text[start:a]):
                continue  # "held for ten days before he was freed"
            if match.groupdict().get("rest"):
                b = match.start("rest")
            if all(b <= x or a >= y for _, x, y in found):
                found.append((match, a, b))
    return sorted(found, key=lambda f: f[1])


def _counted(match: re.Match[str], told: Interval | None, published: date | None, ahead: bool, near: bool, first_word: bool) -> Interval | None:
    """The interval that a relative expression names, counted from the last one told (`near`: in its own sentence), or from the one in the
    clause behind it (`ahead`); `first_word`: the sentence begins with it."""
    groups = match.groupdict()
    if match.re is baredays.BARE:
        return baredays.numbered(match, told, ahead, published)
    if match.re is baredays.EVE:
        return baredays.eve(told) if ahead else None
    if match.re is _THEN:
        if told is None or told.first is None:
            return None
        if published is None or published < told.first:
            return Interval(f"{told.first.isoformat()}/..", told.first, None)
        return Interval(f"{told.first.isoformat()}/{published.isoformat()}", told.first, published)
    if match.re is _HOURS:
        return told
    if match.re is _THE_WEEKDAY:
        return _weekday_from(told, str(groups["weekday"]).lower(), str(groups["which"]).lower() in {"previous", "preceding"})
    unit = str(groups["unit"]).lower()
    unknown = Interval({"month": "XXXX-XX", "year": "XXXX"}.get(unit, "XXXX-XX-XX"), None, None)
    way, rest = str(groups.get("way") or groups.get("which") or "same").lower(), str(groups.get("rest") or "").strip().lower()
    if told is None or told.first is None or told.last is None:
        return unknown if way not in {"previous"} else None
    n = count(groups["n"]) if groups.get("n") else 0 if way == "same" else 1
    back = way in {"earlier", "before", "previous", "previously"}
    if not ahead and not first_word and way in {"before", "after"} and rest and rest not in {"in", "on", "at", "near", "when", "and", "by"}:
        if near or rest not in {"they", "he", "she", "it"}:
            back = not back  # "a day after they had attacked": the attack was a day before
    if groups.get("n") and way in {"before", "after"} and ahead and _DURING.search(match.string[: match.start()]):
        return _during(told, n, unit, way == "before")
    by = -n if back else n
    if unit in {"week", "month", "year"} and groups.get("n") is None and way != "same":
        return _period(told.first, unit, by, way)
    if unit == "week":
        middle = told.first + timedelta(weeks=by)
        return between(middle - timedelta(days=3), middle + timedelta(days=3)) if n else between(told.first - timedelta(told.first.weekday()), told.first + timedelta(6 - told.first.weekday()))
    if unit == "month":
        return month(*shift_month(told.first, by))
    if unit == "year":
        return year(told.first.year + by)
    if (told.last - told.first).days > 3:
        return unknown
    first, last = told.first + timedelta(days=by), told.last + timedelta(days=by)
    return day(first) if first == last else between(first, last)


def _during(told: Interval, n: int, unit: str, before: bool) -> Interval | None:
    """"In the two weeks before the vote on 7 June": all of them, to that day or from it on."""
    assert told.first is not None and told.last is not None
    if unit in {"month", "year"}:
        return None
    days = timedelta(days=n * (7 if unit == "week" else 1))
    return between(told.first - days, told.first) if before else between(told.last, told.last + days)


def _weekday_from(told: Interval | None, weekday: str, back: bool) -> Interval | None:
    """"Died on Saturday of wounds from a bombing the previous Tuesday": the last such day before the days told, or the first one after."""
    if told is None or told.first is None or told.last is None or (told.last - told.first).days > 3:
        return None
    wanted = WEEKDAYS[weekday]
    if back:
        return day(told.first - timedelta(days=(told.first.weekday() - wanted - 1) % 7 + 1))
    return day(told.last + timedelta(days=(wanted - told.last.weekday() - 1) % 7 + 1))


def _period(told: date, unit: str, by: int, way: str) -> Interval:
    if unit == "year":
        return year(told.year + by)
    if unit == "month":
        return month(*shift_month(told, by))
    if way in {"next", "following"}:
        return between(told + timedelta(days=1), told + timedelta(days=7))
    return between(monday(told, by), monday(told, by) + timedelta(days=6))

