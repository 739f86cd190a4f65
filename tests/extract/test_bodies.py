"""Names of bodies that their own words tell."""

from __future__ import annotations

import pytest
from tests.extract.reading import record


def names(text: str) -> dict[str, str]:
    """Names in a text and their types."""
    found = record(text)
    return {found.article.text[e.start : e.end]: e.type for e in found.entities}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Angolan Reform Party said that it would boycott the vote.", "Angolan Reform Party"),
        ("Gunmen killed a cleric of the respected Association of Village Elders.", "Association of Village Elders"),
        ("She sued the Water Authority of New Orleans last week.", "Water Authority of New Orleans"),
        ("The interim Ruling Council condemned the killing.", "Ruling Council"),
        ("They hold two officials of the Baath party in Tikrit.", "Baath"),
        ("Fighters of the April 9 Movement attacked Goma.", "April 9 Movement"),
        ("The Centre for River Peace called for a ceasefire.", "Centre for River Peace"),
        ("A bomb was thrown at the India Gazette office.", "India Gazette"),
    ],
)
def test_what_a_body_is_ends_its_name_and_what_it_is_of_goes_on_with_it(text: str, name: str) -> None:
    assert names(text).get(name) == "ORG"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The West Bank is quiet.", "West Bank"),
        ("The Board of senior clerics condemned it.", "Board"),
        ("Former Army chief Lee Ann said so.", "Former Army"),
        ("Great Party", "Great Party"),
    ],
)
def test_places_headlines_and_first_words_are_no_bodies(text: str, name: str) -> None:
    assert names(text).get(name) != "ORG"


def test_letters_are_a_body_s_where_it_acts_and_then_everywhere() -> None:
    assert names("Rebels fired at a convoy. The QRC arrested three men. Two drivers of the QRC were hurt.")["QRC"] == "ORG"
    assert names("The World Falcon Union (WFU) said poachers killed nine rangers.")["WFU"] == "ORG"
    assert "TV" not in names("They watched the war on TV.")


def test_a_state_s_organ_is_known_by_the_state_that_its_name_ends_in() -> None:
    found = record("Hackers attacked the Ministry of Defence of Ukraine.")
    assert [e.actor for e in found.entities if e.type == "ORG"] == ["ukraine-ministry-of-defence"]


def test_names_end_in_no_preposition_and_who_is_quoted_is_no_place() -> None:
    assert "City of" not in names("The complaint accuses HANO of violating an accord with residents, the City of New Orleans, and the agency.")
    assert names("Hundreds marched in Tikrit, according to az-Zamaan.").get("az-Zamaan", "ORG") == "ORG"
