"""Which accounts are told of one event: what joins them, what keeps them apart, and that no order matters."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.resolve.build import Told, attack, claims_of, graph, only_event, said, story

from conflictgraph.model import Record


def count(*records: Record) -> int:
    return len(graph(*records).events)


def two(a: Told, b: Told) -> int:
    """How many events two articles of two outlets make."""
    return count(story("The Herald", "2015-06-13", a), story("The Post", "2015-06-13", b))


def test_two_outlets_that_tell_place_day_and_parties_alike_tell_one_event() -> None:
    told = attack(agents=("The Taliban",), killed=10)
    event = only_event(story("The Herald", "2015-06-13", told), story("The Post", "2015-06-14", told))
    assert (event.reports, event.speakers) == (2, 2)


def test_figures_that_differ_a_little_do_not_part_an_event() -> None:
    assert two(attack(agents=("The Taliban",), killed=10), attack(agents=("The Taliban",), killed=14)) == 1


def test_an_outlet_that_names_nobody_tells_the_same_event() -> None:
    assert two(attack(agents=("The Taliban",), killed=10), attack(agents=("gunmen",), killed=10)) == 1


def test_a_city_and_its_province_are_one_place() -> None:
    assert two(attack(place="Kunduz/city", killed=10), attack(place="Kunduz/province", killed=10)) == 1


def test_a_day_and_its_month_are_one_time() -> None:
    assert two(attack(killed=10), attack(time="2015-06", killed=10)) == 1


def test_other_days_are_other_events() -> None:
    assert two(attack(killed=10), attack(time="2015-06-20", killed=10)) == 2


def test_other_places_are_other_events() -> None:
    assert two(attack(killed=10), attack(place="Beni", killed=10)) == 2


def test_other_named_victims_are_other_events() -> None:
    assert two(attack(victims=("@Hafiz Waheed",), killed=1), attack(victims=("@Karim Ahmad Zia",), killed=1)) == 2


def test_the_same_named_victim_joins_where_nothing_else_is_told() -> None:
    assert two(attack(victims=("@Hafiz Waheed",), killed=1), attack(victims=("@Hafiz Waheed",), place=None, killed=1)) == 1


def test_other_types_are_other_events() -> None:
    assert two(attack(), attack(trigger="protest", type="protest")) == 2


def test_a_kidnapping_is_no_bombing() -> None:
    assert two(attack(mode="abduct"), attack(mode="explosives")) == 2


def test_a_mode_and_the_mode_s_close_kin_may_be_one_event() -> None:
    assert two(attack(mode="explosives", killed=10), attack(mode="suicide-attack", killed=10)) == 1


@pytest.mark.parametrize("factuality", ["planned", "threatened", "hypothetical"])
def test_what_did_not_yet_happen_is_never_merged_with_what_did(factuality: str) -> None:
    told, planned = attack(agents=("The Taliban",)), attack(agents=("The Taliban",), factuality=factuality)
    found = graph(story("The Herald", "2015-06-13", told), story("The Post", "2015-06-13", planned), story("The Sun", "2015-06-13", told, planned))
    assert sorted(e.factuality for e in found.events).count("actual") == 1
    for event in found.events:
        assert {c.factuality for c in claims_of(found, event)} in ({"actual"}, {factuality})


def test_a_denial_is_about_the_event_that_it_denies() -> None:
    told = attack(agents=("Rapid Support Forces",), speakers=("residents",), killed=10)
    denial = attack(agents=("Rapid Support Forces",), polarity="denied", speakers=("Rapid Support Forces",), denies=0)
    event = only_event(story("The Herald", "2015-06-13", told, denial))
    assert len(event.claims) == 2


def test_the_article_s_own_link_joins_a_toll_without_place_and_time() -> None:
    toll = Told(trigger="killed", killed=6, about=0)
    event = only_event(story("The Herald", "2015-06-13", attack(agents=("gunmen",)), toll))
    assert event.facts.killed is not None
    assert event.facts.killed.best == 6


def test_an_outlet_that_says_who_and_which_day_but_not_where_tells_the_same_event() -> None:
    assert two(attack(agents=("The Taliban",), killed=10), attack(agents=("The Taliban",), place=None, killed=10)) == 1


def test_a_toll_without_place_and_time_in_another_article_joins_nothing() -> None:
    assert count(story("The Herald", "2015-06-13", attack()), story("The Post", "2015-06-13", Told(trigger="killed", killed=6))) == 2


def test_two_attacks_in_one_article_on_different_days_stay_two() -> None:
    assert count(story("The Herald", "2015-06-13", attack(killed=10), attack(time="2015-06-10", killed=3))) == 2


def test_a_chain_of_half_similar_accounts_does_not_merge_what_cannot_be_one() -> None:
    first, vague, second = attack(killed=10), attack(time="2015-06", killed=10), attack(time="2015-06-25", killed=10)
    records = [story(name, "2015-06-30", told) for name, told in (("Herald", first), ("Post", vague), ("Sun", second))]
    found = graph(*records)
    assert len(found.events) == 2
    days = {c.id: c.facts.edtf for c in found.claims}
    for event in found.events:
        assert not {"2015-06-12", "2015-06-25"} <= {days[c] for c in event.claims}


def test_a_statement_about_an_event_is_no_account_of_another() -> None:
    found = graph(story("The Herald", "2015-06-13", attack(), said("residents", about=0)))
    (event,) = found.events
    assert len(event.claims) == 2
    assert event.speakers == 1


def test_two_attacks_in_one_city_on_one_day_on_different_sorts_of_targets_stay_two() -> None:
    mosque = attack(agents=("The Taliban",), targets=("a crowded mosque",), killed=5)
    assert two(mosque, attack(agents=("The Taliban",), targets=("a police checkpoint",), killed=4)) == 2


def test_two_outlets_that_call_one_target_by_two_words_tell_one_event() -> None:
    assert two(attack(targets=("a crowded bazaar",), killed=5), attack(targets=("the main market",), killed=5)) == 1


def test_a_bombing_and_a_shooting_of_other_tolls_in_one_city_on_one_day_stay_two() -> None:
    assert two(attack(mode="explosives", killed=5), attack(mode="firearms", killed=25)) == 2


SUMMED = attack(trigger="attacks killed people in the past month", time="2015-06", agents=("The Taliban",), killed=10)


def test_a_figure_counted_over_a_month_is_none_of_its_incidents() -> None:
    assert two(SUMMED, attack(agents=("The Taliban",), killed=10)) == 2


def test_a_figure_counted_over_a_month_is_one_in_two_outlets() -> None:
    assert two(SUMMED, SUMMED) == 1


FAR = [
    attack(agents=("The Taliban",), place=place, time=time, killed=killed)
    for place, time, killed in [
        ("Goma", "2015-06-12", 10), ("Goma", "2015-06-12", 12), ("Goma", "2015-06", 10), ("Goma", "2015-06-13", 3), ("Beni", "2015-06-12", 10),
        ("Beni", "2015-06", None), ("Kabul/city", "2015-06-12", 2), ("Kabul/province", "2015-06-12/2015-06-14", (2, 2, None)),
    ]
]  # fmt: skip
STORIES = [story(f"Outlet {n}", f"2015-06-{14 + n}", told) for n, told in enumerate(FAR)]


@settings(max_examples=40, deadline=None)
@given(st.permutations(STORIES))
def test_no_order_of_the_articles_changes_the_graph(records: list[Record]) -> None:
    assert graph(*records) == graph(*STORIES)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(STORIES), unique_by=lambda r: r.article.id, min_size=1))
def test_every_event_claim_is_in_exactly_one_event(records: list[Record]) -> None:
    found = graph(*records)
    members = [c for e in found.events for c in e.claims]
    assert sorted(members) == sorted(c.id for c in found.claims if c.kind == "event")


def test_articles_given_as_a_stream_make_the_same_graph_as_a_list() -> None:
    assert graph(*(r for r in STORIES)) == graph(*STORIES)


def test_an_article_that_shares_nothing_changes_no_event_of_the_others() -> None:
    alone = graph(*STORIES[:4])
    more = graph(*STORIES[:4], story("The Sun", "2016-01-02", attack(place="Herat/city", time="2016-01-01", killed=40)))
    assert {e.id: e for e in alone.events}.items() <= {e.id: e for e in more.events}.items()


def test_pairs_that_cannot_be_one_never_share_an_event() -> None:
    found = graph(*STORIES)
    facts = {c.id: c.facts for c in found.claims}
    for event in found.events:
        for a, b in combinations(event.claims, 2):
            f, g = facts[a], facts[b]
            assert not (f.earliest and g.latest and g.earliest and f.latest) or (f.earliest <= g.latest and g.earliest <= f.latest)
