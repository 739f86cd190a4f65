"""Days to come: "will withdraw in August", "a march is planned for Wednesday" mean the next of the name, not the last.

A bare weekday or month is read as the last one before publication, which is what news mostly tells. Where only what is planned
or threatened has that time, it is moved on to the next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from conflictgraph.calendarwords import MONTHS, WEEKDAYS
from conflictgraph.extract.draft import Doc, Draft

_COMING = {"planned", "threatened"}


def settle(doc: Doc, drafts: Sequence[Draft], said: set[int]) -> None:
    """Move the times that only coming events have; `said` are indices of times that tell when something was said."""
    if doc.article.published is None:
        return
    users: dict[int, list[Draft]] = {}
    for d in drafts:
        if d.time is not None:
            users.setdefault(d.time, []).append(d)
    for t, found in sorted(users.items()):
        if t not in said and all(d.factuality in _COMING and "+anchor" not in d.rule for d in found):
            _move(doc, t, date.fromisoformat(doc.article.published))


def _move(doc: Doc, t: int, published: date) -> None:
    time = doc.times[t]
    text = doc.article.text[time.start : time.end].lower()
    if time.latest is None or time.latest >= published.isoformat():
        return
    if text in WEEKDAYS and re.fullmatch(r"\d{4}-\d\d-\d\d", time.edtf):
        day = (date.fromisoformat(time.edtf) + timedelta(days=7)).isoformat()
        doc.times[t] = replace(time, edtf=day, earliest=day, latest=day)
    elif text in MONTHS and re.fullmatch(r"\d{4}-\d\d", time.edtf) and time.earliest is not None:
        year = int(time.edtf[:4]) + 1
        last = date(year + (time.edtf[5:] == "12"), int(time.edtf[5:]) % 12 + 1, 1) - timedelta(days=1)
        doc.times[t] = replace(time, edtf=f"{year}{time.edtf[4:]}", earliest=f"{year}{time.edtf[4:]}-01", latest=last.isoformat())
