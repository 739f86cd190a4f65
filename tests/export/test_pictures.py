"""Pictures: texts that never meet and never leave the sheet, figures that are those of the graph, nothing that is obeyed."""

from __future__ import annotations

import dataclasses
import re
import runpy
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.export.nets import Graph, networks, texts
from tests.export.svg import SVG, boxes, harmless, nothing, titles, well_set, written

from conflictgraph import api
from conflictgraph.cli import cli
from conflictgraph.errors import StopRun
from conflictgraph.export import exporter_for
from conflictgraph.export.pictures import ego, sheet
from conflictgraph.export.pictures.ego import Ego
from conflictgraph.export.pictures.families import FAMILIES, Happening, killed
from conflictgraph.export.pictures.figures import counted, figure_words, least, span_words
from conflictgraph.export.pictures.letters import clean
from conflictgraph.export.pictures.map import Map
from conflictgraph.export.pictures.sheet import Box
from conflictgraph.export.pictures.ties import _words, ties
from conflictgraph.export.pictures.timeline import Timeline
from conflictgraph.export.plain import Net
from conflictgraph.export.values import Losses
from conflictgraph.kinds import EVENT_TYPES, SUMMED_KINDS, TIE_KINDS
from conflictgraph.model import Figure

world = runpy.run_path(str(Path(__file__).parent.parent / "query" / "world.py"))
FORMS = ("ego", "timeline", "map")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[api.Graph]:
    with api.open(world["build"](tmp_path_factory.mktemp("world") / "g")) as opened:
        yield opened


def export(graph: api.Graph, folder: Path, form: str, **choice: Any) -> tuple[ET.Element, list[str]]:
    path = folder / f"{form}.svg"
    notes = graph.export(path, ego="NF" if form == "ego" else None, force=True, **choice)
    return ET.parse(path).getroot(), notes


# --- the files -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_a_picture_says_what_it_shows_and_holds_nothing_that_runs(graph: api.Graph, tmp_path: Path, form: str) -> None:
    root, _ = export(graph, tmp_path, form)
    assert root.attrib["role"] == "img" and (root[0].tag, root[1].tag) == (f"{SVG}title", f"{SVG}desc")
    assert root.attrib["aria-labelledby"] == f"{root[0].get('id')} {root[1].get('id')}"
    assert (root[0].text or "?") in " ".join(words for _, words in boxes(root))
    assert [words for _, words in boxes(root) if words.startswith("Source: ")]
    well_set(root)
    harmless(root)


def test_the_ending_or_the_whole_name_says_which_picture() -> None:
    for form in FORMS:
        assert {exporter_for(name).name for name in (f"x.{form}.svg", f"{form}.svg", f"a/b/{form.upper()}.SVG")} == {form}
        assert exporter_for("x.svg", form).name == form
    assert exporter_for("network.svg", ego=True).name == exporter_for("-", "svg", ego=True).name == "ego"
    for path, asked in (("network.svg", None), ("roadmap.svg", None), ("-", "svg")):
        with pytest.raises(StopRun, match=r"does not say which picture: \.map\.svg is a map of events, \.timeline\.svg"):
            exporter_for(path, asked)


def test_what_is_not_asked_rightly_is_told_in_a_sentence_and_leaves_no_file(graph: api.Graph, tmp_path: Path) -> None:
    for name, choice, told in (
        ("ego.svg", {}, "needs the actor: --ego NAME"),
        ("map.svg", {"ego": "NF"}, "The map of events holds events; --ego is for"),
        ("timeline.svg", {"since": "2031"}, "No event in the graph fits this choice"),
        ("timeline.svg", {"flavor": "killed"}, "has no flavor “killed”; there is .*killed of map"),
        ("ego.svg", {"ego": "Defence Ministry"}, "Nothing in the graph is tied to “Defence Ministry”"),
        ("map.svg", {"type": "retreat"}, "The place of none of these events is known closely enough"),
    ):
        with pytest.raises(StopRun, match=told):
            graph.export(tmp_path / name, **choice)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_on_the_command_line_notes_go_to_standard_error(graph: api.Graph, tmp_path: Path) -> None:
    where = ["--graph", str(world["build"](tmp_path / "g"))]
    ran = CliRunner().invoke(cli, ["export", "-", "--format", "map", *where])
    assert ran.exit_code == 0 and ET.fromstring(ran.stdout.encode()).tag == f"{SVG}svg"
    assert "1 event that nobody tells as a fact" in ran.stderr and "1 event at an unknown place" in ran.stderr
    ran = CliRunner().invoke(cli, ["export", str(tmp_path / "x.svg"), "--ego", "NF", *where])
    assert ran.exit_code == 0 and "Northern Front and the 2 actors it is tied to" in (tmp_path / "x.svg").read_text("utf-8")


# --- figures ---------------------------------------------------------------------------------------------------------


def test_an_actors_ties_are_told_with_their_events(graph: api.Graph, tmp_path: Path) -> None:
    root, _ = export(graph, tmp_path, "ego")
    words = [each for _, each in boxes(root)]
    assert "Northern Front and the 2 actors it is tied to" in words
    assert words[words.index("Kandor army") + 1] == "is attacked 1"
    assert "its leader" in words and "Source: 2 articles, published 10 to 11 February 2024; 1 event, 1 stated tie. Drawn by conflictgraph." in words


def test_what_two_do_together_is_counted_once() -> None:
    net: Graph = nx.MultiDiGraph()
    for end in ("a", "b"):
        net.add_node(end, label=end.upper(), kind="country")
    for one, other in (("a", "b"), ("b", "a")):
        net.add_edge(one, other, key="meets", kind="meets", weight=4, sort="summed", sign=1)
        net.add_edge(one, other, key="fights", kind="fights", weight=2, sort="summed", sign=-1, events=[f"E-{one}", "E-both"])
    own, among = ties(Net(net, Losses()).edges(), "a")
    assert own["b"].words() == "meets 4 · attacks 1 · clashes 1 · is attacked 1" and not among
    assert (own["b"].done, own["b"].look, own["b"].towards) == (4 + 3, "mixed", {"a", "b"})


def test_every_kind_of_relation_has_its_words() -> None:
    assert set(_words()) == {*SUMMED_KINDS.values(), *TIE_KINDS}


def test_every_type_of_event_belongs_to_one_family() -> None:
    assert Counter(each for family in FAMILIES for each in family.types) == Counter(dict.fromkeys(EVENT_TYPES, 1))


def test_events_are_counted_where_and_when_they_happened(graph: api.Graph, tmp_path: Path) -> None:
    root, notes = export(graph, tmp_path, "map")
    assert sorted(t for t in titles(root) if t.startswith(("Sarn", "Ormel"))) == ["Ormel, Kandor: 1 event (assaults 1)", "Sarn, Kandor: 1 event, 2 killed (assaults 1)"]
    assert {"Sarn 1", "Ormel 1"} <= {words for _, words in boxes(root)}
    assert [each for each in notes if "unknown place" in each] == ["Not drawn: 1 event at an unknown place."]
    root, notes = export(graph, tmp_path, "timeline")
    assert "1 event of unknown or open-ended time is not drawn." in notes
    assert [t for t in titles(root) if t.startswith("2 (2–10) killed")] == ["2 (2–10) killed, Sarn, 9 February 2024: Northern Front → Kandor army"]
    assert "2 (2–10) killed, Sarn" in {words for _, words in boxes(root)}


def test_a_map_of_the_killed_counts_them(graph: api.Graph, tmp_path: Path) -> None:
    root, notes = export(graph, tmp_path, "map", flavor="killed")
    assert "Sarn 2" in {words for _, words in boxes(root)}
    assert "Not drawn: 1 place whose events have no known number of killed." in notes


def test_a_part_is_not_counted_among_the_killed_where_its_whole_is() -> None:
    month, day, alone = (
        Happening(f"E-{n}", 0, None, None, Figure(dead, dead, dead), "p", "P", (10.0, 20.0, False), "", False, "x", whole)
        for n, (dead, whole) in enumerate(((20, None), (5, "E-0"), (3, "E-9")))
    )
    assert killed([month, day, alone]) == {"E-0": 20, "E-1": 0, "E-2": 3}
    assert killed([day, alone]) == {"E-1": 5, "E-2": 3}


def test_figures_and_days_in_words() -> None:
    for figure, words in (
        (Figure(12, 12, 12), "12"), (Figure(7, 12, 15), "12 (7–15)"), (Figure(12, None, None), "at least 12"),
        (Figure(1000, None, 2000), "at least 1,000 (at most 2,000)"), (Figure(35, 104, None), "104 (at least 35)"),
        (Figure(12, 12, None), "at least 12"),
    ):  # fmt: skip
        assert figure_words(figure) == words
    for first, last, words in (
        ("2015-02-09", "2015-02-09", "9 February 2015"), ("2015-02-01", "2015-02-28", "February 2015"), ("2015-01-01", "2015-12-31", "2015"),
        ("2015-02-03", "2015-02-09", "3 to 9 February 2015"), ("2015-02-27", "2015-03-02", "27 February to 2 March 2015"),
        ("2014-01-01", "2015-12-31", "2014 to 2015"), ("2014-12-31", "2015-01-01", "31 December 2014 to 1 January 2015"),
        ("2015-02-09", None, "from 9 February 2015 on"), (None, "2015-02-09", "up to 9 February 2015"), (None, None, ""),
        ("9999-12-31", "9999-12-31", "31 December 9999"),
    ):  # fmt: skip
        assert span_words(first, last) == words


# --- any input -------------------------------------------------------------------------------------------------------

SOME = settings(max_examples=40)


@SOME
@given(networks(), st.data())
def test_any_network_around_any_node_is_well_set(net: Graph, data: st.DataObject) -> None:
    centre = data.draw(st.sampled_from(sorted(net)))
    read = Net(net, Losses())
    named = next(node.id for node in read.nodes() if node.id == centre)
    linked = {other for one, other in net.to_undirected().edges() if one == centre} | {one for one, other in net.to_undirected().edges() if other == centre}
    if not linked - {centre}:
        with pytest.raises(StopRun, match="Nothing in the graph is tied to"):
            Ego(read, read.edges(), named, Losses())
        return
    root = written(Ego(read, read.edges(), named, Losses()))
    well_set(root)
    harmless(root)


@pytest.mark.parametrize("others", [1, 2, 3, 5, 8, 13, 24, 25, 47, 48, 49, 77])
def test_a_hub_is_well_set_and_says_whom_it_leaves_out(others: int) -> None:
    net: Graph = nx.MultiDiGraph()
    net.add_node("hub", label="The Hub of Many Ties", actor_kind="armed-group", n_events=900)
    for n in range(others):
        net.add_node(f"n{n:02}", label=f"Movement for the Liberation of Province Number {n}" * (1 + n % 3), actor_kind=sorted(ego.KINDS)[n % 8], n_events=n * n)
        net.add_edge("hub", f"n{n:02}", key="fights", kind="fights", weight=1 + n, sign=-1, sort="summed")
        net.add_edge(f"n{n:02}", f"n{n * 7 % others:02}", key="meets", kind="meets", weight=1, sign=1, sort="summed")
    losses = Losses()
    read = Net(net, losses)
    picture = Ego(read, read.edges(), "hub", losses)
    root = written(picture)
    well_set(root)
    assert len(picture.own) == min(others, 48)
    assert len([w for _, w in boxes(root) if w.startswith("is attacked")]) == min(others, 48)
    left = [each for each in losses.sentences("x") if "not drawn" in each]
    if others <= 48:
        assert left == []
    else:
        assert left == [f"{others - 48} {'actor' if others == 49 else 'actors'} with ties of at most {counted(others - 48, 'event or statement', 'events and statements')} {'is' if others == 49 else 'are'} not drawn."]
    assert all(tie.weight > others - 48 for tie in picture.own)  # the weightiest stay


days = st.dates(date(1, 1, 1), date(9999, 12, 31))
figures = st.one_of(
    st.none(),
    st.tuples(st.integers(0, 10**6), st.integers(0, 50), st.integers(0, 10**6)).map(lambda t: Figure(t[0], t[0] + t[1], t[0] + t[1] + t[2])),
    st.integers(0, 500).map(lambda n: Figure(n, None, None)),
)


@st.composite
def happenings_(draw: st.DrawFn, most: int = 25) -> list[Happening]:
    start = draw(days)
    out = []
    for n in range(draw(st.integers(1, most))):
        first = draw(st.one_of(days, st.integers(0, 500).map(lambda k: start if (date.max - start).days < k else start + timedelta(k))))
        length = min(draw(st.sampled_from([0, 0, 0, 6, 30, 365, 4000])), (date.max - first).days)
        known = draw(st.sampled_from([True, True, True, False]))
        place = draw(st.one_of(st.none(), st.integers(0, 12)))
        lat, lon = draw(st.floats(-90, 90)), draw(st.floats(-180, 180))
        out.append(Happening(
            f"E-{n:03}", draw(st.integers(0, len(FAMILIES) - 1)), first.isoformat() if known else None, (first + timedelta(length)).isoformat() if known else None,
            draw(figures), None if place is None else f"p{place}", clean(draw(texts)) if place is not None else "", (lat, lon, draw(st.booleans())) if place and place % 5 else None,
            clean(draw(texts)), bool(place and place % 2), clean(draw(texts)),
        ))  # fmt: skip
    return out


@SOME
@given(happenings_(), st.booleans())
def test_any_events_in_time_are_well_set_and_counted(events: list[Happening], whole: bool) -> None:
    notes: list[str] = []
    picture = Timeline(events, "Events over time", "", notes, nothing(), whole)
    root = written(picture)
    well_set(root)
    harmless(root)
    dated = sum(e.first is not None for e in events)
    assert sum(sum(c.values()) for c in picture.counts.values()) + sum(e.piece is None for e in picture.events) == len(picture.events)
    missing = sum(int(m.group(1).replace(",", "")) for note in notes if "time" in note or "before" in note for m in [re.match(r"([\d,]+) events? (?:of|before)", note)] if m)
    assert len(picture.events) == len(events) - missing and (len(picture.events) == dated or not whole)
    shown = [int(m.group(1).replace(",", "")) for t in titles(root) if (m := re.match(r".*: ([\d,]+) events? \(", t))]
    assert sum(shown) == sum(sum(c.values()) for c in picture.counts.values())


@settings(max_examples=15)  # a map of the world takes a second
@given(happenings_(), st.booleans(), st.sampled_from([None, "killed"]))
def test_any_events_on_a_map_are_well_set_and_counted(events: list[Happening], whole: bool, flavor: str | None) -> None:
    notes: list[str] = []
    given_ = nothing(flavor)
    located = [e for e in events if e.point is not None]
    deadly = {e.place for e in located if (least(e.killed) or 0) > 0}
    drawable = {e.place for e in located} if flavor is None else deadly
    if not drawable:
        with pytest.raises(StopRun, match="The place of none"):
            Map(events, given_, notes, whole)
        return
    picture = Map(events, given_, notes, whole)
    root = written(picture)
    well_set(root)
    harmless(root)
    assert {spot.id for spot in picture.spots} <= drawable
    if whole:
        assert {spot.id for spot in picture.spots} == drawable
    for ring in root.iter(f"{SVG}circle"):  # samples of sizes in the legend lie over no text
        if ring.get("fill") == "none" and ring.get("stroke") == sheet.QUIET and ring.get("stroke-width") == "1.2":
            x, y, r = (float(ring.attrib[name]) for name in ("cx", "cy", "r"))
            assert not [words for box, words in boxes(root) if box.meets(Box(x - r, y - r, x + r, y + r), -0.05)]
    for spot in picture.spots:
        assert len(spot.events) == sum(e.place == spot.id and e.point is not None for e in events)
        assert sum(n for _, n in spot.shares(False)) == len(spot.events)
        x, y = picture.outlines.point(*spot.at)
        assert picture.frame.x0 <= x <= picture.frame.x1 and picture.frame.y0 <= y <= picture.frame.y1


def test_the_earliest_few_do_not_press_the_others_together_and_are_told() -> None:
    events = [Happening(f"E-{n:02}", 0, day, day, None, None, "", None, "", False, "x") for n, day in enumerate(["1939-09-01", *(f"2015-03-{n:02}" for n in range(1, 31))])]
    notes: list[str] = []
    assert len(Timeline(events, "t", "", notes, nothing(), False).events) == 30
    assert notes == ["1 event before 1 March 2015 is not drawn, for the sake of the others; with --since all are."]
    assert len(Timeline(events, "t", "", [], nothing(), True).events) == 31



# --- hostile texts ---------------------------------------------------------------------------------------------------


def test_hostile_names_are_only_letters(tmp_path: Path) -> None:
    whole = world["GRAPH"]
    nasty = '"><script>alert(1)</script>\u202e\x00&amp;<!--'
    actors = tuple(dataclasses.replace(a, label=nasty) if a.id in ("northern-front", "kandor-army") else a for a in whole.actors)
    places = tuple(dataclasses.replace(p, label=nasty) if p.id == "sarn" else p for p in whole.places)
    with api.open(world["build"](tmp_path / "g", dataclasses.replace(whole, actors=actors, places=places))) as graph:
        for form in FORMS:
            path = tmp_path / f"{form}.svg"
            choice = {"ego": "northern-front"} if form == "ego" else {"place": "sarn", "actor": "northern-front"}
            notes = graph.export(path, **choice)  # type: ignore[arg-type]
            root = ET.parse(path).getroot()
            harmless(root)
            well_set(root)
            assert '"><script>alert(1)</script>&amp;<!--' in " ".join(root.itertext())
            assert any("control character" in each for each in notes)
