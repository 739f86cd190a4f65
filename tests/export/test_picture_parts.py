"""The parts of pictures: texts that are measured and made harmless, pieces of time, outlines that lie where they should."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from math import cos, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.export.nets import texts
from tests.export.svg import nothing, well_set, written

from conflictgraph.export.pictures import map, scales, sheet
from conflictgraph.export.pictures.families import Happening
from conflictgraph.export.pictures.letters import clean, lines, name_in, shortened, width
from conflictgraph.export.pictures.map import Map
from conflictgraph.export.pictures.outlines import arcs, clipped, countries, holds, unrolled, within
from conflictgraph.export.pictures.outlines import area as map_area
from conflictgraph.export.pictures.projection import angle, equal_earth, lambert, projection_for
from conflictgraph.export.pictures.sheet import Box
from conflictgraph.export.values import Losses

days = st.dates(date(1, 1, 1), date(9999, 12, 31))


# --- texts -----------------------------------------------------------------------------------------------------------


@given(texts, st.floats(0, 200), st.booleans())
def test_a_shortened_text_fits_and_stays_harmless(text: str, room: float, bold: bool) -> None:
    told = clean(text)
    assert clean(told.strip("\u2068\u2069")) == told and "\n" not in told
    short = shortened(told, 12, room, bold)
    assert width(short, 12, bold) <= room and short.count("\u2068") == short.count("\u2069")
    assert short == told or short.endswith(("…", "…\u2069")) or short == ""
    assert all(width(line, 12) <= max(room, 0) for line in lines(told, 12, room, 3))


@given(texts, st.floats(0, 200), st.booleans())
def test_a_name_cut_in_the_middle_fits_and_stays_harmless(text: str, room: float, bold: bool) -> None:
    told = clean(text)
    short = name_in(told, 12, room, bold)
    assert width(short, 12, bold) <= room and short.count("\u2068") == short.count("\u2069")
    assert short == told or "…" in short or short == ""


def test_names_with_one_beginning_stay_apart() -> None:
    names = [f"Movement for the Liberation of the Province {n}" for n in range(12)]
    assert len({name_in(each, 12, 200) for each in names}) == 12
    assert name_in(names[3], 12, 200) == "Movement for the… the Province 3"


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
    for line in picture.outlines.lines():  # nothing goes from one side of the map to the other
        for part in line.split("M")[1:]:
            assert all(abs(one[0] - other[0]) < 500 for one, other in pairwise(absolute(f"M{part}")))


def test_on_a_map_of_the_world_a_country_on_both_sides_of_the_180th_meridian_is_drawn_on_both_sides() -> None:
    picture = drawn_map(("Suva", 178.4, -18.1), ("Anadyr", 177.5, 64.7), ("Ushuaia", -68.3, -54.8), ("Oslo", 10.7, 59.9), ("Cape Town", 18.4, -33.9), ("McMurdo", 166.7, -77.8), ("Apia", -171.8, -13.8), ("Nome", -165.4, 64.5))
    for lon, lat, name in ((178.0, 67.5, "Russia"), (-175.0, 67.0, "Russia"), (100.0, 60.0, "Russia"), (178.0, -17.8, "Fiji"), (20.0, -75.0, "Antarctica"), (-60.0, -80.0, "Antarctica")):
        assert country_at(picture, lon, lat) == [name]
    for lon, lat in ((0.0, 0.0), (-150.0, -40.0), (100.0, -40.0), (179.0, -40.0), (-30.0, 40.0)):
        assert country_at(picture, lon, lat) == []
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
    for one, other in pairwise(points):
        for x, y in within(one, other, frame) or ():
            assert -1e-6 <= x <= 100 + 1e-6 and -1e-6 <= y <= 100 + 1e-6


def test_names_of_countries_stand_in_them() -> None:
    for country in countries():
        assert -180 <= country.at[0] <= 180 and -90 <= country.at[1] <= 90 and country.name == clean(country.name)
        rings = []
        for ring in country.rings:
            points = [point for n in ring for point in (arcs()[n] if n >= 0 else arcs()[~n][::-1])]
            rings.append(unrolled(points))
        if max(map_area(ring) for ring in rings) < 2:  # square degrees
            continue  # too small for a name on most maps
        at = [(country.at[0] + turn, country.at[1]) for turn in (-360, 0, 360)]
        assert any(sum(holds(ring, *each) for ring in rings) % 2 for each in at), country.name


@given(days, st.sampled_from(scales.UNITS))
def test_pieces_of_time_follow_each_other_without_a_gap(day: date, unit: str) -> None:
    start = scales.begin(day.toordinal(), unit)
    assert start <= day.toordinal()
    following = scales.after(start, unit)
    assert following > day.toordinal() or following >= date(9999, 12, 1).toordinal()
    assert following - start <= scales.LENGTH[unit]
