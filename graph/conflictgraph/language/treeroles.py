"""Roles read off a UD tree alone: an approximation for parsers that give none.

Subjects and agents are ARG0, objects and passive subjects ARG1, indirect objects ARG2; adjuncts are told by their
prepositions, marks and word lists. Controlled, coordinated and relative verbs find their subject; nouns are no
predicates here. PropBank's numbering beyond that (unaccusatives, ARG3 …) is not modelled.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from functools import cache
from typing import Any

from conflictgraph.language.decoding import Tree, span
from conflictgraph.model import Predicate, Role
from conflictgraph.resources import shelf


@cache
def lists() -> dict[str, Any]:
    """The word lists of data/language/frames.json."""
    data: dict[str, Any] = json.loads((shelf("data") / "language" / "frames.json").read_text(encoding="utf-8"))
    return data


def predicates(
    tree: Tree, lemmas: tuple[str, ...], participles: Collection[int], times: Collection[int]
) -> tuple[Predicate, ...]:
    """A frame for each full verb. `participles` are past participles, `times` the words inside time entities."""
    found = []
    for verb, tag in enumerate(tree.tags):
        if tag != "VERB" or tree.relations[verb] in ("aux", "aux:pass", "cop"):
            continue
        labelled: dict[int, str] = {}
        _subject(tree, verb, participles, labelled)
        for child in _children(tree, verb):
            label = _label(tree, lemmas, verb, child, times)
            if label and child not in labelled:
                labelled[child] = label
        roles = tuple(Role(labelled[i], i, *span(labelled[i], i, verb, tree)) for i in sorted(labelled) if i != verb)
        found.append(Predicate(verb, roles))
    return tuple(found)


def _children(tree: Tree, head: int) -> list[int]:
    return [i for i, h in enumerate(tree.heads) if h == head]


def _child(tree: Tree, head: int, *relations: str) -> int | None:
    return next((i for i in _children(tree, head) if tree.relations[i] in relations), None)


def _passive(tree: Tree, verb: int) -> bool:
    return _child(tree, verb, "aux:pass", "nsubj:pass") is not None


def _subject(tree: Tree, verb: int, participles: Collection[int], labelled: dict[int, str]) -> None:
    """The subject, the verb's own or the one it shares; "who" brings its antecedent along."""
    agent = "ARG1" if _passive(tree, verb) else "ARG0"
    own = _child(tree, verb, "nsubj", "nsubj:pass")
    relation = tree.relations[verb]
    head = tree.heads[verb]
    if relation == "acl:relcl" and head >= 0:
        for child in _children(tree, verb):
            if tree.words[child].lower() in lists()["relative_words"]:
                base = tree.relations[child].partition(":")[0]
                label = agent if base == "nsubj" else "ARG1" if base == "obj" else None
                if label:
                    labelled[child] = "R-" + label
                    labelled[head] = label
    if own is not None:
        labelled.setdefault(own, agent)
    elif relation == "acl" and head >= 0 and _child(tree, verb, "mark") is None:
        labelled[head] = "ARG1" if verb in participles else "ARG0"
    elif relation in ("xcomp", "conj", "advcl") and head >= 0:
        shared = _child(tree, head, "obj") if relation == "xcomp" else None
        if shared is None:
            shared = _child(tree, head, "nsubj", "nsubj:pass")
        if shared is not None:
            labelled[shared] = agent


def _label(tree: Tree, lemmas: tuple[str, ...], verb: int, child: int, times: Collection[int]) -> str | None:
    words = lists()
    relation = tree.relations[child]
    form, lemma = tree.words[child].lower(), lemmas[child].lower()
    if relation == "obj":
        return "ARG1"
    if relation == "iobj":
        return "ARG2"
    if relation == "obl:agent":
        return "ARG0"
    if relation in ("ccomp", "csubj", "xcomp"):
        return "ARG1"
    if relation == "aux" and form in words["modals"]:
        return "ARGM-MOD"
    if relation == "advmod":
        if form in words["negations"]:
            return "ARGM-NEG"
        return "ARGM-TMP" if lemma in words["time_adverbs"] else None
    if relation == "obl:unmarked":
        return "ARGM-TMP" if child in times or lemma in words["time_nouns"] else None
    if relation == "obl":
        case = {lemmas[i].lower() for i in _children(tree, child) if tree.relations[i] == "case"}
        if case & set(words["time_prepositions"]) or child in times or lemma in words["time_nouns"]:
            return "ARGM-TMP"
        if "by" in case and _passive(tree, verb):
            return "ARG0"
        return "ARGM-LOC" if case & set(words["place_prepositions"]) else None
    if relation == "advcl":
        mark = {lemmas[i].lower() for i in _children(tree, child) if tree.relations[i] in ("mark", "advmod")}
        if mark & set(words["time_marks"]):
            return "ARGM-TMP"
        if mark & set(words["cause_marks"]):
            return "ARGM-CAU"
        return "ARGM-PRP" if "to" in mark else "ARGM-ADV"
    return None
