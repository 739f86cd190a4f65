"""What a sentence's tree says of a place named in it: which event governs it, and whether it is where that happened."""

from __future__ import annotations

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.lexicon import violent
from conflictgraph.extract.nouns import names_a_person, noun_kinds
from conflictgraph.extract.tree import Tree

_RANK = {"point": 0, "city": 1, "district": 2, "province": 3, "region": 4, "country": 5}


def whole(doc: Doc, node: Node) -> Node:
    """The head of a place's phrase: "parts" in "northern parts of South Sudan"."""
    tree, at = doc.trees[node.s], node.i
    while (head := tree.words[at].head) >= 0 and place_noun(doc, Node(node.s, head)):
        part = tree.rel(at) == "nmod" and tree.case(at) == "of" and tree.words[at].deprel != "nmod:poss"
        if not part and tree.rel(at) not in {"compound", "amod", "flat", "appos"} and tree.words[at].deprel != "nmod:poss":
            break
        at = head
    return Node(node.s, at)


def trigger_near(d: Draft, node: Node) -> Node:
    """The event's word in the sentence of another word."""
    return next((t for t in (d.triggers or [d.trigger]) if t.s == node.s), node)


def seat_of_another(doc: Doc, node: Node, trigger: Node) -> bool:
    """Is it said of where those are who tell or act in another clause ("the government in Kinshasa counted 50 dead"), or feel about it?"""
    tree = doc.trees[node.s]
    holder = tree.words[node.i].head
    if trigger.s == node.s and _taken_there(tree, node.i, trigger.i):
        return True
    if tree.rel(node.i) == "nsubj" and holder >= 0 and trigger.s == node.s:
        return any(tree.governs(k, trigger.i) for k in tree.kids(holder, "ccomp"))  # "Moscow said its forces had struck …"
    if trigger.s == node.s and _of_a_teller(doc, node, trigger):
        return True
    if tree.rel(node.i) not in {"nmod", "obl"} or holder < 0 or trigger.s != node.s or tree.governs(trigger.i, node.i):
        return False
    if any(tree.lemmas[k] in {"about", "over"} for k in tree.kids(trigger.i, "case")) and tree.words[trigger.i].head == holder:
        return True  # "frustration in Downing Street about the attack"
    if _told_there(tree, node.i, trigger.i):
        return True
    if tree.rel(node.i) != "nmod":
        return False
    return _body(tree, holder) and tree.rel(holder) == "nsubj" and tree.words[holder].head != trigger.i


def of_what_came_after(doc: Doc, node: Node, trigger: Node) -> bool:
    """"The soldiers killed by the Taliban were buried in Kabul", "relatives of the victims of the massacre met in London": where something
    else happened to those whom the deed befell, or who have to do with it."""
    tree, at, aside = doc.trees[node.s], trigger.i, False
    if trigger.s != node.s or tree.governs(trigger.i, node.i):
        return False
    while True:
        rel, head = tree.rel(at), tree.words[at].head
        if head < 0:
            return False
        if aside and rel in {"nsubj", "obj"}:
            break
        if rel == "acl" and tree.kids(at, "mark"):
            return False  # "accused the army of bombing civilians in Nyala"
        if rel in {"acl", "amod"} or (rel in {"nmod", "obl"} and tree.case(at) in words("case-of-aside")):
            aside = aside or rel == "acl" or names_a_person(tree.lemmas[head])
        elif rel not in {"conj", "appos", "compound"}:
            return False
        at = head
    verb = head
    if tree.words[verb].upos != "VERB" or tree.governs(at, node.i) or not tree.governs(verb, node.i):
        return False
    return tree.lemmas[verb] in words("aftermath-verb") or not (violent(tree.lemmas[verb]) or (tree.lemmas[verb] in words("occur-verb") and not names_a_person(tree.lemmas[at])))


def _of_a_teller(doc: Doc, node: Node, trigger: Node) -> bool:
    """"The governor of the Sahel region spoke of 50 abducted women": of where he is who tells of them."""
    tree, top = doc.trees[node.s], whole(doc, node).i
    holder = tree.words[top].head
    if top == node.i or tree.rel(top) != "nmod" or holder < 0 or tree.rel(holder) != "nsubj" or not _body(tree, holder):
        return False
    verb = tree.words[holder].head
    return verb != trigger.i and tree.governs(verb, trigger.i) and not tree.governs(trigger.i, node.i)


def _body(tree: Tree, i: int) -> bool:
    """A noun for people who act or tell."""
    lemma = tree.lemmas[i]
    return names_a_person(lemma) or noun_kinds().get(lemma) == "group" or lemma in words("organization-noun") | words("collective-noun")


def launched_there(doc: Doc, node: Node, trigger: Node) -> bool:
    """"The missile was fired from an area near Dobropillia": where it came from, and not where it hit."""
    tree = doc.trees[node.s]
    if node.s != trigger.s or tree.lemmas[trigger.i] not in words("launch-verb") or not tree.governs(trigger.i, node.i):
        return False
    way = [node.i]
    while tree.words[way[-1]].head not in {trigger.i, -1}:
        way.append(tree.words[way[-1]].head)
    return any(tree.case(k) == "from" for k in way)


def _told_there(tree: Tree, place: int, trigger: int) -> bool:
    """"told reporters in Kinshasa that the victims had been killed": the place of the telling, whose content has a clause of its own."""
    verb = tree.words[place].head
    if tree.rel(place) == "nmod" and tree.rel(verb) in {"obj", "iobj"}:
        verb = tree.words[verb].head
    told = verb >= 0 and verb != trigger and tree.words[verb].upos == "VERB"
    return told and any(tree.governs(k, trigger) and tree.kids(k, "mark") for k in tree.kids(verb, "ccomp"))


def _taken_there(tree: Tree, place: int, trigger: int) -> bool:
    """"the wounded were taken to Dori and Sebba": where people are brought is not where they were hurt."""
    first = tree.first_conjunct(place)
    verb = tree.words[first].head
    brought = verb >= 0 and verb != trigger and tree.case(first) in {"to", "into"} and tree.rel(first) == "obl"
    return brought and tree.lemmas[verb] in words("carry-verb")


def of_a_side(doc: Doc, d: Draft, node: Node) -> bool:
    """Is it said of where those are who speak or are spoken to ("the mission in Kabul condemned …")? That is not where they spoke."""
    tree = doc.trees[node.s]
    return d.type in words("reaction-type") and any(n.s == node.s and tree.governs(n.i, node.i) for n in (*(d.agents if d.type != "sanction" else ()), *d.patients))  # a court sits where it judges


def rank(doc: Doc, p: int) -> float:
    """Narrow places first, those that no gazetteer knows after those it knows."""
    place = doc.places[p]
    return _RANK[place.precision] + (0.0 if place.lat is not None else 0.5)


def branch_of(doc: Doc, node: Node, d: Draft) -> int:
    """The child of the event's word under which a place stands; its own word where it stands elsewhere."""
    tree = doc.trees[node.s]
    triggers = {t.i for t in (d.triggers or [d.trigger]) if t.s == node.s}
    at = node.i
    while tree.words[at].head >= 0 and tree.words[at].head not in triggers:
        at = tree.words[at].head
    return at if tree.words[at].head in triggers else node.i


def locative(doc: Doc, node: Node, d: Draft) -> bool:
    """Is the place said of where it happened (not of whom, whence or about what)?

    Climbs from the place to the top of its phrase ("Sangin" → "district", "Helmand" → "south of"), then reads its preposition.
    """
    tree = doc.trees[node.s]
    triggers = {t.i for t in (d.triggers or [d.trigger]) if t.s == node.s}
    at = node.i
    for _ in range(8):
        rel, case, head = tree.rel(at), tree.case(at), tree.words[at].head
        if head < 0:
            return False
        up = Node(node.s, head)
        of_place = up in doc.place_at or place_noun(doc, up)
        if rel in {"compound", "amod", "flat", "appos", "conj", "list"} or tree.words[at].deprel == "nmod:poss":
            if head in triggers:
                return True  # "the Kabul bombing"
            if not of_place:
                return False  # "US-led forces", "a Guantanamo detainee"
            at = head
            continue
        if rel == "nmod" and case == "of":
            if head in triggers:
                return d.harmful
            if not of_place:
                return False
            at = head
            continue
        if case in words("inside") or rel == "advmod" or (rel in {"obl", "nmod"} and case and case not in words("not-where")):
            return True
        if rel in {"obl", "nmod"} and case in {"into", "to", "from", "through"}:
            return d.type in {"retreat", "mobilize", "consult", "aid"}
        if rel in {"nsubj", "obj"} and head in triggers:
            return d.harmful or d.type == "retreat"
        if rel == "nmod" and of_place:
            at = head
            continue
        return rel == "obl" and not case and at != node.i
    return False


def place_noun(doc: Doc, node: Node) -> bool:
    """"the city of", "Sangin district of southern Helmand": of-phrases between places are containment."""
    if node in doc.place_at:
        return True
    return doc.word(node).lemma in words("place-noun")


def is_party(doc: Doc, drafts: list[Draft], node: Node) -> bool:
    return any(node in d.agents or node in d.participants or (node in d.patients and node not in d.targets) for d in drafts)


def governor(doc: Doc, node: Node, owner: dict[Node, Draft], cues: dict[Node, Draft], steps: int = 0) -> tuple[Draft, int] | None:
    """The closest event (or cue) above a word, and how many steps up it is, `steps` of them gone already; event nouns under the cue before the cue."""
    tree = doc.trees[node.s]
    at = node.i
    while at >= 0 and steps < 15:
        here = Node(node.s, at)
        if here in owner:
            return owner[here], steps
        word = tree.words[at]
        if here in cues and not cues[here].rule.startswith("speech:report"):
            return cues[here], steps
        if word.upos in {"VERB", "AUX"} and steps:
            below = [
                k
                for k in tree.kids(at, "obj", "nsubj", "nsubj:pass", "xcomp")
                if Node(node.s, k) in owner and tree.lemmas[k] not in words("attacker-word")  # "pursued the attackers on Sunday"
            ]  # "reported battles last week": what a verb says of an event noun, it says of the event
            below = below or [k for k in tree.kids(at, "conj") if Node(node.s, k) in owner and not tree.kids(k, "nsubj") and node.i < at]
            if below:  # "on Sunday the army pursued them and killed six": before the first verb it is said of both
                return owner[Node(node.s, below[-1])], steps + 1
        if here in cues:
            return cues[here], steps
        if tree.words[at].deprel == "acl:relcl" and steps > 6:
            return None
        at, steps = word.head, steps + 1
    return None
