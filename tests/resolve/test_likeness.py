"""What two accounts share and what it counts: symmetric, by weights that are data, and only what is said."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.resolve.build import Told, attack, story

from conflictgraph.extract.mentions import gazetteer, lexicon
from conflictgraph.resolve.blocks import block_keys
from conflictgraph.resolve.claims import Draft
from conflictgraph.resolve.cluster import THRESHOLD, _Pairs, article_groups, bundle, explain, join, score
from conflictgraph.resolve.guidance import Guidance
from conflictgraph.resolve.likeness import NEVER, weights
from conflictgraph.resolve.parts import Collectors, part
from conflictgraph.resolve.places import Places
from conflictgraph.resolve.rivals import quarrel, rivalry
from conflictgraph.resolve.voices import speaks


def drafts(*told: Told, publisher: str = "Herald", published: str | None = "2015-06-13") -> tuple[list[Draft], Places]:
    """The bundles of one article, and its places."""
    collectors = Collectors(lexicon(), gazetteer(), Guidance())
    places = collectors.places()
    mine = part(story(publisher, published, *told), collectors)
    places.take(mine.known, mine.called)
    return [bundle(group, places) for group in article_groups(mine.read.drafts, places)], places


def pair(one: Told, other: Told, published: tuple[str | None, str | None] = ("2015-06-13", "2015-06-14")) -> tuple[Draft, Draft, Places]:
    """Two accounts of two outlets."""
    (a,), places = drafts(one, published=published[0])
    (b,), more = drafts(other, publisher="Post", published=published[1])
    places.take(*more.noted())
    return a, b, places


def points(one: Told, other: Told, feature: str, published: tuple[str | None, str | None] = ("2015-06-13", "2015-06-14")) -> float | None:
    return explain(*pair(one, other, published)).get(feature)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (10, 10, "equal"), (40, 40, "large-equal"), (1, 1, "small-equal"), (10, 12, "close"), (100, 110, "close"), (10, 14, "half"),
        (10, 19, "risen"), (19, 10, "double"), (31, 8, "far"), (80, 8, "very-far"), (1, 40, "one"),
    ],
)  # fmt: skip
def test_figures_count_by_how_far_they_are_apart_and_by_whose_is_the_later(one: int, other: int, level: str) -> None:
    assert points(attack(killed=one), attack(killed=other), "killed") == weights()["killed", level]


def test_of_rival_figures_the_nearest_are_compared() -> None:
    both, places = drafts(attack(killed=50, speakers=("residents",)), attack(killed=272, about=0, speakers=("the army",)))
    (a,) = both
    assert a.figures == (("killed", 50), ("killed", 272))
    (b,), more = drafts(attack(killed=50), publisher="Post")
    places.take(*more.noted())
    assert explain(a, b, places)["killed"] == weights()["killed", "large-equal"]


def test_what_one_account_does_not_say_counts_nothing() -> None:
    told = explain(*pair(attack(killed=10, targets=("a market",)), attack()))
    assert set(told) == {"time", "place"}


def test_days_that_follow_each_other_speak_against_one_event_and_others_rule_it_out() -> None:
    assert points(attack(), attack(time="2015-06-13"), "time") == weights()["time", "next-day"]
    assert points(attack(), attack(time="2015-06-14"), "time") == NEVER


def test_nobody_tells_what_has_not_happened_yet() -> None:
    assert points(attack(), attack(time=None), "time", ("2015-06-13", "2015-06-01")) == NEVER
    assert points(attack(), attack(time=None), "time", ("2015-06-13", "2015-06-13")) == weights()["time", "soon"]
    assert points(attack(), attack(time=None), "time", ("2015-06-13", None)) == weights()["time", "unknown"]


def test_other_sorts_of_things_hit_rule_out_one_event_unless_a_large_figure_holds_them_together() -> None:
    mosque, post = attack(targets=("a mosque",), killed=30), attack(targets=("a police checkpoint",), killed=30)
    assert points(mosque, attack(targets=("a police checkpoint",), killed=5), "targets") == NEVER
    assert points(mosque, post, "targets") == weights()["targets", "kind-differs"]


def test_a_name_in_the_words_for_a_party_is_that_party() -> None:
    assert points(attack(agents=("The Taliban",)), attack(agents=("suspected fighters of the taliban",)), "parties") == weights()["parties", "shared"]
    assert points(attack(agents=("The Taliban",)), attack(agents=("suspected fighters",)), "parties") is None


def test_one_named_victim_is_not_a_bombing_with_many() -> None:
    assert points(attack(victims=("@Hafiz Waheed",), killed=1), attack(killed=40), "victims") == weights()["victims", "alone"]


def test_the_towns_that_an_article_names_stand_for_the_place_that_it_does_not_give() -> None:
    protest = Told(trigger="protest", type="protest", place="Goma", time="2015-06-10")
    found, places = drafts(attack(place=None), protest)
    (a,) = [d for d in found if (d.claim.facts.event_type or "") == "assault"]
    (b,), more = drafts(attack(), publisher="Post")
    places.take(*more.noted())
    assert explain(a, b, places)["place"] == weights()["place", "setting"]
    assert block_keys(a, places) & block_keys(b, places)


def test_a_place_lent_by_another_account_of_the_article_makes_the_two_no_more_alike() -> None:
    found, places = drafts(attack(targets=("a market",), killed=12), attack(targets=("a mosque",), killed=30))
    a, b = found
    assert explain(a, b, places)["place"] == weights()["place", "same"]
    lent = replace(b, claim=replace(b.claim, rule=b.claim.rule + "+setting"))
    assert not explain(a, lent, places).get("place")


def test_two_incidents_and_a_vague_account_of_either_stay_two_events() -> None:
    told = [
        attack(targets=("a market",), killed=12), attack(targets=("a mosque",), killed=13), attack(), attack(targets=("a market",), killed=12),
        attack(targets=("the mosque",), killed=13), attack(),
    ]  # fmt: skip
    collectors = Collectors(lexicon(), gazetteer(), Guidance())
    places, groups = collectors.places(), []
    for n, each in enumerate(told):
        mine = part(story(f"Outlet {n}", "2015-06-13", each), collectors)
        places.take(mine.known, mine.called)
        groups += article_groups(mine.read.drafts, places)
    events = join(groups, places)
    assert len(events) == 2
    for event in events:
        assert len({t.split()[-1] for d in event for t in d.claim.facts.targets}) == 1


ANY = st.builds(
    attack, place=st.sampled_from(["Goma", "Beni", "Kunduz/city", "Kunduz/province", None]),
    time=st.sampled_from(["2015-06-12", "2015-06-13", "2015-06", "2015-06-08/2015-06-14", None]), killed=st.none() | st.integers(1, 60),
    agents=st.sampled_from([(), ("The Taliban",), ("gunmen",), ("fighters of the taliban",)]),
    targets=st.sampled_from([(), ("a market",), ("a checkpoint",), ("a truck",)]), victims=st.sampled_from([(), ("@Hafiz Waheed",)]),
    mode=st.sampled_from([None, "explosives", "suicide-attack", "firearms", "abduct"]),
    trigger=st.sampled_from(["attack", "attacks killed in the past month", "three days of fighting"]),
)  # fmt: skip
DATES = st.sampled_from(["2015-06-12", "2015-06-13", "2015-06-20", None])


@settings(max_examples=150, deadline=None)
@given(ANY, ANY, st.tuples(DATES, DATES))
def test_likeness_is_symmetric(one: Told, other: Told, published: tuple[str | None, str | None]) -> None:
    a, b, places = pair(one, other, published)
    assert score(a, b, places) == score(b, a, places)
    assert dict(explain(a, b, places)) == dict(explain(b, a, places)) or NEVER in explain(a, b, places).values()


@settings(max_examples=100, deadline=None)
@given(ANY, st.sampled_from(["2015-06-12", "2015-06-20"]))
def test_every_key_but_that_of_the_article_has_a_part_of_time_or_a_large_toll(told: Told, published: str) -> None:
    (a,), places = drafts(told, published=published)
    for key in block_keys(a, places):
        assert " article " in key or re.search(r" (?:\d{4}-\d\d(?:-\d\d)?|w\d+|[2-9]\d+ killed|\d{3,} killed) ", key), key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (attack(killed=10), attack(time="2015-06-08/2015-06-14", killed=10)),
        (attack(killed=10), attack(time=None, killed=10)),
        (attack(place="Kunduz/city", agents=("The Taliban",), killed=10), attack(place="Kunduz/province", time="2015-06", agents=("The Taliban",), killed=10)),
        (attack(killed=132), attack(time=None, mode="firearms", killed=132)),
        (attack(victims=("@Hafiz Waheed",)), attack(time="2015-06", victims=("@Hafiz Waheed",))),
        (attack(agents=("The Taliban",), killed=10), attack(place=None, agents=("The Taliban",), killed=10)),
    ],
)
def test_what_is_alike_shares_a_key(one: Told, other: Told) -> None:
    a, b, places = pair(one, other)
    assert score(a, b, places) >= THRESHOLD
    assert block_keys(a, places) & block_keys(b, places)


def test_an_anniversary_of_a_large_attack_tells_of_it() -> None:
    a, b, places = pair(attack(killed=132), attack(time=None, killed=132), ("2015-06-13", "2016-06-12"))
    assert score(a, b, places) >= THRESHOLD
    assert block_keys(a, places) & block_keys(b, places)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(ANY, DATES), min_size=2, max_size=7), st.data())
def test_a_block_is_joined_as_if_every_pair_in_it_were_compared(stories: list[tuple[Told, str | None]], data: st.DataObject) -> None:
    again = [data.draw(st.sampled_from(stories)) for _ in range(3)]  # the same words in further papers
    groups, places = [], Collectors(lexicon(), gazetteer(), Guidance()).places()
    for n, (told, published) in enumerate([*stories, *again]):
        (whole,), more = drafts(told, publisher=f"Paper {n}", published=published)
        places.take(*more.noted())
        groups.append(whole)
    groups.sort(key=lambda d: d.claim.article)
    pairs = _Pairs(groups, places, {})
    for n, a in enumerate(groups):
        for m, b in enumerate(groups):
            assert n == m or pairs.score(n, m) == score(a, b, places)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(ANY, DATES), min_size=2, max_size=7), st.data())
def test_claims_that_say_the_same_are_rivals_of_the_same_claims(stories: list[tuple[Told, str | None]], data: st.DataObject) -> None:
    again = [data.draw(st.sampled_from(stories)) for _ in range(3)]
    told, places = [], Collectors(lexicon(), gazetteer(), Guidance()).places()
    for n, (one, published) in enumerate([*stories, *again]):
        found, more = drafts(one, publisher=f"Paper {n % 5}", published=published)
        places.take(*more.noted())
        told += found
    told = list({d.claim.id: d for d in told}.values())
    between = rivalry(told, places)
    for a in told:
        against = {
            b.claim.id for b in told
            if speaks(a) != speaks(b) and a.claim.attributed_to != b.claim.attributed_to and quarrel(a.claim, b.claim, places, between.replaced)
        }  # fmt: skip
        assert set(between.contradicts.get(a.claim.id, ())) == against


def test_of_a_large_toll_the_day_and_the_figure_are_enough_to_be_compared() -> None:
    a, b, places = pair(attack(killed=24), attack(place=None, killed=24))
    assert score(a, b, places) >= THRESHOLD
    assert block_keys(a, places) & block_keys(b, places)
    small, other, places = pair(attack(killed=3), attack(place=None, killed=3))
    assert not block_keys(small, places) & block_keys(other, places)


def test_what_was_over_before_the_other_began_is_not_the_other() -> None:
    assert points(attack(time="../2010"), attack(time="2015-06-12"), "time") == NEVER
