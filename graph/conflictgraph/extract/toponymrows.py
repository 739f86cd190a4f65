"""Rows of places in a text, in which a comma goes on with the next and names no container of the one before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from conflictgraph.extract.gazetteer import Gazetteer
from conflictgraph.model import Precision

COMMA = re.compile(r",\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+")
KNOWN = 100_000  # inhabitants of a city that is named without what it lies in
SOME = 50_000  # and of one that may be meant with the division behind its comma


def listed(
    gazetteer: Gazetteer, text: str, spans: Sequence[tuple[int, int]], names: Sequence[str], kinds: list[tuple[Precision, ...]]
) -> set[int]:
    """The mentions whose comma does not name a container, but goes on with a list of the like: three and more countries, or
    first-level divisions, in a row ("Georgia, Illinois, Missouri and Oregon"); the last of a list is not among them. `kinds`
    is told what all of them are."""
    found: set[int] = set()
    sorts: tuple[Precision, ...] = ("country", "province")
    for kind in sorts:
        run: list[int] = []
        for i in range(len(spans) + 1):
            alike = i < len(spans) and any(p.precision == kind for p in gazetteer.lookup(names[i]))
            if alike and (not run or COMMA.fullmatch(text[spans[i - 1][1] : spans[i][0]])):
                run.append(i)
                continue
            if len(run) > 2:
                found.update(run[:-1])
                for k in run:
                    kinds[k] = (*kinds[k], kind)
            run = [i] if alike else []
    return found | _towns(gazetteer, text, spans, names, kinds)


def _towns(
    gazetteer: Gazetteer, text: str, spans: Sequence[tuple[int, int]], names: Sequence[str], kinds: list[tuple[Precision, ...]]
) -> set[int]:
    """The mentions of a row of three cities and more that ends in "and" ("Washington, New York and Boston"), but for the last: no
    comma of it names a container, unless a city of some size lies in what stands behind it ("London, Ontario and Paris")."""
    found: set[int] = set()
    run: list[int] = []
    for i in range(len(spans) + 1):
        city = i < len(spans) and any(p.precision == "city" and p.population >= KNOWN for p in gazetteer.lookup(names[i]))
        joint = text[spans[i - 1][1] : spans[i][0]] if run and city else ""
        if city and (not run or COMMA.fullmatch(joint)) and not (run and _holds(gazetteer, names[i - 1], names[i])):
            run.append(i)
            if " and " in joint and len(run) > 2:
                found.update(run[:-1])
                for k in run:
                    kinds[k] = (*kinds[k], "city")
                run = []
            continue
        run = [i] if city else []
    return found


def _holds(gazetteer: Gazetteer, name: str, holder: str) -> bool:
    areas = {(p.country, p.admin1) for p in gazetteer.lookup(holder) if p.precision == "province"}
    return any(p.population >= SOME and (p.country, p.admin1) in areas for p in gazetteer.lookup(name))
