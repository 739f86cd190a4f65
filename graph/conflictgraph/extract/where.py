"""Where and when: each place and time expression of a sentence goes to the event that governs it most closely."""

from __future__ import annotations

from collections.abc import Sequence

from conflictgraph.extract import described, placing
from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.nouns import names_a_person, noun_kinds
from conflictgraph.extract.tree import Tree

_RANK = {"point": 0, "city": 1, "district": 2, "province": 3, "region": 4, "country": 5}


def settle(doc: Doc, drafts: list[Draft], cues: dict[Node, Draft]) -> None:
    """Give every draft its place and time. `cues` are statements by cue: a time said of the saying is the statement's."""
    owner: dict[Node, Draft] = {}
    for d in drafts:
        for trigger in d.triggers or [d.trigger]:
            owner.setdefault(trigger, d)
    places: dict[int, list[tuple[float, float, int, int]]] = {}  # steps (or how improbable), rank, place, branch
    times: dict[int, list[tuple[int, int]]] = {}
    index = {id(d): n for n, d in enumerate(drafts)}
    weighed = {n for n, d in enumerate(drafts) if _weigh(doc, d, owner, places.setdefault(n, []))}
    for n, d in enumerate(drafts):
        for trigger in d.triggers or [d.trigger]:
            role = doc.trees[trigger.s].role(trigger.i, "EVPLACE") if n not in weighed else None
            if role is None:
                continue
            head = Node(trigger.s, role.head)
            known = doc.place_at.get(head)
            if known is None:
                doc.note(trigger, "place", "the language model's place of the event, but no place that is known", head)
            elif _is_party(doc, [d], head) or _of_a_side(doc, d, head):
                doc.note(trigger, "place", "a party of the event, or where one is from", head)
            else:
                doc.note(trigger, "place", "the language model's place of the event", head, True)
                places[n].append((-1, _rank(doc, known), known, _branch(doc, head, d)))
    for node, p in sorted(doc.place_at.items()):
        first = doc.place_at.get(Node(node.s, node.i - 1)) != p  # a name of several words is told of once
        if _is_party(doc, drafts, node):
            doc.note(node, "place", "a party of an event")
            continue
        found = _governor(doc, node, owner, {})
        if found is None:
            if first:
                doc.note(node, "place", "no event governs it")
            continue
        if index[id(found[0])] in weighed:
            continue
        if not _locative(doc, node, found[0]) or _of_a_side(doc, found[0], node):
            doc.note(_here(found[0], node), "place", "not said of where it happened: its phrase or preposition is of another kind", node)
            continue
        d, steps = found
        if doc.trace is not None and first:
            doc.note(_here(d, node), "place", f"said of where, {steps} {'step' if steps == 1 else 'steps'} below the event's word", node, True)
        places[index[id(d)]].append((steps, _rank(doc, p), p, _branch(doc, node, d)))
    said = _said_when(doc, drafts)
    for node, t in sorted(doc.time_at.items()):
        first = doc.time_at.get(Node(node.s, node.i - 1)) != t
        found = _governor(doc, node, owner, cues)
        if found is None or _in_content(doc, node, found[0]):
            found = (said[node], 0) if node in said else None
        if found is None:
            if first:
                doc.note(node, "time", "no event or act of speech governs it")
            continue
        d, steps = found
        if doc.trace is not None and first:
            below = f"{steps} {'step' if steps == 1 else 'steps'} below the {'event' if id(d) in index else 'act of speech'}'s word"
            doc.note(_here(d, node), "time", below if steps else "the language model's time of the event (ARGM-TMP)", node, True)
        if id(d) in index:
            times.setdefault(index[id(d)], []).append((steps, t))
            continue
        if d.time is None:
            d.time = t
        done = _by_word(doc, d, owner)
        if done is not None:
            times.setdefault(index[id(done)], []).append((steps + 1, t))
    for n, options in sorted((n, each) for n, each in places.items() if each):
        branch = min(options)[3]  # of the phrase closest to the event the narrowest place: "Sangin", not "Helmand"
        drafts[n].place = min((rank, steps, p) for steps, rank, p, at in options if at == branch)[2]
        if doc.trace is not None and len({p for _, _, p, _ in options}) > 1:
            doc.note(drafts[n].trigger, "place", f"“{doc.places[drafts[n].place or 0].name}” is the narrowest of the phrase closest to the event", taken=True)
    for n, when in sorted(times.items()):
        drafts[n].time = min(when)[1]
        if doc.trace is not None and len({t for _, t in when}) > 1:
            doc.note(drafts[n].trigger, "time", f"“{doc.times[min(when)[1]].edtf}” stands closest to the event", taken=True)
    _attacked(doc, drafts)
    _described(doc, drafts, owner)
    _areas(doc, drafts)
    _inherit(doc, drafts)
    _dateline(doc, drafts)
    for d in drafts:
        if d.place is not None and doc.places[d.place].precision in {"point", "city", "district"} and _millions(doc, d):
            doc.note(d.trigger, "place", f"millions do not fit in “{doc.places[d.place].name}”")
            d.place = None


def _millions(doc: Doc, d: Draft) -> bool:
    """Is it done to millions ("millions were displaced")?"""
    sides = [Node(t.s, k) for t in d.triggers or [d.trigger] for k in doc.trees[t.s].kids(t.i, "nsubj", "obj")]
    phrases = [(doc.trees[n.s], k) for n in (*sides, *d.patients) for k in (n.i, *doc.trees[n.s].kids(n.i, "nummod", "compound"))]
    return any(tree.words[k].text.lower() in {"million", "millions"} for tree, k in phrases)


def _said_when(doc: Doc, drafts: Sequence[Draft]) -> dict[Node, Draft]:
    """Words of time expressions that the language model gives an event's verb as its time (ARGM-TMP), each with the event whose
    role is the shortest. A role with a verb of its own ("since he fled in 2011") is a clause, whose verb the expression may be of."""
    found: dict[Node, tuple[int, Draft]] = {}
    for d in drafts:
        for trigger in d.triggers or [d.trigger]:
            tree = doc.trees[trigger.s]
            role = tree.role(trigger.i, "ARGM-TMP")
            if role is None or any(word.upos == "VERB" for word in tree.words[role.first : role.last]):
                continue
            size = role.last - role.first
            for node in (Node(trigger.s, i) for i in range(role.first, role.last)):
                if node in doc.time_at and (node not in found or size < found[node][0]):
                    found[node] = size, d
    return {node: d for node, (_, d) in found.items()}


def _by_word(doc: Doc, statement: Draft, owner: dict[Node, Draft]) -> Draft | None:
    """What is done by saying it ("in September he proclaimed the annexation"): the deed is of the day of the words."""
    tree, cue = doc.trees[statement.trigger.s], statement.trigger.i
    if tree.lemmas[cue] not in words("performative"):
        return None
    return next((owner[node] for k in tree.kids(cue, "obj", "nsubj:pass") if (node := Node(statement.trigger.s, k)) in owner), None)


def _in_content(doc: Doc, node: Node, d: Draft) -> bool:
    """Does a word stand in what the draft's speaker says? Then it tells nothing of when it was said."""
    start = doc.word(node).start
    return any(span.start <= start < span.end for span in d.content)


def _attacked(doc: Doc, drafts: list[Draft]) -> None:
    """"reprisals against the villages of Kishishe and Bambo": what is done to a place happens there, if no other place is told."""
    for d in drafts:
        if d.place is not None or not d.harmful:
            continue
        node = next((n for n, p in sorted(doc.place_at.items()) if _whole(doc, n) in d.targets and not _is_party(doc, [d], n)), None)
        if node is not None:
            doc.note(d.trigger, "place", "the place that is attacked", node, True)
            d.place = doc.place_at[node]


def _described(doc: Doc, drafts: list[Draft], owner: dict[Node, Draft]) -> None:
    """"looted a shelter in the city": where no place is named, the one that is described."""
    for node, p in described.find(doc, drafts):
        found = _governor(doc, node, owner, {})
        if found is None or found[0].place is not None or _is_party(doc, drafts, node):
            continue
        d = found[0]
        attacked = d.harmful and node in d.targets
        if attacked or doc.word(node).upos == "ADV" or _locative(doc, node, d):
            doc.note(_here(d, node), "place", f"“{doc.word(node).text}” means {doc.places[p].name}", node, True)
            d.place = p


def _areas(doc: Doc, drafts: list[Draft]) -> None:
    """"imposed a curfew in parts of Kashmir": where nobody else is told, a measure lies on the place, with all its phrase."""
    for d in drafts:
        if d.place is None or d.type not in words("area-type") or d.patients or d.targets or len(d.participants) > 1:
            continue
        if names_a_person(doc.word(d.trigger).lemma.lower()):
            continue  # "a Guantanamo detainee": who was held there
        node = next((n for n, p in sorted(doc.place_at.items()) if p == d.place and n.s == d.trigger.s and not _is_party(doc, [d], n)), None)
        if node is not None:
            top = _whole(doc, node)
            doc.note(d.trigger, "target", "the place that the measure lies on: nobody else is told", top, True)
            d.targets.append(top)


def _whole(doc: Doc, node: Node) -> Node:
    """The head of a place's phrase: "parts" in "northern parts of South Sudan"."""
    tree, at = doc.trees[node.s], node.i
    while (head := tree.words[at].head) >= 0 and _place_noun(doc, Node(node.s, head)):
        part = tree.rel(at) == "nmod" and tree.case(at) == "of" and tree.words[at].deprel != "nmod:poss"
        if not part and tree.rel(at) not in {"compound", "amod", "flat", "appos"} and tree.words[at].deprel != "nmod:poss":
            break
        at = head
    return Node(node.s, at)


def _here(d: Draft, node: Node) -> Node:
    """The event's word in the sentence of another word."""
    return next((t for t in (d.triggers or [d.trigger]) if t.s == node.s), node)


def _weigh(doc: Doc, d: Draft, owner: dict[Node, Draft], into: list[tuple[float, float, int, int]]) -> bool:
    """Add the places that are probably the draft's by the words that tell of it; False where none is to be weighed: the weights
    are of verbs of violence and protest. For a noun the tree must agree, or there must be little doubt."""
    if d.type not in words("weighed-type"):
        return False
    weighed = False
    for trigger in d.triggers or [d.trigger]:
        options = placing.candidates(doc, trigger.s)
        chances = placing.weigh(doc, trigger, options)
        weighed = weighed or chances is not None
        verb = doc.word(trigger).upos == "VERB"
        for option, chance in zip(options, chances or [], strict=False):
            node = Node(option.s, option.head)
            party = _is_party(doc, [d], node) or _seat(doc, node, trigger)
            least = placing.LEAST if verb else placing.AGREED if _said(doc, node, d, owner) else placing.SURE
            taken = chance >= least and not party
            if doc.trace is not None:
                why = "a party of the event, or where somebody else is" if party else f"where it happened, {'probable' if taken else 'improbable'} ({chance:.2f}; from {least} on it is taken)"
                doc.note(trigger, "place", why, node, taken)
            if taken:
                branch = _branch(doc, node, d)
                into.append((round(1 - chance, 4), _rank(doc, option.place), option.place, branch))
                around = _around(doc, option, options) if doc.places[option.place].lat is None else None
                if around is not None:
                    doc.note(trigger, "place", "no gazetteer has the place in it", Node(around.s, around.head), True)
                    into.append((round(1 - chance, 4), _rank(doc, around.place), around.place, branch))
    return weighed


def _seat(doc: Doc, node: Node, trigger: Node) -> bool:
    """Is it said of where those are who tell or act in another clause ("the government in Kinshasa counted 50 dead")?"""
    tree = doc.trees[node.s]
    holder = tree.words[node.i].head
    if tree.rel(node.i) != "nmod" or holder < 0 or trigger.s != node.s or tree.governs(trigger.i, node.i):
        return False
    lemma = tree.lemmas[holder]
    body = names_a_person(lemma) or noun_kinds().get(lemma) == "group" or lemma in words("organization-noun") | words("collective-noun")
    return body and tree.rel(holder) == "nsubj" and tree.words[holder].head != trigger.i


def _of_a_side(doc: Doc, d: Draft, node: Node) -> bool:
    """Is it said of where those are who speak or are spoken to ("the mission in Kabul condemned …")? That is not where they spoke."""
    tree = doc.trees[node.s]
    return d.type in words("reaction-type") and any(n.s == node.s and tree.governs(n.i, node.i) for n in (*d.agents, *d.patients))


def _around(doc: Doc, option: placing.Candidate, options: list[placing.Candidate]) -> placing.Candidate | None:
    """The known place that another is told to lie in: the next one, behind a comma or a preposition ("at Jamila bazaar in Baghdad")."""
    later = next((o for o in options if o.first >= option.last), None)
    if later is None or doc.places[later.place].lat is None:
        return None
    between = doc.trees[option.s].words[option.last : later.first]
    told = len(between) < 5 and any(w.text == "," or w.lemma.lower() in words("case-in") or w.lemma.lower() == "of" for w in between)
    return later if told and all(w.upos in {"ADP", "DET", "ADJ", "NOUN", "PUNCT"} for w in between) else None


def _said(doc: Doc, node: Node, d: Draft, owner: dict[Node, Draft]) -> bool:
    """Does the tree say that the place is where the event happened?"""
    found = _governor(doc, node, owner, {})
    return found is not None and found[0] is d and _locative(doc, node, d)


def _rank(doc: Doc, p: int) -> float:
    """Narrow places first, those that no gazetteer knows after those it knows."""
    place = doc.places[p]
    return _RANK[place.precision] + (0.0 if place.lat is not None else 0.5)


def _branch(doc: Doc, node: Node, d: Draft) -> int:
    """The child of the event's word under which a place stands; its own word where it stands elsewhere."""
    tree = doc.trees[node.s]
    triggers = {t.i for t in (d.triggers or [d.trigger]) if t.s == node.s}
    at = node.i
    while tree.words[at].head >= 0 and tree.words[at].head not in triggers:
        at = tree.words[at].head
    return at if tree.words[at].head in triggers else node.i


def _locative(doc: Doc, node: Node, d: Draft) -> bool:
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
        of_place = up in doc.place_at or _place_noun(doc, up)
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


def _place_noun(doc: Doc, node: Node) -> bool:
    """"the city of", "Sangin district of southern Helmand": of-phrases between places are containment."""
    if node in doc.place_at:
        return True
    return doc.word(node).lemma in words("place-noun")


def _is_party(doc: Doc, drafts: list[Draft], node: Node) -> bool:
    return any(node in d.agents or node in d.participants or (node in d.patients and node not in d.targets) for d in drafts)


def _governor(doc: Doc, node: Node, owner: dict[Node, Draft], cues: dict[Node, Draft]) -> tuple[Draft, int] | None:
    """The closest event (or cue) above a word, and how many steps up it is; event nouns under the cue before the cue."""
    tree = doc.trees[node.s]
    at, steps = node.i, 0
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


def _inherit(doc: Doc, drafts: list[Draft]) -> None:
    """A draft without a place or time takes its governor's, where both are of one clause ("attacked …, seizing …")."""
    by_node = {t: d for d in drafts for t in (d.triggers or [d.trigger])}
    for d in drafts:
        tree = doc.trees[d.trigger.s]
        for up in tree.up(d.trigger.i):
            other = by_node.get(Node(d.trigger.s, up))
            if other is None or other is d:
                continue
            below = d.trigger.i
            rels: list[str] = []
            while below != up:
                rels.append(tree.words[below].deprel)
                below = tree.words[below].head
            if len(rels) == 1 and rels[0] in {"advcl", "conj", "xcomp"} and d.factuality == other.factuality:
                if d.time is None and not _tense_differs(doc, d, other):
                    d.time = other.time
                    if other.time is not None:
                        doc.note(d.trigger, "time", "its own clause tells none; taken from the clause above", Node(d.trigger.s, up), True)
                if d.place is None and d.type in words("material-type") and d.mode not in words("agreed-mode"):
                    d.place = other.place
                    if other.place is not None:
                        doc.note(d.trigger, "place", "its own clause tells none; taken from the clause above", Node(d.trigger.s, up), True)
            break


def _tense_differs(doc: Doc, a: Draft, b: Draft) -> bool:
    """"… after it had attacked": a perfect under a past is earlier."""
    tree = doc.trees[a.trigger.s]
    marks = {tree.words[k].lemma for k in tree.kids(a.trigger.i, "mark", "aux")}
    return bool(marks & {"after", "before", "since", "have"})


def _dateline(doc: Doc, drafts: list[Draft]) -> None:
    """The lead's main event, where the sentence names no place at all, happened where the dateline is from."""
    place = next((n for n, p in enumerate(doc.places) if p.start in doc.dateline_starts), None)
    if place is None or not doc.trees:
        return
    tree = doc.trees[0]
    named = [node for node in doc.place_at if node.s == 0 and not _is_party(doc, drafts, node)]
    if any(tree.case(node.i) in words("inside") or doc.places[doc.place_at[node]].precision != "country" for node in named):
        return  # a dateline is where the report was written
    for d in drafts:
        if d.place is None and d.trigger.s == 0 and d.type in words("material-type") and d.factuality == "actual":
            if _main(tree, d.trigger.i):
                doc.note(d.trigger, "place", "the dateline: the lead's main event, and the sentence names no place", taken=True)
                d.place, d.rule, d.weight = place, d.rule + "+dateline", round(d.weight * 0.85, 2)


def _main(tree: Tree, i: int) -> bool:
    """Does the word head the main clause, or stand under it as object, subject, content or conjunct?"""
    for _ in range(3):
        if tree.rel(i) == "root":
            return True
        if tree.words[i].head < 0 or tree.rel(i) not in {"obj", "nsubj", "conj", "xcomp", "ccomp", "parataxis"}:
            return False
        i = tree.words[i].head
    return tree.rel(i) == "root"
