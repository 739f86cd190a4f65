"""A figure without a noun answers the figure told before it."""

from __future__ import annotations

import pytest
from tests.extract.reading import events


@pytest.mark.parametrize(
    ("text", "first", "second", "speaker"),
    [
        ("The opposition claims that 200 people were killed; the government says the figure is 31.", 200, 31, "government"),
        ("Rebels killed 200 people. The government put the number at 31.", 200, 31, "government"),
    ],
)
def test_a_figure_that_answers_another_is_its_speakers(text: str, first: int, second: int, speaker: str) -> None:
    one, other = [e for e in events(text) if e.killed]
    assert ((one.killed or (None,))[0], (other.killed or (None,))[0]) == (first, second)
    assert other.account.about == one.account.id and other.speakers == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels killed nine people on Monday, bringing the total to 22.",
        "Rebels killed nine people. The number of the house is 31.",
        "The figure is 31.",
        "Rebels killed nine people. Prices rose. The figure is 31.",
    ],
)
def test_totals_and_other_numbers_answer_nothing(text: str) -> None:
    assert len([e for e in events(text) if e.killed]) <= 1
