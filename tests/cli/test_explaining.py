"""`extract --explain`: for people a tree and reasons that no terminal obeys, for programs JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conflictgraph.cli import cli
from conflictgraph.cli.explaining import tree
from conflictgraph.model import Word

TEXT = "Rebels killed at least 12 soldiers in Goma on Friday, the Defense Ministry said. The UN condemned the attack. A parade was held in Goma."


def run(*arguments: str, **more: object) -> Result:
    return CliRunner().invoke(cli, ["extract", *arguments], **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("explain") / "story.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def words(*given: tuple[str, int, str]) -> list[Word]:
    return [Word(text, 0, 0, text, "X", head, rel) for text, head, rel in given]


def test_a_tree_is_drawn_with_its_words_in_order() -> None:
    drawn = tree(words(("Two", 1, "nummod"), ("men", 2, "nsubj"), ("ran", -1, "root"), ("away", 2, "advmod"), (".", 2, "punct")))
    assert [line[:11].rstrip() for line in drawn] == ["   ┌─ Two", "┌─ men", "ran", "├─ away", "└─ ."]
    assert drawn[2].split() == ["ran", "root", "X"]


def test_a_sentence_shows_tree_names_roles_accounts_and_reasons(story: str) -> None:
    result = run(story, "--explain", "--sentence", "1", "--published", "2024-02-10")
    assert result.exit_code == 0
    out = result.stdout
    assert "Sentence 1, characters 0–80" in out
    assert "Sentence 2" not in out
    for line in ("  Tree", "  Names", "  Roles, by the language model", "  Accounts"):
        assert line in out.splitlines()
    assert "killed: event assault, confidence 0." in out
    assert "+ type “killed”: assault (kill, verb) of the lexicon, weight 1.00" in out
    assert "+ figure “soldiers”: at least 12, by “at least 12”" in out


def test_all_sentences_are_shown_and_what_told_nothing_says_why(story: str) -> None:
    out = run(story, "--explain").stdout
    assert [line.split(",")[0] for line in out.splitlines() if line.startswith("Sentence")] == ["Sentence 1", "Sentence 2", "Sentence 3"]
    assert "  Words that told no account" in out.splitlines()
    assert "left out: it tells neither parties nor a place" in out


def test_json_has_the_same_in_one_object_an_article(story: str) -> None:
    result = run(story, "--explain", "--format", "json", "--published", "2024-02-10")
    (line,) = result.stdout.splitlines()
    (first, *_) = json.loads(line)["sentences"]
    account = next(a for a in first["accounts"] if a["trigger"] == "killed")
    assert ["killed", "at least 12"] in account["slots"]
    assert {"topic": "figure", "word": 5, "text": "soldiers", "taken": True, "why": "at least 12, by “at least 12”"} in account["reasons"]
    assert all(0 < a["confidence"] < 1 for s in json.loads(line)["sentences"] for a in s["accounts"])


def test_hostile_text_reaches_no_terminal() -> None:
    hostile = "Rebels\x1b[31m killed \u202esoldiers in Goma\x07 on Friday, the army said."
    result = run("-", "--explain", input=hostile)
    assert result.exit_code == 0
    assert not set(result.stdout) & {"\x1b", "\x07", "\u202e"}
    assert not set(run("-", "--explain", "--format", "json", input=hostile).stdout) & {"\x1b", "\x07", "\u202e"}


def test_a_sentence_that_is_not_there_is_told_in_one_line(story: str) -> None:
    result = run(story, "--explain", "--sentence", "9")
    assert result.exit_code == 1
    assert "There is no sentence 9" in result.stderr
    assert "it has 3." in result.stderr


@pytest.mark.parametrize("option", [("--sentence", "1"), ("--format", "text")])
def test_what_belongs_to_explain_goes_with_it_alone(story: str, option: tuple[str, str]) -> None:
    result = run(story, *option)
    assert result.exit_code == 2
    assert "goes with --explain" in result.stderr


def test_what_cannot_be_read_is_named_and_the_rest_is_explained(story: str, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    result = run(story, str(tmp_path / "empty.txt"), "--explain", "--sentence", "1")
    assert result.exit_code == 0
    assert "Skipped" in result.stderr
    assert run(str(tmp_path / "empty.txt"), "--explain").exit_code == 1
