"""Of where a paper's readers are, by the telephone numbers that it prints ("call 304-555-0148").

A local paper seldom names its state, and its towns have famous namesakes; but it tells whom to call. Codes of countries, and of the
states and provinces that share the code 1, are in `data/gazetteer/dialling.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from conflictgraph.resources import table

Area = tuple[str, str]  # country (ISO 3166-1 alpha-2), first-level division as in GeoNames, "" for all of the country

_SHARED = re.compile(r"(?<![\d.-])(?:\+?1[-. ]\s?)?\(?([2-9]\d\d)\)?[-. ]\s?[2-9]\d\d[-. ]\d{4}(?![\d-])")
_ABROAD = re.compile(r"(?<![\d+])\+\s?([2-9]\d{0,2})[\s(.-]*\d[\d\s().-]{5,}")
LONGEST = 3  # digits of a country's code


def dialled(text: str) -> Mapping[Area, int]:
    """How many different telephone numbers of `text` are of each country and division."""
    numbers: dict[str, Area] = {}
    for m in _SHARED.finditer(text):
        area = _table().get("1" + m.group(1))
        if area is not None:
            numbers["".join(filter(str.isdigit, m.group()))[-10:]] = area
    for m in _ABROAD.finditer(text):
        code = next((m.group(1)[:n] for n in range(LONGEST, 0, -1) if m.group(1)[:n] in _table()), None)
        if code is not None:
            numbers["".join(filter(str.isdigit, m.group()))] = _table()[code]
    found: dict[Area, int] = {}
    for area in numbers.values():
        found[area] = found.get(area, 0) + 1
    return dict(sorted(found.items()))


@cache
def _table() -> Mapping[str, Area]:
    found: dict[str, Area] = {}
    for number, area in table("gazetteer/dialling.tsv", "number", "area"):
        country, _, division = area.partition("/")
        found[number] = (country, division)
    return found
