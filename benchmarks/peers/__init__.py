"""Others on the same data, for comparison only: nothing of the product imports this, and nothing here is tuned.

`run.py` is the command. A peer is a module with `NAME`, `TITLE` and `load(gold)`, which gives a `Reader` a corpus: predictions in
that corpus' own form, and the measures that the peer has an answer for (what it does not try is not held against it).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scorers.common import Row


@dataclass(frozen=True, slots=True)
class Reader:
    """`predict` makes a prediction of a row; `measures` are the beginnings of the names of the measures that count."""

    predict: Callable[[Row], Row]
    measures: tuple[str, ...]


class Unavailable(Exception):
    """A peer that cannot be run here; the sentence says what is missing."""
