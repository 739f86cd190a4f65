"""A network on disk: what goes into a file needs no graph in memory, however many events there are."""

from __future__ import annotations

import contextlib
import heapq
import marshal
import tempfile
from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter
from typing import IO, Any, Generic, TypeVar

from conflictgraph.claimids import ClaimIds, insides, of_insides
from conflictgraph.network.building import Attributes, Edge, Post, Strand

T = TypeVar("T")
PIECE = 20_000  # nodes or edges that are sorted at once
_BATCH = 500


class Spool:
    """A sink that keeps nodes and edges in temporary files, to be gone through in order as often as is wanted. `about` is what the network says
    of itself. Values are what `marshal` writes: texts, numbers, truth values, tuples, and ids of claims."""

    directed = multi = True

    def __init__(self) -> None:
        self.about: dict[str, Any] = {}
        self._nodes = _Rows[tuple[str, Attributes]](itemgetter(0))
        self._edges = _Rows[Edge](itemgetter(0, 1, 2))

    def node(self, identifier: str, attributes: Attributes) -> None:
        self._nodes.put((identifier, _written_short(attributes)))

    def edge(self, source: str, target: str, key: str, attributes: Attributes) -> None:
        self._edges.put((source, target, key, _written_short(attributes)))

    def expect(self, identifiers: Iterable[str]) -> None:
        """All is put in order in any case."""

    def origin(self, identifier: str) -> Post:
        return Post(identifier, {})

    goal = origin

    def strands(self, strands: Iterable[Strand]) -> None:
        for identifier, attributes, into, out in strands:
            self.node(identifier, attributes)
            for end, between in into:
                for key, data in between.items():
                    self.edge(end.id, identifier, key, data)
            for end, between in out:
                for key, data in between.items():
                    self.edge(identifier, end.id, key, data)

    def __len__(self) -> int:
        return self._nodes.count

    @property
    def size(self) -> int:
        """The number of edges."""
        return self._edges.count

    def nodes(self) -> Iterator[tuple[str, Attributes]]:
        """(id, attributes), by id."""
        return ((identifier, _read_short(attributes)) for identifier, attributes in self._nodes.sorted())

    def edges(self) -> Iterator[Edge]:
        """By ends and keys."""
        return ((source, target, key, _read_short(attributes)) for source, target, key, attributes in self._edges.sorted())

    def close(self) -> None:
        """Let the files go, and with them what is in them."""
        self._nodes.close()
        self._edges.close()


class Lent:
    """A spool that is made when it is asked for, and again when it is asked for after it was closed."""

    def __init__(self, make: Callable[[], Spool]) -> None:
        self._make = make
        self._made: Spool | None = None

    def __call__(self) -> Spool:
        if self._made is None:
            self._made = self._make()
        return self._made

    def close(self) -> None:
        if self._made is not None:
            self._made.close()
            self._made = None


class _Rows(Generic[T]):
    """Rows that are put in in any order and come out sorted."""

    def __init__(self, key: Callable[[T], Any]) -> None:
        self.count = 0
        self._key = key
        self._held: list[T] = []
        self._pieces: list[IO[bytes]] = []
        self._whole: IO[bytes] | None = None

    def put(self, row: T) -> None:
        self._held.append(row)
        self.count += 1
        if len(self._held) >= PIECE:
            self._held.sort(key=self._key)
            self._pieces.append(_written(self._held))
            self._held = []

    def sorted(self) -> Iterator[T]:
        if self._whole is None:
            self._held.sort(key=self._key)
            pieces, self._pieces = self._pieces, []
            self._whole = _written(heapq.merge(*map(_read, pieces), self._held, key=self._key))
            for piece in pieces:
                piece.close()
            self._held = []
        return _read(self._whole)

    def close(self) -> None:
        for file in (*self._pieces, *filter(None, (self._whole,))):
            file.close()

    def __del__(self) -> None:
        self.close()


def _written_short(attributes: Attributes) -> Attributes:
    """Ids of claims as the bytes that they hold, where the others are texts."""
    claims = attributes.get("claims")
    return {**attributes, "claims": insides(claims)} if isinstance(claims, ClaimIds) else attributes


def _read_short(attributes: Attributes) -> Attributes:
    claims = attributes.get("claims")
    if isinstance(claims, tuple) and claims and isinstance(claims[0], bytes):
        attributes["claims"] = of_insides(claims)
    return attributes


def _written(rows: Iterable[Any]) -> IO[bytes]:
    file = tempfile.TemporaryFile(prefix="conflictgraph-")
    try:
        batch: list[Any] = []
        for row in rows:
            batch.append(row)
            if len(batch) == _BATCH:
                _dump(batch, file)
                batch = []
        _dump(batch, file)
        file.flush()
    except BaseException:
        with contextlib.suppress(OSError):  # what is still to be written finds no room either
            file.close()
        raise
    return file


def _dump(batch: list[Any], file: IO[bytes]) -> None:
    data = marshal.dumps(batch)
    file.write(len(data).to_bytes(8, "big"))
    file.write(data)


def _read(file: IO[bytes]) -> Iterator[Any]:
    """The rows of a file; several may go through it side by side."""
    at = 0
    while True:
        file.seek(at)
        head = file.read(8)
        if not head:
            return
        size = int.from_bytes(head, "big")
        batch = marshal.loads(file.read(size))
        at += 8 + size
        yield from batch
