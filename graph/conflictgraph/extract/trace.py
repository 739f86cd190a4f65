"""What the rules looked at, took and refused: a collector that they fill where somebody asks why, and pass by otherwise.

A note is about one word of one sentence. `event` is the word whose account it concerns, `word` the candidate: they are the
same where the word itself is in question. Rules write notes where they decide, so that no reason is made up afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """One decision. `topic` is event, agent, patient, participant, instrument, target, figure, place, time, attribution,
    modality, speech, tie or account; `taken` says whether the word came in or stayed out; `why` is a phrase in English."""

    s: int
    event: int
    topic: str
    word: int
    taken: bool
    why: str


@dataclass(slots=True)
class Trace:
    """The notes of one article in the order in which they were written, and what confidence was read off, by account."""

    notes: list[Note] = field(default_factory=list)
    evidence: dict[str, dict[str, float]] = field(default_factory=dict)  # account id → feature → value
    triggers: dict[str, list[tuple[int, int]]] = field(default_factory=dict)  # account id → (sentence, word) of all its triggers

    def add(self, s: int, event: int, topic: str, word: int, taken: bool, why: str) -> None:
        note = Note(s, event, topic, word, taken, why)
        if note not in self.notes[-40:]:  # rules that look twice say it once
            self.notes.append(note)
