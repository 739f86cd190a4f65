"""Who was killed, wounded, abducted and captured, and how many, in the ways in which agencies tell it."""

from __future__ import annotations

import pytest
from tests.extract.reading import Seen, events

Numbers = tuple[int | None, ...]


def figures(text: str, effect: str) -> list[Numbers]:
    """All figures of one effect that the accounts of a text hold."""
    return [figure for e in events(text) if (figure := getattr(e, effect)) is not None]


def first(text: str, effect: str) -> Seen:
    return next(e for e in events(text) if getattr(e, effect) is not None)


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Rescuers carried six bodies out of the rubble after the bombing of the hut.", (6, 6, 6)),
        ("Peasants buried 17 bodies in the churchyard after the raid.", (17, 17, 17)),
        ("A patrol came upon the bodies of five guerrillas and found the bodies of two rebels nearby.", (2, 2, 2)),
        ("The bodies of three students, their hands bound, lay by the road.", (3, 3, 3)),
        ("Neighbours recovered the corpses of a man and his two nephews after the shelling.", (3, 3, 3)),
    ],
)
def test_bodies_are_counted_whatever_is_done_with_them(text: str, killed: Numbers) -> None:
    assert killed in figures(text, "killed")


@pytest.mark.parametrize("text", ["The armies exchanged the bodies of nine soldiers.", "The bodies of two hikers were found at the foot of the cliff."])
def test_bodies_without_any_violence_tell_no_attack(text: str) -> None:
    assert figures(text, "killed") == []


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("The skirmish resulted in two dead and nine wounded.", (2, 2, 2), (9, 9, 9)),
        ("The raid caused neither deaths nor injuries.", (0, 0, 0), (0, 0, 0)),
        ("The rebels opened fire, killing four and wounding six army scouts.", (4, 4, 4), (6, 6, 6)),
        ("Truck bomb in Hilla kills 9, wounds 20-plus", (9, 9, 9), (20, 20, None)),
    ],
)
def test_the_dead_and_the_wounded_are_told_apart(text: str, killed: Numbers, wounded: Numbers) -> None:
    assert (figures(text, "killed"), figures(text, "wounded")) == ([killed], [wounded])


@pytest.mark.parametrize(
    ("text", "effect", "figure"),
    [
        ("All but three of the twelve captives were killed.", "killed", (9, 9, 9)),
        ("The raiders, six in all, were killed at the gate.", "killed", (6, 6, 6)),
        ("The mayor was injured, as were two of his aides, when the grenade exploded.", "wounded", (3, 3, 3)),
        ("The bombardment left an unknown number of wounded.", "wounded", (1, None, None)),
        ("The riots were followed by hundreds of arrests.", "captured", (200, None, None)),
        ("Two guards died in the gunfight and five more are in hospital with bullet wounds.", "wounded", (5, 5, 5)),
        ("Two of our comrades fell in the ambush at the ford.", "killed", (2, 2, 2)),
        ("Shells fell in the bazaar, wounding seven traders.", "wounded", (7, 7, 7)),
        ("She lost a brother and an uncle in the bombing.", "killed", (2, 2, 2)),
        ("The army took the ridge for the loss of five men.", "killed", (5, 5, 5)),
        ("A farmer and his two sons were led away by the guerrillas.", "abducted", (3, 3, 3)),
        ("Eighteen people were held by police after the clashes.", "captured", (18, 18, 18)),
        ("Three held, two slain in Kupwara gunfight", "captured", (3, 3, 3)),
        ("The army reported four soldiers killed, several wounded.", "wounded", (3, None, None)),
        ("A mine killed a herder and maimed dozens more.", "wounded", (24, None, None)),
        ("NGO: 2,100 killed in Yemen in March", "killed", (2100, 2100, 2100)),
        ("The ministry put the army's losses at 12 killed.", "killed", (12, 12, 12)),
        ("The clinic admitted 31 people with bullet wounds after the clash.", "wounded", (31, 31, 31)),
        ("Doctors treated eight women for burns after the bombing.", "wounded", (8, 8, 8)),
        ("The explosion put six people in hospital.", "wounded", (6, 6, 6)),
        ("The prosecutor said 27 people were in custody over the bombing.", "captured", (27, 27, 27)),
        ("Three of my cousins died when the bomb fell.", "killed", (3, 3, 3)),
        ("The widow lost both her sons in the massacre.", "killed", (2, 2, 2)),
        ("Raid kills 4 policemen, militia leader", "killed", (5, 5, 5)),
        ("Nine people, six men and three women, were shot dead at a farm.", "killed", (9, 9, 9)),
        ("There was a single fatality in the attack on the bank.", "killed", (1, 1, 1)),
        ("A mine killed the driver of a lorry and his assistant.", "killed", (2, 2, 2)),
        ("With 54 deaths it was the bloodiest week of the conflict.", "killed", (54, 54, 54)),
        ("On both sides losses were heavy: 30 rebels and 12 soldiers died.", "killed", (42, 42, 42)),
    ],
)
def test_how_many_suffered_it(text: str, effect: str, figure: Numbers) -> None:
    assert figures(text, effect) == [figure]


def test_casualties_of_no_kind_are_not_added_to_the_dead() -> None:
    assert first("The army reported three soldiers killed and at least 12 rebel casualties.", "killed").killed == (3, 3, 3)


@pytest.mark.parametrize("text", ["The rebel leader died of cancer after years of conflict.", "A plane crashed in fog, killing nine soldiers.", "A crate fell on a soldier, killing him."])
def test_what_falls_or_crashes_by_itself_is_no_attack(text: str) -> None:
    assert figures(text, "killed") == []


def test_prisoners_who_are_released_are_not_taken_then() -> None:
    assert figures("The junta released a number of political prisoners.", "captured") == []


def test_a_particle_of_the_verb_changes_no_number() -> None:
    assert all(f != (5, None, None) for f in figures("The rebels handed over four captives whom they had abducted.", "abducted"))


def test_who_was_abducted_earlier_is_no_part_of_a_later_murder() -> None:
    assert first("He was murdered in 1985, a year after his brother was kidnapped by rebels.", "killed").abducted is None


def test_the_day_of_a_hijacking_counts_nobody() -> None:
    assert all(e.captured is None and e.abducted is None for e in events("The hijacking of 14 Oct. 1990 lasted six hours."))
