"""What is said: the characters and head words of a cue's content, off the tree."""

from __future__ import annotations

from collections.abc import Sequence

from conflictgraph.extract.classes import words
from conflictgraph.extract.tree import Tree
from conflictgraph.model import Span


def content_of(tree: Tree, i: int, passive: bool, prepositions: Sequence[str] = (), nouns: bool = True, documents: bool = False) -> tuple[list[Span], list[int]]:
    """Characters and head words of what is said: clause, infinitive, event noun, or what the cue interrupts.

    `prepositions` are those that lead to the cue's content ("called for"); without `nouns` only to clauses: what somebody is
    blamed for ("for the attack") happened, whoever says so. `documents` may be what is said ("denied the report")."""
    spans: list[Span] = []
    heads: list[int] = []
    for k in (*tree.kids(i, "ccomp"), *(tree.kids(i, "csubj") if tree.kids(i, "expl") else ())):  # "it appears that …"
        heads.append(k)
        inside = [m for m in tree.subtree(k) if (m > i or k < i) and not (tree.words[m].head == k and tree.rel(m) == "mark" and tree.lemmas[m] == "that")]
        that = next((m for m in tree.kids(k, "mark") if tree.lemmas[m] == "that"), None)
        if that is not None and i < that < k:
            inside = [m for m in inside if m > that]  # "said, on condition of anonymity, that …"
        spans.extend(_around(tree, inside, i))
    if not heads:
        for k in tree.kids(i, "xcomp"):
            if tree.words[k].upos in {"VERB", "AUX", "ADJ", "NOUN", "PROPN"}:
                heads.append(k)
                first = [m for m in tree.kids(i, "obj") if i < m < k]  # "urged X to …", "called X a liar"
                spans.append(extent(tree, [*(tree.subtree(first[0]) if first else ()), *tree.subtree(k)]))
    own = tree.kids(i, "obj", "obl") and tree.words[i].lemma not in {"say", "tell", "add"}
    cut = any(tree.words[k].text == ";" for k in range(min(i, tree.words[i].head), max(i, tree.words[i].head)))
    inserted = parenthetical(tree, i)
    if not heads and (tree.rel(i) in {"parataxis", "discourse"} or inserted) and tree.words[i].head >= 0 and not own and not cut:
        top = tree.words[i].head
        while inserted and tree.words[top].upos not in {"VERB", "AUX"} and tree.words[top].head >= 0:
            top = tree.words[top].head
        mine = set(tree.subtree(i))
        rest = [k for k in tree.subtree(top) if k not in mine]
        if rest:
            heads.append(top)
            spans.extend(extents(tree, rest))
    if not heads:
        for k in tree.kids(i, "parataxis"):
            if (k > i and tree.words[i].lemma in {"say", "add", "tell", "write", "note", "state"}) or k < i:
                heads.append(k)
                spans.append(extent(tree, tree.subtree(k)))
    if not heads:
        for k in tree.kids(i, *(("obl", "advcl") if nouns else ("advcl",))):  # "called for a truce": the cue's own prepositions
            if tree.case(k) in prepositions or any(tree.lemmas[m] in prepositions for m in tree.kids(k, "mark")):
                heads.append(k)
                spans.extend(extents(tree, [m for m in tree.subtree(k) if tree.words[m].head != k or tree.rel(m) not in {"case", "mark"}]))
    if not heads:
        for k in tree.kids(i, "obl", "obj"):  # "said in a statement that …"
            if tree.words[k].lemma.lower() in words("document-noun"):
                for m in tree.kids(k, "acl", "ccomp"):
                    if tree.words[m].deprel != "acl:relcl" and any(tree.lemmas[x] == "that" for x in tree.kids(m, "mark")):
                        heads.append(m)
                        spans.append(extent(tree, tree.subtree(m)))
    if not heads:
        for k in tree.kids(i, "obj", *(("nsubj:pass",) if passive else ())):
            if tree.words[k].upos in {"NOUN", "PROPN", "NUM", "PRON"} and (documents or tree.words[k].lemma.lower() not in words("document-noun")):
                heads.append(k)
                spans.append(extent(tree, tree.subtree(k)))
        for k in tree.kids(i, "obl"):
            if heads and (tree.case(k) in {"of", "about"} or (tree.case(k) == "as" and tree.lemmas[i] in words("describe-verb"))):
                heads.append(k)
                spans.append(extent(tree, tree.subtree(k)))
        for k in tree.kids(i, "advcl", "acl"):  # "accused X of killing …"
            if heads and any(tree.lemmas[m] in {"of", "for"} for m in tree.kids(k, "mark")):
                heads.append(k)
                spans.append(extent(tree, tree.subtree(k)))
    if not heads:
        for k in tree.kids(i, "advcl", "acl"):  # "was accused of killing …"
            if any(tree.lemmas[m] in {"of", "for"} for m in tree.kids(k, "mark")):
                heads.append(k)
                spans.append(extent(tree, tree.subtree(k)))
    if not heads and passive:
        for k in tree.kids(i, "advcl"):
            if any(tree.words[m].lemma in {"as", "of"} for m in tree.kids(k, "mark")):
                heads.append(k)
                spans.append(extent(tree, tree.subtree(k)))
    return [span for span in spans if span.end > span.start], heads


def parenthetical(tree: Tree, i: int) -> bool:
    """"The Kurds, Ankara says, attacked first": a subject and its verb between commas, which a parser may take for a relative clause."""
    subject = tree.kid(i, "nsubj")
    if tree.words[i].deprel != "acl:relcl" or subject is None or tree.words[subject].lemma in {"who", "which", "that"}:
        return False
    mine = tree.subtree(i)
    first, last = mine[0], mine[-1]
    before = tree.words[first].text == "," or (first > 0 and tree.words[first - 1].text == ",")
    after = tree.words[last].text == "," or (last + 1 < len(tree.words) and tree.words[last + 1].text == ",")
    return before and after and len([k for k in mine if tree.words[k].upos != "PUNCT"]) <= 8 and not tree.kids(i, "obj", "ccomp", "xcomp")


def _around(tree: Tree, indices: Sequence[int], cue: int) -> list[Span]:
    """The characters of a content, in one piece unless the cue stands inside it; punctuation at its edges dropped."""
    kept = list(indices)
    while kept and tree.words[kept[-1]].upos == "PUNCT" and tree.words[kept[-1]].text not in {"”", '"'}:
        kept.pop()
    while kept and tree.words[kept[0]].upos == "PUNCT" and tree.words[kept[0]].text not in {"“", '"'}:
        kept.pop(0)
    if not kept:
        return []
    return extents(tree, kept) if kept[0] < cue < kept[-1] else [extent(tree, kept)]


def extent(tree: Tree, indices: Sequence[int]) -> Span:
    return Span(tree.words[indices[0]].start, tree.words[indices[-1]].end)


def extents(tree: Tree, indices: Sequence[int]) -> list[Span]:
    """Maximal runs of neighbouring words as spans, lone punctuation dropped."""
    runs: list[list[int]] = []
    for k in indices:
        if runs and k == runs[-1][-1] + 1:
            runs[-1].append(k)
        else:
            runs.append([k])
    return [extent(tree, run) for run in runs if any(tree.words[k].upos != "PUNCT" for k in run)]
