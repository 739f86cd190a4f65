"""Counted people that the parser hung on the wrong word, put where they belong before any rule reads the tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conflictgraph.extract.classes import words
from conflictgraph.extract.lexicon import predicates, quantifiers
from conflictgraph.extract.lists import attach
from conflictgraph.extract.nouns import agents
from conflictgraph.model import Word

_BELOW = {"nmod", "obl", "acl", "acl:relcl", "compound", "obj"}
_SUBJECTS = {"nsubj", "nsubj:pass"}


def mended(sentence: Sequence[Word]) -> tuple[Word, ...]:
    """The words with their relations mended; forms, offsets and order stay."""
    out = list(sentence)
    for mend in (_outside_of_insertion, _range_as_subject, _second_subject, _subject_as_when, _number_of_name, _listed, _own_subject, _elided, _elided_whole, _own_participle, _existing, _left_so, _end_so, _all_of_them, _left_dead, _cost, _behind_instrument, _of_main_clause, _each_where):
        mend(out)
    return tuple(out)


_CLOSING = {",", "-", "--", "–", "—", ")"}


def _outside_of_insertion(out: list[Word]) -> None:
    """"24 miners -- including two boys -- and five guards were killed": what follows the insertion is listed with those before it."""
    for k, word in enumerate(out):
        part = word.head
        if word.deprel != "conj" or not 0 < part < k or not _counted_people(out, k):
            continue
        opens = next((m for m, w in enumerate(out[:part]) if w.head == part and w.text.lower() == "including"), 0)
        joint = next((m for m, w in enumerate(out) if w.head == k and w.deprel == "cc" and m < k), 0)
        whole = out[part].head
        if opens and joint and out[opens - 1].text in {*_CLOSING, "("} and out[joint - 1].text in _CLOSING and 0 <= whole < opens and _counts(out, whole):
            attach(out, k, whole, "conj")


def _range_as_subject(out: list[Word]) -> None:
    """"Between 60 and 70 people, mostly women, were killed": a word that makes a number rough is no preposition, and its noun is the subject."""
    for k, word in enumerate(out):
        v = word.head
        if word.deprel != "obl" or not k < v or out[v].upos not in {"VERB", "AUX"} or any(w.head == v and w.deprel in _SUBJECTS for w in out):
            continue
        case = next((m for m, w in enumerate(out[:k]) if w.deprel == "case" and (w.head == k or (out[w.head].head == k and out[w.head].deprel == "nummod"))), None)
        if case is None or out[case].text.lower() not in {"between", "over", "about", "around", "under"} or not _counted_people(out, k):
            continue
        if case + 1 < k and out[case + 1].upos == "NUM":
            passive = any(w.head == v and w.deprel == "aux:pass" for w in out)
            out[k] = replace(word, deprel="nsubj:pass" if passive else "nsubj")
            out[case] = replace(out[case], head=case + 1, deprel="advmod")


def _second_subject(out: list[Word]) -> None:
    """"The three men in the cabin and one guard on the roof were killed": of two subjects before a verb the one behind "and" is listed with
    the other."""
    for v in sorted({w.head for w in out if w.deprel in _SUBJECTS} - {-1}):
        subjects = [m for m, w in enumerate(out[:v]) if w.head == v and w.deprel in _SUBJECTS]
        if len(subjects) == 2 and _counted_people(out, subjects[0]) and _counted_people(out, subjects[1]) and any(w.head == subjects[1] and w.deprel == "cc" for w in out):
            attach(out, subjects[1], subjects[0], "conj")
        elif len(subjects) == 2 and {out[m].deprel for m in subjects} == {"nsubj:pass"} and _first_of_row(out, *subjects):
            attach(out, subjects[1], subjects[0], "conj")


def _first_of_row(out: Sequence[Word], first: int, second: int) -> bool:
    """"An Iraqi, two Syrians and a Jordanian were killed": is the second subject, behind a comma and counted, the next of a row?"""
    counted = [m for m, w in enumerate(out) if w.head == second and w.deprel in {"nummod", "det"}]
    row = out[first + 1].text == "," and bool(counted) and counted[0] == first + 2
    return row and any(w.head == first and w.deprel in {"det", "nummod"} for w in out) and any(w.deprel == "conj" and w.head in {first, second} for w in out)


def _subject_as_when(out: list[Word]) -> None:
    """"… after four people, including two officers, were killed", "Over 10 officers were injured": counted people before a passive verb
    without a subject are its subject; what stands before them begins the clause or belongs to the number."""
    for v, verb in enumerate(out):
        if verb.text.lower() not in words("effect-participle"):
            continue
        passive = [m for m, w in enumerate(out) if w.head == v and w.deprel == "aux:pass"]
        if not passive or any(w.head == v and w.deprel in _SUBJECTS for w in out):
            continue
        begins = min(m for m, w in enumerate(out) if w.head == v and w.deprel in {"aux", "aux:pass"})
        over = {v, verb.head} if verb.deprel == "advcl" else {v}
        aside = [m for m in range(begins) if out[m].head in over and out[m].deprel == "obl" and _counted_people(out, m)]
        if not aside or any(w.head == v and w.deprel == "mark" for w in out) or any(w.upos in {"VERB", "AUX"} and w.deprel != "case" for w in out[aside[-1] : begins]):
            continue
        aside = aside[-1:]
        before = [m for m, w in enumerate(out) if w.head == aside[0] and w.deprel == "case" and m < aside[0]]
        if len(before) != 1 or out[before[0]].text.lower() not in {"after", "before", "since", "until", "over", "around", "about"}:
            continue
        out[aside[0]] = replace(out[aside[0]], head=v, deprel="nsubj:pass")
        number = next(m for m, w in enumerate(out) if w.head == aside[0] and w.deprel == "nummod")
        joins = out[before[0]].text.lower() in {"after", "before", "since", "until"}
        out[before[0]] = replace(out[before[0]], head=v, deprel="mark") if joins else replace(out[before[0]], head=number, deprel="advmod")


def _number_of_name(out: list[Word]) -> None:
    """"killed 219 suspected Free Army rebels": the number before a name and what is of it counts those at the end."""
    for k, number in enumerate(out):
        if number.upos != "NUM" or number.deprel != "nummod" or number.head < k + 2 or out[number.head].deprel != "compound":
            continue
        top = number.head
        while out[top].deprel == "compound" and out[top].head > top:
            top = out[top].head
        if are_people(out, top) and out[top].text.lower() != out[top].lemma.lower() and not any(w.head == top and w.deprel in {"nummod", "det"} for w in out) and not any(w.upos == "PUNCT" and w.text == "," for w in out[k:top]):
            out[k] = replace(number, head=top)


def _all_of_them(out: list[Word]) -> None:
    """In a headline, "At least 30, including two children, killed in raid": the participle says it of all, not of those included."""
    for k in range(4, len(out)):
        part = out[k].head
        if out[k].text.lower() not in words("effect-participle") or out[k].deprel not in {"acl", "amod"} or not 0 <= part < k:
            continue
        whole = out[part].head
        included = any(w.head == part and w.text.lower() == "including" for w in out)
        if included and 0 <= whole < part and _counts(out, whole) and (out[whole].deprel in {"root", "parataxis", "appos", "dep"} or out[whole].upos == "NUM") and not any(w.upos in {"VERB", "AUX"} and m != k and w.text.lower() != "including" for m, w in enumerate(out[:k])):
            out[k] = replace(out[k], head=whole, deprel="acl")


def _listed(out: list[Word]) -> None:
    """"Three guards from Gao and two drivers": the drivers are listed with the guards, not with what is said of those."""
    for k, word in enumerate(out):
        if word.deprel != "conj" or not 0 <= word.head < k:
            continue
        counted = _counted_people(out, k) or (word.upos == "NUM" and any(w.head == k and w.deprel == "nmod" and are_people(out, m) for m, w in enumerate(out)))
        if not counted or _counted_people(out, word.head):
            continue
        joint = next((m - 1 for m in range(word.head + 1, k) if out[m].head == k and out[m].deprel == "cc"), -1)
        first = _counted_above(out, word.head) if not are_people(out, word.head) else None
        if first is None and not are_people(out, word.head):
            first = _of_the_deed(out, word.head, joint + 1)
        if first is None and joint > word.head:
            first = joint if _counted_people(out, joint) else _counted_above(out, joint)
        if first is not None and first < k:
            attach(out, k, first, "conj")


def _of_the_deed(out: Sequence[Word], deed: int, end: int) -> int | None:
    """"the murder of a priest and four of his pupils": whom a deed befell, where his phrase ends right before the others."""
    if not any(e.effect for e in predicates().get((out[deed].lemma.lower(), "NOUN"), ())):
        return None
    whose = [m for m in range(deed + 1, end) if out[m].head == deed and out[m].deprel == "nmod" and any(w.head == m and w.text.lower() == "of" for w in out)]
    return whose[-1] if whose and (are_people(out, whose[-1]) or out[whose[-1]].upos == "PROPN") else None


def _own_subject(out: list[Word]) -> None:
    """"14 were killed and scores were injured": what stands right before a passive verb that has no subject is its own."""
    for v, verb in enumerate(out):
        if verb.deprel != "conj":
            continue
        passive = [m for m, w in enumerate(out) if w.head == v and w.deprel == "aux:pass"]
        if not passive or passive[0] == 0 or any(w.head == v and w.deprel in _SUBJECTS for w in out):
            continue
        own = passive[0] - 1
        while out[own].deprel == "nmod" and out[own].head < own:
            own = out[own].head  # "weapons of all kinds were seized"
        if out[own].deprel == "conj" and out[own].head == verb.head and out[verb.head].upos == "VERB":
            attach(out, own, v, "nsubj:pass")
            continue
        alone = out[own].upos == "NUM" or _vague(out[own])  # "hurt by bullets and 60 were abducted"
        if out[own].deprel == "conj" and out[own].head < own and _counts(out, own) and (alone or out[own].head == verb.head):
            attach(out, own, v, "nsubj:pass")


def _elided(out: list[Word]) -> None:
    """"six have been killed and dozens wounded": a number and a participle behind "and" are a clause without its auxiliary."""
    for k in range(2, len(out)):
        number, word = out[k - 1], out[k]
        if word.text.lower() not in words("effect-participle") or not (number.upos == "NUM" or _vague(number)) or out[k - 2].text.lower() != "and" or out[k - 3].upos == "NUM":
            continue
        if ({number.head, word.head} & {k, k - 1} and number.head != k) or (k + 1 < len(out) and out[k + 1].upos in {"NOUN", "PROPN"}):
            continue
        if number.head == k and number.deprel == "nsubj" and word.deprel == "conj" and any(w.head == word.head and w.deprel == "aux:pass" for w in out):
            out[k - 1] = replace(number, deprel="nsubj:pass")
            for m, w in enumerate(out):
                if w.head == k and w.deprel == "obj" and any(x.text == "," for x in out[k:m]):
                    out[m] = replace(w, deprel="dep")  # "twelve injured by gunmen, police said, as the town …"
        if number.head == k and (number.deprel != "conj" or word.deprel == "conj"):
            continue
        before = [m for m in range(k - 2) if out[m].text.lower() in words("effect-participle") and any(w.head == m and w.deprel == "aux:pass" for w in out)]
        if before and not (number.upos == "NUM" and number.deprel == "nummod"):
            attach(out, k, before[-1], "conj")
            attach(out, k - 1, k, "nsubj:pass")


def _elided_whole(out: list[Word]) -> None:
    """"Three were killed and over 100, including 50 officers, injured": the same where those included stand between."""
    for k in range(6, len(out)):
        if out[k].text.lower() not in words("effect-participle") or out[k - 1].text != "," or out[k].deprel not in {"acl", "amod", "conj", "advcl"}:
            continue
        m = next((m for m in range(k - 2, 3, -1) if out[m].text.lower() == "including"), -1)
        if m < 0 or out[m - 1].text != "," or out[m].head < m or any(w.upos in {"VERB", "AUX"} for w in out[m + 1 : k]):
            continue
        whole, part = m - 2, out[m].head
        joint = next((c for c in range(whole - 1, max(-1, whole - 6), -1) if out[c].upos == "CCONJ"), -1)
        before = [v for v in range(joint) if out[v].text.lower() in words("effect-participle") and any(w.head == v and w.deprel == "aux:pass" for w in out)]
        if joint < 0 or not before or not _counts(out, whole) or any(w.head == k and w.deprel in {"aux", "aux:pass", "cop", *_SUBJECTS} for w in out):
            continue
        attach(out, k, before[-1], "conj")
        attach(out, whole, k, "nsubj:pass")
        attach(out, part, whole, "nmod")


def _own_participle(out: list[Word]) -> None:
    """"47 people killed and 50 people missing": a participle says something of the counted people right before it."""
    for k in range(2, len(out)):
        word, people = out[k], out[k - 1]
        if word.text.lower() in words("effect-participle") and word.deprel in {"acl", "acl:relcl"} and word.head < k - 2 and people.deprel == "conj" and _counted_people(out, k - 1):
            if not any(w.head == k for w in out[: k - 1]):
                out[k] = replace(word, head=k - 1, deprel="acl")


def _existing(out: list[Word]) -> None:
    """"There were two guards, a cook and three drivers hurt": the participle at the end of the list says it of all."""
    for k in range(4, len(out)):
        if out[k].text.lower() not in words("effect-participle") or not _counted_people(out, k - 1) or out[k - 1].deprel != "conj":
            continue
        for verb in {w.head for w in out[: k - 1] if w.deprel == "expl"}:
            first = next((m for m in range(verb + 1, k - 1) if out[m].head == verb and out[m].deprel == "nsubj"), None)
            up = out[k - 1].head
            while first is not None and up > first and out[up].deprel in {"conj", "appos"}:
                up = out[up].head
            if first is not None and up == first:
                attach(out, k, first, "acl")


def _left_so(out: list[Word]) -> None:
    """"left two guards and five drivers killed", "left one dead and hundreds injured": the word behind those whom something left says
    what all of them are; a number and a word for what it is behind "and" are a pair of their own."""
    for k in range(2, len(out)):
        word, people = out[k], out[k - 1]
        if word.text.lower() not in words("effect-participle") or not (_counts(out, k - 1) or (are_people(out, k - 1) and people.deprel == "nmod")):
            continue
        verb = next((v for v in range(k - 2, -1, -1) if out[v].upos in {"VERB", "AUX"} and out[v].deprel != "case" and out[v].text.lower() not in words("effect-participle")), -1)
        if verb < 0 or out[verb].lemma.lower() not in {"leave", "find"} or any(w.head == verb and w.deprel == "aux:pass" for w in out):
            continue
        first = next((m for m in range(verb + 1, k - 1) if out[m].head == verb and out[m].deprel == "xcomp" and out[m].text.lower() in words("effect-participle")), -1)
        whole = k - 1
        while out[whole].deprel == "nmod" and verb < out[whole].head < whole and _counts(out, out[whole].head):
            whole = out[whole].head  # "a couple of guards injured"
        if first >= 0:
            pair = out[whole].head in {first, verb, k} or word.deprel in {"orphan", "dep"}
            if out[whole].upos != "NUM" and pair and whole > first and any(w.upos == "CCONJ" for w in out[first + 1 : whole]):
                attach(out, whole, first, "conj")
                attach(out, k, whole, "acl")
            continue
        if word.head != k - 1 or word.deprel not in {"amod", "acl"}:
            continue
        top = whole
        while out[top].deprel == "conj" and verb < out[top].head < top:
            top = out[top].head
        if out[top].deprel == "obj" and out[top].head == verb and (top != k - 1 or word.deprel == "amod"):
            attach(out, k, verb, "xcomp")


def _end_so(out: list[Word]) -> None:
    """"ended with five guards and a dozen rebels left dead", "resulted in 14 guards and two rebels killed": what stands behind the
    last of two that a preposition brings says it of both."""
    for k in range(4, len(out)):
        left = out[k].lemma.lower() == "leave" and k + 1 < len(out) and out[k + 1].head == k and out[k + 1].text.lower() in words("effect-participle")
        if not (left or out[k].text.lower() in words("effect-participle")) or not _counted_people(out, k - 1) or out[k].upos not in {"VERB", "ADJ"}:
            continue
        if any(w.head == k and w.deprel in {"aux", "aux:pass", "cop", "obj"} for w in out):
            continue
        top = out[k].head if out[k].deprel in {"conj", "amod", "acl"} and out[k].head < k - 1 else out[k - 1].head if out[k - 1].deprel == "conj" else -1
        brought = 0 <= top < k - 1 and _counted_people(out, top) and any(w.head == top and w.deprel == "case" and w.text.lower() in {"in", "with"} for w in out)
        if brought and (out[k - 1].head in {k, top}) and not any(w.upos in {"VERB", "AUX"} for w in out[top : k - 1]):
            attach(out, k - 1, top, "conj")
            attach(out, k, top, "acl")


def _left_dead(out: list[Word]) -> None:
    """"left two dead and 18 injured": those who were left so are the verb's object."""
    for k, word in enumerate(out):
        verb = word.head
        if word.deprel != "xcomp" or verb < 0 or out[verb].lemma.lower() != "leave" or word.text.lower() not in words("effect-participle"):
            continue
        if word.upos == "VERB" and any(w.head == k and w.deprel == "nummod" for w in out[verb:k]):
            out[k] = replace(word, upos="ADJ")  # "left over 30,000 killed"
        own = [m for m in range(verb + 1, k) if out[m].head == k and out[m].deprel in _SUBJECTS]
        if own and not any(w.head == verb and w.deprel == "obj" for w in out):
            out[own[0]] = replace(out[own[0]], head=verb, deprel="obj")


def _cost(out: list[Word]) -> None:
    """"cost the army 29 dead": the number counts the dead."""
    for k in range(1, len(out)):
        if out[k].upos == "ADJ" and out[k].text.lower() in words("effect-participle") and out[k - 1].upos == "NUM" and out[k - 1].deprel == "flat":
            attach(out, k - 1, k, "nummod")


def _behind_instrument(out: list[Word]) -> None:
    """"killed, with clubs and knives, three peasants": people behind a comma are whom the verb befell, not with what."""
    for k, word in enumerate(out):
        thing = word.head
        if word.deprel != "conj" or not 0 <= thing < k or not _counted_people(out, k) or are_people(out, thing) or out[thing].deprel != "obl":
            continue
        first = min([k, *(m for m, w in enumerate(out) if w.head == k and w.deprel in {"nummod", "det", "amod"})])
        verb = out[thing].head
        if out[first - 1].text == "," and out[verb].text.lower() in words("effect-participle") and not any(w.head == verb and w.deprel in {"obj", "aux:pass"} for w in out):
            attach(out, k, verb, "obj")


def _of_main_clause(out: list[Word]) -> None:
    """"targeted people mourning an officer who died in clashes, killing six": what a comma parts from a clause about somebody's death or
    about what befell him goes on with the clause above."""
    for k, word in enumerate(out):
        clause = word.head
        if word.deprel != "advcl" or not word.text.lower().endswith("ing") or not 0 < clause < k or out[clause].deprel != "acl:relcl" or out[k - 1].text != ",":
            continue
        suffers = out[clause].lemma.lower() in words("death-word") or any(w.head == clause and w.deprel == "aux:pass" for w in out)
        if not suffers or not any(e.effect for e in predicates().get((word.lemma.lower(), "VERB"), ())):
            continue
        up = out[clause].head
        while up >= 0 and (out[up].upos != "VERB" or out[up].deprel in {"acl", "acl:relcl", "amod"}):
            up = out[up].head
        if 0 <= up < clause:
            out[k] = replace(word, head=up)


def _each_where(out: list[Word]) -> None:
    """"Three were killed at the gate and two in the yard": a bare number before where is listed with the number before, not with where
    those died. Of towns and days that have names, and of two blasts, each has its own."""
    for k in range(3, len(out) - 1):
        number, place = out[k], out[k].head
        if number.upos != "NUM" or number.deprel not in {"conj", "appos"} or not 0 < place < k or out[k + 1].text.lower() not in _WHERE:
            continue
        if (out[k - 1].text != "," and out[k - 1].upos != "CCONJ") or out[place].upos != "NOUN" or predicates().get((out[place].lemma.lower(), "NOUN")) or any(w.upos in {"VERB", "AUX"} for w in out[place:k]):
            continue
        where = any(w.head == place and w.deprel == "case" and w.text.lower() in _WHERE for w in out)
        verb = out[place].head
        if not where or out[place].deprel not in {"obl", "nmod"} or verb < 0:
            continue
        first = verb if _counts(out, verb) else next((m for m in range(place) if out[m].head == verb and out[m].deprel in {"obj", *_SUBJECTS} and _counts(out, m)), -1)
        if first >= 0 and (out[first].upos == "NUM" or are_people(out, first)):
            attach(out, k, first, "conj")


_WHERE = {"in", "at", "near", "on"}


def _counted_above(out: Sequence[Word], i: int) -> int | None:
    """The counted people of whom a word, or those above it, only say something."""
    at = i
    for _ in range(5):
        if at < 0 or (out[at].deprel not in _BELOW and not (out[at].deprel == "conj" and out[at].upos == "VERB")):
            return None
        at = out[at].head
        if 0 <= at < i and _counted_people(out, at):
            return at
    return None


def are_people(out: Sequence[Word], k: int) -> bool:
    lemma = out[k].lemma.lower()
    return lemma in agents() or lemma in words("person-noun")


def _counted_people(out: Sequence[Word], k: int) -> bool:
    people = are_people(out, k) or out[k].lemma.lower() in words("collective-noun")  # "10 security personnel"
    return out[k].upos in {"NOUN", "PROPN"} and people and any(w.head == k and w.deprel == "nummod" for w in out)


def _vague(word: Word) -> bool:
    found = quantifiers().get(word.text.lower())
    return found is not None and found.kind == "vague"


def _counts(out: Sequence[Word], k: int) -> bool:
    return out[k].upos == "NUM" or _vague(out[k]) or any(w.head == k and w.deprel == "nummod" for w in out)
