"""What a network is built from: the events, claims and stated ties that filters choose, and what its nodes say of things.

Events come in short (`deeds`), one after the other; an actor, place, claim or article is read when a network has a node for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, TypeAlias

from conflictgraph.deeds import Deed
from conflictgraph.network.filters import Wanted
from conflictgraph.query import Lookups, scan
from conflictgraph.query.rows import TieRow

Tell: TypeAlias = Callable[[str], None]
Attributes: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stock:
    """The `deeds` (by id) and stated `ties` (each with the claims that state it) that filters leave. `behind` gives an event's
    claims, sorted; `admitted` is False for claims that the filters leave out. `whole` gives the larger event of one."""

    look: Lookups
    wanted: Wanted
    deeds: Sequence[Deed] = ()
    ties: Sequence[tuple[TieRow, tuple[str, ...]]] = ()
    behind: Mapping[str, Sequence[str]] = field(default_factory=dict)
    whole: Mapping[str, str] = field(default_factory=dict)
    admitted: Callable[[str], bool] = lambda claim: True
    keep: Callable[[str], bool] = lambda actor: True


def stock(look: Lookups, wanted: Wanted, kind: str, deeds: Iterable[Deed], tell: Tell) -> Stock:
    """What a network of a kind is built from. `deeds` are all events, by id, gone through once; networks other than `claims` and
    `whole` are made of actual ones. What a window leaves out because its time is unknown is told."""
    keep, admits = _actors(look, wanted), _claims(look, wanted)
    if kind == "ties":
        return Stock(look, wanted, ties=_ties(look, wanted, admits, keep, tell), keep=keep, admitted=admits)
    every, narrowed = kind in ("claims", "whole"), wanted.by is not None or wanted.attributed
    polarity = scan.told_as(look.things, "polarity") if narrowed else {}
    chosen: list[Deed] = []
    behind: dict[str, tuple[str, ...]] = {}
    whole: dict[str, str] = {}
    undated = 0
    for deed in deeds:
        if not (every or deed.factuality == "actual") or not wanted.keeps(deed):
            continue
        claims = tuple(filter(admits, deed.claims)) if narrowed else deed.claims
        if narrowed and not any(polarity.get(claim) == "affirmed" for claim in claims):
            continue
        if wanted.dated:
            if deed.first is None and deed.last is None:
                undated += 1
                continue
            if not wanted.within(deed.first, deed.last):
                continue
        chosen.append(deed)
        behind[deed.id] = claims
        if deed.part_of is not None:
            whole[deed.id] = deed.part_of
    _left_out(tell, undated, "event")
    ties = [] if kind not in ("relations", "whole") or wanted.of_events else _ties(look, wanted, admits, keep, tell)
    return Stock(look, wanted, chosen, ties, behind, whole, admits, keep)


def _actors(look: Lookups, wanted: Wanted) -> Callable[[str], bool]:
    if not wanted.kinds:
        return (lambda actor: "--" not in actor) if wanted.named else (lambda actor: True)

    @cache
    def kept(actor: str) -> bool:
        return not (wanted.named and "--" in actor) and look.things.actor(actor).kind in wanted.kinds

    return kept


def _claims(look: Lookups, wanted: Wanted) -> Callable[[str], bool]:
    """Which claims may speak: those of the speakers asked for, and reported ones where the policy wants that."""
    spoken: Container[str] | None = None
    if wanted.by is not None:
        spoken = {
            claim for each in sorted(wanted.by) for claim in look.things.with_object("claim", ("attributedTo", "via"), "actor", each)
        }  # fmt: skip
    attribution = scan.told_as(look.things, "attribution") if wanted.attributed else None
    return lambda claim: (spoken is None or claim in spoken) and (attribution is None or attribution.get(claim) == "reported")


def _ties(
    look: Lookups, wanted: Wanted, admits: Callable[[str], bool], keep: Callable[[str], bool], tell: Tell
) -> list[tuple[TieRow, tuple[str, ...]]]:
    """The stated ties wanted, each with the claims that may state it and are sure enough; so many voices must state it."""
    things = look.things
    found, undated = [], 0
    for identifier in scan.stated_relations(things):
        row = look.tie_row(things.relation(identifier))
        if not (wanted.keeps_tie(row) and keep(row.from_.id) and keep(row.to.id)):
            continue
        claims = tuple(c for c in things.about("relation", identifier) if admits(c))
        if wanted.confidence:
            claims = tuple(c for c in claims if things.claim(c).confidence >= wanted.confidence)
        if not claims or (wanted.speakers > 1 and len({things.claim(c).attributed_to for c in claims}) < wanted.speakers):
            continue
        if wanted.dated and row.earliest is None and row.latest is None:
            undated += 1
        elif wanted.within(row.earliest, row.latest):
            found.append((replace(row, claims=len(claims)), claims))
    _left_out(tell, undated, "stated tie")
    return found


def _left_out(tell: Tell, count: int, what: str) -> None:
    if count:
        tell(f"{count:,} {what}{'s are' if count > 1 else ' is'} left out because the time is unknown.")


# --- what nodes say of things ------------------------------------------------------------------------------------


def known(**attributes: Any) -> Attributes:
    """Attributes without what is unknown or empty."""
    return {name: value for name, value in attributes.items() if value is not None and value != [] and value != ""}


def actor(look: Lookups, identifier: str, events: int, claims: int) -> Attributes:
    a = look.things.actor(identifier)
    return known(kind=a.klass.lower(), label=a.label, actor_kind=a.kind, aliases=list(a.alt_labels), n_events=events, n_claims=claims)


def place(look: Lookups, identifier: str) -> Attributes:
    p = look.things.place(identifier)
    point = {"lat": p.lat, "lon": p.lon, "centroid": p.centroid} if p.lat is not None else {}
    return known(kind="place", label=p.label, precision=p.precision, within=f"place:{p.within}" if p.within else None, **point)


def event(stock: Stock, deed: Deed) -> Attributes:
    things = stock.look.things
    where = things.place(deed.place) if deed.place is not None else None
    parties = dict.fromkeys((*deed.agents, *deed.patients, *deed.victims, *deed.participants))
    words = [deed.type or "event", *(things.actor(each).label for each in parties), where.label if where else ""]
    at = {"lat": where.lat, "lon": where.lon} if where is not None and where.lat is not None else {}
    return known(
        kind="event", label=" · ".join(dict.fromkeys(filter(None, words))), type=deed.type, quad=deed.quad, sign=deed.sign,
        factuality=deed.factuality, first=deed.first, last=deed.last, place=deed.place, killed=deed.killed,
        speakers=deed.speakers, confidence=deed.confidence, claims=list(stock.behind.get(deed.id, ())), **at,
    )  # fmt: skip


def claim(look: Lookups, identifier: str) -> Attributes:
    c = look.things.claim(identifier)
    passage, article = look.things.passage(c.passage), look.things.article(c.article)
    return known(
        kind="claim", label=" ".join(passage.exact.split())[:80], claim_kind=c.kind, attribution=c.attribution, factuality=c.factuality,
        polarity=c.polarity, type=c.facts.event_type, confidence=c.confidence, speaker=c.attributed_to, article=c.article,
        first=article.published, passage_start=passage.start, passage_end=passage.end, words=passage.exact,
    )  # fmt: skip


def article(look: Lookups, identifier: str) -> Attributes:
    a = look.things.article(identifier)
    return known(
        kind="article", label=a.headline or a.id, headline=a.headline, publisher=a.publisher, url=a.url, first=a.published,
        language=a.language,
    )  # fmt: skip


def spoken(stock: Stock) -> Mapping[str, int]:
    """Actor → how many of the claims behind what was chosen it makes; without filters of all."""
    if not stock.wanted.any:
        return scan.claims_of_speakers(stock.look.things)
    chosen = {c for claims in stock.behind.values() for c in claims} | {c for _, claims in stock.ties for c in claims}
    return Counter(speaker for claim, speaker in stock.look.things.pairs("claim", "attributedTo") if claim in chosen)
