"""What the stages of extraction pass on before it becomes a record: word addresses, open accounts, scopes of speech."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from conflictgraph.extract import calledpersons, rolemending, wholenames
from conflictgraph.extract.trace import Trace
from conflictgraph.extract.tree import Tree
from conflictgraph.model import Article, Figure, PlaceMention, Sentence, Span, TimeMention, Word


class Node(NamedTuple):
    """A word's address: sentence and word index."""

    s: int
    i: int


@dataclass(slots=True)
class Draft:
    """An account while it is being put together. Parties are addresses of head words."""

    kind: str
    type: str | None
    mode: str | None
    trigger: Node
    rule: str
    weight: float = 1.0
    effect: str = ""  # what the patients suffered: killed, wounded, abducted, captured
    triggers: list[Node] = field(default_factory=list)  # all words that told of it, the naming one first
    agents: list[Node] = field(default_factory=list)
    patients: list[Node] = field(default_factory=list)
    participants: list[Node] = field(default_factory=list)
    instruments: list[Node] = field(default_factory=list)
    targets: list[Node] = field(default_factory=list)
    figures: dict[str, Figure] = field(default_factory=dict)
    who: dict[str, Figure] = field(default_factory=dict)
    place: int | None = None  # index into Doc.places
    time: int | None = None  # index into Doc.times
    factuality: str = "actual"
    polarity: str = "affirmed"
    attribution: str = "asserted"
    speakers: list[Node] = field(default_factory=list)
    cue: Span | None = None
    content: list[Span] = field(default_factory=list)
    about: Draft | None = None
    denies: Draft | None = None
    tie: tuple[str, Node, Node, str, int | None] | None = None  # name, from, to, status, time
    twin: str = ""  # tells accounts on one trigger apart
    harmful: bool = True
    found: dict[str, str] = field(default_factory=dict)  # agent, patient → the place of the lexicon where it was found
    none: bool = False  # it says that nobody was harmed: zero figures, no denial of the event

    def add(self, slot: str, nodes: Iterable[Node]) -> None:
        have: list[Node] = getattr(self, slot)
        for node in nodes:
            if node not in have:
                have.append(node)


    def told(self, slot: Literal["place", "time"]) -> int | None:
        """Its own place or time, or else that of the account that it tells again."""
        d, seen = self, set[int]()
        while (found := d.place if slot == "place" else d.time) is None and d.about is not None and id(d) not in seen:
            seen.add(id(d))
            d = d.about
        return found


@dataclass(slots=True)
class Doc:
    """One article under extraction."""

    article: Article
    trees: list[Tree]
    places: list[PlaceMention] = field(default_factory=list)
    times: list[TimeMention] = field(default_factory=list)
    hidden_places: list[PlaceMention] = field(default_factory=list)  # named inside other words; no event's place
    place_at: dict[Node, int] = field(default_factory=dict)  # word → index into places
    time_at: dict[Node, int] = field(default_factory=dict)
    dateline_starts: set[int] = field(default_factory=set)  # where the dateline's place stands
    wires: set[Node] = field(default_factory=set)  # words of a news agency's dateline before a sentence: nobody acts there
    caseless: bool = False  # the text is all upper case: capitals tell nothing
    trace: Trace | None = None  # where reasons are asked for

    @classmethod
    def of(cls, article: Article, sentences: Iterable[Sentence], trace: Trace | None = None) -> Doc:
        trees = [rolemending.mended(Tree(s, n, trace)) for n, s in enumerate(calledpersons.mended(map(wholenames.mended, sentences)))]
        letters = [c for c in article.text if c.isalpha()]
        upper = sum(c.isupper() for c in letters)
        return cls(article, trees, caseless=bool(letters) and upper > 0.8 * len(letters), trace=trace)

    def note(self, event: Node, topic: str, why: str, word: Node | None = None, taken: bool = False) -> None:
        """As `Tree.note`; a word of another sentence is told by its text in `why` alone."""
        here = word is not None and word.s == event.s
        self.trees[event.s].note(event.i, topic, why, word.i if here and word is not None else None, taken)

    def word(self, node: Node) -> Word:
        return self.trees[node.s].words[node.i]

    def span(self, s: int, first: int, last: int) -> Span:
        return self.trees[s].chars(first, last)

    def phrase(self, node: Node) -> Span:
        tree = self.trees[node.s]
        return tree.chars(*tree.phrase(node.i))

    def text(self, span: Span) -> str:
        return self.article.text[span.start : span.end]
