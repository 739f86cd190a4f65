"""What was tried, nearly done, warded off, warned of or led to, and what belongs to another event than its neighbour."""

from __future__ import annotations

import pytest
from tests.extract.reading import Seen, event, events, statements


def told(text: str, type_: str = "assault") -> list[tuple[str, str, str]]:
    """Trigger, factuality and polarity of a text's events of one type."""
    return [(e.trigger, e.factuality, e.polarity) for e in events(text) if e.type == type_]


def attack(text: str) -> Seen:
    return event(text, "assault")


@pytest.mark.parametrize(
    "text",
    [
        "Two men attempted to murder the governor in Herat.",
        "The convoy was nearly destroyed by a mine near Gao.",
        "The shells almost killed the mayor of Izium.",
    ],
)
def test_what_was_only_tried_or_nearly_came_about_is_not_told_as_done(text: str) -> None:
    assert {e.factuality for e in events(text) if e.type == "assault"} == {"hypothetical"}


def test_to_try_to_storm_a_place_is_an_attack_on_it() -> None:
    assert attack("Rebels tried to storm the base in Gao on Monday.").factuality == "actual"


@pytest.mark.parametrize("text", ["The brigade is fighting to recapture Bakhmut.", "The militia fought to seize the port of Aden."])
def test_what_one_fights_for_is_not_yet_reached(text: str) -> None:
    assert [f for _, f, _ in told(text, "coerce")] == ["planned"]


@pytest.mark.parametrize("text", ["Neither the army nor the rebels shelled the camp in Goma.", "Neither side attacked the town."])
def test_neither_denies_what_its_clause_tells(text: str) -> None:
    assert attack(text).polarity == "denied"


def test_a_warning_of_what_happened_is_a_report_and_of_what_may_come_is_none() -> None:
    assert attack("The agency warned that gunmen had killed ten villagers in Gao.").factuality == "actual"
    assert attack("Villagers are being killed in Gao, the agency warned.").factuality == "actual"
    assert attack("The agency warned that gunmen could kill the villagers in Gao.").factuality == "hypothetical"


def test_what_somebody_is_threatened_with_is_threatened() -> None:
    found = told("The general threatened the city with an airstrike on its port.")
    assert all(f == "threatened" for _, f, _ in found)


def test_who_repels_a_raid_did_not_make_it() -> None:
    found = {e.trigger: e.agents for e in events("The garrison repelled a raid by militants on the depot in Mopti.") if e.type == "assault"}
    assert found == {"repelled": {"garrison"}, "raid": {"militants"}}


def test_what_a_reward_is_offered_for_has_not_happened() -> None:
    assert event("The ministry offered a reward for information leading to the arrest of the warlord in Gao.", "coerce").factuality == "hypothetical"


def test_what_weapons_were_used_for_was_done() -> None:
    assert ("bomb", "actual", "affirmed") in told("The militia has used drones to bomb the market in Wau.")


def test_killed_and_captured_is_violence_first() -> None:
    e = attack("The rebels killed three soldiers and captured five others near Gao.")
    assert (e.trigger, e.agents) == ("killed", {"rebels"})


def test_that_nobody_was_hurt_is_no_attack_where_none_is_told() -> None:
    assert attack("Police in Lviv said no one was hurt.").polarity == "denied"
    first, second = (e for e in events("A rocket hit the airport of Basra on Monday. There were no casualties.") if e.type == "assault")
    assert (first.polarity, second.polarity) == ("affirmed", "affirmed")


def test_a_possible_resumption_of_talks_is_not_their_resumption() -> None:
    assert [f for _, f, _ in told("The envoy described the possible resumption of talks between Khartoum and the rebels.", "consult")] == ["hypothetical"]


def test_who_was_involved_may_have_done_it() -> None:
    assert any(e.agents == {"soldiers"} and e.factuality == "alleged" for e in events("The soldiers were involved in the killing of a priest in Wau."))


def test_a_countrys_worst_attack_is_not_its_own() -> None:
    assert attack("It was the country's deadliest attack since 2015, in which 40 people were killed.").agents == set()


def test_pressure_to_stop_fighting_makes_nobody_else_fight() -> None:
    found = [e.agents for e in events("Washington is stepping up pressure on the army to stop fighting in Khartoum.") if e.type == "assault"]
    assert {"Washington"} not in found


@pytest.mark.parametrize("text", ["Forty villagers died of cholera in Wau.", "The singer was hospitalized for pneumonia in Goma."])
def test_illness_is_no_violence(text: str) -> None:
    assert told(text) == []


def test_a_burst_of_violence_is_no_explosion() -> None:
    assert not any(e.mode == "explosives" for e in events("The explosion of violence in Darfur drove thousands out."))


@pytest.mark.parametrize(
    ("text", "type_", "factuality"),
    [
        ("They will stop fighting provided Washington suspends aid to the militia.", "sanction", "hypothetical"),
        ("The plan was to bomb the embassy in Aden.", "assault", "planned"),
        ("The army will respond with airstrikes on the camp near Gao.", "assault", "planned"),
        ("The feud could escalate into clashes between the tribes in Marib.", "assault", "hypothetical"),
        ("The dispute might lead to the arrest of the general in Juba.", "coerce", "hypothetical"),
        ("The raid led to the arrest of the general in Juba.", "coerce", "actual"),
    ],
)
def test_conditions_plans_answers_and_outcomes_are_as_sure_as_their_verb(text: str, type_: str, factuality: str) -> None:
    assert {e.factuality for e in events(text) if e.type == type_ and e.trigger not in {"raid", "disarm"}} == {factuality}


def test_who_answers_with_an_act_does_it() -> None:
    assert attack("The army retaliated with airstrikes on the camp near Gao.").agents == {"army"}


def test_those_who_may_do_it_have_not_done_it() -> None:
    found = {e.trigger: e.factuality for e in events("Those who attack the convoy will be executed, the governor of Gao said.") if e.type == "assault"}
    assert found["attack"] == "hypothetical"
    assert attack("Those who attacked the convoy in Gao will face trial.").factuality == "actual"


def test_whom_one_fights_beside_is_no_enemy() -> None:
    found = attack("Rebels are fighting alongside the army in Hama.")
    assert "army" not in found.patients


@pytest.mark.parametrize("text", ["The raid on Gao was foiled by peacekeepers.", "The attack on Gao was repelled by the garrison."])
def test_who_foils_an_attack_did_not_make_it(text: str) -> None:
    assert not any(e.agents & {"peacekeepers", "garrison"} for e in events(text) if e.trigger in {"raid", "attack"})


def test_a_war_called_by_its_country_is_not_that_countrys_deed() -> None:
    assert attack("The Ukraine war has killed thousands.").agents == set()
    assert attack("The US invasion of Iraq began in 2003.").agents == {"US"}


def test_what_is_told_of_others_below_an_accusation_is_not_held_against_the_accused() -> None:
    found = events("The senator lambasted Washington for refusing to hand over the cleric, whom Ankara accuses of being behind the coup attempt.")
    assert not any(e.agents == {"Washington"} for e in found if e.type in {"assault", "coerce"})
    assert [e.polarity for e in found if e.trigger == "accuses"] == ["affirmed"]


def test_a_wire_dateline_neither_acts_nor_speaks() -> None:
    found = events("PARAMARIBO, 20 MAY 88 (ACAN-EFE) -- [TEXT] A CLANDESTINE COMMANDO UNIT HAS CLAIMED RESPONSIBILITY FOR THE ATTACK AGAINST THE EMBASSY OF PERU.")
    assert not any("PARAMARIBO" in e.agents or e.speaker == "PARAMARIBO" for e in found)
    found = events("Hanoi (VNA) – Vietnam always supports and wants Russia to help, said General Secretary Trong.")
    assert {e.speaker for e in found if e.type == "support"} == {"Trong"}


def test_what_nobody_claims_happened_all_the_same() -> None:
    assert event("Nobody has claimed the bombing of the hotel in Merca.").factuality == "actual"


def test_nobody_says_nothing() -> None:
    found = statements("A bomb killed ten people in Merca on Monday. No group has claimed responsibility. No one has confirmed the toll.")
    assert [(e.polarity, e.speaker) for e in found] == [("denied", None), ("denied", None)]


def test_what_another_says_meanwhile_is_not_the_first_ones_word() -> None:
    text = "The army said it had struck 30 targets, while the health ministry said 12 people, including three children, were killed in Tyre."
    assert {e.speaker for e in events(text) if e.killed} == {"ministry"}


def test_kyiv_speaks_for_its_state() -> None:
    assert any(e.agents == {"Kyiv"} for e in events("Officials accused Kyiv of shelling a market in Donetsk."))


def test_according_to_at_the_end_covers_the_whole_sentence() -> None:
    e = attack("An airstrike flattened a house in Rafah, killing a family of six, according to health officials.")
    assert e.speaker == "officials"


def test_what_happened_meanwhile_elsewhere_is_another_event() -> None:
    found = [e for e in events("A bomb killed a policeman and injured four others in Peshawar, while in Bannu two soldiers died in a shootout with militants.") if e.type == "assault"]
    assert [e.killed for e in found] == [(1, 1, 1), (2, 2, 2)]


def test_the_dead_and_the_wounded_of_one_row_are_of_one_event() -> None:
    e = attack("At least 15 people were killed and dozens wounded on Thursday when an airstrike hit a crowded market.")
    assert e.killed == (15, 15, None) and e.wounded is not None


def test_crimes_that_were_committed_are_no_plan() -> None:
    text = "We remain committed to holding the group accountable for the massacres it has committed in Sinjar."
    assert {e.factuality for e in events(text) if e.type == "assault"} == {"actual"}
