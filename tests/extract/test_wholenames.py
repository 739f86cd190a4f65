"""Names that the language model cut."""

from __future__ import annotations

import pytest
from tests.extract.reading import record


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Col. John “J.D.” Dorrian, the coalition's spokesman, said the strike killed five.", "John “J.D.” Dorrian"),
        ('Police arrested Joaquin "El Chapo" Guzman on Friday.', 'Joaquin "El Chapo" Guzman'),
        ("Muhammad 'the Butcher' Karimi was shot by police.", "Muhammad 'the Butcher' Karimi"),
        ("The head of the department at the Hospital Universitario de Caracas, Maria Landaeta, called on the government to declare an emergency.", "Hospital Universitario de Caracas"),
    ],
)
def test_a_by_name_and_a_foreign_of_are_inside_of_a_name(text: str, name: str) -> None:
    found = record(text)
    assert name in {text[e.start : e.end] for e in found.entities}


def test_a_by_name_belongs_to_whoever_speaks_or_suffers() -> None:
    text = "Col. John “J.D.” Dorrian, the coalition's spokesman, said the strike killed five. Dorrian said more would follow."
    said = [a for a in record(text).accounts if a.kind == "statement"]
    assert len({a.speaker.chain for a in said if a.speaker is not None}) == 1


def test_what_only_stands_in_quotation_marks_is_no_part_of_a_name_beside_it() -> None:
    text = "He told the “New York Times” Obama had lied."
    assert {text[e.start : e.end] for e in record(text).entities} == {"New York Times", "Obama"}


def test_a_backtick_is_an_apostrophe() -> None:
    text = "Her father begged them “Don`t shoot,” she told Reuters."
    assert not [e for e in record(text).entities if e.type == "PER"]


def test_names_of_persons_may_be_turned_round_between_quotation_marks() -> None:
    text = 'Write to "Lenhart, Matthew" or "Townsend, George" today, the clerk said.'
    assert [text[e.start : e.end] for e in record(text).entities] == ["Lenhart, Matthew", "Townsend, George"]


def test_what_a_place_is_is_no_name_by_itself() -> None:
    text = "He filed a complaint with the City of New Orleans, and the District B forum was held on April 20."
    assert [text[p.start : p.end] for p in record(text).places] == ["New Orleans"]
