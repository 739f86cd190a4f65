"""What consolidation goes by besides the articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from conflictgraph.model import Record
from conflictgraph.resolve.actors import Lexicon
from conflictgraph.resolve.guidance import Guidance
from conflictgraph.resolve.parts import Collectors, part
from conflictgraph.resolve.places import Gazetteer


class Wide(Exception):  # no fault: a change that concerns too much to be made by itself
    """A change touches what the user judged or graded; the whole graph has to be made again."""


@dataclass(frozen=True)
class Rules:
    """Lexicon, gazetteer, and what the user says; `stamp` changes with anything that would change the result.

    `decided` are the claims that judgements and grades name.
    """

    lexicon: Lexicon
    gazetteer: Gazetteer
    stamp: str = ""
    guidance: Guidance = field(default_factory=Guidance)
    decided: frozenset[str] = frozenset()
    watched: frozenset[str] = frozenset()  # the articles in which these are, or were

    @cached_property
    def collectors(self) -> Collectors:
        return Collectors(self.lexicon, self.gazetteer, self.guidance)

    def guided(self, guidance: Guidance, anchored: Iterable[Record], stamp: str) -> Rules:
        """These rules with what the user says; `anchored` are the records of the articles that it names claims of."""
        collectors = Collectors(self.lexicon, self.gazetteer, guidance)
        drafts = [d for record in anchored for d in part(record, collectors).read.drafts]
        settled = guidance.settled(drafts)
        names = guidance.judgements.names("event") | settled.judgements.names("event")
        names |= {g.id for told in (guidance, settled) for g in told.grades.grades if g.kind == "claim"}
        watched = {a.article for a in guidance.judgements.anchors}
        return replace(self, stamp=stamp, guidance=settled, decided=frozenset(names), watched=frozenset(watched))
