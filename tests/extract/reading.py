"""What the tests of extraction share: one analyzer, and accounts shown as the words they hold."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from conflictgraph.extract import extract_article
from conflictgraph.language import load
from conflictgraph.language.analyzer import Analyzer
from conflictgraph.model import Account, Article, Figure, Mention, Record, Span
from conflictgraph.read import read_text

TUESDAY = "2015-06-16"  # what the literal sentences are published on, unless a test says otherwise


@cache
def analyzer() -> Analyzer:
    """The shipped model, loaded once for all tests of a process."""
    return load()


def record(text: str, published: str | None = TUESDAY) -> Record:
    """The record of a text through the shipped model."""
    return extract_article(Article(text=text, published=published), analyzer())


def story(text: str) -> Record:
    """The record of a text with all that the reading room finds about it (its dateline, for one)."""
    return extract_article(read_text(text, published=TUESDAY), analyzer())


@dataclass(frozen=True, slots=True)
class Seen:
    """One account in words: heads of parties, names of places, EDTF of times."""

    kind: str
    type: str | None
    mode: str | None
    trigger: str
    agents: set[str]
    patients: set[str]  # named victims too
    victims: set[str]
    participants: set[str]
    instruments: set[str]
    targets: set[str]
    place: str | None
    time: str | None
    killed: tuple[int | None, ...] | None
    wounded: tuple[int | None, ...] | None
    abducted: tuple[int | None, ...] | None
    captured: tuple[int | None, ...] | None
    who: dict[str, tuple[int | None, ...] | None]
    speakers: list[str]  # outermost first
    cue: str | None
    content: str
    factuality: str
    polarity: str
    attribution: str
    tie: tuple[str, str, str, str] | None  # name, from, to, status
    passage: str
    account: Account

    @property
    def speaker(self) -> str | None:
        return self.speakers[-1] if self.speakers else None


def seen(found: Record) -> list[Seen]:
    """The accounts of a record, in words."""
    text = found.article.text
    times = {t.id: t.edtf for t in found.times}
    places = {p.id: p.name for p in found.places}

    def words(span: Span | None) -> str:
        return "" if span is None else text[span.start : span.end]

    def heads(mentions: tuple[Mention, ...]) -> set[str]:
        return {words(m.head) for m in mentions}

    def figure(f: Figure | None) -> tuple[int | None, ...] | None:
        return None if f is None else (f.low, f.best, f.high)

    return [
        Seen(
            a.kind, a.type, a.mode, words(a.trigger), heads(a.agents), heads(a.patients + a.victims), heads(a.victims),
            heads(a.participants), heads(a.instruments), heads(a.targets),
            places[a.place.id] if a.place else None, times[a.time.id] if a.time else None,
            figure(a.killed), figure(a.wounded), figure(a.abducted), figure(a.captured),
            {category: figure(f) for category, f in a.who}, [words(m.head) for m in a.speakers],
            words(a.cue) if a.cue else None, " ".join(words(c) for c in a.content),
            a.factuality, a.polarity, a.attribution,
            (a.relation.name, words(a.relation.from_.head), words(a.relation.to.head), a.relation.status) if a.relation else None,
            words(a.passage), a,
        )
        for a in found.accounts
    ]  # fmt: skip


def events(text: str, published: str | None = TUESDAY) -> list[Seen]:
    """The events that a text tells."""
    return [a for a in seen(record(text, published)) if a.kind == "event"]


def event(text: str, type_: str = "assault", published: str | None = TUESDAY) -> Seen:
    """The one event of a type that a text tells; fails where there is none or more than one."""
    found = [e for e in events(text, published) if e.type == type_]
    assert len(found) == 1, f"{len(found)} events of type {type_}: {[(e.trigger, e.type) for e in events(text, published)]}"
    return found[0]


def statements(text: str, published: str | None = TUESDAY) -> list[Seen]:
    """The acts of speech that a text reports."""
    return [a for a in seen(record(text, published)) if a.kind == "statement"]


def ties(text: str) -> set[tuple[str, str, str, str]]:
    """(name, from, to, status) of the ties that a text states."""
    return {a.tie for a in seen(record(text)) if a.tie is not None}
