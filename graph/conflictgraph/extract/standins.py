"""What a verb's tree lends and what it does not: who only hears of a deed or is near it did not do it, and whom "them" stands for."""

from __future__ import annotations

from conflictgraph.extract.classes import words
from conflictgraph.extract.lexicon import predicates
from conflictgraph.extract.tree import Tree


def told_of(tree: Tree, i: int) -> bool:
    """"Heard shooting outside", "residents reported shelling": what others do, not who hears or tells of it."""
    verb = tree.words[i].head
    return verb >= 0 and tree.rel(i) == "xcomp" and not tree.infinitive(i) and tree.lemmas[verb] in words("perceiving-verb") | words("telling-of-verb")


def amid(tree: Tree, i: int) -> bool:
    """"People wounded in shelling": a deed that the tree takes for what the subject does meanwhile."""
    loose = tree.rel(i) in {"advcl", "acl"} and not tree.kids(i, "obj") and (tree.words[i].text.lower(), "NOUN") in predicates()
    return loose and any(tree.lemmas[k] in words("amid-word") for k in tree.kids(i, "mark", "case"))


def stands_for(tree: Tree, k: int) -> int | None:
    """"herded ten villagers into a hut and burned them": of a pronoun that a verb has for its object, whom an earlier verb beside that one
    or above it had."""
    verb = tree.words[k].head
    if tree.words[k].text.lower() != "them" or tree.rel(k) != "obj" or verb < 0:
        return None
    if tree.rel(verb) == "conj":
        first = tree.first_conjunct(verb)
        earlier = [c for c in tree.conjuncts(first) if c < verb and tree.words[c].upos == "VERB"]
    else:
        earlier = [tree.words[verb].head] if tree.rel(verb) in {"advcl", "xcomp"} and 0 <= tree.words[verb].head < verb else []
    for other in reversed(earlier):
        for m in tree.kids(other, "obj", "nsubj:pass"):
            if m < k and tree.words[m].upos in {"NOUN", "PROPN"} and (tree.words[m].text.lower() != tree.lemmas[m] or len(tree.conjuncts(m)) > 1):
                return m
    return None
