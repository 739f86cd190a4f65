"""Places across articles: by GeoNames id, else by name and the place that contains them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Protocol

from conflictgraph.graphmodel import GPlace
from conflictgraph.model import PlaceMention, Precision, Record
from conflictgraph.names import slug

_RANK: dict[Precision, int] = {"point": 0, "city": 1, "district": 2, "province": 3, "region": 4, "country": 5}
_REACH = 40  # characters between a place and the larger one that is said to hold it ("Sangin district of southern Helmand")


class KnownPlace(Protocol):
    @property
    def geonames(self) -> int | None: ...
    @property
    def name(self) -> str: ...
    @property
    def lat(self) -> float | None: ...
    @property
    def lon(self) -> float | None: ...
    @property
    def country(self) -> str: ...
    @property
    def admin1(self) -> str: ...
    @property
    def precision(self) -> Precision: ...
    @property
    def centroid(self) -> bool: ...
    @property
    def within(self) -> tuple[str, ...]: ...


class Gazetteer(Protocol):
    def place(self, geonames: int) -> KnownPlace | None: ...
    def lookup(self, name: str) -> tuple[KnownPlace, ...]: ...
    def country(self, iso2: str) -> KnownPlace | None: ...


class Places:
    """Collects places while claims are made."""

    def __init__(self, gazetteer: Gazetteer, joined: Mapping[str, str] | None = None) -> None:
        """`joined` has the place that another is one with, as the user judges."""
        self._gazetteer = gazetteer
        self._joined = dict(joined or {})
        self._places: dict[str, GPlace] = {}
        self._alt: dict[str, set[str]] = {}

    def id(self, record: Record, mention: PlaceMention) -> str:
        """The id of one mention's place; containing places are made on the way."""
        key = self._own(record, mention)
        return self._into(key)

    def _into(self, key: str) -> str:
        """The place that one is judged to be; it has the names of both."""
        into = self._joined.get(key, key)
        if into != key:
            mine = self._places[key]
            known = self._gazetteer.place(int(into[1:])) if into[:1] == "g" and into[1:].isdecimal() else None
            if known is not None:
                self._known(known)
            else:
                self._keep(replace(mine, id=into))
            self._alt.setdefault(into, set()).update({mine.label, *self._alt.get(key, ())})
        return into

    def noted(self) -> tuple[tuple[GPlace, ...], tuple[tuple[str, str], ...]]:
        """All places that were collected, without other names, and (place, name) as they were called."""
        self._settle()
        names = sorted((key, alt) for key, alts in self._alt.items() for alt in alts)
        return tuple(self._places[key] for key in sorted(self._places)), tuple(names)

    def take(self, places: Iterable[GPlace], names: Iterable[tuple[str, str]] = ()) -> None:
        """Add what was collected elsewhere; of two accounts of one place the more precise one stays."""
        for place in places:
            self._keep(place)
        for key, name in names:
            self._alt.setdefault(key, set()).add(name)

    def _settle(self) -> None:
        """What holds a place may be judged to be another place, too."""
        for key in sorted(self._places):
            if key in self._joined:
                self._into(key)

    def _keep(self, place: GPlace) -> None:
        held = self._places.get(place.id)
        if held is None or (_RANK[place.precision], repr(place)) < (_RANK[held.precision], repr(held)):
            self._places[place.id] = place
        self._alt.setdefault(place.id, set())

    def _own(self, record: Record, mention: PlaceMention) -> str:
        text = record.article.text[mention.start : mention.end]
        if mention.geonames is not None:
            known = self._gazetteer.place(mention.geonames)
            if known is not None:
                key = self._known(known)
                if text != known.name:
                    self._alt[key].add(" ".join(text.split()))
                return key
        holder = self._holder(record, mention) or self._lender(record, mention)
        key = slug(mention.name) + (f"--{holder}" if holder else "")
        place = GPlace(
            key, mention.name, (), mention.lat, mention.lon, mention.precision, mention.centroid, holder, mention.geonames
        )
        self._keep(place)
        return key

    def _known(self, known: KnownPlace) -> str:
        key = f"g{known.geonames}"
        if key not in self._places:
            self._alt.setdefault(key, set())
            within = self._container(known)
            self._places[key] = GPlace(
                key, known.name, (), known.lat, known.lon, known.precision, known.centroid, within, known.geonames
            )
        return key

    def _container(self, known: KnownPlace) -> str | None:
        for name in known.within:
            for candidate in self._gazetteer.lookup(name):
                same_country = candidate.country == known.country and candidate.geonames is not None
                if same_country and candidate.name == name and _RANK[candidate.precision] > max(2, _RANK[known.precision]):
                    if candidate.precision == "country" or not known.admin1 or candidate.admin1 == known.admin1:
                        return self._known(candidate)
        return None

    def _holder(self, record: Record, mention: PlaceMention) -> str | None:
        """The coarser place named right after an unknown one."""
        after = sorted(
            (p for p in record.places if p.start >= mention.end and p.start - mention.end <= _REACH and p.geonames is not None),
            key=lambda p: p.start,
        )
        for p in after:
            between = record.article.text[mention.end : p.start]
            if _RANK[p.precision] > _RANK[mention.precision] and not any(c in between for c in ".;\n"):
                known = self._gazetteer.place(p.geonames) if p.geonames is not None else None
                if known is not None:
                    return self._known(known)
        return None

    def _lender(self, record: Record, mention: PlaceMention) -> str | None:
        """The town that an unknown building, street or water has its point from."""
        if mention.lat is None or not mention.centroid or mention.precision not in ("point", "city"):
            return None
        towns = (p.geonames for p in record.places if (p.lat, p.lon) == (mention.lat, mention.lon) and p.geonames is not None)
        known = next((place for place in map(self._gazetteer.place, towns) if place is not None), None)
        return self._known(known) if known is not None else None

    def ancestors(self, key: str | None) -> tuple[str, ...]:
        """A place and all that contain it, narrowest first."""
        out: list[str] = []
        while key is not None and key not in out:
            out.append(key)
            within = self._places[key].within if key in self._places else None
            key = self._joined.get(within, within) if within is not None else None
        return tuple(out)

    def rank(self, key: str) -> int:
        return _RANK[self._places[key].precision]

    def known(self, key: str) -> bool:
        """Does the gazetteer know a place?"""
        place = self._places.get(key)
        return place is not None and place.geonames is not None

    def point(self, key: str) -> tuple[float, float] | None:
        """Latitude and longitude of a place, in degrees; None where they are unknown or only stand for an area."""
        place = self._places.get(key)
        if place is None or place.lat is None or place.lon is None or place.centroid:
            return None
        return place.lat, place.lon

    def places(self, used: set[str]) -> tuple[GPlace, ...]:
        wanted = {a for key in used for a in self.ancestors(key)}
        out = []
        for key in sorted(wanted):
            p = self._places[key]
            alt = tuple(sorted(a for a in self._alt.get(key, ()) if a != p.label))
            out.append(
                GPlace(
                    p.id, p.label, alt, p.lat, p.lon, p.precision, p.centroid,
                    self._joined.get(p.within, p.within) if p.within else None, p.geonames,
                )
            )
        return tuple(out)
