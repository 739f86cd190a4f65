"""The triples of a graph: an Oxigraph store on disk that follows from the articles and says how far.

A mark in a named graph of its own holds the number of the change the triples stand at. A change of triples first takes
the mark away and puts it back last, with the last insertion in one atomic operation. Whatever happens in between, a
store without the right mark is brought up to date from the articles. Triples travel as terms, never as SPARQL text:
the words in them are hostile.

Readers may not open the store while it is open for writing (Oxigraph leaves that undefined), and queries with a time
limit are read in another process; so the store is opened for writing only while it is written.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from conflictgraph.errors import GraphError
from conflictgraph.run.child import Child
from conflictgraph.sparql import Result, run_query
from conflictgraph.store.trouble import trouble, unwritable

if TYPE_CHECKING:
    import pyoxigraph as ox

    from conflictgraph.store import Subject, Term

_GRAPH = "urn:conflictgraph:store"
_SEQUENCE = "urn:conflictgraph:sequence"
_BATCH = 1_000_000  # triples that Oxigraph loads at once; several such loads lie one over the other until they are put in order


@dataclass(frozen=True, slots=True)
class Change:
    """How many triples a change put in and took out."""

    inserted: int
    removed: int


class TripleShelf:
    """The folder `triples/` of the graph in `folder`."""

    def __init__(self, folder: Path, base: str, readonly: bool = False) -> None:
        self.folder = folder
        self.path = folder / "triples"
        self.base = base
        self.readonly = readonly
        self._reader: ox.Store | None = None
        self._child = Child()

    # --- reading -------------------------------------------------------------------------------------------------

    def reader(self) -> ox.Store:
        """The store, open for reading; what is taken from it may not be used after the next change."""
        import pyoxigraph as ox

        if self._reader is None:
            with trouble(self.folder, "triples"):
                # An interrupted first opening leaves a folder without the file that says what is current.
                exists = (self.path / "CURRENT").exists() or (self.path.exists() and any(self.path.glob("*.sst")))
                self._reader = ox.Store.read_only(str(self.path)) if exists else ox.Store()
        return self._reader

    def mark(self) -> int | None:
        """The number of the change that the triples stand at; None where a change was cut off."""
        import pyoxigraph as ox

        with trouble(self.folder, "triples"):
            quads = list(self.reader().quads_for_pattern(None, None, None, ox.NamedNode(_GRAPH)))
        if len(quads) != 1 or not isinstance(quads[0].object, ox.Literal):
            return None
        return int(quads[0].object.value)

    def triples(
        self, subject: Subject | None = None, predicate: ox.NamedNode | None = None, object: Term | None = None
    ) -> Iterator[ox.Triple]:
        """The triples that fit the parts given, in no stated order."""
        import pyoxigraph as ox

        with trouble(self.folder, "triples"):
            for quad in self.reader().quads_for_pattern(subject, predicate, object, ox.DefaultGraph()):
                yield quad.triple

    def ntriples(self) -> list[str]:
        """Every triple as a line of N-Triples (without the line feed), sorted by code points."""
        import pyoxigraph as ox

        with trouble(self.folder, "triples"):
            data = self.reader().dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
        assert data is not None
        return sorted(line for line in data.decode("utf-8").split("\n") if line)

    def query(self, text: str, params: Mapping[str, str] | None = None, timeout: float | None = None) -> Result:
        """A query; with a time limit (seconds) in a process of its own, which is kept for the next."""
        if timeout is None:
            return run_query(self.reader(), text, params, base=self.base)
        path = self.path if (self.path / "CURRENT").exists() else self.folder / "nothing"
        return run_query(path, text, params, timeout=timeout, base=self.base, child=self._child)

    # --- writing -------------------------------------------------------------------------------------------------

    def apply(self, wanted: Iterable[ox.Triple], sequence: int) -> Change:
        """Make the store hold exactly the wanted triples and mark it with the change they follow from."""
        import pyoxigraph as ox

        distinct = set(wanted)  # made before the store is touched: what it is made from may fail, too
        home, mark_graph = ox.DefaultGraph(), ox.NamedNode(_GRAPH)
        mark = self._mark(sequence)

        def quad(triple: ox.Triple) -> ox.Quad:
            return ox.Quad(triple.subject, triple.predicate, triple.object, home)

        if self.readonly:
            raise GraphError(unwritable(self.folder))
        self.close()
        with trouble(self.folder, "triples"):
            store = ox.Store(str(self.path))
            try:
                for old in list(store.quads_for_pattern(None, None, None, mark_graph)):
                    store.remove(old)
                have = {each.triple for each in store.quads_for_pattern(None, None, None, home)}
                missing, surplus = distinct - have, have - distinct
                if have:
                    for triple in surplus:
                        store.remove(quad(triple))
                    store.extend([*map(quad, missing), mark])
                else:  # the first load: several times faster, but not atomic, so that the mark comes after
                    store.bulk_extend(map(quad, missing))
                    store.flush()
                    store.add(mark)
                store.flush()
            finally:
                del store  # closes it, also where an error is held on to with all its frames
            for log in self.path.glob("LOG.old.*"):  # one more with each opening
                log.unlink(missing_ok=True)
        return Change(len(missing), len(surplus))

    def load(self, triples: Iterable[ox.Triple], sequence: int) -> int:
        """Throw away what is there and load these triples, one after the other, with little memory; gives their number."""
        import pyoxigraph as ox

        count = 0

        def quads() -> Iterator[ox.Quad]:
            nonlocal count
            for triple in triples:
                count += 1
                yield ox.Quad(*triple)

        self.wipe()
        with trouble(self.folder, "triples"):
            store = ox.Store(str(self.path))
            try:
                store.bulk_extend(quads())
                store.flush()
                if count > _BATCH:
                    store.optimize()  # else one of the next small changes would have to
                store.add(self._mark(sequence))
                store.flush()
            finally:
                del store
        return count

    def change(self, things: Mapping[ox.NamedNode, Collection[ox.Triple]], sequence: int | None) -> Change:
        """Give each thing (a subject) exactly these triples, and leave all others as they are.

        The store is then marked with the change that it follows from, or, where `sequence` is None, with nothing.
        """
        import pyoxigraph as ox

        if self.readonly:
            raise GraphError(unwritable(self.folder))
        home, mark_graph = ox.DefaultGraph(), ox.NamedNode(_GRAPH)
        inserted = removed = 0
        self.close()
        with trouble(self.folder, "triples"):
            store = ox.Store(str(self.path))
            try:
                for old in list(store.quads_for_pattern(None, None, None, mark_graph)):
                    store.remove(old)
                missing: list[ox.Quad] = []
                for subject, triples in things.items():
                    have = set(store.quads_for_pattern(subject, None, None, home))
                    wanted = {ox.Quad(t.subject, t.predicate, t.object, home) for t in triples}
                    for surplus in have - wanted:
                        store.remove(surplus)
                        removed += 1
                    missing.extend(wanted - have)
                inserted = len(missing)
                store.extend([*missing, *([self._mark(sequence)] if sequence is not None else [])])
                store.flush()
            finally:
                del store
            for log in self.path.glob("LOG.old.*"):
                log.unlink(missing_ok=True)
        return Change(inserted, removed)

    @staticmethod
    def _mark(sequence: int) -> ox.Quad:
        import pyoxigraph as ox

        graph = ox.NamedNode(_GRAPH)
        return ox.Quad(graph, ox.NamedNode(_SEQUENCE), ox.Literal(str(sequence)), graph)

    def wipe(self) -> None:
        """Throw the triples away, damaged ones too; `apply` makes them again."""
        if self.readonly:
            raise GraphError(unwritable(self.folder))
        self.close()
        with trouble(self.folder, "triples"):
            if self.path.exists():
                shutil.rmtree(self.path)

    def close(self) -> None:
        """Close the store in this process and in the one that answers queries."""
        self._reader = None
        self._child.close()
