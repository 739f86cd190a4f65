"""Pronouns whose antecedent the tree gives: "the army said it …", "the rebels continued their attacks", "… and urged him".

A pronoun that owns something inside its clause, or that is the subject of a clause under another, stands for the subject
above it; an object never stands for its own clause's subject (Chomsky's binding principles A and B, read off the tree).
Number and kind must agree; where nothing fits, nothing is said and the search through the article goes on in `link`.
"""

from __future__ import annotations

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Node
from conflictgraph.extract.lexicon import violent
from conflictgraph.extract.roles import subject, surface_subject
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.tree import Tree

_CLAUSAL = {"ccomp", "xcomp", "advcl", "acl", "parataxis", "conj", "csubj"}
_REFLEXIVE = {"himself", "herself", "itself", "themselves", "oneself"}
_CLAUSES = 4  # clauses that a search climbs


def bound(doc: Doc, sorts: Sorts, node: Node) -> Node | None:
    """The antecedent of a third-person pronoun inside its sentence, where the tree decides it."""
    tree = doc.trees[node.s]
    verb, child = _clause(tree, node.i)
    if verb is None:
        return None
    accused = _accused(tree, verb) if child == node.i and tree.rel(node.i) == "nsubj" else None
    if accused is not None and _agrees(doc, sorts, node, Node(node.s, accused)):
        return Node(node.s, accused)
    text = tree.words[node.i].text.lower()
    owner = tree.words[node.i].deprel == "nmod:poss" or text in _REFLEXIVE
    out = barred(doc, node)
    for level in range(_CLAUSES):
        here = [s for s in (subject(tree, verb), surface_subject(tree, verb)) if s is not None]
        if level and not _attacks(tree, child):  # "were beaten by soldiers as they marched"
            here.reverse()
        if level or owner:
            candidates = here
            if level and tree.rel(child) == "conj":  # "called X and urged him": what the verb before acts on
                candidates = [*tree.kids(verb, "obj", "iobj"), *([] if not owner else here)]
            if level and any(tree.lemmas[k] == "after" for k in tree.kids(child, "mark")) and violent(tree.lemmas[verb]) and violent(tree.lemmas[child]):
                candidates = [*tree.kids(verb, "obj"), *candidates]  # "soldiers killed two men after they attacked a post"
            if text in words("pronoun-plural"):  # "were sentenced by a court for their role": several before one body
                candidates = sorted(candidates, key=lambda k: not plural(doc, Node(node.s, k)))
            if level and tree.rel(child) == "ccomp" and tree.lemmas[verb] in words("accusing-verb"):  # "the state alleged they hacked him": an accuser speaks of others
                candidates = [k for k in candidates if k not in here]
            if level and tree.rel(child) == "ccomp" and tree.lemmas[verb] in words("guessing-verb") and tree.passive(child) and violent(tree.lemmas[child]):
                candidates = [k for k in candidates if k not in here]  # "the police believe that they were shot by the guards": others
            for k in candidates:
                other = Node(node.s, _spoken_for(tree, k) if text in words("pronoun-thing") else _client(tree, k, node.i))
                if other.i < node.i and (text in _REFLEXIVE or not tree.governs(k, node.i)) and other not in out and _agrees(doc, sorts, node, other):
                    return other
        up = tree.words[verb].head
        if up < 0 or tree.rel(verb) not in _CLAUSAL:
            return None
        child = verb
        above, _ = _clause(tree, verb) if tree.rel(verb) == "acl" else (up, verb)
        if above is None:
            return None
        verb = above
    return None


def _accused(tree: Tree, verb: int) -> int | None:
    """"Accused the army of burning villages, a charge that it has denied": who is accused answers a charge."""
    charge = tree.words[verb].head
    if tree.words[verb].deprel != "acl:relcl" or tree.lemmas[charge] not in words("blame-noun") | words("claim-noun"):
        return None
    accuse = next((k for k in tree.up(charge) if tree.lemmas[k] in words("accusing-verb")), None)
    return tree.kid(accuse, "obj") if accuse is not None else None


def _client(tree: Tree, k: int, pronoun: int) -> int:
    """"Her lawyer says she was captured": she is whose lawyer it is. What is no violence the lawyer may do himself ("that he would appeal")."""
    word = tree.words[pronoun]
    text = word.text.lower()
    if word.deprel != "nsubj:pass" and not (word.head >= 0 and violent(tree.lemmas[word.head])):
        return k
    own = {"she": "her", "her": "her", "he": "his", "him": "his", "his": "his"}.get(text)
    return next((m for m in tree.kids(k, "nmod:poss") if tree.words[m].text.lower() == own), k) if tree.lemmas[k] in words("agent-of-client") else k


def _spoken_for(tree: Tree, k: int) -> int:
    """"A spokesman for the coalition denied that its planes …": the body for which he speaks; anybody else is himself."""
    if tree.lemmas[k] not in words("spokesperson"):
        return k
    return next((m for m in tree.kids(k, "nmod") if tree.case(m) in {"for", "of"} or tree.words[m].deprel == "nmod:poss"), k)


def _attacks(tree: Tree, verb: int) -> bool:
    """Does a clause tell a deed of violence that goes with what its governor tells ("were shot by soldiers when they stormed the camp")? After
    or before another deed, it may be anybody's."""
    if any(tree.lemmas[k] in {"after", "before", "because"} for k in tree.kids(verb, "mark", "advmod")):
        return False
    return violent(tree.lemmas[verb])


def barred(doc: Doc, node: Node) -> set[Node]:
    """What an object cannot stand for: the subject of its own clause, shared by coordination or control, too."""
    tree = doc.trees[node.s]
    verb, child = _clause(tree, node.i)
    if verb is None or child != node.i or tree.words[node.i].text.lower() in _REFLEXIVE:
        return set()
    if tree.rel(node.i) in {"nsubj", "csubj"}:
        return set()
    return {Node(node.s, k) for k in (subject(tree, verb), surface_subject(tree, verb)) if k is not None}


def renamed_below(tree: Tree, i: int) -> frozenset[str]:
    """What a subject cannot stand for: whatever its own clause goes on to name ("it called the government's figures …": not the
    government; Chomsky's principle C). The nouns without modifiers, and names, in lower case."""
    verb, child = _clause(tree, i)
    if verb is None or child != i or tree.rel(i) != "nsubj":
        return frozenset()
    plain = (k for k in tree.subtree(verb) if k > i and tree.words[k].upos in {"NOUN", "PROPN"} and tree.rel(k) not in {"compound", "flat"})
    return frozenset(tree.words[k].text.lower() for k in plain if not tree.kids(k, "amod", "compound", "nmod", "nummod"))


def _clause(tree: Tree, i: int) -> tuple[int | None, int]:
    """The verb whose clause a word stands in, and the verb's dependent on the way."""
    child = i
    for up in tree.up(i):
        if tree.words[up].upos in {"VERB", "AUX"} or tree.kids(up, "nsubj", "nsubj:pass"):
            return up, child
        child = up
    return None, i


def _agrees(doc: Doc, sorts: Sorts, pronoun: Node, other: Node) -> bool:
    text = doc.word(pronoun).text.lower()
    if sorts.genders.differ(pronoun, other):
        return False
    word, sort, many = doc.word(other), sorts.sort(other), plural(doc, other)
    if word.upos == "PRON":
        return any(text in words(c) and word.text.lower() in words(c) for c in ("pronoun-person", "pronoun-thing", "pronoun-plural"))
    if text in words("pronoun-person"):
        return sort == "person" and not many and word.lemma.lower() not in words("collective-noun")
    if text in words("pronoun-plural"):
        return many or sort == "org" or word.lemma.lower() in words("collective-noun")
    entity = sorts.found.at.get(other)
    if entity is not None and entity.type == "PER":
        return False
    group = word.upos == "NOUN" and word.text.lower() == word.lemma.lower() and word.lemma.lower() in words("collective-noun") | words("vehicle-noun")
    return not many and (group or sort not in {"person", "event"})  # "the convoy was on its way when it was hit"


def plural(doc: Doc, node: Node) -> bool:
    """Is more than one meant: a plural noun, a number above one, or several coordinated?"""
    tree, word = doc.trees[node.s], doc.word(node)
    if tree.kids(node.i, "conj"):
        return True
    if word.upos == "PROPN":
        return False
    if word.upos == "ADJ":
        return word.text.lower() in words("adjective-person")
    return word.text.lower() != word.lemma.lower() or word.text.lower() in words("counting-noun") or word.lemma.lower() in {"people", "police"}


def several_act(tree: Tree, first: int, last: int) -> bool:
    """"X, Y and advisers considered the IRA's attacks. They deplored …": do several act, before a name that only says whose something is?"""
    owns = tree.words[tree.top(first, last)].deprel in {"nmod:poss", "nmod"}
    return owns and any(tree.rel(k) == "nsubj" and len(tree.conjuncts(k)) > 1 for k in range(len(tree.words)))
