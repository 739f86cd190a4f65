"""What is said of a given word: for those who know the event and ask where it happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conflictgraph.extract import entities, insertions, locate, organs, placing
from conflictgraph.extract.draft import Doc, Node
from conflictgraph.model import Article, Span

if TYPE_CHECKING:
    from conflictgraph.extract import Analyzer


def read(article: Article, analyzer: Analyzer) -> Doc:
    """An article with its times, names and places, before anything is read out of it."""
    doc = Doc.of(article, insertions.analyze(article, analyzer))
    locate.read_times(doc)
    found = entities.find(doc)
    locate.find(doc, found)
    locate.retype(doc, found)
    organs.settle(doc, found)
    return doc


def word_at(doc: Doc, start: int, end: int) -> Node | None:
    """The predicate among the words of a span of characters, or else their first word; None where there is no word."""
    nodes = [Node(s, i) for s, tree in enumerate(doc.trees) for i, w in enumerate(tree.words) if w.start < end and start < w.end]
    return min(nodes, key=lambda n: (n.i not in doc.trees[n.s].predicates, n), default=None)


def places_of(article: Article, start: int, end: int, analyzer: Analyzer) -> list[Span]:
    """Where the event happened that the words at these characters tell of: the places as the text names them, in its order."""
    doc = read(article, analyzer)
    node = word_at(doc, start, end)
    if node is None:
        return []
    tree = doc.trees[node.s]
    options = placing.candidates(doc, node.s)
    weights = placing.weigh(doc, node, options) or []
    found = [(o.first, o.last) for o, weight in zip(options, weights, strict=False) if weight >= placing.LEAST]
    return [tree.chars(*words) for words in sorted({*found, *placing.unlisted(doc, node)})]
