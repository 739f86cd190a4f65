"""What a word of the lexicon does to what stands under it ("planned", "negation"), by itself or in a phrase ("call off", "instead of")."""

from __future__ import annotations

from conflictgraph.extract.classes import words
from conflictgraph.extract.clauseforms import past
from conflictgraph.extract.lexicon import modality
from conflictgraph.extract.tree import Tree


def modality_of(tree: Tree, i: int, scopes: frozenset[str] | None = None) -> tuple[str, str] | None:
    """Effect and scope of the word at `i` where the lexicon has it, if need be with one of some scopes."""
    word = tree.words[i]
    for pos in (word.upos, "VERB" if word.upos in {"AUX", "ADJ"} else "ADJ" if word.upos == "VERB" else word.upos):
        for lemma in (word.lemma.lower(), word.text.lower()):
            entries = [e for e in modality().get((lemma, pos), ()) if scopes is None or e.scope in scopes]
            if entries:
                return entries[0].effect, entries[0].scope
    return None


def effect(tree: Tree, i: int) -> str:
    found = modality_of(tree, i)
    if tree.lemmas[i] in {"want", "try"} and tree.passive(i):
        return ""  # "is wanted for the murder", "will be tried for it"
    if tree.lemmas[i] in words("permit-verb") and tree.words[i].upos == "VERB" and not past(tree, i):
        return "hypothetical"  # "the law allows police to shoot"
    if found and tree.lemmas[i] == "able" and any(tree.words[k].text.lower() in {"was", "were"} for k in tree.kids(i, "cop")):
        return ""  # "were able to kill him": they did
    pairs = [(i, k) for k in tree.kids(i, "compound", "advmod", "obl")] + ([(tree.words[i].head, i)] if tree.rel(i) == "advmod" else [])
    for verb, k in pairs:  # "called off", "stopped short of invading"
        entries = modality().get((f"{tree.lemmas[verb]} {tree.lemmas[k]}", tree.words[verb].upos))
        if entries:
            return entries[0].effect
    return found[0] if found else ""


def phrase_effect(tree: Tree, k: int) -> str:
    """The effect of a preposition or conjunction, fixed phrases whole ("instead of", "in case"); none for those of time."""
    text = " ".join(tree.lemmas[m] for m in sorted([k, *tree.kids(k, "fixed")]))
    if text in words("time-conjunction"):
        return ""
    for pos in ("ADP", "SCONJ"):
        entries = modality().get((text, pos))
        if entries:
            return entries[0].effect
    return ""
