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


@pytest.mark.parametrize(
    "text",
    [
        "Read more: Why so many officers leave the force",
        "Such raiders show a common pattern.",
        "The panel must publicly announce that it is willing to meet.",
        'The colonel has proven to be "a thief and a friend of thieves".',
    ],
)
def test_what_a_reader_is_told_to_do_what_is_shown_and_what_must_be_said_is_not_said(text: str) -> None:
    assert [(s.cue, s.speakers, s.content) for s in statements(text)] == []


def test_who_demands_to_know_something_says_one_thing() -> None:
    assert [s.cue for s in statements("Deputies demanded to know why the guard was dismissed.")] == ["demanded"]


def test_who_pleads_not_guilty_denies() -> None:
    (s,) = statements("The brothers pleaded not guilty to charges of robbing the mill.")
    assert s.content == "not guilty to charges of robbing the mill"


def test_what_one_says_that_one_thinks_is_one_statement_and_its_speaker_stands_behind_the_marks() -> None:
    (s,) = statements('"We will stay, and I think the army knows it," the old miller said.')
    assert (s.cue, s.speakers) == ("said", ["miller"])


def test_a_parenthesis_at_the_end_of_what_is_said_is_whole() -> None:
    (s,) = statements("A guard said the parcel had been left at around 5 p.m. (1530 GMT).")
    assert s.content.endswith("(1530 GMT)")


@pytest.mark.parametrize("text", ["The firm did not respond to requests for comment.", "The valley lives under the threat of famine.", "The envoy could have told us of the raid."])
def test_requests_for_comment_threats_of_things_and_what_could_be_told_are_no_statements(text: str) -> None:
    assert statements(text) == []


def test_who_faces_accusations_has_made_none() -> None:
    assert [s.speakers for s in statements("The governor faces accusations of theft.")] in ([], [[]])


def test_who_investigates_claims_has_made_none() -> None:
    assert [(s.cue, s.speakers) for s in statements("The court said it would examine claims that guards beat prisoners.")] == [("said", ["court"])]


def test_what_somebody_is_thought_to_have_done_is_his_deed_and_alleged() -> None:
    e = event("The man thought to have planted the bomb fled to the hills.")
    assert (e.trigger, e.agents, e.factuality) == ("planted", {"man"}, "alleged")
