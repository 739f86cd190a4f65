"""Bombs, mines and blasts: who laid them, what they hit, and what only bursts."""

from __future__ import annotations

import pytest
from tests.extract.reading import event, events


def test_a_vehicle_bomb_or_a_roadside_bomb_is_no_agent() -> None:
    e = event("A roadside bomb killed three soldiers in Helmand.")
    assert e.agents == set()
    assert (e.mode, e.killed) == ("explosives", (3, 3, 3))


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("Two soldiers were killed by a mine planted by the rebels.", "rebels"),
        ("A bomb placed by guerrillas destroyed two electricity towers.", "guerrillas"),
        ("A man said that the Extraditables had placed the bomb that destroyed the plane.", "the Extraditables"),
    ],
)
def test_who_laid_the_bomb_did_what_it_does(text: str, agent: str) -> None:
    (e,) = [e for e in events(text) if e.type == "assault"]
    assert (e.agents, e.mode) == ({agent}, "explosives")


def test_those_who_set_off_the_mine_that_kills_them_attack_nobody() -> None:
    (e,) = [e for e in events("Two peasants were killed when they set off a mine near Perquin.") if e.type == "assault"]
    assert (e.agents, e.patients) == (set(), {"peasants"})


def test_what_is_destroyed_when_a_bomb_explodes_is_one_event() -> None:
    (e,) = [e for e in events("A cargo plane was partially destroyed on Monday when a bomb exploded at the airport.") if e.type == "assault"]
    assert "plane" in e.targets
    assert e.instruments == {"bomb"}


def test_what_bursts_attacks_nobody() -> None:
    (e,) = [e for e in events("The gas tanks of a plane exploded near Bogota on Monday.") if e.mode == "explosives"]
    assert e.agents == set()
    (e,) = [e for e in events("The rebels exploded a bomb near the embassy.") if e.mode == "explosives"]
    assert e.agents == {"rebels"}


def test_what_burns_when_a_bomb_bursts_is_bombed() -> None:
    (e,) = events("The plane was burned when a bomb, planted by rebels, exploded.")
    assert (e.mode, e.agents, e.targets) == ("explosives", {"rebels"}, {"plane"})


def test_the_hour_of_a_blast_is_not_what_it_hit() -> None:
    (found,) = [e for e in events("A bomb exploded at dawn in the town of Lima.") if e.type == "assault"]
    assert not (found.targets or found.patients)


def test_a_crisis_that_explodes_is_no_attack() -> None:
    assert all(e.type != "assault" for e in events("He spoke of the grave crisis which had exploded in his country."))


def test_no_casualties_may_be_said_of_what_they_would_have_come_of() -> None:
    (found,) = [e for e in events("The explosion in Lima did not cause any casualties.") if e.type == "assault"]
    assert (found.killed, found.wounded) == ((0, 0, 0), (0, 0, 0))
