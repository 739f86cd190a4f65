"""The language model's numbers for one sentence: an ONNX graph, its word pieces and its labels.

The graph has no batch axis: a sentence's scores depend on nothing but its words. One thread, and scores are rounded
before anything is decided on them, so that the last bits of a sum, which differ between processors, decide nothing.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from conflictgraph.errors import StopRun

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

# Both as in training: a longer word's tail says little, and 512 positions bound the sentence.
PIECES_A_WORD = 8
MOST_PIECES = 510
DIGITS = 3

CLS, SEP, UNKNOWN = 101, 102, 100
MARKER_CASE = 5


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
    biaffine layers come as factors, so that labels are computed for the chosen pairs only.
    """

    upos: Floats
    arcs: Floats
    names: Floats
    predicate: Floats
    label_left: Floats  # (n, relations, k)
    label_right: Floats  # (1 + n, k)
    role_left: Floats  # (n, roles + 1, k)
    role_right: Floats  # (n, k)

    def relations(self, heads: Sequence[int]) -> Floats:
        """(n, relations) for the governors `heads` (0 is the root, word i is 1 + i)."""
        import numpy as np

        scores: Floats = np.einsum("nrk,nk->nr", self.label_left, self.label_right[list(heads)])
        return scores.round(DIGITS)

    def roles(self, predicate: int) -> Floats:
        """(n, roles + 1) for every word as an argument of the word `predicate`."""
        scores: Floats = self.role_right @ self.role_left[predicate].T
        return scores.round(DIGITS)


class Network:
    """The graph, ready to run; loading takes a few hundred milliseconds, so load once."""

    def __init__(self, model: Path, pieces: Path) -> None:
        import numpy as np
        from tokenizers import Tokenizer

        onnxruntime: Any = importlib.import_module("onnxruntime")

        for path in (model, pieces):
            if not path.is_file():
                raise StopRun(
                    f"The language model's file {path.name} is missing from {path.parent}; reinstall the package."
                )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = True
        self._np = np
        self._session: Any = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        stated = json.loads(self._session.get_modelmeta().custom_metadata_map["labels"])
        self.labels = Labels(*(tuple(stated[kind]) for kind in ("upos", "deprel", "names", "roles")))
        self._tokenizer: Any = Tokenizer.from_file(str(pieces))
        self._known: dict[str, list[int]] = {}

    def _pieces(self, word: str) -> list[int]:
        known = self._known.get(word)
        if known is None:
            sound = word.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate is no text to the tokenizer
            known = self._tokenizer.encode(sound, add_special_tokens=False).ids[:PIECES_A_WORD] or [UNKNOWN]
            if len(self._known) < 50_000:
                self._known[word] = known
        return known

    def scores(self, words: Sequence[str]) -> Scores:
        """The scores of one sentence of at least one word."""
        np = self._np
        n = len(words)
        coded = [self._pieces(word) for word in words]
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
        ids.append(SEP)
        cases.append(MARKER_CASE)
        upos, arcs, label_left, label_right, names, predicate, role_left, role_right = self._session.run(
            None,
            {
                "pieces": np.array(ids, np.int64),
                "piece_case": np.array(cases, np.int64),
                "pool": pool,
                "case": np.array(kinds, np.int64),
            },
        )
        return Scores(
            upos=np.round(upos, DIGITS),
            arcs=np.round(arcs, DIGITS),
            names=np.round(names, DIGITS),
            predicate=np.round(predicate, DIGITS),
            label_left=label_left.reshape(n, -1, label_right.shape[1]),
            label_right=label_right,
            role_left=role_left.reshape(n, -1, role_right.shape[1]),
            role_right=role_right,
        )
