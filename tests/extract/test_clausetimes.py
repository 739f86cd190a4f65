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
