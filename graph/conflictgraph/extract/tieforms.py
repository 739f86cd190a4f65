"""Ties that a word beside a party states: "the Iran-backed militia", "officers loyal to X", "groups linked to X", "swore allegiance
to X", "the coalition, including X and Y", "X, as part of Y", and whom a president without a country leads.
"""

from __future__ import annotations

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Node
from conflictgraph.extract.lexicon import TieEntry, ties
from conflictgraph.extract.mentions import Ent, capital_of, lexicon, state_of
from conflictgraph.extract.roles import antecedent, described, fill, surface_subject
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.tree import Tree

_PARTIES = {"person", "org", "state"}
_HYPHENS = {"-", "\u2010", "\u2011", "\u2013"}
Stated = tuple[TieEntry, Node, Node]  # the word's entry, whose tie it is, and the other end


def party(doc: Doc, sorts: Sorts, node: Node) -> bool:
    """Somebody who can be tied: a person, a body, a state by its own name or by what its government sits in ("Kremlin")."""
    if sorts.sort(node) in _PARTIES or sorts.is_capital_or_country(node):
        return True
    word = doc.word(node)
    return word.upos == "PROPN" and sorts.sort(node) != "place" and capital_of(word.text, doc.article.published, doc.caseless) is not None


def named_before(doc: Doc, sorts: Sorts, node: Node) -> Node:
    """"The SDF, an alliance backed by X": the name that a description stands beside, else the word itself."""
    tree = doc.trees[node.s]
    above = Node(node.s, tree.words[node.i].head)
    return above if tree.rel(node.i) == "appos" and node not in sorts.found.at and above in sorts.found.at else node


def attributive(doc: Doc, sorts: Sorts, s: int, i: int) -> list[Stated]:
    """What an adjective, a participle or the second part of a hyphenated word says of its noun."""
    tree = doc.trees[s]
    noun = _noun(tree, i)
    if noun is None or not party(doc, sorts, Node(s, noun)):
        return []
    text = tree.words[i].text.lower()
    entry = _of_weight(ties().get((f"-{text}", "SUFFIX"), ()))
    before = _hyphened(tree, i)
    if before is not None:
        found = [before] if entry is not None and tree.lemmas[before] != "state" else []  # "state-run" says of what sort it is
    else:
        entry = _of_weight(ties().get((text, "ADJ"), ()))
        found = [] if entry is None else _led_to(tree, i, entry)
    if entry is None:
        return []
    return [
        (entry, Node(s, noun), Node(s, k)) for k in found
        if k != noun and _end(doc, sorts, Node(s, k), entry)
        and (sorts.found.at.get(Node(s, k)) is None or sorts.found.at.get(Node(s, k)) is not sorts.found.at.get(Node(s, noun)))
    ]  # fmt: skip


def _end(doc: Doc, sorts: Sorts, node: Node, entry: TieEntry) -> bool:
    """Somebody or a place that an attribute can tie to; people without a name and peoples tell nothing ("Tutsi-led")."""
    entity = sorts.found.at.get(node)
    if entity is None and sorts.sort(node) == "person":
        return False
    if entity is not None and entity.kind == "group":
        return False
    return party(doc, sorts, node) or (entry.place and sorts.sort(node) == "place")


def _of_weight(entries: tuple[TieEntry, ...]) -> TieEntry | None:
    return next((e for e in entries if e.role == "tie" and e.weight >= 0.5), None)


def _noun(tree: Tree, i: int) -> int | None:
    """The noun that an adjective or participle modifies or is said of."""
    word = tree.words[i]
    if word.upos not in {"ADJ", "VERB"}:
        return None
    if tree.rel(i) in {"amod", "acl", "compound"} and word.deprel != "acl:relcl" and word.head >= 0:
        return None if tree.kids(i, "nsubj", "obj", "aux") else described(tree, i) if word.deprel == "acl" and word.upos == "VERB" else word.head
    subject = tree.kid(i, "nsubj", "nsubj:pass") if tree.kids(i, "cop") or tree.passive(i) else None
    return None if subject is None else antecedent(tree, subject)


def _hyphened(tree: Tree, i: int) -> int | None:
    """The word that a hyphen joins to the front of a participle ("Iran" of "Iran-backed")."""
    if i < 2 or tree.words[i - 1].text not in _HYPHENS:
        return None
    k = i - 2
    while tree.words[k].head != i and tree.words[k].head >= 0 and tree.rel(k) in {"flat", "compound", "punct"} and tree.words[k].head < i:
        k = tree.words[k].head
    return k


def _led_to(tree: Tree, i: int, entry: TieEntry) -> list[int]:
    """The other end behind a preposition ("loyal to X and Y")."""
    wanted = {o.removeprefix("prep:") for o in entry.other if o.startswith("prep:")}
    return [m for k in tree.kids(i, "obl", "nmod") if tree.case(k) in wanted for m in tree.conjuncts(antecedent(tree, k))]


def worded(doc: Doc, sorts: Sorts, s: int, i: int) -> list[Stated]:
    """A verb with its preposition or noun ("defected from X", "swore allegiance to X")."""
    tree = doc.trees[s]
    if tree.words[i].upos != "VERB":
        return []
    agents: list[int] | None = None
    out: list[Stated] = []
    objects = tree.kids(i, "obj")
    for k in (*tree.kids(i, "obl"), *(m for o in objects for m in tree.kids(o, "nmod"))):
        case = tree.case(k)
        keys = [f"{tree.lemmas[i]} {case}", *(f"{tree.lemmas[i]} {tree.lemmas[o]}" for o in objects)]
        entry = next((e for key in keys for e in ties().get((key, "VERB"), ()) if e.role == "tie" and e.weight >= 0.5), None)
        if entry is None or (f"prep:{case}" not in entry.other):
            continue
        if agents is None:  # "expelled X from the union": X was in it
            moved = case == "from" and (bool(objects) or tree.passive(i))
            agents = nearest(tree, i, fill(tree, i, ("ARG1", "obj") if moved else ("ARG0", "subj"), True)[0])
        for a in agents:
            for other in tree.conjuncts(antecedent(tree, k)):
                land = case == "from" and entry.tie == "memberOf" and (held := sorts.found.at.get(Node(s, other))) is not None and held.type == "LOC"
                if not land and party(doc, sorts, Node(s, a)) and party(doc, sorts, Node(s, other)):
                    out.append((entry, Node(s, a), Node(s, other)))
    return out


def nearest(tree: Tree, i: int, found: list[int]) -> list[int]:
    """Of "fighters and men who have sworn loyalty" the men alone are surely meant."""
    before = [k for k in found if k < i]
    return before[-1:] if tree.words[i].deprel == "acl:relcl" and len(before) > 1 else found


def listed(doc: Doc, sorts: Sorts, s: int, i: int) -> list[Stated]:
    """Those whom a coalition includes ("the alliance, including X and Y"; "a bloc that includes X")."""
    tree = doc.trees[s]
    entry = _of_weight(ties().get(("include", "VERB"), ()))
    if tree.lemmas[i] != "include" or entry is None or tree.negated(i):
        return []
    head = tree.words[i].head
    if tree.rel(i) == "case":
        whole, parts = (tree.words[head].head, [head]) if head >= 0 else (-1, [])
    else:
        subject = surface_subject(tree, i)
        whole, parts = (-1 if subject is None else antecedent(tree, subject)), tree.kids(i, "obj")
    if whole < 0 or not _union(tree, whole) or not party(doc, sorts, Node(s, whole)):
        return []
    named = [m for k in parts for m in tree.conjuncts(k)]
    return [(entry, Node(s, whole), Node(s, m)) for m in named if m != whole and Node(s, m) in sorts.found.at and party(doc, sorts, Node(s, m))]


def _union(tree: Tree, i: int) -> bool:
    """A coalition, or those who make one up ("alliance members")."""
    made_up = any(tree.lemmas[k] in words("union-noun") for k in tree.kids(i, "compound"))
    return tree.lemmas[i] in words("union-noun") or (made_up and tree.lemmas[i] in words("part-of-union"))


def in_role(tree: Tree, i: int) -> int | None:
    """Who does something "as part of X", "as leader of X": the subject of the verb, where nobody is called so by others."""
    head = tree.words[i].head
    if tree.rel(i) != "obl" or tree.case(i) != "as" or head < 0 or tree.words[head].upos != "VERB" or tree.passive(head):
        return None
    if tree.kids(head, "obj") and tree.lemmas[i] != "part" and i > head:
        return None  # "described him as a member of X"
    subject = surface_subject(tree, head)
    return None if subject is None else antecedent(tree, subject)


def homeland(doc: Doc, sorts: Sorts, s: int, i: int, entry: TieEntry, holder: Node) -> list[Node]:
    """Which state a president leads who is told without one: the one that the lexicon knows of him, else the one that the article is
    about; the mention of its name nearest before, or else behind. A name that the article never gives cannot be shown."""
    tree = doc.trees[s]
    if entry.lemma not in words("title-of-state") or not sorts.named_person(holder):
        return []
    if tree.words[holder.i].deprel == "obl:agent" and tree.rel(tree.words[holder.i].head) == "acl":
        return []  # "the Regional Government, led by Prime Minister X": its own
    if any(m != i for k in (i, holder.i) for m in tree.kids(k, "nmod")) or any(k not in _own_words(entry, tree) for k in tree.kids(i, "compound")):
        return []  # "the club's president", "bank president X"
    person = sorts.found.at[holder]
    known = lexicon().get(person.key) if person.key is not None else None
    named = [(e, actor) for e in sorts.found.entities if e.key is not None and (actor := lexicon().get(e.key)) is not None and actor.kind == "state"]
    if known is not None and known.country is not None:
        named = [(e, actor) for e, actor in named if actor.country == known.country]
    else:
        named = [(e, actor) for e, actor in named if state_of(actor) == sorts.found.country]
    nearest = min((e for e, _ in named if not _joined(doc, e)), key=lambda e: (e.type == "ORG", *_away(e, s, i)), default=None)
    return [] if nearest is None else [Node(nearest.s, nearest.last - 1)]


def _own_words(entry: TieEntry, tree: Tree) -> set[int]:
    return {k for k, lemma in enumerate(tree.lemmas) if lemma in entry.lemma.split()}


def _joined(doc: Doc, e: Ent) -> bool:
    """Part of a word with a hyphen ("UK-France summit")."""
    texts = [word.text for word in doc.trees[e.s].words]
    return bool({*texts[max(0, e.first - 1) : e.first], *texts[e.last : e.last + 1]} & _HYPHENS)


def _away(e: Ent, s: int, i: int) -> tuple[bool, int, int]:
    behind = (e.s, e.first) > (s, i)
    return (behind, abs(e.s - s), abs(e.first - i))
