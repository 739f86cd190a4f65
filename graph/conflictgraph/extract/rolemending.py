"""The model's roles made to agree with the tree, once, before anything reads them.

The model names who (ARG0) and whom (ARG1) of each predicate by itself. Where the grammar of the sentence rules out what it named,
the role goes to the word that the grammar gives, or goes altogether, and whoever asks for it then asks the tree. A role that was
given so is the tree's: the model is not sure of it at all (`sure` 0).
"""

from __future__ import annotations

from dataclasses import replace

from conflictgraph.extract.classes import words
from conflictgraph.extract.roles import QUESTIONS, antecedent, commanded, companion, document, hurt, participle
from conflictgraph.extract.standins import amid, told_of
from conflictgraph.extract.tree import Tree
from conflictgraph.model import Predicate, Role

_NOBODY = {"ADP", "ADV", "SCONJ", "PUNCT"}


def mended(tree: Tree) -> Tree:
    """The tree with its predicates' roles mended in place."""
    for i, predicate in tree.predicates.items():
        tree.predicates[i] = _mended(tree, predicate)
    return tree


def _mended(tree: Tree, predicate: Predicate) -> Predicate:
    for label in dict.fromkeys(role.label.removeprefix("C-") for role in predicate.roles):
        if not label.startswith("ARG") or label.startswith("ARGM"):
            continue
        role = tree.role(predicate.word, label)
        head = None if role is None else _head(tree, predicate.word, label, role.head)
        if role is not None and head != role.head:
            predicate = _given(predicate, label, head)
    told = _bidden(tree, predicate.word)
    return predicate if told is None else _given(predicate, "ARG0", told)


def _given(predicate: Predicate, label: str, head: int | None) -> Predicate:
    """The predicate with a role on a word, or without the role."""
    rest = tuple(r for r in predicate.roles if r.label.removeprefix("C-") != label)
    return replace(predicate, roles=rest if head is None else (Role(label, head, head, head + 1, sure=0.0), *rest))


def _bidden(tree: Tree, i: int) -> int | None:
    """"Called on the rebels to leave": they would, whoever the model thinks does."""
    verb = tree.words[i].upos in {"VERB", "AUX"} and not tree.passive(i)
    return commanded(tree, i) if verb else None


def _head(tree: Tree, i: int, label: str, head: int) -> int | None:
    """The word that fills a role, or None where nothing that the model could name does."""
    if head == i or tree.words[head].upos in _NOBODY or (tree.lemmas[head] in QUESTIONS and antecedent(tree, head) == head):
        return None  # "it is not clear who …"
    if label == "ARG0" and (companion(tree, i, head) or (tree.passive(i) and tree.words[head].head == i and hurt(tree, head))):
        return None
    if tree.words[i].upos not in {"VERB", "AUX"}:
        verb = tree.words[i].head
        blamed = verb >= 0 and tree.lemmas[verb] in words("blame-on-verb") and tree.words[head].head == verb and tree.case(head) == "on"
        return None if blamed else head  # "blamed the attack on the Taliban": it did not befall them
    if label == "ARG0":
        return None if _no_doer(tree, i, head) else _holder(tree, i, head)
    return _undergoer(tree, i, head) if label == "ARG1" else head


def _no_doer(tree: Tree, i: int, head: int) -> bool:
    """Is it ruled out that a word tells who does what a verb tells?"""
    own = tree.words[head].head == i
    if own and (tree.words[head].deprel == "nsubj:pass" or (tree.rel(head) == "obl" and tree.case(head) in words("no-doer"))):
        return True  # "ten were held", "providing shelter to refugees", "calling on the government"
    if i < head and tree.case(head) == "to" and tree.governs(i, head) and tree.rel(tree.words[head].head) == "obj":
        return True  # "sending aid to the president"
    if any(antecedent(tree, k) == head != k for k in tree.kids(i, "nsubj:pass")):
        return True  # "X, who was shot"
    above = tree.words[i].head
    if (told_of(tree, i) or amid(tree, i)) and not tree.governs(i, head):
        return True
    if tree.rel(i) == "acl" and head == above and document(tree, head) and participle(tree, i) == "active":
        return True  # "issued a statement urging …": who issued it urges
    return tree.words[head].head == above and tree.rel(head) == "obj" and _loosely_joined(tree, i)


def _holder(tree: Tree, i: int, head: int) -> int:
    """"Norway is the largest donor, contributing …": what somebody is said to be stands for him."""
    named = tree.kid(head, "nsubj") if tree.rel(i) == "advcl" and tree.kids(head, "cop") else None
    return head if named is None else antecedent(tree, named)


def _undergoer(tree: Tree, i: int, head: int) -> int:
    """Whom or what it befalls: an object is nearer than the subject, a bare number nearer than what another verb governs."""
    own = tree.kid(i, "obj")
    if not tree.governs(i, head):
        passive = tree.kid(i, "nsubj:pass")
        if own is not None and own > i and tree.words[own].upos == "NUM":
            return own  # "killed 14 soldiers and wounded 22"
        return passive if passive is not None and tree.words[passive].upos == "NUM" else head  # "two were killed and eight captured"
    subject = tree.words[head].head == i and tree.words[head].deprel == "nsubj"
    return own if subject and own is not None else head


def _loosely_joined(tree: Tree, i: int) -> bool:
    """An active participle behind a comma, which goes with the subject: "he defends the offensive, saying that …"."""
    return tree.rel(i) == "advcl" and i > 0 and tree.words[i - 1].text == "," and participle(tree, i) == "active" and tree.kid(i, "mark", "nsubj") is None
