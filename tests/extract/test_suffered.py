"""How many suffered it, where the words stand beside the predicate: shares, companions, those who got away, nobody."""

from __future__ import annotations

import pytest
from tests.extract.reading import record

from conflictgraph.model import Figure

Numbers = tuple[int | None, int | None, int | None]


def told(text: str, effect: str = "killed") -> list[Numbers]:
    found = [getattr(a, effect) for a in record(text).accounts]
    return [(f.low, f.best, f.high) for f in found if f is not None]


def who(text: str) -> dict[str, Figure]:
    return {category: figure for a in record(text).accounts for category, figure in a.who}


@pytest.mark.parametrize(
    ("text", "effect", "expected"),
    [
        ("Twelve were hurt in the riot.", "wounded", (12, 12, 12)),
        ("Six were killed and 20 hurt in the raid.", "wounded", (20, 20, 20)),
        ("Air strikes kill dozen rebels in the hills", "killed", (12, 12, 12)),
        ("Both snipers and a spotter died in the attack.", "killed", (3, 3, 3)),
        ("One rebel was killed and the other was captured.", "captured", (1, 1, 1)),
        ("Each of the four raiders was killed.", "killed", (4, 4, 4)),
        ("Half of the 30 people killed in the raid were women.", "killed", (30, 30, 30)),
        ("A total of 20 soldiers and nine rebels were killed in the clash.", "killed", (29, 29, 29)),
        ("The raids killed 14: eight in the port and six in the suburbs.", "killed", (14, 14, 14)),
        ("The rebels lost two tanks and nine fighters in the assault.", "killed", (9, 9, 9)),
        ("Four men escaped with injuries when a mine exploded.", "wounded", (4, 4, 4)),
        ("A platoon of 25 soldiers was taken prisoner.", "captured", (25, 25, 25)),
        ("Soldiers killed two rebels and took three alive.", "captured", (3, 3, 3)),
        ("Two more people died in the fighting, taking the toll to 33.", "killed", (33, 33, 33)),
        ("Rockets hit the base, but nobody was killed or hurt.", "wounded", (0, 0, 0)),
        ("In excess of 80 rebels were captured in the sweep.", "captured", (81, None, None)),
        ("The car bomb cost 15 people their lives.", "killed", (15, 15, 15)),
        ("A mine has claimed four victims in the district.", "killed", (4, 4, 4)),
        ("The governor was killed, as were three of his men.", "killed", (4, 4, 4)),
        ("Kenya: 4 soldiers, 11 rebels dead in clash", "killed", (15, 15, 15)),
        ("The two raids killed 12 people, seven in the first and five in the second.", "killed", (12, 12, 12)),
        ("Neither of the two guards was hurt in the attack.", "wounded", (0, 0, 0)),
        ("No deaths or injuries were reported after the shelling.", "wounded", (0, 0, 0)),
    ],
)
def test_those_who_suffered_it_are_counted_once(text: str, effect: str, expected: Numbers) -> None:
    assert told(text, effect) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two reporters were among the eight people killed in the raid.", {"journalists": Figure(2, 2, 2)}),
        ("Half of the 30 people killed in the raid were women.", {"women": Figure(15, 15, 15)}),
        ("The strike killed nine, of whom four were civilians.", {"civilians": Figure(4, 4, 4)}),
        ("Rebels killed a baker and his five-year-old daughter.", {"children": Figure(1, 1, 1)}),
        ("Rebels killed a baker and his 45-year-old brother.", {}),
        ("Three of those killed in the raid were children.", {"children": Figure(3, 3, 3)}),
    ],
)
def test_a_share_is_told_of_those_counted(text: str, expected: dict[str, Figure]) -> None:
    assert who(text) == expected


def test_a_share_alone_counts_nobody_else() -> None:
    assert told("Three soldiers and a cook were among those killed.") == []
    assert told("A family was killed by a mortar shell.") == []  # how many they were is not told


def test_a_body_with_marks_of_violence_is_no_natural_death() -> None:
    assert told("The bullet-riddled body of a farmer was found by the road.") == [(1, 1, 1)]
    assert told("The body of a farmer was found by the road.") == []


def test_those_who_died_are_of_the_story_and_somebody_who_died_once_is_not() -> None:
    story = "Gunmen attacked a camp of nurses near Uvira on Sunday. "
    assert [a.rule for a in record(story + "Most of those who died were asleep.").accounts if "die" in a.rule] != []
    assert [a.rule for a in record(story + "The heir of Juan Peralta, who died in 2013, spoke of a crime.").accounts if "die" in a.rule] == []


def test_graves_are_not_those_who_lie_in_them() -> None:
    assert told("Police found two mass graves near Mosul.") == []
    assert told("A mass grave with 30 bodies was found near Mosul.") == [(30, 30, 30)]
