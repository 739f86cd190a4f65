"""Deaths that nobody brought about: the work of nature, of fires, of what broke, fell or ran into somebody."""

from __future__ import annotations

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.lexicon import word_classes
from conflictgraph.extract.roles import subject
from conflictgraph.extract.senses import entries_at
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.tree import Tree

REACH = 3  # a death without a stated cause counts as violent within so many sentences of violence


def reach(doc: Doc, d: Draft) -> int:
    """Of a death told beside the story ("Chávez, who died in 2013"), only violence in its own sentence says how."""
    head = doc.word(d.trigger).head
    beside = doc.word(d.trigger).deprel == "acl:relcl" and doc.trees[d.trigger.s].words[head].upos != "PRON"  # but "those who died" are the story's
    return 0 if beside else REACH


def natural(doc: Doc, sorts: Sorts, d: Draft) -> bool:
    """Is a death all that is told, with no attack, killer or weapon beside it?"""
    if not d.agents and any(_accident(doc, sorts, d, t) for t in d.triggers or [d.trigger]):
        return True
    told = all(doc.word(t).lemma.lower() in words("death-word") for t in (d.triggers or [d.trigger]))
    fighters = doc.word(d.trigger).lemma.lower() in words("body-noun") and _found(doc, d.trigger) and any("armed" in sorts.classes(n) for n in d.patients)
    if any(_held_for(doc, t) for t in d.triggers or [d.trigger]):
        return False
    return d.type == "assault" and told and not d.agents and not d.instruments and d.mode is None and not fighters and not _of_a_conflict(doc, d) and not _fighters_among(doc, sorts, d) and not any(_violent(doc, sorts, n) for n in (d.trigger, *d.patients))


def _held_for(doc: Doc, t: Node) -> bool:
    """"charged with the death of two men", "jailed over their deaths": somebody is held to have caused it."""
    tree, head = doc.trees[t.s], doc.word(t).head
    blamed = head >= 0 and doc.word(t).upos == "NOUN" and tree.rel(t.i) in {"obl", "nmod"} and tree.case(t.i) in {"with", "over", "for", "in"}
    return blamed and any(e.type == "accuse" or e.mode == "convict" for e in entries_at(tree, head))


def _of_a_conflict(doc: Doc, d: Draft) -> bool:
    """Do several die of whom the sentence says so beside bloodshed ("the bloodiest day of the conflict, with 71 deaths"), or several
    fighters ("80 rebels and 26 soldiers died")?"""
    fighters, dead = d.who.get("combatants"), d.figures.get("killed")
    beside = set(doc.trees[d.trigger.s].lemmas) & words("bloodshed-word")
    return (fighters is not None and fighters.low > 1) or (dead is not None and dead.low > 1 and bool(beside))


def _fighters_among(doc: Doc, sorts: Sorts, d: Draft) -> bool:
    """"138 died yesterday, including 44 of the regime's forces": several dead, of whom some fought."""
    tree, dead = doc.trees[d.trigger.s], d.figures.get("killed")
    if dead is None or dead.low < 2:
        return False
    among = [k for k in tree.subtree(d.trigger.i) if tree.case(k) == "including"]
    return any("armed" in sorts.classes(Node(d.trigger.s, m)) for k in among for m in tree.subtree(k))


def _found(doc: Doc, node: Node) -> bool:
    """"found the bodies of 22 rebels", not "exchanged the bodies of six soldiers"."""
    head = doc.word(node).head
    return head >= 0 and doc.trees[node.s].lemmas[head] in word_classes()["body-verb"]


def _accident(doc: Doc, sorts: Sorts, d: Draft, t: Node) -> bool:
    """Is what a trigger tells the work of nature, of a fire, of something that broke, fell or ran into somebody?"""
    tree = doc.trees[t.s]
    verb = doc.word(t).upos == "VERB"
    own = subject(tree, t.i) if verb else None
    near = [*tree.kids(t.i, "obl", "nmod", "nsubj"), *([own] if own is not None else [])]
    if any(tree.lemmas[k] in words("natural-cause") and not _of_talks(tree, k) for k in near) and not d.instruments:
        return True  # "killed in a car accident", "the earthquake killed"
    if any(tree.lemmas[k] == "fall" and tree.case(k) == "in" and any(tree.case(m) == "from" for m in tree.kids(k, "nmod")) for k in near):
        return True  # "hurt in a fall from his horse"
    if any(tree.lemmas[k] in words("accident-thing") and not (tree.kids(k, "compound", "amod") and sorts.sort(Node(t.s, k)) == "weapon") for k in tree.kids(t.i, *(("nsubj",) if verb else ("compound",)))) and (verb or tree.lemmas[t.i] in words("blast-noun")):
        return True  # "a boiler exploded", "a gas explosion"
    if any(_blaze(doc, sorts, Node(t.s, k)) for k in tree.kids(t.i, "nsubj", "obl") if not (tree.lemmas[t.i] == "set" and tree.case(k) == "on")):
        return True  # but whoever sets a house on fire did it
    shot = own is not None and (_munition(doc, Node(t.s, own)) or _flown_into(sorts, Node(t.s, own), t))  # shells fall, and soldiers do in an ambush
    fallen = _under_attack(sorts, t)
    if verb and tree.lemmas[t.i] in words("accident-verb") and not (tree.passive(t.i) or tree.kids(t.i, "obj") or d.instruments or shot or fallen):
        return True  # "a ferry sank"
    if not d.effect:
        return False
    charges = word_classes()["explosive"] - words("vehicle-noun")
    loaded = (own is not None and any(tree.lemmas[k] in charges for k in tree.subtree(own))) or any(doc.word(n).lemma.lower() == "detonate" for n in d.triggers)
    if own is not None and tree.lemmas[own] in words("vehicle-noun") and tree.lemmas[t.i] in words("harm-verb") and not tree.passive(t.i) and not loaded:
        return True  # "a truck ran into a stall and killed two"
    head = tree.words[t.i].head
    if tree.rel(t.i) in {"advcl", "xcomp", "conj", "parataxis"} and head >= 0 and tree.lemmas[head] in words("accident-verb") and not any(_munition(doc, n) for n in d.instruments):
        return True  # "a helicopter crashed, killing five"
    fell = [k for k in tree.kids(t.i, "advcl") if tree.lemmas[k] in words("accident-verb") and not _under_attack(sorts, Node(t.s, k)) and not any(_munition(doc, Node(t.s, m)) for m in tree.kids(k, "nsubj")) and {"when", "as", "after"} & {tree.lemmas[m] for m in tree.kids(k, "mark", "advmod")}]
    return bool(fell) and tree.lemmas[t.i] in words("death-word") | words("harm-verb")  # "killed when a crane fell on them", not "massacred before the town fell"


def _of_talks(tree: Tree, k: int) -> bool:
    """"the collapse of a truce", "the fall of the town": what only stands for an end of something."""
    return any(tree.case(m) == "of" and (tree.lemmas[k] == "fall" or tree.lemmas[m] in word_classes()["agreement-noun"] | word_classes()["talks-noun"]) for m in tree.kids(k, "nmod"))


def _under_attack(sorts: Sorts, t: Node) -> bool:
    """"Fell in an ambush", "collapsed under shelling": somebody brought it about."""
    tree = sorts.doc.trees[t.s]
    return any("attack-noun" in sorts.classes(Node(t.s, k)) for k in tree.kids(t.i, "obl") if tree.case(k) in {"in", "under"})


def _flown_into(sorts: Sorts, node: Node, t: Node) -> bool:
    """"A drone crashed into an apartment block": a weapon that is no vehicle comes down on something."""
    tree = sorts.doc.trees[node.s]
    aimed = any(tree.case(k) in {"into", "onto", "on"} and k not in tree.times for k in tree.kids(t.i, "obl"))
    return aimed and sorts.sort(node) == "weapon" and tree.lemmas[node.i] not in words("vehicle-noun")


def _munition(doc: Doc, node: Node) -> bool:
    """A shell, a bomb, "twelve of the shells"."""
    tree = doc.trees[node.s]
    return any(tree.lemmas[k] in word_classes()["explosive"] - words("vehicle-noun") for k in (node.i, *(m for m in tree.kids(node.i, "nmod") if tree.case(m) == "of")))


def _violent(doc: Doc, sorts: Sorts, node: Node) -> bool:
    """Do the words about those who died say how ("bullet-riddled bodies", "the beheaded body", "nine men, their hands tied")?"""
    tree = doc.trees[node.s]
    found = tree.words[node.i].head if tree.lemmas[node.i] in words("body-noun") and tree.rel(node.i) in {"nsubj", "obj"} else -1  # "were found with their hands bound"
    if any(tree.words[k].text.lower() in words("violent-mark") for k in (*tree.subtree(node.i), *(tree.subtree(found) if found >= 0 else ()))):
        return True
    before = [m for k in tree.kids(node.i, "amod", "compound") if k < node.i for m in tree.subtree(k)]
    return any(tree.words[k].text.lower() in words("violent-adjective") or sorts.sort(Node(node.s, k)) == "weapon" or any(e.type == "assault" for e in entries_at(tree, k)) for k in before if tree.lemmas[k] not in words("death-word"))


def _blaze(doc: Doc, sorts: Sorts, node: Node) -> bool:
    """A fire that burns, of which no party or weapon is told that it was theirs ("a factory fire", not "rebel fire")."""
    tree = doc.trees[node.s]
    if tree.lemmas[node.i] not in words("blaze-noun") or tree.case(node.i) == "under":
        return False  # "came under fire"
    whose = [k for k in tree.kids(node.i) if tree.rel(k) in {"compound", "amod", "nmod", "acl"}]
    return all(tree.rel(k) != "acl" and (((sorts.sort(Node(node.s, k)) == "thing" or tree.lemmas[k] in words("blaze-noun")) and tree.words[k].upos != "PROPN") or sorts.building(Node(node.s, k)) or tree.case(k) in {"in", "at"}) for k in whose)
