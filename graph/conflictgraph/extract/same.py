"""The same event told again inside an article: "the attack", "at least 12 were killed" after a lead that says where and when.

An account with no place and time of its own that is a definite description of an event, or tells only a toll, is about the
nearest earlier account that it can belong to. Nothing is copied: the link says so, and resolution joins them.
"""

from __future__ import annotations

from collections.abc import Sequence

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.events import EFFECTS
from conflictgraph.extract.link import Links
from conflictgraph.extract.sorts import Sorts

REACH = 8  # sentences
_REAL = {"actual", "alleged"}


def link(doc: Doc, sorts: Sorts, links: Links, drafts: Sequence[Draft]) -> None:
    """Set `about` of accounts that tell an earlier account's event again."""
    anchors: list[Draft] = []
    for d in sorted(drafts, key=lambda d: (d.trigger, d.twin)):
        if d.kind != "event" or d.factuality not in _REAL:
            continue
        if d.twin == "denied":
            continue
        if d.twin:  # an alleged or claimed twin is about what its plain account is about
            plain = next((a for a in drafts if a.trigger == d.trigger and not a.twin and a is not d), None)
            if plain is not None or d.about is not None:
                d.about = plain or d.about
                continue
        anaphor = d.polarity == "affirmed" and _anaphor(doc, d)  # a denial goes to what it denies
        if anaphor:
            for a in reversed(anchors):
                if d.trigger.s - a.trigger.s > REACH:
                    break
                if _fits(doc, sorts, links, d, a):
                    d.about = a
                    doc.note(d.trigger, "account", f"tells again of “{doc.word(a.trigger).text}”, the nearest earlier event that it fits", taken=True)
                    break
        if d.about is None and (d.place is not None or d.time is not None or d.targets):
            anchors.append(d)


def _anaphor(doc: Doc, d: Draft) -> bool:
    tree = doc.trees[d.trigger.s]
    i = d.trigger.i
    head = tree.words[i].head
    around = [*tree.subtree(i), *(tree.children[head] if head >= 0 else ())]
    near = {tree.lemmas[k] for k in around}
    if near & words("new-event"):
        return False
    if d.type == "assault" and d.effect in EFFECTS and all(_effect_word(doc, t) for t in d.triggers or [d.trigger]):
        return d.place is None
    noun = doc.word(d.trigger).upos in {"NOUN", "PROPN"}
    definite = any(tree.lemmas[k] in {"the", "this", "that", "these", "those"} for k in tree.kids(i, "det"))
    return noun and definite and d.place is None and d.time is None


def _effect_word(doc: Doc, t: Node) -> bool:
    return doc.word(t).lemma.lower() in words("effect-word")


def _fits(doc: Doc, sorts: Sorts, links: Links, d: Draft, a: Draft) -> bool:
    """Can the later draft be of the earlier one's event?"""
    if a.mode == "destroy" and d.effect in EFFECTS and not a.figures:
        return False  # looting a store kills nobody
    if a.type != d.type or (d.mode and a.mode and d.mode != a.mode):
        return False
    if d.time is not None and a.time is not None and not _overlap(doc, d.time, a.time):
        return False
    mine, yours = _named(sorts, links, d.agents), _named(sorts, links, a.agents)
    if mine and yours and not mine & yours:
        return False
    if mine & _named(sorts, links, a.patients) or yours & _named(sorts, links, d.patients):
        return False  # who was attacked there attacks here
    victims, others = ({links.chain(n) for n in x.patients if sorts.named_person(n)} for x in (d, a))
    return not (victims and others and not victims & others)


def _named(sorts: Sorts, links: Links, nodes: Sequence[Node]) -> set[int]:
    return {links.chain(n) for n in nodes if links.key(n) is not None or n in sorts.found.at}


def _overlap(doc: Doc, t: int, u: int) -> bool:
    a, b = doc.times[t], doc.times[u]
    if None in (a.earliest, a.latest, b.earliest, b.latest):
        return a.edtf == b.edtf
    return (a.earliest or "") <= (b.latest or "") and (b.earliest or "") <= (a.latest or "")
