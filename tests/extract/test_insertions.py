"""What an editor put between square brackets."""

from __future__ import annotations

import pytest
from tests.extract.reading import analyzer, events

from conflictgraph.extract import extract_article, insertions
from conflictgraph.model import Article, Skip


@pytest.mark.parametrize(
    "text",
    [
        "FRP [Frente Rojo Popular] fighters attacked the town hall in Suchitoto.",
        "The FRP [as heard] attacked the town hall in Suchitoto.",
        "The Frente Rojo Popular [FRP] attacked the town hall in Suchitoto.",
        "The fighters [name indistinct] attacked the town hall in Suchitoto.",
    ],
)
def test_a_sentence_is_read_without_them(text: str) -> None:
    (found,) = [e for e in events(text) if e.type == "assault"]
    assert found.agents and found.targets == {"hall"}


def test_a_bracket_that_stands_for_a_word_is_read() -> None:
    text = "He said that [the army] had shelled the town of Suchitoto."
    assert insertions.found(text) == []
    (found,) = [e for e in events(text) if e.type == "assault"]
    assert found.agents == {"army"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("FRP [Frente Rojo Popular] attacked.", ("FRP", "Frente Rojo Popular")),
        ("the Northern Liberation Front [NLF] attacked", ("Northern Liberation Front", "NLF")),
        ("the ELN [Army of National Liberation]", ("ELN", "Army of National Liberation")),
        ("The mayor [Juan Perez] spoke.", None),
        ("Kabul [Afghan Capital City] was quiet.", None),
    ],
)
def test_the_other_name_of_what_stands_before_shares_most_of_its_letters(text: str, names: tuple[str, str] | None) -> None:
    assert [name for _, _, name in insertions.found(text)] == ([names] if names else [])


def test_characters_are_those_of_the_whole_text() -> None:
    text = "Skip this. [sic] The FRP [Frente Rojo Popular] attacked Suchitoto [as heard] on Monday. Troops fled."
    article = Article(text, skipped=(Skip(0, 10, "teaser"),))
    for sentence in insertions.analyze(article, analyzer()):
        assert [text[w.start : w.end] for w in sentence.words] == [w.text for w in sentence.words]
        assert (sentence.start, sentence.end) == (sentence.words[0].start, sentence.words[-1].end)
        assert sentence.start >= 10


@pytest.mark.parametrize("mark", ["\u200e", "\u200b", "\u00ad", "\ufeff", "\u2066", "\U000e0041"])
def test_marks_that_nobody_sees_are_no_words_and_part_no_word(mark: str) -> None:
    seen = "Rebels shelled Mosul. Prime Minister Haider al-Abadi [sic] met President Barham Salih in Baghdad."
    text = seen.replace("Mosul", f"Mo{mark}sul").replace("Minister", f"Minister{mark}").replace(" met", f" {mark} met").replace("[sic]", f"[{mark}sic{mark}]")
    words = [w for s in insertions.analyze(Article(text), analyzer()) for w in s.words]
    assert [w.text for w in words] == [w.text for s in insertions.analyze(Article(seen), analyzer()) for w in s.words]
    assert [text[w.start : w.end].replace(mark, "") for w in words] == [w.text for w in words]
    assert not any(text[w.start] == mark or text[w.end - 1] == mark for w in words)
    record = extract_article(Article(text), analyzer())
    assert {p.name for p in record.places} == {"Mosul", "Baghdad"} and all(p.geonames for p in record.places)
