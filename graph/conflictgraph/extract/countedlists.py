"""Counted people that the parser hung on the wrong word, put where they belong before any rule reads the tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conflictgraph.extract.classes import words
from conflictgraph.extract.lexicon import quantifiers
from conflictgraph.extract.lists import attach
from conflictgraph.extract.nouns import agents
from conflictgraph.model import Word

_BELOW = {"nmod", "obl", "acl", "acl:relcl", "compound", "obj"}
_SUBJECTS = {"nsubj", "nsubj:pass"}


def mended(sentence: Sequence[Word]) -> tuple[Word, ...]:
    """The words with their relations mended; forms, offsets and order stay."""
    out = list(sentence)
    for mend in (_listed, _own_subject, _elided, _own_participle, _existing, _left_dead, _cost, _behind_instrument):
        mend(out)
    return tuple(out)


def _listed(out: list[Word]) -> None:
    """"Three guards from Gao and two drivers": the drivers are listed with the guards, not with what is said of those."""
    for k, word in enumerate(out):
        if word.deprel != "conj" or not 0 <= word.head < k or not _counted_people(out, k) or _counted_people(out, word.head):
            continue
        joint = next((m - 1 for m in range(word.head + 1, k) if out[m].head == k and out[m].deprel == "cc"), -1)
        first = _counted_above(out, word.head) if not _people(out, word.head) else None
        if first is None and joint > word.head:
            first = joint if _counted_people(out, joint) else _counted_above(out, joint)
        if first is not None and first < k:
            attach(out, k, first, "conj")


def _own_subject(out: list[Word]) -> None:
    """"14 were killed and scores were injured": what stands right before a passive verb that has no subject is its own."""
    for v, verb in enumerate(out):
        passive = [m for m, w in enumerate(out) if w.head == v and w.deprel == "aux:pass"]
        if verb.deprel != "conj" or not passive or passive[0] == 0 or any(w.head == v and w.deprel in _SUBJECTS for w in out):
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
        if number.head == k and (number.deprel != "conj" or word.deprel == "conj"):
            continue
        before = [m for m in range(k - 2) if out[m].text.lower() in words("effect-participle") and any(w.head == m and w.deprel == "aux:pass" for w in out)]
        if before and not (number.upos == "NUM" and number.deprel == "nummod"):
            attach(out, k, before[-1], "conj")
            attach(out, k - 1, k, "nsubj:pass")


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
        if word.deprel != "conj" or not 0 <= thing < k or not _counted_people(out, k) or _people(out, thing) or out[thing].deprel != "obl":
            continue
        first = min([k, *(m for m, w in enumerate(out) if w.head == k and w.deprel in {"nummod", "det", "amod"})])
        verb = out[thing].head
        if out[first - 1].text == "," and out[verb].text.lower() in words("effect-participle") and not any(w.head == verb and w.deprel in {"obj", "aux:pass"} for w in out):
            attach(out, k, verb, "obj")


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


def _people(out: Sequence[Word], k: int) -> bool:
    lemma = out[k].lemma.lower()
    return lemma in agents() or lemma in words("person-noun")


def _counted_people(out: Sequence[Word], k: int) -> bool:
    return out[k].upos in {"NOUN", "PROPN"} and _people(out, k) and any(w.head == k and w.deprel == "nummod" for w in out)


def _vague(word: Word) -> bool:
    found = quantifiers().get(word.text.lower())
    return found is not None and found.kind == "vague"


def _counts(out: Sequence[Word], k: int) -> bool:
    return out[k].upos == "NUM" or _vague(out[k]) or any(w.head == k and w.deprel == "nummod" for w in out)
