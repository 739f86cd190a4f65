"""Organizations that got another name, and organizations that became one, as sentences tell it.

Read from the words between names (`data/lexicon/renamings.tsv`), since such sentences are much alike and their trees are not. A new
name is a tie `renamedFrom` between the two names, a merger is `succeeds` from what was formed to each that went into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.tree import Tree
from conflictgraph.kinds import RENAMED
from conflictgraph.resources import table

_SLOTS = ("new", "old", "a", "b")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((what, _pattern(words)) for what, words in table("lexicon/renamings.tsv", "what", "words"))


def _pattern(words: str) -> re.Pattern[str]:
    """A row's words as a pattern over a sentence in which each name is its number in angle brackets."""
    for slot in _SLOTS:
        words = words.replace(f"{{{slot}}}", rf"(?:the )?<(?P<{slot}>\d+)>(?: \( ?<\d+> ?\)| \( ?[\w-]+ ?\))?")
    # A sign or word that may be absent takes the space after it along; groups are only there for choices.
    words = re.sub(r"\((?!\?)(?<!\\\()", "(?:", words).replace(" ,? ", " (?:, )?")
    return re.compile(words, re.IGNORECASE)


def find(doc: Doc, sorts: Sorts) -> list[Draft]:
    """The ties that sentences state by a new name or a merger, in order of their sentences."""
    out: list[Draft] = []
    for s, tree in enumerate(doc.trees):
        if len(tree.words) > 4 and len({(e.first, e.last) for i in range(len(tree.words)) if (e := sorts.found.at.get(Node(s, i))) is not None}) > 1:
            out.extend(_told(doc, sorts, s, tree))
    return list({d.tie: d for d in reversed(out)}.values())[::-1]


def _told(doc: Doc, sorts: Sorts, s: int, tree: Tree) -> Iterator[Draft]:
    pieces, starts, at = [], [], 0
    i = 0
    while i < len(tree.words):
        name = sorts.found.at.get(Node(s, i))
        piece = f"<{name.first}>" if name is not None else tree.words[i].text.replace("<", "").replace(">", "")
        pieces.append(piece)
        starts.append((at, i))
        at += len(piece) + 1
        i = name.last if name is not None else i + 1
    text = " ".join(pieces)
    for what, pattern in _patterns():
        for match in pattern.finditer(text):
            names = {slot: sorts.found.at[Node(s, int(value))] for slot, value in match.groupdict().items()}
            if any(each.type == "PER" for each in names.values()):
                continue
            ends = {slot: tree.top(each.first, each.last) for slot, each in names.items()}
            # The words that tell it begin after the first name.
            first = min(match.end(slot) for slot in ends)
            trigger = next((i for start, i in starts if start > first and tree.words[i].upos in ("VERB", "NOUN", "ADV")), min(ends.values()))
            for kind, other in (("succeeds", "a"), ("succeeds", "b")) if what == "merged" else ((RENAMED, "old"),):
                yield _draft(doc, s, trigger, kind, ends["new"], ends[other], what != "known")


def _draft(doc: Doc, s: int, trigger: int, name: str, new: int, old: int, timed: bool) -> Draft:
    tree = doc.trees[s]
    out = Draft("tie", None, None, Node(s, trigger), f"tie:{name}/{tree.lemmas[trigger]}", weight=0.9)
    times = sorted({t for node, t in doc.time_at.items() if node.s == s})
    out.tie = (name, Node(s, new), Node(s, old), "denied" if tree.negated(trigger) else "present", times[0] if timed and len(times) == 1 else None)
    out.twin = f"{new}-{old}"
    return out
