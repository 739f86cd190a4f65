"""Which verb a second act of speech hangs on: "said the road was clear and warned that …" are two acts of one speaker.

A parser hangs the second verb on the clause that it finds nearer, so that what somebody says next would be what those of whom
he spoke say. The mend asks for tense and form: what is told under "concludes" stands in the present again, what would be told
under "said the country would …" has its auxiliary or shares the one before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from conflictgraph.extract.classes import words
from conflictgraph.extract.lexicon import CueEntry, cues
from conflictgraph.model import Predicate, Word

_TELLS = frozenset({"say", "report", "claim", "ask", "accuse", "deny", "confirm", "threaten", "promise", "believe"})
_OVER = frozenset({"say", "report", "claim", "believe", "confirm", "deny"})  # what a clause of content hangs on
_LEAST = 0.5
_WAY_UP = frozenset({"xcomp", "advcl", "acl", "conj"})  # from where the parser hung the verb to the clause that is told


def mended(sentence: Sequence[Word]) -> tuple[tuple[Word, ...], frozenset[int]]:
    """The words with such verbs hung on the first act of speech, and which verbs were."""
    out: list[Word] = list(sentence)
    moved: set[int] = set()
    moved.update(_told_by(out))
    for k, word in enumerate(sentence):
        if word.upos == "VERB" and word.deprel in {"conj", "advcl"} and (over := _over(out, k)) is not None:
            out[k] = replace(word, head=over)
            moved.add(k)
    return tuple(out), frozenset(moved)


def _told_by(out: list[Word]) -> Iterator[int]:
    """"Shells hit the school, its head, Sahra Guled, told …": who stands between the clause and the verb of saying, which has no
    subject, says it. Yields such verbs."""
    for i, verb in enumerate(out):
        if verb.upos != "VERB" or i < 5 or _cue(out, i, frozenset({"say", "report"})) is None or _kids(out, i, "nsubj", "nsubj:pass", "aux:pass"):
            continue
        for k in _kids(out, i, "ccomp"):
            who = max(_kids(out, k, "nsubj", "nsubj:pass", "obj"), default=-1)
            if k < who < i and any(m < k for m in _kids(out, k, "nsubj", "nsubj:pass")) and out[i - 1].upos in {"PUNCT", "NOUN", "PROPN", "PRON"} and "," in {out[_first(out, who)].text, out[_first(out, who) - 1].text}:
                out[who] = replace(out[who], head=i, deprel="nsubj")
                yield i


def own_subjects(predicate: Predicate, moved: frozenset[int], sentence: Sequence[Word]) -> Predicate:
    """A predicate without the doer that the wrong clause lent it."""
    at = predicate.word
    if at not in moved:
        return predicate
    if sentence[at].deprel == "advcl":
        return predicate
    if sentence[at].deprel != "conj":
        return replace(predicate, roles=tuple(r for r in predicate.roles if r.label != "ARG0" or r.head < at))
    return replace(predicate, roles=tuple(r for r in predicate.roles if r.label != "ARG0" or r.head < sentence[at].head))


def _over(out: Sequence[Word], k: int) -> int | None:
    """The act of speech that a verb goes on, or None where the verb stands where it belongs."""
    entry = _cue(out, k, _TELLS)
    if entry is None:
        return None
    told = out[k].head
    while told >= 0 and out[told].deprel in _WAY_UP and out[told].head >= 0 and out[told].head < told:
        told = out[told].head
    over = out[told].head
    if told < 0 or out[told].deprel != "ccomp" or not 0 <= over < told < k or _cue(out, over, _OVER) is None or not _kids(out, over, "nsubj"):
        return None
    if out[k].deprel == "advcl":  # ", though she noted …"
        who = _kids(out, k, "nsubj")
        return over if who and out[who[0]].text.lower() in words("pronoun-person") and _mark(out, k) in {"though", "although"} else None
    if _kids(out, k, "nsubj", "nsubj:pass", "aux", "aux:pass", "mark") or not any(out[m].lemma.lower() in {"and", "but"} for m in _kids(out, k, "cc")):
        return None
    helpers = _kids(out, told, "aux", "aux:pass")
    finite = next(iter([*helpers, *_kids(out, told, "cop")]), told)
    if _kids(out, told, "expl") or any(out[m].lemma.lower() in {"it", "there"} for m in _kids(out, told, "nsubj")):
        return over  # "say it is too early but noted …": nothing that could note
    if helpers and any(out[m].lemma.lower() in {"have", "be"} for m in helpers) and _tense(out[k]) == "past":
        return None  # "said he had met the minister and urged him to go": one auxiliary for both
    shifted = bool(helpers) or _tense(out[finite]) != _tense(out[k])
    return over if _tense(out[over]) == _tense(out[k]) and (shifted or (finite != told and entry.weight >= _LEAST)) else None


def _cue(out: Sequence[Word], k: int, kinds: frozenset[str]) -> CueEntry | None:
    return next((e for e in cues().get((out[k].lemma.lower(), "VERB"), ()) if e.kind in kinds), None)


def _first(out: Sequence[Word], k: int) -> int:
    """The first word of what a word governs."""
    return min([k, *(_first(out, m) for m, w in enumerate(out) if w.head == k and m < k)])


def _mark(out: Sequence[Word], k: int) -> str:
    return next((out[m].lemma.lower() for m in _kids(out, k, "mark")), "")


def _kids(out: Sequence[Word], i: int, *rels: str) -> list[int]:
    return [k for k, w in enumerate(out) if w.head == i and w.deprel in rels]


def _tense(word: Word) -> str:
    """Of a finite verb, by its form; a form that is both is taken for the past."""
    text, lemma = word.text.lower(), word.lemma.lower()
    if lemma == "be":
        return "past" if text in {"was", "were"} else "present"
    if text.endswith("ing"):
        return "none"
    return "present" if text in {lemma + "s", lemma + "es", lemma[:-1] + "ies"} or (text == lemma and text not in words("same-past")) else "past"
