"""Which words are cues of speech or belief: the lexicon's entry at a word, and what it asks for beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from conflictgraph.extract import quotes
from conflictgraph.extract.classes import words
from conflictgraph.extract.lexicon import CueEntry, cues
from conflictgraph.extract.tree import Tree

SURE = 0.7  # cues below this need a clause beside them
NAMING = 0.6  # from here on a noun beside the cue is what is said, if a party says it ("condemned the raid")
PHRASED = 0.5  # from here on a phrase beside a noun is what is said ("calls for a truce")
LEAST = 0.3  # cues that introduce speech more rarely than this are left alone


def entry_at(tree: Tree, i: int) -> CueEntry | None:
    """The lexicon's cue at one word; a multiword ("according to", "claim responsibility") before its head alone."""
    word = tree.words[i]
    pos = {"AUX": "VERB", "PROPN": "NOUN", "SCONJ": "PREP", "ADP": "PREP"}.get(word.upos, word.upos)
    lemma, text = word.lemma.lower(), word.text.lower()
    if lemma not in _first_words() and text not in _first_words():
        return None
    for entry in _phrases().get(lemma, ()):
        rest = entry.lemma.split(" ")[1:]
        following = [w.lemma.lower() for w in tree.words[i + 1 : i + 1 + len(rest)]]
        if (following == rest and not (entry.pos == "VERB" and pos == "NOUN")) or (entry.pos == "VERB" and pos == "VERB" and _apart(tree, i, rest)):
            return entry
    if i in tree.name_at and (pos == "NOUN" or (i and word.text.istitle() and i - 1 in tree.name_at and tree.words[i - 1].text.istitle())):
        return None  # "Omar Said told …"
    if i and pos == "PREP" and any(e.lemma == f"{tree.lemmas[i - 1]} {lemma}" for e in _phrases().get(tree.lemmas[i - 1], ())):
        return None  # the second word of "as per"
    if pos == "VERB" and lemma in words("perceiving-verb") and not any(tree.lemmas[k] not in words("time-noun") for k in tree.kids(i, "nsubj")) and any(
        tree.lemmas[k] in words("time-noun") for k in tree.kids(i, "nsubj", "obl") if k < i
    ):
        return None  # "the past year has seen …"
    for p in (pos, *(("VERB",) if pos == "ADJ" else ())):
        for form in (lemma, text):
            found = [e for e in cues().get((form, p), ()) if e.weight >= LEAST]
            if found:
                return found[0]
    return None


def _apart(tree: Tree, i: int, rest: Sequence[str]) -> bool:
    """The further words of a verb's phrase where something stands between them: its object, or the preposition of what it governs
    ("spoke on Monday of the siege", "called again for a truce")."""
    if len(rest) != 1:
        return False
    if any(tree.lemmas[k] == rest[0] for k in tree.kids(i, "obj", "compound")):
        return True
    if any(tree.lemmas[k] == rest[0] and tree.words[k].upos == "ADJ" for k in tree.kids(i, "xcomp")):
        return True  # "made it clear that …"
    if rest[0] == "for" and tree.kids(i, "obj"):
        return False  # "called her in for a talk"
    return rest[0] in _TOPICAL and any(k > i and (tree.case(k) == rest[0] or any(tree.lemmas[m] == rest[0] for m in tree.kids(k, "mark"))) for k in tree.kids(i, "obl", "advcl"))


_TOPICAL = frozenset({"about", "of", "for", "against"})  # of the prepositions of cues those that lead to nothing else


@cache
def _first_words() -> frozenset[str]:
    """Words that are a cue or begin one."""
    return frozenset(form.partition(" ")[0] for form, _ in cues())


@cache
def _phrases() -> dict[str, tuple[CueEntry, ...]]:
    """Multiword cues by their first word, longest first."""
    table: dict[str, list[CueEntry]] = {}
    for entries in cues().values():
        for entry in entries:
            if " " in entry.lemma and entry.weight >= LEAST:
                table.setdefault(entry.lemma.split(" ")[0], []).append(entry)
    return {k: tuple(sorted(v, key=lambda e: (-e.lemma.count(" "), -e.weight, e.lemma, e.pos))) for k, v in sorted(table.items())}


def clausal(tree: Tree, i: int, entry: CueEntry) -> bool:
    """Does a word that is not always a cue have a clause for its content? An infinitive is none of speech ("continued to …"), nor are intentions
    words ("plans to …"): modality tells them."""
    if tree.kids(i, "ccomp"):
        return True
    if entry.lemma in words("intending-verb"):
        return False
    if tree.rel(i) == "parataxis" and not (tree.passive(i) and entry.kind in {"promise", "ask", "accuse"}):
        return True
    if entry.kind == "deny" and tree.words[i].deprel == "acl:relcl" and tree.lemmas[tree.words[i].head] in words("claim-noun") | words("blame-noun"):
        return True  # "…, an allegation that the group rejected"
    if entry.kind == "deny":  # "dismissed the claim": what somebody else said
        return any(tree.lemmas[k] in words("claim-noun") | words("blame-noun") for k in tree.kids(i, "obj", "nsubj:pass"))
    if judged(tree, i):
        return True
    if entry.kind == "accuse" and tree.kids(i, "obj") and any(tree.case(k) in _CHARGE or any(tree.lemmas[m] in _CHARGE for m in tree.kids(k, "mark")) for k in tree.kids(i, "obl", "advcl")):
        return True  # "blasted the army as a disgrace", "slammed the minister for hiding the toll"
    infinitive = entry.kind not in {"say", "report", "hear"}
    if not infinitive and (entry.weight < PHRASED or entry.lemma in words("aspect-verb")) and all(tree.words[k].text.lower().endswith("ing") for k in tree.kids(i, "xcomp")):
        return False  # "began raising money"
    return any(infinitive or not any(tree.lemmas[m] == "to" for m in tree.kids(k, "mark")) for k in tree.kids(i, "xcomp"))


def naming(tree: Tree, i: int, entry: CueEntry) -> bool:
    """May a noun be all that is said: "questioned the toll", "bemoaned the unrest"? A party has to say it. An order is none, nor is what
    is rejected untrue: a noun alone does not tell."""
    things = tree.kids(i, "obj") or (tree.kids(i, "nsubj:pass") if any(tree.case(k) == "by" for k in tree.kids(i, "obl", "obl:agent")) else [])
    if not things or entry.kind not in _NAMING_KINDS:
        return False
    if entry.kind == "deny" and NAMING <= entry.weight < SURE and not any(tree.kids(k, "acl", "ccomp") for k in things):
        return any(_notion(tree.lemmas[k]) or (entry.lemma == "question" and bool(tree.kids(k, "nmod"))) for k in things)  # "rejected the proposal", "questioned the legality of the raid": no denial that something happened
    if entry.kind == "report" and any(tree.lemmas[k] in words("document-noun") | words("about-document") for k in tree.kids(i, "nsubj")):
        return True  # "polls show a narrow lead"
    return entry.weight >= NAMING and entry.factuality not in {"denied", "hypothetical"}


def _notion(lemma: str) -> bool:
    """What can be turned down or doubted: what is said, and what cannot be touched."""
    told = lemma not in words("claim-noun") | words("blame-noun") | words("deed-noun") and ((lemma, "NOUN") in cues() or lemma in words("abstract-noun"))
    return told or (lemma not in words("deed-noun") | words("concrete-noun") and lemma.endswith(tuple(words("abstract-suffix"))))


_NAMING_KINDS = frozenset({"say", "report", "accuse", "deny", "quote"})


def judged(tree: Tree, i: int) -> list[int]:
    """What somebody is told to be, where a verb names a thing and what it is said to be: "called the report “a lie”", "described the raid
    as a crime", "likened it to a siege"; the words that head it."""
    things = tree.kids(i, "obj", "nsubj:pass")
    if not things:
        return []
    lemma = tree.lemmas[i]
    if lemma in words("describe-verb"):
        return [k for k in tree.kids(i, "obl", "advcl", "xcomp") if k > i and (tree.case(k) == "as" or any(tree.lemmas[m] == "as" for m in tree.kids(k, "mark")))]
    if lemma in words("liken-verb"):
        return [k for k in tree.kids(i, "obl", "advcl") if k > i and (tree.case(k) in {"to", "with"} or any(tree.lemmas[m] == "to" for m in tree.kids(k, "mark")))]
    if lemma in words("setting-verb") and any(tree.lemmas[k] in words("toll-noun") | words("count-noun") for k in things):
        return [k for k in tree.kids(i, "obl") if tree.case(k) == "at"]  # "put the toll at 27"
    if lemma in words("naming-verb"):
        after = [k for k in (*tree.kids(i), *tree.kids(things[0])) if k > max(i, things[0]) and k not in things[:1]]
        marked = [k for k in after if tree.words[tree.subtree(k)[0]].text in _MARKS or tree.words[tree.subtree(k)[0] - 1].text in _MARKS]
        return marked[:1] or [k for k in after if tree.rel(k) in _PREDICATIVE and tree.words[k].head == i and tree.words[k].upos in {"NOUN", "PROPN", "ADJ"} and not tree.case(k)]
    return []


_CHARGE = frozenset({"as", "for"})
_PREDICATIVE = frozenset({"xcomp", "dep", "obj"})
_MARKS = frozenset({"“", '"', "``", "‘", "''"})


def voiced(tree: Tree, i: int) -> bool:
    """Is a noun the object of a verb that only gives voice to it: "raised questions about", "voiced concern over", "issued a condemnation of"?"""
    head = tree.words[i].head
    return tree.rel(i) == "obj" and head >= 0 and tree.lemmas[head] in words("voicing-verb")


def told_by_its_noun(tree: Tree, i: int) -> bool:
    """Does a verb only give voice to a noun that tells what is said ("expressed fears that …")?"""
    if tree.lemmas[i] not in words("voicing-verb") or tree.kids(i, "ccomp"):
        return False
    return any((e := entry_at(tree, k)) is not None and e.pos == "NOUN" and bool(tree.kids(k, "acl", "ccomp", "nmod")) for k in tree.kids(i, "obj"))


def unsaid(tree: Tree, i: int) -> bool:
    """Is an act of speech told as one that was not done: "did not say", "neither confirmed nor denied", "could not confirm or deny"?"""
    first = tree.first_conjunct(i)
    joined = {tree.lemmas[k] for k in tree.kids(i, "cc", "cc:preconj", "advmod")}
    later = {tree.lemmas[m] for k in tree.kids(i, "conj") for m in tree.kids(k, "cc")}
    return tree.negated(i) or bool(joined & {"nor", "neither"}) or ("nor" in later and first == i) or (first != i and tree.negated(first) and "or" in joined)


def prepositions(entry: CueEntry) -> tuple[str, ...]:
    """Prepositions that lead to a cue's content: those it is written with and those its places name."""
    named = tuple(place.removeprefix("prep:") for place in entry.content if place.startswith("prep:"))
    return (*named, *entry.lemma.split(" ")[1:][-1:])


_ANY_VERB = CueEntry("(quotation)", "VERB", "say", ("ARG0", "subj"), None, ("quote",), "as-is", SURE)


def says_a_quotation(tree: Tree, i: int, quoted: Sequence[quotes.Quote]) -> CueEntry | None:
    """Any verb outside a quotation whose clause is the quotation says it (""…," he shot back")."""
    word = tree.words[i]
    if word.upos != "VERB" or tree.kid(i, "nsubj") is None:
        return None
    clauses = tree.kids(i, "ccomp") or ([word.head] if tree.rel(i) == "parataxis" else [])
    for k in clauses:
        around = next((q for q in quoted if q.holds(tree.words[k].start)), None)
        begins = next((m for m in tree.subtree(k) if tree.words[m].upos != "PUNCT" and tree.lemmas[m] != "that"), k)
        if around is not None and not around.holds(word.start) and around.end - around.start > 12 and (around.holds(tree.words[begins].start) or tree.rel(i) == "parataxis"):
            return _ANY_VERB  # not "has proven to be “a tyrant”"
    return None
