"""What fills a predicate's places decides what it is: a party, an instrument, a target, a side."""

from __future__ import annotations

from conflictgraph.extract.binding import plural
from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.lexicon import PredicateEntry, cues
from conflictgraph.extract.mutual import each_other
from conflictgraph.extract.nouns import names_a_people
from conflictgraph.extract.roles import by_agent, companion, subject
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.tree import Tree


def fights(sorts: Sorts, node: Node, harms: bool) -> bool:
    """Is somebody named before the noun of a deed he who did it ("Israeli fire", "a Boko Haram kidnapping")? Where the noun says what somebody
    suffered, a state's people may as well have suffered it ("the Israeli killings")."""
    held = sorts.found.at.get(node)
    kinds = {"armed-group"} if harms else {"armed-group", "state", "state-force"}
    return held is not None and held.type in {"ORG", "NORP"} and held.kind in kinds


def before_noun(tree: Tree, k: int, i: int) -> bool:
    """Does a word stand before a noun and say which it is ("the FMLN attack")?"""
    return k < i and tree.words[k].head == i and tree.rel(k) in {"compound", "amod"}


def unfit_to_fight(sorts: Sorts, node: Node) -> bool:
    """Is a name that of a body or person of whom nothing tells that they fight?"""
    held = sorts.found.at.get(node)
    return held is not None and held.type in {"ORG", "PER"} and held.kind in {None, "organization", "person"} and "armed" not in sorts.classes(node)


def unarmed(sorts: Sorts, node: Node) -> bool:
    """Somebody who does not fight: whose killing is told is he, not his deed."""
    named = sorts.found.at.get(node)
    people = named is not None and named.type == "NORP" and named.kind != "armed-group"
    return (people or sorts.sort(node) == "person") and "armed" not in sorts.classes(node)


def one_man(sorts: Sorts, node: Node) -> bool:
    """"the general's killing": of one man, though he fights, it is what befell him."""
    word = sorts.doc.word(node)
    return word.upos == "NOUN" and word.text.lower() == word.lemma.lower() and sorts.sort(node) == "person" and word.lemma.lower() not in words("collective-noun")


def place(
    doc: Doc, sorts: Sorts, s: int, out: Draft, agents: list[int], patients: list[int], sides: list[int], entry: PredicateEntry
) -> None:
    def timely(k: int) -> bool:
        return Node(s, k) in doc.time_at or doc.trees[s].lemmas[k] in words("time-noun")

    def bare(k: int) -> bool:
        """A number by itself ("82 dead", "killing 12") counts people but names no party."""
        return doc.trees[s].words[k].upos == "NUM" and Node(s, k) not in sorts.found.at and not any(
            doc.trees[s].case(m) == "of" for m in doc.trees[s].kids(k, "nmod")
        )

    tree = doc.trees[s]
    i = out.trigger.i
    for slot, heads in (("agent", agents), ("patient", patients), ("participant", sides)):
        tree.noted(i, slot, "a time", [k for k in heads if timely(k)], ())
        tree.noted(i, slot, "a number by itself counts people but names no party", [k for k in heads if bare(k) and not timely(k)], ())
    agents, patients, sides = ([k for k in heads if not timely(k) and not bare(k)] for heads in (agents, patients, sides))
    agents = [*agents, *(m for k in agents for m in _members(tree, k, i) if m not in agents)]
    with_each = any(tree.lemmas[k] == "each" or each_other(tree, k) for k in (*patients, *tree.kids(i, "obj")))
    alone = len([k for k in sides if doc.trees[s].lemmas[k] != "each"]) == 1 or (with_each and len(agents) == 1)
    told = [*agents, *patients, *sides]
    agents, patients, sides = ([n for k in heads for n in (*of_others(sorts, s, tree, k, alone), k)] for heads in (agents, patients, sides))
    if with_each and len(agents) > 1:
        sides, agents, patients = agents, [], []  # "fought each other"
    for k in agents:
        node, sort = Node(s, k), sorts.sort(Node(s, k))
        if tree.lemmas[k] in words("casualty-noun"):
            tree.note(i, "agent", "those harmed, who did nothing", k)  # "casualties from fighting"
        elif out.type == "protest" and sorts.is_capital_or_country(node) and tree.rel(k) in {"nmod", "compound"} and tree.words[k].head == i and not tree.case(k):
            tree.note(i, "agent", "a country's protests are those of its people", k)
        elif tree.words[k].deprel == "nmod:poss" and out.harmful and _surpassing(tree, i):
            tree.note(i, "agent", "whose worst, first or latest it is: where it struck", k)  # "the country's worst attack"
        elif tree.rel(k) == "compound" and sorts.is_country(node) and tree.lemmas[i] in words("befalling-noun") and not tree.words[k].text.isupper():
            tree.note(i, "agent", "the country that it befell", k)  # "the Iraq invasion"
            out.add("patients", [node])
        elif sort in {"person", "org", "state"}:
            out.add("agents", [node])
        elif sort == "weapon":
            tree.note(i, "instrument", "a weapon where the agent stands", k, True)
            out.add("instruments", [node])
            out.add("agents", _wielders(doc, sorts, node))
        elif sort == "place" and (sorts.is_capital_or_country(node) or sorts.metonym(node) is not None):
            tree.note(i, "agent", "a country or capital that stands for its government", k, True)
            out.add("agents", [node])
        elif out.type not in {"assault", "protest"} and tree.lemmas[k] in words("house-noun") and tree.rel(tree.first_conjunct(k)) == "nsubj":
            tree.note(i, "agent", "a house that stands for those who work in it", k, True)
            out.add("agents", [node])
        elif out.type not in {"assault", "protest"} and _acts(doc, sorts, node, out.type in words("worded-type")):
            tree.note(i, "agent", "a name that does what only a body of people can do", k, True)
            out.add("agents", [node])
        else:
            tree.note(i, "agent", f"{_A.get(sort, 'a thing')} does nothing by itself", k)
    if entry.patient_kind == "person" or entry.effect:
        patients = _names_of(doc, sorts, s, patients, i)
    for k in patients:
        node, sort = Node(s, k), sorts.sort(Node(s, k))
        if out.type == "assault" and not entry.effect and tree.case(tree.first_conjunct(k)) in words("beside-case"):
            if sort in {"person", "org", "state"}:
                tree.note(i, "agent", "beside whom one fights", k, True)
                out.add("agents", [node])  # "are fighting alongside the army"
            continue
        if out.type == "assault" and sorts.fought_for(node):
            tree.note(i, "target", "what one fights for, not against", k)
            continue
        if sort in {"org", "place", "person"} and out.type == "assault" and node in sorts.found.at and not sorts.found.at[node].key and tree.case(tree.first_conjunct(k)) in {"in", "across", "throughout"}:
            tree.note(i, "patient", "a name behind “in”: where, not whom", k)
        elif out.type == "protest" and out.mode == "demo" and tree.case(tree.first_conjunct(k)) == "with":
            tree.note(i, "patient", "beside whom they rally, not against whom", k)
        elif sort in {"person", "org", "state"}:
            aimed = out.type == "assault" and sort == "org" and sorts.building(node)  # "attacked the embassy"
            aimed = aimed or (sort == "org" and out.mode == "explosives" and tree.case(tree.first_conjunct(k)) in words("burst-at") and tree.lemmas[k] not in words("collective-noun") and "armed" not in sorts.classes(node))
            thing = out.harmful and entry.patient_kind == "thing" and not sorts.fighters(node)  # "destroy the group"
            if sort != "person" and (thing or aimed):
                tree.note(i, "target", "a building, or what is destroyed", k, True)
                out.add("targets", [node])
            else:
                out.add("patients", [node])
        elif sort == "place":
            if (sorts.is_country(node) and not _inside(doc, node)) or ((out.type in words("verbal-type") or (out.type == "retreat" and tree.case(k) == "to")) and sorts.metonym(node) is not None):
                out.add("patients", [node])
            elif (out.harmful or out.type == "retreat") and not _inside(doc, node):
                tree.note(i, "target", "a place that is attacked or left", k, True)
                out.add("targets", [node])
            else:
                tree.note(i, "patient", "a place: where, not whom", k)
        elif sort == "weapon":
            burst = entry.pos == "NOUN" and entry.mode == "explosives" and tree.case(k) == "of"  # "detonations of heavy weapons"
            struck = tree.rel(tree.first_conjunct(k)) in {"obj", "nsubj:pass"} and tree.lemmas[k] in words("building-noun") | words("vehicle-noun")
            by_it = (entry.patient_kind == "person" and not struck) or burst or tree.case(k) == "with"  # but "ambushed a helicopter"
            out.add("instruments" if by_it else "targets", [node])
        elif sort == "thing" and out.type != "assault" and _listed_with_parties(doc, sorts, node):
            out.add("patients", [node])  # "sanctions on Rusal and other companies"
        elif sort == "thing" and out.harmful and entry.patient_kind == "person" and not (sorts.building(node) or sorts.abstract(node)):
            out.add("patients", [node])  # whom one kidnaps is somebody, whatever he is called
        elif out.type == "assault" and sorts.abstract(node):
            tree.note(i, "target", "an idea, which nobody hits", k)
        elif sort == "thing" and out.type == "assault" and tree.case(k) == "with" and "prep:with" not in entry.patient:
            tree.note(i, "target", "with it, not on it", k)  # "an attack with similar features"
        elif sort == "thing" and out.harmful and tree.case(k) == "in" and not sorts.building(node):
            tree.note(i, "target", "in it, not on it", k)  # "in a statement", "in an attempt to"
        elif sort == "thing" or (sort == "event" and (not out.harmful or out.type == "sanction")):
            tree.note(i, "target", f"{_A.get(sort, 'a thing')}, no party", k, True)
            out.add("targets", [node])
        else:
            tree.note(i, "patient", f"{_A.get(sort, 'a thing')}: nothing that this act is aimed at", k)
    for k in sides:
        if tree.lemmas[k] in {"each", "one"} and tree.lemmas[k + 1 : k + 2] in (["other"], ["another"]):
            tree.note(i, "participant", "each of them the other", k)
        elif sorts.sort(Node(s, k)) in {"person", "org", "state"} or sorts.is_country(Node(s, k)) or k not in told or (tree.words[k].text[:1].isupper() and names_a_people(tree.words[k].text.lower())):
            out.add("participants", [Node(s, k)])
        else:
            tree.note(i, "participant", f"{_A.get(sorts.sort(Node(s, k)), 'a thing')}, no party", k)
    if entry.agent and entry.agent[0].startswith("both:") and out.agents and not out.patients and len(out.agents) > 1:
        out.add("participants", out.agents)
        out.agents.clear()


def of_others(sorts: Sorts, s: int, tree: Tree, k: int, alone: bool = False) -> list[int]:
    """"US and Iraqi troops", "Israeli and Palestinian leaders", "Chad and Niger's armies": the states before the last one's are parties of
    their own; so is any name where those called so, `alone`, did it to each other ("Muslim and Hindu students", "Abgal and Murule clan militias")."""
    own = sorts.found.at.get(Node(s, k))
    found = []
    for m in tree.kids(k, "amod", "compound", "nmod:poss"):
        if m > k or not tree.kids(m, "conj"):
            continue
        other = sorts.found.at.get(Node(s, m))
        state = other is not None and other is not own and other.kind in {"state", "state-force"}
        if state or (alone and all(tree.words[c].text[:1].isupper() and tree.words[c].upos in {"PROPN", "ADJ"} for c in tree.conjuncts(m)) and tree.words[k].text.lower() != tree.lemmas[k]):
            found.append(m)
    return found


def _surpassing(tree: Tree, i: int) -> bool:
    """"worst", "deadliest", "second", "most serious"."""
    return any(
        (tree.words[k].text.lower().endswith("est") and tree.words[k].text.lower() != tree.lemmas[k]) or tree.lemmas[k] in {"bad", "worst", "first", "latest", "last"} or (tree.kids(k, "advmod") and tree.lemmas[tree.kids(k, "advmod")[0]] == "most")
        for k in tree.kids(i, "amod")
    )


def _members(tree: Tree, k: int, i: int) -> list[int]:
    """"Nations that have conducted strikes include Oman and Chad": those who are named among them did so too."""
    verb = tree.words[k].head
    if tree.rel(k) != "nsubj" or tree.words[verb].upos != "VERB" or tree.lemmas[verb] not in words("include-verb") or not tree.governs(k, i):
        return []
    return [m for n in tree.kids(verb, "obj") for m in tree.conjuncts(n) if m in tree.name_at]


def _acts(doc: Doc, sorts: Sorts, node: Node, worded: bool) -> bool:
    """"The Tokyo Stock Exchange and MERCOSUR agreed", "Abkhazia rejected": what has a name and stands as the subject is a body of
    people; a place only where somebody speaks or decides, and not where something happens."""
    tree, word = doc.trees[node.s], doc.word(node)
    top = tree.first_conjunct(node.i)
    named = word.upos == "PROPN" and not doc.caseless and sorts.sort(node) in ({"place", "thing"} if worded else {"thing"})
    return named and tree.words[top].deprel == "nsubj" and not tree.case(top)


def _listed_with_parties(doc: Doc, sorts: Sorts, node: Node) -> bool:
    """An unknown name in a list of parties is one of them."""
    tree = doc.trees[node.s]
    others = [c for c in tree.conjuncts(tree.first_conjunct(node.i)) if c != node.i]
    return doc.word(node).upos == "PROPN" and not doc.caseless and any(sorts.sort(Node(node.s, c)) in {"person", "org", "state"} for c in others)


_A = {"person": "a person", "org": "an organisation", "state": "a state", "place": "a place", "weapon": "a weapon", "event": "an event", "thing": "a thing"}


def _wielders(doc: Doc, sorts: Sorts, node: Node) -> list[Node]:
    """Whose a weapon is that strikes: "Coalition aircraft", "the army's rockets", "missiles fired by X"."""
    tree = doc.trees[node.s]
    own = sorts.found.at.get(node)
    kids = [k for k in tree.kids(node.i, "compound", "amod", "nmod:poss") if k < node.i and (own is None or sorts.found.at.get(Node(node.s, k)) is not own)]
    whose = [k for k in kids if sorts.sort(Node(node.s, k)) in {"org", "state"} or sorts.is_country(Node(node.s, k)) or tree.lemmas[k] in words("side-noun")][:1]  # "a US drone", "rebel rockets"
    for a in tree.kids(node.i, "acl", "acl:relcl"):  # "a mine laid by rebels", "a bomb that X planted"
        if tree.lemmas[a] not in words("wielding-verb") | words("weapon-bearing") or any(tree.lemmas[k] == "down" for k in tree.kids(a, "compound", "advmod")):
            continue  # but "a rocket intercepted by X", "drones supplied by X", "a bombing claimed by X"
        found = subject(tree, a) if tree.words[a].upos == "VERB" else None
        if found is None or found == node.i:
            found = by_agent(tree, a)  # "bullets fired by a policeman"
        if not whose and found is not None:
            whose = [k for k in tree.conjuncts(found) if k != node.i and sorts.sort(Node(node.s, k)) in {"person", "org", "state"}]
    verb = tree.words[node.i].head
    if not whose and tree.rel(node.i) == "obj" and tree.lemmas[verb] in words("wielding-verb"):  # "fired munitions destroying a depot"
        found = subject(tree, verb)
        if found is not None and sorts.sort(Node(node.s, found)) == "weapon":
            return _wielders(doc, sorts, Node(node.s, found))  # "navy jets fired missiles"
        whose = tree.conjuncts(found) if found is not None and sorts.sort(Node(node.s, found)) in {"person", "org", "state"} else []
    return [Node(node.s, k) for k in whose]


def _names_of(doc: Doc, sorts: Sorts, s: int, patients: list[int], i: int) -> list[int]:
    """"a commander, Hafiz Waheed", "two Italians, X and Y, together with Z", "six members, including X", "a man identified as X": the
    persons named beside those harmed."""
    tree, out = doc.trees[s], list[int]()
    for k in patients:
        beside = [] if sorts.named_person(Node(s, k)) else [m for a in tree.kids(k, "appos") for m in tree.conjuncts(a)]
        beside += [m for a in tree.kids(k, "nmod") if tree.case(a) == "including" for m in tree.conjuncts(a)]
        beside += [m for a in tree.kids(k, "acl") if tree.lemmas[a] in words("name-giving-verb") for o in tree.kids(a, "obl", "xcomp", "obj") for m in tree.conjuncts(o)]
        named = [m for m in beside if sorts.named_person(Node(s, m)) and m not in patients]
        if not (named and not sorts.named_person(Node(s, k)) and not plural(doc, Node(s, k))):
            out.append(k)  # one who is named stands for the word that described him
        out.extend(named)
    for holder in (i, *patients):
        with_them = [k for k in tree.kids(holder, "nmod", "obl") if _in_company(tree, k)]
        out.extend(m for k in with_them for m in tree.conjuncts(k) if sorts.named_person(Node(s, m)) and m not in out)
    beside = [m for k in tree.kids(i, "obl", "nmod") if companion(tree, i, k) for m in tree.conjuncts(k)]
    out.extend(m for m in beside if out and m not in out and sorts.sort(Node(s, m)) == "person")  # "was killed with two of his guards"
    return out


def _in_company(tree: Tree, k: int) -> bool:
    """"along with X", "together with X"."""
    beside = {tree.lemmas[m] for m in tree.kids(k, "case", "advmod", "fixed", "cc")}
    return tree.case(k) in {"along with", "together with", "alongside"} or (tree.case(k) == "with" and bool(beside & {"along", "together"}))


def other_side(doc: Doc, sorts: Sorts, s: int, i: int, out: Draft) -> None:
    """"After clashes with X, the army …": the clause's subject is the side that a symmetric event leaves out."""
    tree = doc.trees[s]
    told = [*out.agents, *out.patients, *out.participants]
    if len(told) == 1 and tree.case(tree.first_conjunct(told[0].i)) not in {"between", "among"}:  # "a war between gangs" has its sides
        for up in tree.up(i):
            if tree.words[up].upos == "VERB":
                if (tree.lemmas[up], "VERB") in cues():
                    break  # who tells of it is no side
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
