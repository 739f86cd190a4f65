"""Speakers that stand for others, and speakers that the tree does not give: a letter speaks for who signed it, "it" for the statement's
issuer; who stands beside the verb of saying speaks."""

from __future__ import annotations

from collections.abc import Sequence

from conflictgraph.extract import quotes
from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Node
from conflictgraph.extract.nouns import names_a_person
from conflictgraph.extract.roles import by_agent, surface_subject
from conflictgraph.extract.scope import Scope, can_speak
from conflictgraph.extract.sorts import Sorts

_PARTIES = {"person", "org", "state"}


def settle(doc: Doc, sorts: Sorts, scopes: Sequence[Scope]) -> None:
    """Replace documents and pronouns for documents by those who issued them; both sides stay as they are."""
    issued: dict[str, Node] = {}
    last_document: tuple[int, Node] | None = None
    for s, tree in enumerate(doc.trees):
        for i, word in enumerate(tree.words):
            lemma = word.lemma.lower()
            if lemma in words("document-noun") and word.upos == "NOUN":
                found = _issuer(doc, sorts, Node(s, i))
                if found is None:
                    found = issued.get(lemma)
                if found is None and tree.rel(i) == "obl" and not tree.case(i).startswith("accord"):  # of a report that others are told after, they are no authors
                    head = word.head
                    lent = surface_subject(tree, head) if head >= 0 and tree.words[head].upos == "VERB" else None
                    if lent is not None and sorts.sort(Node(s, lent)) in _PARTIES:
                        found = Node(s, lent)
                if found is not None:
                    issued[lemma] = found
        for scope in scopes:
            if scope.cue.s != s:
                continue
            new: list[Node] = []
            for node in scope.speakers:
                if node in doc.wires:
                    continue
                if _nobody(doc, node):
                    scope.statement.polarity = "denied"
                    continue
                word = doc.word(node)
                lemma = word.lemma.lower()
                if lemma in words("document-noun") and word.upos == "NOUN" and sorts.found.at.get(node) is None:
                    last_document = (s, issued.get(lemma, node))
                    new.append(issued.get(lemma, node))
                elif word.text.lower() in words("pronoun-thing") and last_document is not None and s - last_document[0] <= 2:
                    new.append(last_document[1])
                else:
                    if lemma not in words("pronoun-person"):
                        last_document = None
                    new.append(node)
            if scope.outlet is None:
                scope.outlet = next((o for n in scope.speakers if n.s == s and (o := _passed_on_by(doc, sorts, n)) is not None), None)
            scope.speakers = list(dict.fromkeys(new))
            scope.statement.speakers = list(scope.speakers)


def _nobody(doc: Doc, node: Node) -> bool:
    """"No group", "nobody", "none of them", "neither side": who says nothing."""
    tree = doc.trees[node.s]
    return any(tree.lemmas[k] in {"no", "none", "neither", "nobody", "no-one"} for k in (node.i, *tree.kids(node.i, "det", "cc")))


def _issuer(doc: Doc, sorts: Sorts, node: Node) -> Node | None:
    """Who a document is by, from its own phrase: "signed by X", "a statement from X", "X's report", "a Taliban statement"."""
    tree = doc.trees[node.s]
    for k in tree.kids(node.i, "acl"):
        if tree.words[k].lemma.lower() in words("issuing-verb"):
            agent = by_agent(tree, k)
            if agent is not None:
                return Node(node.s, agent)
    for k in tree.kids(node.i, "nmod"):
        if k > node.i and not tree.case(k) and sorts.found.at.get(Node(node.s, k)) is not None and sorts.sort(Node(node.s, k)) in _PARTIES:
            return Node(node.s, k)  # "in a statement on X the RSF said", where the tree takes the RSF for part of the phrase
    for k in (*tree.kids(node.i, "nmod:poss"), *tree.kids(node.i, "nmod")):
        if tree.words[k].deprel == "nmod:poss" or tree.case(k) in {"by", "from"} or (tree.case(k) == "of" and tree.lemmas[node.i] not in words("about-document")):
            if sorts.sort(Node(node.s, k)) in _PARTIES:
                return Node(node.s, k)
    for k in tree.kids(node.i, "compound", "amod"):
        if sorts.found.at.get(Node(node.s, k)) is not None and sorts.sort(Node(node.s, k)) in _PARTIES:
            return Node(node.s, k)
    return None


def _passed_on_by(doc: Doc, sorts: Sorts, node: Node) -> Node | None:
    """"A memo obtained by the Ledger": who got hold of a document is not who wrote it, but passes it on."""
    tree = doc.trees[node.s]
    if tree.lemmas[node.i] not in words("document-noun"):
        return None
    for k in tree.kids(node.i, "acl"):
        agent = by_agent(tree, k) if tree.lemmas[k] in words("obtaining-verb") else None
        if agent is not None and (tree.words[agent].text[:1].isupper() or sorts.sort(Node(node.s, agent)) in _PARTIES):
            return Node(node.s, agent)
    return None


def principal(doc: Doc, sorts: Sorts, node: Node) -> Node:
    """Whom a spokesman speaks for, else the speaker: "a spokesman for X", "an X statement"."""
    tree = doc.trees[node.s]
    if sorts.sort(node) == "person":
        for k in (*tree.kids(node.i, "nmod"), *tree.kids(node.i, "compound", "amod")):
            if sorts.found.at.get(Node(node.s, k)) is not None and sorts.sort(Node(node.s, k)) in {"org", "state"}:
                return Node(node.s, k)
    return node


def beside(doc: Doc, sorts: Sorts, s: int, i: int) -> list[Node]:
    """Where the tree gives a verb of saying no subject: the name or speaking role right after it ("," said X), else before."""
    tree = doc.trees[s]
    after, before = range(i + 1, min(len(tree.words), i + 12)), range(i - 1, max(-1, i - 6), -1)
    inverted = i > 0 and tree.words[i - 1].upos == "PUNCT"
    for steps in (after, before) if inverted else (before,):
        best: Node | None = None
        for k in steps:
            word = tree.words[k]
            if word.upos in {"VERB", "AUX", "SCONJ"} or word.text in {"”", ".", ";", ":"} or (word.text in {",", '"', "“"} and best is not None):
                break
            if sorts.named_person(Node(s, k)):
                return [Node(s, k)]
            if best is None and (word.lemma.lower() in words("speaker-noun") or sorts.sort(Node(s, k)) == "org" or word.text.lower() in words("pronoun-person")) and word.upos in {"NOUN", "PROPN", "PRON"}:
                best = Node(s, k)
        if best is not None:
            return [best]
    return []


def behind_marks(doc: Doc, sorts: Sorts, s: int, i: int, quote: quotes.Quote) -> list[Node]:
    """Who stands between the end of a quotation and the verb of saying, where the tree took somebody in the quotation for its subject."""
    tree = doc.trees[s]
    inside = [k for k in range(i) if tree.words[k].start >= quote.end]
    tops = [Node(s, k) for k in inside if tree.words[k].head not in inside and tree.words[k].upos in {"NOUN", "PROPN", "PRON"}]
    return [n for n in tops if doc.word(n).upos == "PRON" or can_speak(doc, sorts, n)][:1]


def one_person(doc: Doc, sorts: Sorts, s: int, k: int, speakers: set[int]) -> bool:
    """Is a speaker another word for one beside it: "author and analyst Ali Saeed", "Ali Saeed, a former judge and a supporter of the king, said"?"""
    tree = doc.trees[s]
    if tree.words[k].upos != "NOUN" or sorts.sort(Node(s, k)) != "person" or tree.words[k].text.lower() != tree.lemmas[k] or tree.lemmas[k] in words("outlet-noun"):
        return False
    bare = not tree.kids(k, "det", "nmod:poss", "nummod")
    if bare and any(m in speakers and sorts.named_person(Node(s, m)) and tree.words[m].head == k for m in tree.kids(k, "conj")):
        return names_a_person(tree.lemmas[k])
    head = tree.words[k].head
    apposed = tree.kids(head, "appos") if tree.rel(k) == "conj" and head in speakers and sorts.named_person(Node(s, head)) else []
    return not bare and any(head < m < k for m in apposed) and not sorts.named_person(Node(s, k))
