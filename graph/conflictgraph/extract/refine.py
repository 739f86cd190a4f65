"""The last pass over drafts: modes from weapons, both sides of a clash, alleged agents; drafts that tell nothing are dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conflictgraph.extract import answers, arms, demands, listed, mutual, otherside, responsibility, rivalfigures
from conflictgraph.extract.classes import words
from conflictgraph.extract.deadly import fatal_share
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.figures import told as figure_of
from conflictgraph.extract.lexicon import cues, word_classes
from conflictgraph.extract.link import Links
from conflictgraph.extract.modality import mood
from conflictgraph.extract.roles import subject, surface_subject
from conflictgraph.extract.scope import Scope
from conflictgraph.extract.senses import entries_at
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.speakers import principal
from conflictgraph.extract.suffered import EFFECTS
from conflictgraph.extract.tree import Tree
from conflictgraph.extract.twosides import sides
from conflictgraph.model import Figure


def refine(doc: Doc, sorts: Sorts, links: Links, drafts: Sequence[Draft], scopes: Sequence[Scope]) -> list[Draft]:
    """The drafts worth keeping, completed."""
    out: list[Draft] = []
    for d in drafts:
        arms.beside(doc, sorts, d)
        _sides(sorts, links, d)
        _dedupe(doc, links, d)
        otherside.settle(doc, d)
        _count_them(doc, sorts, links, d)
        if d.type == "assault" and "killed" not in d.figures and (dead := fatal_share(doc.trees[d.trigger.s], d.trigger.i)) is not None:
            d.figures["killed"] = dead
        _spell(sorts, links, d)
    _claims(doc, sorts, scopes, drafts)
    suspected = [a for d in drafts for a in _suspected(doc, d)]
    claimed = [a for scope in scopes if scope.entry.lemma in words("claims-deed") and scope.entry.kind != "deny" for a in _claimed(doc, sorts, scope, drafts)]
    alleged = [a for scope in scopes if scope.entry.kind == "accuse" for a in _alleged(doc, scope, drafts)]
    for kind, twins in (("suspected", suspected), ("claimed", claimed), ("alleged", alleged)):
        for a in twins:
            doc.note(a.trigger, "account", f"told once more as {kind}, an account of its own", taken=True)
    told = {a.trigger for a in (*alleged, *claimed)}
    held = [a for a in responsibility.find(doc, sorts, drafts, scopes) if a.trigger not in told]
    for d in held:
        _spell(sorts, links, d)
        _dedupe(doc, links, d)
    named = listed.find(doc, sorts, drafts, scopes)
    pointed = {a.trigger for a in held}  # "planned the attack": of an attack that was told, not of one to come
    for d in drafts:
        if d.trigger in pointed and d.factuality == "planned" and not (d.patients or d.targets or d.figures):
            doc.note(d.trigger, "account", "left out: another account says who is held to have done it")
    drafts = [d for d in drafts if not (d.trigger in pointed and d.factuality == "planned" and not (d.patients or d.targets or d.figures))]
    violent = sorted({t.s for d in drafts if d.type in words("violent-type") and not _natural(doc, sorts, d) for t in (d.triggers or [d.trigger])})
    unclaimed = [scope for scope in scopes if scope.entry.lemma in words("claims-deed") and _by_nobody(doc, scope)]
    for d in drafts:
        if d.type == "assault" and any(d.trigger.s == scope.cue.s and scope.covers(doc.word(d.trigger).start) for scope in unclaimed):
            out.append(d)  # "nobody has claimed the kidnapping": that is told of it
        elif _by_a_thing(doc, d):
            doc.note(d.trigger, "account", "left out: a thing that threatens does so by itself, as a flood does")
        elif not tells(d) or _only_called(doc, d):
            doc.note(d.trigger, "account", "left out: it tells neither parties nor a place, a time, a target or a figure")
        elif _natural(doc, sorts, d) and not any(d.trigger.s - _reach(doc, d) <= s <= d.trigger.s + (_reach(doc, d) > 0) for s in violent):
            doc.note(d.trigger, "account", "left out: a death without a stated cause, with no violence told near it")
        else:
            out.append(d)
    out = [*out, *alleged, *claimed, *suspected, *held, *named, *rivalfigures.find(doc, drafts, scopes), *demands.find(doc, sorts, scopes)]
    out = mutual.parted(doc, out)
    return [*out, *answers.find(doc, sorts, links, out, scopes)]


def _only_called(doc: Doc, d: Draft) -> bool:
    """"Troops pursued the attackers": a word for those who did it points at them, and tells nothing of the deed."""
    tree = doc.trees[d.trigger.s]
    pointed = any(tree.lemmas[k] in {"the", "this", "that", "these", "those"} for k in tree.kids(d.trigger.i, "det"))
    alone = d.agents == [d.trigger] and not (d.patients or d.targets or d.figures or d.place is not None or d.time is not None)
    return pointed and alone and d.triggers in ([], [d.trigger]) and tree.lemmas[d.trigger.i] in words("attacker-word")


REACH = 3  # a death without a stated cause counts as violent within so many sentences of violence


def _reach(doc: Doc, d: Draft) -> int:
    """Of a death told beside the story ("Chávez, who died in 2013"), only violence in its own sentence says how."""
    head = doc.word(d.trigger).head
    beside = doc.word(d.trigger).deprel == "acl:relcl" and doc.trees[d.trigger.s].words[head].upos != "PRON"  # but "those who died" are the story's
    return 0 if beside else REACH


def _natural(doc: Doc, sorts: Sorts, d: Draft) -> bool:
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


def tells(d: Draft) -> bool:
    """Does an event draft say anything beyond that there was one: a party, a place, a time, a target or a figure?"""
    if d.figures and not (d.agents or d.patients or d.participants or d.targets or d.instruments):
        if d.time is None and "/verb" not in d.rule and d.found.get("patient") != "number" and all(f == Figure(1, 1, 1) for f in d.figures.values()):
            return False  # "a detainee", "the hostage": somebody is called that, nothing is told
    other = d.patients or d.participants or d.targets or (len(d.triggers) > 1 and set(d.instruments) - set(d.triggers)) or d.figures or d.who or d.place is not None or d.time is not None
    return bool(other) or (bool(d.agents) and d.weight >= (0.55 if d.type == "protest" and d.factuality == "actual" else 0.7))


def _sides(sorts: Sorts, links: Links, d: Draft) -> None:
    """"between the two sides", "the two groups clashed": the parties last named apart."""
    for slot in ("participants", "agents", "patients"):
        nodes: list[Node] = getattr(d, slot)
        for node in list(nodes):
            both = sides(links, node)
            if both:
                nodes.remove(node)
                sorts.doc.note(d.trigger, "participant", "stands for the two parties last named apart", node, True)
                d.add("participants" if d.type in {"assault", "consult", "agree", "cooperate"} else slot, both)


def _dedupe(doc: Doc, links: Links, d: Draft) -> None:
    """A party stands once; who is agent is not patient too unless nothing else is left."""
    for slot in ("agents", "patients", "participants"):
        seen: set[int] = set()
        kept: list[Node] = []
        for node in getattr(d, slot):
            chain = links.chain(node)
            if chain not in seen:
                seen.add(chain)
                kept.append(node)
            else:
                doc.note(d.trigger, slot.removesuffix("s"), "stands there already under another name", node)
        setattr(d, slot, kept)
    if d.type in words("mutual-type") and d.mode not in {"third-party", "visit"} and len(d.agents) > 1 and not d.patients:  # "A and B have agreed"
        d.participants = list(dict.fromkeys([*d.agents, *d.participants]))
        d.agents = []
    agents = {links.chain(n) for n in d.agents}
    if d.type == "assault" and d.mode != "suicide-attack" and agents and agents <= {links.chain(n) for n in d.patients}:
        d.agents, agents = [], set()  # "were killed when they set off a mine"
    if d.type in words("mutual-type"):  # "cooperation between A and B": nobody cooperates with himself
        d.patients = [n for n in d.patients if links.chain(n) not in agents]
    for n in [n for n in d.patients if links.chain(n) in agents and doc.word(n).upos == "PRON" and not doc.word(n).text.lower().endswith(("self", "selves"))]:
        doc.note(d.trigger, "patient", "stands for the agent itself", n)
        d.patients.remove(n)  # "declined to give his name"
    told = agents | {links.chain(n) for n in d.patients}
    if len(d.participants) == 1 and not d.agents:
        doc.note(d.trigger, "agent", "the only side that is told", d.participants[0], True)
    if len(d.participants) < 2 or {links.chain(n) for n in d.participants} <= told:
        d.agents = d.agents or d.participants
        d.participants = []


def _count_them(doc: Doc, sorts: Sorts, links: Links, d: Draft) -> None:
    """"Six gunmen attacked before guards shot them dead": as many as those for whom the pronoun stands."""
    if d.effect not in EFFECTS or d.none or d.figures or len(d.patients) != 1 or doc.word(d.patients[0]).lemma.lower() != "they":
        return
    whom = links.spelled(d.patients[0])
    if whom != d.patients[0] and doc.trees[whom.s].kids(whom.i, "nummod") and sorts.sort(whom) == "person" and (figure := figure_of(doc, whom, sorts)) is not None:
        d.figures[d.effect] = figure
        doc.note(d.trigger, "figure", "those for whom the pronoun stands", whom, True)


def _spell(sorts: Sorts, links: Links, d: Draft) -> None:
    """"The army continued its attacks": the party is written as what the pronoun stands for in the sentence."""
    for slot in ("agents", "patients", "participants"):
        nodes = [links.spelled(n) for n in getattr(d, slot)]
        kept = [
            n if sorts.sort(n) in {"person", "org", "state", "place"} else old
            for n, old in zip(nodes, getattr(d, slot), strict=True)
        ]
        setattr(d, slot, list(dict.fromkeys(kept)))


def _claims(doc: Doc, sorts: Sorts, scopes: Sequence[Scope], drafts: Sequence[Draft]) -> None:
    """"X claimed the attack": the account of it is X's, who says to have done it."""
    for scope in scopes:
        tree = doc.trees[scope.cue.s]
        if scope.entry.lemma != "claim" or scope.entry.pos != "VERB" or not scope.speakers or tree.negated(scope.cue.i) or _by_nobody(doc, scope):
            continue
        for k in tree.kids(scope.cue.i, "obj", "nsubj:pass"):
            for d in drafts:
                if d.trigger == Node(scope.cue.s, k) and d.type == "assault" and not d.agents and _pointed_at(tree, k):
                    d.agents = list(dict.fromkeys(principal(doc, sorts, n) for n in scope.speakers))
                    d.rule += "!claim"
                    doc.note(d.trigger, "agent", "who claims it", d.agents[0], True)


def _claimed(doc: Doc, sorts: Sorts, scope: Scope, drafts: Sequence[Draft]) -> list[Draft]:
    """"X claimed responsibility for the attack": X's own account of the attack, with X as agent."""
    cue = doc.trees[scope.cue.s]
    if _by_nobody(doc, scope):
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


def _by_nobody(doc: Doc, scope: Scope) -> bool:
    """"No group has claimed responsibility", "neither X nor Y has", "nobody has" (`speakers.settle` found none)."""
    return doc.trees[scope.cue.s].negated(scope.cue.i) or scope.statement.polarity == "denied"


def _pointed_at(tree: Tree, k: int) -> bool:
    return any(tree.lemmas[m] in {"the", "this", "that", "these", "those", "both"} for m in tree.kids(k, "det"))




def _by_a_thing(doc: Doc, d: Draft) -> bool:
    """"Capabilities that threaten our forces", "the drought threatens the region": no act of anybody."""
    tree, i = doc.trees[d.trigger.s], d.trigger.i
    own = d.type == "threaten" and d.triggers in ([], [d.trigger]) and tree.words[i].upos == "VERB" and not (d.agents or d.participants)
    subject = surface_subject(tree, i) if own and not tree.passive(i) else None
    return subject is not None and tree.words[subject].upos == "NOUN"


def _suspected(doc: Doc, d: Draft) -> list[Draft]:
    """"Suspected militants attacked …", "the attack is believed to have been carried out by X": that they did is alleged, that it happened is not."""
    believed = [t for t in d.triggers if t != d.trigger and _believed(doc.trees[t.s], t.i, d)]
    marked = [
        n for n in d.agents
        if any(doc.trees[n.s].words[k].text.lower() in words("adjective-alleged") for k in doc.trees[n.s].kids(n.i, "amod"))
        or any(t.s == n.s and doc.trees[n.s].governs(t.i, n.i) for t in believed)
    ]
    if not marked or d.factuality != "actual":
        return []
    for n in marked:
        doc.note(d.trigger, "agent", "“suspected” or the like: agent of an alleged account beside the plain one", n)
    twin = replace(d, agents=marked, factuality="alleged", twin="suspected", rule=d.rule + "?suspected", triggers=list(d.triggers))
    d.agents = [n for n in d.agents if n not in marked]
    return [twin]


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


def _alleged(doc: Doc, scope: Scope, drafts: Sequence[Draft]) -> list[Draft]:
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
