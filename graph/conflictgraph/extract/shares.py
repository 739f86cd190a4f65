"""Who is how many of those counted: lists whose figures make up a total, "two of them children"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from conflictgraph.extract.classes import words
from conflictgraph.extract.numerals import parse, part_of
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.tree import Tree
from conflictgraph.model import Figure

_OPENING = re.compile(r"(?:[-–—,:(]|\bboth\b)\s*([\w-]+) ")
_LIST = re.compile(r"(?:[-–—,:(]|\bboth\b)\s*((?:(?:,\s*|\s*and\s+|,\s*and\s+)?[\w-]+ (?:\w+ )?\w+){2,6}?)\s*(?:[-–—,).;]|$)")


def parts(tree: Tree, total: Figure, who: dict[str, Figure], sorts: Sorts) -> None:
    """"19 people - 11 rebels and eight soldiers - died": a list in a parenthesis whose figures make up the total."""
    text, read_to = tree.text(0, len(tree.words)), 0
    for opening in _OPENING.finditer(text) if total.best is not None else ():
        if opening.start() < read_to or parse([opening[1]]) is None:
            continue  # asked first: the list's own pattern takes a thousand times as long
        match = _LIST.match(text, opening.start())
        if match is None:
            continue
        read_to = match.end()
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


_COUNT = r"((?:at least |about |some |around |roughly |almost |nearly |over |more than )?(?:(?:an?|one|two|three) (?=half|third|quarter|fifth|tenth|few|handful|dozen|hundred))?[\w,-]+)"
_THEM = r"(?:them|whom|those(?: (?:killed|dead)[^.;,]*?)?|the (?:dead|victims|wounded|casualties))"
_NOUN = r"((?:(?!and\b)\w+ )?(?!and\b)\w+)"  # with a word before it
_SHARES = (
    re.compile(rf"\b{_COUNT} of {_THEM}[ ,]+(?:were |are |was |is )?(?:a |an )?{_NOUN}", re.IGNORECASE),
    re.compile(rf"\bamong {_THEM}[ ,]+(?:were |are |was |is )?{_COUNT} {_NOUN}", re.IGNORECASE),
    re.compile(rf"\b{_COUNT} of the [\w,-]+ (?:\w+ ){{0,2}}(?:killed|dead|victims)[^.;,]*? were (?:a |an )?{_NOUN}", re.IGNORECASE),
    re.compile(rf"\bof (?:whom|these|them),? {_COUNT} (?:were|are) (?:a |an )?{_NOUN}", re.IGNORECASE),
    re.compile(rf"\bof (?:those|the people) (?:killed|dead)[^.;,]*?, {_COUNT} were (\w+)", re.IGNORECASE),
    re.compile(rf"\bof (?:some |about |around |nearly |more than |at least |the )?[\w,-]+ (?:people |persons |men |villagers )?(?:who were )?(?:killed|dead)\b[^.;]*?, {_COUNT} were {_NOUN}", re.IGNORECASE),
    re.compile(rf"\bof the [\w,]+ (?:people |persons |victims )?(?:killed|dead|victims)[^.;]*?, {_COUNT} were (\w+)", re.IGNORECASE),
)
_KIND_FIRST = re.compile(rf"(?<!and )\b(\w+) (?:account(?:ed|s|ing)? for|ma[dk]e up|making up|compris(?:ed?|es|ing)|constitut(?:ed?|es|ing)) {_COUNT} of the\b", re.IGNORECASE)
_ALSO = re.compile(rf"\s*(?:,|and)\s+{_COUNT} (?:an? )?(\w+)", re.IGNORECASE)


def shares(tree: Tree, who: dict[str, Figure], sorts: Sorts, total: Figure | None, holders: Sequence[int]) -> None:
    """"two of them children", "among them three women": a share of those just counted, not more of them."""
    text = tree.text(0, len(tree.words))
    for pattern in _SHARES:
        for match in pattern.finditer(text):
            if not _of_these(tree, match.start(), holders):
                continue
            _share(match, who, sorts, total)
            end = match.end()
            while (more := _ALSO.match(text, end)) is not None and _share(more, who, sorts, total):
                end = more.end()


    for match in _KIND_FIRST.finditer(text):  # "children account for 31 of the 74 deaths"
        category, figure = sorts.category_of(match[1].lower()), part_of(match[2], total) or parse(match[2].split())
        if category and figure is not None:
            who[category] = figure


def _of_these(tree: Tree, start: int, holders: Sequence[int]) -> bool:
    """Is the last number of people before a share that of these, not of others who suffered something else?"""
    at = next((k for k, w in enumerate(tree.words) if w.start - tree.words[0].start >= start), 0)
    before = [k for k in range(at) if (tree.words[k].upos == "NOUN" and tree.kids(k, "nummod")) or (tree.words[k].upos == "NUM" and tree.rel(k) in {"obj", "conj", "nsubj"} and k not in tree.times)]
    if before and tree.words[before[-1]].upos == "NUM" and (other := before[-1] - 1) >= 0 and tree.words[other].text.lower() in words("effect-participle") and other not in holders:
        return False  # "killed a soldier and wounded eleven, among them a captain"
    return not before or any(tree.governs(h, before[-1]) or tree.governs(before[-1], h) for h in holders)


def _share(match: re.Match[str], who: dict[str, Figure], sorts: Sorts, total: Figure | None) -> bool:
    figure = part_of(match[1], total) or parse(match[1].split())
    for noun in match[2].lower().split():
        category = sorts.category_of(noun)
        if figure is not None and category:
            who[category] = figure
            return True
    return False
