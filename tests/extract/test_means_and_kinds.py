"""What was used for a deed, from whom something was taken, and what only says of which kind a thing is."""

import pytest
from tests.extract.reading import event, events, ties


@pytest.mark.parametrize(
    "text",
    [
        "Lorries have been used to carry out attacks on pedestrians in Nice.",
        "The past year has seen militants use drones to launch attacks on barracks in Mali.",
        "The militia had used a lorry to attack the market.",
    ],
)
def test_what_something_was_used_for_was_done(text: str) -> None:
    assert {e.factuality for e in events(text) if e.type == "assault"} == {"actual"}


@pytest.mark.parametrize("text", ["Lorries could be used to carry out attacks on pedestrians.", "He planned to use a lorry to attack the market."])
def test_what_something_may_be_used_for_was_not(text: str) -> None:
    assert "actual" not in {e.factuality for e in events(text) if e.type == "assault"}


def test_from_whom_it_was_seized_did_not_seize_it() -> None:
    seized = event("Rifles seized from Chadian rebels were burnt.", "coerce")
    assert (seized.agents, seized.patients, seized.targets) == (set(), {"rebels"}, {"Rifles"})


def test_a_noun_before_a_noun_before_a_protest_suffers_nothing() -> None:
    assert event("Service delivery protests turned violent over the weekend.", "protest").patients == set()


def test_who_works_on_a_farm_is_somebody() -> None:
    assert event("The farmworkers' strike resumed on Tuesday.", "protest").agents == {"farmworkers"}


def test_a_word_for_a_protest_in_lower_case_is_no_name() -> None:
    assert event("Party members staged a dharna in front of the police station.", "protest").agents == {"members"}


def test_two_states_before_the_bodies_of_both() -> None:
    assert event("Pakistan and Afghanistan's intelligence services agreed to share information.", "agree").participants == {"Pakistan", "Afghanistan's intelligence services"}


@pytest.mark.parametrize("text", ["The group split themselves in two.", "Twenty New People's Army (NPA) rebels surrendered to the police."])
def test_nobody_is_tied_to_himself(text: str) -> None:
    assert not ties(text)


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("The clashes between Abgal and Murule clan militias went on in Galkayo.", {"Abgal", "militias"}),
        ("Muslim and Christian students clashed with each other at a school in Kaduna.", {"Muslim", "students"}),
        ("Sunni and Shiite militias fought each other in Basra.", {"Sunni", "militias"}),
        ("Hindu-Muslim clashes left five people dead in Jos.", {"Hindu", "Muslim"}),
    ],
)
def test_those_who_did_it_to_each_other_are_two_sides(text: str, sides: set[str]) -> None:
    assert event(text).participants == sides


def test_where_clashes_were_is_no_side() -> None:
    fought = event("At least 18 people have been killed since May in clashes in the northern state of Borno, the United Nations announced on Tuesday.")
    assert fought.participants == fought.agents == set()


def test_rockets_that_were_fired_are_no_small_arms() -> None:
    fired = event("Rockets were fired at the barracks on Saturday, diplomats said.")
    assert (fired.mode, fired.instruments) == ("heavy-weapons", {"Rockets"})


def test_who_was_arrested_arrested_nobody() -> None:
    seized = event("Amnesty said that the security forces used sexual violence against women arrested after a march in Omdurman.", "coerce")
    assert seized.agents == set() and seized.patients == {"women"}


@pytest.mark.parametrize("text", ["In a statement released on Monday, the party said it was ready.", "The statement was released on Monday."])
def test_a_statement_that_is_released_goes_free_nowhere(text: str) -> None:
    assert not [e for e in events(text) if e.type == "retreat"]


def test_a_march_told_with_a_complaint_is_a_march() -> None:
    assert event("A crowd violently demonstrated against a new tax in Busia, complaining that it was much higher than planned.", "protest").agents == {"crowd"}


def test_a_region_that_a_director_is_for_is_not_led() -> None:
    assert {to for _, _, to, _ in ties("Ana Diaz, Oxfam's regional director for East Africa and the Horn, accused the army of looting.")} == {"Oxfam"}


def test_a_war_for_which_help_is_asked_is_fought() -> None:
    assert event("The government is appealing for more support in its long war against al-Shabaab.").factuality == "actual"


def test_who_proposes_a_raid_has_not_made_it() -> None:
    assert event("Let us attack the base.").factuality == "hypothetical"


def test_a_country_before_an_invasion_is_invaded() -> None:
    invaded = event("The Iraq invasion began in 2003.")
    assert not invaded.agents and [p.removeprefix("The ") for p in invaded.patients] == ["Iraq"]


@pytest.mark.parametrize(("text", "type_"), [("The two countries have never struck a peace treaty.", "agree"), ("The nurses plan to strike on Monday.", "protest")])
def test_not_every_strike_is_a_blow(text: str, type_: str) -> None:
    assert {e.type for e in events(text)} == {type_}


def test_officers_who_believe_that_they_were_shot_speak_of_others() -> None:
    told = events("A trader and his son were shot in Kano. The police believe that they were shot by a rival.")
    assert len(told) == 2 and not any("police" in each for e in told for each in e.patients)


def test_who_is_engaged_in_looting_loots() -> None:
    looting = event("The rebels have been engaged in looting and acts of vandalism in Goma.")
    assert (looting.agents, looting.patients) == ({"rebels"}, set())


def test_a_plural_clause_is_said_of_both_nouns() -> None:
    hit = event("He lives close to the president's palace and the ministry, which were attacked on Monday.")
    assert {"palace", "ministry"} <= hit.targets | hit.patients


def test_who_marched_used_no_teargas() -> None:
    assert event("Police used teargas on Wednesday during a march in central Durban by the Transport Alliance.").agents == {"Police"}


def test_teargas_that_is_released_is_set_free_by_nobody() -> None:
    assert not [e for e in events("Stun grenades and teargas were released as officers chased drivers.") if e.type == "retreat"]


def test_who_hits_him_hits_him() -> None:
    hit = event("The mob saw his camera and started hitting him.")
    assert (hit.mode, hit.agents) == ("beat", {"mob"})


def test_who_holds_hostages_demands() -> None:
    assert event("Militants have abducted six miners demanding that the mayor stop the dig.", "request").agents == {"Militants"}


def test_what_somebody_is_armed_with_is_no_aid() -> None:
    assert {e.type for e in events("Six men armed with rifles attacked the post.")} == {"assault"}


def test_two_who_travel_together_are_no_two_sides() -> None:
    assert event("The minister and his deputy visited Mosul on Monday.", "consult").agents == {"minister", "deputy"}


def test_a_death_on_the_road_is_no_violence() -> None:
    assert not events("A man pleaded guilty in the traffic death of a motorcyclist.")


def test_who_was_driven_out_drove_out_nobody() -> None:
    driven = event("More than two million people have been driven from their homes inside the country.", "coerce")
    assert (driven.agents, driven.patients) == (set(), {"people"})


@pytest.mark.parametrize("text", ["The union did not know how many had been killed.", "It was not clear how many people were wounded in Goma.", "The ministry did not say how many of the dead were civilians."])
def test_a_number_that_is_asked_for_is_none(text: str) -> None:
    assert all(e.killed is None and e.wounded is None and not e.patients for e in events(text))


@pytest.mark.parametrize(("text", "mode"), [("Protesters hurled rocks at the police.", "primitive"), ("Boys threw grenades at a bus.", "explosives"), ("Rebels fired rockets at the base.", "heavy-weapons"), ("Police fired tear gas and live rounds at the crowd.", "crowd-control")])
def test_what_is_thrown_tells_the_mode(text: str, mode: str) -> None:
    assert event(text).mode == mode


def test_who_wrote_a_letter_threatens() -> None:
    assert all("Police" not in e.agents for e in events("Police recovered a letter written by rebels threatening to carry out more attacks."))


def test_a_fast_unto_death_kills_nobody() -> None:
    assert all(e.type != "assault" for e in events("The leader was arrested on Sunday ahead of his fast unto death."))


def test_them_before_which_a_bomb_was_detonated_are_bombs() -> None:
    found = [e for e in events("Police say that two brothers carried the bombs to the street before detonating them.") if e.trigger == "detonating"]
    assert found and not any(e.patients for e in found)


@pytest.mark.parametrize("text", ["The convoy came under attack on Monday.", "A patrol came under fire from rebels near the bridge.", "Rockets hit the city on Tuesday.", "The fortress came under heavy shelling."])
def test_who_comes_under_fire_is_attacked_and_rockets_are_no_team(text: str) -> None:
    assert [e.type for e in events(text)] == ["assault"]


@pytest.mark.parametrize("text", ["The minister has come under fire from the opposition over his remarks.", "The policy came under attack from critics.", "The firm came under the control of the state.", "A helicopter crashed into a hill on Monday, killing three."])
def test_criticism_and_accidents_are_no_attacks(text: str) -> None:
    assert not [e for e in events(text) if e.type == "assault"]
