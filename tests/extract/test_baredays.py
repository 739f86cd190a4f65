"""Days told by their number alone, and eves; published on Tuesday 16 June 2015."""

from __future__ import annotations

from datetime import date

import pytest

from conflictgraph.extract.intervals import Interval, day
from conflictgraph.extract.relative import settle
from conflictgraph.extract.times import Reader

PUBLISHED = date(2015, 6, 16)


def edtf(text: str, told: Interval | None = None, published: date | None = PUBLISHED) -> list[str]:
    return [s.interval.edtf for s in settle(text, 0, len(text), Reader(published).read(text, 0, len(text)), told, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine men were executed on the afternoon of the 28th, survivors say.", ["2015-05-28"]),
        ("Police killed two on the 3rd and wounded six on the 10th.", ["2015-06-03", "2015-06-10"]),
        ("On the 9th and 10th, troops shelled the town.", ["2015-06-09/2015-06-10"]),
        ("From the 3rd to the 9th rebels held the town.", ["2015-06-03/2015-06-09"]),
        ("Since the 3rd, six have died.", ["2015-06-03/2015-06-16"]),
    ],
)
def test_a_bare_day_is_the_last_one_before_publication(text: str, expected: list[str]) -> None:
    assert edtf(text) == expected


def test_a_bare_day_is_the_first_one_from_the_last_date_told_on() -> None:
    assert edtf("On 28 April rebels attacked; on the 2nd they withdrew.") == ["2015-04-28", "2015-05-02"]
    assert edtf("Soldiers came on the 9th.", day(date(1998, 3, 6))) == edtf("Soldiers came on the 9th.", day(date(1998, 3, 6)), None) == ["1998-03-09"]
    assert edtf("Soldiers came on the 31st.", day(date(1998, 4, 6))) == ["1998-05-31"]


def test_a_bare_day_of_no_month_stays_one() -> None:
    assert edtf("Soldiers came on the 9th.", None, None) == ["XXXX-XX-09"]


@pytest.mark.parametrize("text", ["He lived on the 9th floor.", "They lived on the 9th and 10th floors.", "It was shot on the 38th parallel.", "They met on the 5th anniversary.", "The 3rd battalion fled."])
def test_what_else_is_numbered_is_no_day(text: str) -> None:
    assert edtf(text) == []


def test_an_eve_is_the_day_before_what_is_told_behind_it() -> None:
    assert edtf("He was shot on the eve of the 7 May vote.") == ["2015-05-06", "2015-05-07"]
    assert edtf("He was shot on the eve of the vote.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on the 3rd and 4th of March 2015", "2015-03-03/2015-03-04"),
        ("from the 3rd to the 11th of March 2015", "2015-03-03/2015-03-11"),
        ("on March 3, 4 and 5, 2015", "2015-03-03/2015-03-05"),
        ("2015, March 3: a bomb", "2015-03-03"),
        ("the weekend's killings", "2015-06-13/2015-06-14"),
        ("the weekend violence", "2015-06-13/2015-06-14"),
        ("between Saturday evening and noon on Sunday", "2015-06-13/2015-06-14"),
        ("from 6 a.m. on 3 May until nightfall on 5 May", "2015-05-03/2015-05-05"),
    ],
)
def test_days_told_together_are_one_span(text: str, expected: str) -> None:
    assert edtf(text) == [expected]


def test_days_before_and_after_count_from_the_clause_they_stand_with() -> None:
    assert edtf("The body was found on Saturday, four days after he was seized.") == ["2015-06-13", "2015-06-09"]
    assert edtf("Two days after they took the town, they killed nine.", day(date(2015, 6, 3))) == ["2015-06-05"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("From 3 March until 9 May 1994 soldiers held the town.", ["1994-03-03/1994-05-09"]),
        ("from Dec. 28 to Jan. 4, 1994", ["1993-12-28/1994-01-04"]),
        ("Between on or about 3 March 1994 and 9 May 1994", ["1994-03-03/1994-05-09"]),
        ("on the night of 3/4 March 1994", ["1994-03-03/1994-03-04"]),
        ("on Friday and again on Sunday", ["2015-06-12/2015-06-14"]),
        ("in the 24 hours to Sunday noon", ["2015-06-13/2015-06-14"]),
        ("in the three days to Sunday", ["2015-06-12/2015-06-14"]),
        ("in the two weeks before the vote on 7 June", ["2015-05-24/2015-06-07", "2015-06-07"]),
        ("three days before the vote on 7 June", ["2015-06-04", "2015-06-07"]),
        ("the Friday before last", ["2015-06-05"]),
    ],
)
def test_stretches_of_days_have_both_their_ends(text: str, expected: list[str]) -> None:
    assert edtf(text) == expected


def test_two_days_of_two_clauses_are_no_stretch() -> None:
    assert edtf("He was shot on 3 March and died on 9 May 1994.") == ["2015-03-03", "1994-05-09"]
