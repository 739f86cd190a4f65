"""The closed vocabularies of the consolidated graph: event types and modes, ties, sums, figures, categories.

Defined for readers in `ontology/event-types.ttl` and `ontology/statuses.ttl`; a test holds code and ontology together.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

ActorClass = Literal["Actor", "Person", "Organization", "Country"]
AboutKind = Literal["event", "relation", "actor"]
DeniedAspect = Literal["event", "agent", "patient", "figure", "place", "time"]
Category = Literal["children", "civilians", "combatants", "journalists", "police", "soldiers", "women"]
RelationSort = Literal["stated", "summed"]

EVENT_TYPES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "agree": (),
        "consult": ("visit", "third-party", "multilateral", "phone"),
        "support": (),
        "concede": (),
        "cooperate": (),
        "aid": (),
        "retreat": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
        "request": ("assist", "change", "yield", "meet"),
        "reject": ("assist", "change", "yield", "meet"),
        "accuse": ("disapprove", "investigate", "allege"),
        "threaten": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
        "protest": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
        "sanction": ("convict", "expel", "withdraw", "discontinue"),
        "mobilize": ("troops", "weapons", "police", "militia"),
        "coerce": (
            *("seize", "restrict", "censor", "curfew", "martial-law"),
            *("arrest", "deport", "withhold", "misinformation", "cyber"),
        ),
        "assault": (
            *("abduct", "beat", "torture", "sexual", "targeted"),
            *("destroy", "primitive", "firearms", "explosives", "suicide-attack"),
            *("aerial", "drone", "heavy-weapons", "crowd-control", "unconventional"),
        ),
    }
)
"""The sixteen event types of PLOVER with their modes."""

SUMMED_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "agree": "agrees",
        "consult": "meets",
        "support": "supports",
        "concede": "concedesTo",
        "cooperate": "cooperatesWith",
        "aid": "aids",
        "retreat": "retreatsFrom",
        "request": "requests",
        "reject": "rejects",
        "accuse": "accuses",
        "threaten": "threatens",
        "protest": "protestsAgainst",
        "sanction": "sanctions",
        "mobilize": "mobilizesAgainst",
        "coerce": "coerces",
        "assault": "fights",
    }
)
"""The relation kind into which the events of a type (the root of the event type) are summed."""

TIE_KINDS: tuple[str, ...] = (
    *("affiliatedWith", "allyOf", "basedIn", "enemyOf", "founded"),
    *("leads", "memberOf", "nationalOf", "organizationPartOf", "relatedTo"),
    *("renamedFrom", "represents", "spokespersonFor", "succeeds", "supporterOf", "worksFor"),
)
"""The kinds of ties that claims state. That a tie is over, alleged or denied is its status, not another kind."""

RENAMED = "renamedFrom"
"""The tie of an organization with the name that it had before; where both names are one actor's, a claim about that actor."""

DIRECT_TIES: tuple[str, ...] = ("memberOf", "leads")
"""Ties that, while present, are also written as direct properties of the actor."""

FIGURES: tuple[str, ...] = ("killed", "wounded", "abducted", "captured")
CATEGORIES: tuple[Category, ...] = get_args(Category)
"""The categories of the killed that `Facts.who` can tell apart."""

MODE_FAMILIES: tuple[frozenset[str], ...] = (
    frozenset({"suicide-attack", "explosives", "destroy"}),
    frozenset({"aerial", "drone", "heavy-weapons", "destroy", "explosives"}),
    frozenset({"firearms", "targeted", "destroy"}),
    frozenset({"targeted", "drone", "aerial", "explosives"}),
)
"""Modes of assaults that tellers of one attack exchange."""

CONTESTABLE: tuple[str, ...] = (
    *("eventType", "agent", "patient", "victim", "participant", "place", "earliest"),
    *("killedBest", "woundedBest", "abductedBest", "capturedBest", "polarity"),
)
"""What claims about one event can disagree on: names of properties; `earliest` is the time, `polarity` whether it
happened at all."""


def narrowest(event_type: str | None, mode: str | None) -> str | None:
    """The narrowest known event type: `("assault", "drone")` → `"assault-drone"`; an unknown mode is left out."""
    if event_type is None or mode is None:
        return event_type
    return f"{event_type}-{mode}" if mode in EVENT_TYPES.get(event_type, ()) else event_type


def root_type(event_type: str) -> str:
    """The type without its mode: `"assault-drone"` → `"assault"`."""
    return event_type.partition("-")[0]
