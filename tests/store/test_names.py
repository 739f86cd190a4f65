"""Things are found by name, beginning, word and misspelling, and by the first characters of their ids."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from conflictgraph import store as stores
from conflictgraph.store import NameEntry
from conflictgraph.store.embedded import Embedded
from conflictgraph.store.nameindex import likeness

ENTRIES = [
    NameEntry("taliban", "actor", "Taliban", ("Islamic Emirate of Afghanistan", "Taleban"), 40),
    NameEntry("taliban-pakistan", "actor", "Tehrik-i-Taliban Pakistan", ("TTP",), 12),
    NameEntry("islamic-state", "actor", "Islamic State", ("ISIS", "ISIL", "Daesh", "داعش"), 30),
    NameEntry("al-shabaab", "actor", "al-Shabaab", ("Al Shabab",), 9),
    NameEntry("kunduz", "place", "Kunduz", (), 3),
    NameEntry("kunduz-province", "place", "Kunduz", (), 7),
    NameEntry("hafiz-waheed", "actor", "Hafiz Waheed", (), 1),
    NameEntry("E-1f3a5b6c7d8e9f00", "event", "assault · Taliban · Sangin", (), 2),
    NameEntry("muenchen", "place", "München", ("Munich",), 1),
]
IDS = [
    ("C-1f3a5b6c7d8e9f00", "claim", "E-1f3a5b6c7d8e9f00"),
    ("C-1f3a5b6c00000000", "claim", "E-1f3a5b6c7d8e9f00"),
    ("E-1f3a5b6c7d8e9f00", "event", "E-1f3a5b6c7d8e9f00"),
    ("A-0123456789abcdef", "article", "A-0123456789abcdef"),
    ("A-99", "article", "A-99"),
    ("kunduz", "place", "kunduz"),
    ("kunduz", "actor", "kunduz"),
]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Embedded]:
    with stores.open(tmp_path_factory.mktemp("names") / "g", create=True) as opened:
        opened.apply([], ENTRIES, IDS)
        yield opened


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Taliban", "taliban"),
        ("TALIBAN", "taliban"),
        ("isis", "islamic-state"),
        ("داعش", "islamic-state"),
        ("Al-Shabab", "al-shabaab"),
        ("munchen", "muenchen"),
        ("TTP", "taliban-pakistan"),
    ],
)
def test_a_name_or_alias_is_found_however_it_is_written(graph: Embedded, name: str, found: str) -> None:
    best = graph.search(name)[0]
    assert (best.id, best.score) == (found, 1.0)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Talib", "taliban"),
        ("Waheed", "hafiz-waheed"),
        ("Hafez Wahid", "hafiz-waheed"),
        ("Tailban", "taliban"),
        ("Islamic Stae", "islamic-state"),
        ("Waheed Hafiz", "hafiz-waheed"),
        ("Afghanistan", "taliban"),
    ],
)
def test_parts_and_misspellings_are_found_with_less_certainty(graph: Embedded, name: str, found: str) -> None:
    best = graph.search(name)[0]
    assert best.id == found
    assert 0 < best.score < 1


def test_the_order_is_name_beginning_word_misspelling() -> None:
    scores = [likeness("taliban", each) for each in ("taliban", "taliban pakistan", "the taliban", "talibam", "nato")]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] == 0
    assert len(set(scores)) == 5


def test_of_namesakes_the_one_in_more_events_comes_first(graph: Embedded) -> None:
    assert [hit.id for hit in graph.search("Kunduz", kind="place")] == ["kunduz-province", "kunduz"]


def test_a_kind_can_be_asked_for(graph: Embedded) -> None:
    assert [hit.id for hit in graph.search("Taliban", kind="event")] == ["E-1f3a5b6c7d8e9f00"]
    assert [hit.id for hit in graph.search("Taliban", limit=1)] == ["taliban"]


@pytest.mark.parametrize(
    "name", ["", "  ", "…", "zzzzqqq", '" OR 1 NEAR(', "*", "a", "' --", "\x00", "folded:x", "'" * 5000]
)
def test_a_question_that_nothing_answers_gives_nothing(graph: Embedded, name: str) -> None:
    assert [hit for hit in graph.search(name) if hit.score == 1] == []


def test_an_id_is_found_by_its_first_characters(graph: Embedded) -> None:
    assert graph.identify("A-0123") == [("A-0123456789abcdef", "article", "A-0123456789abcdef")]
    assert graph.identify("C-1f3a5b6c7") == [("C-1f3a5b6c7d8e9f00", "claim", "E-1f3a5b6c7d8e9f00")]
    assert [each[0] for each in graph.identify("C-1f3a")] == ["C-1f3a5b6c00000000", "C-1f3a5b6c7d8e9f00"]
    assert [each[1] for each in graph.identify("kunduz")] == ["actor", "place"]
    assert graph.identify("X-") == []


def test_a_short_id_is_the_shortest_that_finds_one_thing(graph: Embedded) -> None:
    assert graph.short("C-1f3a5b6c7d8e9f00") == "C-1f3a5b6c7"
    assert graph.short("E-1f3a5b6c7d8e9f00") == "E-1f3a5b"
    assert graph.short("A-99") == "A-99"
    assert graph.short("kunduz") == "kunduz"
    for identifier, *_ in IDS[:4]:
        assert [each[0] for each in graph.identify(graph.short(identifier))] == [identifier]


def test_a_new_index_replaces_the_old(tmp_path: Path) -> None:
    with stores.open(tmp_path / "g", create=True) as graph:
        graph.apply([], ENTRIES, IDS)
        graph.apply([], [NameEntry("nato", "actor", "NATO")], [])
        assert graph.search("Taliban") == []
        assert graph.search("Tailban") == []
        assert graph.identify("C-1f") == []
        assert graph.search("nato")[0].id == "nato"
