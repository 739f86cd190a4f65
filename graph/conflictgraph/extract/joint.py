"""The candidates of all the toponyms of an article, weighed together.

Each name keeps a probability over its candidates. In every round a candidate gets what the names around it, each by its
present probabilities, say for its country, for its first-level division, and for its neighbourhood; then the
probabilities are taken anew. A name says nothing for itself, and one sense holds for a name in the whole article. Nothing
is chosen before the last round, so an early mistake does not draw the others after it. The parts follow Leidner (2007,
spatial minimality, one sense per discourse) and Lieberman and Samet (2012, proximate and sibling toponyms); taking them
softly and in rounds is relaxation labelling (Rosenfeld, Hummel and Zucker 1976).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from conflictgraph.extract.gazetteer import GazPlace

# Weights, in powers of ten of population; moved as training/fit_toponyms.py moves them, on half of three public corpora.
COUNTRY, DIVISION, NEAR = 4.0, 3.0, 2.0
RADIUS = 60.0  # km at which a neighbour says half of what it says at no distance
AROUND = 300.0  # km within which a place speaks for a small one
ROUNDS = 4
HEAT = (4.0, 1.0)  # the first and the last round's temperature: first all senses have their say
DOUBT = 0.5  # mentions' worth of doubt in the shares
EARTH = 6371.0
MOSTLY = 0.6  # of the weight of an article's names: the country that it is about

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Name:
    """A toponym's candidates, the score of each by itself, and the number of its mentions (as a weight)."""

    places: tuple[GazPlace, ...]
    scores: tuple[float, ...]
    weight: float = 1.0


class Field:
    """What an article's names say together. `parts` tells what they say for any place.

    `outside` and `divisions` are what else speaks for countries and for first-level divisions, in mentions."""

    def __init__(self, names: Mapping[str, Name], outside: Mapping[str, float], divisions: Mapping[tuple[str, str], float] | None = None) -> None:
        self._outside = outside
        self._inside = divisions or {}
        self._keys = {key: g for g, key in enumerate(names)}
        places = [p for name in names.values() for p in name.places]
        self._group = np.repeat(np.arange(len(names)), [len(name.places) for name in names.values()])
        self._own = np.array([s for name in names.values() for s in name.scores], dtype=np.float64)
        self._mass = np.array([name.weight for name in names.values()], dtype=np.float64)
        self._countries: dict[str, int] = {}
        self._divisions: dict[tuple[str, str], int] = {}
        for p in places:
            self._countries.setdefault(p.country, len(self._countries))
            self._divisions.setdefault((p.country, p.admin1), len(self._divisions))
        self._country = np.array([self._countries[p.country] for p in places], dtype=np.intp)
        self._division = np.array([self._divisions[p.country, p.admin1] for p in places], dtype=np.intp)
        self._vectors = _vectors(places)
        self._local = np.array([_is_local(p) for p in places], dtype=np.float64)
        self._whole = np.array([p.precision == "country" for p in places], dtype=np.float64)
        self._belief = self._normal(self._own, HEAT[0])
        self._shares()
        if len(names) > 1 and len(places) > len(names):
            self._settle(list(names), places)

    def _settle(self, keys: list[str], places: list[GazPlace]) -> None:
        first, last = HEAT
        bounds = np.searchsorted(self._group, np.arange(len(keys) + 1))
        kernels = [self._kernel(places[bounds[g] : bounds[g + 1]]) for g in range(len(keys))]
        for round_ in range(1, ROUNDS + 1):
            said = [
                self._said(g, places[bounds[g] : bounds[g + 1]], kernels[g]).sum(axis=1) if bounds[g] < bounds[g + 1] else np.zeros(0)
                for g in range(len(keys))
            ]
            heat = first * (last / first) ** (round_ / ROUNDS)
            # Rounded, so that the last bits of a sum decide nothing.
            self._belief = self._normal(np.round(self._own + np.concatenate(said), 9), heat)
            self._shares()

    def _normal(self, scores: Floats, heat: float) -> Floats:
        """Scores as each name's probabilities; what counts is the power of ten."""
        if not len(scores):
            return scores
        starts = np.flatnonzero(np.r_[True, np.diff(self._group) != 0])
        lengths = np.diff(np.r_[starts, len(scores)])
        top = np.repeat(np.maximum.reduceat(scores, starts), lengths)
        raised = np.power(10.0, (scores - top) / heat)
        return np.asarray(raised / np.repeat(np.add.reduceat(raised, starts), lengths), dtype=np.float64)

    def _shares(self) -> None:
        """Each name's weight, shared out by its probabilities to countries and divisions: rows are names."""
        n = len(self._mass)
        given = self._belief * self._mass[self._group] if len(self._group) else self._belief
        self._by_country = np.zeros((n, len(self._countries)))
        self._by_division = np.zeros((n, len(self._divisions)))
        np.add.at(self._by_country, (self._group, self._country), given)
        np.add.at(self._by_division, (self._group, self._division), given)
        for table, index in ((self._by_country, self._countries.get("")), (self._by_division, self._divisions.get(("", "")))):
            if index is not None:
                table[:, index] = 0.0  # a sea speaks for no country
        self._given = given * self._local if len(self._group) else given

    def _kernel(self, places: Sequence[GazPlace]) -> Floats:
        """For each of `places` and each candidate of the article: nearness from 0 to 1, 0 for what is no point of its own."""
        if not places or not len(self._group):
            return np.zeros((len(places), len(self._group)))
        km = EARTH * np.arccos(np.clip(_vectors(places) @ self._vectors.T, -1.0, 1.0))
        return np.asarray(1.0 / (1.0 + (km / RADIUS) ** 2))

    def _said(self, group: int | None, places: Sequence[GazPlace], kernel: Floats) -> Floats:
        """What the names other than `group` say for each place: columns country, division, neighbourhood."""
        n = len(places)
        out = np.zeros((n, 3))
        others = np.ones(len(self._mass))
        if group is not None:
            others[group] = 0.0
        countries = others @ self._by_country
        divisions = others @ self._by_division
        total = float(countries.sum()) + sum(self._outside.values())
        near = kernel @ (self._given * others[self._group]) if len(self._group) else np.zeros(n)
        for i, p in enumerate(places):
            if p.country:
                at = self._countries.get(p.country)
                said = (float(countries[at]) if at is not None else 0.0) + self._outside.get(p.country, 0.0)
                out[i, 0] = COUNTRY * said / (total + DOUBT)
                if p.admin1:
                    at = self._divisions.get((p.country, p.admin1))
                    mass = (float(divisions[at]) if at is not None else 0.0) + self._inside.get((p.country, p.admin1), 0.0)
                    out[i, 1] = DIVISION * mass / (mass + 1.0)
            if _is_local(p):
                out[i, 2] = NEAR * float(near[i]) / (float(near[i]) + 1.0)
        return out

    def country(self) -> str | None:
        """The country that the names speak of for the most part (`MOSTLY` of their weight); None where there is none."""
        said = dict(self._outside)
        totals = self._by_country.sum(axis=0)
        for country, at in self._countries.items():
            if country:
                said[country] = said.get(country, 0.0) + float(totals[at])
        best = max(sorted(said), key=lambda c: said[c], default=None)
        return best if best is not None and said[best] >= MOSTLY * sum(said.values()) else None

    def told(self, key: str) -> float:
        """What all else but the name `key` says for any country, in mentions."""
        group = self._keys.get(key)
        own = float(self._by_country[group].sum()) if group is not None else 0.0
        return float(self._by_country.sum()) - own + sum(self._outside.values())

    def nearer(self, key: str, place: GazPlace) -> float:
        """What places of its division or within `AROUND` km say for a sense of the name `key`, in mentions; a country's own name says
        nothing for one of its towns."""
        at, group = self._countries.get(place.country), self._keys.get(key)
        if at is None or not len(self._group):
            return 0.0
        around = (self._division == self._divisions.get((place.country, place.admin1), -1)) | (self._kernel([place])[0] > 1.0 / (1.0 + (AROUND / RADIUS) ** 2))
        mine = around & (self._country == at) & (self._whole == 0.0) & (self._group != group)
        return float((self._belief * self._mass[self._group])[mine].sum())

    def parts(self, key: str, places: Sequence[GazPlace]) -> list[list[tuple[str, float]]]:
        """What the other names say for each of `places` as a sense of the name `key`: named parts, those that are nothing left out."""
        table = self._said(self._keys.get(key), places, self._kernel(places))
        titles = ("country in context", "division in context", "neighbours")
        return [[(t, float(v)) for t, v in zip(titles, row, strict=True) if v] for row in np.round(table, 6)]


def _is_local(place: GazPlace) -> bool:
    """Does its point say where it is, to within a day's walk or so?"""
    return place.precision in ("city", "district") and place.lat is not None


def _vectors(places: Sequence[GazPlace]) -> Floats:
    """Points of the unit sphere; places without a point get the zero vector."""
    lat = np.radians(np.array([p.lat if p.lat is not None else math.nan for p in places], dtype=np.float64))
    lon = np.radians(np.array([p.lon if p.lon is not None else math.nan for p in places], dtype=np.float64))
    flat = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
    return np.asarray(np.nan_to_num(flat, nan=0.0), dtype=np.float64)
