"""Everything that a user says about how articles become a graph: judgements, grades, and the policy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from conflictgraph.judgement import JudgedKind
from conflictgraph.kinds import root_type
from conflictgraph.resolve.claims import Draft
from conflictgraph.resolve.grades import Grades
from conflictgraph.resolve.judgements import Judgements
from conflictgraph.resolve.policy import Policy


@dataclass(frozen=True, slots=True)
class Guidance:
    """What the user says; nothing by default."""

    judgements: Judgements = field(default_factory=Judgements)
    grades: Grades = field(default_factory=Grades)
    policy: Policy = field(default_factory=Policy)

    def settled(self, drafts: Iterable[Draft]) -> Guidance:
        """The guidance with its claims as these drafts have them.

        A claim that another version reads under another id is found again by its article and the words of its passage:
        the first claim there, of the same type if there is one. What is found nowhere is left as it is, and says nothing.
        """
        missing = {a.claim: a for a in self.judgements.anchors}
        if not missing:
            return self
        articles = {a.article for a in missing.values()}
        there: dict[str, list[Draft]] = {}
        for d in drafts:
            missing.pop(d.claim.id, None)
            if d.claim.article in articles and d.claim.kind == "event":
                there.setdefault(d.claim.article, []).append(d)
        names: dict[str, str] = {}
        for claim, anchor in sorted(missing.items()):
            fitting = [d for d in there.get(anchor.article, ()) if d.words == anchor.words]
            alike = [d for d in fitting if root_type(d.claim.facts.event_type or "") == anchor.type] or fitting
            if alike:
                names[claim] = min(alike, key=lambda d: d.claim.id).claim.id
        if not names:
            return self
        return Guidance(self.judgements.renamed("event", names), self.grades.renamed({}, names), self.policy)

    def joined(self, kind: JudgedKind, first: Callable[[str], bool]) -> dict[str, str]:
        """Actor or place → the one that the user judges it to be: of each group the first by id among those that `first`
        prefers (what the lexicon or the gazetteer knows), else among all."""
        out: dict[str, str] = {}
        for group in self.judgements.must(kind):
            into = next(filter(first, group), group[0])
            out.update((each, into) for each in group if each != into)
        return out

    def graded(self, sources: Mapping[str, str]) -> Guidance:
        """The guidance with the grades of sources that are one with others."""
        return Guidance(self.judgements, self.grades.renamed(sources, {}), self.policy) if sources else self
