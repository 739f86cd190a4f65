"""Text to sentences: words, trees, names and roles in one pass of one model."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from conflictgraph.language import decoding, splitting
from conflictgraph.language.lemmas import lemma
from conflictgraph.model import Predicate, Sentence, Word
from conflictgraph.resources import shelf

if TYPE_CHECKING:
    from conflictgraph.language.network import Network, Scores


class Analyzer:
    """The shipped English model. `analyze` is a function of the text alone: no sentence depends on another."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def analyze(self, text: str, skip: Sequence[tuple[int, int]] = ()) -> tuple[Sentence, ...]:
        """The sentences of a text in order, paragraph by paragraph (a line is a paragraph).

        Characters inside the half-open ranges `skip` are not read: no word comes from there, and no sentence runs
        over them. Offsets are characters of the whole text. A sentence of more than `splitting.LONGEST_SENTENCE`
        words is cut after so many.
        """
        found = [
            (spans, paragraph)
            for start, end, paragraph in readable(text, skip)
            for spans in splitting.sentences(text, start, end)
        ]
        forms = [[text[s:e] for s, e in spans] for spans, _ in found]
        return tuple(
            self._sentence(own, spans, paragraph, scores)
            for own, (spans, paragraph), scores in zip(forms, found, self._network.each(forms), strict=True)
        )

    def analyze_words(self, words: Sequence[str]) -> Sentence:
        """One sentence of given words; offsets count the words joined by single blanks."""
        spans = []
        at = 0
        for word in words:
            spans.append((at, at + len(word)))
            at += len(word) + 1
        return self._sentence(words, spans, 0, self._network.scores(words))

    def _sentence(
        self, forms: Sequence[str], spans: Sequence[tuple[int, int]], paragraph: int, scores: Scores
    ) -> Sentence:
        labels = self._network.labels
        heads, relations, tags = self._tree(scores)
        words = tuple(
            Word(form, start, end, lemma(form, tag), tag, head, relation)
            for form, (start, end), tag, head, relation in zip(forms, spans, tags, heads, relations, strict=True)
        )
        grown = decoding.grown(forms, heads, relations, tags)
        predicates = tuple(
            decoding.predicate(int(i), scores.roles(int(i)), labels.roles, grown, decoding.probability(scores.predicate[i], 1))
            for i in scores.predicate.argmax(axis=1).nonzero()[0]
        )
        return Sentence(
            start=spans[0][0],
            end=spans[-1][1],
            paragraph=paragraph,
            words=words,
            names=decoding.names(scores.names, labels.names),
            predicates=predicates,
        )

    def frame(self, words: Sequence[str], predicate: int) -> Predicate:
        """The roles of a word that is given as a predicate, whether or not the model would call it one."""
        scores = self._network.scores(words)
        heads, relations, tags = self._tree(scores)
        grown = decoding.grown(words, heads, relations, tags)
        return decoding.predicate(predicate, scores.roles(predicate), self._network.labels.roles, grown)

    def _tree(self, scores: Scores) -> tuple[list[int], list[str], list[str]]:
        """Governors (-1 the root), relations and tags."""
        labels = self._network.labels
        governors = decoding.tree(scores.arcs)
        relations = decoding.relations(scores.relations(governors), governors, labels.deprel)
        tags = [labels.upos[i] for i in scores.upos.argmax(axis=1)]
        return [g - 1 for g in governors], relations, tags


def readable(text: str, skip: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """What is to be read: (start, end, number of the paragraph) of each stretch outside the ranges `skip`."""
    unread = _merged(skip, len(text))
    starts = [a for a, _ in unread]
    for number, (first, last) in enumerate(splitting.paragraphs(text)):
        for start, end in _outside(first, last, unread, starts):
            if text[start:end].strip():
                yield start, end, number


def _merged(ranges: Sequence[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """Ranges in order, clipped to the text, overlaps joined."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted((max(0, a), min(length, b)) for a, b in ranges):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _outside(first: int, last: int, unread: Sequence[tuple[int, int]], starts: Sequence[int]) -> list[tuple[int, int]]:
    """What is left of `first`..`last` without the unread ranges."""
    at = first
    left = []
    for start, end in unread[max(0, bisect.bisect_right(starts, first) - 1) :]:
        if start >= last:
            break
        if end <= at:
            continue
        if start > at:
            left.append((at, start))
        at = end
    if at < last:
        left.append((at, last))
    return left


@cache
def load() -> Analyzer:
    """The analyzer with the shipped model, loaded once per process."""
    from conflictgraph.language.network import Network

    directory = shelf("data") / "language"
    return Analyzer(Network(directory / "english.npz", directory / "pieces.txt"))
