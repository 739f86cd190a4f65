"""Runners: one function mapped over many items, in order, in this process or in several.

A runner knows nothing of articles. Its contract, which every implementation is tested against: results come in the
order of the items and equal those of a plain loop; items are drawn lazily, in the caller's thread, a bounded number
ahead; an exception that the function raises comes out at its item's place. Where the process that works on an item
dies or runs out of time, the item's result is a `Died` and the run goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Died:
    """No result: the process that worked on the item ended; `reason` is a clause for the user."""

    reason: str


class Runner(Protocol):
    """Maps a function over items. `function` and the items must be picklable for runners with processes."""

    def map(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R | Died]:
        """One result per item, in the items' order."""
        ...


def runner(processes: int = 1, timeout: float | None = None) -> Runner:
    """The runner for a number of processes: this process for one, else that many children.

    `timeout` is in seconds for each item; it needs a process that can be ended, so that with it even one process is
    a child.
    """
    if processes <= 1 and timeout is None:
        from conflictgraph.run.serial import Serial

        return Serial()
    from conflictgraph.run.processes import Processes

    return Processes(max(1, processes), timeout)
