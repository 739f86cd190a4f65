"""How many: figures of noun phrases, and of the parties of an event together.

A figure is {low, best, high}: "at least 12" is {12, 12, –}, "dozens" {24, –, –}, "between 5 and 7" {5, –, 7}, "10" {10, 10, 10}.
Number words and quantifiers, with what they do to a figure, are data (`data/lexicon/figures.tsv`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Node
from conflictgraph.extract.lexicon import Quantifier, predicates, quantifiers
from conflictgraph.extract.nouns import agents
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.tree import Tree
from conflictgraph.model import Figure

_DIGITS = re.compile(r"\d{1,3}(?:[,  ]\d{3})+|\d+(?:\.\d+)?")
_LONGEST = 5
_MARKS = {'"', "“", "”", "'", "‘", "’", "``", "''"}


def add(a: Figure, b: Figure) -> Figure:
    """The sum of two figures; what is unknown or unbounded in one is so in the sum."""
    return Figure(
        a.low + b.low,
        a.best + b.best if a.best is not None and b.best is not None else None,
        a.high + b.high if a.high is not None and b.high is not None else None,
    )


def parse(tokens: Sequence[str]) -> Figure | None:
    """The figure that a run of words tells ("at", "least", "two", "hundred"), or None.

    >>> parse(["at", "least", "12"])
    Figure(low=12, best=12, high=None)
    >>> parse(["between", "5", "and", "7"])
    Figure(low=5, best=None, high=7)
    """
    lowered = [t.lower() for t in tokens]
    found: Figure | None = None
    before: list[Quantifier] = []
    ranged = rough = False
    i = 0
    while i < len(lowered):
        if found is not None and lowered[i : i + 2] == ["out", "of"]:
            break  # "nine out of 17"
        number, after = _number(lowered, i)
        if number is not None:
            if ranged and found is not None:
                scale = math.prod(int(float(e.low or 1)) for t in lowered[i:after] if (e := quantifier(t)) is not None and e.kind == "scale")
                if found.low * scale < number and not any((e := quantifier(t)) is not None and e.kind == "scale" for t in lowered[:i]):
                    found = Figure(found.low * scale, None, None)  # "two to three dozen"
                found = Figure(found.low, None, number) if number > found.low else Figure(number, number, number)
                ranged = False
            else:
                found = Figure(number, number, number)
            i = after
            continue
        entry, after = _entry(lowered, i)
        if entry is None or (entry.word == "many" and lowered[max(0, i - 1)] == "as"):  # "killed at least as many": no figure of its own
            i += 1
            continue
        if found is not None and entry.kind == "vague" and rough and int(entry.low or 1) > found.low:
            found = Figure(int(entry.low or 1), None, None)  # "untold hundreds"
        elif found is not None and entry.kind == "scale" and rough:
            found = Figure(found.low * int(float(entry.low or 1)), None, None)  # "a few hundred thousand"
        elif entry.kind == "range" and (found is not None or entry.place == "before"):
            ranged = found is not None
        elif entry.kind == "none":
            found = Figure(0, 0, 0)
        elif entry.kind in {"vague", "noun", "number"} and found is None:
            found = Figure(int(entry.low or 1), _int(entry.best), _int(entry.high))
            rough = entry.kind == "vague"
        elif entry.kind == "modifier":
            if found is not None and not (entry.low or entry.best) and entry.high == "n" and entry.place == "before" and not rough:
                ranged = True  # "six and possibly as many as ten"
            elif entry.place == "after" and found is not None:
                found = _modify(found, entry)
            else:
                before.append(entry)
        i = after
    if found is None:
        return None
    if "between" in lowered and ranged is False and found.best is not None and "and" in lowered:
        numbers = [n for n in (_number(lowered, k)[0] for k in range(len(lowered))) if n is not None]
        if len(numbers) >= 2 and numbers[0] < numbers[-1]:
            found = Figure(numbers[0], None, numbers[-1])
    for entry in reversed(before):
        if found.best is not None or found.high is None or entry.best != "n":  # "some 10 to 12" is the range
            found = _modify(found, entry)
    return found


def _int(text: str | None) -> int | None:
    return int(float(text)) if text else None


def part_of(tokens: str, total: Figure | None) -> Figure | None:
    """A share of those counted: "half", "nearly a third", "all"; None where the words are none, or the total is not exact.

    >>> part_of("nearly half", Figure(40, 40, 40))
    Figure(low=18, best=20, high=20)
    """
    lowered = tokens.lower().split()
    if lowered == ["all"]:
        return total
    for n in range(len(lowered)):
        share = quantifier(f"{' '.join(lowered[n:])} of") or quantifier(" ".join(lowered[n:]))
        if share is not None and share.kind == "partitive" and total is not None and total.low == total.high:
            figure = Figure(*(int(float(share.low or 0) * total.low * 1.0002),) * 3)  # a third of 30 is ten, though 0.3333 stands in the lexicon
            before = quantifier(" ".join(lowered[:n])) if n else None
            return _modify(figure, before) if before is not None and before.kind == "modifier" else figure if not n else None
    return None


def _entry(tokens: Sequence[str], i: int) -> tuple[Quantifier | None, int]:
    for n in range(min(_LONGEST, len(tokens) - i), 0, -1):
        found = quantifier(" ".join(tokens[i : i + n]))
        if found is not None:
            return found, i + n
    return None, i + 1


def quantifier(words_: str) -> Quantifier | None:
    """The lexicon's entry for some lower-case words."""
    return quantifiers().get(words_)


def _number(tokens: Sequence[str], i: int) -> tuple[int | None, int]:
    """A number written in digits or words from `i`, with its scales: (value, index after it)."""
    total = 0.0
    part: float | None = None
    at = i
    while at < len(tokens):
        token = tokens[at]
        digits = _DIGITS.fullmatch(token)
        pieces = token.split("-") if "-" in token and quantifier(token) is None else [token]
        entries = [quantifier(p) for p in pieces]
        if digits:
            if part is not None:
                break
            part = float(re.sub(r"[,  ]", "", token))
        elif all(e is not None and e.kind == "number" and e.low for e in entries) and token not in {"a", "an"}:
            value = sum(float(e.low or 0) for e in entries if e is not None)
            if part is None:
                part = value
            elif (part >= 20 and part % 10 == 0 and value < 10) or (part % 100 == 0 and value < 100):
                part += value
            else:
                break
        elif len(entries) == 1 and entries[0] is not None and entries[0].kind == "scale":
            if part is None and not (at > i and tokens[at - 1] in {"a", "an"}):
                if token in {"dozen", "hundred", "thousand", "million"} and at > 0 and tokens[at - 1] in {"a", "an", "half-a"}:
                    part = 1.0
                elif token == "dozen" and at == i:
                    part = 1.0  # headlines leave out the article: "kill dozen rebels"
                else:
                    break
            factor = float(entries[0].low or 1)
            part = (part or 1.0) * factor
            if factor >= 1000:
                total, part = total + part, None
        elif token in {"a", "an"} and at + 1 < len(tokens) and (e := quantifier(tokens[at + 1])) is not None and e.kind == "scale":
            part = 1.0
        elif token == "and" and part is not None and tokens[at + 1 : at + 3] == ["a", "half"]:
            part, at = part + 0.5, at + 2  # "two and a half thousand"
        elif token == "and" and part is not None and part >= 100 and at + 1 < len(tokens):
            following = quantifier(tokens[at + 1])
            if following is None or following.kind != "number":
                break
        elif token == "-" and part is not None and part >= 20 and at + 1 < len(tokens) and (e := quantifier(tokens[at + 1])) is not None and e.kind == "number" and e.low and float(e.low) < 10:
            pass
        else:
            break
        at += 1
    if part is None and not total:
        return None, i
    return int(total + (part or 0)), at


def _modify(figure: Figure, entry: Quantifier) -> Figure:
    n = figure.best if figure.best is not None else figure.low

    def value(expression: str | None, up: bool) -> int | None:
        if not expression:
            return None
        if expression in {"n", "a", "b"}:
            return n
        match = re.fullmatch(r"n([+\-*])([\d.]+)", expression)
        if match is None:
            return _int(expression)
        amount = float(match[2])
        exact = n + amount if match[1] == "+" else n - amount if match[1] == "-" else n * amount
        return max(0, math.ceil(exact - 1e-9) if up else math.floor(exact + 1e-9))

    low, best, high = value(entry.low, False), value(entry.best, False), value(entry.high, True)
    if figure.best is None and figure.high is None:  # "at least dozens"
        return Figure(figure.low, None, None)
    return Figure(low or 0, best, high)


def window(tree: Tree, i: int) -> list[str]:
    """The words before a head noun that may count it, leftwards as far as its numerals and their modifiers reach."""
    first = i
    stop = {"VERB", "AUX", "PRON", "SCONJ", "INTJ"}
    while first > 0 and i - first < 12:
        word = tree.words[first - 1]
        text = word.text.lower()
        if first - 1 in tree.times or word.deprel == "compound:prt":  # "hand over four captives"
            break
        known = text in quantifiers() or _DIGITS.fullmatch(text) is not None
        if word.upos in stop and not known and not (word.upos == "VERB" and word.head == i and tree.rel(first - 1) == "amod"):
            break  # but "six suspected militants"
        if word.upos == "PUNCT" and word.text not in {"-", "–", "~"} and not (word.text in _MARKS and tree.governs(i, first - 1)):
            break
        if word.upos == "PROPN" and not tree.governs(i, first - 1):
            break
        if text in {"when", "where", "while", "how"}:
            break  # "rose to 40 when a boy died"
        if word.upos == "CCONJ" and not (known or _DIGITS.fullmatch(tree.words[first - 2].text if first > 1 else "") or tree.words[first - 2].upos == "NUM"):
            break
        if word.upos in {"NOUN"} and not known and not tree.governs(i, first - 1):
            break
        if text == "of" and word.head == i and tree.kids(i, "det") and tree.lemmas[first - 2] not in words("total-noun"):
            break  # "half of the 40 people": the share is no count of them all
        if word.upos == "ADP" and not known and not (text == "in" and tree.lemmas[first] == "excess") and not (text == "out" and tree.lemmas[first] == "of") and text not in {"at", "of", "to", "than", "as", "between", "up", "over", "under", "about", "around"}:
            break
        first -= 1
    for n in range(min(4, first), 0, -1):  # "in excess of", "a maximum of"
        ahead = quantifier(" ".join(w.text.lower() for w in tree.words[first - n : first]))
        if ahead is not None and ahead.kind == "modifier" and ahead.place == "before" and tree.words[first - 1].deprel != "compound:prt":
            first -= n
            break
    end = i + 1 if tree.words[i].upos == "NUM" or tree.words[i].text.lower() in quantifiers() else i
    while end > i and end + 1 < len(tree.words) and tree.lemmas[end] == "of" and tree.words[end + 1].text.lower() in quantifiers():
        end += 2  # "hundreds of thousands"
    if tree.words[i].upos == "NUM":  # "between 30 and 35", "three or four"
        end = max([end, *(c + 1 for c in tree.kids(i, "conj") if tree.words[c].upos == "NUM" and c <= i + 2)])
    if end == i + 1 and end + 1 < len(tree.words) and tree.words[end].text in {"to", "-", "–"} and tree.words[end + 1].upos == "NUM" and tree.words[end + 1].head == i:
        end += 2  # "put at 50 to 70"
    found = [tree.words[k].text for k in range(first, end) if not of_age(tree, k) and tree.words[k].deprel != "cc:preconj"]
    after = "".join(w.text.lower() for w in tree.words[end : end + 2])
    return [*found, after] if end == i + 1 and after.startswith("-") and after in quantifiers() else found  # "30-plus"


def of_age(tree: Tree, k: int) -> bool:
    """Is a word part of "17-year-old", "aged 12"? An age counts nobody."""
    for year in range(max(0, k - 3), min(k + 4, len(tree.words))):
        if tree.lemmas[year] in {"year", "month"} and "old" in tree.lemmas[year + 1 : year + 3] and year - 2 <= k <= year + 2:
            return tree.lemmas[year + 1] == "-" or k >= year - 1
    return k > 0 and tree.lemmas[k - 1] == "aged"


def of_rate(tree: Tree, k: int) -> bool:
    """Is it a share of a hundred ("60 percent", "5 % of those killed")? It counts nobody."""
    behind = tree.words[k + 1].text.lower() if k + 1 < len(tree.words) else ""
    return tree.lemmas[k] in words("rate-noun") or (tree.words[k].upos == "NUM" and (behind in words("rate-noun") or tree.lemmas[k + 1 : k + 3] == ["per", "cent"]))


def of_phrase(doc: Doc, node: Node, sorts: Sorts) -> Figure | None:
    """How many the noun phrase at `node` counts: its numeral, one for a singular, two or more for a bare plural."""
    figure = told(doc, node, sorts)
    if figure is not None:
        return figure
    word = doc.word(node)
    if word.text.lower() in words("adjective-person"):
        return Figure(2, None, None)  # "the wounded"
    if word.upos not in {"NOUN", "PROPN", "ADJ"} or sorts.sort(node) != "person" or word.lemma.lower() in words("collective-noun"):
        return None
    return Figure(2, None, None)


def told(doc: Doc, node: Node, sorts: Sorts) -> Figure | None:
    """How many the words of the noun phrase say: its numeral, one for a singular; None for a bare plural, which tells no figure."""
    tree = doc.trees[node.s]
    word = tree.words[node.i]
    if of_rate(tree, node.i) or any(of_rate(tree, k) for k in tree.kids(node.i, "nummod")):
        return None
    if word.lemma.lower() in words("share-word") and any(tree.case(k) == "of" for k in tree.kids(node.i, "nmod")):
        return None  # "most of the passengers"
    counting = word.text.lower() in words("adjective-person") or (word.upos == "NOUN" and sorts.sort(node) != "person" and (word.lemma.lower(), "NOUN") in predicates())
    if counting and (crowd := of_crowd(tree, node.i)) is not None:
        return crowd  # "thousands of arrests", "an unknown number of wounded"
    head = word.head
    if tree.rel(node.i) == "nmod" and tree.case(node.i) == "of" and tree.words[head].upos == "NUM" and any(tree.lemmas[k] == "all" for k in tree.kids(head, "det")):
        return parse(window(tree, head))  # "all six of the men killed"
    own = quantifier(word.text.lower())
    if own is not None and own.kind == "noun":
        return Figure(int(own.low or 1), _int(own.best), _int(own.high))  # "an elderly couple"
    if tree.lemmas[max(0, node.i - 2) : node.i] == ["all", "but"] and word.upos == "NUM":  # "all but two of the ten"
        whole = next((f for k in tree.kids(node.i, "nmod") if tree.case(k) == "of" and (f := told(doc, Node(node.s, k), sorts)) is not None), None)
        spared = parse([word.text])
        return Figure(*(whole.low - spared.low,) * 3) if whole is not None and spared is not None and whole.low == whole.high and whole.low > spared.low else None
    if word.lemma.lower() in words("collective-noun") | words("unit-noun"):
        for k in tree.kids(node.i, "nmod"):
            if tree.case(k) == "of" and (tree.words[k].upos == "NUM" or tree.kids(k, "nummod")):
                return parse([t for t in window(tree, k) if t.lower() != "of"])  # "a crew of three", "a platoon of 30 soldiers"
        if word.lemma.lower() in words("unit-noun") and "-" not in window(tree, node.i):  # but "a seven-member team"
            return None  # "one company was wiped out": of how many men is not told
    if word.lemma.lower() in {"each", "all"}:
        for k in tree.kids(node.i, "nmod"):
            if tree.case(k) == "of":
                return told(doc, Node(node.s, k), sorts)  # "each of the three attackers"
    if word.lemma.lower() in words("total-noun"):  # "a total of 60 rebels"
        for k in tree.kids(node.i, "nmod"):
            if tree.case(k) == "of" and (tree.words[k].upos == "NUM" or tree.kids(k, "nummod")):
                first = min([node.i, *tree.kids(node.i, "det")])
                return parse([w.text for w in tree.words[first : k + 1]])
    if word.text.lower() == "old" and of_age(tree, node.i):
        return Figure(1, 1, 1)  # "the 30-year-old was kidnapped"
    if word.lemma.lower() == "another" and word.upos in {"PRON", "DET"}:
        return Figure(1, 1, 1)
    if word.text.lower() == "other" and [tree.lemmas[k] for k in tree.kids(node.i, "det")] == ["the"] and not tree.kids(node.i, "nummod"):
        return Figure(1, 1, 1)  # "one was killed and the other captured"
    before = node.i - 2 if node.i > 1 and tree.words[node.i - 1].deprel == "nmod:poss" else node.i - 1  # "both my sons"
    both = (tree.words[k].text.lower() for k in (before, node.i + 1) if 0 <= k < len(tree.words))
    if "both" in both and word.upos == "NOUN" and word.text.lower() != word.lemma.lower() and not any(
        tree.words[k].text.lower() != tree.lemmas[k] for k in tree.kids(node.i, "conj")
    ):
        return Figure(2, 2, 2)  # "both bombers", not "both soldiers and civilians"
    if word.lemma.lower() in words("ordinal") and any(tree.lemmas[k] in {"a", "an", "the"} for k in tree.kids(node.i, "det")):
        return Figure(1, 1, 1)  # "and a third was wounded"
    some = _crowd(tree, node.i)
    if some is not None:
        return Figure(int(some.low or 1), _int(some.best), _int(some.high))  # "a number of civilians"
    counted = bool(tree.kids(node.i, "nummod")) or word.upos == "NUM" or word.text.lower() in quantifiers()
    tokens = window(tree, node.i)
    figure = parse(tokens) if counted or _counting(tokens) else None
    if figure is not None:
        return figure
    several = doc.caseless and word.text.lower() != word.lemma.lower() and word.lemma.lower() in agents()  # "THE DEATH OF THE PRIESTS"
    if node.i in tree.name_at and tree.name_at[node.i].type == "PER" and not several:
        return Figure(1, 1, 1)
    if word.upos == "PRON":
        return Figure(1, 1, 1) if word.text.lower() in {"he", "she", "him", "her", "himself", "herself"} else None
    if word.text.lower() in words("adjective-person") or word.upos not in {"NOUN", "PROPN", "ADJ"} or word.lemma.lower() in words("collective-noun"):
        return None
    if sorts.sort(node) != "person" and not (sorts.sort(node) == "org" and word.upos == "NOUN" and word.lemma.lower() in agents()):
        return None  # "a Ukrainian soldier" is read as one of a state's forces, and is one
    plural = word.text.lower() != word.lemma.lower() or word.lemma.lower() in {"people", "more", "rest"}
    if plural:  # "the attackers, seven in all, were killed"
        all_told = next((k for k in tree.kids(node.i, "appos") if tree.words[k].upos == "NUM" and any(quantifier(tree.text(k + 1, k + n).lower()) is not None for n in (2, 3))), None)
        return parse([tree.words[all_told].text]) if all_told is not None else None
    return Figure(1, 1, 1)


def of_crowd(tree: Tree, i: int) -> Figure | None:
    """How many a word behind a vague quantity and "of" is ("thousands of arrests", "an unknown number of wounded")."""
    head = tree.words[i].head
    if head < 0 or tree.rel(i) != "nmod" or tree.case(i) != "of" or tree.kids(i, "nummod"):
        return None
    found = _crowd(tree, head) or quantifier(tree.words[head].text.lower())
    return Figure(int(found.low or 1), _int(found.best), _int(found.high)) if found is not None and found.kind == "vague" else None


def _crowd(tree: Tree, i: int) -> Quantifier | None:
    """The quantifier that a noun is with its article and "of" ("a number of", "a couple of")."""
    behind = next((w.text.lower() for w in tree.words[i + 1 :] if w.text not in _MARKS), "")  # "“a number” of people"
    if tree.words[i].upos != "NOUN" or behind != "of" or not any(tree.case(k) == "of" for k in tree.kids(i, "nmod")):
        return None
    found = quantifier(" ".join([*(w.text.lower() for w in tree.words[min([i, *tree.kids(i, "det", "amod")]) : i + 1] if w.text not in _MARKS), "of"]))
    return found if found is not None and found.kind in {"vague", "noun"} else None


def _counting(tokens: Sequence[str]) -> bool:
    """Do the words before a noun hold a number of their own, beyond an article?"""
    lowered = [t.lower() for t in tokens]
    at = 0
    while at < len(lowered):
        entry, after = _entry(lowered, at)
        if _DIGITS.fullmatch(lowered[at]):
            return True
        if entry is not None and entry.kind in {"vague", "noun", "none", "number", "scale"} and entry.word not in {"a", "an"}:
            return True
        at = after
    return False
