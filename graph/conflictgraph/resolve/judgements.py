"""The user's judgements, closed over chains: what must be one, what must stay apart, and what would contradict that.

`same` is an equivalence; what is different from one of its members is different from all of them. `unsure` joins and parts
nothing.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from conflictgraph.judgement import JUDGED_KINDS, Anchor, Judged, JudgedKind, Judgement, Pair


@dataclass(frozen=True)
class Judgements:
    """All judgements of a user, one per pair. `judged` and `anchors` may come in any order; equal sets are equal.

    Raises ValueError where they contradict each other (`conflict` tells beforehand).
    """

    judged: tuple[Judged, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    _group: dict[tuple[JudgedKind, str], str] = field(init=False, repr=False, compare=False)
    _apart: dict[JudgedKind, frozenset[tuple[str, str]]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        latest = {each.pair: each for each in self.judged}
        object.__setattr__(self, "judged", tuple(latest[pair] for pair in sorted(latest)))
        object.__setattr__(self, "anchors", tuple(sorted(set(self.anchors), key=lambda a: (a.claim, a.article, a.words))))
        group: dict[tuple[JudgedKind, str], str] = {}
        for kind in JUDGED_KINDS:
            links = self._links(kind, Judgement.SAME)
            for start in sorted(links):
                if (kind, start) not in group:
                    for reached in _reach(start, links):
                        group[kind, reached] = start
        apart: dict[JudgedKind, set[tuple[str, str]]] = {kind: set() for kind in JUDGED_KINDS}
        for each in self.judged:
            if each.judgement is Judgement.DIFFERENT:
                kind, left, right = each.pair.kind, each.pair.left, each.pair.right
                one, other = sorted((group.get((kind, left), left), group.get((kind, right), right)))
                if one == other:
                    raise ValueError(f"“{left}” and “{right}” are judged both the same and different.")
                apart[kind].add((one, other))
        object.__setattr__(self, "_group", group)
        object.__setattr__(self, "_apart", {kind: frozenset(pairs) for kind, pairs in apart.items()})

    def _links(self, kind: JudgedKind, wanted: Judgement) -> dict[str, set[str]]:
        links: dict[str, set[str]] = defaultdict(set)
        for each in self.judged:
            if each.pair.kind == kind and each.judgement is wanted:
                links[each.pair.left].add(each.pair.right)
                links[each.pair.right].add(each.pair.left)
        return links

    def group(self, kind: JudgedKind, identifier: str) -> str:
        """The first id of those that the user holds to be the same thing; the id itself where that is nobody else."""
        return self._group.get((kind, identifier), identifier)

    def must(self, kind: JudgedKind) -> list[list[str]]:
        """Groups of two and more ids that are one, each sorted; the groups by their first id."""
        groups: dict[str, list[str]] = defaultdict(list)
        for (its_kind, identifier), first in sorted(self._group.items()):
            if its_kind == kind:
                groups[first].append(identifier)
        return [groups[first] for first in sorted(groups)]

    def apart(self, kind: JudgedKind, one: str, other: str) -> bool:
        """True where two ids must not be one, be it by a chain."""
        a, b = self.group(kind, one), self.group(kind, other)
        return ((a, b) if a < b else (b, a)) in self._apart[kind]

    def cannot(self, kind: JudgedKind) -> frozenset[tuple[str, str]]:
        """All pairs of ids (each in order) that must not be one, chains followed."""
        members: dict[str, list[str]] = defaultdict(list)
        for group in self.must(kind):
            members[group[0]] = group
        out: set[tuple[str, str]] = set()
        for a, b in self._apart[kind]:
            for x in members.get(a, [a]):
                for y in members.get(b, [b]):
                    out.add((x, y) if x < y else (y, x))
        return frozenset(out)

    def names(self, kind: JudgedKind) -> frozenset[str]:
        """Every id of a kind that a judgement is about."""
        return frozenset(i for each in self.judged if each.pair.kind == kind for i in (each.pair.left, each.pair.right))

    def verdict(self, pair: Pair) -> Judgement | None:
        """What the judgements say of a pair, be it by a chain; None where they say nothing."""
        if self.group(pair.kind, pair.left) == self.group(pair.kind, pair.right):
            return Judgement.SAME
        if self.apart(pair.kind, pair.left, pair.right):
            return Judgement.DIFFERENT
        return next((each.judgement for each in self.judged if each.pair == pair), None)

    # --- changes -------------------------------------------------------------------------------------------------

    def without(self, pair: Pair) -> Judgements:
        """The judgements without the one about a pair."""
        return Judgements(tuple(each for each in self.judged if each.pair != pair), self.anchors)

    def plus(self, new: Judged) -> Judgements:
        """The judgements with one more; it takes the place of an earlier one about the same pair."""
        return Judgements((*self.without(new.pair).judged, new), self.anchors)

    def conflict(self, new: Judged, label: Callable[[str], str] = str) -> str | None:
        """One sentence that says why a judgement contradicts the others, with the chain that does; None where it does not.

        An earlier judgement about the same pair is no contradiction: the new one takes its place. `label` names an id.
        """
        others, pair = self.without(new.pair), new.pair
        held = others.verdict(pair)
        if held is None or held is Judgement.UNSURE or held is new.judgement:
            return None
        steps = others.chain(pair)
        told = ", ".join(f"{label(step.pair.left)} {step.judgement.words} {label(step.pair.right)}" for step in steps)
        return (
            f"{label(pair.left)} and {label(pair.right)} cannot be judged {new.judgement.value}, because they follow to be"
            f" {held.value} from earlier judgements: {told}; undo one of these first."
        )

    def chain(self, pair: Pair) -> tuple[Judged, ...]:
        """The shortest chain of judgements from one of a pair to the other, with at most one `different`."""
        links: dict[str, list[tuple[str, Judged]]] = defaultdict(list)
        for each in self.judged:
            if each.pair.kind == pair.kind and each.judgement is not Judgement.UNSURE:
                links[each.pair.left].append((each.pair.right, each))
                links[each.pair.right].append((each.pair.left, each))
        waiting: deque[tuple[str, Judgement, tuple[Judged, ...]]] = deque([(pair.left, Judgement.SAME, ())])
        seen: set[tuple[str, Judgement]] = {(pair.left, Judgement.SAME)}
        while waiting:
            at, said, steps = waiting.popleft()
            if at == pair.right:
                return steps
            for to, each in sorted(links[at], key=lambda link: link[0]):
                following = said + each.judgement
                if following is not Judgement.UNSURE and (to, following) not in seen:
                    seen.add((to, following))
                    waiting.append((to, following, (*steps, each)))
        return ()

    def renamed(self, kind: JudgedKind, names: Mapping[str, str]) -> Judgements:
        """The judgements with ids of one kind replaced; what would then contradict itself or join a thing to itself is left
        out, the earlier pair winning."""
        out = Judgements()
        for each in self.judged:
            pair = each.pair
            if pair.kind == kind:
                pair = Pair(kind, names.get(pair.left, pair.left), names.get(pair.right, pair.right))
            new = Judged(pair, each.judgement)
            if pair.left != pair.right and out.conflict(new) is None:
                out = out.plus(new)
        return Judgements(out.judged, self.anchors)


def _reach(start: str, links: Mapping[str, Iterable[str]]) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        for each in links.get(waiting.pop(), ()):
            if each not in found:
                found.add(each)
                waiting.append(each)
    return found
