"""Which place of a sentence is where an event happened."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.extract.reading import events

from conflictgraph.extract import extract_article, given, placing
from conflictgraph.extract.draft import Doc, Node
from conflictgraph.language import load
from conflictgraph.model import Article

TEXT = "Militants killed 12 soldiers in Rutshuru and fled, and the army said it had captured two of them in Goma."


def read() -> Doc:
    return given.read(Article(TEXT), load())


def test_candidates_are_the_places_that_the_sentence_names_in_order() -> None:
    doc = read()
    assert [doc.places[c.place].name for c in placing.candidates(doc, 0)] == ["Rutshuru", "Goma"]


def test_the_place_of_each_word_is_the_more_probable_one() -> None:
    doc = read()
    options = placing.candidates(doc, 0)
    for word, wanted in (("killed", 0), ("captured", 1)):
        start = TEXT.index(word)
        node = given.word_at(doc, start, start + len(word))
        assert node is not None
        chances = placing.weigh(doc, node, options)
        assert chances is not None
        assert chances[wanted] == max(chances) >= placing.LEAST > min(chances) >= 0


def test_without_scores_of_the_analyzer_nothing_is_weighed() -> None:
    doc = read()
    tree = doc.trees[0]
    verb = next(i for i, w in enumerate(tree.words) if w.text == "killed")
    tree.predicates[verb] = replace(tree.predicates[verb], places=())
    assert placing.weigh(doc, Node(0, verb), placing.candidates(doc, 0)) is None
    assert placing.weigh(doc, Node(0, 0), placing.candidates(doc, 0)) is None


def test_the_places_of_given_words_are_spans_of_the_text() -> None:
    start = TEXT.index("captured")
    assert [TEXT[s.start : s.end] for s in given.places_of(Article(TEXT), start, start + 8, load())] == ["Goma"]
    assert given.places_of(Article(TEXT), len(TEXT), len(TEXT), load()) == []


def test_a_verb_that_the_model_does_not_see_takes_the_scores_of_the_one_it_is_coordinated_with() -> None:
    doc = read()
    tree = doc.trees[0]
    verb = next(i for i, w in enumerate(tree.words) if w.text == "fled")
    tree.predicates.pop(verb, None)
    node = Node(0, verb)
    assert placing.weigh(doc, node, placing.candidates(doc, 0)) is not None


def test_a_place_without_coordinates_gives_way_to_the_one_it_lies_in() -> None:
    text = "Gunmen killed four traders at the Qurtal bazaar in Goma on Monday."
    record = extract_article(Article(text, published="2020-03-04"), load())
    at = {p.id: p.name for p in record.places}
    assert [at[a.place.id] for a in record.accounts if a.place is not None] == ["Goma"]


def test_millions_are_displaced_from_no_single_town() -> None:
    text = "Millions were displaced after the fighting in Aleppo. Hundreds were displaced in Aleppo."
    record = extract_article(Article(text, published="2020-03-04"), load())
    at = {p.id: p.name for p in record.places}
    told = [at[a.place.id] if a.place else None for a in record.accounts if text[a.trigger.start : a.trigger.end] == "displaced"]
    assert told == [None, "Aleppo"]


def test_what_is_done_to_a_place_happens_there_and_not_where_those_are_who_tell_of_it() -> None:
    [told] = events("Rebels killed 20 civilians during reprisals against the village of Sabo, the government said.")
    assert told.place == "Sabo"
    assert [each.place for each in events("On Monday, the government in Kinshasa said, rebels killed 50 people.")] == [None]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The missile was fired by a Ukrainian brigade from the area of Dobropillia.", "fired"),
        ("The governor of the Sahel region had spoken of about 50 abducted women.", "abducted"),
    ],
)
def test_where_a_missile_came_from_and_where_a_teller_is_are_no_places_of_the_event(text: str, trigger: str) -> None:
    assert [e.place for e in events(text) if e.trigger == trigger] == [None]


def test_a_numbered_village_is_not_the_city_of_that_name() -> None:
    from tests.extract.reading import record

    places = {p.name: p.geonames for p in record("Nine people were killed in Medina 3 in the Wad El Mahi governorate of Sudan.").places}
    assert places.get("Medina", "") is None or "Medina" not in places
    assert not any("adinah" in name for name in places)


@pytest.mark.parametrize(
    "text",
    [
        "Two soldiers killed by the Taliban were buried in Kabul.",
        "A man wounded in the bombing was treated in a hospital in Gaziantep.",
        "The journalist abducted by militants was released in Doha on Sunday.",
    ],
)
def test_where_something_else_befell_them_later_is_not_where_the_deed_was(text: str) -> None:
    assert all(e.place is None for e in events(text) if e.type == "assault")


def test_where_the_deed_itself_is_told_it_stays() -> None:
    assert next(e for e in events("The victims of the bombing in Lahore were buried in Quetta.") if e.type == "assault").place == "Lahore"


def test_a_verb_has_the_place_that_stands_beside_it_and_not_that_of_the_verb_before() -> None:
    assert [(e.trigger, e.place) for e in events("He was shot in Goma in 2010 and died in Paris in 2012.")] == [("shot", "Goma"), ("died", "Paris")]
