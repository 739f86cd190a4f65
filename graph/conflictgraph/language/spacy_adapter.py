"""Sentences from a spaCy pipeline of the user's choice, in the same record as our own model's.

Trees come in CLEAR (en_core_web_*) or UD labels and leave in UD; names are mapped to PER, ORG and LOC; roles are read
off the tree (`treeroles`), since spaCy has none.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

from conflictgraph.errors import MissingExtra, StopRun
from conflictgraph.language import clear, treeroles
from conflictgraph.language.analyzer import readable
from conflictgraph.language.decoding import grown
from conflictgraph.model import Name, Sentence, Word


class Token(Protocol):
    """What is read of a spaCy Token."""

    @property
    def i(self) -> int: ...
    @property
    def idx(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def lemma_(self) -> str: ...
    @property
    def pos_(self) -> str: ...
    @property
    def tag_(self) -> str: ...
    @property
    def dep_(self) -> str: ...
    @property
    def head(self) -> Token: ...


class Range(Protocol):
    """What is read of a spaCy Span: token positions, half-open, and a label."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def label_(self) -> str: ...


class Doc(Protocol):
    """What is read of a spaCy Doc."""

    def __iter__(self) -> Iterator[Token]: ...
    @property
    def sents(self) -> Iterable[Range]: ...
    @property
    def ents(self) -> Iterable[Range]: ...


def from_doc(doc: Doc, offset: int = 0, paragraph: int = 0) -> tuple[Sentence, ...]:
    """The sentences of a parsed Doc. `offset` is where the Doc's text begins in the article, `paragraph` its number.

    Blank tokens are dropped; arcs through them go to their governor.
    """
    tokens = list(doc)
    entities = list(doc.ents)
    kinds: dict[str, str] = treeroles.lists()["extra_entities"]
    times = {i for e in entities if e.label_ in treeroles.lists()["time_entities"] for i in range(e.start, e.end)}
    scheme = clear.is_clear([t.dep_ for t in tokens])
    found = []
    for sent in doc.sents:
        kept = [t for t in tokens[sent.start : sent.end] if t.text.strip()]
        if not kept:
            continue
        place = {t.i: k for k, t in enumerate(kept)}
        draft = clear.Draft(
            forms=[t.text for t in kept],
            lemmas=[t.lemma_ or t.text for t in kept],
            upos=[t.pos_ or "X" for t in kept],
            heads=[_governor(t, place) for t in kept],
            labels=[t.dep_ for t in kept],
        )
        names = [
            Name(inside[0], inside[-1] + 1, kinds[e.label_])
            for e in entities
            if e.label_ in kinds and (inside := [place[i] for i in range(e.start, e.end) if i in place])
        ]
        names = [_bare(name, draft) for name in names]
        if scheme:
            clear.to_ud(draft, [(n.first, n.last) for n in names if n.type == "PER"])
        else:
            draft.labels = [
                "root" if head < 0 else label or "dep" for head, label in zip(draft.heads, draft.labels, strict=True)
            ]
        _one_root(draft)
        tree = grown(draft.forms, draft.heads, draft.labels, draft.upos)
        participles = {k for k, t in enumerate(kept) if t.tag_ == "VBN"}
        words = tuple(
            Word(t.text, offset + t.idx, offset + t.idx + len(t.text), lemma, upos, head, label)
            for t, lemma, upos, head, label in zip(
                kept, draft.lemmas, draft.upos, draft.heads, draft.labels, strict=True
            )
        )
        timed = {place[i] for i in times if i in place}
        predicates = treeroles.predicates(tree, tuple(draft.lemmas), participles, timed)
        found.append(Sentence(words[0].start, words[-1].end, paragraph, words, tuple(names), predicates))
    return tuple(found)


def _governor(token: Token, place: dict[int, int]) -> int:
    """The governor's place among the kept words, -1 at the root or where it lies outside the sentence."""
    at, seen = token, set()
    while at.head.i != at.i and at.i not in seen:
        seen.add(at.i)
        at = at.head
        if at.i in place:
            return place[at.i]
    return -1


def _bare(name: Name, draft: clear.Draft) -> Name:
    """spaCy's names take the article and the possessive mark along; ours do not."""
    first, last = name.first, name.last
    while first < last - 1 and draft.upos[first] == "DET":
        first += 1
    while last - 1 > first and draft.upos[last - 1] == "PART":
        last -= 1
    return Name(first, last, name.type)


def _one_root(draft: clear.Draft) -> None:
    """Further roots hang on the first one."""
    roots = [i for i, head in enumerate(draft.heads) if head < 0]
    for i in roots[1:]:
        draft.heads[i], draft.labels[i] = roots[0], "parataxis"


class SpacyAnalyzer:
    """An analyzer over a spaCy pipeline named as for `spacy.load`; it needs a tagger, a parser and an entity part."""

    def __init__(self, name: str) -> None:
        try:
            spacy: Any = importlib.import_module("spacy")
        except ImportError as absent:
            raise MissingExtra(f"The language pipeline “{name}”", "spacy") from absent
        try:
            self._pipeline: Any = spacy.load(name)
        except OSError as absent:
            raise StopRun(
                f"spaCy has no pipeline “{name}”; install it with: python -m spacy download {name}."
            ) from absent
        if not self._pipeline.has_pipe("parser"):
            raise StopRun(f"The spaCy pipeline “{name}” has no parser, which reading articles needs.")

    def analyze(self, text: str, skip: Sequence[tuple[int, int]] = ()) -> tuple[Sentence, ...]:
        """As `Analyzer.analyze`: paragraphs are lines, characters inside `skip` are not read."""
        found: list[Sentence] = []
        for start, end, paragraph in readable(text, skip):
            found += from_doc(self._pipeline(text[start:end]), start, paragraph)
        return tuple(found)

    def analyze_words(self, words: Sequence[str]) -> Sentence:
        """One sentence of given words, joined by single blanks."""
        starts = [i == 0 for i in range(len(words))]
        made: Any = importlib.import_module("spacy.tokens").Doc
        doc = self._pipeline(made(self._pipeline.vocab, words=list(words), sent_starts=starts))
        return from_doc(doc)[0]
