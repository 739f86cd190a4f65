"""The number that a toll has come to, wherever the sentence tells it: "rose to seven", "put the toll in the raid at 28 civilians"."""

from __future__ import annotations

from conflictgraph.extract.classes import words
from conflictgraph.extract.figures import of_rate, window
from conflictgraph.extract.nouns import agents
from conflictgraph.extract.numerals import add, parse
from conflictgraph.extract.tree import Tree
from conflictgraph.model import Figure


def reached(tree: Tree, i: int) -> Figure | None:
    """The number that a toll has come to: "the death toll rose to seven", "the number of people killed has reached 57", "put the toll at 64"."""
    at = i
    for _ in range(5):
        if tree.lemmas[at] in words("toll-noun") or (at == i and tree.lemmas[at] == "loss" and tree.rel(at) == "obj"):
            break  # "put its losses at six"
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
    if (tree.words[verb].upos == "NUM" or tree.kids(verb, "nummod")) and tree.kids(verb, "cop"):
        return parse(window(tree, verb))  # "the toll is 17", "is 17 dead"
    if tree.lemmas[verb] in {"range", "vary"}:
        return _spread(tree, verb)
    if tree.lemmas[verb] not in words("reach-verb"):
        return None
    beside = [*tree.kids(verb, "obj"), *tree.kids(verb, "obl", "nmod", "xcomp"), *tree.kids(at, "nmod")]
    beside += [k for m in tree.kids(verb, "advmod") for k in tree.kids(m, "obl", "nmod")]  # "revised upwards from 18 to 26"
    if at != i and tree.rel(at) == "obj":  # "put the number killed in the war at 3,000", hung on "killed"
        beside += [k for k in tree.kids(i, "obl") if tree.case(k).split()[:1] == ["at"] and tree.words[k].upos == "NUM"]
    behind = [m for b in beside for n in (b, *tree.kids(b, "nummod")) for m in tree.kids(n, "nmod") if _led_by(tree, b) in {"from", "by"} or tree.case(m) == "at"]
    for k in [*beside, *behind]:  # "from 30 to 24", "put the toll in the raid at 28 civilians"
        if tree.lemmas[k] in words("total-noun") and (of := [m for m in tree.kids(k, "nmod") if tree.words[m].upos == "NUM"]):
            return parse([w.text for w in tree.words[min([k, *tree.kids(k, "det")]) : of[0] + 1]])  # "stands at a minimum of 70"
        if tree.lemmas[at] == "loss" and tree.words[k].text.lower() in words("effect-participle"):
            return None  # "put its losses at 60 dead": these are told by themselves
        number = tree.words[k].upos == "NUM" or bool(tree.kids(k, "nummod"))
        if k == at or k in tree.times or not number or of_rate(tree, k) or (tree.rel(k) != "obj" and not set(_led_by(tree, k).split()) <= {"to", "up", "upwards", "upward", "down", "at", "above", "past", "between", "over", *(("as",) if tree.lemmas[verb] == "give" else ())}):
            continue
        changed = tree.case(k) in {"up to", "down to"}  # "was revised up to 72"
        figure = parse(window(tree, k) if (k in beside or tree.kids(k, "nummod")) and not changed else [tree.words[k].text])
        if figure is not None and (tree.lemmas[verb] in words("exceed-verb") or tree.case(k) in {"above", "past", "over"}):
            return Figure(figure.low + 1, None, None)
        for c in tree.conjuncts(k)[1:] if tree.words[k].upos == "NOUN" else ():  # "to 375 rebels and 18 soldiers"
            more = parse(window(tree, c)) if tree.kids(c, "nummod") and tree.lemmas[c] in words("person-noun") | set(agents()) else None
            figure = add(figure, more) if figure is not None and more is not None else figure
        return figure
    return None


def _led_by(tree: Tree, k: int) -> str:
    """The preposition of a phrase, hung on its noun or on the noun's number ("from 130 dead")."""
    return tree.case(k) or next((case for n in tree.kids(k, "nummod") if (case := tree.case(n))), "")


def earlier(tree: Tree, i: int) -> bool:
    """"revised the toll from 130 dead to 97": is a word for the dead only what a toll was before?"""
    verb = tree.words[i].head
    return verb >= 0 and tree.rel(i) == "obl" and _led_by(tree, i) == "from" and tree.lemmas[verb] in words("reach-verb")


def _spread(tree: Tree, verb: int) -> Figure | None:
    """"Estimates of the dead ranged from 20 to 30": from the lowest to the highest."""
    told = [(tree.case(k), parse([tree.words[k].text])) for k in sorted(k for top in tree.kids(verb, "obl") for k in (top, *tree.kids(top, "nmod", "conj"))) if tree.words[k].upos == "NUM"]
    if len(told) != 2 or told[0][0] not in {"from", "between"} or told[0][1] is None or told[1][1] is None:
        return None
    low, high = told[0][1].low, told[1][1].low
    return Figure(low, None, high) if low < high else None
