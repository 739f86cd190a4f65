"""An actor's ties as its picture shows them: one for each other actor, with what lies between the two in words and weight."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from conflictgraph.deeds import described
from conflictgraph.export.looks import sign
from conflictgraph.export.pictures.letters import clean
from conflictgraph.export.plain import Edge
from conflictgraph.export.values import Value
from conflictgraph.resources import table

_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@cache
def _words() -> dict[str, tuple[str, str, str]]:
    """Kind of relation → words about the one it goes out from, about the one it comes in at, and, if there are any, about either
    where both do it."""
    out = {}
    for kind, forth, back, *both in table("export/tie-words.tsv", "kind", "forth", "back", "both", absent=1):
        out[kind] = forth, back, both[0] if both else ""
    return out


def directed(kind: str) -> bool:
    """False for relations that are the same both ways (`meets`, `allyOf`)."""
    forth, back, _ = _words().get(kind, (kind, "", ""))
    return forth != back


def said_of(kind: str, going_out: bool) -> str:
    """A relation as words about one of its two actors."""
    known = _words().get(kind)
    if known is not None:
        return known[0] if going_out else known[1]
    plain = _CAPITAL.sub(" ", kind).lower().replace("-", " ")
    return plain if going_out else f"{plain} (to it)"


@dataclass
class Counted:
    """Events, each counted once where it is known which they are. Where a network gives their number alone, those of a
    relation without direction (A meets B, B meets A) are the same, and others are not."""

    ids: set[str] = field(default_factory=set)
    unlisted: dict[str, int] = field(default_factory=dict)

    def add(self, edge: Edge, kind: str) -> None:
        events = edge.attributes.get("events")
        if isinstance(events, list):
            self.ids.update(events)
            return
        key = edge.id if directed(kind) else kind
        self.unlisted[key] = max(self.unlisted.get(key, 0), whole(edge.attributes.get("weight")))

    def __int__(self) -> int:
        return len(self.ids) + sum(self.unlisted.values())


@dataclass
class Tie:
    """All that links two actors: what was done between them, by whether it is `conflict`, `cooperation` or `neither` and by
    words about the second actor (`said`); the ties that are `stated`, in words; `towards` holds the actors that something
    with a direction comes in at."""

    one: str
    other: str
    signs: dict[int, Counted] = field(default_factory=dict)
    said: dict[str, Counted] = field(default_factory=dict)
    stated: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    towards: set[str] = field(default_factory=set)
    edges: list[Edge] = field(default_factory=list)

    @property
    def done(self) -> int:
        return sum(map(int, self.signs.values()))

    @property
    def weight(self) -> int:
        """The events between the two, and one for each stated tie."""
        return self.done + len(self.stated)

    @property
    def look(self) -> str:
        """`conflict`, `cooperation`, `mixed`, `neither`, or `stated` where nothing was done."""
        if not self.done:
            return "stated"
        conflict, cooperation = -1 in self.signs, 1 in self.signs
        if conflict and cooperation:
            return "mixed"
        return "conflict" if conflict else "cooperation" if cooperation else "neither"

    def add(self, edge: Edge) -> None:
        """Take an edge between the two into account."""
        attributes = edge.attributes
        kind, status = str(attributes.get("kind", edge.key or "tie")), str(attributes.get("status", "present"))
        words = clean(said_of(kind, edge.source == self.other))
        self.edges.append(edge)
        if directed(kind):
            self.towards.add(edge.target)
        if attributes.get("sort") == "stated":
            # What has no direction may be stated from either side and is one tie.
            self.stated.add(edge.id if directed(kind) else f"{kind}/{status}")
            self.told.add(words if status == "present" else f"{words} ({clean(status)})")
            return
        self.said.setdefault(words, Counted()).add(edge, kind)
        self.signs.setdefault(sign(attributes), Counted()).add(edge, kind)

    def words(self) -> str:
        """`is attacked 12 · its leader (former)`: what was done, the most frequent first, then what is stated."""
        counts = {word: int(count) for word, count in self.said.items()}
        for forth, back, both in _words().values():
            if both and forth in self.said and back in self.said:
                mutual = len(self.said[forth].ids & self.said[back].ids)
                counts[both], counts[forth], counts[back] = mutual, counts[forth] - mutual, counts[back] - mutual
        done = sorted(((count, word) for word, count in counts.items() if count), key=lambda pair: (-pair[0], pair[1]))
        return " · ".join([*(f"{word} {count:,}" for count, word in done), *sorted(self.told)])


def whole(value: Value | None) -> int:
    """A weight: a number from 1 on."""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 1 <= value < float("inf"):
        return int(value)
    return 1


def ties(edges: Iterable[Edge], centre: str) -> tuple[dict[str, Tie], dict[tuple[str, str], Tie]]:
    """The ties of an actor by the other's id, and those among the others by their two ids in order."""
    own: dict[str, Tie] = {}
    among: dict[tuple[str, str], Tie] = {}
    for edge in edges:
        if edge.source == edge.target:
            continue
        if centre in (edge.source, edge.target):
            other = edge.target if edge.source == centre else edge.source
            own.setdefault(other, Tie(centre, other)).add(edge)
        else:
            pair = min(edge.source, edge.target), max(edge.source, edge.target)
            among.setdefault(pair, Tie(*pair)).add(edge)
    return own, among


_SIDES = ("conflict", "mixed", "neither", "stated", "cooperation")


def around_the_circle(own: dict[str, Tie], among: dict[tuple[str, str], Tie]) -> list[str]:
    """The others in the order in which they stand around the actor: by the sort of their tie, those of conflict first; within
    a sort each beside the one that it has most to do with, beginning with the weightiest."""
    linked: dict[str, dict[str, int]] = {}
    for (one, other), tie in among.items():
        linked.setdefault(one, {})[other] = linked.setdefault(other, {})[one] = tie.weight
    out: list[str] = []
    for side in _SIDES:
        waiting = sorted((n for n, tie in own.items() if tie.look == side), key=lambda n: (-own[n].weight, n))
        while waiting:
            last = linked.get(out[-1], {}) if out else {}
            best = max(waiting, key=lambda n: (last.get(n, 0), own[n].weight, [-ord(c) for c in n]))
            waiting.remove(best)
            out.append(best)
    return out


def weightiest(own: Iterable[Tie], most: int) -> list[Tie]:
    """At most so many ties: those with named actors before those that are only described, then those of most weight."""
    return sorted(own, key=lambda tie: (described(tie.one) + described(tie.other), -tie.weight, tie.one, tie.other))[:most]
