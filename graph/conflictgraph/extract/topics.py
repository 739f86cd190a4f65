"""What an opinion is of: "pessimistic about the talks", "hoped that insurers would pay", "denied charges by X"."""

from __future__ import annotations

from collections.abc import Sequence

from conflictgraph.extract.classes import words
from conflictgraph.extract.cuewords import prepositions
from conflictgraph.extract.draft import Doc, Node
from conflictgraph.extract.roles import antecedent, surface_subject
from conflictgraph.extract.scope import Scope
from conflictgraph.extract.tree import Tree

_NAMES = {"NOUN", "PROPN", "NUM"}


def settle(doc: Doc, scopes: Sequence[Scope]) -> None:
    """Give statements of hope, doubt and the like what they are of, and denials whose charge they answer."""
    for scope in scopes:
        parts = set(scope.entry.lemma.split(" "))
        if parts & words("attitude-word"):
            found = _topic(doc, scope, parts)
        elif scope.entry.kind == "deny":
            found = _accusers(doc.trees[scope.cue.s], scope)
        else:
            continue
        for node in (n for n in found if n not in scope.speakers):
            scope.statement.add("targets", [node])
            doc.note(scope.cue, "speech", "what the opinion is of, or whose charge it answers", node, True)


def _topic(doc: Doc, scope: Scope, parts: set[str]) -> list[Node]:
    """The noun behind the cue's preposition; where a clause tells what is hoped or feared, its subject."""
    tree, i, s = doc.trees[scope.cue.s], scope.cue.i, scope.cue.s
    holders = [i, *(k for k in tree.kids(i, "obj", "compound") if tree.lemmas[k] in parts)]
    led = prepositions(scope.entry)
    for holder in holders:
        for k in tree.kids(holder, "obl", "nmod"):
            if tree.case(k) in led and k > i and tree.words[k].upos in _NAMES and k not in tree.times:
                return [Node(s, c) for c in tree.conjuncts(k)]
    for holder in holders:
        for k in tree.kids(holder, "ccomp", "acl", "advcl"):
            own = surface_subject(tree, k) if tree.words[k].deprel != "acl:relcl" else None
            stated = tree.rel(k) == "ccomp" or any(tree.lemmas[m] == "that" for m in tree.kids(k, "mark"))
            if stated and own is not None and own > i and tree.words[own].upos in _NAMES:
                return [Node(s, c) for c in tree.conjuncts(own)]
    return []


def _accusers(tree: Tree, scope: Scope) -> list[Node]:
    """"denied charges by the government", "rejected X's allegation": whose charge it was."""
    i, s = scope.cue.i, scope.cue.s
    for noun in tree.kids(i, "obj"):
        if tree.lemmas[noun] in words("claim-noun") | words("blame-noun"):
            whose = [k for k in tree.kids(noun, "nmod") if tree.case(k) in {"by", "from", "of"}] or tree.kids(noun, "nmod:poss")
            whose += [k for k in tree.kids(i, "obl") if not whose and tree.case(k) in {"by", "from"} and k > noun]
            return [Node(s, c) for k in whose[:1] for c in tree.conjuncts(antecedent(tree, k)) if tree.words[c].upos in _NAMES]
    return []
