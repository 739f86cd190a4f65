"""Places named inside other words, and the bare names of places."""

from __future__ import annotations

from conflictgraph.extract import extract_article
from conflictgraph.model import Article


def named(text: str) -> set[tuple[str, str, str]]:
    """The words, the place and the precision of every place of a text."""
    record = extract_article(Article(text=text, published="2020-03-04"))
    return {(text[p.start : p.end], p.name, p.precision) for p in record.places}


def test_a_people_names_its_country() -> None:
    assert ("Syrian", "Syria", "country") in named("Syrian officials arrived on Monday.")


def test_a_name_that_holds_a_town_s_names_the_town() -> None:
    assert ("Aleppo", "Aleppo", "city") in named("The Aleppo Public Library was closed on Monday.")


def test_a_person_s_part_of_name_is_no_place_unless_spoken_of_as_one() -> None:
    text = "Georgia Stevens skates every day. Georgia was named champion on Sunday."
    assert not {words for words, _, _ in named(text)} & {"Georgia"}
    assert "Georgia" in {words for words, _, _ in named("Georgia Stevens skates every day. She lives in Georgia.")}


def test_a_county_is_a_district_of_its_own() -> None:
    assert ("Levy County", "Levy County", "district") in named("Two men were arrested in Levy County on Monday.")


def test_a_people_is_no_event_s_place() -> None:
    record = extract_article(Article(text="Syrian troops killed two men on Monday.", published="2020-03-04"))
    assert record.accounts and all(a.place is None for a in record.accounts)


def test_a_currency_names_no_country() -> None:
    assert not {words for words, _, _ in named("The group received US$10,000 on Monday.")} & {"US", "US$"}


def test_a_direction_inside_a_name_is_no_place() -> None:
    assert not {words for words, _, _ in named("Two men were arrested on the South Kilburn Estate on Monday.")} & {"South"}


def test_a_state_s_name_in_its_troops_is_a_name_and_the_troops_are_none() -> None:
    text = "The US troops fired into the house and killed two."
    record = extract_article(Article(text=text, published="2020-03-04"))
    assert [(text[e.start : e.end], e.type, e.actor) for e in record.entities] == [("US", "LOC", "united-states")]
    assert [m.actor for a in record.accounts for m in a.agents] == ["united-states-military"]


def test_a_place_written_small_is_one_where_model_and_gazetteer_agree() -> None:
    assert "auckland" in {words for words, _, _ in named("who knows a good doctor in auckland?")}
