"""Acts that kill only with a further word: "stabbed to death", "fatally shot", "the fatal shooting of two men"."""

from __future__ import annotations

from dataclasses import replace

from conflictgraph.extract.classes import words
from conflictgraph.extract.lexicon import PredicateEntry
from conflictgraph.extract.numerals import parse
from conflictgraph.extract.tree import Tree
from conflictgraph.model import Figure


def read(tree: Tree, i: int, entry: PredicateEntry) -> PredicateEntry:
    """The lexicon's sense of a word, with death as what was suffered where a word beside it says so."""
    noun = tree.words[i].upos not in {"VERB", "ADJ"}
    if entry.type != "assault" or entry.effect not in {"", None, "wounded"} or (entry.patient_kind != "person" and not (noun and entry.mode == "firearms")):
        return entry
    if tree.words[i].upos in {"VERB", "ADJ"}:
        deadly = any(tree.case(k) == "to" and tree.lemmas[k] == "death" for k in (*tree.kids(i, "obl"), *(m for o in tree.kids(i, "obj") for m in tree.kids(o, "nmod")))) or (
            tree.rel(i) == "acl" and tree.lemmas[tree.words[i].head] in words("massacre-noun")
        ) or (
            fatal_share(tree, i) is None and any(tree.words[k].text.lower() in words("deadly-adverb") for k in tree.kids(i, "advmod"))
        )
    else:
        deadly = "prep:of" in entry.patient and tree.lemmas[i] not in words("casualty-noun") and any(tree.words[k].text.lower() in words("deadly-adjective") for k in tree.kids(i, "amod"))
    return replace(entry, effect="killed") if deadly else entry


def fatal_share(tree: Tree, i: int) -> Figure | None:
    """"Eight people were shot, two fatally", "…, two of them fatally": how many of those whom a verb befell died."""
    for k in range(i + 3, len(tree.words)):
        if tree.words[k].text.lower() not in words("deadly-adverb"):
            continue
        first = k - 3 if tree.lemmas[k - 2] == "of" else k - 1  # "of them", "of whom"
        if first > i + 1 and tree.words[first].upos == "NUM" and tree.words[first - 1].text in {",", "–", "—"} and not any(w.upos == "VERB" for w in tree.words[i + 1 : first]):
            return parse([tree.words[first].text])
    return None
