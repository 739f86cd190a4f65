"""Composition: articles are read out, kept, and consolidated into the graph.

Each stage is handed in, so that any of them can be another: `extract` turns one article into a record, `consolidate`
all records into a graph. With `Growing` rules for `consolidate` a change of articles touches only what it concerns
(`incremental`); with a function every change consolidates all stored records again and writes the difference.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from conflictgraph import names
from conflictgraph.errors import GraphError, MissingExtra, SkipArticle, StopRun, UnknownName
from conflictgraph.extraction import Growing
from conflictgraph.growing import CHUNK, grow, grow_anew, guidance, guided
from conflictgraph.judgement import JudgedKind
from conflictgraph.model import Article, Record, Sourced
from conflictgraph.run import Died, Runner
from conflictgraph.store import NameEntry, event_name
from conflictgraph.store import open as open_store
from conflictgraph.store.articles import content_digest
from conflictgraph.store.embedded import Embedded

if TYPE_CHECKING:
    from conflictgraph.graphmodel import Graph, GRecord
    from conflictgraph.resolve import Guidance

Extract: TypeAlias = Callable[[Article], Record]
Whole: TypeAlias = "Callable[[Sequence[Record], Guidance], Graph]"
Consolidate: TypeAlias = "Whole | Growing"


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did with its articles: five counts; `done` is their sum."""

    added: int = 0
    unchanged: int = 0
    corrected: int = 0
    retracted: int = 0
    skipped: int = 0

    @property
    def done(self) -> int:
        return self.added + self.unchanged + self.corrected + self.retracted + self.skipped

    def plus(self, outcome: str) -> Summary:
        """The summary with one more of an outcome."""
        return replace(self, **{outcome: getattr(self, outcome) + 1})


Progress: TypeAlias = Callable[[Summary], None]


@dataclass(frozen=True, slots=True)
class _Refused:
    """Why no record came of an article."""

    reason: str


@dataclass(frozen=True, slots=True)
class _Guarded:
    """An extractor that gives a reason where it fails. What concerns every article (an absent file, an absent extra)
    still stops the run."""

    extract: Extract

    def __call__(self, article: Article) -> Record | _Refused:
        from conflictgraph.records import verify

        try:
            record = self.extract(article)
        except SkipArticle as e:
            return _Refused(e.reason)
        except (StopRun, MissingExtra, FileNotFoundError, ImportError):
            raise
        except Exception as e:  # noqa: BLE001  # one hostile article must not end the run
            return _Refused(f"The extractor failed on it ({type(e).__name__}: {str(e)[:200]}).")
        if record.article.id != article.id:
            return _Refused("The extractor gave back another article.")
        try:
            return verify(record)
        except StopRun as e:
            return _Refused(str(e))


def open(
    path: Path | str,
    consolidate: Consolidate,
    create: bool = False,
    base: str = names.BASE,
    wait: float = 2.0,
) -> Embedded:
    """Open a graph and bring it up to date where a run was cut off. Raises `GraphError` (see `store.embedded.open`)."""
    store = open_store(path, create=create, base=base, wait=wait)
    try:
        catch_up(store, consolidate)
    except BaseException:
        store.close()
        raise
    return store


def add(
    store: Embedded,
    articles: Iterable[Article | Sourced | SkipArticle],
    extract: Extract,
    consolidate: Consolidate,
    progress: Progress | None = None,
    runner: Runner | None = None,
    made_by: str = "",
) -> Summary:
    """Read articles out, keep them, and bring the graph up to date.

    An article can come with the name of its file (`Sourced`), by which `retract` finds it. One that is there already changes nothing
    and is not read again; one with another text, title, date or
    publisher under the same id replaces what was there. What cannot be read is noted with its reason (`skipped`), and
    the run goes on. `made_by` names extractor and version, so that `reread` knows what is out of date. `progress` is
    called after each article. Whatever ends the run, what was kept until then stays.
    """
    return _run(store, articles, extract, consolidate, progress, runner, made_by, again=False)


def reread(
    store: Embedded,
    extract: Extract,
    consolidate: Consolidate,
    progress: Progress | None = None,
    runner: Runner | None = None,
    made_by: str = "",
    every: bool = True,
) -> Summary:
    """Read the stored articles out again, all or only those that another `made_by` has read; `corrected` counts those
    that were. An article that fails now keeps its old record."""
    stale = [each.id for each in store.articles.articles() if every or each.made_by != made_by]
    articles = (article for each in stale if (article := store.articles.article(each)) is not None)
    return _run(store, articles, extract, consolidate, progress, runner, made_by, again=True)


def retract(store: Embedded, identifiers: Sequence[str], consolidate: Consolidate) -> Summary:
    """Take articles back; the graph is what it would have been without them. Raises `UnknownName` for an id that no
    article has, before anything is changed."""
    for each in identifiers:
        if store.articles.get(each) is None:
            raise UnknownName(f"There is no article “{each}” in the graph at {store.path}.")
    summary = Summary()
    with store.articles.batch():
        for each in identifiers:
            if store.articles.remove(each):
                summary = summary.plus("retracted")
    catch_up(store, consolidate)
    return summary


def rebuild(store: Embedded, consolidate: Consolidate) -> None:
    """Make everything again that follows from the articles, whatever state it is in."""
    if isinstance(consolidate, Growing):
        grow_anew(store, guided(store, consolidate.rules()))
        return
    graph = consolidate(list(store.articles.records()), guidance(store))
    store.wipe()
    _apply(store, graph)


def catch_up(store: Embedded, consolidate: Consolidate) -> bool:
    """Bring triples, names and ledger up to date with the articles; False where they were."""
    if not store.behind:
        return False
    if store.readonly:
        raise GraphError(
            f"The last run on the graph at {store.path} was cut off, and it cannot be finished: the folder is read-only."
        )
    if store.told:  # a graph that was made before there were ledgers
        store.articles.commit()
        store.books.fill(_short(store), store.articles.sequence)
        return True
    if isinstance(consolidate, Growing):
        grow(store, consolidate.rules())
    else:
        _apply(store, consolidate(list(store.articles.records()), guidance(store)))
    return True


# --- inside ------------------------------------------------------------------------------------------------------


def _run(
    store: Embedded,
    articles: Iterable[Article | Sourced | SkipArticle],
    extract: Extract,
    consolidate: Consolidate,
    progress: Progress | None,
    runner: Runner | None,
    made_by: str,
    again: bool,
) -> Summary:
    from conflictgraph.run.serial import Serial

    counts = Summary()
    waiting: deque[Article] = deque()  # handed to the runner, whose results come in the same order
    files: dict[str, str] = {}  # article id → the file it was read from
    latest: dict[str, str] = {}  # article id → content of its newest version on the way

    def count(outcome: str) -> None:
        nonlocal counts
        counts = counts.plus(outcome)
        if progress is not None:
            progress(counts)

    def skip(source: str, reason: str) -> None:
        store.articles.skip(_storable(source), _storable(reason))
        count("skipped")

    def is_there(article: Article) -> bool:
        if article.id in latest:
            return latest[article.id] == content_digest(article)
        return store.articles.compare(article) == "unchanged"

    def new() -> Iterator[Article]:
        for given in articles:
            each = given.article if isinstance(given, Sourced) else given
            if isinstance(each, SkipArticle):
                skip(each.source, each.reason)
                continue
            if isinstance(given, Sourced):
                files[each.id] = _storable(given.source)
            if not _is_text(each):
                skip(_source(each), "It holds characters that are no text (lone surrogates).")
            elif not again and is_there(each):
                if each.id in files and each.id not in latest:
                    store.articles.locate(each.id, files.pop(each.id))
                count("unchanged")
            else:
                waiting.append(each)
                latest[each.id] = content_digest(each)
                yield each

    with store.articles.batch():
        for outcome in (runner or Serial()).map(_Guarded(extract), new()):
            article = waiting.popleft()
            if latest.get(article.id) == content_digest(article):
                del latest[article.id]
            if isinstance(outcome, Died):
                skip(_source(article), f"The process that read it {outcome.reason}.")
            elif isinstance(outcome, _Refused):
                skip(_source(article), outcome.reason)
            else:
                result = store.articles.put(outcome, article.external_id or files.pop(article.id, None) or article.url, made_by, again)
                count("corrected" if again else result)
    catch_up(store, consolidate)
    return counts


def _source(article: Article) -> str:
    return article.external_id or article.url or article.title or article.id


def _is_text(article: Article) -> bool:
    fields = (article.text, article.title, article.publisher, article.url, article.dateline, article.external_id)
    return all(field is None or field == _storable(field) for field in fields)


def _storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _apply(store: Embedded, graph: Graph) -> None:
    from conflictgraph.triples import to_triples

    ids = {*identifiers(graph), *led(graph, guidance(store))}
    store.apply(to_triples(graph, store.base), entries(graph), ids, graph.records())


def _short(store: Embedded) -> Iterator[GRecord]:
    """The records of a stored graph that its ledger is made of, out of its triples."""
    from conflictgraph.query.things import Things

    things = Things(store)
    for kind in ("article", "passage", "event", "claim", "actor", "place", "relation"):
        for n, identifier in enumerate(things.ids(kind)):
            if n % CHUNK == 0:
                things = Things(store)  # what was read until here is let go
            record = things.get(kind, identifier)
            if record is not None:
                yield record


def entries(graph: Graph) -> Iterator[NameEntry]:
    """What the actors, places and events of a graph are called. An event is called by its parties and its place."""
    actors = {a.id: a.label for a in graph.actors}
    places = {p.id: p.label for p in graph.places}
    weights: Counter[tuple[str, str]] = Counter()
    for event in graph.events:
        facts = event.facts
        parties = (*facts.agents, *facts.patients, *facts.victims, *facts.participants)
        weights.update(("actor", each) for each in set(parties))
        if facts.place is not None:
            weights["place", facts.place] += 1
        label = event_name(event.id, facts.event_type, map(actors.get, parties), places.get(facts.place or ""))
        yield NameEntry(event.id, "event", label, (), event.reports)
    for actor in graph.actors:
        yield NameEntry(actor.id, "actor", actor.label, actor.alt_labels, weights["actor", actor.id])
    for place in graph.places:
        yield NameEntry(place.id, "place", place.label, place.alt, weights["place", place.id])


def identifiers(graph: Graph) -> Iterator[tuple[str, str, str]]:
    """Every id of a graph with its kind and the id it leads to: a claim leads to what it is about, the rest to itself.

    An event is named after one of its claims; all of them find it.
    """
    for claim in graph.claims:
        yield claim.id, "claim", claim.about[1] if claim.about else claim.id
    things = (
        *(("article", each.id) for each in graph.articles),
        *(("passage", each.id) for each in graph.passages),
        *(("event", each.id) for each in graph.events),
        *(("relation", each.id) for each in graph.relations),
        *(("actor", each.id) for each in graph.actors),
        *(("place", each.id) for each in graph.places),
    )
    for kind, identifier in things:
        yield identifier, kind, identifier


def led(graph: Graph, guidance: Guidance) -> Iterator[tuple[str, str, str]]:
    """The ids of actors and places that are others, by their names or as the user judges, each with the one that it leads to."""
    found = dict(graph.led)
    yield from ((each, "actor", to) for each, to in found.items())
    there: dict[JudgedKind, set[str]] = {"actor": {a.id for a in graph.actors}, "place": {p.id for p in graph.places}}
    for kind, held in there.items():
        for group in guidance.judgements.must(kind):
            present = [each for each in group if each in held]
            if len(present) == 1:
                yield from ((each, kind, present[0]) for each in group if each not in held and (kind == "place" or each not in found))
