"""How many, where a list, an ellipsis, a share, a ratio or a toll tells it: constructions of real reports, in sentences of our own."""

from __future__ import annotations

import pytest
from tests.extract.reading import event, events

Numbers = tuple[int | None, ...]
EFFECTS = ("killed", "wounded", "abducted", "captured")


def told(text: str) -> dict[str, list[Numbers]]:
    """The figures of a text by effect, each once."""
    found: dict[str, list[Numbers]] = {}
    for each in events(text):
        for effect in EFFECTS:
            figure = getattr(each, effect)
            if figure is not None and figure not in found.setdefault(effect, []):
                found[effect].append(figure)
    return found


def who(text: str) -> dict[str, Numbers | None]:
    return {category: figure for each in events(text) for category, figure in each.who.items()}


def n(number: int) -> Numbers:
    return (number, number, number)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Five militiamen hailing from the Saran clan and six militiamen from the Bura clan were injured in the clash.", {"wounded": [n(11)]}),
        ("There were five miners, a 12-year-old girl and two drivers hurt.", {"wounded": [n(8)]}),
        ("Dozens of recruits and a major were killed in the raid.", {"killed": [(25, None, None)]}),
        ("The bandits kidnapped several mayors, officials, and ranchers.", {"abducted": [(3, None, None)]}),
        ("A Spaniard, a Frenchman, and an Italian, kidnapped in the valley on 3 June, were held for a week.", {"abducted": [n(3)]}),
        ("The patrol killed, with clubs and knives, four peasants and kidnapped seven others.", {"killed": [n(4)], "abducted": [n(7)]}),
        ("Eight other people were wounded by bullets and 40 were abducted.", {"wounded": [n(8)], "abducted": [n(40)]}),
        ("Seven insurgents were killed and weapons of all kinds were seized.", {"killed": [n(7)]}),
        ("The list has 26 people who were killed in the raid and 11 who are missing.", {"killed": [n(26)]}),
    ],
)
def test_a_list_is_counted_to_its_end_and_no_further(text: str, expected: dict[str, list[Numbers]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One woman was killed and another wounded.", {"killed": [n(1)], "wounded": [n(1)]}),
        ("Some 20 people were killed and scores injured as they fled the square.", {"killed": [(18, 20, 22)], "wounded": [(40, None, None)]}),
        ("At least nine people have been killed and hundreds wounded after soldiers opened fire on the crowd.", {"killed": [(9, 9, None)], "wounded": [(200, None, None)]}),
        ("They kidnapped and killed nine people.", {"killed": [n(9)], "abducted": [n(9)]}),
        ("Six gunmen attacked the hall before guards shot them dead.", {"killed": [n(6)]}),
        ("A female was killed and another male, from the same clan, was injured in the raid.", {"killed": [n(1)], "wounded": [n(1)]}),
        ("Two rebels have detonated explosives, killing themselves in a remote valley.", {"killed": [n(2)]}),
        ("The army said that three \"raiders\" had lost their lives in the attack.", {"killed": [n(3)]}),
    ],
)
def test_what_a_clause_leaves_out_is_taken_from_the_one_before(text: str, expected: dict[str, list[Numbers]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On that night 12 out of 20 crew members were kidnapped.", {"abducted": [n(12)]}),
        ("All seven of the members killed were of Greek nationality.", {"killed": [n(7)]}),
        ("Four of the eighteen killed in the crossfire were children.", {"killed": [n(18)]}),
        ("Most of the passengers were killed in the ambush.", {}),
    ],
)
def test_a_part_of_a_whole_counts_the_part_or_the_whole_as_it_is_told(text: str, expected: dict[str, list[Numbers]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The number of thefts rose by 80 percent, and murders by 35 percent.",
        "About 30 percent would be injured in a robbery.",
        "For every murder in Norway, nine people are murdered in Brazil.",
    ],
)
def test_a_rate_counts_nobody(text: str) -> None:
    assert told(text) == {}


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Police fatally shot three men who failed to stop.", n(3)),
        ("The man was found shot to death inside his shop.", n(1)),
        ("The officers are charged with the death of three reporters.", n(3)),
        ("Three people died from bullet wounds in the city.", n(3)),
        ("A skirmish resulted in one dead rebel.", n(1)),
        ("The 1997 Sandhill massacre, in which 40 people were shot, is forgotten.", n(40)),
    ],
)
def test_words_beside_an_act_tell_that_it_killed(text: str, killed: Numbers) -> None:
    assert told(text) == {"killed": [killed]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There were no victims.", {"killed": [n(0)], "wounded": [n(0)]}),
        ("There were no reports of casualties in the attack.", {"killed": [n(0)], "wounded": [n(0)]}),
        ("No arrests have been made in the murder of the priest.", {"killed": [n(1)], "captured": [n(0)]}),
        ("No further arrests have been made.", {}),
    ],
)
def test_that_nobody_suffered_it_is_zero_unless_some_did_before(text: str, expected: dict[str, list[Numbers]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Observers put the death toll in the latest airstrike at 31 civilians.", n(31)),
        ("The war has left over 30,000 killed.", (30001, None, None)),
        ("The battle cost the army 27 dead.", n(27)),
        ("The squads have murdered scores of thousands of peasants.", (40000, None, None)),
        ("A few hundred thousand people were murdered by the army.", (200000, None, None)),
        ("The war has killed untold thousands of people.", (2000, None, None)),
        ("No fewer than four and possibly as many as nine guards were killed.", (4, None, 9)),
    ],
)
def test_tolls_and_rough_numbers(text: str, killed: Numbers) -> None:
    assert told(text)["killed"] == [killed]


def test_one_who_died_is_not_the_toll_that_his_death_brought() -> None:
    assert who("The death toll rose to 38 when a 4-year-old boy hurt in the attack died.") == {"children": n(1)}


def test_a_share_of_the_wounded_is_none_of_the_dead() -> None:
    assert who("The rebels killed one soldier and seriously wounded 14, among them a police officer.") == {"soldiers": n(1)}


@pytest.mark.parametrize("text", ["In the battle one army company was annihilated.", "He received two bullet wounds and lay in the square."])
def test_units_and_wounds_are_not_people(text: str) -> None:
    assert n(2) not in told(text).get("wounded", []) and "killed" not in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Clashes left two guards and five rebels killed.", {"killed": [n(7)]}),
        ("Border clash leaves 18 soldiers, 5 rebels dead", {"killed": [n(23)]}),
        ("The blast left at least three pupils injured.", {"wounded": [(3, 3, None)]}),
        ("The raid left one person dead and dozens injured.", {"killed": [n(1)], "wounded": [(24, None, None)]}),
        ("The siege ended with five officers and about a dozen rebels left dead.", {"killed": [(15, 17, 19)]}),
        ("The offensive resulted in 1,480 rebels and 280 soldiers killed.", {"killed": [n(1760)]}),
        ("At least 30, including two children, killed in air raid", {"killed": [(30, 30, None)]}),
    ],
)
def test_what_they_were_left_is_said_of_all_before_it(text: str, expected: dict[str, list[Numbers]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister spoke after four people, including two nurses, were killed in clashes.", {"killed": [n(4)]}),
        ("Soldiers have killed 219 suspected Oromo Liberation Army (OLA) rebels.", {"killed": [n(219)]}),
        ("The murder of Pedro Ruiz and four of his pupils shook the town.", {"killed": [n(5)]}),
    ],
)
def test_a_number_counts_those_whom_it_belongs_to(text: str, expected: dict[str, list[Numbers]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some Syrians were killed in the shelling.", {}),
        ("The 1989 Harbour Street massacre shocked the country.", {}),
        ("A four-time minister was arrested in the capital.", {"captured": [n(1)]}),
        ("The murder of M-19 members went on.", {}),
        ("He read an article about one man's lonely death in the attack.", {"killed": [n(1)]}),
        ("Historians tell of 260 massacres in the war.", {}),
        ("Police tortured an inmate to death.", {"killed": [n(1)]}),
        ("The body, found after the attack, had knife wounds.", {}),
        ("The raid led to the death of half a million Iraqis.", {"killed": [n(500_000)]}),
        ("The raid led to the death of some half million Iraqis.", {"killed": [(450_000, 500_000, 550_000)]}),
    ],
)
def test_years_names_and_deeds_count_nobody(text: str, expected: dict[str, list[Numbers]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine people were wounded, three of whom were seriously injured.", {"wounded": [n(9)]}),
        ("The raid wounded nine, two of whom died.", {"killed": [n(2)], "wounded": [n(9)]}),
        ("Three were killed and over 100, including 50 officers, injured in the battle.", {"killed": [n(3)], "wounded": [(101, None, None)]}),
    ],
)
def test_some_of_those_who_suffered_it_are_not_told_twice(text: str, expected: dict[str, list[Numbers]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He captured 174 Test wickets and was born in Leeds.", {}),
        ("The party captured 19 of the 27 seats.", {}),
        ("The offensive led to the capture of a number of sites.", {}),
        ("Rebels captured nine.", {"captured": [n(9)]}),
        ("She was captured in September 2002 near the border.", {"captured": [n(1)]}),
        ("The beetle has already killed thousands of acres of pines in the war zone.", {}),
        ("Hundreds or thousands of soldiers have died in the war.", {"killed": [(200, None, None)]}),
    ],
)
def test_what_is_captured_or_killed_may_be_no_people(text: str, expected: dict[str, list[Numbers]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A bicycle rigged with explosives blew up near a depot, killing at least 12 people.", {"killed": [(12, 12, None)]}),
        ("An explosive-laden truck detonated on a bridge in Baghdad, killing five people and injuring 18 others.", {"killed": [n(5)], "wounded": [n(18)]}),
        ("Hundreds of people have been killed in the region after the collapse of a truce between rebels and the army.", {"killed": [(200, None, None)]}),
    ],
)
def test_a_loaded_vehicle_and_a_broken_truce_are_no_accident(text: str, expected: dict[str, list[Numbers]]) -> None:
    assert told(text) == expected


def test_a_fall_from_a_ladder_is_an_accident_and_the_fall_of_a_town_is_none() -> None:
    assert told("She was hurt in a fall from a ladder.") == {}
    assert told("Nine soldiers were killed in the fall of the town.") == {"killed": [n(9)]}


def test_days_apart_are_two_events() -> None:
    text = "Gunmen killed six people in two villages a day after they opened fire in a market."
    assert {e.trigger: e.killed for e in events(text)} == {"killed": n(6), "opened": None}


def test_what_follows_a_clause_about_a_death_is_of_the_deed_above_it() -> None:
    (deed,) = [e for e in events("A car bomb targeted people mourning an officer who died in clashes, killing six people.") if e.killed == n(6)]
    assert deed.trigger != "clashes"


def test_a_numeral_over_two_kinds_counts_neither_apart() -> None:
    assert who("The bomb killed nine policemen and civilians.") == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some 24 miners -- including two boys -- and five guards were killed.", {"killed": [(26, 29, 32)]}),
        ("The three men sitting in the cabin and one guard on the roof were killed.", {"killed": [n(4)]}),
        ("Eight people were killed and twelve injured by masked men, police said, as the town prepared for a feast.", {"killed": [n(8)], "wounded": [n(12)]}),
        ("Rebels blew up a bridge, injuring two soldiers and terrifying about 140 pupils there.", {"wounded": [n(2)]}),
        ("The death toll in the attack was revised up to 72.", {"killed": [n(72)]}),
    ],
)
def test_insertions_and_second_subjects_and_verbs(text: str, expected: dict[str, list[Numbers]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    ["Ten militia members were killed and wounded in the raid.", "The army has captured or killed at least 15 of the rebels.", "The blast killed and wounded several people."],
)
def test_of_two_harms_for_one_number_neither_is_counted(text: str) -> None:
    assert told(text) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The raid killed six guards, four in Amara and one each in Basra and Kut.", {"killed": [n(6)]}),
        ("Three were killed in the first blast and two in the second.", {"killed": [n(3)]}),
        ("Three were killed at the gate and two in the yard.", {"killed": [n(5)]}),
        ("Nine people were killed in Gao and three in Kidal.", {"killed": [n(9)]}),
        ("The number of dead and wounded rose to 40.", {}),
    ],
)
def test_numbers_told_by_place(text: str, expected: dict[str, list[Numbers]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "killed", "wounded", "who"),
    [
        ("Gunmen killed two sisters, 14 and 17, in Karak.", 2, None, {}),
        ("The raid killed 12 men, seven of them soldiers and two policemen.", 12, None, {"soldiers": (7, 7, 7), "police": (2, 2, 2)}),
        ("The raid killed 12 men, two of them soldiers, and a driver.", 13, None, {"soldiers": (2, 2, 2)}),
        ("A shell killed two soldiers and wounded three, one of them, a corporal of 19, badly.", 2, 3, {"soldiers": (2, 2, 2)}),
        ("They killed 80 people in Gao, including at least 20 children.", 80, None, {"children": (20, 20, None)}),
        ("Of some 240 people killed in the raids, 90 were women and 70 children.", 240, None, {"women": (90, 90, 90), "children": (70, 70, 70)}),
        ("Children account for 31 of the 74 deaths in the siege of Homs.", 74, None, {"children": (31, 31, 31)}),
        ("Ferry bombed off Jolo: 11 dead, 3 missing, 40 hurt", 11, 40, {}),
        ("Two youths were shot dead and 17 others hit by plastic bullets in Gaza.", 2, 17, {}),
        ("Gunmen stopped a bus near Kano, robbed 12 passengers and shot them dead.", 12, None, {}),
    ],
)
def test_ages_shares_and_pronouns_count_as_what_they_are(text: str, killed: int | None, wounded: int | None, who: dict[str, tuple[int | None, ...]]) -> None:
    e = event(text)
    assert (e.killed and e.killed[1], e.wounded and e.wounded[1]) == (killed, wounded)
    assert e.who == who or not who


def test_a_range_before_a_verb_is_its_subject() -> None:
    assert event("Between 60 and 70 people, mostly women, had their throats cut in a hamlet above Medea.").killed == (60, None, 70)


def test_a_clause_about_another_place_tells_another_event() -> None:
    told = [(e.killed, e.wounded) for e in events("A mine killed two road workers near Kidal, while in Gao a grenade thrown into a bar injured six people.")]
    assert told == [((2, 2, 2), None), (None, (6, 6, 6))]


def test_a_revised_toll_is_the_later_number() -> None:
    found = events("Officials revised the toll of the prison assault in Hasaka downwards, from 130 dead to 97.")
    assert [e.killed for e in found if e.killed] == [(97, 97, 97)]


@pytest.mark.parametrize(
    ("text", "abducted"),
    [
        ("Forty passengers were pulled off two buses near Kano.", 40),
        ("Eleven men were taken from their homes in Bojayá and have not been seen since.", 11),
        ("Seven builders were seized in February by an Islamist group.", 7),
    ],
)
def test_who_is_taken_off_a_bus_or_from_home_is_abducted(text: str, abducted: int) -> None:
    assert event(text).abducted == (abducted, abducted, abducted)


def test_a_verb_that_only_carries_its_noun_does_not_name_the_event() -> None:
    assert event("He is suspected of taking part in the execution of 13 workers in Foca.").trigger == "execution"
