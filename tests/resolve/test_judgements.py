"""What a user judges holds along chains, and what would contradict it is refused with the chain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.resolve.build import attack, graph, story

from conflictgraph.judgement import Judged, Judgement, Pair
from conflictgraph.resolve.guidance import Guidance
from conflictgraph.resolve.judgements import Judgements

SAME, DIFFERENT, UNSURE = Judgement


def judged(one: str, said: Judgement, other: str, kind: str = "actor") -> Judged:
    return Judged(Pair(kind, one, other), said)  # type: ignore[arg-type]


def of(*given: Judged) -> Guidance:
    return Guidance(Judgements(given))


def test_a_chain_of_judgements_says_what_its_links_say_together() -> None:
    assert [SAME + SAME, SAME + DIFFERENT, DIFFERENT + SAME] == [SAME, DIFFERENT, DIFFERENT]
    assert {DIFFERENT + DIFFERENT, SAME + UNSURE, UNSURE + DIFFERENT} == {UNSURE}


def test_a_conflict_is_told_in_one_sentence_that_names_the_chain() -> None:
    held = Judgements((judged("a", SAME, "b"), judged("b", SAME, "c"), judged("c", DIFFERENT, "d")))
    assert held.verdict(Pair("actor", "a", "d")) is DIFFERENT
    told = held.conflict(judged("a", SAME, "d"))
    assert told is not None
    assert "a is the same as b, b is the same as c, c is different from d" in told
    assert held.conflict(judged("a", SAME, "c")) is None
    assert held.conflict(judged("a", SAME, "d", "place")) is None
    assert held.conflict(judged("c", SAME, "d")) is None  # it takes the place of the judgement about the same two


def test_unsure_joins_and_parts_nothing() -> None:
    held = Judgements((judged("a", UNSURE, "b"), judged("b", SAME, "c")))
    assert (held.must("actor"), held.cannot("actor")) == ([["b", "c"]], frozenset())
    assert held.verdict(Pair("actor", "a", "c")) is None


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from(list(Judgement)), st.sampled_from("abcdef")), max_size=14), st.randoms())
def test_judgements_that_were_let_through_hold_along_every_chain_and_in_any_order(told: list[tuple[str, Judgement, str]], random) -> None:  # type: ignore[no-untyped-def]
    held = Judgements()
    for one, said, other in told:
        if one != other and held.conflict(judged(one, said, other)) is None:
            held = held.plus(judged(one, said, other))
    shuffled = list(held.judged)
    random.shuffle(shuffled)
    assert Judgements(tuple(shuffled)) == held
    groups = held.must("actor")
    for each in held.judged:
        together = any({each.pair.left, each.pair.right} <= set(group) for group in groups)
        if each.judgement is not UNSURE:
            assert together == (each.judgement is SAME)
    for x, y in held.cannot("actor"):
        assert not any({x, y} <= set(group) for group in groups)


MORNING = story("The Herald", "2015-06-13", attack(place="Goma", time="2015-06-12", killed=10))
ELSEWHERE = story("The Post", "2015-06-20", attack(place="Sangin", time="2015-06-19", killed=30))
AGAIN = story("The Sun", "2015-06-13", attack(place="Goma", time="2015-06-12", killed=10))


def claim(record) -> str:  # type: ignore[no-untyped-def]
    return str(record.accounts[0].id)


def test_events_judged_the_same_are_one_whatever_speaks_against_it() -> None:
    assert len(graph(MORNING, ELSEWHERE).events) == 2
    found = graph(MORNING, ELSEWHERE, guidance=of(judged(claim(MORNING), SAME, claim(ELSEWHERE), "event")))
    assert len(found.events) == 1


def test_events_judged_different_stay_apart_and_so_does_what_is_the_same_as_either() -> None:
    assert len(graph(MORNING, AGAIN).events) == 1
    apart = judged(claim(MORNING), DIFFERENT, claim(AGAIN), "event")
    assert len(graph(MORNING, AGAIN, guidance=of(apart)).events) == 2
    joined = judged(claim(MORNING), SAME, claim(ELSEWHERE), "event")
    found = graph(MORNING, AGAIN, ELSEWHERE, guidance=of(apart, joined))
    assert sorted(len(e.claims) for e in found.events) == [1, 2]


def test_whole_events_are_judged_one_with_all_their_claims() -> None:
    found = graph(MORNING, AGAIN, ELSEWHERE, guidance=of(judged(claim(MORNING), SAME, claim(ELSEWHERE), "event")))
    assert [len(e.claims) for e in found.events] == [3]


def test_two_claims_of_one_article_can_be_judged_apart_while_each_is_judged_one_with_another_article() -> None:
    both = story("The Herald", "2015-06-13", attack(place="Goma", killed=10), attack(trigger="bombing", place="Goma", killed=10))
    first, second = (a.id for a in both.accounts)
    found = graph(
        both, MORNING, ELSEWHERE,
        guidance=of(
            judged(first, SAME, claim(MORNING), "event"), judged(second, SAME, claim(ELSEWHERE), "event"),
            judged(claim(MORNING), DIFFERENT, claim(ELSEWHERE), "event"),
        ),
    )  # fmt: skip
    event_of = {c: e.id for e in found.events for c in e.claims}
    assert event_of[first] == event_of[claim(MORNING)] != event_of[second] == event_of[claim(ELSEWHERE)]


def test_merged_actors_keep_all_their_names_and_stand_in_each_others_place() -> None:
    record = story("The Herald", "2015-06-13", attack(agents=("#Northern Front",)), attack(trigger="raid", agents=("#Front of the North",)))
    found = graph(record, guidance=of(judged("northern-front", SAME, "front-of-the-north")))
    (actor,) = [a for a in found.actors if a.id in ("northern-front", "front-of-the-north")]
    assert {actor.label, *actor.alt_labels} == {"Northern Front", "Front of the North"}
    assert {a for c in found.claims for a in c.facts.agents} == {actor.id}


def test_merged_places_keep_all_their_names() -> None:
    goma, sangin = (graph(r).claims[0].facts.place or "" for r in (MORNING, ELSEWHERE))
    found = graph(MORNING, ELSEWHERE, guidance=of(judged(goma, SAME, sangin, "place")))
    assert len({c.facts.place for c in found.claims}) == 1
    (place,) = [p for p in found.places if p.id == found.claims[0].facts.place]
    assert {"Goma", "Sangin"} <= {place.label, *place.alt}


def test_an_unknown_id_in_a_judgement_changes_nothing() -> None:
    assert graph(MORNING, guidance=of(judged("nobody", SAME, "no-one"), judged("C-0", SAME, claim(MORNING), "event"))) == graph(MORNING)


def test_judgements_that_contradict_each_other_are_no_judgements() -> None:
    with pytest.raises(ValueError, match="both the same and different"):
        Judgements((judged("a", SAME, "b"), judged("b", SAME, "c"), judged("a", DIFFERENT, "c")))
