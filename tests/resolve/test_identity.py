"""Which nodes of different articles are one actor: spellings, namesakes, posts by date, judgements; in any order."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.resolve.build import Told, attack, graph, said, story, tie

from conflictgraph.extract.mentions import gazetteer, lexicon
from conflictgraph.judgement import Judged, Judgement, Pair
from conflictgraph.model import Record
from conflictgraph.resolve import Guidance
from conflictgraph.resolve.actors import Actors, mentions
from conflictgraph.resolve.comparison import THRESHOLD, Node, explain, score
from conflictgraph.resolve.identity import actors_of, post_holder, settle
from conflictgraph.resolve.judgements import Judgements
from conflictgraph.resolve.spelling import kin, skeletons
from conflictgraph.resolve.traits import Known, Traits


def minister(name: str, of: str = "Afghanistan", word: str = "defence minister") -> Told:
    return Told(trigger=word, kind="tie", type=None, tie=("leads", name, of, "present"))


def speakers(*records: Record, guidance: Guidance | None = None) -> list[str]:
    """The actor who makes the (one) statement of each article."""
    by_article = {c.article: c.attributed_to for c in graph(*records, guidance=guidance).claims if c.kind == "statement"}
    return [by_article[r.article.id] for r in records]


def speech(speaker: str, place: str | None, day: str = "2015-06-13", *more: Told, n: int = 0) -> Record:
    """An article in which somebody speaks, with an attack that says which country it is about."""
    return story(f"Outlet {n}", day, attack(place=place, time=day), *more, said(speaker), headline=f"{speaker} {place}")


# --- spellings -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("khadim", "khadem"), ("qasimi", "ghasemi"), ("haidari", "heydari"), ("rauf", "raouf"), ("zelensky", "zelenskyy"),
        ("wardak", "vardak"), ("kunduz", "qunduz"), ("gaddafi", "qadhafi"), ("othmani", "osmani"), ("nagib", "najib"),
        ("yanukovych", "yanukovich"), ("abdullahi", "abdulahi"),
        ("zabihullah", "zabiullah"), ("hekmatyar", "hekmatiar"), ("bohdan", "bogdan"), ("kravchuk", "kravtchuk"),
    ],
)  # fmt: skip
def test_one_word_in_two_transliterations_is_kin_and_has_one_skeleton(one: str, other: str) -> None:
    assert kin(one, other) and kin(other, one)
    assert set(skeletons(one)) & set(skeletons(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("hussein", "hassan"), ("jamil", "jamal"), ("rashid", "rashad"), ("salim", "salam"), ("karimi", "karimov"), ("petrov", "petrova"), ("ali", "ala")],
)
def test_other_names_with_the_same_consonants_are_not_kin(one: str, other: str) -> None:
    assert not kin(one, other)


@given(st.text("abdeghijklmnoqrstuwyz", min_size=1, max_size=9), st.text("abdeghijklmnoqrstuwyz", min_size=1, max_size=9))
def test_kin_is_symmetric_and_every_word_its_own_kin(one: str, other: str) -> None:
    assert kin(one, other) == kin(other, one)
    assert kin(one, one)
    assert not kin(one, other) or set(skeletons(one)) & set(skeletons(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("@Abdul Rauf Khadim", "@Abdul Raouf Khadem"),
        ("@Bismillah Mohammadi", "@Besmellah Muhammadi"),
        ("@Naser Ghasemi", "@Nasser Qasimi"),
        ("@Bashar al-Jaafari", "@Bashar Jafari"),
        ("#Kunduz Unity Brigade", "#Qunduz Unity Brigade"),
        ("#Organization for Afghan Renewal", "#Organisation for Afghan Renewal"),
    ],
)
def test_a_name_in_two_transliterations_is_one_actor(one: str, other: str) -> None:
    first, second = speakers(speech(one, "Kunduz/city"), speech(other, "Kunduz/city", n=1))
    assert first == second


def test_an_acronym_that_an_article_explains_is_the_organization() -> None:
    known = Known(lexicon(), gazetteer())
    long = Traits("renewal-front", "renewal-front", "organization", (("country", "afg"), ("name", "renewal front"), ("short", "rfa")))
    short = Traits("rfa~in-afg", "rfa", "organization", (("country", "afg"), ("short", "rfa")))
    elsewhere = Traits("rfa~in-mli", "rfa", "organization", (("country", "mli"), ("short", "rfa")))
    actors, _ = actors_of([long, short, elsewhere], (), known, Judgements())
    assert actors["renewal-front"] == actors["rfa~in-afg"] != actors["rfa~in-mli"]


# --- namesakes -------------------------------------------------------------------------------------------------------


def test_namesakes_of_another_country_and_post_are_two_actors_with_ids_that_tell_them_apart() -> None:
    first, second = speakers(
        speech("@Karim Wardak", "Kunduz/city", "2015-06-13", minister("@Karim Wardak")),
        speech("@Karim Wardak", "Goma", "2015-06-14", minister("@Karim Wardak", "Rwanda", "interior minister"), n=1),
    )
    assert first != second
    assert {first.partition("~")[0], second.partition("~")[0]} == {"karim-wardak"}


def test_a_rare_full_name_is_one_person_though_the_news_is_of_two_countries() -> None:
    first, second = speakers(speech("@Bismillah Wardak", "Kunduz/city"), speech("@Bismillah Wardak", "Goma", n=1))
    assert first == second == "bismillah-wardak"


def test_a_full_name_that_many_bear_is_two_people_in_two_countries_and_one_in_one() -> None:
    here, there, again = speakers(
        speech("@Mohammad Hassan", "Kunduz/city"), speech("@Mohammad Hassan", "Goma", n=1), speech("@Muhammad Hasan", "Goma", "2015-06-20", n=2)
    )
    assert here != there
    assert there == again


def test_who_speaks_years_after_a_namesake_was_killed_is_another() -> None:
    killed = story("Herald", "2005-03-02", attack(victims=("@Bismillah Wardak",), place="Kunduz/city", time="2005-03-01", killed=1))
    later = speech("@Bismillah Wardak", "Kunduz/city", "2015-06-13")
    found = graph(killed, later)
    (victim,) = [c.facts.victims for c in found.claims if c.facts.victims]
    (speaker,) = [c.attributed_to for c in found.claims if c.kind == "statement"]
    assert victim[0] != speaker


def test_an_institution_of_many_countries_is_one_per_country() -> None:
    first, second, third = speakers(
        speech("#National Reconciliation Commission", "Kunduz/city"), speech("#National Reconciliation Commission", "Goma", n=1),
        speech("#National Reconciliation Commission", "Goma", "2015-07-01", n=2),
    )  # fmt: skip
    assert first != second == third


def test_a_person_known_by_initials_stays_inside_the_article() -> None:
    first, second = speakers(speech("@J. Wardak", "Kunduz/city"), speech("@J. Wardak", "Kunduz/city", n=1))
    assert first != second


def test_a_shorter_name_is_the_longer_one_s_only_where_more_than_the_name_agrees() -> None:
    one, same = speakers(speech("@Ashraf Wardak", "Kunduz/city"), speech("@Mohammad Ashraf Wardak", "Kunduz/city", n=1))
    assert one == same
    one, other = speakers(speech("@Ashraf Wardak", "Kunduz/city"), speech("@Mohammad Ashraf Wardak", "Goma", n=1))
    assert one != other


def test_a_person_is_never_an_organization() -> None:
    first, second = speakers(speech("@Bismillah Wardak", "Kunduz/city"), speech("#Bismillah Wardac", "Kunduz/city", n=1))
    assert first != second


def test_a_chain_of_half_alike_names_joins_nothing_that_does_not_fit() -> None:
    found = speakers(
        speech("@Mohammad Ashraf Wardak", "Kunduz/city"), speech("@Ashraf Wardak", "Kunduz/city", n=1), speech("@Hussein Ashraf Wardak", "Kunduz/city", n=2)
    )
    assert found[0] != found[2]


# --- posts -----------------------------------------------------------------------------------------------------------


def test_a_post_is_its_holder_where_the_article_says_so() -> None:
    record = speech("the defence minister", "Kunduz/city", "2015-06-13", minister("@Bismillah Wardak"))
    assert speakers(record) == ["bismillah-wardak"]


def test_a_post_is_its_holder_where_another_article_of_those_days_says_so_and_else_itself() -> None:
    told = speech("@Bismillah Wardak", "Kunduz/city", "2015-06-10", minister("@Bismillah Wardak"))
    soon = speech("the Afghan defence minister", "Kunduz/city", "2015-06-13", n=1)
    late = speech("the Afghan defence minister", "Kunduz/city", "2019-06-13", n=2)
    assert speakers(told, soon, late) == ["bismillah-wardak", "bismillah-wardak", "afghanistan-defence-minister"]


def test_a_post_of_a_state_is_one_actor_in_all_articles_and_another_of_another_state() -> None:
    found = speakers(
        speech("the Iranian foreign minister", None), speech("foreign minister of Iran", None, n=1), speech("the foreign minister of Iraq", None, n=2)
    )
    assert found == ["iran-foreign-minister", "iran-foreign-minister", "iraq-foreign-minister"]


def test_a_post_whose_state_nobody_names_stays_inside_the_article() -> None:
    first, second = speakers(speech("the foreign minister", None), speech("the foreign minister", None, n=1))
    assert first != second
    assert "--" in first


@pytest.mark.parametrize(
    ("held", "who"),
    [
        ((), "post"),
        ((("2015-01-01", "a"),), "a"),
        ((("2015-01-05", "a"), ("2014-12-30", "b")), "post"),  # two are named within days
        ((("2014-06-01", "a"), ("2015-06-01", "a")), "a"),  # before and after
        ((("2014-06-01", "a"), ("2015-06-01", "b")), "post"),  # it changed hands, nobody says when
        ((("2014-06-01", "a"),), "post"),  # half a year is too long to go on
        ((("2012-01-01", "a"), ("2017-01-01", "a")), "post"),  # and five years to bridge
    ],
)
def test_the_holder_of_a_post_on_a_day(held: tuple[tuple[str, str], ...], who: str) -> None:
    assert post_holder("post~on-2015-01-01", "post", held) == who


# --- judgements ------------------------------------------------------------------------------------------------------


def judged(*said_: tuple[str, str, Judgement]) -> Guidance:
    return Guidance(Judgements(tuple(Judged(Pair("actor", one, other), verdict) for one, other, verdict in said_)))


def test_different_parts_two_articles_people_of_one_name_and_the_rest_stays_with_the_first() -> None:
    records = [speech("@Bismillah Wardak", "Kunduz/city", f"2015-06-1{n}", n=n) for n in range(4)]
    pinned = {f"bismillah-wardak~{records[n].article.id}": n for n in (0, 1)}
    parted = pinned[max(pinned)]
    found = speakers(*records, guidance=judged((min(pinned), max(pinned), Judgement.DIFFERENT)))
    assert found == [max(pinned) if n == parted else "bismillah-wardak" for n in range(4)]
    assert speakers(*records) == ["bismillah-wardak"] * 4


def test_one_article_s_actor_can_be_parted_from_all_others_of_the_name_even_of_the_lexicon() -> None:
    records = [speech("The Taliban", "Kunduz/city", f"2015-06-1{n}", n=n) for n in range(3)]
    alone = f"taliban~{records[1].article.id}"
    found = graph(*records, guidance=judged(("taliban", alone, Judgement.DIFFERENT)))
    assert {a.id: (a.label, a.kind) for a in found.actors if a.id.startswith("taliban")} == {
        "taliban": ("Taliban", "armed-group"), alone: ("Taliban", "armed-group")
    }  # fmt: skip
    assert speakers(*records, guidance=judged(("taliban", alone, Judgement.DIFFERENT))) == ["taliban", alone, "taliban"]


def test_same_joins_what_no_score_would_and_different_keeps_apart_what_scores_join() -> None:
    records = [speech("@Bismillah Wardak", "Kunduz/city"), speech("@Juma Khan Baqi", "Goma", n=1), speech("@Besmellah Vardak", "Kunduz/city", n=2)]
    assert len(set(speakers(*records))) == 2
    assert len(set(speakers(*records, guidance=judged(("bismillah-wardak", "juma-khan-baqi", Judgement.SAME))))) == 1
    assert len(set(speakers(*records, guidance=judged(("bismillah-wardak", "besmellah-vardak", Judgement.DIFFERENT))))) == 3


# --- scores and clusters ---------------------------------------------------------------------------------------------


def person(identifier: str, name: str, **facts: str) -> Node:
    return Node(identifier, identifier, "person", {"name": frozenset({name}), **{k: frozenset(v.split()) for k, v in facts.items()}})


def test_a_score_is_the_sum_of_told_features() -> None:
    one = person("a", "bismillah wardak", country="afg", post="afghanistan-defence-minister")
    other = person("b", "besmellah vardak", country="afg", post="afghanistan-interior-minister")
    found = {f.name: f.weight for f in explain(one, other)}
    assert found == {"name": 2.5, "country": 0.5, "post": -0.5}
    assert score(one, other) == score(other, one) == sum(found.values()) >= THRESHOLD


NAMES = ("ashraf wardak", "mohammad ashraf wardak", "hussein ashraf wardak", "ashraf vardak", "mohammad hassan", "bismillah wardak")
PEOPLE = st.lists(
    st.builds(
        lambda n, name, country, post, year, died: (n, name, country, post, year, died),
        st.integers(0, 999), st.sampled_from(NAMES), st.sampled_from(["", "afg", "irq"]), st.sampled_from(["", "x", "y"]),
        st.sampled_from(["", "2001", "2015"]), st.sampled_from(["", "2004"]),
    ),
    max_size=12, unique_by=lambda p: p[0],
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(PEOPLE, st.integers(0, 99))
def test_order_decides_nothing_and_connected_parts_settle_as_the_whole_does(people: list[tuple[int, str, str, str, str, str]], seed: int) -> None:
    traits = [
        Traits(f"n{n}", name.replace(" ", "-"), "person", tuple(sorted((k, v) for k, v in (
            ("name", name), ("country", country), ("post", post), ("year", year), ("died", died)) if v)))
        for n, name, country, post, year, died in people
    ]  # fmt: skip
    known = Known(lexicon(), gazetteer())
    actors, nodes = actors_of(traits, (), known, Judgements())
    shuffled = list(traits)
    random.Random(seed).shuffle(shuffled)
    assert actors_of(shuffled, (), known, Judgements())[0] == actors
    assert settle(list(nodes.values()), Judgements()) == actors
    for one in nodes.values():
        for other in nodes.values():
            if actors[one.id] == actors[other.id] and one.id != other.id:
                assert score(one, other) > float("-inf")


def test_dates_that_are_none_are_no_evidence() -> None:
    odd = speech("the Iranian foreign minister", None, "2015-06-13", minister("@Bismillah Wardak"))
    odd = replace(odd, article=replace(odd.article, published="summer"), times=tuple(replace(t, earliest="XXXX", latest=None) for t in odd.times))
    known = Known(lexicon(), gazetteer())
    actors = Actors(lexicon(), gazetteer(), known=known)
    reading = actors.article(odd)
    for mention in mentions(odd.accounts):
        reading.id(mention)
    traits, tenures = actors.evidence()
    assert not tenures
    assert not [fact for t in traits for fact in t.facts if fact[0] in ("year", "died")]
    assert actors_of(traits, tenures, known, Judgements())[0]["iran-foreign-minister"] == "iran-foreign-minister"


def test_ties_survive_where_their_ends_stay_two_and_go_where_they_are_one() -> None:
    kept = graph(story("Herald", "2015-06-13", tie("allyOf", "@Bismillah Wardak", "@Juma Khan Baqi")))
    assert [r.kind for r in kept.relations] == ["allyOf"]
    gone = graph(story("Herald", "2015-06-13", attack(), tie("allyOf", "@Bismillah Wardak", "@Besmellah Vardak")))
    assert not gone.relations
    assert {p.id for p in gone.passages} == {c.passage for c in gone.claims}
