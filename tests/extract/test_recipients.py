"""Whom acts in words, gifts and sanctions are aimed at."""

from __future__ import annotations

import pytest
from tests.extract.reading import event, events


@pytest.mark.parametrize(
    ("text", "type_", "patients"),
    [
        ("The foreign minister held talks with Syrian officials in Damascus.", "consult", {"Syrian officials"}),
        ("The United States imposed sanctions on Russia on Tuesday.", "sanction", {"Russia"}),
        ("Japan decided on Thursday to ease restrictions on North Korea.", "concede", {"North Korea"}),
        ("The government donated a shipment of medicine to assist Ethiopia.", "aid", {"Ethiopia"}),
        ("The Merkel government urged Ethiopia on Tuesday to open the road.", "request", {"Ethiopia"}),
        ("The Taliban refused to negotiate with the Afghan government.", "reject", {"government"}),
    ],
)
def test_a_preposition_of_the_word_or_of_its_object_names_the_other_side(text: str, type_: str, patients: set[str]) -> None:
    assert event(text, type_).patients == patients


def test_what_is_turned_down_is_the_offer_and_whose_it_is_is_the_other_side() -> None:
    found = event("The Taliban rejected Ghani's offer on Monday.", "reject")
    assert (found.agents, found.patients, found.targets) == ({"The Taliban"}, {"Ghani"}, {"offer"})


def test_a_capital_stands_for_its_state_where_it_is_spoken_to() -> None:
    (mention,) = event("China's foreign minister urged Washington to lift the tariffs.", "request").account.patients
    assert mention.actor == "united-states"


def test_a_capital_that_is_visited_or_hit_is_a_place() -> None:
    found = event("Rockets hit Kabul on Tuesday.")
    assert all(m.actor is None for m in found.account.patients)


def test_two_who_agree_are_participants() -> None:
    found = event("Mexico and Canada have agreed to a truce on tariffs.", "agree")
    assert found.participants == {"Mexico", "Canada"}


def test_a_day_of_the_week_is_no_particle_of_a_verb() -> None:
    found = events("Trump called President Erdogan on Wednesday.")
    assert [(e.type, e.patients) for e in found] == [("consult", {"Erdogan"})]


def test_a_quantifier_before_an_event_is_nobody() -> None:
    (found,) = [e for e in events("The army carried out several attacks near Idlib.") if e.type == "assault"]
    assert found.agents == {"army"}


def test_who_issued_a_statement_is_who_urges_in_it() -> None:
    found = event("The ministers issued a statement urging North Korea to free the prisoners.", "request")
    assert (found.agents, found.patients) == ({"ministers"}, {"North Korea"})


def test_a_measure_lies_on_the_whole_phrase_of_its_place_where_nobody_else_is_told() -> None:
    found = event("The governor imposed a curfew in northern parts of Aleppo on Monday.", "coerce")
    text, (target,) = "The governor imposed a curfew in northern parts of Aleppo on Monday.", found.account.targets
    assert (text[target.start : target.end], found.place) == ("northern parts of Aleppo", "Aleppo")
    assert event("The governor imposed sanctions on the militia in Aleppo.", "sanction").targets == set()


def test_two_who_agree_on_a_deed_to_others_are_its_agents() -> None:
    found = event("Norway and Iceland agreed to lift sanctions on Belarus.", "agree")
    assert (found.agents, found.patients, found.participants) == ({"Norway", "Iceland"}, {"Belarus"}, set())


@pytest.mark.parametrize(
    ("text", "type_", "agents", "patients", "targets"),
    [
        ("The militia held the villagers as human shields.", "assault", {"militia"}, {"villagers"}, set()),
        ("The president defended the army's conduct on Monday.", "support", {"president"}, {"army"}, {"conduct"}),
        ("The rebels violated the ceasefire in Taiz.", "sanction", {"rebels"}, set(), {"ceasefire"}),
        ("Canada suspended food supplies to Somalia.", "sanction", {"Canada"}, {"Somalia"}, set()),
        ("The union called off a strike against the airline.", "concede", {"union"}, {"airline"}, set()),
        ("The museum returned the statue to Greece.", "concede", {"museum"}, {"Greece"}, set()),
        ("Britain expelled two Russian diplomats on Monday.", "sanction", {"Britain"}, {"Russian diplomats"}, set()),
        ("The senator lauded the police.", "support", {"senator"}, {"police"}, set()),
        ("The World Bank lent 40 million dollars to Nepal.", "aid", {"The World Bank"}, {"Nepal"}, set()),
        ("The court dismissed the lawsuit of the miners.", "reject", {"court"}, set(), {"lawsuit"}),
    ],
)
def test_deeds_in_words_and_in_goods_have_who_and_whom(text: str, type_: str, agents: set[str], patients: set[str], targets: set[str]) -> None:
    found = event(text, type_)
    assert (found.agents, found.patients, found.targets) == (agents, patients, targets)


@pytest.mark.parametrize(
    ("text", "type_", "patients", "targets"),
    [
        ("The clergyman launched a mediation effort between the council and the government.", "consult", {"council", "government"}, set()),
        ("The agency has opened fraud investigations of four of the largest companies.", "accuse", {"companies"}, set()),
        ("Hackers launched cyber attacks on India's power system.", "coerce", set(), {"system"}),
        ("Opponents of the mayor clashed with police on Monday.", "protest", {"police"}, set()),
    ],
)
def test_what_kind_of_event_it_is_hides_nobody_whom_it_is_aimed_at(text: str, type_: str, patients: set[str], targets: set[str]) -> None:
    found = event(text, type_)
    assert (found.patients, found.targets) == (patients, targets)


@pytest.mark.parametrize(
    ("text", "type_", "agents", "patients"),
    [
        ("In Syria, with the support of the Coalition, the SDF has retaken territory.", "support", {"Coalition"}, {"SDF"}),
        ("Local forces advanced on the town with support from the Coalition.", "support", {"Coalition"}, {"forces"}),
        ("The group is losing support of religious scholars.", "sanction", {"scholars"}, {"group"}),
        ("The militia receives weapons from Iran.", "aid", {"Iran"}, {"militia"}),
    ],
)
def test_who_gives_what_another_has_is_told_by_of_or_from(text: str, type_: str, agents: set[str], patients: set[str]) -> None:
    found = event(text, type_)
    assert (found.agents, found.patients) == (agents, patients)


@pytest.mark.parametrize(
    ("text", "type_", "patients"),
    [
        ("The premier called Merkel to apologize for the delay.", "consult", {"Merkel"}),
        ("The embassy returned the statue to the government of Sierra Leone.", "concede", {"the government of Sierra Leone"}),
        ("Kenya allowed the inspectors to enter the port.", "retreat", {"inspectors"}),
        ("A court found two brokers guilty of fraud.", "sanction", {"brokers"}),
        ("Iceland recognized Palestine as a state.", "support", {"Palestine"}),
    ],
)
def test_whom_it_is_done_to_stands_in_the_verbs_own_place(text: str, type_: str, patients: set[str]) -> None:
    assert event(text, type_).patients == patients


def test_another_words_preposition_is_no_part_of_a_phrasal_verb() -> None:
    assert not [e for e in events("The premier called Merkel to apologize for the delay.") if e.type == "request"]


def test_who_pulls_out_of_a_place_leaves_it() -> None:
    found = event("UN observers pulled out of Darfur.", "retreat")
    assert (found.agents, found.targets) == ({"observers"}, {"Darfur"})


@pytest.mark.parametrize(
    ("text", "type_", "agents", "patients", "targets"),
    [
        ("The opposition called for the impeachment of the president.", "request", {"opposition"}, {"president"}, {"impeachment"}),
        ("The assembly called for sanctions against Belarus.", "request", {"assembly"}, {"Belarus"}, {"sanctions"}),
        ("The embassy handed over more than 30 trucks to the Kenyan army.", "aid", {"embassy"}, {"army"}, set()),
        ("Sweden gave 5 million euros to meet the needs of families in Chad.", "aid", {"Sweden"}, set(), {"needs"}),
        ("Norway launched a mediation effort to end the rift between Qatar and other Gulf states.", "consult", {"Norway"}, {"Qatar", "Gulf states"}, set()),
        ("Malaysia protested to Indonesia over the arrests.", "accuse", {"Malaysia"}, {"Indonesia"}, set()),
        ("Eritrea denied the monitors access to the camp.", "coerce", {"Eritrea"}, {"monitors"}, set()),
        ("In all, 12,000 Fijian soldiers served in Lebanon.", "aid", {"Fijian soldiers"}, set(), {"Lebanon"}),
    ],
)
def test_whom_it_concerns_is_found_in_what_is_wanted_given_or_settled(text: str, type_: str, agents: set[str], patients: set[str], targets: set[str]) -> None:
    found = event(text, type_)
    assert (found.agents, found.patients, found.targets) == (agents, patients, targets)


def test_whose_a_demand_is_is_nobody_whom_it_is_about() -> None:
    assert event("The leader called for its immediate resumption.", "request").patients == set()


def test_the_words_of_a_phrasal_verb_are_no_side_of_it() -> None:
    assert event("Troops exchanged fire with rebels near the bridge.").participants == {"Troops", "rebels"}
    assert event("Israel and Hezbollah traded fire across the border.").participants == {"Israel", "Hezbollah"}


@pytest.mark.parametrize(
    ("text", "type_", "agents", "patients", "targets"),
    [
        ("Police opened an investigation into recipient Ben Smith over fraud.", "accuse", {"Police"}, {"Ben Smith"}, set()),
        ("Canada imposed sanctions on Rusal and other companies.", "sanction", {"Canada"}, {"Rusal", "companies"}, set()),
        ("Japan will send troops to help the Philippine army.", "mobilize", {"Japan"}, {"army"}, set()),
        ("Iceland established diplomatic relations with the Republic of Chad.", "cooperate", {"Iceland"}, {"Republic of Chad"}, set()),
        ("A commander turned himself in to government forces.", "retreat", {"commander"}, {"forces"}, set()),
        ("China has provided Cambodia with $90 million.", "aid", {"China"}, {"Cambodia"}, set()),
        ("Brussels extended sanctions on Belarus.", "sanction", {"Brussels"}, {"Belarus"}, set()),
        ("Ukraine refused to accept the results.", "reject", {"Ukraine"}, set(), {"results"}),
        ("Traders closed their shops in protest against the tax.", "protest", {"Traders"}, set(), {"tax"}),
    ],
)
def test_whom_it_concerns_stands_in_phrases_beside_the_act(text: str, type_: str, agents: set[str], patients: set[str], targets: set[str]) -> None:
    found = event(text, type_)
    assert (found.agents, found.patients, found.targets) == (agents, patients, targets)


def test_who_declines_to_speak_turns_nothing_down() -> None:
    assert not [e for e in events("The office declined to comment on the arrest.") if e.type == "reject"]


def test_who_strikes_to_protest_strikes_against_what_he_protests() -> None:
    strike = next(e for e in events("The miners went on strike to protest the president's decision.") if e.mode == "strike")
    assert (strike.agents, strike.targets) == ({"miners"}, {"decision"})


@pytest.mark.parametrize(
    ("text", "type_", "agents", "patients"),
    [
        ("Sanctions on Cuba were lifted by Canada.", "concede", {"Canada"}, {"Cuba"}),
        ("Charges against the blogger were dropped by prosecutors.", "concede", {"prosecutors"}, {"blogger"}),
        ("Diplomatic ties with Qatar were severed by Bahrain.", "sanction", {"Bahrain"}, {"Qatar"}),
        ("Support for Georgia was voiced by Sweden.", "support", {"Sweden"}, {"Georgia"}),
    ],
)
def test_a_verb_and_its_noun_are_one_word_in_the_passive_too(text: str, type_: str, agents: set[str], patients: set[str]) -> None:
    found = event(text, type_)
    assert (found.agents, found.patients) == (agents, patients)


def test_a_particle_makes_another_verb() -> None:
    assert not [e for e in events("The minister took up the issue with the bank.") if e.type == "accuse"]
    assert event("The minister took issue with the bank.", "accuse").patients == {"bank"}


@pytest.mark.parametrize(
    ("text", "type_", "agents"),
    [
        ("Human rights groups called on Egypt to free a blogger.", "retreat", {"Egypt"}),
        ("A court in Ankara jailed a singer for insulting the president.", "accuse", {"singer"}),
        ("Burundi has no intention of negotiating with the rebels.", "consult", {"Burundi"}),
        ("The minister was alarmed by the letter and urged all parties to respect the truce.", "request", {"minister"}),
    ],
)
def test_who_would_do_what_another_verb_tells_is_whom_that_verb_says(text: str, type_: str, agents: set[str]) -> None:
    assert event(text, type_).agents == agents


def test_a_phrase_of_the_deed_behind_the_doer_names_the_other_side() -> None:
    found = event("The arrest of two journalists by security forces drew criticism.", "coerce")
    assert (found.agents, found.patients) == ({"forces"}, {"journalists"})
    found = event("The visit of the French president to Chad angered the opposition.", "consult")
    assert (found.agents, found.patients) == ({"president"}, {"Chad"})


def test_from_whom_a_town_is_taken_is_whom_it_befell() -> None:
    assert event("The army retook the town from the rebels.", "coerce").patients == {"rebels"}


def test_what_a_deed_does_its_doers_do() -> None:
    assert event("A raid by commandos on a hideout freed six hostages.", "retreat").agents == {"commandos"}


def test_a_statement_that_asks_is_of_those_who_made_it() -> None:
    found = event("A joint statement by Egypt and Jordan called on Israel to halt construction.", "request")
    assert (found.agents, found.patients) == ({"Egypt", "Jordan"}, {"Israel"})


def test_who_mediates_is_no_side_of_the_talks() -> None:
    found = event("Talks brokered by Oman and Kuwait broke down in December.", "consult")
    assert (found.agents, found.participants) == ({"Oman", "Kuwait"}, set())


def test_a_weapon_that_is_shot_down_attacks_nobody() -> None:
    found = event("The Houthis shot down a Saudi drone over Saada province.", "assault")
    assert (found.agents, found.targets) == ({"The Houthis"}, {"drone"})


def test_money_in_aid_is_given_by_whoever_provides_it() -> None:
    found = event("Canada provided 50 million dollars in humanitarian aid to Bangladesh.", "aid")
    assert (found.agents, found.patients) == ({"Canada"}, {"Bangladesh"})


def test_a_court_that_hands_down_a_sentence_is_its_author_and_who_hands_over_bodies_killed_nobody() -> None:
    assert event("A Pakistani court handed down death sentences to three men.", "sanction").agents == {"Pakistani court"}
    assert not [e for e in events("Kurdish authorities handed over the bodies of dozens of fighters.") if e.type == "assault" and e.agents]


def test_the_one_thing_of_which_a_passive_tells_is_kept() -> None:
    assert event("The opposition insisted that the troops be withdrawn.", "retreat").patients == {"troops"}


@pytest.mark.parametrize(
    ("text", "type_", "phrase"),
    [
        ("The court acquitted the former general of murder.", "concede", "the former general"),
        ("Angola invited Congolese officials to Luanda.", "request", "Congolese officials"),
        ("Swedish officials consulted Norwegian diplomats about the pipeline.", "consult", "Norwegian diplomats"),
        ("The minister criticised the ambassador to Chad.", "accuse", "the ambassador to Chad"),
    ],
)
def test_what_a_phrase_behind_somebody_says_of_the_deed_is_no_part_of_him(text: str, type_: str, phrase: str) -> None:
    found = event(text, type_)
    (mention,) = found.account.patients
    assert text[mention.start : mention.end] == phrase


def test_an_attack_in_which_people_were_killed_is_no_part_of_them() -> None:
    text = "Gunmen killed fifteen people in an attack on a village."
    (killing,) = [e for e in events(text) if e.killed is not None]
    (mention,) = killing.account.patients
    assert text[mention.start : mention.end] == "fifteen people"


def test_any_refugees_who_are_not_accepted_are_still_those_whom_it_is_about() -> None:
    found = event("Bangladesh says it will not accept any Rohingya refugees.", "aid")
    assert (found.patients, found.polarity) == ({"refugees"}, "denied")


def test_who_is_denied_aid_does_not_give_it() -> None:
    found = event("The United States will withhold military aid from Egypt.", "coerce")
    assert (found.agents, found.patients) == ({"The United States"}, {"Egypt"})
    assert not [e for e in events("The United States will withhold military aid from Egypt.") if "Egypt" in e.agents]


def test_a_decision_that_its_maker_defends_is_nobody_elses() -> None:
    assert event("The chancellor defended her decision on Monday.", "support").patients == set()


def test_those_who_rally_tell_of_a_protest_though_nothing_else_is_told() -> None:
    assert event("Thai protesters rallied outside the German embassy.", "protest").agents == {"protesters"}


def test_those_between_whom_there_is_fighting_are_sides() -> None:
    found = event("Fighting between the army and the M23 resumed on Thursday around Kirima.")
    assert (found.participants, found.patients) == ({"army", "M23"}, set())


def test_both_sides_of_a_river_are_no_parties() -> None:
    (found,) = [e for e in events("Fighting between the army and the M23 went on. Shells fell on both sides of the river.") if e.trigger == "fell"]
    assert (found.participants, found.patients) == (set(), set())


def test_a_demand_told_next_is_no_part_of_an_agreement() -> None:
    assert [e.type for e in events("The presidents agreed on a halt to hostilities and demanded the withdrawal of the M23.")] == ["agree", "request"]


def test_from_where_an_attack_comes_is_nobody_whom_it_hits() -> None:
    assert event("Hundreds of insurgents had attacked from three sides before dawn on Monday.").patients == set()
