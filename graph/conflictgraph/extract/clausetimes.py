"""Times that stand with a verb which is no event itself, but over one: "a shell burst on Friday, killing two", "came at dawn and shot him".

A participle behind such a verb happened when the verb says, whatever the stretch of time. A clause beside it ("and", a semicolon) only
where it is a matter of days: "he fled in 2011 and was shot dead in exile".
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.nouns import agents, weapon_class
from conflictgraph.extract.tree import Tree

_DAYS = 3  # the longest stretch, in days, that two clauses side by side have in common
_STEPS = 6
_WHOLE = {"obj", "nsubj", "xcomp"}  # as in "burst on Friday, leaving nine dead"


def of_its_sentence(doc: Doc, d: Draft, times: Collection[int], past: bool) -> int | None:
    """The time of what an account's sentence tells with a verb that is no event, as an index into `doc.times`; `times` are those of its
    sentence that may be one, and `past` says whether the clause is told in the plain past."""
    for time in (above(doc, d, times, past), _cleft(doc, d, times), of_arrival(doc, d, times), of_cause(doc, d, times)):
        if time is not None:
            return time
    return None


def above(doc: Doc, d: Draft, times: Collection[int], past: bool) -> int | None:
    """The one time of a verb over an account's clause."""
    tree, at = doc.trees[d.trigger.s], d.trigger.i
    short = False
    for _ in range(_STEPS):
        noun = False  # what a verb says of a noun is not told here: "on 5 May he put the dead at 272"
        rel, head = tree.rel(at), tree.words[at].head
        if head < 0:
            return None
        if rel == "advcl":
            if not tree.words[at].text.lower().endswith("ing") or tree.kids(at, "mark", "nsubj"):
                return None
        elif rel == "ccomp" and interrupting(tree, head) and tree.rel(head) in {"conj", "parataxis"} and (past or by_then(tree, d.trigger.i)):
            at, short = head, True  # "moved in on Friday and, doctors said, six were killed"
            head = tree.words[at].head
        elif rel in {"conj", "parataxis"}:
            if not (past or by_then(tree, d.trigger.i)) or _begins(tree, head):
                return None
            short = True
        elif rel in _WHOLE and tree.words[at].upos != "VERB":
            noun = True
        else:
            return None
        at = head
        if noun:
            continue
        found = {t for t in times if _verb_of(doc, d.trigger.s, t) == at}
        if found:
            return found.pop() if len(found) == 1 and not (short and not _few_days(doc, max(found))) else None
    return None


def _cleft(doc: Doc, d: Draft, times: Collection[int]) -> int | None:
    """"It was on 3 June that soldiers killed nine"."""
    tree, s = doc.trees[d.trigger.s], d.trigger.s
    for at in (d.trigger.i, *tree.up(d.trigger.i)):
        head = tree.words[at].head
        t = doc.time_at.get(Node(s, head)) if head >= 0 else None
        if t is not None:
            it = any(tree.lemmas[k] == "it" for k in tree.kids(head, "nsubj", "expl"))
            return t if it and t in times and tree.kids(head, "cop") and tree.rel(at) in {"acl", "advcl", "ccomp", "csubj", "parataxis"} else None
        if tree.rel(at) not in {"obj", "nsubj", "xcomp", "conj"}:
            return None
    return None


def interrupting(tree: Tree, cue: int) -> bool:
    """Does a verb of saying with its subject stand between commas in what is said ("on Friday, officials said, gunmen came")?"""
    subject = next((k for k in tree.kids(cue, "nsubj") if k < cue), None)
    if subject is None or cue + 1 >= len(tree.words) or tree.words[cue + 1].text != ",":
        return False
    first = tree.phrase(subject)[0]
    return first > 0 and tree.words[first - 1].text == ","


def by_then(tree: Tree, i: int) -> bool:
    """"By nightfall nine had been killed": on the day that the story is at, though told in the past perfect."""
    return any(tree.case(k) == "by" and tree.lemmas[k] in words("part-of-day") for at in (i, *tree.up(i)) for k in tree.kids(at, "obl"))


def told_within(doc: Doc, node: Node, cue: Node, owner: dict[Node, Draft]) -> Draft | None:
    """The event of a time before an act of speech that interrupts what is said: "on Friday, officials said, gunmen killed nine"."""
    tree = doc.trees[node.s]
    if cue.s != node.s or node.i > cue.i or not interrupting(tree, cue.i) or any(w.upos in {"VERB", "AUX"} for w in tree.words[: node.i]):
        return None
    behind, verbs = _deeds(tree, node.s, range(cue.i + 2, len(tree.words)), owner)
    top = next((k for k in behind if not any(other != k and tree.governs(other, k) for other in behind)), None)
    return owner[Node(node.s, top if top is not None and not verbs else verbs[0])] if behind else None


def _deeds(tree: Tree, s: int, stretch: range, owner: dict[Node, Draft]) -> tuple[list[int], list[int]]:
    """The words of events in a stretch of a sentence, and those of them that are verbs."""
    found = [k for k in stretch if Node(s, k) in owner]
    return found, [k for k in found if tree.words[k].upos == "VERB"]


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
        if tree.rel(top) not in {"obl", "advmod", "nmod", "compound", "conj", "appos", "nummod"} and not (tree.rel(top) == "nsubj" and top in here):
            return None  # "Friday was the bloodiest day"
        top = tree.words[top].head
    return None


def _few_days(doc: Doc, t: int) -> bool:
    time = doc.times[t]
    if time.earliest is None or time.latest is None:
        return time.earliest is time.latest and time.edtf.startswith("XXXX-XX-XX")
    return (date.fromisoformat(time.latest) - date.fromisoformat(time.earliest)).days < _DAYS


def over_mark(doc: Doc, node: Node) -> Node:
    """"The attack came two days after a bomb went off on Sunday": a time that ends in the word for before or after belongs to the clause above."""
    tree = doc.trees[node.s]
    at = next((m for m in (node.i, *tree.up(node.i)) if tree.rel(m) == "mark"), None)
    if at is None or Node(node.s, at) not in doc.time_at or tree.lemmas[at] not in words("other-moment"):
        return node
    clause = tree.words[at].head
    ahead = any(doc.time_at[n] != doc.time_at[node] and n.i > at and clause in tree.up(n.i) for n in doc.time_at if n.s == node.s)
    if not ahead:
        return node  # "on Friday, a day after rebels had attacked": when that was
    return Node(node.s, tree.words[clause].head) if clause >= 0 and tree.words[clause].head >= 0 else node


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
    behind, verbs = _deeds(tree, node.s, range(node.i + 1, end), owner)
    return owner[Node(node.s, (verbs or behind)[0])] if behind else None


def behind_relative(doc: Doc, node: Node, found: Draft | None, owner: dict[Node, Draft]) -> Draft | None:
    """The event over a relative clause that a comma closes before the time ("the abduction of six, one of whom died, at Makeni on 3 May");
    otherwise `found`, which the tree hangs the time on."""
    tree = doc.trees[node.s]
    if found is None or found.trigger.s != node.s or found.trigger.i > node.i:
        return found
    clause = next((k for k in (found.trigger.i, *tree.up(found.trigger.i)) if tree.words[k].deprel == "acl:relcl"), None)
    if clause is None:
        return found
    low, high = min(tree.subtree(clause)), max(clause, found.trigger.i)
    commas = [k for k in range(low, node.i) if tree.words[k].text == ","]
    opened = tree.words[low].text == "," or (low > 0 and tree.words[low - 1].text == ",")
    closing = next((k for k in commas if k > high), None)
    if not opened or closing is None or tree.words[closing + 1].upos not in {"ADP", "NUM", "PROPN"}:
        return found
    return next((owner[Node(node.s, k)] for k in tree.up(clause) if Node(node.s, k) in owner), found)


def of_arrival(doc: Doc, d: Draft, times: Collection[int]) -> int | None:
    """The day that those who did it came: "gunmen who arrived on Friday in two cars shot six"."""
    tree, s = doc.trees[d.trigger.s], d.trigger.s
    came = {c for n in d.agents if n.s == s for c in tree.kids(n.i, "acl") if tree.lemmas[c] in words("arriving-verb")}
    found = {t for t in times if _few_days(doc, t) and _verb_of(doc, s, t) in came}
    return found.pop() if len(found) == 1 else None


def of_cause(doc: Doc, d: Draft, times: Collection[int]) -> int | None:
    """The day of what harmed somebody, told behind "after" with a verb that is no event: "nine died after barrels were dropped on Friday"."""
    if not d.figures and not d.patients:
        return None
    tree, s = doc.trees[d.trigger.s], d.trigger.s
    for at in (d.trigger.i, *tree.up(d.trigger.i)):
        for k in tree.kids(at, "advcl"):
            marks = {tree.lemmas[m] for m in tree.kids(k, "mark")}
            came = k < at and marks == {"after"} and tree.words[k].text.lower().endswith("ing")  # "after stopping a bus on Friday, gunmen shot nine"
            if came or (marks & {"after", "when", "as"} and tree.lemmas[k] in words("hitting-verb")):
                found = {t for t in times if _few_days(doc, t) and _verb_of(doc, s, t) == k}
                return found.pop() if len(found) == 1 else None
        if tree.words[at].deprel != "conj":
            return None
    return None


def of_circumstance(doc: Doc, d: Draft, times: Collection[int]) -> int | None:
    """"Friday saw heavy shelling, with nine people killed": the one time of the sentence."""
    tree, at = doc.trees[d.trigger.s], d.trigger.i
    noun = tree.words[at].head if tree.rel(at) in {"acl", "amod"} else at
    if len(times) != 1 or noun < 0 or "with" not in {tree.lemmas[k] for k in tree.kids(noun, "case", "mark")}:
        return None
    verb = tree.words[noun].head
    t = next(iter(times))
    return t if verb >= 0 and tree.words[verb].upos == "VERB" and any(n.s == d.trigger.s and tree.governs(verb, n.i) for n, time in doc.time_at.items() if time == t) else None


def of_scene(doc: Doc, s: int, times: Collection[int]) -> int | None:
    """The days that a sentence without an event sets the scene at, where its subject is somebody armed or a weapon: "troops moved into the
    square on Friday"."""
    tree = doc.trees[s]
    root = next((i for i, w in enumerate(tree.words) if w.head < 0), None)
    if root is None or tree.words[root].upos != "VERB" or tree.kids(root, "aux") or tree.words[root].text.lower() in {tree.lemmas[root], tree.lemmas[root] + "s"}:
        return None
    subject = tree.kid(root, "nsubj")
    if subject is None or tree.lemmas[root] not in words("arriving-verb") | words("hitting-verb") | words("firing-verb"):
        return None
    agent = agents().get(tree.lemmas[subject])
    if not ((agent is not None and agent.category in {"combatant", "security"}) or tree.lemmas[subject] in words("column-noun") or weapon_class(tree.lemmas[subject])):
        return None
    found = {t for t in times if _few_days(doc, t) and _verb_of(doc, s, t) == root}
    return found.pop() if len(found) == 1 else None
