"""Places that are described, and the place of the story."""

from __future__ import annotations

import pytest
from tests.extract.reading import events, story

from conflictgraph.model import Record


def places(text: str, published: str | None = "2015-06-16") -> list[str | None]:
    return [e.place for e in events(text, published) if e.type == "assault"]


def assaults(record: Record) -> list[str | None]:
    """Where the assaults of a record were."""
    name = {p.id: p.name for p in record.places}
    return [name[a.place.id] if a.place is not None else None for a in record.accounts if a.type == "assault"]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("Gunmen attacked a bank in Herat on Monday. Looters set fire to a shop in the city on Tuesday.", "Herat"),
        ("Rebels shelled Beni on Monday. Two nurses were shot dead there on Tuesday.", "Beni"),
        ("Militants attacked a convoy in Helmand on Monday. A bomb killed six policemen in the province on Sunday.", "Helmand"),
    ],
)
def test_a_description_means_where_the_last_event_was(text: str, second: str) -> None:
    assert places(text)[-1] == second


def test_a_description_means_the_place_that_its_own_sentence_named() -> None:
    assert places("Gunmen attacked a bank in London on Monday. Elders from Mosul said a bomb killed two people in the city.")[-1] == "Mosul"


@pytest.mark.parametrize(
    "text",
    [
        "Traders from Herat met others from Kabul. A bomb killed six people in the city on Monday.",  # which of two is open
        "Gunmen attacked a bank in Herat on Monday. A bomb killed six people in another city on Tuesday.",
        "Gunmen attacked a bank in Herat on Monday. A bomb killed six people in the neighbouring province on Tuesday.",
        "Three people were killed in Musaffah on Monday. A bomb also went off at a construction site; nine people were killed there.",
        "The minister spoke of the city. A bomb killed six people in the village on Monday.",
    ],
)
def test_a_description_that_could_be_any_place_means_none(text: str) -> None:
    assert places(text)[-1] is None


@pytest.mark.parametrize(
    "text",
    [
        "A bomber blew up a car in Kabul on Monday. All four attackers were killed in a gun battle.",
        "Gunmen killed six people in Beni on Monday. Eight other people were abducted.",
    ],
)
def test_what_is_tied_to_the_last_event_happened_where_that_did(text: str) -> None:
    last = [e for e in events(text) if e.type == "assault"][-1]
    assert last.place == places(text)[0] is not None
    assert last.account.about is not None or last.account.rule.endswith("+setting")


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked Beni on Monday. The rebels killed two nurses on Sunday.",
        "Gunmen killed six people in Beni on Monday. The attackers will kill again.",
        "Gunmen killed six people in Beni on Monday. In a separate attack the gunmen wounded two nurses.",
    ],
)
def test_what_nothing_ties_to_it_has_no_place(text: str) -> None:
    assert places(text)[-1] is None


LONG = " The road had been closed. Traders waited. Buses stood in a row. A dog barked." * 3


def test_in_an_article_of_one_scene_what_nothing_ties_to_it_was_there_too() -> None:
    text = f"A bomb killed six people in Kabul on Monday.{LONG} Soldiers shot a farmer."
    last = [e for e in events(text) if e.type == "assault"][-1]
    assert last.place == "Kabul"
    assert last.account.rule.endswith("+setting")


@pytest.mark.parametrize(
    "text",
    [
        f"A bomb killed six people in Kabul on Monday. Gunmen killed two nurses in Herat on Monday.{LONG} Soldiers shot a farmer.",
        f"A bomb killed six people in Kabul on Monday.{LONG} Soldiers shot a farmer, officials in Herat said.",
        f"A bomb killed six people in Kabul on Monday.{LONG} Soldiers shot a farmer on Saturday.",
        f"A bomb killed six people in Kabul on Monday.{LONG} The war has killed thousands.",
        f"A bomb killed six people in Afghanistan on Monday.{LONG} Soldiers shot a farmer.",
    ],
)
def test_an_article_of_several_scenes_or_of_none_lends_no_place(text: str) -> None:
    assert places(text)[-1] is None


@pytest.mark.parametrize("text", ["A senior Conservative official told VOA that there is deep frustration in Downing Street about Saturday’s attack and the fact that one of them was known.", "The mission in Cairo condemned the attack on Monday."])
def test_where_somebody_feels_or_speaks_about_an_event_is_not_where_it_was(text: str) -> None:
    assert all(e.place is None for e in events(text))


def test_a_place_begins_where_its_longest_known_name_does() -> None:
    text = "Near Dayr Az Zawr, five strikes destroyed eight oil pump jacks, six oil refinement stills, three excavators, and two cranes."
    assert places(text) == ["Deir ez-Zor"]


def test_words_for_a_kind_of_aircraft_tell_no_attack() -> None:
    text = "Coalition forces conducted 23 strikes using attack, bomber and fighter aircraft against rebels in Syria."
    assert [e.trigger for e in events(text)] == ["strikes"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The attack in Ukraine on Monday killed nine people in the eastern city of Kramatorsk.", "Kramatorsk"),
        ("The minister told reporters in Kinshasa on Monday that nine people had been killed in Beni.", "Beni"),
        ("The army said that 40 wounded people had been taken to Dori and Ouagadougou.", None),
        ("Nine wounded people were evacuated from Beni to Goma.", None),
    ],
)
def test_an_event_was_at_the_finest_place_and_not_where_it_was_told_or_the_wounded_were_brought(text: str, place: str | None) -> None:
    assert places(text)[-1] == place


def test_what_is_signed_is_where_the_tree_says_and_not_at_the_violence_of_the_sentence() -> None:
    text = "Missiles struck the port of Odesa on Saturday, hours after Russia and Ukraine had signed agreements in Istanbul to reopen it."
    assert [e.place for e in events(text) if e.type == "agree"] == ["Istanbul"]


def test_a_lead_that_names_only_the_region_was_in_the_dateline_s_town_if_that_is_named_again() -> None:
    lead = "KRAMATORSK, Ukraine (AP) — Nine people were killed on Tuesday when a missile hit a market in eastern Ukraine."
    assert assaults(story(f"{lead} People had gathered in Kramatorsk.")) == ["Kramatorsk"]
    assert assaults(story(f"{lead} People had gathered early.")) == ["eastern Ukraine"]
    capital = lead.replace("KRAMATORSK", "KYIV")
    assert assaults(story(f"{capital} Officials met in Kyiv.")) == ["eastern Ukraine"]


def test_a_country_in_the_sentence_does_not_speak_against_a_scene_in_it() -> None:
    scene = f"A bomb killed six people in Kabul on Monday.{LONG}"
    assert places(f"{scene} Soldiers shot a farmer, officials in Afghanistan said.")[-1] == "Kabul"
    assert places(f"{scene} Soldiers shot a farmer, officials in Iran said.")[-1] is None


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed three men in Sudan's capital on Friday. Residents of Khartoum fled.",
        "Gunmen killed three men in the capital of Sudan on Friday. Residents of Khartoum fled.",
        "Gunmen killed three men in the Sudanese capital on Friday. Residents of Khartoum fled.",
    ],
)
def test_a_country_s_capital_is_the_city_where_the_article_names_it(text: str) -> None:
    assert places(text)[0] == "Khartoum"
