"""Of which state "the army" and "the ministry" are that are told without one."""

from __future__ import annotations

import pytest
from tests.extract.reading import record, story

KYIV = "KYIV, March 4, 2025 - Russia launched drones at Ukraine overnight, Ukrainian officials said. Ukraine's army shot them down.\n\n"


def actors(text: str, name: str) -> set[str | None]:
    """Whom the parties and speakers of one name are."""
    found = story(text)
    mentions = [m for a in found.accounts for m in (*a.agents, *a.patients, *a.participants, *a.speakers)]
    return {m.actor for m in mentions if found.article.text[m.head.start : m.head.end].lower() == name}


@pytest.mark.parametrize(
    ("more", "name", "actor"),
    [
        ("The defence ministry said 12 soldiers had been killed.", "defence ministry", "ukraine-ministry-of-defence"),
        ("Moscow said it had struck a depot. The defence ministry added that its men had shot down 47 drones.", "defence ministry", "russia-ministry-of-defence"),
        ("In Sudan, rebels shelled a camp on Monday. The army accused them of a massacre.", "army", "sudan-military"),
        ("Israeli troops shot dead a boy near Jenin, the Palestinian health ministry said. The military said he had thrown a stone.", "military", "israel-military"),
        ("A Polish drone was seen near Lviv, the army said.", "army", "ukraine-military"),
    ],
)
def test_an_organ_is_of_the_state_that_the_text_turned_to(more: str, name: str, actor: str) -> None:
    assert actors(KYIV + more, name) == {actor}


def test_an_organ_among_several_other_states_is_nobodys_in_particular() -> None:
    assert actors(KYIV + "Rwanda and Uganda sent envoys to Doha on Monday. The government met with them.", "government") == {None}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A Danish newspaper wrote that police had beaten nine students.", "police"),
        ("A Dutch nurse was killed in Kabul on Monday, police said.", "police"),
        ("Chadian and Libyan envoys met on Monday. The army said nothing.", "army"),
        ("The army said it had struck ten targets in Tyre.", "army"),
    ],
)
def test_an_organ_is_nobodys_where_a_state_is_named_in_passing_or_only_a_town_of_it(text: str, name: str) -> None:
    assert actors(text, name) == {None}


def test_the_forces_of_two_states_are_two() -> None:
    found = record("US and Iraqi troops attacked Mosul on Monday.")
    assert [{m.actor for m in a.agents} for a in found.accounts if a.type == "assault"] == [{"united-states-military", "iraq-military"}]


def test_a_coalition_is_not_the_watchdog_named_before_it() -> None:
    found = record("Airwars, a watchdog group, said 300 people died. The airstrikes by the coalition went on for two years.")
    assert {m.actor for a in found.accounts for m in a.agents} == {None}


def test_the_capital_that_speaks_is_not_where_it_happened() -> None:
    found = record("Moscow said its forces had struck a depot on Monday.")
    assert [a.place for a in found.accounts if a.type == "assault"] == [None]


def test_children_among_the_dead_are_not_the_children_of_them() -> None:
    found = record("The strike killed at least 14 people, among them three children, in Odesa.")
    assert [a for a in found.accounts if a.kind == "tie"] == []


def test_some_of_the_drones_are_drones() -> None:
    found = record("The air force said it downed 51 of the drones.")
    assert [(a.type, a.mode) for a in found.accounts if a.kind == "event"] == [("assault", "aerial")]


@pytest.mark.parametrize(
    ("text", "name", "actor"),
    [
        ("The Defence Ministry in Moscow said it had no troops there.", "defence ministry", "russia-ministry-of-defence"),
        ("The Ministry of Defence in London denied the strike.", "ministry of defence", "united-kingdom-ministry-of-defence"),
        ("The government in Kabul rejected the offer.", "government", "afghanistan"),
        ("The Defence Ministry in Nur-Sultan denied it.", "defence ministry", "kazakhstan-ministry-of-defence"),
        ("The army in Kabul killed three men.", "army", None),
    ],
)
def test_a_ministry_or_government_is_of_the_state_in_whose_capital_it_sits(text: str, name: str, actor: str | None) -> None:
    assert actors(text, name) == {actor}


def test_a_dateline_lends_no_place_to_what_is_hit_in_another_country() -> None:
    found = story("PANAMA CITY, Jan. 26, 1989 - Explosives were fired at the Salvadoran parliament.\n\nNobody was hurt.")
    assert {a.place for a in found.accounts if a.type == "assault" and a.targets + a.patients} == {None}


def test_a_ministry_with_its_field_behind_it_is_of_the_state_too() -> None:
    assert actors(KYIV + "The Ministry of Foreign Affairs condemned the raid.", "ministry of foreign affairs") == {"ukraine-ministry-of-foreign-affairs"}


def test_congress_is_the_parliament_of_its_state_where_the_article_speaks_of_that_state() -> None:
    def keys(text: str) -> set[str | None]:
        return {e.actor for e in record(text).entities}

    assert "united-states-parliament" in keys("Congress rejected the treaty on Monday. The United States had signed it in May.")
    assert "united-states-parliament" not in keys("Congress leaders condemned the raid in Odisha. India has sent troops to the state.")
    assert "united-states-parliament" not in keys("The Congress of South African Trade Unions condemned the raid.")


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("The Bolivarian National Guard killed two protesters in Caracas.", set()),
        ("The National Guard opened fire in Caracas. Venezuela denied it.", set()),
        ("The US National Guard shot two people.", {"national-guard-united-states"}),
    ],
)
def test_a_guard_of_another_state_is_not_the_one_that_the_lexicon_has_by_that_name(text: str, agents: set[str]) -> None:
    found = {m.actor for a in record(text).accounts if a.type == "assault" for m in a.agents}
    assert found - {None} == agents
