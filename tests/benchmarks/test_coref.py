"""Scores of clusterings, against figures worked out by hand."""

from __future__ import annotations

import pytest

from scorers.coref import false_pairs, scores


def sets(*clusters: str) -> list[frozenset[str]]:
    return [frozenset(c) for c in clusters]


def test_the_three_measures_are_what_they_are_by_hand() -> None:
    found = scores(sets("abc", "defg"), sets("ab", "cd", "fghi"))
    assert found["MUC P"] == pytest.approx(40.0)
    assert found["MUC R"] == pytest.approx(40.0)
    assert found["B-cubed P"] == pytest.approx(50.0)
    assert found["B-cubed R"] == pytest.approx(100 * (5 / 3 + 5 / 4) / 7)
    assert found["CEAF-e P"] == pytest.approx(130 / 3)
    assert found["CEAF-e R"] == pytest.approx(65.0)
    assert found["CoNLL F"] == pytest.approx((found["MUC F"] + found["B-cubed F"] + found["CEAF-e F"]) / 3)


def test_a_clustering_is_all_right_against_itself() -> None:
    same = sets("abc", "de", "f")
    assert all(value == pytest.approx(100.0) for value in scores(same, same).values())


def test_mentions_that_are_lacking_cost_recall_and_those_beyond_cost_precision() -> None:
    lacking, beyond = scores(sets("abc"), sets("ab")), scores(sets("ab"), sets("abc"))
    assert [lacking["B-cubed P"], lacking["B-cubed R"]] == pytest.approx([100.0, 400 / 9])
    assert [beyond["B-cubed P"], beyond["B-cubed R"]] == pytest.approx([400 / 9, 100.0])


def test_nothing_against_nothing_is_nothing() -> None:
    assert set(scores([], []).values()) == {0.0}


def test_false_merges_and_splits_are_pairs_of_mentions_in_both() -> None:
    merged, split = false_pairs(sets("ab", "cx"), sets("ac", "by"))
    assert (merged, split) == ([("a", "c")], [("a", "b")])
