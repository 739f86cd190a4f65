"""From texts to records without a graph, and from records to a graph with what ships: lexicon, gazetteer, policy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from conflictgraph.errors import SkipArticle, StopRun
from conflictgraph.model import Sourced

if TYPE_CHECKING:
    from conflictgraph.extract.explain import Explanation
    from conflictgraph.graphmodel import Graph as Consolidated
    from conflictgraph.incremental import Rules
    from conflictgraph.model import Article, Record
    from conflictgraph.resolve import Guidance


def consolidate(records: Iterable[Record], guidance: Guidance | None = None) -> Consolidated:
    """The graph of all records, with the lexicon and the gazetteer that ship, as the user's judgements, grades and policy
    guide it."""
    from functools import partial

    from conflictgraph.extract.mentions import gazetteer, lexicon
    from conflictgraph.resolve import consolidate as across

    return partial(across, lexicon=lexicon(), gazetteer=gazetteer(), guidance=guidance)(records)


def rules() -> Rules:
    """What consolidation goes by: the lexicon and the gazetteer that ship with this version."""
    from conflictgraph import __version__
    from conflictgraph.extract.mentions import gazetteer, lexicon
    from conflictgraph.incremental import Rules

    return Rules(lexicon(), gazetteer(), __version__)


@dataclass(frozen=True, slots=True)
class Growing:
    """Consolidation of what changes, by rules that are only made when there is a change (see `pipeline`)."""

    rules: Callable[[], Rules]


consolidation = Growing(rules)
"""By what ships with this version."""


def extract(
    text: str,
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Record:
    """Everything read out of one text: entities, places, times and accounts, each with its characters in the text.

    `published` (`YYYY-MM-DD`) is what “Monday” counts from; where it is not stated or found, relative times stay unknown.
    Raises `errors.SkipArticle` for a text that is empty or not English, `errors.StopRun` for a `published` that is no date.

    >>> record = extract("Rebels killed three soldiers in Goma on Friday.", published="2024-02-10")
    >>> [(account.type, account.killed) for account in record.accounts]
    [('assault', Figure(low=3, best=3, high=3))]
    """
    from conflictgraph.extract import extract_article
    from conflictgraph.read import read_text
    from conflictgraph.records import verify

    return verify(extract_article(read_text(text, published=published, publisher=publisher, title=title, url=url)))


def extract_files(
    paths: str | Path | Iterable[str | Path], published: str | None = None, publisher: str | None = None
) -> Iterator[Record | SkipArticle]:
    """The records of the articles in files, folders, patterns or "-" (stdin), one by one, without a graph.

    What cannot be read comes as a `SkipArticle` instance in its place.
    """
    from conflictgraph.extract import extract_article
    from conflictgraph.records import verify

    yield from _each(paths, published, publisher, lambda article: verify(extract_article(article)))


def explain(
    text: str,
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Explanation:
    """How one text was read: each sentence with its words and tree, names, roles, accounts, and the reason for each slot and
    for what stayed out. Arguments and errors as in `extract`.

    >>> explanation = explain("Rebels killed three soldiers in Goma.")
    >>> [(r.topic, r.text, r.why) for r in explanation.sentences[0].accounts[0].reasons if r.topic == "event"]
    [('event', 'killed', 'assault (kill, verb) of the lexicon, weight 1.00')]
    """
    from conflictgraph.extract.explain import explain_article
    from conflictgraph.read import read_text

    return explain_article(read_text(text, published=published, publisher=publisher, title=title, url=url))


def explain_files(
    paths: str | Path | Iterable[str | Path], published: str | None = None, publisher: str | None = None
) -> Iterator[Explanation | SkipArticle]:
    """The explanations of the articles in files, as `extract_files` gives their records."""
    from conflictgraph.extract.explain import explain_article

    yield from _each(paths, published, publisher, explain_article)


T = TypeVar("T")


def _each(
    paths: str | Path | Iterable[str | Path], published: str | None, publisher: str | None, made: Callable[[Article], T]
) -> Iterator[T | SkipArticle]:
    """What is made of each article; what cannot be read, and an article that nothing can be made of, as a `SkipArticle`."""
    for outcome in articles_of(paths, published, publisher):
        if isinstance(outcome, SkipArticle):
            yield outcome
            continue
        try:
            yield made(outcome)
        except SkipArticle as error:
            yield error
        except (StopRun, FileNotFoundError, ImportError):
            raise
        except Exception as error:  # noqa: BLE001  # one hostile article must not end the run
            reason = f"The extractor failed on it ({type(error).__name__}: {str(error)[:200]})."
            yield SkipArticle(outcome.external_id or outcome.url or outcome.title or outcome.id, reason)


def articles_of(
    paths: str | Path | Iterable[str | Path], published: str | None, publisher: str | None
) -> Iterator[Article | SkipArticle]:
    """The articles of files, folders, patterns or "-"; a file that is named twice is read once."""
    for each in sourced_articles(paths, published, publisher):
        yield each.article if isinstance(each, Sourced) else each


def sourced_articles(
    paths: str | Path | Iterable[str | Path], published: str | None, publisher: str | None
) -> Iterator[Sourced | Article | SkipArticle]:
    """As `articles_of`; those of files come with the name of the file."""
    from conflictgraph.read import expand, read

    for source in expand([paths] if isinstance(paths, (str, Path)) else paths):
        for each in read(source, published=published, publisher=publisher):
            yield each if isinstance(each, SkipArticle) or source.path is None else Sourced(each, source.name)
