"""What is said of somebody in passing: "fighters said to be loyal to the general took the town" tells that fighters took it, "residents
reached by phone said" that residents did.

A parser that meets the noun and the participle takes them for a sentence ("fighters said"), and the verb of the sentence for what
they said. None of these verbs takes "to" with what its own subject does, so such a participle belongs to its noun.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from conflictgraph.extract.classes import words
from conflictgraph.extract.lists import attach
from conflictgraph.model import Predicate, Word

_UNDER = frozenset({"ccomp", "xcomp", "conj", "parataxis", "advcl"})  # how the parser hangs the sentence's own verb on the participle or on what follows it


def mended(sentence: tuple[Word, ...]) -> tuple[tuple[Word, ...], dict[int, int]]:
    """The words with such participles below their nouns, and of which verb which noun became the subject."""
    out = list(sentence)
    lent: dict[int, int] = {}
    for k, word in enumerate(sentence):
        if word.upos == "VERB" and word.lemma.lower() in words("hearsay-participle") and (found := _garden_path(out, k)) is not None:
            who, verb = found
            for m, w in enumerate(out):
                if w.head == k and (m < who or m > verb) and m != verb:
                    attach(out, m, verb, w.deprel)
            attach(out, verb, word.head, word.deprel)
            passive = any(w.head == verb and w.deprel == "aux:pass" for w in out)
            attach(out, who, verb, "nsubj:pass" if passive else "nsubj")
            attach(out, k, who, "acl")
            lent[verb] = who
    for k, word in enumerate(out):
        if word.upos == "VERB" and word.deprel == "advcl" and (noun := _reached(out, k)) is not None:
            attach(out, noun, word.head, "nsubj")
            attach(out, k, noun, "acl")
    return tuple(out), lent


def own_doer(predicate: Predicate, lent: Mapping[int, int]) -> Predicate:
    """A predicate without a doer that stands between its subject and itself ("linked with the group attacked …")."""
    who = lent.get(predicate.word)
    return predicate if who is None else replace(predicate, roles=tuple(r for r in predicate.roles if r.label != "ARG0" or not who < r.head < predicate.word))


def _reached(out: Sequence[Word], k: int) -> int | None:
    """"Residents reached by phone said …": the noun that a bare participle says something of, where the verb behind has no subject."""
    verb, kids, form = out[k].head, [m for m, w in enumerate(out) if w.head == k], out[k].text.lower()
    who = next((m for m in kids if out[m].deprel in {"nsubj", "nsubj:pass"} and m < k), None)
    if who is None or verb < k or out[verb].upos != "VERB" or form == out[k].lemma.lower() or form.endswith("ing") or any(out[m].text == "," for m in range(who, verb)):
        return None
    if any(out[m].deprel in {"aux", "aux:pass", "obj", "mark", "cop"} for m in kids) or any(w.head == verb and w.deprel in {"nsubj", "nsubj:pass", "csubj"} for w in out):
        return None
    return who


def _garden_path(out: Sequence[Word], k: int) -> tuple[int, int] | None:
    """The noun that a participle says something of, and the verb that the noun is the subject of."""
    kids = [m for m, w in enumerate(out) if w.head == k]
    who = next((m for m in kids if out[m].deprel == "nsubj"), None)
    told = next((m for m in kids if m > k and out[m].deprel == "xcomp" and k + 1 < len(out) and out[k + 1].text.lower() == "to" and out[k + 1].head == m), None)
    form = out[k].text.lower()
    if who is None or told is None or not who < k or form == out[k].lemma.lower() or form.endswith("ing"):
        return None
    if out[who].upos not in {"NOUN", "PROPN"} or any(out[m].deprel in {"aux", "aux:pass", "obj", "mark"} for m in kids):
        return None
    below = [m for m in range(told + 1, len(out)) if out[m].head in {k, told} and out[m].deprel in _UNDER and out[m - 1].text != ","]
    verb = next((m for m in below if _finite(out, m)), None)
    return None if verb is None else (who, verb)


def _finite(out: Sequence[Word], m: int) -> bool:
    """A verb in the past or with an auxiliary that has no subject, conjunction or "to" of its own."""
    kids = [w for w in out if w.head == m]
    if any(w.deprel in {"nsubj", "nsubj:pass", "cc", "mark"} for w in kids):
        return False
    form = out[m].text.lower()
    return any(w.deprel in {"aux", "aux:pass", "cop"} for w in kids) or (out[m].upos == "VERB" and form != out[m].lemma.lower() and not form.endswith("ing"))
