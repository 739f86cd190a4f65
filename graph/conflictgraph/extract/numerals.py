"""The grammar of numbers: the figure that a run of words tells, without a sentence around them.

A figure is {low, best, high}: "at least 12" is {12, 12, –}, "dozens" {24, –, –}, "between 5 and 7" {5, –, 7}, "10" {10, 10, 10}.
Number words and quantifiers, with what they do to a figure, are data (`data/lexicon/figures.tsv`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from conflictgraph.extract.lexicon import Quantifier, quantifiers
from conflictgraph.model import Figure

DIGITS = re.compile(r"\d{1,3}(?:[,  ]\d{3})+|\d+(?:\.\d+)?")
_LONGEST = 5


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
        if found is not None and lowered[i] == "of" and _number(lowered, i + 1)[0] is not None:
            break  # "one of ten guards"
        number, after = _number(lowered, i)
        longer, behind = _entry(lowered, i)
        if number is not None and not (longer is not None and longer.kind == "vague" and behind > after):  # "a dozen or so"
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
        entry, after = longer, behind
        if entry is None or (entry.word == "many" and lowered[max(0, i - 1)] in {"as", "how"}):  # "killed at least as many": no figure of its own
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
            found = standing(entry)
            rough = entry.kind == "vague"
        elif entry.kind == "modifier":
            if found is not None and entry.word in {"possibly", "perhaps", "maybe"} and not rough:
                ranged = True  # "20, possibly 30"
            elif found is not None and not (entry.low or entry.best) and entry.high == "n" and entry.place == "before" and not rough:
                ranged = True  # "six and possibly as many as ten"
            elif entry.place == "after" and found is not None:
                found = _modify(found, entry)
            else:
                before.append(entry)
        i = after
    if found is None:
        return None
    if "between" in lowered and ranged is False and found.best is not None and "and" in lowered:
        numbers, k = [], 0
        while k < len(lowered):
            n, after = _number(lowered, k)
            k = max(after, k + 1)
            numbers += [n] if n is not None else []
        scale = next((int(float(e.low or 1)) for t in reversed(lowered) if (e := quantifier(t)) is not None and e.kind == "scale"), 1)
        if len(numbers) == 2 and numbers[0] < scale <= numbers[1]:
            numbers[0] *= scale  # "between two and three dozen"
        if len(numbers) >= 2 and numbers[0] < numbers[-1]:
            found = Figure(numbers[0], None, numbers[-1])
    for entry in reversed(before):
        if entry.low == entry.best == entry.high == "n":
            continue  # "including at least 20"
        if found.best is not None or found.high is None or entry.best != "n":  # "some 10 to 12" is the range
            found = _modify(found, entry)
    return found


def _integer(text: str | None) -> int | None:
    return int(float(text)) if text else None


def standing(entry: Quantifier) -> Figure:
    """The figure that a vague word stands for by itself ("dozens", "a couple")."""
    return Figure(int(entry.low or 1), _integer(entry.best), _integer(entry.high))


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
        digits = DIGITS.fullmatch(token)
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
            return _integer(expression)
        amount = float(match[2])
        exact = n + amount if match[1] == "+" else n - amount if match[1] == "-" else n * amount
        return max(0, math.ceil(exact - 1e-9) if up else math.floor(exact + 1e-9))

    low, best, high = value(entry.low, False), value(entry.best, False), value(entry.high, True)
    if figure.best is None and figure.high is None:  # "at least dozens"
        return Figure(figure.low, None, None)
    return Figure(low or 0, best, high)


def holds_number(tokens: Sequence[str]) -> bool:
    """Do the words before a noun hold a number of their own, beyond an article?"""
    lowered = [t.lower() for t in tokens]
    at = 0
    while at < len(lowered):
        entry, after = _entry(lowered, at)
        if DIGITS.fullmatch(lowered[at]):
            return True
        if entry is not None and entry.kind in {"vague", "noun", "none", "number", "scale"} and entry.word not in {"a", "an"}:
            return True
        at = after
    return False
