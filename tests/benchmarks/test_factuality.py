"""Our own sentences of what happened and what did not, and the scorer that reads them."""

from __future__ import annotations

from functools import cache

import pytest
from tests.extract.reading import analyzer

from conflictgraph.extract import extract_article
from scorers import factuality
from scorers.adapt.base import bare_text
from scorers.adapt.factuality import FACTUALITY, predict
from scorers.common import Row, read_jsonl
from scorers.shown import half_of

ROW: Row = {"id": "a", "text": "Rebels will attack.", "events": [{"words": [{"word": "attack", "start": 12}], "told": ["planned"]}]}


def told(factuality_: str, polarity: str = "affirmed", trigger: tuple[int, int] = (12, 18)) -> Row:
    return {"accounts": [{"trigger": list(trigger), "factuality": factuality_, "polarity": polarity}]}


@pytest.mark.parametrize(
    ("prediction", "right", "counts"),
    [
        (told("planned"), True, True),
        (told("actual"), False, True),
        (told("planned", "denied"), False, True),
        (told("actual", trigger=(0, 6)), False, False),  # another event: this one is not found, which others measure
        ({}, False, False),
    ],
)
def test_an_event_is_right_if_it_is_told_in_one_of_the_ways(prediction: Row, right: bool, counts: bool) -> None:
    (item,) = factuality.items(ROW, prediction)
    assert (item.right, item.counts) == (right, counts)


def test_where_nothing_is_told_an_account_is_wrong_and_none_is_right() -> None:
    row = {**ROW, "events": [{**ROW["events"][0], "told": ["none"]}]}
    assert [i.right and i.counts for i in factuality.items(row, {})] == [True]
    assert [i.right for i in factuality.items(row, told("actual"))] == [False]


def test_what_is_wrongly_told_as_so_is_counted_apart() -> None:
    part = half_of(ROW["id"])
    assert factuality.score([ROW], {"a": told("actual")})[f"told as actual rightly, {part} half"] == 0.0
    assert factuality.score([ROW], {"a": told("planned")})[f"factuality right, {part} half"] == 100.0


@cache
def rows() -> tuple[Row, ...]:
    return tuple(read_jsonl(factuality.GOLD))


@cache
def later() -> tuple[Row, ...]:
    return tuple(read_jsonl(factuality.LATER))


@cache
def third() -> tuple[Row, ...]:
    return tuple(read_jsonl(factuality.THIRD))


@cache
def scores() -> dict[str, float]:
    return factuality.score(rows(), {r["id"]: predict(r, [extract_article(bare_text(r)[0], analyzer())]) for r in rows()})


def test_the_gold_is_large_in_both_halves_and_stands_in_its_texts() -> None:
    assert min(sum(half_of(r["id"]) == h for r in rows()) for h in ("developed", "held")) >= 100
    assert len(later()) >= 90
    assert len({r["id"] for r in (*rows(), *later(), *third())}) == len(rows()) + len(later()) + len(third())
    for row in (*rows(), *later(), *third()):
        for event in row["events"]:
            assert all(row["text"].startswith(w["word"], w["start"]) for w in event["words"])
            assert set(event["told"]) <= {"actual", "alleged", "planned", "threatened", "hypothetical", "denied", "none"}


LEAST = {"factuality right, developed half": 90.0, "factuality right, held half": 80.0, "told as actual rightly, developed half": 80.0, "told as actual rightly, held half": 70.0}


@pytest.mark.parametrize("measure", FACTUALITY.pinned)
def test_what_did_not_happen_is_seldom_told_as_so(measure: str) -> None:
    assert scores()[measure] >= LEAST[measure]
