"""Did it happen? Factuality and polarity of a predicate, from auxiliaries, negation, governors and premodifiers.

The words and their effects are data (`data/lexicon/modality.tsv`); this walks from the predicate up to its clause's root.
Speech is no matter of this module: what a speaker affirms stays actual here and gets its speaker in `claims`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from conflictgraph.extract.classes import words
from conflictgraph.extract.lexicon import cues, modality
from conflictgraph.extract.tree import Tree

_FUTURE = {"will", "shall", "'ll", "wo", "going"}
_OPEN = {"would", "could", "may", "might", "should", "must", "can", "ca", "'d", "ought"}
_RANK = {"actual": 0, "alleged": 1, "planned": 2, "threatened": 3, "hypothetical": 4}
_NOBODY = {"nobody", "none", "no"}
_COMPLEMENTS = {"xcomp", "ccomp", "acl", "obj", "csubj", "nsubj", "advcl"}


@dataclass(frozen=True, slots=True)
class Mood:
    """Factuality and polarity, and what made them what they are ("planned: “vow”"), in the order in which it was met."""

    factuality: str = "actual"
    polarity: str = "affirmed"
    why: tuple[str, ...] = field(default=(), compare=False)

    def and_(self, factuality: str, why: str = "") -> Mood:
        """The less certain of two."""
        if _RANK[factuality] <= _RANK[self.factuality]:
            return self
        return Mood(factuality, self.polarity, (*self.why, f"{factuality}: {why}"))

    def denied(self, why: str = "") -> Mood:
        polarity = "affirmed" if self.polarity == "denied" else "denied"
        return Mood(self.factuality, polarity, (*self.why, f"{polarity}: {why}"))


def mood(tree: Tree, i: int, stop: set[int] | frozenset[int] = frozenset()) -> Mood:
    """The mood of the predicate at `i`; governors in `stop` (cues of speech) end the walk."""
    found = _own(tree, i, Mood())
    below, at = i, tree.words[i].head
    steps = 0
    while at >= 0 and steps < 12:
        rel = tree.rel(below)
        if _conditional(tree, below):
            found = found.and_("hypothetical", "inside a condition")
        if rel in {"advcl", "acl", "obl", "xcomp", "ccomp"} and _against(tree, below):
            found = found.and_("hypothetical", "“against” or “from” before it")  # "warned against waging", "prevented from attacking"
        if any(tree.lemmas[k] in words("fact-conjunction") for k in tree.kids(below, "mark")):
            break  # "since they ended …", "after it attacked": told as a fact
        if at in stop and below not in tree.kids(at, "nsubj", "obl"):
            break
        entry = _effect(tree, at)
        if rel in _COMPLEMENTS and not (rel in {"nsubj"} and tree.words[at].upos == "VERB" and not tree.passive(at)):
            if rel == "acl" and tree.words[below].deprel == "acl:relcl":
                break
            if entry and not (rel == "advcl" and not _infinitive(tree, below)):
                found = _apply(found, entry, tree.lemmas[at])
            if rel == "xcomp" and not entry and _infinitive(tree, below) and tree.words[at].upos == "VERB" and tree.lemmas[at] not in words("implicative"):
                found = found.and_("planned", f"an infinitive after “{tree.lemmas[at]}”")  # "is working to defeat": not done yet
            if rel in {"advcl", "acl"} and _infinitive(tree, below) and not entry:
                found = found.and_("planned", f"an infinitive of purpose after “{tree.lemmas[at]}”")
            if tree.words[at].upos in {"VERB", "AUX"}:
                if rel in {"xcomp", "obj", "csubj"} or (rel == "nsubj" and tree.passive(at)):
                    found = _own(tree, at, found, verbs_only=True)
                if rel == "advcl":
                    break
        elif rel in {"nmod", "obl"}:
            case = tree.case(below)
            if entry and case in {"of", "for", "to", "from", "about", "on"}:
                found = _apply(found, entry, tree.lemmas[at])
            if rel == "obl" and case not in {"in", "of", "to", "from", "into", "for"}:
                break
            if case in {"against", "counter"} or (not entry and tree.words[at].upos in {"NOUN", "PROPN"} and tree.lemmas[at] not in words("series-noun")):
                break  # what hangs on another noun is taken for granted
        elif rel == "conj":
            if tree.kids(below, "nsubj", "nsubj:pass"):
                break
            found = _own(tree, at, found, verbs_only=True)
        elif rel not in {"compound", "appos", "amod"}:
            break
        below, at = at, tree.words[at].head
        steps += 1
    else:
        if _conditional(tree, below):
            found = found.and_("hypothetical", "inside a condition")
    return found


def _own(tree: Tree, i: int, found: Mood, verbs_only: bool = False) -> Mood:
    auxiliaries = tree.auxiliaries(i)
    if any(a in _FUTURE for a in auxiliaries):
        found = found.and_("planned", "the auxiliary of the future")
    if any(a in _OPEN for a in auxiliaries):
        found = found.and_("hypothetical", "an auxiliary of what may be")
    negative = tree.negated(i)
    for k in tree.kids(i, "nsubj", "nsubj:pass"):
        if tree.words[k].lemma in _NOBODY or any(tree.words[d].lemma == "no" for d in tree.kids(k, "det")):
            negative = True
    if negative and not any(tree.words[k].lemma == "only" for k in tree.kids(i, "advmod")):
        found = found.denied(f"a negation at “{tree.lemmas[i]}”")
    for k in tree.kids(i, "advmod", "amod", "compound"):
        if tree.rel(k) == "amod" and any(c.factuality == "alleged" for c in cues().get((tree.words[k].text.lower(), "ADJ"), ())):
            found = found.and_("alleged", f"“{tree.lemmas[k]}” before it")  # "the alleged killing"
        entry = modality_of(tree, k)
        if entry and entry[1] in {"noun", "clause"} and not (verbs_only and tree.rel(k) != "advmod"):
            if entry[0] != "negation":
                found = _apply(found, entry[0], tree.lemmas[k])
    return found


def modality_of(tree: Tree, i: int) -> tuple[str, str] | None:
    """Effect and scope of the word at `i` where the lexicon has it."""
    word = tree.words[i]
    for pos in (word.upos, "VERB" if word.upos in {"AUX", "ADJ"} else "ADJ" if word.upos == "VERB" else word.upos):
        for lemma in (word.lemma.lower(), word.text.lower()):
            entries = modality().get((lemma, pos))
            if entries:
                return entries[0].effect, entries[0].scope
    return None


def _effect(tree: Tree, i: int) -> str:
    found = modality_of(tree, i)
    return found[0] if found else ""


def _apply(found: Mood, effect: str, word: str) -> Mood:
    if effect in _RANK:
        return found.and_(effect, f"“{word}”")
    if effect == "foiled":
        return found.and_("hypothetical", f"“{word}”: it came to nothing")
    if effect == "attempt":
        return found
    if effect == "negation":
        return found.denied(f"“{word}”")
    return found


def _against(tree: Tree, i: int) -> bool:
    return tree.words[i].upos == "VERB" and any(tree.lemmas[k] in {"against", "from"} for k in tree.kids(i, "mark", "case"))


def _conditional(tree: Tree, i: int) -> bool:
    return tree.rel(i) == "advcl" and any(tree.words[k].lemma in {"if", "unless", "whether", "lest"} for k in tree.kids(i, "mark"))


def _infinitive(tree: Tree, i: int) -> bool:
    return any(tree.words[k].lemma == "to" for k in tree.kids(i, "mark"))
