"""Articles are taken back by the file that they were read from."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conflictgraph.cli import cli

TEXT = "KABUL, 3 March 2015 — Taliban fighters killed {} policemen in Kunduz on Monday, the interior ministry said."


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["--graph", str(folder / "g"), *arguments])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    for name, count in (("one.txt", "four"), ("two.txt", "nine")):
        (tmp_path / "articles" / name).write_text(TEXT.format(count), "utf-8")
    assert run(tmp_path, "add", "articles").exit_code == 0
    return tmp_path


@pytest.mark.parametrize("name", ["articles/one.txt", "one.txt", "./articles/one.txt", "articles/../articles/one.txt"])
def test_a_plain_text_is_taken_back_by_its_file(folder: Path, name: str) -> None:
    result = run(folder, "retract", name)
    assert result.exit_code == 0, result.stderr
    left = run(folder, "articles", "--format", "jsonl").stdout.splitlines()
    assert len(left) == 1
    assert "nine" in run(folder, "claims", "--format", "json").stdout
    assert "four" not in run(folder, "claims", "--format", "json").stdout
    shutil.rmtree(folder / "articles")
    assert run(folder, "retract", "two.txt").exit_code == 0
    assert run(folder, "articles", "--format", "json").stdout == "[]\n"


def test_a_file_that_was_not_read_is_one_sentence(folder: Path) -> None:
    (folder / "three.txt").write_text("x", "utf-8")
    result = run(folder, "retract", "three.txt")
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert "three.txt" in result.stderr


def test_files_of_one_name_are_told_apart(folder: Path) -> None:
    (folder / "more").mkdir()
    (folder / "more" / "one.txt").write_text(TEXT.format("six"), "utf-8")
    run(folder, "add", "more")
    result = run(folder, "retract", "one.txt")
    assert result.exit_code == 1
    assert run(folder, "retract", "more/one.txt").exit_code == 0
    assert "six" not in run(folder, "claims", "--format", "json").stdout


def test_the_file_is_kept_when_articles_are_read_again_and_found_when_added_again(folder: Path) -> None:
    with sqlite3.connect(folder / "g" / "articles.sqlite") as db:
        db.execute("UPDATE articles SET source = NULL")  # as earlier versions left it
    db.close()
    assert run(folder, "retract", "one.txt").exit_code == 1
    assert run(folder, "add", "articles").exit_code == 0
    assert run(folder, "reread").exit_code == 0
    assert run(folder, "retract", "one.txt").exit_code == 0
