"""CLEAR dependencies (the labels of spaCy's English models) as Universal Dependencies.

CLEAR makes the preposition and the copula heads and chains conjuncts; UD makes content words heads. The conversion
follows the correspondences of the two guidelines (Choi & Palmer 2012; universaldependencies.org); it is not exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

# Labels that only CLEAR has: one of them tells the scheme.
MARKS = frozenset(
    {
        *("acomp", "agent", "attr", "auxpass", "complm", "csubjpass", "dative", "dobj", "neg", "npadvmod", "nsubjpass"),
        *("oprd", "pcomp", "pobj", "poss", "predet", "prep", "prt", "quantmod", "relcl"),
    }
)
_PLAIN = {
    "ROOT": "root",
    "acomp": "xcomp",
    "agent": "case",
    "attr": "xcomp",
    "auxpass": "aux:pass",
    "complm": "mark",
    "csubjpass": "csubj:pass",
    "dative": "iobj",
    "dobj": "obj",
    "intj": "discourse",
    "meta": "dep",
    "neg": "advmod",
    "nn": "compound",
    "npmod": "obl:unmarked",
    "npadvmod": "obl:unmarked",
    "nsubjpass": "nsubj:pass",
    "num": "nummod",
    "number": "compound",
    "oprd": "xcomp",
    "pcomp": "advcl",
    "pobj": "obl",
    "poss": "nmod:poss",
    "possessive": "case",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "prep": "advmod",
    "prt": "compound:prt",
    "quantmod": "advmod",
    "rcmod": "acl:relcl",
    "relcl": "acl:relcl",
    "partmod": "acl",
    "infmod": "acl",
    "": "dep",
}
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "DET"})
_PREPOSITIONAL = ("prep", "agent", "dative")


@dataclass
class Draft:
    """One sentence under conversion: heads are word indices, -1 the root."""

    forms: list[str]
    lemmas: list[str]
    upos: list[str]
    heads: list[int]
    labels: list[str]
    clausal: set[int] = field(default_factory=set)  # prepositions of a clause whose new head is a noun

    def children(self, head: int) -> list[int]:
        return [i for i, h in enumerate(self.heads) if h == head]


def is_clear(labels: Sequence[str]) -> bool:
    """Whether the labels are CLEAR's."""
    return any(label in MARKS for label in labels)


def to_ud(draft: Draft, people: Sequence[tuple[int, int]] = ()) -> None:
    """Turn a CLEAR tree into a UD tree in place; `people` are the word ranges (half-open) of persons' names."""
    old = list(draft.labels)
    _copulas(draft)
    _prepositions(draft)
    _conjuncts(draft)
    for i, label in enumerate(draft.labels):
        if label == "aux" and draft.upos[i] == "PART" and draft.lemmas[i].lower() == "to":
            draft.labels[i] = "mark"
        elif label == "npadvmod" or label == "npmod":
            nominal = draft.heads[i] >= 0 and draft.upos[draft.heads[i]] in _NOMINAL
            draft.labels[i] = "nmod:unmarked" if nominal else "obl:unmarked"
        elif label == "attr" and old[i] == "attr" and _existential(draft, i):
            draft.labels[i] = "nsubj"
        else:
            draft.labels[i] = _PLAIN.get(label, label)
    for i, head in enumerate(draft.heads):
        if head < 0:
            draft.labels[i] = "root"
    for first, last in people:
        _flatten(draft, first, last)


def _existential(draft: Draft, i: int) -> bool:
    head = draft.heads[i]
    return head >= 0 and any(draft.labels[k] == "expl" for k in draft.children(head))


def _promote(draft: Draft, verb: int, new: int) -> None:
    """Make `new`, a dependent of `verb`, the head of what `verb` headed."""
    draft.heads[new], draft.labels[new] = draft.heads[verb], draft.labels[verb]
    for child in draft.children(verb):
        if child != new:
            draft.heads[child] = new
            draft.clausal.add(child)
    draft.heads[verb], draft.labels[verb] = new, "cop"


def _copulas(draft: Draft) -> None:
    """ "is" with a predicate: the predicate becomes the head, "is" its copula."""
    for verb in range(len(draft.forms)):
        if draft.lemmas[verb].lower() != "be" or draft.labels[verb] in ("aux", "auxpass"):
            continue
        children = draft.children(verb)
        if any(draft.labels[k] == "expl" and draft.forms[k].lower() == "there" for k in children):
            continue
        nominal = [k for k in children if draft.labels[k] in ("attr", "acomp")]
        if nominal:
            _promote(draft, verb, nominal[0])
            continue
        if not any(draft.labels[k] in ("nsubj", "csubj") for k in children):
            continue
        for preposition in (k for k in children if k > verb and draft.labels[k] == "prep"):
            objects = [k for k in draft.children(preposition) if draft.labels[k] == "pobj"]
            if objects:
                draft.heads[objects[0]], draft.heads[preposition] = verb, objects[0]
                draft.labels[preposition] = "case"
                _promote(draft, verb, objects[0])
                break


def _prepositions(draft: Draft) -> None:
    """A preposition becomes the case (or mark) of its object, which takes its place."""
    for i in range(len(draft.forms)):
        if draft.labels[i] == "conj" and draft.upos[i] == "ADP" and draft.heads[i] >= 0:
            before = draft.heads[i]
            if draft.labels[before] in _PREPOSITIONAL and _object(draft, i) is not None:
                draft.heads[i], draft.labels[i] = draft.heads[before], draft.labels[before]
    # From the right, so that "out of the house" has "of" settled when "out" is.
    for i in reversed(range(len(draft.forms))):
        label = draft.labels[i]
        if label not in _PREPOSITIONAL or draft.heads[i] < 0:
            continue
        found = _object(draft, i)
        if found is None:
            continue
        governor = draft.heads[i]
        clause = draft.labels[found] == "pcomp"
        nominal = governor >= 0 and draft.upos[governor] in _NOMINAL
        nominal = nominal and i not in draft.clausal
        if clause:
            relation = "acl" if nominal else "advcl"
        elif label == "agent":
            relation = "obl:agent"
        else:
            relation = "nmod" if nominal else "obl"
        for child in draft.children(i):
            if child != found:
                draft.heads[child] = found
        draft.heads[found], draft.labels[found] = governor, relation
        draft.heads[i], draft.labels[i] = found, "mark" if clause else "case"


def _object(draft: Draft, preposition: int) -> int | None:
    children = draft.children(preposition)
    for wanted in ("pobj", "pcomp"):
        for child in children:
            if draft.labels[child] == wanted:
                return child
    # "out of the house": the inner preposition is settled already, its object hangs on the outer one.
    for child in children:
        if draft.labels[child] in ("obl", "nmod") and child > preposition:
            return child
    return None


def _conjuncts(draft: Draft) -> None:
    """Chains become stars around the first conjunct; a coordinator belongs to the conjunct after it."""
    for i in range(len(draft.forms)):
        head = draft.heads[i]
        while draft.labels[i] == "conj" and head >= 0 and draft.labels[head] == "conj" and draft.heads[head] >= 0:
            head = draft.heads[head]
        if draft.labels[i] == "conj":
            draft.heads[i] = head
    for i in range(len(draft.forms)):
        if draft.labels[i] != "cc" or draft.heads[i] < 0:
            continue
        first = draft.heads[i]
        if draft.labels[first] == "conj" and draft.heads[first] >= 0 and first < i:
            first = draft.heads[first]
        following = [k for k in draft.children(first) if draft.labels[k] == "conj" and k > i]
        if following:
            draft.heads[i] = following[0]


def _flatten(draft: Draft, first: int, last: int) -> None:
    """A person's name: its first word heads it, the others are flat."""
    inside = range(first, last)
    if last - first < 2 or any(draft.upos[i] != "PROPN" for i in inside):
        return
    top = last - 1
    if any(draft.heads[i] != top or draft.labels[i] != "compound" for i in inside if i != top):
        return
    draft.heads[first], draft.labels[first] = draft.heads[top], draft.labels[top]
    for i in range(len(draft.forms)):
        if i in inside and i != first:
            draft.heads[i], draft.labels[i] = first, "flat"
        elif draft.heads[i] == top:
            draft.heads[i] = first
