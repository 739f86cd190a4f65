"""Sums over a time and battles of several days: told apart from what happened in them, and what is a part of what."""

from __future__ import annotations

import pytest
from tests.resolve.build import Told, attack, graph, story, summed

from conflictgraph.graphmodel import GEvent, Graph
from conflictgraph.model import Record

DAY = attack(agents=("The Taliban",), killed=10)
MONTH = attack(trigger="attacks killed people in the past month", time="2015-06", agents=("The Taliban",), killed=60)


def parts(*told: Told | Record) -> dict[str, str | None]:
    """The dates of events, each with that of the event it is a part of."""
    records = [t if isinstance(t, Record) else story(f"Outlet {n}", "2015-07-02", t) for n, t in enumerate(told)]
    found = graph(*records)
    date = {e.id: e.facts.edtf or "" for e in found.events}
    assert len(set(date.values())) == len(date), "the dates name the events"
    return {date[e.id]: date.get(e.part_of or "") for e in found.events}


def test_an_incident_is_a_part_of_the_sum_that_counts_it() -> None:
    assert parts(DAY, MONTH) == {"2015-06-12": "2015-06", "2015-06": None}


@pytest.mark.parametrize(
    "other",
    [
        attack(agents=("The Taliban",), killed=10, time="2015-07-01"),
        attack(agents=("The Taliban",), killed=10, place="Beni"),
        attack(agents=("Islamic State",), killed=10),
        attack(agents=("The Taliban",), killed=70),
        attack(agents=("The Taliban",), killed=10, place=None),
        attack(agents=("The Taliban",), trigger="protest", type="protest"),
        attack(agents=("The Taliban",), factuality="planned"),
    ],
    ids=["another time", "another place", "others", "more killed", "no place", "another type", "only planned"],
)
def test_what_the_sum_cannot_have_counted_is_no_part_of_it(other: Told) -> None:
    assert set(parts(other, MONTH).values()) == {None}


def test_the_days_of_a_battle_are_parts_of_it_and_stay_events() -> None:
    days = [attack(trigger="fighting", time=f"2015-06-{n}", participants=("The Taliban",), killed=n) for n in (12, 13, 14)]
    battle = attack(trigger="the battle of Goma", time="2015-06-12/2015-06-14", participants=("The Taliban",), killed=39)
    assert parts(*days, battle) == {
        "2015-06-12": "2015-06-12/2015-06-14", "2015-06-13": "2015-06-12/2015-06-14", "2015-06-14": "2015-06-12/2015-06-14",
        "2015-06-12/2015-06-14": None,
    }  # fmt: skip


def test_of_several_wholes_the_narrowest_holds_and_wholes_are_parts_of_wider_ones() -> None:
    battle = attack(trigger="three days of fighting", time="2015-06-12/2015-06-14", killed=39)
    month = attack(trigger="attacks killed people in the past month", time="2015-06", killed=200)
    assert parts(attack(killed=12), battle, month) == {
        "2015-06-12": "2015-06-12/2015-06-14", "2015-06-12/2015-06-14": "2015-06", "2015-06": None,
    }  # fmt: skip


def test_what_is_told_without_time_is_a_part_of_nothing() -> None:
    found: Graph = graph(story("Herald", "2015-07-01", attack(time=None, killed=3)), story("Post", "2015-07-02", MONTH))
    assert [e.part_of for e in found.events] == [None, None]


def test_a_count_of_one_day_is_an_incident() -> None:
    toll = attack(trigger="A total of people were killed", killed=10)
    assert parts(toll, attack(time="2015-06", trigger="attacks killed people in the past month", killed=60))["2015-06-12"] == "2015-06"


def test_the_killed_of_a_part_are_not_counted_again_where_its_whole_counts_them() -> None:
    sides = {"agents": ("The Taliban",), "patients": ("#Herald Front",)}
    told = [
        attack(**sides, killed=10), attack(**sides, killed=5, time="2015-07-01"),
        attack(**sides, trigger="attacks killed people in the past month", time="2015-06", killed=60),
    ]  # fmt: skip
    found = graph(*(story(f"Outlet {n}", "2015-07-02", each) for n, each in enumerate(told)))
    (relation,) = summed(found)
    assert (relation.events, relation.killed) == (3, 65)


def test_no_event_is_its_own_part_by_any_chain() -> None:
    sums = [attack(trigger="attacks killed people in the past month", time=time, place=place, killed=60) for time, place in
            (("2015-06", "Goma"), ("2015-06-01/2015-06-15", "Goma"), ("2015-06-10/2015-06-12", "Goma"))]  # fmt: skip
    found = graph(*(story(f"Outlet {n}", "2015-07-02", told) for n, told in enumerate([*sums, DAY])))
    up: dict[str, GEvent] = {e.id: e for e in found.events}
    for event in found.events:
        seen: set[str] = set()
        at: str | None = event.id
        while at is not None:
            assert at not in seen
            seen.add(at)
            at = up[at].part_of
