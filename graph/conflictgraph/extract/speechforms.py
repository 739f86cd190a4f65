"""Speech without a plain verb of saying: "according to", "reportedly", "the claim that", "quoted as saying"."""

from __future__ import annotations

import re

from conflictgraph.extract.classes import words
from conflictgraph.extract.content import extent, extents
from conflictgraph.extract.cuewords import PHRASED, entry_at, voiced
from conflictgraph.extract.draft import Doc, Node
from conflictgraph.extract.lexicon import CueEntry
from conflictgraph.extract.roles import antecedent, by_agent, fill, subject, surface_subject
from conflictgraph.extract.scope import Scope, can_speak, new_scope, party
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.tree import Tree
from conflictgraph.model import Span


def according(doc: Doc, sorts: Sorts, s: int, i: int, entry: CueEntry) -> Scope | None:
    """"According to X, …": X speaks all of the clause that the phrase hangs on."""
    tree = doc.trees[s]
    holder = tree.words[i].head if tree.rel(i) in {"case", "mark"} else i
    if tree.rel(i) not in {"case", "mark"}:
        inner = tree.kid(i, "obl", "nmod")
        holder = inner if inner is not None else holder
    if holder < 0 or holder == i or (tree.lemmas[holder] in words("rule-noun") and not tree.kids(holder, "nmod:poss")):
        return None  # "according to law"
    top = i if tree.governs(i, holder) else holder
    clause = tree.words[top].head
    inner = next((k for k in tree.kids(holder, "nmod", "nmod:poss") if tree.case(k) == "of" or tree.rel(k) == "nmod:poss"), None)
    if " of" in entry.lemma and tree.lemmas[holder] in entry.lemma.split(" ") and inner is not None:
        holder, top = inner, holder  # "in the words of a diplomat"
    named = holder if holder > i else _next_noun(tree, max([i, *tree.kids(i, "fixed")]) + 1)
    speakers = [Node(s, c) for c in tree.conjuncts(named)]
    mine = set(tree.subtree(top))
    each = tree.words[named].upos == "NOUN" and tree.words[named].text.lower() == tree.lemmas[named] and tree.lemmas[named] not in words("speaker-noun") and not tree.kids(named, "det", "nmod:poss")
    if clause < 0 or (entry.lemma == "per" and (each or not any(party(doc, sorts, n) for n in speakers))):  # "five per district", "per student": of each, by nobody
        return None
    while tree.words[clause].upos not in {"VERB", "AUX"} and tree.words[clause].head >= 0 and tree.rel(clause) not in {"root", "conj", "parataxis", "ccomp"}:
        clause = tree.words[clause].head
    clause = _whole(tree, clause, mine)
    while top > clause and tree.rel(clause) == "advcl" and not tree.kids(clause, "nsubj", "nsubj:pass", "mark") and "," in {tree.words[min(mine)].text, tree.words[min(mine) - 1].text}:
        clause = tree.words[clause].head  # "…, killing six, according to X" covers what did so, too
    if top > clause and tree.rel(clause) == "conj":  # at the end of a sentence it covers all its coordinated clauses
        clause = tree.first_conjunct(clause)
    rest = [k for k in tree.subtree(clause) if k not in mine]
    while rest and tree.words[rest[-1]].text in {".", ","}:
        rest.pop()
    while rest and (tree.rel(rest[0]) == "cc" or (tree.rel(rest[0]) == "mark" and tree.lemmas[rest[0]] == "that") or tree.words[rest[0]].text == ","):
        rest.pop(0)
    scope = new_scope(doc, s, i, entry, speakers, extents(tree, rest), [clause])
    last = max([i, *tree.kids(i, "fixed")])
    scope.statement.cue = tree.chars(i, last + 1)
    return scope


def _whole(tree: Tree, clause: int, mine: set[int]) -> int:
    """The clause that a phrase behind a comma covers: at the end of a sentence all of it, and what interrupts a participle that
    stands before the sentence's verb ("among the measures proposed, according to X, is …") is said of the sentence."""
    first, last = min(mine), max(mine)
    if tree.words[first].text != "," and (not first or tree.words[first - 1].text != ","):
        return clause
    path = [clause, *tree.up(clause)]
    root = path[-1]
    contrast = next((m for k in path for m in tree.kids(k, "advcl") if tree.subtree(m)[-1] in {first - 1, first - 2} and m < first and _contrasting(tree, m)), None)
    if contrast is not None:
        return contrast  # "12 died, while 20 were hurt, according to X"
    if clause < first and all(w.upos == "PUNCT" for w in tree.words[last + 1 :]) and not any(_bound(tree, k) for k in path):
        return root
    interrupts = (last + 1 < len(tree.words) and tree.words[last + 1].text == ",") or tree.words[last].text == ","
    if interrupts and tree.words[clause].deprel == "acl" and any(tree.words[k].head < 0 for k in range(last + 1, len(tree.words))):
        return root
    return clause


def _bound(tree: Tree, k: int) -> bool:
    """Does a clause keep to itself what stands at its end: one that contrasts ("while …"), one behind a semicolon or a quotation mark?"""
    if _contrasting(tree, k):
        return True
    head = tree.words[k].head
    return head >= 0 and any(tree.words[m].text in {";", ":", "”"} for m in range(min(k, head), max(k, head)))


def _contrasting(tree: Tree, k: int) -> bool:
    return any(tree.lemmas[m] in {"while", "whereas", "although", "though"} for m in tree.kids(k, "mark"))


def _next_noun(tree: Tree, at: int) -> int:
    """The head of the noun phrase that begins at a word."""
    at = min(at, len(tree.words) - 1)
    while tree.words[at].head > at and tree.words[tree.words[at].head].upos in {"NOUN", "PROPN", "PRON"}:
        at = tree.words[at].head
    return at


def by_account(doc: Doc, sorts: Sorts, s: int, i: int) -> Scope | None:
    """"By the army's account, …", "by his own admission": whose account it is speaks the clause."""
    tree = doc.trees[s]
    clause = tree.words[i].head
    if tree.case(i) != "by" or tree.rel(i) != "obl" or clause < 0 or tree.passive(clause) or tree.lemmas[i] not in words("account-noun"):
        return None
    whose = [k for k in tree.kids(i, "nmod:poss") if can_speak(doc, sorts, Node(s, k)) or tree.words[k].upos == "PRON"]
    if not whose:
        return None
    mine = set(tree.subtree(i))
    scope = new_scope(doc, s, i, _ACCOUNT, [Node(s, whose[0])], extents(tree, [k for k in tree.subtree(clause) if k not in mine]), [clause])
    scope.statement.cue = tree.chars(i, i + 1)
    return scope


_ACCOUNT = CueEntry("by account", "PREP", "according", (), None, ("clause",), "as-is", 0.9)


def hearsay(doc: Doc, s: int, i: int, entry: CueEntry) -> Scope | None:
    """"reportedly", "allegedly": no speaker is named; the governed clause is covered."""
    tree = doc.trees[s]
    head = tree.words[i].head
    if head < 0:
        return None
    rest = [k for k in tree.subtree(head, {"conj", "parataxis", "advcl"}) if k != i]
    return new_scope(doc, s, i, entry, [], extents(tree, rest), [head])


def nominal(doc: Doc, sorts: Sorts, s: int, i: int, entry: CueEntry) -> Scope | None:
    """"the claim that …", "fears … that": a noun with a clause for its content."""
    tree = doc.trees[s]
    heads = tree.kids(i, "ccomp", "acl")
    heads = [k for k in heads if tree.words[k].deprel != "acl:relcl" and any(tree.words[m].lemma in {"that", "to", "of"} for m in tree.kids(k, "mark"))]
    heads = heads or [k for k in tree.kids(i, "acl", "ccomp", "advcl") if {tree.lemmas[m] for m in tree.kids(k, "mark", "case")} & {"whether", "if"} and entry.kind == "ask" and k > i and tree.rel(i) != "obl"]
    head = tree.words[i].head
    if heads and tree.rel(i) == "obl" and head >= 0 and tree.words[head].upos == "VERB" and entry_at(tree, head) is not None:
        return None  # "said in a statement that …": the verb's content
    if not heads and tree.rel(i).startswith("nsubj") and head >= 0 and not (tree.words[head].upos == "VERB" and entry_at(tree, head) is not None):
        heads = [k for k in tree.kids(head, "ccomp", "acl") if any(tree.words[m].lemma == "that" for m in tree.kids(k, "mark"))]
    if not heads and tree.words[i].deprel == "nsubj:outer" and head >= 0 and "that" in {tree.lemmas[m] for m in tree.kids(head, "mark")}:
        whose = [k for k in tree.kids(i, "nmod:poss") if can_speak(doc, sorts, Node(s, k)) or tree.words[k].upos == "PRON"]
        mine = {*tree.subtree(i), *tree.kids(head, "cop", "mark")}
        said = [k for k in tree.subtree(head) if k not in mine and k > i]
        return new_scope(doc, s, i, entry, [Node(s, k) for k in whose[:1]], [extent(tree, said)], [head]) if whose and said else None  # "the union's version is that …"
    heads = heads or _phrased(doc, sorts, s, i, entry)
    if tree.lemmas[i] == "demand" and tree.words[i].text.lower() == "demand" and not tree.kids(i, "det", "nmod:poss", "ccomp", "acl"):
        return None  # "demand for coal"
    if not heads or (entry.kind == "ask" and all(tree.lemmas[k] in words("press-request") for k in heads)):
        return None  # "did not respond to requests for comment"
    found, _ = fill(tree, i, entry.speaker, False)
    lent = subject(tree, head) if head >= 0 and tree.rel(i) == "obj" else None
    others = lent is not None and _of_others(tree, head)
    if lent is not None and voiced(tree, i):
        found, others = [lent], False
    if not found or (others and found == [lent]):
        found = [antecedent(tree, k) for k in tree.kids(i, "nmod:poss")] or [k for k in tree.kids(i, "nmod") if tree.case(k) in {"by", "from", "among"}]
        if not found and lent is not None and not others:
            found = [lent]
    found = [c for k in found for c in tree.conjuncts(k)] if entry.pos == "NOUN" else found
    speakers = [Node(s, k) for k in dict.fromkeys(found) if (party if voiced(tree, i) else can_speak)(doc, sorts, Node(s, k))]
    content = [extent(tree, _bare(tree, k)) for k in heads]
    if all(tree.rel(k) == "nmod" and not tree.kids(k, "acl") and sorts.sort(Node(s, k)) in {"person", "org", "state", "place"} for k in heads):  # "support for Iraq": a party alone is nothing that is said
        content = [extent(tree, [*tree.subtree(heads[0]), *range(i, heads[0])] if i > heads[0] else [*range(i, heads[0]), *[k for k in tree.subtree(heads[-1]) if k >= heads[0]]])]
    scope = new_scope(doc, s, i, entry, speakers, content, heads)
    scope.mute = (tree.lemmas[i] in words("intention-noun") and not speakers and all(tree.infinitive(k) for k in heads)) or (entry.kind == "threaten" and not speakers and all(tree.rel(k) == "nmod" for k in heads))  # "the threat of famine"
    return scope


def nominal_of(doc: Doc, sorts: Sorts, s: int, verb: int) -> bool:
    """Does the object of a verb that gives voice to it make an act of speech of its own?"""
    tree = doc.trees[s]
    return any((e := entry_at(tree, k)) is not None and e.pos == "NOUN" and nominal(doc, sorts, s, k, e) is not None for k in tree.kids(verb, "obj"))


def _bare(tree: Tree, k: int) -> list[int]:
    """The words of a phrase without the preposition that leads it."""
    return [m for m in tree.subtree(k) if tree.words[m].deprel != "case" or tree.words[m].head != k or m > k] if tree.words[k].deprel == "nmod" else tree.subtree(k)


def _phrased(doc: Doc, sorts: Sorts, s: int, i: int, entry: CueEntry) -> list[int]:
    """What a noun tells by a phrase: "his criticism of the raid", "their opposition to talks", "allegations of fraud", "calls for a truce";
    not by whom ("the report of the committee")."""
    tree = doc.trees[s]
    said = voiced(tree, i)
    if entry.weight < PHRASED and not said:
        return []
    own = {place.removeprefix("prep:") for place in entry.content if place.startswith("prep:")}
    if said:
        own |= {"of", "about", "on", "over", "against", "at"} | ({"for"} if entry.kind == "ask" else set())
    elif tree.kids(i, "nmod:poss"):
        own |= {"of", "about", "on", "for"}
    elif any(tree.case(k) in {"by", "from", "among"} for k in tree.kids(i, "nmod")):
        own |= {"of", "for"}
    elif entry.kind == "ask" or tree.lemmas[i] in words("report-noun") | words("rumour-noun"):
        own = {"for"} if entry.kind == "ask" else {"of"}
    else:
        return []
    return [k for k in tree.kids(i, "nmod") if tree.case(k) in own and tree.lemmas[k] not in words("time-noun") and (said or tree.case(k) != "of" or tree.kids(i, "nmod:poss") or not can_speak(doc, sorts, Node(s, k)))]


def _of_others(tree: Tree, verb: int) -> bool:
    """"Denied reports that …", "dismissed rumours that …", "faces the threat of …": who does that has heard them and did not make them."""
    return tree.lemmas[verb] in words("dismiss-verb") | words("receiving-verb") or entry_at(tree, verb) is not None


def quoting(doc: Doc, sorts: Sorts, s: int, i: int, entry: CueEntry) -> Scope | None:
    """"The paper quoted X as saying …", "X was quoted by the paper as saying …": X speaks, the paper passes it on."""
    tree = doc.trees[s]
    if tree.passive(i):
        named, passing = surface_subject(tree, i), by_agent(tree, i)
        inner, outer = ([] if n is None else [n] for n in (named, passing))
    else:
        inner = fill(tree, i, ("obj", *entry.speaker), True)[0]
        outer = fill(tree, i, ("ARG0", "subj"), True)[0]
    heads = [k for k in tree.kids(i, "advcl", "xcomp", "ccomp") if tree.words[k].upos in {"VERB", "AUX"}]
    said = [m for k in heads for m in (tree.kids(k, "ccomp", "obj") or [k])]
    said = [k for k in said if entry_at(tree, k) is None or tree.kids(k, "ccomp", "obj", "xcomp")] or tree.kids(i, "ccomp") or said  # "…, he was quoted as saying"
    if not inner or not said:
        return None
    scope = new_scope(doc, s, i, entry, [Node(s, inner[0])], [extent(tree, tree.subtree(k)) for k in said], said)
    if outer and outer[0] != inner[0]:
        scope.outlet = Node(s, outer[0])
    return scope


_COLON = CueEntry(":", "VERB", "say", (), None, ("clause",), "as-is", 0.7)
_LABEL = 8  # words before the colon at most


def introduced(doc: Doc, sorts: Sorts, s: int, i: int) -> Scope | None:
    """"UN: 40 civilians killed …", "The minister: …": who stands alone before a colon says the clause after it; in a transcript, whose
    paragraphs begin with such names, all of the paragraph."""
    tree = doc.trees[s]
    if (told := _credited(doc, sorts, s, i)) is not None:
        return told
    marked = tree.words[0].text in _QUOTES
    before, after = range(int(marked), i), range(i + 1, len(tree.words))
    if not before or not i <= _LABEL or any(tree.words[k].upos in {"VERB", "AUX", "PUNCT", "SCONJ"} for k in before) or not after:
        return None
    heads = [k for k in before if tree.words[k].upos in {"NOUN", "PROPN", "PRON"} and tree.words[k].head not in before]
    turn = _turn(doc, s)
    if turn is None and not (any(tree.words[k].upos == "VERB" for k in after) or len(after) >= 4):
        return None
    if len(heads) != 1 or tree.case(heads[0]) or tree.lemmas[heads[0]] in words("no-speaker-label") or not (can_speak(doc, sorts, Node(s, heads[0])) or tree.lemmas[heads[0]] in words("about-document") or (turn is not None and tree.words[heads[0]].upos == "PROPN")):
        return None
    top = next((k for k in after if not i < tree.words[k].head), after[0])
    said = extent(tree, list(after))
    if turn is not None:
        said = Span(said.start, turn)
    return new_scope(doc, s, i, _COLON, [Node(s, heads[0])], [said], [top])


def _credited(doc: Doc, sorts: Sorts, s: int, i: int) -> Scope | None:
    """The headline "Gunmen kill 5 soldiers in Mali: army": who stands without article behind the colon at the end says what is before it."""
    tree = doc.trees[s]
    before, after = range(i), [k for k in range(i + 1, len(tree.words)) if tree.words[k].upos != "PUNCT"]
    if len(before) < _HEADLINE or not 0 < len(after) <= _CREDIT or (s and tree.words[-1].text == ".") or any(w.text in _QUOTES for w in tree.words):
        return None
    if any(tree.words[k].upos not in {"NOUN", "PROPN", "ADJ", "CCONJ", "ADP"} for k in after) or not any(tree.words[k].upos in {"VERB", "NUM"} for k in before):
        return None
    tops = [k for k in after if tree.words[k].head not in after and tree.words[k].upos in {"NOUN", "PROPN"}]
    if len(tops) != 1 or not can_speak(doc, sorts, Node(s, tops[0])):
        return None
    root = next((k for k in before if tree.words[k].head not in before), 0)
    return new_scope(doc, s, i, _COLON, [Node(s, tops[0])], [extent(tree, list(before))], [root])


_HEADLINE = 4  # words before the colon at least
_CREDIT = 5  # words behind it at most
_QUOTES = frozenset({'"', "“", "``", "''", "«"})
_TURN = re.compile(r"^[\"“”'«`]*(?:[A-Z][\w.’'-]*[ ]){0,3}[A-Z][\w.’'-]*:\s", re.MULTILINE)


def _turn(doc: Doc, s: int) -> int | None:
    """Where the turn of a speaker in a transcript ends; None where the sentence begins none."""
    text, here = doc.article.text, doc.trees[s].sentence
    if s and doc.trees[s - 1].sentence.paragraph == here.paragraph:
        return None
    line = text[here.start :]
    if not _TURN.match(line) or len(_TURN.findall(text)) < 2:
        return None
    last = s
    while last + 1 < len(doc.trees) and doc.trees[last + 1].sentence.paragraph == here.paragraph:
        last += 1
    return doc.trees[last].sentence.end
