"""What is a quarrel between claims about one event, and what only looks like one."""

from __future__ import annotations

from typing import Any

import pytest
from tests.resolve.build import attack, claims_of, graph, only_event, story

from conflictgraph.extract.mentions import gazetteer
from conflictgraph.graphmodel import Facts, GClaim, GPlace
from conflictgraph.kinds import Category
from conflictgraph.model import Figure
from conflictgraph.resolve.places import Places
from conflictgraph.resolve.rivals import quarrel

MINISTRY = "afghanistan-ministry-of-defence|the Defense Ministry"


def claim(name: str, polarity: Any = "affirmed", who: Category | None = None, **facts: Any) -> GClaim:
    if who is not None:
        facts["who"] = ((who, facts["killed"]),)
    return GClaim(name, "event", name, "P-1", f"A-{name}", "reported", "actual", polarity, Facts(event_type="assault", **facts))


def about(one: GClaim, other: GClaim) -> list[str]:
    assert quarrel(one, other, Places(gazetteer())) == quarrel(other, one, Places(gazetteer()))
    return quarrel(one, other, Places(gazetteer()))


FIVE, NINE = Figure(5, 5, 5), Figure(9, 9, 9)


@pytest.mark.parametrize(
    ("one", "other", "quarrels"),
    [("police", "police", True), ("police", "combatants", False), ("civilians", "combatants", False), ("children", "civilians", True), (None, "police", True)],
)
def test_figures_of_different_people_are_no_rivals(one: Category | None, other: Category | None, quarrels: bool) -> None:
    assert bool(about(claim("a", who=one, killed=FIVE), claim("b", who=other, killed=NINE))) == quarrels


def test_who_denies_that_one_did_it_denies_nothing_of_another() -> None:
    denial = claim("a", "denied", agents=("taliban",))
    assert about(denial, claim("b", agents=("taliban",))) == ["polarity"]
    assert about(denial, claim("b")) == ["polarity"]
    assert about(denial, claim("b", agents=("islamic-state",))) == []


def test_one_of_the_dead_is_no_toll() -> None:
    brother = attack(killed=1, patients=("my brother",), speakers=("@Abdul Wali",))
    event = only_event(story("The Herald", "2015-06-13", attack(killed=16)), story("The Post", "2015-06-13", brother, attack(killed=16, about=0)))
    assert (event.contested, event.facts.killed) == ((), Figure(16, 16, 16))
    named = attack(killed=1, victims=("@Hafiz Waheed",), speakers=(MINISTRY,))
    found = graph(story("The Herald", "2015-06-13", attack(killed=10, victims=("@Hafiz Waheed",))), story("The Post", "2015-06-13", named))
    (event,) = found.events
    assert (event.contested, event.facts.killed) == ((), Figure(10, 10, 10))
    assert all(not c.contradicts for c in claims_of(found, event))


def test_one_killed_is_a_rival_of_ten_where_it_is_counted() -> None:
    event = only_event(story("The Herald", "2015-06-13", attack(killed=10)), story("The Post", "2015-06-13", attack(killed=1, patients=("one soldier",)), attack(killed=10, about=0)))
    assert event.contested == ("killedBest",)


def test_a_village_that_no_gazetteer_knows_may_lie_in_the_province_that_another_names() -> None:
    places = Places(gazetteer())
    north = GPlace("g2", "North", (), 36.0, 69.0, "province", True, "g1", 2)
    places.take([GPlace("g1", "Land", (), 35.0, 66.0, "country", True, None, 1), north, GPlace("g3", "South", (), 31.0, 64.0, "province", True, "g1", 3)])
    places.take([GPlace("arva", "Arva", (), None, None, "city"), *(GPlace(f"arva--{g}", "Arva", (), None, None, "city", False, g) for g in ("g1", "g2", "g3"))])
    for mine, yours, quarrels in (
        ("arva", "g2", False), ("arva--g2", "arva", False), ("arva--g2", "g2", False), ("arva--g2", "g3", True), ("g2", "g3", True),
        ("arva--g1", "arva--g2", False), ("arva--g2", "arva--g3", True),
    ):  # fmt: skip
        assert quarrel(claim("a", place=mine), claim("b", place=yours), places) == (["place"] if quarrels else [])
