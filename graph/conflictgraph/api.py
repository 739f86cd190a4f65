"""The public face: `open()` a graph, `extract()` from a text. The command line and the server call nothing else.

    import conflictgraph

    with conflictgraph.open("my-graph") as graph:
        graph.add(["articles/"])
        for event in graph.events(place="Helmand", since="2015-02"):
            print(event.id, event.killed)

Nothing heavy is imported until it is needed: reading a graph loads neither the language model nor rdflib nor networkx.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeAlias

from conflictgraph import __version__, names
from conflictgraph.counting import Counting
from conflictgraph.errors import AmbiguousName, SkipArticle, UnknownName
from conflictgraph.exporting import Exporting
from conflictgraph.extraction import consolidation, explain, explain_files, extract, extract_files, sourced_articles
from conflictgraph.judging import Judging, least, policy_named
from conflictgraph.projecting import Projecting
from conflictgraph.store.articles import Skipped

if TYPE_CHECKING:
    import rdflib

    from conflictgraph.model import Article, Sourced
    from conflictgraph.pipeline import Progress, Summary
    from conflictgraph.query import (
        ActorRow,
        ArticleRow,
        ClaimRow,
        Dispute,
        EventRow,
        Lookups,
        PlaceRow,
        Stats,
        TieRow,
        View,
        Why,
    )
    from conflictgraph.sparql import Result
    from conflictgraph.store.embedded import Embedded
    from conflictgraph.triples.validate import Violation

__all__ = ["Graph", "explain", "explain_files", "extract", "extract_files", "open"]

Value: TypeAlias = str | int | float | bool | None
Tell: TypeAlias = Callable[[str], None]


def open(
    path: str | Path = "conflict-graph",
    create: bool = True,
    base: str = names.BASE,
    wait: float = 2.0,
    tell: Tell | None = None,
    repair: bool = False,
) -> Graph:
    """Open the graph in a folder; with `create` an absent or empty folder becomes a new one.

    `base` is the IRI that the ids of a new graph are appended to. A graph that another process uses is waited for, `wait`
    seconds. `tell` hears remarks of lookups, one sentence each. A run that was cut off is finished first, unless `repair` says
    that the graph is opened to be rebuilt, for which its triples may be damaged.

    Raises `errors.GraphError`: no graph there, not a graph, a newer version, in use, damaged, read-only, disk full.
    """
    from conflictgraph import pipeline

    if repair:
        from conflictgraph.store import open as open_store

        return Graph(open_store(path, base=base, wait=wait), tell)
    return Graph(pipeline.open(path, consolidation, create=create, base=base, wait=wait), tell)


class Graph(Judging, Projecting, Counting, Exporting):
    """An open graph; a context manager. Not for use by several threads at once.

    Wherever a name is asked for, an id, any beginning of one, an alias or a near misspelling does; lookups raise
    `errors.UnknownName` (with the nearest names) and `errors.AmbiguousName` (with the candidates).
    """

    def __init__(self, store: Embedded, tell: Tell | None = None) -> None:
        self._store = store
        self._tell = tell
        self._lookups: Lookups | None = None

    def __repr__(self) -> str:
        return f"<conflictgraph.Graph at {self._store.path}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Write what is pending and let go of the graph."""
        self._lookups = None
        self._store.close()

    @property
    def folder(self) -> Path:
        """The folder of the graph on disk."""
        return self._store.path

    @property
    def base(self) -> str:
        """The IRI that ids are appended to."""
        return self._store.base

    def short(self, identifier: str) -> str:
        """The shortest beginning of an id that no other id shares, at least six digits; readable ids stay whole."""
        return self._store.short(identifier)

    @property
    def lookups(self) -> Lookups:
        """The lookups over this graph as it stands (`conflictgraph.query`)."""
        from conflictgraph.query import Lookups

        if self._lookups is None:
            self._lookups = Lookups(self._store, self._tell or (lambda note: None))
        return self._lookups

    # --- changes -------------------------------------------------------------------------------------------------

    def add(
        self,
        paths: str | Path | Iterable[str | Path],
        published: str | None = None,
        publisher: str | None = None,
        progress: Progress | None = None,
        processes: int = 1,
    ) -> Summary:
        """Read articles into the graph: files, folders, patterns or "-" (stdin).

        An article that is there already changes nothing; a changed text under the same URL is a correction. What cannot
        be read is skipped and noted in `log`. `published` and `publisher` are stated about all of it; `progress` is
        called with the summary so far after each article; with `processes` articles are read side by side, with the
        same result.
        """
        given = [paths] if isinstance(paths, (str, Path)) else paths
        return self.add_articles(sourced_articles(given, published, publisher), progress, processes)

    def add_articles(
        self, articles: Iterable[Article | Sourced | SkipArticle], progress: Progress | None = None, processes: int = 1
    ) -> Summary:
        """`add` for articles that were read elsewhere (`model.Article`)."""
        from conflictgraph import pipeline
        from conflictgraph.extract import extract_article
        from conflictgraph.run import runner

        try:
            return pipeline.add(
                self._store,
                articles,
                extract_article,
                consolidation,
                progress,
                runner(processes),
                f"conflictgraph {__version__}",
            )
        finally:
            self._lookups = None

    def retract(self, articles: str | Sequence[str]) -> Summary:
        """Take articles back, by id or the beginning of one, URL, or file; the graph is what it would have been without
        them. Raises `UnknownName` before anything is changed."""
        from conflictgraph import pipeline

        wanted = [articles] if isinstance(articles, str) else articles
        found = list(dict.fromkeys(self._article(each) for each in wanted))
        try:
            return pipeline.retract(self._store, found, consolidation)
        finally:
            self._lookups = None

    def _article(self, name: str) -> str:
        held = self._store.articles.called(name)
        for each in held:
            if name in (each.id, each.url):
                return each.id
        fitting = [each for each in held if each.source == name]
        if not fitting and name[:2] != "A-":
            # A file by its bare name, or by another way to the same place.
            bare, place = name == Path(name).name, os.path.realpath(name)
            known = [each for each in self._store.articles.articles() if each.source]
            fitting = [each for each in known if each.source and os.path.realpath(each.source) == place] if os.path.lexists(name) else []
            fitting = fitting or [each for each in known if bare and each.source and Path(each.source).name == name]
        if len(fitting) > 1:
            raise AmbiguousName(name, [(self.short(each.id), each.title or "untitled") for each in fitting])
        if fitting:
            return fitting[0].id
        if name[:2].upper() == "A-":
            return self.lookups.find(name, "article").id
        raise UnknownName(f"There is no article “{name}” in the graph; `conflictgraph articles` lists the ids.")

    def reread(self, every: bool = True, progress: Progress | None = None, processes: int = 1) -> Summary:
        """Read the stored articles out again, all or (`every=False`) only those that another version has read."""
        from conflictgraph import pipeline
        from conflictgraph.extract import extract_article
        from conflictgraph.run import runner

        made_by = f"conflictgraph {__version__}"
        try:
            return pipeline.reread(
                self._store, extract_article, consolidation, progress, runner(processes), made_by, every
            )
        finally:
            self._lookups = None

    def rebuild(self, policy: str | None = None) -> None:
        """Make everything again that follows from the articles and from what you decided; the bytes are the same. `policy` is
        another policy to make it by, as for `set_policy`."""
        from conflictgraph import pipeline

        if policy is not None:
            self._store.verdicts.set_policy(policy_named(policy).text())
        try:
            pipeline.rebuild(self._store, consolidation)
        finally:
            self._lookups = None

    # --- listings ------------------------------------------------------------------------------------------------

    def articles(
        self,
        publisher: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = None,
    ) -> list[ArticleRow]:
        """Articles, the latest first."""
        return self.lookups.articles(publisher, since, until, limit)

    def actors(
        self, named: str | None = None, kind: str | None = None, unnamed: bool = True, limit: int | None = None
    ) -> list[ActorRow]:
        """Actors, those in most events first; `unnamed=False` leaves out parties that an article only describes."""
        return self.lookups.actors(named, kind, unnamed, limit)

    def places(self, within: str | None = None, limit: int | None = None) -> list[PlaceRow]:
        """Places, those with most actual events first; `within` keeps a place and all that it contains."""
        return self.lookups.places(within, limit)

    def events(
        self,
        actor: str | None = None,
        place: str | None = None,
        since: str | None = None,
        until: str | None = None,
        type: str | None = None,
        all: bool = False,
        killed: int | None = None,
        wounded: int | None = None,
        contested: bool = False,
        limit: int | None = None,
        min_speakers: int = 0,
        min_confidence: float = 0.0,
        min_grade: str | None = None,
    ) -> list[EventRow]:
        """Actual events, the latest first (see `query.Lookups.events`); with `all` alleged and planned ones, too. `min_speakers`
        independent voices, `min_confidence` 0..1, `min_grade` as in `B`, `2`, `B2`."""
        return self.lookups.events(actor, place, since, until, type, all, killed, wounded, contested, limit, least(min_speakers, min_confidence, min_grade))

    def claims(
        self,
        about: str | None = None,
        by: str | None = None,
        article: str | None = None,
        limit: int | None = None,
        min_speakers: int = 0,
        min_confidence: float = 0.0,
        min_grade: str | None = None,
    ) -> list[ClaimRow]:
        """Claims in order of publication: about an event, actor, place or relation; by a speaker; in an article."""
        return self.lookups.claims(about, by, article, limit, least(min_speakers, min_confidence, min_grade))

    def ties(
        self,
        actor: str | None = None,
        kind: str | None = None,
        sort: str | None = None,
        status: str | None = None,
        limit: int | None = None,
    ) -> list[TieRow]:
        """Relations between actors, the weightiest first (see `query.Lookups.ties`)."""
        return self.lookups.ties(actor, kind, sort, status, limit)

    def show(self, name: str) -> View:
        """Everything about one thing: an actor's ties, events and statements, a place's events, an event's claims."""
        from conflictgraph.query import show

        return show(self.lookups, name)

    def why(self, event: str, property: str | None = None) -> list[Why]:
        """The claims, quotes, rule and confidence behind one value of an event, or behind each that it holds."""
        from conflictgraph.query import why

        return why(self.lookups, event, property)

    def disputes(
        self,
        event: str | None = None,
        property: str | None = None,
        min_speakers: int = 0,
        min_confidence: float = 0.0,
        min_grade: str | None = None,
    ) -> list[Dispute]:
        """Where claims about one event cannot all be true, with the rival values and their speakers; what is furthest apart
        comes first."""
        from conflictgraph.query import disputes

        return disputes(self.lookups, event, property, least(min_speakers, min_confidence, min_grade))

    def stats(self) -> Stats:
        """How much the graph holds."""
        from conflictgraph.query import stats

        return stats(self.lookups.things)

    def counts(self) -> dict[str, int]:
        """The number of articles, events, actors, places and claims, in this order."""
        from conflictgraph.query import counts

        return dict(counts(self.lookups.things))

    def log(self) -> list[Skipped]:
        """Inputs that could not be read, and why; by source."""
        return self._store.articles.skipped()

    def check(self, full: bool = False) -> list[Violation]:
        """What in the graph breaks the shapes of the ontology, or quotes words that are not at the stated characters of
        their article; an empty list is a sound graph. `full` asks a complete SHACL processor (extra `validate`)."""
        from conflictgraph.check import check

        return check(self._store, self.lookups, full)

    # --- SPARQL, networks, files ---------------------------------------------------------------------------------

    def query(self, text: str, /, **params: str) -> list[dict[str, Value]]:
        """The rows of a SPARQL 1.1 query as dicts: IRIs and texts as str, numbers and truth values as such, None where a
        variable is unbound. ASK gives one row with `answer`, CONSTRUCT and DESCRIBE rows of `subject`, `predicate`,
        `object`. `params` are values for variables (see `sparqltext.term`). Raises `errors.QueryError`.
        """
        from conflictgraph.query.values import rows

        return rows(self.sparql(text, params))

    def sparql(self, text: str, params: Mapping[str, str] | None = None, timeout: float | None = None) -> Result:
        """A SPARQL 1.1 query's whole answer (`sparql.Result`); `timeout` in seconds."""
        return self._store.query(text, params, timeout)

    def example(self, name: str, params: Mapping[str, str] | None = None, timeout: float | None = None) -> Result:
        """The answer to a named query that ships (`ontology/queries`), its parameters as names, ids, dates and words."""
        from conflictgraph.query.examples import run_example

        return run_example(self.lookups, name, params, timeout)

    def rdf(self) -> rdflib.Graph:
        """The whole graph as an `rdflib.Graph`, a copy in memory."""
        from conflictgraph.triples import to_rdflib

        return to_rdflib(self._store.triples(), self.base)

    def part(self, min_speakers: int = 0, min_confidence: float = 0.0, min_grade: str | None = None) -> Graph:
        """A part of the graph in memory, to be read and exported as the whole is: without the events that fewer independent
        voices tell of, that are less sure, or of which no claim is graded as well, and without the claims about them."""
        from conflictgraph.part import PartStore

        return Graph(PartStore(self._store, least(min_speakers, min_confidence, min_grade)), self._tell)  # type: ignore[arg-type]
