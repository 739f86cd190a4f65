"""The form in which articles with their truth are written.

A file is a cluster: articles that have to do with each other. It begins with lines `half developed|held`, `country CC`
(ISO 3166, where its places are looked for), and one line for each incident, `incident NAME [part-of NAME] [type TYPE]`
(an assault, unless said otherwise). Then come its articles, each after a line `--- outlet | published | title`. What tells
of an incident is in square brackets, with the facts that these words give:

    [NAME in=Kunduz; on=2016-03-18; killed=14; at=a mosque | A suicide bomber killed 14 people at a mosque …]

Facts: `in` and `within` places, `on` EDTF, `killed wounded abducted` numbers, `by of both` parties, `named` a victim,
`at` a thing, `mode`, and without a value `again` (the article refers to what it told before), `deny`, `sum` (counted over a
time). Names and things have to stand in the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = dict[str, Any]
_BRACKET = re.compile(r"\[([a-z0-9]+)((?: [^|\]]*)?)\| ([^\]]*)\]")
_FACTS = frozenset({"in", "within", "on", "killed", "wounded", "abducted", "by", "of", "both", "named", "at", "mode", "again", "deny", "sum"})
HALVES = ("developed", "held")


@dataclass(frozen=True, slots=True)
class Told:
    """Characters `start`..`end` of a text that tell of an incident, with the facts they give."""

    incident: str
    start: int
    end: int
    facts: tuple[tuple[str, str], ...]


def text_of(marked: str, cluster: str) -> tuple[str, list[Told]]:
    """The text without its brackets, and what stood in them. Raises ValueError for a bracket in another form."""
    out, told, at = "", [], 0
    for found in _BRACKET.finditer(marked):
        out += marked[at : found.start()]
        facts = []
        for fact in filter(None, (f.strip() for f in found.group(2).split(";"))):
            key, _, value = fact.partition("=")
            if key not in _FACTS:
                raise ValueError(f"{cluster}: there is no fact “{key}”.")
            facts.append((key, value))
        told.append(Told(f"{cluster}/{found.group(1)}", len(out), len(out) + len(found.group(3)), tuple(facts)))
        out += found.group(3)
        at = found.end()
    out += marked[at:]
    if "[" in out or "]" in out:
        raise ValueError(f"{cluster}: a bracket is not in the form of the markup: {marked[:80]}")
    return out, told


def rows(text: str, cluster: str) -> Iterator[Row]:
    """The articles of a cluster, each as a row of the corpus."""
    head, *articles = re.split(r"^--- ", text, flags=re.MULTILINE)
    half, country = "", ""
    incidents: dict[str, Row] = {}
    for line in filter(None, (each.strip() for each in head.splitlines())):
        word, *rest = line.split()
        if word == "half":
            half = rest[0]
        elif word == "country":
            country = rest[0]
        elif word == "incident":
            more = dict(zip(rest[1::2], rest[2::2], strict=True))
            whole = more.get("part-of")
            incidents[f"{cluster}/{rest[0]}"] = {"type": more.get("type", "assault"), "partOf": f"{cluster}/{whole}" if whole else None}
        elif word != "#":
            raise ValueError(f"{cluster}: what is “{line}”?")
    if half not in HALVES:
        raise ValueError(f"{cluster}: it has to be in one of the halves {', '.join(HALVES)}.")
    places = sorted({name.strip() for name in re.findall(r"\b(?:in|within)=([^;|]*)", text)})
    for n, article in enumerate(articles):
        first, _, body = article.partition("\n")
        outlet, published, title = (part.strip() for part in first.split("|"))
        plain, told = text_of(body.strip(), cluster)
        unknown = {t.incident for t in told} - set(incidents)
        if unknown:
            raise ValueError(f"{cluster}: there is no incident {', '.join(sorted(unknown))}.")
        yield {
            "id": f"{cluster}-{n}", "cluster": cluster, "half": half, "country": country, "places": places, "publisher": outlet,
            "published": published, "title": title, "text": plain,
            "told": [{"incident": t.incident, "start": t.start, "end": t.end, "facts": dict(t.facts)} for t in told],
            "incidents": {name: incidents[name] for name in sorted(incidents)},
        }  # fmt: skip


def written(folder: Path) -> Iterator[Row]:
    """The rows of all cluster files of a folder, in order of their names."""
    for file in sorted(folder.glob("*.txt")):
        yield from rows(file.read_text(encoding="utf-8"), file.stem)


def clusters(table: Sequence[Row], half: str | None = None) -> list[str]:
    """The clusters of rows, sorted."""
    return sorted({str(row["cluster"]) for row in table if half in (None, row["half"])})
