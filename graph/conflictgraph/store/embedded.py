"""A graph in a folder: the articles (SQLite, the truth), the triples that follow from them (Oxigraph), and a lock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from os import W_OK, access
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from conflictgraph import names
from conflictgraph.deeds import Deed
from conflictgraph.errors import GraphError
from conflictgraph.graphmodel import GRecord
from conflictgraph.store import Hit, NameEntry, NameKind
from conflictgraph.store.articles import ArticleShelf
from conflictgraph.store.ledger import Ledger
from conflictgraph.store.lock import Lock
from conflictgraph.store.nameindex import NameIndex
from conflictgraph.store.tripleshelf import Change, TripleShelf
from conflictgraph.store.trouble import trouble, unwritable
from conflictgraph.store.verdicts import Verdicts
from conflictgraph.store.workings import Workings

if TYPE_CHECKING:
    import pyoxigraph as ox

    from conflictgraph.sparql import Result
    from conflictgraph.store import Subject, Term

_OURS = {"articles.sqlite", "articles.sqlite-journal", "workings.sqlite", "workings.sqlite-journal", "triples", "lock"}


def open(path: Path | str, create: bool = False, base: str = names.BASE, wait: float = 2.0) -> Embedded:
    """Open the graph in the folder `path`, or make one there (an absent or empty folder) with `create`.

    `base` counts for new graphs only. A graph in use is waited for, `wait` seconds. A folder that cannot be written is
    opened for reading. Raises `GraphError` with one sentence: no graph there, not a graph, a newer version, in use,
    damaged, read-only, disk full.

    Where `behind` is true, the triples do not follow from the articles: a run was cut off (`pipeline.catch_up`).
    """
    folder = Path(path)
    readonly = _look(folder, create)
    with trouble(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = Lock(folder / "lock", wait, shared=readonly)
    try:
        return Embedded(folder, ArticleShelf(folder, create=create, base=base, readonly=readonly), lock, readonly)
    except BaseException:
        lock.release()
        raise


def _look(folder: Path, create: bool) -> bool:
    """True where the graph in the folder can only be read; raises `GraphError` where there can be none."""
    with trouble(folder):
        if folder.exists() and not folder.is_dir():
            raise GraphError(f"{folder} is a file, and a graph is a folder.")
        found = {each.name for each in folder.iterdir()} if folder.exists() else set()
    if "articles.sqlite" in found:
        return not (access(folder, W_OK) and access(folder / "articles.sqlite", W_OK))
    if not create:
        if found - _OURS:
            raise GraphError(
                f"{folder} is not a graph of conflictgraph; `conflictgraph add` makes one in a folder of its own."
            )
        raise GraphError(f"There is no graph at {folder}; `conflictgraph add` makes one.")
    if found - _OURS:
        raise GraphError(f"{folder} is not empty and holds no graph; name a folder of its own for the graph.")
    return False


class Embedded:
    """An open graph; a context manager. Not for use by several threads at once."""

    def __init__(self, path: Path, articles: ArticleShelf, lock: Lock, readonly: bool) -> None:
        self.path = path
        self.readonly = readonly
        self.articles = articles
        self.names = NameIndex(articles)
        self.books = Ledger(articles)
        self.shelf = TripleShelf(path, self.base, readonly)
        self.workings = Workings(path)
        self._lock = lock

    @property
    def base(self) -> str:
        """The IRI that ids are appended to; fixed when the graph was made."""
        return self.articles.setting("base") or names.BASE

    @property
    def verdicts(self) -> Verdicts:
        """What the user decided: judgements, grades, policy."""
        return Verdicts(self.articles)

    @property
    def behind(self) -> bool:
        """True where triples, names or the ledger do not follow from the articles yet. A graph that can only be read is no
        worse for the lack of a ledger, which graphs of earlier versions have not."""
        return not self.told or not (self.readonly or self.books.sequence == self.articles.sequence)

    @property
    def told(self) -> bool:
        """True where triples and names follow from the articles."""
        sequence = self.articles.sequence
        return self.names.sequence == sequence == self.shelf.mark()

    @property
    def ledger(self) -> Ledger:
        """The events in short. Raises `GraphError` where there is none: in a graph of an earlier version that is read-only."""
        if self.books.sequence != self.articles.sequence:
            raise GraphError(
                f"The graph at {self.path} was made by an earlier version and has no sums of its events; open it once where it"
                " can be written."
            )
        return self.books

    def deeds(self) -> Iterator[Deed]:
        """The events in short, by id (see `Ledger.deeds`)."""
        return self.ledger.deeds()

    def apply(
        self,
        triples: Iterable[ox.Triple],
        entries: Iterable[NameEntry],
        ids: Iterable[tuple[str, str, str]] = (),
        records: Iterable[GRecord] | None = None,
    ) -> Change:
        """Make triples, names, ids and the ledger what follows from the articles as they stand; without `records` of the graph the
        ledger waits for the next opening.

        A run that is cut off anywhere in here leaves the graph `behind`, never wrong unnoticed.
        """
        if self.readonly:
            raise GraphError(unwritable(self.path))
        self.articles.commit()
        sequence = self.articles.sequence
        self.names.forget()
        self.books.forget()
        change = self.shelf.apply(triples, sequence)
        with self.articles.change():
            self.names.fill(entries, ids, sequence)
            if records is not None:
                self.books.fill(records, sequence)
        return change

    def settled(self, stamp: str) -> int | None:
        """The change at which triples, names, ledger and workings all stand; None where they do not stand at the same."""
        at = self.workings.stands_at(stamp)
        return at if at is not None and at == self.names.sequence == self.books.sequence == self.shelf.mark() else None

    def wipe(self) -> None:
        """Throw away all that follows from the articles; the graph is `behind` until the next `apply`."""
        self.names.forget()
        self.books.forget()
        self.workings.wipe()
        self.shelf.wipe()

    def query(self, text: str, params: Mapping[str, str] | None = None, timeout: float | None = None) -> Result:
        """A SPARQL 1.1 query (see `sparql.run_query`); `timeout` in seconds."""
        return self.shelf.query(text, params, timeout)

    def triples(
        self, subject: Subject | None = None, predicate: ox.NamedNode | None = None, object: Term | None = None
    ) -> Iterator[ox.Triple]:
        """The triples that fit the parts given, in no stated order; not to be read on after a change."""
        return self.shelf.triples(subject, predicate, object)

    def ntriples(self) -> list[str]:
        """Every triple as a line of N-Triples, sorted: equal for equal graphs, byte for byte."""
        return self.shelf.ntriples()

    def search(self, name: str, kind: NameKind | None = None, limit: int = 10) -> list[Hit]:
        """Who or what answers to a name, best first (see `NameIndex.search`)."""
        return self.names.search(name, kind, limit)

    def identify(self, prefix: str, limit: int = 10) -> list[tuple[str, str, str]]:
        """The things whose id begins with `prefix` (see `NameIndex.identify`)."""
        return self.names.identify(prefix, limit)

    def short(self, identifier: str) -> str:
        """The shortest unambiguous beginning of an id, for people."""
        return self.names.short(identifier)

    def close(self) -> None:
        """Write what is pending and let go of the graph."""
        try:
            self.shelf.close()
            self.workings.close()
            self.articles.close()
        finally:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
