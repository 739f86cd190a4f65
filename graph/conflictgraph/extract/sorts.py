"""What a word stands for: a person, an organisation, a state, a place, a weapon, an event, a thing.

Names come first (the language model's, the lexicon's actors, the gazetteer), then the word lists of `data/lexicon/`.
"""

from __future__ import annotations

from functools import cached_property

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Node
from conflictgraph.extract.genders import Genders
from conflictgraph.extract.lexicon import PredicateEntry, casualty_categories, multiword_at, predicates, word_classes
from conflictgraph.extract.mentions import Found, capital_of, gazetteer
from conflictgraph.extract.nouns import agents, names_a_person, noun_kinds, weapon_class

_CLASS_OF_KIND = {
    "armed-group": ("armed", "person"), "state-force": ("armed", "person", "official"), "state": ("official",),
    "international": ("official",), "organization": ("official",), "person": ("person", "official"), "group": ("person",),
}  # fmt: skip


def _plain(lemma: str) -> str:
    """A "co-pilot" is a pilot, an "ex-rebel" was a rebel."""
    prefix, _, noun = lemma.partition("-")
    return noun if prefix in {"co", "ex", "vice"} and noun else lemma


class Sorts:
    """Answers for one document; `found` holds its named entities."""

    def __init__(self, doc: Doc, found: Found) -> None:
        self.doc = doc
        self.found = found
        self._sorts: dict[Node, str] = {}

    @cached_property
    def genders(self) -> Genders:
        """For whom "he" and "she" can stand."""
        return Genders(self.doc, self.found)

    def sort(self, node: Node) -> str:
        """person, org, state, place, weapon, event or thing."""
        known = "place" if node in self.doc.wires else self._sorts.get(node)
        if known is None:
            known = self._sorts[node] = self._sort(node)
        return known

    def _sort(self, node: Node) -> str:
        word = self.doc.word(node)
        entity = self.found.at.get(node)
        lemma, text = _plain(word.lemma.lower()), word.text.lower()
        if entity is not None and not (entity.type == "NORP" and word.upos == "ADJ" and not entity.key):
            if entity.type == "PER":
                return "person"
            if entity.type == "LOC":
                return "place"
            if entity.kind == "state":
                return "person" if self.nationals(node) else "state"
            return "weapon" if entity.type == "ORG" and not entity.key and weapon_class(word.text, lemma) else "org"
        tree = self.doc.trees[node.s]
        if lemma in words("title-noun") or any(
            k > node.i and self.found.at.get(Node(node.s, k)) is not None and self.found.at[Node(node.s, k)].type == "PER"
            for k in tree.kids(node.i, "flat", "appos", "nmod:desc")
        ):
            return "person"
        if text in words("pronoun-person") or text in words("pronoun-plural") or (text in words("pronoun-first") and word.upos != "NOUN") or text in {"who", "whom"}:
            return "person"
        if text in words("pronoun-thing"):
            return "org" if self.doc.trees[node.s].rel(node.i) in {"nsubj", "nmod"} else "thing"
        if word.upos == "NUM" or text in words("counting-noun") or self._total(node) or self._quantity(node):
            return self._counted(node)
        if word.upos == "ADJ":
            acts = lemma in agents() and tree.rel(node.i) in {"nsubj", "obj"}  # "one civilian and one soldier were killed"
            return "person" if acts or text in words("adjective-person") or self._some_more(node) else "thing"
        if lemma == "side" and any(self.sort(Node(node.s, k)) in {"thing", "place"} for k in tree.kids(node.i, "nmod") if tree.case(k) == "of"):
            return "place"  # "both sides of the river"
        if lemma in words("organization-noun") and lemma not in words("person-noun"):
            return "org"
        if lemma in words("faction-noun") and any("armed" in self.classes(n) or "official" in self.classes(n) or self.sort(n) == "org" for n in (Node(node.s, k) for k in tree.kids(node.i, "compound") if k < node.i)):
            return "org"  # "army sectors", "government circles"
        if lemma in words("building-noun") and lemma in noun_kinds() and lemma not in words("person-noun") and lemma not in agents():
            return "thing"  # "a front-end loader"
        if lemma in words("person-noun") or ((lemma in agents() or text in agents()) and lemma not in {"aircraft", "drone"}):
            return "person"
        if text != "arm" and (weapon_class(lemma, text) or lemma in word_classes()["weapon"]):  # "arms", never "in the arm"
            return "weapon"
        if any(k < node.i and weapon_class(f"{tree.lemmas[k]} {lemma}") for k in tree.kids(node.i, "compound", "amod")):
            return "weapon"  # "a dynamite charge"
        if lemma in words("charge-noun") and any(tree.case(k) == "of" and tree.lemmas[k] in word_classes()["weapon"] for k in tree.kids(node.i, "nmod")):
            return "weapon"  # "a charge of dynamite"
        if (text == "states" or (lemma in words("realm-noun") and text != lemma)) and tree.case(node.i) not in words("inside"):
            return "org"  # "the Gulf states", "four former republics"
        if lemma in words("place-noun") and lemma not in words("building-noun"):
            return "place"
        if (lemma, "NOUN") in predicates() and word.upos in {"NOUN", "PROPN"}:
            return "thing" if lemma in words("place-when-plural") and text != lemma else "event"
        if word.text.isupper() and len(word.text) > 2 and word.text.isalpha() and not self.doc.caseless and word.upos in {"NOUN", "PROPN"}:
            return "org"  # an acronym that nobody knows
        if word.upos != "NOUN":
            return "thing"
        return "person" if names_a_person(lemma) else "org" if noun_kinds().get(lemma) == "group" else "thing"

    def abstract(self, node: Node) -> bool:
        """Nothing that can be hit: "courage", "the peace process", "the achievement"."""
        if self.sort(node) not in {"thing", "event"} or self.building(node):
            return False
        lemma = self.doc.word(node).lemma.lower()
        if lemma in words("abstract-noun"):
            return True
        return self.sort(node) == "thing" and lemma not in words("concrete-noun") and lemma.endswith(tuple(words("abstract-suffix")))

    def fought_for(self, node: Node) -> bool:
        """What a fight is for and not against: "fight for universal suffrage"."""
        tree = self.doc.trees[node.s]
        return tree.case(tree.first_conjunct(node.i)) == "for" and self.sort(node) in {"thing", "event"} and not self.building(node)

    def fighters(self, node: Node) -> bool:
        """A body of those who fight, not what they fight with."""
        entity = self.found.at.get(node)
        if entity is not None and entity.kind == "armed-group":
            return True
        return "armed" in self.classes(node) and self.doc.word(node).lemma.lower() in words("organization-noun")

    def building(self, node: Node) -> bool:
        """A built or moving thing that attacks aim at."""
        return self.doc.word(node).lemma.lower() in words("building-noun")

    def _total(self, node: Node) -> bool:
        """"a total of 17 civilians", "a maximum of five"."""
        tree = self.doc.trees[node.s]
        return tree.lemmas[node.i] in words("total-noun") and any(tree.case(k) == "of" and (tree.words[k].upos == "NUM" or tree.kids(k, "nummod")) for k in tree.kids(node.i, "nmod"))

    def _quantity(self, node: Node) -> bool:
        """"a number of rebels", "the majority of them": as many of what stands behind "of"."""
        tree = self.doc.trees[node.s]
        return tree.lemmas[node.i] in words("quantity-noun") and any(tree.case(k) == "of" for k in tree.kids(node.i, "nmod"))

    def _some_more(self, node: Node) -> bool:
        """"a dozen more were hurt", "two more": a number of those spoken of."""
        tree = self.doc.trees[node.s]
        return tree.lemmas[node.i] in words("beyond") and any(tree.words[k].upos == "NUM" for k in tree.kids(node.i, "nummod", "obl", "advmod", "nmod"))

    def _counted(self, node: Node) -> str:
        """A bare number or quantifier: persons, unless a thing is counted ("dozens of tanks")."""
        tree = self.doc.trees[node.s]
        for k in tree.kids(node.i, "nmod"):
            if tree.case(k) == "of":
                people = tree.words[k].upos == "PROPN" and tree.words[k].text.endswith("s") and Node(node.s, k) not in self.found.at
                return "person" if people and not self.doc.caseless else self.sort(Node(node.s, k))  # "thousands of Catalans"
        return "person"

    def classes(self, node: Node) -> frozenset[str]:
        """The classes that lexicon conditions may name, for a name or a noun."""
        entity = self.found.at.get(node)
        if entity is not None:
            if entity.type == "LOC":
                return frozenset({"place", "official"} if entity.key else {"place"})
            return frozenset(_CLASS_OF_KIND.get(entity.kind or "organization", ("official",)))
        lemma = _plain(self.doc.word(node).lemma.lower())
        alone = not self.doc.trees[node.s].kids(node.i, "nmod")
        if alone and ((self.doc.word(node).upos == "PRON" and lemma in words("pronoun-body")) or lemma in words("ordinal") or lemma == "another"):
            return frozenset({"person"})
        if self._some_more(node) or (self.doc.word(node).upos == "NUM" and self._counted(node) == "person"):
            return frozenset({"person", "number"})  # "fifteen were hurt"
        if lemma in words("counting-noun") or self.doc.word(node).text.lower() in words("counting-noun") or self._total(node) or self._quantity(node):
            tree = self.doc.trees[node.s]
            for k in tree.kids(node.i, "nmod"):
                if tree.case(k) == "of":  # "a handful of rebels" are rebels
                    behind = Node(node.s, k)
                    return self.classes(behind) | ({"number"} if self.sort(behind) in {"person", "org"} or self.doc.word(behind).upos != "NOUN" else frozenset())
        found = {name for name, members in word_classes().items() if lemma in members}
        if lemma in agents():
            found.add("person")
            if agents()[lemma].category in {"combatant", "security"}:
                found.add("armed")
        elif noun_kinds().get(lemma) == "person" or lemma in words("person-noun"):
            found.add("person")
        if self.building(node):
            found.add("building")
        if self.sort(node) == "weapon":
            found.add("weapon")
        if self.sort(node) == "person":
            found -= {"attack-noun", "weapon"}  # "a hostage was executed", "captured two suicide bombers"
        if self.sort(node) == "event" and lemma not in words("body-noun") and any(e.type == "assault" and all(key != "arg" for key, _ in e.conditions) for e in self._told_by(node, lemma)):
            found.add("attack-noun")
        return frozenset(found)

    def _told_by(self, node: Node, lemma: str) -> tuple[PredicateEntry, ...]:
        """The lexicon's senses of an event noun; of its multiword where it ends one ("hunger strike")."""
        found, _ = multiword_at(self.doc.trees[node.s].lemmas, node.i, "NOUN")
        return found or predicates().get((lemma, "NOUN"), ())

    def category(self, node: Node) -> str:
        """The casualty category of a party ("children", "soldiers"), or an empty string."""
        tree = self.doc.trees[node.s]
        found = self.category_of(self.doc.word(node).lemma.lower()) or self._young(node)
        if not found:
            found = next((c for k in tree.kids(node.i, "compound", "amod") if (c := self.category_of(tree.lemmas[k]))), "")
        if not found:
            for k in tree.kids(node.i, "nmod"):
                if tree.case(k) == "of" and (self.sort(node) == "person" or tree.lemmas[node.i] in words("toll-noun")):
                    found = found or self.category_of(tree.words[k].lemma.lower())
        return found

    def _young(self, node: Node) -> str:
        """"their four-year-old son", "a six-month-old": children, by the age that is told."""
        tree = self.doc.trees[node.s]
        lemmas = tree.lemmas[tree.phrase(node.i)[0] : node.i + 1]
        if "old" not in lemmas or not {"year", "month", "week", "day"} & set(lemmas) or self.sort(node) != "person":
            return ""
        age = next((n for n in reversed(lemmas[: lemmas.index("old")]) if n.isdigit() or n in words("below-eighteen")), "")
        return "children" if (age and not age.isdigit()) or (age.isdigit() and (int(age) < 18 or "year" not in lemmas)) else ""

    @staticmethod
    def category_of(lemma: str) -> str:
        singular = lemma[:-3] if lemma.endswith("children") else lemma[:-3] + "man" if lemma.endswith("men") else lemma.removesuffix("s")
        return casualty_categories().get(lemma, "") or casualty_categories().get(singular, "")

    def named_person(self, node: Node) -> bool:
        entity = self.found.at.get(node)
        return entity is not None and entity.type == "PER"

    def is_outlet(self, node: Node) -> bool:
        """A news agency or other organisation that passes on what it was told."""
        entity = self.found.at.get(node)
        if entity is not None:
            return (entity.type == "ORG" and entity.kind in {None, "organization"}) or self._wires(node)
        return self._wires(node) or (self.doc.word(node).upos != "NOUN" and self.doc.word(node).lemma.lower() in words("outlet-noun"))

    def _wires(self, node: Node) -> bool:
        """The agency that the story's first line names in brackets."""
        wires = sorted(self.doc.wires)
        return any(self.doc.word(n).text == self.doc.word(node).text and self.doc.word(Node(n.s, n.i - 1)).text == "(" for n in wires if n.i)

    def is_country(self, node: Node) -> bool:
        place = self.doc.place_at.get(node)
        if node in self.doc.wires:
            return False
        if place is not None and self.doc.places[place].precision == "country":
            return True
        tree = self.doc.trees[node.s]
        land = next((k for k in tree.kids(node.i, "nmod") if tree.case(k) == "of"), None) if tree.lemmas[node.i] in words("realm-noun") else None
        return land is not None and any(p.precision == "country" for p in gazetteer().lookup(tree.text(land, max(tree.subtree(land)) + 1)))  # "the Republic of Chad"

    def is_capital_or_country(self, node: Node) -> bool:
        """A place that may act: a state by its own name, or by its capital's where the lexicon has that metonym."""
        entity = self.found.at.get(node) if node not in self.doc.wires else None
        return self.is_country(node) or (entity is not None and entity.type == "LOC" and entity.key is not None)

    def nationals(self, node: Node) -> bool:
        """"two Italians", "an American": people of a state, never the state itself."""
        entity, tree = self.found.at.get(node), self.doc.trees[node.s]
        if entity is None or entity.type != "NORP" or (tree.words[node.i].upos == "ADJ" and tree.rel(node.i) not in {"nsubj", "obj", "conj"}):
            return False  # "an Israeli was stabbed": the word for the people, whatever its tag
        few = any(tree.lemmas[k] in {"a", "an", "some", "several", "many", "another"} for k in tree.kids(node.i, "det", "amod"))
        return few or bool(tree.kids(node.i, "nummod"))

    def metonym(self, node: Node) -> str | None:
        """The state that a capital stands for as subject, object or partner of an act ("urged Washington to …")."""
        entity = self.found.at.get(node)
        if entity is None or entity.type != "LOC" or entity.key is not None or node in self.doc.wires:
            return None
        tree = self.doc.trees[node.s]
        top = tree.first_conjunct(node.i)
        if tree.rel(top) not in {"nsubj", "obj", "iobj"} and tree.case(top) not in words("towards-state"):
            return None
        return capital_of(tree.text(entity.first, entity.last), self.doc.article.published, self.doc.caseless)

    def same_words(self, a: Node, b: Node) -> bool:
        return self.doc.word(a).text.lower() == self.doc.word(b).text.lower()
