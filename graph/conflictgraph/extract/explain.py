"""Why an article was read as it was: each sentence with its layers, its accounts, and the reasons that the rules gave.

The reasons are those of the run itself (`trace`); this only sorts them by sentence and account.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from conflictgraph.extract import Analyzer, from_sentences, insertions
from conflictgraph.extract.trace import Note, Trace
from conflictgraph.model import Account, Article, Figure, Mention, Record, Sentence, Word

TOPICS = (
    "event", "account", "agent", "patient", "participant", "instrument", "target", "figure", "place", "time", "speech", "attribution",
    "modality", "tie",
)  # fmt: skip


_OF = {"event": frozenset(TOPICS) - {"speech", "tie"}, "statement": frozenset({"speech", "time"}), "tie": frozenset({"tie"})}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a word came into a slot (`taken`) or stayed out. `word` is its index in the sentence; `text` shows it."""

    topic: str
    word: int
    text: str
    taken: bool
    why: str


@dataclass(frozen=True, slots=True)
class NameRead:
    """A name or party: characters, type, the lexicon's actor or the place that it is read as, and whether the language model or
    the lexicon found it."""

    start: int
    end: int
    text: str
    type: str
    read_as: str | None
    by: str


@dataclass(frozen=True, slots=True)
class RoleRead:
    label: str
    text: str
    sure: float


@dataclass(frozen=True, slots=True)
class FrameRead:
    """A predicate of the language model with its roles; `sure` is the model's probability."""

    word: int
    text: str
    sure: float
    roles: tuple[RoleRead, ...]


@dataclass(frozen=True, slots=True)
class AccountRead:
    """An account of the record, what stands in its slots, and the reasons."""

    id: str
    kind: str
    type: str | None
    mode: str | None
    trigger: str
    rule: str
    confidence: float
    slots: tuple[tuple[str, str], ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class SentenceRead:
    """One sentence; `number` counts from 1. `others` are words that looked like an event, speech, place or time and told no
    account, each with the reason."""

    number: int
    start: int
    end: int
    text: str
    words: tuple[Word, ...]
    names: tuple[NameRead, ...]
    frames: tuple[FrameRead, ...]
    accounts: tuple[AccountRead, ...]
    others: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """All sentences of an article, and its id and title."""

    article: str
    title: str | None
    sentences: tuple[SentenceRead, ...]


def explain_article(article: Article, analyzer: Analyzer | None = None) -> Explanation:
    """The explanation of one article; `analyzer` as in `extract_article`."""
    if analyzer is None:
        from conflictgraph.language import load

        analyzer = load()
    sentences = insertions.analyze(article, analyzer)
    trace = Trace()
    record = from_sentences(article, sentences, trace)
    return Explanation(article.id, article.title, tuple(_sentence(record, trace, n, s) for n, s in enumerate(sentences)))


def _sentence(record: Record, trace: Trace, number: int, sentence: Sentence) -> SentenceRead:
    text = record.article.text
    accounts = [a for a in record.accounts if sentence.start <= a.trigger.start < sentence.end]
    notes = [n for n in trace.notes if n.s == number]
    told = {(event, topic) for a in accounts for s, event in trace.triggers[a.id] if s == number for topic in _OF[a.kind]}
    return SentenceRead(
        number + 1, sentence.start, sentence.end, text[sentence.start : sentence.end], sentence.words,
        tuple(_names(record, sentence)), tuple(_frames(sentence)),
        tuple(_account(record, trace, a, number, sentence, notes) for a in accounts),
        tuple(_reasons(sentence, (n for n in notes if (n.event, n.topic) not in told))),
    )  # fmt: skip


def _reasons(sentence: Sentence, notes: Iterable[Note]) -> list[Reason]:
    """Sorted by topic and word, what was taken first; each once."""
    order = {topic: n for n, topic in enumerate(TOPICS)}
    kept = sorted(dict.fromkeys(notes), key=lambda n: (n.event, order.get(n.topic, 99), not n.taken))
    return [Reason(n.topic, n.word, sentence.words[n.word].text, n.taken, n.why) for n in kept]


def _account(record: Record, trace: Trace, a: Account, number: int, sentence: Sentence, notes: Iterable[Note]) -> AccountRead:
    mine = {event for s, event in trace.triggers[a.id] if s == number}
    about = [n for n in notes if n.event in mine and n.topic in _OF[a.kind]]
    return AccountRead(
        a.id, a.kind, a.type, a.mode, record.article.text[a.trigger.start : a.trigger.end], a.rule, a.confidence,
        tuple(_slots(record, a)), tuple(_reasons(sentence, about)),
    )  # fmt: skip


def _slots(record: Record, a: Account) -> Iterable[tuple[str, str]]:
    """What an account says, slot by slot, in words."""
    text = record.article.text

    def said(m: Mention) -> str:
        """The words, the name that they stand for where they hold none, and the lexicon's actor."""
        named = [text[e.start : e.end] for e in record.entities if e.chain is not None and e.chain == m.chain]
        words = text[m.start : m.end]
        stands = f" = {max(named, key=lambda n: (len(n), n))}" if named and not any(n in words for n in named) else ""
        return words + stands + (f" ({m.actor})" if m.actor else "")

    groups = {"agent": a.agents, "patient": (*a.patients, *a.victims), "side": a.participants, "instrument": a.instruments, "target": a.targets, "speaker": a.speakers}
    for slot, mentions in groups.items():
        for m in mentions:
            yield slot, said(m)
    if a.relation is not None:
        yield "tie", f"{said(a.relation.from_)} {a.relation.name} {said(a.relation.to)}, {a.relation.status}"
    for effect in ("killed", "wounded", "abducted", "captured"):
        figure = getattr(a, effect)
        if figure is not None:
            yield effect, _figure(figure)
    for category, figure in a.who:
        yield f"of the killed {category}", _figure(figure)
    place = next((p for p in record.places if a.place is not None and p.id == a.place.id), None)
    if place is not None:
        yield "place", f"{place.name} ({place.precision}{f', GeoNames {place.geonames}' if place.geonames is not None else ', in no gazetteer'})"
    time = next((t for t in record.times if a.time is not None and t.id == a.time.id), None)
    if time is not None:
        yield "time", f"{text[time.start : time.end]} ({time.edtf})"
    if a.kind != "tie":
        yield "told as", f"{a.factuality}, {a.polarity}, {a.attribution}"
    for span in a.content if a.kind == "statement" else ():
        yield "content", text[span.start : span.end]
    for name, other in (("about", a.about), ("denies", a.denies)):
        if other is not None:
            yield name, other


def _figure(f: Figure) -> str:
    from conflictgraph.extract.casualties import words_of

    return words_of(f)


def _names(record: Record, sentence: Sentence) -> Iterable[NameRead]:
    """The language model's names and what the lexicon and the gazetteer know, in the order of the text."""
    text = record.article.text
    inside = [e for e in record.entities if sentence.start <= e.start < sentence.end]
    places = [p for p in record.places if sentence.start <= p.start < sentence.end]
    model = {(sentence.words[n.first].start, sentence.words[n.last - 1].end): n.type for n in sentence.names}
    found: list[NameRead] = []
    for e in inside:
        by = "language model" if any(a < e.end and e.start < b for a, b in model) else "lexicon"
        found.append(NameRead(e.start, e.end, text[e.start : e.end], e.type, e.actor, by))
    for p in places:
        where = f"{p.name}, {p.precision}, {f'GeoNames {p.geonames}' if p.geonames is not None else 'in no gazetteer'}"
        by = "language model" if any(a < p.end and p.start < b for a, b in model) else "gazetteer"
        found.append(NameRead(p.start, p.end, text[p.start : p.end], "place", where, by))
    read = [(n.start, n.end) for n in found]
    for (start, end), kind in model.items():
        if not any(a < end and start < b for a, b in read):
            found.append(NameRead(start, end, text[start:end], kind, None, "language model, not used"))
    return sorted(found, key=lambda n: (n.start, n.end, n.type))


def _frames(sentence: Sentence) -> Iterable[FrameRead]:
    for p in sentence.predicates:
        roles = tuple(
            RoleRead("place" if r.label == "EVPLACE" else r.label, " ".join(w.text for w in sentence.words[r.first : r.last]), r.sure)
            for r in sorted(p.roles, key=lambda r: (r.first, r.label))
        )
        yield FrameRead(p.word, sentence.words[p.word].text, p.sure, roles)
