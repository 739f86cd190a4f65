"""Words and sentences agree with UD English-EWT's conventions."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflictgraph.language import splitting


def split(text: str) -> list[str]:
    return [text[a:b] for a, b in splitting.words(text)]


def sentences(text: str) -> list[str]:
    return [text[s[0][0] : s[-1][1]] for s in splitting.sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They don't know.", ["They", "do", "n't", "know", "."]),
        ("They don`t know Rob`s name.", ["They", "do", "n`t", "know", "Rob", "`s", "name", "."]),
        ("He can’t go.", ["He", "ca", "n’t", "go", "."]),
        ("We cannot stay.", ["We", "can", "not", "stay", "."]),
        ("Iraq's army", ["Iraq", "'s", "army"]),
        ("the rebels' camp", ["the", "rebels", "'", "camp"]),
        ("a 15-year-old boy", ["a", "15", "-", "year", "-", "old", "boy"]),
        ("Abu Bakr al-Baghdadi", ["Abu", "Bakr", "al", "-", "Baghdadi"]),
        ("anti-American and re-elected", ["anti-American", "and", "re-elected"]),
        ("the U.S. Army", ["the", "U.S.", "Army"]),
        ("all over the U.S for months", ["all", "over", "the", "U.S", "for", "months"]),
        ("worth $5m or US$1,000.50", ["worth", "$", "5", "m", "or", "US$", "1,000.50"]),
        ("at 5pm on 11/09/2001", ["at", "5", "pm", "on", "11/09/2001"]),
        ("“No,” he said…", ["“", "No", ",", "”", "he", "said", "…"]),
        ("Wait... what?!", ["Wait", "...", "what", "?!"]),
        ("see http://example.org/a-b?c=1.", ["see", "http://example.org/a-b?c=1", "."]),
        ("write to a.b@example.org, please", ["write", "to", "a.b@example.org", ",", "please"]),
        ("Gen. John Campbell", ["Gen.", "John", "Campbell"]),
        ("J. Smith", ["J.", "Smith"]),
        ("Shi'ite and Qa'ida and O'Brien", ["Shi'ite", "and", "Qa'ida", "and", "O'Brien"]),
        ("and/or (both)", ["and", "/", "or", "(", "both", ")"]),
        ("50% of AT&T", ["50", "%", "of", "AT&T"]),
    ],
)
def test_a_text_falls_into_the_treebanks_words(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen fled. Two died.", ["Gunmen fled.", "Two died."]),
        ("Dr. Khan met Gen. Dostum in the U.S. Embassy.", ["Dr. Khan met Gen. Dostum in the U.S. Embassy."]),
        ("He lives in the U.S. The army left.", ["He lives in the U.S.", "The army left."]),
        ("“We will fight.” He left.", ["“We will fight.”", "He left."]),
        ("“Will we fight?” he asked.", ["“Will we fight?” he asked."]),
        ("It happened at 5 p.m. on Tuesday.", ["It happened at 5 p.m. on Tuesday."]),
        ("Mr. J. Smith of Acme Inc. said so.", ["Mr. J. Smith of Acme Inc. said so."]),
        ("At least 1.5 million fled.", ["At least 1.5 million fled."]),
        ("Stop! Who is there?", ["Stop!", "Who is there?"]),
        ("Nothing ends", ["Nothing ends"]),
        ("Col. Peter “P.T.” Harlow agreed.", ["Col. Peter “P.T.” Harlow agreed."]),
        ('George "B." Miles came. He left.', ['George "B." Miles came.', "He left."]),
        ("They met in the “U.S.” Talks went on.", ["They met in the “U.S.”", "Talks went on."]),
    ],
)
def test_a_paragraph_falls_into_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_paragraphs_end_at_line_breaks_and_blank_lines_are_none() -> None:
    text = "One.\n\n  \nTwo\r\nThree"
    assert [text[a:b] for a, b in splitting.paragraphs(text)] == ["One.", "Two", "Three"]


def test_a_sentence_without_end_is_cut_at_the_same_place_every_time() -> None:
    cut = splitting.sentences("so " * 400)
    assert [len(s) for s in cut] == [150, 150, 100]


@given(st.text(max_size=200))
def test_every_solid_character_is_in_exactly_one_word(text: str) -> None:
    spans = splitting.words(text)
    assert "".join(text[a:b] for a, b in spans) == "".join(text.split())
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    assert [span for sentence in splitting.sentences(text) for span in sentence] == spans
