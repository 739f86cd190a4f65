"""Events: predicates of the lexicon with their parties, one draft a predicate; `merge` joins those that are one event.

Who and whom come from the lexicon's places to look (`roles.fill`). What fills a place decides what it is: an event noun
in agent position ("the strike killed …") is the same event, a weapon is an instrument, a thing is a target.
"""

from __future__ import annotations

from collections.abc import Sequence

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.figures import count_parties, of_phrase
from conflictgraph.extract.lexicon import PredicateEntry, expand, modality, multiword_at, predicates
from conflictgraph.extract.roles import antecedent, fill, subject
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.tree import Tree
from conflictgraph.model import Figure

EFFECTS = ("killed", "wounded", "abducted", "captured")
LEAST = 0.45  # senses that the lexicon holds less likely need an armed party beside them
HARMFUL = {"assault", "coerce", "sanction"}


def find(doc: Doc, sorts: Sorts) -> list[Draft]:
    """All event drafts of an article, in order of their triggers. Merging and modality come after."""
    drafts: list[Draft] = []
    for s, tree in enumerate(doc.trees):
        chosen = {i: entry for i in range(len(tree.words)) if (entry := choose(doc, sorts, s, i)) is not None}
        inside = {k for i, entry in chosen.items() for k in _others_of(tree, i, entry)}
        drafts.extend(draft(doc, sorts, s, i, entry) for i, entry in chosen.items() if i not in inside)
    return drafts


def _others_of(tree: Tree, i: int, entry: PredicateEntry) -> list[int]:
    """The further words of a multiword ("left … dead"): they tell no event of their own."""
    found, at = _multiword(tree, i, entry.pos)
    if entry not in found:
        return []
    return [k for k in at if k != i and (tree.words[k].upos != "VERB" or any(e.type == entry.type for e in entries_at(tree, k)))]


def _nouns_of(tree: Tree, i: int, entry: PredicateEntry) -> list[int]:
    """The nouns inside a multiword ("hold talks", "reject the offer")."""
    found, at = _multiword(tree, i, entry.pos)
    return [k for k in at if k != i and tree.words[k].upos in {"NOUN", "PROPN"}] if entry in found else []


def entries_at(tree: Tree, i: int) -> tuple[PredicateEntry, ...]:
    """What the lexicon has for the word at `i`; where a multiword ("blow up", "act of sabotage") matches, only that."""
    word = tree.words[i]
    pos = {"PROPN": "NOUN", "AUX": "VERB"}.get(word.upos, word.upos)
    if pos not in {"VERB", "NOUN", "ADJ"}:
        return ()
    lemma, text = word.lemma.lower(), word.text.lower()
    found, _ = _multiword(tree, i, pos)
    table = predicates()
    if found:
        return (*found, *table.get((lemma, pos), ())) if all(e.conditions for e in found) else found
    entries = table.get((lemma, pos), ())
    if not entries and not (pos == "VERB" and tree.kids(i, "obj")):  # "missing opportunities" is not "missing persons"
        entries = table.get((text, "NOUN" if pos == "NOUN" else "ADJ"), ())
    if not entries and pos == "ADJ" and tree.rel(i) != "amod":
        entries = table.get((lemma, "VERB"), ()) or table.get((text.removesuffix("ed"), "VERB"), ())
    if not entries and pos == "NOUN":
        entries = tuple(e for e in table.get((text, "ADJ"), ()) if "self" in e.patient)
    return entries


def _multiword(tree: Tree, i: int, pos: str) -> tuple[tuple[PredicateEntry, ...], tuple[int, ...]]:
    """The longest multiword at a word; a verb's further words depend on it."""
    return multiword_at(tree.lemmas, i, pos, lambda at: pos != "VERB" or all(_hangs(tree, i, k) for k in at))


def _hangs(tree: Tree, i: int, k: int) -> bool:
    """Does a phrasal verb's further word depend on the verb, at most three steps down ("lifted a state of emergency")?"""
    if any(up in tree.times for up in (k, tree.words[k].head)):
        return False  # "called him on Wednesday"
    return k == i or i in list(tree.up(k))[:3]


def choose(doc: Doc, sorts: Sorts, s: int, i: int) -> PredicateEntry | None:
    """The lexicon's reading of one word that its context allows, the likeliest first; None where it tells no event."""
    tree = doc.trees[s]
    word = tree.words[i]
    if (i in tree.name_at and word.upos == "PROPN" and not doc.caseless) or Node(s, i) in doc.time_at:
        return None
    if word.upos == "VERB" and any(m.effect == "foiled" for m in modality().get((word.lemma.lower(), "VERB"), ())):
        return None  # who foils an attack does not attack
    if word.upos in {"VERB", "ADJ"} and i and tree.words[i - 1].text in {"-", "–"} and tree.words[i - 1].end == word.start:
        return None  # "US-backed", "government-held"
    if word.upos in {"NOUN", "PROPN"} and tree.rel(i) == "compound" and word.head >= 0 and not entries_at(tree, word.head):
        return None  # "strike assessments", "combat mission": the noun only says of which kind
    if word.upos in {"VERB", "ADJ"} and tree.rel(i) == "amod" and not any(e.effect for e in entries_at(tree, i)):
        return None  # "suspected links", "reported clashes"
    best: tuple[float, PredicateEntry] | None = None
    for entry in entries_at(tree, i):
        weight = entry.weight + (0.05 if entry.conditions else 0.0)
        if best is not None and weight <= best[0]:
            continue
        if not all(holds(doc, sorts, s, i, key, value) for key, value in entry.conditions):
            continue
        if weight < LEAST and not (entry.type == "assault" and _armed(sorts, s, tree, i) and weight >= LEAST / 2):
            continue
        best = (weight, entry)
    return best[1] if best else None


def holds(doc: Doc, sorts: Sorts, s: int, i: int, key: str, value: str) -> bool:
    """Does the context of the word at `i` show what a sense needs?"""
    tree = doc.trees[s]
    verbal = tree.words[i].upos in {"VERB", "AUX"}
    where = key.removeprefix("not-")
    if where == "comp":
        hit = bool(tree.kids(i, "ccomp", "xcomp", "advcl", "acl"))
        return hit != key.startswith("not-")
    if where == "arg":
        found = [k for k in _clause(tree, i) if k != i]
    elif where == "prt":
        found = tree.kids(i, "compound", "advmod")
    elif where == "obj":
        found = fill(tree, i, ("ARG1", "obj"), verbal)[0] or (fill(tree, i, ("prep:of",), verbal)[0] if not verbal else [])
        found = [*found, *(m for k in found if tree.lemmas[k] in words("carrier-noun") for m in tree.kids(k, "compound", "amod"))]
    elif where == "subj":
        found = fill(tree, i, ("ARG0", "subj"), verbal)[0]
    else:
        found = fill(tree, i, (where,), verbal, tree.kids(i, "obj") if verbal else ())[0]
    hit = any(_matches(doc, sorts, Node(s, k), value) for k in found)
    return hit != key.startswith("not-")


def _clause(tree: Tree, i: int) -> list[int]:
    """The words of the predicate's clause: what it governs, and its governor with that one's other dependents."""
    near = set(tree.subtree(i))
    head = tree.words[i].head
    if head >= 0:
        near.add(head)
        near.update(tree.children[head])
    return sorted(near)


def _matches(doc: Doc, sorts: Sorts, node: Node, value: str) -> bool:
    word = doc.word(node)
    wanted, kinds = expand(value), value.split("|")
    if "any" in kinds or word.lemma.lower() in wanted or word.text.lower() in wanted:
        return True
    if "number" in kinds and (word.upos == "NUM" or doc.trees[node.s].kids(node.i, "nummod")):
        return True
    return bool(sorts.classes(node) & set(kinds))


def _armed(sorts: Sorts, s: int, tree: Tree, i: int) -> bool:
    """Is an armed party or a weapon in the predicate's clause?"""
    return any("armed" in sorts.classes(Node(s, k)) or sorts.sort(Node(s, k)) == "weapon" for k in _clause(tree, i) if k != i)


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
    also = _nouns_of(tree, i, entry)
    for slots in (entry.agent, entry.patient):  # "A clashed with B": a side in either
        both = [p for p in slots if p.startswith("both:")]
        sides.extend(k for k in (fill(tree, i, both, verbal, also)[0] if both else []) if k not in sides)
    agents, where = fill(tree, i, [p for p in entry.agent if not p.startswith("both:")], verbal, () if verbal else also)
    beside = also or (tree.kids(i, "obj") if verbal else [])  # "lifted tariffs on X": the phrase hangs on the object
    patients, found_at = fill(tree, i, [p for p in entry.patient if not p.startswith("both:")], verbal, beside)
    patients = [p for p in patients if p not in agents]
    if not verbal:
        opposite = [k for k in agents if where.startswith("ARG") and tree.case(k) in {"with", "against", "on", "at", "to"}]
        if opposite:  # "a ceasefire with X": the other side, whatever the role's label
            agents = [k for k in agents if k not in opposite]
            patients = [*patients, *(k for k in opposite if k not in patients)]
        head = tree.words[i].head
        if head >= 0 and tree.rel(i) == "obj" and tree.lemmas[head] in words("undergo-verb"):
            if not patients and (lent := subject(tree, head)) is not None:
                patients, found_at = tree.conjuncts(lent), "subj"  # "the Taliban have seen defections"
        elif not agents and not sides:
            agents = _light_subject(tree, i)
    if verbal and not patients and not sides and not entry.effect:
        for slot in ("ARG1", "ARG2", "iobj", "obj"):
            found, found_at = fill(tree, i, (slot,), True)
            patients = [k for k in found if k not in agents and _party(sorts, Node(s, k))]
            if patients:
                break
    if found_at == "nmod-pre":  # "a roadside bomb", "Friday's blast": what stands before says where and when as often as whom
        patients = [p for p in patients if sorts.sort(Node(s, p)) in {"person", "org", "state"} or sorts.building(Node(s, p))]
    gap = gapped(tree, i) if entry.effect else None
    if gap is not None:
        agents, patients, found_at = [], [gap], "gap"
    share = _share(tree, i) if entry.effect and not verbal else None
    if entry.effect and gap is None and not verbal and tree.kids(i, "nummod"):
        patients = [i]  # "64 dead and 180 injured": each counts its own
    if not verbal:  # "a terrorist attack": a common noun before the event says of which kind it is
        patients = [
            p for p in patients
            if not (p < i and tree.words[p].head == i and tree.rel(p) in {"compound", "amod"} and Node(s, p) not in sorts.found.at)
            or sorts.building(Node(s, p))
        ]  # fmt: skip
    if not sides and entry.type not in {"assault", "protest", "mobilize", "retreat"} and not any(_party(sorts, Node(s, p)) for p in patients):
        towards = _recipients(sorts, s, tree, i, verbal, entry.type, also)
        if towards:
            patients, found_at = [*patients, *(k for k in towards if k not in agents)], "to"
    inside = set(_others_of(tree, i, entry))  # "ended their combat mission": part of the word itself
    patients = [p for p in patients if p not in inside]
    if entry.type == "reject":  # "rejected X's offer": the offer is what is turned down
        patients += [k for k in also if k not in patients and tree.rel(k) == "obj"]
    told = [p for p in patients if p != i]  # a trigger may count its own victims ("10 dead") but is no party
    told = [p for p in told if p == gap or not _gapped_later(tree, p, i)]
    _place_parties(doc, sorts, s, out, agents, told, sides, entry)
    if entry.type == "mobilize" and found_at in {"ARG1", "ARG2", "obj"}:
        out.add("targets", out.patients)  # who is recruited or deployed is not whom it is aimed at
        out.patients = []
    if entry.symmetric:
        _other_side(doc, sorts, s, i, out)
    if share is not None:  # "four of the dead were children"
        category, figure = sorts.category(Node(s, share[1])), of_phrase(doc, Node(s, share[0]), sorts)
        if category and figure is not None and entry.effect == "killed":
            out.who[category] = figure
    elif _nobody(tree, i, patients):
        for effect in _none_of(tree, i, entry, patients):
            out.figures[effect] = Figure(0, 0, 0)
        out.none = True
        out.patients = []
    elif entry.effect in EFFECTS and patients:
        patients = [p for p in patients if p == gap or not _gapped_later(tree, p, i)]
        figure, who = count_parties(doc, sorts, s, patients, i)
        if figure is not None:
            out.figures[entry.effect] = figure
        if entry.effect == "killed":
            out.who.update(who)
    out.rule += f"+{where.replace('prep:', '')}" if where and out.agents else ""
    out.rule += f">{found_at.replace('prep:', '')}" if found_at and (out.patients or out.targets) else ""
    return out


_NOBODY = {"nobody", "none", "no-one"}


def _nobody(tree: Tree, i: int, patients: list[int]) -> bool:
    """"no casualties", "nobody was hurt": nobody suffered it."""
    def none(k: int) -> bool:
        return tree.lemmas[k] in _NOBODY or any(tree.lemmas[d] == "no" for d in tree.kids(k, "det"))

    return (tree.lemmas[i] in words("casualty-noun") and none(i)) or (bool(patients) and all(none(k) for k in patients)) or any(
        none(k) for k in tree.kids(i, "nsubj:pass")
    )


def _none_of(tree: Tree, i: int, entry: PredicateEntry, patients: list[int]) -> list[str]:
    """What nobody suffered: "casualties" are dead and wounded. That no lawmaker was hurt says nothing of others."""
    heads = [*patients, *tree.kids(i, "nsubj:pass")]
    if any(tree.lemmas[k] not in _NOBODY | {"people", "person", "one"} | words("casualty-noun") for k in heads):
        return []
    return ["killed", "wounded"] if tree.lemmas[i] in {"casualty", "victim"} else [entry.effect] if entry.effect in EFFECTS else []


def gapped(tree: Tree, i: int) -> int | None:
    """"ten were killed and 20 others wounded": the counted noun right before a participle that has no verb of its own."""
    word = tree.words[i]
    if i == 0 or word.text.lower() not in words("effect-participle") or tree.kids(i, "aux", "cop", "nsubj:pass", "obj"):
        return None
    before = tree.words[i - 1]
    counted = before.upos == "NUM" or bool(tree.kids(i - 1, "nummod"))
    free = before.upos in {"NOUN", "NUM", "PRON"} and (tree.rel(i - 1) in {"conj", "nsubj", "obj", "dep", "nummod"} or tree.words[i - 1].head == i)
    if counted and free and tree.rel(i) not in {"root", "acl"}:
        return i - 1
    return _number_after(tree, i)


def _number_after(tree: Tree, i: int) -> int | None:
    """"… and wounded at least 525": the bare number right after a participle that has no object."""
    for j in range(i + 1, min(i + 5, len(tree.words))):
        if tree.words[j].upos == "NUM":
            alone = tree.rel(j) != "nummod" or tree.words[j].head < i
            return j if alone and j not in tree.times else None
        if tree.lemmas[j] not in words("before-number"):
            return None
    return None


def _gapped_later(tree: Tree, p: int, i: int) -> bool:
    """Does a conjunct of this predicate's patients belong to the participle right after it?"""
    if p + 1 < len(tree.words) and p + 1 != i and tree.words[p + 1].head != i and gapped(tree, p + 1) == p:
        return True
    if p != i and gapped(tree, p) is not None:
        return True
    if any(k != i and gapped(tree, k) == p for k in range(max(0, p - 4), p)):
        return True
    before = tree.phrase(p)[0] - 1  # "… 12 people and wounded 30 others"
    if before > 0 and before != i and p != before and tree.words[before].text.lower() in words("effect-participle") and not tree.governs(before, i):
        return True
    numbers = tree.kids(p, "nummod")  # "… and wounded eight others": the participle read as an adjective of the conjunct
    return bool(numbers) and any(
        k < numbers[0] and k != i and tree.words[k].text.lower() in words("effect-participle") for k in tree.kids(p, "amod", "acl")
    )


def _party(sorts: Sorts, node: Node) -> bool:
    return sorts.sort(node) in {"person", "org", "state"} or (
        sorts.sort(node) == "place" and (sorts.is_capital_or_country(node) or sorts.metonym(node) is not None)
    )


def _recipients(sorts: Sorts, s: int, tree: Tree, i: int, verbal: bool, kind: str, also: Sequence[int]) -> list[int]:
    """Whom an act is aimed at by a preposition of the word, of its object or of a participle there: "imposed sanctions on
    X", "condolences to X", "restrictions imposed on X"; else whose word or deed it answers ("rejected X's offer")."""
    objects = [*(tree.kids(i, "obj") if verbal else []), *also]
    holders = [*objects, i, *([tree.words[i].head] if not verbal and tree.rel(i) == "obj" else [])]
    holders += [k for o in objects for k in tree.kids(o, "acl") if tree.words[k].deprel != "acl:relcl"]
    holders += [k for o in (objects or ([] if verbal else [i])) for k in tree.kids(o, "nmod") if tree.case(k) == "of" and not _party(sorts, Node(s, k))]
    wanted = words(f"towards-{kind}")
    for holder in holders:
        for k in tree.kids(holder, "nmod", "obl"):
            if tree.case(k) in wanted and k not in tree.times and k > i - 1:
                found = [c for c in tree.conjuncts(k) if _party(sorts, Node(s, c))]
                if found:
                    return found
    if kind in words("owned-type"):  # "tariffs on American goods"
        for holder in holders:
            for k in tree.kids(holder, "nmod", "obl"):
                if tree.case(k) in wanted and k > i - 1 and (found := _owners(sorts, s, tree, k)):
                    return found
    if kind in words("answering-type"):
        for o in objects or ([] if verbal else [i]):
            found = [k for k in _owners(sorts, s, tree, o) if k != i]
            if found:
                return found
    return _helped(sorts, s, tree, [*holders, i]) if kind == "aid" else []


def _owners(sorts: Sorts, s: int, tree: Tree, noun: int) -> list[int]:
    """Whose word or deed a noun is ("X's offer", "the decision of X", "the U.S. demand"), coordinated ones included."""
    deed = sorts.sort(Node(s, noun)) == "event"
    prepositions = {"by", "from"} if deed else {"by", "from", "of"}  # "the killing of X": whom it befell
    kids = [*tree.kids(noun, "nmod:poss"), *(k for k in tree.kids(noun, "nmod") if tree.case(k) in prepositions)]
    kids += [k for k in tree.kids(noun, "compound", "amod") if Node(s, k) in sorts.found.at]
    for k in kids:
        found = [c for c in tree.conjuncts(antecedent(tree, k)) if _party(sorts, Node(s, c)) or sorts.sort(Node(s, c)) == "state"]
        if found:
            return found
    return []


def _helped(sorts: Sorts, s: int, tree: Tree, holders: Sequence[int]) -> list[int]:
    """"sent ventilators to assist X": whom the purpose of giving names."""
    for holder in holders:
        for k in tree.kids(holder, "advcl", "acl", "xcomp"):
            if any(e.type == "aid" for e in entries_at(tree, k)):
                found = [c for c in fill(tree, k, ("ARG1", "obj"), True)[0] if _party(sorts, Node(s, c))]
                if found:
                    return found
    return []


def _share(tree: Tree, i: int) -> tuple[int, int] | None:
    """A part of those counted before ("four of the dead were children"): the number and what they were."""
    head = tree.words[i].head
    if head < 0 or tree.rel(i) != "nmod" or tree.case(i) != "of" or tree.words[head].upos not in {"NUM", "DET", "ADJ", "PRON"}:
        return None
    top = tree.words[head].head
    return head, top if top >= 0 else head


def _light_subject(tree: Tree, i: int) -> list[int]:
    """"The army launched an attack": the subject of the verb whose object the event noun is."""
    head = tree.words[i].head
    if head < 0 or tree.words[head].upos != "VERB" or tree.rel(i) != "obj":
        return []
    if any(m.effect == "foiled" for m in modality().get((tree.lemmas[head], "VERB"), ())):
        return []
    light = any(key == "obj" and "attack-noun" in value for e in entries_at(tree, head) for key, value in e.conditions)
    if not light and tree.words[head].lemma.lower() not in words("light-verb"):
        return []
    found = subject(tree, head)
    return [] if found is None else tree.conjuncts(found)


def _place_parties(
    doc: Doc, sorts: Sorts, s: int, out: Draft, agents: list[int], patients: list[int], sides: list[int], entry: PredicateEntry
) -> None:
    def timely(k: int) -> bool:
        return Node(s, k) in doc.time_at or doc.trees[s].lemmas[k] in words("time-noun")

    def bare(k: int) -> bool:
        """A number by itself ("82 dead", "killing 12") counts people but names no party."""
        return doc.trees[s].words[k].upos == "NUM" and Node(s, k) not in sorts.found.at and not any(
            doc.trees[s].case(m) == "of" for m in doc.trees[s].kids(k, "nmod")
        )

    agents, patients, sides = ([k for k in heads if not timely(k) and not bare(k)] for heads in (agents, patients, sides))
    if any(doc.trees[s].lemmas[k] == "each" for k in patients) and len(agents) > 1:
        sides, agents, patients = agents, [], []  # "fought each other"
    for k in agents:
        node, sort = Node(s, k), sorts.sort(Node(s, k))
        if sort in {"person", "org", "state"}:
            out.add("agents", [node])
        elif sort == "weapon":
            out.add("instruments", [node])
        elif sort == "place" and (sorts.is_capital_or_country(node) or sorts.metonym(node) is not None):
            out.add("agents", [node])
    for k in patients:
        node, sort = Node(s, k), sorts.sort(Node(s, k))
        if sort in {"person", "org", "state"}:
            if sort != "person" and out.harmful and entry.patient_kind == "thing":
                out.add("targets", [node])
            else:
                out.add("patients", [node])
        elif sort == "place":
            if (sorts.is_country(node) and not _inside(doc, node)) or (out.type in words("verbal-type") and sorts.metonym(node) is not None):
                out.add("patients", [node])
            elif (out.harmful or out.type == "retreat") and not _inside(doc, node):
                out.add("targets", [node])
        elif sort == "weapon":
            out.add("instruments" if entry.patient_kind == "person" else "targets", [node])
        elif sort == "thing" or (sort == "event" and (not out.harmful or out.type == "sanction")):
            out.add("targets", [node])
    for k in sides:
        if sorts.sort(Node(s, k)) in {"person", "org", "state"}:
            out.add("participants", [Node(s, k)])
    if entry.agent and entry.agent[0].startswith("both:") and out.agents and not out.patients and len(out.agents) > 1:
        out.add("participants", out.agents)
        out.agents.clear()


def _other_side(doc: Doc, sorts: Sorts, s: int, i: int, out: Draft) -> None:
    """"After clashes with X, the army …": the clause's subject is the side that a symmetric event leaves out."""
    tree = doc.trees[s]
    told = [*out.agents, *out.patients, *out.participants]
    if len(told) == 1:
        for up in tree.up(i):
            if tree.words[up].upos == "VERB":
                found = subject(tree, up)
                if found is None:
                    continue
                if tree.rel(i) != "nsubj" and sorts.sort(Node(s, found)) in {"org", "state"} and Node(s, found) not in told:
                    told.append(Node(s, found))
                break
    if len(told) > 1 and out.type == "assault" and not out.effect:
        out.agents, out.patients, out.participants = [], [], list(dict.fromkeys(told))


def _inside(doc: Doc, node: Node) -> bool:
    """"in Iraq", "across Syria": where, not whom."""
    return doc.trees[node.s].case(node.i) in words("inside")
