"""Named lookups over a store → typed frozen rows: who, what, where, who says so, why, and where sources disagree."""

from conflictgraph.query.counts import counts, stats
from conflictgraph.query.grounds import ASPECTS, disputes, why
from conflictgraph.query.lookups import Lookups
from conflictgraph.query.naming import Found, event_type
from conflictgraph.query.rows import (
    ActorRow,
    ActorView,
    ArticleRow,
    ArticleView,
    ClaimRow,
    ClaimView,
    Dispute,
    EventRow,
    EventView,
    EventWithWords,
    Ground,
    PlaceRow,
    PlaceView,
    Ref,
    Rival,
    StatedTie,
    Stats,
    TieRow,
    View,
    Why,
)
from conflictgraph.query.things import NamedStore
from conflictgraph.query.views import show

__all__ = [
    "ASPECTS",
    "ActorRow",
    "ActorView",
    "ArticleRow",
    "ArticleView",
    "ClaimRow",
    "ClaimView",
    "Dispute",
    "EventRow",
    "EventView",
    "EventWithWords",
    "Found",
    "Ground",
    "Lookups",
    "NamedStore",
    "PlaceRow",
    "PlaceView",
    "Ref",
    "Rival",
    "StatedTie",
    "Stats",
    "TieRow",
    "View",
    "Why",
    "counts",
    "disputes",
    "event_type",
    "show",
    "stats",
    "why",
]
