"""Who was harmed, and who did it, named in a sentence of its own: "The victims are X and Y", "those killed were identified as X and
two guards", "the gunmen belonged to the M23".

The sentence tells no deed; it is about the nearest attack or abduction told before. The words for those harmed and for attackers
are data (`victim-word`, `attacker-word` in `data/lexicon/words.tsv`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.responsibility import anchor, said
from conflictgraph.extract.scope import Scope
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.tree import Tree

_AMONG = {"among", "amongst"}
REACH = 8  # sentences back to the deed


def find(doc: Doc, sorts: Sorts, drafts: Sequence[Draft], scopes: Sequence[Scope]) -> list[Draft]:
    """Accounts of lists without a deed, in the order of the text. Where the word for those harmed is an event's own ("those
    killed"), that account gets the names instead."""
    by_node = {t: d for d in drafts if d.kind == "event" for t in (d.triggers or [d.trigger])}
    out = []
    for s, tree in enumerate(doc.trees):
        for i in range(len(tree.words)):
            attackers = [Node(s, k) for k in _members(tree, i) if _known(sorts, Node(s, k))]
            if attackers and (before := anchor(drafts, Node(s, i))) is not None and (
                before.agents or tree.lemmas[i] in words("doer-word")
            ):
                out.append(Draft(
                    "event", before.type, before.mode, Node(s, i), f"assault:{tree.lemmas[i]}+identified", weight=0.7,
                    triggers=[Node(s, i)], agents=attackers, factuality="alleged", twin="held", about=before,
                ))  # fmt: skip
                said(doc, scopes, Node(s, i), out[-1])
            own = by_node.get(Node(s, i))
            listed = [_by_name(sorts, Node(s, k)) for k in _listed(tree, i, by_node) if sorts.sort(Node(s, k)) == "person"]
            listed = [n for n in listed if doc.word(n).lemma.lower() not in words("attacker-word")]  # "among the dead were three of the gunmen"
            some = bool(listed) and (tree.case(i) in _AMONG or tree.lemmas[tree.words[i].head] == "include")
            if not any(sorts.named_person(n) for n in listed) and not some:
                continue
            if own is not None and tree.case(i) in _AMONG:
                continue  # "among the 19 dead were two children": a share that is counted already
            told = own or next((d for k in tree.kids(i, "acl", "amod") if (d := by_node.get(Node(s, k))) is not None), None)
            if told is not None:
                told.patients = [n for n in told.patients if n != Node(s, i)]
                if told.about is None and own is None:  # "the murdered inspector": called so before
                    told.about = _before(doc, drafts, told, Node(s, i))
                told.add("patients", listed)
                doc.note(told.trigger, "patient", "named as one of those harmed", listed[0], True)
            elif (deed := _of_whom(tree, drafts, Node(s, i))) is not None:
                out.append(Draft(
                    "event", deed.type, deed.mode, Node(s, i), f"assault:{tree.lemmas[i]}+listed", weight=0.7, triggers=[Node(s, i)],
                    patients=listed, about=deed, attribution=deed.attribution, speakers=list(deed.speakers), cue=deed.cue,
                ))  # fmt: skip
    return out


def _members(tree: Tree, i: int) -> list[int]:
    """Head words of what those who did it are said to belong to, or to be."""
    head = tree.words[i].head
    if tree.lemmas[i] not in words("attacker-word") or head < 0 or tree.negated(head):
        return []
    if not any(tree.lemmas[k] in {"the", "these", "those"} for k in tree.kids(i, "det")):
        return []
    if tree.lemmas[head] == "belong" and tree.rel(i) == "nsubj":
        return [m for k in tree.kids(head, "obl") if tree.case(k) == "to" for m in tree.conjuncts(k)]
    if tree.rel(i) == "nsubj" and tree.kids(head, "cop"):
        return tree.conjuncts(head) if head > i else []
    if tree.lemmas[head] == "identify" and tree.rel(i) in {"nsubj", "nsubj:pass", "obj"}:
        return [m for k in tree.kids(head, "obl", "nmod") if tree.case(k) == "as" for m in tree.conjuncts(k)]
    return []


def _known(sorts: Sorts, n: Node) -> bool:
    """A party by its name, or members of one that is named."""
    if sorts.sort(n) not in {"person", "org"}:
        return False
    tree = sorts.doc.trees[n.s]
    below = [k for k in tree.kids(n.i, "nmod") if tree.case(k) in {"of", "from"}] + tree.kids(n.i, "compound", "amod")
    if "armed" in sorts.classes(n) and tree.lemmas[n.i] not in words("attacker-word"):
        return True  # "the attackers were soldiers in uniform"
    if any("armed" in sorts.classes(Node(n.s, k)) and sorts.sort(Node(n.s, k)) == "org" for k in below):
        return True  # "members of the army"
    return n in sorts.found.at or any(Node(n.s, k) in sorts.found.at and sorts.sort(Node(n.s, k)) == "org" for k in below)


def _listed(tree: Tree, i: int, by_node: Mapping[Node, Draft]) -> list[int]:
    """Head words of what is said to be those that the word at `i` stands for; empty where nothing of the kind is said."""
    head = tree.words[i].head
    if tree.lemmas[i] in {"one", "two", "three", "some", "another"} and tree.rel(i) == "nsubj" and head > i and tree.kids(head, "cop"):
        among = [k for k in tree.kids(i, "nmod") if tree.case(k) == "of" and (tree.lemmas[k] in words("victim-word") | {"they"} or _harmed(tree, k, by_node))]
        return tree.conjuncts(head) if among and not tree.negated(head) else []  # "one of the wounded is X"
    harmed = _harmed(tree, i, by_node)
    if tree.lemmas[i] not in words("victim-word") and not harmed and not (tree.lemmas[i] in {"that", "those"} and tree.kids(i, "acl")):
        return []
    if tree.case(i) in _AMONG and not tree.negated(i):  # "among the dead was a nurse"
        behind = [k for k in tree.kids(i, "nsubj", "appos") if k > i]
        copula = any(k > i for b in (i, *behind) for k in tree.kids(b, "cop"))
        return [m for k in behind for m in tree.conjuncts(k)] if copula else []
    beside = [m for k in tree.kids(i, "appos") for m in tree.conjuncts(k) if k > i]
    if beside and tree.lemmas[i] in words("victim-word") and tree.kids(i, "det"):
        return beside  # "the other victim, X, is in hospital"
    head, rel = tree.words[i].head, tree.rel(i)
    if head < 0 or tree.negated(head):
        return []
    if rel == "nsubj" and tree.kids(head, "cop"):
        return tree.conjuncts(head) if head > i else []
    if tree.lemmas[head] in {"identify", "name"} and rel in {"nsubj", "nsubj:pass", "obj"}:
        named = [k for k in tree.kids(head, "obl", "nmod", "xcomp") if tree.case(k) == "as" or tree.rel(k) == "xcomp"]
        return [m for k in named for m in tree.conjuncts(k)]
    if tree.lemmas[head] == "include" and rel == "nsubj":
        return [m for k in tree.kids(head, "obj") for m in tree.conjuncts(k)]
    return []


def _harmed(tree: Tree, i: int, by_node: Mapping[Node, Draft]) -> bool:
    """"The priests murdered": somebody whom a word beside him says to have suffered it."""
    return any((d := by_node.get(Node(tree.number, k))) is not None and Node(tree.number, i) in d.patients for k in tree.kids(i, "acl", "amod"))


def _by_name(sorts: Sorts, n: Node) -> Node:
    """"a student, Roberto Mora": the name beside somebody's description."""
    tree = sorts.doc.trees[n.s]
    beside = [Node(n.s, k) for k in tree.kids(n.i, "appos") if sorts.named_person(Node(n.s, k))]
    return beside[0] if len(beside) == 1 and not sorts.named_person(n) else n


def _before(doc: Doc, drafts: Sequence[Draft], told: Draft, node: Node) -> Draft | None:
    """The nearest deed told before that befell somebody called by the same word, where a definite one points back."""
    tree, lemma = doc.trees[node.s], doc.word(node).lemma.lower()
    if not any(tree.lemmas[k] in {"the", "this", "that", "these", "those"} for k in tree.kids(node.i, "det")):
        return None
    same = [d for d in drafts if d.kind == "event" and d.type == told.type and d.trigger < told.trigger and node.s - d.trigger.s <= REACH and any(doc.word(n).lemma.lower() == lemma for n in d.patients)]
    return max(same, key=lambda d: d.trigger, default=None)


def _of_whom(tree: Tree, drafts: Sequence[Draft], node: Node) -> Draft | None:
    """The deed whose victims a word counts or calls so; "one of them" only right after it."""
    said = {tree.lemmas[k] for k in (node.i, *tree.kids(node.i, "nmod"))}
    if not said & (words("victim-word") | {"they"}):
        own = [d for d in drafts if d.trigger.s == node.s and any(n.s == node.s and tree.words[n.i].head == node.i for n in d.patients)]
        return own[0] if own else None  # "one of the persons wounded": of those
    deed = _deed(drafts, node)
    near = deed is not None and node.s - deed.trigger.s <= 1 and any(f.low > 1 for f in deed.figures.values())
    return deed if said & words("victim-word") or near else None


def _deed(drafts: Sequence[Draft], node: Node) -> Draft | None:
    """The nearest actual attack told before with somebody hurt, or a weapon that hurts."""
    before = [
        d for d in drafts
        if d.kind == "event" and d.type == "assault" and d.factuality == "actual" and d.polarity == "affirmed" and d.trigger < node
        and node.s - d.trigger.s <= REACH and (d.patients or d.figures or d.mode in {"explosives", "abduct"}) and not d.none
    ]  # fmt: skip
    return max(before, key=lambda d: d.trigger, default=None)
