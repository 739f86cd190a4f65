"""“review” asks about what is least certain and matters most, one by one, and says what each key does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.api.test_judging import at, put
from tests.resolve.build import Told, attack, said, story, tie

import conflictgraph
from conflictgraph.cli import cli, judging
from conflictgraph.model import Record


def speech(n: int, speaker: str, place: str, day: str, *more: Told) -> Record:
    return at(f"https://example.org/{n}", story(f"Outlet {n}", day, attack(place=place, time=day), *more, said(speaker), headline=f"News {n}"))


PAIR = {"bismillah-gul-noori", "bismillah-noori"}

# Two spellings of one commander's name, and a name that may be part of a longer one, in three articles and two.
ARTICLES = [
    speech(0, "@Karim Wardak", "Kunduz/city", "2015-06-13", tie("memberOf", "@Karim Wardak", "The Taliban")),
    speech(1, "@Kareem Vardak", "Kunduz/city", "2015-06-20", tie("memberOf", "@Kareem Vardak", "The Taliban")),
    *(speech(n, "@Bismillah Gul Noori", "Goma", f"2015-06-{13 + n}") for n in (2, 3, 4)),
    *(speech(n, "@Bismillah Noori", "Kunduz/city", f"2015-06-{13 + n}") for n in (5, 6)),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> str:
    with conflictgraph.open(tmp_path / "g") as graph:
        put(graph, *ARTICLES)
    return str(tmp_path / "g")


def ask(folder: str, keys: str, *options: str) -> Result:
    return CliRunner().invoke(cli, ["--graph", folder, "review", *options], input=keys)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "_at_terminal", lambda: True)


def test_what_is_least_certain_and_stands_in_most_articles_comes_first(folder: str) -> None:
    with conflictgraph.open(folder) as graph:
        first, *rest = graph.review("actor")
    assert {first.one, first.other} == PAIR and not first.joined
    assert first.claims == 2  # articles of the one named less
    assert [f.name for f in first.features][:1] == ["name"]
    assert first.words and all("Noori" in each for each in first.words)
    assert first.value >= max((each.value for each in rest), default=0)


def test_the_list_can_be_had_as_json_with_what_was_compared(folder: str) -> None:
    found = json.loads(ask(folder, "", "--kind", "actor", "--format", "json").stdout)
    assert {"kind", "one", "other", "joined", "alike", "uncertain", "claims", "features", "words"} <= set(found[0])
    assert {"name", "weight", "rulesOut", "words"} == set(found[0]["features"][0])


@pytest.mark.usefixtures("terminal")
def test_yes_joins_at_once_and_is_not_asked_again(folder: str) -> None:
    done = ask(folder, "y" + "q", "--kind", "actor")
    assert done.exit_code == 0, done.output
    assert "held to be two actors" in done.stdout and "is part of" in done.stdout
    assert "They are now one actor, here and at every rebuild." in done.stdout
    with conflictgraph.open(folder) as graph:
        assert [(row.kind, row.judgement) for row in graph.judgements()] == [("actor", "same")]
        assert graph.lookups.find("Bismillah Noori", "actor").id == graph.lookups.find("Bismillah Gul Noori", "actor").id
        assert not any({p.one, p.other} == PAIR for p in graph.review("actor"))


@pytest.mark.usefixtures("terminal")
def test_a_question_mark_tells_what_each_key_does_and_asks_again(folder: str) -> None:
    done = ask(folder, "?nq", "--kind", "actor")
    assert "y  they become one actor" in done.stdout and "2 articles of the smaller move to the other" in done.stdout
    assert "They stay two actors" in done.stdout
    with conflictgraph.open(folder) as graph:
        assert [row.judgement for row in graph.judgements()] == ["different"]


@pytest.mark.usefixtures("terminal")
def test_unsure_changes_nothing_but_that_it_is_not_asked_again(folder: str) -> None:
    with conflictgraph.open(folder) as graph:
        before = graph._store.ntriples()
    done = ask(folder, "uq", "--kind", "actor")
    assert "you will not be asked again" in done.stdout
    with conflictgraph.open(folder) as graph:
        assert graph._store.ntriples() == before
        assert all({p.one, p.other} != PAIR for p in graph.review())


@pytest.mark.usefixtures("terminal")
def test_the_end_of_the_input_ends_the_questions(folder: str) -> None:
    done = ask(folder, "", "--kind", "actor")
    assert done.exit_code == 0
    with conflictgraph.open(folder) as graph:
        assert graph.judgements() == []


@pytest.mark.usefixtures("terminal")
def test_what_was_joined_by_little_can_be_parted(tmp_path: Path) -> None:
    """One name that few bear, in the news of two countries: joined, but it may be two."""
    with conflictgraph.open(tmp_path / "g") as graph:
        put(graph, *(speech(n, "@Bismillah Hotak", place, "2015-06-13") for n, place in enumerate(("Kunduz/city", "Goma"))))
        (asked,) = (p for p in graph.review("actor") if p.joined)
        assert graph.lookups.find("Bismillah Hotak", "actor").id == "bismillah-hotak"
    done = ask(str(tmp_path / "g"), "?n", "--kind", "actor")
    assert "held to be one actor" in done.stdout and "they are parted" in done.stdout
    with conflictgraph.open(tmp_path / "g") as graph:
        speakers = {row.speaker.id for row in graph.claims() if row.kind == "statement"}
    assert speakers == {asked.one, asked.other}


def test_events_are_proposed_by_their_score_with_the_words_of_both(tmp_path: Path) -> None:
    with conflictgraph.open(tmp_path / "g") as graph:
        put(
            graph, at("https://example.org/a", story("A", "2015-06-14", attack(place="Kunduz/city", time="2015-06-12", killed=9))),
            at("https://example.org/b", story("B", "2015-06-14", attack(place="Kunduz/province", time="2015-06-12"))),
        )  # fmt: skip
        found = graph.review("event")
    assert found and found[0].one.startswith("C-") and len(found[0].words) == 2
    assert {"place", "time"} <= {f.name for f in found[0].features}
