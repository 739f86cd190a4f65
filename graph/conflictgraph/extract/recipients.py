"""Whom an act is aimed at where no role says so: recipients, owners of what is answered, those whom aid shall help."""

from __future__ import annotations

from collections.abc import Sequence

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Node
from conflictgraph.extract.nouns import names_a_people
from conflictgraph.extract.roles import antecedent, fill, subject, surface_subject
from conflictgraph.extract.senses import entries_at
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.tree import Tree


def party(sorts: Sorts, node: Node) -> bool:
    return sorts.sort(node) in {"person", "org", "state"} or (
        sorts.sort(node) == "place" and (sorts.is_capital_or_country(node) or sorts.metonym(node) is not None)
    )


def recipients(sorts: Sorts, s: int, tree: Tree, i: int, verbal: bool, kind: str, also: Sequence[int]) -> list[int]:
    """Whom an act is aimed at by a preposition of the word, of its object or of a participle there: "imposed sanctions on
    X", "condolences to X", "restrictions imposed on X"; else whose word or deed it answers ("rejected X's offer")."""
    objects = [*(tree.kids(i, "obj") if verbal else []), *also]
    if verbal and not objects and tree.passive(i):  # "ties with X were severed"
        objects = [k for k in tree.kids(i, "nsubj:pass") if not party(sorts, Node(s, k))]
    holders = [*objects, i, *([tree.words[i].head] if not verbal and tree.rel(i) == "obj" else [])]
    holders += [k for o in objects for k in tree.kids(o, "acl") if tree.words[k].deprel != "acl:relcl"]
    holders += [k for o in (objects or ([] if verbal else [i])) for k in tree.kids(o, "nmod") if tree.case(k) in {"of", "in"} and not party(sorts, Node(s, k)) and sorts.sort(Node(s, k)) != "place"]
    wanted = words(f"towards-{kind}")
    led = [(h, k) for h in holders for k in tree.kids(h, "nmod", "obl") if tree.case(k) in wanted and not (tree.case(k) == "by" and h == i)]  # "was rejected by X": who does it
    for holder, k in led:
        if k not in tree.times and (k > i - 1 or (holder in objects and k > holder)):
            found = [c for c in tree.conjuncts(k) if party(sorts, Node(s, c))]
            if found:
                return found
    if kind in words("owned-type"):  # "tariffs on American goods"
        for _, k in led:
            if k > i - 1 and (found := _owners(sorts, s, tree, k) or (_beyond_of(sorts, s, tree, k) if kind in {"sanction", "concede"} else [])):
                return found
    if kind in words("answering-type"):
        for o in objects or ([] if verbal else [i]):
            # Of what is further down, a pronoun is most often the subject himself: "declined to give his name".
            found = [k for k in _owners(sorts, s, tree, o) if k != i and (tree.words[k].upos != "PRON" or (tree.words[o].head == i and kind != "support"))]
            if found:
                return found
    if kind == "request" and verbal:
        against = [c for k in tree.kids(i, "obl") if tree.case(k) == "against" for c in tree.conjuncts(k) if party(sorts, Node(s, c))]
        return against or _concerned(sorts, s, tree, [*objects, *(k for k in tree.kids(i, "obl") if tree.case(k) == "for")])
    return _helped(sorts, s, tree, [*holders, i], kind == "aid") if kind in {"aid", "support"} else []


def _beyond_of(sorts: Sorts, s: int, tree: Tree, noun: int) -> list[int]:
    """"Restrictions on trade with X", "a ban on exports to X": the party at the other end of what is named."""
    if sorts.sort(Node(s, noun)) in {"person", "org", "state", "place"}:
        return []
    return next((found for k in tree.kids(noun, "nmod") if tree.case(k) in {"to", "with", "from"} and (found := [c for c in tree.conjuncts(k) if party(sorts, Node(s, c))])), [])


def _concerned(sorts: Sorts, s: int, tree: Tree, wanted: Sequence[int]) -> list[int]:
    """"Called for sanctions against X", "demanded the resignation of X", "an inquiry into X's conduct": where nobody is asked, whom
    it shall befall."""
    for noun in (c for k in wanted for c in tree.conjuncts(k)):
        for k in tree.kids(noun, "nmod"):
            if tree.case(k) in words("befalling"):
                found = [c for c in tree.conjuncts(k) if party(sorts, Node(s, c))] or _owners(sorts, s, tree, k)
                if found := [c for c in found if tree.words[c].upos != "PRON"]:
                    return found
        if not party(sorts, Node(s, noun)) and (found := [k for k in _owners(sorts, s, tree, noun) if tree.words[k].upos != "PRON"]):
            return found
    return []


def asked(sorts: Sorts, s: int, tree: Tree, i: int) -> list[int]:
    """"Demanded that the president step down": who shall do it is whom it is asked of."""
    for k in tree.kids(i, "ccomp"):
        own = surface_subject(tree, k)
        if own is not None and not tree.passive(k) and tree.words[own].upos != "PRON":
            return [c for c in tree.conjuncts(own) if party(sorts, Node(s, c))]
    return []


def lent_by(sorts: Sorts, s: int, tree: Tree, i: int) -> tuple[list[int], list[int]] | None:
    """"With support from X, Y advanced": X gives it, and to whom the sentence is about; None where a noun is not so used."""
    head = tree.words[i].head
    if tree.case(i) not in words("lent-by") or head < 0 or tree.rel(i) not in {"obl", "nmod", "advcl"}:
        return None
    givers = fill(tree, i, ("prep:from", "prep:of", "prep:by", "poss", "nmod-pre"), False)[0]
    if not givers:  # the phrase may hang on the verb beside it
        givers = [c for k in tree.kids(head, "obl") if i < k <= i + 4 and tree.case(k) in {"from", "of", "by"} for c in tree.conjuncts(k)]
    helped = subject(tree, head) if tree.words[head].upos in {"VERB", "AUX"} else head
    if helped is None and tree.passive(head):
        helped = surface_subject(tree, head)
    givers = [k for k in givers if party(sorts, Node(s, k))]
    return (givers, [k for k in tree.conjuncts(helped) if k not in givers] if helped is not None and helped not in givers else []) if givers else None


def _owners(sorts: Sorts, s: int, tree: Tree, noun: int) -> list[int]:
    """Whose word or deed a noun is ("X's offer", "the decision of X", "the U.S. demand"), coordinated ones included."""
    deed = sorts.sort(Node(s, noun)) == "event"
    prepositions = {"by", "from"} if deed else {"by", "from", "of"}  # "the killing of X": whom it befell
    kids = [*tree.kids(noun, "nmod:poss"), *(k for k in tree.kids(noun, "nmod") if tree.case(k) in prepositions)]
    kids += [k for k in tree.kids(noun, "compound", "amod") if Node(s, k) in sorts.found.at]
    assault = deed and any(e.type == "assault" for e in entries_at(tree, noun))
    suffered = tree.role(noun, "ARG1") if assault else None
    harms = assault and any(e.effect == "killed" for e in entries_at(tree, noun)) and not any(tree.case(k) == "of" for k in tree.kids(noun, "nmod"))
    for k in kids:
        befell = (suffered is not None and suffered.head == k) or (harms and sorts.named_person(Node(s, k)))
        if befell and tree.words[k].deprel == "nmod:poss":
            continue  # "condemned the governor's assassination": it befell him
        found = [c for c in tree.conjuncts(antecedent(tree, k)) if party(sorts, Node(s, c)) or sorts.sort(Node(s, c)) == "state"]
        if found:
            return found
    return []


def _helped(sorts: Sorts, s: int, tree: Tree, holders: Sequence[int], also_things: bool) -> list[int]:
    """"sent ventilators to assist X", "5 million to meet the needs of X": whom, or what, the purpose of giving names."""
    things: list[int] = []
    for holder in holders:
        for k in tree.kids(holder, "advcl", "acl", "xcomp"):
            if any(e.type in {"aid", "support"} for e in entries_at(tree, k)) or tree.lemmas[k] in words("help-verb"):
                goal = fill(tree, k, ("ARG1", "obj"), True)[0]
                found = [c for c in goal if party(sorts, Node(s, c))]
                if found:
                    return found
                things = things or [c for c in goal[:1] if also_things and tree.words[c].upos in {"NOUN", "PROPN"}]
    return things


def helped(sorts: Sorts, s: int, tree: Tree, i: int) -> list[int]:
    """"Sent troops to help X": the party that it helps."""
    return _helped(sorts, s, tree, [i, *tree.kids(i, "obj")], False)


def beyond(sorts: Sorts, s: int, tree: Tree, i: int) -> list[int]:
    """"Massed troops along the border with X": the party on its other side."""
    holders = [k for h in (i, *tree.kids(i, "obj")) for k in tree.kids(h, "obl", "nmod") if tree.lemmas[k] in {"border", "frontier"}]
    with_whom = [k for h in holders for k in (*tree.kids(h, "nmod"), *(m for m in tree.kids(tree.words[h].head, "obl", "nmod") if m > h)) if tree.case(k) == "with"]
    return [c for k in with_whom for c in tree.conjuncts(k) if party(sorts, Node(s, c))]


def between(sorts: Sorts, s: int, tree: Tree, i: int) -> list[int]:
    """"Launched a mediation effort to end the rift between X and Y": the sides of what a mediator's purpose names."""
    head = tree.words[i].head
    for holder in (i, *([head] if head >= 0 and tree.words[head].upos == "VERB" else [])):
        for k in tree.kids(holder, "acl", "advcl", "xcomp"):
            for m in tree.subtree(k):
                if tree.rel(m) in {"nmod", "obl"} and tree.case(m) in {"between", "among"}:
                    return [c for c in tree.conjuncts(m) if party(sorts, Node(s, c))]
    return []


def object_party(sorts: Sorts, s: int, tree: Tree, i: int, patients: list[int]) -> list[int]:
    """The verb's object, where it is a party and what the roles call so is a place."""
    whom = [c for k in tree.kids(i, "obj") for c in tree.conjuncts(k)]
    placed = bool(patients) and all(sorts.sort(Node(s, p)) == "place" and tree.case(tree.first_conjunct(p)) == "from" for p in patients) and not set(whom) & set(patients)
    return whom if placed and any(sorts.sort(Node(s, k)) in {"person", "org", "state"} for k in whom) else []


def gerund_sides(sorts: Sorts, s: int, tree: Tree, i: int) -> list[int]:
    """"Fighting between A and B resumed": the sides of a gerund that the tree takes for a verb."""
    if tree.words[i].upos != "VERB" or not tree.words[i].text.lower().endswith("ing"):
        return []
    apart = [tree.conjuncts(k) for k in tree.kids(i, "nmod", "obl") if tree.case(k) == "between"]
    return next((both for both in apart if len(both) > 1 and all(party(sorts, Node(s, k)) for k in both)), [])


def two_sides(tree: Tree, i: int, agents: list[int], patients: list[int], sides: list[int]) -> tuple[list[int], list[int], list[int]]:
    """"Fighting between A and B": those behind "between" are sides of it, whatever their roles are."""
    def among(k: int) -> bool:
        first = tree.first_conjunct(k)
        return tree.case(first) == "between" and len(tree.conjuncts(first)) > 1 and i in {tree.words[first].head, *tree.kids(tree.words[first].head)}

    if tree.words[i].upos in {"VERB", "AUX"} and agents and not any(among(k) for k in agents):
        return agents, [p for p in patients if p not in sides], sides  # "mediated between A and B"
    found = [k for k in (*agents, *patients) if among(k) and k not in sides]
    both = [*sides, *found]
    return [k for k in agents if k not in both], [k for k in patients if k not in both], both


def hyphened(sorts: Sorts, s: int, tree: Tree, i: int) -> list[int]:
    """"The Israel-Hamas war", "police-student clashes": two parties that a hyphen joins before a deed of both are its sides."""
    for k in range(1, i - 1):
        left, hyphen, right = tree.words[k - 1 : k + 2]
        if hyphen.text not in {"-", "–", "—"} or left.end != hyphen.start or hyphen.end != right.start or not (tree.governs(i, k - 1) and tree.governs(i, k + 1)):
            continue
        a, b = Node(s, k - 1), Node(s, k + 1)
        named = sorts.found.at.get(a), sorts.found.at.get(b)
        one = named[0] is not None and named[0] is named[1]  # "al-Shabaab"
        if not one and all(_side(sorts, tree, n) or held is not None for n, held in zip((a, b), named, strict=True)):
            return [a.i, b.i]
    return []


def _side(sorts: Sorts, tree: Tree, node: Node) -> bool:
    """Can a word that a hyphen joins to another be a side ("police-student", "Hindu-Muslim")?"""
    called = tree.words[node.i].text[:1].isupper() and names_a_people(tree.words[node.i].text.lower())
    return called or sorts.sort(node) in {"person", "org", "state"} or sorts.is_capital_or_country(node)


def authors(sorts: Sorts, s: int, tree: Tree, noun: int) -> list[int]:
    """Whose statement or report it is that says or asks something."""
    for k in (*tree.kids(noun, "nmod:poss"), *(k for k in tree.kids(noun, "nmod") if tree.case(k) in {"by", "from", "of"})):
        found = [c for c in tree.conjuncts(antecedent(tree, k)) if party(sorts, Node(s, c))]
        if found:
            return found
    return []
