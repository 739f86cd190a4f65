"""The language model's numbers for one sentence: a transformer encoder and its heads, in NumPy.

The encoder's matrix products take the rows of several sentences at a time, which is twice as fast; every other step
takes a sentence alone. No row of a product reads another, all is computed on one thread, and scores are rounded before
anything is decided on them, so that the last bits of a sum, which differ between processors, decide nothing.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from conflictgraph.errors import StopRun
from conflictgraph.language.pieces import UNKNOWN as UNKNOWN  # training reads it here, with the other markers
from conflictgraph.language.pieces import Pieces

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

# Both as in training: a longer word's tail says little, and 512 positions bound the sentence.
PIECES_A_WORD = 8
MOST_PIECES = 510
DIGITS = 3
# Sentences are computed together up to so many pieces; from there on it is no faster.
TOGETHER = 192
# Rows of a hidden layer that fit the processor's nearer memory.
ROWS = 32

CLS, SEP = 101, 102
MARKER_CASE = 5
ATTENTION_HEADS = 12
EPSILON = 1e-12  # BERT's, under the root of a layer norm

# x·P(x²)/Q(x²) for the normal distribution's integral from 0 to x, |x| <= REACH; the largest error of its values in
# float32 is 3e-7 (a fit by iteratively reweighted least squares). Lowest power first.
NUMERATOR = (0.398941717, 0.0548829817, 0.00590511426, 0.000372898454, 6.75877845e-06)
DENOMINATOR = (1.0, 0.304228875, 0.040523116, 0.00304553586, 0.000133801177, 5.63079397e-07)
REACH = 5.4


def case_of(word: str) -> int:
    """0 lower, 1 Title, 2 UPPER, 3 digits, 4 other: what the uncased word pieces do not tell."""
    if word.islower():
        return 0
    if any(c.isdigit() for c in word):
        return 3
    if word.isupper() and len(word) > 1:
        return 2
    if word[:1].isupper():
        return 1
    return 4


@dataclass(frozen=True)
class Labels:
    """What the columns of the scores mean. Role 0 is no role; the column after the last role is the event's place."""

    upos: tuple[str, ...]
    deprel: tuple[str, ...]
    names: tuple[str, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Scores:
    """Unnormalised, rounded scores of a sentence of n words.

    `upos` (n, tags), `arcs` (n, 1 + n) with the root as governor 0, `names` (n, tags), `predicate` (n, 2); the two
    biaffine layers come as factors, so that labels are computed for the chosen arcs and predicates only.
    """

    upos: Floats
    arcs: Floats
    names: Floats
    predicate: Floats
    label_left: Floats  # (n, relations, k)
    label_right: Floats  # (1 + n, k)
    role_left: Callable[[int], Floats]  # word → (roles + 1, k)
    role_right: Floats  # (n, k)

    def relations(self, heads: Sequence[int]) -> Floats:
        """(n, relations) for the governors `heads` (0 is the root, word i is 1 + i)."""
        import numpy as np

        scores: Floats = np.einsum("nrk,nk->nr", self.label_left, self.label_right[list(heads)])
        return scores.round(DIGITS)

    def roles(self, predicate: int) -> Floats:
        """(n, roles + 1) for every word as an argument of the word `predicate`."""
        import numpy as np

        # No matrix product: that one would run on as many threads as there are cores.
        scores: Floats = np.einsum("nk,rk->nr", self.role_right, self.role_left(predicate))
        return scores.round(DIGITS)


@dataclass(frozen=True)
class _Input:
    """A sentence of n words in m pieces, with its two markers."""

    ids: list[int]
    cases: list[int]
    pool: Floats  # (n, m): averages pieces to words
    kinds: list[int]


class Network:
    """The weights, ready to run; loading takes a few hundred milliseconds, so load once."""

    def __init__(self, model: Path, pieces: Path) -> None:
        import numpy as np

        # No type hints of its own.
        threadpoolctl: Any = importlib.import_module("threadpoolctl")

        self._np = np
        self._pieces = Pieces(pieces)
        self._known: dict[str, list[int]] = {}
        self._weights, stated = read(model)
        self.labels = Labels(*(tuple(stated[kind]) for kind in ("upos", "deprel", "names", "roles")))
        self._threads: Any = threadpoolctl.ThreadpoolController().select(user_api="blas")

    def _coded(self, word: str) -> list[int]:
        known = self._known.get(word)
        if known is None:
            known = self._pieces.of(word)[:PIECES_A_WORD] or [UNKNOWN]
            if len(self._known) < 50_000:
                self._known[word] = known
        return known

    def scores(self, words: Sequence[str]) -> Scores:
        """The scores of one sentence of at least one word."""
        return next(self.each([words]))

    def each(self, sentences: Sequence[Sequence[str]]) -> Iterator[Scores]:
        """The scores of each sentence, in order; none of them is empty."""
        batch: list[_Input] = []
        pieces = 0
        for words in sentences:
            given = self._input(words)
            if batch and pieces + len(given.ids) > TOGETHER:
                yield from self._run(batch)
                batch, pieces = [], 0
            batch.append(given)
            pieces += len(given.ids)
        if batch:
            yield from self._run(batch)

    def _input(self, words: Sequence[str]) -> _Input:
        np = self._np
        n = len(words)
        coded = [self._coded(word) for word in words]
        if sum(map(len, coded)) > MOST_PIECES:
            fair = max(1, MOST_PIECES // n)
            coded = [ids[:fair] for ids in coded]
        kinds = [case_of(word) for word in words]
        ids = [CLS]
        cases = [MARKER_CASE]
        pool = np.zeros((n, sum(map(len, coded)) + 2), np.float32)
        for i, own in enumerate(coded):
            pool[i, len(ids) : len(ids) + len(own)] = 1 / len(own)
            ids += own
            cases += [kinds[i]] * len(own)
        return _Input([*ids, SEP], [*cases, MARKER_CASE], pool, kinds)

    def _run(self, batch: Sequence[_Input]) -> list[Scores]:
        np, w = self._np, self._weights
        with self._threads.limit(limits=1):
            ids = [number for given in batch for number in given.ids]
            x = w["words"][ids] * w["words.scale"][ids]
            x += w["case_in"][[case for given in batch for case in given.cases]]
            x += np.concatenate([w["positions"][: len(given.ids)] for given in batch])
            x = self._norm(x, "norm")
            ends = np.cumsum([len(given.ids) for given in batch]).tolist()
            parts = [slice(end - len(given.ids), end) for given, end in zip(batch, ends, strict=True)]
            mix = w["mix"]
            trees, meanings = np.zeros_like(x), np.zeros_like(x)
            for i in range(mix.shape[1]):
                x = self._layer(x, f"layers.{i}.", parts)
                trees += mix[0, i] * x
                meanings += mix[1, i] * x
            found = []
            for given, part in zip(batch, parts, strict=True):
                case = w["case_out"][given.kinds]
                found.append(self._heads(given.pool @ trees[part] + case, given.pool @ meanings[part] + case))
            return found

    def _layer(self, x: Floats, name: str, parts: Sequence[slice]) -> Floats:
        """One layer of BERT: attention within each sentence's rows and a hidden layer, each added and normed."""
        np = self._np
        projected = self._linear(x, name + "qkv")
        context = np.empty_like(x)
        for part in parts:
            rows = projected[part]
            query, key, value = rows.reshape(len(rows), 3, ATTENTION_HEADS, -1).transpose(1, 2, 0, 3)
            weights = query @ key.transpose(0, 2, 1)
            weights -= weights.max(axis=2, keepdims=True)
            np.exp(weights, out=weights)
            weights /= weights.sum(axis=2, keepdims=True)
            context[part] = (weights @ value).transpose(1, 0, 2).reshape(len(rows), -1)
        attended = self._linear(context, name + "out")
        attended += x
        x = self._norm(attended, name + "norm1")
        hidden = self._linear(x, name + "up")
        for first in range(0, len(hidden), ROWS):
            hidden[first : first + ROWS] = gelu(hidden[first : first + ROWS])
        result = self._linear(hidden, name + "down")
        result += x
        return self._norm(result, name + "norm2")

    def _heads(self, trees: Floats, meanings: Floats) -> Scores:
        np, w = self._np, self._weights
        rooted = np.concatenate([w["root"][None], trees])
        arcs = self._linear(self._projection(trees, "arc_dep"), "arc") @ self._projection(rooted, "arc_head").T
        label_right = with_one(self._projection(rooted, "label_head"))
        label_left = self._linear(self._projection(trees, "label_dep"), "label")
        role_right = with_one(self._projection(meanings, "role_arg"))
        role_pred = self._projection(meanings, "role_pred")

        def role_left(word: int) -> Floats:
            with self._threads.limit(limits=1):
                return self._linear(role_pred[word : word + 1], "role").reshape(-1, role_right.shape[1])

        return Scores(
            upos=self._linear(trees, "upos").round(DIGITS),
            arcs=arcs.round(DIGITS),
            names=self._linear(self._projection(meanings, "names"), "names.3").round(DIGITS),
            predicate=self._linear(meanings, "predicate").round(DIGITS),
            label_left=label_left.reshape(len(trees), -1, label_right.shape[1]),
            label_right=label_right,
            role_left=role_left,
            role_right=role_right,
        )

    def _linear(self, x: Floats, name: str) -> Floats:
        product: Floats = x @ self._weights[name]
        product += self._weights[name + ".bias"]
        return product

    def _projection(self, x: Floats, name: str) -> Floats:
        return gelu(self._linear(x, name + ".0"))

    def _norm(self, x: Floats, name: str) -> Floats:
        """The layer norm of each row, in place."""
        np = self._np
        x -= x.mean(axis=1, keepdims=True)
        spread = np.einsum("mk,mk->m", x, x) / np.float32(x.shape[1])
        x /= np.sqrt(spread + np.float32(EPSILON))[:, None]
        x *= self._weights[name]
        x += self._weights[name + ".bias"]
        return x


def gelu(x: Floats) -> Floats:
    """x·Φ(x), by element; Φ is the normal distribution function, exact to about 3e-7."""
    import numpy as np

    near = np.clip(x, -REACH, REACH)
    square = near * near
    above = square * np.float32(NUMERATOR[-1])
    for factor in NUMERATOR[-2:0:-1]:
        above += np.float32(factor)
        above *= square
    above += np.float32(NUMERATOR[0])
    below = square * np.float32(DENOMINATOR[-1])
    for factor in DENOMINATOR[-2:0:-1]:
        below += np.float32(factor)
        below *= square
    below += np.float32(DENOMINATOR[0])
    above *= near
    above /= below
    above += np.float32(0.5)
    above *= x
    return above


def with_one(x: Floats) -> Floats:
    """With the constant column that carries the linear part of a biaffine."""
    import numpy as np

    return np.concatenate([x, np.ones((len(x), 1), np.float32)], axis=1)


def read(model: Path) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """The arrays of a model file by name, matrices in float32 as (input, output), and its lists of labels.

    Where a file holds `X` in whole numbers and `X.scale`, one factor a column, `X` is their product; the vectors of
    the word pieces alone stay whole, with one factor a row.
    """
    from zipfile import BadZipFile

    import numpy as np

    if not model.is_file():
        raise StopRun(f"The language model's file {model.name} is missing from {model.parent}; reinstall the package.")
    try:
        with model.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
            held = {name: file[name] for name in file.files}
        stated = json.loads(held.pop("labels").tobytes())
    except (ValueError, OSError, EOFError, KeyError, BadZipFile) as broken:
        raise StopRun(f"The language model's file {model} is damaged; reinstall the package.") from broken
    weights: dict[str, Any] = {}
    for name, array in held.items():
        if array.dtype == np.int8 and name != "words":
            matrix = array.astype(np.float32)
            matrix *= held[name + ".scale"]
            weights[name] = matrix
        else:
            weights[name] = array
    return weights, stated
