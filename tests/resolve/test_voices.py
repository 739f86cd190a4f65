"""Voices, not outlets, are counted; and a speaker's later figure takes the place of his earlier one."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from tests.resolve.build import Told, attack, claims_of, graph, only_event, story

from conflictgraph.model import Article, Figure, Record
from conflictgraph.resolve.confidence import combined
from conflictgraph.resolve.credit import credit
from conflictgraph.resolve.voices import copies

MINISTRY = "afghanistan-ministry-of-defence|the Defense Ministry"
LONG = "gunmen on motorcycles opened fire on a crowded market in the early morning before soldiers from a nearby post arrived attack"
OTHER = "shoppers ran for cover when several armed men began shooting between the stalls of the old bazaar shortly after dawn attack"


def told(trigger: str, **more: object) -> Told:
    return attack(trigger=trigger, **more)


def test_a_wire_story_that_two_outlets_reprint_is_one_voice_and_a_report_of_ones_own_another() -> None:
    event = only_event(
        story("The Herald", "2015-06-13", told(LONG, killed=10)), story("The Post", "2015-06-13", told(LONG, killed=10)),
        story("The Sun", "2015-06-13", told(OTHER, killed=10)),
    )  # fmt: skip
    assert (event.speakers, event.reports) == (2, 3)


def test_short_sentences_that_happen_to_be_the_same_are_two_voices() -> None:
    event = only_event(story("The Herald", "2015-06-13", attack(killed=10)), story("The Post", "2015-06-13", attack(killed=10)))
    assert event.speakers == 2


def test_likeness_never_joins_events() -> None:
    found = graph(
        story("The Herald", "2015-06-13", told(LONG, killed=10, place="Goma")),
        story("The Post", "2015-06-13", told(LONG, killed=10, place="Sangin")),
    )
    assert len(found.events) == 2


def credited(record: Record, dateline: str) -> Record:
    return replace(record, article=replace(record.article, text=record.article.text + f"\n{dateline}"))


@pytest.mark.parametrize("line", ["© AFP", "Source: Reuters", "(Reuters)", "Copyright 2015 Associated Press"])
def test_a_credit_at_the_end_names_the_agency(line: str) -> None:
    assert credit(Record(Article(f"Ten people died in Goma.\n\n{line}"))) in {"agence-france-presse", "reuters", "associated-press"}


def test_an_agency_in_brackets_at_the_head_is_credited_and_other_brackets_are_not() -> None:
    body = "Ten people were killed in an attack on the market of Goma on Friday, the army said in a statement."
    assert credit(Record(Article(f"GOMA (Reuters) - {body}"))) == "reuters"
    assert credit(Record(Article(f"The rebels (M23) attacked. {body}"))) is None
    assert credit(Record(Article("He spoke to Reuters about the attack.\nThe Post"))) is None


def test_a_hostile_end_of_an_article_costs_no_time() -> None:
    started = time.process_time()
    assert credit(Record(Article("Ten died.\n" + " " * 295 + "!"))) is None
    assert credit(Record(Article("Ten died.\n" + "- " * 150 + "!"))) is None
    assert time.process_time() - started < 1


def test_outlets_that_credit_one_agency_are_its_voice() -> None:
    one, other = (credited(story(p, "2015-06-13", attack(killed=10)), "(AFP)") for p in ("The Herald", "The Post"))
    assert only_event(one, other).speakers == 1


def test_copies_are_found_in_any_order_and_cut_short() -> None:
    words = " ".join(f"word{n}" for n in range(60))
    told = {"b": {words}, "a": {" ".join(words.split()[:40])}, "c": {" ".join(reversed(words.split()))}}
    assert copies(told) == copies(dict(sorted(told.items()))) == [("a", "b")]
    assert copies({**told, "d": {words}}) == [("a", "b"), ("b", "d")]


def test_confidence_grows_with_voices_and_not_with_repetition() -> None:
    assert combined([("a", 0.8), ("a", 0.6)]) == 0.8
    assert combined([("a", 0.8), ("b", 0.5)]) == combined([("b", 0.5), ("a", 0.8)]) == 0.9
    assert combined([]) == 0.0


# --- updates -----------------------------------------------------------------------------------------------------


def test_an_update_supersedes_the_same_speakers_earlier_figure_and_says_so() -> None:
    found = graph(
        story("The Herald", "2015-06-13", attack(killed=10, speakers=(MINISTRY,))),
        story("The Post", "2015-06-15", attack(killed=14, speakers=(MINISTRY,))),
    )
    (event,) = found.events
    assert (event.facts.killed, event.contested) == (Figure(14, 14, 14), ())
    old, new = sorted(claims_of(found, event), key=lambda c: c.facts.killed.low if c.facts.killed else 0)
    assert (new.supersedes, old.supersedes) == ((old.id,), ())


def test_another_speakers_figure_is_not_superseded_and_the_quarrel_is_with_the_new_figure() -> None:
    event = only_event(
        story("The Herald", "2015-06-13", attack(killed=10, speakers=(MINISTRY,))),
        story("The Post", "2015-06-15", attack(killed=14, speakers=(MINISTRY,))),
        story("The Sun", "2015-06-13", attack(killed=14)),
    )
    assert (event.facts.killed, event.contested) == (Figure(14, 14, 14), ())


def test_a_vaguer_figure_that_fits_the_earlier_one_replaces_nothing() -> None:
    event = only_event(
        story("The Herald", "2015-06-13", attack(killed=14, speakers=(MINISTRY,))),
        story("The Post", "2015-06-15", attack(killed=(10, 10, None), speakers=(MINISTRY,))),
    )
    assert event.facts.killed is not None
    assert (event.facts.killed.low, event.facts.killed.high) == (10, None)


def test_on_one_day_only_words_of_revision_make_a_figure_the_later_one() -> None:
    plain = story("The Herald", "2015-06-13", attack(killed=10, speakers=(MINISTRY,)))
    other = story("The Post", "2015-06-13", attack(killed=14, speakers=(MINISTRY,)))
    revised = story("The Post", "2015-06-13", attack(trigger="raised the death toll of the attack", killed=14, speakers=(MINISTRY,)))
    assert only_event(plain, other).facts.killed == Figure(10, 14, 14)
    assert only_event(plain, revised).facts.killed == Figure(14, 14, 14)
