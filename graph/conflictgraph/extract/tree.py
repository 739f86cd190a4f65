"""A sentence as a tree: who governs whom, and which words make a phrase. Knows nothing of events."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from conflictgraph.extract import (
    countedlists,
    harmwords,
    hearsayclauses,
    lists,
    mending,
    shortforms,
    speechclauses,
    wirelines,
)
from conflictgraph.extract.classes import words
from conflictgraph.extract.trace import Trace
from conflictgraph.model import Name, Predicate, Role, Sentence, Span, Word

# What follows a noun phrase without belonging to it: another phrase, or a clause about it.
_LOOSE = {"appos", "acl", "conj", "cc", "parataxis", "dep", "discourse", "punct", "advcl", "list", "orphan", "vocative"}
_LOOSE_PREPOSITIONS = {
    "along with", "together with", "as well as", "including", "according to", "after", "before", "during", "since", "until", "despite",
    "because of", "amid", "following", "by", "such as", "like", "except", "as",
}  # fmt: skip
_PASSIVE = frozenset({"nsubj:pass", "aux:pass", "csubj:pass"})
_SINGULAR = {"troops": "troop", "supplies": "supply"}  # plurals that the treebank keeps as lemmas of their own; the lexicon names the singular


def _looped(words: Sequence[Word]) -> bool:
    """Does the way up from some word never reach the root?"""
    ends: set[int] = set()  # words from which it does
    for start in range(len(words)):
        way: list[int] = []
        at = start
        while at >= 0 and at not in ends:
            if len(way) > len(words):
                return True
            way.append(at)
            at = words[at].head
        ends.update(way)
    return False


class Tree:
    """One sentence with its children, names and predicates by word index."""

    def __init__(self, sentence: Sentence, number: int = 0, trace: Trace | None = None) -> None:
        self.sentence = sentence
        self.number = number  # of the sentence in its article
        self.trace = trace  # where reasons are asked for; see `note`
        told, lent = hearsayclauses.mended(countedlists.mended(shortforms.mended(lists.mended(harmwords.mended(wirelines.mended(sentence.words))))))
        told, again = speechclauses.mended(told)
        told, gave_way = mending.owned(told, sentence.names)
        fit, moved = mending.named(mending.apposed(told, sentence.names), sentence.names)
        moved = {**gave_way, **moved}
        if _looped(fit):  # no mend may make a sentence one that nobody comes to the end of
            fit, moved, again, told, lent = sentence.words, {}, frozenset(), sentence.words, {}
        self.words: tuple[Word, ...] = tuple(replace(w, lemma=_SINGULAR[w.lemma.lower()]) if w.lemma.lower() in _SINGULAR else w for w in fit)
        self.lemmas: list[str] = [w.lemma.lower() for w in self.words]
        self._rels = [w.deprel.partition(":")[0] for w in self.words]
        self.children: list[list[int]] = [[] for _ in self.words]
        self._by_rel: list[dict[str, list[int]]] = [{} for _ in self.words]  # children by their relation, with its subtype and without
        for i, word in enumerate(self.words):
            if word.head >= 0:
                self.children[word.head].append(i)
                for rel in {word.deprel, self._rels[i]}:
                    self._by_rel[word.head].setdefault(rel, []).append(i)
        self._cases: dict[int, str] = {}
        self.times: set[int] = set()  # words of time expressions, filled by `locate.read_times`
        self.predicates: dict[int, Predicate] = {p.word: mending.moved_roles(speechclauses.own_subjects(hearsayclauses.own_doer(p, lent), again, told), moved) for p in wirelines.without(sentence)}
        self.name_at: dict[int, Name] = {}
        for name in sentence.names:
            for i in range(name.first, name.last):
                self.name_at[i] = name

    def note(self, event: int, topic: str, why: str, word: int | None = None, taken: bool = False) -> None:
        """Tell a reason where reasons are asked for; costs a test where they are not."""
        if self.trace is not None:
            self.trace.add(self.number, event, topic, event if word is None else word, taken, why)

    def noted(self, event: int, topic: str, why: str, before: Iterable[int], after: Container[int]) -> None:
        """The same of each candidate that was there before and is no more."""
        if self.trace is not None:
            for k in before:
                if k not in after:
                    self.note(event, topic, why, k)

    def rel(self, i: int) -> str:
        """The relation of word `i` without its subtype."""
        return self._rels[i]

    def kids(self, i: int, *rels: str) -> list[int]:
        """Children of `i`, all or those of some relations (a bare relation takes in its subtypes)."""
        if not rels:
            return self.children[i]
        below = self._by_rel[i]
        found = [below[rel] for rel in rels if rel in below]
        if len(found) > 1:  # a relation and a subtype of it may be asked for together
            return sorted({k for each in found for k in each})
        return found[0].copy() if found else []

    def kid(self, i: int, *rels: str) -> int | None:
        found = self.kids(i, *rels)
        return found[0] if found else None

    def infinitive(self, i: int) -> bool:
        """Is the word a verb with "to" before it, but not "in addition to"?"""
        return any(self.words[k].lemma == "to" and not (k and self.lemmas[k - 1] == "addition") for k in self.kids(i, "mark"))

    def up(self, i: int) -> Iterator[int]:
        """The governors of `i`, nearest first."""
        seen = {i}
        head = self.words[i].head
        while head >= 0 and head not in seen:
            seen.add(head)
            yield head
            head = self.words[head].head

    def subtree(self, i: int, without: frozenset[str] | set[str] = frozenset()) -> list[int]:
        """`i` and all it governs, in order, not entering children whose relation is in `without`."""
        found = [i]
        stack = [i]
        while stack:
            for k in self.children[stack.pop()]:
                if self.rel(k) in without or self.words[k].deprel in without:
                    continue
                found.append(k)
                stack.append(k)
        return sorted(found)

    def governs(self, i: int, j: int) -> bool:
        return i == j or i in self.up(j)

    def case(self, i: int) -> str:
        """The preposition of `i` in lower case, fixed expressions joined ("along with", "because of")."""
        if not self.children[i]:
            return ""
        if i not in self._cases:
            self._cases[i] = self._case(i)
        return self._cases[i]

    def _case(self, i: int) -> str:
        parts: list[int] = []
        for k in self.kids(i, "case"):
            if self.words[k].lemma == "'s":
                continue
            parts.append(k)
            parts.extend(self.kids(k, "fixed"))
        return " ".join(self.words[k].text.lower() for k in sorted(parts))

    def conjuncts(self, i: int) -> list[int]:
        """`i` and what is coordinated with it."""
        found = [i]
        for k in self.kids(i, "conj"):
            found.extend(self.conjuncts(k))
        return found

    def top(self, first: int, last: int) -> int:
        """The first word of a stretch that hangs on a word outside of it; its first word where none does."""
        return next((k for k in range(first, last) if not first <= self.words[k].head < last), first)

    def first_conjunct(self, i: int) -> int:
        while self.rel(i) == "conj" and self.words[i].head >= 0:
            i = self.words[i].head
        return i

    def negated(self, i: int) -> bool:
        for k in self.children[i]:
            word = self.words[k]
            if word.lemma in {"not", "never", "n't", "neither", "no"} and self.rel(k) in {"advmod", "det", "cc"}:
                return True
        return False

    def auxiliaries(self, i: int) -> list[str]:
        return [self.words[k].lemma for k in self.kids(i, "aux", "cop")]

    def passive(self, i: int) -> bool:
        return not _PASSIVE.isdisjoint(self._by_rel[i])

    def role(self, i: int, label: str) -> Role | None:
        predicate = self.predicates.get(i)
        if predicate is None:
            return None
        for role in predicate.roles:
            if role.label == label or role.label in (f"C-{label}",):
                return role
        return None

    def phrase(self, i: int) -> tuple[int, int]:
        """First and last+1 word of the noun phrase headed by `i`: determiner and modifiers in, preposition,
        appositions, clauses, other conjuncts and places said of it out."""
        name = self.name_at.get(i)
        keep = {i}
        stack = [i]
        while stack:
            top = stack.pop()
            for k in self.children[top]:
                rel = self.rel(k)
                if rel == "case" and not (self.words[k].lemma == "'s" and top != i):
                    if top == i:
                        continue
                elif rel in _LOOSE and not (rel == "punct" and (self._inside(k, top, name) or (self.words[k].text == "," and k < top and self.rel(top) == "conj" and top != i))):
                    if not (rel in {"conj", "cc", "appos"} and k < i) and not self._close(k, top) and not self._paired(k, top, i):
                        continue
                elif rel == "nmod" and k < i and self.words[k].upos == "PRON" and self.case(k):
                    continue  # "among them Mario Vega"
                elif rel == "nmod" and self.words[k].deprel != "nmod:poss" and k > i:
                    if self.case(k) in _LOOSE_PREPOSITIONS or k in self.times or (self.lemmas[k] == "death" and self.case(k) == "to") or self._past_person(k, top):
                        continue
                elif top == i and rel in {"nsubj", "csubj", "cop", "aux", "mark", "advmod", "obl", "obj", "expl", "xcomp", "ccomp"}:
                    if not (rel == "advmod" and k < i):
                        continue
                keep.add(k)
                stack.append(k)
        if name is not None:
            keep.update(range(name.first, name.last))
        first = last = i
        while first - 1 in keep or (first - 2 in keep and self.words[first - 1].upos == "PUNCT"):
            first -= 1
        while last + 1 in keep:
            last += 1
        if [w.text.lower() for w in self.words[first : first + 3]] == ["as", "well", "as"] and first + 3 <= i:
            first += 3
        while first < i and self.words[first].upos in {"PUNCT", "ADP", "CCONJ", "SCONJ"}:
            if (self.lemmas[first] == "at" and self.lemmas[first + 1] in {"least", "most"}) or (self.lemmas[first] in {"over", "up", "under", "around", "about", "between"} and self._counts(first, i)):
                break
            first += 1
        if first > 0 and self.lemmas[first] in {"least", "most"} and self.lemmas[first - 1] == "at":
            first -= 1
        while last > i and self.words[last].upos in {"PUNCT", "ADP", "CCONJ"} and not self.words[last].text.startswith("'"):
            last -= 1
        return first, last + 1

    def _past_person(self, k: int, top: int) -> bool:
        """"envoys to Cairo", but "invited the envoys | to Cairo", "convicted the general | of murder": what a phrase behind somebody says of
        the deed, not of him."""
        case, lemma = self.case(k), self.lemmas[top]
        if case == "of" and self.rel(top) == "nmod" and k not in self.name_at and self._charged(top):
            return True  # "accused the head of the army | of treason"
        if case == "of" and lemma in words("of-person") and min(self.subtree(k)) == top + 1:
            return False  # "warned the leader of the rebels"
        if case == "from" and lemma in words("settlement-noun") and k in self.name_at and self.name_at[k].type == "ORG":
            return True  # "took the town | from Islamic State"
        if self.words[top].upos == "PROPN" and top in self.name_at and self.name_at[top].type != "PER":
            return False
        if not (mending.somebody(lemma) or (top in self.name_at and self.name_at[top].type == "PER")):
            return False
        if case in {"in", "during"} and lemma not in words("doer-word") and self.lemmas[k] in words("deed-noun"):
            return True  # "killed ten people | in an attack on a village"
        verb = self.words[top].head
        if case in {"of", "for"} and verb >= 0 and self.rel(top) in {"obj", "nsubj", "iobj"} and self.lemmas[verb] in words("charging-verb"):
            return True
        if case == "for" and verb >= 0 and self.rel(top) in {"obj", "nsubj"} and self.lemmas[verb] in words("punishing-verb") and lemma not in words("for-person"):
            return True  # "investigating an official for money laundering"
        return case in words("loose-behind-person") or (case == "to" and lemma not in words("to-person"))

    def _charged(self, i: int) -> bool:
        """Does a noun stand inside the object of a verb that says of what somebody is accused or told?"""
        while self.rel(i) == "nmod" and self.words[i].head >= 0:
            i = self.words[i].head
        return self.rel(i) in {"obj", "iobj", "nsubj"} and self.words[i].head >= 0 and self.lemmas[self.words[i].head] in words("charging-verb")

    def _close(self, k: int, top: int) -> bool:
        """"the capital Damascus", "the president-elect": what stands right behind the noun, with no comma, is told in one breath with it."""
        hyphen = k == top + 2 and self.words[top + 1].text == "-" and self.words[top].end == self.words[top + 1].start
        return self.rel(k) == "appos" and (hyphen or (self.words[k].upos == "PROPN" and min(self.subtree(k)) == top + 1))

    def _paired(self, k: int, top: int, i: int) -> bool:
        """"the armies of Brazil and Argentina": two bare names inside the phrase, not the phrase and something after it."""
        if self.rel(k) == "cc":
            return top != i and self.rel(top) == "conj" and self._paired(top, self.words[top].head, i)
        row = self.kids(top, "conj")
        if self.rel(k) != "conj" or top == i or self.kids(k, "det", "nmod:poss", "case"):
            return False
        if len(row) != 1 and any(self.words[m].upos != "PROPN" or self.children[m] != self.kids(m, "punct", "cc", "compound", "flat", "amod") for m in (*row, top) if m != top):
            return False  # "ministers from Mali, Niger and Chad"
        people = [n.type == "PER" for n in (self.name_at.get(k), self.name_at.get(top)) if n is not None]
        return self.words[k].upos == self.words[top].upos and self.words[k].upos in {"PROPN", "NOUN"} and (not any(people) or (len(people) == 2 and all(people)))

    def _counts(self, first: int, i: int) -> bool:
        """Does a numeral of the phrase follow ("over 100 people")?"""
        return any(self.words[k].upos == "NUM" for k in range(first + 1, min(first + 4, i + 1)))

    def _inside(self, k: int, top: int, name: Name | None) -> bool:
        """Punctuation that is part of a name or a hyphenated word."""
        return (name is not None and name.first <= k < name.last) or self.words[k].text in {"-", "–", "/"}

    def chars(self, first: int, last: int) -> Span:
        """Characters of words `first`..`last` (half-open)."""
        return Span(self.words[first].start, self.words[last - 1].end)

    def bare(self, i: int) -> tuple[int, int]:
        """The words of the name that `i` belongs to, or `i` alone."""
        name = self.name_at.get(i)
        return (name.first, name.last) if name is not None else (i, i + 1)

    def text(self, first: int, last: int) -> str:
        out: list[str] = []
        for i in range(first, last):
            if out and self.words[i].start > self.words[i - 1].end:
                out.append(" ")
            out.append(self.words[i].text)
        return "".join(out)
