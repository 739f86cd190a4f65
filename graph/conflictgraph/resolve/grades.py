"""The user's grades on the Admiralty scale, and what it means to ask for at least one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from conflictgraph.errors import StopRun
from conflictgraph.graphmodel import GClaim
from conflictgraph.judgement import Grade

_LEAST = re.compile(r"([A-Fa-f])?([1-6])?")


@dataclass(frozen=True)
class Grades:
    """Grades of sources (actors, by id) and claims (by id); never assigned by us."""

    grades: tuple[Grade, ...] = ()
    _by: dict[tuple[str, str], str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "grades", tuple(sorted(set(self.grades))))
        by: dict[tuple[str, str], str] = {}
        for each in self.grades:  # of several, the lowest counts; F and 6 (“cannot be judged”) only where they stand alone
            held = by.get((each.kind, each.id))
            if held is None or held in "F6" or (each.grade not in "F6" and each.grade > held):
                by[each.kind, each.id] = each.grade
        object.__setattr__(self, "_by", by)

    def source(self, actor: str) -> str | None:
        """`A`..`F`, or None where the user has not graded this source."""
        return self._by.get(("source", actor))

    def claim(self, claim: str) -> int | None:
        """1..6, or None where the user has not graded this claim."""
        held = self._by.get(("claim", claim))
        return None if held is None else int(held)

    def renamed(self, sources: Mapping[str, str], claims: Mapping[str, str]) -> Grades:
        """The grades with ids replaced, as where a source is one with another."""
        names = {"source": sources, "claim": claims}
        return Grades(tuple(Grade(g.kind, names[g.kind].get(g.id, g.id), g.grade) for g in self.grades))


@dataclass(frozen=True, slots=True)
class LeastGrade:
    """At least this grade: `B`, `2`, or both as in `B2`. What is not graded does not reach it."""

    source: str | None = None
    claim: int | None = None

    def met(self, reliability: str | None, credibility: int | None) -> bool:
        """True where a claim's speaker and the claim itself are graded as well as that, or better."""
        if self.source is not None and (reliability is None or reliability > self.source):
            return False
        return self.claim is None or (credibility is not None and credibility <= self.claim)

    def met_by(self, claim: GClaim, grades: Grades) -> bool:
        return self.met(grades.source(claim.attributed_to), grades.claim(claim.id))


def least_grade(text: str) -> LeastGrade:
    """`B`, `2` or `B2` as a least grade. Raises StopRun for anything else.

    >>> least_grade("b2")
    LeastGrade(source='B', claim=2)
    """
    match = _LEAST.fullmatch(text.strip())
    if match is None or not match[0]:
        raise StopRun(f"“{text}” is no grade; give a letter A to F for sources, a digit 1 to 6 for claims, or both (B2).")
    return LeastGrade(match[1].upper() if match[1] else None, int(match[2]) if match[2] else None)


def grades(given: Iterable[Grade]) -> Grades:
    return Grades(tuple(given))
