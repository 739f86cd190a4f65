"""Words of harm that look like nouns, adjectives or adverbs, and whom each of two verbs befell, in sentences of our own."""

from __future__ import annotations

import pytest
from tests.extract.reading import events
from tests.extract.test_counted_people import Numbers, n, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Army kills 8 rebels, wounds commander", {"killed": [n(8)], "wounded": [n(1)]}),
        ("Raiders attack market, kill 9, abduct 35", {"killed": [n(9)], "abducted": [n(35)]}),
        ("Two die in border clashes near Kidal", {"killed": [n(2)]}),
        ("Gunmen kill 3 IS fighters in the desert.", {"killed": [n(3)]}),
        ("In the capital, police fatally shot four men Friday who had failed to stop their car.", {"killed": [n(4)]}),
        ("The gunman shot and wounded President Kane in 1981.", {"wounded": [n(1)]}),
    ],
)
def test_a_word_of_harm_is_a_verb_whatever_it_looks_like(text: str, expected: dict[str, list[Numbers]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels shot and wounded a guard near Gao.", {"wounded": [n(1)]}),
        ("It has killed 3 and wounded 12 civilians.", {"killed": [n(3)], "wounded": [n(12)]}),
        ("Rebels killed two and injured 15 villagers.", {"killed": [n(2)], "wounded": [n(15)]}),
        ("Four miners have died and scores have been injured in violence near the pit.", {"killed": [n(4)], "wounded": [(40, None, None)]}),
        ("The army buried the 15 security personnel who died in an attack by rebels.", {"killed": [n(15)]}),
    ],
)
def test_each_verb_has_those_whom_it_befell(text: str, expected: dict[str, list[Numbers]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("text", ["Gunmen storm school, kidnap 20 pupils", "Raiders attack buses in the north, kill 9, abduct 35"])
def test_the_second_verb_of_a_headline_is_no_command(text: str) -> None:
    assert {e.factuality for e in events(text)} == {"actual"}
