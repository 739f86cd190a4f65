"""What consolidation goes by besides the articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from conflictgraph.incremental.shift import Shift
from conflictgraph.model import Record
from conflictgraph.resolve.guidance import Guidance
from conflictgraph.resolve.parts import Collectors, part
from conflictgraph.resolve.places import Gazetteer
from conflictgraph.resolve.traits import Lexicon


class Wide(Exception):  # no fault: a change that concerns too much to be made by itself
    """A change touches what the user graded; the whole graph has to be made again."""


@dataclass(frozen=True)
class Rules:
    """Lexicon, gazetteer, and what the user says; `stamp` changes with anything that would change the result.

    `guidance` has its claims as the articles have them now; `where` has the article of each claim that the user judged when it
    was there. `shift` is what is judged otherwise than the graph was made by.
    """

    lexicon: Lexicon
    gazetteer: Gazetteer
    stamp: str = ""
    guidance: Guidance = field(default_factory=Guidance)
    where: Mapping[str, str] = field(default_factory=dict)
    shift: Shift = field(default_factory=Shift)

    @cached_property
    def collectors(self) -> Collectors:
        return Collectors(self.lexicon, self.gazetteer, self.guidance)

    def guided(self, guidance: Guidance, anchored: Iterable[Record], stamp: str) -> Rules:
        """These rules with what the user says; `anchored` are the records of the articles that it names claims of."""
        collectors = Collectors(self.lexicon, self.gazetteer, guidance)
        records, wanted = list(anchored), {a.claim for a in guidance.judgements.anchors}
        where = {a.id: record.article.id for record in records for a in record.accounts}
        settled = guidance
        if not wanted <= where.keys():  # else nothing is to be found again
            settled = guidance.settled(d for record in records for d in part(record, collectors).read.drafts)
        names = settled.judgements.names("event")
        return replace(self, stamp=stamp, guidance=settled, where={c: a for c, a in where.items() if c in names})

    @cached_property
    def decided(self) -> frozenset[str]:
        """The claims that judgements name."""
        return self.guidance.judgements.names("event")
