"""Actors across articles: the lexicon's key, a normal form of a name, or one article's own."""

from __future__ import annotations

import pytest
from tests.resolve.build import attack, graph, said, story, tie

from conflictgraph.graphmodel import GActor
from conflictgraph.resolve.spelling import person_key


def agents(*names: str) -> list[tuple[str, ...]]:
    """The agents of one attack each, in articles of different outlets."""
    told = [story(f"Outlet {n}", "2015-06-13", attack(agents=(name,), place=None, time=f"2015-0{n + 1}-01")) for n, name in enumerate(names)]
    by_id = {c.id: c.facts.agents for c in graph(*told).claims}
    return [by_id[r.accounts[0].id] for r in told]


def actor(*names: str, key: str) -> GActor:
    told = [story(f"Outlet {n}", "2015-06-13", attack(agents=(name,))) for n, name in enumerate(names)]
    (found,) = [a for a in graph(*told).actors if a.id == key]
    return found


def test_aliases_in_different_articles_are_one_actor() -> None:
    assert agents("Daesh", "ISIL", "Islamic State") == [("islamic-state",)] * 3


def test_an_actor_of_the_lexicon_has_its_label_and_the_names_it_was_called() -> None:
    found = actor("Daesh", "ISIL", key="islamic-state")
    assert (found.label, found.kind, found.klass) == ("Islamic State", "armed-group", "Organization")
    assert {"Daesh", "ISIL"} <= set(found.alt_labels)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("@Abdul Rauf Khadim", "@Mullah Abdul Rauf Khadim"),
        ("@Mohammed Omar Daud", "@Muhammad Omar Daud"),
        ("@Abdel Fattah Khalil", "@Abdul Fattah Khalil"),
        ("@Hossein Karimi", "@Hussain Karimi"),
        ("@Osama Karimi", "@Usama Karimi"),
        ("@Qasim Waheed", "@Kassem Wahid"),
        ("@Mahmoud Abdullah Zia", "@Mehmood Abdulla Zia"),
    ],
)
def test_a_person_s_name_in_two_spellings_or_with_a_title_is_one_person(one: str, other: str) -> None:
    first, second = agents(one, other)
    assert first == second


def test_two_people_are_two_actors() -> None:
    first, second = agents("@Karim Ahmad Zia", "@Karim Ahmad Daud")
    assert first != second


def test_a_person_known_by_one_word_stays_inside_the_article() -> None:
    first, second = agents("@Karim", "@Karim")
    assert first != second
    assert first[0].startswith("karim--")


def test_an_unnamed_party_stays_inside_the_article() -> None:
    first, second = agents("gunmen", "gunmen")
    assert first != second
    assert first[0].startswith("gunmen--")


def test_an_organization_that_no_lexicon_knows_is_one_by_its_name() -> None:
    first, second = agents("#National Front for Renewal", "#National Front for Renewal")
    assert first == second == ("national-front-for-renewal",)


def test_a_role_with_a_country_is_one_actor_in_all_articles() -> None:
    records = [story(f"Outlet {n}", "2015-06-13", said("sudan-military|the army")) for n in range(2)]
    assert {c.attributed_to for c in graph(*records).claims} == {"sudan-military"}


def test_sources_and_residents_are_one_per_article() -> None:
    records = [story(f"Outlet {n}", "2015-06-13", said("residents"), said("residents")) for n in range(2)]
    assert len({c.attributed_to for c in graph(*records).claims}) == 2


def test_outlets_without_a_name_are_not_one_publisher() -> None:
    records = [story(None, "2015-06-13", attack(), headline=title) for title in ("One", "Another")]
    assert len({c.attributed_to for c in graph(*records).claims}) == 2


def test_an_outlet_is_one_publisher_in_all_its_articles() -> None:
    records = [story("The Herald", day, attack()) for day in ("2015-06-13", "2015-06-14")]
    assert {c.attributed_to for c in graph(*records).claims} == {"the-herald"}


def test_the_longest_form_of_a_name_is_a_person_s_label() -> None:
    found = graph(story("The Herald", "2015-06-13", tie("leads", "@Abdul Rauf Khadim", "Taliban")))
    assert "Abdul Rauf Khadim" in {a.label for a in found.actors}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("General Ahmad Karimi", "ahmad karimi"),
        ("Mullah Omar", "omar"),
        ("Sheikh Mohammed al-Issa", "mohammad al issa"),
        ("Abdel-Fattah el-Sisi", "abdal fattah al sisi"),
        ("General", "general"),
        ("José Núñez", "jose nunez"),
    ],
)
def test_the_key_of_a_person_has_no_titles_no_marks_and_one_spelling(name: str, key: str) -> None:
    assert person_key(name) == key


def test_the_key_of_a_key_is_itself() -> None:
    for name in ("Sheikh Mohammed al-Issa", "Abdel-Fattah el-Sisi", "Abd al-Rahman Hussain", "Osama bin Laden"):
        assert person_key(person_key(name)) == person_key(name)


def test_a_doubled_consonant_is_no_other_name() -> None:
    assert person_key("Yussuf Jama") == person_key("Yusuf Jama")
    assert person_key("Willliam Lee") != person_key("Wiliam Lee")
