"""One article in, its record out: accounts of events, statements and ties, each with the words it comes from.

`extract_article` is a pure function of the article, the analyzer and the data that ships; it knows of no other article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from conflictgraph.extract import (
    anchor,
    announced,
    attribution,
    casualties,
    claims,
    coming,
    entities,
    events,
    habits,
    insertions,
    locate,
    organs,
    renamings,
    same,
    setting,
    struckland,
    suffered,
    ties,
    topics,
    where,
)
from conflictgraph.extract.assemble import assemble
from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.link import Links
from conflictgraph.extract.merge import merge
from conflictgraph.extract.refine import refine
from conflictgraph.extract.scope import Scope
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.speakers import settle as settle_speakers
from conflictgraph.extract.trace import Trace
from conflictgraph.model import Article, Record, Sentence


class Analyzer(Protocol):
    """What gives sentences: the shipped model, a spaCy pipeline, or a test's own."""

    def analyze(self, text: str, skip: Sequence[tuple[int, int]] = ()) -> tuple[Sentence, ...]: ...


def extract_article(article: Article, analyzer: Analyzer | None = None, trace: Trace | None = None) -> Record:
    """The complete record of one article; `analyzer` is the shipped language model unless another is given. A `trace` is
    filled with the reasons of the rules and changes nothing."""
    if analyzer is None:
        from conflictgraph.language import load

        analyzer = load()
    sentences = insertions.analyze(article, analyzer)
    return from_sentences(article, sentences, trace)


def from_sentences(article: Article, sentences: Sequence[Sentence], trace: Trace | None = None) -> Record:
    """The record of one article whose sentences are already analysed; `trace` as in `extract_article`."""
    doc = Doc.of(article, sentences, trace)
    locate.read_times(doc)
    found = entities.find(doc)
    locate.find(doc, found)
    locate.retype(doc, found)
    organs.settle(doc, found)
    sorts = Sorts(doc, found)
    drafts = merge(doc, events.find(doc, sorts))
    scopes = claims.find(doc, sorts)
    settle_speakers(doc, sorts, scopes)
    topics.settle(doc, scopes)
    links = Links(doc, sorts)
    cues = {scope.cue: scope.statement for scope in scopes}
    where.settle(doc, drafts, cues)
    struckland.settle(doc, sorts, drafts)
    attribution.attribute(doc, drafts, scopes)
    told = renamings.find(doc, sorts)
    again = {each.tie[:3] for each in told if each.tie is not None}
    tied = [*told, *(d for d in ties.find(doc, sorts) if d.tie is None or d.tie[:3] not in again)]
    attribution.attribute(doc, tied, attribution.quoted_only(doc, scopes))
    _first_persons(doc, links, scopes)
    drafts = refine(doc, sorts, links, drafts, scopes)
    announced.settle(doc, sorts, drafts)
    said = {s.statement.time for s in scopes if s.statement.time is not None}
    habits.settle(doc, drafts)
    same.link(doc, sorts, links, drafts, said | _only_mentioned(doc, drafts, scopes))
    suffered.unharmed(doc, drafts)
    anchor.settle(doc, drafts, said)
    coming.settle(doc, drafts, said)
    setting.settle(doc, sorts, links, drafts)
    statements: list[Draft] = [scope.statement for scope in scopes if scope.entry.pos not in {"ADV", "ADJ"} and not scope.mute and not _of_nobody(doc, scope)]
    statements = [s for statement in statements for s in _each_speaker(statement, scopes)]
    casualties.unread(doc)
    kept = {id(d) for d in drafts}
    for statement in statements:
        if statement.about is not None and id(statement.about) not in kept:
            statement.about = None
    return assemble(doc, sorts, links, [*drafts, *statements, *tied])


def _of_nobody(doc: Doc, scope: Scope) -> bool:
    """"Nobody wants to be a soldier": a wish or thought that nobody has is no statement; that nobody claimed a deed is told. What nobody in
    particular says or thinks inside of somebody's words ("X welcomed the news that …") is a part of these and nothing that X says himself,
    nor is what he says he thinks ("“I think …,” X said") a second statement of his."""
    if scope.statement.polarity == "denied" and not scope.speakers and scope.entry.kind == "believe":
        return True
    if scope.entry.kind == "believe" and scope.speakers and len(scope.statement.speakers) > len(scope.speakers):
        if all(doc.word(n).text.lower() in words("pronoun-first") for n in scope.speakers):
            return True
    return bool(scope.statement.speakers) and not scope.speakers and scope.outlet is None and scope.entry.kind not in {"deny", "confirm"} and scope.statement.denies is None


def _only_mentioned(doc: Doc, drafts: Sequence[Draft], scopes: Sequence[Scope]) -> set[int]:
    """Times in somebody's words that no event has ("we buried them this morning")."""
    used = {d.time for d in drafts}
    said = [span for scope in scopes for span in scope.statement.content]
    return {n for n, t in enumerate(doc.times) if n not in used and any(span.start <= t.start < span.end for span in said)}


def _each_speaker(statement: Draft, scopes: Sequence[Scope]) -> list[Draft]:
    """One statement for each of several who speak together ("police and residents said")."""
    together = next((len(s.speakers) for s in scopes if s.statement is statement), 1)
    if together < 2 or len(statement.speakers) < together:
        return [statement]
    outer, inner = statement.speakers[:-together], statement.speakers[-together:]
    statement.speakers = [*outer, inner[0]]
    return [
        statement,
        *(replace(statement, speakers=[*outer, n], twin=f"{statement.twin}+{k}") for k, n in enumerate(inner[1:], 2)),
    ]


def _first_persons(doc: Doc, links: Links, scopes: Sequence[Scope]) -> None:
    """"I" and "we" inside an act of speech are its speaker."""
    for s, tree in enumerate(doc.trees):
        for i, word in enumerate(tree.words):
            if word.text.lower() in words("pronoun-first"):
                around = [scope for scope in scopes if scope.speakers and scope.covers(word.start)]
                if around:
                    links.speaker_at[Node(s, i)] = min(around, key=lambda scope: (scope.size, scope.cue)).speakers[0]
