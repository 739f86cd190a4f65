"""When it happened, where the tree hangs the time on another word: in sentences of our own, published on Tuesday 16 June 2015."""

from __future__ import annotations

import pytest
from tests.extract.reading import events


def times(text: str) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for event in events(text):  # of what is told again, the first telling
        found.setdefault(event.trigger, event.time)
    return found


@pytest.mark.parametrize(
    ("text", "deed", "time"),
    [
        ("The tribunal heard survivors of the massacre of 70 herders in 1998.", "massacre", "1998"),
        ("The general denied any part in the killing of a monk and two farmers on Monday, 8 June.", "killing", "2015-06-08"),
        ("The minister accused the rebels of the murder of two nuns on 2 June.", "murder", "2015-06-02"),
        ("He is not charged with taking part in the April 15, 2013, attack, which killed three people.", "attack", "2013-04-15"),
    ],
)
def test_a_time_beside_a_deed_told_as_a_noun_is_the_deeds(text: str, deed: str, time: str) -> None:
    assert times(text)[deed] == time


def test_a_time_behind_the_killing_that_is_done_stays_with_the_verb() -> None:
    assert times("Soldiers arrested two men for the murder of a priest on Monday.")["arrested"] == "2015-06-15"


@pytest.mark.parametrize(
    ("text", "deed", "time"),
    [
        ("It was the first killing of a foreign engineer in the valley since 2008, when two were shot at the dam.", "shot", "2008"),
        ("Hundreds gathered on Sunday, undeterred by the events of the previous day when soldiers opened fire on marchers.", "opened", "2015-06-13"),
    ],
)
def test_a_clause_with_when_says_more_of_the_time_before_it(text: str, deed: str, time: str) -> None:
    assert times(text)[deed] == time


def test_since_when_there_was_none_like_it_is_not_when_it_was() -> None:
    assert times("It was the first killing of a foreign engineer in the valley since 2008, when two were shot at the dam.")["killing"] is None


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Some 400 people have died since the start of the revolt in May 2013.", "2013-05/2015-06-16"),
        ("Five judges have been murdered since the minister took office last 4 May.", "2015-05-04/2015-06-16"),
        ("From March 2014 onwards the rebels murdered dozens of men.", "2014-03/2015-06-16"),
        ("In the week of 1 June, raiders murdered 12 herdsmen.", "2015-06-01/2015-06-07"),
    ],
)
def test_a_stretch_of_time_runs_as_far_as_it_is_told(text: str, time: str) -> None:
    assert set(times(text).values()) == {time}


@pytest.mark.parametrize("text", ["Police arrested a member of the deadly November 17 terrorist organization.", "The spokesman of the May 30 Movement was arrested at his farm.", "Police arrested activists before the anniversary of the 25 January Revolution."])
def test_a_date_in_a_name_is_no_date(text: str) -> None:
    assert times(text)["arrested"] is None


def test_how_long_it_lasted_is_not_when_it_ended() -> None:
    assert times("He was held for six days before being freed on Friday.")["freed"] == "2015-06-12"


def test_when_somebody_was_born_is_not_when_he_was_killed() -> None:
    assert times("A colonel born in 1952 was murdered in the port.")["murdered"] is None


def test_a_number_behind_a_date_counts_what_follows_it() -> None:
    assert set(times("On 9 June 28 hostages were murdered near the town.").values()) == {"2015-06-09"}


def test_months_of_an_undated_story_look_back_from_its_last_full_date_not_from_one_to_come() -> None:
    text = "Rebels attacked the dam on 16 July 2017. The vote is due in December of this year. In May, soldiers murdered a priest there."
    found = {event.trigger: event.time for event in events(text, None)}
    assert found["murdered"] == "2017-05"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("April 13: Six soldiers were killed in an attack.", {"attack": "2015-04-13"}),
        ("The rebels killed the mayor two months back.", {"killed": "2015-04"}),
        ("Paratroopers killed 13 marchers on Bloody Sunday.", {"killed": None}),
        ("The minister recalled the 2012 Benghazi embassy attack.", {"attack": "2012"}),
        ("On August 16 , 2012 , police killed nine miners .", {"killed": "2012-08-16"}),
    ],
)
def test_dates_as_chronicles_and_reports_write_them(text: str, expected: dict[str, str | None]) -> None:
    assert times(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ten men were arrested on arms charges, the ministry said on March 23.", {"arrested": None}),
        ("The priest, who was shot in Bari on Sunday, died on Monday.", {"shot": "2015-06-14", "died": "2015-06-15"}),
        ("The police said that the nun, who had been kidnapped by rebels, was released on 9 May.", {"kidnapped": None, "released": "2015-05-09"}),
        ("The army today appealed to the kin of a captain who died fighting rebels.", {"appealed": "2015-06-16", "died": None}),
        ("Farmers began a hunger strike on Saturday after a week of clashes.", {"strike": "2015-06-13", "clashes": None}),
        ("A guard who was shot in the raid died on Monday.", {"shot": None, "died": "2015-06-15"}),
    ],
)
def test_a_clause_of_its_own_has_a_time_of_its_own(text: str, expected: dict[str, str | None]) -> None:
    found = times(text)
    assert {trigger: found.get(trigger) for trigger in expected} == expected


def test_what_happened_before_something_of_a_year_was_by_then() -> None:
    assert times("Ninety Danish soldiers were shot dead in Gereshk before they left the town in 2011.")["shot"] == "../2011"


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("Police arrested two men on Sunday for killing a priest.", "killing"),
        ("Two officers were sentenced to prison on Monday for shooting protesters.", "shooting"),
        ("A man convicted of killing three farmers was released on Friday.", "killing"),
    ],
)
def test_what_somebody_answers_for_was_not_done_on_the_day_he_did(text: str, deed: str) -> None:
    assert times(text)[deed] is None


def test_a_clause_that_goes_on_keeps_the_day() -> None:
    assert times("Rebels stormed the town on Sunday, killing nine villagers.")["stormed"] == "2015-06-14"


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("At least 12 people have been killed since clashes broke out on Friday.", "killed"),
        ("At least 12 people have been killed since the raid on Friday.", "killed"),
        ("Since Friday's raid, nine people have been killed.", "killed"),
    ],
)
def test_what_has_been_done_since_a_deed_runs_to_publication(text: str, deed: str) -> None:
    assert times(text)[deed] == "2015-06-12/2015-06-16"


def test_the_deed_since_which_is_of_its_own_day() -> None:
    assert times("Since Friday's raid, nine people have been killed.")["raid"] == "2015-06-12"
    assert times("It was the only town that the rebels had captured since the raid on Friday.").get("captured") is None
