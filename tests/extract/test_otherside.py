"""Whom somebody fought is a side of the fight, and was not harmed because others were."""

from __future__ import annotations

import pytest
from tests.extract.reading import events


@pytest.mark.parametrize(
    ("text", "harmed", "sides"),
    [
        ("Twenty rebels died in clashes with police in Gao on Monday.", {"rebels"}, {"rebels", "police"}),
        ("Nine soldiers were wounded in a firefight with the Taliban.", {"soldiers"}, {"soldiers", "the Taliban"}),
        ("Two villagers were killed in fighting with bandits.", {"villagers"}, {"bandits"}),
        ("Kurdish fighters were killed in battles against Islamic State.", {"fighters"}, {"fighters", "Islamic State"}),
    ],
)
def test_the_other_side_of_a_fight_is_not_who_was_harmed(text: str, harmed: set[str], sides: set[str]) -> None:
    [told] = [e for e in events(text) if e.type == "assault"]
    assert (told.patients, told.participants, told.agents) == (harmed, sides, set())


@pytest.mark.parametrize(
    ("text", "patients"),
    [
        ("Rebels clashed with police in Gao.", set()),
        ("Gunmen killed nine farmers in attacks on villages.", {"farmers", "villages"}),
        ("Troops fought a battle against Islamic State.", {"Islamic State"}),
    ],
)
def test_other_fights_are_read_as_before(text: str, patients: set[str]) -> None:
    found = [e for e in events(text) if e.type == "assault"]
    assert {p for e in found for p in e.patients} <= patients
