"""Which speakers an account stands under: attribution, factuality and polarity from the acts of speech around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conflictgraph.extract import quotes
from conflictgraph.extract.classes import words
from conflictgraph.extract.clauseforms import goes_on, past, pointed_at
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.lexicon import cues
from conflictgraph.extract.modality import Mood, mood
from conflictgraph.extract.presupposed import granted
from conflictgraph.extract.scope import Scope
from conflictgraph.extract.stances import of_a_part
from conflictgraph.model import Span


def quoted_only(doc: Doc, scopes: Sequence[Scope]) -> list[Scope]:
    """The scopes as far as they are direct speech: what a reporter puts into an apposition, no speaker said."""
    quoted = quotes.find(doc.article.text)
    out = []
    for scope in scopes:
        spans = [s for s in scope.spans if any(q.start <= s.start and s.end <= q.end for q in quoted)]
        if spans:
            out.append(replace(scope, spans=spans))
    return out


def attribute(doc: Doc, drafts: list[Draft], scopes: list[Scope]) -> None:
    """Set attribution, speakers, cue, factuality and polarity of every draft from the scopes it stands in, outermost first."""
    statements = [] if drafts and drafts[0].kind == "tie" else [scope.statement for scope in scopes]
    for d in [*drafts, *statements]:
        start = doc.word(d.trigger).start
        around = [scope for scope in scopes if scope.statement is not d and scope.covers(start) and scope.cue not in (d.triggers or [d.trigger])]
        if not around and d.kind == "statement":
            around = _interrupted(doc, d, scopes)
        if d.kind == "event":  # what somebody claims responsibility for is not in doubt; the claim itself is made in `refine`
            around = [scope for scope in around if scope.entry.lemma not in words("claims-deed") and not of_a_part(doc, scope, d.trigger)]
        around.sort(key=lambda scope: (-scope.size, scope.cue))
        stop = {scope.cue.i for scope in around if scope.cue.s == d.trigger.s}
        own = mood(doc.trees[d.trigger.s], d.trigger.i, stop) if d.kind == "event" else Mood()
        if d.none and d.figures and d.effect not in {"abducted", "captured"}:
            own = replace(own, polarity="affirmed", why=())  # that nobody was hurt is told, not denied
        speakers: list[Node] = []
        withheld = {Node(scope.cue.s, doc.word(scope.cue).head) for scope in around if _withheld(doc, scope)}
        for scope in around:
            if scope.cue in withheld:
                pass  # "declined to confirm that …": what it does, it does to the confirmation
            elif not (_told_as_fact(doc, d, scope) or (scope.entry.factuality == "alleged" and _presupposed(doc, d, scope))):
                own = own if _reported_warning(doc, d, own, scope) else _effect(doc, own, scope, around)
            else:
                doc.note(d.trigger, "modality", f"told as a fact, whatever “{doc.word(scope.cue).text}” does to what is said", scope.cue)
            if scope.outlet is not None and scope.outlet not in speakers:
                speakers.append(scope.outlet)
            speakers.extend(n for n in scope.speakers[:1] if n not in speakers)
        if d.kind == "statement":
            mine = next(scope for scope in scopes if scope.statement is d)
            if mine.outlet is not None:
                speakers.append(mine.outlet)
            if d.speakers or not any(_disputed(doc, mine, scope) for scope in around):
                d.speakers = [n for n in speakers if n not in d.speakers] + d.speakers
            d.factuality = "actual" if not around else own.factuality
        elif around:
            d.attribution = "reported"
            d.speakers = speakers
            d.cue = around[-1].statement.cue
            d.content = _heard(doc, d, around[-1].statement.content)
            d.factuality, d.polarity = own.factuality, own.polarity
            d.rule += f"@{around[-1].entry.lemma}"
        else:
            d.factuality, d.polarity = own.factuality, own.polarity
        if doc.trace is not None:
            _reasons(doc, d, own, around, scopes)
    if statements:
        _about(doc, drafts, scopes)


def _interrupted(doc: Doc, d: Draft, scopes: Sequence[Scope]) -> list[Scope]:
    """"He said that, according to witnesses, soldiers had fired": in whose words a phrase stands that interrupts them."""
    mine = next(scope for scope in scopes if scope.statement is d)
    if mine.entry.kind != "according" or not mine.spans:
        return []
    return [o for o in scopes if o is not mine and o.cue.s == mine.cue.s and o.cue < mine.cue and o.covers(mine.spans[0].start) and not mine.covers(doc.word(o.cue).start)]


def _reasons(doc: Doc, d: Draft, own: Mood, around: Sequence[Scope], scopes: Sequence[Scope]) -> None:
    """Notes of what an account stands under, and of the acts of speech of its sentence that it does not stand under."""
    for why in own.why:
        doc.note(d.trigger, "modality", why, taken=True)
    for scope in around:
        speakers = ", ".join(doc.word(n).text for n in scope.speakers) or "nobody named"
        doc.note(d.trigger, "attribution", f"inside the words of “{doc.word(scope.cue).text}”, whose speaker is {speakers}", scope.cue, True)
    for scope in scopes:
        if scope.cue.s == d.trigger.s and scope not in around and scope.statement is not d:
            own_word = scope.cue in (d.triggers or [d.trigger])
            why = "the event's own word" if own_word else "the event is outside of what is said"
            doc.note(d.trigger, "attribution", f"{why} (“{doc.word(scope.cue).text}”)", scope.cue)


def _told_as_fact(doc: Doc, d: Draft, scope: Scope) -> bool:
    """"fears of … since the troops left": a clause that only says when or why is a fact, whatever it hangs on."""
    if d.trigger.s != scope.cue.s or _told_by_the_head(d, scope):
        return False
    tree = doc.trees[d.trigger.s]
    if scope.statement.polarity == "denied" and not scope.speakers and doc.word(d.trigger).upos == "NOUN" and pointed_at(tree, d.trigger.i):
        return True  # "nobody has claimed the bombing"
    if scope.entry.factuality == "denied":  # "refused to hand over the man, whom they accuse of it": the clause about him is not refused
        path = [d.trigger.i, *tree.up(d.trigger.i)]
        return scope.cue.i in path and any(tree.words[k].deprel == "acl:relcl" for k in path[: path.index(scope.cue.i)])
    return tree.governs(scope.cue.i, d.trigger.i) and granted(tree, d.trigger.i, scope.cue.i)


def _reported_warning(doc: Doc, d: Draft, own: Mood, scope: Scope) -> bool:
    """"warned that civilians had been killed", "are being shelled, the mayor warned": a clause of what happened or goes on is a
    report; one in the present may be of what threatens."""
    if scope.entry.kind != "threaten" or scope.entry.pos != "VERB" or own.factuality != "actual" or d.trigger not in scope.heads:
        return False
    tree, i = doc.trees[d.trigger.s], d.trigger.i
    return tree.words[i].upos == "VERB" and (past(tree, i) or goes_on(tree, i))


def _told_by_the_head(d: Draft, scope: Scope) -> bool:
    """"It is thought the bomb was planted by …": named by a noun, but told by the verb at the head of what is said."""
    return d.trigger not in scope.heads and bool(set(d.triggers) & set(scope.heads))


def _presupposed(doc: Doc, d: Draft, scope: Scope) -> bool:
    """"believed to be behind the blast that killed …": what hangs on a preposition in the content is taken for granted."""
    tree = doc.trees[d.trigger.s]
    return d.trigger not in scope.heads and doc.word(d.trigger).upos in {"NOUN", "PROPN"} and tree.rel(d.trigger.i) in {"nmod", "obl"}


def _unfounded(doc: Doc, scope: Scope) -> bool:
    """"The report that X was shot is unfounded"."""
    tree, i = doc.trees[scope.cue.s], scope.cue.i
    head = tree.words[i].head
    return tree.rel(i) == "nsubj" and head >= 0 and tree.lemmas[head] in words("unfounded") and not tree.negated(head)


def _effect(doc: Doc, own: Mood, scope: Scope, around: Sequence[Scope]) -> Mood:
    if scope.statement.polarity == "denied":
        return own.and_("alleged", f"“{scope.entry.lemma}” is negated")  # what somebody did not say is not thereby true or false
    if scope.entry.kind in {"confirm", "deny"} and _withheld(doc, scope):
        return own.and_("alleged", f"“{scope.entry.lemma}” is what was not done yet")
    above = Node(scope.cue.s, doc.word(scope.cue).head)
    effect = "denied" if _unfounded(doc, scope) else scope.entry.factuality
    if effect == "denied":
        return own.denied(f"“{scope.entry.lemma}”")
    if _dismissed(doc, scope, around):
        return own.denied(f"a “{scope.entry.lemma}” that is rejected")
    if scope.entry.kind == "threaten" and own.factuality == "planned":  # "warned that it would attack"
        return Mood("threatened", own.polarity, (*own.why, f"threatened: “{scope.entry.lemma}”"))
    if scope.entry.pos == "NOUN" and any(other.cue == above and other.entry.factuality == "denied" for other in around):
        return own  # "rejected allegations that …": denied outright
    if effect in {"alleged", "planned", "threatened", "hypothetical"}:
        return own.and_(effect, f"“{scope.entry.lemma}”")
    if _by_hearsay(doc, scope):
        return own.and_("alleged", f"“{scope.entry.lemma}” by nobody in particular, or unconfirmed")
    return own


def _by_hearsay(doc: Doc, scope: Scope) -> bool:
    """"are said to have killed", "it has been claimed that …", "unconfirmed reports that …"."""
    tree, i = doc.trees[scope.cue.s], scope.cue.i
    if scope.entry.pos == "NOUN":
        marks = [e for k in tree.kids(i, "amod") for e in cues().get((tree.lemmas[k], "ADJ"), ())]
        return any(e.factuality == "alleged" for e in marks)
    heads = [h for h in scope.heads if h.s == scope.cue.s and tree.words[h.i].head == i]
    return scope.entry.lemma in words("hearsay-verb") and not scope.speakers and tree.passive(i) and any(tree.rel(h.i) in {"xcomp", "ccomp"} for h in heads)


def _withheld(doc: Doc, scope: Scope) -> bool:
    """"declined to confirm that …", "refuses to deny that …": neither was done."""
    tree, i = doc.trees[scope.cue.s], scope.cue.i
    head = tree.words[i].head
    return tree.rel(i) == "xcomp" and head >= 0 and tree.lemmas[head] in words("withholding-verb")


def _dismissed(doc: Doc, scope: Scope, around: Sequence[Scope]) -> bool:
    """"rejected claims that …", "the report that … was dismissed": whoever does so denies it."""
    tree, i = doc.trees[scope.cue.s], scope.cue.i
    head = tree.words[i].head
    if scope.entry.pos != "NOUN" or head < 0 or tree.negated(head):
        return False
    if any(other.cue == Node(scope.cue.s, head) and other.entry.factuality == "denied" for other in around):
        return False  # "denied charges that …": once is enough
    return tree.lemmas[head] in words("dismiss-verb") and tree.words[i].deprel in {"obj", "nsubj:pass"}


_LONG = 1000  # characters of speech from which an event is told by its own sentences of it alone


def _heard(doc: Doc, d: Draft, content: Sequence[Span]) -> list[Span]:
    """What is said of an event: all of a short speech, of a long one the sentences of the event's words. Otherwise records would grow
    with the square of a speech."""
    if sum(c.end - c.start for c in content) <= _LONG:
        return list(content)
    own = [doc.trees[n.s].sentence for n in d.triggers or [d.trigger]]
    start, end = min(s.start for s in own), max(s.end for s in own)
    return [Span(max(c.start, start), min(c.end, end)) for c in content if c.start < end and start < c.end]


def _disputed(doc: Doc, scope: Scope, over: Scope) -> bool:
    """"Denied reports that …": who denies them did not make them."""
    return (over.entry.factuality == "denied" or over.entry.kind == "deny") and scope.entry.pos == "NOUN" and scope.cue.s == over.cue.s and doc.word(scope.cue).head == over.cue.i


def _about(doc: Doc, drafts: list[Draft], scopes: list[Scope]) -> None:
    """Link each statement to the event that its content asserts: the one at, or nearest under, the content's head."""
    by_node = {t: d for d in drafts for t in (d.triggers or [d.trigger])}
    for scope in scopes:
        if scope.cue in by_node:
            scope.statement.twin = "speech"
        best: tuple[int, Node] | None = None
        for head in scope.heads:
            tree = doc.trees[head.s]
            for k in tree.subtree(head.i):
                node = Node(head.s, k)
                if node not in by_node or by_node[node].trigger == scope.cue or not scope.covers(tree.words[k].start):
                    continue
                steps, at = 0, k
                while at != head.i and at >= 0:
                    at, steps = tree.words[at].head, steps + 1
                if steps <= 2 and (best is None or (steps, node) < best):
                    best = (steps, node)
        if best is None and scope.spans and not scope.heads:
            inside = sorted(n for n in by_node if scope.covers(doc.word(n).start) and by_node[n].trigger != scope.cue)
            best = (0, inside[0]) if inside else None
        if best is not None:
            scope.statement.about = by_node[best[1]]
