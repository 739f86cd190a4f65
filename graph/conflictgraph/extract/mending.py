"""A sentence's tree made fit for reading: labels that contradict each other, and a name right behind the noun that it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conflictgraph.extract.classes import words as word_class
from conflictgraph.extract.lexicon import predicates
from conflictgraph.extract.nouns import names_a_person
from conflictgraph.model import Name, Predicate, Word

_STAYS = {"amod", "compound", "flat", "nmod:poss", "advmod", "nmod:desc"}  # what says something of the noun itself


def active(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """A verb with an object and no passive auxiliary is active, whatever its subject was labelled."""
    if not any(w.deprel == "nsubj:pass" for w in words):
        return words
    objects = {w.head for w in words if w.deprel == "obj"}
    passive = {w.head for w in words if w.deprel == "aux:pass"}
    plain = {k for k, w in enumerate(words) if w.lemma.lower() in word_class("intransitive-verb")}  # "thousands demonstrated"
    plain |= {k for k, w in enumerate(words) if w.upos == "VERB" and _with_its_preposition(words, k)}
    if not any(w.deprel == "nsubj:pass" and w.head in (objects | plain) - passive for w in words):
        return words
    return tuple(replace(w, deprel="nsubj") if w.deprel == "nsubj:pass" and w.head in (objects | plain) - passive else w for w in words)


def _with_its_preposition(words: Sequence[Word], i: int) -> bool:
    """"Called on the government": what the lexicon has with its preposition has its object behind that."""
    cases = {w.lemma.lower() for w in words if w.deprel == "case" and w.head > i and words[w.head].deprel == "obl" and words[w.head].head == i}
    return any((f"{words[i].lemma.lower()} {case}", "VERB") in predicates() for case in cases - {"by"})


def equipped(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """"Were killed with explosives buried under them": a subject behind its verb and behind "with" is none."""
    out = list(words)
    for k, word in enumerate(words):
        if word.deprel in {"nsubj", "nsubj:pass"} and 0 <= word.head < k:
            at = next((m for m in range(k - 1, word.head, -1) if words[m].text.lower() == "with"), None)
            if at is not None and all(within(words, m, k) for m in range(at, k)):
                out[k] = replace(word, deprel="obl")
                out[at] = replace(words[at], head=k, deprel="case")
    return tuple(out)


def titled(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """"The Embassy's Chargé d'Affaires": a "verb" with a capital and an article, that another verb has for its subject or object, is a
    title, and the name right behind it is no object but goes on with it."""
    out = list(words)
    for k, word in enumerate(words):
        held = word.upos == "VERB" and word.deprel in {"nsubj", "nsubj:pass", "obj", "obl", "appos"} and k > 0 and word.text[:1].isupper()
        if held and any(w.head == k and w.deprel == "det" for w in words[:k]) and not any(w.head == k and w.deprel.startswith("nsubj") for w in words):
            out[k] = replace(word, upos="NOUN", lemma=word.text.lower())
            if k + 1 < len(words) and words[k + 1].head == k and words[k + 1].deprel == "obj":
                out[k + 1] = replace(words[k + 1], deprel="flat")
    return tuple(out)


def single(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """"Al-Monitor online reported": of two subjects of a verb, the adverb right behind the name says something of it."""
    out = list(words)
    for k, word in enumerate(words):
        if word.deprel == "nsubj" and (word.upos in {"ADV", "ADJ"} or word.text == "online"):
            first = next((j for j in range(k - 1, -1, -1) if words[j].head == word.head and words[j].deprel == "nsubj"), None)
            if first is not None and all(within(words, j, first) for j in range(first, k)):
                out[k] = replace(word, head=first, deprel="advmod")
    return tuple(out)


def within(words: Sequence[Word], j: int, *tops: int) -> bool:
    """Is a word one of others, or does it hang on one of them, over whatever steps?"""
    for _ in range(len(words)):
        if j in tops or j < 0:
            return j in tops
        j = words[j].head
    return False


def named(words: tuple[Word, ...], names: Sequence[Name]) -> tuple[tuple[Word, ...], dict[int, int]]:
    """"The group al-Nusra Front": the name right behind a noun heads the phrase and the noun describes it, as a title does
    (UD's `nmod:desc`). Returns the words, and which noun gave way to which word of a name."""
    inside = {k for name in names for k in range(name.first, name.last)}
    moved: dict[int, int] = {}
    told: dict[int, int] = {}  # a body's name beside its noun: an apposition of it
    for name in names:
        noun = name.first - 1
        called = noun >= 0 and (words[noun].upos == "NOUN" or (words[noun].upos == "PROPN" and somebody(words[noun].text.lower())))  # "Jesuits A, B and C"
        if not called or noun in inside or name.type not in {"PER", "ORG", "LOC"}:
            continue
        if name.type == "LOC" and not (somebody(words[noun].lemma.lower()) and any(w.head == noun and w.deprel in {"nmod:poss", "amod"} for w in words)):
            continue  # "its ally Iran", not "in the city Hama"
        twin = next((k for k in range(name.first, name.last) if _twin(words, noun, k)), None)
        top = next((k for k in range(name.first, name.last) if words[k].head == noun and words[k].deprel == "appos"), twin)
        if top is not None and top == twin and name.type == "ORG":
            told[top] = noun
        elif top is not None:
            moved[noun] = top
    if told:
        words = tuple(replace(w, head=told[k], deprel="appos") if k in told else w for k, w in enumerate(words))
    if not moved:
        return words, moved
    out = list(words)
    for noun, top in moved.items():
        for k, word in enumerate(words):
            if word.head == noun and k != top and not (k < noun and (word.deprel in _STAYS or word.deprel.partition(":")[0] in _STAYS)):
                out[k] = replace(out[k], head=top)
        out[top] = replace(out[top], head=out[noun].head, deprel=out[noun].deprel)
        out[noun] = replace(out[noun], head=top, deprel="nmod:desc")
    return tuple(out), moved


def apposed(words: tuple[Word, ...], names: Sequence[Name]) -> tuple[Word, ...]:
    """"The president of Kenya, Uhuru Kenyatta": a person is no place and no body, so the name stands beside the noun before "of"."""
    held = {k: name for name in names for k in range(name.first, name.last)}
    out = list(words)
    for name in names:
        top = next((k for k in range(name.first, name.last) if not name.first <= words[k].head < name.last), None)
        if top is not None and words[top].deprel == "appos" and _listed(words, held, name, top):
            out[top] = replace(out[top], deprel="conj")
            continue
        if name.type != "PER" or top is None or words[top].deprel not in {"appos", "parataxis"}:
            continue
        of_all = _before_colon(words, name.first, top)
        if of_all is not None:
            out[top] = replace(out[top], head=of_all, deprel="appos")
            continue
        if words[top].deprel == "parataxis":
            continue
        beside, told = held.get(words[top].head), words[words[top].head]
        body = beside.type in {"LOC", "ORG"} if beside is not None else told.upos == "PROPN" or told.lemma.lower() in word_class("organization-noun") | word_class("place-noun")
        noun = told.head if body else -1
        while noun >= 0 and words[noun].deprel == "nmod" and words[noun].upos == "NOUN" and not somebody(words[noun].lemma.lower()):
            noun, told = words[noun].head, words[noun]  # "the head of the ward at the hospital in Leeds, Ann Lee"
        if noun < 0 or told.deprel != "nmod" or words[noun].upos != "NOUN" or not somebody(words[noun].lemma.lower()):
            continue
        out[top] = replace(out[top], head=noun)
        for k in range(name.first, name.last):
            if k != top and words[k].deprel == "appos":
                out[k] = replace(out[k], deprel="flat")
    return tuple(out)


def _before_colon(words: Sequence[Word], first: int, top: int) -> int | None:
    """"The following guards died in the fight: A, B and C": the people whom a row of names behind a colon names, not the noun before it."""
    while first > 0 and words[first - 1].head in {top, first} and words[first - 1].text != ":":
        first -= 1
    if first < 2 or words[first - 1].text != ":" or somebody(words[words[top].head].lemma.lower()):
        return None
    many = (k for k in range(first - 2, -1, -1) if words[k].upos == "NOUN" and words[k].deprel in {"nsubj", "nsubj:pass", "obj"} and somebody(words[k].lemma.lower()))
    return next((k for k in many if words[k].text.lower() != words[k].lemma.lower()), None)


def owned(words: tuple[Word, ...], names: Sequence[Name]) -> tuple[tuple[Word, ...], dict[int, int]]:
    """"The Government of Iraq's liberation of Tikrit": what a body "of" a place has done is its, not the place's. Returns the
    words, and which body gave way to which deed."""
    places = {k for name in names for k in range(name.first, name.last) if name.type == "LOC"}
    out, moved = list(words), {}
    for k, place in enumerate(words):
        deed = place.head
        if place.deprel != "nmod:poss" or k not in places or not k < deed or words[deed].deprel != "nmod" or words[deed].upos != "NOUN":
            continue
        body = words[deed].head
        case = [m for m, w in enumerate(words) if w.deprel == "case" and w.lemma.lower() == "of" and w.head == deed and body < m < k]
        if not case or not 0 <= body < case[0] or words[body].lemma.lower() not in word_class("realm-head"):
            continue
        out[deed] = replace(out[deed], head=words[body].head, deprel=words[body].deprel)
        out[body] = replace(out[body], head=deed, deprel="nmod:poss")
        out[k] = replace(out[k], head=body, deprel="nmod")
        out[case[0]] = replace(out[case[0]], head=k)
        for m, w in enumerate(words):
            if w.head == body and m > deed:
                out[m] = replace(out[m], head=deed)
            elif w.head == k and w.deprel == "case" and m > k:
                out[m] = replace(out[m], head=body)
        moved[body] = deed
    return tuple(out), moved


def somebody(lemma: str) -> bool:
    """Is a noun, in lower case, a word for a person ("ally", "detainee")?"""
    return names_a_person(lemma) or lemma in word_class("person-noun")


def _listed(words: Sequence[Word], held: dict[int, Name], name: Name, top: int) -> bool:
    """"The European Union, the United States and Canada": names behind a comma, of which a last one follows "and", are no apposition."""
    other = held.get(words[top].head)
    if name.type not in {"LOC", "ORG"} or other is None or other.type not in {"LOC", "ORG"} or words[other.last].text != ",":
        return False
    led = any(w.head == top and w.deprel == "det" for w in words[other.last : top]) or (other.type == "ORG" and name.first == other.last + 1)
    return led and any(w.head == top and w.deprel == "conj" and words[k - 1].lemma in {"and", "the"} for k, w in enumerate(words))


def straightened(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Sentences that begin as if they were phrases: "a sniper shot dead …" (a sniper shot), "a bomb planted by X wounded two" (a bomb
    that wounded), "hit a hospital run by nuns" (a run), "accused neighbouring Kenya" (neighbouring it)."""
    out = list(words)
    for i in range(len(out)):
        word = out[i]
        if word.upos == "VERB" and word.deprel in _CLAUSAL and not below(out, i, "nsubj", "nsubj:pass", "csubj", "mark", "expl"):
            before = [k for k in below(out, i, "compound") if k < i and out[k].upos in {"NOUN", "PROPN"}]
            if before and not below(out, i, "aux:pass") and (below(out, i, "obj", "iobj", "obl", "xcomp", "ccomp")):
                out[before[-1]] = replace(out[before[-1]], deprel="nsubj")
                for k in below(out, i, "det", "amod", "nummod", "nmod:poss"):
                    if k < before[-1]:
                        out[k] = replace(out[k], head=before[-1])
        elif word.upos == "VERB" and word.deprel in _NOMINAL and not word.text.lower().endswith("ing"):
            noun = i - 1
            if noun >= 0 and out[noun].head == i and out[noun].deprel == "compound" and out[noun].upos in {"NOUN", "PROPN"} and any(
                w.head in {i, noun} and w.deprel == "obl:agent" for w in out
            ):
                _swap(out, noun, i)
        elif word.upos in {"VERB", "ADJ"} and word.deprel == "xcomp" and word.head == i - 1 and word.lemma.lower() in word_class("loose-word") and out[i - 1].lemma.lower() in {"let", "set"}:
            for k in below(out, i, "obj"):
                out[k] = replace(out[k], head=i - 1)  # "let go ten hostages": whom it lets go
        elif word.upos == "VERB" and word.lemma.lower() in word_class("adjectival-participle") and word.text.lower().endswith("ing") and word.deprel in {"xcomp", "obj", "ccomp", "obl"}:
            noun = next((k for k in below(out, i, "obj") if k - i <= 3 and all(out[m].deprel in {"amod", "compound", "flat", "punct"} for m in range(i + 1, k))), -1)
            if noun > i:
                rel = "obl" if below(out, i, "case") else "obj"
                for k, w in enumerate(out):
                    if w.head == i and k != noun:
                        out[k] = replace(w, head=noun if k < i else word.head)
                out[noun] = replace(out[noun], head=word.head, deprel=rel)
                out[i] = replace(word, head=noun, deprel="amod")
    return tuple(_finite(_second_verb(out)))


_CLAUSAL = {"root", "conj", "ccomp", "parataxis", "advcl", "acl:relcl"}
_NOMINAL = {"obj", "nsubj", "nsubj:pass", "obl", "nmod", "iobj"}


def below(words: Sequence[Word], i: int, *rels: str) -> list[int]:
    """The words that hang on another by some relations."""
    return [k for k, w in enumerate(words) if w.head == i and w.deprel in rels]


def _swap(out: list[Word], noun: int, verb: int) -> None:
    """The noun takes the participle's place and the participle goes below it."""
    top = out[verb]
    for k, w in enumerate(out):
        if w.head == verb and k < noun:
            out[k] = replace(w, head=noun)
        elif w.head == noun and k > verb:
            out[k] = replace(w, head=verb)
    out[noun] = replace(out[noun], head=top.head, deprel=top.deprel)
    out[verb] = replace(top, head=noun, deprel="acl")


def _finite(out: list[Word]) -> list[Word]:
    """"Was told to leave the town and shot the driver": a past form goes on with the verb before the infinitive, not with that one; of two
    participles behind "to have been", one that a comma parts from the other does so."""
    for k, word in enumerate(out):
        h = word.head
        if word.upos != "VERB" or word.deprel != "conj" or h < 0 or out[h].upos != "VERB" or not any(out[m].lemma == "to" for m in below(out, h, "mark")):
            continue
        above = out[h].head
        text = word.text.lower()
        if above < 0 or out[above].upos != "VERB" or text == word.lemma.lower() or text.endswith("ing") or below(out, k, "aux", "aux:pass", "mark", "nsubj", "nsubj:pass"):
            continue
        perfect = any(out[m].lemma == "have" for m in below(out, h, "aux"))
        comma = any(out[m].text == "," for m in below(out, k, "punct"))
        if (not perfect and out[h].text.lower() == out[h].lemma.lower() and not below(out, h, "aux:pass")) or (perfect and comma and below(out, h, "aux:pass")):
            out[k] = replace(word, head=above)
    return out


def _second_verb(out: list[Word]) -> list[Word]:
    """A noun as root with two participles, of which the second has an object without a preposition, is the subject of that one."""
    root = next((i for i, w in enumerate(out) if w.head < 0), None)
    if root is None or out[root].upos not in {"NOUN", "PROPN"} or below(out, root, "cop", "nsubj"):
        return out
    late = next((k for k in range(root + 3, len(out) - 1) if _behind_comma(out, root, k)), None)
    if late is not None:
        noun = out[late].head
        out[noun] = replace(out[noun], head=late, deprel="obj")
        office = below(out, root, "appos")[0]
        for k in below(out, root, "conj"):
            if office < k < late:
                out[k] = replace(out[k], head=office)  # a part of the office, no second speaker
        return _risen(out, root, late)  # "Ana Ruiz, head of A, B, and C, condemned recent attacks"
    finite = next((k for k in below(out, root, "amod") if k > root and out[k].upos == "VERB" and not out[k].text.lower().endswith("ing") and below(out, k, "obj")), None)
    verbs = [k for k in below(out, root, "acl") if out[k].upos == "VERB" and not out[k].text.lower().endswith("ing")]
    relative = next((k for k in below(out, root, "acl:relcl") if k > root and below(out, k, "nsubj")), None)
    if relative is not None and len(verbs) == 1 and verbs[0] > relative and out[-1].text == "." and below(out, root, "det") and not below(out, verbs[0], "aux:pass", "mark", "nsubj", "obl:agent"):
        return _risen(out, root, verbs[0])  # "the militia that controls the port fired on a ship"
    if finite is not None and not below(out, finite, "aux:pass", "mark", "nsubj"):
        return _risen(out, root, finite)  # "a court on Tuesday freed a priest": no adjective behind its noun has an object
    if len(verbs) < 2 or below(out, verbs[-1], "aux:pass", "mark"):
        return out
    last = verbs[-1]
    whom = next((k for v in reversed(verbs) for k in below(out, v, "obj", "obl:agent", "obl") if k > last and not below(out, k, "case")), None)
    if whom is None:
        return out
    out[whom] = replace(out[whom], head=last, deprel="obj")
    return _risen(out, root, last)


def _behind_comma(out: Sequence[Word], root: int, k: int) -> bool:
    """Is a past form that was taken for an adjective of the last noun of a row the verb of a sentence that has no other?"""
    noun = out[k].head
    form = out[k].upos == "VERB" and out[k].deprel == "amod" and out[k - 1].text == "," and noun > k and not out[k].text.lower().endswith("ing") and out[k].text.lower() != out[k].lemma.lower()
    row = form and out[noun].head == root and out[noun].deprel in {"conj", "appos"} and out[-1].text == "." and bool(below(out, root, "appos"))
    return row and not below(out, noun, "cc", "det") and not any(w.upos in {"VERB", "AUX"} and any(v.head == j and v.deprel.startswith("nsubj") for v in out) for j, w in enumerate(out))


def _risen(out: list[Word], root: int, verb: int) -> list[Word]:
    """The words with a verb in place of the noun above it, whose subject that is."""
    out[verb] = replace(out[verb], head=-1, deprel="root")
    out[root] = replace(out[root], head=verb, deprel="nsubj")
    for k in below(out, root, "punct", "nmod"):
        if k > verb or (k > root and out[k].deprel == "nmod" and not below(out, k, "case")):
            out[k] = replace(out[k], head=verb)
    return out


def _twin(words: Sequence[Word], noun: int, k: int) -> bool:
    """"against oil company Petrobras": a noun and the name right behind it read as two words in one place of a verb."""
    same = words[noun].head >= 0 and words[k].head == words[noun].head and words[k].deprel in {words[noun].deprel, "nmod"}
    return same and words[noun].deprel in {"obl", "nmod", "nsubj", "obj", "nsubj:pass", "conj"} and not any(w.head == k and w.deprel in {"case", "det"} for w in words)


def moved_roles(predicate: Predicate, moved: dict[int, int]) -> Predicate:
    """A predicate's roles with the names that head their phrases."""
    if not any(role.head in moved for role in predicate.roles):
        return predicate
    return replace(predicate, roles=tuple(replace(r, head=moved.get(r.head, r.head)) for r in predicate.roles))
