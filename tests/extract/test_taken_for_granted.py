"""What is pointed at inside of a wish, a demand or a feeling happened all the same; what a word form or a phrasal verb only looks like did not."""

from __future__ import annotations

import pytest
from tests.extract.reading import event, events, record


def told(text: str, type_: str = "assault") -> set[str]:
    return {e.factuality for e in events(text) if e.type == type_}


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The governor is to fly to Gao on Friday and meet the wounded farmers.", "assault"),
        ("Shopkeepers demanded that six men detained by soldiers for breaking a curfew be freed.", "coerce"),
        ("Norway expressed its alarm over the raid in Ituri.", "assault"),
        ("The mayor asked the miners to give up their protest.", "protest"),
        ("The arrest of a monk provoked a crowd to attack the barracks.", "assault"),
        ("Soon a clash broke out between herders and farmers in Benue.", "assault"),
        ("Two raiders were arrested on 3 May after using a stolen lorry to launch an assault on a barracks.", "assault"),
        ("That number does not include raids carried out by Chad.", "assault"),
    ],
)
def test_what_is_pointed_at_happened(text: str, type_: str) -> None:
    assert told(text, type_) == {"actual"}


@pytest.mark.parametrize("text", ["Mortars that were going to be fired at the palace were found on Monday.", "Two rockets were to be fired at the base an hour later."])
def test_what_was_to_be_done_was_not_done(text: str) -> None:
    assert told(text) == {"planned"}


def test_in_addition_to_what_was_done() -> None:
    assert told("In addition to confiscating drugs, police arrested two men in Gao.", "coerce") == {"actual"}


def test_what_a_burst_did_belongs_to_it() -> None:
    (found,) = events("Men threw two grenades that injured a guard and damaged the front of a bank in Quito.")
    assert (found.wounded, found.targets, found.agents) == ((1, 1, 1), {"front"}, {"Men"})
    (found,) = events("Ten men hurled grenades at a bank in Quito, causing serious damage but no casualties.")
    assert (found.killed, found.wounded, found.factuality) == ((0, 0, 0), (0, 0, 0), "actual")


def test_what_one_marches_for_is_one_protest() -> None:
    (found,) = [e for e in events("Hundreds marched through Lomé to protest against the new tax.") if e.type == "protest"]
    assert (found.trigger, found.factuality, found.targets) == ("marched", "actual", {"tax"})


@pytest.mark.parametrize(
    "text",
    [
        "The ceremony took place over the use of a field.",
        "A dozen officers stood guard at a fair by the river.",
        "Israel approved two new settlements.",
        "The teacher eased the apprehensions of the pupils hailing from other provinces.",
        "Crowds gathered to fight for universal suffrage.",
    ],
)
def test_words_that_only_look_like_a_deed_tell_none(text: str) -> None:
    assert not [e for e in events(text) if e.type in {"assault", "coerce", "agree"} or e.trigger in {"stood", "hailing"}]


def test_settlements_that_are_attacked_are_a_place_and_a_settlement_that_is_reached_is_none() -> None:
    assert event("Five Hausa settlements in the north were attacked.", "assault").targets == {"settlements"}
    assert event("The two sides reached a settlement in Geneva on Monday.", "agree").trigger == "settlement"


def test_the_strike_of_workers_is_no_attack() -> None:
    assert {e.type for e in events("The steelworkers' strike resumed on Tuesday.")} == {"protest"}


def test_vehicles_that_are_taken_are_no_captives() -> None:
    assert event("Rebels commandeered a few lorries.", "assault").captured is None


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("The Chad-Sudan war killed 40 aid workers.", {"Chad", "Sudan"}),
        ("The Israel-Hezbollah clashes of May went on for days.", {"Israel", "Hezbollah"}),
    ],
)
def test_two_names_joined_by_a_hyphen_are_the_sides(text: str, sides: set[str]) -> None:
    (found,) = [e for e in events(text) if e.type == "assault" and e.participants]
    assert (found.participants, found.agents) == (sides, set())


def test_a_headline_that_opens_with_what_is_done_is_no_command() -> None:
    assert told("Protest against arrest of monk in Mandalay on Friday.", "protest") == {"actual"}
    assert told("Farmers block road, demand release of two monks.", "request") == {"actual"}


@pytest.mark.parametrize("text", ["An open-ended strike by nurses in Accra deepened the crisis.", "All teachers in Lomé are on strike since December 21."])
def test_who_lays_down_work_attacks_nobody(text: str) -> None:
    assert {e.type for e in events(text)} == {"protest"}


def test_a_strike_that_wounds_doctors_is_an_attack() -> None:
    assert event("Two doctors were wounded in the strike on a hospital in Aleppo.", "assault").wounded == (2, 2, 2)


def test_what_is_asked_for_is_not_yet_done() -> None:
    assert told("The petition for the release of the monks was rejected on Monday.", "retreat") == {"planned"}


def test_none_of_those_arrested_says_not_that_nobody_was() -> None:
    assert event("None of those arrested in Gao were involved in the murder.", "coerce").captured is None


def test_whose_release_a_protest_demands_is_not_whom_it_is_against() -> None:
    found = events("Activists staged a protest in front of the station, demanding the release of the monk Thich Dan.")
    assert [e.patients for e in found if e.type == "protest"] == [set()]


def test_what_a_spokesman_boasts_of_his_group_did() -> None:
    found = event("The Houthi militia, whose spokesman boasted of having fired five missiles, broke the truce.", "assault")
    assert found.agents == {"The Houthi militia"}


def test_to_call_a_strike_something_is_no_call_for_one() -> None:
    assert not [e for e in events("The president called the strike barbarism that brought them closer to war.") if e.type == "protest"]


def test_whose_incursions_are_repelled_deploys_nobody() -> None:
    found = events("Federal troops were deployed to repel incursions by Chechen militants in the 1990s.")
    assert {e.trigger: e.agents for e in found if e.agents} == {"repel": {"troops"}, "incursions": {"militants"}}


def test_who_marches_kills_nobody_where_the_march_claims_a_life() -> None:
    found = events("The protest by dock workers against the cuts claimed one life in Durban on Thursday.")
    assert [(e.killed, e.agents) for e in found if e.killed] == [((1, 1, 1), set())]


def test_whom_a_volley_was_fired_at_killed_nobody() -> None:
    found = events("Witnesses said the standoff worsened when soldiers fired tear gas and live bullets into the crowd killing two people.")
    assert [(e.agents, e.killed) for e in found if e.killed] == [({"soldiers"}, (2, 2, 2))]


def test_who_hears_a_shooting_did_not_shoot() -> None:
    assert {e.trigger: e.agents for e in events("The family heard shooting outside their home in Goma.")} == {"shooting": set()}


def test_two_militias_that_clash_are_two_sides() -> None:
    assert len(event("An Ayr militia clashed with a Saleban militia in Cadaado.", "assault").participants) == 1
    found = [a for a in record("An Ayr militia clashed with a Saleban militia in Cadaado.").accounts if a.kind == "event"]
    assert [len(a.participants) for a in found] == [2]


def test_fire_from_both_sides_is_not_one_sides() -> None:
    found = record("Al-Shabaab attacked a base of the army in Gedo. The attack was followed by heavy gunfire from both sides.")
    assert [m.actor for a in found.accounts for m in a.agents if found.article.text[m.start : m.end] == "both sides"] == [None]


def test_to_demonstrate_against_something_is_a_protest() -> None:
    assert event("Residents demonstrated against the presence of a quarry in Gulu.", "protest").targets == {"presence"}


def test_who_is_among_the_dead_killed_nobody() -> None:
    found = events("Seven were killed (including an Eritrean, a civilian from Darfur, as well as a policeman) in the raid on Lauru.")
    assert [(e.agents, e.killed) for e in found] == [(set(), (7, 7, 7))]


def test_each_other_is_no_third_side() -> None:
    assert event("The governor said members of the Beni Amer and the Nuba ethnic group had clashed with each other.", "assault").participants == {"members", "group"}


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Talks between the two sides are scheduled for Monday.", "consult"),
        ("The trial of the general is due to begin on Tuesday.", "accuse"),
        ("Troops are due to attack the town on Friday.", "assault"),
    ],
)
def test_what_is_scheduled_is_still_to_come(text: str, type_: str) -> None:
    assert told(text, type_) == {"planned"}


@pytest.mark.parametrize("text", ["They demand an investigation to clear up the murder of six priests.", "He is trying to distract attention from the army's heavy bombings of villages."])
def test_what_is_to_be_cleared_up_or_hidden_happened(text: str) -> None:
    assert told(text) == {"actual"}
