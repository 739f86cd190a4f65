from __future__ import annotations

import re

from conflictgraph.extract.gazetteer import Gazetteer
from conflictgraph.extract.homeland import MOST, homeland
from conflictgraph.extract.toponyms import GeoContext, Resolution, read_toponyms, resolve
from conflictgraph.resources import table


def first(text: str, name: str) -> Resolution:
    at = text.index(name)
    gazetteer = Gazetteer.open()
    context = GeoContext(homes=tuple(homeland(text).items()))
    return resolve(gazetteer, read_toponyms(gazetteer, text, [(at, at + len(name))]), context)[0]


def test_words_of_home_affairs_tell_the_country_and_more_of_them_tell_it_louder() -> None:
    one, three = homeland("The sheriff spoke."), homeland("The sheriff met the school board on a misdemeanor.")
    assert set(one) == set(three) == {"US"} and 0 < one["US"] < three["US"] < MOST


def test_a_word_of_several_countries_is_shared_among_them_and_one_said_twice_counts_once() -> None:
    found = homeland("The MLA spoke. The MLA left.")
    assert set(found) == {"CA", "IN"} and found["CA"] == found["IN"] < homeland("The RCMP spoke.")["CA"]


def test_what_is_written_with_a_capital_counts_only_so() -> None:
    assert homeland("The Garda said so.") and not homeland("the garda said so")
    assert homeland("THE SHERIFF SAID SO")


def test_a_town_of_the_papers_country_stands_against_its_famous_namesake() -> None:
    local = first("The Paris school board met; the sheriff and the city council had asked for it. A grand jury heard of a felony.", "Paris")
    assert local.place is not None and local.place.country == "US"
    bare = first("Paris firefighters met.", "Paris")
    assert bare.place is not None and bare.place.country == "FR"


def test_every_line_names_a_country_of_the_gazetteer() -> None:
    gazetteer = Gazetteer.open()
    codes = [country for country, _ in table("gazetteer/institutions.tsv", "country", "words")]
    assert codes and all(re.fullmatch("[A-Z]{2}", code) and gazetteer.country(code) is not None for code in codes)
