"""Lookups find what is asked for, say who says so, and never guess in silence."""

from __future__ import annotations

import runpy
from dataclasses import replace
from pathlib import Path

import pytest

from conflictgraph import store as stores
from conflictgraph.errors import AmbiguousName, GraphError, StopRun, UnknownName
from conflictgraph.model import Figure
from conflictgraph.query import (
    ActorView,
    ArticleView,
    EventView,
    Lookups,
    PlaceView,
    StatedTie,
    event_type,
    show,
    stats,
)
from conflictgraph.query.plain import columns, flat, to_json
from conflictgraph.query.rows import ActorRow, ArticleRow, ClaimRow, EventRow, EventWithWords, PlaceRow, Ref, TieRow
from conflictgraph.query.words import day, figure, parties, when

world = runpy.run_path(str(Path(__file__).parent / "world.py"))
SARN, SCHOOL, SHELLED, FREED = (world[name] for name in ("SARN", "SCHOOL", "SHELLED", "FREED"))


# --- names -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "Adan Vey",
        "adan vey",
        "Colonel Vey",
        "adan-vey",
        "actor:adan-vey",
        "https://w3id.org/conflictgraph/id/actor/adan-vey",
    ],
)
def test_a_name_an_alias_and_an_id_find_the_same_actor(look: Lookups, notes: list[str], name: str) -> None:
    assert look.find(name, "actor").id == "adan-vey"
    assert notes == []


@pytest.mark.parametrize("name", ["Adan Vay", "Adn Vey", "Adan"])
def test_a_misspelling_and_a_beginning_are_understood_and_told(look: Lookups, notes: list[str], name: str) -> None:
    assert look.find(name, "actor").id == "adan-vey"
    assert notes == [f"“{name}” is taken for Adan Vey."]


def test_a_whole_name_is_not_ambiguous_with_longer_ones(look: Lookups) -> None:
    assert look.find("Northern Front", "actor").id == "northern-front"


def test_a_name_of_several_lists_the_candidates(look: Lookups) -> None:
    with pytest.raises(AmbiguousName, match=r"Northern Front \(actor:northern-front\)") as caught:
        look.find("northern", "actor")
    assert {identifier for identifier, _ in caught.value.candidates} == {
        "actor:northern-front",
        "actor:northern-front-of-ivria",
    }


def test_an_unknown_name_suggests_the_nearest(look: Lookups) -> None:
    with pytest.raises(UnknownName, match=r"no actor called “Zzyx” in the graph\."):
        look.find("Zzyx", "actor")
    with pytest.raises(UnknownName, match=r"did you mean Defence Ministry"):
        look.find("Defend Minstri", "actor")


def test_a_name_of_an_actor_and_a_place_is_the_actor_unless_a_place_is_asked_for(look: Lookups) -> None:
    found = look.find("Kandor", "actor", "place")
    assert (found.kind, [(ref.kind, ref.id) for ref in found.also]) == ("actor", [("place", "kandor")])
    assert look.find("Kandor", "place").kind == "place"
    assert look.find("place:kandor", "actor", "place").kind == "place"


@pytest.mark.parametrize(
    "prefix",
    ["E-10aa000000000001", "E-10aa", "e-10AA", "E-1", "C-10aa", "E-2000000000", "C-2", "event:E-10aa", "E-10aa00…"],
)
def test_any_beginning_of_the_id_of_any_claim_finds_its_event(look: Lookups, prefix: str) -> None:
    assert look.find(prefix, "event").id == SARN


def test_a_beginning_that_several_ids_share_lists_them(look: Lookups) -> None:
    with pytest.raises(AmbiguousName) as caught:
        look.find("E-40bb", "event")
    assert len(caught.value.candidates) == 2


def test_an_id_of_another_kind_is_told_as_such(look: Lookups) -> None:
    with pytest.raises(UnknownName, match="is the id of an article, and an event is asked for"):
        look.find(world["GAZETTE"].id, "event")
    with pytest.raises(UnknownName, match="Nothing in the graph has an id that begins with “E-ffff”"):
        look.find("E-ffff", "event")


def test_event_types_are_found_by_type_mode_or_both() -> None:
    assert [event_type(t) for t in ("assault", "Assault Drone", "suicide attack", "HEAVY-WEAPONS")] == [
        "assault",
        "assault-drone",
        "assault-suicide-attack",
        "assault-heavy-weapons",
    ]
    with pytest.raises(UnknownName, match="could be retreat-withdraw, sanction-withdraw"):
        event_type("withdraw")
    with pytest.raises(UnknownName, match="is none of agree, consult"):
        event_type("dance")


# --- listings ----------------------------------------------------------------------------------------------------


def ids(rows: list[EventRow]) -> list[str]:
    return [row.id for row in rows]


def test_events_come_latest_first_and_alleged_ones_only_when_asked_for(look: Lookups) -> None:
    assert ids(look.events()) == [SARN, SHELLED, FREED]
    assert set(ids(look.events(all=True))) == {SARN, SHELLED, FREED, SCHOOL}


def test_a_place_holds_the_events_of_all_that_lies_in_it(look: Lookups) -> None:
    assert ids(look.events(place="Sarn")) == [SARN]
    assert ids(look.events(place="Lake Province")) == [SARN]
    assert ids(look.events(place="Kandor")) == [SARN, SHELLED]
    assert ids(look.events(place="Ormel", all=True)) == [SHELLED, SCHOOL]


def test_filters_of_events_add_up(look: Lookups, notes: list[str]) -> None:
    assert ids(look.events(actor="NF")) == [SARN]
    assert ids(look.events(actor="kandor-army", place="Ormel")) == [SHELLED]
    assert ids(look.events(type="heavy-weapons")) == [SHELLED]
    assert ids(look.events(type="assault")) == [SARN, SHELLED]
    assert ids(look.events(killed=2)) == [SARN]
    assert ids(look.events(killed=3)) == []
    assert ids(look.events(wounded=1)) == []
    assert ids(look.events(contested=True)) == [SARN]
    assert ids(look.events(limit=1)) == [SARN]
    assert notes == []


def test_a_span_of_time_keeps_what_can_have_happened_in_it_and_tells_of_the_undated(
    look: Lookups, notes: list[str]
) -> None:
    assert ids(look.events(since="2024")) == [SARN]
    assert ids(look.events(since="2023-06", until="2023-07")) == [SHELLED]
    assert ids(look.events(until="2022")) == []
    assert notes == ["1 event is left out because the time is unknown."] * 3
    with pytest.raises(StopRun, match="“yesterday” is no date"):
        look.events(since="yesterday")


def test_an_event_holds_its_parties_place_and_figures(look: Lookups) -> None:
    row = look.events(limit=1)[0]
    assert [ref.label for ref in row.agents] == ["Northern Front"]
    assert row.place is not None
    assert row.place.label == "Sarn"
    assert (row.killed, row.contested, row.speakers, row.reports) == (Figure(2, 2, 10), ("killedBest",), 2, 2)
    assert parties(row) == "Northern Front → Kandor army"


def test_claims_come_in_order_with_their_words_and_where_they_stand(look: Lookups) -> None:
    rows = look.claims(about=SARN)
    assert [row.speaker.label for row in rows] == ["Defence Ministry", "Defence Ministry", "Northern Front"]
    for row in rows:
        text = {world["GAZETTE"].id: world["GAZETTE"], world["HERALD"].id: world["HERALD"]}[row.article].text
        assert text[row.start : row.end] == row.sentence


def test_claims_are_found_by_what_they_are_about_and_who_says_them(look: Lookups) -> None:
    def found(about: str | None = None, by: str | None = None, article: str | None = None) -> set[str]:
        return {row.id for row in look.claims(about, by, article)}

    assert found(by="Defence Ministry") == {world["C_TEN"], world["C_SAID"]}
    assert found(by="Adan Vey") == {world["C_SAID"]}  # an outer speaker
    assert found(about="Adan Vey") == {world["C_LEADS"]}
    assert found(about="Ormel") == {world["C_SHELLED"], world["C_SCHOOL"]}
    assert found(about=SARN[:6], by="NF") == {world["C_TWO"]}
    assert found(article=world["HERALD"].id) == {world["C_TWO"], world["C_SHELLED"], world["C_FREED"]}
    assert len(found()) == 7


def test_articles_actors_and_places_are_counted(look: Lookups) -> None:
    assert [(row.publisher, row.claims) for row in look.articles()] == [("Lakeside Herald", 3), ("Kandor Gazette", 4)]
    assert [row.id for row in look.articles(publisher="Kandor Gazette", until="2024-02-10")] == [world["GAZETTE"].id]
    counts = {row.id: (row.events, row.claims) for row in look.actors()}
    assert counts["northern-front"] == (1, 1)
    assert counts["kandor-army"] == (2, 0)
    assert [row.id for row in look.actors(kind="person")] == ["adan-vey"]
    assert "gunmen--a1" not in {row.id for row in look.actors(unnamed=False)}
    assert {row.id for row in look.actors(named="FRONT")} == {"northern-front", "northern-front-of-ivria"}
    assert {row.label: (row.events, row.killed) for row in look.places()} == {
        "Sarn": (1, 2),
        "Ormel": (1, None),
        "Kandor": (0, None),
        "Lake Province": (0, None),
    }
    assert {row.label for row in look.places(within="Lake Province")} == {"Lake Province", "Sarn"}


def test_the_stats_count_only_facts_as_such(look: Lookups) -> None:
    held = stats(look.things)
    assert (held.articles, held.events, held.actual, held.claims, held.disputes, held.killed) == (2, 4, 3, 7, 1, 2)
    assert (held.first, held.last) == ("2023-01-01", "2024-02-09")
    assert held.types == (("assault", 2), ("retreat", 1))


def test_the_events_behind_a_summed_tie_are_found(look: Lookups) -> None:
    leads, fights = look.ties()
    assert (fights.kind, leads.kind) == ("fights", "leads")
    assert [each.event.id for each in look.events_behind(fights)] == [SARN]
    assert look.events_behind(leads) == []
    assert [tie.kind for tie in look.ties(actor="Adan Vey")] == ["leads"]


# --- one thing ---------------------------------------------------------------------------------------------------


def test_an_actor_shows_ties_events_and_claims_each_with_its_sentence(look: Lookups) -> None:
    shown = show(look, "Northern Front")
    assert isinstance(shown, ActorView)
    assert [(t.tie.kind, [c.sentence for c in t.claims]) for t in shown.ties] == [
        ("leads", ["Colonel Adan Vey leads the Northern Front."]),
        ("fights", []),
    ]
    assert [(each.event.id, each.claim.id if each.claim else None) for each in shown.events] == [(SARN, world["C_TEN"])]
    assert [claim.id for claim in shown.statements] == [world["C_TWO"]]


def test_a_place_shows_what_happened_in_it_and_where_it_lies(look: Lookups) -> None:
    shown = show(look, "Sarn")
    assert isinstance(shown, PlaceView)
    assert [ref.label for ref in shown.within] == ["Lake Province", "Kandor"]
    assert [each.event.id for each in shown.events] == [SARN]


def test_an_event_an_article_a_relation_and_a_claim_are_shown_by_their_ids(look: Lookups) -> None:
    event, claim = show(look, SARN), show(look, world["C_TWO"][:6])
    assert isinstance(event, EventView)
    assert event == claim
    assert len(event.claims) == 3
    article = show(look, world["GAZETTE"].id[:8])
    assert isinstance(article, ArticleView)
    assert len(article.claims) == 4
    relation = show(look, world["LEADS"])
    assert isinstance(relation, StatedTie)
    assert relation == show(look, world["C_LEADS"])


# --- forms -------------------------------------------------------------------------------------------------------


def test_flat_rows_have_the_columns_of_their_class(look: Lookups) -> None:
    rows: list[tuple[type, list[object]]] = [
        (ArticleRow, list(look.articles())),
        (ActorRow, list(look.actors())),
        (PlaceRow, list(look.places())),
        (EventRow, list(look.events(all=True))),
        (ClaimRow, list(look.claims())),
        (TieRow, list(look.ties())),
    ]
    for kind, found in rows:
        assert found
        for row in found:
            assert list(flat(row)) == columns(kind)
            assert all(value is None or isinstance(value, (str, int, float)) for value in flat(row).values())


def test_a_flat_row_has_nothing_where_nothing_is_known() -> None:
    row = EventRow(**dict.fromkeys(EventRow.__dataclass_fields__, None))  # type: ignore[arg-type]
    bare = EventRow(**dict.fromkeys(EventRow.__dataclass_fields__, ()))  # type: ignore[arg-type]
    assert flat(row) == dict.fromkeys(columns(EventRow)) == flat(bare)
    told = flat(replace(row, killed=Figure(2, None, 9), who=(("civilians", Figure(1, 1, None)),), lasting=False, speakers=0, place=Ref("aden", "Aden", "place")))
    assert {name: value for name, value in told.items() if value is not None} == {
        "killedLow": 2, "killedHigh": 9, "who": "civilians 1..", "lasting": False, "speakers": 0, "place": "aden", "placeLabel": "Aden",
    }  # fmt: skip
    assert list(told) == columns(EventRow)


def test_the_first_words_about_an_event_come_with_it(look: Lookups) -> None:
    for row in look.events(all=True):
        assert look.with_words(row.id) == EventWithWords(row, look.first_claim(row.id))


def test_rows_are_json_without_loss_of_ids_labels_and_bounds(look: Lookups) -> None:
    data = to_json(look.events(limit=1)[0])
    assert data["agents"] == [{"id": "northern-front", "label": "Northern Front", "kind": "actor"}]
    assert data["killed"] == {"low": 2, "best": 2, "high": 10}
    assert data["who"] == {}


def test_times_and_figures_read_as_they_were_meant() -> None:
    assert when("2024-02-01", "2024-02-29") == "2024-02"
    assert when("2023-01-01", "2023-12-31") == "2023"
    assert when("2024-02-09", "2024-02-12") == "2024-02-09/2024-02-12"
    assert (when(None, None), when(None, "2024-02-09")) == ("", "until 2024-02-09")
    assert [day("2024-2", end=True), day("2024-02-09")] == ["2024-02-29", "2024-02-09"]
    with pytest.raises(StopRun, match="no date"):
        day("2023-02-29")
    assert [figure(f) for f in (None, Figure(0, 0, 0), Figure(3, None, None), Figure(1200, 1300, None))] == [
        "",
        "0",
        "3+",
        "1,300 (1,200+)",
    ]


def test_a_graph_that_lacks_what_it_refers_to_is_told_in_one_sentence(look: Lookups) -> None:
    with pytest.raises(GraphError, match="conflictgraph rebuild"):
        look.things.actor("nobody")


def test_of_places_with_one_name_the_one_that_contains_the_others_is_taken_and_told(tmp_path: Path) -> None:
    from dataclasses import replace

    from conflictgraph.graphmodel import GPlace

    graph = world["GRAPH"]
    district = GPlace("sarn-district", "Sarn", precision="district", within="lake-province")
    city = next(place for place in graph.places if place.id == "sarn")
    for within, taken in (("sarn-district", "sarn-district"), ("lake-province", None)):
        others = tuple(place for place in graph.places if place is not city)
        changed = replace(graph, places=(*others, replace(city, within=within), district))
        told: list[str] = []
        with stores.open(world["build"](tmp_path / within, changed)) as store:
            look = Lookups(store, told.append)
            if taken is None:
                with pytest.raises(AmbiguousName, match=r"Sarn, district in Lake Province \(place:sarn-district\)"):
                    look.find("Sarn", "place")
            else:
                assert look.find("Sarn", "place").id == taken
                assert ids(look.events(place="Sarn")) == [SARN]
                assert "district in Lake Province, which contains the others" in told[0]
