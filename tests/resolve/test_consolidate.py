"""One event out of many accounts: the stated policy, what is contested, and what is summed."""

from __future__ import annotations

import pytest
from tests.resolve.build import Told, attack, claims_of, graph, only_event, said, stated, story, summed, tie

from conflictgraph.errors import StopRun
from conflictgraph.model import Figure
from conflictgraph.names import event_id

MINISTRY = "afghanistan-ministry-of-defence|the Defense Ministry"


def test_low_is_the_smallest_and_high_the_largest_that_anyone_gives() -> None:
    event = only_event(
        story("The Herald", "2015-06-13", attack(killed=10)),
        story("The Post", "2015-06-13", attack(killed=(12, None, 14))),
        story("The Sun", "2015-06-13", attack(killed=11)),
    )
    assert event.facts.killed is not None
    assert (event.facts.killed.low, event.facts.killed.high) == (10, 14)


def test_an_unbounded_figure_makes_the_high_unbounded() -> None:
    event = only_event(story("The Herald", "2015-06-13", attack(killed=10)), story("The Post", "2015-06-13", attack(killed=(9, 9, None))))
    assert event.facts.killed is not None
    assert event.facts.killed.high is None


def test_best_is_the_figure_of_the_most_independent_speakers() -> None:
    event = only_event(
        story("The Herald", "2015-06-13", attack(killed=10)),
        story("The Post", "2015-06-13", attack(killed=10)),
        story("The Sun", "2015-06-14", attack(killed=12)),
    )
    assert event.facts.killed == Figure(10, 10, 12)


def test_between_equals_the_latest_published_figure_is_the_best() -> None:
    event = only_event(story("The Herald", "2015-06-13", attack(killed=12)), story("The Post", "2015-06-14", attack(killed=10)))
    assert event.facts.killed == Figure(10, 10, 12)


def test_five_outlets_that_quote_one_ministry_are_one_voice() -> None:
    quoting = [story(f"Outlet {n}", "2015-06-14", attack(killed=40, speakers=(MINISTRY,))) for n in range(5)]
    others = [story(f"Paper {n}", "2015-06-13", attack(killed=30)) for n in range(2)]
    event = only_event(*quoting, *others)
    assert (event.speakers, event.reports) == (3, 7)
    assert event.facts.killed == Figure(30, 30, 40)


def test_a_figure_superseded_by_its_own_speaker_no_longer_counts() -> None:
    event = only_event(
        story("The Herald", "2015-06-13", attack(killed=40, speakers=(MINISTRY,))),
        story("The Post", "2015-06-15", attack(killed=30, speakers=(MINISTRY,))),
    )
    assert event.facts.killed == Figure(30, 30, 30)


def test_killed_and_wounded_are_kept_apart() -> None:
    event = only_event(story("The Herald", "2015-06-13", attack(killed=10)), story("The Post", "2015-06-13", attack(wounded=20)))
    assert (event.facts.killed, event.facts.wounded) == (Figure(10, 10, 10), Figure(20, 20, 20))


def test_figures_that_cannot_both_be_true_are_contested_and_their_claims_contradict() -> None:
    found = graph(story("The Herald", "2015-06-13", attack(killed=10)), story("The Post", "2015-06-13", attack(killed=14)))
    (event,) = found.events
    assert event.contested == ("killedBest",)
    a, b = claims_of(found, event)
    assert (a.contradicts, b.contradicts) == ((b.id,), (a.id,))


def test_at_least_ten_and_fourteen_can_both_be_true() -> None:
    event = only_event(story("The Herald", "2015-06-13", attack(killed=(10, 10, None))), story("The Post", "2015-06-13", attack(killed=14)))
    assert event.contested == ()


def test_one_speaker_who_says_two_things_contests_nothing() -> None:
    event = only_event(story("The Herald", "2015-06-13", attack(killed=10, speakers=(MINISTRY,))), story("The Post", "2015-06-14", attack(killed=14, speakers=(MINISTRY,))))
    assert event.contested == ()


def test_different_named_agents_are_contested_and_an_unnamed_one_contests_nobody() -> None:
    named = story("The Herald", "2015-06-13", attack(agents=("The Taliban",), killed=10))
    other = story("The Post", "2015-06-13", attack(agents=("Islamic State",), killed=10))
    unnamed = story("The Sun", "2015-06-13", attack(agents=("gunmen",), killed=10))
    assert only_event(named, other).contested == ("agent",)
    event = only_event(named, unnamed)
    assert (event.contested, event.facts.agents) == ((), ("taliban",))


def test_an_unnamed_party_stays_where_nobody_names_one() -> None:
    (agent,) = only_event(story("The Sun", "2015-06-13", attack(agents=("gunmen",)))).facts.agents
    assert agent.startswith("gunmen--")


def test_an_alleged_agent_is_never_the_agent() -> None:
    event = only_event(
        story("The Herald", "2015-06-13", attack(killed=10)),
        story("The Post", "2015-06-13", attack(agents=("The Taliban",), factuality="alleged", speakers=(MINISTRY,), killed=10)),
    )
    assert (event.facts.agents, event.alleged_agents, event.factuality) == ((), ("taliban",), "actual")


def test_a_denied_agent_is_kept_apart_from_the_agent() -> None:
    event = only_event(
        story(
            "The Herald", "2015-06-13",
            attack(killed=10), attack(agents=("The Taliban",), polarity="denied", speakers=("The Taliban",), denies=0),
        )
    )  # fmt: skip
    assert (event.facts.agents, event.denied_agents) == ((), ("taliban",))


def test_whoever_some_affirm_and_he_denies_is_the_agent_of_a_contested_event() -> None:
    event = only_event(
        story(
            "The Herald", "2015-06-13", attack(agents=("The Taliban",), speakers=(MINISTRY,), killed=10),
            attack(agents=("The Taliban",), polarity="denied", speakers=("The Taliban",), denies=0),
        )
    )  # fmt: skip
    assert event.facts.agents == ("taliban",)
    assert event.contested == ("polarity",)


def test_who_denies_a_part_in_it_does_not_contest_that_it_happened() -> None:
    found = graph(
        story(
            "The Herald", "2015-06-13", attack(killed=10),
            attack(agents=("The Taliban",), polarity="denied", speakers=("The Taliban",), denies=0, place=None, time=None),
        )
    )  # fmt: skip
    (event,) = found.events
    assert (event.contested, event.denied_agents) == ((), ("taliban",))
    assert [c.denies[1] for c in claims_of(found, event) if c.denies is not None] == ["agent"]


def test_who_disputes_a_figure_denies_the_figure_and_no_event() -> None:
    disputed = Told(trigger="disputed", kind="statement", type=None, speakers=("@Abdul Wali",), denies=0)
    found = graph(story("The Herald", "2015-06-13", attack(killed=10), disputed))
    (event,) = found.events
    assert (event.factuality, event.contested) == ("actual", ())
    assert [c.denies[1] for c in found.claims if c.denies is not None] == ["figure"]


def test_an_event_that_is_only_denied_is_not_actual() -> None:
    event = only_event(story("The Herald", "2015-06-13", attack(agents=("The Taliban",), polarity="denied", speakers=("The Taliban",))))
    assert event.factuality != "actual"


def test_the_most_precise_time_and_place_that_the_others_allow_win() -> None:
    event = only_event(
        story("The Herald", "2015-06-30", attack(agents=("The Taliban",), place="Kunduz/province", time="2015-06", killed=10)),
        story("The Post", "2015-06-13", attack(agents=("The Taliban",), place="Kunduz/city", killed=10)),
    )
    assert (event.facts.edtf, event.facts.earliest, event.facts.latest) == ("2015-06-12", "2015-06-12", "2015-06-12")
    assert event.facts.place_precision == "city"


def test_the_mode_that_a_majority_of_speakers_supports_is_the_type() -> None:
    drone, plain = attack(mode="drone", killed=10), attack(killed=10)
    event = only_event(story("The Herald", "2015-06-13", drone), story("The Post", "2015-06-13", drone), story("The Sun", "2015-06-13", plain))
    assert event.facts.event_type == "assault-drone"


def test_named_victims_of_several_accounts_come_together() -> None:
    event = only_event(
        story("The Herald", "2015-06-13", attack(victims=("@Hafiz Waheed", "@Karim Ahmad Zia"), killed=2)),
        story("The Post", "2015-06-13", attack(victims=("@Hafiz Waheed",), killed=2)),
    )
    assert event.facts.victims == ("hafiz-waheed", "karim-ahmad-zia")


def test_an_event_is_named_after_its_earliest_claim_and_any_claim_finds_it() -> None:
    early, late = story("The Herald", "2015-06-13", attack(killed=10)), story("The Post", "2015-06-15", attack(killed=10))
    found = graph(late, early)
    (event,) = found.events
    assert event.id == event_id(early.accounts[0].id)
    assert {c.about for c in found.claims} == {("event", event.id)}
    assert set(event.claims) == {early.accounts[0].id, late.accounts[0].id}


def test_an_earlier_article_found_later_renames_the_event_but_not_its_claims() -> None:
    late, early = story("The Post", "2015-06-15", attack(killed=10)), story("The Herald", "2015-06-13", attack(killed=10))
    before, after = graph(late), graph(late, early)
    assert before.events[0].id != after.events[0].id
    assert {c.id for c in before.claims} < {c.id for c in after.claims}


def test_only_actual_events_are_summed_into_relations() -> None:
    pair = {"agents": ("The Taliban",), "patients": ("Islamic State",)}
    (relation,) = summed(graph(story("The Herald", "2015-06-13", attack(**pair, killed=10))))
    assert (relation.from_, relation.kind, relation.to) == ("taliban", "fights", "islamic-state")
    assert (relation.events, relation.killed, relation.first, relation.last) == (1, 10, "2015-06-12", "2015-06-12")
    for more in ({"factuality": "planned"}, {"factuality": "alleged", "speakers": (MINISTRY,)}, {"polarity": "denied", "speakers": ("The Taliban",)}):
        assert summed(graph(story("The Herald", "2015-06-13", attack(**pair, **more)))) == []


def test_two_events_of_one_pair_are_one_relation_with_both_counted() -> None:
    pair = {"agents": ("The Taliban",), "patients": ("Islamic State",)}
    found = graph(story("The Herald", "2015-06-30", attack(**pair, killed=10), attack(**pair, time="2015-06-20", place="Beni", killed=5)))
    (relation,) = summed(found)
    assert (relation.events, relation.killed, relation.first, relation.last) == (2, 15, "2015-06-12", "2015-06-20")


def test_two_reports_of_one_event_count_once() -> None:
    told = attack(agents=("The Taliban",), patients=("Islamic State",), killed=10)
    (relation,) = summed(graph(story("The Herald", "2015-06-13", told), story("The Post", "2015-06-13", told)))
    assert (relation.events, relation.killed) == (1, 10)


def test_both_sides_of_a_clash_fight_each_other() -> None:
    found = summed(graph(story("The Herald", "2015-06-13", attack(trigger="clash", participants=("The Taliban", "Islamic State")))))
    assert {(r.from_, r.to) for r in found} == {("taliban", "islamic-state"), ("islamic-state", "taliban")}


def test_a_tie_is_a_relation_with_its_status_and_the_claims_behind_it() -> None:
    found = graph(
        story("The Herald", "2015-06-13", tie("memberOf", "@Karim Zia", "Taliban", "former")),
        story("The Post", "2015-06-13", tie("memberOf", "@Karim Zia", "Taliban", "former"), tie("memberOf", "@Karim Zia", "Islamic State")),
    )
    assert {(r.from_, r.kind, r.to, r.status, len(r.claims)) for r in stated(found)} == {
        ("karim-zia", "memberOf", "taliban", "former", 2),
        ("karim-zia", "memberOf", "islamic-state", "present", 1),
    }


def test_a_former_tie_and_a_present_one_are_two_relations() -> None:
    found = graph(story("The Herald", "2015-06-13", tie("leads", "@Karim Zia", "Taliban"), tie("leads", "@Karim Zia", "Taliban", "former")))
    assert sorted(r.status for r in stated(found)) == ["former", "present"]


def test_a_tie_to_oneself_is_none() -> None:
    assert stated(graph(story("The Herald", "2015-06-13", tie("allyOf", "Taliban", "The Taliban")))) == []


def test_a_claim_without_a_speaker_is_attributed_to_its_publisher() -> None:
    (claim,) = graph(story("The Herald", "2015-06-13", attack())).claims
    assert (claim.attributed_to, claim.attribution, claim.via) == ("the-herald", "asserted", ())


def test_a_chain_of_speakers_keeps_the_innermost_apart_from_those_it_went_through() -> None:
    (claim,) = graph(story("The Herald", "2015-06-13", attack(speakers=(MINISTRY, "#Herald Front")))).claims
    assert (claim.attributed_to, claim.via) == ("herald-front", ("afghanistan-ministry-of-defence",))


def test_what_one_said_without_an_event_is_kept_as_a_statement() -> None:
    (claim,) = graph(story("The Herald", "2015-06-13", said("#Herald Front"))).claims
    assert (claim.kind, claim.attributed_to, claim.about, claim.content) == ("statement", "herald-front", None, ("said",))


def test_the_policy_attributed_lets_only_named_speakers_decide() -> None:
    records = [
        story("The Herald", "2015-06-13", attack(killed=10)), story("The Post", "2015-06-13", attack(killed=10)),
        story("The Sun", "2015-06-13", attack(killed=12, speakers=(MINISTRY,))),
    ]  # fmt: skip
    assert only_event(*records).facts.killed == Figure(10, 10, 12)
    assert only_event(*records, policy="attributed").facts.killed == Figure(12, 12, 12)


def test_the_policy_two_speakers_keeps_only_parties_that_two_affirm() -> None:
    records = [
        story("The Herald", "2015-06-13", attack(agents=("The Taliban",), killed=10)),
        story("The Post", "2015-06-13", attack(agents=("The Taliban",), killed=10)),
        story("The Sun", "2015-06-13", attack(agents=("Islamic State", "The Taliban"), killed=10)),
    ]
    assert only_event(*records).facts.agents == ("islamic-state", "taliban")
    assert only_event(*records, policy="two-speakers").facts.agents == ("taliban",)


def test_the_policy_two_speakers_keeps_only_figures_that_two_affirm() -> None:
    records = [
        story("The Herald", "2015-06-13", attack(killed=10)), story("The Post", "2015-06-13", attack(killed=10)), story("The Sun", "2015-06-13", attack(killed=14)),
    ]  # fmt: skip
    assert only_event(*records, policy="two-speakers").facts.killed == Figure(10, 10, 10)


def test_an_unknown_policy_stops_with_one_sentence() -> None:
    with pytest.raises(StopRun, match="There is no policy “some”"):
        graph(policy="some")


def test_no_articles_make_an_empty_graph() -> None:
    assert list(graph().records()) == []


def test_every_actor_and_place_that_is_named_is_in_the_graph() -> None:
    found = graph(
        story("The Herald", "2015-06-13", attack(agents=("The Taliban",), patients=("nurses",), speakers=(MINISTRY,)), tie("leads", "@Karim Zia", "Taliban")),
        story("The Post", "2015-06-13", attack(place="Sangin")),
    )
    actors, places = {a.id for a in found.actors}, {p.id for p in found.places}
    for facts in (*(c.facts for c in found.claims), *(e.facts for e in found.events)):
        assert {*facts.agents, *facts.patients, *facts.victims} <= actors
        assert facts.place is None or facts.place in places
    assert {c.attributed_to for c in found.claims} <= actors
    assert {end for r in found.relations for end in (r.from_, r.to)} <= actors
    assert all(p.within is None or p.within in places for p in found.places)
