"""Many events: what pairs, timelines, networks and exports of 100,000 and 1,000,000 events cost, beside the naive way.

The events are incidents of `world`, put down as they would stand after consolidation: a graph on disk with triples, names and
ledger. Their claims, with passages and articles, stand in the ledger alone. Each network is made by `Graph.network` in a process of its own, so that its CPU time (which includes the
threads of SQLite and Oxigraph) and its peak of memory are those of a program that does nothing else.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
for each in (HERE, HERE.parent / "graph"):
    if str(each) not in sys.path:
        sys.path.insert(0, str(each))

import measuring  # noqa: E402
import world  # noqa: E402
from conflictgraph.deeds import Deed, deed  # noqa: E402
from conflictgraph.graphmodel import (  # noqa: E402
    Facts,
    GActor,
    GArticle,
    GClaim,
    GEvent,
    GPassage,
    GPlace,
    GRecord,
    kind_of,
)
from conflictgraph.model import Figure  # noqa: E402
from conflictgraph.resolve.relations import summed_pairs, told_killed, total  # noqa: E402

EVENTS, MANY = 100_000, 1_000_000
AIM_SUMS, AIM_EVENTS, AIM_MANY, AIM_PEAK = 100, 6, 70, 2048  # CPU ms; CPU s for each number of events; MiB
KINDS = ("relations", "actors", "actor-place", "actor-event", "events")
OF_CLAIMS = ("claims", "whole")
"""Networks with a node for each claim, of which the most events have more than fit into memory."""
FILES = (
    "g.gexf", "g.graphml", "g.json", "g.cx2", "g.dot", "g.cypher", "g.zip", "g.csv", "g.geojson", "g.kml", "g.timeline.json", "g.parquet",
    "g.acled.parquet", "g.nq", "g.ttl", "g.jsonld", "timeline.svg", "map.svg", "neo4j/", "obsidian/", "actor-event g.gexf", "actor-event neo4j/", "events g.graphml",
)
"""Files, or formats that make a folder, each perhaps after the network that it holds."""
LARGE = ("actor-event g.gexf", "events g.graphml", "g.gexf", "g.nq")
"""What is exported of the most events: the networks that have a node for each, the usual one, and all of it."""
_LOOP = 2_000_000
STOP_MEMORY, STOP_SECONDS = 8 << 30, 1200  # where the naive way of many events is stopped
_MEET = ("consult", "agree", "cooperate", "request", "accuse", "threaten")


def _id(letter: str, *of: object) -> str:
    return f"{letter}-{blake2b(repr(of).encode(), digest_size=8).hexdigest()}"


def event(number: int) -> tuple[GEvent, tuple[str, ...]]:
    """One incident as a consolidated event, and the ids of its claims: a fighter or state against a state, a described party or
    each other, in a town; every fifth is words between two states."""
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
    town = f"town-{happened.town}" if number % 5 != 4 else None
    facts = Facts(kind, earliest=first, latest=last, killed=figure, place=town, **sides)  # type: ignore[arg-type]
    claims = tuple(sorted(_id("C", number, n) for n in range(1 + int(9 ** rng.random()))))
    return GEvent(_id("E", number), facts, "actual", len(claims), len(claims), confidence=0.9), claims


def deeds(count: int) -> Iterator[Deed]:
    """The first events in short."""
    for number in range(count):
        yield deed(*event(number))


def records(count: int) -> Iterator[GRecord]:
    """The first events, with the actors, places and sums over pairs that follow from them; claims, passages and articles are for the ledger
    alone. An article tells of up to four events."""
    sums: dict[tuple[str, str, str], tuple[int, str, str, int | None, bool]] = {}
    actors: set[str] = set()
    places: set[str] = set()
    papers: set[tuple[int, int]] = set()
    for number in range(count):
        made, claims = event(number)
        yield made
        facts = made.facts
        killed, least = told_killed(made) or (None, False)
        speakers = [f"outlet-{(number + n) % 97}" for n in range(len(claims))]
        for n, (claim, speaker) in enumerate(zip(claims, speakers, strict=True)):
            article, passage, words = _id("A", number // 4, n), claim.replace("C", "P"), _words(made, speaker)
            start = number % 4 * 200
            if number % 4 == 0 or (number // 4, n) not in papers:
                papers.add((number // 4, n))
                yield GArticle(article, words[:60], speaker, speaker, f"https://example.org/{article}", facts.latest)
            yield GPassage(passage, article, start, start + len(words), words)
            yield GClaim(
                claim, "event", speaker, passage, article, "asserted", "actual", "affirmed", Facts(facts.event_type), about=("event", made.id),
                confidence=0.5 + n / 20,
            )  # fmt: skip
        if number % 4 == 3:
            papers.clear()
        actors.update((*facts.agents, *facts.patients, *facts.participants, *speakers))
        places.update((facts.place,) if facts.place else ())
        for pair in summed_pairs(made):
            had = sums.get(pair, (0, "9", "", None, False))
            dead = had[3] if killed is None else killed + (had[3] or 0)
            sums[pair] = had[0] + 1, min(had[1], facts.earliest or "9"), max(had[2], facts.latest or ""), dead, had[4] or least
    for each in sorted(actors):
        yield GActor(each, each.partition("--")[0].replace("-", " "))
    for each in sorted(places):
        where = int(each.removeprefix("town-"))
        yield GPlace(each, each.replace("-", " ").title(), (), where % 120 - 60, where % 300 - 150, "city")
    for pair, (events, first, last, dead, least) in sorted(sums.items()):
        yield total(pair, events, first, last, dead, least)


def _words(of: GEvent, speaker: str) -> str:
    """The sentence that a claim stands in."""
    facts = of.facts
    parties = [each.partition("--")[0].replace("-", " ") for each in (*facts.agents, *facts.patients, *facts.participants)]
    where = f" near {facts.place.replace('-', ' ')}" if facts.place else ""
    return f"{speaker.replace('-', ' ')} reported {(facts.event_type or '').replace('-', ' ')} by {' and '.join(parties)}{where} on {facts.latest}, as told by {of.id}."


def build(folder: Path, count: int) -> int:
    """A graph on disk of so many events and what follows from them, without articles; gives the number of its triples."""
    from conflictgraph.store import NameEntry
    from conflictgraph.store import open as open_store
    from conflictgraph.triples import record_triples

    actors: list[str] = []
    with open_store(folder, create=True) as store:
        sequence = store.articles.sequence
        with store.books.refill(sequence) as ledger:

            def triples() -> Iterator[Any]:
                for record in records(count):
                    ledger.take(kind_of(record), record.id, record)
                    if isinstance(record, GActor):
                        actors.append(record.id)
                    if not isinstance(record, (GArticle, GClaim, GPassage)):
                        yield from record_triples(record, store.base)

            loaded = store.shelf.load(triples(), sequence)
        named = [each for each in actors if "--" not in each]
        store.names.fill((NameEntry(each, "actor", each.replace("-", " ")) for each in named), ((each, "actor", each) for each in actors), sequence)
    return loaded


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


def naive(graph: Any) -> Any:
    """A network as one makes it without us: a SPARQL query, and an edge for each row of its answer."""
    import networkx as nx

    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for e, a, p, t, first, last, killed in graph.sparql(_ROWS).rows:
        values = {"event": e, "type": t, "first": first, "last": last, "killed": killed}
        made.add_edge(a.value, p.value, **{k: v.value for k, v in values.items() if v is not None})
    return made


def export(graph: Any, what: str, folder: Path) -> object:
    """One of `FILES`."""
    kind, _, name = what.rpartition(" ")
    form = name[:-1] if name.endswith("/") else None
    return graph.export(folder / name.rstrip("/"), form, projection=kind or None)


# --- one after the other, each in a process of its own --------------------------------------------------------------

_WORK: dict[str, Callable[[Any, str, Path], object]] = {
    "naive": lambda graph, what, folder: naive(graph),
    "network": lambda graph, what, folder: graph.network(what),
    "rank": lambda graph, what, folder: graph.rank(what),
    "export": lambda graph, what, folder: export(graph, what, folder),
}
_CHILD = """
from pathlib import Path
sys.path[:0] = [sys.argv[2]]
import scale
scale.work(Path(sys.argv[3]), sys.argv[4], sys.argv[5], Path(sys.argv[6]), int(sys.argv[7]))
"""


def work(folder: Path, sort: str, what: str, told: Path, memory: int) -> None:
    """One piece of work on the graph in a folder; its CPU seconds, and what was left out, go into a file. `memory` caps the bytes that it may
    ask for, 0 for no cap."""
    import networkx  # noqa: F401 - loaded before anything is measured

    import conflictgraph

    with tempfile.TemporaryDirectory() as made, conflictgraph.open(folder, create=False) as graph:
        if memory:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
            resource.setrlimit(resource.RLIMIT_CPU, (STOP_SECONDS, STOP_SECONDS))
        before = additions()
        start = time.process_time()
        result = _WORK[sort](graph, what, Path(made))
        spent = time.process_time() - start
        del result  # what it takes to let go of a result is no part of making it
        told.write_text(f"{spent} {(before + additions()) / 2}")


def additions() -> float:
    """CPU seconds of ten million additions: by how much a busy machine lengthens work of Python alone."""
    begun, total = time.process_time(), 0
    for number in range(_LOOP):
        total += number
    return (time.process_time() - begun) * 10_000_000 / _LOOP


def apart(folder: Path, sort: str, what: str = "", memory: int = 0) -> tuple[float, float, str]:
    """CPU seconds and peak MiB of a piece of work, and how many times ten million additions in the same process that is, in words."""
    with tempfile.TemporaryDirectory() as made:
        told = Path(made) / "told"
        _, peak = measuring.child_with_peak(_CHILD, str(HERE), str(folder), sort, what, str(told), str(memory))
        seconds, loop = map(float, told.read_text().split())
        return seconds, peak, f"{seconds / loop:,.1f} x the loop"


def rows(events: int = EVENTS, many: int = MANY, keep: Path | None = None, files: Sequence[str] = FILES) -> Iterator[measuring.Row]:
    """All figures; those of `many` events unless that is 0. Graphs are made once in the folder `keep`, where there is one. The busiest
    actor is the one with the longest timeline."""
    with tempfile.TemporaryDirectory() as made:
        yield measuring.Row("scale", "the loop: ten million additions", "CPU s", min(additions() for _ in range(measuring.REPEATS)))
        folder = (keep or Path(made)) / f"{events}-events"
        if not folder.exists():
            build(folder, events)
        yield from _counts(folder, events)
        yield from _networks(folder, events, AIM_EVENTS, (*KINDS, *OF_CLAIMS))
        named = f"{events:,} events"
        seconds, _, times = apart(folder, "rank", "degree")
        yield measuring.Row("scale", f"rank by degree, {named}", "CPU s", seconds, note=times)
        yield from _exports(folder, events, files)
    if not many:
        return
    with tempfile.TemporaryDirectory() as made:
        folder = (keep or Path(made)) / f"{many}-events"
        if not folder.exists():
            _, spent = measuring.cpu(lambda: build(folder, many))
            yield measuring.Row("scale", f"making the graph, {many:,} events", "CPU s", spent)
        yield from _networks(folder, many, AIM_MANY)
        yield from _exports(folder, many, [each for each in LARGE if each in files])


def _exports(folder: Path, events: int, files: Sequence[str]) -> Iterator[measuring.Row]:
    for name in files:
        seconds, peak, times = apart(folder, "export", name)
        yield measuring.Row("scale", f"export {name}, {events:,} events", "CPU s", seconds, note=f"{times}, peak {peak:,.0f} MiB (aim {AIM_PEAK:,})")


def _counts(folder: Path, events: int) -> Iterator[measuring.Row]:
    import conflictgraph

    def row(what: str, value: float, reference: str = "", beside: float | None = None, note: str = "", unit: str = "CPU ms") -> measuring.Row:
        return measuring.Row("scale", f"{what}, {events:,} events", unit, value, reference, beside, note)

    def least(asked: Any) -> float:
        return 1000 * min(measuring.cpu(asked)[1] for _ in range(measuring.REPEATS))

    with conflictgraph.open(folder, create=False) as graph:
        busiest = max(graph.dyads(limit=1), key=lambda r: r.events)
        one, other = busiest.first_actor.id, busiest.second_actor.id
        _, asked = measuring.cpu(lambda: graph.sparql(_PAIRS))
        yield row(f"dyads (aim {AIM_SUMS})", least(lambda: graph.dyads(limit=50)), "SPARQL with GROUP BY", 1000 * asked)
        chosen = {"only": "conflict", "since": "2010", "until": "2019", "type": "assault"}
        yield row(f"dyads with filters (aim {AIM_SUMS})", least(lambda: graph.dyads(limit=50, **chosen)))  # type: ignore[arg-type]
        count = graph.timeline(one).events
        yield row(f"timeline of the busiest (aim {AIM_SUMS})", least(lambda: graph.timeline(one)), note=f"{count:,} events")
        yield row(f"timeline of two (aim {AIM_SUMS})", least(lambda: graph.timeline(one, other)), note=f"{busiest.events:,} events")
        _, spent = measuring.cpu(lambda: sum(1 for _ in graph.deeds()))
        yield row("all events in short", spent, note=f"{1e6 * spent / events:.1f} CPU us an event", unit="CPU s")


def _networks(folder: Path, events: int, aim: int, kinds: Sequence[str] = KINDS) -> Iterator[measuring.Row]:
    """Networks beside the naive one."""
    named = f"{events:,} events"
    beside: float | None
    try:
        beside, peak, times = apart(folder, "naive", memory=STOP_MEMORY)
        yield measuring.Row("scale", f"SPARQL rows, add_edge, {named}", "CPU s", beside, note=f"{times}, peak {peak:,.0f} MiB")
    except measuring.NotThereError as error:
        beside = None
        why = f"stopped at {STOP_MEMORY >> 30} GiB or {STOP_SECONDS} CPU s ({error})"
        yield measuring.Row("scale", f"SPARQL rows, add_edge, {named}", "CPU s", None, note=why)
    for kind in kinds:
        seconds, peak, times = apart(folder, "network", kind)
        note = f"{times}, peak {peak:,.0f} MiB (aim {AIM_PEAK:,})" if aim == AIM_MANY else f"{times}, peak {peak:,.0f} MiB"
        yield measuring.Row("scale", f"network {kind} (aim {aim}), {named}", "CPU s", seconds, "SPARQL rows, add_edge", beside, note)
