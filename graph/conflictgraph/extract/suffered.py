"""Who suffered it, where neither the lexicon's places nor the model's roles say: a number before a participle, a share, nobody."""

from __future__ import annotations

from collections.abc import Sequence

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.figures import quantifier
from conflictgraph.extract.lexicon import PredicateEntry
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.tree import Tree

EFFECTS = ("killed", "wounded", "abducted", "captured")


def are(sorts: Sorts, s: int, tree: Tree, i: int) -> list[int]:
    """"The dead were three soldiers and a cook": those whom a word for the harmed is said to be."""
    head = tree.words[i].head
    if head < 0 or tree.rel(i) != "nsubj" or not tree.kids(head, "cop") or sorts.sort(Node(s, head)) != "person" or tree.lemmas[i] not in words("adjective-person"):
        return []
    return tree.conjuncts(head)


def share(tree: Tree, i: int) -> tuple[int, int] | None:
    """A part of those counted before ("four of the dead were children"): the number and what they were."""
    head = tree.words[i].head
    if tree.rel(i) == "acl" and tree.lemmas[head] in {"that", "those"} and tree.kids(i, "obl"):
        return share(tree, head)  # "four of those killed in the raid were children"
    if head < 0 or tree.rel(i) != "nmod" or tree.case(i) != "of" or tree.words[head].upos not in {"NUM", "DET", "ADJ", "PRON"}:
        return None
    top = tree.words[head].head
    return head, top if top >= 0 else head


def among_whom(tree: Tree, i: int, patients: list[int]) -> list[int]:
    """"Three soldiers and a cook were among those killed", "… among the nine people shot": who suffered it are the others, too; those
    named are a share of them."""
    whole = tree.words[i].head
    if tree.rel(i) != "acl" or tree.case(whole) not in {"among", "amongst"} or (own := tree.kid(whole, "nsubj")) is None:
        return []
    return [whole] if set(patients) <= set(tree.conjuncts(own)) else []


def row_before(tree: Tree, gap: int) -> list[int]:
    """In a headline, "9 soldiers, 16 rebels dead": all of the row that the last of them stands for."""
    first = tree.first_conjunct(gap)
    row = [k for k in tree.conjuncts(first) if k <= gap]
    loose = tree.rel(first) in {"appos", "root", "parataxis", "dep"} and not any(w.upos in {"VERB", "AUX"} for w in tree.words[first:gap])
    return row if loose and all(tree.kids(k, "nummod") for k in row) else [gap]


def beside(sorts: Sorts, s: int, tree: Tree, i: int) -> list[int]:
    """"nine others were taken to hospital with wounds", "treated for burns", "escaped with injuries": whoever has the wounds."""
    head = tree.words[i].head
    before = min(tree.kids(i, "case"), default=0) - 1
    if tree.lemmas[i] in words("wound-noun") and before > 0 and tree.case(i) == "with" and tree.words[before].upos == "NUM" and tree.rel(before) != "nummod":
        return [before]  # "left three dead and seven with burns"
    if head < 0 or tree.lemmas[i] not in words("wound-noun") or tree.case(i) not in {"with", "for", "from", "of"}:
        return []
    if tree.rel(i) == "nmod" and tree.case(i) == "with" and tree.kids(head, "nummod") and tree.lemmas[head] not in words("body-noun") and sorts.sort(Node(s, head)) == "person":
        return tree.conjuncts(head)  # "45 people with shrapnel wounds"
    if not (tree.words[head].upos == "VERB" and tree.rel(i) == "obl") and not (tree.rel(i) in {"nmod", "obl"} and tree.kids(head, "cop")):
        return []  # but "three more are in intensive care with burns"
    whom = tree.kids(head, "obj") if tree.words[head].upos == "VERB" else []
    own = whom[0] if whom and sorts.sort(Node(s, whom[0])) == "person" else tree.kid(head, "nsubj:pass", "nsubj")  # "treated 19 people for burns"
    return [k for k in tree.conjuncts(own) if sorts.sort(Node(s, k)) == "person"] if own is not None else []


_NOBODY = {"nobody", "none", "no-one", "neither"}


def nobody(tree: Tree, i: int, patients: list[int]) -> bool:
    """"no casualties", "nobody was hurt": nobody suffered it."""
    def none(k: int) -> bool:
        head = tree.words[k].head
        if tree.rel(k) == "conj" and tree.words[k].upos == "NOUN" and not tree.kids(k, "det", "nummod") and head != k:
            return none(head)  # "no deaths or injuries"
        if tree.case(k) == "without" or (head >= 0 and tree.rel(k) == "obj" and any(tree.lemmas[m] == "without" for m in tree.kids(head, "mark"))):
            return True
        if tree.rel(k) == "obj" and tree.negated(head) and any(tree.lemmas[d] == "any" for d in tree.kids(k, "det")):
            return True  # "did not cause any casualties"
        return tree.lemmas[k] in _NOBODY or any(tree.lemmas[d] in {"no", "neither"} for d in tree.kids(k, "det", "cc:preconj"))

    return (tree.lemmas[i] in words("casualty-noun") and none(i)) or (bool(patients) and all(none(k) for k in patients)) or any(
        none(k) for k in tree.kids(i, "nsubj:pass")
    )


def none_of(tree: Tree, i: int, entry: PredicateEntry, patients: list[int]) -> list[str]:
    """What nobody suffered: "casualties" are dead and wounded. That no lawmaker was hurt says nothing of others."""
    heads = [*patients, *tree.kids(i, "nsubj:pass")]
    if tree.words[i].upos == "NOUN" and tree.lemmas[i] in words("casualty-noun"):  # "no injuries in the attack": only whom they would be among narrows it
        heads = [k for k in heads if k == i or tree.case(k) in {"among", "of", "to", "for"}]
    if any(tree.lemmas[k] not in _NOBODY | {"people", "person", "one", "anyone", "anybody"} | words("casualty-noun") for k in heads):
        return []
    return ["killed", "wounded"] if tree.lemmas[i] in {"casualty", "victim"} else [entry.effect] if entry.effect in EFFECTS else []


def several(tree: Tree, i: int) -> bool:
    """"a single death", "several fatalities", "many injured": a word that counts, before what was suffered itself."""
    counts = (quantifier(tree.words[k].text.lower()) for k in tree.kids(i, "amod") if k < i)
    return tree.words[i].upos == "NOUN" and tree.lemmas[i] in words("casualty-noun") and any(q is not None and q.kind in {"number", "vague"} for q in counts)


def headline(tree: Tree, i: int) -> list[int]:
    """"Two militants shot dead in Poonch": a participle without auxiliary and object, read as a verb; its subject undergoes it."""
    word = tree.words[i]
    if word.text.lower() in {word.lemma.lower(), word.lemma.lower() + "s"} or word.text.lower().endswith("ing") or tree.kids(i, "obj", "aux", "cop", "ccomp"):
        return []
    own = tree.kid(i, "nsubj")
    return [] if own is None or own > i or tree.words[own].upos == "PRON" else tree.conjuncts(own)


def gapped(tree: Tree, i: int) -> int | None:
    """"ten were killed and 20 others wounded": the counted noun right before a participle that has no verb of its own."""
    word = tree.words[i]
    if i == 0 or word.text.lower() not in words("effect-participle") or tree.kids(i, "aux", "cop", "obj"):
        return None
    before = tree.words[i - 1]
    if tree.rel(i) == "xcomp" and any(tree.governs(k, i - 1) for k in tree.kids(word.head, "obj")):
        return None  # "left a captain and nine soldiers dead"
    if i > 2 and before.lemma.lower() in {"they", "whom"} and tree.lemmas[i - 2] == "of" and tree.words[i - 3].upos == "NUM":
        return i - 3  # "two of them wounded"
    if before.upos == "NUM" and before.head == i and tree.rel(i - 1) in {"nummod", "compound"}:
        return i - 1  # "40 hurt"
    if own := tree.kids(i, "nsubj"):  # "and his colleague wounded": its own subject, the auxiliary left out
        elided = (tree.rel(i) == "conj" and tree.passive(tree.first_conjunct(i))) or (tree.rel(i) in {"parataxis", "conj"} and before.upos == "NUM")
        return i - 1 if own == [i - 1] and elided else None
    vague = (found := quantifier(before.text.lower())) is not None and found.kind == "vague"
    if vague and before.upos == "ADJ" and before.head == i and tree.rel(i) in {"amod", "conj", "acl"} and not tree.governs(i - 1, i):
        return i - 1  # "five killed, several wounded"
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


def gapped_later(tree: Tree, p: int, i: int, inside: set[int]) -> bool:
    """Does a conjunct of this predicate's patients belong to the participle right after it?"""
    if p + 1 < len(tree.words) and p + 1 != i and tree.words[p + 1].head != i and gapped(tree, p + 1) == p:
        return True
    if p != i and gapped(tree, p) is not None:
        return True
    above = tree.words[p].head
    if above > i and tree.rel(p) == "obj" and tree.rel(above) == "conj" and tree.first_conjunct(above) == tree.first_conjunct(i) and tree.kids(i, "obj"):
        return True  # "killing three and wounding four troops"
    if any(k != i and k not in inside and gapped(tree, k) == p for k in range(max(0, p - 4), p)):
        return True
    before = tree.phrase(p)[0] - 1  # "… 12 people and wounded 30 others"
    if before > 0 and before != i and before not in inside and p != before and tree.words[before].text.lower() in words("effect-participle") and not tree.governs(before, i):
        return True
    if p != i and tree.rel(p) == "conj" and any(
        k not in inside and k != i and tree.words[k].text.lower() in words("effect-participle") for k in tree.kids(p, "amod")
    ):
        return True  # "nine bodies and 33 wounded people"
    numbers = tree.kids(p, "nummod")  # "… and wounded eight others": the participle read as an adjective of the conjunct
    return bool(numbers) and any(
        k < numbers[0] and k != i and k not in inside and tree.words[k].text.lower() in words("effect-participle") for k in tree.kids(p, "amod", "acl")
    )


def unharmed(doc: Doc, drafts: Sequence[Draft]) -> None:
    """"There were no casualties" tells a figure of an event told elsewhere; where none is, it is no act of violence but the denial of one."""
    for d in drafts:
        if d.none and d.about is None and len(d.triggers) < 2 and (d.effect in EFFECTS or doc.word(d.trigger).lemma.lower() in words("casualty-noun")):
            d.polarity = "denied"
