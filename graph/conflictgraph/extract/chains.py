"""Through whom words are known ("Reuters, citing diplomats", "in a statement carried by an agency"), and where one act of speech is cut out of
another that it stands beside."""

from __future__ import annotations

from collections.abc import Sequence

from conflictgraph.extract.classes import words
from conflictgraph.extract.clauseforms import present_form
from conflictgraph.extract.content import extent
from conflictgraph.extract.cuewords import entry_at
from conflictgraph.extract.draft import Doc, Node
from conflictgraph.extract.roles import by_agent
from conflictgraph.extract.scope import Scope, can_speak
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.tree import Tree
from conflictgraph.model import Span


def cited(doc: Doc, sorts: Sorts, scopes: Sequence[Scope]) -> None:
    """"Reuters reported, citing two diplomats, that …": the diplomats say it, Reuters passes it on."""
    for scope in scopes:
        tree, i = doc.trees[scope.cue.s], scope.cue.i
        if scope.entry.pos != "VERB" or scope.entry.kind not in {"say", "report"} or not scope.speakers or scope.outlet is not None:
            continue
        relayed = [by_agent(tree, v) for k in tree.kids(i, "obl") if tree.lemmas[k] in words("document-noun") | words("speaking-occasion") for v in tree.kids(k, "acl") if tree.lemmas[v] in words("relaying-verb")]
        scope.outlet = next((Node(scope.cue.s, k) for k in relayed if k is not None and _outlet(doc, sorts, Node(scope.cue.s, k)) and Node(scope.cue.s, k) not in scope.speakers), None)
        if scope.outlet is not None:  # "said in a statement carried by SANA"
            continue
        beside = [k for n in scope.speakers if n.s == scope.cue.s for k in tree.kids(n.i, "acl")]  # "the agency, quoting a diplomat, said …"
        for k in (*tree.kids(i, "advcl", "acl", "parataxis"), *beside):
            source = tree.kid(k, "obj")
            if tree.lemmas[k] in words("quote-verb") and tree.words[k].text.lower().endswith("ing") and source is not None and (can_speak(doc, sorts, Node(scope.cue.s, source)) or tree.lemmas[source] in words("outlet-noun")) and tree.lemmas[source] not in words("document-noun") | words("about-document"):
                for other in scopes:  # the act of citing is told by it
                    other.mute = other.mute or other.cue == Node(scope.cue.s, k)
                scope.outlet = scope.speakers[0]
                scope.speakers = [Node(scope.cue.s, source)]
                scope.statement.speakers = list(scope.speakers)


def _outlet(doc: Doc, sorts: Sorts, node: Node) -> bool:
    return sorts.is_outlet(node) or doc.word(node).lemma.lower() in words("outlet-noun")


def _cut_out(scope: Scope, start: int, end: int) -> None:
    """Take characters out of what is said, unless nothing would be left."""
    kept = [part for span in scope.spans for part in (Span(span.start, min(span.end, start)), Span(max(span.start, end), span.end)) if part.start < part.end]
    scope.spans = kept or scope.spans


def passed_on(doc: Doc, scopes: Sequence[Scope]) -> None:
    """"The army said X, according to the agency": by whom it is known is no part of what the army said, nor is a clause that only the agency
    tells."""
    for scope in scopes:
        tree, i = doc.trees[scope.cue.s], scope.cue.i
        if scope.entry.kind != "according" or (scope.entry.pos != "PREP" and tree.rel(i) not in {"case", "mark"}):
            continue
        phrase = extent(tree, tree.subtree(tree.words[i].head if tree.rel(i) in {"case", "mark"} else i))
        for other in scopes:
            if other is scope or other.cue.s != scope.cue.s or not other.covers(tree.words[i].start):
                continue
            inside = scope.covers(doc.word(other.cue).start)
            start = phrase.start if inside else min(span.start for span in scope.spans)
            if inside or doc.word(other.cue).end < start < phrase.end:
                _cut_out(other, start, phrase.end)


def contrasted(doc: Doc, scopes: Sequence[Scope]) -> None:
    """"The army said it struck X, while the ministry said 12 were killed": what another says meanwhile is not inside of the first's words."""
    for scope in scopes:
        tree, i = doc.trees[scope.cue.s], scope.cue.i
        if scope.entry.pos != "VERB" or tree.rel(i) != "advcl" or tree.kid(i, "nsubj") is None or not any(tree.lemmas[k] in {"while", "whereas"} for k in tree.kids(i, "mark")):
            continue
        mine = extent(tree, tree.subtree(i))
        for other in scopes:
            if other.cue.s == scope.cue.s and other.cue < scope.cue and scope.cue not in other.heads:
                _cut_out(other, mine.start, mine.end)


def own_words(doc: Doc, scopes: Sequence[Scope]) -> None:
    """"X rejected claims that …, saying that …": what the same speaker goes on to say is not inside of what was said before."""
    for scope in scopes:
        tree, i = doc.trees[scope.cue.s], scope.cue.i
        first_word = _goes_on(tree, i) if scope.entry.kind in {"say", "report", "claim"} and scope.entry.pos == "VERB" else None
        if first_word is None:
            continue
        start, end = tree.words[first_word].start, max(span.end for span in [*scope.spans, extent(tree, tree.subtree(i))])
        over = [o for o in scopes if o is not scope and o.cue.s == scope.cue.s and o.cue < scope.cue and scope.cue not in o.heads and o.covers(tree.words[i].start)]
        first = min((o for o in over if o.speakers and o.entry.pos == "VERB"), key=lambda o: o.cue, default=None)
        if first is None or not all(doc.word(n).upos == "PRON" and first.covers(doc.word(n).start) for n in scope.speakers if n not in first.speakers):
            continue
        if not set(scope.speakers) & set(first.speakers):
            scope.speakers, scope.statement.speakers = list(first.speakers), list(first.speakers)
        for other in over:
            _cut_out(other, start, end)


def _goes_on(tree: Tree, i: int) -> int | None:
    """Where the words of a second act of speech by the same speaker begin: ", saying that …", "said X and said Y"; None where it is none."""
    if tree.words[i].text.lower().endswith("ing"):
        return i - 1 if i and tree.words[i - 1].text == "," and not tree.kids(i, "aux") else None
    if tree.rel(i) != "conj" or tree.kids(i, "nsubj", "nsubj:pass", "aux", "mark"):
        return None
    content = tree.first_conjunct(i)
    over = tree.words[content].head
    joined = next((k for k in tree.kids(i, "cc") if tree.lemmas[k] in {"and", "but"}), None)
    if over < 0 or joined is None or tree.rel(content) != "ccomp" or entry_at(tree, over) is None:
        return None
    inner = {tree.words[k].text.lower() for k in tree.kids(content, "aux")}
    shifted = bool(inner) or tree.words[content].text.lower().endswith("s") != tree.words[i].text.lower().endswith("s")
    return joined if tree.lemmas[over] == tree.lemmas[i] or (shifted and present_form(tree, over) == present_form(tree, i)) else None
