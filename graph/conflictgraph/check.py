"""Is a graph on disk sound: do its triples fit the ontology's shapes, and do its quotes stand where they say?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from conflictgraph.names import text_digest
from conflictgraph.query import Lookups
from conflictgraph.store.embedded import Embedded
from conflictgraph.triples.terms import entity

if TYPE_CHECKING:
    from conflictgraph.triples.validate import Violation


def check(store: Embedded, lookups: Lookups, full: bool = False) -> list[Violation]:
    """What is unsound, sorted: breaches of `ontology/shapes.ttl` (with `full` by a complete SHACL processor, which needs the
    extra `validate`), then quotes and articles that differ from the texts that were read."""
    from conflictgraph.triples import validate

    if full:
        from conflictgraph.triples import to_rdflib

        found = validate.check_full(to_rdflib(store.triples(), store.base))
    else:
        found = validate.check(store.shelf.reader())
    return [*found, *sorted(_quotes(store, lookups))]


def _quotes(store: Embedded, lookups: Lookups) -> list[Violation]:
    from conflictgraph.triples.validate import Violation

    things = lookups.things
    texts = {each.id: store.articles.text(each.id) for each in store.articles.articles()}
    found = []
    for identifier in things.ids("passage"):
        p = things.passage(identifier)
        text = texts.get(p.article)
        if text is None or text[p.start : p.end] != p.exact:
            node = entity("passage", identifier, store.base).value
            found.append(Violation("passage-quote", node, "The words are not at these characters of the article."))
    for identifier in things.ids("article"):
        text = texts.get(identifier)
        if text is None or text_digest(text) != things.article(identifier).sha256:
            node = entity("article", identifier, store.base).value
            found.append(Violation("article-text", node, "The text that was read is not the one in the store."))
    return found
