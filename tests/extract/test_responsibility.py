"""Who is held to have done it: words for responsibility beside a deed, or beside a word that points at one."""

from __future__ import annotations

import pytest
from tests.extract.reading import Seen, events

BOMB = "A car bomb killed 12 people in Bogota on Monday. "


def held(text: str) -> list[Seen]:
    return [e for e in events(text) if e.account.rule.count("?")]


@pytest.mark.parametrize(
    ("text", "agents", "factuality"),
    [
        ("Police said Pablo Escobar was behind the attack.", {"Pablo Escobar"}, "alleged"),
        ("Two men were accused of ordering the bombing.", {"men"}, "alleged"),
        ("The cartel planned the attack.", {"cartel"}, "actual"),
        ("The minister linked the rebels to the bombing.", {"rebels"}, "alleged"),
        ("The killing was ordered by Fidel Castano.", {"Fidel Castano"}, "actual"),
        ("The blast bore the hallmarks of Boko Haram.", {"Boko Haram"}, "alleged"),
        ("The bombing was the work of the ELN.", {"ELN"}, "alleged"),
        ("The Taliban said they were behind the bombing.", {"The Taliban"}, "alleged"),
    ],
)
def test_a_deed_that_is_pointed_at_gets_an_account_about_what_was_told(text: str, agents: set[str], factuality: str) -> None:
    (found,) = held(BOMB + text)
    (told,) = [e for e in events(BOMB + text) if e.killed is not None]
    assert (found.agents, found.factuality) == (agents, factuality)
    assert found.account.about == told.account.id
    assert found.killed is None, "nothing is copied"


def test_a_deed_with_its_own_victims_keeps_them_beside_the_culprit() -> None:
    (found,) = held("Army officers are responsible for the killing of six priests in San Salvador.")
    assert (found.agents, found.patients, found.type) == ({"officers"}, {"priests"}, "assault")


def test_without_a_deed_told_before_nothing_is_pointed_at() -> None:
    assert held("Police said Pablo Escobar was behind the attack.") == []


def test_who_is_not_responsible_is_denied() -> None:
    found = held(BOMB + "The cartel is not responsible for the attack.")
    assert [e.polarity for e in found] == ["denied"]


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("The Extraditables claimed responsibility in a video.", "Extraditables"),
        ("Urban commandos claimed credit for the attack in a call to a radio station.", "commandos"),
    ],
)
def test_who_claims_responsibility_without_saying_for_what_claims_what_was_told(text: str, agent: str) -> None:
    first, second = [e for e in events(BOMB + text) if e.type == "assault"]
    assert second.account.about == first.account.id
    assert any(agent in a for a in second.agents)


@pytest.mark.parametrize("text", ["No group claimed responsibility.", "The minister took responsibility for the failure.", "The Extraditables denied responsibility."])
def test_who_claims_no_deed_has_done_none(text: str) -> None:
    assert all(not e.agents for e in events(BOMB + text) if e.type == "assault" and e.polarity == "affirmed")


@pytest.mark.parametrize("who", ["Neither the guerrillas nor any other organization has", "Nobody has", "None of the groups has"])
def test_what_nobody_claims_is_told_again_and_laid_on_nobody(who: str) -> None:
    found = events(f"Gunmen shot the mayor of Ibarra on Monday. {who} claimed responsibility for the attack.")
    assert [e.agents for e in found if e.account.about] == [set()]


def test_whoever_did_it_did_it_which_names_nobody() -> None:
    assert held(BOMB + "The people responsible for this crime must be found.") == []
    assert [e.agents for e in held(BOMB + "The Taliban are responsible for this crime.")] == [{"The Taliban"}]


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("The court decided to prosecute the eight army men, including one colonel, charged with killing six priests.", {"men"}),
        ("Those responsible for killing the mayor are extreme rightist groups, the minister said.", {"groups"}),
        ("The farmer was killed by two bullets fired from a pistol by a member of the National Party.", {"member"}),
        ("The attack with explosives that was perpetrated by hooded men left four wounded.", {"men"}),
    ],
)
def test_who_did_it_is_told_beside_the_deed(text: str, agents: set[str]) -> None:
    (found,) = [e for e in events(text) if e.type == "assault"]
    assert found.agents == agents


def test_somebody_who_is_described_beside_his_name_is_held_to_have_done_it() -> None:
    told = [e for e in events("Colonel Juan Diaz, the main person implicated in the murder of six priests, lost his post.") if e.type == "assault"]
    assert [(e.agents, e.factuality) for e in told] == [(set(), "actual"), ({"person"}, "alleged")]


def test_parts_of_the_army_may_be_held_to_have_done_it() -> None:
    told = [e for e in events("A bomb exploded at the union office in Cali on Monday. Leaders attributed the attack to army sectors.") if e.type == "assault"]
    assert (told[1].agents, told[1].factuality, told[1].account.about) == ({"sectors"}, "alleged", told[0].account.id)


def test_a_mission_to_kill_is_planned_and_is_that_of_who_has_it() -> None:
    (found,) = [e for e in events("The spy had the mission of assassinating the archbishop.") if e.type == "assault"]
    assert (found.agents, found.factuality) == ({"spy"}, "planned")


@pytest.mark.parametrize(
    ("text", "culprit"),
    [
        ("Police blamed the bombing on a group that is fighting for independence.", "group"),
        ("Police blamed the attack on the Taliban.", "the Taliban"),
        ("The bombing was blamed on Islamic State.", "Islamic State"),
        ("On Monday police blamed the attack on the market on Islamic State.", "Islamic State"),
        ("The government blames the deaths on rebels.", "rebels"),
        ("Police blamed rebels on Monday for the attack.", "rebels"),
    ],
)
def test_on_whom_a_deed_is_blamed_is_held_to_have_done_it_and_was_not_hit(text: str, culprit: str) -> None:
    found = [e for e in events(text) if e.type == "assault"]
    assert not any(culprit in e.patients for e in found)
    assert [e.factuality for e in found if culprit in e.agents] == ["alleged"]


def test_an_attack_on_somebody_for_which_others_are_blamed_hit_him() -> None:
    found = [e for e in events("The army blamed the rebels for the attack on the Taliban.") if e.type == "assault"]
    assert all("the Taliban" in e.patients for e in found) and any("rebels" in e.agents for e in found)


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("The attack is widely believed to have been carried out by the separatist group ETA.", "alleged"),
        ("The attack was carried out by ETA.", "actual"),
    ],
)
def test_by_whom_a_deed_is_believed_to_have_been_carried_out_is_alleged(text: str, factuality: str) -> None:
    assert [e.factuality for e in events(text) if e.type == "assault" and e.agents] == [factuality]
