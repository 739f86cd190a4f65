"""Relations that the parser gets wrong in the same way again and again, mended before any rule reads the tree.

Lists and headlines are what it knows least: the second of three that are listed comes out as an apposition, the second of two
subjects as a subject of its own, a number after a verb as a part of its name. Each mend asks for the words around it, and
leaves every other tree as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from conflictgraph.extract.classes import words
from conflictgraph.extract.lexicon import cues
from conflictgraph.extract.mending import active
from conflictgraph.model import Word

_SUBJECTS = {"nsubj", "nsubj:pass"}


def mended(sentence: Sequence[Word]) -> tuple[Word, ...]:
    """The words of a sentence with their relations mended; forms, offsets and order stay as they are."""
    out = list(sentence)
    for mend in (_nearest_verb, _object_after, _act, _verbs, _subjects, _lists, _number_after, _number_before, _speakers, _called):
        mend(out)
    return tuple(out)


def _kids(out: Sequence[Word], i: int, *rels: str) -> list[int]:
    return [k for k, w in enumerate(out) if w.head == i and w.deprel in rels]


def _act(out: list[Word]) -> None:
    out[:] = active(tuple(out))


def _nearest_verb(out: list[Word]) -> None:
    """"killed 6 and wounded at least 14": a number after the second verb is the object of that one."""
    for k, number in enumerate(out):
        if number.upos != "NUM" or number.deprel != "obj":
            continue
        before = k - 1
        while before > number.head and out[before].text.lower() in words("before-number"):
            before -= 1
        if before > number.head and out[before].upos == "VERB" and out[before].deprel == "conj" and not _kids(out, before, "obj"):
            _attach(out, k, before, "obj")


def _object_after(out: list[Word]) -> None:
    """"Shells killed at least 6 and wounded …": of two passive subjects of a verb without an auxiliary, the one after it is the object."""
    for i, verb in enumerate(out):
        if verb.upos != "VERB" or _kids(out, i, "aux:pass", "obj"):
            continue
        found = _kids(out, i, *_SUBJECTS)
        if len(found) == 2 and found[0] < i < found[1]:
            out[found[0]] = replace(out[found[0]], deprel="nsubj")
            out[found[1]] = replace(out[found[1]], deprel="obj")


def _verbs(out: list[Word]) -> None:
    """"… killed at least 6 and wounded 14": a verb with an object of its own goes on the verb, not on that one's object."""
    for k, word in enumerate(out):
        head = word.head
        if word.upos == "VERB" and word.deprel == "conj" and head >= 0 and out[head].upos in {"NOUN", "NUM"} and out[head].deprel == "obj":
            if _kids(out, k, "obj") and not _kids(out, k, *_SUBJECTS, "mark"):
                _attach(out, k, out[head].head, "conj")


def _subjects(out: list[Word]) -> None:
    """"The commander, three guards and a cook were killed": two subjects beside each other are a list."""
    for i in range(len(out)):
        found = [k for k in _kids(out, i, *_SUBJECTS) if k < i and out[k].upos in {"NOUN", "PROPN", "NUM"}]
        for a, b in pairwise(found):
            between = [w for w in out[a + 1 : _first(out, b)] if w.text == ","]
            if between and _counted(out, b) and not any(w.upos in {"VERB", "AUX"} for w in out[a:b]):
                _attach(out, b, a, "conj")


def _lists(out: list[Word]) -> None:
    """"Two guards, a cook and a driver", in a headline "three soldiers, two militants": an apposition that goes on a list."""
    headline = not out[-1].text.endswith((".", "!", "?", "”", '"')) if out else False
    for i, word in enumerate(out):
        if word.upos != "NOUN" or not (_counted(out, i) or _kids(out, i, "det", "nmod:poss") or headline):
            continue
        if word.lemma.lower() in words("whole") | words("rest") or _definite_number(out, i):
            continue  # "12 people, seven women and five men": what they are made of
        for k in _kids(out, i, "appos"):
            bare = headline and out[k].lemma.lower() in words("person-noun") and not _kids(out, k, "det")
            some = out[k].upos == "NUM" and any(out[m].text.lower() == "of" for n in _kids(out, k, "nmod") for m in _kids(out, n, "case"))
            if (out[k].upos != "NOUN" and not some) or not (_counted(out, k) or bare) or out[_first(out, k) - 1].text != ",":
                continue
            last = [c for c in _kids(out, i, "conj") + _kids(out, k, "conj") if c > k and _counted(out, c)]
            joined = bool(last) and any(out[c].text != "," for c in [_first(out, last[0]) - 2])
            alone = headline and not last and (bool(_kids(out, i, "nummod")) or not _kids(out, i, "det"))
            if joined or alone:
                _attach(out, k, i, "conj")


def _number_after(out: list[Word]) -> None:
    """"… , abduct 2 in Kogi", "kills two, wounds seven": a bare number right after a verb is its object."""
    for i, verb in enumerate(out[:-1]):
        number = out[i + 1]
        if verb.upos == "NOUN" and verb.deprel in {"parataxis", "conj"} and out[verb.head].upos == "VERB" and number.upos == "NUM" and number.head == i and number.deprel == "flat":
            verb = out[i] = replace(verb, upos="VERB")
        if verb.upos == "VERB" and number.upos == "NUM" and number.head == i and number.deprel in {"flat", "dep", "nummod", "appos"} and not _kids(out, i, "obj"):
            out[i + 1] = replace(number, deprel="obj")


def _number_before(out: list[Word]) -> None:
    """"15 dead, 40 wounded": a number right before such a word that no noun follows counts those who are it."""
    for k in range(1, len(out)):
        word, number = out[k], out[k - 1]
        if word.upos != "ADJ" or word.text.lower() not in words("effect-participle") or number.upos != "NUM" or (k + 1 < len(out) and out[k + 1].upos in {"NOUN", "PROPN"}):
            continue
        if number.deprel in {"appos", "conj", "dep", "obl", "obl:unmarked", "nmod", "nmod:unmarked"} and not _kids(out, k, "nummod"):
            if word.head == k - 1 or (number.head == word.head and word.deprel == "amod"):
                _attach(out, k, number.head, number.deprel)
            _attach(out, k - 1, k, "nummod")


def _speakers(out: list[Word]) -> None:
    """"… killed two policemen, residents and witnesses said.": those right before a verb of saying that has no subject speak."""
    for i, verb in enumerate(out):
        if verb.upos != "VERB" or i < 4 or _kids(out, i, *_SUBJECTS) or not any(e.kind in {"say", "report"} for e in cues().get((verb.lemma.lower(), "VERB"), ())):
            continue
        last = i - 1
        joined = [k for k in range(max(0, last - 4), last) if out[k].deprel == "cc" and out[k].head == last]
        if out[last].deprel != "conj" or not joined or not _kids(out, i, "ccomp", "parataxis"):
            continue
        before = joined[0] - 1
        if out[before].deprel in {"conj", "appos"} and out[before].upos in {"NOUN", "PROPN"} and out[_first(out, before) - 1].text == ",":
            _attach(out, before, i, "nsubj")
            _attach(out, last, before, "conj")


def _called(out: list[Word]) -> None:
    """"called the vote a farce": a second bare noun after the object is what that one is called."""
    for i, verb in enumerate(out):
        things = _kids(out, i, "obj") if verb.upos == "VERB" and verb.lemma.lower() in words("naming-verb") else []
        for k in range(things[0] + 1, len(out)) if things else ():
            if out[k].head == i and out[k].upos == "NOUN" and out[k].deprel in {"obj", "iobj", "obl:unmarked", "nmod:unmarked"} and _counted(out, k) and not _kids(out, k, "case"):
                _attach(out, k, i, "xcomp")


def _attach(out: list[Word], k: int, head: int, deprel: str) -> None:
    """Hang a word elsewhere, unless it governs that word: a sentence stays a tree."""
    up, steps = head, 0
    while up >= 0 and up != k and steps <= len(out):
        up, steps = out[up].head, steps + 1
    if up < 0:
        out[k] = replace(out[k], head=head, deprel=deprel)


def _counted(out: Sequence[Word], k: int) -> bool:
    """Is a noun counted by a numeral or by "a", or a numeral itself?"""
    return out[k].upos == "NUM" or any(w.head == k and (w.deprel == "nummod" or (w.deprel == "det" and w.lemma.lower() in {"a", "an"})) for w in out)


def _definite_number(out: Sequence[Word], k: int) -> bool:
    """"the three victims": known already, so that a list after it only says who they are."""
    return bool(_kids(out, k, "nummod")) and any(out[d].lemma.lower() in {"the", "these", "those"} for d in _kids(out, k, "det"))


def _first(out: Sequence[Word], k: int) -> int:
    """The first word of what stands before a noun and belongs to it."""
    first = k
    while first > 0 and out[first - 1].upos != "PUNCT" and any(out[first - 1].head == h for h in range(first, k + 1)):
        first -= 1
    return first
