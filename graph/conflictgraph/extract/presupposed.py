"""What is taken for granted inside of a wish, a demand, a denial or a feeling, and so happened whatever is said of it."""

from __future__ import annotations

from conflictgraph.extract.classes import words
from conflictgraph.extract.clauseforms import more_told, past, pointed_at
from conflictgraph.extract.effects import effect
from conflictgraph.extract.lexicon import predicates
from conflictgraph.extract.nouns import names_a_person
from conflictgraph.extract.tree import Tree


def granted(tree: Tree, i: int, top: int) -> bool:
    """Is what the word at `i` tells taken for granted somewhere below the governor `top`, whatever is said of it there?"""
    at = i
    while at != top and tree.words[at].head >= 0:
        if grants(tree, at, tree.words[at].head):
            return True
        at = tree.words[at].head
    return False


def grants(tree: Tree, below: int, at: int) -> bool:
    """Does the step from a word to its governor make it a fact: a clause that says when or why, a relative clause in the past
    ("those who killed …"), the object of a word that presupposes it ("avenge the killing", "an end to the bombing"), a definite
    subject ("the attack would not go unpunished")?"""
    if any(tree.lemmas[k] in words("fact-conjunction") for k in tree.kids(below, "mark")):
        return True
    if tree.words[below].deprel == "acl:relcl":
        return past(tree, below) and tree.lemmas[at] not in words("fiction-noun")
    rel = tree.rel(below)
    if rel == "nmod" and tree.lemmas[at] in words("feeling-noun") and tree.case(below) in {"over", "at", "about"} and pointed_at(tree, below):
        return True  # "expressed concern over the attack"
    if rel == "nmod" and names_a_person(tree.lemmas[at]) and (pointed_at(tree, below) or tree.kids(below, "nmod:poss")):
        return True  # "condolences to the families of the victims in Saturday's attack"
    if rel == "nmod" and tree.case(below) in {"in", "amid", "during"} and (tree.kids(below, "nmod:poss") or pointed_at(tree, below)):
        return True  # "appealed for support in its war against the rebels"
    if rel in {"acl", "amod"} and not tree.kids(below, "mark", "aux") and (
        pointed_at(tree, at) or tree.words[at].text.lower() == "those" or tree.kids(at, "nmod:poss") or (below > at and tree.kids(at, "nummod") and tree.rel(at) != "obj")
    ):
        form = tree.words[below].text.lower()  # "those injured by the blast", "met the injured villagers", "four men arrested by police be freed"
        if tree.lemmas[below] == "go":
            return False
        done = form in words("effect-participle") or (tree.words[below].upos == "VERB" and not form.endswith("ing") and form != tree.lemmas[below])
        return done and tree.lemmas[at] not in words("report-noun")
    if rel == "acl" and tree.words[below].upos == "VERB" and past(tree, below) and any(tree.words[k].deprel == "obl:agent" for k in tree.kids(below, "obl")):
        own = (tree.lemmas[at], "NOUN") not in predicates() or tree.lemmas[at] in words("weapon-noun")
        if own and not any(tree.lemmas[k] in {"any", "no"} for k in tree.kids(at, "det")):
            return True  # "tried to retake a town seized by rebels"
    if rel in {"obl", "nmod"} and tree.case(below) == "from" and "attention" in {tree.lemmas[at], *(tree.lemmas[k] for k in tree.kids(at, "obj"))} and (pointed_at(tree, below) or tree.kids(below, "nmod:poss")):
        return True  # "to distract attention from the army's bombings"
    if rel == "obl" and tree.case(below) == "for" and any(tree.lemmas[k] in words("presupposing") for k in tree.kids(at, "obj")):
        return True  # "swore revenge for the murder"
    given_up = tree.lemmas[at] == "give" and rel == "obj" and any(tree.lemmas[k] == "up" for k in tree.kids(at, "compound", "advmod"))
    if given_up and (pointed_at(tree, below) or tree.kids(below, "nmod:poss")):
        return True  # "urged them to give up their protest"
    if tree.lemmas[at] in words("presupposing") and (rel in {"obj", "xcomp"} or (rel in {"nmod", "obl"} and tree.case(below) in {"to", "of", "for", "into", "on", "about"})):
        return tree.words[below].upos == "VERB" or not any(tree.lemmas[k] in {"a", "an", "any"} for k in tree.kids(below, "det"))
    if rel in {"ccomp", "advcl"} and (any(tree.lemmas[k] in {"why", "how", "where"} for k in tree.kids(below, "advmod", "mark")) or any(
        tree.lemmas[k] in {"who", "which", "whom"} for k in tree.kids(below, "nsubj", "obj")
    )):
        return past(tree, below)  # "did not say why it bombed the convoy"
    return rel == "nsubj" and tree.words[below].upos == "NOUN" and pointed_at(tree, below) and not (
        would_be(tree, below, at) or (effect(tree, at) and tree.lemmas[at] not in words("needs-clause"))
    )


def would_be(tree: Tree, below: int, at: int) -> bool:
    """"The capture of the port would cut them off": of what happened one would say "will" or "has"; a passive may be of the past."""
    return more_told(tree, below) and any(a in {"would", "'d"} for a in tree.auxiliaries(at)) and not tree.passive(at)


def done_whole(tree: Tree, noun: int, verb: int) -> bool:
    """"ordered the murder of X", "accused of planning the attack on Y": a deed that is pointed at and told whole was done."""
    whole = any(tree.case(k) in {"of", "on", "against"} for k in tree.kids(noun, "nmod"))
    auxiliaries = {tree.words[k].text.lower() for k in tree.kids(verb, "aux")}
    present = {tree.lemmas[verb] + ending for ending in ("", "s", "es")}
    coming = tree.words[verb].text.lower() in present or (auxiliaries - {"had", "have", "has", "having"})
    return pointed_at(tree, noun) and whole and tree.words[noun].upos in {"NOUN", "PROPN"} and not coming and not tree.passive(verb)
