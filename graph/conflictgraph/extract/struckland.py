"""Whose country it is where something struck: "the Nigerian attack" in Maiduguri is one in Nigeria, and accuses nobody.

A people's name before a deed says whose it is ("Israeli attacks on Gaza") as often as where it was. Where the deed happened in that very
country, and nothing says at whom it was aimed, it is not told whose it is. What only armies do ("a Syrian air strike") stays theirs.
"""

from __future__ import annotations

from collections.abc import Sequence

from conflictgraph.extract.classes import words
from conflictgraph.extract.containing import inside
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.sorts import Sorts


def settle(doc: Doc, sorts: Sorts, drafts: Sequence[Draft]) -> None:
    """Take the country from the agents of what happened in it."""
    for d in drafts:
        if d.type != "assault" or d.place is None or len(d.agents) != 1:
            continue
        n = d.agents[0]
        held = sorts.found.at.get(n)
        if held is None or held.kind != "state" or not _names_the_deed(doc, d, n):
            continue
        start = doc.word(n).start
        named = [p for p in (*doc.places, *doc.hidden_places) if p.precision == "country" and p.start <= start < p.end]
        if any(inside(doc.places[d.place], p) for p in named):
            doc.note(d.trigger, "agent", "the country in which it happened, before the noun: where, not whose", n)
            d.agents = []


def _names_the_deed(doc: Doc, d: Draft, n: Node) -> bool:
    """Does an adjective stand before a noun of attackers of any kind that has no aim of its own?"""
    tree = doc.trees[n.s]
    noun = tree.words[n.i].head
    own = Node(n.s, noun) in (d.triggers or [d.trigger]) and n.i < noun and tree.rel(n.i) == "amod"
    return own and tree.lemmas[noun] in words("struck-noun") and not any(tree.case(k) in {"on", "against"} for k in tree.kids(noun, "nmod"))
