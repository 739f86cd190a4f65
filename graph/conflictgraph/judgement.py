"""What a user decides, as plain records: whether two things are one, and how far a source or a claim is trusted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal, get_args

JudgedKind = Literal["actor", "place", "event"]
GradedKind = Literal["source", "claim"]
JUDGED_KINDS: tuple[JudgedKind, ...] = get_args(JudgedKind)


class Judgement(Enum):
    """What a user says of two things.

    `a + b` is what a chain of two says: if x and y are `a`, and y and z are `b`, then x and z are `a + b`.
    """

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"

    def __add__(self, other: Judgement) -> Judgement:
        if self is Judgement.SAME:
            return other
        return self if other is Judgement.SAME else Judgement.UNSURE

    @property
    def words(self) -> str:
        """Between two names: “A is the same as B”."""
        return {"same": "is the same as", "different": "is different from", "unsure": "may or may not be"}[self.value]


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two things of a kind, in the order of their ids: actors and places by id, events by a claim about each."""

    kind: JudgedKind
    left: str
    right: str

    def __post_init__(self) -> None:
        if self.left > self.right:
            left, right = self.right, self.left
            object.__setattr__(self, "left", left)
            object.__setattr__(self, "right", right)


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair and what the user says of it."""

    pair: Pair
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a claim stood when the user named it, so that it is found again when another version reads the article:
    the article, the root of the event type, and the exact words of the passage."""

    claim: str
    article: str
    type: str
    words: str


@dataclass(frozen=True, slots=True, order=True)
class Grade:
    """The user's grade on the Admiralty scale: `A`..`F` for a source (an actor), `1`..`6` for a claim."""

    kind: GradedKind
    id: str
    grade: str


RELIABILITY: dict[str, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITY: dict[str, str] = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}
