"""Standing links between parties: offices, membership, leadership, succession, alliance, kinship.

Read from a relation noun beside a name (apposition, title, copula), or a relation verb. Relation words, which end they
stand for and what their modifiers do to the status are data (`data/lexicon/ties.tsv`).
"""

from __future__ import annotations

from functools import cache

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.lexicon import TieEntry, cues, ties
from conflictgraph.extract.modality import Mood, mood
from conflictgraph.extract.nouns import noun_kinds
from conflictgraph.extract.roles import antecedent, fill
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.tieforms import attributive, homeland, in_role, listed, named_before, nearest, party, worded
from conflictgraph.extract.tree import Tree
from conflictgraph.resources import table

_PARTIES = {"person", "org", "state"}


def find(doc: Doc, sorts: Sorts) -> list[Draft]:
    """All ties of an article as drafts, in order of their triggers."""
    out: list[Draft] = []
    for s, tree in enumerate(doc.trees):
        for i, word in enumerate(tree.words):
            if word.upos == "VERB" and _mood(tree, i) is None:
                continue
            for stated, holder, other in (*attributive(doc, sorts, s, i), *worded(doc, sorts, s, i), *listed(doc, sorts, s, i)):
                _take(doc, sorts, s, i, stated, holder, other, out)
            pos = "NOUN" if word.upos in {"NOUN", "PROPN", "ADJ"} else "VERB" if word.upos == "VERB" else ""
            if not pos or (i in tree.name_at and word.upos == "PROPN" and not _title(doc, tree, i)):
                continue
            entry = _entry(tree, i, pos)
            named = sorts.found.at.get(Node(s, i))
            if entry is None or (pos == "VERB" and entry.tie == "includes") or (entry.tie == "partOf" and named is not None and named.type == "ORG"):
                continue  # "the National Directorate": its own name
            pair = _nominal(doc, sorts, s, i, entry) if pos == "NOUN" else _verbal(doc, sorts, s, i, entry)
            if not pair:
                tree.note(i, "tie", f"“{entry.lemma}” ({entry.tie}) needs two parties: who it is said of, and of whom or what")
            for holder, other in pair:
                _take(doc, sorts, s, i, entry, holder, other, out)
    return list({d.tie: d for d in reversed(out)}.values())[::-1]


def _mood(tree: Tree, i: int) -> Mood | None:
    """How a verb's tie is told; None where it is only planned, wished or supposed ("vowed to join X")."""
    felt = mood(tree, i)
    return felt if felt.factuality in {"actual", "alleged"} else None


def _take(doc: Doc, sorts: Sorts, s: int, i: int, entry: TieEntry, holder: Node, other: Node, out: list[Draft]) -> None:
    at, holder, other = sorts.found.at, named_before(doc, sorts, holder), named_before(doc, sorts, other)
    one, two = at.get(holder), at.get(other)
    alike = one is not None and two is not None and (one is two or (one.key is not None and one.key == two.key))
    if holder == other or alike or (holder.s == other.s and sorts.same_words(holder, other)) or doc.word(other).text.lower().endswith(("self", "selves")):
        doc.note(Node(s, i), "tie", "both ends are the same", holder)
        return
    if any(doc.word(end).upos == "NUM" and end not in at for end in (holder, other)):
        doc.note(Node(s, i), "tie", "a number by itself is nobody", other)
        return  # "a mother of three"
    doc.note(Node(s, i), "tie", f"“{entry.lemma}” ({entry.tie}) is said of it", holder, True)
    doc.note(Node(s, i), "tie", "the other end", other, True)
    out.append(_draft(doc, sorts, s, i, entry, holder, other))


def _title(doc: Doc, tree: Tree, i: int) -> bool:
    """A capitalised title inside or before a name ("Defense Minister X") still is a relation noun."""
    return tree.rel(i) in {"compound", "appos", "nmod", "flat"} or tree.words[i].text[:1].isupper()


def _entry(tree: Tree, i: int, pos: str) -> TieEntry | None:
    table = ties()
    lemma = tree.words[i].lemma.lower()
    if pos == "NOUN" and i and tree.rel(i - 1) in {"compound", "amod"}:
        joined = table.get((f"{tree.words[i - 1].lemma.lower()} {lemma}", pos))
        if joined and joined[0].role == "tie":
            return joined[0]
    if pos == "NOUN":
        for first, last in ((i - 2, i), (i, i + 2)):  # "Secretary-General": one word, told by its last part
            if first >= 0 and last < len(tree.words) and tree.words[first + 1].text == "-":
                joined = table.get((f"{tree.lemmas[first]}-{tree.lemmas[last]}", pos))
                if joined and joined[0].role == "tie":
                    return joined[0] if last == i else None
    found = [e for e in table.get((lemma, pos), ()) if e.role == "tie" and e.weight >= 0.5]
    return found[0] if found else None


def _nominal(doc: Doc, sorts: Sorts, s: int, i: int, entry: TieEntry) -> list[tuple[Node, Node]]:
    tree = doc.trees[s]
    holders = _holders(tree, sorts, s, i)
    if any(_titles(doc, sorts, h) and "appos" in {tree.rel(i), tree.rel(h.i)} for h in holders):
        return []  # "the presidents of X, the minister of Y and …": others in a row, nobody's second name
    others = _others(doc, sorts, s, i, entry, holders)
    if not others and len(holders) == 1:
        others = homeland(doc, sorts, s, i, entry, holders[0])
    return [(h, o) for h in holders for o in others]


def _titles(doc: Doc, sorts: Sorts, node: Node) -> bool:
    """A post without a name."""
    named = node in sorts.found.at and sorts.found.at[node].type != "NORP"
    return not named and any(e.role == "tie" for e in ties().get((doc.word(node).lemma.lower(), "NOUN"), ())) and sorts.sort(node) == "person"


def _holders(tree: Tree, sorts: Sorts, s: int, i: int) -> list[Node]:
    """Who is the "leader": the name it is said of."""
    word = tree.words[i]
    found: list[int] = []
    if i not in tree.name_at:
        found.extend(k for k in tree.kids(i, "appos", "flat") if sorts.sort(Node(s, k)) in _PARTIES)
    if word.head >= 0:
        rel = tree.rel(i)
        if (rel in {"appos", "compound", "flat", "nmod"} and not tree.case(i) and sorts.named_person(Node(s, word.head))) or (rel == "appos" and sorts.sort(Node(s, word.head)) in _PARTIES and tree.words[word.head].upos != "NUM"):
            found.append(word.head)
        elif rel == "conj":
            first = tree.first_conjunct(i)
            if tree.rel(first) == "appos" and tree.words[first].head >= 0:
                found.append(tree.words[first].head)
    if not found and tree.kids(i, "cop"):
        subject = tree.kid(i, "nsubj")
        if subject is not None:
            found.append(antecedent(tree, subject))
    if not found and i + 1 < len(tree.words) and sorts.named_person(Node(s, i + 1)) and (i + 1) in tree.name_at and i not in tree.name_at:
        name = tree.name_at[i + 1]
        found.append(next((k for k in range(name.first, name.last) if not name.first <= tree.words[k].head < name.last), i + 1))
    if not found and tree.case(i) == "as" and (whose := in_role(tree, i)) is not None:
        found.append(whose)
    if not found and i in tree.name_at and sorts.named_person(Node(s, i)):  # "General John Campbell" tagged whole
        return []
    return [Node(s, k) for k in dict.fromkeys(found)]


def _others(doc: Doc, sorts: Sorts, s: int, i: int, entry: TieEntry, holders: list[Node]) -> list[Node]:
    """Of what: "of X", "X's", "its", "X" before the noun; for kin and succession also "to X"."""
    tree = doc.trees[s]
    at = [i]
    if tree.words[i].head >= 0 and tree.rel(i) in {"compound", "nmod", "flat"} and not tree.case(i):
        at.append(tree.words[i].head)
    if i > 1 and tree.words[i - 1].text == "-" and "-" in entry.lemma:  # "UN Secretary-General"
        at.append(i - 2)
    found: list[int] = []
    wanted = {"of", "for", "to", "with", "in", "from", "within", "at"}
    if entry.lemma in words("cabinet-post"):
        wanted.discard("for")  # "the minister for the Middle East": what he is busy with
    if any(tree.words[k].deprel == "nmod:poss" or tree.case(k) == "of" for k in tree.kids(i, "nmod")):
        wanted -= {"in", "within", "at", "for"}  # "the leader of X in the region", "X's director for the region": the region is where
    for k in tree.kids(i, "nmod"):
        of_state = tree.lemmas[k] == "state" and not tree.kids(k, "det", "compound", "amod")  # "Secretary of State": an office's name
        if not of_state and (tree.words[k].deprel == "nmod:poss" or tree.case(k) in wanted):
            found.extend(tree.conjuncts(antecedent(tree, k)))
    if not found:
        for top in at:
            found.extend(antecedent(tree, k) for k in tree.kids(top, "nmod:poss"))
            found.extend(k for k in tree.kids(top, "nmod") if top != i and top > i and tree.case(k) == "of")  # "President X of Y"
            found.extend(k for k in tree.kids(top, "compound", "amod", "nmod") if k < i and not tree.case(k) and tree.words[k].upos != "PRON")
    out = []
    for k in dict.fromkeys(found):
        node = Node(s, k)
        if node in holders or k == i or (len(parts := entry.lemma.split()) > 1 and tree.lemmas[k] in parts and noun_kinds().get(tree.lemmas[k]) == "person"):
            continue  # "deputy" of "deputy leader"
        sort = sorts.sort(node)
        if sort in {"org", "state"} or (sort == "place" and entry.place) or (sort not in _PARTIES and party(doc, sorts, node)) or tree.lemmas[k] in words("organization-noun") or (sort == "person" and (entry.person or sorts.named_person(node))):
            out.append(node)
    return out[:3] if not entry.person else out[:1]


def _verbal(doc: Doc, sorts: Sorts, s: int, i: int, entry: TieEntry) -> list[tuple[Node, Node]]:
    tree = doc.trees[s]
    agents = nearest(tree, i, fill(tree, i, ("ARG0", "subj"), True)[0])
    if tree.kids(i, "obl") and not tree.kids(i, "obj") and any(tree.case(k) in {"against", "on", "out"} for k in tree.kids(i, "obl")):
        return []  # "ruled against the opposition"
    others = [k for k in fill(tree, i, ("ARG1", "obj", "ARG2", "prep:with", "prep:for", "prep:to"), True)[0] if tree.lemmas[k] not in words("no-body-noun")]
    pairs = [
        (Node(s, a), Node(s, o)) for a in agents for o in others
        if party(doc, sorts, Node(s, a)) and party(doc, sorts, Node(s, o))
    ]  # fmt: skip
    return pairs[:4]


@cache
def _kinds() -> dict[str, tuple[str, bool]]:
    """The graph's kind of a tie for the lexicon's name, and whether its ends are turned round."""
    return {name: (kind, turned == "turned") for name, kind, turned in table("lexicon/tie-kinds.tsv", "name", "kind", "turned")}


def _kind(doc: Doc, sorts: Sorts, tree: Tree, i: int, entry: TieEntry, to: Node) -> str:
    """One commander of many leads nothing: with "a", or as somebody's deputy, the tie to an organisation is membership."""
    if entry.lemma in words("cabinet-post") and (sorts.sort(to) == "state" or sorts.is_capital_or_country(to) or sorts.doc.word(to).lemma.lower() in words("government-noun")):
        return "memberOf"  # a minister leads a ministry, not the country
    if sorts.sort(to) != "person" and (entry.tie == "deputyOf" or (entry.tie == "leads" and _one_of_many(tree, i, entry))):
        return "memberOf"
    return entry.tie


def _one_of_many(tree: Tree, i: int, entry: TieEntry) -> bool:
    """"a minister", "commanders of X"."""
    noun = tree.words[i].upos != "VERB" and entry.pos == "NOUN"
    return noun and (any(tree.lemmas[k] in {"a", "one"} for k in tree.kids(i, "det", "nummod")) or tree.words[i].text.lower() != tree.lemmas[i])


def _draft(doc: Doc, sorts: Sorts, s: int, i: int, entry: TieEntry, holder: Node, other: Node) -> Draft:
    tree = doc.trees[s]
    status: str = entry.status
    modifiers = {f for k in tree.kids(i, "amod", "compound", "advmod", "det") for f in (tree.lemmas[k], tree.words[k].text.lower())}
    if tree.words[i].head >= 0 and tree.rel(i) == "compound":
        modifiers |= {tree.words[k].lemma.lower() for k in tree.kids(tree.words[i].head, "amod") if k < i}
    if tree.rel(i) == "conj":  # "a former commander and detainee"
        first = tree.first_conjunct(i)
        modifiers |= {tree.words[k].lemma.lower() for k in tree.kids(first, "amod")} & words("adjective-former")
    if modifiers & words("adjective-former") or tree.words[i].lemma.lower().startswith("ex-"):
        status = "former"
    elif modifiers & words("adjective-alleged"):
        status = "alleged"
    cops = [tree.words[k].text.lower() for k in tree.kids(i, "cop")]
    if cops and cops[0] in {"was", "were"}:
        status = "former"
    felt = _mood(tree, i) if tree.words[i].upos == "VERB" else None
    charged = tree.words[i].deprel in {"advcl", "ccomp", "xcomp"} and any(e.kind == "accuse" for e in cues().get((tree.lemmas[tree.words[i].head], "VERB"), ()))
    if felt is not None and (felt.factuality == "alleged" or charged) and status == "present":
        status = "alleged"  # "accuses X of backing Y"
    if tree.negated(i) or (felt is not None and felt.polarity == "denied"):
        status = "denied"
    kind, turned = _kinds()[_kind(doc, sorts, tree, i, entry, holder if entry.inverse else other)]
    from_, to = (other, holder) if entry.inverse != turned else (holder, other)
    holds = entry.tie == "leads" and kind == "memberOf" and not _one_of_many(tree, i, entry)  # the one defence minister of a state
    out = Draft("tie", None, None, Node(s, i), f"tie:{'holds' if holds else entry.tie}/{entry.lemma}", weight=0.9)
    out.tie = (kind, from_, to, status, None)
    out.twin = f"{from_.i}-{to.i}"
    return out
