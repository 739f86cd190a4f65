"""What an attack is done with: weapons that burst, are thrown or laid, and weapons beside the words that tell it."""

from __future__ import annotations

from functools import cache

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.lexicon import PredicateEntry, word_classes
from conflictgraph.extract.nouns import weapon_class
from conflictgraph.extract.roles import participle, surface_subject
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.tree import Tree
from conflictgraph.resources import table


def of_verb(doc: Doc, sorts: Sorts, d: Draft, entry: PredicateEntry) -> None:
    """"The truck exploded", "placed a car bomb at the gate", "a grenade thrown at the police": the verb's own weapon."""
    s, i = d.trigger.s, d.trigger.i
    tree = doc.trees[s]
    if entry.mode == "explosives" and not tree.kids(i, "obj") and not tree.passive(i):
        burst = surface_subject(tree, i)
        if burst is not None and tree.lemmas[burst] in word_classes()["explosive"]:
            d.add("instruments", [Node(s, burst)])
    fired = tree.passive(i) and tree.lemmas[i] in words("firing-verb")  # "rockets were fired at the capital"
    if entry.type == "assault" and (fired or not {"obj", "ARG1"} & set(entry.patient)):  # the object is no target: it is what they did it with
        said_of = [tree.words[i].head] if tree.rel(i) == "acl" and participle(tree, i) == "passive" else []
        for k in [c for o in (*tree.kids(i, "obj", "nsubj:pass"), *said_of) for c in tree.conjuncts(o)]:
            if sorts.sort(Node(s, k)) == "weapon" and tree.lemmas[k] not in words("deed-noun") | words("blaze-noun"):  # "opened fire"
                d.add("instruments", [Node(s, k)])
                if tree.lemmas[i] in words("firing-verb") and len(d.instruments) == 1 and tree.lemmas[k] not in entry.lemma.split():  # "fire tear gas" has its own
                    d.mode = _mode_of(tree, k) or (None if fired else d.mode)  # by what was fired or thrown


@cache
def _modes() -> dict[str, str]:
    return dict(table("lexicon/weapon-modes.tsv", "weapon", "mode"))


def _mode_of(tree: Tree, k: int) -> str | None:
    """The mode of an attack with the weapon that a phrase names."""
    first, last = tree.phrase(k)
    return _modes().get(weapon_class(*(" ".join(tree.lemmas[m:last]) for m in range(first, last)), tree.lemmas[k]))


def beside(doc: Doc, sorts: Sorts, d: Draft) -> None:
    """Weapons beside the triggers are instruments, and the first gives the mode where none is told."""
    if d.type != "assault":
        return
    for node in d.triggers or [d.trigger]:
        tree = doc.trees[node.s]
        near = [*tree.kids(node.i, "compound", "amod"), *(c for k in tree.kids(node.i, "obl", "nmod") if tree.case(k) in {"with", "by", "using", "from"} for c in tree.conjuncts(k))]
        if tree.words[node.i].upos in {"NOUN", "PROPN"} and tree.lemmas[node.i] in words("weapon-noun") and sorts.sort(node) == "weapon":
            d.add("instruments", [node])  # "the explosion of a bomb", "a car bomb outside the court": told by its weapon
        for k in near:
            other = Node(node.s, k)
            if sorts.sort(other) == "weapon" and other not in d.patients:
                d.add("instruments", [other])
    told_by = list(d.instruments)
    d.instruments = [n for n in told_by if doc.word(n).lemma.lower() not in words("bombing-noun")]  # how, but nothing that one holds
    if d.mode is None:
        for node in told_by:
            mode = _mode_of(doc.trees[node.s], node.i)
            if mode is not None:
                d.mode = mode
                break
