"""The runner with child processes on this machine."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from conflictgraph.run import Died
from conflictgraph.run.child import Child, ChildDied, ChildTimeout

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 4  # items in flight per process: enough that no process waits while one long item is in front


@dataclass(slots=True)
class _Task:
    """An item on its way; `done` is set when `result` or `error` stands."""

    item: object
    done: threading.Event
    result: object = None
    error: BaseException | None = None


@dataclass(frozen=True, slots=True)
class Processes:
    """`count` child processes; `timeout` is in seconds for each item.

    A child that dies takes one item along: that item is tried once more in a fresh child, then it is `Died`. An item
    out of time is not tried again.
    """

    count: int
    timeout: float | None = None

    def map(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R | Died]:
        todo: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        stop = threading.Event()
        children = [Child() for _ in range(self.count)]
        # One thread per child: all it does is wait for the child's pipe, which works on every platform.
        threads = [
            threading.Thread(target=self._serve, args=(child, function, todo, stop), daemon=True) for child in children
        ]
        flight: list[_Task] = []
        source = iter(items)
        exhausted = False
        try:
            for thread in threads:
                thread.start()
            while True:
                while not exhausted and len(flight) < _AHEAD * self.count:
                    try:
                        task = _Task(next(source), threading.Event())
                    except StopIteration:
                        exhausted = True
                        break
                    flight.append(task)
                    todo.put(task)
                if not flight:
                    return
                task = flight.pop(0)
                task.done.wait()
                if task.error is not None:
                    raise task.error
                yield task.result  # type: ignore[misc]  # what the function gave for this item, or Died
        finally:
            stop.set()
            for _ in threads:
                todo.put(None)
            for child, thread in zip(children, threads, strict=True):
                while thread.is_alive():  # again and again: it may just be starting a child
                    child.kill()
                    thread.join(0.05)

    def _serve(
        self,
        child: Child,
        function: Callable[[T], R],
        todo: queue.SimpleQueue[_Task | None],
        stop: threading.Event,
    ) -> None:
        while (task := todo.get()) is not None and not stop.is_set():
            try:
                task.result = self._attempt(child, function, task.item, stop)
            except BaseException as e:  # noqa: BLE001  # raised in the caller's thread, at its item's place
                task.error = e
            task.done.set()
        child.close()

    def _attempt(self, child: Child, function: Callable[[T], R], item: object, stop: threading.Event) -> object:
        for last in (False, True):
            try:
                return child.call(function, item, timeout=self.timeout)
            except ChildTimeout as e:
                return Died(str(e))
            except ChildDied as e:
                if last or stop.is_set():
                    return Died(str(e))
        raise AssertionError("unreachable")
