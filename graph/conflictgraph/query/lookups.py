"""The listings: articles, actors, events, places, claims, ties, counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from conflictgraph.graphmodel import Facts, GRelation
from conflictgraph.kinds import SUMMED_KINDS, root_type
from conflictgraph.model import Figure
from conflictgraph.query import naming
from conflictgraph.query.least import ANY, Least
from conflictgraph.query.rows import (
    ActorRow,
    ArticleRow,
    ClaimRow,
    EventRow,
    EventWithWords,
    PlaceRow,
    Ref,
    TieRow,
)
from conflictgraph.query.things import NamedStore, Things
from conflictgraph.query.words import days

PARTIES = ("agent", "patient", "victim", "participant")
_ROOT_OF = {summed: root for root, summed in SUMMED_KINDS.items()}
Row = TypeVar("Row")


def _silent(note: str) -> None:
    """Where nobody listens to remarks."""


class Lookups:
    """Named lookups over a store. `tell` hears remarks, one sentence each: a name that was understood as another, rows
    that a filter leaves out because nothing is known about them.

    Wherever a name is asked for, an id, any beginning of one, an alias or a near misspelling does. Raises `UnknownName`
    and `AmbiguousName`. `limit` cuts a listing; None gives all.
    """

    def __init__(self, store: NamedStore, tell: Callable[[str], None] = _silent) -> None:
        self.store = store
        self.things = Things(store)
        self.tell = tell

    def find(self, name: str, *kinds: str) -> naming.Found:
        """The thing of one of the kinds that a name or id stands for (see `naming.find`)."""
        return naming.find(self.things, name, kinds, self.tell)

    # --- articles ------------------------------------------------------------------------------------------------

    def articles(
        self,
        publisher: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = None,
    ) -> list[ArticleRow]:
        """Articles, the latest first; those without a date last."""
        claims = Counter(article for _, article in self.things.pairs("claim", "article"))
        by = self.find(publisher, "actor").id if publisher is not None else None
        first, last = days(since, until)
        rows, undated = [], 0
        for identifier in self.things.ids("article"):
            article = self.things.article(identifier)
            if by is not None and article.publisher_actor != by:
                continue
            if (first or last) and article.published is None:
                undated += 1
                continue
            if _outside(article.published, article.published, first, last):
                continue
            rows.append(self.article_row(identifier, claims[identifier]))
        self._left_out(undated, "article", "date is unknown")
        rows.sort(key=lambda row: row.id)
        rows.sort(key=lambda row: row.published or "", reverse=True)
        return _cut(rows, limit)

    def article_row(self, identifier: str, claims: int | None = None) -> ArticleRow:
        """The row of one article."""
        a = self.things.article(identifier)
        if claims is None:
            claims = len(self.things.with_object("claim", ("article",), "article", identifier))
        return ArticleRow(a.id, a.published, a.publisher, a.headline, a.url, a.language, a.date_inferred, claims)

    # --- actors and places ---------------------------------------------------------------------------------------

    def actors(
        self, named: str | None = None, kind: str | None = None, unnamed: bool = True, limit: int | None = None
    ) -> list[ActorRow]:
        """Actors, those in most events first. `named` keeps those whose names hold it, `unnamed=False` leaves out the
        parties that an article only describes ("two gunmen")."""
        events: dict[str, set[str]] = {}
        for role in PARTIES:
            for event, actor in self.things.pairs("event", role):
                events.setdefault(actor, set()).add(event)
        spoken = Counter(actor for _, actor in self.things.pairs("claim", "attributedTo"))
        rows = []
        for identifier in self.things.ids("actor"):
            row = self._actor_row(identifier, len(events.get(identifier, ())), spoken[identifier])
            names = (row.label, *row.aliases)
            if (
                (kind is None or row.kind == kind)
                and (unnamed or "--" not in identifier)
                and (named is None or any(named.casefold() in name.casefold() for name in names))
            ):
                rows.append(row)
        rows.sort(key=lambda row: (-row.events, -row.claims, row.label, row.id))
        return _cut(rows, limit)

    def actor_row(self, identifier: str) -> ActorRow:
        """The row of one actor."""
        events = self.things.with_object("event", PARTIES, "actor", identifier)
        spoken = self.things.with_object("claim", ("attributedTo",), "actor", identifier)
        return self._actor_row(identifier, len(events), len(spoken))

    def _actor_row(self, identifier: str, events: int, claims: int) -> ActorRow:
        a = self.things.actor(identifier)
        return ActorRow(a.id, a.label, a.kind, a.alt_labels, events, claims)

    def places(self, within: str | None = None, limit: int | None = None) -> list[PlaceRow]:
        """Places, those with most actual events first; `within` keeps a place and all that it contains."""
        wanted = self.things.inside(self.find(within, "place").id) if within is not None else None
        events: dict[str, list[str]] = {}
        for event, place in self.things.pairs("event", "place"):
            events.setdefault(place, []).append(event)
        rows = [
            self.place_row(identifier, events.get(identifier, ()))
            for identifier in self.things.ids("place")
            if wanted is None or identifier in wanted
        ]
        rows.sort(key=lambda row: (-row.events, row.label, row.id))
        return _cut(rows, limit)

    def place_row(self, identifier: str, events: Iterable[str] | None = None) -> PlaceRow:
        """The row of one place; `events` are those right there."""
        p = self.things.place(identifier)
        if events is None:
            events = self.things.with_object("event", ("place",), "place", identifier)
        actual = [e for e in map(self.things.event, events) if e.factuality == "actual"]
        ids = {e.id for e in actual}
        figures = [e.facts.killed for e in actual if e.facts.killed is not None and e.part_of not in ids]
        within = self.things.place_ref(p.within) if p.within else None
        return PlaceRow(
            id=p.id, label=p.label, precision=p.precision, lat=p.lat, lon=p.lon, centroid=p.centroid, within=within,
            aliases=p.alt, events=len(actual), killed=sum(f.value for f in figures) if figures else None, at_least=any(f.at_least for f in figures),
        )  # fmt: skip

    # --- events --------------------------------------------------------------------------------------------------

    def events(
        self,
        actor: str | None = None,
        place: str | None = None,
        since: str | None = None,
        until: str | None = None,
        type: str | None = None,
        all: bool = False,
        killed: int | None = None,
        wounded: int | None = None,
        contested: bool = False,
        limit: int | None = None,
        least: Least = ANY,
    ) -> list[EventRow]:
        """Actual events, the latest first; with `all` alleged, planned, threatened and hypothetical ones, too.

        `actor` is a party of it, `place` is where it happened or contains that place, it can have happened between
        `since` and `until` (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`), its type is `type` or a mode of it, and at least
        `killed` and `wounded` people were (by the best figure, else the lowest). `least` asks for voices, confidence, grades.
        """
        t = self.things
        kept: set[str] | None = None
        if actor is not None:
            kept = t.with_object("event", PARTIES, "actor", self.find(actor, "actor").id)
        if place is not None:
            area = t.inside(self.find(place, "place").id)
            there = {event for each in area for event in t.with_object("event", ("place",), "place", each)}
            kept = there if kept is None else kept & there
        wanted_type = naming.event_type(type) if type is not None else None
        first, last = days(since, until)
        rows, undated = [], 0
        for identifier in t.ids("event") if kept is None else sorted(kept):
            event = t.event(identifier)
            f = event.facts
            if not all and event.factuality != "actual":
                continue
            if wanted_type and f.event_type != wanted_type and not (f.event_type or "").startswith(f"{wanted_type}-"):
                continue
            if not least.met_by_event(event, t):
                continue
            if not (_reaches(f.killed, killed) and _reaches(f.wounded, wounded)) or (contested and not event.contested):
                continue
            if (first or last) and f.earliest is None and f.latest is None:
                undated += 1
                continue
            if _outside(f.earliest, f.latest, first, last):
                continue
            rows.append(identifier)
        self._left_out(undated, "event", "time is unknown")
        return [self.event_row(identifier) for identifier in _cut(self.by_time(rows), limit)]

    def by_time(self, identifiers: Iterable[str]) -> list[str]:
        """Events in the order of listings: the latest first, those of unknown time last."""
        facts = {identifier: self.things.event(identifier).facts for identifier in identifiers}
        ordered = sorted(facts)
        ordered.sort(key=lambda e: (facts[e].latest or facts[e].earliest or "", facts[e].earliest or ""), reverse=True)
        return ordered

    def event_row(self, identifier: str) -> EventRow:
        """The row of one event."""
        e = self.things.event(identifier)
        f = e.facts
        return EventRow(
            id=e.id, type=f.event_type, factuality=e.factuality, earliest=f.earliest, latest=f.latest, edtf=f.edtf,
            lasting=f.lasting, agents=self._refs(f.agents), alleged_agents=self._refs(e.alleged_agents),
            denied_agents=self._refs(e.denied_agents), patients=self._refs(f.patients), victims=self._refs(f.victims),
            participants=self._refs(f.participants), instruments=f.instruments, targets=f.targets,
            place=self.things.place_ref(f.place) if f.place else None, place_precision=f.place_precision,
            killed=f.killed, wounded=f.wounded, abducted=f.abducted, captured=f.captured, who=f.who,
            contested=e.contested, speakers=e.speakers, reports=e.reports, part_of=e.part_of,
            confidence=e.confidence,
        )  # fmt: skip

    def _refs(self, actors: Sequence[str]) -> tuple[Ref, ...]:
        if not actors:
            return ()
        return tuple(sorted(map(self.things.actor_ref, actors), key=lambda ref: (ref.label, ref.id)))

    def with_words(self, identifier: str) -> EventWithWords:
        """An event with the first claim that affirms it, in order of publication."""
        return EventWithWords(self.event_row(identifier), self.first_claim(identifier))

    def first_claim(self, identifier: str) -> ClaimRow | None:
        """The first claim that affirms an event, in order of publication; else the first that tells of it, else the first about it."""
        claims = self.claims_about("event", identifier)
        told = [c for c in claims if c.kind == "event"]
        plain = [c for c in told if c.polarity == "affirmed" and c.factuality == "actual"]
        return next(iter(plain or told or claims), None)

    # --- claims --------------------------------------------------------------------------------------------------

    def claims(
        self,
        about: str | None = None,
        by: str | None = None,
        article: str | None = None,
        limit: int | None = None,
        least: Least = ANY,
    ) -> list[ClaimRow]:
        """Claims in order of publication, rival ones and denials included.

        `about` is an event, a relation, an actor (claims with it as a party, about it or about its ties), a place (claims
        that put something there) or another claim (its event); `by` is the speaker or an outer speaker; `least` asks for
        confidence, grades, and the voices of the event that a claim is about.
        """
        t = self.things
        kept: set[str] | None = None
        if about is not None:
            found = self.find(about, "event", "actor", "place", "relation", "article", "claim")
            kept = self._claims_on(found.kind, found.id)
        if by is not None:
            spoken = t.with_object("claim", ("attributedTo", "via"), "actor", self.find(by, "actor").id)
            kept = spoken if kept is None else kept & spoken
        if article is not None:
            inside = t.with_object("claim", ("article",), "article", self.find(article, "article").id)
            kept = inside if kept is None else kept & inside
        ids = t.ids("claim") if kept is None else kept
        return _cut(self.claim_rows(c for c in ids if least.met_by_claim(t.claim(c), t)), limit)

    def _claims_on(self, kind: str, identifier: str) -> set[str]:
        t = self.things
        if kind == "claim":
            return {identifier}
        if kind == "article":
            return t.with_object("claim", ("article",), "article", identifier)
        found = t.with_object("claim", ("about",), kind, identifier)
        if kind == "actor":
            found |= t.with_object("claim", PARTIES, "actor", identifier)
            for relation in t.with_object("relation", ("from", "to"), "actor", identifier):
                found |= t.with_object("claim", ("about",), "relation", relation)
        elif kind == "place":
            for place in t.inside(identifier):
                found |= t.with_object("claim", ("place",), "place", place)
        return found

    def claims_about(self, kind: str, identifier: str) -> list[ClaimRow]:
        """The claims about an event, relation or actor, in order of publication."""
        return self.claim_rows(self.things.about(kind, identifier))

    def claim_rows(self, identifiers: Iterable[str]) -> list[ClaimRow]:
        """Claims in order of publication (undated articles last), article and position."""
        rows = [self.claim_row(identifier) for identifier in identifiers]
        return sorted(rows, key=lambda row: (row.published or "9999", row.article, row.start, row.end, row.id))

    def claim_row(self, identifier: str) -> ClaimRow:
        """The row of one claim."""
        t = self.things
        c = t.claim(identifier)
        f, passage, article = c.facts, t.passage(c.passage), t.article(c.article)
        return ClaimRow(
            id=c.id, kind=c.kind, about=self._about(c.about), speaker=t.actor_ref(c.attributed_to),
            via=tuple(map(t.actor_ref, c.via)), attribution=c.attribution, factuality=c.factuality, polarity=c.polarity,
            type=f.event_type, agents=self._refs(f.agents), patients=self._refs(f.patients),
            victims=self._refs(f.victims), participants=self._refs(f.participants), instruments=f.instruments,
            targets=f.targets, place=t.place_ref(f.place) if f.place else None, earliest=f.earliest, latest=f.latest,
            edtf=f.edtf, killed=f.killed, wounded=f.wounded, abducted=f.abducted, captured=f.captured, who=f.who,
            sentence=passage.exact, cue=c.cue, content=c.content, article=article.id, headline=article.headline,
            publisher=article.publisher, published=article.published, start=passage.start, end=passage.end, rule=c.rule,
            confidence=c.confidence, denies=c.denies[0] if c.denies else None, contradicts=c.contradicts,
            supersedes=c.supersedes, reliability=t.actor(c.attributed_to).reliability, credibility=c.credibility,
        )  # fmt: skip

    def _about(self, about: tuple[str, str] | None) -> Ref | None:
        if about is None:
            return None
        kind, identifier = about
        if kind == "actor":
            return self.things.actor_ref(identifier)
        if kind == "relation":
            r = self.things.relation(identifier)
            parts = (self.things.actor(r.from_).label, r.kind, self.things.actor(r.to).label)
            return Ref(identifier, " ".join(parts), kind)
        return Ref(identifier, self.event_label(self.things.event(identifier).facts), kind)

    def event_label(self, facts: Facts) -> str:
        """An event in a few words: type, parties, place."""
        parties = (*facts.agents, *facts.patients, *facts.victims, *facts.participants)
        words = [facts.event_type, *(self.things.actor(each).label for each in parties)]
        if facts.place:
            words.append(self.things.place(facts.place).label)
        return " · ".join(dict.fromkeys(word for word in words if word)) or "event"

    # --- ties ----------------------------------------------------------------------------------------------------

    def ties(
        self,
        actor: str | None = None,
        kind: str | None = None,
        sort: str | None = None,
        status: str | None = None,
        limit: int | None = None,
    ) -> list[TieRow]:
        """Relations between actors, the weightiest first: those of one actor, of one `kind` (`fights`, `memberOf` …),
        `sort` (`stated`, `summed`) or `status` (`present`, `former`, `alleged`, `denied`)."""
        t = self.things
        if actor is not None:
            ids: Iterable[str] = t.with_object("relation", ("from", "to"), "actor", self.find(actor, "actor").id)
        else:
            ids = t.ids("relation")
        rows = [
            self.tie_row(relation)
            for relation in map(t.relation, ids)
            if kind in (None, relation.kind) and sort in (None, relation.sort) and status in (None, relation.status)
        ]
        rows.sort(key=lambda row: (-row.weight, -row.claims, row.from_.label, row.kind, row.to.label, row.id))
        return _cut(rows, limit)

    def tie_row(self, r: GRelation) -> TieRow:
        """The row of one relation."""
        claims = len(self.things.about("relation", r.id)) if r.sort == "stated" else 0
        return TieRow(
            id=r.id, from_=self.things.actor_ref(r.from_), to=self.things.actor_ref(r.to), kind=r.kind, status=r.status,
            sort=r.sort, earliest=r.earliest, latest=r.latest, events=r.events, first=r.first, last=r.last,
            killed=r.killed, at_least=r.at_least, claims=claims,
        )  # fmt: skip

    def events_behind(self, tie: TieRow) -> list[EventWithWords]:
        """The events that a summed relation is made of, the latest first; none for a stated one."""
        root = _ROOT_OF.get(tie.kind)
        if tie.sort != "summed" or root is None:
            return []
        t = self.things
        acting = t.with_object("event", ("agent",), "actor", tie.from_.id)
        acted_on = t.with_object("event", ("patient", "victim"), "actor", tie.to.id)
        sides = [t.with_object("event", ("participant",), "actor", ref.id) for ref in (tie.from_, tie.to)]
        found = [
            identifier
            for identifier in (acting & acted_on) | (sides[0] & sides[1])
            if (event := t.event(identifier)).factuality == "actual" and root_type(event.facts.event_type or "") == root
        ]
        return [self.with_words(identifier) for identifier in self.by_time(found)]

    # --- inside --------------------------------------------------------------------------------------------------

    def _left_out(self, count: int, what: str, why: str) -> None:
        if count:
            self.tell(f"{count:,} {what}{'s are' if count > 1 else ' is'} left out because the {why}.")


def _cut(rows: list[Row], limit: int | None) -> list[Row]:
    return rows if limit is None else rows[: max(0, limit)]


def _outside(earliest: str | None, latest: str | None, first: str | None, last: str | None) -> bool:
    """True for what cannot have happened between two days; an unknown end is open."""
    return bool((first and latest and latest < first) or (last and earliest and earliest > last))


def _reaches(value: Figure | None, least: int | None) -> bool:
    if least is None:
        return True
    return value is not None and (value.low if value.best is None else value.best) >= least
