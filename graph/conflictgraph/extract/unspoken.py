"""Verbs of speech and thought that tell nobody's words: how a source may be named, what a thing is called, what was never said.

A list of statements is read as what people said. What a reporter grants his source ("asked not to be named"), a name that a thing
goes by ("a base called “Q”"), what everybody knows of it and what somebody would have said are no statements.
"""

from __future__ import annotations

from conflictgraph.extract.classes import words
from conflictgraph.extract.cuewords import clausal, entry_at
from conflictgraph.extract.draft import Node
from conflictgraph.extract.lexicon import CueEntry
from conflictgraph.extract.roles import by_agent, participle
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.tree import Tree


def why_unspoken(tree: Tree, sorts: Sorts, s: int, i: int, entry: CueEntry) -> str:
    """Why a verb in the lexicon of cues tells nobody's words here; empty where it may tell some."""
    bare = (tree.passive(i) or participle(tree, i) == "passive") and by_agent(tree, i) is None
    if entry.kind in {"ask", "promise", "say"} and any(_of_naming(tree, k) for k in tree.kids(i, "xcomp", "ccomp", "advcl")):
        return "how a source may be named is nothing that is said"
    if bare and tree.lemmas[i] in words("naming-verb") and not tree.kids(i, "ccomp") and any(_a_name(tree, k) for k in (*tree.kids(i, "xcomp", "obj", "dep"), i + 1)):
        return "a name that it goes by is nobody's words"
    if bare and entry.lemma in {"know", "be know to"} and not tree.kids(i, "ccomp"):
        return "what is known of it, nobody in particular says"
    if (why := _another_sense(tree, i)):
        return why
    if entry.lemma == "claim" and tree.kids(i, "obj") and all(tree.lemmas[k] == "life" for k in tree.kids(i, "obj")):
        return "what takes lives says nothing"
    if entry.lemma == "report" and _of_a_person(tree, sorts, s, i):
        return "who is reported to somebody is not told of"
    if (entry.kind == "hedge" or (entry.kind == "hear" and tree.passive(i))) and any((e := entry_at(tree, k)) is not None and e.kind not in {"hedge", "hear"} and clausal(tree, k, e) for k in tree.kids(i, "xcomp")):
        return "it only says how sure the act of speech below it is"  # "appeared to suggest that …"
    word = tree.words[i]
    bids = word.head < 0 and word.text.lower() == tree.lemmas[i] and not tree.kids(i, "nsubj", "nsubj:pass", "aux")
    if bids and ((i <= 1 and entry.kind in {"hear", "believe"}) or (i > 1 and tree.words[i - 1].text == "," and tree.lemmas[i] == "call")):
        return "the reader is told to do it"  # "Read more: …"
    if tree.lemmas[i] == "know" and tree.infinitive(i) and word.head >= 0 and tree.lemmas[word.head] in words("wanting-verb"):
        return "what somebody wants to know he does not know yet"
    if tree.lemmas[i] in words("evidence-verb") and not tree.kids(i, "ccomp") and (who := tree.kid(i, "nsubj")) is not None and sorts.sort(Node(s, who)) in {"person", "org", "state"} and tree.lemmas[who] not in words("document-noun") | words("about-document"):
        return "what somebody shows is no words"  # "the attackers show similar patterns"
    return ""


def _another_sense(tree: Tree, i: int) -> str:
    """Why a verb of thought stands for something else without a clause that is thought; empty where it may be one."""
    lemma, things = tree.lemmas[i], tree.kids(i, "obj")
    if tree.kids(i, "ccomp", "parataxis") or tree.rel(i) == "parataxis":
        return ""
    as_something = any(tree.case(k) == "as" or any(tree.lemmas[m] == "as" for m in tree.kids(k, "mark")) for k in tree.kids(i, "obl", "advcl", "xcomp"))
    if lemma == "assume" and things:
        return "who assumes a post takes it over"
    if lemma == "feel" and not things:
        return "how somebody feels is no opinion"
    below = tree.kids(i, "xcomp")
    if lemma == "find" and (tree.passive(i) or any(tree.words[k].upos not in {"NOUN", "ADJ"} for k in below) or (below and not things)):
        return "who is found somewhere or in some state is not told of"
    if lemma == "pronounce" and any(tree.lemmas[k] == "dead" for k in below):
        return "that somebody is dead a doctor states, not a source"
    if lemma in words("hoping-verb") and any(tree.infinitive(k) for k in below):
        return "what somebody hopes to do himself is a wish"
    if lemma in words("listener-verb") and not below and all(tree.rel(k) == "nsubj" or tree.rel(k) == "obj" for k in (*things, *tree.kids(i, "nsubj:pass"))) and not tree.kids(i, "obl") and (tree.passive(i) or things):
        return "who is informed is told, and not of what"
    if lemma in {"see", "hear", "watch"} and not as_something and (tree.passive(i) or tree.kids(i, "xcomp", "acl", "advcl") or any(tree.kids(k, "acl") for k in things)):
        return "what is seen happening, nobody says"
    if lemma == "suppose" and tree.passive(i) and any(tree.infinitive(k) for k in tree.kids(i, "xcomp")):
        return "what is supposed to be done, nobody says"
    if things and all((tree.lemmas[k] in words("time-noun") or k in tree.times) and not tree.kids(k, "nmod") for k in things):
        return "a time is nothing that is said"
    return ""


def not_said_yet(tree: Tree, i: int) -> bool:
    """"The government must announce …", "they would have told us": what would be said is no statement; what stands inside it is not thereby told
    by the article."""
    helpers = {tree.words[k].lemma for k in tree.kids(i, "aux")}
    if "have" in helpers and helpers & {"would", "could", "might"}:
        return True
    return bool(helpers & {"must", "should", "ought", "may", "might", "could"}) and not tree.negated(i) and not tree.passive(i)


def part_of_another(tree: Tree, i: int) -> bool:
    """"Refused to accept", "promised to announce", "urged the king to declare": what is told, asked or refused to be said is told by that verb."""
    first = tree.first_conjunct(i)
    head = tree.words[first].head
    if tree.rel(first) == "xcomp" and head >= 0 and tree.infinitive(i) and tree.lemmas[head] in words("intending-verb") | words("wanting-verb"):
        return True
    if tree.rel(first) != "xcomp" or head < 0 or tree.kids(i, "nsubj", "nsubj:pass"):
        return False
    entry = entry_at(tree, head)
    return entry is not None and entry.pos == "VERB" and entry.kind not in {"hedge", "quote", "hear"} and clausal(tree, head, entry)


def heard_of(tree: Tree, i: int) -> bool:
    """"Elements said to be linked with …": is a bare participle of hearsay read as if its noun spoke? None of these verbs takes an
    infinitive of what its own subject does."""
    told = next((k for k in tree.kids(i, "xcomp") if k > i and tree.infinitive(k)), None)
    if told is None or tree.lemmas[i] not in words("hearsay-participle") or tree.kids(i, "aux", "aux:pass", "obj", "ccomp", "mark"):
        return False
    who = tree.kid(i, "nsubj")
    to = next(k for k in tree.kids(told, "mark") if tree.words[k].lemma == "to")
    return who is not None and who < i and participle(tree, i) != "active" and to - i <= 2 and tree.words[i].text.lower() != tree.lemmas[i]


def _of_naming(tree: Tree, k: int) -> bool:
    """"Not to be named", "to be identified", "to give his name"."""
    if not tree.infinitive(k):
        return False
    if tree.lemmas[k] in words("identifying-verb"):
        return tree.passive(k)
    return tree.lemmas[k] in words("giving-name-verb") and any(tree.lemmas[m] in {"name", "identity"} and bool(tree.kids(m, "nmod:poss") or tree.kids(k, "iobj")) for m in tree.kids(k, "obj"))


def _a_name(tree: Tree, k: int) -> bool:
    """A proper name right behind "called", with its marks or without."""
    return k < len(tree.words) and tree.words[k].upos == "PROPN"


def _of_a_person(tree: Tree, sorts: Sorts, s: int, i: int) -> bool:
    """"Had reported the man two years ago": a person is what was reported, and no clause."""
    things = tree.kids(i, "obj")
    return bool(things) and not tree.kids(i, "ccomp", "xcomp", "parataxis") and all(sorts.sort(Node(s, k)) == "person" for k in things) and not any(tree.words[m].deprel == "acl" for k in things for m in tree.kids(k))
