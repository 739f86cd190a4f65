"""Who suffered it, where neither the lexicon's places nor the model's roles say: a number before a participle, a share, nobody."""

from __future__ import annotations

from collections.abc import Sequence

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.lexicon import predicates
from conflictgraph.extract.numerals import quantifier
from conflictgraph.extract.roles import antecedent, subject
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.standins import stands_for
from conflictgraph.extract.tree import Tree

EFFECTS = ("killed", "wounded", "abducted", "captured")


def are(sorts: Sorts, s: int, tree: Tree, i: int) -> list[int]:
    """"The dead were three soldiers and a cook": those whom a word for the harmed is said to be."""
    head = tree.words[i].head
    if tree.rel(i) == "acl" and tree.lemmas[head] in {"that", "those"} and tree.words[i].text.lower() in words("effect-participle") and not tree.kids(i, "obj", "aux"):
        i, head = head, tree.words[head].head  # "Those killed were three soldiers and a cook"
        return tree.conjuncts(head) if head >= 0 and tree.rel(i) == "nsubj" and tree.kids(head, "cop") and sorts.sort(Node(s, head)) == "person" else []
    if head < 0 or tree.rel(i) != "nsubj" or not tree.kids(head, "cop") or sorts.sort(Node(s, head)) != "person" or tree.lemmas[i] not in words("adjective-person"):
        return []
    return tree.conjuncts(head)


def share(tree: Tree, i: int) -> tuple[int, int] | None:
    """A part of those counted before ("four of the dead were children"): the number and what they were."""
    head = tree.words[i].head
    if (whole := counted_whole(tree, i)) is not None and whole != head:
        return head, tree.words[head].head if tree.words[head].head >= 0 else head
    if tree.rel(i) == "acl" and ((tree.lemmas[head] in {"that", "those"} and tree.kids(i, "obl")) or whole is not None):
        return share(tree, head)  # "four of those killed in the raid were children"
    if head < 0 or tree.rel(i) != "nmod" or tree.case(i) != "of" or tree.words[head].upos not in {"NUM", "DET", "ADJ", "PRON"}:
        return None
    top = tree.words[head].head
    return head, top if top >= 0 else head


def counted_whole(tree: Tree, i: int) -> int | None:
    """"three of the fourteen killed were children": the number of all whom the participle says it of."""
    head = tree.words[i].head
    if tree.rel(i) != "acl" or tree.words[head].upos != "NUM":
        return None
    below = next((k for k in tree.kids(head, "nmod") if tree.words[k].upos == "NUM" and k < i and all(w.upos == "ADV" for w in tree.words[k + 1 : i])), None)
    head = head if below is None else below
    if not any(tree.lemmas[k] == "the" for k in tree.kids(head, "det")):
        return None
    return head if tree.rel(head) == "nmod" and tree.case(head) == "of" else None


def told_again(tree: Tree, i: int, patients: list[int], effect: str) -> bool:
    """"Nine were wounded, three of whom were badly injured": some of those who were just said to have suffered the same."""
    if len(patients) != 1 or not any(tree.case(k) == "of" and tree.lemmas[k] in {"who", "whom", "which", "they"} for k in tree.kids(patients[0], "nmod")):
        return False
    if any(tree.words[k].deprel == "obl:agent" or tree.case(k) in {"by", "in", "at", "during", "when"} for k in tree.kids(i, "obl")):
        return False  # "199 were killed, 37 of whom by air strikes": a deed of its own
    table = predicates()
    return any(e.effect == effect for k in range(min(i, patients[0])) for pos in ("VERB", tree.words[k].upos) for e in table.get((tree.lemmas[k], pos), ()))


def between_them(tree: Tree, i: int, effect: str) -> bool:
    """"captured or killed 15", "Ten were killed and wounded": two words side by side for one number of people, of whom nobody tells how
    many suffered which."""
    for first, second in ((tree.words[i].head, i), *((i, k) for k in tree.kids(i, "conj"))):
        none = any(tree.lemmas[k] in {"no", "neither", "without"} for k in tree.kids(first, "det", "cc:preconj", "case"))  # "no dead or wounded" is both
        if tree.rel(second) != "conj" or second != first + 2 or tree.words[first].upos not in {"VERB", "ADJ"} or none:
            continue
        beside = second if first == i else first
        other = {e.effect for form in (tree.lemmas[beside], tree.words[beside].text.lower()) for pos in ("VERB", "ADJ") for e in predicates().get((form, pos), ())} & set(EFFECTS)
        joint = tree.lemmas[first + 1]
        if (joint == "or" and other - {effect}) or (joint == "and" and {effect} | other == {"killed", "wounded"}):
            return True
    return False


def themselves(tree: Tree, i: int, patients: list[int]) -> list[int]:
    """"Two bombers set off their belts, killing themselves", "seized ten men and shot them": those whom the pronoun stands for."""
    if len(patients) == 1 and (meant := stands_for(tree, patients[0])) is not None:
        return tree.conjuncts(meant)
    own = subject(tree, i) if any(tree.words[p].text.lower() == "themselves" for p in patients) else None
    return patients if own is None else [c for p in patients for c in (tree.conjuncts(own) if tree.words[p].text.lower() == "themselves" else [p])]


def among_whom(tree: Tree, i: int, patients: list[int]) -> list[int]:
    """"Three soldiers and a cook were among those killed", "… among the nine people shot": who suffered it are the others, too; those
    named are a share of them."""
    if row := [k for p in patients for k in tree.kids(p, "nmod") if k == i - 1 and tree.words[k].upos == "NUM" and tree.case(k) in {"among", "amongst"}]:
        return row  # in a headline, "Two officers among six killed"
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


def of_the_whole(tree: Tree, i: int, patients: list[int]) -> list[int]:
    """"Most of the 18 civilians killed were children", "four of the six people injured are in danger": whom a bare participle is said of
    are all of them, not the part that the sentence is about."""
    whole = tree.words[i].head
    part = tree.words[whole].head
    if tree.rel(i) != "acl" or tree.kids(i, "aux", "aux:pass", "mark", "obj") or tree.rel(whole) != "nmod" or tree.case(whole) != "of" or patients != [part]:
        return []
    shared = tree.words[part].upos in {"NUM", "PRON", "DET", "ADJ"} or tree.lemmas[part] in words("share-word")
    return [whole] if shared and tree.kids(whole, "nummod") and any(tree.lemmas[k] == "the" for k in tree.kids(whole, "det")) else []


def feared(tree: Tree, i: int) -> list[int]:
    """In a headline, "Over 50 feared killed in attack": the subject of the participle of hearsay."""
    head = tree.words[i].head
    if tree.rel(i) != "xcomp" or tree.words[head].text.lower() not in words("dreaded-participle") or tree.kids(head, "obj", "aux") or tree.kids(i, "obj", "mark", "nsubj"):
        return []
    own = tree.kid(head, "nsubj", "nsubj:pass")
    return tree.conjuncts(own) if own is not None and own < head else []


def beside(sorts: Sorts, s: int, tree: Tree, i: int) -> list[int]:
    """"nine others were taken to hospital with wounds", "treated for burns", "escaped with injuries": whoever has the wounds."""
    head = tree.words[i].head
    before = min(tree.kids(i, "case"), default=0) - 1
    if tree.lemmas[i] in words("wound-noun") and before > 0 and tree.case(i) == "with" and tree.words[before].upos == "NUM" and tree.rel(before) != "nummod":
        return [before]  # "left three dead and seven with burns"
    if head >= 0 and tree.rel(i) == "obl" and tree.lemmas[head] in words("death-word"):
        return []  # "died of his wounds"
    if head < 0 or tree.lemmas[i] not in words("wound-noun") or tree.case(i) not in {"with", "for", "from", "of"}:
        return []
    if tree.rel(i) == "nmod" and tree.case(i) == "with" and tree.kids(head, "nummod") and tree.lemmas[head] not in words("body-noun") and sorts.sort(Node(s, head)) == "person":
        return tree.conjuncts(head)  # "45 people with shrapnel wounds"
    if not (tree.words[head].upos == "VERB" and tree.rel(i) == "obl") and not (tree.rel(i) in {"nmod", "obl"} and tree.kids(head, "cop")):
        return []  # but "three more are in intensive care with burns"
    whom = tree.kids(head, "obj") if tree.words[head].upos == "VERB" else []
    own = whom[0] if whom and sorts.sort(Node(s, whom[0])) == "person" else tree.kid(head, "nsubj:pass", "nsubj")  # "treated 19 people for burns"
    return [k for k in tree.conjuncts(own) if sorts.sort(Node(s, k)) == "person"] if own is not None else []


def under_arrest(tree: Tree, i: int) -> list[int]:
    """"Twelve people are under arrest", "were placed under house arrest": whom the clause says it of."""
    head = tree.words[i].head
    if tree.lemmas[i] not in words("custody-noun") or tree.case(i) not in {"under", "in", "into"}:
        return []
    if tree.kids(i, "cop"):
        own = tree.kid(i, "nsubj")
    else:
        own = tree.kid(head, "nsubj:pass") if head >= 0 and tree.rel(i) == "obl" and tree.lemmas[head] in words("placing-verb") else None
    return tree.conjuncts(own) if own is not None else []


def exist(tree: Tree, i: int) -> list[int]:
    """"There were two guards, a cook and three drivers hurt", "ended with two guards and a cook killed": the whole list that a
    participle at its end says something of."""
    head = tree.first_conjunct(tree.words[i].head)
    there = tree.rel(head) == "nsubj" and bool(tree.kids(tree.words[head].head, "expl"))
    brought = tree.rel(head) in {"obl", "nsubj"} and tree.case(head) in {"in", "with"} and bool(tree.kids(head, "nummod"))
    harmed = tree.words[i].text.lower() in words("effect-participle") or any(tree.words[k].text.lower() in words("effect-participle") for k in tree.kids(i, "xcomp"))
    told_of = tree.rel(head) == "obj" and tree.lemmas[tree.words[head].head] in words("listing-verb")
    if tree.rel(i) != "acl" or not (there or brought or told_of) or not harmed:
        return []
    row = tree.conjuncts(head)
    return row if len(row) > 1 and i == max(tree.phrase(max(row))[1], max(row) + 1) else []


def left(tree: Tree, i: int) -> list[int]:
    """"Clashes left two guards and five rebels killed": whom something left so, whatever the model makes of the participle."""
    head = tree.words[i].head
    if tree.rel(i) != "xcomp" or tree.lemmas[head] not in {"leave", "find"} or tree.words[i].text.lower() not in words("effect-participle") or tree.kids(i, "nsubj", "obj", "aux"):
        return []
    return [c for k in tree.kids(head, "obj") if k < i for c in tree.conjuncts(k)]


def after_clause(tree: Tree, i: int, patients: list[int]) -> list[int]:
    """"31 people who were killed and 14 who are missing": of those in a list with a clause of their own, the first one's says nothing."""
    head = tree.words[i].head
    if tree.rel(i) != "acl" or head < 0:
        return []
    return [p for p in patients if p > i and tree.rel(p) == "conj" and tree.words[p].head == head and tree.kids(p, "acl")]


def passed_over(tree: Tree, i: int, patients: list[int]) -> list[int]:
    """"14 people were killed and scores were injured in violence": the verb's own subject, where the model's role is another clause's,
    or where or by whom it was done; "the five who died in an attack by rebels"."""
    if tree.lemmas[i] in words("death-word") and tree.words[i].upos == "VERB":
        own = subject(tree, i)
        own = antecedent(tree, own) if own is not None else None
    else:
        own = tree.kid(i, "nsubj:pass")
    dies = tree.lemmas[i] in words("death-word") and bool(tree.kids(i, "nsubj"))  # whom else the model names, it is not they who died
    if own is not None and any(tree.lemmas[k] == "whose" for k in tree.kids(own, "nmod:poss")) and own not in patients:
        return tree.conjuncts(own)  # "the mayor, whose two sons were killed"
    aside = dies or all(tree.rel(p) == "obl" and bool(tree.case(p)) for p in patients)
    if own is None or tree.words[own].upos in {"PRON", "DET", "VERB"} or own in patients:
        return []
    if set(patients) < set(row := tree.conjuncts(own)) and tree.rel(i) != "acl":
        return row  # of a row, the model's role has the last ones alone
    if not aside and (tree.rel(i) == "acl" or any(tree.governs(i, p) for p in patients)):
        return []
    return tree.conjuncts(own)


def shared_object(tree: Tree, i: int, patients: list[int]) -> list[int]:
    """"Rebels shot and wounded a guard": whom both did it to stands behind the second, and the subject is who did it."""
    first = tree.first_conjunct(i)
    own = subject(tree, first) if first != i and tree.rel(i) == "conj" else None
    if own is None or not set(patients) <= set(tree.conjuncts(own)) or tree.passive(first):
        return []
    return [c for p in tree.kids(first, "obj") if _shared(tree, first, p) and tree.kid(first, "conj") == i for c in tree.conjuncts(p)]


def object_of_both(tree: Tree, i: int) -> list[int]:
    """"kidnapped and killed eleven people": the object of the verb right behind it is its own, too."""
    other = tree.kid(i, "conj")
    if other is None or tree.words[other].upos != "VERB" or tree.kids(i, "obj", "obl", "xcomp", "ccomp", "aux") or tree.kids(other, "nsubj", "aux"):
        return []
    between = [k for k in range(i + 1, other) if tree.words[k].upos not in {"CCONJ", "ADV"} and tree.words[k].text != ","]
    found = tree.kid(other, "obj")
    return tree.conjuncts(found) if found is not None and not between else []


def own_object(tree: Tree, i: int, patients: list[int], inside: set[int]) -> list[int]:
    """"killed two and injured 15 villagers": a verb's own object, where the model's role is the next one's."""
    if not patients or not all(gapped_later(tree, p, i, inside) or (tree.words[p].head > i and tree.rel(p) == "obj") for p in patients):
        return []
    return [c for k in tree.kids(i, "obj") if k not in patients for c in tree.conjuncts(k) if not gapped_later(tree, c, i, inside)]


def objects(tree: Tree, i: int, patients: list[int], inside: set[int]) -> list[int]:
    """Whom a verb befell by its objects, where the model's role is another verb's or missing."""
    if wholes := [tree.words[p].head for p in patients if tree.rel(p) == "appos" and tree.words[p].head in tree.kids(i, "obj")]:
        return [c for k in dict.fromkeys(wholes) for c in tree.conjuncts(k)]  # "killed 18, half of them women"
    own = subject(tree, i) if patients and not tree.passive(i) else None
    his = own is not None and set(patients) <= {own, *tree.conjuncts(own)}  # "who abducted and murdered two"
    found = shared_object(tree, i, patients) or own_object(tree, i, patients, inside) or (object_of_both(tree, i) if his or not patients else [])
    return found or ([c for k in tree.kids(i, "obj") if k not in inside for c in tree.conjuncts(k) if not gapped_later(tree, c, i, inside)] if his and tree.lemmas[i] not in words("death-word") else [])


def _shared(tree: Tree, i: int, p: int) -> bool:
    """The same where the parser gave the object to the first verb."""
    other = tree.kid(i, "conj")
    if other is None or tree.words[other].upos != "VERB" or tree.words[p].head != i or tree.rel(p) != "obj" or not i < other < p or tree.kids(other, "obj", "nsubj"):
        return False
    number = any(w.upos == "NUM" for w in tree.words[i + 1 : other])
    return not number and all(w.upos in {"CCONJ", "ADV"} or w.text == "," for w in tree.words[i + 1 : other])


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
    if i == 0 or word.text.lower() not in words("effect-participle") or tree.kids(i, "aux", "cop"):
        return None
    before = tree.words[i - 1]
    objects = [k for k in tree.kids(i, "obj") if not (before.upos == "NUM" and k == i + 2 and tree.words[i + 1].text == ",")]  # "4 killed, 2 missing"
    if objects:  # "and over 100 hurt", read as its object
        return i - 1 if objects == [i - 1] and before.upos == "NUM" else None
    if tree.rel(i) == "xcomp" and any(tree.governs(k, i - 1) for k in tree.kids(word.head, "obj")):
        return None  # "left a captain and nine soldiers dead"
    if i > 2 and before.lemma.lower() in {"they", "whom"} and tree.lemmas[i - 2] == "of" and tree.words[i - 3].upos == "NUM":
        return i - 3  # "two of them wounded"
    if before.upos == "NUM" and before.head == i and tree.rel(i - 1) in {"nummod", "compound"}:
        return i - 1  # "40 hurt"
    if own := [k for k in tree.kids(i, "nsubj") if k < i]:  # "and his colleague wounded": its own subject, the auxiliary left out
        first = tree.first_conjunct(i)
        bare = tree.words[first].text.lower() in words("effect-participle") and not tree.kids(first, "aux", "obj")
        elided = (tree.rel(i) == "conj" and (tree.passive(first) or bare)) or (tree.rel(i) in {"parataxis", "conj"} and before.upos == "NUM")
        return i - 1 if own == [i - 1] and elided else None
    vague = (found := quantifier(before.text.lower())) is not None and found.kind == "vague"
    if vague and before.upos == "ADJ" and before.head == i and tree.rel(i) in {"amod", "conj", "acl"} and not tree.governs(i - 1, i):
        return i - 1  # "five killed, several wounded"
    if before.text.lower() == "another" and before.head == i and tree.rel(i) in {"conj", "parataxis"}:
        return i - 1  # "one was killed and another wounded"
    joined = tree.rel(i - 1) == "conj" and tree.words[before.head].upos in {"VERB", "ADJ"}
    if vague and before.upos == "NOUN" and joined and tree.rel(i) in {"acl", "amod"} and word.head == i - 1:
        return i - 1  # "ten were killed and scores injured"
    if before.upos == "NUM" and tree.rel(i) == "amod" and before.head == word.head > i and all(w.upos in {"ADJ", "NOUN", "PROPN"} for w in tree.words[i + 1 : word.head + 1]):
        return None  # "one dead rebel"
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
    if p in object_of_both(tree, i) or _shared(tree, i, p):
        return False
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
