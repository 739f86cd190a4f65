"""Times that stand with a verb which is no event itself, but over one: "a shell burst on Friday, killing two", "came at dawn and shot him".

A participle behind such a verb happened when the verb says, whatever the stretch of time. A clause beside it ("and", a semicolon) only
where it is a matter of days: "he fled in 2011 and was shot dead in exile".
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.tree import Tree

_DAYS = 3  # the longest stretch, in days, that two clauses side by side have in common
_STEPS = 6
_WHOLE = {"obj", "nsubj", "xcomp", "ccomp"}  # what a verb says of such a noun it says of its deed ("leaving nine dead")


def above(doc: Doc, d: Draft, times: Collection[int], past: bool) -> int | None:
    """The one time of a verb over an account's clause, as an index into `doc.times`; `times` are those of its sentence that may be
    one, and `past` says whether the clause is told in the plain past."""
    tree, at = doc.trees[d.trigger.s], d.trigger.i
    short = False
    for _ in range(_STEPS):
        rel, head = tree.rel(at), tree.words[at].head
        if head < 0:
            return None
        if rel == "advcl":
            if not tree.words[at].text.lower().endswith("ing") or tree.kids(at, "mark", "nsubj"):
                return None
        elif rel in {"conj", "parataxis"}:
            if not (past or by_then(tree, at)) or _begins(tree, head):
                return None
            short = True
        elif rel not in _WHOLE or (tree.words[at].upos == "VERB" and rel in {"ccomp", "nsubj"}):
            return None
        at = head
        found = {t for t in times if _verb_of(doc, d.trigger.s, t) == at}
        if found:
            return found.pop() if len(found) == 1 and not (short and not _few_days(doc, max(found))) else None
    return None


def by_then(tree: Tree, verb: int) -> bool:
    """"By nightfall nine had been killed": on the day that the story is at, though told in the past perfect."""
    return any(tree.case(k) == "by" and tree.lemmas[k] in words("part-of-day") for k in tree.kids(verb, "obl"))


def _begins(tree: Tree, verb: int) -> bool:
    return tree.lemmas[verb] in words("origin-verb") or any(tree.lemmas[k] in {"will", "would", "may", "could"} for k in tree.kids(verb, "aux"))


def _verb_of(doc: Doc, s: int, t: int) -> int | None:
    """The verb that a time stands with, or the noun that is the predicate."""
    tree = doc.trees[s]
    here = [n.i for n, time in doc.time_at.items() if time == t and n.s == s]
    top = next((i for i in here if tree.words[i].head not in here), None)
    while top is not None and top >= 0:
        if top not in here and (tree.words[top].upos in {"VERB", "AUX"} or tree.kids(top, "cop")):
            return top
        if top not in here and tree.words[top].upos not in {"NOUN", "NUM", "ADV", "PROPN"}:
            return None
        if tree.rel(top) not in {"obl", "advmod", "nmod", "compound", "conj", "appos", "nummod"}:
            return None
        top = tree.words[top].head
    return None


def _few_days(doc: Doc, t: int) -> bool:
    time = doc.times[t]
    if time.earliest is None or time.latest is None:
        return time.earliest is time.latest and time.edtf.startswith("XXXX-XX-XX")
    return (date.fromisoformat(time.latest) - date.fromisoformat(time.earliest)).days < _DAYS


def behind_semicolon(doc: Doc, node: Node, found: Draft | None, owner: dict[Node, Draft]) -> Draft | None:
    """The event of a time that a clause behind a semicolon begins with ("…; on the 9th they kidnapped the mayor"), whatever the tree
    hangs it on before the semicolon; otherwise `found`."""
    tree = doc.trees[node.s]
    if ";" not in (texts := [w.text for w in tree.words[: node.i]]):
        return found
    at = len(texts) - 1 - texts[::-1].index(";")
    if any(tree.words[k].upos not in {"ADP", "DET", "CCONJ", "SCONJ", "ADV"} and k not in tree.times for k in range(at + 1, node.i)):
        return found
    if found is not None and not (found.trigger.s == node.s and found.trigger.i < at):
        return found
    end = next((k for k in range(node.i, len(tree.words)) if tree.words[k].text == ";"), len(tree.words))
    behind = [k for k in range(node.i + 1, end) if Node(node.s, k) in owner]
    verbs = [k for k in behind if tree.words[k].upos == "VERB"]
    return owner[Node(node.s, (verbs or behind)[0])] if behind else None
