"""What is said where no clause tells it: topics, judgements, comparisons, and nouns that tell somebody's words."""

from __future__ import annotations

import pytest
from tests.extract.reading import Seen, events, statements


def said(text: str) -> list[tuple[str | None, str, str]]:
    """Speaker, cue and content of every statement of a text."""
    return [_three(s) for s in statements(text)]


def _three(s: Seen) -> tuple[str | None, str, str]:
    return s.speaker, (s.cue or "").lower(), s.content.strip(" .,")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The general spoke again of the siege.", ("general", "spoke", "the siege")),
        ("The envoy talked to Reuters about the ceasefire.", ("envoy", "talked", "the ceasefire")),
        ("The governor called on Friday for a truce.", ("governor", "called", "a truce")),
        ("The spokesman pointed to the shelling of the clinic.", ("spokesman", "pointed", "the shelling of the clinic")),
    ],
)
def test_a_topic_may_stand_apart_from_its_verb(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in said(text)


def test_what_evidence_shows_is_told_by_it() -> None:
    assert ("Polls", "show", "a narrow lead") in said("Polls show a narrow lead.")


def test_what_somebody_shows_in_person_is_no_speech() -> None:
    assert said("The sergeant showed a new rifle.") == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The minister called the ruling “a gift to the militias.”", "the ruling “a gift to the militias"),
        ("The colonel likened the valley to a prison.", "the valley to a prison"),
        ("The envoy portrayed the offer as a trap.", "the offer as a trap"),
        ("The mayor compared the shelling to an earthquake.", "the shelling to an earthquake"),
    ],
)
def test_what_a_thing_is_told_to_be_is_said_with_it(text: str, content: str) -> None:
    assert content in [c.strip("”.") for _, _, c in said(text)]


@pytest.mark.parametrize("text", ["The governor called the guard.", "The captain compared the two maps."])
def test_a_thing_that_is_told_to_be_nothing_is_no_speech(text: str) -> None:
    assert said(text) == []


def test_what_is_echoed_by_somebody_is_said_by_them() -> None:
    assert ("officers", "echoed", "Her fears") in said("Her fears were echoed by officers.")


def test_a_resolution_that_is_opposed_is_what_is_said() -> None:
    assert ("envoy", "opposed", "the resolution") in said("The envoy opposed the resolution.")


def test_what_nobody_has_told_yet_is_said_as_a_question() -> None:
    assert ("Officials", "said", "when they would vote") in said("Officials have not said when they would vote.")


def test_what_somebody_makes_clear_is_said() -> None:
    assert ("minister", "made", "the siege would go on") in said("The minister made it clear that the siege would go on.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister raised questions about the raid.", ("minister", "questions", "the raid")),
        ("Diplomats voiced concern over the siege.", ("Diplomats", "concern", "the siege")),
        ("The envoy expressed hope that the talks would go on.", ("envoy", "hope", "that the talks would go on")),
        ("Her opposition to the talks is well known.", ("Her", "opposition", "the talks")),
    ],
)
def test_a_noun_to_which_a_verb_or_possessor_gives_voice_tells_what_is_said(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in said(text)


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Amid calls for a truce the army moved on.", "calls", "a truce"),
        ("Allegations of fraud marred the vote.", "allegations", "fraud"),
        ("There were reports of looting in the port.", "reports", "looting in the port"),
    ],
)
def test_what_is_rumoured_or_called_for_is_said_by_nobody_in_particular(text: str, cue: str, content: str) -> None:
    assert (None, cue, content) in said(text)


def test_whose_report_it_is_is_no_content() -> None:
    assert said("The report of the committee reached the general.") == []


def test_who_turns_a_proposal_down_neither_made_it_nor_denies_that_anything_happened() -> None:
    found = statements("The rebels rejected the proposal for a truce.")
    assert [(s.cue, s.speaker) for s in found if s.cue == "rejected"] == [("rejected", "rebels")]
    assert all(s.polarity == "affirmed" for s in found)
    assert [s.speaker for s in found if s.cue == "proposal"] in ([], [None])
    assert said("Police questioned the suspect.") == []


def test_what_somebody_wants_or_plans_is_not_what_they_say() -> None:
    text = "The rebels want to attack the port, and the army plans to attack the hills."
    assert said(text) == []
    assert {e.factuality for e in events(text)} <= {"planned", "hypothetical"}


def test_whoever_heads_something_and_is_named_keeps_his_call() -> None:
    assert ("head", "called", "the army to withdraw") in said("The head of the commission, Ahmad Karimi, called on the army to withdraw.")


def test_what_is_online_is_the_outlet_and_not_the_word() -> None:
    assert [s for s, _, _ in said("Al-Monitor online reported that the army had left Mosul.")] == ["Al-Monitor"]


def test_what_a_ministry_puts_a_number_at_is_told_by_it() -> None:
    assert ("ministry", "put", "the number of dead at 27") in said("The ministry put the number of dead at 27.")


def test_a_condemned_assassination_is_not_aimed_at_its_victim() -> None:
    accused = [e for e in events("The council condemns Karimi's assassination in Mosul.") if e.type == "accuse"]
    assert [e.patients for e in accused] == [set()]


def test_a_worry_about_reports_does_not_say_what_they_say() -> None:
    text = "The United States is deeply concerned by reports that police opened fire on mourners in Qasim."
    assert [(s, c) for s, c, _ in said(text)] == [(None, "reports")]


@pytest.mark.parametrize(
    "text",
    [
        "We lack the means that threaten the port.",
        "The army defended the villagers against the rebels.",
        "With aid from abroad, emergency work has been undertaken and a plan completed.",
        "The meeting was a chance for the partners to discuss the campaign.",
        "The director called her in for a talk.",
        "The board pushed back elections for governors.",
        "Many people showed up to vote.",
    ],
)
def test_what_is_done_without_words_or_not_yet_is_no_speech(text: str) -> None:
    assert said(text) == []


def test_who_is_shown_somewhere_is_not_who_shows() -> None:
    assert "Photographs" not in {s for s, _, _ in said("Photographs of soldiers shown wearing foreign patches circulated on Monday.")}
