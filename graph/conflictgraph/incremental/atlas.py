"""Places as the tables hold them, fetched one by one."""

from __future__ import annotations

import sqlite3

from conflictgraph import packed
from conflictgraph.graphmodel import GPlace
from conflictgraph.resolve.parts import Collectors
from conflictgraph.resolve.places import Places


class Atlas(Places):
    """The places of a graph; the one account of each that counts is in the table `atlas`."""

    def __init__(self, collectors: Collectors, db: sqlite3.Connection) -> None:
        super().__init__(collectors.gazetteer, collectors.one_place)
        self._db = db
        self._looked: set[str] = set()

    def _fetch(self, key: str | None) -> None:
        while key is not None and key not in self._looked:
            self._looked.add(key)
            row = self._db.execute("SELECT account FROM atlas WHERE place = ?", (key,)).fetchone()
            if row is None:
                return
            place = packed.loads(GPlace, row[0])
            self.take([place])
            key = self._joined.get(place.within, place.within) if place.within is not None else None

    def ancestors(self, key: str | None) -> tuple[str, ...]:
        self._fetch(key)
        return super().ancestors(key)

    def rank(self, key: str) -> int:
        self._fetch(key)
        return super().rank(key)

    def known(self, key: str) -> bool:
        self._fetch(key)
        return super().known(key)

    def point(self, key: str) -> tuple[float, float] | None:
        self._fetch(key)
        return super().point(key)
