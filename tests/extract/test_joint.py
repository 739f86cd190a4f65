"""An article's toponyms weighed together."""

from __future__ import annotations

from conflictgraph.extract.gazetteer import GazPlace
from conflictgraph.extract.joint import Field, Name
from conflictgraph.model import Precision


def place(name: str, country: str, admin1: str, lat: float, lon: float, population: int, precision: Precision = "city") -> GazPlace:
    return GazPlace(f"{name} {admin1} {country}", None, name, lat, lon, country, admin1, population, precision, precision != "city")


BIG = place("Gainesford", "AA", "01", 10.0, 10.0, 100_000)
SMALL = place("Gainesford", "AA", "02", 30.0, 40.0, 20_000)
BESIDE = place("Lindham", "AA", "03", 30.1, 40.2, 2_000)
ELSEWHERE = place("Lindham", "BB", "01", -20.0, 10.0, 3_000)


def best(field: Field, key: str, places: tuple[GazPlace, ...], alone: tuple[float, ...]) -> GazPlace:
    said = field.parts(key, places)
    return max(zip(places, alone, said, strict=True), key=lambda row: row[1] + sum(v for _, v in row[2]))[0]


def names(*rows: tuple[str, tuple[GazPlace, ...], tuple[float, ...]]) -> dict[str, Name]:
    return {key: Name(places, scores) for key, places, scores in rows}


def test_two_ambiguous_names_settle_each_other_by_their_distance() -> None:
    gaines, lind = (BIG, SMALL), (ELSEWHERE, BESIDE)
    field = Field(names(("gainesford", gaines, (5.0, 4.3)), ("lindham", lind, (3.5, 3.3))), {})
    assert best(field, "gainesford", gaines, (5.0, 4.3)) is SMALL
    assert best(field, "lindham", lind, (3.5, 3.3)) is BESIDE


def test_alone_a_name_keeps_its_own_scores() -> None:
    field = Field(names(("gainesford", (BIG, SMALL), (5.0, 4.3))), {})
    assert field.parts("gainesford", (BIG, SMALL)) == [[], []]


def test_the_country_of_peoples_and_datelines_counts_and_a_sea_speaks_for_none() -> None:
    sea = place("Sea", "", "", 0.0, 0.0, 0, "region")
    field = Field(names(("sea", (sea,), (1.0,)), ("lindham", (ELSEWHERE, BESIDE), (3.5, 3.3))), {"AA": 2.0})
    said = [dict(parts) for parts in field.parts("lindham", (ELSEWHERE, BESIDE))]
    assert said[0] == {}
    assert set(said[1]) == {"country in context"}


def test_the_order_of_the_names_changes_nothing() -> None:
    rows = [
        ("gainesford", (BIG, SMALL), (5.0, 4.3)),
        ("lindham", (ELSEWHERE, BESIDE), (3.5, 3.3)),
        ("elsewhere", (place("Elsewhere", "BB", "01", -20.1, 10.2, 5_000),), (3.7,)),
    ]
    one, other = Field(names(*rows), {"AA": 1.0}), Field(names(*reversed(rows)), {"AA": 1.0})
    for key, places, _ in rows:
        assert one.parts(key, places) == other.parts(key, places)


def test_a_place_without_a_point_has_no_neighbours() -> None:
    nowhere = GazPlace("Strait", None, "Strait", None, None, "", "", 0, "region", True)
    field = Field(names(("strait", (nowhere,), (1.0,)), ("lindham", (BESIDE,), (3.3,))), {})
    assert field.parts("strait", (nowhere,)) == [[]]


def test_no_names_at_all_are_no_field() -> None:
    assert Field({}, {}).parts("anything", (BIG,)) == [[]]


def test_an_article_is_about_the_country_that_most_of_its_names_speak_of() -> None:
    field = Field(names(("gainesford", (BIG,), (5.0,)), ("lindham", (BESIDE,), (3.3,))), {})
    assert field.country() == "AA"
    assert Field(names(("gainesford", (BIG,), (5.0,)), ("lindham", (ELSEWHERE,), (3.5,))), {}).country() is None
