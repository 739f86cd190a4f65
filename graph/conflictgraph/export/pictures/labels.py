"""Labels that do not meet: each takes the first of its possible places at which it lies over nothing that was there before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conflictgraph.export.pictures.sheet import Box

CELL = 64.0


class Room:
    """A rectangle in which labels find room. Boxes are kept in a grid, so that looking takes no longer where many are."""

    def __init__(self, bounds: Box) -> None:
        self.bounds = bounds
        self._cells: dict[tuple[int, int], list[Box]] = {}

    def take(self, box: Box) -> None:
        """Keep labels away from here."""
        for cell in _cells(box):
            self._cells.setdefault(cell, []).append(box)

    def is_free(self, box: Box, gap: float = 2.0) -> bool:
        """True inside the bounds, where nothing was taken within `gap`."""
        wide = Box(box.x0 - gap, box.y0 - gap, box.x1 + gap, box.y1 + gap)
        return box.within(self.bounds) and not any(
            wide.meets(other) for cell in _cells(wide) for other in self._cells.get(cell, ())
        )

    def place(self, candidates: Iterable[Box], gap: float = 2.0) -> Box | None:
        """The first candidate that is free, which is taken; None where none is."""
        for box in candidates:
            if self.is_free(box, gap):
                self.take(box)
                return box
        return None


def along(x0: float, y0: float, x1: float, y1: float, step: float = 3.0) -> Iterator[Box]:
    """Small boxes along a line, so that what it leads past can be looked at and kept free."""
    count = max(1, int(max(abs(x1 - x0), abs(y1 - y0)) / step))
    for n in range(count + 1):
        x, y = x0 + (x1 - x0) * n / count, y0 + (y1 - y0) * n / count
        yield Box(x - 1, y - 1, x + 1, y + 1)


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(int(box.x0 // CELL), int(box.x1 // CELL) + 1):
        for row in range(int(box.y0 // CELL), int(box.y1 // CELL) + 1):
            yield column, row


def beside(x: float, y: float, away: float, wide: float, high: float) -> Iterator[Box]:
    """Boxes around a point, from the best on: right, left, above, below, at the corners, then the same farther off."""
    for off in (away, away + 7, away + 15):
        slant = off * 0.75
        yield Box(x + off, y - high / 2, x + off + wide, y + high / 2)
        yield Box(x - off - wide, y - high / 2, x - off, y + high / 2)
        yield Box(x - wide / 2, y - off - high, x + wide / 2, y - off)
        yield Box(x - wide / 2, y + off, x + wide / 2, y + off + high)
        yield Box(x + slant, y - slant - high, x + slant + wide, y - slant)
        yield Box(x + slant, y + slant, x + slant + wide, y + slant + high)
        yield Box(x - slant - wide, y - slant - high, x - slant, y - slant)
        yield Box(x - slant - wide, y + slant, x - slant, y + slant + high)
