"""docs/quality.md is made, not written: its tables from results, its examples by running the pipeline."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
for place in (ROOT / "docs", ROOT / "benchmarks"):
    if str(place) not in sys.path:
        sys.path.insert(0, str(place))

import examples  # noqa: E402  (the path above comes first)
import tables  # noqa: E402

PAGE = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_examples_of_errors_are_what_the_pipeline_does_today() -> None:
    shown = {match[2]: match.group()[len(match[1]) : -len(match[3])] for match in tables.TABLE.finditer(PAGE)}
    assert shown["examples"] == tables.examples()


@pytest.mark.slow
def test_every_example_stands_in_an_article_that_ships_and_is_wrong() -> None:
    articles = "".join(" ".join(p.read_text(encoding="utf-8").split()) for p in sorted((ROOT / "data" / "articles").iterdir()) if p.name != "truth.jsonl")
    for e in examples.errors()[: tables.KINDS]:
        assert e.expected != e.found
        assert e.words[:30] in articles or e.article.startswith("batch")


@pytest.mark.parametrize("page", ["quality.md", "known-errors.md", "speed.md"])
def test_every_table_of_a_page_has_a_maker_and_the_other_way_round(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    assert {m[2] for m in tables.TABLE.finditer(text)} == {name for other, name, _ in tables.blocks() if other == page}


def test_an_aim_is_met_by_its_first_or_both_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = {("a", "F"): ("x 60", "45, then above 60.8"), ("a", "G"): ("", "78, then 88"), ("a", "H"): ("", "78, then 88"), ("c", "ECE, all"): ("", "8 at most")}
    monkeypatch.setattr(tables, "references", lambda: rows)
    made = tables.aims({"a": {"F": 50.0, "G": 90.0, "H": 70.0}, "c": {"ECE, all": 6.1}})
    assert [line.split(" | ")[1:5] for line in made.splitlines()[2:]] == [
        ["F", "50", "45, then above 60.8", "the first"],
        ["G", "90", "78, then 88", "both"],
        ["H", "70", "78, then 88", "no"],
        ["ECE, all", "6.1", "8 at most", "yes"],
    ]


def test_a_peer_that_does_not_try_has_a_dash() -> None:
    made = tables.peers({"m": {"F": 50.0, "G": 1.0}}, {"one": {"title": "One", "corpora": {"m": {"F": 40.5}}}, "two": {"title": "Two", "corpora": {}}})
    assert made.splitlines()[2:] == ["| `m` | F | 50 | 40.5 | – |"]


def test_what_is_below_its_floor_is_listed() -> None:
    floors = {"m": {"split": "dev", "measures": {"F": 50.0, "G": 1.0}}}
    assert tables.below({"m": {"F": 48.0, "G": 1.0}}, floors) == "- `m`, F: 48, its floor is 50\n"
    assert tables.below({"m": {"F": 50.0}}, floors) == "Nothing is below its floor.\n"


@pytest.mark.parametrize(
    ("value", "said"),
    [("[[10, 10, 10]]", "10"), ("[5, None, 7]", "5 to 7"), ("[12, 12, None]", "at least 12"), ("None", "nothing"), ("['M23', 'rebels']", "M23 / rebels"), ("killed", "killed")],
)
def test_values_of_the_annotation_are_shown_in_words(value: str, said: str) -> None:
    assert examples.said(value) == said
