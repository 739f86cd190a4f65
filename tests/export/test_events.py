"""Events on maps, timelines, in the tables of other projects, and as notes: nothing guessed, nothing obeyed."""

from __future__ import annotations

import dataclasses
import json
import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from lxml import etree
from tests.export.nets import texts

from conflictgraph import api
from conflictgraph.export.datasets import ACLED, UCDP, _acled_types, _matches
from conflictgraph.export.material import point
from conflictgraph.export.notes import escaped
from conflictgraph.graphmodel import Facts, GActor, GEvent, GPlace
from conflictgraph.model import Figure

world = runpy.run_path(str(Path(__file__).parent.parent / "query" / "world.py"))
KML = "{http://www.opengis.net/kml/2.2}"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[api.Graph]:
    with api.open(world["build"](tmp_path_factory.mktemp("world") / "g")) as opened:
        yield opened


def test_geojson_has_a_point_where_one_is_known_and_null_where_not(graph: api.Graph, tmp_path: Path) -> None:
    notes = graph.export(tmp_path / "g.geojson")
    read = json.loads((tmp_path / "g.geojson").read_text("utf-8"))
    by_id = {each["id"]: each for each in read["features"]}
    assert by_id[world["SARN"]]["geometry"] == {"type": "Point", "coordinates": [20.5, 10.5]}
    assert by_id[world["FREED"]]["geometry"] is None
    assert by_id[world["SHELLED"]]["properties"]["time"] == "2023-01-01T00:00:00Z"
    assert by_id[world["SHELLED"]]["properties"]["timeEnd"] == "2023-12-31T23:59:59Z"
    assert by_id[world["FREED"]]["properties"]["time"] is None
    assert all(not isinstance(value, (list, dict)) for each in by_id.values() for value in each["properties"].values())
    assert notes == [
        "GeoJSON holds events; actors, relations and claims are in .zip, .ttl and others.",
        "1 event without a point: where it happened is unknown, or no closer than a country or region.",
    ]


def test_no_event_is_put_at_the_centre_of_a_country() -> None:
    assert point([GPlace("kandor", "Kandor", lat=10.0, lon=20.0, precision="country", centroid=True)]) is None
    assert point([GPlace("lake", "Lake Province", lat=1.0, lon=2.0, precision="province", centroid=True)]) == (1.0, 2.0, True)
    assert point([GPlace("x", "X", precision="city")]) is None
    assert point([]) is None


def test_kml_spans_the_time_in_which_it_happened(graph: api.Graph, tmp_path: Path) -> None:
    graph.export(tmp_path / "g.kml")
    marks = {str(each.get("id")): each for each in etree.parse(tmp_path / "g.kml").iter(f"{KML}Placemark")}
    assert len(marks) == 4
    shelled = marks[world["SHELLED"]]
    assert (shelled.findtext(f"{KML}TimeSpan/{KML}begin"), shelled.findtext(f"{KML}TimeSpan/{KML}end")) == ("2023-01-01", "2023-12-31")
    assert shelled.findtext(f"{KML}Point/{KML}coordinates") == "-20.5,11.25"
    assert marks[world["FREED"]].find(f"{KML}Point") is None
    assert marks[world["FREED"]].find(f"{KML}TimeSpan") is None


def test_timelinejs_gets_dates_as_numbers_and_texts_without_html(tmp_path: Path) -> None:
    whole = world["GRAPH"]
    nasty = '<img src=x onerror="alert(1)">'
    actors = tuple(dataclasses.replace(a, label=nasty) if a.id == "northern-front" else a for a in whole.actors)
    with api.open(world["build"](tmp_path / "g", dataclasses.replace(whole, actors=actors))) as graph:
        notes = graph.export(tmp_path / "g.timeline.json")
    read = json.loads((tmp_path / "g.timeline.json").read_text("utf-8"))["events"]
    assert read[0]["start_date"] == {"year": 2024, "month": 2, "day": 9} and "end_date" not in read[0]
    assert read[1]["end_date"] == {"year": 2023, "month": 12, "day": 31} and read[1]["display_date"] == "2023"
    assert "<img" not in json.dumps(read) and "&lt;img" in read[0]["text"]["headline"]
    assert notes == [
        "TimelineJS JSON holds events; actors, relations and claims are in .zip, .ttl and others.",
        "2 events left out, whose time is unknown: TimelineJS has no place for them.",
        "TimelineJS JSON cannot hold these attributes, which are left out: confidence, edtf, killedHigh, placePrecision, reports, speakers.",
    ]


def test_titles_and_days_are_words_that_can_be_read_out(tmp_path: Path) -> None:
    whole = world["GRAPH"]
    both = Facts("assault", participants=("kandor-army", "northern-front"), earliest="2024-02-01", latest="2024-02-29", edtf="2024-02", killed=Figure(24, None, None))
    events = tuple(dataclasses.replace(e, facts=both) if e.id == world["SARN"] else e for e in whole.events)
    with api.open(world["build"](tmp_path / "g", dataclasses.replace(whole, events=events))) as graph:
        graph.export(tmp_path / "g.timeline.json")
        graph.export(tmp_path / "vault", "obsidian")
    slide = next(each for each in json.loads((tmp_path / "g.timeline.json").read_text("utf-8"))["events"] if each["unique_id"] == world["SARN"])
    assert slide["display_date"] == "February 2024"
    assert slide["text"]["headline"] == "assault Kandor army ↔ Northern Front (at least 24 killed)"
    note = next(path for path in (tmp_path / "vault" / "Events").iterdir() if f'"{world["SARN"]}"' in path.read_text("utf-8").split("\n")[1])
    assert "- Killed: at least 24\n" in note.read_text("utf-8")


@pytest.mark.parametrize(("kind", "style"), [("assault", "conflict"), ("aid", "cooperation"), ("consult", "other"), ("request", "other"), ("retreat", "other")])
def test_kml_colours_an_event_by_the_sign_that_networks_give_it(tmp_path: Path, kind: str, style: str) -> None:
    whole = world["GRAPH"]
    events = tuple(dataclasses.replace(e, facts=dataclasses.replace(e.facts, event_type=kind)) for e in whole.events if e.id == world["SARN"])
    graph_ = dataclasses.replace(whole, events=events, relations=(), claims=(), passages=())
    with api.open(world["build"](tmp_path / "g", graph_)) as graph:
        graph.export(tmp_path / "g.kml")
    assert f"<styleUrl>#{style}</styleUrl>" in (tmp_path / "g.kml").read_text("utf-8")


# --- the tables of other projects --------------------------------------------------------------------------------


def rows(path: Path) -> list[dict[str, Any]]:
    return pq.read_table(path).to_pylist()  # type: ignore[no-any-return, unused-ignore]


def test_parquet_has_the_columns_and_types_of_acled_and_ucdp(graph: api.Graph, tmp_path: Path) -> None:
    for name, columns in (("g.acled.parquet", ACLED), ("g.ucdp.parquet", UCDP)):
        notes = graph.export(tmp_path / name)
        assert pq.read_schema(tmp_path / name).names == list(columns)
        assert "1 event left out that nobody tells as a fact (alleged, planned, threatened)." in notes
    sarn = next(row for row in rows(tmp_path / "g.acled.parquet") if row["event_id_cnty"] == world["SARN"])
    assert (sarn["event_date"], sarn["time_precision"], sarn["event_type"], sarn["fatalities"]) == ("2024-02-09", 1, "Battles", 2)
    assert (sarn["country"], sarn["admin1"], sarn["location"], sarn["geo_precision"]) == ("Kandor", "Lake Province", "Sarn", 1)
    assert (sarn["actor1"], sarn["inter1"], sarn["actor2"], sarn["inter2"]) == ("Northern Front", None, "Kandor army", None)
    sarn = next(row for row in rows(tmp_path / "g.ucdp.parquet") if row["relid"] == world["SARN"])
    assert (sarn["type_of_violence"], sarn["low"], sarn["best"], sarn["high"]) == (1, 2, 2, 10)
    assert (sarn["date_start"], sarn["date_prec"], sarn["where_prec"], sarn["number_of_sources"]) == ("2024-02-09", 1, 1, 2)


def test_what_is_unknown_is_empty_in_the_tables(tmp_path: Path) -> None:
    whole = world["GRAPH"]
    facts = Facts("assault", ("northern-front",), ("hostages--b1",), place="kandor", place_precision="country", earliest="2024-01-01", latest="2024-12-31", killed=Figure(3, None, None), who=(("civilians", Figure(3, None, None)),))
    events = tuple(dataclasses.replace(e, facts=facts) if e.id == world["SARN"] else e for e in whole.events)
    with api.open(world["build"](tmp_path / "g", dataclasses.replace(whole, events=events))) as graph:
        graph.export(tmp_path / "g.acled.parquet")
        graph.export(tmp_path / "g.ucdp.parquet")
    acled = next(row for row in rows(tmp_path / "g.acled.parquet") if row["event_id_cnty"] == world["SARN"])
    assert (acled["event_date"], acled["time_precision"], acled["year"], acled["latitude"], acled["fatalities"]) == (None, None, 2024, None, None)
    assert (acled["event_type"], acled["sub_event_type"]) == ("Violence against civilians", "Attack")
    ucdp = next(row for row in rows(tmp_path / "g.ucdp.parquet") if row["relid"] == world["SARN"])
    assert (ucdp["type_of_violence"], ucdp["date_prec"], ucdp["where_prec"], ucdp["low"], ucdp["best"], ucdp["high"]) == (3, 5, 6, 3, None, None)


def test_a_group_of_people_is_not_taken_for_civilians(tmp_path: Path) -> None:
    whole = world["GRAPH"]
    facts = Facts("assault", ("northern-front",), ("hostages--b1",), earliest="2024-01-01", latest="2024-01-01", killed=Figure(3, 3, 3))
    events = tuple(dataclasses.replace(e, facts=facts) if e.id == world["SARN"] else e for e in whole.events)
    with api.open(world["build"](tmp_path / "g", dataclasses.replace(whole, events=events))) as graph:
        graph.export(tmp_path / "g.acled.parquet")
        graph.export(tmp_path / "g.ucdp.parquet")
    acled = next(row for row in rows(tmp_path / "g.acled.parquet") if row["event_id_cnty"] == world["SARN"])
    assert (acled["disorder_type"], acled["event_type"], acled["civilian_targeting"]) == ("Political violence", None, None)
    ucdp = next(row for row in rows(tmp_path / "g.ucdp.parquet") if row["relid"] == world["SARN"])
    assert (ucdp["type_of_violence"], ucdp["best"]) == (None, 3)


@pytest.mark.parametrize(
    ("agent", "patient", "place", "dead", "inter"),
    [
        ("kandor-military", "torland-police", "sarn", "soldiers", ("State forces", "External/Other forces", "State forces-External/Other forces")),
        ("torland", "hostages--b1", "sarn", "civilians", ("External/Other forces", "Civilians", "External/Other forces-Civilians")),
        ("kandor-military", "northern-front", "sarn", "combatants", ("State forces", None, None)),
        ("kandor-military", "torland-police", "", "soldiers", (None, None, None)),
    ],
)
def test_a_states_forces_are_external_ones_in_another_country(tmp_path: Path, agent: str, patient: str, place: str, dead: str, inter: tuple[str | None, ...]) -> None:
    whole = world["GRAPH"]
    forces = (GActor("kandor-military", "Kandor military", (), "state-force", "Organization"), GActor("torland-police", "Torland police", (), "state-force", "Organization"), GActor("torland", "Torland", (), "state", "Country"))
    figure = Figure(3, 3, 3)
    facts = Facts("assault", (agent,), (patient,), place=place or None, place_precision="city" if place else None, earliest="2024-02-09", latest="2024-02-09", killed=Figure(5, 5, 5), who=((dead, figure),))  # type: ignore[arg-type]
    events = tuple(dataclasses.replace(e, facts=facts) if e.id == world["SARN"] else e for e in whole.events)
    with api.open(world["build"](tmp_path / "g", dataclasses.replace(whole, events=events, actors=(*whole.actors, *forces)))) as graph:
        graph.export(tmp_path / "g.acled.parquet")
        graph.export(tmp_path / "g.ucdp.parquet")
    acled = next(row for row in rows(tmp_path / "g.acled.parquet") if row["event_id_cnty"] == world["SARN"])
    assert (acled["inter1"], acled["inter2"], acled["interaction"]) == inter
    ucdp = next((row for row in rows(tmp_path / "g.ucdp.parquet") if row["relid"] == world["SARN"]), None)
    assert ucdp is not None
    # Of whom nobody says what they were; soldiers and fighters are somebody's, and UCDP would ask whose.
    assert (ucdp["deaths_civilians"], ucdp["deaths_unknown"]) == ((3, 2) if dead == "civilians" else (None, None))


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Iterator[api.Graph]:
    """Two attacks, and a toll of the month that sums them up and more."""
    whole = world["GRAPH"]
    facts = [
        Facts("assault", ("northern-front",), ("kandor-army",), earliest=f"2024-02-{n:02}", latest=f"2024-02-{n:02}", killed=Figure(n, n, n))
        for n in (3, 4)
    ]
    facts.append(Facts("assault", ("northern-front",), ("kandor-army",), earliest="2024-02-01", latest="2024-02-29", killed=Figure(20, 20, 20)))
    events = tuple(GEvent(f"E-{n:016x}", each, "actual", 1, 1, part_of=f"E-{2:016x}" if n < 2 else None) for n, each in enumerate(facts))
    with api.open(world["build"](tmp_path_factory.mktemp("month") / "g", dataclasses.replace(whole, events=events, claims=(), passages=(), relations=()))) as opened:
        yield opened


def test_an_event_and_its_parts_are_not_both_rows_of_incidents(month: api.Graph, tmp_path: Path) -> None:
    for name, number, figure in (("g.acled.parquet", "event_id_cnty", "fatalities"), ("g.ucdp.parquet", "relid", "best")):
        notes = month.export(tmp_path / name)
        assert {row[number]: row[figure] for row in rows(tmp_path / name)} == {f"E-{0:016x}": 3, f"E-{1:016x}": 4}
        assert "1 event left out in which other rows, the parts, are summed up." in notes
        assert "13 killed, by the best figures, are told of such sums alone and are in no row." in notes
    month.export(tmp_path / "a.acled.parquet")
    assert [row["tags"] for row in rows(tmp_path / "a.acled.parquet")] == [f"part of E-{2:016x}"] * 2
    # the sum itself, where its parts are not chosen
    month.export(tmp_path / "m.acled.parquet", since="2024-02-20")
    assert [row["fatalities"] for row in rows(tmp_path / "m.acled.parquet")] == [20]


def test_what_the_columns_of_others_do_not_have_is_named(graph: api.Graph, tmp_path: Path) -> None:
    (acled,) = [note for note in graph.export(tmp_path / "g.acled.parquet") if "cannot hold" in note]
    assert acled == "Parquet in ACLED's columns cannot hold these attributes, which are left out: confidence, contested, killedHigh, killedLow, latest, reports, speakers."
    (ucdp,) = [note for note in graph.export(tmp_path / "g.ucdp.parquet") if "cannot hold" in note]
    assert ucdp == "Parquet in UCDP's columns cannot hold these attributes, which are left out: confidence, contested, reports."
    assert not [note for note in graph.export(tmp_path / "g.parquet") if "cannot hold" in note]


def test_a_part_and_its_whole_lead_to_each_other_in_notes_and_networks(month: api.Graph, tmp_path: Path) -> None:
    month.export(f"{tmp_path}/notes/", "obsidian")
    notes = {path.stem: path.read_text("utf-8") for path in (tmp_path / "notes" / "Events").iterdir()}
    (whole,) = [name for name, text in notes.items() if f"E-{2:016x}" in text.split("kind:")[0]]
    parts = [name for name in notes if name != whole]
    for part in parts:
        assert f"- Part of: [[Events/{whole}|{whole}]], whose killed include these" in notes[part]
        assert f"- Part: [[Events/{part}|{part}]]" in notes[whole]
    assert len(parts) == 2
    nodes = month.network("actor-event").nodes
    assert nodes[f"E-{0:016x}"]["part_of"] == f"E-{2:016x}"
    assert "part_of" not in nodes[f"E-{2:016x}"]
    for kind in ("events", "whole"):
        assert month.network(kind).has_edge(f"E-{0:016x}", f"E-{2:016x}", "partOf")


def test_every_category_of_acled_that_a_type_matches_is_in_the_table() -> None:
    named = {name for names in _matches()["acled"].values() for name in names}
    assert named and named <= set(_acled_types())
    assert set(_matches()["ucdp"]["assault"]) == {"1", "2", "3"}


# --- notes -------------------------------------------------------------------------------------------------------


def test_notes_link_to_notes_that_are_there(graph: api.Graph, tmp_path: Path) -> None:
    graph.export(tmp_path / "vault", "obsidian")
    notes = {str(path.relative_to(tmp_path / "vault").with_suffix("")): path.read_text("utf-8") for path in (tmp_path / "vault").rglob("*.md")}
    assert len(notes) == len(graph.actors()) + len(graph.places()) + len(graph.events(all=True))
    links = {link for text in notes.values() for link in re.findall(r"\[\[([^|\]]+)\|", text)}
    assert links and links <= set(notes)
    front = notes["Actors/Northern Front"]
    assert 'aliases: ["NF", "the Front"]' in front and "fights [[Actors/Kandor army|Kandor army]]" in front
    sarn = next(text for name, text in notes.items() if name.startswith("Events/2024-02-09 assault Sarn"))
    assert "killed ten soldiers in Sarn on 9 February" in sarn and "[[Actors/Defence Ministry|Defence Ministry]]" in sarn
    assert "Contested: killedBest" in sarn


def test_two_actors_of_one_name_have_a_note_each(tmp_path: Path) -> None:
    whole = world["GRAPH"]
    actors = tuple(dataclasses.replace(a, label="../../Kandor Army") if a.id in ("kandor", "kandor-army") else a for a in whole.actors)
    with api.open(world["build"](tmp_path / "g", dataclasses.replace(whole, actors=actors))) as graph:
        graph.export(tmp_path / "vault", "obsidian")
        assert len(list((tmp_path / "vault" / "Actors").iterdir())) == len(whole.actors)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["g", "vault"]


@given(texts)
def test_no_text_is_obeyed_in_a_note(text: str) -> None:
    told = escaped(text)
    assert "\n" not in told and "\u202e" not in told
    assert not re.search(r"(?<!\\)(?:\\\\)*[\[\]<>`$#|*_]", told)


def test_a_graph_of_thousands_of_events_is_read_piece_by_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("conflictgraph.export.material.HELD", 3)
    whole = world["GRAPH"]
    more = tuple(GEvent(f"E-{n:016x}", Facts("assault", earliest=f"2024-01-0{n + 1}", latest=f"2024-01-0{n + 1}"), "actual", 1, 1) for n in range(5))
    with api.open(world["build"](tmp_path / "g", dataclasses.replace(whole, events=(*whole.events, *more)))) as graph:
        graph.export(tmp_path / "g.geojson")
        read = json.loads((tmp_path / "g.geojson").read_text("utf-8"))["features"]
        assert [each["id"] for each in read] == [row.id for row in graph.events(all=True)]
        material = graph.material()
        assert [claim.id for claim in material.claims()] == [claim.id for claim in graph.claims()]
