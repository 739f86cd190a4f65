"""The day of the story: an event told in the plain past without a time of its own happened when the story is at.

News tells when once ("on Tuesday", in the lead) and goes on in the simple past. An account without a time takes the time
expression of the last event told with one, if nothing speaks against it: its own clause in another tense ("had killed", "has
killed", "will attack"), a time expression in its sentence that is said of something else, words that point to another time
("earlier", "often"), a plan or a fear. What is only said of it (a condemnation, a demand) may be of any later day, and takes none. The record keeps the expression that the date comes from, the rule says `+anchor`, and the
account weighs a little less. No date is made up: where no event has one, none gets one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from conflictgraph.extract import clausetimes, headings, whens
from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.habits import habitual
from conflictgraph.extract.intervals import from_bounds
from conflictgraph.extract.nouns import names_a_person
from conflictgraph.extract.relative import anchors
from conflictgraph.extract.tree import Tree

REACH = 4  # sentences without a time of their own that the day of the story lasts
WEIGHT = 0.9
COMPARED = 12  # words between “the first …” and “since”
_REAL = {"actual", "alleged"}


def settle(doc: Doc, drafts: Sequence[Draft], said: set[int]) -> None:
    """Date the undated of `drafts`; `said` are indices of times that tell when something was said."""
    day: int | None = None  # the time of the story, as an index into doc.times
    at = before_at = -REACH - 1
    before: int | None = None  # the time of a flashback ("had attacked on Monday"), which lasts as long as the tense does
    own = {id(d): d.time for d in drafts}
    by_sentence: dict[int, list[Draft]] = {}
    for d in drafts:
        if d.time is not None and (("+toll" in d.rule and _of_the_toll(doc, d)) or _compared(doc, d)):
            d.time = own[id(d)] = None
    for d in sorted(drafts, key=lambda d: (d.trigger, d.twin)):
        by_sentence.setdefault(d.trigger.s, []).append(d)
    dated: dict[int, dict[int, int]] = {}  # the times of words, by sentence
    for node, t in doc.time_at.items():
        dated.setdefault(node.s, {})[node.i] = t
    entry: tuple[int, int, int] | None = None  # paragraph, first sentence and time of the entry that the sentence is in
    for s in range(len(doc.trees)):
        of_words = dated.get(s, {})
        head = headings.of_sentence(doc, s, of_words)
        alone = headings.alone(doc, s, of_words) if head is None else None
        paragraph = doc.trees[s].sentence.paragraph
        if head is not None:
            entry = paragraph, s, head[0]
        elif alone is not None:
            entry = paragraph, s + 1, alone
        here = by_sentence.get(s, ())
        times = set(of_words.values()) - said
        if times and not any(d.time is not None for d in here) and (scene := clausetimes.of_scene(doc, s, {t for t in times if _usable(doc, t)})) is not None:
            day, at = scene, s
        if not here:
            continue
        if head is None and entry is not None and entry[0] == paragraph and (not times or s == entry[1]):
            head = entry[2], 0
        for d in here:
            if d.time is None and not habitual(d) and d.factuality in _REAL and (d.about is None or d.told("time") is None):
                near = day if s - at <= REACH and _past(doc, d) and d.type not in words("reaction-type") else None
                found = _beside(doc, d, here, own) if times else before if s - before_at <= 1 and _had(doc, d) else near
                if found is None or (head is not None and own[id(d)] is None):
                    found = found if (headed := _headed(doc, d, head)) is None else headed
                if found is None and times:
                    found = _moment(doc, d, times)
                if found is None and times and d.harmful:
                    fit = {t for t in times if not _running(doc, t) and _usable(doc, t)}
                    free = fit - set(own.values())
                    found = clausetimes.of_its_sentence(doc, d, free, _past(doc, d)) if free else None
                    found = clausetimes.of_circumstance(doc, d, fit) if found is None else found
                if found is not None:
                    d.time, d.rule, d.weight = found, d.rule + "+anchor", round(d.weight * WEIGHT, 2)
                    why = "that of another event of its sentence, or at its head" if times else "the day that the story is at: the plain past, and no time of its own"
                    doc.note(d.trigger, "time", why, taken=True)
        told = [d for d in here if d.time is not None and d.factuality in _REAL and d.polarity == "affirmed" and _usable(doc, d.time) and not _which(doc, d, d.time)]
        # a flashback ("had seized") does not move the story, unless there is no day yet
        moved = [d for d in told if day is None or _past(doc, d)]
        if moved:
            day, at = (None if _digresses(doc, day, moved[-1].time) else moved[-1].time), s
        back = [d for d in told if "+anchor" not in d.rule and flashback(doc, d)]
        if back:
            before, before_at = back[-1].time, s
        elif before is not None and any(flashback(doc, d) for d in here):
            before_at = s


def _digresses(doc: Doc, day: int | None, new: int | None) -> bool:
    """Does a story of days look back to some month ("In May, bombs killed nine …")? It may go on with either."""
    if day is None or new is None:
        return False
    a, b = doc.times[day], doc.times[new]
    if None in (a.earliest, a.latest, b.earliest, b.latest):
        return False
    days = [(date.fromisoformat(t.latest or "") - date.fromisoformat(t.earliest or "")).days for t in (a, b)]
    return days[0] < 3 and days[1] > 7 and (b.latest or "") < (a.earliest or "")


def _headed(doc: Doc, d: Draft, head: tuple[int, int] | None) -> int | None:
    """The time at the head of the account's entry, where its own clause points to no other."""
    if head is None or d.trigger.i < head[1]:
        return None
    tree = doc.trees[d.trigger.s]
    verb = _verb(tree, d.trigger.i)
    other = whens.answered_for(tree, d.trigger.i) or _had(doc, d) or (verb is not None and _elsewhen(tree, verb))
    return None if other else head[0]


def _moment(doc: Doc, d: Draft, times: set[int]) -> int | None:
    """The one time of the clause over a clause with "when" or "as", whatever it tells ("lay asleep on Sunday when rebels came")."""
    tree = doc.trees[d.trigger.s]
    verb = _verb(tree, d.trigger.i)
    if verb is None or tree.rel(verb) != "advcl" or not _past(doc, d):
        return None
    if not {tree.lemmas[m] for m in tree.kids(verb, "mark", "advmod")} & words("same-moment"):
        return None
    over = tree.words[verb].head
    if over >= 0 and tree.words[over].upos == "VERB" and tree.words[over].text.lower() == tree.lemmas[over] and tree.lemmas[over] not in words("past-like-base"):
        return None  # "today we think of the year when they were killed"
    found = {t for node, t in doc.time_at.items() if node.s == d.trigger.s and tree.words[node.i].head == over and t in times and not _running(doc, t)}
    return found.pop() if len(found) == 1 else None


def _of_the_toll(doc: Doc, d: Draft) -> bool:
    """Does the time say when a toll rose, not when people died? What has run on until now ("so far this year") says when they did."""
    tree = doc.trees[d.trigger.s]
    time = doc.times[d.time] if d.time is not None else None
    if time is not None and time.earliest != time.latest and time.latest == doc.article.published is not None:
        return False
    nodes = [node.i for node in _words_of(doc, d.time, d.trigger.s)]
    return any(tree.words[i].head >= 0 and tree.lemmas[tree.words[i].head] in words("reach-verb") and tree.rel(i) in {"obl", "advmod"} for i in nodes)


def _compared(doc: Doc, d: Draft) -> bool:
    """"The first general killed since 2017", "the deadliest attack since May": since when there was none like it, not when it was."""
    tree = doc.trees[d.trigger.s]
    nodes = [node.i for node in _words_of(doc, d.time, d.trigger.s)]
    at = min(nodes, default=0)
    if any((tree.lemmas[tree.words[k].head] in words("comparing-word") and tree.words[k].head not in nodes) or "unlike" in tree.case(k).split() for k in nodes) and not any(tree.governs(k, d.trigger.i) for k in nodes):
        return True  # "in contrast to last May"
    if not at or tree.lemmas[at - 1] != "since":
        return False
    for k in range(max(0, at - 1 - COMPARED), at - 1):
        text = tree.words[k].text.lower()
        if (text.endswith("est") and text != tree.lemmas[k]) or text in {"first", "most", "worst", "last", "only"} or text in words("ordinal"):
            return True
    return False


def _usable(doc: Doc, t: int) -> bool:
    """Is it a time that a story can be at: days or a month, in the past?"""
    time = doc.times[t]
    interval = from_bounds(time.edtf, time.earliest, time.latest)
    published = doc.article.published
    return anchors(interval) and not (published and time.earliest and time.earliest > published)


def _running(doc: Doc, t: int) -> bool:
    """Does a time run on to publication ("since October")? What happened when it began did not."""
    return doc.times[t].edtf.endswith(("/..", f"/{doc.article.published}"))


def _beside(doc: Doc, d: Draft, here: Sequence[Draft], own: dict[int, int | None]) -> int | None:
    """The time of another event of the sentence that tells of the same moment: a clause with "when" or "in which", "and", "before"."""
    tree = doc.trees[d.trigger.s]
    dated = [o for o in here if own[id(o)] is not None and o is not d and o.factuality in _REAL]
    if any(_which(doc, o, own[id(o)]) for o in dated):
        return None
    if len({own[id(o)] for o in dated}) != 1 or not _past(doc, d) or names_a_person(doc.word(d.trigger).lemma.lower()):
        return None  # "killed a former detainee": when he was held is open
    other = dated[0]
    i, j = d.trigger.i, other.trigger.i
    if _had(doc, d) and not _had(doc, other) and not clausetimes.by_then(tree, i):
        return None  # "who had been held by rebels, was freed on 9 May"
    if tree.rel(i) == "nmod" and tree.case(i) == "of" and tree.lemmas[tree.words[i].head] in words("unit-of-time"):
        return None  # "began a strike on Monday after a week of clashes"
    if tree.words[j].upos in {"NOUN", "PROPN"} and tree.governs(i, j) and not _over_clauses(tree, j, i):
        return None  # "blamed rebels for an attack on 5 August": the blame is later
    if tree.governs(j, i):
        below, rels = i, []
        while below != j:
            if _only_said_of(tree, below) and d.harmful and tree.words[j].upos == "VERB" and (not other.harmful or tree.lemmas[j] in words("death-word")):
                return None  # "appealed today to the kin of a captain who died in the hills", "a guard who was shot died on Monday"
            rels.append(tree.words[below].deprel)
            below = tree.words[below].head
        if any(r in {"ccomp", "nmod", "acl", "obj"} for r in rels) and tree.words[i].upos != "VERB":
            return None
        marks = {tree.lemmas[m] for m in tree.kids(i, "mark", "advmod")}
        return None if marks & words("other-moment") or "ccomp" in rels or whens.answered_for(tree, i) else own[id(other)]
    if tree.governs(i, j) and whens.looked_back_at(tree, j, i):
        return None  # "arrested a man suspected of murdering a priest in May 2012"
    if _verb(tree, i) == (both := _verb(tree, j)):
        return None if both is not None and tree.lemmas[both] in words("sequence-verb") else own[id(other)]  # "was followed by arrests"
    if tree.governs(i, j) and _over_clauses(tree, j, i) == "parataxis":
        return own[id(other)]
    if tree.governs(i, j) and "acl:relcl" in {tree.words[k].deprel for k in (j, *tree.up(j)) if k != i and tree.governs(i, k)}:
        return None  # "was sent to the camp, where he was shot on 24 January"
    joined = tree.first_conjunct(i) == tree.first_conjunct(j) or tree.words[i].deprel in {"parataxis", "conj"} or tree.words[j].deprel in {"parataxis", "conj"}
    return own[id(other)] if joined else None


def _only_said_of(tree: Tree, i: int) -> bool:
    """Does a relative clause only say of somebody what he did or what befell him ("a captain who died")?"""
    return tree.words[i].deprel == "acl:relcl" and any(tree.lemmas[k] in {"who", "that", "which"} for k in tree.kids(i, "nsubj"))


def _which(doc: Doc, d: Draft, t: int | None) -> bool:
    """Does a time only say which event is meant ("arrested a man over Monday's attack", "victims of the 5 May bombing")? Where
    that event is what the sentence is about ("Monday's attack killed nine"), it dates the sentence."""
    tree, i = doc.trees[d.trigger.s], d.trigger.i
    before = any(tree.words[node.i].head == i and tree.words[node.i].deprel in {"nmod:poss", "compound"} for node in _words_of(doc, t, d.trigger.s))
    return before and tree.rel(i) not in {"nsubj", "root"}


def _words_of(doc: Doc, t: int | None, s: int) -> list[Node]:
    return [node for node, time in sorted(doc.time_at.items()) if time == t and node.s == s]


def _over_clauses(tree: Tree, below: int, above: int) -> str:
    """The relation by which a clause of its own stands between two words, or an empty string."""
    while below != above:
        if tree.rel(below) in {"parataxis", "conj", "advcl"}:
            return tree.rel(below)
        below = tree.words[below].head
    return ""


def _past(doc: Doc, d: Draft) -> bool:
    """Is the account's clause in the simple past, with no word that points to another time? A report ("said that they had
    captured") shifts its clause back once, so a past perfect in it is a plain past."""
    tree, i = doc.trees[d.trigger.s], d.trigger.i
    if tree.words[i].deprel in {"acl", "amod"} and tree.words[i].upos == "VERB" and not tree.words[i].text.lower().endswith("ing"):
        return False  # "equipment captured near Palmyra": when that was is open
    verb = _verb(tree, i)
    if verb is None or _elsewhen(tree, verb):
        return False
    auxiliaries = [tree.words[k].text.lower() for k in tree.kids(verb, "aux", "cop")]
    head = tree.first_conjunct(verb)
    if not auxiliaries and head != verb:
        auxiliaries = [tree.words[k].text.lower() for k in tree.kids(head, "aux", "cop")]
    if any(a in {"has", "have", "'ve", "will", "would", "could", "may", "might", "must", "should", "can", "is", "are", "'s", "'re", "do", "does"} for a in auxiliaries):
        return False
    reported = d.attribution == "reported"
    if "had" in auxiliaries and not reported:
        return False
    if auxiliaries:
        return True
    text, lemma = tree.words[verb].text.lower(), tree.lemmas[verb]
    if tree.words[verb].upos in {"VERB", "AUX"}:
        if text == lemma or text == lemma + "s" or (text.endswith("s") and not text.endswith("ss")):
            return text in words("past-like-base")
        return not text.endswith("ing") or head != verb or tree.rel(verb) in {"advcl", "acl"}
    return False


def in_the_story(doc: Doc, d: Draft) -> bool:
    """Is the account told in the plain past, or does it have a time?"""
    return d.time is not None or _past(doc, d)


def flashback(doc: Doc, d: Draft) -> bool:
    """Is the account's clause told in the past perfect, or coordinated with one that is?"""
    return d.attribution != "reported" and _had(doc, d)


def _had(doc: Doc, d: Draft) -> bool:
    """The same whoever tells it: in a report it may be the plain past of the one who speaks."""
    tree = doc.trees[d.trigger.s]
    verb = _verb(tree, d.trigger.i)
    return verb is not None and any("had" in [tree.words[k].text.lower() for k in tree.kids(v, "aux", "cop")] for v in (verb, tree.first_conjunct(verb)))


def _elsewhen(tree: Tree, verb: int) -> bool:
    """Does the clause name another time or a stretch of time ("earlier", "in three years of war")? An age does not."""
    beside = {k for c in tree.kids(verb, "conj") if tree.kids(c, "aux") for k in tree.subtree(c)}  # "were taken and have not been seen since"
    for k in tree.subtree(verb):
        if k in beside:
            continue
        if tree.lemmas[k] in words("another-time"):
            return True
        if tree.lemmas[k] in words("long-unit") and tree.lemmas[k + 1 : k + 2] not in (["-"], ["old"]):
            return True
    return False


def _verb(tree: Tree, i: int) -> int | None:
    """The finite verb of the clause that a word is in: itself, or the verb above a noun; a participle's main verb."""
    at = i
    for _ in range(6):
        word = tree.words[at]
        participle = word.text.lower().endswith("ing") or (tree.rel(at) in {"acl", "xcomp"} and not tree.kids(at, "aux", "nsubj"))
        if word.upos in {"VERB", "AUX"} and not (participle and word.head >= 0 and not tree.kids(at, "aux")):
            return at
        if tree.kids(at, "cop", "aux"):
            return at
        if word.head < 0:
            return at if word.upos in {"VERB", "AUX", "ADJ"} and not word.text.lower().endswith("ing") else None
        at = word.head
    return None
