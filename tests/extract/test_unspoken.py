"""Verbs of speech that tell nobody's words, and what is said of somebody in passing."""

from __future__ import annotations

import pytest
from tests.extract.reading import event, statements


@pytest.mark.parametrize(
    "text",
    [
        "The deserter, who asked not to be identified, was brought to the border.",
        "The nurse, who declined to give her name, was brought to the border.",
        "They built a second camp, called Halwa, in the valley.",
        "It is the only group known to own such rockets.",
        "The shopkeeper reported the man to the police.",
        "Nobody asked us, or we would have told them of the mines.",
        "The rebels sought to hold the bridge.",
        "He used guns that have long been known to jam.",
    ],
)
def test_what_is_nobody_s_words_is_no_statement(text: str) -> None:
    assert [(s.cue, s.speakers, s.content) for s in statements(text)] == []


@pytest.mark.parametrize("text", ["She was called a liar by the deputy.", "Neighbours reported that the man had left.", "The guards declined to discuss the raid."])
def test_what_somebody_says_stays_a_statement(text: str) -> None:
    assert [s.speaker for s in statements(text)] in (["deputy"], ["Neighbours"], ["guards"])


@pytest.mark.parametrize(
    "text",
    [
        "Fighters said to be loyal to the general attacked the village.",
        "Fighters believed to belong to the general attacked the village.",
        "Fighters alleged to have fled from the capital attacked the village.",
    ],
)
def test_who_is_said_to_be_something_says_nothing_and_does_the_rest(text: str) -> None:
    e = event(text)
    assert (e.agents, e.attribution, e.factuality) == ({"Fighters"}, "asserted", "actual")
    assert [(s.speakers, s.content.startswith("Fighters")) for s in statements(text)] == [([], True)]
