"""Did it happen? Factuality and polarity of a predicate, from auxiliaries, negation, governors and premodifiers.

The words and their effects are data (`data/lexicon/modality.tsv`); this walks from the predicate up to its clause's root.
Speech is no matter of this module: what a speaker affirms stays actual here and gets its speaker in `claims`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from conflictgraph.extract.classes import words
from conflictgraph.extract.clauseforms import (
    against,
    by_means,
    commanded,
    conditional,
    may_have,
    oblique,
    past,
    pointed_at,
    went_on,
    whoever,
)
from conflictgraph.extract.effects import effect, modality_of, phrase_effect
from conflictgraph.extract.lexicon import cues, modality
from conflictgraph.extract.presupposed import done_whole, grants, would_be
from conflictgraph.extract.roles import antecedent
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
    onset = tree.lemmas[i] in words("onset-word")
    if _told_whole(tree, i):
        return found
    below, at = i, tree.words[i].head
    steps = 0
    while at >= 0 and steps < 12:
        rel = tree.rel(below)
        if conditional(tree, below):
            found = found.and_("hypothetical", "inside a condition")
        if tree.lemmas[at] == "rule" and any(tree.lemmas[k] == "out" for k in tree.kids(at, "compound")) and tree.negated(at) and rel in {"xcomp", "obj"} and not pointed_at(tree, below):
            return found.and_("hypothetical", "not ruled out")
        if tree.lemmas[at] in words("avert-verb") and tree.negated(at) and against(tree, below):
            break  # "could not stop the mob from killing him"
        if rel in {"acl", "ccomp", "nmod"} and tree.lemmas[at] in words("evidence-noun") and (
            any(tree.lemmas[k] in {"no", "any"} for k in tree.kids(at, "det")) or (tree.rel(at) == "obj" and tree.negated(tree.words[at].head))
        ):
            return found.and_("hypothetical", f"no “{tree.lemmas[at]}” of it is told")
        if rel in {"advcl", "acl", "obl", "xcomp", "ccomp"} and against(tree, below):
            found = found.and_("hypothetical", "“against” or “from” before it")  # "warned against waging", "prevented from attacking"
        if rel == "nsubj" and tree.passive(at) and may_have(tree, at, tree.auxiliaries(at)) and tree.lemmas[at] not in words("avert-verb"):
            found = found.and_("alleged", "what may have been done by somebody")  # that it happened may be a fact, by whom is none
        if tree.lemmas[at] in words("lie-noun") | words("unfounded") and tree.kids(at, "cop") and any(tree.lemmas[k] == "that" for k in tree.kids(below, "mark")) and not tree.negated(at):
            return found.denied(f"“{tree.lemmas[at]}” that it is so")
        if rel == "nsubj" and tree.words[below].upos == "NOUN" and _to_come(tree, at):
            return found.and_("planned", f"the subject of “{tree.lemmas[at]}”, still to come")
        if rel == "nsubj" and tree.lemmas[at] in words("occur-verb") and tree.words[below].upos == "NOUN":
            return found.and_(mood(tree, at, stop).factuality, f"the subject of “{tree.lemmas[at]}”, which is so")  # "the talks will be held in May"
        if rel == "nsubj" and tree.lemmas[at] in words("avert-verb") and tree.passive(at) and may_have(tree, at, tree.auxiliaries(at)):
            break  # "the attack could have been prevented": it was not
        if tree.lemmas[at] in words("protect-verb") and rel in {"obl", "nmod"} and tree.case(below) in {"from", "against"} and not pointed_at(tree, below):
            return found.and_("hypothetical", f"from what one is to be safe (“{tree.lemmas[at]}”)")
        if rel in {"xcomp", "advcl"} and tree.lemmas[at] in words("supposed-verb") and tree.infinitive(below) and (
            tree.lemmas[at] in words("seeming-verb") or (any(tree.lemmas[k] == "have" for k in tree.kids(below, "aux")) and not tree.kids(at, "aux", "aux:pass", "cop"))
        ):  # "a man thought to have done it", read as if he thought
            return found.and_("alleged", f"“{tree.lemmas[at]}” to have done it")
        if tree.lemmas[at] == "let" and rel in {"xcomp", "ccomp"} and not tree.kids(at, "nsubj") and any(tree.words[k].text.lower() in {"us", "'s", "’s"} for k in tree.kids(at, "obj")):
            found = found.and_("hypothetical", "what one is called on to do")  # "let us attack the base"
        if tree.lemmas[at] == "hesitate" and tree.negated(at):
            return found.and_("planned", "what somebody does not hesitate to do")
        if _denied_report(tree, below, at):
            return found.denied("what a report says that was denied or false")
        if rel in {"ccomp", "xcomp", "advcl", "acl"} and tree.infinitive(below) and any(tree.lemmas[k] in {"how", "where", "whether", "when"} for k in tree.kids(below, "advmod", "mark")):
            return found.and_("hypothetical", "how to do it")  # "explains how to ambush a convoy"
        if _awaited(tree, below, at):
            found = found.and_("hypothetical", "in a clause of time before what is still to come")
        elif grants(tree, below, at):
            break  # "since they ended …", "those who killed …", "avenge the killing": told as a fact
        if rel == "acl" and tree.words[below].upos == "VERB" and past(tree, below) and tree.rel(at) == "obj" and tree.lemmas[tree.words[at].head] in words("include-verb"):
            break  # "that figure does not include strikes carried out by X"
        if rel == "csubj" and _generic(tree, below, at):
            found = found.and_("hypothetical", "what it is like to do it, whoever does")
        if rel in {"nsubj", "csubj"} and _not_yet(tree, below, at):
            found = found.and_("hypothetical", f"the subject of “{tree.lemmas[at]}”, which may or would be so")
        if at in stop and below not in tree.kids(at, "nsubj", "obl"):
            if rel in {"xcomp", "ccomp"} and tree.lemmas[at] == "tell" and tree.infinitive(below):
                found = found.and_("planned", "somebody is told to do it")
            break
        if rel in {"ccomp", "csubj"} and tree.lemmas[at] in words("truth-word") and tree.negated(at):
            found = found.denied(f"not “{tree.lemmas[at]}”")
        entry = "" if rel in {"obj", "nsubj"} and tree.lemmas[at] in words("needs-clause") else effect(tree, at)  # "until the killings are resolved"
        if rel in _COMPLEMENTS and not (rel in {"nsubj"} and tree.words[at].upos == "VERB" and not tree.passive(at)):
            if rel == "acl" and tree.words[below].deprel == "acl:relcl":
                if tree.lemmas[at] in words("fiction-noun") or any(tree.lemmas[k] in words("fiction-noun") for k in tree.kids(at, "nsubj")):
                    found = found.and_("hypothetical", "what a work of fiction tells")
                break
            if entry == "planned" and rel == "obj" and done_whole(tree, below, at):
                break
            joined = oblique(tree, below)
            if entry == "attempt" and rel == "acl" and tree.lemmas[at] in words("endeavour-noun") and tree.infinitive(below):
                entry = "planned"  # "their efforts to defeat the group"
            if entry and not (rel == "advcl" and not (tree.infinitive(below) or joined)):
                found = _apply(found, entry, tree.lemmas[at], onset)
            if rel in {"advcl", "acl"} and joined == "for" and tree.lemmas[at] in words("gathering-verb"):
                found = found.and_("planned", f"what “{tree.lemmas[at]}” is done for")  # "are mobilising for attacking the town"
            if joined == "in" and tree.words[at].upos == "NOUN" and tree.lemmas[at] in words("support-noun"):
                found = found.and_("planned", f"what the “{tree.lemmas[at]}” is for")  # "in support of the army in defeating the group"
            if rel in {"xcomp", "ccomp"} and not entry and tree.infinitive(below) and tree.words[at].upos == "VERB" and tree.lemmas[at] not in words("implicative"):
                found = found.and_("planned", f"an infinitive after “{tree.lemmas[at]}”")  # "is working to defeat": not done yet
            made_to = tree.lemmas[at] in words("causing-verb") and tree.kids(at, "obj")  # "provoked a mob to attack"
            if rel in {"advcl", "acl"} and tree.infinitive(below) and not (entry or made_to or went_on(tree, at) or by_means(tree, at)):
                found = found.and_("planned", f"an infinitive of purpose after “{tree.lemmas[at]}”")
            if tree.words[at].upos in {"VERB", "AUX"}:
                if rel in {"xcomp", "obj", "csubj"} or (rel == "nsubj" and tree.passive(at)) or joined == "in":
                    found = _own(tree, at, found, verbs_only=True)
                if rel == "advcl" and joined != "in":
                    break
        elif rel in {"nmod", "obl"}:
            case = tree.case(below)
            asked_about = case == "about" and pointed_at(tree, below)  # "asked about the strike"
            if entry and case in {"of", "for", "to", "from", "about", "on"} and not asked_about:
                found = _apply(found, entry, tree.lemmas[at], onset)
            if entry == "threatened" and rel == "obl" and case == "with":
                found = found.and_("threatened", f"what one is threatened with (“{tree.lemmas[at]}”)")
            if rel == "obl" and case == "to" and tree.lemmas[at] == "lead" and tree.rel(at) == "acl" and tree.case(tree.words[at].head) in {"for", "of"} and tree.lemmas[tree.words[at].head] in words("tip-noun"):
                found = found.and_("hypothetical", "what information is to lead to")  # "a reward for information leading to the arrest of"
            if rel == "obl" and case == "for" and tree.lemmas[at] in words("gathering-verb") and not pointed_at(tree, below):
                found = found.and_("planned", f"what “{tree.lemmas[at]}” is done for")  # "massed for an attack"
            by_it = rel == "obl" and tree.words[at].upos == "VERB" and (
                (case in {"with", "by", "through"} and not pointed_at(tree, below)) or (case in {"to", "in", "into"} and tree.lemmas[at] in words("result-verb"))
            )
            if by_it:  # "will respond with airstrikes", "may lead to clashes"
                found = _own(tree, at, found, verbs_only=True)
            if rel == "obl" and not by_it and case not in {"in", "of", "to", "from", "into", "for"}:
                break
            begun = case == "of" and tree.lemmas[at] in words("phase-noun")
            if case == "for" and tree.lemmas[at] in words("asking-noun"):
                return found.and_("planned", f"what a “{tree.lemmas[at]}” is for")  # "a petition for the release of the monk"
            if case in {"against", "counter"} or (not entry and tree.words[at].upos in {"NOUN", "PROPN"} and not begun and tree.lemmas[at] not in words("series-noun")):
                break  # what hangs on another noun is taken for granted
            if begun:
                found = _own(tree, at, found)  # "a possible resumption of the talks"
        elif rel == "conj":
            if tree.kids(below, "nsubj", "nsubj:pass"):
                break
            found = _own(tree, at, found, verbs_only=True)
        elif rel not in {"compound", "appos", "amod"}:
            break
        below, at = at, tree.words[at].head
        steps += 1
    else:
        if conditional(tree, below):
            found = found.and_("hypothetical", "inside a condition")
    return found


def _own(tree: Tree, i: int, found: Mood, verbs_only: bool = False) -> Mood:
    auxiliaries = tree.auxiliaries(i)
    if any(a in _FUTURE for a in auxiliaries):
        found = found.and_("planned", "the auxiliary of the future")
    if any(a in _OPEN for a in auxiliaries):
        if may_have(tree, i, auxiliaries):
            found = found.and_("alleged", "what may have been")
        else:
            found = found.and_("hypothetical", "an auxiliary of what may be")
    if any(tree.words[k].text.lower() == "be" for k in tree.kids(i, "aux", "cop")) and len(auxiliaries) == 1 and tree.rel(i) == "ccomp":
        found = found.and_("planned", "a subjunctive")  # "insisted that the troops be withdrawn"
    if not auxiliaries and _subjunctive(tree, i):
        found = found.and_("planned", "a subjunctive")  # "insisted that the army withdraw"
    is_to = [k for k in tree.kids(i, "aux", "cop", "aux:pass") if tree.words[k].text.lower() in {"is", "are", "was", "were"} and any(tree.lemmas[m] == "to" and m > k for m in tree.kids(i, "mark"))]
    if is_to or (tree.lemmas[i] == "go" and tree.words[i].text.lower() == "going" and any(tree.infinitive(k) for k in tree.kids(i, "xcomp"))):
        found = found.and_("planned", "“is to” or “is going to”")
    if tree.words[i].text.lower() == tree.lemmas[i] and any(tree.lemmas[k] == "due" for k in tree.kids(i, "mark")):
        found = found.and_("planned", "“is due to”")  # which the parser takes for "because of"
    if any(tree.lemmas[k] in words("intention-noun") for k in tree.kids(i, "nsubj")):
        found = found.and_("planned", "what somebody's intention is")  # "the plan was to seize the port"
    if commanded(tree, i):
        found = found.and_("hypothetical", "a command")
    negative = tree.negated(i)
    for k in tree.kids(i, "nsubj", "nsubj:pass"):
        if tree.words[k].lemma in _NOBODY or any(tree.words[d].lemma.lower() in {"no", "neither"} for d in tree.kids(k, "det", "cc")):
            negative = True
    if negative and not any(tree.words[k].lemma == "only" for k in tree.kids(i, "advmod")):
        found = found.denied(f"a negation at “{tree.lemmas[i]}”")
    if any(a == "would" for a in auxiliaries) and _own_promise(tree, i):
        found = Mood("planned", found.polarity, (*found.why, "planned: what the speaker said would be done")) if found.factuality == "hypothetical" else found
    for k in [*tree.kids(i, "mark", "case"), *(m for m in tree.kids(i, "cc", "advmod") if tree.kids(m, "fixed"))]:  # "instead of attacking", "without firing"
        phrase = phrase_effect(tree, k)
        if tree.lemmas[k] == "without" and tree.words[i].upos == "NOUN" and pointed_at(tree, i):
            continue  # "without the raid of May, they would still be held"
        if phrase == "negation":
            found = found.denied(f"“{tree.lemmas[k]}” before it")
        elif phrase:
            found = _apply(found, phrase, tree.lemmas[k])
    for k in tree.kids(i, "obl"):  # "tried in vain", "at no time did it"
        if tree.lemmas[k] in words("occasion-noun") and any(tree.lemmas[d] == "no" for d in tree.kids(k, "det")):
            found = found.denied(f"“no {tree.lemmas[k]}”")
        for entry_ in modality().get((f"{tree.case(k)} {tree.lemmas[k]}", "ADV"), ()):
            found = _apply(found, entry_.effect, tree.lemmas[k])
    if any(tree.lemmas[k] == "any" for k in tree.kids(i, "det")) or (whoever(tree, i) and not past(tree, i)):
        found = found.and_("hypothetical", "whichever or whoever it may be")
    if any(tree.lemmas[k] in words("fiction-noun") and tree.case(k) in {"in", "during"} for k in tree.kids(i, "obl")):
        found = found.and_("hypothetical", "told in a work of fiction or a drill")
    for k in tree.kids(i, "advmod", "amod", "compound"):
        if tree.rel(k) == "amod" and any(c.factuality == "alleged" for c in cues().get((tree.words[k].text.lower(), "ADJ"), ())):
            found = found.and_("alleged", f"“{tree.lemmas[k]}” before it")  # "the alleged killing"
        entry = modality_of(tree, k, frozenset({"noun", "clause"}))
        if entry and entry[0] == "planned" and tree.words[i].upos == "VERB" and past(tree, i) and not auxiliaries:
            continue  # "soon a clash ensued"
        if entry and not (verbs_only and tree.rel(k) != "advmod"):
            if entry[0] != "negation":
                found = _apply(found, entry[0], tree.lemmas[k], tree.lemmas[i] in words("onset-word"))
    return found


def _subjunctive(tree: Tree, i: int) -> bool:
    """The bare form of a verb of which one is the subject, in a clause with "that"."""
    text, subjects = tree.words[i].text.lower(), tree.kids(i, "nsubj")
    if tree.words[i].upos != "VERB" or tree.rel(i) != "ccomp" or text != tree.lemmas[i] or text in words("past-like-base") or len(subjects) != 1:
        return False
    word = tree.words[subjects[0]]
    single = word.text.lower() in {"he", "she", "it"} or (word.upos == "NOUN" and word.text.lower() == word.lemma.lower() and word.lemma.lower() not in words("plural-verb-noun") and bool(tree.kids(subjects[0], "det")))
    return single and any(tree.lemmas[k] == "that" for k in tree.kids(i, "mark")) and not tree.kids(subjects[0], "conj", "nummod")


def _told_whole(tree: Tree, i: int) -> bool:
    """"The attack which destroyed the building had been planned for weeks", "for the crimes it has committed": a relative clause says what
    it did, or who did it."""
    return tree.words[i].upos == "NOUN" and any(
        tree.words[k].deprel == "acl:relcl" and tree.words[k].upos == "VERB" and past(tree, k) and not effect(tree, k)
        and (any(antecedent(tree, n) == i for n in tree.kids(k, "nsubj")) or (tree.lemmas[k] in words("light-verb") and tree.kids(k, "nsubj") and not tree.kids(k, "obj")))
        for k in tree.children[i]
    )  # fmt: skip


def _to_come(tree: Tree, at: int) -> bool:
    """"Talks are scheduled for Monday", "the trial is due to open on Tuesday"."""
    if tree.lemmas[at] in words("set-for-verb"):
        return tree.passive(at) or (any(tree.case(k) == "for" for k in tree.kids(at, "obl")) and bool(tree.kids(at, "aux", "cop")))
    return tree.lemmas[at] in words("due-word") and any(tree.infinitive(k) for k in tree.kids(at, "xcomp", "ccomp", "advcl"))


def _awaited(tree: Tree, below: int, at: int) -> bool:
    """"After the town is captured, the army will push north": a clause of time in the present beside what is still to come."""
    marks = {tree.lemmas[k] for k in tree.kids(below, "mark", "advmod")}
    if tree.rel(below) != "advcl" or not marks & {"after", "when", "once", "until", "till", "before"} or oblique(tree, below):
        return False
    if not past(tree, below) and marks & {"until", "till"} and "would" in tree.auxiliaries(at):
        return True
    if past(tree, below):  # "said that the raids would go on until the last rebel was killed"
        return bool(marks & {"until", "till"}) and "would" in tree.auxiliaries(at)
    finite = tree.kids(below, "nsubj", "nsubj:pass")
    return bool(finite) and (any(a in _FUTURE for a in tree.auxiliaries(at)) or effect(tree, at) in {"planned", "threatened"} or any(
        effect(tree, up) in {"planned", "threatened"} for up in [tree.words[at].head] if up >= 0 and tree.rel(at) == "xcomp"
    ))


def _generic(tree: Tree, below: int, at: int) -> bool:
    """"Killing a messenger is a sin": what an act would be that nobody is said to have done."""
    own = tree.kids(below, "aux", "nsubj", "nmod:poss")
    present = [tree.words[k].text.lower() for k in tree.kids(at, "cop")]
    return not own and tree.words[below].upos == "VERB" and bool(present) and present[0] in {"is", "are"} and not tree.kids(at, "aux")


def _denied_report(tree: Tree, below: int, at: int) -> bool:
    """"Claims that troops had looted it were rejected", "the report that he was killed turned out to be false"."""
    if tree.lemmas[at] not in words("report-noun") or not any(tree.lemmas[k] == "that" for k in tree.kids(below, "mark")):
        return False
    head = tree.words[at].head
    about = [head] if head >= 0 and tree.rel(at) == "nsubj" else []
    about += [k for k in tree.kids(at, "acl", "ccomp", "parataxis", "conj") if k > below and tree.passive(k)]  # the parser takes the noun for the root
    for k in about:
        if tree.negated(k):
            continue
        if any(tree.lemmas[m] in words("unfounded") for m in tree.kids(k, "xcomp")):
            return True
        if tree.passive(k) and any(e.kind == "deny" for e in cues().get((tree.lemmas[k], "VERB"), ())):
            return True
    return False


def _not_yet(tree: Tree, below: int, at: int) -> bool:
    """"An attack would flood the town", "its destruction would be a loss": an event that is the subject of what may or would be so."""
    if not any(a in _OPEN | _FUTURE for a in tree.auxiliaries(at)):
        return False
    if tree.rel(below) == "csubj":
        return True
    return would_be(tree, below, at) or not (pointed_at(tree, below) or tree.kids(below, "nmod:poss"))


def _own_promise(tree: Tree, i: int) -> bool:
    """"said it would attack", "warned that his men would retake …": what the speaker will do, said in the past."""
    head = tree.words[i].head
    if tree.rel(i) != "ccomp" or head < 0 or tree.words[head].upos != "VERB" or any(tree.lemmas[k] == "have" for k in tree.kids(i, "aux")):
        return False
    own = tree.kid(i, "nsubj", "nsubj:pass")
    pronoun = own is not None and (tree.words[own].upos == "PRON" or any(tree.words[k].upos == "PRON" for k in tree.kids(own, "nmod:poss")))
    return pronoun and not any(conditional(tree, k) for k in tree.kids(i, "advcl"))


def _apply(found: Mood, effect: str, word: str, onset: bool = False) -> Mood:
    """What a word of the lexicon does; `onset`: the event is one that trying it already is ("tried to storm the base")."""
    if effect in _RANK:
        return found.and_(effect, f"“{word}”")
    if effect == "foiled":
        return found.and_("hypothetical", f"“{word}”: it came to nothing")
    if effect == "attempt":
        return found if onset else found.and_("hypothetical", f"“{word}”: tried, not told as done")
    if effect == "negation":
        return found.denied(f"“{word}”")
    return found
