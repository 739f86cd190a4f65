"""Who has the floor: quotations handed out to the acts of speech beside them, over sentences and paragraphs."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from conflictgraph.extract import quotes
from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Node
from conflictgraph.extract.lexicon import CueEntry
from conflictgraph.extract.scope import Scope, can_speak, new_scope
from conflictgraph.extract.sorts import Sorts
from conflictgraph.model import Span

_MARKS = "“”„«»‘’\"'` \t\n—–-"
_TOLD = 60  # characters by which a cue that has a clause of its own ("…, adding that …") is farther from a quotation
_AGAIN = 3  # sentences within which somebody quoted goes on without a new word of saying
_UNCUED = CueEntry("“", "VERB", "say", (), None, ("quote",), "as-is", 0.5)


def hand_out(doc: Doc, sorts: Sorts, scopes: list[Scope], quoted: Sequence[quotes.Quote]) -> None:
    """Give every quotation of some length to a speaker: the cue beside it, the floor's holder, or the one it runs on from."""
    text = doc.article.text
    holder: Scope | None = None
    last: tuple[quotes.Quote, Scope] | None = None
    by_sentence: dict[int, list[Scope]] = {}
    for scope in scopes:
        by_sentence.setdefault(scope.cue.s, []).append(scope)
    pending: list[quotes.Quote] = []
    orphans: list[quotes.Quote] = []
    paragraph = -1
    for q in quoted:
        sentences = [n for n, t in enumerate(doc.trees) if t.sentence.start < q.end and t.sentence.end > q.start]
        if not sentences or any(scope.entry.lemma == ":" and q.holds(doc.word(scope.cue).start) for scope in by_sentence.get(sentences[0], [])):
            continue  # a transcript in marks: who is named before the colon speaks
        here = doc.trees[sentences[0]].sentence.paragraph
        running = q.continues and last is not None and last[0].runs_on
        if here != paragraph:
            begins = not text[doc.trees[sentences[0]].sentence.start : q.start].strip(_MARKS)
            goes_on = here == paragraph + 1 and begins and (q.runs_on or not _beside(doc, quoted, here))
            holder = holder if goes_on else None  # a paragraph of nothing but quotation belongs to who spoke last
            paragraph = here
        ahead = (sentences[-1] + 1,) if holder is None and not running else ()
        long = len(text[q.start : q.end].split()) >= quotes.MIN_WORDS or _whole(text, q)
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
                told = scope.cue.s in sentences and bool(scope.spans) and scope.entry.pos == "VERB" and not scope.covers(q.start)
                options.append((gap + (0 if scope.speakers else 200) + (_TOLD if told else 0), scope))
        chosen = min(options, key=lambda o: (o[0], o[1].cue))[1] if options else None
        why = "the nearest cue"
        if chosen is None and running and last is not None:
            chosen, why = last[1], "it runs on from the paragraph before"
        if chosen is None and holder is None and q.runs_on:
            pending.append(q)  # its speaker may come at the end of the last paragraph
        if chosen is None and holder is not None and (q.runs_on or long):
            chosen, why = holder, "who has the floor in the paragraph"
        if chosen is None:
            orphans.append(q)
            continue
        if doc.trace is not None:
            doc.note(chosen.cue, "speech", f"a quotation of {len(text[q.start : q.end].split())} words is given to it: {why}", taken=True)
        if pending and q.continues:
            chosen.spans.extend(Span(p.start, p.end) for p in pending)
        pending.clear()
        governed = chosen.covers(q.start) and (chosen.covers(q.end - 1) or q.end <= doc.trees[sentences[0]].sentence.end)
        if not chosen.covers(q.end - 1) and q.end <= doc.trees[sentences[0]].sentence.end:  # what is said begins with the quotation: it does not end before it
            governed = _whole_of(text, chosen, q) or governed
        if not governed and (long or not chosen.spans or _interrupted(text, q, doc.word(chosen.cue).start, quoted)):
            chosen.spans.append(Span(q.start, q.end))
        holder = chosen
        last = (q, chosen)
    for q in orphans:
        found = _uncued(doc, sorts, q, scopes) if _whole(text, q) else None
        if found is None:
            continue
        spoken = max((o for o in scopes if o.cue < found.cue and o.speakers and any(c.start <= o.spans[-1].start < c.end for c in quoted if o.spans)), key=lambda o: o.cue, default=None)
        if spoken is not None and found.cue.s - spoken.cue.s <= _AGAIN and (_same(doc, spoken, found) or all(doc.word(n).upos == "PRON" for n in found.speakers)):
            spoken.spans.extend(found.spans)  # who was quoted just before goes on
        else:
            scopes.append(found)
    for scope in scopes:  # "The mayor said:" with the words in the next paragraph
        tree = doc.trees[scope.cue.s]
        if not scope.spans and text[tree.sentence.start : tree.sentence.end].rstrip().endswith(":") and scope.cue.s + 1 < len(doc.trees):
            scope.spans.extend(_unmarked(doc, sorts, scope, scopes, quoted))


def _unmarked(doc: Doc, sorts: Sorts, scope: Scope, scopes: Sequence[Scope], quoted: Sequence[quotes.Quote]) -> list[Span]:
    """Speech without marks, as offices print it: all that follows the colon, until a heading, a quotation, or a paragraph that
    tells of the speaker or in which somebody else speaks; in an article that puts speech into marks elsewhere no more than the
    paragraphs that say "we" or "I". Within a paragraph, or of nobody who could speak, the next sentence."""
    following = itertools.islice(doc.trees, scope.cue.s + 1, None)
    first, own = doc.trees[scope.cue.s + 1].sentence, doc.trees[scope.cue.s].sentence
    if first.paragraph == own.paragraph or not any(can_speak(doc, sorts, n) for n in scope.speakers):
        return [Span(first.start, first.end)]
    names = {doc.word(n).text.lower() for n in scope.speakers}
    marked = any(len(doc.article.text[q.start : q.end].split()) >= quotes.MIN_WORDS for q in quoted)
    said: Span | None = None
    for _, group in itertools.groupby(following, key=lambda t: t.sentence.paragraph):
        inside = list(group)
        start, end = inside[0].sentence.start, inside[-1].sentence.end
        subjects = [(t, k) for t in inside for k, w in enumerate(t.words) if t.rel(k) == "nsubj" and w.head >= 0 and t.words[w.head].head < 0]
        others = any(o is not scope and o.cue.s == inside[0].number and doc.word(o.cue).head < 0 and any(sorts.sort(n) == "person" and doc.word(n).text.lower() not in _SPEAKING for n in o.speakers) for o in scopes)
        heading = doc.article.text[start:end].rstrip()[-1:] not in _STOPS
        told = any(t.words[k].text.lower() in names and t.words[k].upos != "PRON" for t, k in subjects)
        mine = any(w.text.lower() in _SPEAKING for t in inside for w in t.words)
        if said is not None and ((marked and not mine) or heading or others or told or any(start <= q.start < end for q in quoted)):
            break
        said = Span(first.start, end)
    return [said] if said is not None else []


_SPEAKING = frozenset({"i", "we", "my", "our", "us", "me"})
_STOPS = frozenset(".!?…:;”\"")


def _whole_of(text: str, scope: Scope, q: quotes.Quote) -> bool:
    """Draw a content that begins with a quotation out to its end; is that done?"""
    for n, span in enumerate(scope.spans):
        if q.start - 2 <= span.start <= q.start and q.start < span.end < q.end and any(c.isalnum() for c in text[span.end : q.end]):
            scope.spans[n] = Span(span.start, q.end)
            return True
    return False


def _interrupted(text: str, q: quotes.Quote, cue: int, quoted: Sequence[quotes.Quote]) -> bool:
    """"“The raid,” she said, “was theirs”": is a short quotation one of the two parts of a sentence that its verb of saying interrupts?"""
    first, second = (max((o for o in quoted if o.end <= cue), key=lambda o: o.end, default=None), min((o for o in quoted if o.start > cue), key=lambda o: o.start, default=None))
    if first is None or second is None or q not in {first, second} or second.start - first.end > _ASIDE or "\n" in text[first.end : second.start]:
        return False
    return text[: first.end].rstrip().endswith(",") and text[: second.start].rstrip(_MARKS).endswith(",") and not set(text[first.end : second.start]) & set(".!?;:")


_ASIDE = 60  # characters of a verb of saying and its speaker between the two parts


def _whole(text: str, q: quotes.Quote) -> bool:
    """Is a quotation one or more whole sentences, if short ones ("The army did.")?"""
    said = text[q.start : q.end].strip()
    return len(said.split()) > 1 and said[0].isupper() and said[-1] in ".?!…"


def _beside(doc: Doc, quoted: Sequence[quotes.Quote], paragraph: int) -> bool:
    """Does a paragraph hold words outside of its quotations?"""
    inside = [t.sentence for t in doc.trees if t.sentence.paragraph == paragraph]
    start, end = inside[0].start, inside[-1].end
    at, rest = start, ""
    for q in quoted:
        if start <= q.start < end:
            rest, at = rest + doc.article.text[at : q.start], q.end
    return any(c.isalnum() for c in rest + doc.article.text[at:end])


def _same(doc: Doc, a: Scope, b: Scope) -> bool:
    return {doc.word(n).text for n in a.speakers} == {doc.word(n).text for n in b.speakers}


def _uncued(doc: Doc, sorts: Sorts, q: quotes.Quote, scopes: Sequence[Scope]) -> Scope | None:
    """Whole sentences in quotation marks without a word of saying: who the sentence beside them is about speaks ("The
    general was blunt. “…”"), else nobody who is named."""
    s = next((n for n, t in enumerate(doc.trees) if t.sentence.start <= q.start < t.sentence.end), None)
    if s is None or s == 0 or any(scope.covers(q.start) for scope in scopes):
        return None
    tree, before = doc.trees[s], doc.trees[s - 1]
    mark = next((i for i, w in enumerate(tree.words) if w.end <= q.start and not w.text.strip(_MARKS)), None)
    if mark is None or mark != 0 or tree.sentence.paragraph - before.sentence.paragraph > 1:
        return None
    beside = s - 1
    if before.sentence.paragraph != tree.sentence.paragraph:  # at the head of a paragraph: who its next sentence is about, if there is one
        after = next((n for n in range(s, len(doc.trees)) if doc.trees[n].sentence.start >= q.end), s)
        beside = after if after > s and doc.trees[after].sentence.paragraph == tree.sentence.paragraph else beside
    about = doc.trees[beside]
    root = next((k for k, w in enumerate(about.words) if w.head < 0), 0)
    subject = about.kid(root, "nsubj", "nsubj:pass")
    speakers = [Node(beside, subject)] if subject is not None and _speaks(doc, sorts, Node(beside, subject)) else []
    if not speakers and len(doc.article.text[q.start : q.end].split()) < quotes.MIN_WORDS:
        return None
    scope = new_scope(doc, s, mark, _UNCUED, speakers, [Span(q.start, q.end)], [])
    scope.statement.cue = None
    return scope


def _speaks(doc: Doc, sorts: Sorts, node: Node) -> bool:
    text = doc.word(node).text.lower()
    if doc.word(node).upos == "PRON":
        return text in words("pronoun-person") | words("pronoun-plural")
    return can_speak(doc, sorts, node)
