"""The forward pass: its functions are exact enough, and no sentence's numbers depend on another's."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from conflictgraph.errors import StopRun
from conflictgraph.language import network
from conflictgraph.resources import shelf


@pytest.fixture(scope="module")
def net() -> network.Network:
    directory = shelf("data") / "language"
    return network.Network(directory / "english.npz", directory / "pieces.txt")


def test_gelu_is_exact_to_a_millionth() -> None:
    x = np.concatenate([np.linspace(-6, 6, 20_001), [-40.0, 0.0, 40.0]]).astype(np.float32)
    exact = np.array([v * (1 + math.erf(v / math.sqrt(2))) / 2 for v in x.tolist()])
    assert np.abs(network.gelu(x) - exact).max() <= 4e-6
    assert np.abs(network.gelu(x) - exact)[np.abs(x) <= 2].max() <= 1e-6
    assert network.gelu(x).dtype == np.float32


def test_sentences_together_score_as_each_alone(net: network.Network) -> None:
    sentences = [["Rebels", "fled", "."], ["No"], "The army shelled two villages near Aleppo on Monday".split()] * 30
    for words, together in zip(sentences, net.each(sentences), strict=True):
        alone = net.scores(words)
        for name in ("upos", "arcs", "names", "predicate"):
            assert np.abs(getattr(alone, name) - getattr(together, name)).max() < 1.5e-3  # one step of the rounding


def test_scores_have_a_row_a_word_and_a_column_a_label(net: network.Network) -> None:
    s = net.scores(["Rebels", "fled"])
    assert s.upos.shape == (2, len(net.labels.upos)) and s.names.shape == (2, len(net.labels.names))
    assert s.arcs.shape == (2, 3) and s.predicate.shape == (2, 2)
    assert s.relations([2, 0]).shape == (2, len(net.labels.deprel))
    assert s.roles(1).shape == (2, len(net.labels.roles) + 1)
    assert all(a.dtype == np.float32 for a in (s.upos, s.arcs, s.names, s.predicate, s.roles(1)))


def test_whole_numbers_are_multiplied_out_by_column(tmp_path: Path) -> None:
    labels = np.frombuffer(b'{"upos": ["X"]}', np.uint8)
    whole, scale = np.array([[1, -2], [3, 4]], np.int8), np.array([[0.5, 2.0]], np.float32)
    arrays: dict[str, Any] = {"labels": labels, "a": whole, "a.scale": scale, "words": whole}
    np.savez(tmp_path / "m.npz", **arrays)
    weights, stated = network.read(tmp_path / "m.npz")
    assert weights["a"].tolist() == [[0.5, -4.0], [1.5, 8.0]]
    assert weights["words"].dtype == np.int8 and stated == {"upos": ["X"]}


def test_a_missing_or_damaged_model_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StopRun, match="is missing"):
        network.read(tmp_path / "m.npz")
    for broken in (b"", b"no model", b"PK\x03\x04 cut short"):
        (tmp_path / "m.npz").write_bytes(broken)
        with pytest.raises(StopRun, match="is damaged"):
            network.read(tmp_path / "m.npz")
