"""How many: what number words say, and how the dead, wounded, abducted and captured of a sentence are counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.reading import analyzer, event, events

from conflictgraph.extract import entities
from conflictgraph.extract.draft import Doc, Node
from conflictgraph.extract.figures import of_phrase
from conflictgraph.extract.numerals import add, parse
from conflictgraph.extract.sorts import Sorts
from conflictgraph.model import Article, Figure

Numbers = tuple[int | None, ...]


def numbers(figure: Figure | None) -> Numbers | None:
    return None if figure is None else (figure.low, figure.best, figure.high)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("10", (10, 10, 10)),
        ("ten", (10, 10, 10)),
        ("1,200", (1200, 1200, 1200)),
        ("twenty-three", (23, 23, 23)),
        ("two hundred and five", (205, 205, 205)),
        ("three thousand", (3000, 3000, 3000)),
        ("2.5 million", (2500000, 2500000, 2500000)),
        ("at least 12", (12, 12, None)),
        ("at least two hundred", (200, 200, None)),
        ("not less than 12", (12, 12, None)),
        ("more than 100", (101, None, None)),
        ("over 100", (101, None, None)),
        ("between 5 and 7", (5, None, 7)),
        ("five to seven", (5, None, 7)),
        ("5 - 7", (5, None, 7)),
        ("dozens", (24, None, None)),
        ("hundreds", (200, None, None)),
        ("thousands", (2000, None, None)),
        ("hundreds of thousands", (200000, None, None)),
        ("a dozen", (12, 12, 12)),
        ("two dozen", (24, 24, 24)),
        ("about 40", (36, 40, 44)),
        ("some 40", (36, 40, 44)),
        ("nearly 40", (36, 40, 40)),
        ("up to 40", (0, None, 40)),
        ("no", (0, 0, 0)),
        ("a hundred", (100, 100, 100)),
    ],
)
def test_words_tell_a_figure(words: str, expected: Numbers) -> None:
    assert numbers(parse(words.split())) == expected


@pytest.mark.parametrize("words", ["the", "of", "soldiers", "", "armed men in"])
def test_words_that_count_nothing_tell_no_figure(words: str) -> None:
    assert parse(words.split()) is None


@given(st.integers(0, 10**9))
def test_digits_say_exactly_what_they_say_with_or_without_commas(n: int) -> None:
    assert numbers(parse([str(n)])) == numbers(parse([f"{n:,}"])) == (n, n, n)


@given(st.lists(st.sampled_from(["at", "least", "two", "hundred", "and", "between", "dozens", "of", "more", "than", "7", "1,000", "-", "to", "no", "a", "half"]), max_size=8))
def test_any_run_of_number_words_gives_a_figure_in_order_or_none(words: list[str]) -> None:
    figure = parse(words)
    if figure is not None:
        known = [n for n in (figure.low, figure.best, figure.high) if n is not None]
        assert known == sorted(known)
        assert figure.low >= 0


@given(*[st.builds(Figure, st.integers(0, 99), st.none() | st.integers(99, 200), st.none() | st.integers(200, 300))] * 2)
def test_a_sum_is_the_same_both_ways_and_unknown_where_a_part_is(a: Figure, b: Figure) -> None:
    assert add(a, b) == add(b, a)
    assert (add(a, b).high is None) == (a.high is None or b.high is None)


def counted(text: str, noun: str) -> Numbers | None:
    """The figure of the noun phrase whose head word is `noun`, through the shipped model."""
    doc = Doc.of(Article(text), analyzer().analyze(text))
    sorts = Sorts(doc, entities.find(doc))
    (node,) = [Node(s, w) for s, tree in enumerate(doc.trees) for w, word in enumerate(tree.words) if word.text == noun]
    return numbers(of_phrase(doc, node, sorts))


@pytest.mark.parametrize(
    ("text", "noun", "expected"),
    [
        ("Ten soldiers were killed.", "soldiers", (10, 10, 10)),
        ("At least 12 people were killed.", "people", (12, 12, None)),
        ("Between 5 and 7 soldiers were killed.", "soldiers", (5, None, 7)),
        ("Dozens of villagers were killed.", "Dozens", (24, None, None)),
        ("Rebels killed a soldier.", "soldier", (1, 1, 1)),
        ("Rebels killed soldiers.", "soldiers", (2, None, None)),
        ("More than 100 people were wounded.", "people", (101, None, None)),
        ("Two Syrian army officers were killed.", "officers", (2, 2, 2)),
        ("Some 40 fighters were captured.", "fighters", (36, 40, 44)),
        ("Rebels killed Colonel Hassan.", "Hassan", (1, 1, 1)),
    ],
)
def test_a_noun_phrase_counts_its_people(text: str, noun: str, expected: Numbers) -> None:
    assert counted(text, noun) == expected


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("At least 12 people were killed in an attack in Kabul.", (12, 12, None), None),
        ("Between 5 and 7 soldiers were killed in an ambush near Gao.", (5, None, 7), None),
        ("Dozens were wounded when a rocket hit a school in Taiz.", None, (24, None, None)),
        ("Mullah Karim was killed along with nine others in Sangin district.", (10, 10, 10), None),
        ("The strike destroyed a truck, killing the commander and six guards.", (7, 7, 7), None),
        pytest.param("At least 39 people were killed and 87 people were wounded in the attack on Solhan.", (39, 39, None), (87, 87, 87)),
        pytest.param("The blast killed 12 people and wounded 30 others in Baghdad.", (12, 12, 12), (30, 30, 30)),
        ("More than 100 people were killed in a raid on the village.", (101, None, None), None),
        ("Five policemen and two civilians died in the blast in Quetta.", (7, 7, 7), None),
        ("A rocket killed a mother and her three children in Aden.", (4, 4, 4), None),
        ("Rebels killed 14 people, including six women, in Beni.", (14, 14, 14), None),
        ("No soldiers were wounded in the attack on the airport.", None, None),
        ("Nearly 40 people were killed in the bombing of the market.", (36, 40, 40), None),
        ("As many as 60 fighters were killed in the air strike near Raqqa.", (0, None, 60), None),
    ],
)
def test_the_dead_and_the_wounded_of_a_sentence_are_counted(text: str, killed: Numbers | None, wounded: Numbers | None) -> None:
    e = event(text)
    assert (e.killed, e.wounded) == (killed, wounded)


def test_at_least_before_the_dead_covers_the_wounded_of_the_same_clause() -> None:
    e = event("At least 39 people were killed and 87 wounded in the attack on Solhan.")
    assert (e.killed, e.wounded) == ((39, 39, None), (87, 87, None))


def test_two_of_them_children_are_a_share_and_no_more_dead() -> None:
    e = event("Eight people were killed, two of them children, in an air strike on Sanaa.")
    assert (e.killed, e.who) == ((8, 8, 8), {"children": (2, 2, 2)})


def test_those_included_are_a_share_and_no_more_dead() -> None:
    e = event("Rebels killed 14 people, including six women, in Beni.")
    assert (e.killed, e.who.get("women")) == ((14, 14, 14), (6, 6, 6))


def test_no_casualties_are_none_killed_and_none_wounded() -> None:
    e = event("The blast caused no casualties.")
    assert (e.killed, e.wounded) == ((0, 0, 0), (0, 0, 0))


def test_nobody_was_hurt_counts_no_wounded() -> None:
    (e,) = [e for e in events("Nobody was hurt in the attack on the airport.") if e.type == "assault"]
    assert e.wounded == (0, 0, 0)


def test_there_were_no_casualties_says_the_same() -> None:
    (e,) = [e for e in events("Rebels fired a rocket at the airport, but there were no casualties.") if e.type == "assault"]
    assert (e.killed, e.wounded) == ((0, 0, 0), (0, 0, 0))


def test_abducted_and_captured_are_counted_apart_from_killed() -> None:
    found = events("Insurgents abducted 30 students in Chibok and killed two teachers in Bama.")
    assert sorted((e.abducted or (), e.killed or ()) for e in found) == [((), (2, 2, 2)), ((30, 30, 30), ())]
    e = event("Police arrested three militants in Nairobi on Friday.", "coerce")
    assert (e.captured, e.killed) == ((3, 3, 3), None)


@pytest.mark.parametrize(
    "text",
    [
        "The bombing killed 12 people. The dead were 12 people from one village.",
        "Twelve people were killed when a bomb killed worshippers in a mosque in Kano.",
    ],
)
def test_a_toll_told_twice_is_never_added_up(text: str) -> None:
    assert all(e.killed is None or (e.killed[0] or 0) <= 12 for e in events(text))


def test_those_who_act_are_not_counted_among_the_dead() -> None:
    e = event("Six gunmen killed a judge in Kirkuk.")
    assert (e.agents, e.killed) == ({"gunmen"}, (1, 1, 1))


def test_numbers_that_count_no_people_are_no_toll() -> None:
    e = event("The army fired 30 rockets at three villages near Goma.")
    assert (e.killed, e.wounded) == (None, None)
    e = event("A 500-kilogram bomb killed a guard in Kabul.")
    assert e.killed == (1, 1, 1)


def test_a_toll_told_as_a_number_that_has_risen_is_counted() -> None:
    (e,) = [e for e in events("The number of people killed in the missile attack on Kramatorsk has reached 57.") if e.killed]
    assert e.killed == (57, 57, 57)


def test_killed_with_thirty_others_are_thirty_one() -> None:
    e = event("Hafiz Saeed Khan was killed with 30 other militants in a drone strike in Achin.")
    assert e.killed == (31, 31, 31)


@pytest.mark.xfail(strict=True, reason="“a toll of N dead and M wounded” makes two events and the article's attack stays without figures")
def test_a_toll_of_dead_and_wounded_is_counted() -> None:
    (e,) = [e for e in events("The minister put the toll of the attack in Sanaa at 82 dead and 534 wounded.") if e.type == "assault"]
    assert (e.killed, e.wounded) == ((82, 82, 82), (534, 534, 534))


def test_an_age_is_no_figure() -> None:
    e = event("Soldiers killed a 17-year-old boy in Hebron.")
    assert (e.killed, e.who.get("children")) == ((1, 1, 1), (1, 1, 1))


def test_categories_of_the_dead_are_kept_where_said() -> None:
    e = event("Five policemen and two civilians died in the blast in Quetta.")
    assert e.who == {"police": (5, 5, 5), "civilians": (2, 2, 2)}


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("Six people were killed and 11 wounded in an attack in Gao.", (6, 6, 6), (11, 11, 11)),
        ("The attack left nine dead and 14 injured in Gao.", (9, 9, 9), (14, 14, 14)),
        ("Two soldiers were killed and a third was wounded in Gao.", (2, 2, 2), (1, 1, 1)),
        ("A policeman was shot dead and his colleague wounded in Gao.", (1, 1, 1), (1, 1, 1)),
        ("A bomb killed 14 soldiers and wounded 22 at a barracks in Aden.", (14, 14, 14), (22, 22, 22)),
        ("The explosion claimed 17 lives in Gao.", (17, 17, 17), None),
        ("A crew of three was killed in an attack on a boat.", (3, 3, 3), None),
        ("A total of 60 rebels were killed in an air strike.", (60, 60, 60), None),
        ("The toll of the bombing in Gao has risen to 33.", (33, 33, 33), None),
        ("Rebels killed civilians in Gao.", None, None),
        ("Rebels killed a trader and his guards in Gao.", (3, None, None), None),
        ("Rebels fired a rocket at Gao without causing casualties.", (0, 0, 0), (0, 0, 0)),
    ],
)
def test_figures_are_told_in_many_ways(text: str, killed: Numbers | None, wounded: Numbers | None) -> None:
    found = [e for e in events(text) if e.type == "assault"]
    assert {e.killed for e in found} - {None} == ({killed} if killed else set())
    assert {e.wounded for e in found} - {None} == ({wounded} if wounded else set())


def test_captives_to_whom_something_is_done_are_no_capture() -> None:
    e = event("Rebels beheaded 21 captives in Sirte.")
    assert (e.killed, e.captured) == ((21, 21, 21), None)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Nineteen people - 11 rebels and eight soldiers - died in a battle in Gao.", {"combatants": (11, 11, 11), "soldiers": (8, 8, 8)}),
        ("The strike killed nine people in Gao, among them three children.", {"children": (3, 3, 3)}),
        ("Four police officers were killed in an attack in Gao.", {"police": (4, 4, 4)}),
    ],
)
def test_who_the_dead_were_is_counted_by_category(text: str, who: dict[str, Numbers]) -> None:
    assert event(text).who == who


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Their leader was killed together with five fighters in the gorge.", (6, 6, 6)),
        ("The mayor was shot dead with two of his aides outside the town hall.", (3, 3, 3)),
        ("A suicide bomber drove into the checkpoint, killing himself and three soldiers.", (4, 4, 4)),
        ("Both a nurse and a guard were killed when gunmen entered the clinic.", (2, 2, 2)),
        ("The US drone killed six suspected militants in Waziristan.", (6, 6, 6)),
        ("The provisional toll of the bombing is 17 dead.", (17, 17, 17)),
        ("Hospital sources lowered the toll of the attack from 30 to 24.", (24, 24, 24)),
        ("The number of those killed rose to 49 after two more people died in hospital.", (49, 49, 49)),
        ("Eleven soldiers were killed or wounded in the ambush.", None),
        ("In all, 43 people, 30 of them rebels and 13 of them soldiers, died in the clashes.", (43, 43, 43)),
    ],
)
def test_companions_shares_and_tolls_are_counted_as_they_are_told(text: str, killed: Numbers | None) -> None:
    assert next(e for e in events(text) if e.type == "assault").killed == killed


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The strike killed 32 people, half of them women.", {"women": (16, 16, 16)}),
        ("Eleven of the 27 people killed in the raid were children.", {"children": (11, 11, 11)}),
        ("Among the 19 dead of the massacre were two toddlers.", {"children": (2, 2, 2)}),
        ("Gunmen attacked a police post near Djibo, killing two officers.", {"police": (2, 2, 2)}),
    ],
)
def test_a_share_of_the_dead_is_told_by_category(text: str, who: dict[str, Numbers]) -> None:
    assert next(e for e in events(text) if e.killed).who == who


def test_the_share_of_those_arrested_is_none_of_the_dead() -> None:
    killing = next(e for e in events("Police detained 19 people, two of them minors, over the killing of a shopkeeper.") if e.trigger == "killing")
    assert (killing.killed, killing.who) == ((1, 1, 1), {})


@pytest.mark.parametrize("text", ["Soldiers freed 26 hostages in the raid on the hideout.", "Of the hostages, two were killed in the raid."])
def test_hostages_of_whom_something_else_is_told_are_no_abduction(text: str) -> None:
    assert [e.trigger for e in events(text) if e.mode == "abduct"] == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [("two to three dozen", (24, None, 36)), ("some two and a half thousand", (2250, 2500, 2750)), ("in excess of 60", (61, None, None)), ("at least as many", None)],
)
def test_more_number_words(words: str, expected: Numbers | None) -> None:
    assert numbers(parse(words.split())) == expected


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("The blast killed 20, possibly 30, people.", (20, None, 30)),
        ("A bomb went off in Gao on Monday. Estimates of the dead ranged from 20 to 30.", (20, None, 30)),
    ],
)
def test_a_second_number_that_may_be_is_the_upper_bound(text: str, killed: tuple[int | None, ...]) -> None:
    assert killed in [e.killed for e in events(text)]


@pytest.mark.parametrize("text", ["A bomb went off in Gao on Monday. The number of wounded was given as 21.", "A bomb went off in Gao on Monday. The number of injured rose from 12 to 21."])
def test_the_wounded_are_counted_by_the_verb_of_their_number(text: str) -> None:
    assert (21, 21, 21) in [e.wounded for e in events(text)]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Eight people were shot, two fatally.", (2, 2, 2)),
        ("Six men were stabbed, one of them fatally, on Monday.", (1, 1, 1)),
        ("Gunmen shot nine people, three fatally.", (3, 3, 3)),
        ("A guard was fatally shot in Gao.", (1, 1, 1)),
        ("The bodies of two men and a woman were found in a ditch with their hands bound.", (3, 3, 3)),
    ],
)
def test_fatally_counts_those_it_stands_behind(text: str, killed: tuple[int | None, ...]) -> None:
    assert [e.killed for e in events(text) if e.type == "assault"] == [killed]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("The ambush cost the army 11 men.", (11, 11, 11)),
        ("The war cost 21 people their lives.", (21, 21, 21)),
        ("Seventeen villagers perished when the church was set on fire.", (17, 17, 17)),
    ],
)
def test_what_a_deed_cost_is_counted(text: str, killed: tuple[int | None, ...]) -> None:
    assert killed in [e.killed for e in events(text)]


def test_whom_bandits_make_off_with_is_abducted() -> None:
    assert event("Bandits made off with 40 schoolgirls.").abducted == (40, 40, 40)
    assert not events("Bandits made off with 40 cows.")


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("The number of dead rose to 31 on Wednesday after four of the wounded died in hospital.", (31, 31, 31), None),
        ("A similar raid left four dead nearby.", (4, 4, 4), None),
        ("The group said it had killed 40 soldiers, but the army put its losses at six.", (6, 6, 6), None),
        ("Four civilians were wounded when a drone crashed into an apartment block on Wednesday.", None, (4, 4, 4)),
        ("Four nurses were killed when their clinic came under mortar fire.", (4, 4, 4), None),
    ],
)
def test_figures_whose_verb_or_noun_the_parser_misses(text: str, killed: tuple[int, ...] | None, wounded: tuple[int, ...] | None) -> None:
    last = [e for e in events(text) if e.killed or e.wounded][-1]
    assert (last.killed, last.wounded) == (killed, wounded)


def test_what_happened_at_a_time_of_comparison_is_another_event() -> None:
    told = [(e.killed, e.wounded, e.time) for e in events("Nobody was hurt on Monday, in contrast to last May, when a bomb killed nine people.") if e.type == "assault"]
    assert told == [(None, (0, 0, 0), "2015-06-15"), ((9, 9, 9), None, "2015-05")]


def test_a_building_that_collapses_under_shelling_is_no_accident() -> None:
    assert [e.killed for e in events("Nine people died when the mosque collapsed under shelling.") if e.killed] == [(9, 9, 9)]
    assert not [e for e in events("Nine people died when the mosque collapsed under the weight of snow.") if e.type == "assault"]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Six soldiers were killed with two other Americans and an Afghan injured.", (6, 6, 6)),
        ("Nine people were killed with 20 wounded.", (9, 9, 9)),
        ("The general was killed with two of his guards.", (3, 3, 3)),
    ],
)
def test_those_behind_with_of_whom_something_else_is_said_were_not_killed(text: str, killed: tuple[int, ...]) -> None:
    assert [e.killed for e in events(text) if e.killed] == [killed]


@pytest.mark.parametrize(
    ("text", "effect", "figure"),
    [
        ("One of ten guards was killed.", "killed", (1, 1, 1)),
        ("Two of four nuns kidnapped by the militia have been freed.", "abducted", (4, 4, 4)),
        ("Hundreds of thousands of people were killed in the war.", "killed", (200000, None, None)),
    ],
)
def test_a_share_of_a_number_and_its_whole(text: str, effect: str, figure: tuple[int | None, ...]) -> None:
    assert [getattr(e, effect) for e in events(text) if getattr(e, effect)] == [figure]
