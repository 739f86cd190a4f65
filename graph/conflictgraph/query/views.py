"""Everything about one thing: an actor, a place, an event, an article, a relation, a claim."""

from __future__ import annotations

from conflictgraph.query.lookups import PARTIES, Lookups
from conflictgraph.query.rows import (
    ActorView,
    ArticleView,
    ClaimView,
    EventView,
    PlaceView,
    Ref,
    StatedTie,
    View,
)

KINDS = ("actor", "place", "event", "article", "relation", "claim", "passage")


def show(lookups: Lookups, name: str) -> View:
    """Everything about the thing that a name or id stands for; a claim's id shows what the claim is about."""
    found = lookups.find(name, *KINDS)
    if found.kind == "claim":
        return claim(lookups, found.id)
    if found.kind == "passage":
        return article(lookups, lookups.things.passage(found.id).article)
    if found.kind == "actor":
        return actor(lookups, found.id, found.also)
    if found.kind == "place":
        return place(lookups, found.id, found.also)
    if found.kind == "event":
        return event(lookups, found.id)
    return article(lookups, found.id) if found.kind == "article" else relation(lookups, found.id)


def actor(lookups: Lookups, identifier: str, also: tuple[Ref, ...] = ()) -> ActorView:
    """Ties (stated ones first), events (the latest first), statements."""
    t = lookups.things
    relations = t.with_object("relation", ("from", "to"), "actor", identifier)
    rows = [lookups.tie_row(t.relation(each)) for each in relations]
    rows.sort(key=lambda row: (row.sort != "stated", -row.weight, row.kind, row.from_.label, row.to.label, row.id))
    ties = tuple(StatedTie(row, tuple(lookups.claims_about("relation", row.id))) for row in rows)
    roles = (*PARTIES, "allegedAgent", "deniedAgent")
    events = lookups.by_time(t.with_object("event", roles, "actor", identifier))
    spoken = t.with_object("claim", ("attributedTo", "via"), "actor", identifier)
    statements = [row for row in lookups.claim_rows(spoken) if row.attribution == "reported"]
    renamings = lookups.claim_rows(t.about("actor", identifier))
    return ActorView(
        lookups.actor_row(identifier), ties, tuple(map(lookups.with_words, events)), tuple(statements), also, tuple(renamings)
    )


def place(lookups: Lookups, identifier: str, also: tuple[Ref, ...] = ()) -> PlaceView:
    t = lookups.things
    events = {e for each in t.inside(identifier) for e in t.with_object("event", ("place",), "place", each)}
    within = tuple(map(t.place_ref, t.around(identifier)))
    contains = sorted(
        map(t.place_ref, t.with_object("place", ("within",), "place", identifier)), key=lambda ref: (ref.label, ref.id)
    )
    words = tuple(map(lookups.with_words, lookups.by_time(events)))
    return PlaceView(lookups.place_row(identifier), within, tuple(contains), words, also)


def event(lookups: Lookups, identifier: str) -> EventView:
    row = lookups.event_row(identifier)
    parts = lookups.by_time(lookups.things.with_object("event", ("partOf",), "event", identifier))
    return EventView(
        row,
        tuple(lookups.claims_about("event", identifier)),
        lookups.event_row(row.part_of) if row.part_of else None,
        tuple(map(lookups.event_row, parts)),
    )


def article(lookups: Lookups, identifier: str) -> ArticleView:
    claims = lookups.things.with_object("claim", ("article",), "article", identifier)
    return ArticleView(lookups.article_row(identifier), tuple(lookups.claim_rows(claims)))


def relation(lookups: Lookups, identifier: str) -> StatedTie:
    row = lookups.tie_row(lookups.things.relation(identifier))
    return StatedTie(row, tuple(lookups.claims_about("relation", identifier)))


def claim(lookups: Lookups, identifier: str) -> View:
    about = lookups.things.claim(identifier).about
    if about is None:
        return ClaimView(lookups.claim_row(identifier))
    kind, its_id = about
    if kind == "actor":
        return actor(lookups, its_id)
    return event(lookups, its_id) if kind == "event" else relation(lookups, its_id)
