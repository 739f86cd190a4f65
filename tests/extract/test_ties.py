"""Ties: offices, membership, leadership, succession, alliance, kinship, present and former."""

from __future__ import annotations

import pytest
from tests.extract.reading import event, ties


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        ("Hafiz Saeed, the leader of Lashkar-e-Taiba, was arrested in Lahore.", ("leads", "Hafiz Saeed", "Lashkar-e-Taiba", "present")),
        ("Ayman al-Zawahiri is the leader of al-Qaeda.", ("leads", "Ayman al-Zawahiri", "al-Qaeda", "present")),
        ("General John Campbell, the commander of NATO forces in Afghanistan, spoke.", ("leads", "John Campbell", "NATO forces", "present")),
        ("Hafiz Waheed, a successor to Khadim, was killed.", ("succeeds", "Hafiz Waheed", "Khadim", "present")),
        ("The Nusra Front, an ally of al-Qaeda, seized a town.", ("allyOf", "The Nusra Front", "al-Qaeda", "present")),
        ("Abdul Rauf Khadim joined Islamic State.", ("memberOf", "Abdul Rauf Khadim", "Islamic State", "present")),
        ("Taliban spokesman Zabihullah Mujahid said the town had fallen.", ("spokespersonFor", "Zabihullah Mujahid", "Taliban", "present")),
        ("President Ashraf Ghani of Afghanistan spoke on Monday.", ("leads", "Ashraf Ghani", "Afghanistan", "present")),
        ("Afghan President Ashraf Ghani spoke on Monday.", ("leads", "Ashraf Ghani", "Afghan", "present")),
        ("Hamas leader Ismail Haniyeh spoke on Monday.", ("leads", "Ismail Haniyeh", "Hamas", "present")),
        ("The governor of Helmand, Mohammad Naeem, said rebels fled.", ("leads", "Mohammad Naeem", "Helmand", "present")),
        ("A commander of the Badr Brigade, Ali Hassan, was shot.", ("memberOf", "Ali Hassan", "the Badr Brigade", "present")),
        ("The town had fallen, said Army spokesman John Kabila.", ("spokespersonFor", "John Kabila", "Army", "present")),
        ("Karim Zia, a member of Hamas, was arrested.", ("memberOf", "Karim Zia", "Hamas", "present")),
    ],
)
def test_a_title_an_apposition_or_a_predicate_states_a_tie(text: str, tie: tuple[str, str, str, str]) -> None:
    assert tie in ties(text)


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        ("Mansoor Dadullah, a former Taliban commander, was killed in Zabul.", ("Mansoor Dadullah", "Taliban", "former")),
        ("Former Iraqi president Jalal Talabani died.", ("Jalal Talabani", "Iraqi", "former")),
        ("Karim Zia was the leader of Hamas.", ("Karim Zia", "Hamas", "former")),
        ("Ahmad Zia, the alleged leader of Hamas, was killed.", ("Ahmad Zia", "Hamas", "alleged")),
        pytest.param("Ahmad Zia, a suspected member of Hamas, was killed.", ("Ahmad Zia", "Hamas", "alleged")),
        ("Ali Hassan is not a member of Hamas.", ("Ali Hassan", "Hamas", "denied")),
    ],
)
def test_a_tie_that_is_over_alleged_or_denied_is_marked(text: str, tie: tuple[str, str, str]) -> None:
    assert tie in {(from_, to, status) for _, from_, to, status in ties(text)}


def test_a_former_commander_is_never_a_present_one() -> None:
    found = ties("Abdul Rauf Khadim, a former Taliban commander, joined Islamic State.")
    assert {(to, status) for _, _, to, status in found} == {("Taliban", "former"), ("Islamic State", "present")}


def test_kinship_is_a_tie_of_two_people() -> None:
    found = ties("Omar bin Laden, a son of Osama bin Laden, was seen in Kandahar.")
    assert {(from_, to, status) for _, from_, to, status in found} == {("Omar bin Laden", "Osama bin Laden", "present")}


def test_a_family_relation_has_a_name_that_the_graph_knows() -> None:
    from conflictgraph.kinds import TIE_KINDS

    assert {name for name, *_ in ties("Omar bin Laden, a son of Osama bin Laden, was seen in Kandahar.")} <= set(TIE_KINDS)


def test_backing_a_party_once_is_an_act_and_a_standing_ally_is_a_tie() -> None:
    assert ("allyOf", "Hezbollah", "Syria", "present") in ties("Hezbollah, an ally of Syria, sent fighters.")


@pytest.mark.parametrize("text", ["Rebels killed the leader of a village council.", "The commander said the group was weak.", "Police questioned the head of a school."])
def test_a_title_without_a_named_holder_states_no_tie(text: str) -> None:
    assert ties(text) == set()


def test_a_tie_of_a_victim_leaves_the_event_as_it_is() -> None:
    e = event("Mansoor Dadullah, a former Taliban commander, was killed in Zabul.")
    assert (e.victims, e.agents, e.killed, e.place) == ({"Mansoor Dadullah"}, set(), (1, 1, 1), "Zabul")


def test_the_ends_of_a_tie_are_two() -> None:
    for name, from_, to, _ in ties("President Ashraf Ghani met Pakistani prime minister Nawaz Sharif, the leader of the Muslim League, in Kabul."):
        assert from_ != to, name


def test_a_deputy_leader_is_nobodys_deputy_by_that_word_alone_and_an_army_spokesman_is_the_armys() -> None:
    assert not ties("Deputy leader Ali Hassan spoke.")
    assert ties("Army spokesman John Kabila spoke.")


def test_who_rules_against_somebody_is_tied_to_nobody() -> None:
    assert not ties("The court ruled against the opposition.")


def test_a_secretary_of_state_is_of_a_country_not_of_a_body_called_state() -> None:
    assert {tie[1:3] for tie in ties("US Secretary of State Rex Tillerson met the king.")} == {("Rex Tillerson", "US")}


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        ("The Iran-backed militia fired rockets at the camp.", ("supporterOf", "Iran", "militia", "present")),
        ("The Houthi-led authorities closed the port.", ("leads", "Houthi", "authorities", "present")),
        ("Militias allied to the army burned houses in Bor.", ("allyOf", "Militias", "army", "present")),
        ("Three officers loyal to the Houthis were arrested.", ("supporterOf", "officers", "the Houthis", "present")),
        ("Groups linked to al-Qaeda and Hamas left the valley.", ("affiliatedWith", "Groups", "Hamas", "present")),
        ("Groups that are not linked to al-Qaeda left the valley.", ("affiliatedWith", "Groups", "al-Qaeda", "denied")),
        ("The coalition led by Saudi Arabia bombed the hall.", ("leads", "Saudi Arabia", "coalition", "present")),
        ("Hezbollah, backed by Iran, fired rockets.", ("supporterOf", "Iran", "Hezbollah", "present")),
        ("The Nusra Front had broken with al-Qaeda.", ("memberOf", "The Nusra Front", "al-Qaeda", "former")),
        ("Rebels fighting alongside the Taliban shelled the town.", ("allyOf", "Rebels", "the Taliban", "present")),
        ("Men who had sworn loyalty to Islamic State burned the school.", ("supporterOf", "Men", "Islamic State", "present")),
        ("The alliance, including Russia and Iran, must support the truce.", ("memberOf", "Iran", "alliance", "present")),
        ("The alliance members include Chad and Niger.", ("memberOf", "Niger", "members", "present")),
        ("Britain, as part of the Global Coalition, struck Mosul.", ("organizationPartOf", "Britain", "the Global Coalition", "present")),
        ("UN Secretary-General Antonio Guterres condemned the raid.", ("leads", "Antonio Guterres", "UN", "present")),
        ("The head of the regional military administration, Pavlo Bondar, spoke.", ("leads", "Pavlo Bondar", "administration", "present")),
        ("Kremlin spokesman Dmitry Peskov denied the report.", ("spokespersonFor", "Dmitry Peskov", "Kremlin", "present")),
        ("The defence minister of Kenya, Aden Duale, visited the base.", ("memberOf", "Aden Duale", "Kenya", "present")),
    ],
)
def test_a_word_beside_a_party_states_a_tie(text: str, tie: tuple[str, str, str, str]) -> None:
    assert tie in ties(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ali Hassan vowed to join Islamic State.",
        "Turkey may support the Syrian National Army.",
        "Victims include Karim Zia and Omar Haddad.",
        "The presidents of Congo and Angola, the foreign minister of Rwanda and a mediator met in Luanda.",
        "The Tutsi-led group took the hill.",
        "Police described him as a member of Hamas.",
    ],
)
def test_what_is_planned_or_only_stands_beside_somebody_is_no_tie(text: str) -> None:
    assert ties(text) == set()


def test_what_somebody_is_accused_of_backing_he_is_alleged_to_back() -> None:
    assert ties("Congo accused Rwanda of backing the rebel group.") == {("supporterOf", "Rwanda", "group", "alleged")}


def test_a_president_without_a_country_leads_the_one_that_the_article_is_about() -> None:
    assert ("leads", "Ashraf Ghani", "Afghanistan", "present") in ties("Afghanistan held talks in Kabul. President Ashraf Ghani spoke on Monday.")
    assert not ties("President Ashraf Ghani spoke on Monday.")  # there is no word to show it by
    assert not ties("Iraq signed the deal. The Kurdistan Regional Government, represented by Prime Minister Nechirvan Barzani, agreed.")


def test_what_stands_beside_a_name_is_said_of_the_name() -> None:
    assert ties("The SDF, an alliance backed by the United States, lost six fighters.") == {("supporterOf", "the United States", "SDF", "present")}
    assert ("memberOf", "Niger", "Army of Conquest", "present") in ties("The Army of Conquest, a coalition that includes Chad and Niger, left.")


def test_whoever_holds_a_capital_does_not_hold_the_state() -> None:
    assert not ties("The rebels control Khartoum.")


def test_of_two_before_a_relative_clause_only_the_nearest_is_surely_meant() -> None:
    assert not any(tie[1] == "Taliban" for tie in ties("Taliban fighters and men who have sworn loyalty to the Islamic State have fought each other for weeks."))


def test_a_mother_of_three_is_of_nobody_known() -> None:
    assert ties("Erica Rossi, a mother of three, called the police on Monday.") == set()


@pytest.mark.parametrize(
    ("text", "led"),
    [
        ("Residents fled after clashes between the police and a gang led by a former officer.", {"gang"}),
        ("The army and a militia led by Ali Hassan attacked Gao.", {"militia"}),
        ("Soldiers and officers led by Ali Hassan attacked Gao.", {"Soldiers", "officers"}),
    ],
)
def test_who_is_led_by_somebody_behind_the_last_of_a_row(text: str, led: set[str]) -> None:
    assert {to.split()[-1] for name, _, to, _ in ties(text) if name == "leads"} == led


def test_who_is_driven_from_a_land_was_no_member_of_it_and_who_drives_out_neither() -> None:
    assert not [t for t in ties("Serb forces expelled Albanians from Kosovo.") if t[0] == "memberOf"]
    assert [(name, status) for name, _, _, status in ties("The committee expelled Ali Hassan from the Baath party.") if name == "memberOf"] == [("memberOf", "former")]


def test_who_joins_a_crowd_is_a_member_of_nothing() -> None:
    assert not ties("Foreigners joined growing crowds at the port.")
    assert [name for name, *_ in ties("He joined the Taliban in 2005.")] == ["memberOf"]
