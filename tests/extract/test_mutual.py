"""Who accuse each other accuse the other."""

from __future__ import annotations

import pytest
from tests.extract.reading import events


@pytest.mark.parametrize(
    ("text", "trigger", "one", "other"),
    [
        ("Armenia and Azerbaijan accused each other of shelling civilian areas.", "shelling", "Armenia", "Azerbaijan"),
        ("Ethiopia and Eritrea accused one another of bombing a market in Humera.", "bombing", "Ethiopia", "Eritrea"),
    ],
)
def test_each_side_accuses_the_other(text: str, trigger: str, one: str, other: str) -> None:
    told = [(e.speakers, e.agents, e.factuality) for e in events(text) if e.trigger == trigger]
    assert told == [([one], {other}, "alleged"), ([other], {one}, "alleged")]
    (accused,) = [e for e in events(text) if e.type == "accuse"]
    assert accused.participants == {one, other}


def test_sides_that_are_not_named_accuse_nobody_in_particular() -> None:
    found = events("The two sides blame each other for breaking the ceasefire.")
    assert found and not any({"each", "other"} & (e.agents | e.patients) for e in found)
