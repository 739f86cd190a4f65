"""The runner without processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from conflictgraph.run import Died

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Serial:
    """A loop in this process."""

    def map(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R | Died]:
        for item in items:
            yield function(item)
