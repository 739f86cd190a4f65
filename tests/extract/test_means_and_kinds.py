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
