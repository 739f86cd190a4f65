"""Days at the head of an entry, as chronicles, lists and case files have them: "March 3: …", "Rolpa, 4 November 1998: …", "19.05.2001. Village of X: …"."""

from __future__ import annotations

from collections.abc import Mapping

from conflictgraph.extract.draft import Doc
from conflictgraph.extract.tree import Tree

_MOST = 16  # words up to the colon; a dash ends a dateline, which dates nothing
_BEFORE = frozenset({"PROPN", "NOUN", "PUNCT", "NUM", "ADJ", "ADP", "DET", "X", "SYM", "CCONJ"})


def of_sentence(doc: Doc, s: int, dated: Mapping[int, int]) -> tuple[int, int] | None:
    """The one time that a sentence is headed by, as an index into `doc.times`, and the first word behind the heading; `dated` are the times
    of its words."""
    tree = doc.trees[s]
    end = _colon(tree)
    if end is None:
        return None
    times = {t for i, t in dated.items() if i < end}
    if len(times) != 1 or not _only_names(tree, end):
        return None
    first = min(i for i, t in dated.items() if t in times)
    begins = first == 0 or all(w.upos in {"PROPN", "PUNCT"} for w in tree.words[:first])
    return (times.pop(), end + 1) if begins else None


def alone(doc: Doc, s: int, dated: Mapping[int, int]) -> int | None:
    """The time that is all that a sentence says, before one that goes on with a place ("19.05.2001. Village of X: …")."""
    tree = doc.trees[s]
    if len(tree.words) > _MOST // 2:
        return None
    times = set(dated.values())
    rest = [w for i, w in enumerate(tree.words) if i not in tree.times and w.upos != "PUNCT"]
    if len(times) != 1 or rest or s + 1 == len(doc.trees):
        return None
    behind = doc.trees[s + 1]
    end = _colon(behind)
    return None if end is None or not _only_names(behind, end) else times.pop()  # the day of publication stands alone, too


def _colon(tree: Tree) -> int | None:
    return next((k for k, w in enumerate(tree.words[:_MOST]) if w.text == ":"), None)


def _only_names(tree: Tree, end: int) -> bool:
    return all(i in tree.times or w.upos in _BEFORE for i, w in enumerate(tree.words[:end])) and not any(w.text in {"“", '"', "‘", "'"} for w in tree.words[:end])
