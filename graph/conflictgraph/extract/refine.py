"""The last pass over drafts: modes from weapons, both sides of a clash, alleged agents; drafts that tell nothing are dropped."""

from __future__ import annotations

from collections.abc import Sequence

from conflictgraph.extract import answers, arms, demands, listed, mutual, otherside, responsibility, rivalfigures
from conflictgraph.extract.accidents import natural, reach
from conflictgraph.extract.accusations import alleged_of, by_nobody, claimed_by, claims, suspected_of
from conflictgraph.extract.classes import words
from conflictgraph.extract.deadly import fatal_share
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.figures import told as figure_of
from conflictgraph.extract.link import Links
from conflictgraph.extract.roles import surface_subject
from conflictgraph.extract.scope import Scope
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.suffered import EFFECTS
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
    claims(doc, sorts, scopes, drafts)
    suspected = [a for d in drafts for a in suspected_of(doc, d)]
    claimed = [a for scope in scopes if scope.entry.lemma in words("claims-deed") and scope.entry.kind != "deny" for a in claimed_by(doc, sorts, scope, drafts)]
    alleged = [a for scope in scopes if scope.entry.kind == "accuse" for a in alleged_of(doc, scope, drafts)]
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
    violent = sorted({t.s for d in drafts if d.type in words("violent-type") and not natural(doc, sorts, d) for t in (d.triggers or [d.trigger])})
    unclaimed = [scope for scope in scopes if scope.entry.lemma in words("claims-deed") and by_nobody(doc, scope)]
    for d in drafts:
        if d.type == "assault" and any(d.trigger.s == scope.cue.s and scope.covers(doc.word(d.trigger).start) for scope in unclaimed):
            out.append(d)  # "nobody has claimed the kidnapping": that is told of it
        elif _by_a_thing(doc, d):
            doc.note(d.trigger, "account", "left out: a thing that threatens does so by itself, as a flood does")
        elif not tells(d) or _only_called(doc, d):
            doc.note(d.trigger, "account", "left out: it tells neither parties nor a place, a time, a target or a figure")
        elif natural(doc, sorts, d) and not any(d.trigger.s - reach(doc, d) <= s <= d.trigger.s + (reach(doc, d) > 0) for s in violent):
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




def _by_a_thing(doc: Doc, d: Draft) -> bool:
    """"Capabilities that threaten our forces", "the drought threatens the region": no act of anybody."""
    tree, i = doc.trees[d.trigger.s], d.trigger.i
    own = d.type == "threaten" and d.triggers in ([], [d.trigger]) and tree.words[i].upos == "VERB" and not (d.agents or d.participants)
    subject = surface_subject(tree, i) if own and not tree.passive(i) else None
    return subject is not None and tree.words[subject].upos == "NOUN"
