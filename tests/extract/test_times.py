"""When: intervals as EDTF with bounds, from the publication date; without one nothing relative gets a date."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.reading import event, events, record, seen

from conflictgraph.extract import extract_article
from conflictgraph.extract.times import Reader
from conflictgraph.model import Article

PUBLISHED = date(2015, 6, 16)  # a Tuesday


def edtf(text: str, published: date | None = PUBLISHED) -> list[str]:
    return [span.interval.edtf for span in Reader(published).read(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 3 March 2015", "2015-03-03"),
        ("on March 3, 2015", "2015-03-03"),
        ("on the 3rd of March 2015", "2015-03-03"),
        ("on 2015-03-03", "2015-03-03"),
        ("on Dec. 15, 2014", "2014-12-15"),
        ("in March 2015", "2015-03"),
        ("in 2014", "2014"),
        ("since the 1990s", "199X"),
        ("from 3 to 5 March 2015", "2015-03-03/2015-03-05"),
        ("on 3-5 March 2015", "2015-03-03/2015-03-05"),
        ("between March and May 2015", "2015-03/2015-05"),
        ("in early 2015", "2015-01/2015-04"),
        ("in the second half of March 2015", "2015-03-16/2015-03-31"),
        ("in the first ten days of March 2015", "2015-03-01/2015-03-10"),
        ("in the last two months of 2014", "2014-11/2014-12"),
        ("in March-May 2015", "2015-03/2015-05"),
        ("on 13-03-2015", "2015-03-13"),
        ("on Easter Monday 2016", "2016-03-28"),
    ],
)
def test_calendar_dates_need_no_publication_date(text: str, expected: str) -> None:
    assert edtf(text) == edtf(text, None) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Tuesday", "2015-06-16"),
        ("on Monday", "2015-06-15"),
        ("on Wednesday", "2015-06-10"),
        ("last Tuesday", "2015-06-09"),
        ("next Friday", "2015-06-19"),
        ("today", "2015-06-16"),
        ("yesterday", "2015-06-15"),
        ("the day before yesterday", "2015-06-14"),
        ("the night before last", "2015-06-14"),
        ("the week before last", "2015-06-01/2015-06-07"),
        ("the month before last", "2015-04"),
        ("two years ago this month", "2013-06"),
        ("a year ago today", "2014-06-16"),
        ("over the past decade", "2005-06-16/2015-06-16"),
        ("the past weekend", "2015-06-13/2015-06-14"),
        ("this past Sunday", "2015-06-14"),
        ("the 9th of last month", "2015-05-09"),
        ("on Christmas Eve", "2014-12-24"),
        ("on New Year’s Day", "2015-01-01"),
        ("on Good Friday", "2015-04-03"),
        ("in the first three months of the year", "2015-01/2015-03"),
        ("in the first half of May", "2015-05-01/2015-05-15"),
        ("in the middle of May", "2015-05-11/2015-05-20"),
        ("in the 2nd week of May", "2015-05-08/2015-05-14"),
        ("on 3, 5 and 8 May", "2015-05-03/2015-05-08"),
        ("in May or June", "2015-05/2015-06"),
        ("tomorrow", "2015-06-17"),
        ("overnight", "2015-06-15/2015-06-16"),
        ("last week", "2015-06-08/2015-06-14"),
        ("this week", "2015-06-15/2015-06-16"),
        ("next week", "2015-06-22/2015-06-28"),
        ("last weekend", "2015-06-13/2015-06-14"),
        ("last month", "2015-05"),
        ("last year", "2014"),
        ("late last year", "2014-09/2014-12"),
        ("three days ago", "2015-06-13"),
        ("two months ago", "2015-04"),
        ("in March", "2015-03"),
        ("in November", "2014-11"),
        ("on 12 June", "2015-06-12"),
        ("on December 12", "2014-12-12"),
        ("on Friday, June 12", "2015-06-12"),
        ("earlier this month", "2015-06-01/2015-06-16"),
        ("over the past two weeks", "2015-06-02/2015-06-16"),
        ("on Monday night", "2015-06-15"),
    ],
)
def test_relative_times_count_back_from_the_day_of_publication(text: str, expected: str) -> None:
    assert edtf(text) == [expected]


@pytest.mark.parametrize("text", ["on Tuesday", "yesterday", "last week", "in March", "three days ago", "on 12 June", "last year", "tonight", "overnight"])
def test_without_a_publication_date_nothing_relative_is_dated(text: str) -> None:
    (span,) = Reader(None).read(text, 0, len(text))
    assert (span.interval.first, span.interval.last) == (None, None)
    assert "X" in span.interval.edtf


@pytest.mark.parametrize(
    "text",
    [
        "for three days", "after a two-hour battle", "Troops march on the town", "you may go", "1400 people", "route 2015b",
        "Sun Tzu was read", "The second of the men", "in the morning",
    ],
)  # fmt: skip
def test_durations_and_verbs_are_no_dates(text: str) -> None:
    assert edtf(text) == []


def test_a_feast_in_the_name_of_a_treaty_is_no_date() -> None:
    assert edtf("under the Good Friday Agreement") == []


def test_an_impossible_day_is_no_date() -> None:
    assert edtf("30 February 2015") == []


def test_a_time_span_is_the_words_alone() -> None:
    text = "Rebels attacked Goma in March and again on Friday, 12 June."
    found = [text[s.start : s.end] for s in Reader(PUBLISHED).read(text, 0, len(text))]
    assert found == ["March", "Friday, 12 June"]


def test_the_bounds_of_a_month_are_its_first_and_last_day() -> None:
    (span,) = Reader(PUBLISHED).read("in February 2016", 0, 16)
    assert (span.interval.first, span.interval.last) == (date(2016, 2, 1), date(2016, 2, 29))


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Rebels killed three soldiers in Goma on Friday.", "2015-06-12"),
        ("In March, rebels attacked Goma.", "2015-03"),
        ("Rebels attacked Goma last week.", "2015-06-08/2015-06-14"),
        ("On Sunday evening, gunmen attacked a church in Jos.", "2015-06-14"),
        ("Three people died in an attack in Jos on 1 May, the police said on Monday.", "2015-05-01"),
    ],
)
def test_an_event_is_dated_by_the_time_told_of_it(text: str, time: str) -> None:
    assert event(text).time == time


def test_when_it_was_said_is_not_when_it_happened() -> None:
    assert event("Officials said on Monday that rebels had killed two policemen in Goma last week.").time == "2015-06-08/2015-06-14"
    assert event("Officials said on Monday that rebels had killed two policemen in Goma.").time is None


def test_an_undated_article_dates_only_what_its_text_fixes() -> None:
    assert event("Rebels attacked Goma on 3 March 2015.", published=None).time == "2015-03-03"
    found = record("Rebels attacked Goma on Friday. Two weeks ago they had shelled Sake.", published=None)
    assert found.times
    assert all((t.earliest, t.latest) == (None, None) for t in found.times)


def test_the_times_of_a_record_stand_in_its_text_with_bounds_in_order() -> None:
    found = record("Rebels attacked Goma on Friday, and last week they shelled Sake. In March 2014 a truce was signed.")
    assert [found.article.text[t.start : t.end] for t in found.times] == ["Friday", "last week", "March 2014"]
    assert [(t.earliest, t.latest) for t in found.times] == [
        ("2015-06-12", "2015-06-12"), ("2015-06-08", "2015-06-14"), ("2014-03-01", "2014-03-31"),
    ]  # fmt: skip


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.sampled_from(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]))
def test_a_weekday_is_the_last_one_on_or_before_publication(published: date, weekday: str) -> None:
    (span,) = Reader(published).read(f"on {weekday}", 0, 3 + len(weekday))
    first = span.interval.first
    assert first is not None
    assert 0 <= (published - first).days <= 6
    assert first.strftime("%A") == weekday


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_a_date_written_out_is_that_date_whenever_it_is_read(day: date) -> None:
    text = f"on {day.day} {day.strftime('%B')} {day.year:04d}"
    assert edtf(text) == edtf(text, None) == [day.isoformat()]


@given(st.text(max_size=60), st.one_of(st.none(), st.dates(date(1, 1, 1), date(9999, 12, 31))))
def test_any_text_and_any_publication_date_can_be_read(text: str, published: date | None) -> None:
    for span in Reader(published).read(text, 0, len(text)):
        assert 0 <= span.start < span.end <= len(text)
        if span.interval.first is not None and span.interval.last is not None:
            assert span.interval.first <= span.interval.last


_WHEN = ["last week", "in March", "three years ago", "next month", "late last year", "overnight", "5 days ago", "last weekend", "in recent months", "tomorrow", "over the past 900 decades", "the year before last", "500 years ago today", "Easter Sunday", "the 13th of last month"]


@given(st.sampled_from(_WHEN), st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_relative_times_near_the_ends_of_the_calendar_raise_nothing(text: str, published: date) -> None:
    Reader(published).read(text, 0, len(text))


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Rebels have attacked Goma since March.", "2015-03/2015-06-16"),
        ("Rebels besieged Goma until March 2014.", "../2014-03"),
        ("Rebels attacked Goma from Friday to Sunday.", "2015-06-12/2015-06-14"),
        ("Rebels attacked Goma on Friday and Saturday.", "2015-06-12/2015-06-13"),
        ("Rebels attacked Goma on Monday last week.", "2015-06-08"),
        ("Rebels attacked Goma on 26 April last year.", "2014-04-26"),
        ("Rebels attacked Goma in 1995 and 1996.", "1995/1996"),
        ("Rebels attacked Goma overnight from Friday to Saturday.", "2015-06-12/2015-06-13"),
        ("Rebels attacked Goma in the summer of 2014.", "2014-22"),
        ("Rebels attacked Goma over the weekend.", "2015-06-13/2015-06-14"),
        ("A decade ago, rebels attacked Goma.", "2005"),
    ],
)
def test_words_around_a_date_say_what_it_bounds(text: str, time: str) -> None:
    assert event(text).time == time


def times(text: str, published: str | None = "2015-06-16") -> list[str | None]:
    return [e.time for e in events(text, published) if e.type == "assault"]


def test_the_next_day_counts_from_the_last_day_told_and_has_no_bounds_without_one() -> None:
    assert times("Rebels attacked Goma on 1 June. The next day, they shelled Sake.") == ["2015-06-01", "2015-06-02"]
    assert times("Rebels shelled Sake on Friday. Two days earlier, they had attacked Goma.") == ["2015-06-12", "2015-06-10"]
    (span,) = record("The next day, rebels shelled Sake.").times
    assert (span.earliest, span.latest) == (None, None)


def test_what_is_told_without_a_time_has_that_of_the_story() -> None:
    found = events("Rebels attacked Goma on Friday. Troops shelled Sake.")
    assert [e.time for e in found] == ["2015-06-12", "2015-06-12"]
    assert "+anchor" in found[1].account.rule
    assert found[1].account.time == found[0].account.time


def test_a_clause_with_when_has_the_day_of_the_clause_over_it() -> None:
    (e,) = events("Two villagers were resting on Sunday when rebels shelled the market.", published="2021-05-04")
    assert e.time == "2021-05-02"
    (e,) = events("The mayor was buried on Friday after rebels shelled the town.", published="2021-05-04")
    assert e.time is None


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked Goma on Friday. Troops had shelled Sake.",
        "Rebels attacked Goma on Friday. Troops have shelled Sake.",
        "Rebels attacked Goma on Friday. Troops often shelled Sake.",
        "Rebels attacked Goma on Friday. Troops will shell Sake.",
        "The governor said on Friday that he was sad. Troops shelled Sake.",
        "Rebels attacked Goma. Troops shelled Sake.",
    ],
)
def test_the_day_of_the_story_dates_nothing_that_may_be_of_another_time(text: str) -> None:
    assert times(text)[-1] is None


def test_to_the_day_after_is_no_day() -> None:
    text = "They agreed on Wednesday, almost two years to the day after a war began that killed thousands."
    found = extract_article(Article(text, published="2022-11-02"))
    assert [text[t.start : t.end] for t in found.times] == ["Wednesday"]
    text = "They met on Wednesday, the day after a bomb had killed six people."
    found = extract_article(Article(text, published="2022-11-02"))
    assert "the day after" in [text[t.start : t.end] for t in found.times]


def test_a_time_inside_what_is_said_is_the_events_and_not_of_the_saying() -> None:
    text = "US-backed militias seized IS' last pocket in March 2019, but the hills north of the river are rife with gunmen who keep on attacking government troops, Al-Noor reported."
    told = {each.trigger: each.time for each in seen(record(text))}
    assert told["seized"] == "2019-03"
    assert told["reported"] is None


def test_a_day_that_says_which_attack_is_meant_dates_neither_the_arrest_nor_what_is_told_next() -> None:
    text = "Police arrested a man suspected in Monday's terror attack in the heart of Lyon. Officers seized two rifles."
    told = {each.trigger: each.time for each in events(text)}
    assert told == {"arrested": None, "suspected": None, "attack": "2015-06-15", "seized": None}
    assert {each.time for each in events("Monday's attack in Lyon killed nine people.")} == {"2015-06-15"}


def test_a_flashback_keeps_its_day_as_long_as_its_tense_lasts() -> None:
    found = events("Troops shelled Goma on Monday. Rebels had attacked Sake on Friday. They had burned a school.")
    assert [e.time for e in found if e.type == "assault"][:2] == ["2015-06-15", "2015-06-12"]
    assert found[-1].time == "2015-06-12"


def test_what_is_only_said_of_an_event_has_not_its_day() -> None:
    found = events("Rebels attacked Goma on Friday. The European Union condemned the rebels.")
    assert [e.time for e in found if e.type == "accuse"] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "The general was the highest-ranking officer killed since 2011.",
        "It was the deadliest attack in Goma since 2012.",
        "A general was killed near Goma, the third since 2013.",
    ],
)
def test_since_when_there_was_none_like_it_is_not_when_it_was(text: str) -> None:
    assert {e.time for e in events(text) if e.type == "assault"} == {None}


def test_what_went_on_since_then_is_dated_by_it() -> None:
    assert event("Insurgents have killed 2,500 people since 2011.").time == "2011/2015-06-16"


def test_when_somebody_was_held_is_open_where_only_his_death_is_dated() -> None:
    text = "In February, a drone strike killed Mullah Rauf Karim, a former Taliban commander and Guantanamo detainee, in Helmand."
    assert [each.time for each in events(text) if each.trigger == "detainee"] in ([], [None])
    assert event(text).time == "2015-02"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rebels took Beni on 22 June 2021. They left on 28 June.", "2021-06-28"),
        ("Rebels took Beni on 30 December 2021. They left on 3 January.", "2022-01-03"),
        ("Rebels took Beni on 22 June 2021. They left in August.", "2021-08"),
        ("Rebels took Beni. They left on 28 June.", "XXXX-06-28"),
    ],
)
def test_a_text_without_a_date_gives_the_year_of_the_last_day_that_it_told(text: str, found: str) -> None:
    assert record(text, None).times[-1].edtf == found


def test_what_is_done_by_saying_it_is_of_the_day_of_the_words() -> None:
    text = "In September the president proclaimed the annexation of Beni."
    (annexed,) = [e for e in events(text) if e.trigger == "annexation"]
    assert annexed.time == "2014-09"


def test_a_time_in_a_clause_that_says_since_when_is_when_it_began() -> None:
    (found,) = [e for e in events("More than 700 civilians have been killed since the Taliban took over last August.") if e.killed]
    assert found.time == "2014-08/2015-06-16"


def test_a_look_back_at_a_month_is_not_the_day_of_the_story() -> None:
    text = "A bomb killed six people in Kabul on Monday. In March, rebels killed nine in Herat. Pakistan handed over two suspects."
    assert [e.time for e in events(text) if e.type == "retreat"] == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in the first quarter of 2014", "2014-01/2014-03"),
        ("in the second half of last year", "2014-07/2014-12"),
        ("more than two months ago", "../2015-04-16"),
        ("over three weeks ago", "../2015-05-26"),
        ("a fortnight ago", "2015-05-30/2015-06-05"),
        ("in the second week of April", "2015-04-08/2015-04-14"),
        ("in the last week of February 2014", "2014-02-22/2014-02-28"),
    ],
)
def test_parts_of_a_year_and_open_beginnings(text: str, expected: str) -> None:
    assert edtf(text) == [expected]


def test_a_range_of_days_without_a_year_keeps_both_ends() -> None:
    assert edtf("between 4-6 June", None) == ["XXXX-06-04/XXXX-06-06"]


def test_a_time_before_after_counts_from_the_date_that_its_clause_tells() -> None:
    found = {e.trigger: e.time for e in events("The assault on the fort came two days after rebels abducted six people on Sunday.")}
    assert (found["assault"], found["abducted"]) == ("2015-06-16", "2015-06-14")


def test_what_follows_an_event_is_not_of_its_day() -> None:
    found = {e.trigger: e.time for e in events("The coup of 3 May 1990 was followed by hundreds of arrests.")}
    assert found["arrests"] is None


def test_a_month_told_in_passing_gives_no_year_to_a_bare_month_of_an_undated_text() -> None:
    found = record("The militia captured the last town in March 2019. In April, nine fighters were killed in attacks.", None)
    assert [t.edtf for t in found.times] == ["2019-03", "XXXX-04"]
    story = record("Rebels attacked Gao on 22 June 2021. On 28 June they killed nine farmers.", None)
    assert [t.edtf for t in story.times] == ["2021-06-22", "2021-06-28"]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Rebels shelled the town between Monday and Wednesday of last week.", "2024-03-04/2024-03-06"),
        ("On Sunday night and early Monday, drones attacked the refinery.", "2024-03-10/2024-03-11"),
        ("From dawn on Saturday until late on Sunday, jets pounded the suburb.", "2024-03-09/2024-03-10"),
        ("Police counted 12 attacks in the week to Sunday.", "2024-03-04/2024-03-10"),
    ],
)
def test_weekdays_that_begin_and_end_a_stretch(text: str, when: str) -> None:
    assert [t.edtf for t in record(text, "2024-03-13").times] == [when]


def test_the_previous_weekday_counts_from_the_day_told_before_it() -> None:
    found = record("He died on Saturday of wounds from a bombing the previous Tuesday. His brother was shot the following Monday.", "2024-03-13")
    assert [t.edtf for t in found.times] == ["2024-03-09", "2024-03-05", "2024-03-11"]
