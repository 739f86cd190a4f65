"""Parties that one deed of a sentence lends to another: whom words are about, and whose deed it is that does something."""

from __future__ import annotations

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Draft, Node
from conflictgraph.extract.recipients import party, recipients
from conflictgraph.extract.roles import fill
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.tree import Tree


def borrow(sorts: Sorts, tree: Tree, here: dict[int, Draft], i: int) -> None:
    """"agreed to lift sanctions on X", "a threat to attack X": an act in words is aimed at whom the deed is aimed at."""
    d, s = here[i], here[i].trigger.s
    if d.type == "protest" and not (d.patients or d.targets or d.participants):  # "went on strike to protest the law"
        head = tree.words[i].head
        above = [i, *([head] if head >= 0 and tree.words[head].upos == "VERB" and tree.rel(i) in {"obj", "obl"} else [])]
        for beside in (here[k] for a in above for k in tree.kids(a, "advcl", "acl", "xcomp", "obl") if k in here and k != i):
            if beside.type in {"protest", "request"} and (beside.patients or beside.targets):
                whom = beside.found.get("patient") != "prep:of"  # not whose release they demand
                d.add("patients", [n for n in beside.patients if n not in d.agents and whom])
                d.add("targets", beside.targets)
                return
    if d.type not in words("borrowing-type") or d.patients or d.targets or len(d.participants) > 1:
        return
    together = d.type in words("mutual-type") and len(d.agents) > 1  # "A and B agreed to …": with each other, unless it is a deed to others
    for k in tree.kids(i, "xcomp", "acl"):
        if tree.words[k].deprel == "acl:relcl" or not any(tree.lemmas[m] == "to" for m in tree.kids(k, "mark")):
            continue
        other = here.get(k)
        if together and (other is None or not other.patients or other.type in words("mutual-type")):
            continue
        if other is not None and (other.patients or other.targets):
            d.add("patients", [n for n in other.patients if n not in d.agents])
            tree.note(i, "patient", f"lent by “{tree.words[k].text}”, which the words are about", taken=True)
            d.add("targets", other.targets)
            return
        towards = recipients(sorts, s, tree, k, True, d.type or "", [])
        if not towards and d.type == "reject":  # "refuses to recognise X"
            towards = [n for n in fill(tree, k, ("ARG1", "obj"), True)[0] if party(sorts, Node(s, n))]
        found = [Node(s, n) for n in towards if Node(s, n) not in d.agents]
        if found:
            d.add("patients", found)
            return
        if d.type == "reject" and other is None and tree.lemmas[k] not in words("telling-verb"):  # "refused to accept the results"
            d.add("targets", [Node(s, n) for n in fill(tree, k, ("ARG1", "obj"), True)[0] if tree.words[n].upos in {"NOUN", "PROPN"}])
            return


def through(tree: Tree, here: dict[int, Draft], i: int) -> None:
    """"A raid by commandos freed six hostages": what a deed does, its doers do."""
    d = here[i]
    deed = tree.kid(i, "nsubj") if tree.words[i].upos == "VERB" and not (d.agents or d.participants) else None
    if deed is not None and deed in here and here[deed].agents and d.type in words("material-type") and (not d.harmful or here[deed].harmful):
        d.add("agents", [n for n in here[deed].agents if n not in d.patients])
        if d.agents:
            tree.note(i, "agent", f"whose deed “{tree.words[deed].text}” is", d.agents[0].i, True)
