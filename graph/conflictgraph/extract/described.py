"""Places that are not named but described: "the city", "the province", "the capital", "there".

A description means the place of its kind that its sentence named before; else that of the last violent event told before; else the
only one that the article named before. Where several would fit and nothing happened in any of them, it means none: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.mentions import gazetteer
from conflictgraph.extract.tree import Tree

_KINDS = {
    "settlement-noun": frozenset({"city", "point"}),
    "quarter-noun": frozenset({"district", "city", "point"}),
    "province-noun": frozenset({"province", "region", "district"}),
    "country-noun": frozenset({"country"}),
}
_ANY = frozenset({"point", "city", "district", "province", "region", "country"})
_SCENE = frozenset({"point", "city", "district"})
_OTHER = {"other", "another", "neighbouring", "neighboring", "nearby", "next", "adjacent", "respective"}
NEAR = 2  # sentences that "there" looks back


def find(doc: Doc, drafts: Sequence[Draft]) -> Iterator[tuple[Node, int]]:
    """Words that describe a place, each with the place that it means, in the order of the text. `drafts` have their own places."""
    for s, tree in enumerate(doc.trees):
        for i in range(len(tree.words)):
            kinds = _kinds(doc, tree, i)
            if kinds:
                place = _capital(doc, None) if kinds == {"capital"} else _meant(doc, drafts, Node(s, i), kinds)
                if place is not None:
                    yield Node(s, i), place


def capitals(doc: Doc) -> Iterator[tuple[Node, int, str]]:
    """"Sudan's capital", "the capital of Sudan", "the Sudanese capital": such words with the city that they mean, where the article
    names it, and the code of its country."""
    for s, tree in enumerate(doc.trees):
        for i in (i for i, word in enumerate(tree.words) if tree.lemmas[i] == "capital" and word.upos == "NOUN"):
            beside = [k for k in tree.kids(i, "nmod", "nmod:poss", "amod", "compound") if tree.rel(k) != "nmod" or tree.case(k) in {"of", ""} or tree.words[k].deprel == "nmod:poss"]
            of = next((code for k in beside if (code := _code(doc, Node(s, k))) is not None), None)
            place = _capital(doc, of) if of is not None else None
            if of is not None and place is not None:
                yield Node(s, i), place, of


def _code(doc: Doc, node: Node) -> str | None:
    """The code of the country that a word names, as a place or as a people's."""
    place = doc.place_at.get(node)
    if place is None:
        return gazetteer().demonym(doc.word(node).text)
    return code(doc, place)


def code(doc: Doc, place: int) -> str | None:
    """The code of a place that is a country."""
    return next((p.country for p in gazetteer().lookup(doc.places[place].name) if p.precision == doc.places[place].precision == "country"), None)


@cache
def _by_noun() -> Mapping[str, frozenset[str]]:
    """The precisions that nouns for places stand for, by the first class that names them."""
    return {lemma: kinds for name, kinds in reversed(_KINDS.items()) for lemma in words(name)}


def _kinds(doc: Doc, tree: Tree, i: int) -> frozenset[str]:
    """The precisions of place that a word may describe; none where it describes no place or names one with others."""
    word, lemma = tree.words[i], tree.lemmas[i]
    if word.upos == "ADV" and lemma == "there" and tree.rel(i) == "advmod":
        return _ANY
    meant = _by_noun().get(lemma, frozenset())
    if not meant and lemma not in words("scene-noun") | {"capital"}:
        return frozenset()
    if word.upos != "NOUN" or word.text.lower() != lemma or Node(tree.number, i) in doc.place_at:
        return frozenset()
    first, last = tree.phrase(i)
    within = [k for k in tree.subtree(i) if first <= k < last]
    if any(Node(tree.number, k) in doc.place_at or k in tree.name_at for k in within) or {tree.lemmas[k] for k in within} & _OTHER:
        return frozenset()
    if not {tree.lemmas[k] for k in tree.kids(i, "det")} & {"the", "this", "that"} or tree.kids(i, "nmod:poss", "nummod"):
        return frozenset()
    if not doc.caseless and any(tree.words[k].text[:1].isupper() for k in tree.kids(i, "compound", "amod") if k):
        return frozenset()  # "the Markets area": a name that no list has
    if lemma == "capital":
        return frozenset() if tree.kids(i, "amod", "compound") else frozenset({"capital"})
    if lemma in words("scene-noun"):
        return _SCENE if tree.case(i) in words("inside") and not tree.kids(i, "nmod") else frozenset()
    return meant


def _meant(doc: Doc, drafts: Sequence[Draft], node: Node, kinds: frozenset[str]) -> int | None:
    before = doc.word(node).start
    happened = [
        (d.trigger.s, d.trigger.i, d.place)
        for d in drafts
        if d.place is not None and d.harmful and d.trigger < node and d.factuality in {"actual", "alleged"} and doc.places[d.place].precision in kinds
    ]
    named = [(s, i, p) for (s, i), p in sorted(doc.place_at.items()) if Node(s, i) < node and doc.places[p].precision in kinds]
    if kinds in (_ANY, _SCENE):
        if _elsewhere(doc, node, max((i for s, i, _ in named if s == node.s), default=-1)):
            return None
        near = [each for each in happened if node.s - each[0] <= NEAR]
        return max(near)[2] if near else max((each for each in named if node.s - each[0] <= NEAR), default=(0, 0, None))[2]
    beside = [p for s, _, p in named if s == node.s]
    if beside:
        return beside[-1]
    if happened:
        return max(happened)[2]
    ours = {doc.places[p].geonames or doc.places[p].name: p for _, _, p in named}
    for n, place in enumerate(doc.places):  # the dateline's, where the text named none
        if not ours and place.start in doc.dateline_starts and place.start < before and place.precision in kinds:
            ours[place.geonames or place.name] = n
    return next(iter(ours.values())) if len(ours) == 1 else None


def _elsewhere(doc: Doc, node: Node, after: int) -> bool:
    """Does its sentence tell of a place without a name before ("a fire broke out at a building site; nobody was hurt there")?"""
    tree = doc.trees[node.s]
    kinds = words("building-noun") | words("place-noun") | words("scene-noun")
    return any(tree.words[k].upos == "NOUN" and tree.lemmas[k] in kinds and tree.case(k) in words("inside") for k in range(after + 1, node.i))


def _capital(doc: Doc, country: str | None) -> int | None:
    """The one capital of a country, or of the country with a code, that the article names."""
    found: dict[int, int] = {}
    for n, place in enumerate(doc.places):
        if place.geonames is not None and any(
            each.capital and each.geonames == place.geonames and country in {None, each.country} for each in gazetteer().lookup(place.name)
        ):
            found.setdefault(place.geonames, n)
    return next(iter(found.values())) if len(found) == 1 else None
