"""How many suffered what: the figures of an event's parties together, the shares of them that are told, tolls that rose to a number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Node
from conflictgraph.extract.figures import add, of_age, of_phrase, parse, told, window
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.tree import Tree
from conflictgraph.model import Figure

_ALONG = {"along with", "together with", "as well as", "with", "plus", "in addition to", "besides", "alongside"}


def count_parties(doc: Doc, sorts: Sorts, s: int, heads: Sequence[int], trigger: int) -> tuple[Figure | None, dict[str, Figure]]:
    """All who suffered one effect: coordinated phrases and "along with …" added up; and the categories told of them.

    A bare plural beside a figure makes the sum open ("the commander and his guards"); alone it tells none.
    """
    tree = doc.trees[s]
    total: Figure | None = None
    who: dict[str, Figure] = {}
    said = False

    def count(k: int, among: Sequence[int] = ()) -> None:
        nonlocal total, said
        node = Node(s, k)
        figure = of_phrase(doc, node, sorts)
        if figure is None and among and _one(tree, k) and any(sorts.sort(Node(s, h)) == "person" for h in among):
            figure = Figure(1, 1, 1)  # "two guards, a cook and a driver"
            said = True
        if figure is None:
            tree.note(trigger, "figure", "counts nobody: no numeral, no single person", k)
            return
        certain = told(doc, node, sorts) is not None
        if not certain and _under_one_numeral(tree, k, heads):
            tree.note(trigger, "figure", "under the numeral before it", k)
            return  # "188 soldiers and militiamen"
        if tree.trace is not None:
            tree.note(trigger, "figure", f"{words_of(figure)}, by {_told_by(tree, k)}" if certain else "a plural without a numeral: two or more", k, certain)
        said = said or certain
        total = figure if total is None else add(total, figure)
        category = sorts.category(node)
        if category and certain:
            who[category] = add(who[category], figure) if category in who else figure

    figures = [told(doc, Node(s, k), sorts) for k in heads]
    listed = [f.best for f in figures[1:] if f is not None and f.best is not None]
    generic = bool(heads) and (tree.words[heads[0]].upos == "NUM" or tree.lemmas[heads[0]] in words("rest") | words("whole"))
    if len(heads) > 2 and generic and figures[0] is not None and figures[0].best == sum(listed) and len(listed) == len(heads) - 1:
        for k in heads:  # "12 people, seven women and five men": the total and what it is made of
            count(k)
        total = figures[0]
    else:
        for k in heads:
            count(k, heads)
    for holder in (trigger, *heads):
        for k in tree.kids(holder, "obl", "nmod"):
            case = tree.case(k)
            if case == "with" and not _beyond(tree, k) and tree.kids(k, "nummod"):
                tree.note(trigger, "figure", "“with” adds to a figure only where others are said to be meant", k)
            if case in _ALONG and k not in heads and (case != "with" or _beyond(tree, k)):
                if sorts.sort(Node(s, k)) == "person" or tree.words[k].upos == "NUM" or tree.words[k].lemma in words("rest"):
                    for c in tree.conjuncts(k):
                        count(c)
            elif case in {"including", "among"}:
                for c in tree.conjuncts(k):
                    category, figure = sorts.category(Node(s, c)), told(doc, Node(s, c), sorts)
                    if category and figure is not None:
                        tree.note(trigger, "figure", f"a share of those counted: {category}", c, True)
                        who[category] = figure
    shares(tree, who, sorts)
    if total is not None and said:
        _parts(tree, total, who, sorts)
    return total if said else None, who


def unread(doc: Doc) -> None:
    """Tell of every numeral that came into no figure what it is instead; only where reasons are asked for."""
    if doc.trace is None:
        return
    taken = [(n.s, n.word, n.event) for n in doc.trace.notes if n.topic == "figure" and n.taken]
    for s, tree in enumerate(doc.trees):
        here = [(word, event) for at, word, event in taken if at == s]
        tolls = {event for word, event in here if word == event}  # "the toll rose to seven", "claimed 17 lives"
        for k, word in enumerate(tree.words):
            age = of_age(tree, k)
            counted = any(tree.governs(h, k) for h, _ in here) or any(reached(tree, e) is not None for e in tolls)
            if word.upos != "NUM" or (counted and not age):
                continue
            head = word.head if tree.rel(k) == "nummod" and word.head >= 0 else k
            if k in tree.times:
                why = "part of a time expression"
            elif age:
                why = "an age, which counts nobody"
            elif head != k:
                why = f"counts “{tree.words[head].text}”, whom or which no word of harm governs"
            else:
                why = "stands alone, and no word of harm governs it"
            tree.note(k, "figure", why)


def words_of(figure: Figure) -> str:
    """A figure as people write it: "at least 12", "5 to 7", "10"."""
    if figure.best is not None and figure.low == figure.best == figure.high:
        return str(figure.best)
    if figure.high is None:
        return f"at least {figure.low}"
    return f"{figure.low} to {figure.high}"


def _told_by(tree: Tree, k: int) -> str:
    tokens = window(tree, k)
    return f"“{' '.join(tokens)}”" if parse(tokens) is not None else "a single person or a name"


_LIST = re.compile(r"(?:[-–—,:(]|\bboth\b)\s*((?:(?:,\s*|\s*and\s+|,\s*and\s+)?[\w-]+ (?:\w+ )?\w+){2,6}?)\s*(?:[-–—,)]|$)")


def _parts(tree: Tree, total: Figure, who: dict[str, Figure], sorts: Sorts) -> None:
    """"19 people - 11 rebels and eight soldiers - died": a list in a parenthesis whose figures make up the total."""
    for match in _LIST.finditer(tree.text(0, len(tree.words))):
        found: list[tuple[str, Figure]] = []
        for part in re.split(r",\s*and\s+|,\s*|\s+and\s+", match[1]):
            number, _, noun = part.strip().partition(" ")
            figure = parse([number])
            if figure is None:
                break
            found.append((next((c for n in reversed(noun.lower().split()) if (c := sorts.category_of(n))), ""), figure))
        else:
            if len(found) > 1 and sum(f.best or 0 for _, f in found) == total.best:
                who.update({category: figure for category, figure in found if category})


def _under_one_numeral(tree: Tree, k: int, heads: Sequence[int]) -> bool:
    """Is a bare plural coordinated with a counted noun before it, and nobody's own ("and his guards")?"""
    before = [h for h in heads if h < k and tree.kids(h, "nummod")]
    return bool(before) and tree.rel(k) == "conj" and not tree.kids(k, "det", "nmod:poss", "nummod")


def _one(tree: Tree, k: int) -> bool:
    return any(tree.lemmas[d] in {"a", "an"} for d in tree.kids(k, "det")) and tree.words[k].upos == "NOUN"


def _beyond(tree: Tree, k: int) -> bool:
    """"with thirty others", "with 30 other villagers": people beyond those named."""
    return tree.lemmas[k] in words("rest") or any(tree.lemmas[m] in words("beyond") for m in tree.kids(k, "amod", "det"))


_COUNT = r"((?:at least |about |some |nearly |more than )?[\w,-]+)"
_THEM = r"(?:them|whom|those(?: killed)?|the (?:dead|victims|wounded|casualties))"
_SHARES = (
    re.compile(rf"\b{_COUNT} of {_THEM}[ ,]+(?:were |are |was |is )?(?:a |an )?((?:\w+ )?\w+)", re.IGNORECASE),
    re.compile(rf"\bamong {_THEM}[ ,]+(?:were |are |was |is )?{_COUNT} ((?:\w+ )?\w+)", re.IGNORECASE),
    re.compile(rf"\bof the [\w,]+ (?:people |persons |victims )?(?:killed|dead|victims)[^.;]*?, {_COUNT} were (\w+)", re.IGNORECASE),
)
_ALSO = re.compile(rf"\s*(?:,|and)\s+{_COUNT} (\w+)", re.IGNORECASE)


def shares(tree: Tree, who: dict[str, Figure], sorts: Sorts) -> None:
    """"two of them children", "among them three women": a share of those just counted, not more of them."""
    text = tree.text(0, len(tree.words))
    for pattern in _SHARES:
        for match in pattern.finditer(text):
            _share(match, who, sorts)
            end = match.end()
            while (more := _ALSO.match(text, end)) is not None and _share(more, who, sorts):
                end = more.end()


def _share(match: re.Match[str], who: dict[str, Figure], sorts: Sorts) -> bool:
    figure = parse(match[1].split())
    for noun in match[2].lower().split():
        category = sorts.category_of(noun)
        if figure is not None and category:
            who[category] = figure
            return True
    return False


def carried(doc: Doc, sorts: Sorts, s: int, i: int, figure: Figure) -> Figure:
    """"At least 39 were killed and 87 wounded": what stands before the first number of a list without further verbs holds for the next."""
    tree = doc.trees[s]
    first = tree.first_conjunct(i)
    if first == i or figure.low != figure.high:
        return figure
    counted = tree.kid(first, "nsubj:pass", "nsubj")
    if counted is None and tree.words[first].upos == "ADJ":  # "at least 64 dead and 180 injured"
        counted = first
    before = told(doc, Node(s, counted), sorts) if counted is not None else None
    open_ = before is not None and before.high is None and before.best == before.low
    return Figure(figure.low, figure.best, None) if open_ else figure


def reached(tree: Tree, i: int) -> Figure | None:
    """The number that a toll has come to: "the death toll rose to seven", "the number of people killed has reached 57", "put the toll at 64"."""
    at = i
    for _ in range(5):
        if tree.lemmas[at] in words("toll-noun"):
            break
        head = tree.words[at].head
        if head < 0 or tree.rel(at) not in {"nmod", "acl", "compound", "amod"}:
            return None
        at = head
    else:
        return None
    if at != i and at > i and tree.rel(i) not in {"compound", "amod"}:
        return None
    verb = tree.words[at].head
    if verb < 0 or tree.rel(at) not in {"nsubj", "obj", "obl"}:
        return None
    if tree.words[verb].upos == "NUM" and tree.kids(verb, "cop"):
        return parse(window(tree, verb))
    if tree.lemmas[verb] not in words("reach-verb"):
        return None
    for k in [*tree.kids(verb, "obj"), *tree.kids(verb, "obl", "nmod", "xcomp"), *tree.kids(at, "nmod")]:
        number = tree.words[k].upos == "NUM" or bool(tree.kids(k, "nummod"))
        if k == at or k in tree.times or not number or (tree.rel(k) != "obj" and not set(tree.case(k).split()) <= {"to", "at", "above", "past", "between", "over"}):
            continue
        figure = parse(window(tree, k))
        if figure is not None and tree.lemmas[verb] in words("exceed-verb"):
            return Figure(figure.low + 1, None, None)
        return figure
    return None
