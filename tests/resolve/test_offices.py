"""Posts of towns and provinces, and the name that stands beside a description."""

from __future__ import annotations

import pytest
from tests.resolve.build import attack, said, story

from conflictgraph.extract import extract_article
from conflictgraph.extract.mentions import gazetteer, lexicon
from conflictgraph.read import read_text
from conflictgraph.resolve import Guidance
from conflictgraph.resolve.consolidate import consolidate
from conflictgraph.resolve.offices import local_post


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("the mayor of Kharkiv", ("mayor", "Kharkiv")),
        ("Helmand's governor", ("governor", "Helmand")),
        ("the governor of Helmand province", ("governor", "Helmand")),
        ("The chief of police of the city of Goma", ("police-chief", "Goma")),
        ("Kunduz provincial police chief", ("police-chief", "Kunduz")),
        ("the mayor", None),
        ("the mayor of a town, Kharkiv", None),
        ("the governor of the central bank", None),
        ("the mayor's office", None),
    ],
)
def test_words_name_a_post_of_a_place(words: str, found: tuple[str, str] | None) -> None:
    assert local_post(words) == found


def speakers(*texts: tuple[str, str]) -> list[str]:
    """Who speaks in each article (text, day), in their order."""
    records = [extract_article(read_text(text, published=day, publisher="Herald", title=f"News {n}", url=f"https://e.example/{n}")) for n, (text, day) in enumerate(texts)]
    graph = consolidate(records, lexicon(), gazetteer(), Guidance())
    by_article = {c.article: c.attributed_to for c in graph.claims if c.kind == "statement"}
    return [by_article[r.article.id] for r in records]


def test_the_name_beside_a_description_is_who_is_meant() -> None:
    assert speakers(("The mayor of Kharkiv, Ihor Terekhov, said on Monday that shelling had killed three people.", "2022-05-05")) == ["ihor-terekhov"]


def test_a_post_of_a_town_is_the_holder_whom_articles_of_those_days_name_else_itself() -> None:
    named = ("The mayor of Kharkiv, Ihor Terekhov, said on Monday that shelling had killed three people.", "2022-05-05")
    told = "The mayor of Kharkiv said on Monday that shelling had killed three people."
    elsewhere = "The mayor of Kherson said on Monday that shelling had killed three people."
    assert speakers(named, (told, "2022-06-20"), (told, "2016-06-20"), (elsewhere, "2022-06-20")) == [
        *("ihor-terekhov", "ihor-terekhov", "kharkiv-mayor", "kherson-mayor"),
    ]


def test_the_countrys_president_is_that_of_the_only_country_told_of() -> None:
    assert speakers(("The country's president said in Kabul on Monday that the attack in Kunduz would be answered.", "2015-10-05")) == ["afghanistan-president"]


def test_words_that_only_begin_a_sentence_are_no_names_of_an_actor() -> None:
    text = "Russia's Defence Ministry said on Monday that its troops had seized Kherson. It said that three soldiers had been killed."
    records = [extract_article(read_text(text, published="2022-03-05", publisher="Herald", title="News"))]
    graph = consolidate(records, lexicon(), gazetteer(), Guidance())
    assert not {"It", "Its", "The"} & {name for actor in graph.actors for name in (actor.label, *actor.alt_labels)}


def test_a_capital_taken_for_a_person_is_the_state_that_the_article_tells_of_else_nobody_known() -> None:
    told = story("Herald", "2021-06-29", attack(place="Mekelle", time="2021-06-28"), said("@Addis Ababa"))
    elsewhere = story("Post", "2021-06-29", attack(place="Goma", time="2021-06-28"), said("@Addis Ababa"))
    graph = consolidate([told, elsewhere], lexicon(), gazetteer(), Guidance())
    by_article = {c.article: c.attributed_to for c in graph.claims if c.kind == "statement"}
    assert [by_article[told.article.id], by_article[elsewhere.article.id]] == ["ethiopia", "addis-ababa"]


def test_whoever_speaks_for_a_group_is_one_voice_and_somebody_named_is_himself() -> None:
    told = [
        ("The Taliban's spokesman said on Monday that the district in Helmand was in their hands.", "2015-12-22"),
        ("A spokesman for the Taliban said on Monday that the district in Helmand was in their hands.", "2015-12-23"),
        ("A former spokesman for the Taliban said on Monday that the district in Helmand was lost.", "2015-12-24"),
    ]
    first, second, former = speakers(*told)
    assert first == second == "taliban-spokesperson"
    assert former not in (first, "taliban")


def test_posts_of_international_bodies_are_one_actor_per_body() -> None:
    one, other = speakers(
        ("The UN secretary-general welcomed the agreement as a first step on Monday.", "2022-11-24"),
        ("The secretary-general of the United Nations said on Monday that the fighting in Goma must end.", "2022-11-25"),
    )
    assert one == other == "united-nations-secretary-general"
