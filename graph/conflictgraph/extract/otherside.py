"""The other side of a fight in which somebody was harmed: "twenty rebels died in clashes with police", "was killed in a gun battle with
soldiers". Whom the rebels fought was not harmed by that, nor is it told who shot whom: they are sides of the fight. Civilians are none."""

from __future__ import annotations

from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.lexicon import casualty_categories, predicates
from conflictgraph.extract.suffered import EFFECTS
from conflictgraph.extract.tree import Tree

_BYSTANDERS = {"civilians", "children", "women", "journalists"}


def settle(doc: Doc, d: Draft) -> None:
    """Make sides of those behind "with" whom the fight's own noun would count as hit, where others are who was harmed."""
    if d.type != "assault" or len(d.triggers) < 2 or not (d.figures or d.effect in EFFECTS):
        return
    other = [n for n in d.patients if any(_across(doc.trees[t.s], t, n) for t in d.triggers)]
    harmed = [n for n in d.patients if n not in other]
    if not other or not harmed:
        return
    d.patients = harmed
    bystanders = [n for n in harmed if casualty_categories().get(doc.word(n).lemma.lower()) in _BYSTANDERS]
    d.add("participants", other if d.agents or bystanders else [*other, *harmed])
    for n in other:
        doc.note(d.trigger, "participant", "the other side of the fight, in which others were harmed", n, True)


def _across(tree: Tree, t: Node, n: Node) -> bool:
    """Does somebody stand behind the "with" of a word for a fight between two sides?"""
    if n.s != t.s or tree.words[tree.first_conjunct(n.i)].head != t.i or tree.case(tree.first_conjunct(n.i)) not in {"with", "against"}:
        return False
    names = {tree.lemmas[t.i], tree.words[t.i].text.lower()}
    return any(place.startswith("both:prep") for name in names for entry in predicates().get((name, "NOUN"), ()) for place in entry.agent)
