"""The dateline at the head of an article's first paragraph: its place and date, apart from agency and desk."""

from __future__ import annotations

import re
from dataclasses import dataclass

from conflictgraph.calendarwords import MONTH
from conflictgraph.read import dates
from conflictgraph.read.phrases import folded, phrases


@dataclass(frozen=True, slots=True)
class Dateline:
    """`start`..`end` are the characters outside the first sentence; `text` is the place and date as written (None for
    an agency alone); `published` is the full date in it, if any."""

    start: int
    end: int
    text: str | None
    published: str | None


_UP = r"[A-ZÀ-ÖØ-Þ]"
_CAPS = rf"{_UP}[A-ZÀ-ÖØ-Þ.'’-]*[A-ZÀ-ÖØ-Þ.](?:[ /-]{{1,2}}{_UP}[A-ZÀ-ÖØ-Þ.'’-]*){{0,4}}"
_TITLE = rf"{_UP}[\w.'’-]+(?:[ /](?:(?:de|el|al|la|the|of)[ -])?{_UP}[\w.'’-]+){{0,3}}"
_PLACE = rf"(?P<city>{_CAPS}|{_TITLE})(?P<region>(?:,\s?{_TITLE}){{0,2}})"
_PART = rf"(?:{MONTH}\s+\d\d?|\d\d?\s+{MONTH}(?:\s\d\d)?)(?!\w)"
_WHEN = rf"(?:,?\s?\(?(?i:(?P<date>{dates.DATE}|{_PART}))\)?,?)?"
_AGENCY = r"(?P<agency>\s?[(\[][^()\[\]]{2,40}[)\]])?"
_DASH = r"(?P<mark>\s?(?:[—–―]|--|(?<=\s)-(?=\s|$)|(?<=[)\]])-)\s?)"
_DESK = r"(?:(?P<desk>[A-Z][\w.'’&]*(?: [A-Z][\w.'’&]*){0,4})(?:\s?[-–—:/]\s?|,\s|\s))?"

_BY = r"(?:By (?:[A-Z][\w.'’-]*[ ,.]{1,2}){1,4}(?:and (?:[A-Z][\w.'’-]*[ ,.]{1,2}){1,4})?)?"

_BY_DASHED = re.compile(rf"{_BY}(?P<city>{_CAPS})(?P<region>(?:,\s?{_TITLE}){{0,2}}){_WHEN}{_AGENCY}{_DASH}")
_DASHED = re.compile(rf"{_DESK}{_PLACE}{_WHEN}{_AGENCY}{_DASH}")
_PLAIN_DASHED = re.compile(rf"{_PLACE}{_WHEN}{_AGENCY}{_DASH}")
_COLON = re.compile(rf"{_DESK}(?P<city>{_CAPS})(?P<region>(?:,\s?{_TITLE}){{0,2}}){_WHEN}{_AGENCY}\s?(?P<mark>:)\s")
_BRACKET = re.compile(rf"{_PLACE}{_WHEN}\s?(?P<agency>[(\[][^()\[\]]{{2,40}}[)\]])(?P<mark>\s)")
_AGENCY_ONLY = re.compile(rf"(?P<agency>[(\[][^()\[\]]{{2,40}}[)\]])(?:{_DASH}|\s)")
_LONGEST = 160


def _agency(bracketed: str | None) -> bool:
    """Whether brackets hold a news agency: one of the list, alone or beside others ("AP/Reuters")."""
    inside = folded((bracketed or "").strip(" ()[]"))
    names = [inside, *(part.strip() for part in re.split(r"[/,;&]| and ", inside))]
    return any(phrases().has("agency", n) for n in names)


def _place(match: re.Match[str]) -> bool:
    city, known = folded(match["city"]), phrases()
    if len(city) < 3 or any(known.has(kind, city) for kind in ("not-a-place", "agency", "desk", "date-word")):
        return False
    return not any(known.has("not-in-place", word) for word in city.split())


def _made(match: re.Match[str], offset: int) -> Dateline:
    date = match["date"]
    text = (match["city"] + match["region"]).strip(" ,") + (f", {date}" if date else "")
    return Dateline(offset + match.start(), offset + match.end(), text, dates.iso(date))


def find(line: str, offset: int = 0) -> Dateline | None:
    """The dateline at the start of `line`, with offsets counted from `offset`, or None.

    Sure signs are asked for: a city in capitals before a dash ("KABUL, Afghanistan (AP) —") or colon ("PESHAWAR:"), an
    agency in brackets or a date after a city in mixed case ("Beirut (AFP) –", "Goma, 3 May 2016 –"), or a desk
    before a city in capitals ("Monitoring Desk-KABUL:").
    """
    head = line[:_LONGEST]
    if not head or not (head[0].isupper() or head[0] in "(["):
        return None
    for match in (_PLAIN_DASHED.match(head), _BY_DASHED.match(head), _DASHED.match(head)):
        if match and _place(match) and _desk(match):
            # In a text that is all capitals a city in capitals says nothing.
            capitals = match["city"].isupper() and not line[match.end() : _LONGEST].isupper()
            if capitals or match["date"] or _agency(match["agency"]):
                return _made(match, offset)
    match = _COLON.match(head)
    if match and _place(match) and len(match["city"]) > 3 and _desk(match) and not _spoken(match, line):
        return _made(match, offset)
    match = _BRACKET.match(head)
    if match and _place(match) and _agency(match["agency"]) and (match["city"].isupper() or match["region"]):
        return _made(match, offset)
    match = _AGENCY_ONLY.match(head)
    if match and _agency(match["agency"]):
        return Dateline(offset, offset + match.end(), None, None)
    return None


def _spoken(match: re.Match[str], line: str) -> bool:
    """Whether "NAME:" more likely names a speaker: the first person outside quotes, or all capitals."""
    rest = line[match.end() : match.end() + 600]
    bare = re.sub(r"[“\"][^”\"]{0,600}[”\"]?", " ", rest)
    return rest.isupper() or any(phrases().has("first-person", folded(w)) for w in re.findall(r"[\w'’]+", bare))


def _desk(match: re.Match[str]) -> bool:
    """What stands before the city, if anything, is a newsroom: it ends in a word such as Desk, or is an agency."""
    desk = match.groupdict().get("desk")
    if not desk:
        return True
    words = folded(desk).rstrip(":,-").split()
    return phrases().has("desk", words[-1]) or phrases().has("agency", folded(desk)) or desk.isupper()
