"""What is said that somebody must do."""

from __future__ import annotations

import pytest
from tests.extract.reading import event, events


@pytest.mark.parametrize(
    ("text", "agents", "patients"),
    [
        ("The president said the rebels must lay down their arms.", {"president"}, {"rebels"}),
        ("The EU said on Tuesday that Minsk should free the protesters.", {"EU"}, {"Minsk"}),
    ],
)
def test_a_duty_that_somebody_tells_of_is_a_request_to_whom_it_falls_on(text: str, agents: set[str], patients: set[str]) -> None:
    found = event(text, "request")
    assert (found.agents, found.patients, found.factuality) == (agents, patients, "actual")


@pytest.mark.parametrize(
    "text",
    [
        "The rebels must lay down their arms.",  # nobody says so
        "The president said he must leave the city.",
        "The president said the rebels will lay down their arms.",
        "The president said the rebels must be defeated.",
    ],
)
def test_without_a_speaker_and_somebody_else_to_act_nothing_is_asked(text: str) -> None:
    assert [e for e in events(text) if e.type == "request"] == []


def test_who_shall_do_what_is_demanded_is_whom_it_is_asked_of() -> None:
    found = event("The opposition demanded that the president step down.", "request")
    assert (found.agents, found.patients) == ({"opposition"}, {"president"})


def test_what_somebody_has_to_do_is_asked_too() -> None:
    assert event("The envoy said the rebels need to disarm.", "request").patients == {"rebels"}


def test_who_refuses_to_do_a_deed_refuses_it_to_whom_it_would_be_done() -> None:
    assert event("Serbia refuses to recognise Kosovo.", "reject").patients == {"Kosovo"}


def test_who_is_guilty_of_a_deed_did_it() -> None:
    assert event("The militia is guilty of violating the truce in Aden.", "sanction").agents == {"militia"}


def test_those_who_are_on_strike_strike() -> None:
    assert event("Prisoners in the camp are on hunger strike.", "protest").agents == {"Prisoners"}
