"""What is told as going on again and again, not as one deed: "insurgents who continue to ambush convoys", "they lay mines at night",
"killings of local leaders have become frequent", "the group has carried out attacks in Kenya".

Such an account has no day and no place but its own, and is no other account's deed told again, however alike the two are: else those
who "often attack" would be who made the one attack that an article is about. The rule says `+habit`; resolution keeps it apart
(`resolve.extent`).
"""

from __future__ import annotations

from collections.abc import Sequence

from conflictgraph.extract.classes import words
from conflictgraph.extract.clauseforms import auxiliary_forms, present_form
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.tree import Tree

_REAL = {"actual", "alleged"}
_HAVE = {"has", "have", "'ve", "’ve"}


def settle(doc: Doc, drafts: Sequence[Draft]) -> None:
    """Mark the accounts of habits; a denial and a twin go with what they are about."""
    for d in drafts:
        if d.kind == "event" and d.about is None and d.denies is None and d.type in words("violent-type") and d.factuality in _REAL and d.time is None and not d.figures:
            if why := next((found for t in d.triggers or [d.trigger] if (found := _why(doc, t))), ""):
                _mark(doc, d, why)
    for d in drafts:
        of = d.denies or d.about
        if d.kind == "event" and of is not None and habitual(of) and not habitual(d):
            _mark(doc, d, "so is what it is about")


def habitual(d: Draft) -> bool:
    return "+habit" in d.rule


def _mark(doc: Doc, d: Draft, why: str) -> None:
    d.rule += "+habit"
    doc.note(d.trigger, "account", f"told as going on again and again, not as one deed: {why}", taken=True)


def _why(doc: Doc, t: Node) -> str:
    """Which words tell of a habit; empty where none do."""
    tree, i = doc.trees[t.s], t.i
    verb = _clause(tree, i)
    if verb is None:
        return ""
    said = _said_often(tree, i) or _said_often(tree, verb)
    if said:
        return f"“{said}”"
    if verb != i and not (tree.words[i].upos == "NOUN" and _several(tree, i)):
        return ""
    if _recently(tree, verb) and verb != i:
        return "several deeds of late"
    begun = _began(tree, verb)
    forms = auxiliary_forms(tree, begun)
    if begun != verb and tree.lemmas[begun] in words("lasting-verb") and (_present(tree, begun, forms) or (_HAVE & set(forms) and len(forms) == 1)):
        return f"“{tree.words[begun].text}” in the present"
    if _HAVE & set(forms) and (verb != i or ("been" in forms and tree.words[verb].text.lower().endswith("ing"))):
        return "several deeds in the present perfect" if verb != i else "the present perfect of what goes on"
    if verb == i and begun == verb and _present(tree, verb, forms) and _in_prose(tree):
        return "the simple present"
    return ""


def _clause(tree: Tree, i: int) -> int | None:
    """The verb that tells a deed: itself, or the verb of which the deed is subject or object ("carried out attacks")."""
    if tree.words[i].upos == "VERB":
        return i
    if tree.rel(i) in {"nsubj", "obj"} and tree.words[i].head >= 0 and tree.words[tree.words[i].head].upos == "VERB":
        return tree.words[i].head
    return None


def _began(tree: Tree, verb: int) -> int:
    """The verb under which a verb only says what goes on ("continue to ambush", "kept shelling"); itself where there is none."""
    if tree.words[verb].deprel in {"xcomp", "advcl"} and tree.words[verb].head >= 0 and tree.lemmas[tree.words[verb].head] in words("lasting-verb"):
        return tree.words[verb].head
    return verb


def _said_often(tree: Tree, i: int) -> str:
    """"Often", "every week", "daily attacks"."""
    for k in tree.kids(i, "advmod", "amod"):
        if tree.lemmas[k] in words("often-word"):
            return tree.words[k].text
    for k in tree.kids(i, "obl", "obl:tmod", "obl:npmod", "advmod"):
        if tree.lemmas[k] in words("unit-of-time") and any(tree.lemmas[m] in {"every", "each"} for m in tree.kids(k, "det")):
            return tree.text(*tree.phrase(k))
    return ""


def _recently(tree: Tree, verb: int) -> bool:
    return any(tree.lemmas[k] in {"recently", "lately"} for k in tree.kids(verb, "advmod"))


def _several(tree: Tree, i: int) -> bool:
    """Deeds of no number that is known, and none that was told of before ("killings of elders", "several attacks")."""
    word = tree.words[i]
    if word.text.lower() == tree.lemmas[i] or tree.lemmas[i] not in words("deed-noun"):
        return False
    pointed = any(tree.lemmas[k] in {"the", "this", "that", "these", "those", "both", "all"} for k in tree.kids(i, "det", "det:predet"))
    return not (pointed or tree.kids(i, "nummod", "nmod:poss"))


def _present(tree: Tree, verb: int, auxiliaries: Sequence[str]) -> bool:
    """Is a verb told in the simple present; one of a row without a subject of its own as the first of it?"""
    if auxiliaries or not present_form(tree, verb):
        return False
    own = bool(tree.kids(verb, "nsubj", "nsubj:pass"))
    if tree.words[verb].deprel == "conj" and not own:
        head = tree.first_conjunct(verb)
        return tree.words[head].upos == "VERB" and _present(tree, head, auxiliary_forms(tree, head))
    return own and tree.lemmas[verb] not in words("past-like-base")


def _in_prose(tree: Tree) -> bool:
    """A headline tells in the present what was done; it stands first, or ends without a point."""
    return tree.number > 0 and tree.words[-1].text[-1:] in ".!?”\"" and any(w.text == "." for w in tree.words[-2:])
