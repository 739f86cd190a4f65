"""Who has the floor: quotations without a cue beside them, over sentences and paragraphs; and speech in less plain forms."""

from __future__ import annotations

import pytest
from tests.extract.reading import record

from conflictgraph.model import Account, Record


def words(r: Record, a: Account) -> tuple[list[str], str]:
    """Speakers, outermost first, and content of a claim."""
    text = r.article.text
    return [text[m.head.start : m.head.end] for m in a.speakers], " / ".join(text[c.start : c.end] for c in a.content)


def claims(text: str) -> list[tuple[list[str], str]]:
    r = record(text)
    return [words(r, a) for a in r.accounts if a.kind == "statement"]


def event(text: str) -> tuple[Record, Account]:
    r = record(text)
    return r, next(a for a in r.accounts if a.kind == "event" and a.type == "assault")


def test_a_quotation_that_runs_on_stays_with_its_speaker_whatever_verb_follows_it() -> None:
    text = "The general said: “We hit them hard.\n\n“We will hit them again tomorrow.\n\n“And we will not stop.” He refused to give figures."
    assert (["general"], "We hit them hard / We will hit them again tomorrow. / And we will not stop.") in claims(text)


def test_a_paragraph_of_nothing_but_quotation_belongs_to_who_spoke_last() -> None:
    text = '"My house was bombed," Amal said.\n\n"Then the soldiers took my son."\n\nThe army did not comment.'
    assert (["Amal"], "My house was bombed / Then the soldiers took my son.") in claims(text)


def test_a_short_answer_in_whole_words_is_said_too() -> None:
    assert (["she"], "Do you know who shelled us? / The army did.") in claims("“Do you know who shelled us?” she asked. “The army did.”")


@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_whole_sentences_in_quotation_marks_are_said_by_whom_the_sentence_before_is_about(gap: str) -> None:
    r, a = event(f"The general was dismissive.{gap}“The rebels killed two of their own men.”")
    assert (a.attribution, words(r, a)) == ("reported", (["general"], "The rebels killed two of their own men."))


def test_a_term_in_quotation_marks_is_said_by_nobody() -> None:
    assert claims("The general inspected the “safe zone”. The rebels left.") == []


@pytest.mark.parametrize(
    "text",
    ["'They shot the doctor,' said Lina Haddad.", "‘They shot the doctor,’ said Lina Haddad.", "Lina Haddad wept. ‘They shot the doctor.’"],
)
def test_what_stands_between_single_marks_is_said(text: str) -> None:
    r, a = event(text)
    assert (a.attribution, words(r, a)[0]) == ("reported", ["Lina Haddad"])


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("In the words of one diplomat, the army bombed the villagers.", ["diplomat"]),
        ("By the army's own account, rebels killed two guards.", ["army"]),
        ("The Kurds, Ankara says, attacked the convoy.", ["Ankara"]),
        ("The Herald reported, citing two diplomats, that the envoy had been kidnapped.", ["The Herald", "diplomats"]),
        ("Police, quoted by the agency Tanin, said gunmen had killed a child.", ["Tanin", "Police"]),
        ("Omar Said told the Guardian that troops had shelled the road.", ["the Guardian", "Omar Said"]),
    ],
)
def test_speech_in_less_plain_forms_has_its_speakers(text: str, speakers: list[str]) -> None:
    r, a = event(text)
    assert (a.attribution, words(r, a)[0]) == ("reported", speakers)


@pytest.mark.parametrize(
    "text",
    [
        "The rebels are said to have executed a dozen deserters.",
        "It has been claimed that the army killed the priest.",
        "There were unconfirmed reports that the militia had killed two hostages.",
        "It is thought the bomb was planted by separatists.",
    ],
)
def test_what_nobody_in_particular_says_is_alleged(text: str) -> None:
    _, a = event(text)
    assert (a.attribution, a.factuality) == ("reported", "alleged")


def test_what_somebody_calls_a_lie_is_denied() -> None:
    _, a = event("It is a lie that we bombed the school, he said.")
    assert a.polarity == "denied"


def test_a_pronoun_that_finds_no_name_speaks_for_what_the_sentence_before_is_about() -> None:
    r, a = event("The rebels wrote to the king. They said they had shot down a helicopter.")
    assert words(r, a)[0] == ["rebels"]


def test_whole_sentences_in_quotation_marks_are_said_even_where_nobody_is_told_to_speak() -> None:
    r, a = event("It rained all night. “The rebels killed two of their own men.”")
    assert (a.attribution, words(r, a)[0]) == ("reported", [])


def test_who_was_quoted_just_before_goes_on_without_a_new_word_of_saying() -> None:
    text = "“They burned the barn,” said Amal Haddad. She began to weep. “They shot the dog.”"
    assert (["Amal Haddad"], "They burned the barn / They shot the dog.") in claims(text)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("He said the attacks had failed and said that the army was weak.", "the attacks had failed", "the army was weak"),
        ("He said the attacks had failed, adding that the army was weak.", "the attacks had failed", "the army was weak"),
    ],
)
def test_what_somebody_goes_on_to_say_is_no_part_of_what_was_said_before(text: str, first: str, second: str) -> None:
    assert claims(text) == [(["He"], first), (["He"], second)]


def test_a_survey_is_not_by_those_whom_it_asks() -> None:
    assert [speakers for speakers, _ in claims("A survey of refugees showed that soldiers had burned their homes.")] == [["survey"]]


def test_a_headline_after_a_name_and_a_colon_is_said_by_it_though_no_verb_is_seen() -> None:
    assert (["Minister"], "Army Bombs Own People") in claims("Minister: Army Bombs Own People")


def test_a_quotation_at_the_head_of_a_paragraph_is_said_by_whom_the_next_sentence_is_about() -> None:
    r, a = event("Police confirmed the strike.\n\n“The rebels shot the doctor.” The mayor, Ahmad Wali, wept.")
    assert (a.attribution, words(r, a)[0]) == ("reported", ["mayor"])


TURNS = ["Karim", "Herald", "Karim"]


@pytest.mark.parametrize("mark", ["", '"'])
def test_in_a_transcript_all_of_a_paragraph_is_said_by_whom_it_names_first(mark: str) -> None:
    turns = ["Karim: The army will stay. We have told the elders so.", "Herald: Will it? The people are tired.", "Karim: They need not be."]
    said = claims("\n\n".join(f"{mark}{turn}{mark}" for turn in turns))
    assert said == [([name], turn.partition(": ")[2]) for name, turn in zip(TURNS, turns, strict=True)]


def test_one_name_before_a_colon_makes_no_transcript() -> None:
    assert (["UN"], "Ten villages burned by rebels.") in claims("UN: Ten villages burned by rebels. The army denied it.")


def test_a_note_is_no_speaker() -> None:
    assert claims("Note: the figures have been corrected.") == []
