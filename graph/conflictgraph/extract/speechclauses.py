"""Which verb a second act of speech hangs on: "said the road was clear and warned that …" are two acts of one speaker.

A parser hangs the second verb on the clause that it finds nearer, so that what somebody says next would be what those of whom
he spoke say. The mend asks for tense and form: what is told under "concludes" stands in the present again, what would be told
under "said the country would …" has its auxiliary or shares the one before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from conflictgraph.extract.classes import words
from conflictgraph.extract.lexicon import CueEntry, cues, predicates
from conflictgraph.extract.lists import attach
from conflictgraph.extract.mending import below, somebody, within
from conflictgraph.extract.nouns import noun_kinds
from conflictgraph.model import Predicate, Word

_TELLS = frozenset({"say", "report", "claim", "ask", "accuse", "deny", "confirm", "threaten", "promise", "believe"})
_OVER = frozenset({"say", "report", "claim", "believe", "confirm", "deny"})  # what a clause of content hangs on
_LEAST = 0.5
_WAY_UP = frozenset({"xcomp", "advcl", "acl", "conj"})  # from where the parser hung the verb to the clause that is told


def mended(sentence: Sequence[Word]) -> tuple[tuple[Word, ...], frozenset[int]]:
    """The words with such verbs hung on the first act of speech, and which verbs were."""
    out: list[Word] = list(sentence)
    moved: set[int] = set()
    _nouns(out)
    moved.update(_told_by(out))
    moved.update(_behind(out))
    _after_it(out)
    moved.update(_filed(out))
    moved.update(_going_on(out))
    _blamed_on(out)
    _whole_subject(out)
    moved.update(_answering(out))
    moved.update(_of_claims(out))
    _one_head(out)
    _bare(out)
    _own_subject(out)
    for k, word in enumerate(sentence):
        if word.upos == "VERB" and word.deprel in {"conj", "advcl"} and (over := _over(out, k)) is not None:
            if not below(out, k, "nsubj") or word.deprel == "advcl":
                moved.add(k)
            out[k] = replace(word, head=over)
    return tuple(out), frozenset(moved)


def _nouns(out: list[Word]) -> None:
    """"Denies US claims that …": a form in -s that is told as what somebody else does not do is a noun."""
    for k, word in enumerate(out):
        lemma = word.lemma.lower()
        if word.upos == "VERB" and word.deprel == "xcomp" and word.text.lower() == lemma + "s" and lemma in words("claim-noun") | words("report-noun") and not below(out, k, "mark", "aux", "nsubj"):
            out[k] = replace(word, upos="NOUN", deprel="obj")
            for m in range(word.head + 1, k):
                if out[m].head == word.head and out[m].deprel in {"iobj", "obj"}:
                    out[m] = replace(out[m], head=k, deprel="compound")
            for m, w in enumerate(out):
                if w.head == k and w.deprel == "ccomp":
                    out[m] = replace(w, deprel="acl")


def _told_by(out: list[Word]) -> Iterator[int]:
    """"Shells hit the school, its head, Sahra Guled, told …": who stands between the clause and the verb of saying, which has no
    subject, says it. Yields such verbs."""
    for i, verb in enumerate(out):
        if verb.upos != "VERB" or i < 5 or _cue(out, i, frozenset({"say", "report"})) is None or below(out, i, "nsubj", "nsubj:pass", "aux:pass"):
            continue
        for k in below(out, i, "ccomp"):
            who = max(below(out, k, "nsubj", "nsubj:pass", "obj"), default=-1)
            if k < who < i and any(m < k for m in below(out, k, "nsubj", "nsubj:pass")) and out[i - 1].upos in {"PUNCT", "NOUN", "PROPN", "PRON"} and "," in {out[_first(out, who)].text, out[_first(out, who) - 1].text}:
                out[who] = replace(out[who], head=i, deprel="nsubj")
                yield i
                break
            beside = _beside(out, k, i)
            if beside is not None:
                attach(out, beside, i, "nsubj")
                yield i
                break


def _beside(out: Sequence[Word], told: int, verb: int) -> int | None:
    """"… near Kismayo, the mayor, Abdi Warsame, said": the outermost apposition of a person that ends right before the verb."""
    if out[verb - 1].text != "," and out[verb - 1].upos not in {"NOUN", "PROPN"}:
        return None
    for m in range(told + 1, verb):
        held = out[m].head
        if out[m].deprel != "appos" or not 0 <= held < m or "," not in {out[_first(out, m)].text, out[_first(out, m) - 1].text} or somebody(out[held].lemma.lower()):
            continue
        ends = max([m, *(j for j in range(m, verb) if within(out, j, m))])
        if all(w.text == "," for w in out[ends + 1 : verb]) and (somebody(out[m].lemma.lower()) or any(somebody(out[j].lemma.lower()) for j in below(out, m, "appos"))):
            return m
    return None


def _behind(out: list[Word]) -> Iterator[int]:
    """"The march will start at noon, said Omar Haddad": the name right behind the verb says it, and does nothing of what is said. Yields
    the verbs that lost it."""
    for i, verb in enumerate(out):
        if verb.upos != "VERB" or _cue(out, i, frozenset({"say", "report"})) is None or below(out, i, "nsubj", "nsubj:pass", "aux:pass"):
            continue
        for k in below(out, i, "ccomp"):
            who = next((m for c in (k, *below(out, k, "conj")) for m in below(out, c, "nsubj", "obj") if c < i < m and _first(out, m) == i + 1), None)
            if who is not None:
                attach(out, who, i, "nsubj")
                yield k


def _after_it(out: list[Word]) -> None:
    """"They have taken the town, state television reported on Friday": whoever stands alone between the comma and a last verb of saying
    says what stands before the comma, wherever the parser hung the two."""
    for i, verb in enumerate(out):
        if verb.upos != "VERB" or verb.head < 0 or verb.deprel == "ccomp" or _tense(verb) == "none" or _cue(out, i, frozenset({"say", "report"})) is None:
            continue
        comma = next((m for m in range(i - 1, 1, -1) if out[m].upos in {"PUNCT", "VERB", "AUX", "SCONJ", "CCONJ", "ADP"}), 0)
        told = next((k for k, w in enumerate(out[:comma]) if w.head < 0 or (w.head >= comma and w.deprel in {"ccomp", "parataxis"})), None)
        heads = [m for m in range(comma + 1, i) if not comma < out[m].head < i]
        if out[comma].text != "," or told is None or len(heads) != 1 or out[heads[0]].upos not in {"NOUN", "PROPN", "PRON"} or out[i - 1].upos not in {"NOUN", "PROPN", "PRON"}:
            continue
        alone = all(w.upos not in {"VERB", "AUX", "SCONJ", "CCONJ", "PRON"} and w.deprel not in {"obj", "ccomp", "xcomp"} for w in out[i + 1 :])
        clause = out[told].upos == "VERB" and any(m < told for m in below(out, told, "nsubj", "nsubj:pass"))
        thing = out[heads[0]].upos == "NOUN" and not _speaks(out[heads[0]].lemma.lower()) and any(out[m].lemma.lower() in {"a", "an"} for m in below(out, heads[0], "det"))
        if alone and clause and not thing and not below(out, i, "obj", "aux:pass", "mark", "ccomp", "xcomp"):
            out[heads[0]] = replace(out[heads[0]], head=i, deprel="nsubj")
            if out[told].head < 0:
                out[i] = replace(verb, head=told, deprel="parataxis")


def _filed(out: list[Word]) -> Iterator[int]:
    """"Filed a case against the members accusing them of theft": what is written is written by who files it; "kidnapped six miners demanding a
    ransom": what is asked for hostages those ask who hold them. Yields such verbs."""
    for i, word in enumerate(out):
        whom = word.head
        if word.deprel != "acl" or not 0 <= whom < i or not word.text.lower().endswith("ing") or word.lemma.lower() not in words("written-verb"):
            continue
        paper = out[whom].head if out[whom].deprel == "nmod" else -1
        verb = out[paper].head if paper >= 0 else out[whom].head
        papers = below(out, verb, "obj") if paper < 0 else [paper]
        aimed = out[whom].deprel in {"obl", "nmod"} and any(out[k].lemma.lower() in {"against", "to", "with"} for k in below(out, whom, "case"))
        filed = aimed and verb >= 0 and out[verb].upos == "VERB" and any(out[k].deprel == "obj" and out[k].lemma.lower() in words("suit-noun") | words("document-noun") for k in papers)
        held = out[whom].deprel == "obj" and verb >= 0 and any(e.mode == "abduct" for e in predicates().get((out[verb].lemma.lower(), "VERB"), ())) and word.lemma.lower() == "demand"
        if filed or held:
            attach(out, i, verb, "advcl")
            yield i


def _speaks(lemma: str) -> bool:
    return somebody(lemma) or lemma in words("organization-noun") or noun_kinds().get(lemma) == "group"


def _going_on(out: list[Word]) -> Iterator[int]:
    """"“We won,” she said, referring to the siege", "… she said, adding later, “It was hard.”": what she does behind the comma is done by her
    saying it, and what follows “adding” is added. Yields verbs that were hung anew."""
    for i, verb in enumerate(out):
        if verb.upos != "VERB" or _cue(out, i, frozenset({"say", "report"})) is None:
            continue
        for m in range(i + 2, len(out)):
            if out[m].deprel != "advcl" or not out[m].text.lower().endswith("ing") or out[m - 1].text != "," or _cue(out, m, _TELLS) is None:
                continue
            told = out[m].head
            while out[told].deprel == "conj" and 0 <= out[told].head < told < i:
                told = out[told].head
            if out[told].head == i and out[told].deprel == "ccomp" and (told < i or (below(out, told, "nsubj:pass") and _cue(out, m, frozenset({"accuse"})) is not None)):
                if told > i:
                    yield m
                attach(out, m, i, "advcl")  # or "said six of its men were arrested, accusing the police of …"
            if out[m].head == i and not below(out, m, "ccomp", "obj", "obl", "xcomp"):
                for k in [k for k in below(out, i, "ccomp") if k > m]:
                    attach(out, k, m, "ccomp")


def _blamed_on(out: list[Word]) -> None:
    """"Blamed the attack on the Taliban": on whom a deed is blamed hangs on the verb, not on the deed."""
    for deed, word in enumerate(out):
        verb = word.head
        if verb < 0 or out[verb].upos != "VERB" or out[verb].lemma.lower() not in words("blame-on-verb") or word.deprel not in {"obj", "nsubj:pass"}:
            continue
        behind = [k for k in below(out, deed, "nmod") if k > max(deed, verb) and [out[m].text.lower() for m in below(out, k, "case")] == ["on"]]
        if behind and not any(out[m].text.lower() in {"on", "for"} for k in below(out, verb, "obl") for m in below(out, k, "case")):
            attach(out, behind[-1], verb, "obl")


def _whole_subject(out: list[Word]) -> None:
    """"Said “reforms” and new taxes would pay for it": what stands between "said" and the rest of the subject is a part of it."""
    for i, verb in enumerate(out):
        if verb.upos != "VERB" or verb.lemma.lower() != "say":
            continue
        parts = below(out, i, "obj", "ccomp")
        if any(out[k].upos not in {"NOUN", "PROPN"} or below(out, k, "nsubj", "cop") for k in parts):
            continue
        for part in parts:
            told = next((k for k in below(out, i, "conj") if part < k and below(out, k, "nsubj")), None)
            rest = below(out, told, "nsubj")[0] if told is not None else -1
            joint = next((m for m in range(part + 1, _first(out, rest)) if out[m].lemma.lower() in {"and", "or"}), None) if rest > part else None
            if told is None or joint is None or any(out[m].upos != "PUNCT" and m != joint for m in range(_last(out, part) + 1, _first(out, rest))):
                continue
            attach(out, told, i, "ccomp")
            attach(out, part, told, "nsubj")
            attach(out, rest, part, "conj")
            attach(out, joint, rest, "cc")


def _answering(out: list[Word]) -> Iterator[int]:
    """"Video shows that he had surrendered, contradicting the police": what is shown answers them, not he who surrendered. Yields such
    verbs."""
    for m, word in enumerate(out):
        told = word.head
        if word.deprel != "advcl" or not word.text.lower().endswith("ing") or word.lemma.lower() not in words("contradicting-verb") or not 0 <= told < m - 1 or out[m - 1].text != ",":
            continue
        if out[told].deprel == "ccomp" and _cue(out, out[told].head, _OVER) is not None:
            attach(out, m, out[told].head, "advcl")
            yield m


def _of_claims(out: list[Word]) -> Iterator[int]:
    """"He mocked claims that hackers helped him, calling them absurd", "They deny claims that it was hacked, and have called them absurd": what is
    said of a claim is not said by whom it is about. Yields such verbs."""
    for m, word in enumerate(out):
        told = word.head
        if word.deprel not in {"advcl", "conj"} or not 1 < told < m or _cue(out, m, _TELLS | {"say"}) is None or out[told].deprel not in {"acl", "ccomp"} or _cue(out, told, _TELLS) is not None:
            continue
        claim = out[told].head
        over = out[claim].head if claim >= 0 else -1
        while over >= 0 and out[over].upos != "VERB":
            over = out[over].head
        if over < 0 or out[claim].upos != "NOUN" or out[claim].lemma.lower() not in words("claim-noun") | words("blame-noun") or not below(out, over, "nsubj"):
            continue
        if word.deprel == "advcl" and word.text.lower().endswith("ing") and out[m - 1].text == ",":
            attach(out, m, over, "advcl")
            yield m
        elif word.deprel == "conj" and not below(out, m, "nsubj") and any(out[k - 1].text == "," for k in below(out, m, "cc")):
            finite, inner = next(iter(below(out, m, "aux")), m), next(iter([*below(out, told, "aux"), *below(out, told, "aux:pass")]), told)
            if _tense(out[finite]) == _tense(out[over]) != _tense(out[inner]):
                attach(out, m, over, "conj")
                yield m


def _bare(out: list[Word]) -> None:
    """"Called on the city to speak out and consider more": a bare infinitive goes on the one before it, not the finite verb above."""
    for k, word in enumerate(out):
        over = word.head
        if word.deprel != "conj" or word.upos != "VERB" or word.text.lower() != word.lemma.lower() or not 0 <= over < k or below(out, k, "nsubj", "aux", "mark"):
            continue
        if out[over].upos != "VERB" or out[over].text.lower() in {out[over].lemma.lower(), word.text.lower()} or out[over].text.lower().endswith("ing") or word.text.lower() in words("same-past") or not below(out, over, "nsubj"):
            continue
        told = next((m for m in reversed(below(out, over, "xcomp", "advcl")) if over < m < k and any(out[x].text.lower() == "to" for x in below(out, m, "mark"))), None)
        if told is not None and any(out[m].lemma.lower() in {"and", "or"} for m in below(out, k, "cc")):
            out[k] = replace(word, head=told)


def _one_head(out: list[Word]) -> None:
    """"Community and mosque leaders said": leaders of both, where the first noun is nobody by itself."""
    for k, word in enumerate(out):
        first = word.head
        if word.deprel != "conj" or word.upos != "NOUN" or not 0 <= first < k or out[first].deprel not in {"nsubj", "nsubj:pass"} or word.lemma.lower() not in words("speaker-noun") or word.text.lower() == word.lemma.lower():
            continue
        alone = out[first].upos == "NOUN" and out[first].text.lower() == out[first].lemma.lower() and not any(w.head == first and m < first for m, w in enumerate(out))
        if not alone or out[first + 1].lemma.lower() != "and" or not below(out, k, "compound") or out[first].lemma.lower() in words("speaker-noun") or somebody(out[first].lemma.lower()):
            continue
        attach(out, k, out[first].head, out[first].deprel)
        attach(out, first, k, "compound")
        for m, w in enumerate(out):
            if w.head == first and m > k:
                attach(out, m, k, w.deprel)


def _own_subject(out: list[Word]) -> None:
    """"The police gave their number as 21, and the hospitals, quoting lists, say …": a noun that was joined to a verb is the subject of
    the next one."""
    for noun, word in enumerate(out):
        if word.deprel != "conj" or word.upos not in {"NOUN", "PROPN"} or not 0 <= word.head < noun:
            continue
        base = word.head
        if out[base].upos != "VERB" and out[base].deprel in {"obl", "obj"} and 0 <= out[base].head < base and out[noun - 1].text != "and" and any(out[m].text == "," for m in range(_first(out, noun) - 1, noun)):
            base = out[base].head  # "gave it as 21, and the clinics, quoting lists, say …"
        if out[base].upos != "VERB":
            continue
        verb = next((k for k in range(noun + 1, len(out)) if out[k].head == base and out[k].deprel == "conj"), None)
        if verb is None or out[verb].upos != "VERB" or below(out, verb, "nsubj", "nsubj:pass") or _cue(out, verb, _TELLS) is None or _first(out, noun) == 0:
            continue
        if any(out[m].lemma.lower() in {"and", "but", "while"} for m in range(_first(out, noun) - 1, noun if base != word.head else _first(out, noun))):
            attach(out, noun, verb, "nsubj")
            for m in range(noun + 1, verb):
                if out[m].head == base and out[m].deprel == "advcl":
                    attach(out, m, verb, "advcl")


def own_subjects(predicate: Predicate, moved: frozenset[int], sentence: Sequence[Word]) -> Predicate:
    """A predicate without the doer that the wrong clause lent it."""
    at = predicate.word
    if at not in moved:
        return predicate
    if sentence[at].deprel == "advcl" and not sentence[at].text.lower().endswith("ing"):
        return predicate
    if sentence[at].deprel not in {"conj", "advcl"} and (own := below(sentence, at, "nsubj")):
        return replace(predicate, roles=tuple(r for r in predicate.roles if r.label != "ARG0" or r.head in own))
    if sentence[at].deprel not in {"conj", "advcl"}:
        return replace(predicate, roles=tuple(r for r in predicate.roles if r.label != "ARG0" or r.head < at))
    return replace(predicate, roles=tuple(r for r in predicate.roles if r.label != "ARG0" or r.head < sentence[at].head))


def _over(out: Sequence[Word], k: int) -> int | None:
    """The act of speech that a verb goes on, or None where the verb stands where it belongs."""
    entry = _cue(out, k, _TELLS)
    if entry is None:
        return None
    told = out[k].head
    if told >= 0 and out[k].deprel == "conj" and out[told].deprel == "advcl" and _mark(out, told) == "as" and not below(out, told, "nsubj", "nsubj:pass", "aux", "aux:pass"):
        over, alone = out[told].head, not below(out, k, "nsubj", "aux", "aux:pass", "mark")
        return over if alone and 0 <= over < told and _cue(out, over, _OVER) is not None and _tense(out[over]) == _tense(out[k]) else None  # "described it as forged and asked …"
    while told >= 0 and out[told].deprel in _WAY_UP and out[told].head >= 0 and out[told].head < told:
        told = out[told].head
    over = out[told].head
    if told < 0 or out[told].deprel != "ccomp" or not 0 <= over < told < k or _cue(out, over, _OVER) is None or not below(out, over, "nsubj"):
        return None
    if out[k].deprel == "advcl":  # ", though she noted …"
        who = below(out, k, "nsubj")
        return over if who and out[who[0]].text.lower() in words("pronoun-person") and _mark(out, k) in {"though", "although"} else None
    if _another(out, k, told, over):
        return over
    if below(out, k, "nsubj", "nsubj:pass", "aux", "aux:pass", "mark") or not any(out[m].lemma.lower() in {"and", "but"} for m in below(out, k, "cc")):
        return None
    doer = next(iter(below(out, told, "nsubj", "nsubj:pass")), None)
    if doer is not None and out[doer].upos == "NOUN" and not _speaks(out[doer].lemma.lower()) and out[doer].lemma.lower() not in words("speaker-noun") | words("document-noun"):
        return over  # "said a device went off and suggested …": no device suggests anything
    helpers = below(out, told, "aux", "aux:pass")
    finite = next(iter([*helpers, *below(out, told, "cop")]), told)
    if below(out, told, "expl") or any(out[m].lemma.lower() in {"it", "there"} for m in below(out, told, "nsubj")):
        return over  # "say it is too early but noted …": nothing that could note
    joint = next(m for m in below(out, k, "cc") if out[m].lemma.lower() in {"and", "but"})
    if helpers and any(out[m].lemma.lower() in {"have", "be"} for m in helpers) and _tense(out[k]) == "past" and out[joint - 1].text != ",":
        return None  # "said he had met the minister and urged him to go": one auxiliary for both
    shifted = bool(helpers) or _tense(out[finite]) != _tense(out[k])
    telling = next(iter(below(out, over, "aux")), over) if out[over].text.lower().endswith("ing") else over  # "is telling them … and says …"
    return over if _tense(out[telling]) == _tense(out[k]) and (shifted or (finite != told and entry.weight >= _LEAST)) else None


def _another(out: Sequence[Word], k: int, told: int, over: int) -> bool:
    """"They said they are ready and the rebels accused …": a second speaker in the tense of the first verb of saying, which what is said
    is not in."""
    who = below(out, k, "nsubj")
    if not who or out[who[0]].upos not in {"NOUN", "PROPN"} or below(out, k, "aux", "aux:pass", "mark") or not any(out[m].lemma.lower() in {"and", "but"} for m in below(out, k, "cc")):
        return False
    finite = next(iter([*below(out, told, "aux", "aux:pass"), *below(out, told, "cop")]), told)
    return _tense(out[k]) == _tense(out[over]) == "past" and _tense(out[finite]) == "present"


def _cue(out: Sequence[Word], k: int, kinds: frozenset[str]) -> CueEntry | None:
    return next((e for e in cues().get((out[k].lemma.lower(), "VERB"), ()) if e.kind in kinds), None)


def _first(out: Sequence[Word], k: int) -> int:
    """The first word of what a word governs."""
    return min([k, *(_first(out, m) for m, w in enumerate(out) if w.head == k and m < k)])


def _last(out: Sequence[Word], k: int) -> int:
    """The last word of what a word governs."""
    return max([k, *(_last(out, m) for m, w in enumerate(out) if w.head == k and m > k)])


def _mark(out: Sequence[Word], k: int) -> str:
    return next((out[m].lemma.lower() for m in below(out, k, "mark")), "")


def _tense(word: Word) -> str:
    """Of a finite verb, by its form; a form that is both is taken for the past."""
    text, lemma = word.text.lower(), word.lemma.lower()
    if lemma in {"be", "have"}:
        return "past" if text in {"was", "were", "had"} else "present"
    if text.endswith("ing"):
        return "none"
    return "present" if text in {lemma + "s", lemma + "es", lemma[:-1] + "ies"} or (text == lemma and text not in words("same-past")) else "past"
