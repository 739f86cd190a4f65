"""Words that only say who somebody is: "beheaded 21 captives" tells no second abduction."""

from __future__ import annotations

from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.suffered import EFFECTS


def without_labels(doc: Doc, sorts: Sorts, drafts: list[Draft]) -> list[Draft]:
    """"beheaded 21 captives", "hostages were seized": whom another act is done to is no event; what they are is the act's effect
    where it says none."""
    gone: set[int] = set()
    for d in drafts:
        noun = doc.word(d.trigger).upos == "NOUN" and sorts.sort(d.trigger) == "person"
        bare = doc.trees[d.trigger.s].rel(d.trigger.i) == "acl" and not d.agents and d.type == "coerce" and not doc.trees[d.trigger.s].kids(d.trigger.i, "obl")  # "the men jailed in May were freed"
        if d.effect not in {"abducted", "captured"} or not (noun or bare or doc.trees[d.trigger.s].rel(d.trigger.i) == "amod"):
            continue
        for other in drafts:
            freed = (other.type, other.mode) == ("retreat", "release")
            if bare and not (freed and set(d.patients) & set(other.patients)):
                continue
            if bare and other is not d:
                gone.add(id(d))
                break
            whom = d.trigger in other.patients or (doc.trees[d.trigger.s].rel(d.trigger.i) == "amod" and Node(d.trigger.s, doc.word(d.trigger).head) in other.patients)
            if other is not d and ((whom and (other.harmful or freed)) or _of_whom(doc, d.trigger, other)):
                gone.add(id(d))
                doc.note(d.trigger, "event", f"whom “{doc.word(other.trigger).text}” is done to, no event of its own")
                if not other.figures and d.figures and not _part(doc, d.trigger) and other.polarity == d.polarity and other.harmful and d.trigger in other.patients:
                    other.figures.update(d.figures)
                break
    return [d for d in drafts if id(d) not in gone]


def _part(doc: Doc, label: Node) -> bool:
    """"two out of ten hostages": the number is of those whom the other act befell."""
    tree = doc.trees[label.s]
    first = tree.phrase(label.i)[0]
    return "out of" in " ".join(tree.lemmas[max(0, first - 3) : label.i])


def _of_whom(doc: Doc, label: Node, other: Draft) -> bool:
    """"Of the hostages, two were killed": those of whom some suffered another act."""
    tree = doc.trees[label.s]
    return label.s == other.trigger.s and tree.case(label.i) in {"of", "among"} and tree.words[label.i].head in {other.trigger.i, *(n.i for n in other.patients if n.s == label.s)} and other.effect in EFFECTS
