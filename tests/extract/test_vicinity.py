from __future__ import annotations

from tests.extract.reading import events

from conflictgraph.extract.vicinity import near
from conflictgraph.model import PlaceMention, Precision

TOWNS = {"Trim": (53.555, -6.79), "Navan": (53.65, -6.68), "Dublin": (53.35, -6.26), "Cork": (51.9, -8.47), "Meath": (53.6, -6.7)}


def read(text: str, *names: str, unknown: Precision = "point") -> dict[str, tuple[float | None, bool]]:
    """Latitude of the places named in `text`, and whether it only stands for an area."""
    mentions = []
    for n, name in enumerate(names):
        lat, lon = TOWNS.get(name, (None, None))
        start = text.index(name)
        kind: Precision = unknown if lat is None else "district" if name == "Meath" else "city"
        mentions.append(PlaceMention(str(n), start, start + len(name), name, lat, lon, n if lat is not None else None, kind, name not in TOWNS))
    return {p.name: (p.lat, p.centroid) for p in near(text, sorted(mentions, key=lambda p: p.start))}


def test_a_building_beside_its_town_lies_there_and_the_point_is_marked_as_an_areas() -> None:
    found = read("They met at the Ramor Theatre, Navan, before they left for Cork.", "Ramor Theatre", "Navan", "Cork")
    assert found["Ramor Theatre"] == (53.65, True) and found["Navan"] == (53.65, False)


def test_a_building_lies_in_the_town_that_owns_it_or_is_in_its_name() -> None:
    assert read("Dublin's Olympia was full; Cork was quiet.", "Dublin", "Olympia", "Cork")["Olympia"] == (53.35, True)
    assert read("Cork Fever Hospital is closed; Dublin waits.", "Cork Fever Hospital", "Cork", "Dublin")["Cork Fever Hospital"] == (51.9, True)


def test_a_street_lies_where_all_towns_of_the_article_are() -> None:
    assert read("Police closed Emmet Street. Trim and Navan are near.", "Emmet Street", "Trim", "Navan")["Emmet Street"][0] is not None
    assert read("Police closed Emmet Street. Cork and Navan are far apart.", "Emmet Street", "Cork", "Navan")["Emmet Street"] == (None, True)


def test_a_street_lies_where_most_towns_of_the_article_are() -> None:
    found = read("Police closed Emmet Street. Trim and Navan are near, Cork is not.", "Emmet Street", "Trim", "Navan", "Cork")
    assert found["Emmet Street"] == (53.555, True)


def test_one_mention_of_a_town_makes_no_scene() -> None:
    assert read("Police closed Emmet Street. He is from Trim.", "Emmet Street", "Trim")["Emmet Street"] == (None, True)


def test_an_unknown_village_is_nowhere_unless_its_district_is_told_with_it() -> None:
    far = read("He went to Rathbeg. Trim and Navan are near.", "Rathbeg", "Trim", "Navan", unknown="city")
    told = read("He went to Rathbeg, Meath. Trim and Navan are near.", "Rathbeg", "Meath", "Trim", "Navan", unknown="city")
    assert far["Rathbeg"] == (None, True) and told["Rathbeg"] == (53.6, True)


def test_where_the_attack_was_that_is_avenged_is_not_where_it_was_avenged() -> None:
    killed, attack = [e for e in events("Israel killed a Hezbollah commander in retaliation for a rocket attack on Haifa.") if e.type == "assault"]
    assert (killed.place, attack.place) == (None, "Haifa")


def test_where_those_who_are_backed_attack_nobody_backs_them() -> None:
    assert {e.type: e.place for e in events("Fighters backed by Iran attacked Gao.")} == {"support": None, "assault": "Gao"}
