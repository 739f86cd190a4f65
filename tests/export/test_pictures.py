"""Pictures: texts that never meet and never leave the sheet, figures that are those of the graph, nothing that is obeyed."""

from __future__ import annotations

import dataclasses
import io
import re
import runpy
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.export.nets import Graph, material, networks, texts

from conflictgraph import api
from conflictgraph.cli import cli
from conflictgraph.errors import StopRun
from conflictgraph.export import exporter_for
from conflictgraph.export.pictures import ego, map, scales, sheet
from conflictgraph.export.pictures.ego import Ego
from conflictgraph.export.pictures.families import FAMILIES, Happening
from conflictgraph.export.pictures.figures import counted, figure_words, span_words
from conflictgraph.export.pictures.letters import ASCENT, DESCENT, clean, lines, shortened, width
from conflictgraph.export.pictures.map import Map
from conflictgraph.export.pictures.outlines import clipped, countries, holds, within
from conflictgraph.export.pictures.projection import angle, equal_earth, lambert, projection_for
from conflictgraph.export.pictures.sheet import Box
from conflictgraph.export.pictures.ties import ties
from conflictgraph.export.pictures.timeline import Timeline
from conflictgraph.export.plain import Net
from conflictgraph.export.values import Losses
from conflictgraph.kinds import EVENT_TYPES, SUMMED_KINDS, TIE_KINDS
from conflictgraph.model import Figure

world = runpy.run_path(str(Path(__file__).parent.parent / "query" / "world.py"))
SVG = "{http://www.w3.org/2000/svg}"
FORMS = ("ego", "timeline", "map")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[api.Graph]:
    with api.open(world["build"](tmp_path_factory.mktemp("world") / "g")) as opened:
        yield opened


def export(graph: api.Graph, folder: Path, form: str, **choice: Any) -> tuple[ET.Element, list[str]]:
    path = folder / f"{form}.svg"
    notes = graph.export(path, ego="NF" if form == "ego" else None, force=True, **choice)
    return ET.parse(path).getroot(), notes


def written(picture: Ego | Timeline | Map) -> ET.Element:
    out = io.BytesIO()
    picture.write(out)
    return ET.fromstring(out.getvalue())


def boxes(root: ET.Element) -> list[tuple[Box, str]]:
    """All texts of a picture with the room that each takes, by its own measures."""
    found: list[tuple[Box, str]] = []

    def walk(element: ET.Element, dy: float) -> None:
        moved = re.fullmatch(r"translate\(0 ([0-9.]+)\)", element.get("transform", ""))
        dy += float(moved.group(1)) if moved else 0
        if element.tag == f"{SVG}text":
            x, y, size, long = (float(element.attrib[name]) for name in ("x", "y", "font-size", "textLength"))
            left = x - {"start": 0, "middle": long / 2, "end": long}[element.get("text-anchor", "start")]
            found.append((Box(left, y + dy - size * ASCENT, left + long, y + dy + size * DESCENT), element.text or ""))
        for child in element:
            walk(child, dy)

    walk(root, 0)
    return found


def well_set(root: ET.Element) -> None:
    """No two texts meet, and none leaves the sheet (to a hundredth, to which coordinates are rounded)."""
    whole = Box(0, 0, float(root.attrib["width"]), float(root.attrib["height"]))
    every = boxes(root)
    for box, words in every:
        assert box.within(whole), words
    for (one, words), (other, others) in combinations(every, 2):
        assert not one.meets(other, -0.05), (words, others)


def harmless(root: ET.Element) -> None:
    """Only shapes and texts: nothing that runs or is fetched, no direction mark but an isolate that is closed."""
    allowed = {"svg", "title", "desc", "g", "rect", "circle", "line", "path", "polygon", "text"}
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in allowed
        assert not [name for name in element.attrib if name.startswith("on") or "href" in name or name == "style"]
        assert not [value for value in element.attrib.values() if "url(" in value]
        for text in (element.text or "", *element.attrib.values()):
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066\u2067]", text)
            assert text.count("\u2068") == text.count("\u2069")


# --- the files -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_a_picture_says_what_it_shows_and_holds_nothing_that_runs(graph: api.Graph, tmp_path: Path, form: str) -> None:
    root, _ = export(graph, tmp_path, form)
    assert root.attrib["role"] == "img" and (root[0].tag, root[1].tag) == (f"{SVG}title", f"{SVG}desc")
    assert root.attrib["aria-labelledby"] == f"{root[0].get('id')} {root[1].get('id')}"
    assert root[0].text in " ".join(words for _, words in boxes(root))
    assert [words for _, words in boxes(root) if words.startswith("Source: ")]
    well_set(root)
    harmless(root)


def test_the_ending_or_the_whole_name_says_which_picture() -> None:
    for form in FORMS:
        assert {exporter_for(name).name for name in (f"x.{form}.svg", f"{form}.svg", f"a/b/{form.upper()}.SVG")} == {form}
        assert exporter_for("x.svg", form).name == form
    assert exporter_for("network.svg", ego=True).name == exporter_for("-", "svg", ego=True).name == "ego"
    for path, form in (("network.svg", None), ("roadmap.svg", None), ("-", "svg")):
        with pytest.raises(StopRun, match=r"does not say which picture: \.map\.svg is a map of events, \.timeline\.svg"):
            exporter_for(path, form)


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
    assert own["b"].words() == "meets 4 · attacks 2 · is attacked 2" and not among
    assert (own["b"].done, own["b"].look, own["b"].towards) == (4 + 3, "mixed", {"a", "b"})


def test_every_kind_of_relation_has_its_words() -> None:
    assert set(ego.ties.__globals__["_words"]()) == {*SUMMED_KINDS.values(), *TIE_KINDS}


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


def titles(root: ET.Element) -> list[str]:
    return [each.text or "" for each in root.iter(f"{SVG}title")]


def test_figures_and_days_in_words() -> None:
    for figure, words in (
        (Figure(12, 12, 12), "12"), (Figure(7, 12, 15), "12 (7–15)"), (Figure(12, None, None), "at least 12"),
        (Figure(1000, None, 2000), "at least 1,000 (at most 2,000)"), (Figure(35, 104, None), "104 (at least 35)"),
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


def nothing(flavor: str | None = None) -> Any:
    return material(nx.MultiDiGraph(), flavor)


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
    drawable = {e.place for e in events if e.point is not None and (flavor is None or sum((f.low if f.best is None else f.best) for o in events if o.place == e.place and o.point and (f := o.killed)))}
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


# --- texts -----------------------------------------------------------------------------------------------------------


@given(texts, st.floats(0, 200), st.booleans())
def test_a_shortened_text_fits_and_stays_harmless(text: str, room: float, bold: bool) -> None:
    told = clean(text)
    assert clean(told.strip("\u2068\u2069")) == told and "\n" not in told
    short = shortened(told, 12, room, bold)
    assert width(short, 12, bold) <= room and short.count("\u2068") == short.count("\u2069")
    assert short == told or short.endswith(("…", "…\u2069")) or short == ""
    assert all(width(line, 12) <= max(room, 0) for line in lines(told, 12, room, 3))


def test_a_name_cannot_change_what_stands_beside_it() -> None:
    losses = Losses()
    assert clean("a\u202eb\u2066c\x1b[31m\nd\t e", losses) == "abc[31m d e"
    assert clean("الشباب") == "\u2068الشباب\u2069" and clean("z\u0301\u0302\u0303\u0304") == "z\u0301\u0302"
    assert losses.sentences("X") == ["3 control characters were left out, which X does not allow."]


def test_widths_are_those_of_the_typeface() -> None:
    # Helvetica's as Adobe's font metrics have them: H 722, e 556, l 222, o 556; bold 722, 556, 278, 611.
    assert width("Hello", 1000) == 722 + 556 + 222 + 222 + 556
    assert width("Hello", 1000, bold=True) == 722 + 556 + 278 + 278 + 611
    assert width("漢字", 10) >= 20 and width("e\u0301", 1000) == 556


def test_texts_stand_out_from_what_they_stand_on() -> None:
    for ink in (sheet.INK, sheet.QUIET):
        assert contrast(ink, sheet.PAPER) >= 7
        assert contrast(ink, map.LAND) >= 4.5 and contrast(ink, map.SEA) >= 4.5
    assert contrast(map.COUNTRY, map.LAND) >= 4.5 and contrast(map.COUNTRY, map.SEA) >= 4.5


def contrast(one: str, other: str) -> float:
    """The contrast of two colours after WCAG 2.2."""

    def light(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    high, low = max(light(one), light(other)), min(light(one), light(other))
    return (high + 0.05) / (low + 0.05)


# --- maps ------------------------------------------------------------------------------------------------------------


def drawn_map(*points: tuple[str, float, float]) -> Map:
    events = [Happening(f"E-{n}", 0, None, None, None, name, name, (lat, lon, False), "", False, "x") for n, (name, lon, lat) in enumerate(points)]
    return Map(events, nothing(), [], whole=True)


def country_at(picture: Map, lon: float, lat: float) -> list[str]:
    """The countries in which a point lies on a drawn map, by the even-odd rule."""
    x, y = picture.outlines.point(lon, lat)
    return [country.name for country, rings in picture.outlines.shapes() if sum(holds(ring, x, y) for ring in rings) % 2]


def test_outlines_lie_where_the_countries_are() -> None:
    picture = drawn_map(("Kabul", 69.2, 34.5), ("Quetta", 67.0, 30.2), ("Mashhad", 59.6, 36.3))
    assert country_at(picture, 69.2, 34.5) == ["Afghanistan"] and country_at(picture, 67.0, 30.2) == ["Pakistan"] and country_at(picture, 59.6, 36.3) == ["Iran"]


def test_a_country_inside_another_is_a_hole_in_it() -> None:
    picture = drawn_map(("Maseru", 27.5, -29.3), ("Durban", 31.0, -29.8), ("Kimberley", 24.8, -28.7))
    assert country_at(picture, 28.2, -29.6) == ["Lesotho"] and country_at(picture, 24.8, -28.7) == ["South Africa"]


def test_a_map_goes_across_the_180th_meridian() -> None:
    picture = drawn_map(("Suva", 178.4, -18.1), ("Apia", -171.8, -13.8))
    assert picture.projection.name.startswith("Lambert") and abs(picture.projection.middle[0]) > 170
    (x1, _), (x2, _) = (picture.outlines.point(*spot.at) for spot in sorted(picture.spots, key=lambda s: -s.at[0]))
    assert x1 < x2  # Samoa lies to the east of Fiji
    assert country_at(picture, 178.0, -17.8) == ["Fiji"]


def test_countries_opposite_the_middle_do_not_come_out_inside_out() -> None:
    picture = drawn_map(("Lanzhou", 103.8, 36.1), ("Xi'an", 108.9, 34.3), ("Almaty", 76.9, 43.2), ("Manila", 121.0, 14.6))
    shown = {country.name for country, _ in picture.outlines.shapes()}
    assert "Argentina" not in shown and "Chile" not in shown and "China" in shown
    assert country_at(picture, 95.0, 12.0) == []  # the Andaman Sea


def test_the_whole_world_is_drawn_when_events_are_all_over_it() -> None:
    picture = drawn_map(("Bogotá", -74.1, 4.7), ("Kyiv", 30.5, 50.4), ("Sydney", 151.2, -33.9), ("Tokyo", 139.7, 35.7))
    assert picture.projection.name == "the Equal Earth projection"
    assert country_at(picture, -74.1, 4.7) == ["Colombia"] and country_at(picture, 134.0, -25.0) == ["Australia"]
    well_set(written(picture))


def test_there_is_no_line_where_the_data_cut_a_country() -> None:
    picture = drawn_map(("Anadyr", 177.5, 64.7), ("Nome", -165.4, 64.5))
    coasts, borders = picture.outlines.lines()
    x, y = picture.outlines.point(180.0, 67.5)  # inside Chukotka, on the 180th meridian
    for data in (coasts, borders):
        for px, py in absolute(data):
            assert abs(px / 10 - x) + abs(py / 10 - y) > 8


def absolute(data: str) -> Iterator[tuple[int, int]]:
    """The points of a path of relative steps."""
    for part in data.split("M")[1:]:
        first, _, rest = part.partition("l")
        x, y = (int(n) for n in re.findall(r"-?\d+", first))
        yield x, y
        steps = [int(n) for n in re.findall(r"-?\d+", rest)]
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            yield x, y


def test_projections_keep_areas() -> None:
    for project in (lambert((66.0, 33.0)), equal_earth):
        for lon, lat in ((60.0, 30.0), (80.0, 45.0), (40.0, -20.0)):
            d = 1e-4
            (x, y), (xe, ye), (xn, yn) = project(lon, lat), project(lon + d, lat), project(lon, lat + d)
            on_map = abs((xe - x) * (yn - y) - (xn - x) * (ye - y))
            from math import cos, radians

            assert on_map == pytest.approx(radians(d) ** 2 * cos(radians(lat)), rel=1e-3)
    assert lambert((66.0, 33.0))(66.0, 33.0) == pytest.approx((0, 0))
    assert angle((0.0, 0.0), (90.0, 0.0)) == pytest.approx(90) and angle((179.0, 10.0), (-179.0, 10.0)) < 2


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=8))
def test_every_point_is_near_enough_to_the_middle_of_its_projection(points: list[tuple[float, float]]) -> None:
    chosen = projection_for(points)
    assert chosen.reach >= 180 or all(angle(chosen.middle, each) <= 60 for each in points)


@given(st.lists(st.tuples(st.floats(-50, 150), st.floats(-50, 150)), min_size=3, max_size=9))
def test_what_is_cut_to_the_frame_lies_in_it(points: list[tuple[float, float]]) -> None:
    frame = Box(0, 0, 100, 100)
    for x, y in clipped(points, frame):
        assert -1e-6 <= x <= 100 + 1e-6 and -1e-6 <= y <= 100 + 1e-6
    for one, other in zip(points, points[1:], strict=False):
        for x, y in within(one, other, frame) or ():
            assert -1e-6 <= x <= 100 + 1e-6 and -1e-6 <= y <= 100 + 1e-6


def test_names_of_countries_stand_in_them() -> None:
    for country in countries():
        assert -180 <= country.at[0] <= 180 and -90 <= country.at[1] <= 90 and country.name == clean(country.name)
    picture = drawn_map(("Kabul", 69.2, 34.5), ("Quetta", 67.0, 30.2))
    at = next(country.at for country in countries() if country.name == "Afghanistan")
    assert country_at(picture, *at) == ["Afghanistan"]


@given(days, st.sampled_from(scales.UNITS))
def test_pieces_of_time_follow_each_other_without_a_gap(day: date, unit: str) -> None:
    start = scales.begin(day.toordinal(), unit)
    assert start <= day.toordinal()
    following = scales.after(start, unit)
    assert following > day.toordinal() or following >= date(9999, 12, 1).toordinal()
    assert following - start <= scales.LENGTH[unit]


def test_hostile_names_are_only_letters(tmp_path: Path) -> None:
    whole = world["GRAPH"]
    nasty = '"><script>alert(1)</script>\u202e\x00&amp;<!--'
    actors = tuple(dataclasses.replace(a, label=nasty) if a.id in ("northern-front", "kandor-army") else a for a in whole.actors)
    places = tuple(dataclasses.replace(p, label=nasty) if p.id == "sarn" else p for p in whole.places)
    with api.open(world["build"](tmp_path / "g", dataclasses.replace(whole, actors=actors, places=places))) as graph:
        for form in FORMS:
            path = tmp_path / f"{form}.svg"
            notes = graph.export(path, ego="northern-front" if form == "ego" else None)
            root = ET.parse(path).getroot()
            harmless(root)
            well_set(root)
            assert '"><script>alert(1)</script>&amp;<!--' in " ".join(root.itertext())
            assert any("control character" in each for each in notes)
