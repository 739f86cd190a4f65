"""Whether an act of speech denies or confirms, and what its words point at: "it", "the claim", "the figure", "the attack", a part in it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Node
from conflictgraph.extract.modality import mood
from conflictgraph.extract.scope import Scope
from conflictgraph.extract.senses import entries_at
from conflictgraph.extract.tree import Tree

Stance = Literal["", "deny", "confirm"]
What = Literal["", "it", "claim", "figure", "part", "doing", "harming", "deed"]
_SURE = 0.8  # cues that deny whatever their object is; others ("reject") deny only what somebody said
_POINTING = frozenset({"it", "this", "that", "them", "these", "those", "so"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "any", "both", "such"})


class Pointed(NamedTuple):
    """What is denied or confirmed, and the word that says so; for a part in a deed, for doing it or for harming
    somebody, the deed or whom it harms where one is named."""

    what: What
    node: Node


def stance(doc: Doc, scope: Scope) -> Stance:
    """Does the act of speech deny or confirm? Not where it is itself denied or none yet ("could not confirm", "refused to deny")."""
    if scope.statement.polarity == "denied":
        return ""
    tree, i = doc.trees[scope.cue.s], scope.cue.i
    own = mood(tree, i, frozenset({i}))
    if scope.entry.pos == "VERB" and (own.polarity == "denied" or own.factuality in {"planned", "hypothetical", "threatened"}):
        return ""
    if scope.entry.kind == "deny":
        return "deny" if scope.entry.factuality == "denied" else ""
    if scope.entry.kind == "confirm":
        return "confirm"
    return "deny" if scope.entry.kind in {"say", "report", "claim", "accuse"} and _called_false(doc, scope) is not None else ""


def pointed(doc: Doc, scope: Scope) -> Pointed:
    """What the words of a denial or confirmation point at; nothing where they tell it themselves in a clause."""
    false = _called_false(doc, scope) if scope.entry.kind not in {"deny", "confirm"} else None
    node = false if false is not None else next(iter(scope.heads), None)
    if node is None:
        return Pointed("", scope.cue)
    tree, lemma = doc.trees[node.s], doc.word(node).lemma.lower()
    if doc.word(node).text.lower() in _POINTING and doc.word(node).upos in {"PRON", "DET", "ADV"}:
        return Pointed("it", node)
    if false is not None and _no_such(tree, node.i):
        return Pointed("deed" if _deed(tree, node.i) else "it", node)
    if doc.word(node).upos not in {"NOUN", "PROPN"} or tree.kids(node.i, "cop", "nsubj"):
        deed = tree.kid(node.i, "obj")  # "denied carrying out the attack"
        if deed is not None and tree.lemmas[deed] in words("deed-noun") and _definite(tree, deed):
            return Pointed("doing", Node(node.s, deed))
        if deed is not None and doc.word(node).upos == "VERB" and tree.kid(node.i, "nsubj", "nsubj:pass") is None and _definite(tree, deed):
            return Pointed("harming", Node(node.s, deed))  # "denied targeting the clinic"
        return Pointed("", node)
    if lemma in words("part-noun"):
        deed = deed_of(tree, node.i)
        return Pointed("part", node if deed is None else Node(node.s, deed))
    if set(scope.entry.lemma.split(" ")) & words("part-noun"):
        return Pointed("part", node)
    if lemma in words("count-noun"):
        return Pointed("figure" if _definite(tree, node.i) else "", node)
    if lemma in words("blame-noun") and not _has_clause(tree, node.i):
        return Pointed("part", node) if scope.entry.kind != "confirm" else Pointed("claim", node)
    if lemma in words("claim-noun"):
        return Pointed("" if _has_clause(tree, node.i) else "claim", node)
    if _definite(tree, node.i) and _deed(tree, node.i) and (scope.entry.kind == "confirm" or scope.entry.weight >= _SURE):
        return Pointed("deed", node)
    return Pointed("", node)


def deed_of(tree: Tree, part: int) -> int | None:
    """The deed that a part, a role or the responsibility is in."""
    return next((k for k in tree.kids(part, "nmod", "obl", "acl") if tree.case(k) in {"in", "for", "of"} or tree.rel(k) == "acl"), None)


def of_a_part(doc: Doc, scope: Scope, trigger: Node) -> bool:
    """Does a denial deny only a part in the deed that a word tells ("denied any role in the killing")? Then the deed is told as a fact."""
    if scope.entry.kind != "deny" or trigger.s != scope.cue.s:
        return False
    tree = doc.trees[trigger.s]
    parted = bool(set(scope.entry.lemma.split(" ")) & words("part-noun"))
    below = next((k for k in (trigger.i, *tree.up(trigger.i)) if tree.words[k].head == scope.cue.i), None)
    if below is None:
        return False
    return tree.lemmas[below] in words("part-noun") or (parted and tree.words[trigger.i].upos in {"NOUN", "PROPN"})


def _called_false(doc: Doc, scope: Scope) -> Node | None:
    """What is said to be false: "said the report was untrue", "said no such thing had happened", "called the claim a lie"."""
    for head in scope.heads:
        tree, h = doc.trees[head.s], head.i
        subject = tree.kid(h, "nsubj", "nsubj:pass")
        if subject is not None and _no_such(tree, subject) and tree.lemmas[h] in words("happen-verb"):
            return Node(head.s, subject)
        false = tree.lemmas[h] in words("unfounded") | words("lie-noun") and not tree.negated(h)
        if not (false or (tree.lemmas[h] in words("truth-word") and tree.negated(h))):
            continue
        if subject is None and tree.words[h].head >= 0:  # "called the report a lie", "described it as false"
            subject = tree.kid(tree.words[h].head, "obj")
        if subject is not None and (tree.lemmas[subject] in words("claim-noun") | words("blame-noun") or tree.words[subject].text.lower() in _POINTING):
            return Node(head.s, subject)
    return None


def _no_such(tree: Tree, k: int) -> bool:
    """"no such thing", "nothing of the kind"."""
    around = {tree.lemmas[m] for m in tree.children[k]}
    return {"no", "such"} <= around or (tree.lemmas[k] == "nothing" and bool({"kind", "sort"} & around))


def _deed(tree: Tree, k: int) -> bool:
    """Is a noun one for an act of conflict, whichever was told?"""
    return tree.words[k].upos == "NOUN" and (tree.lemmas[k] in words("deed-noun") or bool(entries_at(tree, k)))


def _definite(tree: Tree, k: int) -> bool:
    return any(tree.lemmas[m] in _DEFINITE for m in tree.kids(k, "det", "amod")) or bool(tree.kids(k, "nmod:poss"))


def _has_clause(tree: Tree, k: int) -> bool:
    """"the report that …", "allegations of …": the noun itself tells what is said."""
    told = [m for m in tree.kids(k, "acl", "ccomp", "nmod") if tree.rel(m) != "nmod" or tree.case(m) in {"of", "about"}]
    return any(tree.words[m].deprel != "acl:relcl" for m in told)
