"""Two names of a person: can the later be a form of the earlier?"""

from __future__ import annotations

from collections.abc import Sequence


def same_person(name: Sequence[str], people: Sequence[tuple[list[str], int]]) -> int | None:
    """An earlier person whose name holds this one, or is held by it, with the same last word; an initial stands for a word.

    The whole chain has to agree: after "Ahmad Karimi" and "Karimi", "Yousaf Karimi" is another.
    """
    for other, chain in reversed(people):
        if name and other and _one_name(name, other) and all(_one_name(name, held) for held, c in people if c == chain and len(held) > 1):
            return chain
    return None


def _one_name(later: Sequence[str], earlier: Sequence[str]) -> bool:
    """Can a later form of a name be the person of an earlier one: a part of it, the whole, or with initials?"""
    short, long = sorted((later, earlier), key=len)
    if len(short) == 1:
        return short[0] == long[-1] or (len(later) == 1 and short[0] in long[1:])
    return short[-1] == long[-1] and all(any(w == v or (1 in (len(w), len(v)) and w[0] == v[0]) for v in long[:-1]) for w in short[:-1])
