"""The gazetteer: names of places → candidates with coordinates, from one SQLite file that is opened, not loaded.

The file is made by `training/build_gazetteer.py` from GeoNames data (CC BY 4.0). Choosing among candidates in the
context of an article is `toponyms.resolve`, re-exported here.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from conflictgraph.errors import StopRun
from conflictgraph.model import Precision
from conflictgraph.names import fold, slug
from conflictgraph.resources import shelf, table

KINDS: tuple[Precision, ...] = ("city", "province", "country", "region", "district")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ə": "a", "ħ": "h",
     "‘": None, "ʻ": None, "ʼ": None, "ʽ": None, "´": None, "ʹ": None, "ˌ": None}
)
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.\s?){2,}")
_ARTICLE = re.compile(r"(?:the|al|el|ar|as|ash|at|az|ad|an|ez|es) (?=\S{3})")
_DIRECTION = (
    r"(?:(?:north|south)[- ]?(?:east|west)(?:ern|ernmost)?|(?:north|south|east|west)(?:ern|ernmost)?|central|upper|lower"
    r"|northern|rural|remote|downtown|mainland|inner|greater|occupied)"
)
_MODIFIER = re.compile(_DIRECTION + r"(?:[- ]" + _DIRECTION + r")*[ -](?=\S)", re.IGNORECASE)
_DIRECTIONS = re.compile(_DIRECTION + r"(?:[- ]" + _DIRECTION + r")*")
MAX_WORDS = 6


def is_direction(word: str) -> bool:
    """Is the word, as it stands, a direction or the like before a place's name ("eastern", "downtown")? Small letters only."""
    return _DIRECTIONS.fullmatch(word) is not None


def fold_toponym(name: str) -> str:
    """A toponym for comparison: `names.fold` after dots of initials and letters that do not decompose are levelled."""
    name = _DOTTED.sub(lambda m: m.group().replace(".", "").replace(" ", "") + " ", name)
    name = unicodedata.normalize("NFC", name).casefold().translate(_LETTERS)
    return fold(name)


_ALIKE = (("kh", "k"), ("gh", "g"), ("sh", "s"), ("ch", "s"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("zh", "z"), ("q", "k"), ("c", "k"), ("v", "b"), ("p", "b"))
_SILENT = re.compile(r"\b(?:al|el|ar|as|ash|at|az|ad|an|ez|es|e|i)\b|[aeiouwy ]|h\b")
CLOSE = 0.65  # how alike two spellings must be, letter by letter, whose consonants are
SEVERAL = 3  # places of one sound in a country above which a spelling tells nothing


def sound(key: str) -> str:
    """The consonants of a folded name, those that transliterations exchange as one: "hreitan" and "haritan" sound alike."""
    for spelt, one in _ALIKE:
        key = key.replace(spelt, one)
    return re.sub(r"(.)\1+", r"\1", _SILENT.sub("", key))


_VOWELS = {"a": "a", "e": "ai", "i": "i", "y": "i", "o": "u", "u": "u", "w": "u"}  # "e" is written for either


def _vowels(key: str) -> list[set[str]]:
    """The classes of vowels before the first consonant of a folded name and behind each, as `sound` sees consonants."""
    for spelt, one in _ALIKE:
        key = key.replace(spelt, one)
    found: list[set[str]] = [set()]
    before = ""
    for letter in re.sub(r"h\b|\b(?:al|el|ar|as|ash|at|az|ad|an|ez|es)\b| ", "", key):
        if letter in _VOWELS:
            found[-1].update(_VOWELS[letter])
        elif letter != before:
            found.append(set())
            before = letter
    return found


def _one_sound(a: str, b: str) -> bool:
    """Does no vowel of one name contradict the other's at the same place ("Gandi", "Ganda")? Either may leave vowels out."""
    mine, yours = _vowels(a), _vowels(b)
    return len(mine) == len(yours) and all(not x or not y or x & y for x, y in zip(mine, yours, strict=True))


@dataclass(frozen=True, slots=True)
class GazPlace:
    """A candidate. `lat`, `lon` in degrees (WGS 84) or both None; `within` names containing areas, narrowest first.

    `key` is the GeoNames id as text, else a slug; `country` is ISO 3166-1 alpha-2 as in the source, "" for none;
    `centroid` is True where the point only stands for an area, `capital` for the seat of a country's government.
    """

    key: str
    geonames: int | None
    name: str
    lat: float | None
    lon: float | None
    country: str
    admin1: str
    population: int
    precision: Precision
    centroid: bool
    within: tuple[str, ...] = ()
    capital: bool = False


@cache
def continents() -> Mapping[str, str]:
    """Adjectives and nouns of continents ("European") → the continent, from continents.tsv."""
    return {word: land for land, called in table("gazetteer/continents.tsv", "continent", "words") for word in called.split(";")}


class Gazetteer:
    """Read-only lookups. Opening costs milliseconds; an instance may be pickled (it reopens its file)."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise StopRun(f"The gazetteer {path} is missing; reinstall the package.")
        self._path = path
        self._db = sqlite3.connect(
            f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self._areas: dict[tuple[str, str], tuple[str, ...]] | None = None
        self._countries: dict[str, tuple[Any, ...]] | None = None
        self._cache: dict[str, tuple[GazPlace, ...]] = {}
        self._demonyms: dict[str, str] | None = None
        self._divisions: dict[str, GazPlace | None] = {}  # of demonyms, of which there are few

    @classmethod
    def open(cls, path: Path | None = None) -> Gazetteer:
        """The shipped gazetteer, or the one at `path`. Raises StopRun where there is none."""
        return cls(path if path is not None else shelf("data") / "gazetteer" / "gazetteer.sqlite")

    def __reduce__(self) -> tuple[Any, ...]:
        return (Gazetteer, (self._path,))

    def close(self) -> None:
        self._db.close()

    def lookup(self, name: str) -> tuple[GazPlace, ...]:
        """All places called `name` (spelling variants and alternate names included), most populous first.

        A leading article ("the", "al-") is dropped only where nothing answers to the full name.
        """
        key = fold_toponym(name)
        if not key:
            return ()
        found = self._cache.get(key)
        if found is None:
            found = self._fetch(key)
            if not found and (m := _ARTICLE.match(key)):
                found = self._fetch(key[m.end() :])
            if len(self._cache) >= 4096:
                self._cache.clear()
            self._cache[key] = found
        return found

    def _fetch(self, key: str) -> tuple[GazPlace, ...]:
        rows = self._db.execute(
            "SELECT p.id, p.name, p.lat, p.lon, p.country, p.admin1, p.population, p.kind FROM name n"
            " JOIN place p ON p.id = n.place WHERE n.key = ? ORDER BY p.population DESC, p.id",
            (key,),
        ).fetchall()
        return tuple(self._place(row) for row in rows)

    def alike(self, name: str, country: str) -> tuple[GazPlace, ...]:
        """Towns of a country (ISO 3166-1 alpha-2) whose name differs from `name` only as transliterations do; empty where too
        many sound like it, and for names of less than three consonants."""
        key = fold_toponym(name)
        heard = sound(key)
        if len(heard) < 3:
            return ()
        rows = self._db.execute(
            "SELECT p.id, p.name, p.lat, p.lon, p.country, p.admin1, p.population, p.kind FROM sound s"
            " JOIN place p ON p.id = s.place WHERE s.key = ? ORDER BY p.population DESC, p.id",
            (country + heard,),
        ).fetchall()
        found = [row for row in rows if SequenceMatcher(None, key, fold_toponym(row[1]), autojunk=False).ratio() >= CLOSE and _one_sound(key, fold_toponym(row[1]))]
        return tuple(self._place(row) for row in found) if len(found) <= SEVERAL else ()

    def place(self, geonames: int) -> GazPlace | None:
        """The place with this GeoNames id, or None."""
        row = self._db.execute(
            "SELECT id, name, lat, lon, country, admin1, population, kind FROM place WHERE id = ? AND id > 0",
            (geonames,),
        ).fetchone()
        return self._place(row) if row else None

    def _place(self, row: tuple[int, str, int | None, int | None, str, str, int, int]) -> GazPlace:
        number, name, lat, lon, country, admin1, population, kind = row
        precision: Precision = KINDS[kind & 7]
        own = number > 0
        return GazPlace(
            key=str(number) if own else slug(f"{name} {admin1} {country}" if precision in ("city", "district") else name),
            geonames=number if own else None,
            name=name,
            lat=None if lat is None else lat / 1e5,
            lon=None if lon is None else lon / 1e5,
            country=country,
            admin1=admin1,
            population=population,
            precision=precision,
            centroid=precision != "city",
            within=self._within(country, admin1 if precision in ("city", "district") else "", precision),
            capital=bool(kind & 8),
        )

    def _within(self, country: str, admin1: str, precision: Precision) -> tuple[str, ...]:
        if precision == "country" or not country:
            return ()
        if self._areas is None:
            self._areas = {}
            for iso, code, name in self._db.execute("SELECT country, admin1, name FROM place WHERE kind IN (1, 2)"):
                self._areas[iso, code] = (name,)
        areas = self._areas
        return areas.get((country, admin1), ()) + areas.get((country, ""), ()) if admin1 else areas.get(
            (country, ""), ()
        )

    def country(self, iso2: str) -> GazPlace | None:
        """The country with this ISO 3166-1 alpha-2 code."""
        if self._countries is None:  # no index has them: one pass for all
            rows = self._db.execute(
                "SELECT id, name, lat, lon, country, admin1, population, kind FROM place WHERE kind = 2 ORDER BY rowid DESC"
            )
            self._countries = {row[4]: row for row in rows}
        found = self._countries.get(iso2)
        return self._place(found) if found else None

    def demonym(self, word: str) -> str | None:
        """The country (ISO 3166-1 alpha-2) of an adjective or noun of its people ("Afghan" → "AF"), or of a division's ("Scottish" →
        "GB"); None for anything else.

        Demonyms are proper adjectives: a word without a capital is none.
        """
        of = self._people(word)
        return None if of is None or of.startswith("=") else of.partition("/")[0]

    def people(self, word: str) -> GazPlace | None:
        """The country, division or region of an adjective or noun of its people ("Afghan", "Scottish", "Central American")."""
        of = self._people(word)
        if of is None:
            land = continents().get(word)
            return next((p for p in self.lookup(land) if p.precision == "region"), None) if land else None
        if of.startswith("="):
            return next((p for p in self.lookup(of[1:]) if p.precision == "region"), None)
        iso, _, division = of.partition("/")
        if not division:
            return self.country(iso)
        if of not in self._divisions:
            row = self._db.execute(
                "SELECT id, name, lat, lon, country, admin1, population, kind FROM place WHERE country = ? AND admin1 = ? AND kind = 1", (iso, division)
            ).fetchone()
            self._divisions[of] = self._place(row) if row else None
        return self._divisions[of]

    def _people(self, word: str) -> str | None:
        if not word[:1].isupper():
            return None
        if self._demonyms is None:
            self._demonyms = {str(key): str(of) for key, of in self._db.execute("SELECT key, country FROM demonym")}
        return self._demonyms.get(fold_toponym(word))

    def compose(self, name: str) -> tuple[GazPlace, ...]:
        """The places that a modifier and a name may mean: "eastern Afghanistan", "Northeast Georgia" as regions, where no area
        bears the name "West Mosul" as a district.

        The area's or town's point stands for each, as a centroid; `within` begins with itself. Empty for anything else.
        """
        m = _MODIFIER.match(name)
        rest = name[m.end() :] if m is not None else ""
        if m is None or not rest[:1].isupper():
            return ()
        bases = sorted(self.lookup(rest), key=_area_first)
        areas = [base for base in bases if base.precision != "city"]
        return tuple(
            replace(
                base, key=slug(f"{m.group()} {base.name} {base.country}"), geonames=None, name=name,
                precision="region" if areas else "district", centroid=True, within=(base.name, *base.within),
            )
            for base in areas or bases
        )

    def longest(self, words: Sequence[str], i: int) -> tuple[int, tuple[GazPlace, ...]]:
        """The longest run of `words` from `i` that names a place: (end, candidates); (i, ()) where there is none.

        The first and last word need a capital; at most `MAX_WORDS` words are joined by spaces.
        """
        if i >= len(words) or not _capital(words[i]):
            return i, ()
        for j in range(min(len(words), i + MAX_WORDS), i, -1):
            if not _capital(words[j - 1]):
                continue
            found = self.lookup(" ".join(words[i:j]))
            if found:
                return j, found
        return i, ()


def _capital(word: str) -> bool:
    return not word[:4].islower() and any(c.isupper() for c in word[:4])


def _area_first(place: GazPlace) -> tuple[int, int]:
    return ({"country": 0, "province": 1, "region": 2}.get(place.precision, 3), -place.population)
