#!/usr/bin/env python3
"""A made world of armed conflict, reported by many outlets, with the truth of who did what where.

    python benchmarks/world.py 1000 > records.jsonl          # records as `conflictgraph extract` prints them
    python benchmarks/world.py 200 --texts folder            # the same articles as text files, to be read and extracted

Incidents are spread over 25 years, over the countries for which the lexicon has fighters and the gazetteer has towns;
few countries, groups and outlets make most of the news, so that some actors occur in a large share of all articles.
Each incident is told by one to eight outlets on the day or soon after, with rival figures, denials, speakers by name,
later tolls and ties. Everything follows from the seed, and the first thousand articles of a larger world are those of a
smaller one. Names come from the shipped lexicon and gazetteer; what is told of them is invented.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import islice
from pathlib import Path

HERE = Path(__file__).resolve().parent
if str(HERE.parent / "graph") not in sys.path:
    sys.path.insert(0, str(HERE.parent / "graph"))

from conflictgraph import records  # noqa: E402
from conflictgraph.extract.mentions import gazetteer  # noqa: E402
from conflictgraph.model import (  # noqa: E402
    Account,
    Anchor,
    Article,
    Entity,
    Figure,
    Mention,
    PlaceMention,
    Record,
    Span,
    Tie,
    TimeMention,
)
from conflictgraph.names import account_id  # noqa: E402
from conflictgraph.resources import shelf  # noqa: E402

FIRST_DAY, DAYS = date(2000, 1, 1), 25 * 365
TOWNS = 40  # the largest of a country
_CITY = 0  # the kind of a town in the gazetteer's file


@dataclass(frozen=True, slots=True)
class Side:
    """Somebody of the lexicon: the key, and the name as it is written."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Country:
    """Where things happen: its state, its fighters, most frequent first, and its towns (GeoNames numbers)."""

    state: Side
    fighters: tuple[Side, ...]
    towns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of incident: PLOVER type and mode, the verbs that tell of it, and what it is aimed at."""

    type: str
    mode: str | None
    verbs: tuple[str, ...]
    aims: tuple[str, ...]
    deadly: bool = True


@dataclass(frozen=True, slots=True)
class Incident:
    """What truly happened."""

    number: int
    kind: Kind
    country: Country
    agent: Side
    aim: str
    town: int
    day: date
    killed: int
    wounded: int


@dataclass(frozen=True, slots=True)
class Item:
    """An article of the world: its record, and the number of the incident that each of its event claims tells of."""

    record: Record
    truth: Mapping[str, int]


KINDS = (
    Kind("assault", "explosives", ("bombed", "blew up"), ("a market", "a police station", "a convoy", "an army base")),
    Kind("assault", "firearms", ("shot at", "opened fire on"), ("a checkpoint", "a patrol", "villagers", "worshippers")),
    Kind("assault", "heavy-weapons", ("shelled",), ("a village", "an army base", "a hospital", "a school")),
    Kind("assault", "aerial", ("bombarded",), ("a village", "a training camp", "a bridge")),
    Kind("assault", "abduct", ("abducted", "kidnapped"), ("aid workers", "teachers", "soldiers"), deadly=False),
    Kind("coerce", "arrest", ("arrested", "detained"), ("suspects", "protesters"), deadly=False),
    Kind("assault", None, ("attacked", "raided"), ("a village", "a checkpoint", "a prison", "a convoy")),
)
_OUTLETS = ("Herald", "Tribune", "Post", "Gazette", "Chronicle", "Observer", "Monitor", "Dispatch", "Courier", "Mail")
_PLACES = ("Northern", "River", "Coast", "Capital", "Border", "Valley", "Harbour", "Desert")
_GIVEN = ("Ahmad", "Yusuf", "Ibrahim", "Mohammad", "Karim", "Omar", "Samuel", "Joseph", "Maria", "Elena", "Fatima", "Grace")
_FAMILY = ("Rahimi", "Haidari", "Okello", "Bello", "Santos", "Moreno", "Petrov", "Nasser", "Mwangi", "Diallo", "Karimi", "Torres")
_SPELLINGS = {"Mohammad": ("Mohammad", "Muhammad", "Mohamed"), "Yusuf": ("Yusuf", "Yousef"), "Ahmad": ("Ahmad", "Ahmed")}
_RANKS = ("General", "Colonel", "Minister", "Governor")


def _skewed(rng: random.Random, count: int) -> int:
    """A position below `count`, small ones far more often (the density falls with the position)."""
    return int(count ** rng.random()) - 1 if count > 1 else 0


@cache
def countries() -> tuple[Country, ...]:
    """The countries with fighters in the lexicon and towns in the gazetteer, those with most fighters first."""
    actors = sqlite3.connect(f"file:{shelf('data') / 'lexicon' / 'actors.sqlite'}?mode=ro", uri=True)
    towns = sqlite3.connect(f"file:{shelf('data') / 'gazetteer' / 'gazetteer.sqlite'}?mode=ro", uri=True)
    rows = actors.execute(
        "SELECT country, kind, key, name FROM actor WHERE kind IN ('state', 'armed-group') AND country IS NOT NULL"
        " ORDER BY country, kind, key"
    ).fetchall()
    states: dict[str, Side] = {}
    fighters: dict[str, list[Side]] = {}
    for code, kind, key, name in rows:
        if kind == "state":
            states.setdefault(code, Side(key, name))
        elif name.isascii() and name.replace(" ", "").replace("-", "").isalpha() and len(name) < 40:
            fighters.setdefault(code, []).append(Side(key, name))
    out = []
    for code, state in states.items():
        home = next((p for p in gazetteer().lookup(state.name) if p.precision == "country"), None)
        if home is None or len(fighters.get(code, ())) < 2:
            continue
        found = towns.execute(
            "SELECT id FROM place WHERE country = ? AND kind & 7 = ? AND id > 0 ORDER BY population DESC, id LIMIT ?",
            (home.country, _CITY, TOWNS),
        ).fetchall()
        if len(found) >= TOWNS // 2:
            out.append(Country(state, tuple(fighters[code]), tuple(n for (n,) in found)))
    actors.close()
    towns.close()
    return tuple(sorted(out, key=lambda c: (-len(c.fighters), c.state.key)))


def outlets() -> tuple[str, ...]:
    """The outlets, those with most articles first."""
    return tuple(f"{place} {name}" for name in _OUTLETS for place in _PLACES)


def incident(seed: int, number: int) -> Incident:
    """The incident with this number; it depends on nothing else."""
    rng = random.Random(f"{seed}/{number}")
    country = countries()[_skewed(rng, len(countries()))]
    kind = KINDS[_skewed(rng, len(KINDS)) if rng.random() < 0.5 else rng.randrange(len(KINDS))]
    by_state = kind.mode == "arrest" or (kind.mode == "aerial" and rng.random() < 0.8)
    agent = country.state if by_state else country.fighters[_skewed(rng, len(country.fighters))]
    killed = int(rng.paretovariate(1.1)) + 1 if kind.deadly and rng.random() < 0.8 else 0
    return Incident(
        number, kind, country, agent, rng.choice(kind.aims), country.towns[_skewed(rng, len(country.towns))],
        FIRST_DAY + timedelta(days=rng.randrange(DAYS)), min(killed, 300), rng.randrange(0, 40) if kind.deadly else 0,
    )  # fmt: skip


class _Writer:
    """Writes an article's text sentence by sentence and remembers where everything stands."""

    def __init__(self) -> None:
        self.text = ""
        self.entities: list[Entity] = []
        self.places: list[PlaceMention] = []
        self.times: list[TimeMention] = []
        self.chains: dict[str, int] = {}

    def words(self, words: str) -> Span:
        gap = " " if self.text and not self.text.endswith("\n") and words[0] not in ".,;" else ""
        start = len(self.text) + len(gap)
        self.text += gap + words
        return Span(start, start + len(words))

    def side(self, side: Side) -> Mention:
        span = self.words(side.name)
        chain = self.chains.setdefault(side.key, len(self.chains))
        self.entities.append(Entity(span.start, span.end, "ORG", side.key, chain))
        return Mention(span.start, span.end, span, side.key, chain)

    def person(self, name: str) -> Mention:
        span = self.words(name)
        chain = self.chains.setdefault(name, len(self.chains))
        self.entities.append(Entity(span.start, span.end, "PER", None, chain))
        return Mention(span.start, span.end, span, None, chain)

    def unnamed(self, words: str) -> Mention:
        span = self.words(words)
        head = Span(span.end - len(words.split()[-1]), span.end)
        return Mention(span.start, span.end, head, None, self.chains.setdefault(f"/{words}", len(self.chains)))

    def place(self, town: int) -> Anchor:
        found = gazetteer().place(town)
        assert found is not None
        span = self.words(found.name)
        key = f"p{len(self.places)}"
        self.places.append(
            PlaceMention(key, span.start, span.end, found.name, found.lat, found.lon, town, found.precision, found.centroid)
        )
        return Anchor(span.start, span.end, key)

    def day(self, day: date) -> Anchor:
        span = self.words(f"{day.day} {day:%B %Y}")
        key, iso = f"t{len(self.times)}", day.isoformat()
        self.times.append(TimeMention(key, span.start, span.end, iso, iso, iso))
        return Anchor(span.start, span.end, key)


def _exactly(n: int) -> Figure:
    return Figure(n, n, n)


def article(seed: int, happened: Incident, version: int) -> Item:
    """How one outlet tells of an incident; `version` 0 is the first report, later ones know more."""
    rng = random.Random(f"{seed}/{happened.number}/{version}")
    names = outlets()
    publisher = names[(_skewed(rng, len(names)) + version * 7) % len(names)]
    published = happened.day + timedelta(days=0 if version == 0 else rng.randrange(0, 4))
    kind, out = happened.kind, _Writer()
    killed = happened.killed
    if killed and rng.random() < 0.35:
        killed = max(1, round(killed * rng.choice((0.5, 0.7, 0.9, 1.2))))
    accounts: list[tuple[Account, bool]] = []  # and whether it tells of the incident

    def tell(account: Account, begun: int) -> None:
        accounts.append((replace(account, passage=Span(begun, len(out.text))), account.kind == "event"))

    # The lead: who did what where and when.
    begun = len(out.text)
    agent = out.side(happened.agent)
    verb = rng.choice(kind.verbs)
    trigger = out.words(verb)
    aim = out.unnamed(happened.aim)
    out.words("in")
    place = out.place(happened.town)
    out.words("on")
    time = out.day(happened.day)
    if killed:
        out.words(f", killing {killed} people")
    out.words(".")
    thing = happened.aim.startswith(("a ", "an "))
    base = Account(
        "", "event", kind.type, kind.mode, "asserted", "actual", "affirmed", trigger, agents=(agent,),
        patients=() if thing else (aim,), targets=(aim,) if thing else (), place=place, time=time,
        killed=_exactly(killed) if killed else None, rule="generated", confidence=0.9,
    )  # fmt: skip
    tell(base, begun)
    out.text += "\n"

    # A speaker by name, with a toll of their own, or the accused who denies it.
    if rng.random() < 0.7:
        begun = len(out.text)
        given = rng.choice(_GIVEN)
        shown = rng.choice(_SPELLINGS.get(given, (given,)))
        family = _FAMILY[(happened.number + rng.randrange(3)) % len(_FAMILY)]
        out.words(rng.choice(_RANKS))
        speaker = out.person(f"{shown} {family}")
        cue = out.words("said")
        start = len(out.text) + 1
        out.side(happened.agent)
        told = out.words(verb)
        again = out.unnamed(happened.aim)
        if happened.wounded:
            out.words(f", wounding {happened.wounded} people")
        content = Span(start, len(out.text))
        out.words(".")
        common = replace(base, attribution="reported", speakers=(speaker,), speaker=speaker, cue=cue)
        tell(
            replace(
                common, trigger=told, targets=(again,) if thing else (), patients=() if thing else (again,),
                wounded=_exactly(happened.wounded) if happened.wounded else None, killed=None,
            ),
            begun,
        )  # fmt: skip
        statement = Account(
            "", "statement", None, None, "reported", "actual", "affirmed", cue, speakers=(speaker,), speaker=speaker,
            cue=cue, content=(content,), about="0", rule="generated", confidence=0.9,
        )  # fmt: skip
        tell(statement, begun)
        if rng.random() < 0.3:
            out.text += "\n"
            begun = len(out.text)
            one = out.person(f"{shown} {family}")
            link = out.words("speaks for")
            other = out.side(happened.country.state)
            out.words(".")
            tell(
                Account("", "tie", None, None, "asserted", "actual", "affirmed", link,
                        relation=Tie("spokespersonFor", one, other, "present"), rule="generated", confidence=0.9),
                begun,
            )  # fmt: skip
        out.text += "\n"
    if rng.random() < 0.15:
        begun = len(out.text)
        accused = out.side(happened.agent)
        trigger = out.words("denied")
        out.words("the attack")
        out.words(".")
        tell(
            replace(base, trigger=trigger, polarity="denied", attribution="reported", agents=(accused,), speakers=(accused,),
                    speaker=accused, cue=trigger, denies="0", killed=None),
            begun,
        )  # fmt: skip
        out.text += "\n"

    url = f"https://news.example/{seed}/{happened.number}/{version}"
    made = Article(out.text, f"{happened.agent.name} {verb} {happened.aim}", published.isoformat(), None, publisher, url)
    ids = [account_id(made.id, a.kind, a.trigger.start, a.trigger.end) for a, _ in accounts]
    linked = tuple(
        replace(a, id=key, about=ids[0] if a.about else None, denies=ids[0] if a.denies else None)
        for key, (a, _) in zip(ids, accounts, strict=True)
    )
    record = Record(made, tuple(out.entities), tuple(out.places), tuple(out.times), linked)
    return Item(record, {a.id: happened.number for a in linked if a.kind == "event"})


def world(seed: int = 1, start: int = 0) -> Iterator[Item]:
    """All articles, without end, incident by incident from the incident `start`."""
    number = start
    while True:
        happened = incident(seed, number)
        voices = 1 + _skewed(random.Random(f"{seed}/{number}/voices"), 9)
        for version in range(voices):
            yield article(seed, happened, version)
        number += 1


def some(count: int, seed: int = 1) -> Iterator[Item]:
    """The first `count` articles."""
    return islice(world(seed), count)


def main(argv: Sequence[str] | None = None) -> int:
    """The command; returns the exit status."""
    parser = argparse.ArgumentParser(description="Make articles about a world of armed conflict whose truth is known.")
    parser.add_argument("count", type=int, help="how many articles")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes another world (default 1)")
    parser.add_argument("--texts", type=Path, metavar="FOLDER", help="write each article as a text file there")
    parser.add_argument("--truth", type=Path, metavar="FILE", help="write claim → incident there, as JSON")
    args = parser.parse_args(argv)
    truth: dict[str, int] = {}
    if args.texts:
        args.texts.mkdir(parents=True, exist_ok=True)
    for item in some(args.count, args.seed):
        truth |= item.truth
        made = item.record.article
        if args.texts:
            (args.texts / f"{made.id}.txt").write_text(f"{made.title}\n{made.published}\n\n{made.text}", encoding="utf-8")
        else:
            print(records.dumps(item.record))
    if args.truth:
        args.truth.write_text(json.dumps(truth, indent=0), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
