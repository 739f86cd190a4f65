"""Dates in digits: which of the numbers is the day."""

from __future__ import annotations

from datetime import date

import pytest
from tests.extract.reading import record

from conflictgraph.extract.numericdates import numeric_date
from conflictgraph.extract.times import Reader


@pytest.mark.parametrize(
    ("one", "two", "dotted", "published", "expected"),
    [
        (15, 10, False, None, date(2018, 10, 15)),
        (10, 15, False, None, date(2018, 10, 15)),
        (6, 7, True, None, date(2018, 7, 6)),
        (6, 7, False, None, None),
        (6, 7, False, date(2018, 6, 20), date(2018, 6, 7)),
        (6, 7, False, date(2018, 7, 8), date(2018, 7, 6)),
        (6, 7, False, date(2019, 7, 8), None),
        (7, 7, False, None, date(2018, 7, 7)),
        (31, 2, False, None, None),
        (13, 14, False, None, None),
    ],
)
def test_of_two_numbers_the_day_is_what_can_be_one_and_was_news(
    one: int, two: int, dotted: bool, published: date | None, expected: date | None
) -> None:
    assert numeric_date(one, two, 2018, dotted, published) == expected


@pytest.mark.parametrize("text", ["version 1.2.2017.3", "1/2/2017/4", "on 3.14 2017", "at 12:30.2017"])
def test_other_numbers_are_no_dates(text: str) -> None:
    assert [s for s in Reader(None).read(text, 0, len(text)) if s.interval.first and s.interval.first == s.interval.last] == []


def test_a_date_at_the_head_of_a_list_is_that_of_its_event() -> None:
    found = record("5 June, Baghlan province: a bomb by the roadside killed six civilians.", published="2017-06-09")
    times = {t.id: t.edtf for t in found.times}
    assert [times[a.time.id] for a in found.accounts if a.kind == "event" and a.time] == ["2017-06-05"]


def test_what_stands_beside_a_dated_event_has_its_date_be_it_the_first_of_the_article() -> None:
    found = record("We condemn the bombing of a hotel in Sittwe on Tuesday, which left 23 dead.", published="2019-05-17")
    assert all(a.time is not None for a in found.accounts if a.kind == "event" and a.type == "assault")
