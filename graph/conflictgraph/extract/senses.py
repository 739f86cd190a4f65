"""Which sense of the lexicon a word has in its context: multiwords, conditions, the reading that is likeliest."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from conflictgraph.extract.classes import words
from conflictgraph.extract.clauseforms import oblique
from conflictgraph.extract.draft import Doc, Node
from conflictgraph.extract.lexicon import PredicateEntry, cues, expand, modality, multiword_at, predicates, violent
from conflictgraph.extract.nouns import names_a_person, weapon_class
from conflictgraph.extract.roles import asked_number, fill, participle, undergoer
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.standins import stands_for
from conflictgraph.extract.suffered import gapped
from conflictgraph.extract.tolls import earlier
from conflictgraph.extract.tree import Tree

_PARTICLES = frozenset({"over", "by", "in"})
LEAST = 0.45  # senses that the lexicon holds less likely need an armed party beside them


def others_of(tree: Tree, i: int, entry: PredicateEntry) -> list[int]:
    """The further words of a multiword ("left … dead"): they tell no event of their own."""
    found, at = _multiword(tree, i, entry.pos)
    if entry not in found:
        return []
    return [k for k in at if k != i and (tree.words[k].upos != "VERB" or any(e.type == entry.type for e in entries_at(tree, k)))]


def nouns_of(tree: Tree, i: int, entry: PredicateEntry) -> list[int]:
    """The nouns inside a multiword ("hold talks", "reject the offer")."""
    found, at = _multiword(tree, i, entry.pos)
    return [k for k in at if k != i and tree.words[k].upos in {"NOUN", "PROPN"}] if entry in found else []


def entries_at(tree: Tree, i: int) -> tuple[PredicateEntry, ...]:
    """What the lexicon has for the word at `i`; where a multiword ("blow up", "act of sabotage") matches, only that."""
    word = tree.words[i]
    pos = {"PROPN": "NOUN", "AUX": "VERB"}.get(word.upos, word.upos)
    if pos not in {"VERB", "NOUN", "ADJ"}:
        return ()
    lemma, text = word.lemma.lower(), word.text.lower()
    found, _ = _multiword(tree, i, pos)
    table = predicates()
    if found:
        return (*found, *table.get((lemma, pos), ())) if all(e.conditions for e in found) else found
    entries = table.get((lemma, pos), ())
    if not entries and pos == "VERB":  # a lemma that the language model guessed wrong ("laude")
        entries = next((table[base, pos] for base in _bases(text) if (base, pos) in table), ())
    if not entries and not (pos == "VERB" and tree.kids(i, "obj")):  # "missing opportunities" is not "missing persons"
        entries = table.get((text, "NOUN" if pos == "NOUN" else "ADJ"), ())
    if not entries and pos == "ADJ" and tree.rel(i) != "amod":
        entries = table.get((lemma, "VERB"), ()) or table.get((text.removesuffix("ed"), "VERB"), ())
    if not entries and pos == "NOUN":
        entries = tuple(e for e in table.get((text, "ADJ"), ()) if "self" in e.patient)
    return entries


def _bases(text: str) -> tuple[str, ...]:
    """What the ending of a regular verb form leaves, the shortest change first ("lauded": laud; "allied": ally)."""
    for ending in ("ied", "ed", "ing"):
        stem = text.removesuffix(ending)
        if stem != text and len(stem) > 2:
            return (stem + "y",) if ending == "ied" else (stem, stem + "e", stem[:-1]) if stem[-1] == stem[-2] else (stem, stem + "e")
    return ()


def _multiword(tree: Tree, i: int, pos: str) -> tuple[tuple[PredicateEntry, ...], tuple[int, ...]]:
    """The longest multiword at a word; a verb's further words depend on it."""
    found = multiword_at(tree.lemmas, i, pos, lambda at: pos != "VERB" or all(_hangs(tree, i, k, at) for k in at))
    if pos == "VERB" and not found[0]:
        found = _hyphenated(tree, i)
    return found if found[0] or pos != "VERB" else _turned(tree, i)


def _hyphenated(tree: Tree, i: int) -> tuple[tuple[PredicateEntry, ...], tuple[int, ...]]:
    """"machine-gunned", "gang-raped": a verb in two parts, which are words of their own to the language model."""
    if not _after_hyphen(tree, i) or i < 2:
        return (), ()
    word, table = tree.words[i], predicates()
    for base in (word.lemma.lower(), *_bases(word.text.lower())):
        if (entries := table.get((f"{tree.lemmas[i - 2]}-{base}", "VERB"))) is not None:
            return entries, (i - 2, i)
    return (), ()


def _after_hyphen(tree: Tree, i: int) -> bool:
    return i > 0 and tree.words[i - 1].text in {"-", "–"} and tree.words[i - 1].end == tree.words[i].start


def _turned(tree: Tree, i: int) -> tuple[tuple[PredicateEntry, ...], tuple[int, ...]]:
    """"Charges were dropped", "the sanctions lifted by X": a verb with its noun, whose noun the passive or the participle puts first."""
    own = tree.kid(i, "nsubj:pass")
    head = tree.words[i].head
    noun = own if own is not None else head if tree.words[i].deprel == "acl" and participle(tree, i) == "passive" else None
    if noun is None or tree.words[noun].upos != "NOUN" or (own is not None and not tree.kids(i, "aux")):
        return (), ()
    before = [tree.lemmas[k] for k in tree.kids(noun, "amod", "compound") if k < noun][-1:]
    for words_ in ([tree.lemmas[i], *before, tree.lemmas[noun]], [tree.lemmas[i], tree.lemmas[noun]]):
        found = predicates().get((" ".join(words_), "VERB"), ())
        if found and (own is not None or all(e.type != "assault" for e in found)):  # "missiles fired by X" are what strikes
            return found, (i, noun)
    return (), ()


def _hangs(tree: Tree, i: int, k: int, at: Sequence[int]) -> bool:
    """Does a phrasal verb's further word depend on the verb, at most three steps down ("lifted a state of emergency")?"""
    if any(up in tree.times for up in (k, tree.words[k].head)):
        return False  # "called him on Wednesday"
    behind = next((m for m in at if m > k), None)
    if tree.lemmas[k] == "to" and behind is not None and tree.words[behind].upos == "VERB" and tree.words[k].head != behind:
        return False  # "agreed to a truce and demanded …" is no "agreed to demand"
    if k not in (i, *tree.kids(i)) and tree.rel(k) == "compound" and tree.words[k].head > k and tree.words[k].head not in at and tree.words[k].upos == "NOUN":
        return False  # "called the strike barbarism", read as one noun
    if k != i and tree.words[k].head >= 0 and tree.words[tree.words[k].head].upos == "NUM":
        return False  # "took over 200 prisoners"
    if len(at) == 2 and tree.words[k].deprel == "case" and tree.lemmas[k] in _PARTICLES and any(i < m < k for m in tree.kids(i, "obj")):
        return False  # "took place over the use of a field", "stood guard by the gate"
    if any(m not in at and i < m < at[-1] for m in tree.kids(i, "compound")):
        return False  # "took up the issue" does not take issue: a particle makes another verb
    way = list(tree.up(k))[: 2 if len(at) == 2 and tree.words[k].upos == "ADP" else 3]  # "stood at a rally by a party" stands by nobody
    if i in way and tree.words[k].upos == "ADP" and any(tree.words[up].upos == "VERB" and up not in at for up in way[: way.index(i)]):
        return False  # "called him to apologise for it": another verb's preposition
    return k == i or i in way


def choose(doc: Doc, sorts: Sorts, s: int, i: int) -> PredicateEntry | None:
    """The lexicon's reading of one word that its context allows, the likeliest first; None where it tells no event."""
    tree = doc.trees[s]
    entries = entries_at(tree, i)
    if not entries:
        return None
    why_not = _no_event(doc, s, i)
    if why_not:
        tree.note(i, "event", why_not)
        return None
    best: tuple[float, PredicateEntry] | None = None
    for entry in entries:
        weight = entry.weight + (0.05 if entry.conditions else 0.0)
        if best is not None and weight <= best[0]:
            tree.note(i, "event", f"{sense(entry)}: another sense is at least as likely")
            continue
        why_not = _unfit(doc, sorts, s, i, entry, weight)
        if why_not:
            tree.note(i, "event", f"{sense(entry)}: {why_not}")
            continue
        if best is not None:
            tree.note(i, "event", f"{sense(best[1])}: {sense(entry)} is likelier ({weight:.2f})")
        best = (weight, entry)
    if best is not None:
        tree.note(i, "event", f"{sense(best[1])} of the lexicon, weight {best[0]:.2f}{_conditions(best[1])}", taken=True)
    return best[1] if best else None


def sense(entry: PredicateEntry) -> str:
    """A sense as the lexicon has it: "assault/explosives (blow up, verb)"."""
    return f"{entry.type}{'/' + entry.mode if entry.mode else ''} ({entry.lemma}, {entry.pos.lower()})"


def _conditions(entry: PredicateEntry) -> str:
    return "".join(f"; {key} is {value}" for key, value in entry.conditions)


def _no_event(doc: Doc, s: int, i: int) -> str:
    """Why a word tells no event, whatever its senses are; empty where nothing speaks against it."""
    tree = doc.trees[s]
    word = tree.words[i]
    if i in tree.name_at and word.upos == "PROPN" and not doc.caseless and not (word.text.islower() and tree.name_at[i].last - tree.name_at[i].first == 1):
        return "part of a name"
    if Node(s, i) in doc.time_at:
        return "part of a time expression"
    if tree.case(i) == "of" and word.head >= 0 and asked_number(tree, word.head):
        return "of whom only a number is asked for"  # "how many of the dead were civilians"
    if tree.case(i) == "unto":
        return "how far somebody would go"  # "a fast unto death"
    if word.text.lower() == "armed" and tree.rel(i) in {"acl", "amod", "advcl"} and any(tree.case(k) == "with" for k in tree.kids(i, "obl")):
        return "with what somebody is armed"  # "six men armed with rifles"
    if word.upos == "NOUN" and tree.lemmas[i] in words("document-noun") and tree.rel(i) == "nsubj" and any(e.kind == "say" for e in cues().get((tree.lemmas[word.head], "VERB"), ())):
        return "a document that speaks"  # "the army's releases said"
    if word.upos == "VERB" and any(m.effect == "foiled" for m in modality().get((word.lemma.lower(), "VERB"), ())):
        return "who foils an act does not commit it"
    if word.upos in {"VERB", "ADJ"} and _after_hyphen(tree, i) and not _hyphenated(tree, i)[0]:
        return "second half of a hyphenated adjective"  # "US-backed", "government-held"
    if word.upos in {"NOUN", "PROPN"} and tree.rel(i) == "compound" and word.head >= 0 and not entries_at(tree, word.head):
        return "before another noun, only says of which kind that is"  # "strike assessments", "combat mission"
    if word.upos == "NOUN" and not tree.kids(i, "det", "nmod:poss", "case") and word.text.lower() == tree.lemmas[i] and _of_aircraft(tree, i):
        return "one of several words that say of which kind an aircraft is"  # "attack, bomber and fighter aircraft"
    if word.upos == "NOUN" and tree.lemmas[i] in words("place-when-plural") and (
        word.text.lower() != tree.lemmas[i] or tree.case(i) in {"near", "outside", "inside", "at", "into"} or _hit(tree, i)
    ):
        return "a place where people live"  # "three settlements were attacked"
    if word.upos == "NOUN" and tree.lemmas[i] in words("feeling-when-plural") and word.text.lower() != tree.lemmas[i]:
        return "what somebody feels"  # "the apprehensions of the students"
    if word.upos in {"NOUN", "PROPN"} and weapon_class(word.text, word.lemma) and _undergoes(tree, i):
        return "a weapon that something is done to"  # "shot down a drone", "destroyed two trucks and a bomb"
    if earlier(tree, i) and any(e.effect for e in entries_at(tree, i)):
        return "how many a toll counted before"
    if word.upos in {"VERB", "ADJ"} and tree.rel(i) == "amod" and not any(e.effect for e in entries_at(tree, i)):
        return "an adjective before a noun"  # "suspected links", "reported clashes"
    return ""


def _of_aircraft(tree: Tree, i: int) -> bool:
    """Does a row of nouns go on up to the word for aircraft, whatever the tree makes of it?"""
    for k in range(i + 1, min(i + 10, len(tree.words))):
        if tree.lemmas[k] == "aircraft":
            return tree.words[i + 1].text == "," or tree.words[i + 1].upos == "CCONJ"
        if tree.words[k].upos not in {"NOUN", "PUNCT", "CCONJ", "ADV", "ADJ", "VERB"}:
            return False
    return False


def _undergoes(tree: Tree, i: int) -> bool:
    """Is a word, or the first of its list, what is downed, found or made?"""
    first = tree.first_conjunct(i)
    verb = first if tree.words[first].upos == "VERB" and first < i else tree.words[first].head  # a list that the tree hangs on its verb
    below = first == verb or tree.rel(first) == "obj" or tree.words[first].deprel == "nsubj:pass"
    return below and verb >= 0 and tree.lemmas[verb] in words("downing-verb")


def _hit(tree: Tree, i: int) -> bool:
    """Is a word what an act of violence is done to?"""
    verb = tree.words[i].head
    return verb >= 0 and (tree.rel(i) == "obj" or tree.words[i].deprel == "nsubj:pass") and violent(tree.lemmas[verb])


def _unfit(doc: Doc, sorts: Sorts, s: int, i: int, entry: PredicateEntry, weight: float) -> str:
    """Why the context does not allow a sense; empty where it does."""
    tree = doc.trees[s]
    for key, value in entry.conditions:
        if not holds(doc, sorts, s, i, key, value):
            return f"its condition {key} = {value} does not hold"
    if weight < LEAST and not (entry.type == "assault" and _armed(sorts, s, tree, i) and weight >= LEAST / 2):
        return f"weight {weight:.2f} is below {LEAST}, and nobody armed is in its clause"
    if entry.type == "assault" and _on_ideas(sorts, s, tree, i, entry):
        return "aimed at an idea, not at anybody or anything"
    return ""


def _on_ideas(sorts: Sorts, s: int, tree: Tree, i: int, entry: PredicateEntry) -> bool:
    """"fight corruption", "an attack on the peace process": nobody is hit. A word of the entry itself ("terror attack") is no aim."""
    if entry.effect and tree.kids(i, "nummod"):
        return False  # "the war has left 30,000 killed"
    found = fill(tree, i, [p for p in entry.patient if p not in {"self", "nmod-pre"}], tree.words[i].upos in {"VERB", "AUX"})[0]
    found = [k for k in found if tree.lemmas[k] not in entry.lemma.split()]
    return bool(found) and all(sorts.abstract(Node(s, k)) or sorts.fought_for(Node(s, k)) for k in found)


def holds(doc: Doc, sorts: Sorts, s: int, i: int, key: str, value: str) -> bool:
    """Does the context of the word at `i` show what a sense needs?"""
    tree = doc.trees[s]
    verbal = tree.words[i].upos in {"VERB", "AUX"}
    where = key.removeprefix("not-")
    if where == "comp":
        hit = bool(tree.kids(i, "ccomp", "xcomp", "acl")) or any(tree.infinitive(k) or oblique(tree, k) or {tree.lemmas[m] for m in tree.kids(k, "mark", "advmod")} & {"that", "how", "whether"} for k in tree.kids(i, "advcl"))
        return hit != key.startswith("not-")
    if where == "bare":  # "on strike"
        hit = tree.case(i) in expand(value) and not tree.kids(i, "det", "amod", "nmod:poss")
        return hit != key.startswith("not-")
    if where == "arg":
        found = [k for k in _clause(tree, i) if k != i]
    elif where == "prt":
        found = tree.kids(i, "compound", "advmod")
    elif where == "obj":
        found = fill(tree, i, ("ARG1", "obj"), verbal)[0] or (fill(tree, i, ("prep:of",), verbal)[0] if not verbal else [])
        found = [*found, *(k for k in (tree.kids(i, "obj") if verbal else []) if k not in found)]
        if verbal and (own := undergoer(tree, i)) is not None and own not in found:
            found.append(own)  # "the attack with grenades that was carried out", where the role has another word
        found = [*found, *(m for k in found if (m := stands_for(tree, k)) is not None)]
        found = [*found, *(m for k in found if tree.lemmas[k] in words("carrier-noun") for m in tree.kids(k, "compound", "amod"))]
        found += [m for k in found if tree.words[k].upos == "NUM" or tree.lemmas[k] in words("series-noun") | {"set"} for m in tree.kids(k, "nmod") if tree.case(m) == "of"]
        found += [m for k in found for m in tree.kids(k, "amod") if tree.words[m].text.lower() in words("hurt-adjective")]  # "wounded people"
        if not found and verbal and (number := gapped(tree, i)) is not None:
            found = [number]  # "four were killed and 15 hurt"
    elif where == "subj":
        found = fill(tree, i, ("ARG0", "subj"), verbal)[0]
    else:
        found = fill(tree, i, (where,), verbal, tree.kids(i, "obj") if verbal else ())[0]
    if verbal and key == "not-obj" and not tree.passive(i):
        found = [k for k in found if k not in tree.kids(i, "nsubj") and not (tree.rel(k) == "obl" and tree.case(k) and tree.words[k].head == i)]  # whatever its role, who acts is no object, nor "against X"
    hit = any(_matches(doc, sorts, Node(s, k), value) for k in found)
    return hit != key.startswith("not-")


def _clause(tree: Tree, i: int) -> list[int]:
    """The words of the predicate's clause: what it governs, and its governor with that one's other dependents."""
    near = set(tree.subtree(i))
    head = tree.words[i].head
    if head >= 0:
        near.add(head)
        near.update(tree.children[head])
    return sorted(near)


def _matches(doc: Doc, sorts: Sorts, node: Node, value: str) -> bool:
    word = doc.word(node)
    wanted, kinds = expand(value), value.split("|")
    if "weapon" in kinds and sorts.sort(node) == "person":
        wanted = wanted - expand("weapon")  # "captured two suicide bombers"
    if kinds == ["attack-noun"] and sorts.sort(node) == "person":
        return False  # "a hostage was executed"
    if kinds == ["attack-noun"] and word.upos in {"NOUN", "PROPN"}:
        told = multiword_at(doc.trees[node.s].lemmas, node.i, "NOUN")[0]
        if told:
            return any(e.type == "assault" for e in told)  # not "a hunger strike"
        if len({e.type for e in entries_at(doc.trees[node.s], node.i)}) > 1 and (own := choose(doc, sorts, node.s, node.i)) is not None and own.type != "assault":
            return False  # "the teachers' strike resumed"
    quantity = "number" in kinds and word.lemma.lower() == "number"  # "a number of sites": as many of what stands behind "of"
    if "any" in kinds or (not quantity and (word.lemma.lower() in wanted or word.text.lower() in wanted)):
        return True
    if word.upos == "NOUN" and word.lemma.lower().endswith(_doers(wanted)):
        return True  # "farmworkers", "steelworkers"
    if "number" in kinds and (word.upos == "NUM" or doc.trees[node.s].kids(node.i, "nummod")):
        return sorts.sort(node) in {"person", "org"} or word.upos == "PROPN"  # "captured nine", not "captured 19 of the seats"
    return bool(sorts.classes(node) & set(kinds))


@cache
def _doers(wanted: frozenset[str]) -> tuple[str, ...]:
    """Of the words that a condition names those for persons, as longer nouns end in them."""
    return tuple(sorted(each for each in wanted if len(each) > 5 and names_a_person(each)))


def _armed(sorts: Sorts, s: int, tree: Tree, i: int) -> bool:
    """Is an armed party or a weapon in the predicate's clause?"""
    return any("armed" in sorts.classes(Node(s, k)) or sorts.sort(Node(s, k)) == "weapon" for k in _clause(tree, i) if k != i)
