#!/usr/bin/env python3
"""Articles about a made-up cast of people, with the truth of who is who: the corpus `own_actors`.

    python benchmarks/cast/make.py            # writes articles.jsonl, the same bytes every time

Two halves, each a world of its own, with no name and no country in common. In each there are people whose names are spelled
as newspapers spell them (`names.tsv`), namesakes in two countries, namesakes of whom one was killed years before the other
speaks, two people of one name and one country (whom nothing tells apart but their posts), names that look alike and are not,
posts that change hands and are spoken of without a name, organizations in two spellings and by their short form, institutions
of one name in several countries, and groups with several names. The people are invented.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
CORPUS = HERE / "articles.jsonl"
HALVES = ("developed", "held")
ARTICLES = 160  # of a half
FIRST, LAST = 2008, 2020
POSTS = ("defence minister", "interior minister", "army chief")
OUTLETS = ("Herald", "Tribune", "Evening Post", "Gazette", "Chronicle", "Observer", "Monitor", "Dispatch")
ROLES = ("colonel", "commander", "spokesman", "doctor", "mayor", "governor", "activist")


@dataclass(frozen=True)
class Land:
    """A country of one half."""

    origin: str
    state: str
    people: str
    towns: tuple[str, ...]
    groups: tuple[str, ...]  # names of one group
    organization: tuple[str, ...]
    short: str | None


@dataclass(frozen=True)
class Person:
    """Somebody: the true id, the spellings of given and family name, what they are, and the days in which they are in the news."""

    id: str
    land: Land
    given: tuple[str, ...]
    family: tuple[str, ...]
    role: str  # a post, or one of ROLES
    town: str
    first: date
    last: date
    killed: bool = False  # on the last day


@dataclass
class Writer:
    """A text in the making, with where the actors stand in it."""

    text: str = ""
    mentions: list[dict[str, object]] = field(default_factory=list)

    def add(self, words: str, actor: str | None = None) -> None:
        if actor is not None:
            self.mentions.append({"start": len(self.text), "end": len(self.text) + len(words), "actor": actor})
        self.text += words


def _rows(name: str) -> Iterator[list[str]]:
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _blocks(name: str) -> list[str]:
    lines = [line for line in (HERE / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [block.strip() for block in "\n".join(lines).split("\n\n") if block.strip()]


def lands(half: str) -> list[Land]:
    """The countries of a half."""
    out = []
    for its, origin, state, people, towns, groups, organization in _rows("places.tsv"):
        if its == half:
            names, _, short = organization.partition(";")
            out.append(Land(origin, state, people, tuple(towns.split(";")), tuple(groups.split("|")), tuple(names.split("|")), short or None))
    return out


def people(half: str, rng: random.Random) -> list[Person]:
    """The cast of a half."""
    names: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for its, origin, part, spellings in _rows("names.tsv"):
        if its == half:
            names.setdefault((origin, part), []).append(tuple(spellings.split(";")))
    out: list[Person] = []

    def add(land: Land, given: tuple[str, ...], family: tuple[str, ...], role: str, first: date, last: date, killed: bool = False) -> None:
        out.append(Person(f"{half}:{given[0]} {family[0]} {len(out)}", land, given, family, role, rng.choice(land.towns), first, last, killed))

    doubled = [
        (names["ar", "given"][0], names["ar", "family"][-1]), (names["so", "given"][-1], names["so", "family"][0]),
        (names["af", "given"][-1], names["af", "family"][-1]),
    ]  # fmt: skip
    start, end = date(FIRST, 1, 1), date(LAST, 12, 31)
    countries = lands(half)
    for land in countries:
        pairs = [(g, f) for g in names[land.origin, "given"] for f in names[land.origin, "family"] if (g, f) not in doubled]
        rng.shuffle(pairs)
        for post in POSTS[: 2 if land.origin in ("af", "ar") else 1]:  # that change hands
            days = sorted(rng.sample(range(400, (end - start).days - 400), 2))
            for low, high in ((0, days[0]), (days[0] + 1, days[1]), (days[1] + 1, (end - start).days)):
                add(land, *pairs.pop(), post, start + timedelta(low), start + timedelta(high))
        for _ in range(4):
            add(land, *pairs.pop(), rng.choice(ROLES), start, end)
        given, family = pairs.pop()  # one was killed, the other lives on
        add(land, given, family, "commander", start, date(FIRST + 2, 6, 1), killed=True)
        add(land, given, family, rng.choice(("doctor", "mayor")), date(FIRST + 6, 1, 1), end)
    given, family = doubled[0]
    for land, role in zip(countries[:3], ("governor", "colonel", "army chief"), strict=True):  # of one name, in three countries
        add(land, given, family, role, start, end)
    given, family = doubled[1]
    for land, role in zip(countries[2:4], ("doctor", "mayor"), strict=True):
        add(land, given, family, role, start, end)
    given, family = doubled[2]
    for role in ("mayor", "colonel"):  # of one name and country
        add(countries[0], given, family, role, start, end)
    return out


def _spelled(spellings: tuple[str, ...], rng: random.Random) -> str:
    return spellings[0] if rng.random() < 0.55 else rng.choice(spellings)


def _introduced(person: Person, rng: random.Random) -> tuple[str, str, str]:
    """What stands before a name, the name, and what stands after it."""
    name = f"{_spelled(person.given, rng)} {_spelled(person.family, rng)}"
    land, role, town = person.land, person.role, person.town
    if role in POSTS:
        title = role.title()
        return rng.choice(((f"{land.people} {title} ", name, ""), (f"the {role} of {land.state}, ", name, ","), ("", name, f", the {land.people} {role},")))
    if role == "commander":
        group = land.groups[0]
        return rng.choice((("", name, f", a commander of the {group}," if group[0].islower() else f", a commander of {group},"), (f"{group} commander ", name, "")))
    return {
        "colonel": ("Colonel ", name, rng.choice(("", f", who commands government troops in {town},"))),
        "spokesman": ("", name, f", a spokesman for {land.organization[0]},"),
        "doctor": rng.choice((("Dr ", name, ""), ("", name, f", a doctor in {town},"))),
        "mayor": (f"the mayor of {town}, ", name, ","),
        "governor": ("Governor ", name, ""),
        "activist": ("", name, f", a human rights activist in {town},"),
    }[role]


class _Article:
    """One article in the making."""

    def __init__(self, half: str, number: int, rng: random.Random, cast: list[Person], told: dict[str, list[date]]) -> None:
        self._rng, self._half, self._number, self._told = rng, half, number, told
        self.main = rng.choice(cast)
        m = self.main
        low = max(m.first, date(FIRST, 1, 1))
        self.day = m.last + timedelta(1) if m.killed and rng.random() < 0.5 else low + timedelta(rng.randrange(max(1, (m.last - low).days)))
        self.land = m.land
        self.dies = m.killed and self.day > m.last
        others = [p for p in cast if p.land is m.land and p.family != m.family and p.first <= self.day <= p.last]
        self.other = rng.choice(others)
        holders = [p for p in cast if p.land is m.land and p.role in POSTS and p.first <= self.day <= p.last]
        self.holder = rng.choice(holders)
        self.happened = self.day - timedelta(rng.randrange(1, 4))

    def made(self) -> dict[str, object]:
        rng, land = self._rng, self.land
        block = rng.choice(_blocks("killed.txt" if self.dies else "templates.txt"))
        towns = rng.sample(land.towns, 2)
        numbers = {"N": str(rng.randrange(3, 40)), "M": str(rng.randrange(3, 90))}
        names = {"A": _introduced(self.main, rng), "B": _introduced(self.other, rng)}
        spelled = rng.choice(land.organization)
        group = rng.choice(land.groups)
        title, _, body = block.partition("\n")
        out, head = Writer(), Writer()
        for writer, text in ((head, title), (out, body)):
            for n, piece in enumerate(text.replace("}", "{").split("{")):
                if n % 2 == 0:
                    if writer.text.endswith(",") and piece[:1] in (",", "."):  # one sign is enough
                        writer.text = writer.text[:-1]
                    writer.add(piece)
                elif piece in names:
                    self._name(writer, self.main if piece == "A" else self.other, names[piece])
                elif piece == "a":
                    writer.add(names["A"][1].rpartition(" ")[2], self.main.id)
                elif piece in "TU":
                    writer.add(towns[piece == "U"])
                elif piece == "D":
                    writer.add(f"{self.happened:%A}")
                elif piece == "G":
                    start = not writer.text or writer.text.rstrip(" ").endswith((".", "\n"))
                    known = f"{self._half}:{land.groups[0]}" if len(land.groups) > 1 else None
                    writer.add(group[0].upper() + group[1:] if start else group, known)
                elif piece == "P":
                    self._post(writer)
                elif piece == "O":
                    writer.add(f"{'The ' if writer.text.endswith((chr(10), '. ')) else 'the '}")
                    writer.add(spelled, self._organization())
                    if land.short:
                        writer.add(f" ({land.short})")
                elif piece == "o":
                    writer.add(land.short or "the commission", self._organization())
                else:
                    writer.add(numbers[piece])
        identifier = f"{self._half}-{self._number:03d}"
        return {
            "id": identifier, "half": self._half, "title": head.text, "published": self.day.isoformat(),
            "publisher": f"{self.land.people} {rng.choice(OUTLETS)}", "text": out.text, "mentions": out.mentions,
        }  # fmt: skip

    def _organization(self) -> str:
        return f"{self._half}:{self.land.state} {self.land.organization[0]}"

    def _name(self, writer: Writer, person: Person, words: tuple[str, str, str]) -> None:
        before, name, after = words
        if before and (not writer.text or writer.text.endswith(("\n", ". "))):
            before = before[0].upper() + before[1:]
        writer.add(before)
        writer.add(name, person.id)
        writer.add(after)
        if person.role in POSTS:
            self._told.setdefault(person.id, []).append(self.day)

    def _post(self, writer: Writer) -> None:
        """A post without its holder's name. Who holds it is settled once all articles are there."""
        words = self._rng.choice((f"the {self.land.people} {self.holder.role}", f"the {self.holder.role}"))
        if not writer.text or writer.text.endswith(("\n", ". ")):
            words = words[0].upper() + words[1:]
        writer.add(words, f"{self.holder.id}|{self._half}:{self.land.state} {self.holder.role}")


def rows(half: str) -> list[dict[str, object]]:
    """The articles of a half. A post without a name is its holder's where any article names the holder as such, else the post's."""
    rng = random.Random(f"cast/{half}")
    cast, told = people(half, rng), dict[str, list[date]]()
    made = [_Article(half, n, rng, cast, told).made() for n in range(ARTICLES)]
    for row in made:
        for mention in row["mentions"]:  # type: ignore[attr-defined]
            person, bar, post = str(mention["actor"]).partition("|")
            mention["actor"] = person if not bar or person in told else post
    return made


def corpus() -> str:
    """The whole corpus, one article a line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for half in HALVES for row in rows(half))


if __name__ == "__main__":
    CORPUS.write_text(corpus(), encoding="utf-8")
    print(f"{CORPUS.name}: {2 * ARTICLES} articles", file=sys.stderr)
