"""Times that the tree hangs on another word than the event that they are of: behind a deed told as a noun, before one, before "when"."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from conflictgraph.extract.classes import words
from conflictgraph.extract.clauseforms import past
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.tree import Tree
from conflictgraph.model import TimeMention
from conflictgraph.names import digest

_LONG = 8  # days from which on a time is hardly that of the words about a deed


def of_deed(doc: Doc, node: Node, owner: Mapping[Node, Draft], over: Draft | None) -> Draft | None:
    """The deed that a time stands right behind or before, if `over`, whose time the tree makes it, only tells of that deed.

    "denied any part in the killing of two nuns on Monday", "survivors of the massacre of 90 herders in 1997", "the 6 July, 2014, attack".
    """
    if over is not None and not _tells_of_deeds(doc, node, over):
        return None
    first, last = _span(doc, node)
    tree = doc.trees[node.s]
    after = last + 1 + (last + 1 < len(tree.words) and tree.words[last + 1].text == ",")
    pointed = any(tree.lemmas[k] in {"the", "this", "that"} for i in range(first, last + 1) for k in tree.kids(i, "det") if k < first)
    if pointed and after < len(tree.words) and tree.words[after].upos == "NOUN" and Node(node.s, after) in owner:
        return owner[Node(node.s, after)]
    start = min([first, *(k for i in range(first, last + 1) for k in tree.kids(i, "case", "det") if k < first)])
    before = start - 1 - (start > 0 and tree.words[start - 1].text == ",")
    for i in range(before, -1, -1):
        d = owner.get(Node(node.s, i))
        if d is None or not d.harmful or tree.governs(i, node.i):
            continue
        told = tree.words[i].upos == "NOUN" or (tree.words[i].text.lower().endswith("ing") and not tree.kids(i, "aux"))
        return d if told and all(tree.governs(i, k) for k in range(i, before + 1)) else None
    return None


def answered_for(tree: Tree, i: int) -> bool:
    """Is the deed what somebody answers for in the clause above ("arrested on Tuesday for killing a priest")? It was another day's, perhaps elsewhere."""
    return any(tree.lemmas[m] in words("looks-back-mark") for m in tree.kids(i, "mark"))


def looked_back_at(tree: Tree, i: int, over: int) -> bool:
    """Is a deed what somebody below the word `over` is suspected of or answers for?"""
    for k in (i, *tree.up(i)):
        if k == over:
            return False
        if answered_for(tree, k) or (tree.lemmas[k] in words("recalling-verb") and tree.rel(k) in {"acl", "advcl"}):
            return True
    return False


def _tells_of_deeds(doc: Doc, node: Node, over: Draft) -> bool:
    lemma = doc.word(over.trigger).lemma.lower()
    return over.trigger.s == node.s and (over.kind == "statement" or over.type == "accuse" or over.type == "reject") and (
        long(doc.times[doc.time_at[node]]) or lemma in words("recalling-verb")
    )


def long(time: TimeMention) -> bool:
    """Is it a time of more than a week, whose first and last day are known?"""
    return time.earliest is not None and time.latest is not None and (date.fromisoformat(time.latest) - date.fromisoformat(time.earliest)).days >= _LONG


def _span(doc: Doc, node: Node) -> tuple[int, int]:
    """First and last word of the time expression at `node`."""
    t = doc.time_at[node]
    here = [n.i for n in doc.time_at if n.s == node.s and doc.time_at[n] == t]
    return min(here), max(here)


def before_when(doc: Doc, d: Draft) -> int | None:
    """"since 2009, when two were shot", "the previous day when soldiers fired": the time that a clause with "when" says more of."""
    tree, s = doc.trees[d.trigger.s], d.trigger.s
    for at in (d.trigger.i, *tree.up(d.trigger.i)):
        when = next((k for k in tree.kids(at, "advmod", "mark") if tree.lemmas[k] == "when" and k < at), None)
        if when is not None:
            before = when - 1 - (tree.words[when - 1].text == ",") if when else -1
            t = doc.time_at.get(Node(s, before)) if before >= 0 else None
            return None if t is None else _at(doc, t)
        if tree.rel(at) in {"ccomp", "acl", "advcl", "parataxis", "root"}:
            return None
    return None


def until_then(doc: Doc, d: Draft) -> int | None:
    """"A hundred soldiers died there before they left the town in 2010": when it was at the latest."""
    tree, s = doc.trees[d.trigger.s], d.trigger.s
    for k in tree.kids(d.trigger.i, "advcl"):
        if any(tree.lemmas[m] == "before" for m in tree.kids(k, "mark")) and past(tree, k):
            ends = [doc.time_at[Node(s, m)] for m in tree.subtree(k) if Node(s, m) in doc.time_at]
            if len(set(ends)) == 1 and long(time := doc.times[ends[0]]):
                edtf = "../" + time.edtf.rpartition("/")[2]
                doc.times.append(replace(time, id="T-" + digest(doc.article.id, "time", time.start, time.end, "until"), edtf=edtf, earliest=None))
                return len(doc.times) - 1
    return None


def until_or_since(doc: Doc, d: Draft) -> int | None:
    last = until_then(doc, d)
    return since_then(doc, d) if last is None else last


def since_then(doc: Doc, d: Draft) -> int | None:
    """"130 people have been killed since the shrine was bombed on Wednesday", "since the raid on Friday": from then to publication."""
    tree, s = doc.trees[d.trigger.s], d.trigger.s
    if "since" not in tree.lemmas:
        return None
    for verb in (d.trigger.i, *tree.up(d.trigger.i)):
        start = next((k for k in tree.kids(verb, "advcl", "obl") if _since(tree, k)), None)
        if start is not None and any(tree.words[k].text.lower() in {"has", "have", "'ve", "’ve"} for k in tree.kids(verb, "aux")):
            starts = {doc.time_at[Node(s, m)] for m in tree.subtree(start) if Node(s, m) in doc.time_at}
            return _running(doc, starts.pop()) if len(starts) == 1 else None
        if tree.words[verb].upos == "VERB":
            return None
    return None


def began(doc: Doc, d: Draft, t: int) -> int:
    """The day of a deed from which on something has run: that of the raid in "nine have been killed since Friday's raid"."""
    tree, i = doc.trees[d.trigger.s], d.trigger.i
    return _at(doc, t) if tree.words[i].upos == "NOUN" and tree.rel(i) == "obl" and _since(tree, i) else t


def only_described(doc: Doc, node: Node, time: Node, triggers: Collection[int]) -> bool:
    """Does what has run on since a day only say who somebody is ("the priest, missing since 3 June, was shot")?"""
    tree = doc.trees[node.s]
    if "/" not in doc.times[doc.time_at[time]].edtf:
        return False
    i = next((k for k in (node.i, *tree.up(node.i)) if k in tree.times and _since(tree, k)), None)
    if i is None:
        return False
    at = tree.words[i].head
    return at >= 0 and not {at, tree.words[at].head} & set(triggers) and tree.words[at].deprel in {"amod", "acl", "appos"} and not set(triggers) & set(tree.subtree(at))


def _since(tree: Tree, i: int) -> bool:
    return any(tree.lemmas[k] == "since" for k in tree.kids(i, "mark", "case"))


def _running(doc: Doc, t: int) -> int:
    """A time as one that runs from its first day to publication."""
    time, published = doc.times[t], doc.article.published
    start, _, end = time.edtf.partition("/")
    if time.earliest is None or end in {"..", published} or (published and published < time.earliest):
        return t
    edtf = f"{start}/{published or '..'}"
    doc.times.append(replace(time, id="T-" + digest(doc.article.id, "time", time.start, time.end, "since"), edtf=edtf, latest=published))
    return len(doc.times) - 1


def _at(doc: Doc, t: int) -> int:
    """The same time without what runs on from it: "since 2009, when …" tells of 2009."""
    time = doc.times[t]
    start, _, end = time.edtf.partition("/")
    since = doc.article.text[: time.start].rstrip().lower().endswith("since")
    if not since or time.earliest is None or end not in {"..", doc.article.published}:
        return t
    low = time.earliest
    high = low if len(start) == 10 else _last_day(start)
    doc.times.append(replace(time, id="T-" + digest(doc.article.id, "time", time.start, time.end, "at"), edtf=start, latest=high))
    return len(doc.times) - 1


def _last_day(edtf: str) -> str | None:
    """The last day of a year or a month in EDTF."""
    year, _, month = edtf.partition("-")
    if not year.isdigit() or (month and not month.isdigit()):
        return None
    return f"{year}-{month or '12'}-{monthrange(int(year), int(month or 12))[1]:02d}"
