"""Why a sentence was read as it was: reasons of the run itself, for what came in and for what stayed out."""

from __future__ import annotations

import dataclasses

import pytest
from tests.extract.reading import TUESDAY, analyzer

from conflictgraph.extract import extract_article
from conflictgraph.extract.explain import AccountRead, Reason, SentenceRead, explain_article
from conflictgraph.extract.trace import Trace
from conflictgraph.model import Article

TOLD = "Rebels killed at least 12 soldiers in Goma on Monday, the Defense Ministry said."


def read(text: str) -> tuple[SentenceRead, ...]:
    return explain_article(Article(text=text, published=TUESDAY), analyzer()).sentences


def account(text: str, trigger: str) -> AccountRead:
    return next(a for s in read(text) for a in s.accounts if a.trigger == trigger)


def said(reasons: tuple[Reason, ...], topic: str) -> list[tuple[str, bool, str]]:
    return [(r.text, r.taken, r.why) for r in reasons if r.topic == topic]


def test_a_sentence_shows_words_names_roles_and_accounts() -> None:
    (sentence,) = read(TOLD)
    assert (sentence.number, sentence.text) == (1, TOLD)
    assert [w.text for w in sentence.words[:3]] == ["Rebels", "killed", "at"]
    assert ("Goma", "LOC", "language model") in {(n.text, n.type, n.by) for n in sentence.names}
    assert "killed" in {f.text for f in sentence.frames}
    assert {(a.trigger, a.kind) for a in sentence.accounts} == {("killed", "event"), ("said", "statement")}


def test_every_slot_has_the_reason_for_which_it_was_filled() -> None:
    a = account(TOLD, "killed")
    slots = dict(a.slots)
    assert (slots["agent"], slots["patient"], slots["killed"]) == ("Rebels", "at least 12 soldiers", "at least 12")
    assert (slots["time"], slots["told as"]) == ("Monday (2015-06-15)", "actual, affirmed, reported")
    assert slots["place"].startswith("Goma (")
    assert said(a.reasons, "event") == [("killed", True, "assault (kill, verb) of the lexicon, weight 1.00")]
    assert [(text, taken) for text, taken, _ in said(a.reasons, "agent")] == [("Rebels", True)]
    assert said(a.reasons, "figure") == [("soldiers", True, "at least 12, by “at least 12”")]
    assert ("Goma", True) in [(text, taken) for text, taken, _ in said(a.reasons, "place")]
    assert [(text, taken) for text, taken, _ in said(a.reasons, "time")] == [("Monday", True)]
    assert said(a.reasons, "attribution") == [("said", True, "inside the words of “said”, whose speaker is Ministry")]


@pytest.mark.parametrize(
    ("text", "word", "why"),
    [
        ("The fight against corruption goes on in Kenya.", "fight", "aimed at an idea"),
        ("US-backed militias held a parade in Aleppo.", "backed", "second half of a hyphenated adjective"),
        ("Police foiled an attack on the station on Monday.", "foiled", "who foils an act does not commit it"),
        ("The Bombing Survey met in London.", "Bombing", "only says of which kind"),
    ],
)
def test_a_word_that_looks_like_an_event_and_tells_none_has_its_reason(text: str, word: str, why: str) -> None:
    notes = [r for s in read(text) for r in (*s.others, *(r for a in s.accounts for r in a.reasons)) if r.text == word and not r.taken]
    assert any(why in r.why for r in notes), [(r.topic, r.why) for r in notes]


def test_a_cue_that_introduces_nothing_has_its_reason() -> None:
    (sentence,) = read("The army plans an attack on Goma.")
    assert [(r.text, r.why) for r in sentence.others if r.topic == "speech"] == [
        ("plans", "“plan” (promise): weight 0.40 is below 0.7, and it has no clause for its content")
    ]


def test_numbers_beside_a_word_that_tells_no_harm_are_said_to_be_no_casualties() -> None:
    a = account("About 300 soldiers attacked Goma on Monday.", "attacked")
    assert any("numbers beside it are not read as casualties" in why for _, _, why in said(a.reasons, "figure"))


def test_what_makes_an_event_planned_or_denied_is_named() -> None:
    assert said(account("The army will bomb the town.", "bomb").reasons, "modality") == [("bomb", True, "planned: the auxiliary of the future")]
    denied = said(account("The army denied that its soldiers had killed civilians in Goma.", "killed").reasons, "modality")
    assert ("killed", True, "denied: “deny”") in denied


def test_an_event_that_is_left_out_says_so() -> None:
    (sentence,) = read("The UN condemned the attack.")
    assert ("attack", "left out: it tells neither parties nor a place, a time, a target or a figure") in [(r.text, r.why) for r in sentence.others]


def test_reasons_change_nothing_that_is_read() -> None:
    article = Article(text=f"{TOLD} The UN condemned the attack, which US-backed forces denied.", published=TUESDAY)
    trace = Trace()
    assert extract_article(article, analyzer(), trace) == extract_article(article, analyzer())
    assert trace.notes
    assert all(0 <= n.word < 40 and n.why for n in trace.notes)


def test_the_same_article_is_explained_alike() -> None:
    article = Article(text=TOLD, published=TUESDAY)
    assert dataclasses.asdict(explain_article(article, analyzer())) == dataclasses.asdict(explain_article(article, analyzer()))


@pytest.mark.parametrize(
    ("text", "number", "why"),
    [
        ("Rebels killed 12 soldiers 40 miles from Goma.", "40", "counts “miles”, whom or which no word of harm governs"),
        ("Gunmen killed a 17-year-old boy in Goma.", "17", "an age, which counts nobody"),
        ("Rebels killed 12 soldiers on 5 June 2015.", "2015", "part of a time expression"),
    ],
)
def test_a_number_that_is_no_casualty_says_what_it_is(text: str, number: str, why: str) -> None:
    notes = [r for s in read(text) for r in (*s.others, *(r for a in s.accounts for r in a.reasons))]
    assert (number, why) in [(r.text, r.why) for r in notes if r.topic == "figure" and not r.taken]
    assert not [r for r in notes if r.text == "12" and not r.taken and r.topic == "figure"]


def test_a_pronoun_shows_the_name_that_it_stands_for() -> None:
    a = account("The Taliban attacked Kunduz on Monday. They killed nine policemen.", "killed")
    assert ("agent", "They = Taliban (taliban)") in a.slots, a.slots


def test_speech_says_who_speaks_what_is_said_and_whose_a_quotation_is() -> None:
    told = said(account(TOLD, "said").reasons, "speech")
    assert ("Ministry", True) in [(text, taken) for text, taken, _ in told]
    assert any(text == "killed" and why.startswith("heads what is said") for text, _, why in told)
    quoted = said(account("“We will fight on until the end of the war,” the commander said.", "said").reasons, "speech")
    assert any(why.endswith("is given to it: the nearest cue") for _, _, why in quoted), quoted
