"""What the form of a clause or phrase says of whether something happened: tense, command, condition, a gerund's preposition,
a noun that is pointed at. What words mean is no matter of this module: that is `modality`.
"""

from __future__ import annotations

from collections.abc import Collection

from conflictgraph.extract.classes import words
from conflictgraph.extract.tree import Tree


def commanded(tree: Tree, i: int) -> bool:
    """Is a main verb told to somebody ("release the journalists", "to the coalition: compensate the families")?"""
    word = tree.words[i]
    base = word.upos == "VERB" and word.text.lower() == tree.lemmas[i] and tree.lemmas[i] not in words("past-like-base")
    if not base or tree.kids(i, "nsubj", "nsubj:pass", "aux", "mark", "cop", "expl"):
        return False
    if i == 0 and tree.lemmas[i] in words("act-of-noun") and len(tree.words) > 1 and tree.words[1].upos == "ADP":
        return False  # "Protest against the arrest of two teachers", a headline
    if word.deprel == "conj":
        return commanded(tree, word.head)
    if word.deprel == "parataxis" and 0 <= word.head < i and tree.words[i - 1].text == "," and (
        tree.kids(word.head, "nsubj") or not tree.words[-1].text.endswith((".", "!", "?", "”", '"'))
    ):
        return False  # "Women march in capital, demand new law"; in a headline, whatever the tree, "Gunmen storm school, kidnap 20 pupils"
    return word.deprel in {"root", "parataxis"} and not any(tree.words[k].upos in {"NOUN", "PROPN", "PRON"} for k in tree.kids(i) if k < i and tree.words[k].deprel in {"compound", "dep", "obl:npmod"})


def oblique(tree: Tree, i: int) -> str:
    """The preposition of a gerund that completes its governor ("support X in defeating Y", "aimed at driving X out"), else nothing:
    a participle by itself, or after a conjunction of time, tells an act of its own."""
    if tree.words[i].upos != "VERB" or not tree.words[i].text.lower().endswith("ing") or tree.kids(i, "aux"):
        return ""
    return next((tree.lemmas[k] for k in tree.kids(i, "mark", "case") if tree.lemmas[k] in {"in", "at", "to", "of", "for", "on", "about"}), "")


def pointed_at(tree: Tree, k: int) -> bool:
    return any(tree.lemmas[d] in {"the", "this", "that", "these", "those"} for d in tree.kids(k, "det"))


def more_told(tree: Tree, k: int) -> bool:
    """"the destruction of the temple", "its destruction": what it would be is told with it."""
    return bool(tree.kids(k, "nmod:poss")) or any(tree.case(m) == "of" for m in tree.kids(k, "nmod"))


def auxiliary_forms(tree: Tree, i: int) -> list[str]:
    """The auxiliaries and copulas of a word as they stand ("has", "been"); `Tree.auxiliaries` gives their lemmas."""
    return [tree.words[k].text.lower() for k in tree.kids(i, "aux", "cop")]


def present_form(tree: Tree, i: int) -> bool:
    """Has a verb the form of the simple present ("ambush", "ambushes"), which the bare form is, too?"""
    lemma = tree.lemmas[i]
    return tree.words[i].text.lower() in {lemma, lemma + "s", lemma + "es"}


def past(tree: Tree, i: int) -> bool:
    """Is a finite clause told in a past tense or a perfect?"""
    auxiliaries = auxiliary_forms(tree, i)
    if auxiliaries:
        return auxiliaries[0] in {"had", "has", "have", "was", "were", "did", "been"}
    text = tree.words[i].text.lower()
    return (not present_form(tree, i) and not text.endswith("ing")) or text in words("past-like-base")


def goes_on(tree: Tree, i: int) -> bool:
    """Is a finite clause told in the progressive ("is shelling", "are being shelled")?"""
    forms = [tree.words[k].text.lower() for k in tree.kids(i, "aux")]
    being = [tree.words[k].text.lower() for k in tree.kids(i, "aux:pass")]
    begun = bool(forms) and forms[0] in {"is", "are", "'re", "'s", "was", "were"}
    return begun and (tree.words[i].text.lower().endswith("ing") or being == ["being"])


def whoever(tree: Tree, i: int) -> bool:
    """Is it told of whoever may do it ("anyone who attacks", "those who help them will be shot")?"""
    head = tree.words[i].head
    if tree.words[i].deprel == "acl:relcl" and tree.words[head].text.lower() in {"those", "people"} and not past(tree, i) and tree.words[head].head >= 0:
        if any(a in {"will", "shall", "'ll", "must", "should", "would"} for a in tree.auxiliaries(tree.words[head].head)):
            return True
    return any(tree.lemmas[k] in {"whoever", "whichever", "anyone", "anybody"} for k in tree.kids(i, "nsubj")) or (
        tree.words[i].deprel == "acl:relcl" and tree.lemmas[tree.words[i].head] in {"whoever", "anyone", "anybody", "any"}
    )


def against(tree: Tree, i: int) -> bool:
    """"warned against attacking", "kept from attacking", but not "casualties from fighting"."""
    head = tree.words[i].head
    kept = {"against"} if head >= 0 and tree.words[head].upos == "NOUN" else {"against", "from"}
    return tree.words[i].upos == "VERB" and any(tree.lemmas[k] in kept for k in tree.kids(i, "mark", "case"))


def conditional(tree: Tree, i: int) -> bool:
    marks = {tree.words[k].text.lower() for k in tree.kids(i, "mark")}
    return (tree.rel(i) == "advcl" and bool(marks & {"if", "unless", "whether", "lest", "provided", "providing", "supposing"})) or (tree.rel(i) == "ccomp" and bool(marks & {"if", "whether"}))


def went_on(tree: Tree, at: int) -> bool:
    """"went on to kill the wounded": the next that was done."""
    return tree.lemmas[at] == "go" and any(tree.lemmas[k] == "on" for k in tree.kids(at, "compound", "advmod", "obl"))


def by_means(tree: Tree, at: int) -> bool:
    """"has used drones to drop bombs", "vehicles have been used to carry out attacks", "years have seen radicals use cars to kill": what
    something was used for was done."""
    if tree.lemmas[at] != "use" or tree.words[at].upos != "VERB" or tree.negated(at) or tree.infinitive(at):
        return False
    means = tree.kids(at, "nsubj:pass") if tree.passive(at) else tree.kids(at, "obj")
    done = past(tree, at) or (tree.words[at].text.lower() == "using" and any(tree.lemmas[k] == "after" for k in tree.kids(at, "mark", "case")))
    return bool(means) and (done or _seen(tree, at))


def _seen(tree: Tree, at: int) -> bool:
    """Is a bare verb what somebody saw done ("saw rebels use cars"), wherever below that the parser hung it?"""
    bare = tree.words[at].text.lower() == tree.lemmas[at] and not tree.kids(at, "aux", "aux:pass", "mark")
    above = next((k for k in tree.up(at) if tree.words[k].upos == "VERB" and tree.lemmas[k] in words("perceiving-verb")), None) if bare else None
    return above is not None and past(tree, above) and not tree.negated(above)


def may_have(tree: Tree, i: int, auxiliaries: Collection[str]) -> bool:
    """"may have killed", "could have been carried out by X": a guess about what happened, not about what might yet. "The bomb could
    have killed hundreds" did not."""
    if not {"have", "'ve", "has"} & set(auxiliaries):
        return False
    return bool({"may", "might", "must"} & set(auxiliaries)) or ("could" in auxiliaries and tree.passive(i))
