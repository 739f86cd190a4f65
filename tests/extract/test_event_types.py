"""Of which type and mode an event is, and words that tell none."""

from __future__ import annotations

import pytest
from tests.extract.reading import event, events


@pytest.mark.parametrize(
    ("text", "type_", "agents", "patients"),
    [
        ("Police arrested three suspected militants in Nairobi on Friday.", "coerce", {"Police"}, {"militants"}),
        ("The rebels released 20 prisoners on Monday.", "retreat", {"rebels"}, {"prisoners"}),
        ("Troops withdrew from Sirte on Monday.", "retreat", {"Troops"}, set()),
        ("The court sentenced two officers to death in Cairo.", "sanction", {"court"}, {"officers"}),
        ("Students protested against the government in Khartoum.", "protest", {"Students"}, {"government"}),
        ("Germany sent medicine to Yemen.", "aid", {"Germany"}, {"Yemen"}),
        ("The United Nations condemned the attack.", "accuse", {"The United Nations"}, set()),
        ("The rebels rejected the offer.", "reject", {"rebels"}, set()),
    ],
)
def test_acts_that_are_not_violent_have_their_own_types(text: str, type_: str, agents: set[str], patients: set[str]) -> None:
    e = event(text, type_)
    assert (e.agents, e.patients) == (agents, patients)


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Gunmen shot a teacher in Pattani.", "firearms"),
        ("The army shelled Aleppo on Monday.", "heavy-weapons"),
        pytest.param("Warplanes bombed a camp near Idlib.", "aerial", marks=pytest.mark.xfail(strict=True, reason="the verb's own mode outweighs the aircraft that bombed")),
        ("Soldiers tortured two prisoners in Homs.", "torture"),
        ("Soldiers raped two women in Tabit.", "sexual"),
        pytest.param("Militants burned 40 houses in Rann.", "destroy"),
        ("Riot police fired tear gas at students in Bangui.", "crowd-control"),
    ],
)
def test_the_mode_of_an_assault_is_told_by_verb_or_weapon(text: str, mode: str) -> None:
    assert event(text).mode == mode


@pytest.mark.parametrize(
    "text",
    [
        "The team attacked from the start and won the match.",
        "He died of cancer in a hospital in Paris.",
        "The company launched a new phone in Berlin.",
        "Her speech struck a chord with voters.",
        "The committee shot down the proposal.",
        pytest.param("She was killed in a car accident near Lyon."),
    ],
)
def test_words_of_war_in_peace_tell_no_assault(text: str) -> None:
    assert [e.trigger for e in events(text) if e.type == "assault"] == []


def test_holding_a_town_is_a_lasting_assault_or_seizure() -> None:
    assert any(e.agents == {"rebels"} for e in events("The rebels have besieged Goma since Monday."))


def test_who_is_forced_into_a_car_is_abducted() -> None:
    (e,) = [e for e in events("Three armed men forced Senator Luis Vega into a blue car and drove away.") if e.type == "assault"]
    assert (e.mode, e.victims) == ("abduct", {"Luis Vega"})


def test_words_that_are_called_an_attack_are_none() -> None:
    assert [(e.type, e.mode) for e in events("The deputy harshly attacked the president.")] == [("accuse", "disapprove")]
    assert events("Police dealt a harsh blow to the cartel.") == []


def test_documents_that_speak_release_nobody() -> None:
    assert {e.type for e in events("The army's releases said that 20 militants were killed.")} == {"assault"}


def test_an_attempt_on_a_life_is_an_attack() -> None:
    (e,) = events("There was an attempt on the life of Carlos Valencia in Bogota.")
    assert (e.type, e.mode, e.victims) == ("assault", "targeted", {"Carlos Valencia"})


@pytest.mark.parametrize("text", ["At least five times locals warned the police of their fears about the bomber.", "Experts warned the government of famine."])
def test_those_who_cannot_carry_it_out_threaten_nobody(text: str) -> None:
    assert not [e for e in events(text) if e.type == "threaten"]


def test_an_armed_group_that_warns_threatens() -> None:
    (found,) = [e for e in events("The Taliban warned residents against voting.") if e.type == "threaten"]
    assert (found.agents, found.patients) == ({"The Taliban"}, {"residents"})


def test_attacks_that_demonstrate_something_are_no_protest() -> None:
    assert not [e for e in events("The attacks in Qamenas and Sarmin demonstrate the cruel barbarity of the regime.") if e.type == "protest"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Police raided a house in Lima on Monday.", "coerce"), ("Gunmen raided a house in Lima on Monday.", "assault")],
)
def test_police_who_search_premises_do_not_attack_them(text: str, kind: str) -> None:
    assert event(text, kind).targets == {"house"}
