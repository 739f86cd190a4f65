"""Things of a graph read out of a store, one by one or by what they share, through scans that any store answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Protocol, TypeVar

from pyoxigraph import NamedNode

from conflictgraph.errors import lacking
from conflictgraph.graphmodel import GActor, GArticle, GClaim, GEvent, GPassage, GPlace, GRecord, GRelation
from conflictgraph.query.rows import Ref
from conflictgraph.store import Store
from conflictgraph.triples.read import record_of
from conflictgraph.triples.terms import TYPE, entity, own, split_entity

T = TypeVar("T", bound=GRecord)


class NamedStore(Store, Protocol):
    """A store that finds ids by their first characters."""

    def identify(self, prefix: str, limit: int = 10) -> list[tuple[str, str, str]]:
        """(id, kind, the id of what it leads to), by id; a whole id comes alone."""
        ...

    def short(self, identifier: str) -> str:
        """The shortest unambiguous beginning of an id."""
        ...


class Books(Protocol):
    """Where records come from many at a time (`store.ledger.Ledger`)."""

    def records(self, kind: str, ids: Collection[str]) -> Iterator[GRecord]: ...


class Things:
    """The records in a store; each is read once. Throw it away when the store changes."""

    def __init__(self, store: NamedStore) -> None:
        self.store = store
        self.base = store.base
        self._kept: dict[tuple[str, str], GRecord | None] = {}
        self._about: dict[tuple[str, str], list[str]] = {}

    def __len__(self) -> int:
        """How many records are held in memory."""
        return len(self._kept)

    def get(self, kind: str, identifier: str) -> GRecord | None:
        """One record, without the claims of an event or relation (see `about`); None where there is none."""
        key = kind, identifier
        if key not in self._kept:
            node = entity(kind, identifier, self.base)
            self._kept[key] = record_of(self.store.triples(subject=node), self.base)
        return self._kept[key]

    def ahead(self, kind: str, ids: Iterable[str], books: Books) -> None:
        """Read things that will be asked for, with all that their rows name, many at a time out of `books`, which hold the same; what is not
        there is read when it is asked for, as ever."""
        kept = self._kept
        waiting: dict[str, set[str]] = {kind: set(ids)}
        while waiting:
            its_kind, some = waiting.popitem()
            wanted = [each for each in some if (its_kind, each) not in kept]
            for record in books.records(its_kind, wanted) if wanted else ():
                kept[its_kind, record.id] = record
                for other, more in _named(record):
                    if more:
                        waiting.setdefault(other, set()).update(more)

    def ahead_about(self, kind: str, ids: Iterable[str], books: Books) -> None:
        """The same for the claims about some things of a kind."""
        told = {(kind, each): self.about(kind, each) for each in ids}
        self._about.update(told)
        self.ahead("claim", {claim for some in told.values() for claim in some}, books)

    def must(self, record: type[T], kind: str, identifier: str) -> T:
        """One record that other records refer to; raises GraphError where the graph lacks it."""
        found = self.get(kind, identifier)
        if not isinstance(found, record):
            raise lacking(kind, identifier)
        return found

    def event(self, identifier: str) -> GEvent:
        return self.must(GEvent, "event", identifier)

    def claim(self, identifier: str) -> GClaim:
        return self.must(GClaim, "claim", identifier)

    def actor(self, identifier: str) -> GActor:
        return self.must(GActor, "actor", identifier)

    def place(self, identifier: str) -> GPlace:
        return self.must(GPlace, "place", identifier)

    def article(self, identifier: str) -> GArticle:
        return self.must(GArticle, "article", identifier)

    def passage(self, identifier: str) -> GPassage:
        return self.must(GPassage, "passage", identifier)

    def relation(self, identifier: str) -> GRelation:
        return self.must(GRelation, "relation", identifier)

    # --- scans ---------------------------------------------------------------------------------------------------

    def ids(self, kind: str) -> list[str]:
        """The ids of all things of a kind, sorted."""
        nodes = self.store.triples(predicate=TYPE, object=own(kind.capitalize()))
        return sorted({self.split(t.subject)[1] for t in nodes})

    def with_object(self, kind: str, properties: tuple[str, ...], object_kind: str, identifier: str) -> set[str]:
        """The ids of the things of a kind that lead to another by one of some properties under `cg:`."""
        node = entity(object_kind, identifier, self.base)
        found = set()
        for name in properties:
            for triple in self.store.triples(predicate=own(name), object=node):
                its_kind, its_id = self.split(triple.subject)
                if its_kind == kind:
                    found.add(its_id)
        return found

    def pairs(self, kind: str, name: str) -> Iterator[tuple[str, str]]:
        """(id, text of the value) for all values that things of a kind have of one property; for a value that is a
        thing under our base the text is its id, for a concept its IRI."""
        for triple in self.store.triples(predicate=own(name)):
            its_kind, its_id = self.split(triple.subject)
            if its_kind == kind:
                value = getattr(triple.object, "value", str(triple.object))
                yield its_id, split_entity(value, self.base)[1] if value.startswith(self.base) else value

    def about(self, kind: str, identifier: str) -> list[str]:
        """The ids of the claims about a thing, sorted."""
        found = self._about.get((kind, identifier))
        return sorted(self.with_object("claim", ("about",), kind, identifier)) if found is None else found

    def inside(self, place: str) -> set[str]:
        """A place and all that it contains, however deep."""
        found, waiting = {place}, [place]
        while waiting:
            for each in self.with_object("place", ("within",), "place", waiting.pop()):
                if each not in found:
                    found.add(each)
                    waiting.append(each)
        return found

    def around(self, place: str) -> list[str]:
        """What contains a place, narrowest first."""
        out: list[str] = []
        holder = self.place(place).within
        while holder is not None and holder not in out and holder != place:
            out.append(holder)
            holder = self.place(holder).within
        return out

    def split(self, node: object) -> tuple[str, str]:
        """The kind and the id of a thing; "" and the IRI for what is none of ours."""
        assert isinstance(node, NamedNode)
        return split_entity(node.value, self.base) if node.value.startswith(self.base) else ("", node.value)

    # --- short forms ---------------------------------------------------------------------------------------------

    def actor_ref(self, identifier: str) -> Ref:
        return Ref(identifier, self.actor(identifier).label, "actor")

    def place_ref(self, identifier: str) -> Ref:
        return Ref(identifier, self.place(identifier).label, "place")


def _named(record: GRecord) -> Iterator[tuple[str, Iterable[str]]]:
    """The things that the row of a record names, by kind."""
    if isinstance(record, (GEvent, GClaim)):
        f = record.facts
        yield "actor", (*f.agents, *f.patients, *f.victims, *f.participants)
        if f.place is not None:
            yield "place", (f.place,)
    if isinstance(record, GEvent):
        yield "actor", (*record.alleged_agents, *record.denied_agents)
    elif isinstance(record, GClaim):
        yield "actor", (record.attributed_to, *record.via)
        yield "passage", (record.passage,)
        yield "article", (record.article,)
        if record.about is not None:
            yield record.about[0], (record.about[1],)
    elif isinstance(record, GRelation):
        yield "actor", (record.from_, record.to)
    elif isinstance(record, GPlace) and record.within is not None:
        yield "place", (record.within,)
