"""For whom "he" and "she" can stand: what names, titles and words for people tell of it, each as far as the article says so.

A surname has the gender of the full names that end in it where these agree ("Hillary Clinton … Clinton"); where nothing tells it, either
pronoun may stand for somebody.
"""

from __future__ import annotations

from functools import cache

from conflictgraph.extract.draft import Doc, Node
from conflictgraph.extract.mentions import Ent, Found, lexicon
from conflictgraph.resources import table

_HE, _SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})


@cache
def _told() -> tuple[dict[str, str], dict[str, str], frozenset[str]]:
    """woman or man by given name, and by word; titles that either may have."""
    names: dict[str, str] = {}
    nouns: dict[str, str] = {}
    titles: list[str] = []
    for kind, row in table("lexicon/given-names.tsv", "kind", "words"):
        if kind == "title":
            titles += row.split(";")
            continue
        into = nouns if kind.endswith("-word") else names
        into.update(dict.fromkeys(row.split(";"), kind.removesuffix("-word")))
    return names, nouns, frozenset(titles)


class Genders:
    """What the article tells of the persons that it names."""

    def __init__(self, doc: Doc, found: Found) -> None:
        self._doc, self._found = doc, found
        self._names: dict[str, str] = {}  # "" where two of one surname differ
        for entity in found.entities:
            told = self._own(entity) if entity.type == "PER" else ""
            if told:
                words = self._words(entity)
                for name in (" ".join(words), words[-1]):
                    self._names[name] = told if self._names.get(name, told) == told else ""

    def differ(self, pronoun: Node, other: Node) -> bool:
        """Can a pronoun for a person not stand for who is meant by another word?"""
        text = self._doc.word(pronoun).text.lower()
        wanted = "man" if text in _HE else "woman" if text in _SHE else ""
        told = self._of(other) if wanted else ""
        return bool(told) and told != wanted

    def _of(self, node: Node) -> str:
        entity = self._found.at.get(node)
        if entity is not None and entity.type == "PER":
            words = self._words(entity)
            return self._own(entity) or self._names.get(" ".join(words), self._names.get(words[-1], ""))
        return _told()[1].get(self._doc.word(node).lemma.lower(), "")

    def _words(self, entity: Ent) -> list[str]:
        words = [w.text.lower().strip(".") for w in self._doc.trees[entity.s].words[entity.first : entity.last]]
        _, nouns, titles = _told()
        while len(words) > 1 and (words[0] in nouns or words[0] in titles):
            words.pop(0)
        return words

    def _own(self, entity: Ent) -> str:
        """By the title before a name or inside it, the noun beside it, or its given name."""
        tree = self._doc.trees[entity.s]
        names, nouns, _ = _told()
        for k in range(max(0, entity.first - 1), entity.last - 1):
            if (told := nouns.get(tree.words[k].text.lower().strip("."))) is not None:
                return told
        words = self._words(entity)
        known = lexicon().get(entity.key) if entity.key is not None else None
        given = names.get(words[0], "") if len(words) > 1 else names.get(known.name.split()[0].lower(), "") if known is not None else ""
        if given:
            return given
        top = tree.top(entity.first, entity.last)
        beside = [k for k in tree.kids(top, "appos", "compound", "nmod") if not tree.case(k) and tree.words[k].deprel != "nmod:poss" and not entity.first <= k < entity.last]
        return next((nouns[tree.lemmas[k]] for k in beside if tree.lemmas[k] in nouns), "")
