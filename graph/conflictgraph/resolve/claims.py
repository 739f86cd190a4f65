"""Accounts of records become claims: with actor and place ids, their passage, and their speaker."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from conflictgraph.graphmodel import Facts, GArticle, GClaim, GPassage
from conflictgraph.kinds import CATEGORIES, RENAMED, TIE_KINDS, DeniedAspect, narrowest
from conflictgraph.model import Account, Mention, PlaceMention, Record, Span, TimeMention
from conflictgraph.names import passage_id, relation_id, slug, text_digest
from conflictgraph.resolve.actors import Actors, ArticleActors
from conflictgraph.resolve.credit import credit
from conflictgraph.resolve.places import Places

_TOWNS = frozenset({"point", "city", "district"})
_SETTING = 3  # towns that an article names at most, where they say something of what happened nobody knows where


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before it is known which event it is about, with what clustering needs."""

    claim: GClaim
    published: str | None
    proper: frozenset[str]  # those of its parties who are known by name
    tie: tuple[str, str, str, str, str | None, str | None] | None = None  # from, kind, to, status, earliest, latest
    about: str | None = None  # the claim (by id) that a statement is about
    named: str | None = None  # the actor whose other name it tells (`claim.content`), where both names are one actor's
    words: str = ""  # of its passage
    credit: str | None = None  # the news agency that its article credits
    setting: tuple[str, ...] = ()  # for a claim without a place: the towns that its article names, by id or name
    figures: tuple[tuple[str, int], ...] = ()  # of several claims taken as one: every figure that one of them gives


@dataclass(frozen=True, slots=True)
class Read:
    """One article's part of the graph before consolidation."""

    article: GArticle
    passages: tuple[GPassage, ...]
    drafts: tuple[Draft, ...]


def read(record: Record, actors: Actors, places: Places) -> Read:
    """One record as an article, its passages and its claims."""
    mine = actors.article(record)
    source = record.article
    publisher = mine.publisher()
    article = GArticle(
        source.id, source.title, publisher, source.publisher, source.url, source.published, source.date_inferred,
        source.language, text_digest(source.text), source.dateline,
    )  # fmt: skip
    by_id = {p.id: p for p in record.places}
    times = {t.id: t for t in record.times}
    passages: dict[str, GPassage] = {}
    credited = credit(record)
    setting = _setting(record)

    def passage(span: Span) -> str:
        key = passage_id(source.id, span.start, span.end)
        passages[key] = GPassage(key, source.id, span.start, span.end, source.text[span.start : span.end])
        return key

    drafts: list[Draft] = []
    events = {a.id: a for a in record.accounts if a.kind == "event"}
    for account in record.accounts:
        facts, proper = _facts(account, mine, times, by_id, record, places)
        speakers = [mine.id(m) for m in account.speakers]
        deepest = speakers[-1] if speakers else publisher
        via = tuple(s for s in dict.fromkeys(speakers[:-1]) if s != deepest)
        tie: tuple[str, str, str, str, str | None, str | None] | None = None
        named = None
        if account.relation is not None:
            t = account.relation
            when = times.get(t.time.id) if t.time else None
            kind = t.name if t.name in TIE_KINDS else "relatedTo"
            tie = (mine.id(t.from_), kind, mine.id(t.to), t.status, when.earliest if when else None, when.latest if when else None)
            if kind == RENAMED:
                facts = Facts(earliest=when.earliest if when else None, latest=when.latest if when else None, edtf=when.edtf if when else None)
            if tie[0] == tie[2]:
                if kind != RENAMED:
                    continue
                named, tie = tie[0], None
        claim = GClaim(
            id=account.id, kind=account.kind, attributed_to=deepest, passage=passage(account.passage), article=source.id,
            attribution=account.attribution, factuality=account.factuality, polarity=account.polarity, facts=facts,
            denies=(account.denies, _aspect(account, events[account.denies])) if account.denies in events else None, via=via,
            cue=source.text[account.cue.start : account.cue.end] if account.cue else None,
            content=_content(account, source.text),
            content_passages=tuple(passage(c) for c in account.content) if account.kind == "statement" else (),
            rule=account.rule, confidence=account.confidence,
        )  # fmt: skip
        about = account.about if account.about in events else None
        drafts.append(Draft(claim, source.published, proper, tie, about, named, passages[claim.passage].exact, credited, setting if account.kind == "event" and facts.place is None else ()))
    return Read(article, tuple(passages[k] for k in sorted(passages)), tuple(drafts))


def _aspect(account: Account, denied: Account) -> DeniedAspect:
    """What of the other account is denied: by a bare statement the figure, by an account with nothing but agents who did it."""
    if account.kind == "statement":
        return "figure"
    other = (*account.patients, *account.victims, *account.targets, *account.participants, account.killed, account.wounded, account.place)
    return "agent" if account.agents and account.trigger != denied.trigger and not any(other) else "event"


def _content(account: Account, text: str) -> tuple[str, ...]:
    """What is said; of a new name the earlier one."""
    if account.relation is not None and account.relation.name == RENAMED:
        return (" ".join(text[account.relation.to.head.start : account.relation.to.head.end].split()),)
    return tuple(text[c.start : c.end] for c in account.content) if account.kind == "statement" else ()


def _setting(record: Record) -> tuple[str, ...]:
    """The towns that an article names: their ids, or the names of those that no gazetteer knows; none where it names many, so that
    none of them is its own."""
    towns = {f"g{p.geonames}" if p.geonames is not None else slug(p.name) for p in record.places if p.precision in _TOWNS}
    return tuple(sorted(towns)) if len(towns) <= _SETTING else ()


def _facts(
    account: Account, mine: ArticleActors, times: dict[str, TimeMention], by_id: dict[str, PlaceMention], record: Record, places: Places
) -> tuple[Facts, frozenset[str]]:
    if account.kind == "tie":
        return Facts(), frozenset()
    proper: set[str] = set()

    def ids(mentions: Iterable[Mention]) -> tuple[str, ...]:
        out = []
        for m in mentions:
            key = mine.id(m)
            if "--" not in key:
                proper.add(key)
            out.append(key)
        return tuple(out)

    def words(mentions: Iterable[Mention]) -> tuple[str, ...]:
        return tuple(" ".join(record.article.text[m.start : m.end].split()) for m in mentions)

    place = by_id.get(account.place.id) if account.place else None
    time = times.get(account.time.id) if account.time else None
    facts = Facts(
        event_type=narrowest(account.type, account.mode),
        agents=ids(account.agents), patients=ids(account.patients), victims=ids(account.victims),
        participants=ids(account.participants), instruments=words(account.instruments), targets=words(account.targets),
        place=places.id(record, place) if place else None, place_precision=place.precision if place else None,
        earliest=time.earliest if time else None, latest=time.latest if time else None, edtf=time.edtf if time else None,
        killed=account.killed, wounded=account.wounded, abducted=account.abducted, captured=account.captured,
        who=tuple((c, f) for c, f in account.who if c in CATEGORIES),
    )  # fmt: skip
    return facts, frozenset(proper)


def stated_relation(tie: tuple[str, str, str, str, str | None, str | None]) -> str:
    """The id of the relation that a stated tie is about."""
    return relation_id(tie[0], tie[1], tie[2], tie[3])
