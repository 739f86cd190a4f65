"""Who and whom of one predicate: the language model's roles first, the tree where they are silent.

The places to look come from the lexicon, in order: role labels (ARG0, ARG1), prepositions (`prep:against`), possessors
(`poss`), premodifiers (`nmod-pre`), and the grammatical `subj` and `obj`.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from conflictgraph.extract.classes import words
from conflictgraph.extract.lexicon import cues, modality, predicates
from conflictgraph.extract.standins import amid, told_of
from conflictgraph.extract.tree import Tree

_RELATIVE = {"that", "which", "who", "whom", "whose", "where", "when"}
QUESTIONS = {"who", "what", "which", "whom", "whoever"}
_CLAUSES = {"ccomp", "xcomp", "acl", "advcl", "parataxis"}
_TOLD = {"accuse", "say", "report", "confirm", "deny"}  # sorts of cues whose speaker is no doer of what is told
_SUBJECTS = ("nsubj", "nsubj:pass")


def antecedent(tree: Tree, i: int) -> int:
    """The noun that a relative pronoun stands for, else the word itself."""
    word = tree.words[i]
    if word.lemma.lower() not in _RELATIVE or word.upos not in {"PRON", "DET", "SCONJ", "ADV"}:
        return i
    for up in tree.up(i):
        if tree.words[up].deprel == "acl:relcl" and tree.words[up].head >= 0:
            return tree.words[up].head
    return i


def subject(tree: Tree, i: int, depth: int = 0) -> int | None:
    """The (deep) subject of a verb: its own, else the one that control, coordination or a participle lends it."""
    word = tree.words[i]
    passive = tree.passive(i)
    if passive and tree.lemmas[i] == "fire" and not tree.kids(i, "aux") and any(tree.case(k) in {"at", "on", "upon"} for k in tree.kids(i, "obl")):
        return surface_subject(tree, i)  # "an officer fired at the crowd", whatever the tree calls him
    if not passive:
        own = tree.kid(i, "nsubj")
        if own is not None:
            return antecedent(tree, own)
    else:
        return by_agent(tree, i)
    if depth > 3 or word.head < 0:
        return None
    told = commanded(tree, i)
    if told is not None:
        return told
    head, rel = word.head, word.deprel
    if rel == "conj" and tree.words[head].upos in {"VERB", "AUX"}:
        if tree.passive(head) and (tree.kids(i, "obj", "iobj") or tree.lemmas[i] in words("death-word")):
            return surface_subject(tree, head)  # "was alarmed by the reports and urged restraint", "was shot by gunmen and died"
        return subject(tree, head, depth + 1)
    if rel in {"acl", "acl:relcl"} and word.upos == "VERB":
        if rel == "acl" and (participle(tree, i) == "active" or (tree.kid(i, "mark") is None and tree.infinitive(i))):
            if participle(tree, i) == "active" and tree.kids(i, "mark") and (tree.lemmas[head], "NOUN") in modality():  # "had the mission of killing": whose mission it is
                whose = writer(tree, head, depth)
                return None if whose == head else whose
            if (deed := deed_upon(tree, i, head)) is not None:
                return subject(tree, deed, depth + 1)
            return writer(tree, head, depth) if document(tree, head) else head
        return None
    if rel in {"xcomp", "advcl", "ccomp"} and (tree.words[head].upos in {"VERB", "AUX", "ADJ"} or tree.kids(head, "cop")):
        if any(tree.lemmas[k] in {"against", "from", "of"} for k in tree.kids(i, "mark")):
            if tree.words[head].upos == "ADJ":
                return surface_subject(tree, head)  # "guilty of violating …"
            whom = tree.kid(head, "obj", "iobj", "nsubj:pass")  # "warned X against …": X would do it
            alone = whom is None and not any(tree.lemmas[k] == "against" for k in tree.kids(i, "mark"))
            return subject(tree, head, depth + 1) if alone else whom  # "boasted of having fired": the same who boasts
        if rel == "ccomp" or (rel == "advcl" and participle(tree, i) == "passive"):
            return None
        controller = tree.kid(head, "obj", "iobj") if rel == "xcomp" else None
        if controller is not None and tree.words[head].lemma not in {"promise", "threaten", "vow"}:
            return controller
        if tree.passive(head):
            return surface_subject(tree, head)
        if told_of(tree, i) or amid(tree, i):
            return None
        if rel == "xcomp" and tree.words[head].deprel == "acl" and participle(tree, head) == "passive":
            return tree.words[head].head  # "the man thought to have planted the bomb"
        return subject(tree, head, depth + 1)
    return None


def deed_upon(tree: Tree, i: int, noun: int) -> int | None:
    """"Fired into the crowd killing two": of a participle of what was suffered, hung on whom a deed of violence was done to, that deed's verb."""
    harms = participle(tree, i) == "active" and not tree.kids(i, "mark") and any(e.effect for e in predicates().get((tree.lemmas[i], "VERB"), ()))
    verb = tree.words[noun].head
    hit = verb >= 0 and tree.rel(noun) in {"obj", "obl"} and tree.words[verb].upos == "VERB" and tree.case(noun) not in {"by", "from", "with"}
    return verb if harms and hit and any(e.type == "assault" and not e.effect for e in predicates().get((tree.lemmas[verb], "VERB"), ())) else None


def commanded(tree: Tree, i: int) -> int | None:
    """Who does what a verb below another tells, where that other's words say so whatever it stands beside: "called on X to leave",
    "criticised X for shelling", "has no intention of talking"."""
    head, rel = tree.words[i].head, tree.rel(i)
    if head < 0 or tree.kid(i, *_SUBJECTS) is not None:
        return None
    pressure = next((k for k in tree.kids(head, "obj") if tree.lemmas[k] == "pressure"), None)
    if rel in {"xcomp", "advcl"} and pressure is not None and tree.infinitive(i):  # "stepped up pressure on X to stop"
        return next((k for k in [*tree.kids(pressure, "nmod"), *tree.kids(head, "obl")] if tree.case(k) in {"on", "upon"}), None)
    if rel in {"xcomp", "advcl"} and tree.lemmas[head] in words("appeal-verb") and tree.infinitive(i):
        return next((k for k in tree.kids(head, "obl") if head < k < i and tree.case(k) in words("towards-appeal")), None)
    if rel == "advcl" and participle(tree, i) == "active" and any(tree.lemmas[k] == "for" for k in tree.kids(i, "mark")):
        if any(e.type in words("judging-type") for e in predicates().get((tree.lemmas[head], "VERB"), ())):
            return next((antecedent(tree, k) for k in tree.kids(head, "obj", "iobj", "nsubj:pass") if k < i), None)
    if rel == "acl" and tree.words[i].deprel == "acl" and tree.lemmas[head] in words("intention-noun") and participle(tree, i) != "passive":
        found = writer(tree, head)
        return found if found != head else None
    return None


def document(tree: Tree, noun: int) -> bool:
    """A statement, a letter, or a series of them."""
    return tree.lemmas[noun] in words("document-noun") or (
        tree.lemmas[noun] in words("series-noun") and any(tree.case(k) == "of" and tree.lemmas[k] in words("document-noun") for k in tree.kids(noun, "nmod"))
    )


def writer(tree: Tree, noun: int, depth: int = 0) -> int:
    """"X issued a statement urging …": who writes is who urges; the noun itself where that is not told."""
    own = tree.kid(noun, "nmod:poss")
    if own is not None:
        return antecedent(tree, own)
    named = next((by for k in tree.kids(noun, "acl") if participle(tree, k) == "passive" and (by := by_agent(tree, k)) is not None), None)
    if named is not None:
        return named  # "found a letter written by rebels threatening to …"
    head = tree.words[noun].head
    if tree.rel(noun) == "nmod" and head >= 0 and tree.lemmas[head] in words("series-noun"):
        noun, head = head, tree.words[head].head  # "a series of letters"
    if tree.rel(noun) == "obj" and head >= 0 and tree.words[head].upos == "VERB":
        found = subject(tree, head, depth + 1)
        if found is not None:
            return found
    return noun


def surface_subject(tree: Tree, i: int) -> int | None:
    own = tree.kid(i, *_SUBJECTS)
    if own is None and tree.words[i].upos == "NOUN" and tree.rel(i) == "xcomp" and tree.lemmas[tree.words[i].head] in words("linking-verb"):
        own = tree.kid(tree.words[i].head, *_SUBJECTS)  # "remains the largest donor"
    return None if own is None else antecedent(tree, own)


def by_agent(tree: Tree, i: int) -> int | None:
    for k in tree.kids(i, "obl", "nmod"):
        among = tree.case(k) in {"include", "including", "among"}  # "seven were killed (including a nurse)"
        if (tree.words[k].deprel.endswith(":agent") and not (among or tree.case(k) in _COMPANY)) or tree.case(k) == "by":
            return k
    return None


_COMPANY = {"with", "alongside", "along with", "together with"}


def hurt(tree: Tree, k: int) -> bool:
    """"Six were killed with two others and a guard injured": of those behind "with" something else is said."""
    return any(tree.words[m].text.lower() in words("effect-participle") for m in (k, *tree.conjuncts(k), *(a for c in tree.conjuncts(k) for a in tree.kids(c, "acl", "amod"))))


def companion(tree: Tree, i: int, k: int) -> bool:
    """"was shot with two of his aides", "was killed together with …": who suffers it too, whatever label the phrase has."""
    return (tree.passive(i) or tree.lemmas[i] in words("death-word")) and tree.words[k].head == i and tree.case(k) in _COMPANY and not hurt(tree, k)


def at_hands(tree: Tree, i: int) -> list[int]:
    """"died at the hands of X and Y": those who did it; empty where the phrase is not there."""
    for k in tree.kids(i, "obl", "nmod"):
        if tree.lemmas[k] in {"hand", "hands"} and tree.case(k) == "at":
            return [c for n in tree.kids(k, "nmod") if tree.case(n) == "of" for c in tree.conjuncts(n)] or tree.kids(k, "nmod:poss")
    return []


def undergoer(tree: Tree, i: int, depth: int = 0) -> int | None:
    """The (deep) object of a verb: its object, its passive subject, or the noun that its participle modifies."""
    for rel in ("nsubj:pass", "obj"):
        own = tree.kid(i, rel)
        if own is not None:
            return antecedent(tree, own)
    word = tree.words[i]
    if word.head < 0 or depth > 3:
        return None
    if word.deprel in {"acl", "amod"} and word.upos in {"VERB", "ADJ"} and participle(tree, i) == "passive":
        return described(tree, i) if word.deprel == "acl" else word.head
    if word.deprel == "xcomp" and tree.infinitive(i) and tree.words[word.head].deprel == "acl:relcl" and not tree.kids(word.head, "obj", "nsubj:pass"):
        who = tree.kid(word.head, "nsubj")
        if who is not None and who < word.head and tree.words[who].text.lower() not in {"who", "which", "that"}:
            return tree.words[word.head].head  # "the villagers they helped to murder"
    if word.deprel == "conj" and tree.passive(word.head) and tree.kid(i, "nsubj", "iobj") is None:
        return undergoer(tree, word.head, depth + 1)
    being = any(tree.words[k].text.lower() == "being" for k in tree.kids(i, "aux:pass"))  # "stabbed a soldier before being shot"
    if word.deprel == "advcl" and (being or participle(tree, i) == "passive") and tree.kid(i, "nsubj") is None:
        return surface_subject(tree, word.head)
    return None


def _behind_the_aim(tree: Tree, i: int) -> list[int]:
    """"The attack on the convoy of the army by jihadists": who did it, hung on what is nearest."""
    for k in tree.kids(i, "nmod"):
        if tree.case(k) in {"on", "against"}:
            for m in tree.subtree(k):
                if m > k and tree.rel(m) == "nmod" and tree.case(m) == "by" and not any((tree.lemmas[up], "NOUN") in predicates() for up in tree.up(m) if up >= k):
                    return [m]
    return []


def described(tree: Tree, i: int) -> int:
    """Of whom a participle behind a noun is said: of the first of a row for all of it, but of "the police and a gang led by X", "the Taliban
    and militias backed by X" of the last, which is a phrase of its own."""
    head, last = tree.words[i].head, i - 1
    first = tree.first_conjunct(head)
    if last > first and tree.first_conjunct(last) == first and tree.lemmas[i] in words("backing-verb"):
        if tree.kids(last, "det", "nummod", "nmod:poss") or (tree.words[first].upos == "PROPN" and tree.words[last].upos == "NOUN"):
            return last
    return first


def participle(tree: Tree, i: int) -> str:
    """`active` for an -ing form without auxiliary, `passive` for a past participle without subject, else ``."""
    text = tree.words[i].text.lower()
    if any(tree.words[k].lemma in {"have"} or tree.words[k].upos == "AUX" for k in tree.kids(i, "aux")):
        return ""
    if text.endswith("ing"):
        return "active"
    if tree.kid(i, "nsubj") is None and text != tree.words[i].lemma:
        return "passive"
    return ""


def _capitals(tree: Tree) -> bool:
    """A sentence in capitals, where a capital tells no name."""
    return all(w.text.isupper() for w in tree.words if w.text.isalpha())


def fill(
    tree: Tree, i: int, places: Sequence[str], verbal: bool, also: Sequence[int] = (), asks: str = "", skip: Container[int] = ()
) -> tuple[list[int], str]:
    """Head words of the first filler found for a predicate, coordinated ones included, and where it was found.

    `also` are the further words of a multiword: what its noun governs by a preposition or owns it is the predicate's,
    too ("held talks with X", "rejected Y's offer"). `asks` is the slot that is to be filled, for who wants to know why. Words in `skip` fill nothing:
    the next place is tried."""
    for place in places:
        found = _look(tree, i, place, verbal)
        if not found and also and (place == "poss" or place.startswith(("prep:", "both:prep:"))):
            found = [k for other in also for k in _look(tree, other, place, False) if k not in also and k != i]
        found = [f for f in found if (f != i or place == "self") and f not in skip]
        if found:
            heads: list[int] = []
            for f in found:
                for c in _all_of(tree, f) if place != "self" else [f]:
                    if tree.lemmas[c] in QUESTIONS or asked_number(tree, c):
                        if asks:
                            tree.note(i, asks, "a question word: nobody is told", c)
                        continue
                    if c not in heads and (c != i or place == "self") and (tree.words[c].upos != "VERB" or place in _CLAUSES):
                        heads.append(c)
            if heads:
                if asks and tree.trace is not None:
                    for c in heads:
                        tree.note(i, asks, _found_by(tree, i, place, c), c, taken=True)
                return heads, place
        if asks and tree.trace is not None:
            tree.note(i, asks, f"nothing stands at {PLACES.get(place, place.replace('both:', '').replace('prep:', 'the preposition '))}")
    return [], ""


def asked_number(tree: Tree, k: int) -> bool:
    """"How many had been killed", "how many people": a number that is asked for."""
    return any(tree.lemmas[m] in {"many", "few"} and any(tree.lemmas[h] == "how" for h in tree.kids(m, "advmod")) for m in (k, *tree.kids(k, "amod", "nummod", "det")))


def _all_of(tree: Tree, i: int) -> list[int]:
    """A word's conjuncts; of a relative pronoun whose verb is plural those before the noun, too ("the residence and the palace, which were attacked")."""
    noun = antecedent(tree, i)
    first = tree.first_conjunct(noun)
    own = next((k for k in tree.kids(noun, "acl:relcl", "acl") if tree.words[k].deprel == "acl:relcl"), None)
    many = own is not None and first != noun and any(tree.words[k].text.lower() in {"were", "are", "have"} for k in tree.kids(own, "aux", "aux:pass", "cop"))
    alone = tree.words[noun].text.lower() == tree.lemmas[noun] and tree.words[noun].upos in {"NOUN", "PROPN"}
    told = many and alone and any(antecedent(tree, k) == noun and k != noun for k in tree.kids(own if own is not None else i, "nsubj", "nsubj:pass"))
    return tree.conjuncts(first if told else noun)


PLACES = {
    "subj": "the subject", "obj": "the object", "poss": "the possessor", "nmod-pre": "the words before it", "iobj": "the indirect object",
    "self": "the word itself", "head": "what it modifies",
}  # fmt: skip


def _found_by(tree: Tree, i: int, place: str, c: int) -> str:
    """Where a filler was found, in words: by the model's role, else by the tree."""
    if place.startswith("ARG"):
        role = tree.role(i, place)
        if role is not None and role.sure and c in tree.conjuncts(antecedent(tree, role.head)):
            return f"the language model's role {place} ({role.sure:.2f})"
        own = next((r for p in tree.sentence.predicates if p.word == i for r in p.roles if r.label == place), None)
        given = f"gives {place} to “{tree.words[own.head].text}”" if own is not None else f"gives no {place}"
        return f"the model {given}; by the tree {'the subject' if place == 'ARG0' else 'the object'}"
    return PLACES.get(place, place.replace("both:", "one of two sides after ").replace("prep:", "after ")) + " in the tree"


_BESIDE = {"prep:by", "prep:against", "prep:on", "prep:at", "prep:with", "prep:to"}  # phrases of a deed that nouns for people rarely have

_PARTICLES = {"out", "in", "over", "up", "back", "down", "away", "off"}


def _led(tree: Tree, k: int, wanted: str) -> bool:
    """Does a preposition lead a phrase, alone or behind a particle ("pulled out of", "handed over to"), and in no set phrase ("in all")?"""
    case = tree.case(k)
    first = tree.phrase(k)[0]
    if not case and tree.rel(k) == "obl" and first and tree.words[first - 1].deprel == "compound:prt" and tree.lemmas[first - 1] == wanted:
        return True  # "was pulled off a bus"
    if case == wanted:
        return not (wanted == "in" and tree.lemmas[k] in words("idiom-in"))
    particle, _, last = case.partition(" ")
    return last == wanted and particle in _PARTICLES


def _beside(tree: Tree, i: int, wanted: str) -> list[int]:
    """"in front of the bank" where the tree has the noun inside as a word of its own: what stands behind it."""
    first, _, rest = wanted.partition(" ")
    noun, _, last = rest.partition(" ")
    if not last:
        return []
    inner = [k for k in tree.kids(i, "nmod", "obl") if tree.lemmas[k] == noun and tree.case(k) == first and not tree.kids(k, "det")]
    return [m for k in inner for m in tree.kids(k, "nmod") if tree.case(m) == last]


def _undergone(tree: Tree, i: int, doer: int) -> bool:
    """Can who is said to do it be none: "weapons seized from rebels", "women arrested on Monday"?"""
    return not tree.kids(i, "obj") and (tree.case(doer) == "from" or (tree.words[i].deprel == "acl" and tree.words[i].head == doer))


def _look(tree: Tree, i: int, place: str, verbal: bool) -> list[int]:
    if place.startswith("ARG"):
        role = tree.role(i, place)
        if role is not None and not (place == "ARG0" and verbal and participle(tree, i) == "passive" and _undergone(tree, i, role.head)):
            return [role.head]
        if not verbal:
            return []
        grammatical = subject(tree, i) if place == "ARG0" else undergoer(tree, i) if place == "ARG1" else None
        return [] if grammatical is None else [grammatical]
    if place == "subj":
        found = by_agent(tree, i) if tree.passive(i) and tree.words[i].upos == "VERB" else surface_subject(tree, i)
        return [] if found is None else [found]
    if place == "obj":
        found = undergoer(tree, i)
        return [] if found is None else [found]
    if place == "poss":
        return [antecedent(tree, k) for k in tree.kids(i, "nmod:poss")]
    if place == "nmod-pre":
        before = [k for k in tree.kids(i, "compound", "amod", "nmod") if k < i and tree.words[k].deprel != "nmod:poss" and not tree.case(k)]
        return [k for k in before if tree.rel(k) != "amod" or k in tree.name_at or (tree.words[k].text[:1].isupper() and not (tree.words[k].upos == "ADJ" and _capitals(tree)))]  # "several attacks"
    if place.startswith("both:"):
        return _look(tree, i, place.removeprefix("both:"), verbal)
    if place == "iobj":
        return tree.kids(i, "iobj")
    if place == "self":
        return [i]
    if place == "head":  # the noun that an adjective modifies or is said of
        head = tree.words[i].head
        if tree.rel(i) in {"amod", "acl", "compound"} and head >= 0:
            return [head]
        if tree.rel(i) == "xcomp" and head >= 0:  # "left ten people dead"
            suffers = undergoer(tree, head)  # "a man believed to be responsible"
            lying = [] if suffers is not None or (own := surface_subject(tree, head)) is None else [own]  # "nine lay dead"
            return tree.kids(head, "obj") or tree.kids(head, "nsubj:pass") or ([suffers] if suffers is not None else lying)
        return []
    if place in {"ccomp", "xcomp", "acl", "advcl", "parataxis"}:
        return tree.kids(i, place)
    if place.startswith("prep:"):
        wanted = place.removeprefix("prep:")
        found_all = [k for k in tree.kids(i, "nmod", "obl") if k not in tree.times and _led(tree, k, wanted)] or _beside(tree, i, wanted)
        if not found_all and not verbal:  # "an attack by rebels on a convoy", the second phrase hung on the first
            found_all = [m for k in tree.kids(i, "nmod") if tree.case(k) in {"by", "of", "from"} and place in _BESIDE for m in tree.kids(k, "nmod") if _led(tree, m, wanted)]
        if not found_all and not verbal and wanted == "by":
            found_all = _behind_the_aim(tree, i)
        if not found_all and not verbal:  # "carried out an attack against X": the phrase hangs on the verb
            head = tree.words[i].head
            if head >= 0 and tree.rel(i) in {"obj", "nsubj"} and tree.words[head].upos == "VERB":
                if wanted == "on" and tree.lemmas[head] in words("blame-on-verb"):
                    return []  # "the bombing was blamed on rebels"
                found_all = [k for k in tree.kids(head, "obl") if tree.case(k) == wanted and k > i]
                if wanted == "by" and not tree.passive(head) and tree.kids(head, "nsubj") and tree.rel(i) == "obj":
                    return []  # "police used teargas during a march by the union": an active verb has its doer
                if wanted == "by" and tree.passive(head) and (tree.lemmas[head] in words("warding-verb") or any(e.effect == "foiled" for e in modality().get((tree.lemmas[head], "VERB"), ()))):
                    return []  # "the attack was foiled by the police"
                if wanted == "by" and tree.passive(head) and any(e.kind in _TOLD for e in cues().get((tree.lemmas[head], "VERB"), ())):
                    return []  # "the attack was confirmed by the police": whoever says so did not do it
                if wanted == "by" and tree.passive(head) and tree.lemmas[head] not in words("light-verb") and any(e.type in words("answer-type") for e in predicates().get((tree.lemmas[head], "VERB"), ())):
                    return []  # "the march was banned by the government": who answers a deed did not do it
        return found_all
    return []
