"""Words are cut into the pieces that the network was trained on."""

from __future__ import annotations

from pathlib import Path

import pytest

from conflictgraph.errors import StopRun
from conflictgraph.language.pieces import UNKNOWN, Pieces, runs
from conflictgraph.resources import shelf


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(shelf("data") / "language" / "pieces.txt")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen", ["gunmen"]),
        ("don’t", ["don", "’", "t"]),
        ("U.S.-led", ["u", ".", "s", ".", "-", "led"]),
        ("$5m", ["$", "5m"]),
        ("Čelebići é", ["celebici", "e"]),
        ("İstanbul", ["istanbul"]),
        ("ΌΣΟΣ", ["οσοσ"]),
        ("中文abc", ["中", "文", "abc"]),
        ("a\u200bb\x00c\ufffdd\x0be", ["abcde"]),
        ("a\u00a0b\tc\u2028d", ["a", "b", "c", "d"]),
        ("\ud800 \u0378", ["\u0378"]),
        ("\u200b", []),
        ("", []),
    ],
)
def test_runs_have_no_accents_capitals_or_control_characters(text: str, expected: list[str]) -> None:
    assert runs(text) == expected


# Numbers as the published tokenizer of the same vocabulary gives them.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen", [28932]),
        ("peacekeepers", [3521, 24764]),
        ("Qaim", [1053, 4886, 2213]),
        ("al-Ani", [2632, 1011, 2019, 2072]),
        ("convoys", [23083]),
        ("3,000", [1017, 1010, 2199]),
        ("Čelebići", [8292, 2571, 13592, 2072]),
        ("don’t", [2123, 1521, 1056]),
        ("🚀", [100]),
        ("unaffordableness", [14477, 4246, 8551, 3085, 2791]),
    ],
)
def test_the_longest_pieces_come_first(pieces: Pieces, text: str, expected: list[int]) -> None:
    assert pieces.of(text) == expected


def test_a_run_of_more_than_a_hundred_characters_is_unknown(pieces: Pieces) -> None:
    assert pieces.of("a" * 101) == [UNKNOWN]
    assert UNKNOWN not in pieces.of("a" * 100)


def test_an_article_cannot_write_a_marker(pieces: Pieces) -> None:
    assert 102 not in pieces.of("[SEP]") and len(pieces.of("[SEP]")) > 2


def test_a_missing_vocabulary_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StopRun, match=r"pieces\.txt is missing"):
        Pieces(tmp_path / "pieces.txt")
