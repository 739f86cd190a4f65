"""What an editor put between square brackets: marks of the desk ("[sic]", "[passage omitted]") and the other name of what stands
before ("DAS [Administrative Department of Security]").

A sentence is read without them, as if they were not there: they are no part of its grammar. A bracket that stands for a word of
the sentence ("[the army] shelled us") is read like any other words. Nor are marks a part of it that nobody sees: joiners, soft hyphens
and what sets the direction of writing, which pages from elsewhere bring with them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from conflictgraph.extract.classes import words
from conflictgraph.model import Article, Sentence
from conflictgraph.names import UNSEEN, fold, plain

if TYPE_CHECKING:
    from conflictgraph.extract import Analyzer

_BRACKET = re.compile(r"[ \t]*\[([^\[\]\n]{2,160})\]")
_BEFORE = re.compile(r"(?:[^\W\d_][\w'’.-]*[ \t]+){0,7}[^\W_][\w'’.-]*[\"”]?$")
_SMALL = {"of", "the", "and", "for", "de", "del", "la", "los", "y", "in", "on", "al"}


def analyze(article: Article, analyzer: Analyzer) -> tuple[Sentence, ...]:
    """The sentences of an article, read without insertions, with characters of the whole text."""
    skip = [(s.start, s.end) for s in article.skipped]
    out = _left_out(article.text, skip)
    if not out:
        return analyzer.analyze(article.text, skip)
    kept, ends = [], []
    at = length = gone = 0
    for start, end in out:
        kept.append(article.text[at:start])
        length += start - at
        gone += end - start
        ends.append((length, gone))
        at = end
    short = "".join([*kept, article.text[at:]])
    cuts = [cut for cut, _ in ends]

    def whole(k: int, last: bool = False) -> int:
        """The place in the whole text of a place in the short one; a word's end stays before what was left out behind it."""
        n = bisect_right(cuts, k - 1 if last else k)
        return k + (ends[n - 1][1] if n else 0)

    def less(k: int) -> int:
        return k - sum(min(end, k) - start for start, end in out if start < k)

    sentences = analyzer.analyze(short, [(less(a), less(b)) for a, b in skip])
    return tuple(
        replace(
            s, start=whole(s.start), end=whole(s.end, True),
            words=tuple(replace(w, start=whole(w.start), end=whole(w.end, True)) for w in s.words),
        )
        for s in sentences
    )  # fmt: skip


def _left_out(text: str, skip: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """What of a text is not read, in its order: insertions, and unseen marks outside of them."""
    out = [(start, end) for start, end, _ in found(text)]
    unseen = [] if text.isascii() else [m.span() for m in UNSEEN.finditer(text)]
    every = [*out, *(span for span in unseen if not any(start <= span[0] < end for start, end in out))]
    return sorted(span for span in every if not any(a < span[1] and span[0] < b for a, b in skip))


def found(text: str) -> list[tuple[int, int, tuple[str, str] | None]]:
    """Insertions in the order of the text: first and last character, and for another name what it is another name of."""
    out: list[tuple[int, int, tuple[str, str] | None]] = []
    for match in _BRACKET.finditer(text) if "[" in text else ():
        inner = plain(match.group(1))
        if _mark(inner):
            out.append((match.start(), match.end(), None))
        elif (name := _other_name(text[max(0, match.start() - 120) : match.start()], inner)) is not None:
            out.append((match.start(), match.end(), (name, inner)))
    return out


def _mark(inner: str) -> bool:
    said = inner.lower().rstrip(".,")
    return said in words("editors-mark") or any(said.endswith(" " + m) for m in ("indistinct", "omitted", "as heard", "as received", "as published"))


def _other_name(before: str, inner: str) -> str | None:
    """The name right before a bracket that holds the same name in full or in letters; None where it holds none."""
    behind = _BEFORE.search(before)
    if behind is None:
        return None
    said = behind.group().rstrip("\"”").split()
    last, held = said[-1], [w for w in re.split(r"[\s-]+", inner) if w]
    if not all(w[:1].isupper() or w.lower() in _SMALL for w in held):
        return None
    if len(held) > 1 and len(last) > 1 and last[:1].isupper() and _hits(last, held):
        return last
    if len(held) == 1 and inner.isupper():
        most = max(range(2, len(said) + 1), key=lambda n: (_hits(inner, said[-n:]) if said[-n][:1].isupper() else 0, -n), default=0)
        return " ".join(said[-most:]) if most and _hits(inner, said[-most:]) else None
    return None


def _hits(letters: str, name: Sequence[str]) -> int:
    """How many initials of a name stand among the letters that are to stand for it; 0 where they are not most of them. Bodies are
    often known by the letters of another language."""
    capital = letters.isupper() or letters[:1].isupper()
    initials = [fold(w)[:1] for w in name if w.lower() not in _SMALL]
    held = list(fold(letters))
    hits = 0
    for initial in initials:
        if initial in held:
            held.remove(initial)
            hits += 1
    return hits if capital and len(initials) > 1 and hits >= 2 and 2 * hits >= len(initials) and len(letters) <= 12 else 0
