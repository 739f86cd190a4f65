"""Deeds that are told one by one below their number: "the navy carried out 12 raids. … Near Gao, one raid destroyed a depot."

Whoever carried out all of them carried out each. That is read only where the later sentence counts deeds of the same name, not
more than were announced, and says of nobody else that he did it.
"""

from __future__ import annotations

from collections.abc import Sequence

from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.figures import told
from conflictgraph.extract.sorts import Sorts

_SURE = 0.85  # how much less sure than a doer in the same clause


def settle(doc: Doc, sorts: Sorts, drafts: Sequence[Draft]) -> None:
    """Give each of the deeds that were announced by number its doers."""
    announced: dict[str, tuple[Draft, int]] = {}
    for d in sorted(drafts, key=lambda d: min(d.triggers or [d.trigger])):
        for node in d.triggers or [d.trigger]:
            counted = _counted(doc, sorts, node) if d.type == "assault" and d.factuality == "actual" and d.polarity == "affirmed" else None
            if counted is None:
                continue
            lemma = doc.word(node).lemma.lower()
            if d.agents and counted > 1:
                old = announced.get(lemma)
                same = old is not None and _who(doc, old[0]) == _who(doc, d)
                announced[lemma] = (old if same and old is not None and old[1] > counted else (d, counted))
            elif d.agents or d.participants:
                announced.pop(lemma, None)
            elif (of := announced.get(lemma)) is not None and of[0].trigger.s < d.trigger.s and counted <= of[1]:
                d.add("agents", [n for n in of[0].agents if n not in (*d.patients, *d.targets)])
                d.rule, d.weight = d.rule + "+announced", round(d.weight * _SURE, 2)
                doc.note(node, "agent", f"one of those that “{doc.word(of[0].agents[0]).text}” did, by the number told above", taken=True)


def _who(doc: Doc, d: Draft) -> set[str]:
    return {doc.word(n).lemma.lower() for n in d.agents}


def _counted(doc: Doc, sorts: Sorts, node: Node) -> int | None:
    """How many deeds a noun counts with a numeral of its own."""
    tree = doc.trees[node.s]
    if tree.words[node.i].upos != "NOUN" or not tree.kids(node.i, "nummod"):
        return None
    figure = told(doc, node, sorts)
    return None if figure is None else figure.low
