"""Names of bodies that the language model left out or cut, known by their own words.

A name in capitals that ends in what a body is ("the Iraqi Islamic Party", "the American-Arab Discrimination Committee") names one, and
what stands behind its "of" or "for" belongs to it ("the Association of Muslim Scholars"). Letters in brackets behind such a name are
the body's, wherever the article uses them again.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Node
from conflictgraph.extract.lexicon import cues, predicates
from conflictgraph.extract.mending import somebody
from conflictgraph.extract.mentions import Ent, Found, gazetteer, lexicon
from conflictgraph.extract.nouns import weapon_class
from conflictgraph.extract.tree import Tree

_GOES_ON = ("of", "for", "against")  # what goes on with a body's name


def bodies(doc: Doc, found: Found) -> None:
    """Add and complete the names of bodies."""
    if doc.caseless:
        return
    plain = [s for s, tree in enumerate(doc.trees) if not _titled(tree)]
    for s in plain:
        tree = doc.trees[s]
        i = 0
        while i < len(tree.words):
            span = _body(found, s, tree, i)
            if span is None:
                i += 1
                continue
            first, last = span
            _take(doc, found, s, tree, first, last)
            i = last
        _before(found, s, tree)
        _outlets(found, s, tree)
    _letters(doc, found, plain)


def _before(found: Found, s: int, tree: Tree) -> None:
    """What stands before the noun of a body that has no capital is the body's name ("the Baath party")."""
    for i, word in enumerate(tree.words):
        if word.text not in _nouns() or word.upos != "NOUN" or not i or tree.words[i - 1].upos != "PROPN" or tree.rel(i - 1) != "compound":
            continue
        first = i
        while first and tree.words[first - 1].upos == "PROPN" and _capital(tree, first - 1) and tree.governs(i, first - 1):
            first -= 1
        free = all(Node(s, k) not in found.at for k in range(first, i)) and gazetteer().people(tree.text(first, i)) is None
        if first < i and free and not (first and (_capital(tree, first - 1) or tree.words[first - 1].text == "-")):
            found.add(Ent(s, first, i, "ORG", None, None))


def _outlets(found: Found, s: int, tree: Tree) -> None:
    """"Russia's state-run Tass news agency": what an outlet is goes on with its name, so that who speaks is the outlet."""
    for entity in [e for e in found.entities if e.s == s and e.type == "ORG" and e.kind == "organization"]:
        k = entity.last
        while k < len(tree.words) and tree.words[k].upos == "NOUN" and tree.rel(k) == "compound" and k - entity.last < 2:
            k += 1
        noun = k < len(tree.words) and tree.words[k].upos == "NOUN" and tree.lemmas[k] in words("outlet-noun") and not somebody(tree.lemmas[k])
        if noun and tree.words[k].text.islower() and tree.governs(k, entity.first) and all(Node(s, m) not in found.at for m in range(entity.last, k + 1)):
            found.again(entity, replace(entity, last=k + 1))


def _letters(doc: Doc, found: Found, plain: list[int]) -> None:
    """Letters are a body's where they stand in brackets behind its name, or where it acts or has something; then they are
    everywhere in the article. A person is never called by letters alone."""
    people = {doc.trees[e.s].words[k].text.upper() for e in found.entities if e.type == "PER" and e.last - e.first > 1 for k in range(e.first, e.last)}
    free = [n for s in plain for i in range(len(doc.trees[s].words)) if _unknown(doc, found, s, i) and doc.word(n := Node(s, i)).text not in people]
    known = {doc.word(n).text for n in free if n in found.at or _bracketed(found, doc.trees[n.s], n) or _acts(doc.trees[n.s], n.i)}
    for node in free:
        if doc.word(node).text in known:
            if node in found.at:
                found.remove(found.at[node])
            found.add(Ent(node.s, node.i, node.i + 1, "ORG", None, None))


def _unknown(doc: Doc, found: Found, s: int, i: int) -> bool:
    """Is a word but capital letters, and no name yet or a person's?"""
    tree = doc.trees[s]
    text = tree.words[i].text
    if not (2 < len(text) < 9 and text.isalpha() and text.isupper() and tree.words[i].upos == "PROPN") or Node(s, i) in doc.time_at or weapon_class(text, text.lower()):
        return False
    if any(0 <= k < len(tree.words) and tree.words[k].text in {"-", "/", ":", "&"} for k in (i - 1, i + 1)):
        return False
    if any(0 <= k < len(tree.words) and tree.words[k].text.isupper() and len(tree.words[k].text) > 1 for k in (i - 1, i + 1)):
        return False  # "KOBE IN THE HOUSE: …": a heading
    entity = found.at.get(Node(s, i))
    return entity is None or (entity.type == "PER" and entity.key is None and entity.last - entity.first == 1)


def _bracketed(found: Found, tree: Tree, node: Node) -> bool:
    i = node.i
    if not 1 < i < len(tree.words) - 1 or tree.words[i - 1].text != "(" or tree.words[i + 1].text != ")":
        return False
    before = found.at.get(Node(node.s, i - 2))
    return before is not None and before.type == "ORG" and before.last - before.first > 1


def _acts(tree: Tree, i: int) -> bool:
    """Does somebody of that name act or speak, or is something his ("the CPA said")?"""
    if tree.rel(i) == "nmod:poss":
        return True
    verb = tree.words[i].head
    told = verb >= 0 and ((tree.lemmas[verb], "VERB") in cues() or (tree.lemmas[verb], "VERB") in predicates())
    return told and (tree.rel(i) == "nsubj" or (tree.rel(i) == "obl" and tree.case(i) == "by"))


def _titled(tree: Tree) -> bool:
    """A headline, where capitals tell nothing, has no verb without one."""
    return not any(w.upos in {"VERB", "AUX"} and w.text.islower() for w in tree.words)


def _body(found: Found, s: int, tree: Tree, i: int) -> tuple[int, int] | None:
    """The first and last words of the name of the body whose noun is word `i`."""
    word = tree.words[i]
    name = word.text.lower()
    purpose = name in words("body-for") and i + 1 < len(tree.words) and tree.words[i + 1].text in {"for", "against"}
    if not (purpose or name in _nouns()) or not _capital(tree, i) or (i + 1 < len(tree.words) and _capital(tree, i + 1)):
        return None
    if i + 1 < len(tree.words) and tree.words[i + 1].text in {"-", "/"}:
        return None
    first = i
    while first and _joins(found, s, tree, first - 1, i):
        first -= 1
    if first == 0 and first < i and tree.words[0].upos != "PROPN" and gazetteer().people(tree.words[0].text) is None:
        first += 1  # every sentence begins with a capital
    while tree.words[first].text == "-":
        first += 1
    last = _tail(found, s, tree, i)
    if last - first < 2 or (last == i + 1 and first == i):
        return None
    return first, last


def _capital(tree: Tree, i: int) -> bool:
    return tree.words[i].text[:1].isupper() and tree.words[i].upos in {"PROPN", "NOUN", "ADJ"}


def _joins(found: Found, s: int, tree: Tree, k: int, head: int) -> bool:
    """Does a word belong to the name of the body behind it? A person's name and a word that nothing ties to it do not."""
    word = tree.words[k]
    entity = found.at.get(Node(s, k))
    if entity is not None and entity.type == "PER":
        return False
    if word.text == "-":
        return k > 0 and _capital(tree, k - 1) and _capital(tree, k + 1)
    if word.text.isdigit():  # "the March 23 Movement"
        return tree.lemmas[head] in words("named-after-day") and any(0 <= j < head and _capital(tree, j) for j in (k - 1, k + 1))
    state = entity is not None and entity.key is not None and entity.last == k + 1 and _capital(tree, k + 1)
    return _capital(tree, k) and (tree.governs(head, k) or state or (k + 1 < len(tree.words) and tree.words[k + 1].text == "-"))


def _tail(found: Found, s: int, tree: Tree, i: int) -> int:
    """The end of a body's name, with what stands behind its "of" or "for"."""
    last = i + 1
    while last + 1 < len(tree.words) and tree.words[last].text in _GOES_ON:
        start = last + 1 + (tree.words[last + 1].text == "the")
        end = start
        while end < len(tree.words) and (_capital(tree, end) or (tree.words[end].text == "and" and end > start and end + 1 < len(tree.words) and _capital(tree, end + 1) and _one(found, s, end + 1))):
            end += 1
        if end < len(tree.words) and tree.words[end].upos == "NOUN" and tree.governs(end, end - 1):
            break  # "the Board of Muslim clerics": no name
        if end == start or any((e := found.at.get(Node(s, k))) is not None and (e.type == "PER" or (e.key is not None and e.kind != "state")) for k in range(start, end)):
            break
        last = end
    return last


def _one(found: Found, s: int, k: int) -> bool:
    """Is the word behind "and" no name of its own?"""
    return found.at.get(Node(s, k)) is None


def _take(doc: Doc, found: Found, s: int, tree: Tree, first: int, last: int) -> None:
    held = list(dict.fromkeys(found.at[Node(s, k)] for k in range(first, last) if Node(s, k) in found.at))
    if any(e.first < first or e.last > last for e in held) or any(e.key is not None and e.kind != "state" for e in held):
        return
    if any(Node(s, k) in doc.time_at and tree.words[k].text.isalpha() for k in range(first, last) if k != first):
        return
    if gazetteer().lookup(tree.text(first, last)) or any((e.first, e.last, e.type) == (first, last, "ORG") for e in held):
        return  # "the West Bank"
    state = next((e for e in held if e.last == last and e.key is not None and first < e.first and tree.lemmas[e.first - 1] in {"of", "the"}), None)
    of = next((k for k in range(last - 1, first, -1) if tree.lemmas[k] == "of"), first)
    organ = lexicon().compose(state.key, tree.text(first, of)) if state is not None and state.key is not None else None
    if organ is None and lexicon().slot(tree.text(first, last)) is not None:
        return  # "the Defense Ministry": whose, `organs` tells
    for entity in held:
        found.remove(entity)
        if entity.type == "LOC":
            found.within.add(tree.text(entity.first, entity.last))
    found.add(Ent(s, first, last, "ORG", organ.key if organ else None, organ.kind if organ else None))


@cache
def _nouns() -> frozenset[str]:
    return words("body-name")
