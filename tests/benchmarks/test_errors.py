"""Errors by kind: the halves, the kinds of literal records, the page."""

from __future__ import annotations

from collections import Counter
from typing import Any

import errors
from conflictgraph.model import Account, Article, Mention, Record, Span
from scorers.kinds import dyads, types
from scorers.placekinds import names, toponyms

TEXT = "Rebels shelled Homs. Police thanked nurses."


def span(word: str) -> Span:
    return Span(TEXT.index(word), TEXT.index(word) + len(word))


def party(word: str) -> Mention:
    return Mention(span(word).start, span(word).end, span(word), None, None)


def account(identifier: str, trigger: str, type_: str, agent: str, patient: str) -> Account:
    return Account(
        id=identifier, kind="event", type=type_, mode=None, attribution="asserted", factuality="actual", polarity="affirmed",
        trigger=span(trigger), agents=(party(agent),), patients=(party(patient),), passage=Span(0, len(TEXT)), rule="r", confidence=0.9,
    )  # fmt: skip


RECORD = Record(
    Article(TEXT), accounts=(account("C-1", "shelled", "assault", "Rebels", "Homs"), account("C-2", "thanked", "support", "Police", "nurses"))
)
PREDICTION = {"source": [[0, 6]], "target": [[15, 19]], "reciprocal": [], "type": "assault", "types": ["assault"], "main": ["assault"]}


def test_each_asked_span_is_in_one_kind() -> None:
    row = {"id": "x", "source": [[0, 6]], "target": [[15, 20]], "reciprocal": [], "quad": 4}
    assert list(dyads(row, [RECORD], PREDICTION)) == ["source: right", "target: boundary", "class: right"]


def test_what_the_record_holds_elsewhere_is_another_event() -> None:
    nurses, police = span("nurses"), span("Police")
    row = {"id": "x", "source": [[police.start, police.end]], "target": [[nurses.start, nurses.end]], "quad": 1}
    kinds = Counter(dyads(row, [RECORD], PREDICTION))
    assert kinds["source: another event was chosen"] == kinds["target: another event was chosen"] == 1
    assert kinds["source: extra, another party"] == kinds["class: wrong type"] == 1


def test_nothing_read_is_a_missed_predicate() -> None:
    empty: dict[str, Any] = {"source": [], "target": [], "reciprocal": [], "type": None, "types": [], "main": []}
    row = {"id": "x", "source": [[0, 6]], "target": [], "quad": 4}
    assert list(dyads(row, [Record(Article(TEXT))], empty)) == ["source: missed predicate", "class: missed predicate"]
    assert list(types({"id": "x", "type": "ARREST"}, [], empty)) == ["type: missed predicate"]
    assert list(types({"id": "x", "type": "ARREST"}, [], PREDICTION)) == ["type: wrong type"]


def test_a_row_is_always_in_the_same_half() -> None:
    # md5 of a, b, c and 7 begins with 0c, 92, 4a and 8f.
    assert [errors.half(i) for i in ("a", "b", "c", "7")] == ["read", "read", "read", "unread"]


def test_the_page_shows_what_was_and_what_is_for_each_half() -> None:
    now = {"muc4": {"read": Counter({"Victim: right": 3}), "unread": Counter({"Victim: right": 2})}}
    before = {"muc4": {"read": {"Victim: right": 1, "Victim: wrong role": 2}, "unread": {"Victim: right": 1}}}
    page = errors.table(now, before)
    assert "| Victim: right | 1 | 3 | 1 | 2 |" in page
    assert "| Victim: wrong role | 2 | 0 | 0 | 0 |" in page
    assert "| Victim: right | 3 | 2 |" in errors.table(now, None)


def test_each_toponym_has_a_kind_of_span_and_one_of_point() -> None:
    text = "Paris, Texas, and Nowhereton beside London"
    row = {"text": text, "places": [[0, 5, "Paris", 33.66, -95.56], [18, 28, "Nowhereton", 1.0, 1.0], [36, 42, "London", 51.5, -0.1]]}
    found = {"places": [[0, 5, "Paris", 48.85, 2.35, 2988507], [7, 12, "Texas", 31.0, -99.0, 4736286], [18, 28, "Nowhereton", None, None, None]]}
    assert Counter(toponyms(row, [], found)) == Counter(
        ["span: right", "point: namesake in another country", "span: right", "point: no place of the gazetteer", "span: missed", "span: extra"]
    )


def test_each_name_is_in_one_kind() -> None:
    row = {"text": "ann of oslo met Bob Lee at Acme", "entities": [[0, 3, "PER"], [7, 11, "LOC"], [16, 23, "PER"], [27, 31, "ORG"]]}
    found = {"entities": [[7, 11, "LOC"], [16, 19, "PER"], [27, 31, "LOC"], [12, 15, "ORG"]]}
    assert list(names(row, [], found)) == ["PER: missed, written small", "LOC: right", "PER: boundary", "ORG: wrong type", "ORG: extra"]
