"""Nouns that tell an event: whose deed it is by the verb whose object they are, and what words before them say."""

from __future__ import annotations

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Node
from conflictgraph.extract.lexicon import modality
from conflictgraph.extract.roles import QUESTIONS, subject, surface_subject
from conflictgraph.extract.senses import entries_at
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.tree import Tree


def by_another(tree: Tree, k: int, i: int) -> bool:
    """"Troops were deployed to repel incursions by rebels": behind "by" of an event noun, whose deed that is."""
    first = tree.first_conjunct(k)
    head = tree.words[first].head
    return tree.case(first) == "by" and tree.rel(first) == "nmod" and head not in {i, -1} and bool(entries_at(tree, head))


def kinds_before(sorts: Sorts, s: int, tree: Tree, i: int) -> set[int]:
    """Common nouns before an event noun that only say of which kind it is ("a fraud investigation"), neither people nor buildings."""
    before = [k for k in tree.kids(i, "compound", "amod") if k < i and Node(s, k) not in sorts.found.at]
    return {k for k in before if sorts.sort(Node(s, k)) not in {"person", "org", "state"} and not sorts.building(Node(s, k))}


def light_subject(tree: Tree, i: int, also: frozenset[str]) -> list[int]:
    """"The army launched an attack": the subject of the verb whose object the event noun is."""
    head = tree.words[i].head
    if head >= 0 and tree.rel(i) == "nmod" and tree.case(i) == "in" and tree.rel(head) == "obj" and tree.lemmas[head] in words("money-noun"):
        found = subject(tree, tree.words[head].head)  # "provided 50 million dollars in aid"
        return tree.conjuncts(found) if found is not None and tree.lemmas[found] not in QUESTIONS else []
    if head >= 0 and tree.rel(i) == "obl" and tree.case(i) == "in" and tree.lemmas[head] in words("engaging-verb"):
        found = surface_subject(tree, head)  # "have been engaged in looting"
        return tree.conjuncts(found) if found is not None and tree.lemmas[found] not in QUESTIONS else []
    answers = head >= 0 and tree.rel(i) == "obl" and tree.case(i) == "with" and tree.lemmas[head] in words("answering-verb")  # "retaliated with airstrikes"
    if head < 0 or tree.words[head].upos != "VERB" or not (tree.rel(i) == "obj" or answers):
        return []
    if tree.lemmas[head] == "carry" and not tree.kids(head, "compound"):
        return []  # "a convoy carrying aid"
    if tree.lemmas[head] in words("warding-verb") or any(m.effect == "foiled" for m in modality().get((tree.lemmas[head], "VERB"), ())):
        return []
    acts = [e for e in entries_at(tree, head) if "subj" in e.agent]  # who escapes a massacre commits none
    light = any(key == "obj" and "attack-noun" in value for e in acts for key, value in e.conditions)
    if not (light or answers) and tree.words[head].lemma.lower() not in words("light-verb") | also:
        return []
    found = subject(tree, head)
    return tree.conjuncts(found) if found is not None and tree.lemmas[found] not in QUESTIONS else []  # "it is not clear who carried out …"


def says_which(tree: Tree, k: int, i: int) -> bool:
    """Does a word before a noun say of which kind that is, by itself or through another ("service" in "service delivery protests")?"""
    while k != i and tree.rel(k) in {"amod", "compound"}:
        k = tree.words[k].head
    return k == i
