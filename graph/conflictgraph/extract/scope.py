"""One act of speech while it is being put together, and who can be its speaker."""

from __future__ import annotations

from dataclasses import dataclass, field

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.lexicon import CueEntry
from conflictgraph.extract.roles import antecedent
from conflictgraph.extract.sorts import Sorts
from conflictgraph.model import Span


@dataclass(slots=True)
class Scope:
    """One act of speech: its cue word, speakers, the characters it covers and what it does to what stands inside."""

    cue: Node
    entry: CueEntry
    speakers: list[Node]
    spans: list[Span]
    statement: Draft
    outlet: Node | None = None  # "told AFP": the outlet through which it is known
    heads: list[Node] = field(default_factory=list)  # content heads
    topic: list[Span] = field(default_factory=list)  # content that is told but not itself in question ("X is said to …")
    mute: bool = False  # makes no statement, though what stands inside it is told in it

    def covers(self, start: int) -> bool:
        return any(s.start <= start < s.end for s in self.spans)

    @property
    def size(self) -> int:
        return sum(s.end - s.start for s in self.spans)


def new_scope(doc: Doc, s: int, i: int, entry: CueEntry, speakers: list[Node], content: list[Span], heads: list[int]) -> Scope:
    tree = doc.trees[s]
    speakers = [_body(doc, n) for n in speakers if n not in doc.time_at]  # "on Friday, to express gratitude"
    statement = Draft("statement", None, None, Node(s, i), f"speech:{entry.kind}/{entry.lemma}", weight=entry.weight)
    statement.cue = Span(tree.words[i].start, tree.words[i].end)
    statement.speakers = list(speakers)
    statement.attribution = "reported"
    return Scope(Node(s, i), entry, list(speakers), content, statement, heads=[Node(s, k) for k in heads])


def _body(doc: Doc, node: Node) -> Node:
    """"The militia, whose spokesman boasted": for whom one speaks who is named by "whose" alone."""
    tree = doc.trees[node.s]
    whose = next((k for k in tree.kids(node.i, "nmod:poss") if tree.words[k].text.lower() == "whose"), None)
    named = antecedent(tree, whose) if whose is not None and tree.lemmas[node.i] in words("spokesperson") else None
    return node if named is None or named == whose else Node(node.s, named)


def can_speak(doc: Doc, sorts: Sorts, node: Node) -> bool:
    lemma = doc.word(node).lemma.lower()
    if lemma in words("document-noun") or lemma in words("speaker-noun") or lemma in words("pronoun-thing"):
        return True
    return sorts.sort(node) in {"person", "org", "state"} or (sorts.sort(node) == "place" and sorts.is_capital_or_country(node))


def party(doc: Doc, sorts: Sorts, node: Node) -> bool:
    """Whoever names or judges something: who can speak, a pronoun, a name that nothing is known of, a number of such ("half of the members")."""
    word = doc.word(node)
    if word.deprel == "expl" or (word.text.lower() == "it" and doc.trees[node.s].words[word.head].upos == "ADJ"):
        return False  # "it is too early to discuss …"
    if can_speak(doc, sorts, node) or word.upos == "PRON" or word.lemma.lower() in words("about-document"):
        return True
    if word.upos == "PROPN":
        return sorts.sort(node) == "thing" and not sorts.building(node) and not doc.caseless
    tree = doc.trees[node.s]
    return word.lemma.lower() in words("amount-noun") and any(tree.case(k) == "of" and can_speak(doc, sorts, Node(node.s, k)) for k in tree.kids(node.i, "nmod"))


def speaks_here(doc: Doc, sorts: Sorts, node: Node) -> bool:
    """Whoever is the subject of an active verb of saying speaks, whatever it is ("the editorial board", "many"), but no event
    and no empty "it"."""
    word = doc.word(node)
    return word.upos in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"} and word.deprel != "expl" and word.lemma.lower() not in {"it", "there"} and sorts.sort(node) != "event"
