"""Those harmed who are named in a sentence of their own belong to the deed told before."""

from __future__ import annotations

import pytest
from tests.extract.reading import events

DEED = "Gunmen killed six people in Jos on Sunday. "


@pytest.mark.parametrize(
    "text",
    [
        "Those killed were identified as Peter Obi, Mary Musa and two guards.",
        "Police identified the victims as Peter Obi and Mary Musa.",
        "The victims are Peter Obi, Mary Musa and three of their children.",
        "The dead include Peter Obi and Mary Musa.",
    ],
)
def test_a_list_of_victims_is_about_the_deed_before(text: str) -> None:
    first, second = [e for e in events(DEED + text) if e.type == "assault"]
    assert second.account.about == first.account.id
    assert second.victims >= {"Peter Obi", "Mary Musa"}


@pytest.mark.parametrize("text", ["The victims are Peter Obi and Mary Musa.", "The winners were Peter Obi and Mary Musa.", DEED + "The victims were farmers."])
def test_without_a_deed_or_without_names_nothing_is_added(text: str) -> None:
    assert all(e.trigger != "victims" and "Peter Obi" not in e.victims for e in events(text))


def test_who_was_taken_together_with_others_was_taken() -> None:
    text = "The two Italians, Roberto Verdi and Mario Bianchi, together with Juan Gomez, were taken hostage on Monday."
    (e,) = [e for e in events(text) if e.type == "assault"]
    assert e.victims == {"Roberto Verdi", "Mario Bianchi", "Juan Gomez"}
