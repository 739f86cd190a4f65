"""What the scorers of our own corpora share."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorers.shown import asked, half_of, show


def test_the_developed_half_is_shown_unless_told() -> None:
    assert asked([]) == ("developed", None)
    assert asked(["--half", "held", "out/figures.jsonl"]) == ("held", Path("out/figures.jsonl"))
    assert asked(["out/figures.jsonl", "--half", "held"]) == ("held", Path("out/figures.jsonl"))


def test_the_half_of_an_id_never_changes() -> None:
    assert [half_of(i) for i in ("s-4a57eff28f", "s-8e2c6aa1fc", "a", "b", "c")] == ["held", "developed", "developed", "held", "developed"]


def test_what_is_wrong_is_shown_before_the_measures(capsys: pytest.CaptureFixture[str]) -> None:
    assert show(["killed missing"], {"figures exact": 50.0}) == 0
    assert capsys.readouterr().out.split() == ["killed", "missing", "figures", "exact", "50.00"]
