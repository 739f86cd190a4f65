"""Stores: the one interface, and the embedded store on disk behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from conflictgraph import names

if TYPE_CHECKING:
    import pyoxigraph as ox

    from conflictgraph.sparql import Result
    from conflictgraph.store.embedded import Embedded

    Subject = ox.NamedNode | ox.BlankNode | ox.Triple
    Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

NameKind = Literal["actor", "place", "event"]


@dataclass(frozen=True, slots=True)
class NameEntry:
    """What a thing is called: `label` is shown, `aliases` find it too; `weight` ranks namesakes (number of events)."""

    id: str
    kind: NameKind
    label: str
    aliases: tuple[str, ...] = ()
    weight: int = 0


def event_name(identifier: str, event_type: str | None, parties: Iterable[str | None], place: str | None) -> str:
    """What an event is called: by its type, its parties' and its place's labels; by its id where there is none."""
    words = (event_type, *parties, place)
    return " · ".join(dict.fromkeys(word for word in words if word)) or identifier


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that answers to a name; `score` is 0..1, and 1 is the name itself."""

    id: str
    label: str
    kind: NameKind
    score: float


class Store(Protocol):
    """What every store answers."""

    @property
    def base(self) -> str:
        """The IRI that ids are appended to."""
        ...

    def query(self, text: str, params: Mapping[str, str] | None = None, timeout: float | None = None) -> Result:
        """A SPARQL 1.1 query (see `sparql.run_query`)."""
        ...

    def triples(
        self, subject: Subject | None = None, predicate: ox.NamedNode | None = None, object: Term | None = None
    ) -> Iterator[ox.Triple]:
        """The triples that fit the parts given, in no stated order."""
        ...

    def search(self, name: str, kind: NameKind | None = None, limit: int = 10) -> list[Hit]:
        """Who or what answers to a name, best first."""
        ...

    def close(self) -> None: ...


def open(path: Path | str, create: bool = False, base: str = names.BASE, wait: float = 2.0) -> Embedded:
    """Open the graph in the folder `path`; see `embedded.open`."""
    from conflictgraph.store import embedded

    return embedded.open(path, create=create, base=base, wait=wait)
