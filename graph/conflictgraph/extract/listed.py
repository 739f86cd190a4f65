"""Who was harmed, named in a sentence of their own: "The victims are X and Y", "those killed were identified as X, Y and two guards".

The sentence tells no deed; it is about the nearest attack or abduction told before. The words for those harmed are data
(`victim-word` in `data/lexicon/words.tsv`).
"""

from __future__ import annotations

from collections.abc import Sequence

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.tree import Tree

REACH = 8  # sentences back to the deed


def find(doc: Doc, sorts: Sorts, drafts: Sequence[Draft]) -> list[Draft]:
    """Accounts of lists without a deed, in the order of the text. Where the word for those harmed is an event's own ("those
    killed"), that account gets the names instead."""
    by_node = {t: d for d in drafts if d.kind == "event" for t in (d.triggers or [d.trigger])}
    out = []
    for s, tree in enumerate(doc.trees):
        for i in range(len(tree.words)):
            own = by_node.get(Node(s, i))
            listed = [Node(s, k) for k in _listed(tree, i) if sorts.sort(Node(s, k)) == "person"]
            if not any(sorts.named_person(n) for n in listed):
                continue
            told = own or next((d for k in tree.kids(i, "acl", "amod") if (d := by_node.get(Node(s, k))) is not None), None)
            if told is not None:
                told.patients = [n for n in told.patients if n != Node(s, i)]
                told.add("patients", listed)
                doc.note(told.trigger, "patient", "named as one of those harmed", listed[0], True)
            elif tree.lemmas[i] in words("victim-word") and (anchor := _anchor(drafts, Node(s, i))) is not None:
                out.append(Draft(
                    "event", anchor.type, anchor.mode, Node(s, i), f"assault:{tree.lemmas[i]}+listed", weight=0.7, triggers=[Node(s, i)],
                    patients=listed, about=anchor, attribution=anchor.attribution, speakers=list(anchor.speakers), cue=anchor.cue,
                ))  # fmt: skip
    return out


def _listed(tree: Tree, i: int) -> list[int]:
    """Head words of what is said to be those that the word at `i` stands for; empty where nothing of the kind is said."""
    if tree.lemmas[i] not in words("victim-word") and not (tree.lemmas[i] in {"that", "those"} and tree.kids(i, "acl")):
        return []
    head, rel = tree.words[i].head, tree.rel(i)
    if head < 0 or tree.negated(head):
        return []
    if rel == "nsubj" and tree.kids(head, "cop"):
        return tree.conjuncts(head) if head > i else []
    if tree.lemmas[head] in {"identify", "name"} and rel in {"nsubj", "nsubj:pass", "obj"}:
        named = [k for k in tree.kids(head, "obl", "nmod", "xcomp") if tree.case(k) == "as" or tree.rel(k) == "xcomp"]
        return [m for k in named for m in tree.conjuncts(k)]
    if tree.lemmas[head] == "include" and rel == "nsubj":
        return [m for k in tree.kids(head, "obj") for m in tree.conjuncts(k)]
    return []


def _anchor(drafts: Sequence[Draft], node: Node) -> Draft | None:
    """The nearest actual attack told before with somebody hurt, or a weapon that hurts."""
    before = [
        d for d in drafts
        if d.kind == "event" and d.type == "assault" and d.factuality == "actual" and d.polarity == "affirmed" and d.trigger < node
        and node.s - d.trigger.s <= REACH and (d.patients or d.figures or d.mode in {"explosives", "abduct"}) and not d.none
    ]  # fmt: skip
    return max(before, key=lambda d: d.trigger, default=None)
