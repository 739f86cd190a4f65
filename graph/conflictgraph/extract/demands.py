"""What is said that somebody must do is asked of him: "the president said the rebels must lay down their arms"."""

from __future__ import annotations

from collections.abc import Sequence

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.recipients import party
from conflictgraph.extract.roles import surface_subject
from conflictgraph.extract.scope import Scope
from conflictgraph.extract.sorts import Sorts


def find(doc: Doc, sorts: Sorts, scopes: Sequence[Scope]) -> list[Draft]:
    """A request by the speakers to whom the duty is told of, one for each head of what they say; its word is the auxiliary."""
    out: list[Draft] = []
    for scope in scopes:
        if scope.entry.kind not in {"say", "report"} or not scope.speakers or scope.statement.polarity == "denied":
            continue
        for head in scope.heads:
            tree = doc.trees[head.s]
            duty = next((k for k in tree.kids(head.i, "aux") if tree.lemmas[k] in words("duty-auxiliary")), None)
            if duty is None and tree.lemmas[head.i] in words("duty-verb") and tree.kids(head.i, "xcomp") and not tree.negated(head.i):
                duty = head.i  # "has to", "needs to"
            owes = surface_subject(tree, head.i)
            if duty is None or owes is None or owes > duty or tree.passive(head.i):  # "should they fail": a condition
                continue
            asked = [Node(head.s, k) for k in tree.conjuncts(owes) if tree.words[k].upos != "PRON" and party(sorts, Node(head.s, k))]
            asked = [n for n in asked if n not in scope.speakers]
            if asked:
                trigger = Node(head.s, duty)
                out.append(Draft(
                    "event", "request", "change", trigger, f"request:{tree.lemmas[duty]}", weight=0.7, triggers=[trigger],
                    agents=list(scope.speakers), patients=asked, harmful=False,
                ))  # fmt: skip
                doc.note(trigger, "event", f"a request: “{doc.word(scope.cue).text}” tells what somebody must do", taken=True)
    return out
