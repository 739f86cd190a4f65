"""Events: predicates of the lexicon with their parties, one draft a predicate; `merge` joins those that are one event.

Who and whom come from the lexicon's places to look (`roles.fill`). What fills a place decides what it is: an event noun
in agent position ("the strike killed …") is the same event, a weapon is an instrument, a thing is a target.
"""

from __future__ import annotations

from conflictgraph.extract import arms, deadly, parties
from conflictgraph.extract.casualties import carried, count_parties
from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.eventnouns import by_another, kinds_before, light_subject, says_which
from conflictgraph.extract.figures import of_crowd, of_phrase, told
from conflictgraph.extract.labels import without_labels
from conflictgraph.extract.lentparties import borrow, through
from conflictgraph.extract.lexicon import PredicateEntry, cues, predicates
from conflictgraph.extract.nobody import no_victims, nobody, none_of
from conflictgraph.extract.parties import before_noun, fights, one_man, unarmed, unfit_to_fight
from conflictgraph.extract.recipients import (
    asked,
    authors,
    between,
    beyond,
    gerund_sides,
    helped,
    hyphened,
    lent_by,
    object_party,
    party,
    recipients,
    two_sides,
)
from conflictgraph.extract.roles import at_hands, fill, subject, surface_subject
from conflictgraph.extract.senses import choose, nouns_of, others_of
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.suffered import (
    EFFECTS,
    after_clause,
    among_whom,
    are,
    beside,
    between_them,
    counted_whole,
    exist,
    feared,
    gapped,
    gapped_later,
    headline,
    left,
    objects,
    of_the_whole,
    passed_over,
    row_before,
    several,
    share,
    themselves,
    told_again,
    under_arrest,
)
from conflictgraph.extract.tolls import reached
from conflictgraph.extract.tree import Tree
from conflictgraph.model import Figure

HARMFUL = {"assault", "coerce", "sanction"}


def find(doc: Doc, sorts: Sorts) -> list[Draft]:
    """All event drafts of an article, in order of their triggers. Merging and modality come after."""
    drafts: list[Draft] = []
    for s, tree in enumerate(doc.trees):
        chosen = {i: deadly.read(tree, i, entry) for i in range(len(tree.words)) if (entry := choose(doc, sorts, s, i) or _risen(tree, i) or no_victims(tree, i)) is not None}
        inside = {k: i for i, entry in chosen.items() for k in others_of(tree, i, entry)}
        for k in sorted(inside.keys() & chosen.keys()):
            tree.note(k, "event", f"part of the multiword at “{tree.words[inside[k]].text}”")
        here = {i: draft(doc, sorts, s, i, entry) for i, entry in chosen.items() if i not in inside}
        for i in sorted(here, reverse=True):  # the inner clause first
            borrow(sorts, tree, here, i)
        for i in here:
            through(tree, here, i)
            head = here.get(tree.words[i].head)  # "withholds aid from X": X gives none
            if head is not None and head.type in {"coerce", "sanction"} and tree.rel(i) == "obj":
                here[i].agents = [n for n in here[i].agents if n not in head.patients]
        drafts.extend(here.values())
    return without_labels(doc, sorts, drafts)


def _risen(tree: Tree, i: int) -> PredicateEntry | None:
    """A toll that has come to a number is one of deaths, whatever the sentence says beside it."""
    if tree.lemmas[i] != "toll" or reached(tree, i) is None:
        return None
    return next((e for e in predicates().get(("toll", "NOUN"), ()) if e.effect), None)


def draft(doc: Doc, sorts: Sorts, s: int, i: int, entry: PredicateEntry) -> Draft:
    """The draft of one predicate with its parties, instruments, targets and figures."""
    tree = doc.trees[s]
    verbal = tree.words[i].upos in {"VERB", "AUX"}
    out = Draft(
        "event", entry.type, entry.mode, Node(s, i), f"{entry.type}:{entry.lemma}/{entry.pos.lower()}",
        weight=entry.weight, effect=entry.effect or "", harmful=entry.type in HARMFUL,
    )  # fmt: skip
    out.triggers.append(out.trigger)
    sides: list[int] = []
    also = nouns_of(tree, i, entry)
    inside = set(others_of(tree, i, entry))  # "ended their combat mission", "a mediation effort": part of the word itself
    for slots in (entry.agent, entry.patient):  # "A clashed with B": a side in either
        both = [p for p in slots if p.startswith("both:")]
        for n in range(len(both)):  # where a role has the side that is known, the next slot has the other
            if new := [k for k in fill(tree, i, both[n:], verbal, also, "participant")[0] if k not in sides]:
                sides.extend(new)
                break
    sides = sides or gerund_sides(sorts, s, tree, i) or (hyphened(sorts, s, tree, i) if not verbal and any(p.startswith("both:") for p in entry.agent) else [])
    part = inside if verbal else inside | kinds_before(sorts, s, tree, i)
    agents, where = fill(tree, i, [p for p in entry.agent if not p.startswith("both:")], verbal, () if verbal and "subj" in entry.agent else also, "agent", () if verbal else inside)
    if verbal and where.startswith("ARG") and (others := [k for k in agents if by_another(tree, k, i)]):
        tree.noted(i, "agent", "whose deed another word before it is", others, ())
        agents = [k for k in agents if k not in others]
    if verbal and also and not agents and not sides and tree.passive(i) and entry.type not in words("answering-type") - {"accuse", "agree", "support"}:
        agents, where = fill(tree, also[0], ("prep:by", "prep:from", "poss", "nmod-pre"), False, (), "agent", inside)  # "US sanctions were imposed"
        agents = [k for k in agents if tree.words[k].upos != "PRON"]  # "were driven from their homes" by others
    around = also or (tree.kids(i, "obj") if verbal else [])  # "lifted tariffs on X": the phrase hangs on the object
    patients, found_at = fill(tree, i, [p for p in entry.patient if not p.startswith("both:")], verbal, around, "patient", part)
    if verbal and found_at.startswith("ARG") and patients and all(tree.rel(tree.first_conjunct(k)) in {"advcl", "ccomp", "xcomp"} for k in patients) and (whom := [k for k in tree.kids(i, "obj") if k not in inside and tree.words[k].upos != "VERB"]):
        patients, found_at = tree.conjuncts(whom[0]), "obj"  # "accused her of being a spy"
    if not verbal and not entry.effect and found_at.startswith("ARG") and (whom := [k for k in patients if tree.case(tree.first_conjunct(k)) not in {"in", "across", "inside", "throughout"}]) != patients:
        tree.noted(i, "patient", "where it happened, not whom it befell", patients, whom)
        patients = whom  # "clashes in the state of Amhara"
    if verbal and entry.effect in EFFECTS and not tree.kids(i, "obj") and (own := tree.role(i, "ARG1")) is not None and tree.role(i, "ARG0") is None and own.head in agents:
        tree.noted(i, "agent", "whom it befell, by the language model's role ARG1", agents, ())
        agents, where = [], ""  # "2 cops hurt in blast"
        patients, found_at = fill(tree, i, ("ARG1",), verbal)
    if verbal and found_at == "poss" and all(tree.words[p].upos == "PRON" for p in patients) and (whom := [k for k in (*tree.kids(i, "iobj"), *tree.kids(i, "obj")) if k not in inside]):
        patients, found_at = tree.conjuncts(whom[0]), "obj"  # "cost 21 people their lives"
    if verbal and entry.type == "aid" and found_at.startswith("ARG") and (whom := object_party(sorts, s, tree, i, patients)):
        patients, found_at = whom, "obj"  # "evacuated tourists from the island"
    if entry.mode != "third-party":  # who mediates between others is no side of it
        agents, patients, sides = two_sides(tree, i, agents, patients, sides)
    if entry.type in words("mutual-type") and not (agents or sides):  # "an agreement between A and B was signed"
        sides = [c for o in also for k in tree.kids(o, "nmod") if tree.case(k) == "between" for c in tree.conjuncts(k)]
    if not verbal and entry.type == "consult" and not agents and patients and tree.case(tree.first_conjunct(patients[0])) == "of":
        agents, where = patients, "of"  # "the visit of X to Y": who visits, whatever the role's label
        patients, found_at = fill(tree, i, [p for p in entry.patient if p.startswith("prep:") and p != "prep:of"], False, around, "patient", part)
    if agents and tree.lemmas[agents[0]] in words("document-noun") | (words("spokesperson") if entry.type in words("material-type") else set()) and (whose := authors(sorts, s, tree, agents[0])):
        agents = whose  # "a statement by X called on Y", "the group, whose spokesman boasted of having fired rockets"
    if verbal and tree.rel(i) == "xcomp" and agents and agents == patients and not tree.infinitive(i) and tree.passive(tree.words[i].head):
        agents, where = [], ""  # "was found hacked to death"
    tree.noted(i, "patient", "it is the agent already", patients, [p for p in patients if p not in agents])
    patients = [p for p in patients if p not in agents]
    if burst := [k for k in agents if tree.lemmas[k] == "it" and tree.rel(k) == "nsubj" and tree.lemmas[tree.words[k].head] in words("burst-verb") and not tree.kids(tree.words[k].head, "obj")]:
        tree.noted(i, "agent", "what burst, whatever it is", burst, ())
        agents = [k for k in agents if k not in burst]  # "it exploded, killing two"
    if verbal and tree.lemmas[i] in words("burst-verb") and not tree.kids(i, "obj") and not tree.passive(i):
        by = [k for k in agents if tree.case(k) == "by"]
        tree.noted(i, "agent", "what bursts does nothing to others", agents, by)
        agents, where = by, where if by else ""
    if not verbal:
        facing = {"with", "against", "on", "at", "to", *(("between",) if entry.mode == "third-party" else ())}
        opposite = [k for k in agents if where.startswith("ARG") and tree.case(tree.first_conjunct(k)) in facing]
        if opposite:  # "a ceasefire with X": the other side, whatever the role's label
            tree.noted(i, "agent", "its preposition says that it is the other side", opposite, ())
            agents = [k for k in agents if k not in opposite]
            patients = [*patients, *(k for k in opposite if k not in patients)]
        head = tree.words[i].head
        lent = lent_by(sorts, s, tree, i) if entry.type in {"support", "aid"} else None
        if lent is not None:
            (agents, patients), where, found_at = lent, "lent", "lent"
            for k in (*agents, *patients):
                tree.note(i, "agent" if k in agents else "patient", f"“{tree.case(i)}” says who gives it, and to whom", k, True)
        elif head >= 0 and tree.rel(i) == "obj" and (tree.lemmas[head] in words("undergo-verb") or (tree.lemmas[head] == "have" and tree.lemmas[i] in words("wound-noun"))):
            if not patients and (sufferer := subject(tree, head)) is not None and not (
                (tree.lemmas[head] in words("witness-verb") and sorts.sort(Node(s, sufferer)) == "person") or tree.lemmas[sufferer] in words("body-noun")
            ):
                patients, found_at = tree.conjuncts(sufferer), "subj"  # "the Taliban have seen defections"
                tree.note(i, "patient", f"the subject of “{tree.words[head].text}”, who undergoes it", sufferer, True)
        elif not agents and not sides and tree.lemmas[i] not in words("toll-noun") and not (
            tree.lemmas[i] in words("effect-word") and head >= 0 and (tree.lemmas[head], "VERB") in cues()
        ):  # "gave a toll of 14", "announced 12 deaths"
            agents = light_subject(tree, i, words("promising-verb" if entry.type in words("promised-type") else "sentencing-verb" if entry.mode == "convict" else "light-verb"))
            where = "light" if agents else where
            for k in agents:
                tree.note(i, "agent", f"the subject of “{tree.words[head].text}”, whose object the event noun is", k, True)
            strikes = surface_subject(tree, i) if tree.case(i) in {"on", "in"} else None  # "the miners are on strike"
            if strikes is None and tree.case(i) == "in" and entry.type in {"protest", "support"} and head >= 0:
                strikes = subject(tree, head)  # "closed their shops in protest", "struck targets in support of the army"
            if not agents and strikes is not None and (tree.case(i) == "on" or entry.type in {"protest", "support"}):
                agents, where = tree.conjuncts(strikes), "light"
    if verbal and not patients and not sides and not entry.effect:
        for slot in ("ARG1", "ARG2", "iobj", "obj"):
            found, found_at = fill(tree, i, (slot,), True)
            patients = [k for k in found if not (entry.type == "assault" and tree.case(k) == "from") and k not in agents and k not in inside and not (entry.mode == "explosives" and tree.words[k].upos == "PRON") and tree.rel(k) not in {"ccomp", "advcl", "parataxis"} and party(sorts, Node(s, k))]  # "before detonating them"
            if patients:
                tree.note(i, "patient", f"a party at {slot}, where the lexicon's places hold none", patients[0], True)
                break
    if not verbal and where.startswith("ARG") and not patients and "prep:of" in entry.patient and "prep:of" not in entry.agent:
        whose = [k for k in agents if tree.case(tree.first_conjunct(k)) == "of" and tree.words[tree.first_conjunct(k)].head == i]
        if whose:  # "the killing of ten workers": whom it befell, whatever the role's label
            tree.noted(i, "agent", "behind “of”, where this deed has whom it befell", whose, ())
            agents, patients, found_at = [k for k in agents if k not in whose], whose, "of"
    owns = where == "poss" or (where == "ARG0" and bool(agents) and all(tree.words[tree.first_conjunct(k)].deprel == "nmod:poss" and tree.words[tree.first_conjunct(k)].head == i for k in agents))
    if not verbal and owns and entry.effect in EFFECTS and not patients and all(unarmed(sorts, Node(s, k)) or one_man(sorts, Node(s, k)) for k in agents):
        tree.noted(i, "agent", "a possessor of a deed that befalls somebody: whom it befell", agents, ())
        agents, patients, found_at = [], agents, "poss"  # "his arrest", "Romero's assassination": whom it befell
    before = [] if verbal or agents or sides or entry.type != "assault" or tree.lemmas[i] in words("death-word") else [k for k in patients if before_noun(tree, k, i)]
    if doers := [k for k in before if fights(sorts, Node(s, k), entry.effect in EFFECTS)]:
        tree.note(i, "agent", "armed, before the noun of a deed: whose it is", doers[0], True)
        agents, where, patients = doers, "nmod-pre", [k for k in patients if k not in doers]
    if not verbal and entry.type == "assault" and (other := [k for k in agents if before_noun(tree, k, i) and unfit_to_fight(sorts, Node(s, k))]):
        tree.noted(i, "agent", "before the noun, a body that is not known to fight: it may be at whom it was aimed", other, ())
        agents = [k for k in agents if k not in other]  # "the Charlie Hebdo attack"
    if found_at == "nmod-pre":  # "a roadside bomb", "Friday's blast": what stands before says where and when as often as whom
        people = [p for p in patients if sorts.sort(Node(s, p)) in {"person", "org", "state"} or sorts.building(Node(s, p))]
        tree.noted(i, "patient", "before the noun, neither a party nor a building", patients, people)
        patients = people
    if entry.effect in EFFECTS and verbal and patients and found_at == "ARG1" and (own_subject := passed_over(tree, i, patients)):
        patients = own_subject
    if entry.effect in EFFECTS and verbal and (whom := objects(tree, i, patients, inside)):
        agents, patients, found_at = agents or [k for k in patients if k < i and k not in whom], whom, "obj"
    if entry.effect in EFFECTS and patients and (row := exist(tree, i)):
        patients = row
    patients = (of_the_whole(tree, i, patients) if entry.effect in EFFECTS and verbal else []) or patients
    if entry.effect in EFFECTS and verbal and not patients and (dreaded := feared(tree, i)):
        agents, patients, found_at = [], dreaded, "subj"
    if entry.effect in EFFECTS and verbal and (so := left(tree, i)):
        agents, patients, found_at = [k for k in agents if k not in so], so, "obj"
    if later_on := after_clause(tree, i, patients):
        tree.noted(i, "patient", "stands behind the clause, which tells nothing of it", later_on, ())
        patients = [p for p in patients if p not in later_on]
    if entry.effect in EFFECTS and (told_of := are(sorts, s, tree, i)):
        patients, found_at = told_of, "subj"
    if entry.effect == "captured" and not verbal and (held := under_arrest(tree, i)):
        patients, found_at = held, "subj"
    if entry.type == "assault" and not agents and (hands := at_hands(tree, i)):
        agents, where = hands, "hands"
        tree.note(i, "agent", "at whose hands it was suffered", hands[0], True)
    gap = gapped(tree, i) if entry.effect else None
    if gap is not None:
        tree.noted(i, "agent", "the participle without a verb of its own tells whom it befell", agents, ())
        tree.note(i, "patient", "counted right before the participle", gap, True)
        agents, patients, found_at = [], row_before(tree, gap), "gap"
    part_of = share(tree, i) if entry.effect else None
    among = patients if entry.effect in EFFECTS and not verbal and tree.case(i) in {"among", "amongst"} and gap is None else []
    if among:  # "among the 19 dead were two children": a share of them
        patients = [i] if tree.kids(i, "nummod") else []
        for k in (k for k in among if k != i and entry.effect == "killed"):
            category, figure = sorts.category(Node(s, k)), told(doc, Node(s, k), sorts)
            if category and figure is not None:
                out.who[category] = figure
    if entry.effect and gap is None and not verbal and tree.lemmas[i] not in words("grave-noun") and ((of_crowd(tree, i) is not None and (sorts.sort(Node(s, i)) != "person" or tree.words[i].text.lower() in words("adjective-person"))) or (any(k not in tree.times for k in tree.kids(i, "nummod")) and tree.lemmas[i] not in words("massacre-noun") and (tree.lemmas[i] not in words("gash-noun") or any(tree.lemmas[m] in words("undergo-verb") for m in tree.kids(i, "amod", "acl")))) or several(tree, i)):
        patients = [i]  # "64 dead and 180 injured", "thousands of arrests": each counts its own
    if not verbal:  # "a terrorist attack": a common noun before the event says of which kind it is
        before = patients
        patients = [
            p for p in patients
            if p == gap or not (p < i and says_which(tree, p, i) and Node(s, p) not in sorts.found.at)
            or (sorts.building(Node(s, p)) and tree.lemmas[p] not in words("vehicle-noun"))  # "a van attack": with it, not on it
        ]  # fmt: skip
        tree.noted(i, "patient", "a common noun before the event only says of which kind it is", before, patients)
    if not sides and entry.type not in {"assault", "protest", "mobilize", "retreat"} and not any(party(sorts, Node(s, p)) for p in patients):
        towards = recipients(sorts, s, tree, i, verbal, entry.type, also) or (asked(sorts, s, tree, i) if verbal and entry.type == "request" else [])
        towards = towards or (between(sorts, s, tree, i) if entry.mode == "third-party" and not patients else [])
        towards = [k for k in towards if not any(tree.governs(a, k) for a in agents)]  # "condemned by the African Union": no part of its name
        if towards:
            for k in towards:
                tree.note(i, "patient", f"the act is aimed at it ({tree.case(k) or 'whose word or deed it answers'})", k, True)
            patients, found_at = [*patients, *(k for k in towards if k not in agents)], "to"
    if verbal and entry.mode == "seize" and not any(party(sorts, Node(s, p)) and sorts.sort(Node(s, p)) != "place" for p in patients):
        losers = [c for h in (i, *tree.kids(i, "obj")) for k in tree.kids(h, "obl", "nmod") if tree.case(k) == "from" or (tree.words[k].deprel == "nmod:poss" and tree.words[k].upos != "PRON") for c in tree.conjuncts(k) if sorts.sort(Node(s, c)) in {"person", "org", "state"}]
        tree.noted(i, "patient", "from whom it was taken, or whose it was", losers, ())
        patients = [*patients, *(k for k in losers if k not in agents)]
    if entry.type == "mobilize" and not patients and verbal and (served := [k for k in helped(sorts, s, tree, i) or beyond(sorts, s, tree, i) if k not in agents]):
        tree.note(i, "patient", "whom the purpose of it helps, or at whose border it is", served[0], True)
        patients, found_at = served, "to"
    patients = [p for p in patients if p not in inside]
    if not patients and verbal and entry.effect in EFFECTS:  # "taking three captive"
        patients = [k for k in tree.kids(i, "obj") if k not in inside]
        if not patients and (left_out := headline(tree, i)) and any(sorts.sort(Node(s, k)) in {"person", "org"} for k in left_out):
            tree.noted(i, "agent", "the subject of a participle in a headline, whom it befell", agents, ())
            agents, patients, found_at, where = [], left_out, "headline", ""
    if entry.type == "reject":  # "rejected X's offer": the offer is what is turned down
        patients += [k for k in also if k not in patients and (tree.rel(k) == "obj" or tree.words[k].deprel == "nsubj:pass")]
    if verbal and also and not (agents or patients or sides) and tree.passive(i):
        patients = list(also)  # "that the troops be withdrawn": nobody else is told
    named = [p for p in patients if p != i]  # a trigger may count its own victims ("10 dead") but is no party
    later = [p for p in named if p != gap and gapped_later(tree, p, i, inside)]
    tree.noted(i, "patient", "belongs to the participle after it", later, ())
    named = [p for p in named if p not in later]
    parties.place(doc, sorts, s, out, agents, named, sides, entry)
    if verbal:
        arms.of_verb(doc, sorts, out, entry)
    if entry.type == "mobilize" and found_at in {"ARG1", "ARG2", "obj"}:
        out.add("targets", out.patients)  # who is recruited or deployed is not whom it is aimed at
        out.patients = []
    if entry.symmetric:
        parties.other_side(doc, sorts, s, i, out)
    if not patients and not verbal and entry.effect == "wounded" and (hurt := beside(sorts, s, tree, i)):
        patients = hurt
        out.add("patients", [Node(s, k) for k in hurt if party(sorts, Node(s, k))])
        tree.note(i, "patient", "whoever was taken away, treated or got away with it", hurt[0], True)
    if part_of is not None and not tree.kids(i, "nummod"):  # "four of the dead were children"
        category, figure = sorts.category(Node(s, part_of[1])), of_phrase(doc, Node(s, part_of[0]), sorts)
        whole = counted_whole(tree, i)
        if whole is not None and (counted := of_phrase(doc, Node(s, whole), sorts)) is not None:
            out.figures[str(entry.effect)] = counted
        if category and figure is not None and entry.effect == "killed":
            out.who[category] = figure
    elif (entry.effect or entry.type == "assault") and nobody(tree, i, patients, entry.effect or ""):  # not "will not accept any refugees"
        for effect in none_of(tree, i, entry, patients):
            out.figures[effect] = Figure(0, 0, 0)
        tree.note(i, "figure", "it is said that nobody suffered it: " + (", ".join(out.figures) or "of whom is not told") + " 0", taken=True)
        out.none = True
        out.patients = []
    elif entry.effect in EFFECTS and (told_again(tree, i, patients, entry.effect) or between_them(tree, i, entry.effect)):
        tree.note(i, "figure", "a share of those told before, or of those of two words beside each other: of how many is not told")
    elif entry.effect in EFFECTS and patients:
        patients = [p for p in patients if p == gap or not gapped_later(tree, p, i, inside)]
        patients = [p for p in patients if p == i or not patients[0] < p or tree.lemmas[p] not in words("casualty-noun")] or patients  # "five dead and 12 casualties"
        figure, who = count_parties(doc, sorts, s, among_whom(tree, i, patients) or themselves(tree, i, patients), i, entry.effect in {"killed", "abducted"})
        if figure is not None:
            out.figures[entry.effect] = carried(doc, sorts, s, i, figure) if gap is not None or patients == [i] else figure
        else:
            tree.note(i, "figure", f"nothing counts those {entry.effect}: no numeral, and a bare plural tells no figure")
        if entry.effect == "killed":
            out.who.update(who)
    elif entry.effect in EFFECTS:
        tree.note(i, "figure", f"nobody {entry.effect} is told, so nobody is counted")
    elif tree.trace is not None:
        tree.note(i, "figure", "the word says nothing of what was suffered, so numbers beside it are not read as casualties")
    lives = next((k for k in sorted(inside) if tree.kids(k, "nummod")), None)
    if entry.effect in EFFECTS and lives is not None and not out.none:  # "claimed 17 lives"
        figure = of_phrase(doc, Node(s, lives), sorts)
        if figure is not None:
            out.figures[entry.effect] = figure
    if verbal and entry.effect not in EFFECTS and tree.lemmas[i] in words("seize-verb"):  # "seized a ship with 25 sailors"
        for k in [m for t in (*tree.kids(i, "obj"), *tree.kids(i, "nsubj:pass")) for m in tree.kids(t, "nmod") if tree.case(m) == "with"]:
            aboard = told(doc, Node(s, k), sorts)
            if aboard is not None and sorts.sort(Node(s, k)) == "person":
                out.figures["abducted"] = aboard
    if verbal and entry.mode == "seize" and tree.lemmas[i] == "capture":  # "captured a tank and two rebels"
        people = [c for k in tree.kids(i, "obj", "nsubj:pass") for c in tree.conjuncts(k) if sorts.sort(Node(s, c)) == "person"]
        if people and (held_too := count_parties(doc, sorts, s, people, i)[0]) is not None:
            out.figures["captured"] = held_too
    toll = reached(tree, i) if entry.effect in EFFECTS and not between_them(tree, i, entry.effect) else None
    if toll is not None:
        tree.note(i, "figure", "the number that a toll has come to", taken=True)
        out.figures[entry.effect or ""] = toll
        if entry.effect == "killed" and (category := next((c for k in patients if k != i and (c := sorts.category(Node(s, k)))), "")):
            out.who[category] = toll  # "the number of civilians killed has reached 40"
        out.rule += "+toll"
    if out.agents and where:
        out.found["agent"] = where
    if (out.patients or out.targets) and found_at:
        out.found["patient"] = found_at
    elif patients and out.figures and all(tree.words[p].upos == "NUM" for p in patients):  # "one was wounded"
        out.found["patient"] = "number"
    out.rule += f"+{where.replace('prep:', '')}" if where and where != "light" and out.agents else ""
    out.rule += f">{found_at.replace('prep:', '')}" if found_at and (out.patients or out.targets) else ""
    return out
