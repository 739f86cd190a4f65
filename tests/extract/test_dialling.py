from __future__ import annotations

import re

from conflictgraph.extract.dialling import dialled
from conflictgraph.extract.gazetteer import Gazetteer
from conflictgraph.extract.toponyms import GeoContext, Resolution, read_toponyms, resolve
from conflictgraph.resources import table


def first(text: str, name: str) -> Resolution:
    at = text.index(name)
    gazetteer = Gazetteer.open()
    context = GeoContext(divisions=tuple((area, 1.5 * n) for area, n in dialled(text).items()))
    return resolve(gazetteer, read_toponyms(gazetteer, text, [(at, at + len(name))]), context)[0]


def test_a_number_with_an_area_code_is_of_its_state_or_province_in_every_way_of_writing() -> None:
    for number in ("304-555-0148", "(304) 555-0148", "304.555.0148", "1-304-555-0148", "+1 304 555 0148"):
        assert dialled(f"Call {number}.") == {("US", "WV"): 1}, number
    assert dialled("Call 416-555-0148.") == {("CA", "08"): 1}


def test_numbers_from_abroad_tell_the_country_alone() -> None:
    assert dialled("Call +93 70 012 3456 or +254 (0)20 123 4567.") == {("AF", ""): 1, ("KE", ""): 1}


def test_a_number_counts_once_and_what_is_no_telephone_number_not_at_all() -> None:
    assert dialled("Call 304-555-0148 or 304-555-0149; again, 304-555-0148.") == {("US", "WV"): 2}
    assert not dialled("From 304-555 to 2304-555-01488, in 2010-2014; toll-free 800-555-0148; 304 people and 5550148 more.")


def test_a_small_town_of_the_state_that_is_called_stands_against_its_larger_namesake() -> None:
    called = first("The clinic in Richmond is open; call 859-555-0148 or 859-555-0150.", "Richmond").place
    bare = first("The clinic in Richmond is open.", "Richmond").place
    assert called is not None and (called.country, called.admin1) == ("US", "KY")
    assert bare is not None and bare.admin1 != "KY"


def test_every_line_names_a_country_and_a_division_of_the_gazetteer() -> None:
    gazetteer = Gazetteer.open()
    areas = {area for _, area in table("gazetteer/dialling.tsv", "number", "area")}
    assert len(areas) > 200 and all(re.fullmatch("[A-Z]{2}(/[A-Z0-9]{2})?", area) for area in areas)
    divisions = {f"{p.country}/{p.admin1}" for name in ("Ohio", "Ontario", "Texas", "Quebec") for p in gazetteer.lookup(name) if p.precision == "province"}
    assert {"US/OH", "CA/08", "US/TX", "CA/10"} <= divisions & areas
