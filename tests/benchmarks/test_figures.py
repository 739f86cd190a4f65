"""Figures and dates on our own annotated sentences and short articles, and the scorer's counting on literal rows."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from tests.extract.reading import analyzer

from conflictgraph.extract import from_sentences
from scorers import figures
from scorers.adapt.figures import FIGURES, articles, predict
from scorers.common import Row, read_jsonl

TEXT = "Gunmen killed four people in Jos on Friday."
EVENT: dict[str, Any] = {
    "words": [{"word": "killed", "start": 7}], "killed": [4, 4, 4], "wounded": None, "abducted": None, "captured": None, "who": {},
    "edtf": "2015-06-12", "earliest": "2015-06-12", "latest": "2015-06-12",
}  # fmt: skip
ROW: Row = {"id": "r", "construction": "exact", "published": "2015-06-16", "text": TEXT, "events": [EVENT]}
TOLD: dict[str, Any] = {
    "trigger": [7, 13], "words": "killed", "date": ["2015-06-12", "2015-06-12"], "killed": [4, 4, 4], "wounded": None,
    "abducted": None, "captured": None, "who": {},
}  # fmt: skip


def kinds(*accounts: dict[str, Any]) -> list[str]:
    return [item.kind for item in figures.items(ROW, {"accounts": list(accounts)})]


def test_the_same_figure_and_date_are_right() -> None:
    assert kinds(TOLD) == ["", ""]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"killed": None}, ["killed missing", ""]),
        ({"killed": [4, 4, None]}, ["killed another", ""]),
        ({"wounded": [1, 1, 1]}, ["", "wounded too many", ""]),
        ({"who": {"children": [1, 1, 1]}}, ["", "category too many", ""]),
        ({"date": [None, None]}, ["", "date missing"]),
        ({"date": ["2015-06-12", None]}, ["", "date another"]),
    ],
)
def test_every_difference_has_its_kind(change: dict[str, Any], expected: list[str]) -> None:
    assert kinds({**TOLD, **change}) == expected


def test_an_event_that_was_not_found_has_neither_figure_nor_date() -> None:
    assert kinds() == ["killed missing", "event missed"]


def test_two_tellings_must_not_contradict_each_other() -> None:
    assert kinds(TOLD, {**TOLD, "killed": None, "date": [None, None]}) == ["", ""]
    assert kinds(TOLD, {**TOLD, "killed": [5, 5, 5]}) == ["killed another", ""]


def test_a_figure_of_words_that_tell_no_event_counts_against_the_pipeline() -> None:
    assert kinds(TOLD, {**TOLD, "trigger": [0, 6]}) == ["", "", "killed of nothing"]


def test_an_article_without_a_prediction_counts() -> None:
    assert set(figures.score([ROW], {}).values()) == {0.0}


@cache
def rows() -> tuple[Row, ...]:
    return tuple(read_jsonl(figures.GOLD))


@cache
def later() -> tuple[Row, ...]:
    return tuple(read_jsonl(figures.LATER))


@cache
def third() -> tuple[Row, ...]:
    return tuple(read_jsonl(figures.THIRD))


@cache
def fourth() -> tuple[Row, ...]:
    return tuple(read_jsonl(figures.FOURTH))


@cache
def fifth() -> tuple[Row, ...]:
    return tuple(read_jsonl(figures.FIFTH))


@cache
def scores() -> dict[str, float]:
    found = {}
    for row in rows():
        (article,) = articles(row)
        sentences = analyzer().analyze(article.text, [(s.start, s.end) for s in article.skipped])
        found[row["id"]] = predict(row, [from_sentences(article, sentences)])
    return figures.score(rows(), found)


def test_the_gold_is_large_and_stands_in_its_texts() -> None:
    assert sum(r["kind"] == "sentence" for r in rows()) >= 300
    assert sum(r["kind"] == "article" for r in rows()) >= 60
    assert len(later()) >= 160
    every = (*rows(), *later(), *third(), *fourth(), *fifth())
    assert len({r["id"] for r in every}) == len(every)
    for row in every:
        for event in row["events"]:
            assert event["words"]
            assert all(row["text"].startswith(w["word"], w["start"]) for w in event["words"])
            known = [d for d in (event["earliest"], event["latest"]) if d]
            assert known == sorted(known)


LEAST = {"figures exact, developed half": 95.0, "figures exact, held half": 90.0, "dates exact, developed half": 92.0, "dates exact, held half": 92.0}


@pytest.mark.parametrize("measure", FIGURES.pinned)
def test_figures_and_dates_are_exact_on_both_halves(measure: str) -> None:
    assert scores()[measure] >= LEAST[measure]
