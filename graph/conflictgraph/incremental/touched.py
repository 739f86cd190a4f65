"""What a change has touched so far."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Touched:
    """Sets of ids, layer by layer; numbers are those of the workings' tables."""

    whole: bool = False
    fresh: list[int] = field(default_factory=list)  # articles that came, not yet named
    nodes: set[str] = field(default_factory=set)  # of which an article tells something new, or no article any more
    posts: set[str] = field(default_factory=set)  # about whose holders articles say something else than before
    judged: frozenset[str] = frozenset()  # ids of actors that are judged otherwise than before
    decided: set[str] = field(default_factory=set)  # claims that are, or whose articles are others, of those that are judged
    bases: set[str] = field(default_factory=set)  # names that may find another actor
    renamed: set[int] = field(default_factory=set)  # articles one of whose nodes is another actor than before
    articles: set[int] = field(default_factory=set)  # whose bundles have to be made
    bundles: set[int] = field(default_factory=set)  # new ones, and neighbours of those that went
    new: list[int] = field(default_factory=list)  # bundles to be compared with others
    events: set[str] = field(default_factory=set)  # that may no longer be what they were
    actors: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    stated: set[str] = field(default_factory=set)
    summed: set[int] = field(default_factory=set)
    named: set[tuple[str, str]] = field(default_factory=set)  # (kind, id) whose entry among the names may change
    told: set[str] = field(default_factory=set)  # events that were told anew
    spanned: set[str] = field(default_factory=set)  # keys of wholes that came or went, whose parts may be others now
