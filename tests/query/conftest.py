"""The small world as an open graph, for the tests of lookups."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest

from conflictgraph import store as stores
from conflictgraph.query import Lookups
from conflictgraph.store.embedded import Embedded

world = runpy.run_path(str(Path(__file__).parent / "world.py"))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Embedded]:
    folder = world["build"](tmp_path_factory.mktemp("world") / "g")
    with stores.open(folder) as opened:
        yield opened


@pytest.fixture
def notes() -> list[str]:
    return []


@pytest.fixture
def look(store: Embedded, notes: list[str]) -> Lookups:
    return Lookups(store, notes.append)
