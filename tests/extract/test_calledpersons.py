"""Persons whom a town before a comma makes look like places."""

from __future__ import annotations

import pytest
from tests.extract.reading import record, seen


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The mayor of Goma, Celestin Bahati, blamed M23 for the attack.", "Celestin Bahati"),
        ("Nine soldiers were killed when rebels attacked a checkpoint near Donetsk, Yusuf Abdirahin, a doctor in Luhansk, said.", "Yusuf Abdirahin"),
        ("“We have lost friends,” said the mayor of Goma, Célestin Bahati. Bahati added that weapons had been found.", "Célestin Bahati"),
    ],
)
def test_who_stands_beside_a_post_is_a_person(text: str, name: str) -> None:
    found = record(text)
    assert {e.type for e in found.entities if found.article.text[e.start : e.end] == name} == {"PER"}
    assert not [p for p in found.places if p.name == name]


def test_a_person_between_what_is_told_and_the_verb_of_saying_says_it() -> None:
    said = next(a for a in seen(record("Nine soldiers were killed when rebels attacked a checkpoint near Galkayo, the mayor of Galkayo, Abdirahman Jaamac, said.")) if a.kind == "statement")
    assert said.speaker in {"mayor", "Abdirahman Jaamac"}
    assert said.content.endswith("near Galkayo")


def test_a_place_behind_a_place_stays_one() -> None:
    found = record("The chief of Kaba, Western Area, fled on Monday.")
    assert "PER" not in {e.type for e in found.entities}


def test_what_a_town_stands_beside_is_a_place() -> None:
    found = record("In June 2022 they seized Bunaganda, a town on the border.")
    assert [p.name for p in found.places] == ["Bunaganda"]
