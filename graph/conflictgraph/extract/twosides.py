"""Who "the two sides" and "both of them" are: the two parties that the text named in one row, or else the two named last."""

from __future__ import annotations

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Node
from conflictgraph.extract.link import Links
from conflictgraph.extract.mentions import Ent


def sides(links: Links, node: Node) -> list[Node]:
    """"both sides", "the two groups": the two parties last named apart, as nodes; empty where there are not two."""
    tree = links.doc.trees[node.s]
    before = {tree.lemmas[k] for k in tree.kids(node.i, "nummod", "det")}
    two = bool(before & {"two", "both"}) and bool(before & {"the", "this", "that", "these", "those", "both"})
    out: dict[int, Node] = {}
    if two and links.doc.word(node).lemma.lower() in words("both-persons"):
        for entity in links.before(node, {"PER"}):
            out.setdefault(links.entity_chain(entity), Node(entity.s, entity.last - 1))
            if len(out) == 2:
                return sorted(out.values())
        return []
    if links.doc.word(node).lemma.lower() not in words("both-sides") or not two:
        return []
    if links.sorts.sort(node) == "place":
        return []  # "on both sides of the river"
    rows: dict[tuple[int, int], dict[int, Node]] = {}
    for entity in links.before(node, {"ORG", "NORP", "LOC"}):
        if entity.kind in {"armed-group", "state", "state-force"}:
            here, chain = Node(entity.s, entity.first), links.entity_chain(entity)
            rows.setdefault((entity.s, _row(links, entity)), {}).setdefault(chain, here)
            if len(out) < 2:
                out.setdefault(chain, here)
    told = next((pair for pair in rows.values() if len(pair) == 2), out)  # "X and Y agreed … The two sides": before a third who is named since
    return sorted(told.values()) if len(told) == 2 else []


def _row(links: Links, entity: Ent) -> int:
    """The first of the row that a name, or what is called by it, stands in."""
    tree = links.doc.trees[entity.s]
    at = tree.top(entity.first, entity.last)
    while tree.rel(at) in {"nmod", "compound", "amod"} and tree.words[at].head > at:
        at = tree.words[at].head
    return tree.first_conjunct(at)
