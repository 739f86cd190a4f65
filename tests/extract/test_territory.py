"""Towns and bases that change hands, and whose a weapon is: vocabulary that the figures of the public corpora do not cover."""

from __future__ import annotations

import pytest
from tests.extract.reading import event, events


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("Rebels took two villages near Goma on Monday.", {"Rebels"}),
        ("Palmyra was taken by Islamic State in May.", {"Islamic State"}),
        ("The army took back the town on Monday.", {"army"}),
        ("The army lost the town to the rebels.", {"rebels"}),
        ("Troops entered the village at dawn.", {"Troops"}),
        ("Turkish troops crossed into Iraq.", {"Turkish troops"}),
        ("The town fell into the hands of the rebels.", {"rebels"}),
    ],
)
def test_who_takes_a_place_is_told_by_many_verbs(text: str, agents: set[str]) -> None:
    e = event(text, "coerce")
    assert e.agents == agents


@pytest.mark.parametrize(
    "text", ["The soldiers took the road to Aleppo.", "The police took him to the station.", "The soldiers took office on Monday."]
)
def test_what_is_taken_otherwise_changes_no_hands(text: str) -> None:
    assert not any(e.mode == "seize" for e in events(text))


@pytest.mark.parametrize("text", ["The troops left the town on Monday.", "The rebels fled the town."])
def test_a_place_that_the_armed_leave_is_a_retreat(text: str) -> None:
    assert event(text, "retreat").agents


def test_a_verb_in_two_parts_is_one_verb() -> None:
    e = event("Soldiers machine-gunned a crowd in Conakry.")
    assert (e.type, e.mode, e.agents, e.patients) == ("assault", "firearms", {"Soldiers"}, {"crowd"})
    assert not events("Israeli-occupied territory is hilly.")


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("Rebel rockets hit a school in Aleppo.", {"Rebel"}),
        ("A guerrilla mine killed three soldiers near Bogota.", {"guerrilla"}),
        ("Fighter jets hit a school in Aleppo.", set()),
    ],
)
def test_whose_a_weapon_is_may_stand_before_it_as_one_of_a_side(text: str, agents: set[str]) -> None:
    assert event(text).agents == agents
