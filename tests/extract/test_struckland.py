"""Whom a sentence does not accuse: whose country it was in, who reports or treats, and who only probably did it."""

from __future__ import annotations

import pytest
from tests.extract.reading import events


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("The Nigerian attack killed 12 in Maiduguri.", set()),
        ("The Afghan bombing killed ten in Kabul.", set()),
        ("Israeli attacks on Gaza killed 12.", {"Israeli"}),
        ("Turkish shelling killed 12 in Afrin.", {"Turkish"}),
        ("The Syrian air strike on Aleppo killed 12.", {"The Syrian"}),
    ],
)
def test_a_country_before_a_deed_in_it_is_where_and_not_whose(text: str, agents: set[str]) -> None:
    assert {a for e in events(text) for a in e.agents} == agents


@pytest.mark.parametrize(
    "text",
    [
        "Residents reported shelling near Nyala.",
        "Doctors treated 40 people wounded in shelling in Nyala.",
    ],
)
def test_who_reports_or_treats_did_not_do_it(text: str) -> None:
    assert [e.agents for e in events(text) if e.type == "assault" and e.trigger == "shelling"] == [set()]


def test_who_admits_a_deed_did_it() -> None:
    assert [e.agents for e in events("The army admitted shelling the village of Bani.")] == [{"army"}]


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("The hospital was hit by an air strike, probably by the Saudi-led coalition, in Saada.", {"the Saudi-led coalition"}),
        ("The men were killed, presumably by rebels, near Goma.", {"rebels"}),
        ("A rocket, apparently fired by Hamas, hit a house in Ashkelon.", {"Hamas"}),
    ],
)
def test_who_probably_did_it_is_alleged(text: str, agents: set[str]) -> None:
    told = events(text)
    assert not any(e.agents for e in told if e.factuality == "actual")
    assert {a for e in told if e.factuality == "alleged" for a in e.agents} == agents


def test_what_stands_behind_with_is_no_subject() -> None:
    (e,) = events("In August ten elders of his district were led to a hillside and killed with explosives buried under them.")
    assert (e.patients, e.killed, e.instruments) == ({"elders"}, (10, 10, 10), {"explosives"})


@pytest.mark.parametrize("text", ["The coup was condemned by the African Union.", "The killings were denounced by Amnesty International."])
def test_who_condemns_a_deed_is_not_accused_of_it(text: str) -> None:
    assert all(not e.patients and (e.type == "accuse" or not e.agents) for e in events(text))


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("A rocket intercepted by Israel hit a house in Ashkelon.", set()),
        ("Drones supplied by Iran hit a power plant in Kyiv.", set()),
        ("A missile shot down by Ukraine fell on a house in Lviv.", set()),
        ("A rocket fired by Hamas hit a house in Ashkelon.", {"Hamas"}),
    ],
)
def test_only_who_wields_a_weapon_strikes_with_it(text: str, accused: set[str]) -> None:
    assert {a for e in events(text) if e.trigger in {"hit", "fell"} for a in e.agents} == accused


def test_who_claims_a_bombing_is_held_to_have_made_it() -> None:
    told = events("The bombing in Kabul, claimed by Islamic State, killed ten.")
    assert [(e.factuality, e.agents) for e in told] == [("actual", set()), ("alleged", {"Islamic State"})]
