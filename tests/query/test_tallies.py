"""Pairs and timelines are what one finds by going through the events one by one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.network.war import build

import conflictgraph
from conflictgraph.deeds import QUAD_CLASSES, Choice, Deed, PairSum, quad, sides, sign
from conflictgraph.errors import StopRun, UnknownName
from conflictgraph.kinds import EVENT_TYPES
from conflictgraph.query.tallies import Bin, period_of
from conflictgraph.store.ledger import in_memory


@pytest.fixture(scope="module")
def war() -> Iterator[conflictgraph.Graph]:
    with tempfile.TemporaryDirectory() as folder, conflictgraph.open(build(Path(folder) / "g"), create=False) as graph:
        yield graph


def told(n: int, kind: str = "assault", agents: str = "a", patients: str = "b", **more: Any) -> Deed:
    values: dict[str, Any] = {
        "first": "2015-02-03", "last": "2015-02-03", "place": None, "killed": None, "speakers": 1, "confidence": 0.9, "participants": (),
        "victims": (), "claims": (f"C-{n}",), "factuality": "actual", **more,
    }  # fmt: skip
    name = QUAD_CLASSES[quad(kind) - 1] if quad(kind) else ""
    return Deed(id=f"E-{n}", type=kind, quad=name, sign=sign(kind), agents=tuple(agents.split()), patients=tuple(patients.split()), **values)


def test_every_event_type_has_a_class() -> None:
    assert {quad(kind) for kind in EVENT_TYPES} == {1, 2, 3, 4}
    assert all(quad(kind) for kind in EVENT_TYPES)


def test_what_enemies_do_as_friends_do_counts_for_neither() -> None:
    from conflictgraph.kinds import SUMMED_KINDS
    from conflictgraph.network.bonds import NO_SIDE

    for kind in EVENT_TYPES:
        assert (sign(kind) == 0) == (SUMMED_KINDS[kind] in NO_SIDE), kind
    assert sign("") == 0


DAYS = st.sampled_from([(None, None), ("2015-02-03", None), ("2015-02-03", "2015-02-03"), ("2015-02-01", "2015-03-31"), ("2016-01-01", "2016-01-01")])
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["assault", "assault-drone", "aid", "request", ""]), st.sampled_from(["", "a", "a b", "x--1"]),
        st.sampled_from(["", "b", "a c", "c"]), st.sampled_from([(), ("a", "c"), ("a", "b", "c")]), DAYS,
        st.sampled_from([None, 0, 3, 10]), st.sampled_from([None, 2]), st.sampled_from([None, "p", "q"]),
        st.sampled_from(["actual", "actual", "alleged"]), st.sampled_from([None, "E-0", "E-3"]),
    ),
    max_size=12,
)  # fmt: skip
CHOICES = st.builds(
    Choice, st.sampled_from([None, "2015-02-10"]), st.sampled_from([None, "2015-12-31"]), st.sampled_from([(), ("assault",), ("assault-drone", "aid")]),
    st.sampled_from([None, ("p",)]), st.sampled_from([None, "a"]), st.sampled_from([None, -1, 1]), st.booleans(),
)  # fmt: skip


@settings(deadline=None)
@given(DEEDS, CHOICES)
def test_pairs_are_what_going_through_the_events_gives(given_: list[tuple[Any, ...]], choice: Choice) -> None:
    deeds = [
        told(n, kind, agents, patients, participants=both, first=first, last=last, killed=killed, low=low if killed is None else killed, high=None if n % 2 else killed, place=place, factuality=fact, part_of=whole)
        for n, (kind, agents, patients, both, (first, last), killed, low, place, fact, whole) in enumerate(given_)
    ]

    def chosen(d: Deed) -> bool:
        dated = d.first is not None or d.last is not None
        kind = any(d.type == each or d.type.startswith(f"{each}-") for each in choice.types)
        return (
            (not (choice.since or choice.until) or dated)
            and not (choice.since and d.last and d.last < choice.since)
            and not (choice.until and d.first and d.first > choice.until)
            and (not choice.types or kind)
            and (choice.places is None or d.place in choice.places)
            and choice.sign in (None, d.sign)
        )

    expected = []
    for pair in combinations(("a", "b", "c", "x--1"), 2):
        if (choice.named and "x--1" in pair) or (choice.actor is not None and choice.actor not in pair):
            continue
        behind = [(d, sides(d)[pair]) for d in deeds if pair in sides(d) and chosen(d)]
        ids = {d.id for d, _ in behind}
        counted = [d for d, _ in behind if (d.killed is not None or d.low is not None) and d.part_of not in ids]
        if behind:
            figures = [d.killed if d.killed is not None else d.low or 0 for d in counted]
            quads = [sum(quad(d.type) == n for d, _ in behind) for n in (1, 2, 3, 4)]
            row: list[Any] = [
                *pair, len(behind), *(sum(way == n for _, way in behind) for n in (1, 2, 3)), sum(figures) if figures else None,
                sum(d.high is None for d in counted), len(counted), min((d.first for d, _ in behind if d.first), default=None),
                max((d.last for d, _ in behind if d.last), default=None), tuple(quads),
            ]  # fmt: skip
            expected.append(PairSum(*row))
    expected.sort(key=lambda p: (-p.events, -(p.killed if p.killed is not None else -1), p.one, p.other))
    ledger = in_memory(deeds=deeds)
    assert ledger.pairs(choice) == expected
    assert ledger.pairs(choice, 1) == expected[:1]
    assert list(ledger.deeds()) == sorted((d._replace(claims=()) for d in deeds), key=lambda d: d.id)  # claims come by themselves
    assert list(ledger.days()) == [(d.id, d.first, d.last) for d in ledger.deeds()]


def test_dyads_of_a_war(war: conflictgraph.Graph) -> None:
    first, *others = war.dyads()
    assert (first.first_actor.id, first.second_actor.id, first.events) == ("front", "army", 2)
    assert (first.first_acts, first.second_acts, first.both_act) == (2, 0, 0)
    assert (first.killed, first.at_least, first.counted, first.first, first.last) == (13, False, 2, "2024-01-10", "2024-03-05")
    assert first.material_conflict == 2
    assert not any("--" in each.first_actor.id for each in others)
    assert any(each.first_actor.id == "gunmen--a1" for each in war.dyads(named=False))
    assert [each.first_actor.id for each in war.dyads("gunmen--a1")] == ["gunmen--a1"]
    assert {(r.first_actor.id, r.second_actor.id) for r in war.dyads(only="cooperation", place="Kandor")} == {("front", "militia")}
    assert war.dyads(since="2030") == [] == war.dyads(limit=0)
    assert [r.second_actor.id for r in war.dyads("militia", type=["assault"], until="2024-03-10")] == ["army"]


@pytest.mark.parametrize(
    "filters",
    [{"speakers": 2}, {"confidence": 0.7}, {"policy": "two-speakers"}, {"policy": "attributed"}, {"by": "Gazette"}, {"actor_kind": "armed-group"},
     {"actor_kind": ["state-force", "armed-group"], "since": "2024-02"}, {"speakers": 2, "only": "conflict", "place": "Kandor"}],
)  # fmt: skip
def test_pairs_heed_the_filters_of_networks(war: conflictgraph.Graph, filters: dict[str, Any]) -> None:
    found = {(row.first_actor.id, row.second_actor.id): row.events for row in war.dyads(**filters)}
    events: dict[frozenset[str], set[str]] = {}
    for a, b, data in war.network("actors", **filters).edges(data=True):
        events.setdefault(frozenset((a, b)), set()).update(data["events"])
    assert {frozenset(ends): n for ends, n in found.items()} == {ends: len(ids) for ends, ids in events.items()}
    assert found != {(row.first_actor.id, row.second_actor.id): row.events for row in war.dyads()} or filters == {"by": "Gazette"}


def test_a_timeline_heeds_the_filters_of_networks(war: conflictgraph.Graph) -> None:
    all_, sure, two = war.timeline("army"), war.timeline("army", confidence=0.75), war.timeline("army", "front", policy="two-speakers")
    assert (all_.events, sure.events) == (5, len([d for d in war.deeds() if "army" in (*d.patients, *d.agents) and d.confidence >= 0.75]))
    assert 0 < sure.events < all_.events
    assert two.events == len([d for d in war.deeds() if d.agents == ("front",) and d.patients == ("army",) and d.speakers >= 2])


def test_a_timeline_tells_what_a_window_leaves_out() -> None:
    heard: list[str] = []
    with tempfile.TemporaryDirectory() as folder, conflictgraph.open(build(Path(folder) / "g"), create=False, tell=heard.append) as graph:
        graph.timeline("league", "front")
        assert heard == []
        graph.timeline("league", "front", since="2024-02")
    assert heard == ["1 event is left out because the time is unknown."]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"actor_kind": "alien"}, "There is no actor kind “alien”"), ({"policy": "all-of-it"}, "There is no policy “all-of-it”"), ({"confidence": 2}, "from 0 to 1"),
        ({"since": "2024-02", "until": "2024-01"}, "the end is before the beginning"),
        ({"since": "soon"}, "is no date"),
        ({"only": "peace"}, "neither conflict nor cooperation"),
        ({"type": "dancing"}, "is none of"),
        ({"actor": "Zzyzx"}, "Zzyzx"),
    ],
)
def test_what_cannot_be_asked_is_one_sentence(war: conflictgraph.Graph, asked: dict[str, str], said: str) -> None:
    with pytest.raises((StopRun, UnknownName), match=said):
        war.dyads(**asked)  # type: ignore[arg-type]


def test_a_timeline_counts_what_is_certain_and_tells_the_rest(war: conflictgraph.Graph) -> None:
    found = war.timeline("Kandor army")
    assert found.bins == (
        Bin("2024-01", "2024-01-01", "2024-01-31", 3, 11, False, 0),
        Bin("2024-02", "2024-02-01", "2024-02-29", 0, None, False, 0),
        Bin("2024-03", "2024-03-01", "2024-03-31", 2, 3, False, 0),
    )
    assert (found.events, found.undated, found.spanning) == (5, 0, 0)
    weekly = war.timeline("Kandor army", by="week")
    assert (weekly.spanning, weekly.bins[0].period, weekly.bins[-1].period) == (1, "2024-W02", "2024-W10")
    assert weekly.bins[-1].possible == 1 and weekly.bins[0].possible == 0
    assert war.timeline("league", "front").undated == 1
    assert war.timeline("front", "army", only="cooperation").bins == ()
    with pytest.raises(StopRun, match="same actor"):
        war.timeline("front", "Northern Front")


def test_a_part_is_counted_once_and_counts_where_its_whole_is_in_no_bin() -> None:
    month = told(1, first="2015-02-01", last="2015-02-28", killed=20)
    parts = [told(n, first=f"2015-02-{n:02}", last=f"2015-02-{n:02}", killed=5, part_of="E-1") for n in (2, 3)]
    spans = in_memory(deeds=[month, *parts]).spans(Choice(actor="a"))
    assert [(s.events, s.killed, s.whole) for s in spans] == [
        (1, 20, None), (1, 5, ("2015-02-01", "2015-02-28")), (1, 5, ("2015-02-01", "2015-02-28")),
    ]  # fmt: skip
    assert in_memory(deeds=[month, *parts]).spans(Choice(actor="b"), "a") == spans
    assert [s.whole for s in in_memory(deeds=parts).spans(Choice(actor="a"))] == [None, None]


@given(st.dates(), st.sampled_from(["year", "month", "week", "day"]))
def test_a_day_is_in_the_period_that_it_names(day: object, by: str) -> None:
    from conflictgraph.query.tallies import _days

    period = period_of(str(day), str(day), by)  # type: ignore[arg-type]
    if period is not None and not period.startswith(("0000", "0001-W01")):
        first, last = _days(period, by)  # type: ignore[arg-type]
        assert first <= str(day) <= last
