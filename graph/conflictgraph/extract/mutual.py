""""Armenia and Azerbaijan accused each other of shelling towns": two accusations, each side's of the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.tree import Tree


def parted(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, of which what "each other" is accused of stands once for each side; where the sides are not told one by one, nobody is
    its agent."""
    out: list[Draft] = []
    for d in drafts:
        other = next((n for n in d.agents if each_other(doc.trees[n.s], n.i)), None)
        if d.type == "accuse":
            d.patients = [n for n in d.patients if not each_other(doc.trees[n.s], n.i)]
        if other is None:
            out.append(d)
            continue
        two = _sides(doc.trees[other.s], other.i)
        if len(two) != 2 or d.factuality != "alleged":
            d.agents = [n for n in d.agents if n != other]
            out.append(d)
            continue
        one, another = (Node(other.s, k) for k in two)
        for n, (accuser, accused) in enumerate(((one, another), (another, one)), 1):
            doc.note(d.trigger, "agent", "the other side, whom each accuses", accused, True)
            out.append(replace(d, agents=[accused], speakers=[accuser], twin=f"mutual-{n}", triggers=list(d.triggers), patients=list(d.patients), targets=list(d.targets)))
    return out


def each_other(tree: Tree, i: int) -> bool:
    """Is a word one of "each other" or "one another"?"""
    return any(tuple(tree.lemmas[k : k + 2]) in {("each", "other"), ("one", "another")} for k in (i - 1, i) if k >= 0)


def _sides(tree: Tree, i: int) -> list[int]:
    """Who accuses each other: the subjects of the verb of which that is the object."""
    verb = next((k for k in tree.up(i) if tree.lemmas[k] in words("accusing-verb")), None)
    subject = tree.kid(verb, "nsubj") if verb is not None else None
    return tree.conjuncts(subject) if subject is not None else []
