"""What is to come has the next day or month of a name, and clauses about another time tell another event."""

from __future__ import annotations

import pytest
from tests.extract.reading import events

PUBLISHED = "2021-01-27"  # a Wednesday


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("France will withdraw its troops in August.", "2021-08"),
        ("The mission is to hand over the base in December.", "2021-12"),
        ("Rebels threatened to attack Goma on Friday.", "2021-01-29"),
        ("France withdrew its troops in August.", "2020-08"),
        ("Rebels attacked Goma on Friday.", "2021-01-22"),
        ("France will withdraw its troops in August 2022.", "2022-08"),
    ],
)
def test_only_what_is_to_come_has_the_next_of_a_name(text: str, time: str) -> None:
    assert [e.time for e in events(text, PUBLISHED) if e.type in {"retreat", "assault"}] == [time]


def test_a_time_that_something_told_has_too_stays() -> None:
    text = "Rebels attacked Goma on Friday and threatened to attack Beni."
    assert {e.time for e in events(text, PUBLISHED) if e.time} == {"2021-01-22"}


@pytest.mark.parametrize("head", ["It was the deadliest attack", "The bombs were the deadliest"])
def test_the_worst_since_another_is_not_that_other(head: str) -> None:
    found = [e for e in events(f"{head} since October 2017, when a truck bomb killed 500 people.", PUBLISHED) if e.killed]
    assert [(e.trigger, e.killed, e.time) for e in found] == [("bomb", (500, 500, 500), "2017-10")]
