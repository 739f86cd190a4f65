"""Which of the places that a sentence names is where an event happened: each place is weighed against the event's word.

What is weighed (`features`) is read off the model's scores, the tree and the frames; the weights of the logistic regression in
`data/language/placing.json` were fitted on annotated sentences (`training/placing.py`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Node
from conflictgraph.extract.gazetteer import is_direction
from conflictgraph.extract.lexicon import casualty_categories, predicates
from conflictgraph.extract.nouns import agents
from conflictgraph.extract.toponyms import type_words
from conflictgraph.extract.tree import Tree
from conflictgraph.resources import shelf

_OWN_CASES = ("of", "from", "by", "for", "with", "against", "between", "")
_CAP = 8.0
_SIDES = ("after", "before")
_PAIRS = (
    ("case", "hangs"), ("case", "side"), ("nth", "case"), ("prior", "next"), ("rel", "closest"), ("precision", "case"), ("hangs", "side"),
    ("nth", "hangs"), ("frame", "case"), ("closest", "case"), ("closest", "side"), ("closest", "nth"), ("word", "side"), ("word", "nth"),
    ("word", "closest"), ("word", "hangs"), ("word", "precision"), ("prior", "side"), ("next", "nth"), ("precision", "nth"),
    ("frame", "side"), ("meet", "closest"), ("hangs", "closest"), ("up", "down"),
)  # fmt: skip
SURE = 0.7  # without the tree's consent
LEAST = 0.46  # the probability from which a place is the event's: the best balance of misses and false places on the data fitted on
AGREED = 0.2  # for an event told by a noun, where the tree says so, too; below it the tree was wrong more often than not


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place of `Doc.places` as a sentence names it: its words (half-open) and the one that heads them."""

    place: int
    s: int
    first: int
    last: int
    head: int


def candidates(doc: Doc, s: int) -> list[Candidate]:
    """The places that sentence `s` names, in the order of its words."""
    found: list[Candidate] = []
    tree = doc.trees[s]
    at = 0
    while at < len(tree.words):
        place = doc.place_at.get(Node(s, at))
        if place is None:
            at += 1
            continue
        last = at + 1
        while last < len(tree.words) and doc.place_at.get(Node(s, last)) == place:
            last += 1
        head = next((k for k in range(at, last) if not at <= tree.words[k].head < last), at)
        found.append(Candidate(place, s, at, last, head))
        at = last
    return found


def weigh(doc: Doc, node: Node, options: list[Candidate]) -> list[float] | None:
    """The probability of each candidate of the node's sentence to be where the event of the word happened; None where the
    analyzer gave no scores for the word."""
    rows = features(doc, node, options)
    if rows is None:
        return None
    weights = _weights()
    return [round(1 / (1 + math.exp(-sum(weights.get(name, 0.0) * value for name, value in row.items()))), 4) for row in rows]


def unlisted(doc: Doc, node: Node) -> list[tuple[int, int]]:
    """Runs of words (half-open) that the model takes for the event's place, hold a name, and are no place of the list."""
    tree = doc.trees[node.s]
    predicate = tree.predicates.get(node.i)
    runs = [r for r in predicate.roles if r.label == "EVPLACE"] if predicate is not None else []
    return [
        (r.first, r.last)
        for r in runs
        if any(tree.words[k].upos == "PROPN" for k in range(r.first, r.last))
        and not any(k in tree.name_at and tree.name_at[k].type == "PER" for k in range(r.first, r.last))
        and not any(Node(node.s, k) in doc.place_at for k in range(r.first, r.last))
    ]


@cache
def _weights() -> dict[str, float]:
    loaded: dict[str, float] = json.loads((shelf("data") / "language" / "placing.json").read_text(encoding="utf-8"))["weights"]
    return loaded


def features(doc: Doc, node: Node, options: list[Candidate]) -> list[dict[str, float]] | None:
    """For each candidate what speaks for and against it, by name."""
    tree = doc.trees[node.s]
    scores = _scores(tree, node.i)
    if scores is None:
        return None
    best = [max(scores[c.first : c.last]) for c in options]
    rivals = [
        max((max(p.places[c.first : c.last]) for w, p in tree.predicates.items() if w != node.i and p.places), default=-_CAP) for c in options
    ]
    rows = []
    for n, c in enumerate(options):
        row = {"1": 1.0, "score": _cap(best[n]), "head": _cap(scores[c.head]), "yes": float(best[n] > 0)}
        others = [b for k, b in enumerate(best) if k != n]
        row["alone"] = float(not others)
        if others:
            row["ahead"] = _cap(best[n] - max(others))
            row["first"] = float(best[n] >= max(others))
        row["rival"] = _cap(rivals[n] - best[n])
        row.update(dict.fromkeys(_shape(doc, tree, node, c, options), 1.0))
        row.update(dict.fromkeys(_words(doc, tree, node.i, c, n, options), 1.0))
        row.update(dict.fromkeys(_paired(row), 1.0))
        row["far"] = math.log1p(max(node.i - c.last + 1, c.first - node.i, 0))
        rows.append(row)
    return rows


def _scores(tree: Tree, i: int) -> tuple[float, ...] | None:
    """The model's scores for a word; for a verb that is no predicate those of the predicate it is coordinated with ("killed … and
    others wounded"), or of the nearest above it."""
    near = (i,) if tree.words[i].upos not in {"VERB", "ADJ"} else (i, tree.first_conjunct(i), *tree.kids(i, "conj"), *tree.up(i))
    predicate = next((tree.predicates[at] for at in near if at in tree.predicates), None)
    return predicate.places if predicate is not None and predicate.places else None


def _paired(row: Mapping[str, float]) -> list[str]:
    """Pairs of what is told of a candidate that say more together than each alone ("in" beside an event's noun)."""
    held: dict[str, str] = {}
    for name in row:
        sort, equals, value = name.partition("=")
        if sort in _SIDES:
            held["side"] = name
        elif equals and (" " not in value or sort in {"word", "closest"}) and "=" not in value and " " not in sort:
            held[sort] = name
    return [f"{held[a]} & {held[b]}" for a, b in _PAIRS if a in held and b in held]


def _cap(value: float) -> float:
    return max(-_CAP, min(_CAP, value))


def _shape(doc: Doc, tree: Tree, node: Node, c: Candidate, options: list[Candidate]) -> Iterator[str]:
    v = node.i
    yield f"precision={doc.places[c.place].precision}"
    if doc.places[c.place].lat is None:
        yield "unknown"
    yield "after" if c.first > v else "before"
    if c.first <= 1:
        yield "opens"
    top, rel, case = _top(doc, tree, c)
    case = _sort_of(case)
    yield f"case={case}"
    yield f"rel={rel}"
    yield f"rel={rel} case={case}"
    if top != c.head:
        yield "container" if any(o is not c and top in range(o.first, o.last) for o in options) else "within phrase"
    if any(o is not c and tree.governs(c.head, o.head) and tree.words[o.head].head in range(c.first, c.last) for o in options):
        yield "has place below"
    above = [c.head, *tree.up(c.head)]
    mine = [v, *tree.up(v)]
    meet = next((a for a in above if a in mine), None)
    if meet is None:
        yield "apart"
        return
    up, down = above.index(meet), mine.index(meet)
    yield f"up={min(up, 5)}"
    yield f"down={min(down, 4)}"
    if meet == v:
        yield f"below case={case}"
    yield f"meet={'verb' if meet == v else 'place' if meet == c.head else tree.words[meet].upos}"
    between = sum(tree.words[k].upos == "VERB" for k in {*above[1:up], *mine[1:down], meet} - {v, c.head})
    yield f"verbs={min(between, 3)}"
    if down == 1:
        yield f"verb={tree.rel(v)}"
    first, last = sorted((v, c.head))
    passed = sum(k in tree.predicates and tree.words[k].upos == "VERB" for k in range(first + 1, last))
    yield f"passed={min(passed, 3)}"
    yield f"commas={min(sum(tree.words[k].text == ',' for k in range(first, last)), 3)}"
    own = tree.predicates.get(v)
    frames = [(r.last - r.first, r.label) for r in (own.roles if own is not None else ()) if r.first <= c.head < r.last and r.label != "EVPLACE"]
    yield f"frame={min(frames)[1] if frames else 'none'}"
    if any(r.label == "ARGM-LOC" and r.first <= c.head < r.last for w, p in tree.predicates.items() if w != v for r in p.roles):
        yield "place of another"


def _words(doc: Doc, tree: Tree, v: int, c: Candidate, n: int, options: list[Candidate]) -> Iterator[str]:
    """What the words around a place and the event's own word say, whatever the tree."""
    top, rel, case = _top(doc, tree, c)
    lemma = f"{tree.lemmas[v]} {tree.words[v].upos[0]}"
    yield f"word={lemma}"
    yield f"word={lemma} rel={rel}"
    yield f"word={lemma} case={_sort_of(case)}"
    head = tree.words[top].head
    hangs = _hangs(tree, head, v)
    yield f"hangs={hangs}"
    yield f"hangs={hangs} case={_sort_of(case)}"
    at = c.first - 1
    while at >= 0 and (tree.words[at].upos in {"DET", "ADJ", "NOUN"} or is_direction(tree.words[at].text)):
        at -= 1
    yield f"prior={_sort_of(tree.words[at].text.lower()) if at >= 0 and tree.words[at].upos in {'ADP', 'SCONJ'} else tree.words[at].upos if at >= 0 else 'start'}"
    after = tree.words[c.last] if c.last < len(tree.words) else None
    yield f"next={'end' if after is None else 'kind' if after.text.lower() in type_words() else after.text if after.upos == 'PUNCT' else after.upos}"
    later = [k for k, o in enumerate(options) if o.first > v]
    yield f"nth={min(n - later[0], 3) if later and n >= later[0] else -min(sum(o.first < v for o in options) - n, 3)}"
    up = next((a for a in tree.up(top) if a in tree.predicates), None)
    yield f"closest={'its' if up == v else 'none' if up is None else tree.words[up].upos + (' below' if tree.governs(v, up) else ' above' if tree.governs(up, v) else '')}"
    if n and tree.text(options[n - 1].last, c.first) == ",":
        yield "behind comma"
    if n + 1 < len(options) and tree.text(c.last, options[n + 1].first) == ",":
        yield "before comma"
    yield f"name={tree.name_at[c.head].type if c.head in tree.name_at else 'none'}"
    yield f"passive={tree.passive(v)} rel={rel}"


def _hangs(tree: Tree, head: int, v: int) -> str:
    """What sort of word a place's phrase hangs by."""
    if head < 0:
        return "root"
    word, lemma = tree.words[head], tree.lemmas[head]
    if head == v:
        return "its"
    if word.upos in {"VERB", "AUX"}:
        return "verb"
    name = tree.name_at.get(head)
    if name is not None:
        return name.type
    if (lemma, "NOUN") in predicates():
        return "event"
    if lemma in agents() or lemma in casualty_categories():
        return "person"
    return "place" if lemma in words("place-noun") else word.upos


def _sort_of(case: str) -> str:
    """Prepositions of one sort are one feature."""
    if case in words("case-in"):
        return "in"
    if case in words("case-to"):
        return "to"
    return case if case in _OWN_CASES else "other"


def _top(doc: Doc, tree: Tree, c: Candidate) -> tuple[int, str, str]:
    """The word that the place's phrase hangs by, out of names, nouns of places and what they are part of; relation, preposition."""
    at = c.head
    for _ in range(6):
        rel, head = tree.rel(at), tree.words[at].head
        if head < 0:
            break
        up = Node(c.s, head)
        of_place = up in doc.place_at or tree.lemmas[head] in words("place-noun")
        inner = rel in {"compound", "amod", "flat", "appos", "conj", "list"} or tree.words[at].deprel == "nmod:poss" or (rel == "nmod" and tree.case(at) in {"of", ""})
        if not (of_place and inner):
            break
        at = head
    rel = tree.words[at].deprel if tree.words[at].deprel == "nmod:poss" else tree.rel(at)
    return at, rel, tree.case(at)
