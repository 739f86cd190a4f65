"""Phrases that a parser hangs on the nearest noun, though they belong elsewhere: many beside one body, two sides behind a place, an
object behind how or when it was done, two whom a headline names with a comma between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conflictgraph.extract.classes import words
from conflictgraph.extract.lexicon import predicates
from conflictgraph.extract.mending import below, within
from conflictgraph.model import Word


def mismatched(out: list[Word]) -> None:
    """"The government, several unions and the rebels": what is many says of no single body who it is, so that it is one of a list."""
    for k, word in enumerate(out):
        one = word.head
        if word.deprel != "appos" or word.upos != "NOUN" or not 0 <= one < k or out[one].upos != "NOUN" or not (_many(out, k) and not _many(out, one)):
            continue
        last = [m for m in below(out, one, "conj") if m > k and _before(out, m) != ","]
        if last and _before(out, k) == "," and not any(w.text == "," for w in out[k : last[0]]) and any(w.upos == "CCONJ" for w in out[k : last[0]]):
            out[k] = replace(word, deprel="conj")


def _many(out: Sequence[Word], k: int) -> bool:
    """Is a noun plural, or a word for a number of others ("a number of unions")?"""
    lemma = out[k].lemma.lower()
    return out[k].text.lower() != lemma or bool(below(out, k, "nummod")) or (lemma in words("series-noun") and bool(below(out, k, "nmod")))


def sides(out: list[Word]) -> None:
    """"A clash near the market in the old town between rebels and police": two sides belong to the word that has sides, not to a nearer one."""
    if not any(word.lemma.lower() == "between" for word in out):
        return
    for k, word in enumerate(out):
        if not below(out, k, "conj") or not any(out[m].lemma.lower() == "between" for m in below(out, k, "case")):
            continue
        at = word.head
        while at >= 0 and not _two_sided(out[at]) and out[at].deprel.partition(":")[0] in {"nmod", "obl", "compound", "conj"}:
            at = out[at].head
        if 0 <= at < k and _two_sided(out[at]) and (at != word.head or word.deprel == "nmod:poss"):
            out[k] = replace(word, head=at, deprel="nmod" if out[at].upos == "NOUN" else "obl")


def contrasted(out: list[Word]) -> None:
    """"Nobody died, unlike in January, when seven were killed": what happened at a time with which this is compared hangs on that time."""
    for v, verb in enumerate(out):
        if verb.deprel != "advcl" or verb.head < 0:
            continue
        when = next((m for m in below(out, v, "advmod", "mark") if out[m].text.lower() == "when"), 0)
        if when < 2 or out[when - 1].text != ",":
            continue
        told = when - 2
        compared = {out[m].text.lower() for m in below(out, told, "case")} | ({out[out[told].head].lemma.lower()} if out[told].head >= 0 else set())
        if told > verb.head and compared & words("comparing-word"):
            out[v] = replace(verb, head=told, deprel="acl:relcl")


def tried(out: list[Word]) -> None:
    """"Opened fire on a crowd trying to loot trucks, killing two": what is told behind the comma is no part of what was only tried."""
    for k, verb in enumerate(out):
        if verb.upos != "VERB" or verb.deprel != "advcl" or not verb.text.lower().endswith("ing") or k == 0 or out[k - 1].text != "," or below(out, k, "mark", "nsubj"):
            continue
        if not any(e.effect for e in predicates().get((verb.lemma.lower(), "VERB"), ())):
            continue
        at, was_tried = verb.head, False
        while at >= 0 and out[at].deprel in {"xcomp", "acl"}:
            was_tried = was_tried or out[at].lemma.lower() in words("trying-verb")
            at = out[at].head
        while at >= 0 and out[at].upos != "VERB":
            at = out[at].head
        if was_tried and at >= 0:
            out[k] = replace(verb, head=at)


def stopped(out: list[Word]) -> None:
    """"Appeals to stop bombing civilians": behind a verb of beginning or ending a form in -ing is what is done, and the noun behind it to whom."""
    for k in range(1, len(out) - 1):
        word, over = out[k], out[k - 1]
        noun = word.head
        if word.upos != "VERB" or word.deprel != "amod" or not word.text.lower().endswith("ing") or over.upos != "VERB" or over.lemma.lower() not in words("phase-verb"):
            continue
        if k < noun <= k + 3 and out[noun].head == k - 1 and out[noun].deprel == "obj" and not below(out, noun, "det", "nmod:poss"):
            out[k] = replace(word, head=k - 1, deprel="xcomp")
            out[noun] = replace(out[noun], head=k)


def begun(out: list[Word]) -> None:
    """"A day after a similar raid left four dead": what stands between a conjunction of time and a verb with an object and no subject is its
    subject, whatever preposition that conjunction is taken for."""
    for v, verb in enumerate(out):
        if verb.upos != "VERB" or verb.deprel != "advcl" or verb.text.lower().endswith("ing") or verb.text.lower() == verb.lemma.lower():
            continue
        if below(out, v, "nsubj", "nsubj:pass", "mark", "aux", "aux:pass", "cop") or not below(out, v, "obj"):
            continue
        noun = next((m for m in below(out, v, "obl") if m == v - 1 and out[m].upos in {"NOUN", "PROPN"}), None)
        joins = [m for m in below(out, noun, "case") if out[m].text.lower() in {"after", "before", "since", "until"}] if noun is not None else []
        if noun is not None and len(joins) == 1 and len(below(out, noun, "case")) == 1:
            out[noun] = replace(out[noun], deprel="nsubj")
            out[joins[0]] = replace(out[joins[0]], head=v, deprel="mark")


def _two_sided(word: Word) -> bool:
    return any("both:prep:between" in e.agent for e in predicates().get((word.lemma.lower(), word.upos), ()))


def shifted(out: list[Word]) -> None:
    """"Condemns in the strongest terms the attack": a phrase without a preposition right behind how or when it was done is the object
    of a verb that has one elsewhere and none here."""
    for m, word in enumerate(out):
        k = word.head
        if word.upos not in {"NOUN", "PROPN"} or word.deprel not in {"appos", "acl:relcl", "dep", "nmod", "nmod:unmarked"} or not 0 <= k < m or out[k].deprel != "obl" or below(out, m, "case", "nsubj", "cop"):
            continue
        verb = out[k].head
        first = min([m, *below(out, m, "det", "amod", "nummod", "nmod:poss", "compound", "cc:preconj")])
        if not 0 <= verb < k or out[verb].upos != "VERB" or first != k + 1 or not below(out, m, "det", "nummod", "nmod:poss", "cc:preconj"):
            continue
        if below(out, verb, "obj", "iobj", "aux:pass", "nsubj:pass", "ccomp") or not below(out, verb, "nsubj"):
            continue
        if any({"obj", "ARG1"} & set(e.patient) for e in predicates().get((out[verb].lemma.lower(), "VERB"), ())):
            out[m] = replace(word, head=verb, deprel="obj")


def parted(out: list[Word]) -> None:
    """"A man who was hacked to death in Udumal on Sunday, surrendered on Monday", "were held, the ministry said on Monday": what stands
    in a relative clause before the comma is of that clause, and what stands behind the verb of saying is of that one."""
    for k, word in enumerate(out):
        verb = word.head
        if word.deprel not in {"obl", "obl:unmarked"} or verb < 0:
            continue
        if k < verb and out[verb - 1].text == "," and all(within(out, m, k) for m in range(k + 1, verb - 1)):
            clauses = [r for r, w in enumerate(out[:k]) if w.deprel == "acl:relcl" and any(s < r and within(out, r, s) for s in below(out, verb, "nsubj", "nsubj:pass")) and not any(x.text == "," for x in out[r:k])]
            if clauses:
                out[k] = replace(word, head=clauses[-1])
        said = out[verb].head
        if verb < said < k and out[verb].deprel in {"ccomp", "parataxis"} and out[said].upos == "VERB" and any(verb < s < said for s in below(out, said, "nsubj")):
            out[k] = replace(word, head=said)


def headlined(out: list[Word]) -> None:
    """"Carter, Iraqi Prime Minister Discuss Next Moves": one before a comma and one before a verb in the plural are two, as headlines
    have a comma for "and"."""
    for k, word in enumerate(out):
        one = word.head
        if word.deprel not in {"appos", "conj"} or not 0 <= one < k or out[one].upos not in {"NOUN", "PROPN"} or _before(out, k) != ",":
            continue
        verb = next((m for m in range(k + 1, len(out)) if out[m].upos == "VERB" or out[m].text in {",", ";", ":"}), k)
        if out[verb].upos != "VERB" or out[verb].text.lower() != out[verb].lemma.lower() or not all(within(out, m, k) for m in range(k, verb)):
            continue
        if out[one].text.lower() != out[one].lemma.lower() or below(out, verb, "aux", "mark", "nsubj:pass") or any(out[m].upos == "CCONJ" for m in range(verb)):
            continue
        subject = out[one].deprel == "nsubj" and out[one].head == verb
        phrase = out[one].head < 0 and out[verb].head == one and out[verb].deprel == "parataxis" and not below(out, verb, "nsubj")
        if phrase:
            out[verb] = replace(out[verb], head=-1, deprel="root")
            out[one] = replace(out[one], head=verb, deprel="nsubj")
        if subject or phrase:
            out[k] = replace(word, deprel="conj")


def _before(out: Sequence[Word], k: int) -> str:
    """The word before a noun and what stands before it and belongs to it."""
    first = k
    while first > 0 and out[first - 1].upos != "PUNCT" and any(out[first - 1].head == h for h in range(first, k + 1)):
        first -= 1
    return out[first - 1].text if first else ""
