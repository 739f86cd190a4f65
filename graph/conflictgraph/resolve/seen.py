"""What is seen of an account where it is compared with others: made once for each account, equal where nothing tells them apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from conflictgraph.graphmodel import Facts
from conflictgraph.kinds import FIGURES, root_type
from conflictgraph.model import Figure
from conflictgraph.resolve.claims import Draft
from conflictgraph.resolve.extent import Sort, sort_of
from conflictgraph.resolve.tables import target_kinds

REAL = frozenset({"actual", "alleged"})
ROLES = ("agents", "participants", "patients")
_LARGE = 3  # killed, above whom a named victim is one of many


@dataclass(frozen=True, slots=True)
class Seen:
    """Days are numbers (`date.toordinal`). `victims`, `proper` and `roles` hold named parties alone; `unnamed` has the words for
    the others, each between hyphens, `beside` the sorts of things in the words for those who were hit ("20 people at the bus
    terminal"), `targets` the last words of what was hit, `kinds` its sorts; `figures` are all best figures, name by name."""

    root: str | None
    mode: str
    real: bool
    sort: Sort | None
    first: int | None
    last: int | None
    days: int | None
    inferred: bool
    published: int | None
    place: str | None
    lent: bool
    setting: frozenset[str]
    victims: frozenset[str]
    all_named: bool
    low: int | None
    large: bool
    proper: frozenset[str]
    roles: tuple[frozenset[str], ...]
    unnamed: frozenset[str]
    targets: frozenset[str]
    kinds: frozenset[str]
    beside: frozenset[str]
    figures: tuple[tuple[int, ...], ...]


def see(d: Draft) -> Seen:
    """What is seen of an account by those of other articles."""
    f = d.claim.facts
    _, _, mode = (f.event_type or "").partition("-")
    victims = frozenset(_named(f.victims))
    whole = f.earliest is not None and f.latest is not None
    return Seen(
        root_type(f.event_type) if f.event_type is not None else None, mode, d.claim.factuality in REAL, sort_of(d), _day(f.earliest),
        _day(f.latest), length(f) if whole else None, inferred(d), _day(d.published), f.place, "+setting" in d.claim.rule, frozenset(d.setting), victims,
        len(victims) == len(set(f.victims)), f.killed.low if f.killed is not None else None,
        f.killed is not None and f.killed.low > _LARGE, d.proper, tuple(frozenset(getattr(f, role)) & d.proper for role in ROLES),
        frozenset(f"-{p.partition('--')[0]}-" for p in (*f.agents, *f.patients, *f.participants) if "--" in p),
        frozenset(w.split()[-1].lower() for w in f.targets if w.split()), target_kinds(" ; ".join(f.targets)),
        target_kinds(" ; ".join(p.partition("--")[0].replace("-", " ") for p in f.patients if "--" in p)),
        tuple(figures(d, name) for name in FIGURES),
    )  # fmt: skip


def _named(parties: Sequence[str]) -> set[str]:
    return {p for p in parties if "--" not in p}


def _day(text: str | None) -> int | None:
    try:
        return date.fromisoformat(text).toordinal() if text else None
    except ValueError:  # records may come from other extractors
        return None


def length(f: Facts) -> int:
    """Days from the first to the last day of an account's time, both counted. It has to have both."""
    return (date.fromisoformat(f.latest or "") - date.fromisoformat(f.earliest or "")).days + 1


def inferred(d: Draft) -> bool:
    """Is the account's day only that of the story it stands in?"""
    return "+anchor" in d.claim.rule


def figures(d: Draft, name: str) -> tuple[int, ...]:
    """Every best figure that a claim or bundle gives; a bare plural (“civilians were killed”) gives none."""
    if d.figures:
        return tuple(value for key, value in d.figures if key == name)
    held: Figure | None = getattr(d.claim.facts, name)
    return (held.best,) if held is not None and held.best is not None else ()


def bare(key: str) -> str:
    """The name in the key of a place that no gazetteer knows, without what contains it."""
    return key.partition("--")[0]
