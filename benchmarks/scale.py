"""Many events: what pairs, timelines and networks of 100,000 and 1,000,000 events cost, beside the naive way.

The events are incidents of `world`, put down as they would stand after consolidation, without articles: the graph of the smaller
number has its triples, names and ledger, the larger one only the ledger, in a process of its own. CPU time, which includes the
threads of SQLite and Oxigraph.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
for each in (HERE, HERE.parent / "graph"):
    if str(each) not in sys.path:
        sys.path.insert(0, str(each))

import speed  # noqa: E402
import world  # noqa: E402
from conflictgraph.deeds import Deed, deed  # noqa: E402
from conflictgraph.graphmodel import Facts, GActor, GEvent, Graph  # noqa: E402
from conflictgraph.model import Figure  # noqa: E402
from conflictgraph.store.ledger import Ledger  # noqa: E402

EVENTS, MANY = 100_000, 1_000_000
AIM_SUMS, AIM_EVENTS, AIM_MANY = 100, 6, 70  # CPU ms; CPU s for each number of events
_MEET = ("consult", "agree", "cooperate", "request", "accuse", "threaten")


def _id(letter: str, *of: object) -> str:
    return f"{letter}-{blake2b(repr(of).encode(), digest_size=8).hexdigest()}"


def event(number: int) -> tuple[GEvent, tuple[str, ...]]:
    """One incident as a consolidated event, and the ids of its claims: a fighter or state against a state, a described party or
    each other; every fifth is words between two states."""
    happened, rng = world.incident(1, number), random.Random(f"scale/{number}")
    state, agent = happened.country.state.key, happened.agent.key
    first = last = happened.day.isoformat()
    if rng.random() < 0.1:  # told as of a month
        first, last = f"{first[:7]}-01", f"{first[:7]}-28"
    sides: dict[str, tuple[str, ...]]
    kind = happened.kind.type if happened.kind.mode is None else f"{happened.kind.type}-{happened.kind.mode}"
    if number % 5 == 4:
        others = world.countries()
        other = others[rng.randrange(len(others))].state.key
        kind = _MEET[rng.randrange(len(_MEET))]
        sides = {"participants": (state, other)} if other != state else {"agents": (state,)}
    elif agent != state and rng.random() < 0.6:
        sides = {"participants": (agent, state)} if rng.random() < 0.2 else {"agents": (agent,), "patients": (state,)}
    else:
        sides = {"agents": (agent,), "patients": (f"{happened.aim.replace(' ', '-')}--{_id('x', number)[2:12]}",)}
    killed = happened.killed if happened.kind.deadly and number % 5 != 4 else 0
    figure = None if not killed else Figure(killed, None, None) if rng.random() < 0.05 else Figure(killed, killed, killed)
    facts = Facts(kind, earliest=first, latest=last, killed=figure, **sides)  # type: ignore[arg-type]
    claims = tuple(sorted(_id("C", number, n) for n in range(1 + int(9 ** rng.random()))))
    return GEvent(_id("E", number), facts, "actual", len(claims), len(claims), confidence=0.9), claims


def deeds(count: int) -> Iterator[Deed]:
    """The first events in short."""
    for number in range(count):
        yield deed(*event(number))


def build(folder: Path, count: int) -> Graph:
    """A graph on disk of so many events and their actors, without articles; returns what is in it."""
    from conflictgraph.store import NameEntry
    from conflictgraph.store import open as open_store
    from conflictgraph.triples import to_triples

    events = tuple(event(number)[0] for number in range(count))
    parties = sorted({a for e in events for a in (*e.facts.agents, *e.facts.patients, *e.facts.participants)})
    graph = Graph(events=events, actors=tuple(GActor(each, each.replace("-", " ")) for each in parties))
    with open_store(folder, create=True) as store:
        store.shelf.load(to_triples(graph, store.base), store.articles.sequence)
        entries = [NameEntry(a.id, "actor", a.label) for a in graph.actors]
        store.names.fill(entries, [(a.id, "actor", a.id) for a in graph.actors], store.articles.sequence)
        store.books.fill(deeds(count), store.articles.sequence)
    return graph


# --- the naive way ------------------------------------------------------------------------------------------------

_ROWS = """
SELECT ?e ?a ?p ?t ?first ?last ?killed WHERE {
  ?e a cg:Event ; cg:factuality cgs:actual ; cg:eventType ?t ; cg:agent ?a . { ?e cg:patient ?p } UNION { ?e cg:victim ?p }
  OPTIONAL { ?e cg:earliest ?first } OPTIONAL { ?e cg:latest ?last } OPTIONAL { ?e cg:killedBest ?killed }
}
"""
_PAIRS = """
SELECT ?a ?p (COUNT(DISTINCT ?e) AS ?n) (SUM(?k) AS ?killed) (MIN(?f) AS ?first) (MAX(?l) AS ?last) WHERE {
  ?e cg:factuality cgs:actual ; cg:agent ?a ; cg:patient ?p .
  OPTIONAL { ?e cg:killedBest ?k } OPTIONAL { ?e cg:earliest ?f } OPTIONAL { ?e cg:latest ?l }
} GROUP BY ?a ?p ORDER BY DESC(?n) LIMIT 50
"""


def naive(graph: Any) -> int:
    """A network as one makes it without us: a SPARQL query, and an edge for each row of its answer."""
    import networkx as nx

    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for e, a, p, t, first, last, killed in graph.sparql(_ROWS).rows:
        values = {"event": e, "type": t, "first": first, "last": last, "killed": killed}
        made.add_edge(a.value, p.value, **{k: v.value for k, v in values.items() if v is not None})
    return made.number_of_edges()


# --- rows ---------------------------------------------------------------------------------------------------------

_MANY = """
import time
from pathlib import Path
sys.path[:0] = [sys.argv[2]]
import scale
spent = scale.projected(Path(sys.argv[3]))
Path(sys.argv[4]).write_text(str(spent))
"""


def projected(file: Path) -> float:
    """CPU seconds of a network of actors from the ledger in a file (see `filled`)."""
    from conflictgraph.network.relations import relations

    ledger = Ledger(_File(file))
    actors = [(str(actor), str(actor), "actor") for (actor,) in _File(file).rows("SELECT DISTINCT actor FROM ledger_parties")]
    _, seconds = speed.cpu(lambda: relations(actors, (d for d in ledger.deeds() if d.factuality == "actual"), ()))
    return seconds


class _File:
    """A SQLite file that holds a ledger and nothing else."""

    def __init__(self, path: Path) -> None:
        import sqlite3

        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)")

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        return self._db.execute(statement, values).fetchall()

    def change(self) -> Any:
        from contextlib import contextmanager

        @contextmanager
        def one() -> Iterator[Any]:
            self._db.execute("BEGIN")
            yield self._db
            self._db.execute("COMMIT")

        return one()

    def setting(self, key: str) -> str | None:
        return None

    def keep(self, key: str, value: str) -> None:
        """Nothing is kept."""


def filled(file: Path, count: int) -> float:
    """Fill a ledger in a file; gives the CPU seconds, without those of making the events up."""
    held = deeds(count)
    spent = 0.0
    with Ledger(_File(file)).refill(0) as change:
        while some := list(islice(held, 5000)):

            def put(some: list[Deed] = some) -> None:
                for one in some:
                    change.put(one)
                    change.claims(one.claims, one.id)

            spent += speed.cpu(put)[1]
    return spent


def rows(events: int = EVENTS, many: int = MANY) -> Iterator[speed.Row]:
    """All figures. The busiest actor is the one with the longest timeline."""
    import networkx  # noqa: F401 - loaded before anything is measured

    import conflictgraph

    with tempfile.TemporaryDirectory() as made:
        build(Path(made) / "g", events)
        named = f"{events:,} events"

        def row(what: str, unit: str, value: float, reference: str = "", beside: float | None = None, note: str = "") -> speed.Row:
            return speed.Row("scale", f"{what}, {named}", unit, value, reference, beside, note)

        def least(work: Any) -> float:
            return 1000 * min(speed.cpu(work)[1] for _ in range(speed.REPEATS))

        with conflictgraph.open(Path(made) / "g", create=False) as graph:
            busiest = max(graph.dyads(limit=1), key=lambda r: r.events)
            one, other = busiest.first_actor.id, busiest.second_actor.id
            graph.actors(limit=1)  # what is loaded on first use
            _, asked = speed.cpu(lambda: graph.sparql(_PAIRS))
            yield row(f"dyads (aim {AIM_SUMS})", "CPU ms", least(lambda: graph.dyads(limit=50)), "SPARQL with GROUP BY", 1000 * asked)
            chosen = {"only": "conflict", "since": "2010", "until": "2019", "type": "assault"}
            yield row(f"dyads with filters (aim {AIM_SUMS})", "CPU ms", least(lambda: graph.dyads(limit=50, **chosen)))  # type: ignore[arg-type]
            count = graph.timeline(one).events
            yield row(f"timeline of the busiest (aim {AIM_SUMS})", "CPU ms", least(lambda: graph.timeline(one)), note=f"{count:,} events")
            yield row(f"timeline of two (aim {AIM_SUMS})", "CPU ms", least(lambda: graph.timeline(one, other)), note=f"{busiest.events:,} events")
            _, spent = speed.cpu(lambda: sum(1 for _ in graph.deeds()))
            yield row("all events in short", "CPU s", spent, note=f"{1e6 * spent / events:.1f} CPU us an event")
        with conflictgraph.open(Path(made) / "g", create=False) as graph:  # anew: nothing is read yet
            _, way = speed.cpu(lambda: naive(graph))
            _, spent = speed.cpu(lambda: _network(graph))
            yield row(f"network of actors (aim {AIM_EVENTS})", "CPU s", spent, "SPARQL rows, add_edge", way)
        named = f"{many:,} events"
        file, told = Path(made) / "many.sqlite", Path(made) / "told"
        spent = filled(file, many)
        yield row("filling the ledger", "CPU s", spent, note=f"{1e6 * spent / many:.0f} CPU us an event")
        _, peak = speed.child_with_peak(_MANY, str(HERE), str(file), str(told))
        spent = float(told.read_text())
        yield row(f"network of actors from the ledger (aim {AIM_MANY})", "CPU s", spent, note=f"{1e6 * spent / many:.0f} CPU us an event")
        yield row("peak memory of that (aim 2048)", "MiB", peak)


def _network(graph: Any) -> Any:
    try:
        return graph.network("actors")
    except TypeError:  # there is one kind of network only
        return graph.network()
