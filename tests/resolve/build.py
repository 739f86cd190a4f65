"""Literal records, built by hand: an article is given as what its accounts hold, and its text is made of their words.

A party is written as it stands in the text: “The Taliban” (a name of the actor lexicon), “@Hafiz Waheed” (a person),
“#Herald Front” (an organization that no lexicon knows), “afghanistan-police|the police” (a description whose key
extraction found), and anything else is an unnamed party ("gunmen"). A place is a name of the gazetteer, “Goma”, with
its level where it has several, “Kunduz/province”; a time is EDTF.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from typing import Any

from conflictgraph.extract.mentions import gazetteer, lexicon
from conflictgraph.graphmodel import GClaim, GEvent, Graph, GRelation
from conflictgraph.model import (
    Account,
    AccountKind,
    Anchor,
    Article,
    Attribution,
    Entity,
    EntityType,
    Factuality,
    Figure,
    Mention,
    PlaceMention,
    Polarity,
    Record,
    Span,
    Tie,
    TieStatus,
    TimeMention,
)  # fmt: skip
from conflictgraph.names import account_id
from conflictgraph.records import verify
from conflictgraph.resolve import Guidance, consolidate
from conflictgraph.resolve.policy import named_policy

Numbers = int | tuple[int, int | None, int | None] | None


@dataclass(frozen=True, slots=True)
class Told:
    """One account to be. `about` and `denies` are positions in the same article's accounts."""

    trigger: str = "attack"
    kind: AccountKind = "event"
    type: str | None = "assault"
    mode: str | None = None
    agents: tuple[str, ...] = ()
    patients: tuple[str, ...] = ()
    victims: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    place: str | None = None
    time: str | None = None
    killed: Numbers = None
    wounded: Numbers = None
    speakers: tuple[str, ...] = ()
    factuality: Factuality = "actual"
    polarity: Polarity = "affirmed"
    about: int | None = None
    denies: int | None = None
    tie: tuple[str, str, str, TieStatus] | None = None  # name, from, to, status


def attack(**more: Any) -> Told:
    """An assault in Goma on 12 June 2015, unless told otherwise."""
    return Told(**{"place": "Goma", "time": "2015-06-12", **more})


def tie(name: str, from_: str, to: str, status: TieStatus = "present", **more: Any) -> Told:
    return Told(trigger=name, kind="tie", type=None, tie=(name, from_, to, status), **more)


def said(speaker: str, about: int | None = None) -> Told:
    return Told(trigger="said", kind="statement", type=None, speakers=(speaker,), about=about)


def figure(n: Numbers) -> Figure | None:
    if n is None:
        return None
    return Figure(n, n, n) if isinstance(n, int) else Figure(*n)


def bounds(edtf: str) -> tuple[str | None, str | None]:
    """First and last day of a day, a month, a year or an interval of these; (None, None) for a form without digits."""
    if "X" in edtf:
        return None, None
    first, _, last = edtf.partition("/")
    last = last or first
    low = first + "-01" * (3 - len(first.split("-"))) if first != ".." else None
    parts = [int(p) for p in last.split("-")]
    month = parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else calendar.monthrange(parts[0], month)[1]
    return low, f"{parts[0]:04d}-{month:02d}-{day:02d}"


class _Writer:
    """Writes the text of one article and remembers where everything stands."""

    def __init__(self, headline: str) -> None:
        self.text = f"{headline}. "
        self.entities: list[Entity] = []
        self.places: list[PlaceMention] = []
        self.times: list[TimeMention] = []
        self.chains: dict[str, int] = {}

    def write(self, words: str) -> Span:
        start = len(self.text)
        self.text += words + " "
        return Span(start, start + len(words))

    def party(self, party: str) -> Mention:
        key, bar, words = party.rpartition("|")
        actor: str | None = key if bar else None
        kind: EntityType | None = None
        if words[0] in "@#":
            kind, words = ("PER" if words[0] == "@" else "ORG"), words[1:]
        elif words[:1].isupper() and not bar:
            (known, *_) = lexicon().lookup(words)
            actor, kind = known.key, "ORG"
        span = self.write(words)
        chain = self.chains.setdefault(actor or words, len(self.chains))
        if kind is not None:
            self.entities.append(Entity(span.start, span.end, kind, actor, chain))
        return Mention(span.start, span.end, span, actor, chain)

    def place(self, place: str) -> Anchor:
        name, _, level = place.partition("/")
        found = next(p for p in gazetteer().lookup(name) if not level or p.precision == level)
        span = self.write(name)
        key = f"p{len(self.places)}"
        self.places.append(
            PlaceMention(key, span.start, span.end, found.name, found.lat, found.lon, found.geonames, found.precision, found.centroid)
        )
        return Anchor(span.start, span.end, key)

    def time(self, edtf: str) -> Anchor:
        span = self.write(edtf)
        key = f"t{len(self.times)}"
        self.times.append(TimeMention(key, span.start, span.end, edtf, *bounds(edtf)))
        return Anchor(span.start, span.end, key)


def story(publisher: str | None, published: str | None, *told: Told, headline: str = "News") -> Record:
    """One article of a publisher that tells the given accounts."""
    out = _Writer(f"{headline} of {publisher} on {published}")
    accounts: list[Account] = []
    for t in told:
        start = len(out.text)
        trigger = out.write(t.trigger)

        def parties(names: tuple[str, ...]) -> tuple[Mention, ...]:
            return tuple(out.party(n) for n in names)

        attribution: Attribution = "reported" if t.speakers else "asserted"
        account = Account(
            "", t.kind, t.type, t.mode, attribution, t.factuality, t.polarity, trigger,
            agents=parties(t.agents), patients=parties(t.patients), victims=parties(t.victims),
            participants=parties(t.participants), targets=tuple(Mention(s.start, s.end, s) for s in map(out.write, t.targets)),
            place=out.place(t.place) if t.place else None, time=out.time(t.time) if t.time else None,
            killed=figure(t.killed), wounded=figure(t.wounded), speakers=parties(t.speakers), rule="by hand", confidence=0.9,
        )  # fmt: skip
        if t.tie is not None:
            account = replace(account, relation=Tie(t.tie[0], out.party(t.tie[1]), out.party(t.tie[2]), t.tie[3], account.time))
        speaker = account.speakers[-1] if account.speakers else None
        content = (trigger,) if t.kind == "statement" else ()
        accounts.append(replace(account, speaker=speaker, content=content, passage=Span(start, len(out.text) - 1)))
        out.text += "\n"
    article = Article(out.text, title=headline, published=published, publisher=publisher)
    ids = [account_id(article.id, a.kind, a.trigger.start, a.trigger.end) for a in accounts]
    linked = tuple(
        replace(
            a, id=key, about=ids[t.about] if t.about is not None else None, denies=ids[t.denies] if t.denies is not None else None
        )
        for a, key, t in zip(accounts, ids, told, strict=True)
    )
    entities = tuple(sorted(out.entities, key=lambda e: (e.start, e.end)))
    return verify(Record(article, entities, tuple(out.places), tuple(out.times), linked))


def graph(*records: Record, policy: str = "all", guidance: Guidance | None = None) -> Graph:
    """The consolidated graph of records, with the lexicon and the gazetteer that ship."""
    return consolidate(records, lexicon(), gazetteer(), guidance or Guidance(policy=named_policy(policy)))


def only_event(*records: Record, policy: str = "all", guidance: Guidance | None = None) -> GEvent:
    """The one event of records; fails where they do not make exactly one."""
    events = graph(*records, policy=policy, guidance=guidance).events
    assert len(events) == 1, [(e.facts.event_type, e.facts.place, e.facts.earliest, e.factuality) for e in events]
    return events[0]


def claims_of(found: Graph, event: GEvent) -> list[GClaim]:
    return [c for c in found.claims if c.id in event.claims]


def summed(found: Graph) -> list[GRelation]:
    return [r for r in found.relations if r.sort == "summed"]


def stated(found: Graph) -> list[GRelation]:
    return [r for r in found.relations if r.sort == "stated"]
