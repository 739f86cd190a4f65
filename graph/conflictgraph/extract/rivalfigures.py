"""A figure that answers one told before: "200 people were killed, the opposition says; the government says the figure is 31", "the army put
the number at six".

The word for a figure names no deed. With a number, and nothing said of what it counts, it counts what the last figure counted.
"""

from __future__ import annotations

from collections.abc import Sequence

from conflictgraph.extract.classes import words
from conflictgraph.extract.clauseforms import pointed_at
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.responsibility import said
from conflictgraph.extract.scope import Scope
from conflictgraph.extract.tolls import reached

REACH = 1  # sentences back to the figure that is answered
WEIGHT = 0.7
_REAL = {"actual", "alleged"}


def find(doc: Doc, drafts: Sequence[Draft], scopes: Sequence[Scope]) -> list[Draft]:
    """Accounts with such a figure, each about the account whose figure it answers, in the order of the text."""
    taken = {t for d in drafts for t in d.triggers or [d.trigger]}
    told = sorted((d for d in drafts if d.type == "assault" and d.factuality in _REAL and d.polarity == "affirmed" and not d.twin), key=lambda d: d.trigger)
    out: list[Draft] = []
    for s, tree in enumerate(doc.trees):
        for i, lemma in enumerate(tree.lemmas):
            if lemma not in words("toll-noun"):
                continue
            node = Node(s, i)
            if node in taken or not pointed_at(tree, i) or tree.kids(i, "nmod", "acl", "compound"):
                continue
            before = next((d for d in reversed(told) if d.trigger < node), None)
            if before is None or s - before.trigger.s > REACH or len(before.figures) != 1:
                continue
            verb = tree.words[i].head
            stated = verb >= 0 and (bool(tree.kids(verb, "cop")) or tree.lemmas[verb] in words("setting-verb"))
            figure = reached(tree, i) if stated else None  # not "bringing the total to 22", which adds earlier ones
            if figure is None or figure in before.figures.values():
                continue
            (effect,) = before.figures
            out.append(Draft(
                "event", before.type, before.mode, node, f"assault:{lemma}+figure", weight=WEIGHT, triggers=[node], figures={effect: figure}, about=before,
            ))  # fmt: skip
            said(doc, scopes, node, out[-1])
            doc.note(node, "account", f"a figure that answers that of “{doc.word(before.trigger).text}”", taken=True)
    return out
