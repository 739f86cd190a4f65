"""Who says what: cues of speech and belief, their speakers, their content, and which accounts stand inside it.

Cues and the places of their speakers and contents are data (`data/lexicon/cues.tsv`). Content is a clause, an event noun,
a quotation, or what stands around a parenthetical cue; quotations without a cue of their own belong to the speaker
who has the floor in the paragraph, or, where a quotation runs on, in the one before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from conflictgraph.extract import quotes
from conflictgraph.extract.classes import words
from conflictgraph.extract.content import content_of, extent, extents
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.lexicon import CueEntry, cues
from conflictgraph.extract.roles import antecedent, by_agent, fill, subject, surface_subject
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.tree import Tree
from conflictgraph.model import Span

SURE = 0.7  # cues below this need a clause beside them
LEAST = 0.45  # cues that introduce speech more rarely than this are left alone


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
    cue_denied: bool = False

    def covers(self, start: int) -> bool:
        return any(s.start <= start < s.end for s in self.spans)

    @property
    def size(self) -> int:
        return sum(s.end - s.start for s in self.spans)


def find(doc: Doc, sorts: Sorts) -> list[Scope]:
    """All acts of speech of an article, in order of their cues."""
    quoted = quotes.find(doc.article.text)
    scopes: list[Scope] = []
    for s, tree in enumerate(doc.trees):
        for i in range(len(tree.words)):
            entry = _entry(tree, i)
            if entry is None:
                continue
            scope = _scope(doc, sorts, s, i, entry, quoted)
            if scope is not None:
                scopes.append(scope)
    _hand_out(doc, scopes, quoted)
    scopes = [scope for scope in scopes if scope.spans]
    for scope in scopes:
        scope.spans = _clip(scope, quoted, doc.word(scope.cue).start)
    for scope in scopes:
        scope.statement.content = _tidy(doc, scope.spans)
        scope.spans = scope.statement.content or scope.spans
    return scopes


def _entry(tree: Tree, i: int) -> CueEntry | None:
    """The lexicon's cue at one word; a multiword ("according to", "claim responsibility") before its head alone."""
    word = tree.words[i]
    pos = {"AUX": "VERB", "PROPN": "NOUN", "SCONJ": "PREP", "ADP": "PREP"}.get(word.upos, word.upos)
    lemma, text = word.lemma.lower(), word.text.lower()
    for entry in _phrases().get(lemma, ()):
        rest = entry.lemma.split(" ")[1:]
        following = [w.lemma.lower() for w in tree.words[i + 1 : i + 1 + len(rest)]]
        if following == rest or (entry.pos == "VERB" and len(rest) == 1 and any(tree.words[k].lemma.lower() == rest[0] for k in tree.kids(i, "obj", "compound"))):
            return entry
    if i in tree.name_at and pos == "NOUN":
        return None
    for p in (pos, *(("VERB",) if pos == "ADJ" else ())):
        for form in (lemma, text):
            found = [e for e in cues().get((form, p), ()) if e.weight >= LEAST]
            if found:
                return found[0]
    return None


@cache
def _phrases() -> dict[str, tuple[CueEntry, ...]]:
    """Multiword cues by their first word, longest first."""
    table: dict[str, list[CueEntry]] = {}
    for entries in cues().values():
        for entry in entries:
            if " " in entry.lemma and entry.weight >= LEAST:
                table.setdefault(entry.lemma.split(" ")[0], []).append(entry)
    return {k: tuple(sorted(v, key=lambda e: (-e.lemma.count(" "), -e.weight, e.lemma, e.pos))) for k, v in sorted(table.items())}


def _scope(doc: Doc, sorts: Sorts, s: int, i: int, entry: CueEntry, quoted: Sequence[quotes.Quote]) -> Scope | None:
    tree = doc.trees[s]
    word = tree.words[i]
    if entry.pos == "PREP" or entry.kind == "according":
        return _according(doc, sorts, s, i, entry)
    if entry.pos == "ADV":
        return _hearsay(doc, s, i, entry)
    if entry.pos == "NOUN":
        return _nominal(doc, sorts, s, i, entry)
    if entry.weight < SURE and not tree.kids(i, "ccomp") and tree.rel(i) != "parataxis":
        return None
    passive = tree.passive(i) or (tree.rel(i) in {"acl", "amod"} and word.text.lower().endswith("ed"))
    if tree.rel(i) == "amod":
        return None
    if entry.kind == "quote" and not passive:
        return _quoting(doc, sorts, s, i, entry)
    if any(tree.lemmas[k] == "as" for k in tree.kids(i, "mark")) and tree.words[i].head >= 0:
        above = _entry(tree, tree.words[i].head)
        if above is not None and above.kind == "quote":
            return None  # "quoted … as saying": one act of speech
    content, heads = content_of(tree, i, passive)
    if passive and entry.kind != "quote":
        agent = by_agent(tree, i)
        speaker = [] if agent is None else [agent]
    elif passive:  # "was quoted as saying"
        found = surface_subject(tree, i)
        speaker = [] if found is None else [found]
    else:
        speaker, _ = fill(tree, i, entry.speaker, True)
        if not speaker:
            found = subject(tree, i)
            speaker = [] if found is None else tree.conjuncts(found)
    nodes = [Node(s, antecedent(tree, k)) for k in speaker]
    nodes = [n for n in nodes if _can_speak(doc, sorts, n)]
    if not nodes and not passive and entry.kind in {"say", "report", "quote"} and tree.rel(i) not in {"acl", "advcl", "xcomp", "amod"}:
        nodes = _beside(doc, sorts, s, i)
    if not nodes and not passive and tree.rel(i) not in {"parataxis", "ccomp"}:
        if surface_subject(tree, i) is not None and entry.kind not in {"report", "say"}:
            return None
    quote_here = [q for q in quoted if q.start < tree.sentence.end and q.end > tree.sentence.start]
    if any(q.holds(word.start) for q in quote_here) and not content:
        return None
    if not nodes and not content and not passive:
        return None
    scope = _new(doc, s, i, entry, nodes, content, heads)
    if tree.negated(i):
        scope.statement.polarity = "denied"  # "has never acknowledged …": not said
    if tree.words[i].text.lower() in {"told", "tell", "tells", "telling"} or entry.lemma == "tell":
        listener = tree.role(i, "ARG2")
        told = listener.head if listener is not None else tree.kid(i, "iobj", "obj")
        if told is None or not sorts.is_outlet(Node(s, told)):
            told = i + 1 if i + 1 < len(tree.words) else None
        if told is not None and sorts.is_outlet(Node(s, told)) and Node(s, told) not in scope.speakers:
            scope.outlet = Node(s, told)
    return scope


def _beside(doc: Doc, sorts: Sorts, s: int, i: int) -> list[Node]:
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


def _quoting(doc: Doc, sorts: Sorts, s: int, i: int, entry: CueEntry) -> Scope | None:
    """"The paper quoted X as saying …": X speaks, the paper passes it on."""
    tree = doc.trees[s]
    inner = fill(tree, i, ("obj", *entry.speaker), True)[0]
    outer = fill(tree, i, ("ARG0", "subj"), True)[0]
    heads = [k for k in tree.kids(i, "advcl", "xcomp", "ccomp") if tree.words[k].upos in {"VERB", "AUX"}]
    said = [m for k in heads for m in (tree.kids(k, "ccomp", "obj") or [k])]
    if not inner or not said:
        return None
    scope = _new(doc, s, i, entry, [Node(s, inner[0])], [extent(tree, tree.subtree(k)) for k in said], said)
    if outer and outer[0] != inner[0]:
        scope.outlet = Node(s, outer[0])
    return scope


def _new(doc: Doc, s: int, i: int, entry: CueEntry, speakers: list[Node], content: list[Span], heads: list[int]) -> Scope:
    tree = doc.trees[s]
    statement = Draft("statement", None, None, Node(s, i), f"speech:{entry.kind}/{entry.lemma}", weight=entry.weight)
    statement.cue = Span(tree.words[i].start, tree.words[i].end)
    statement.speakers = list(speakers)
    statement.attribution = "reported"
    return Scope(Node(s, i), entry, list(speakers), content, statement, heads=[Node(s, k) for k in heads])


def _can_speak(doc: Doc, sorts: Sorts, node: Node) -> bool:
    lemma = doc.word(node).lemma.lower()
    if lemma in words("document-noun") or lemma in words("speaker-noun") or lemma in words("pronoun-thing"):
        return True
    return sorts.sort(node) in {"person", "org", "state"} or (sorts.sort(node) == "place" and sorts.is_capital_or_country(node))


def _according(doc: Doc, sorts: Sorts, s: int, i: int, entry: CueEntry) -> Scope | None:
    """"According to X, …": X speaks all of the clause that the phrase hangs on."""
    tree = doc.trees[s]
    holder = tree.words[i].head if tree.rel(i) in {"case", "mark"} else i
    if tree.rel(i) not in {"case", "mark"}:
        inner = tree.kid(i, "obl", "nmod")
        holder = inner if inner is not None else holder
    if holder < 0 or holder == i:
        return None
    top = i if tree.governs(i, holder) else holder
    clause = tree.words[top].head
    speakers = [Node(s, c) for c in tree.conjuncts(holder)]
    mine = set(tree.subtree(top))
    if clause < 0:
        return None
    while tree.words[clause].upos not in {"VERB", "AUX"} and tree.words[clause].head >= 0 and tree.rel(clause) not in {"root", "conj", "parataxis", "ccomp"}:
        clause = tree.words[clause].head
    if top > clause and tree.rel(clause) == "conj":  # at the end of a sentence it covers all its coordinated clauses
        clause = tree.first_conjunct(clause)
    rest = [k for k in tree.subtree(clause) if k not in mine]
    scope = _new(doc, s, i, entry, speakers, extents(tree, rest), [clause])
    last = max([i, *tree.kids(i, "fixed")])
    scope.statement.cue = tree.chars(i, last + 1)
    return scope


def _hearsay(doc: Doc, s: int, i: int, entry: CueEntry) -> Scope | None:
    """"reportedly", "allegedly": no speaker is named; the governed clause is covered."""
    tree = doc.trees[s]
    head = tree.words[i].head
    if head < 0:
        return None
    rest = [k for k in tree.subtree(head, {"conj", "parataxis", "advcl"}) if k != i]
    return _new(doc, s, i, entry, [], extents(tree, rest), [head])


def _nominal(doc: Doc, sorts: Sorts, s: int, i: int, entry: CueEntry) -> Scope | None:
    """"the claim that …", "fears … that": a noun with a clause for its content."""
    tree = doc.trees[s]
    heads = tree.kids(i, "ccomp", "acl")
    heads = [k for k in heads if tree.words[k].deprel != "acl:relcl" and any(tree.words[m].lemma in {"that", "to", "of"} for m in tree.kids(k, "mark"))]
    head = tree.words[i].head
    if not heads and tree.rel(i).startswith("nsubj") and head >= 0:
        heads = [k for k in tree.kids(head, "ccomp", "acl") if any(tree.words[m].lemma == "that" for m in tree.kids(k, "mark"))]
    if not heads:
        return None
    found, _ = fill(tree, i, entry.speaker, False)
    if not found:
        found = [antecedent(tree, k) for k in tree.kids(i, "nmod:poss")] or [k for k in tree.kids(i, "nmod") if tree.case(k) in {"by", "from", "among"}]
        if not found and head >= 0 and tree.rel(i) == "obj":
            lent = subject(tree, head)
            found = [] if lent is None else [lent]
    speakers = [Node(s, k) for k in found if _can_speak(doc, sorts, Node(s, k))]
    return _new(doc, s, i, entry, speakers, [extent(tree, tree.subtree(k)) for k in heads], heads)


def _hand_out(doc: Doc, scopes: list[Scope], quoted: Sequence[quotes.Quote]) -> None:
    """Give every quotation of some length to a speaker: the cue beside it, the floor's holder, or the one it runs on from."""
    text = doc.article.text
    holder: Scope | None = None
    last: tuple[quotes.Quote, Scope] | None = None
    by_sentence: dict[int, list[Scope]] = {}
    for scope in scopes:
        by_sentence.setdefault(scope.cue.s, []).append(scope)
    pending: list[quotes.Quote] = []
    paragraph = -1
    for q in quoted:
        sentences = [n for n, t in enumerate(doc.trees) if t.sentence.start < q.end and t.sentence.end > q.start]
        if not sentences:
            continue
        here = doc.trees[sentences[0]].sentence.paragraph
        if here != paragraph:
            holder = None
            paragraph = here
        ahead = (sentences[-1] + 1,) if holder is None else ()
        nearby = sorted({*sentences, *(n for n in ahead if n < len(doc.trees))})
        options = []
        for n in nearby:
            for scope in by_sentence.get(n, []):
                at = doc.word(scope.cue).start
                if q.holds(at) or scope.entry.pos in {"ADV", "NOUN"} or scope.entry.kind in {"believe", "hear", "hedge"}:
                    continue
                if n > sentences[-1] and (doc.trees[n].sentence.paragraph != here or at - q.end > 40):
                    continue
                gap = at - q.end if at >= q.end else q.start - at
                between = text[q.end : at] if at >= q.end else text[doc.word(scope.cue).end : q.start]
                if "\n" in between.strip("\n") and len(between.strip()) > 60:
                    continue
                options.append((gap if scope.speakers else gap + 200, scope))
        chosen = min(options, key=lambda o: (o[0], o[1].cue))[1] if options else None
        if chosen is None and q.continues and last is not None and last[0].runs_on:
            chosen = last[1]
        if chosen is None and holder is None and q.runs_on:
            pending.append(q)  # its speaker may come at the end of the last paragraph
        if chosen is None and holder is not None and len(text[q.start : q.end].split()) >= quotes.MIN_WORDS:
            chosen = holder
        if chosen is None:
            continue
        if pending and q.continues:
            chosen.spans.extend(Span(p.start, p.end) for p in pending)
        pending.clear()
        governed = chosen.covers(q.start)
        if (not governed and len(text[q.start : q.end].split()) < quotes.MIN_WORDS and not chosen.spans) or (not governed and len(text[q.start : q.end].split()) >= quotes.MIN_WORDS):
            chosen.spans.append(Span(q.start, q.end))
        holder = chosen
        last = (q, chosen)
    # "The mayor said:" with the words in the next paragraph
    for scope in scopes:
        tree = doc.trees[scope.cue.s]
        if not scope.spans and text[tree.sentence.start : tree.sentence.end].rstrip().endswith(":") and scope.cue.s + 1 < len(doc.trees):
            following = doc.trees[scope.cue.s + 1].sentence
            scope.spans.append(Span(following.start, following.end))


def _clip(scope: Scope, quoted: Sequence[quotes.Quote], cue: int) -> list[Span]:
    """A content that begins inside a quotation before the cue ends where the quotation does."""
    out = []
    for span in scope.spans:
        around = next((q for q in quoted if q.start - 1 <= span.start < q.end < cue and q.end < span.end), None)
        out.append(Span(span.start, around.end) if around is not None and span.end > cue else span)
    return out


_OPEN, _CLOSE = "“„«\"", "”»\""


def _tidy(doc: Doc, spans: list[Span]) -> list[Span]:
    """Sorted, overlapping ones joined, marks, spaces and commas at the edges cut off."""
    text = doc.article.text
    merged: list[Span] = []
    for span in sorted(spans, key=lambda x: (x.start, x.end)):
        if merged and span.start <= merged[-1].end + 1:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    out: list[Span] = []
    for span in merged:
        a, b = span.start, span.end
        while (a < b and text[a] in " \t\n,;:—–-") or (a < b and text[a] in _OPEN and not set(text[a + 1 : b - 1]) & set(_CLOSE)):
            a += 1
        while (b > a and text[b - 1] in " \t\n,;:—–-") or (b > a and text[b - 1] in _CLOSE and not set(text[a : b - 1]) & set(_OPEN)):
            b -= 1
        if b > a:
            out.append(Span(a, b))
    return out
