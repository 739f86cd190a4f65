"""The corpus of events told several times in one article: it is what its marked texts say, and its scorer finds what is wrong."""

from __future__ import annotations

from conflictgraph.extract import extract_article
from conflictgraph.model import Article
from outlets.markup import text_of
from scorers import tellings
from scorers.common import Row, read_jsonl

CORPUS = read_jsonl(tellings.CORPUS)


def row(marked: str) -> Row:
    text, told = text_of(marked, "x")
    names = sorted({t.incident for t in told})
    return {
        "id": "x-0", "half": "held", "text": text, "incidents": {name: {"type": "assault", "partOf": None} for name in names},
        "told": [{"incident": t.incident, "start": t.start, "end": t.end, "facts": dict(t.facts)} for t in told],
    }  # fmt: skip


def measured(marked: str) -> dict[str, float]:
    mine = row(marked)
    found = tellings.Found()
    tellings.take(found, mine, extract_article(Article(text=mine["text"], published="2015-06-16")))
    return tellings.measures(found)


def test_the_corpus_is_what_its_marked_texts_make() -> None:
    assert tellings.CORPUS.read_text(encoding="utf-8") == tellings.made()


def test_both_halves_have_articles_enough_and_incidents_apart() -> None:
    assert len(CORPUS) >= 30
    for half in ("developed", "held"):
        mine = [r for r in CORPUS if r["half"] == half]
        assert len(mine) >= 15
        assert sum(len(r["incidents"]) > 1 for r in mine) >= 5


def test_two_tellings_of_one_attack_are_one_event() -> None:
    found = measured("[a killed=12 | A bomb exploded at a market in Quetta on Friday.] [a | At least 12 people were killed.]")
    assert (found["false merges"], found["false splits"], found["tellings read"], found["tolls right"]) == (0.0, 0.0, 100.0, 100.0)


def test_what_is_not_told_apart_is_a_false_merge_and_what_is_not_joined_a_split() -> None:
    text = "A bomb exploded at a market in Quetta on Friday. At least 12 people were killed."
    first, second = text.split(". ")
    assert measured(f"[a | {first}]. [b | {second}]")["false merges"] == 100.0
    two = measured("[a | Rebels killed nine farmers in Beni on Monday.] [a | In March rebels killed two nurses in Goma.]")
    assert two["false splits"] == 100.0


def test_attackers_count_as_named_where_the_event_names_them() -> None:
    text = "[a by={} | Al-Shabaab fighters attacked a base in Baidoa on Monday.] [a | The militants killed six soldiers.]"
    assert measured(text.format("al-Shabaab"))["attackers named"] == 100.0
    assert measured(text.format("Boko Haram"))["attackers named"] == 0.0


def test_an_article_without_a_record_is_missed_whole() -> None:
    found = tellings.Found()
    tellings.take(found, row("[a by=rebels | Rebels killed nine farmers in Beni on Monday.]"), None)
    assert (tellings.measures(found)["tellings read"], tellings.measures(found)["attackers named"]) == (0.0, 0.0)
