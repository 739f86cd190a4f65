"""The least that a lookup asks for: independent voices, confidence, the user's grades."""

from __future__ import annotations

from dataclasses import dataclass

from conflictgraph.graphmodel import GClaim, GEvent
from conflictgraph.query.things import Things
from conflictgraph.resolve.grades import LeastGrade


@dataclass(frozen=True, slots=True)
class Least:
    """At least so many `speakers` (independent voices), so much `confidence` (0..1), and a `grade` (`B`, `2`, `B2`) of a
    claim and its speaker. An event meets a grade where one claim that affirms it does."""

    speakers: int = 0
    confidence: float = 0.0
    grade: LeastGrade | None = None

    @property
    def any(self) -> bool:
        """True where nothing is asked for."""
        return self == ANY

    def met_by_event(self, event: GEvent, things: Things) -> bool:
        if event.speakers < self.speakers or event.confidence < self.confidence:
            return False
        if self.grade is None:
            return True
        about = map(things.claim, things.about("event", event.id))
        return any(self._graded(c, things) for c in about if c.kind == "event" and c.polarity == "affirmed")

    def met_by_claim(self, claim: GClaim, things: Things) -> bool:
        if claim.confidence < self.confidence or not self._graded(claim, things):
            return False
        if self.speakers <= 0:
            return True
        return claim.about is not None and claim.about[0] == "event" and things.event(claim.about[1]).speakers >= self.speakers

    def _graded(self, claim: GClaim, things: Things) -> bool:
        return self.grade is None or self.grade.met(things.actor(claim.attributed_to).reliability, claim.credibility)


ANY = Least()
