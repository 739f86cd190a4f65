"""Who is held to have done it: "responsible for the attack", "behind the killing", "accused of ordering the bombing".

The words are data (`data/lexicon/responsibility.tsv`). A deed that is an event of its own sentence gets a second account
with the culprit as agent; a deed that is only pointed at ("the crime") gets one that is about the event told before.
Nothing is copied onto the event itself: who holds it, and how firmly, stays with the account.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.modality import mood
from conflictgraph.extract.roles import antecedent, fill, surface_subject
from conflictgraph.extract.scope import Scope
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.tree import Tree
from conflictgraph.resources import table as read_table

REACH = 8  # sentences back to the event that "the crime" points at
_CLAUSES = ("advcl", "acl", "xcomp", "ccomp")


class Held(NamedTuple):
    """One word: where the culprit and the deed stand, and whether it is told as so or held by somebody."""

    culprit: tuple[str, ...]
    deed: tuple[str, ...]
    held: str


@cache
def table() -> dict[tuple[str, str], tuple[Held, ...]]:
    """Entries by (lemma, pos), in the order of the file."""
    out: dict[tuple[str, str], tuple[Held, ...]] = {}
    for lemma, pos, culprit, deed, held in read_table("lexicon/responsibility.tsv", "lemma", "pos", "culprit", "deed", "held", header=True):
        out[lemma, pos] = (*out.get((lemma, pos), ()), Held(tuple(culprit.split(",")), tuple(deed.split(",")), held))
    return out


def find(doc: Doc, sorts: Sorts, drafts: Sequence[Draft], scopes: Sequence[Scope]) -> list[Draft]:
    """Accounts with a culprit as agent, in the order of the text; at most one for a trigger."""
    by_node = {t: d for d in drafts if d.kind == "event" and d.type in {"assault", "coerce"} for t in (d.triggers or [d.trigger])}
    out: dict[Node, Draft] = {}
    for s, tree in enumerate(doc.trees):
        for i in range(len(tree.words)):
            for culprits, deed, held in _claims(tree, i):
                agents = [Node(s, k) for k in culprits if sorts.sort(Node(s, k)) in {"person", "org", "state"} and not _whoever(tree, k, i)]
                if agents:
                    _account(doc, drafts, by_node, scopes, out, agents, Node(s, i), Node(s, deed), held)
    return [out[node] for node in sorted(out)]


def _claims(tree: Tree, i: int) -> list[tuple[list[int], int, str]]:
    """(culprits, deed, how it is held) that the word at `i` tells."""
    word = tree.words[i]
    if tree.case(i) == "behind":  # "X is behind the attack", "those behind the attack"
        subject = surface_subject(tree, i)
        head = subject if subject is not None else word.head if tree.rel(i) in {"nmod", "acl"} else None
        return [(tree.conjuncts(head), i, "alleged")] if head is not None and head >= 0 else []
    if word.lemma.lower() in words("signature-noun") and (signed := _signed(tree, i)):
        return signed
    pos = "VERB" if word.upos == "ADJ" and (word.lemma.lower(), "VERB") in table() else {"PROPN": "NOUN"}.get(word.upos, word.upos)
    for entry in table().get((word.lemma.lower(), pos), ()):
        verbal = pos == "VERB"
        culprits = fill(tree, i, entry.culprit, verbal)[0]
        if not culprits:
            continue
        deeds = fill(tree, i, [p for p in entry.deed if ":" in p or p in {"ARG1", "obj"}], verbal)[0]
        marks = {p for p in entry.deed if ":" not in p}
        for k in tree.kids(i, *_CLAUSES):
            if {tree.lemmas[m] for m in tree.kids(k, "mark", "case")} & marks:
                deeds = [*deeds, *_ordered(tree, k)]
        culprits = [n for k in culprits for n in _are(tree, k, i)]
        found = [(culprits, k, entry.held) for k in deeds if k not in culprits]
        if found:
            return found
    return []


def _are(tree: Tree, k: int, cue: int) -> list[int]:
    """"Those responsible for the killing are X and Y": who they are said to be; any other culprit is himself."""
    head = tree.words[k].head
    pointed = tree.lemmas[k] in {"that", "those"} or _whoever(tree, k, cue)
    if not pointed or tree.rel(k) != "nsubj" or head < k or not tree.kids(head, "cop") or tree.negated(head):
        return [k]
    return tree.conjuncts(head)


def _whoever(tree: Tree, k: int, cue: int) -> bool:
    """"The people responsible for the crime", "the masterminds of the attack": whoever did it did it, which names nobody."""
    pointed = any(tree.lemmas[d] in {"the", "those"} for d in tree.kids(k, "det")) and not tree.kids(k, "nummod", "compound") and tree.rel(k) != "appos"
    return pointed and (k == cue or tree.governs(k, cue)) and tree.lemmas[k] in words("whoever-noun")


def _signed(tree: Tree, i: int) -> list[tuple[list[int], int, str]]:
    """"the attack bore the hallmarks of X", "the bombing was the work of X"."""
    culprits = [c for k in tree.kids(i, "nmod") if tree.case(k) == "of" for c in tree.conjuncts(k)]
    head = tree.words[i].head
    deed = tree.kid(i, "nsubj") if tree.kids(i, "cop") else tree.kid(head, "nsubj") if tree.rel(i) == "obj" and head >= 0 else None
    deed = antecedent(tree, deed) if deed is not None else None  # "the attack, which bore the hallmarks of X"
    return [(culprits, deed, "alleged")] if culprits and deed is not None else []


def _ordered(tree: Tree, k: int) -> list[int]:
    """"of killing X": the deed itself; "of ordering the killing": what was ordered."""
    for entry in table().get((tree.lemmas[k], "VERB"), ()):
        if "obj" in entry.deed or "prep:in" in entry.deed:
            found = fill(tree, k, [p for p in entry.deed if p != "ARG1" and (":" in p or p == "obj")], True)[0]
            if found:
                return found
    return [k]


def _account(
    doc: Doc, drafts: Sequence[Draft], by_node: dict[Node, Draft], scopes: Sequence[Scope], out: dict[Node, Draft],
    agents: list[Node], cue: Node, deed: Node, held: str,
) -> None:  # fmt: skip
    tree = doc.trees[cue.s]
    how = mood(tree, cue.i)
    factuality = "alleged" if held == "alleged" or how.factuality != "actual" else "actual"
    told = by_node.get(deed)
    if told is not None and doc.word(deed).upos == "VERB":  # "accused of killing X"
        told.agents, told.factuality = list(agents), factuality
        doc.note(deed, "agent", f"held to have done it, by “{doc.word(cue).text}”", agents[0], True)
        return
    definite = any(tree.lemmas[k] in {"the", "this", "that", "these", "those"} for k in tree.kids(deed.i, "det"))
    if told is None or (definite and not (told.patients or told.targets or told.place is not None)):
        if not definite or doc.word(deed).lemma.lower() not in words("deed-noun"):
            return
        before = anchor(drafts, cue, deed)
        if before is None or deed in out:
            return
        out[deed] = Draft(
            "event", before.type, before.mode, deed, f"{before.type}:{doc.word(deed).lemma.lower()}?{doc.word(cue).lemma.lower()}",
            weight=0.7, triggers=[deed], agents=agents, factuality=factuality, polarity=how.polarity, twin="held",
            about=None if how.polarity == "denied" else before, denies=before if how.polarity == "denied" else None,
        )  # fmt: skip
        said(doc, scopes, cue, out[deed])
        return
    if told.agents or told.participants or told.trigger in out:
        doc.note(deed, "agent", f"“{doc.word(cue).text}” holds somebody responsible, but who did it is told already", agents[0])
        return
    out[told.trigger] = replace(
        told, agents=agents, factuality=factuality, polarity=how.polarity, twin="held", triggers=list(told.triggers),
        figures={}, who={}, rule=f"{told.rule}?{doc.word(cue).lemma.lower()}", denies=told if how.polarity == "denied" else None,
    )  # fmt: skip
    said(doc, scopes, cue, out[told.trigger])


def anchor(drafts: Sequence[Draft], cue: Node, deed: Node | None = None) -> Draft | None:
    """The nearest actual attack told before, with somebody or something hit; not what the deed's own word tells."""
    told = [
        d for d in drafts
        if d.kind == "event" and d.type == "assault" and d.factuality == "actual" and d.polarity == "affirmed" and d.trigger < cue and deed not in (d.triggers or [d.trigger])
        and cue.s - d.trigger.s <= REACH and (d.patients or d.targets or d.figures or d.mode in {"explosives", "abduct"})
    ]  # fmt: skip
    return max(told, key=lambda d: d.trigger, default=None)


def said(doc: Doc, scopes: Sequence[Scope], cue: Node, d: Draft) -> None:
    """Put the account under the act of speech that its cue stands in, or is."""
    start = doc.word(cue).start
    own = next((scope for scope in scopes if scope.cue == cue and scope.speakers), None)
    around = [scope for scope in scopes if scope.speakers and scope.covers(start) and scope.cue != cue]
    scope = own or min(around, key=lambda scope: (scope.size, scope.cue), default=None)
    if scope is not None and not set(scope.speakers) & set(d.agents):
        d.attribution, d.speakers, d.cue, d.content = "reported", list(scope.speakers), scope.statement.cue, list(scope.statement.content)
        scope.statement.about = scope.statement.about or d
