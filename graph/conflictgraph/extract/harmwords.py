"""Words of harm that the tagger took for nouns, adjectives or adverbs, read as what they are before any rule reads the tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conflictgraph.extract.classes import words
from conflictgraph.extract.lexicon import predicates
from conflictgraph.extract.lists import attach
from conflictgraph.extract.nouns import agents
from conflictgraph.model import Word


def mended(sentence: Sequence[Word]) -> tuple[Word, ...]:
    """The words with what they are mended; forms, offsets and order stay."""
    out = list(sentence)
    for mend in (_verb_in_row, _second_of_two, _second_participle, _dying, _deadly, _name_like_a_verb, _risen_number, _cost):
        mend(out)
    return tuple(out)


def _verb_in_row(out: list[Word]) -> None:
    """In a headline, "kills 8 rebels, wounds commander", "kill 9, abduct 35": a word for harm behind a comma, in the form of the verb
    before it, is the next verb, not a part of the object."""
    for k in range(3, len(out) - 1):
        word = out[k]
        if out[k - 1].text != "," or word.upos not in {"NOUN", "PROPN"}:
            continue
        verb = next((v for v in range(k - 2, -1, -1) if out[v].upos == "VERB"), -1)
        lemma = next((e for e in (word.text.lower(), word.text.lower().removesuffix("s")) if any(p.effect for p in predicates().get((e, "VERB"), ()))), "")
        if verb < 0 or not lemma or word.text.lower() == out[verb].text.lower():
            continue
        alike = (word.text.lower() == lemma + "s") == (out[verb].text.lower() == out[verb].lemma.lower() + "s") and out[verb].text.lower() in {out[verb].lemma.lower(), out[verb].lemma.lower() + "s"}
        whom = next((m for m in range(k + 1, len(out)) if out[m].head == k or m == word.head), -1)
        if not alike or whom < 0 or any(w.head in {k, whom} and w.deprel == "case" for w in out) or any(w.upos in {"VERB", "CCONJ"} for w in out[verb + 1 : whom]):
            continue
        if word.head == whom and word.deprel == "compound" and out[whom].deprel in {"conj", "appos"}:
            out[k] = replace(word, upos="VERB", lemma=lemma, head=verb, deprel="conj")
            attach(out, whom, k, "obj")
        elif whom == k + 1 and out[whom].upos == "NUM" and word.deprel in {"parataxis", "conj", "appos"}:
            out[k] = replace(word, upos="VERB", lemma=lemma, head=verb, deprel="conj")
            out[whom] = replace(out[whom], head=k, deprel="obj")


def _second_of_two(out: list[Word]) -> None:
    """"shot and wounded President Kane", "killed 3 and wounded 12 guards": a participle behind a verb, its number and "and" is the next verb,
    not what somebody is."""
    for k in range(2, len(out) - 1):
        word = out[k]
        if word.upos != "ADJ" or word.text.lower() not in words("effect-participle") or not word.text.lower().endswith("ed") or out[k - 1].text.lower() != "and":
            continue
        number = k - 2 if out[k - 2].upos == "NUM" else -1
        verb = k - 3 if number >= 0 else k - 2
        if verb < 0 or out[verb].upos != "VERB" or out[verb].text.lower().endswith("ing") or any(w.head == verb and w.deprel == "aux:pass" for w in out):
            continue
        whom = word.head if word.deprel == "amod" and word.head > k else out[number].head if number >= 0 and out[number].head > k else -1
        if whom < 0 or out[whom].head != verb or any(w.head == whom and w.deprel in {"det", "case"} and m < k for m, w in enumerate(out)):
            continue
        if not any(e.effect for e in predicates().get((word.lemma.lower(), "VERB"), ())) and not any(e.effect for e in predicates().get((word.text.lower().removesuffix("ed"), "VERB"), ())):
            continue
        lemma = word.lemma.lower() if predicates().get((word.lemma.lower(), "VERB")) else word.text.lower().removesuffix("ed")
        out[k] = replace(word, upos="VERB", lemma=lemma, head=verb, deprel="conj")
        out[k - 1] = replace(out[k - 1], head=k, deprel="cc")
        attach(out, whom, k, "obj")
        for m, w in enumerate(out):
            if k < m < whom and w.head == number and w.upos == "NUM":
                out[m] = replace(w, head=whom, deprel="nummod")
        if number >= 0:
            attach(out, number, verb, "obj")


def _second_participle(out: list[Word]) -> None:
    """"injuring two guards and terrifying 40 pupils": whom the second befell are none of those of the first."""
    for k in range(3, len(out) - 1):
        word = out[k]
        if word.upos != "ADJ" or not word.text.lower().endswith("ing") or out[k - 1].upos != "CCONJ":
            continue
        whom = next((m for m in range(k + 1, len(out)) if out[m].deprel == "conj" and out[m].head < k and (m == word.head or word.deprel == "conj")), -1)
        first = out[whom].head if whom > 0 else -1
        if first < 0 or out[first].deprel != "obj" or not any(w.head == whom and w.deprel == "nummod" for w in out[k + 1 : whom]):
            continue
        verb = out[first].head
        if out[verb].text.lower().endswith("ing") and out[verb].upos == "VERB" and not any(w.upos in {"CCONJ", "VERB"} or w.text == "," for w in out[k + 1 : whom]):
            out[k] = replace(word, upos="VERB", lemma=word.text.lower().removesuffix("ing"), head=verb, deprel="conj")
            attach(out, whom, k, "obj")


def _dying(out: list[Word]) -> None:
    """In a headline, "Two die in clashes": people do so, and none of them is a die."""
    for k in range(1, len(out)):
        word, before = out[k], out[k - 1]
        if word.text.lower() not in {"die", "dies"} or word.upos not in {"NOUN", "PROPN"} or before.head != k:
            continue
        people = before.upos == "NUM" or before.lemma.lower() in words("person-noun") or before.lemma.lower() in agents()
        if people and not (k + 1 < len(out) and out[k + 1].head == k and out[k + 1].upos == "NOUN"):
            out[k] = replace(word, upos="VERB", lemma="die")
            attach(out, k - 1, k, "nsubj")
            for m in range(k - 1):
                if out[m].head == k and out[m].deprel in {"nummod", "det", "amod", "compound"}:
                    out[m] = replace(out[m], head=k - 1)
            for m in range(k + 1, len(out)):
                if out[m].head == k and out[m].deprel == "nmod":
                    out[m] = replace(out[m], deprel="obl")


def _deadly(out: list[Word]) -> None:
    """"Police fatally shot four men": a word for how it ended, taken for the verb, stands under it."""
    for k in range(len(out) - 1):
        verb = out[k + 1]
        if out[k].text.lower() in words("deadly-adverb") and out[k].upos == "VERB" and verb.upos == "VERB" and verb.head == k:
            top = out[k]
            for m, w in enumerate(out):
                if w.head == k and m != k + 1:
                    out[m] = replace(w, head=k + 1)
            out[k + 1] = replace(verb, head=top.head, deprel=top.deprel)
            out[k] = replace(top, upos="ADV", lemma=top.text.lower(), head=k + 1, deprel="advmod")


def _name_like_a_verb(out: list[Word]) -> None:
    """"killed 2 IS militants": capitals in a sentence that has others are a name, no verb."""
    if all(w.text == w.text.upper() for w in out):
        return
    _mixed_capitals(out)
    for k in range(1, len(out) - 1):
        after = out[k + 1]
        if out[k].text == "IS" and out[k].upos == "AUX" and out[k].deprel in {"aux", "aux:pass", "cop"} and after.upos == "NOUN" and after.head == out[k].head:
            out[k] = replace(out[k], upos="PROPN", lemma="IS", head=k + 1, deprel="compound")


def _mixed_capitals(out: list[Word]) -> None:
    """In a headline, "LeT terrorist killed in clash": letters of both kinds are a name; the participle is said of those behind it."""
    if len(out) < 3 or out[0].upos != "VERB" or out[0].head >= 0 or not (out[0].text[:1].isupper() and out[0].text[-1:].isupper() and not out[0].text.isupper()):
        return
    participle = next((k for k in range(2, len(out)) if out[k].head == 0 and out[k].deprel == "xcomp" and out[k].text.lower() in words("effect-participle")), -1)
    if out[1].head != 0 or out[1].deprel != "obj" or participle < 0:
        return
    for m, w in enumerate(out):
        if w.head == 0 and m not in {1, participle}:
            out[m] = replace(w, head=participle)
    out[participle] = replace(out[participle], head=-1, deprel="root")
    out[1] = replace(out[1], head=participle, deprel="nsubj:pass")
    out[0] = replace(out[0], upos="PROPN", lemma=out[0].text, head=1, deprel="compound")


def _risen_number(out: list[Word]) -> None:
    """"The number of injured rose to 45", read as a number of roses: the verb of the sentence."""
    for k in range(3, len(out)):
        word, hurt = out[k], out[k - 1]
        noun = word.head
        if word.text != "rose" or word.upos != "NOUN" or word.deprel != "nmod" or noun < 0 or hurt.head != k or hurt.deprel != "amod":
            continue
        over = out[noun].head  # none, or the verb of a clause behind it ("… rose to 31 after two of the wounded died")
        if over >= 0 and not (over > k and out[noun].deprel.startswith("nsubj") and out[over].deprel == "root" and any(w.head == over and w.deprel in {"mark", "advmod"} and k < m < over for m, w in enumerate(out))):
            continue
        out[k] = replace(word, upos="VERB", lemma="rise", head=-1, deprel="root")
        if over >= 0:
            out[over] = replace(out[over], head=k, deprel="advcl")
        out[noun] = replace(out[noun], head=k, deprel="nsubj")
        out[k - 1] = replace(hurt, head=noun, deprel="nmod")
        for m, each in enumerate(out):
            if each.head == k and m < k - 1 and m != noun:
                out[m] = replace(each, head=k - 1)  # "of"
            elif each.head == k and m > k and each.deprel == "nmod":
                out[m] = replace(each, deprel="obl")


def _cost(out: list[Word]) -> None:
    """"The ambush cost the army 11 men": of two objects the second is what it cost."""
    for k, word in enumerate(out):
        if word.upos == "VERB" and word.lemma.lower() == "cost":
            told = [m for m, w in enumerate(out) if w.head == k and w.deprel == "obj"]
            if len(told) == 2 and out[told[1]].text.lower() not in {"life", "lives"}:  # "cost 21 people their lives": whose they were
                out[told[0]] = replace(out[told[0]], deprel="iobj")
