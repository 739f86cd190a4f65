"""Trees have one root and no cycle, names are well formed, spans follow the tree."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflictgraph.language import decoding
from conflictgraph.model import Name, Role


def is_tree(heads: tuple[int, ...]) -> bool:
    if list(heads).count(0) != 1:
        return False
    for i in range(len(heads)):
        at, steps = i + 1, 0
        while at and steps <= len(heads):
            at, steps = heads[at - 1], steps + 1
        if at:
            return False
    return True


def total(scores: np.ndarray, heads: tuple[int, ...] | list[int]) -> float:
    return float(sum(scores[i, h] for i, h in enumerate(heads)))


@given(st.integers(1, 4), st.integers(0, 10_000))
def test_the_decoded_tree_is_the_best_of_all_trees_with_one_root(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n + 1)).round(3).astype(np.float32)
    choices = [[h for h in range(n + 1) if h != i + 1] for i in range(n)]
    best = max(total(scores, heads) for heads in itertools.product(*choices) if is_tree(heads))
    decoded = decoding.tree(scores)
    assert is_tree(tuple(decoded))
    assert total(scores, decoded) == pytest.approx(best, abs=1e-4)


@given(st.integers(5, 40), st.integers(0, 10_000))
def test_a_long_sentence_gets_a_tree_too(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32)
    assert is_tree(tuple(decoding.tree(scores)))


def test_the_root_word_alone_is_called_root() -> None:
    scores = np.array([[0.0, 9.0], [0.0, 9.0]], np.float32)
    assert decoding.relations(scores, [0, 1], ["dep", "root"]) == ["root", "dep"]


LABELS = ["O", "B-LOC", "B-PER", "I-LOC", "I-PER"]


def test_a_name_never_begins_inside() -> None:
    scores = np.array([[0, 1, 0, 3, 0], [0, 0, 0, 5, 0], [4, 0, 0, 0, 0]], np.float32)
    assert decoding.names(scores, LABELS) == (Name(0, 2, "LOC"),)


def test_a_name_never_changes_its_type_halfway() -> None:
    scores = np.array([[0, 0, 5, 0, 0], [0, 0, 0, 3, 2.5], [9, 0, 0, 0, 0]], np.float32)
    assert decoding.names(scores, LABELS) == (Name(0, 2, "PER"),)


def test_names_that_touch_stay_apart() -> None:
    scores = np.array([[0, 5, 0, 0, 0], [0, 5, 0, 0, 0]], np.float32)
    assert decoding.names(scores, LABELS) == (Name(0, 1, "LOC"), Name(1, 2, "LOC"))


# "the man who fled , was a friend ( of ours )"
WORDS = ["the", "man", "who", "fled", "was", "a", "friend", "(", "of", "ours", ")"]
HEADS = [1, 6, 3, 1, 6, 6, -1, 9, 9, 6, 9]
RELATIONS = ["det", "nsubj", "nsubj", "acl:relcl", "cop", "det", "root", "punct", "case", "nmod", "punct"]
TAGS = ["DET", "NOUN", "PRON", "VERB", "AUX", "DET", "NOUN", "PUNCT", "ADP", "PRON", "PUNCT"]


def test_an_antecedent_leaves_its_relative_clause_out() -> None:
    tree = decoding.grown(WORDS, HEADS, RELATIONS, TAGS)
    assert decoding.span("ARG0", 1, 3, tree) == (0, 2)


def test_a_filler_of_the_copula_leaves_the_subject_out_and_keeps_its_brackets() -> None:
    tree = decoding.grown(WORDS, HEADS, RELATIONS, TAGS)
    assert decoding.span("ARG2", 6, 4, tree) == (5, 11)
    assert decoding.span("ARG1", 1, 4, tree) == (0, 4)


def test_a_core_role_is_filled_once_and_places_are_runs_of_words() -> None:
    tree = decoding.grown(
        ["rebels", "shelled", "Aleppo", "city"],
        [1, -1, 3, 1],
        ["nsubj", "root", "compound", "obj"],
        ["NOUN", "VERB", "PROPN", "NOUN"],
    )
    labels = ["", "ARG0", "ARG1"]
    scores = np.array([[0, 5, 0, -3], [9, 0, 0, -3], [0, 2, 1, 4], [0, 0, 6, 2]], np.float32)
    frame = decoding.predicate(1, scores, labels, tree)
    assert frame.word == 1
    assert frame.roles == (Role("ARG0", 0, 0, 1), Role("ARG1", 3, 2, 4), Role("EVPLACE", 3, 2, 4))
