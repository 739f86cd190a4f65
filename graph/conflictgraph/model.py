"""The records that the rooms hand each other: plain, frozen, comparable, and JSON on the wire.

Offsets are characters of `Article.text`, half-open. Word indices are positions in `Sentence.words`, half-open for ranges.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

EntityType = Literal["PER", "ORG", "LOC", "NORP", "WEAPON"]
Attribution = Literal["asserted", "reported"]
Factuality = Literal["actual", "alleged", "planned", "threatened", "hypothetical"]
Polarity = Literal["affirmed", "denied"]
AccountKind = Literal["event", "statement", "tie"]
TieStatus = Literal["present", "former", "alleged", "denied"]
Precision = Literal["point", "city", "district", "province", "country", "region"]
ActorKind = Literal[
    "state", "state-force", "armed-group", "international", "organization", "person", "group", "role", "unknown"
]

# --- read ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Skip:
    """Characters of an article that are kept but not read, and why (`breadcrumb`, `teaser`, `boilerplate`, …)."""

    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Article:
    """One text as read. `published` is an ISO date (YYYY-MM-DD) or None, never today."""

    text: str
    title: str | None = None
    published: str | None = None
    date_inferred: str | None = None  # how the date was found when it was not stated by the user or a data column
    publisher: str | None = None
    url: str | None = None
    language: str = "en"
    dateline: str | None = None
    external_id: str | None = None
    skipped: tuple[Skip, ...] = ()

    @property
    def id(self) -> str:
        """The canonical URL's or else the text's digest, as a short id (see `names.article_id`)."""
        from conflictgraph.names import article_id

        return article_id(self.url, self.text)


@dataclass(frozen=True, slots=True)
class Sourced:
    """An article with the name of the file it was read from."""

    article: Article
    source: str


# --- language -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word. `head` is the index of its governor in the sentence, -1 for the root; `deprel` is UD."""

    text: str
    start: int
    end: int
    lemma: str
    upos: str
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class Name:
    """A named entity: words `first`..`last` (half-open) of the sentence; type PER, ORG or LOC."""

    first: int
    last: int
    type: str


@dataclass(frozen=True, slots=True)
class Role:
    """A semantic role (PropBank label: ARG0 … ARGM-TMP): the filler's span (words, half-open) and its head word.

    `sure` is the model's own probability of the label, 0..1; 1 where whoever gave the role has none."""

    label: str
    head: int
    first: int
    last: int
    sure: float = field(default=1.0, compare=False)


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb or noun that heads a frame; `sure` as in `Role`, that it does. `places`: for each word of the sentence a score
    (log-odds) that it names where the event happened; empty where the analyzer gives none."""

    word: int
    roles: tuple[Role, ...]
    sure: float = field(default=1.0, compare=False)
    places: tuple[float, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with one analysis per layer; `paragraph` counts from 0 within the article."""

    start: int
    end: int
    paragraph: int
    words: tuple[Word, ...]
    names: tuple[Name, ...] = ()
    predicates: tuple[Predicate, ...] = ()


# --- extract ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A party: its noun phrase, the bare name or head word, the lexicon's actor (or None) and its chain."""

    start: int
    end: int
    head: Span
    actor: str | None = None
    chain: int | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A mention of a place or time: the span of, and the id in, the article's `places` or `times`."""

    start: int
    end: int
    id: str


@dataclass(frozen=True, slots=True)
class Entity:
    start: int
    end: int
    type: EntityType
    actor: str | None
    chain: int | None


@dataclass(frozen=True, slots=True)
class PlaceMention:
    id: str
    start: int
    end: int
    name: str
    lat: float | None
    lon: float | None
    geonames: int | None
    precision: Precision
    centroid: bool



@dataclass(frozen=True, slots=True)
class TimeMention:
    id: str
    start: int
    end: int
    edtf: str
    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True)
class Figure:
    """How many: an absent `high` is unbounded, an absent `best` unknown ("at least 12" is 12, 12, None)."""

    low: int
    best: int | None
    high: int | None

    @property
    def value(self) -> int:
        """What it adds to a sum: the best figure, or else the lowest."""
        return self.low if self.best is None else self.best

    @property
    def at_least(self) -> bool:
        """True where `value` is the lowest, and more are possible.

        >>> Figure(12, 12, None).at_least, Figure(24, None, None).at_least, Figure(7, 12, None).at_least, Figure(12, 12, 12).at_least
        (True, True, False, False)
        """
        return self.best is None or (self.high is None and self.best == self.low)


@dataclass(frozen=True, slots=True)
class Tie:
    """A standing link between two parties, read from an apposition, a title or a predicate."""

    name: str
    from_: Mention
    to: Mention
    status: TieStatus
    time: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """One speaker's account of an event, statement or tie in one passage."""

    id: str
    kind: AccountKind
    type: str | None
    mode: str | None
    attribution: Attribution
    factuality: Factuality
    polarity: Polarity
    trigger: Span
    agents: tuple[Mention, ...] = ()
    patients: tuple[Mention, ...] = ()
    victims: tuple[Mention, ...] = ()
    participants: tuple[Mention, ...] = ()
    instruments: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()
    place: Anchor | None = None
    time: Anchor | None = None
    killed: Figure | None = None
    wounded: Figure | None = None
    abducted: Figure | None = None
    captured: Figure | None = None
    who: tuple[tuple[str, Figure], ...] = ()  # categories of the killed where said: civilians, combatants, children …
    speakers: tuple[Mention, ...] = ()
    speaker: Mention | None = None
    cue: Span | None = None
    content: tuple[Span, ...] = ()
    about: str | None = None
    denies: str | None = None
    relation: Tie | None = None
    passage: Span = Span(0, 0)
    rule: str = ""
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Record:
    """Everything read out of one article; complete in itself. Its JSON form is `records.to_json`."""

    article: Article
    entities: tuple[Entity, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    accounts: tuple[Account, ...] = ()
