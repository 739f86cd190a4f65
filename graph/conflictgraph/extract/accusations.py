"""Whose deed it is in somebody's mouth: attacks that are claimed, and those of which somebody is accused or suspected, told once
more as an account of its own beside the plain one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conflictgraph.extract import responsibility
from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.lexicon import cues
from conflictgraph.extract.modality import mood
from conflictgraph.extract.scope import Scope
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.speakers import principal
from conflictgraph.extract.tree import Tree


def claims(doc: Doc, sorts: Sorts, scopes: Sequence[Scope], drafts: Sequence[Draft]) -> None:
    """"X claimed the attack": the account of it is X's, who says to have done it."""
    for scope in scopes:
        tree = doc.trees[scope.cue.s]
        if scope.entry.lemma != "claim" or scope.entry.pos != "VERB" or not scope.speakers or tree.negated(scope.cue.i) or by_nobody(doc, scope):
            continue
        for k in tree.kids(scope.cue.i, "obj", "nsubj:pass"):
            for d in drafts:
                if d.trigger == Node(scope.cue.s, k) and d.type == "assault" and not d.agents and _pointed_at(tree, k):
                    d.agents = list(dict.fromkeys(principal(doc, sorts, n) for n in scope.speakers))
                    d.rule += "!claim"
                    doc.note(d.trigger, "agent", "who claims it", d.agents[0], True)


def claimed_by(doc: Doc, sorts: Sorts, scope: Scope, drafts: Sequence[Draft]) -> list[Draft]:
    """"X claimed responsibility for the attack": X's own account of the attack, with X as agent."""
    cue = doc.trees[scope.cue.s]
    if by_nobody(doc, scope):
        return []
    agents = list(dict.fromkeys(principal(doc, sorts, n) for n in scope.speakers))
    found = [
        replace(d, agents=agents, attribution="reported", speakers=list(scope.speakers), cue=scope.statement.cue,
                twin="claimed", rule=f"{d.rule}!{scope.entry.lemma}", triggers=list(d.triggers))
        for d in drafts
        if d.type == "assault" and not d.agents and scope.speakers and d.trigger.s == scope.cue.s and scope.covers(doc.word(d.trigger).start)
    ]  # fmt: skip
    if found or not scope.speakers:
        return found
    what = cue.kid(scope.cue.i, "obj")
    deeds = [k for at in (scope.cue.i, what) if at is not None for k in cue.kids(at, "obl", "nmod") if cue.case(k) == "for"]
    before = responsibility.anchor(drafts, scope.cue)
    if before is None or what is None or any(cue.lemmas[k] not in words("deed-noun") or not _pointed_at(cue, k) for k in deeds):
        return []
    node = Node(scope.cue.s, deeds[0] if deeds else what)  # "X claimed responsibility in a video": for what was told before
    return [Draft(
        "event", before.type, before.mode, node, f"{before.type}:{scope.entry.lemma}", weight=0.7, triggers=[node], agents=agents,
        attribution="reported", speakers=list(scope.speakers), cue=scope.statement.cue, twin="claimed", about=before,
    )]  # fmt: skip


def by_nobody(doc: Doc, scope: Scope) -> bool:
    """"No group has claimed responsibility", "neither X nor Y has", "nobody has" (`speakers.settle` found none)."""
    return doc.trees[scope.cue.s].negated(scope.cue.i) or scope.statement.polarity == "denied"


def _pointed_at(tree: Tree, k: int) -> bool:
    return any(tree.lemmas[m] in {"the", "this", "that", "these", "those", "both"} for m in tree.kids(k, "det"))


def suspected_of(doc: Doc, d: Draft) -> list[Draft]:
    """"Suspected militants attacked …", "the attack is believed to have been carried out by X": that they did is alleged, that it happened is not."""
    believed = [t for t in d.triggers if t != d.trigger and _believed(doc.trees[t.s], t.i, d)]
    marked = [
        n for n in d.agents
        if any(doc.trees[n.s].words[k].text.lower() in words("adjective-alleged") for k in doc.trees[n.s].kids(n.i, "amod"))
        or any(t.s == n.s and doc.trees[n.s].governs(t.i, n.i) for t in believed)
        or _doubted(doc.trees[n.s], n.i)
    ]
    if not marked or d.factuality != "actual":
        return []
    for n in marked:
        doc.note(d.trigger, "agent", "“suspected” or the like: agent of an alleged account beside the plain one", n)
    twin = replace(d, agents=marked, factuality="alleged", twin="suspected", rule=d.rule + "?suspected", triggers=list(d.triggers))
    d.agents = [n for n in d.agents if n not in marked]
    return [twin]


def _doubted(tree: Tree, k: int) -> bool:
    """"Killed, presumably by rebels", "a rocket, apparently fired by X": does a word say that somebody only probably did it?"""
    first = min([*tree.kids(k, "case"), tree.phrase(k)[0]])
    said = tree.kids(k, "advmod") + ([first - 1] if first else [])
    verb = tree.words[k].head
    if tree.words[k].deprel == "obl:agent" and tree.rel(verb) == "acl":
        said += tree.kids(verb, "advmod")
    return any(tree.lemmas[m] in words("adverb-maybe") or any(e.factuality == "alleged" for e in cues().get((tree.lemmas[m], "ADV"), ())) for m in said)


def _believed(tree: Tree, i: int, d: Draft) -> bool:
    """Is a verb that tells of a deed beside its noun one of what somebody only holds to be so, while the noun stands outside of that?"""
    above = tree.words[i].head
    held = tree.words[i].upos == "VERB" and tree.rel(i) in {"xcomp", "ccomp"} and above >= 0 and any(e.factuality == "alleged" for e in cues().get((tree.lemmas[above], "VERB"), ()))
    hearsay = above >= 0 and tree.rel(i) == "xcomp" and tree.infinitive(i) and tree.passive(above) and any(e.kind == "say" for e in cues().get((tree.lemmas[above], "VERB"), ()))
    held = held or (hearsay and tree.words[i].upos == "VERB")  # "is said to have been carried out by X"
    supposed = tree.words[i].upos == "VERB" and mood(tree, i).factuality == "alleged"
    return (held or supposed) and not tree.governs(i, d.trigger.i)


def _of_others(tree: Tree, i: int, cue: int) -> bool:
    """"lambasted X for sheltering the cleric, whom Y accuses of the plot": what hangs on a relative clause or on further words of
    speech is not what is held against X."""
    for at in (i, *tree.up(i)):
        if at == cue:
            return False
        said = tree.rel(at) in {"advcl", "ccomp"} and any(e.kind == "say" for e in cues().get((tree.lemmas[at], "VERB"), ()))
        if said or tree.words[at].deprel == "acl:relcl":
            return True
    return False


def alleged_of(doc: Doc, scope: Scope, drafts: Sequence[Draft]) -> list[Draft]:
    """"The government blamed X for the attack": an alleged account of the attack with X as agent, beside the plain one."""
    accusing = next((d for d in drafts if d.trigger == scope.cue), None)
    if accusing is None or not accusing.patients:
        return []
    out = []
    for d in drafts:
        if d is accusing or d.type not in {"assault", "coerce"} or d.agents or d.participants or d.trigger.s != scope.cue.s:
            continue
        tree = doc.trees[d.trigger.s]
        if not any(tree.governs(scope.cue.i, t.i) and not _of_others(tree, t.i, scope.cue.i) for t in d.triggers or [d.trigger]):
            continue
        owners = {n for n in accusing.patients for t in accusing.targets if t.s == n.s == d.trigger.s and t != n and tree.governs(t.i, n.i)}
        held = [n for n in accusing.patients if n not in d.patients and n not in owners]  # "condemned the rebels' raid and the blast": of that blast nobody is accused
        if not held:
            continue  # "condemned the archbishop's murder": whom it befell
        twin = replace(
            d, agents=held, factuality="alleged", attribution="reported", speakers=list(accusing.agents) or list(scope.speakers),
            cue=scope.statement.cue, twin="alleged", rule=d.rule + "?" + scope.entry.lemma, weight=min(d.weight, scope.entry.weight),
        )  # fmt: skip
        out.append(twin)
    return out
