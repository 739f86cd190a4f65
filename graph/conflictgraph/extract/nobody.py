"""That nobody suffered it: "no casualties", "nobody was hurt", "no arrests have been made"."""

from __future__ import annotations

from conflictgraph.extract.classes import words
from conflictgraph.extract.lexicon import PredicateEntry, predicates
from conflictgraph.extract.suffered import EFFECTS
from conflictgraph.extract.tree import Tree

_NOBODY = {"nobody", "none", "no-one", "neither"}


def nobody(tree: Tree, i: int, patients: list[int], effect: str = "") -> bool:
    """"no casualties", "nobody was hurt": nobody suffered it."""
    def none(k: int) -> bool:
        head = tree.words[k].head
        if any(tree.words[m].text.lower() in words("so-far") for m in tree.kids(k, "amod")):
            return False  # "no further arrests": some there were
        if tree.rel(k) == "nmod" and tree.case(k) == "of" and tree.lemmas[head] in words("report-noun"):
            return none(head)  # "no reports of casualties"
        if tree.rel(k) == "conj" and tree.words[k].upos == "NOUN" and not tree.kids(k, "det", "nummod") and head != k:
            return none(head)  # "no deaths or injuries"
        if tree.case(k) == "without" or (head >= 0 and tree.rel(k) == "obj" and any(tree.lemmas[m] == "without" for m in tree.kids(head, "mark"))):
            return True
        if tree.rel(k) == "obj" and tree.negated(head) and any(tree.lemmas[d] == "any" for d in tree.kids(k, "det")):
            return True  # "did not cause any casualties"
        return tree.lemmas[k] in _NOBODY or any(tree.lemmas[d] in {"no", "neither"} for d in tree.kids(k, "det", "cc:preconj"))

    counting = tree.lemmas[i] in words("casualty-noun") or (tree.words[i].upos == "NOUN" and effect in {"captured", "abducted"})
    return (counting and none(i)) or (bool(patients) and all(none(k) for k in patients)) or any(
        none(k) for k in tree.kids(i, "nsubj:pass")
    )


def none_of(tree: Tree, i: int, entry: PredicateEntry, patients: list[int]) -> list[str]:
    """What nobody suffered: "casualties" are dead and wounded. That no lawmaker was hurt says nothing of others."""
    heads = [*patients, *tree.kids(i, "nsubj:pass")]
    if tree.words[i].upos == "NOUN" and (tree.lemmas[i] in words("casualty-noun") or not patients):  # "no injuries in the attack": only whom they would be among narrows it
        heads = [k for k in heads if k == i or tree.case(k) in {"among", "of", "to", "for"}]
    if any(tree.lemmas[k] not in _NOBODY | {"people", "person", "one", "anyone", "anybody"} | words("casualty-noun") for k in heads):
        return []
    return ["killed", "wounded"] if tree.lemmas[i] in {"casualty", "victim"} else [entry.effect] if entry.effect in EFFECTS else []


def no_victims(tree: Tree, i: int) -> PredicateEntry | None:
    """"There were no victims": a word for those who suffered is told of only where there were none."""
    if tree.words[i].upos != "NOUN" or tree.lemmas[i] != "victim" or not nobody(tree, i, []):
        return None
    return next(iter(predicates().get(("casualty", "NOUN"), ())), None)
