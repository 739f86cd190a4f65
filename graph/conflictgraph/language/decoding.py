"""From scores to one analysis: a tree with one root, well-formed names, roles with their spans.

Trees: maximum spanning arborescence by Chu and Liu (1965) and Edmonds (1967), with one root word. Names: Viterbi over
the BIO tags under their constraint. A role's span is the subtree of its head word, as far as it is contiguous.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from conflictgraph.model import Name, Predicate, Role

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

# The label of the extra column: words inside the place of the event that the predicate names.
PLACE = "EVPLACE"
# Core roles, which a predicate fills once.
CORE = frozenset({"ARG0", "ARG1", "ARG2", "ARG3", "ARG4"})
# Links between a light verb and its noun: the word alone.
_BARE = frozenset({"ARGM-LVB", "ARGM-PRR", "ARGM-NEG", "ARGM-MOD"})
# Dependents of a clause's predicate that are no part of it as a filler.
_CLAUSE = frozenset(
    {"nsubj", "csubj", "expl", "aux", "cop", "mark", "cc", "parataxis", "advcl", "discourse", "vocative"}
)
_QUOTES = frozenset("\"'“”‘’") | {"``", "''"}
_PAIRS = {"(": ")", "[": "]", "{": "}", "“": "”", "‘": "’", '"': '"', "'": "'", "``": "''", "''": "''"}


# --- trees --------------------------------------------------------------------------------------------------------


def tree(arcs: Floats) -> list[int]:
    """Governors (0 the root, word i is 1 + i) for scores (n, 1 + n): the best tree with exactly one root word."""
    import numpy as np

    n = arcs.shape[0]
    scores = np.full((n + 1, n + 1), -1e9)  # dependent, governor
    scores[1:] = arcs
    scores[np.arange(n + 1), np.arange(n + 1)] = -1e9
    greedy = [0, *(int(h) for h in scores[1:].argmax(axis=1))]
    if greedy[1:].count(0) == 1 and not _cycle(greedy):
        return greedy[1:]
    # A fine larger than any gain makes every further root arc a loss, so the best tree has as few as it can: one.
    scores[1:, 0] -= 2 * (np.abs(arcs).max() + 1) * (n + 1)
    return _arborescence(scores)[1:]


def _cycle(heads: Sequence[int]) -> list[int]:
    """The nodes of one cycle, or none; node 0 is the root."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if state[node] == 1:
            return path[path.index(node) :]
        for done in path:
            state[done] = 2
    return []


def _arborescence(scores: NDArray[np.float64]) -> list[int]:
    """Chu-Liu/Edmonds on scores (dependent, governor); node 0 is the root and its row is not read."""
    import numpy as np

    size = scores.shape[0]
    heads = [0, *(int(h) for h in scores[1:].argmax(axis=1))]
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.zeros(size, bool)
    inside[cycle] = True
    others = np.flatnonzero(~inside)
    # Contract the cycle to one node, the last: what enters breaks one arc of it, what leaves picks its best member.
    members = np.array(cycle)
    kept = scores[members, [heads[c] for c in cycle]]
    entering = scores[np.ix_(members, others)] - kept[:, None]
    leaving = scores[np.ix_(others, members)]
    small = np.full((len(others) + 1, len(others) + 1), -1e9)
    small[:-1, :-1] = scores[np.ix_(others, others)]
    small[-1, :-1] = entering.max(axis=0)
    small[:-1, -1] = leaving.max(axis=1)
    broken = entering.argmax(axis=0)
    exits = leaving.argmax(axis=1)
    solved = _arborescence(small)
    result = list(heads)
    for i in range(1, len(others)):
        head = solved[i]
        result[int(others[i])] = cycle[int(exits[i])] if head == len(others) else int(others[head])
    result[cycle[int(broken[solved[-1]])]] = int(others[solved[-1]])
    return result


def relations(scores: Floats, governors: Sequence[int], labels: Sequence[str]) -> list[str]:
    """The best label of each arc for scores (n, labels); the root word's is `root` and no other's."""
    import numpy as np

    root = labels.index("root")
    own = np.array(scores)
    own[:, root] = -1e9
    return ["root" if g == 0 else labels[int(i)] for g, i in zip(governors, own.argmax(axis=1), strict=True)]


# --- names --------------------------------------------------------------------------------------------------------


def names(scores: Floats, labels: Sequence[str]) -> tuple[Name, ...]:
    """The names of the best well-formed tag sequence for scores (n, tags)."""
    tags = [labels[i] for i in scores.argmax(axis=1)]
    if any(tag[0] == "I" and not _follows(before, tag) for before, tag in zip(["O", *tags], tags, strict=False)):
        tags = _viterbi(scores, labels)
    found = []
    first = -1
    for i, tag in enumerate([*tags, "O"]):
        if first >= 0 and tag[0] != "I":
            found.append(Name(first, i, tags[first][2:]))
            first = -1
        if tag[0] == "B":
            first = i
    return tuple(found)


def _follows(before: str, tag: str) -> bool:
    return tag[0] != "I" or (before[0] in "BI" and before[2:] == tag[2:])


def _viterbi(scores: Floats, labels: Sequence[str]) -> list[str]:
    import numpy as np

    allowed = np.array([[0.0 if _follows(a, b) else -1e6 for b in labels] for a in labels])
    top = scores.max(axis=1, keepdims=True)
    probable = scores - top - np.log(np.exp(scores - top).sum(axis=1, keepdims=True))
    best = probable[0] + np.array([-1e6 if tag[0] == "I" else 0.0 for tag in labels])
    back = []
    for row in probable[1:]:
        paths = np.round(best[:, None] + allowed, 4)
        back.append(paths.argmax(axis=0))
        best = paths.max(axis=0) + row
    at = int(best.argmax())
    path = [at]
    for pointers in reversed(back):
        at = int(pointers[at])
        path.append(at)
    return [labels[i] for i in reversed(path)]


# --- roles --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tree:
    """A decoded tree as the spans need it: governors (-1 the root), relations, tags, and the words below each word."""

    words: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    tags: tuple[str, ...]
    below: tuple[frozenset[int], ...]


def grown(words: Sequence[str], heads: Sequence[int], relations: Sequence[str], tags: Sequence[str]) -> Tree:
    """A tree with its subtrees."""
    below: list[set[int]] = [{i} for i in range(len(heads))]
    for i in range(len(heads)):
        at = heads[i]
        while at >= 0:
            below[at].add(i)
            at = heads[at]
    return Tree(tuple(words), tuple(heads), tuple(relations), tuple(tags), tuple(frozenset(b) for b in below))


def span(label: str, head: int, predicate: int, tree: Tree, apart: Iterable[int] = ()) -> tuple[int, int]:
    """A role's words (half-open): its head's subtree as far as it is contiguous.

    Where the predicate lies inside that subtree ("the man who fled", "is a friend"), its branch is left out, and so are
    the head's own preposition and, if the head is a clause's predicate, that clause's other parts. `apart` are heads of
    the same predicate's other roles: roles do not overlap, so their branches are left out too.
    """
    if label in _BARE:
        return head, head + 1
    inside = set(tree.below[head])
    if predicate in inside and predicate != head:
        branch = predicate
        while tree.heads[branch] != head:
            branch = tree.heads[branch]
        inside -= tree.below[branch]
        copula = tree.relations[branch] == "cop"
        outside = _CLAUSE if copula else _CLAUSE | {"case"}
        for child in tree.below[head]:
            if tree.heads[child] == head and tree.relations[child].partition(":")[0] in outside:
                if copula and tree.relations[child] == "mark" and child > predicate:
                    continue
                inside -= tree.below[child]
            elif tree.heads[child] == head and copula and tree.relations[child] == "conj":
                below = (k for k in tree.below[child] if tree.heads[k] == child)
                if any(tree.relations[k].partition(":")[0] in ("nsubj", "cop", "aux") for k in below):
                    inside -= tree.below[child]
    for other in apart:
        if other != head and other in inside:
            inside -= tree.below[other]
    first = last = head
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    while first < head and _loose(first, first, last, tree):
        first += 1
    while last > head and _loose(last, first, last, tree):
        last -= 1
    return first, last + 1


def _loose(i: int, first: int, last: int, tree: Tree) -> bool:
    """Whether a mark at a span's edge stays outside: all do, but for one of a pair that the span holds whole."""
    if tree.tags[i] != "PUNCT":
        return False
    rest = tree.words[first : last + 1]
    word = tree.words[i]
    if word in _QUOTES and (rest[0], rest[-1]) in _PAIRS.items():
        return True
    if i == first:
        return not (word in _PAIRS and _PAIRS[word] in rest[1:])
    return not any(word == closing and opening in rest[:-1] for opening, closing in _PAIRS.items())


def probability(scores: Floats, label: int) -> float:
    """The softmax of one row of scores at one label, to two decimals."""
    import numpy as np

    row = scores.astype(np.float64)
    return round(float(1.0 / np.exp(row - row[label]).sum()), 2)


def predicate(word: int, scores: Floats, labels: Sequence[str], tree: Tree, sure: float = 1.0) -> Predicate:
    """The frame of the predicate `word` from scores (n, roles + 1) of every word as its argument; `sure` is that it is one."""
    import numpy as np

    among = scores[:, :-1]
    order = among.argmax(axis=1)
    candidates = [(float(among[i, order[i]] - among[i, 0]), int(i)) for i in np.flatnonzero(order)]
    chosen: dict[int, str] = {}
    probable: dict[int, float] = {}
    taken: set[str] = set()
    for _, i in sorted(candidates, key=lambda c: (-c[0], c[1])):
        label = labels[int(order[i])]
        if label in CORE and label in taken:
            continue
        taken.add(label)
        chosen[i] = label
        probable[i] = probability(among[i], int(order[i]))
    found = [Role(chosen[i], i, *span(chosen[i], i, word, tree, chosen), probable[i]) for i in sorted(chosen)]
    found += _places(scores[:, -1], tree)
    return Predicate(word, tuple(found), sure, tuple(float(s) for s in scores[:, -1]))


def _places(scores: Floats, tree: Tree) -> list[Role]:
    """Runs of words that the predicate's event happened in, as roles of their own."""
    inside = [bool(s > 0) for s in scores]
    found = []
    first = -1
    for i, yes in enumerate([*inside, False]):
        if yes and first < 0 and tree.tags[i] != "PUNCT":
            first = i
        elif not yes and first >= 0:
            top = next((k for k in range(first, i) if not first <= tree.heads[k] < i), first)
            found.append(Role(PLACE, top, first, i))
            first = -1
    return found
