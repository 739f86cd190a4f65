"""The records that a reader without fault would make of the corpus' articles: one account for each bracket, with its facts."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from typing import Any

from conflictgraph.extract.mentions import gazetteer, lexicon
from conflictgraph.model import (
    Account,
    Anchor,
    Article,
    Entity,
    Figure,
    Mention,
    PlaceMention,
    Precision,
    Record,
    Span,
    TimeMention,
)
from conflictgraph.names import account_id
from conflictgraph.records import verify

_LEVEL: Mapping[str, Precision] = {"province": "province", "region": "province", "state": "province", "district": "district"}


def bounds(edtf: str) -> tuple[str, str]:
    """First and last day of a day, a month or an interval of days."""
    first, _, last = edtf.partition("/")
    last = last or first
    if first.count("-") == 2:
        return first, last
    year, month = (int(part) for part in last.split("-"))
    return f"{first}-01", f"{last}-{calendar.monthrange(year, month)[1]}"


class _Writer:
    """Finds where in an article's text the facts of its brackets stand."""

    def __init__(self, text: str, country: str) -> None:
        self.text, self.country = text, country
        self.entities: dict[tuple[int, int], Entity] = {}
        self.places: list[PlaceMention] = []
        self.times: list[TimeMention] = []
        self.chains: dict[str, int] = {}

    def find(self, words: str, near: int) -> Span:
        """Where words stand, first from `near` on. Raises ValueError where the article does not have them."""
        start = self.text.find(words, near)
        start = self.text.find(words) if start < 0 else start
        if start < 0:
            raise ValueError(f"“{words}” does not stand in “{self.text[:60]}…”.")
        return Span(start, start + len(words))

    def party(self, words: str, near: int, person: bool = False) -> Mention:
        span = self.find(words, near)
        known = lexicon().lookup(words) if words[:1].isupper() or words.startswith("al-") else ()
        key = known[0].key if known else None
        chain = self.chains.setdefault(key or words, len(self.chains))
        if key is not None or person:
            self.entities[span.start, span.end] = Entity(span.start, span.end, "PER" if person else "ORG", key, chain)
        return Mention(span.start, span.end, span, key, chain)

    def place(self, name: str, near: int) -> Anchor:
        span = self.find(name, near)
        after = re.match(r" (province|region|state|district)\b", self.text[span.end :])
        level = _LEVEL[after.group(1)] if after else None
        found = [p for p in gazetteer().lookup(name) if p.country == self.country]
        found.sort(key=lambda p: (p.precision != (level or "city"), level is not None and p.precision == "city"))
        key = f"p{len(self.places)}"
        if found:
            p = found[0]
            mention = PlaceMention(key, span.start, span.end, p.name, p.lat, p.lon, p.geonames, p.precision, p.centroid)
        else:
            mention = PlaceMention(key, span.start, span.end, name, None, None, None, level or "city", False)
        self.places.append(mention)
        return Anchor(span.start, span.end, key)

    def time(self, edtf: str, at: Span) -> Anchor:
        key = f"t{len(self.times)}"
        self.times.append(TimeMention(key, at.start, at.end, edtf, *bounds(edtf)))
        return Anchor(at.start, at.end, key)


def record(row: Mapping[str, Any]) -> Record:
    """The record of one row of the corpus."""
    text = str(row["text"])
    article = Article(text, row["title"], row["published"], None, row["publisher"], f"https://outlets.example/{row['id']}")
    out = _Writer(text, row["country"])
    accounts: list[Account] = []
    first: dict[str, str] = {}
    for told in row["told"]:
        start, facts = told["start"], told["facts"]
        trigger = Span(start, start + len(text[start:].split(" ", 1)[0]))

        def parties(name: str, facts: Mapping[str, str] = facts, start: int = start) -> tuple[Mention, ...]:
            return (out.party(facts[name], start, name == "named"),) if name in facts else ()

        def figure(name: str, facts: Mapping[str, str] = facts) -> Figure | None:
            return Figure(int(facts[name]), int(facts[name]), int(facts[name])) if name in facts else None

        where = out.place(facts["in"], start) if "in" in facts else None
        if "within" in facts:
            out.place(facts["within"], start)
        identifier = account_id(article.id, "event", trigger.start, trigger.end)
        again = first.setdefault(told["incident"], identifier)
        before = again if again != identifier else None
        sentence = text[: told["end"]].rfind(". ", 0, start) + 2 if ". " in text[:start] else 0
        accounts.append(
            Account(
                identifier, "event", row["incidents"][told["incident"]]["type"], facts.get("mode"), "asserted", "actual",
                "denied" if "deny" in facts else "affirmed", trigger, agents=parties("by"), patients=parties("of"), victims=parties("named"),
                participants=parties("both"), targets=parties("at"), place=where, time=out.time(facts["on"], trigger) if "on" in facts else None,
                killed=figure("killed"), wounded=figure("wounded"), abducted=figure("abducted"), about=before if "again" in facts else None,
                passage=Span(min(sentence, start), told["end"]), rule="by hand", confidence=0.9,
            )
        )  # fmt: skip
    for name in row["places"]:
        if re.search(rf"\b{re.escape(name)}\b", text) and not any(p.name == name for p in out.places):
            out.place(name, 0)
    entities = tuple(out.entities[at] for at in sorted(out.entities))
    return verify(Record(article, entities, tuple(sorted(out.places, key=lambda p: p.start)), tuple(out.times), tuple(accounts)))
