"""What fills a place of an attack: persons, buildings, weapons and those who wield them, ideas."""

from __future__ import annotations

import pytest
from tests.extract.reading import event, events, record


def test_a_building_is_aimed_at_even_where_its_name_is_a_body_s() -> None:
    found = event("Gunmen attacked the American University in Kabul on Monday.")
    assert (found.patients, found.targets) == (set(), {"American University"})


def test_whom_one_kidnaps_is_a_person_whatever_he_is_called() -> None:
    assert event("Gunmen kidnapped a hydrologist in Kandahar.").patients == {"hydrologist"}


def test_a_word_that_names_the_kind_of_attack_is_no_idea_that_is_attacked() -> None:
    assert "attack" in {each.trigger for each in events("Police held a man suspected in the terror attack in the heart of Lyon.")}


@pytest.mark.parametrize("text", ["The government fights corruption.", "The decree is an attack on the peace process."])
def test_nobody_is_hit_where_an_idea_is_attacked(text: str) -> None:
    assert [e for e in events(text) if e.type == "assault"] == []


def test_an_explosion_is_aimed_at_the_building_that_it_happens_beside() -> None:
    found = event("A bomb exploded outside the embassy in Kabul on Monday.")
    assert (found.targets, found.place) == ({"embassy"}, "Kabul")


def test_whose_aircraft_strike_is_who_strikes() -> None:
    found = event("Coalition aircraft destroyed 14 tanks near Palmyra on Thursday.")
    assert found.agents == {"Coalition"}
    assert found.instruments == {"aircraft"}


def test_a_man_who_is_named_beside_his_office_is_the_victim() -> None:
    found = event("The army killed a commander, Hafiz Waheed, in Helmand on Monday.")
    assert (found.victims, found.killed) == ({"Hafiz Waheed"}, (1, 1, 1))


def test_two_nationals_are_not_their_state() -> None:
    found = event("Gunmen kidnapped two Italians in Bogota.")
    assert [m.actor for m in found.account.patients] == [None]


def test_who_they_are_is_the_head_of_hundreds_of_them() -> None:
    assert event("Hundreds of insurgents attacked Kunduz on Monday.").agents == {"insurgents"}


def test_his_arrest_befell_him() -> None:
    found = event("His arrest on Monday shocked the town.", "coerce")
    assert (found.agents, found.patients) == (set(), {"His"})


def test_who_witnessed_a_blast_was_not_hit_by_it() -> None:
    found = event("A student witnessed the blast in Lyon on Friday.")
    assert found.patients == set()


def test_a_name_right_behind_the_noun_that_it_names_is_the_party_with_the_noun_in_its_phrase() -> None:
    text = "The group Ansar Front will not release the soldiers."
    (agent,) = event(text, "retreat").account.agents
    assert (text[agent.start : agent.end], text[agent.head.start : agent.head.end]) == ("The group Ansar Front", "Ansar Front")


@pytest.mark.parametrize(
    ("text", "agent"),
    [("Rebels were given an ultimatum by their bosses.", "bosses"), ("Bands of armed toughs roam the streets, beating opposition politicians.", "Bands")],
)
def test_general_nouns_for_people_are_parties(text: str, agent: str) -> None:
    assert agent in {a for each in events(text) for a in each.agents}


def test_the_subject_of_a_passive_does_not_act() -> None:
    found = event("Her son said he was refused entry to her trial.", "reject")
    assert (found.agents, found.patients) == (set(), {"son"})


def test_nobody_declines_himself() -> None:
    found = event("The young father on Monday declined to give his last name.", "reject")
    assert (found.agents, found.patients) == ({"father"}, set())


def test_the_protests_of_a_country_are_those_of_its_people() -> None:
    assert not any(each.agents for each in events("Kenya's political protests have been fueled by hunger.") if each.type == "protest")


def test_a_name_that_nobody_knows_acts_where_only_a_body_of_people_can() -> None:
    assert event("Norway and MEDOLOR have agreed to share information.", "agree").participants == {"Norway", "MEDOLOR"}
    assert event("A shell hit Zarvand on Monday.").agents == set()


def test_the_subject_of_a_light_verb_does_what_a_noun_of_several_words_tells() -> None:
    assert event("The prime minister launched a mediation effort to resolve the rift.", "consult").agents == {"minister"}


def test_a_hunger_strike_is_no_attack_whoever_begins_it() -> None:
    found = events("Prisoners began a hunger strike against the warden.")
    assert [e.type for e in found] == ["protest"]


@pytest.mark.parametrize(
    ("text", "type_", "phrase"),
    [
        ("The army shelled the suburbs of the capital Damascus.", "assault", "the suburbs of the capital Damascus"),
        ("The union called off a strike against oil company Petrobras on Friday.", "concede", "oil company Petrobras"),
        ("The senator congratulated the president-elect of Ghana.", "support", "the president-elect of Ghana"),
    ],
)
def test_a_name_right_behind_its_noun_is_one_party_with_it(text: str, type_: str, phrase: str) -> None:
    account = event(text, type_).account
    assert [text[m.start : m.end] for m in (*account.patients, *account.targets)] == [phrase]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The minister met the armies of Brazil and Argentina.", "the armies of Brazil and Argentina"),
        ("The minister met the envoy of Brazil and the mayor.", "the envoy of Brazil"),
    ],
)
def test_two_bare_names_inside_a_phrase_belong_to_it(text: str, phrase: str) -> None:
    account = event(text, "consult").account
    assert text[account.patients[0].start : account.patients[0].end] == phrase


def test_a_title_listed_beside_its_name_is_no_person_of_its_own() -> None:
    text = "Trump and King Abdullah will gather for a meeting in Amman."
    assert event(text, "consult").participants == {"Trump", "Abdullah"}


def test_a_number_of_people_are_people() -> None:
    assert event("A number of gunmen stormed the barracks.", "assault").agents == {"number"}


def test_states_that_are_called_by_what_they_are_act() -> None:
    assert event("Three former republics condemned the raid.", "accuse").agents == {"republics"}


def test_whoever_remains_a_donor_gives() -> None:
    found = event("Denmark remains the largest donor to Niger.", "aid")
    assert (found.agents, found.patients) == ({"Denmark"}, {"Niger"})


def test_those_who_are_named_among_the_doers_did_it_too() -> None:
    found = event("Member states which have conducted raids in Mali include France, Chad and Togo.", "assault")
    assert {"France", "Chad", "Togo"} < found.agents


def test_whoever_acts_in_support_of_somebody_supports_him() -> None:
    found = event("The battalion is training recruits in support of Niger.", "support")
    assert (found.agents, found.patients) == ({"battalion"}, {"Niger"})


def test_a_weapon_against_somebody_is_no_aid() -> None:
    found = event("The jet delivered two missiles against a rebel convoy.")
    assert found.type == "assault"


def test_a_bomb_that_is_destroyed_is_no_bombing() -> None:
    found = event("One airstrike destroyed three trucks, a bridge, a bomb and a bunker.", "assault")
    assert found.mode != "explosives"


def test_what_a_ministry_publishes_is_nobody_let_go() -> None:
    assert not [e for e in events("A sortie, as defined in the ministry releases, means one flight.") if e.type == "retreat"]


def test_whose_the_town_was_that_is_taken_is_from_whom_it_is_taken() -> None:
    found = event("Kurdish fighters captured the government's last base in the valley.", "coerce")
    assert {"government"} <= found.patients


def test_killings_that_rock_a_place_are_no_explosion() -> None:
    found = event("Killings of tribal elders rocked the east of the province.", "assault")
    assert (found.mode, found.patients) == (None, {"elders"})


def test_whoever_fires_what_destroys_it_destroys_it() -> None:
    (found,) = [e for e in events("During the battle the brigade fired 22 rockets destroying six trucks.") if e.trigger == "destroying"]
    assert (found.agents, found.targets) == ({"brigade"}, {"trucks"})


def test_of_whom_somebody_is_the_leader_stays_with_him() -> None:
    text = "The army warned the leader of the miners against a strike."
    (found,) = [a for a in record(text).accounts if a.type == "threaten"]
    assert [text[m.start : m.end] for m in found.patients] == ["the leader of the miners"]


def test_of_what_somebody_is_accused_is_no_part_of_him() -> None:
    text = "Prosecutors accused the head of the bank of fraud."
    (found,) = [a for a in record(text).accounts if a.type == "accuse" and a.kind == "event"]
    assert [text[m.start : m.end] for m in found.patients] == ["the head of the bank"]


def test_whom_somebody_rallies_with_he_does_not_rally_against() -> None:
    assert not any(e.patients for e in events("At a rally with union members in Leeds he sang.") if e.type == "protest")


def test_nobody_is_accused_of_what_is_condemned_beside_his_deed() -> None:
    found = events("Norway condemns both the rebels' raid on a market in Goma and the bomb attacks in Beni.")
    assert not [e for e in found if e.type == "assault" and e.place == "Beni" and e.agents]


def test_poison_gas_is_a_weapon_and_no_accident() -> None:
    found = event("Poison gas killed 40 people in a suburb of Damascus.", "assault")
    assert found.patients == {"people"} and "gas" in found.instruments


def test_a_government_of_a_region_is_a_party() -> None:
    found = event("The cooperation between the Iraqi government and the Kurdistan regional government is close.", "cooperate")
    assert len(found.participants) == 2


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("Two Lebanese soldiers were wounded by Israeli fire along the border.", {"Israeli"}),
        ("An al-Shabaab explosion killed three.", {"al-Shabaab"}),
        ("Russian machine-gun fire killed a medic.", {"Russian"}),
        ("The Charlie Hebdo attack killed twelve.", set()),
        ("At least six FMLN deaths were reported in Morazan.", set()),
        ("The attack on the convoy of the Malian army by jihadists left 40 soldiers dead.", {"jihadists"}),
        ("UN peacekeepers opened fire on a crowd trying to loot their trucks, killing two.", {"peacekeepers"}),
    ],
)
def test_whose_deed_it_is_before_or_behind_its_noun(text: str, agents: set[str]) -> None:
    told = [e for e in events(text) if e.type == "assault" and e.factuality == "actual"]
    assert {a for e in told for a in e.agents} == agents
    assert not any(agents & e.patients for e in told)


def test_who_tells_of_a_war_between_others_is_no_side_of_it() -> None:
    found = events("Ten prisoners were killed in a riot that police blamed on a turf war between gangs.")
    assert not any("police" in e.participants | e.agents | e.patients for e in found if e.type == "assault")


def test_a_convoy_that_carries_aid_does_not_give_it() -> None:
    assert [e.agents for e in events("The convoy was carrying aid donated by Germany.") if e.type == "aid"] == [{"Germany"}]


@pytest.mark.parametrize(
    ("text", "agents", "patients"),
    [
        ("A US drone killed Al-Qaeda's deputy leader.", {"US"}, {"leader"}),
        ("Three fighters were killed by a US missile.", {"US"}, {"fighters"}),
        ("He shot three people before being killed by police.", {"He", "police"}, {"people", "He"}),
    ],
)
def test_whose_weapon_it_was_and_who_was_killed_afterwards(text: str, agents: set[str], patients: set[str]) -> None:
    told = [e for e in events(text) if e.type == "assault"]
    assert {a for e in told for a in e.agents} == agents
    assert {p for e in told for p in e.patients} == patients
