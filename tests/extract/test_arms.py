"""What an attack is done with."""

from __future__ import annotations

import pytest
from tests.extract.reading import events


@pytest.mark.parametrize(
    ("text", "instruments"),
    [
        ("Terrorists hurled explosives at the police in Cali.", {"explosives"}),
        ("Rebels placed a car bomb outside the bank in Cali.", {"bomb"}),
        ("Three grenades were thrown at the embassy in Cali.", {"grenades"}),
        ("Rebels planted bombs near the bridge in Cali.", {"bombs"}),
    ],
)
def test_what_is_thrown_or_laid_is_the_weapon(text: str, instruments: set[str]) -> None:
    (found,) = [e for e in events(text) if e.type == "assault"]
    assert found.instruments == instruments


def test_fire_that_is_opened_is_no_weapon() -> None:
    (found,) = [e for e in events("Gunmen opened fire on a bus in Hangu.") if e.type == "assault"]
    assert found.instruments == set()


def test_a_mine_makes_it_an_attack_with_explosives() -> None:
    (found,) = [e for e in events("Three soldiers were killed by a landmine near Sabo.") if e.type == "assault"]
    assert found.mode == "explosives"


def test_an_attack_with_similar_features_is_not_aimed_at_them() -> None:
    assert all(not e.targets for e in events("The last attack with similar characteristics occurred in Jos in June."))


@pytest.mark.parametrize(
    ("text", "instruments"),
    [
        ("The explosion of two bombs in a hotel in Cali killed three people.", {"bombs"}),
        ("Three youths placed the dynamite charge at the gate of the mill in Cali.", {"charge"}),
        ("A car bomb went off next to the ministry in Cali.", {"bomb"}),
    ],
)
def test_a_bomb_that_goes_off_is_what_it_is_done_with(text: str, instruments: set[str]) -> None:
    (found,) = [e for e in events(text) if e.type == "assault"]
    assert found.instruments == instruments


@pytest.mark.parametrize(
    ("text", "target"),
    [("A beer truck was blown up in Cali.", "truck"), ("The rebels ambushed an army helicopter near Cali.", "helicopter")],
)
def test_a_vehicle_that_is_hit_is_no_weapon(text: str, target: str) -> None:
    (found,) = [e for e in events(text) if e.type == "assault"]
    assert (found.targets, found.instruments) == ({target}, set())


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("An explosion in front of the embassy in Cali killed two people.", {"embassy"}),
        ("A bomb exploded between the hotel and the central bank.", {"hotel", "central bank"}),
        ("The blast in Cali caused minor damage to nearby houses.", {"houses"}),
    ],
)
def test_what_stands_where_it_burst_is_hit(text: str, targets: set[str]) -> None:
    (found,) = [e for e in events(text) if e.type == "assault"]
    assert found.targets == targets


def test_weapons_in_a_row_are_all_used() -> None:
    (found,) = [e for e in events("The guerrillas attacked the command post in Cali with mortars and grenades.") if e.type == "assault"]
    assert found.instruments == {"mortars", "grenades"}


def test_a_charge_of_dynamite_is_a_weapon() -> None:
    (found,) = [e for e in events("The terrorists placed a charge of dynamite under a bus in Cali.") if e.type == "assault"]
    assert found.instruments == {"charge"}


def test_with_what_an_attack_was_carried_out_is_told_of_the_attack_before() -> None:
    told = [e for e in events("Gunmen attacked a bus in Cali on Monday. The attack was carried out with grenades.") if e.type == "assault"]
    assert (told[1].instruments, told[1].account.about) == ({"grenades"}, told[0].account.id)


def test_bombings_are_nothing_that_one_holds() -> None:
    (found,) = [e for e in events("The bombings destroyed some houses in Cali.") if e.type == "assault"]
    assert found.instruments == set()


@pytest.mark.parametrize("text", ["A car bomb exploded outside the telephone company in Cali.", "Rebels set off a bomb in the basement of a tower in Cali."])
def test_a_bomb_hits_the_seat_of_the_body_where_it_bursts(text: str) -> None:
    (found,) = [e for e in events(text) if e.type == "assault"]
    assert found.targets and not found.patients
