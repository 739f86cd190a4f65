"""Who says what: cues of speech and belief, their speakers, their content, and which accounts stand inside it.

Cues and the places of their speakers and contents are data (`data/lexicon/cues.tsv`). Content is a clause, an event noun,
a quotation, or what stands around a parenthetical cue; quotations without a cue of their own belong to the speaker
who has the floor in the paragraph, or, where a quotation runs on, in the one before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conflictgraph.extract import chains, floor, quotes
from conflictgraph.extract.classes import words
from conflictgraph.extract.content import before_inverted, content_of, extent
from conflictgraph.extract.cuewords import (
    SURE,
    clausal,
    entry_at,
    naming,
    prepositions,
    says_a_quotation,
    told_by_its_noun,
    unsaid,
)
from conflictgraph.extract.draft import Doc, Node
from conflictgraph.extract.lexicon import CueEntry
from conflictgraph.extract.parties import of_others
from conflictgraph.extract.roles import antecedent, by_agent, document, fill, subject, surface_subject, writer
from conflictgraph.extract.scope import Scope, can_speak, new_scope, party, speaks_here
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.speakers import behind_marks, beside, one_person
from conflictgraph.extract.speechforms import according, by_account, hearsay, introduced, nominal, nominal_of, quoting
from conflictgraph.extract.tree import Tree
from conflictgraph.extract.unspoken import heard_of, not_said_yet, part_of_another, why_unspoken
from conflictgraph.model import Span


def find(doc: Doc, sorts: Sorts) -> list[Scope]:
    """All acts of speech of an article, in order of their cues."""
    quoted = quotes.find(doc.article.text)
    scopes: list[Scope] = []
    for s, tree in enumerate(doc.trees):
        for i in range(len(tree.words)):
            entry = entry_at(tree, i) or says_a_quotation(tree, i, quoted)
            if tree.lemmas[i] in words("account-noun") and (by := by_account(doc, sorts, s, i)) is not None:
                scope: Scope | None = by
            elif entry is None:
                scope = introduced(doc, sorts, s, i) if tree.words[i].text == ":" else None
            else:
                scope = _scope(doc, sorts, s, i, entry, quoted)
            if scope is not None:
                scopes.append(scope)
    floor.hand_out(doc, sorts, scopes, quoted)
    for scope in scopes:
        if not scope.spans:
            doc.note(scope.cue, "speech", "nothing that is said was found: neither a clause nor a quotation")
    scopes = [scope for scope in scopes if scope.spans]
    chains.cited(doc, sorts, scopes)
    for scope in scopes:
        scope.spans = _without_comment(doc, scope)
    chains.passed_on(doc, scopes)
    chains.contrasted(doc, scopes)
    chains.own_words(doc, scopes)
    datelines = {n.s: doc.word(n).end for n in sorted(doc.wires)}
    for scope in scopes:
        scope.spans = _clip(doc.article.text, scope, quoted, doc.word(scope.cue).start)
        for s in {h.s for h in (scope.cue, *scope.heads)} & datelines.keys():  # where it is wired from, nobody says
            scope.spans = [Span(max(span.start, datelines[s]), span.end) if doc.trees[s].sentence.start <= span.start < datelines[s] < span.end else span for span in scope.spans]
    for scope in scopes:
        scope.statement.content = _tidy(doc, [*scope.spans, *scope.topic])
        scope.spans = _tidy(doc, scope.spans) or scope.spans
    return scopes


def _scope(doc: Doc, sorts: Sorts, s: int, i: int, entry: CueEntry, quoted: Sequence[quotes.Quote]) -> Scope | None:
    tree = doc.trees[s]
    found = None
    if entry.pos == "PREP" or entry.kind == "according":
        found = according(doc, sorts, s, i, entry)
    elif entry.pos == "ADV":
        found = hearsay(doc, s, i, entry)
    elif entry.pos == "NOUN":
        found = nominal(doc, sorts, s, i, entry)
    else:
        found = _verbal(doc, sorts, s, i, entry, quoted)
    if tree.trace is not None:
        cue = f"the cue “{entry.lemma}” ({entry.kind}, {entry.pos.lower()}, weight {entry.weight:.2f})"
        if found is not None:
            tree.note(i, "speech", f"{cue}; speaker: {', '.join(doc.word(n).text for n in found.speakers) or 'nobody named'}", taken=True)
        elif entry.pos in {"PREP", "ADV", "NOUN"} or entry.kind == "according":
            tree.note(i, "speech", f"{cue}: no clause or phrase beside it that it could introduce")
    return found


def _verbal(doc: Doc, sorts: Sorts, s: int, i: int, entry: CueEntry, quoted: Sequence[quotes.Quote]) -> Scope | None:
    """The act of speech of a verb, or None, with the reason noted."""
    tree = doc.trees[s]
    word = tree.words[i]

    def none(why: str) -> None:
        if tree.trace is not None:
            tree.note(i, "speech", f"“{entry.lemma}” ({entry.kind}): {why}")

    if entry.weight < SURE and " " not in entry.lemma and tree.kids(i, "compound:prt"):
        none("with its particle it is another verb")  # "showed up to vote"
        return None
    if (why := why_unspoken(tree, sorts, s, i, entry)):
        none(why)
        return None
    named = not clausal(tree, i, entry) and naming(tree, i, entry)
    marked = entry.kind == "say" and any(q.start - 3 <= word.end < q.start for q in quoted)  # "chanted “Out!”"
    if entry.weight < SURE and not named and not marked and not clausal(tree, i, entry):
        none(f"weight {entry.weight:.2f} is below {SURE}, and it has no clause for its content")
        return None
    if told_by_its_noun(tree, i) and nominal_of(doc, sorts, s, i):
        none("its noun tells what is said")
        return None
    if named and entry.kind == "deny" and entry.weight < SURE:
        entry = replace(entry, factuality="as-is")
    if named and entry.weight < SURE and tree.infinitive(i):
        none("a noun beside an infinitive is not said yet")
        return None
    if named and entry.lemma in words("protect-verb") and any(sorts.sort(Node(s, k)) in {"person", "org", "state", "place", "weapon"} for k in tree.kids(i, "obj")):
        none("somebody or some place is defended by other means than words")
        return None
    bare = entry.kind == "ask" and word.deprel == "advcl" and i > 0 and tree.words[i - 1].text == "," and not tree.kids(i, "mark", "aux")  # "the minister, asked about the raid, said …"
    participle = (word.deprel == "acl" or bare) and word.text.lower() != entry.lemma and not word.text.lower().endswith("ing") and not tree.infinitive(i) and not tree.kids(i, "nsubj")
    heard = heard_of(tree, i)
    felt = entry.lemma.endswith("ed") and entry.lemma == word.text.lower()  # "was alarmed by the reports": whose feeling it is is no agent
    if felt and (cause := by_agent(tree, i)) is not None and tree.kids(cause, "acl", "ccomp") and tree.lemmas[cause] in words("report-noun"):
        none("the reports that it is about tell what is said")
        return None
    passive = tree.passive(i) or participle or heard or (tree.rel(i) == "amod" and word.text.lower().endswith("ed"))
    if tree.rel(i) == "amod":
        none("an adjective before a noun")
        return None
    if entry.kind == "quote" and (not passive or tree.kids(i, "advcl")):
        quoted_by, thing = quoting(doc, sorts, s, i, entry), tree.kid(i, "obj")
        if quoted_by is not None or not named or thing is None or can_speak(doc, sorts, Node(s, thing)):
            return quoted_by
        passive = False
    if any(tree.lemmas[k] == "as" for k in tree.kids(i, "mark")) and tree.words[i].head >= 0:
        above = entry_at(tree, tree.words[i].head)
        if above is not None and above.kind == "quote":
            none("part of the act of quoting above it")
            return None  # "quoted … as saying": one act of speech
    content, heads = content_of(tree, i, passive, prepositions(entry), entry.kind)
    if not content and entry.kind in {"say", "report"} and not passive:
        content, heads = before_inverted(tree, i)
    if content and i and _answers(tree, content[0]) and s and (asked := doc.trees[s - 1]).words[-1].text == "?" and asked.sentence.paragraph == tree.sentence.paragraph:
        content = [Span(asked.sentence.start, content[0].end), *content[1:]]  # "Why is it so? Because …, said X"
    if content and tree.words[i].deprel == "acl:relcl" and tree.rel(heads[0]) == "ccomp" and (taken := _relative(tree, i)) is not None:
        content = [extent(tree, [taken]), *content]
    if entry.kind == "say" and heads and all(tree.rel(k) == "obj" and _solid(sorts, Node(s, k)) for k in heads):
        none("its object is a thing, no words")  # "added two tanks"
        return None
    if passive and entry.kind != "quote" and not felt:
        agent = by_agent(tree, i)
        speaker = [] if agent is None else [agent]
    elif passive:  # "was quoted as saying", "was alarmed by the reports"
        found = surface_subject(tree, i)
        speaker = [] if found is None else [found]
    else:
        places = entry.speaker if entry.kind != "quote" else ("ARG0", "subj")
        if "ARG0" in places and any(Node(s, k) not in doc.wires for k in tree.kids(i, "nsubj")) and (role := tree.role(i, "ARG0")) is not None and any(tree.governs(k, role.head) for k in tree.kids(i, "ccomp", "iobj", "obj")):
            places = tuple(p for p in places if p != "ARG0")  # who stands in what is said, and who is told, does not say it
        speaker, _ = fill(tree, i, places, True, (), "speech")
        if not speaker:
            found = None if not entry.speaker and tree.kids(i, "expl") else subject(tree, i)  # nobody says "it appears that …"
            speaker = [] if found is None else tree.conjuncts(found)
            if found is not None:
                tree.note(i, "speech", "speaks: the subject that the tree gives or lends", found, True)
    if not passive and tree.words[i].deprel == "acl" and speaker == [word.head] and document(tree, word.head):
        speaker = [writer(tree, word.head)]  # "issued a statement saying …", whatever the model's role says
    speaker = [tree.words[k].head if tree.rel(k) == "advmod" and tree.words[tree.words[k].head].upos in {"NOUN", "PROPN"} else k for k in speaker]
    speaker = [tree.words[k].head if tree.rel(k) == "compound" and tree.words[tree.words[k].head].head == i and tree.rel(tree.words[k].head) == "nsubj" else k for k in speaker]
    nodes = [Node(s, antecedent(tree, k)) for k in speaker]
    if tree.trace is not None:
        for k in heads:
            tree.note(i, "speech", f"heads what is said ({tree.words[k].deprel} in the tree)", k, True)
    raising = not entry.speaker and bool(heads) and not tree.kids(i, "ccomp")
    if raising:
        nodes = []
    nodes = [n for n in nodes if n.s != s or not one_person(doc, sorts, s, n.i, {m.i for m in nodes if m.s == s})]
    nodes += [Node(s, m) for n in nodes if n.s == s for m in of_others(sorts, s, tree, n.i)]  # "Russian and Turkish officials said"
    before = nodes
    if not passive and (closed := max((q for q in quoted if q.end <= word.start and tree.sentence.start <= q.end), key=lambda q: q.end, default=None)) is not None and any(closed.holds(doc.word(n).start) for n in nodes):
        nodes = behind_marks(doc, sorts, s, i, closed)  # "“I know it,” the old clerk said"
    nodes = [n for n in nodes if can_speak(doc, sorts, n) or (not passive and speaks_here(doc, sorts, n))]
    tree.noted(i, "speech", "nobody who could speak", [n.i for n in before], [n.i for n in nodes])
    if entry.kind == "threaten" and heads and all(tree.rel(k) == "obj" for k in heads) and not any(party(doc, sorts, n) for n in nodes):
        none("a thing threatens without words")
        return None
    if named and entry.weight < SURE + (entry.kind == "quote") and not any(party(doc, sorts, n) for n in nodes):
        none("a noun beside it is no speech where no party speaks")
        return None
    if not nodes and not passive and entry.kind in {"say", "report", "quote"} and tree.rel(i) not in {"acl", "advcl", "xcomp", "amod"}:
        nodes = beside(doc, sorts, s, i)
        for n in nodes:
            tree.note(i, "speech", "speaks: the name or speaking role beside the verb, to which the tree gives no subject", n.i, True)
    if not nodes and not passive and tree.rel(i) not in {"parataxis", "ccomp"}:
        if surface_subject(tree, i) is not None and entry.kind not in {"report", "say"} and not raising:
            none("its subject is nobody who could speak")
            return None
    quote_here = [q for q in quoted if q.start < tree.sentence.end and q.end > tree.sentence.start]
    if any(q.holds(word.start) for q in quote_here) and not content:
        none("inside a quotation, with nothing that is said")
        return None
    if not nodes and not content and not passive:
        none("neither a speaker nor what is said was found")
        return None
    scope = new_scope(doc, s, i, entry, nodes, content, heads)
    for n in nodes:  # "police, quoted by the agency X, said …"
        passing = [by_agent(tree, k) for k in tree.kids(n.i, "acl") if tree.lemmas[k] in words("quote-verb")] if n.s == s else []
        scope.outlet = next((Node(s, k if k + 1 not in tree.name_at else k + 1) for k in passing if k is not None), scope.outlet)
    topic = surface_subject(tree, i) if raising or heard or (passive and (tree.kids(i, "xcomp") or (entry.kind == "accuse" and heads))) else None
    if topic is not None and topic not in heads and i not in tree.subtree(topic):
        scope.topic.append(extent(tree, tree.subtree(topic)))
    elif topic is None and participle and not nodes and (tree.kids(i, "xcomp") or entry.kind == "accuse"):  # "men said to be loyal to …"
        scope.topic.append(tree.chars(*tree.phrase(tree.words[i].head)))
    scope.mute = not_said_yet(tree, i) or part_of_another(tree, i) or _of_this(tree, entry, heads) or (named and entry.kind in {"say", "report"} and tree.infinitive(i)) or (passive and not nodes and _when(tree, i)) or _if(tree, i) or (entry.kind == "hedge" and not nodes and word.upos == "VERB")  # "the town appears to have fallen": nobody says so
    if unsaid(tree, i):
        scope.statement.polarity = "denied"  # "has never acknowledged …": not said
    if tree.words[i].text.lower() in {"told", "tell", "tells", "telling"} or entry.lemma == "tell":
        listener = tree.role(i, "ARG2")
        told = listener.head if listener is not None else tree.kid(i, "iobj", "obj")
        if told is None or not sorts.is_outlet(Node(s, told)):
            told = i + 1 if i + 1 < len(tree.words) else None
        if told is not None and sorts.is_outlet(Node(s, told)) and Node(s, told) not in scope.speakers:
            scope.outlet = Node(s, told)
    return scope


def _relative(tree: Tree, i: int) -> int | None:
    """"trucks, which the army said were …", "what he called …": the pronoun before the speaker is a part of what is said."""
    who, noun = tree.kid(i, "nsubj"), tree.words[i].head
    if who is None or not who < i:
        return None
    first = tree.subtree(who)[0]
    before = first - 1 if first else -1
    before -= before > 0 and tree.words[before].text == "," and tree.words[min(i + 1, len(tree.words) - 1)].text == ","  # "which, the army said, were …"
    return before if before >= noun and before >= 0 and tree.lemmas[before] in {"which", "who", "whom", "that", "what"} else None


def _solid(sorts: Sorts, node: Node) -> bool:
    return sorts.sort(node) in {"weapon", "place"} or sorts.building(node)


def _of_this(tree: Tree, entry: CueEntry, heads: Sequence[int]) -> bool:
    """"Stop talking about this": of what is only pointed at, nothing is told but where it is denied or confirmed."""
    return " " in entry.lemma and bool(heads) and all(tree.words[k].upos == "PRON" and tree.lemmas[k] in {"this", "that", "it"} for k in heads) and entry.kind not in {"deny", "confirm"}


def _if(tree: Tree, i: int) -> bool:
    """"If they decide to leave": nobody knows yet."""
    return tree.rel(i) == "advcl" and any(tree.lemmas[k] in {"if", "unless"} for k in tree.kids(i, "mark"))


def _when(tree: Tree, i: int) -> bool:
    """"When the names are announced": a time."""
    return tree.rel(i) == "advcl" and any(tree.lemmas[k] in {"when", "once", "until", "after", "before", "if"} for k in tree.kids(i, "mark", "advmod"))


def _answers(tree: Tree, span: Span) -> bool:
    return span.start <= tree.words[0].start + 1 and tree.lemmas[0] in {"because", "yes", "no"}


def _without_comment(doc: Doc, scope: Scope) -> list[Span]:
    """The content without the reporter's word for it at its end (", a claim that could not be checked")."""
    out = list(scope.spans)
    for head in scope.heads:
        tree = doc.trees[head.s]
        for k in tree.subtree(head.i):
            mine = tree.subtree(k) if tree.lemmas[k] in words("claim-noun") | words("blame-noun") and tree.rel(k) in {"appos", "parataxis", "conj", "nmod", "obl"} else []
            comma = mine[0] if mine and tree.words[mine[0]].text == "," else mine[0] - 1 if mine else -1
            if comma > head.i and tree.words[comma].text == "," and any(tree.lemmas[m] in {"a", "an"} for m in tree.kids(k, "det")):
                end = tree.words[mine[-1]].end
                out = [Span(s.start, tree.words[comma].start) if s.start < tree.words[comma].start < s.end <= end + 1 else s for s in out]
    return out


def _clip(text: str, scope: Scope, quoted: Sequence[quotes.Quote], cue: int) -> list[Span]:
    """A content that begins inside a quotation before the cue ends where the quotation does, and that of a cue inside one with it."""
    out = []
    own = max((q for q in quoted if q.holds(cue)), key=lambda q: q.start, default=None)
    if own is not None and any(own.holds(span.start) and span.end > own.end + 1 for span in scope.spans):
        return [Span(span.start, min(span.end, own.end)) if own.holds(span.start) else span for span in scope.spans]
    for span in scope.spans:
        around = next((q for q in quoted if q.start - 1 <= span.start < q.end < cue and q.end < span.end), None)
        out.append(Span(span.start, around.end) if around is not None and span.end > cue else span)
    for n, span in enumerate(out):  # "saying “We won,” when asked": a comma before the mark ends what is said
        ended = next((q for q in quoted if cue < span.start and q.start - 2 <= span.start <= q.start and q.end < span.end and text[q.start : q.end].rstrip().endswith(",")), None)
        if ended is not None and not any(q.start > ended.end and q.start < span.end for q in quoted):
            out[n] = Span(span.start, ended.end)
    before = [span for span in out if span.end <= cue]
    last = next((q for q in quoted if before and q.start - 1 <= before[0].start and before[-1].end - 2 <= q.end <= before[-1].end + 2), None)
    if last is not None and (not scope.heads or min(scope.heads) < scope.cue):  # "“We won,” she said last week, her voice breaking": what follows the cue is said only in marks of its own
        own_marks = [q for q in quoted if q.start > cue and q.end - q.start > 1]
        out = [Span(max(span.start, min(q.start for q in inside)) if inside else span.start, span.end) for span in out if (inside := [q for q in own_marks if q.start < span.end and span.start < q.end]) or span.start < cue]
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
        if text[a:b].count("(") > text[a:b].count(")") and text[b : b + 1] == ")":
            b += 1
        if b > a:
            out.append(Span(a, b))
    return out
