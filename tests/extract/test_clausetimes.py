"""Times that stand with a verb that is no event, over one: in sentences of our own, published on Tuesday 16 June 2015."""

from __future__ import annotations

import pytest
from tests.extract.reading import events


def times(text: str) -> dict[str, str | None]:
    return {e.trigger: e.time for e in events(text)}


@pytest.mark.parametrize(
    "text",
    [
        "A shell burst near the school on Friday, killing two boys.",
        "A grenade rolled under a table on Friday afternoon, killing two boys.",
        "Gunmen drove into the village around 7.30 p.m. on Friday, killing nine people and wounding six.",
        "Gunmen in two cars sprayed a row of stalls with bullets around 7.30 a.m. on Friday, killing as many as 22 persons.",
    ],
)
def test_a_participle_is_of_the_day_of_the_verb_it_stands_behind(text: str) -> None:
    assert times(text)["killing"] == "2015-06-12"


@pytest.mark.parametrize(
    ("text", "deed", "time"),
    [
        ("Gunmen chased a school van through the town on the 3rd of this month, emptied two magazines into it and killed the driver.", "killed", "2015-06-03"),
        ("Gunmen came to the house on Friday, dragged him out and shot him dead.", "shot", "2015-06-12"),
        ("Last night security men cleared the square; four people were killed.", "killed", "2015-06-15"),
        ("Snipers were at work along the river on Friday and by nightfall six people had been wounded.", "wounded", "2015-06-12"),
    ],
)
def test_clauses_side_by_side_are_of_the_same_day(text: str, deed: str, time: str) -> None:
    assert times(text)[deed] == time


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("He was born on 3 May 1990 and was killed in Gao.", "killed"),
        ("He went into the hills in 2011 and was shot dead in Gao.", "shot"),
        ("The minister said on Friday that a shell burst near the school, killing two boys.", "killing"),
    ],
)
def test_years_births_and_words_date_no_clause_beside_them(text: str, deed: str) -> None:
    assert times(text)[deed] is None


def test_a_time_behind_a_semicolon_is_of_the_clause_that_it_begins() -> None:
    found = times("On 6 May guerrillas ambushed a bus, killing eight; on the 9th they kidnapped a mayor; and on the 11th soldiers shot dead five of them.")
    assert (found["ambushed"], found["kidnapped"], found["shot"]) == ("2015-05-06", "2015-05-09", "2015-05-11")
    assert times("Two men were kidnapped on 3 June; on 5 June the bodies of both were found.") == {"kidnapped": "2015-06-03", "bodies": "2015-06-05"}


@pytest.mark.parametrize(
    ("text", "deed", "time"),
    [
        ("On Friday, officials said, gunmen killed nine people in Gao.", "killed", "2015-06-12"),
        ("Since 1 June, a hospital official in Gao said, mines have killed four people.", "killed", "2015-06-01/2015-06-16"),
        ("On Friday police moved into the square and, doctors said, six people were killed.", "killed", "2015-06-12"),
    ],
)
def test_a_time_before_an_interrupting_speaker_is_of_what_is_said(text: str, deed: str, time: str) -> None:
    assert times(text)[deed] == time


def test_who_says_it_on_a_day_without_a_comma_behind_says_it_then() -> None:
    assert times("On Friday the minister said gunmen had killed nine people in Gao.")["killed"] is None


def test_a_relative_clause_ends_with_its_comma() -> None:
    found = times("The court heard of the abduction of six aid workers, one of whom died in captivity, at Makeni between 1 and 3 May 2000.")
    assert found["abduction"] == "2000-05-01/2000-05-03"


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("Gunmen who came on motorbikes on Friday shot dead six farmers.", "shot"),
        ("The troops came at dawn on Friday. Nine people were shot.", "shot"),
        ("Trucks drove through the village on Friday. Three children were killed.", "killed"),
        ("The column drove into the village on Friday. Eleven men were abducted and have not been seen since.", "abducted"),
    ],
)
def test_armed_men_set_the_scene(text: str, deed: str) -> None:
    assert times(text)[deed] == "2015-06-12"


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("Soldiers voted on Friday. Three people were killed.", "killed"),
        ("Soldiers who joined up in 2003 killed six farmers.", "killed"),
        ("On 5 June a minister raised the toll of the raid to 72 dead.", "dead"),
        ("Police arrested two brothers suspected of taking part in the murder of a priest in May 2012.", "arrested"),
        ("Nine soldiers were killed after the talks failed on Friday.", "killed"),
    ],
)
def test_what_else_was_done_on_a_day_dates_nothing(text: str, deed: str) -> None:
    assert times(text).get(deed) is None


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("It was on Friday that soldiers killed nine people.", "killed"),
        ("After stopping a bus near Gao on Friday, gunmen shot nine passengers.", "shot"),
        ("Friday was the bloodiest day: nine people were killed.", "killed"),
    ],
)
def test_a_day_that_is_made_much_of_is_that_of_the_deed(text: str, deed: str) -> None:
    assert times(text)[deed] == "2015-06-12"


def test_since_when_somebody_was_missing_is_not_when_he_was_shot() -> None:
    assert times("The priest, missing since 3 June, was shot by his captors.")["shot"] is None
