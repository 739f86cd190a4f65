"""Figures told in short forms: headlines, rows, parts of a whole, rates, one of a people."""

from __future__ import annotations

import pytest
from tests.extract.reading import events

Numbers = tuple[int | None, ...]


def figures(text: str, effect: str) -> set[Numbers]:
    """All figures of one effect that the accounts of a text hold."""
    return {figure for e in events(text) if (figure := getattr(e, effect)) is not None}


@pytest.mark.parametrize(
    ("text", "effect", "figure"),
    [
        ("One hundred and forty villagers were killed in the raid.", "killed", (140, 140, 140)),
        ("Teacher, two pupils killed in shelling", "killed", (3, 3, 3)),
        ("Farmer, 4 raiders killed in gunfight", "killed", (5, 5, 5)),
        ("Nine people were killed, as well as both bombers.", "killed", (11, 11, 11)),
        ("The attack injured at least 17, four of them seriously.", "wounded", (17, 17, None)),
        ("A boy accused of laying mines and three other suspects were captured in Hit.", "captured", (4, 4, 4)),
        ("Most of the 14 herders killed in the ambush on Sunday were young.", "killed", (14, 14, 14)),
        ("The condition of two of the nine pupils injured was serious.", "wounded", (9, 9, 9)),
        ("Over 60 feared killed in bomb attack", "killed", (61, None, None)),
        ("Two guards among seven killed", "killed", (7, 7, 7)),
        ("Three Syrian and one Turkish soldier were killed in the clash.", "killed", (4, 4, 4)),
        ("The army reported 22 clashes, 31 rebels and six soldiers killed.", "killed", (37, 37, 37)),
        ("Another gendarme was slain in the attack.", "killed", (1, 1, 1)),
        ("He was shot by raiders near the bridge and died of his injuries in hospital.", "killed", (1, 1, 1)),
        ("A Moroccan was shot dead by Spanish guards.", "killed", (1, 1, 1)),
        ("The Canadian was abducted in Bamako.", "abducted", (1, 1, 1)),
        ("A Zorb was killed.", "killed", (1, 1, 1)),
        ("Nakang Wattawa was shot dead by two gunmen.", "killed", (1, 1, 1)),
        ("A Dane and two Swedes were kidnapped.", "abducted", (3, 3, 3)),
        ("An Iraqi, two Afghans and an Egyptian were killed.", "killed", (4, 4, 4)),
        ("The colonel's killing angered the garrison.", "killed", (1, 1, 1)),
        ("The warlord's capture was announced.", "captured", (1, 1, 1)),
        ("The sect's founder was captured.", "captured", (1, 1, 1)),
        ("Two hostages were executed on Sunday.", "killed", (2, 2, 2)),
        ("One was wounded in the raid.", "wounded", (1, 1, 1)),
        ("One dead, five hurt in market attack", "killed", (1, 1, 1)),
        ("The twins were killed in the shelling.", "killed", (2, 2, 2)),
        ("The raid killed eighteen, half of them pupils.", "killed", (18, 18, 18)),
        ("Four guards, one of them a sergeant, and two cooks were killed.", "killed", (6, 6, 6)),
        ("Those killed were four guards and a cook.", "killed", (5, 5, 5)),
        ("The mayor, whose two brothers were killed last year, is in hiding.", "killed", (2, 2, 2)),
        ("Six Brigade 9 soldiers were killed.", "killed", (6, 6, 6)),
        ("The No. 2 man in the cartel was shot to death.", "killed", (1, 1, 1)),
        ("A captain with three of his men was killed in the ambush.", "killed", (4, 4, 4)),
        ("The army captured a tank and four rebels.", "captured", (4, 4, 4)),
        ("Police captured 11 suicide bombers.", "captured", (11, 11, 11)),
        ("Fifteen people are under arrest.", "captured", (15, 15, 15)),
        ("Fifteen people were placed under arrest.", "captured", (15, 15, 15)),
        ("The pilot was killed and his co-pilot captured.", "captured", (1, 1, 1)),
        ("The fatal shooting of two reporters was condemned.", "killed", (2, 2, 2)),
        ("Twelve people died in the attack, among them three boys.", "killed", (12, 12, 12)),
        ("At least 20 IS fighters were killed on the road on Friday.", "killed", (20, 20, None)),
        ("149 died yesterday, including 31 of the regime forces.", "killed", (149, 149, 149)),
        ("LeT terrorist killed in clash", "killed", (1, 1, 1)),
        ("The raid killed at least 12 and as many as 19 people.", "killed", (12, None, 19)),
        ("Between three and four dozen rebels were killed.", "killed", (36, None, 48)),
        ("A couple of dozen people were killed.", "killed", (24, None, None)),
        ("Raiders on horses shot dead a lawyer, his wife and their son outside their home.", "killed", (3, 3, 3)),
        ("The raid has brought the death toll to 21 rebels and four troops this year.", "killed", (25, 25, 25)),
    ],
)
def test_short_forms_count_everybody_whom_they_name(text: str, effect: str, figure: Numbers) -> None:
    assert figures(text, effect) == {figure}


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        ("Three people have been kidnapped every day so far this year.", "abducted"),
        ("The shelling kills 20 people a month.", "killed"),
        ("An average of six people a day are killed in the city.", "killed"),
        ("Ten villagers were wounded per week.", "wounded"),
        ("The bombing wounded 12 and killed twice as many.", "killed"),
    ],
)
def test_a_rate_and_a_comparison_count_nobody(text: str, effect: str) -> None:
    assert figures(text, effect) == set()


@pytest.mark.parametrize("text", ["Gunmen killed two people a week ago.", "Gunmen killed two people a day after the vote."])
def test_a_time_behind_a_number_is_no_rate(text: str) -> None:
    assert figures(text, "killed") == {(2, 2, 2)}


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("Four rebels and a guard were killed and 13 others wounded in two clashes.", {(5, 5, 5)}, {(13, 13, 13)}),
        ("A guard and two rebels were killed and a number of others injured in the clash.", {(3, 3, 3)}, {(3, None, None)}),
        ("Three guards were killed and dozens more hurt in the clash.", {(3, 3, 3)}, {(24, None, None)}),
        ("Insurgents killed four guards, wounded seven and kidnapped two others.", {(4, 4, 4)}, {(7, 7, 7)}),
        ("The raid left four guards dead, seven injured and two missing.", {(4, 4, 4)}, {(7, 7, 7)}),
        ("The attack killed two and wounded a third.", {(2, 2, 2)}, {(1, 1, 1)}),
    ],
)
def test_people_behind_a_verb_are_those_of_the_next_one(text: str, killed: set[Numbers], wounded: set[Numbers]) -> None:
    assert (figures(text, "killed"), figures(text, "wounded")) == (killed, wounded)
