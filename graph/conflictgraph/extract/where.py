"""Where and when: each place and time expression of a sentence goes to the event that governs it most closely.

What gives an event its place, the surer first; each only where those before it gave none:
1. the place of its sentence that the fitted weights hold for probable (violence and protest), or that the language model or the tree
   says it happened in (all other types);
2. the place that is attacked, and then the one that is described ("in the city");
3. the place of the clause above it;
4. for the lead's main event, the dateline.
The place of the story (`setting`) comes after all accounts of the article are known.
"""

from __future__ import annotations

from collections.abc import Sequence

from conflictgraph.extract import clausetimes, described, placing, whens
from conflictgraph.extract.classes import words
from conflictgraph.extract.containing import inside
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.locative import (
    branch_of,
    governor,
    is_party,
    launched_there,
    locative,
    of_a_side,
    of_what_came_after,
    rank,
    seat_of_another,
    trigger_near,
    whole,
)
from conflictgraph.extract.mentions import gazetteer
from conflictgraph.extract.nouns import names_a_person
from conflictgraph.extract.tree import Tree

OTHERS = 5.0  # steps that the language model's place of an event counts for where the tree tells another: it learnt from violence alone


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
            elif doc.word(trigger).deprel == "acl" and not doc.trees[trigger.s].governs(trigger.i, role.head):
                doc.note(trigger, "place", "outside of a participle that only says who somebody is", head)  # "fighters backed by X attacked Gao"
            elif is_party(doc, [d], head) or of_a_side(doc, d, head):
                doc.note(trigger, "place", "a party of the event, or where one is from", head)
            else:
                doc.note(trigger, "place", "the language model's place of the event", head, True)
                places[n].append((OTHERS, rank(doc, known), known, branch_of(doc, head, d)))
    for node, p in sorted(doc.place_at.items()):
        first = doc.place_at.get(Node(node.s, node.i - 1)) != p  # a name of several words is told of once
        if is_party(doc, drafts, node):
            doc.note(node, "place", "a party of an event")
            continue
        found = governor(doc, node, owner, {})
        if found is None:
            if first:
                doc.note(node, "place", "no event governs it")
            continue
        if index[id(found[0])] in weighed:
            continue
        if not locative(doc, node, found[0]) or of_a_side(doc, found[0], node):
            doc.note(trigger_near(found[0], node), "place", "not said of where it happened: its phrase or preposition is of another kind", node)
            continue
        d, steps = found
        if doc.trace is not None and first:
            doc.note(trigger_near(d, node), "place", f"said of where, {steps} {'step' if steps == 1 else 'steps'} below the event's word", node, True)
        places[index[id(d)]].append((steps, rank(doc, p), p, branch_of(doc, node, d)))
    said = _said_when(doc, drafts)
    for node, t in sorted(doc.time_at.items()):
        first = doc.time_at.get(Node(node.s, node.i - 1)) != t
        found = _of_time(doc, node, owner, cues, said)
        if found is None:
            if first:
                doc.note(node, "time", "no event or act of speech governs it")
            continue
        d, steps = found
        if doc.trace is not None and first:
            below = f"{steps} {'step' if steps == 1 else 'steps'} below the {'event' if id(d) in index else 'act of speech'}'s word"
            doc.note(trigger_near(d, node), "time", below if steps else "the language model's time of the event (ARGM-TMP)", node, True)
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
        drafts[n].place = _finest(doc, min((rank, steps, p) for steps, rank, p, at in options if at == branch)[2], options)
        if doc.trace is not None and len({p for _, _, p, _ in options}) > 1:
            doc.note(drafts[n].trigger, "place", f"“{doc.places[drafts[n].place or 0].name}” is the narrowest of the phrase closest to the event", taken=True)
    for n, d in enumerate(drafts):
        if (told := whens.before_when(doc, d)) is not None:
            times[n] = [(0, told)]
        elif n not in times and (last := whens.until_or_since(doc, d)) is not None:
            times[n] = [(0, last)]
    for n, when in sorted(times.items()):
        drafts[n].time = whens.began(doc, drafts[n], min(when)[1])
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


def _finest(doc: Doc, place: int, options: Sequence[tuple[float, float, int, int]]) -> int:
    """Of a broad place and towns in it that another phrase tells ("the attack in Ukraine killed nine in the city of Kramatorsk") the town."""
    towns = [(rank, steps, p) for steps, rank, p, _ in options if inside(doc.places[p], doc.places[place])]
    return min(towns)[2] if towns else place


def _millions(doc: Doc, d: Draft) -> bool:
    """Is it done to millions ("millions were displaced")?"""
    sides = [Node(t.s, k) for t in d.triggers or [d.trigger] for k in doc.trees[t.s].kids(t.i, "nsubj", "obj")]
    phrases = [(doc.trees[n.s], k) for n in (*sides, *d.patients) for k in (n.i, *doc.trees[n.s].kids(n.i, "nummod", "compound"))]
    return any(tree.words[k].text.lower() in {"million", "millions"} for tree, k in phrases)


def _of_time(doc: Doc, node: Node, owner: dict[Node, Draft], cues: dict[Node, Draft], said: dict[Node, Draft]) -> tuple[Draft, int] | None:
    """The event or act of speech that a word of a time expression dates, and how many steps it is away."""
    over = clausetimes.over_mark(doc, node)
    found = governor(doc, over, owner, cues, int(over != node))
    if found is not None and found[0].trigger in cues and (deed := clausetimes.told_within(doc, node, found[0].trigger, owner)) is not None:
        return deed, 1
    if found is None or _in_content(doc, node, found[0]) or _of_another_clause(doc, over, node, found[0]):
        found = (said[node], 0) if node in said else None
    if (deed := whens.of_deed(doc, node, owner, found[0] if found else None)) is not None:
        found = deed, 1
    now = found[0] if found else None
    if (deed := clausetimes.behind_relative(doc, node, clausetimes.behind_semicolon(doc, node, now, owner), owner)) is not now:
        found = None if deed is None else (deed, 1)
    return found


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


def _of_another_clause(doc: Doc, node: Node, time: Node, d: Draft) -> bool:
    """Does the time stand (at `node`) in a clause that says before or after what it happened ("since the Taliban took over last August")?"""
    tree = doc.trees[node.s]
    triggers = {t.i for t in (d.triggers or [d.trigger]) if t.s == node.s}
    if whens.only_described(doc, node, time, triggers):
        return True
    if "/" in doc.times[doc.time_at[time]].edtf:
        return False  # "since the war began on 15 April" is a time of its own
    for at in tree.up(node.i):
        if at in triggers:
            return False
        if tree.words[at].deprel == "acl" and tree.lemmas[at] in words("origin-verb") and at != node.i:
            return True  # "a man born in 1952 was killed"
        if tree.words[at].deprel == "acl:relcl" and tree.words[at].head not in triggers and at != node.i and names_a_person(tree.lemmas[tree.words[at].head]) and whens.long(doc.times[doc.time_at[time]]):
            return True  # "soldiers who joined up in 2003 killed six"
        marks = {tree.lemmas[k] for k in tree.kids(at, "mark", "advmod")} if tree.rel(at) == "advcl" else set()
        if marks & words("other-moment") or ("before" in marks and whens.long(doc.times[doc.time_at[time]])):
            return True  # "died there before they left in 2010"
    return False


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
        node = next((n for n, p in sorted(doc.place_at.items()) if whole(doc, n) in d.targets and not is_party(doc, [d], n)), None)
        if node is not None:
            doc.note(d.trigger, "place", "the place that is attacked", node, True)
            d.place = doc.place_at[node]


def _described(doc: Doc, drafts: list[Draft], owner: dict[Node, Draft]) -> None:
    """"looted a shelter in the city": where no place is named, the one that is described. "Sudan's capital" is no whole Sudan."""
    for node, p, country in described.capitals(doc):
        found = governor(doc, node, owner, {})
        if found is None or not (locative(doc, node, found[0]) or (found[0].harmful and node in found[0].targets)):
            continue
        if found[0].place is None or described.code(doc, found[0].place) == country:
            doc.note(trigger_near(found[0], node), "place", f"“{doc.word(node).text}” means {doc.places[p].name}", node, True)
            found[0].place = p
    for node, p in described.find(doc, drafts):
        found = governor(doc, node, owner, {})
        if found is None or found[0].place is not None or is_party(doc, drafts, node):
            continue
        d = found[0]
        attacked = d.harmful and node in d.targets
        if attacked or doc.word(node).upos == "ADV" or locative(doc, node, d):
            doc.note(trigger_near(d, node), "place", f"“{doc.word(node).text}” means {doc.places[p].name}", node, True)
            d.place = p


def _areas(doc: Doc, drafts: list[Draft]) -> None:
    """"imposed a curfew in parts of Kashmir": where nobody else is told, a measure lies on the place, with all its phrase."""
    for d in drafts:
        if d.place is None or d.type not in words("area-type") or d.patients or d.targets or len(d.participants) > 1:
            continue
        if names_a_person(doc.word(d.trigger).lemma.lower()):
            continue  # "a Guantanamo detainee": who was held there
        node = next((n for n, p in sorted(doc.place_at.items()) if p == d.place and n.s == d.trigger.s and not is_party(doc, [d], n)), None)
        if node is not None:
            top = whole(doc, node)
            doc.note(d.trigger, "target", "the place that the measure lies on: nobody else is told", top, True)
            d.targets.append(top)


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
        own = verb and any(chance >= placing.LEAST and _own_place(doc, Node(option.s, option.head), trigger, d) for option, chance in zip(options, chances or [], strict=False))
        for option, chance in zip(options, chances or [], strict=False):
            node = Node(option.s, option.head)
            party = is_party(doc, [d], node) or seat_of_another(doc, node, trigger)
            party = party or of_what_came_after(doc, node, trigger) or (own and not doc.trees[node.s].governs(trigger.i, node.i))
            party = party or (bool(d.agents) and launched_there(doc, node, trigger)) or _aim_of_another(doc, node, d, trigger, owner)
            least = placing.LEAST if verb else placing.AGREED if _said(doc, node, d, owner) else placing.SURE
            taken = chance >= least and not party
            if doc.trace is not None:
                why = "a party of the event, or where somebody else is or it came from" if party else f"where it happened, {'probable' if taken else 'improbable'} ({chance:.2f}; from {least} on it is taken)"
                doc.note(trigger, "place", why, node, taken)
            if taken:
                branch = branch_of(doc, node, d)
                into.append((round(1 - chance, 4), rank(doc, option.place), option.place, branch))
                around = _around(doc, option, options) if doc.places[option.place].lat is None else None
                if around is not None:
                    doc.note(trigger, "place", "no gazetteer has the place in it", Node(around.s, around.head), True)
                    into.append((round(1 - chance, 4), rank(doc, around.place), around.place, branch))
    return weighed


def _own_place(doc: Doc, node: Node, trigger: Node, d: Draft) -> bool:
    """"He was shot in Goma and died in Paris": does a place stand as where it was beside the very verb? Others of the sentence are others'."""
    tree, top = doc.trees[node.s], whole(doc, node)
    return tree.words[top.i].head == trigger.i and tree.rel(top.i) == "obl" and tree.case(top.i) in words("inside") and locative(doc, node, d)


def _aim_of_another(doc: Doc, node: Node, d: Draft, trigger: Node, owner: dict[Node, Draft]) -> bool:
    """"Killed a commander in retaliation for an attack on Haifa": Haifa is where that attack was."""
    tree = doc.trees[node.s]
    between = next((other for k in tree.up(node.i) if (other := owner.get(Node(node.s, k))) is not None), None)
    return between is not None and between is not d and node in between.targets and node not in d.targets and tree.governs(trigger.i, between.trigger.i) and tree.words[between.trigger.i].upos == "NOUN"


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
    found = governor(doc, node, owner, {})
    return found is not None and found[0] is d and locative(doc, node, d)


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
            if len(rels) == 1 and rels[0] in {"advcl", "conj", "xcomp"} and d.factuality == other.factuality and not whens.answered_for(tree, d.trigger.i):
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
    _from_there(doc, drafts, place)
    named = [node for node in doc.place_at if node.s == 0 and not is_party(doc, drafts, node)]
    if any(tree.case(node.i) in words("inside") or doc.places[doc.place_at[node]].precision != "country" for node in named):
        return  # a dateline is where the report was written
    for d in drafts:
        if d.place is None and d.trigger.s == 0 and d.type in words("material-type") and d.factuality == "actual":
            if _main(tree, d.trigger.i) and not _of_elsewhere(doc, d, place):
                doc.note(d.trigger, "place", "the dateline: the lead's main event, and the sentence names no place", taken=True)
                d.place, d.rule, d.weight = place, d.rule + "+dateline", round(d.weight * 0.85, 2)


def _from_there(doc: Doc, drafts: Sequence[Draft], place: int) -> None:
    """A lead that names only the country or region that the dateline's town lies in ("KRAMATORSK — A missile hit a station in eastern
    Ukraine"): it was in the town, if that is no capital and the article goes on to name it."""
    town = doc.places[place]
    again = any(doc.places[p].geonames == town.geonames and doc.trees[node.s].case(node.i) in words("inside") for node, p in doc.place_at.items())
    if not again or any(p.capital and p.geonames == town.geonames for p in gazetteer().lookup(town.name)):
        return
    for d in drafts:
        if d.trigger.s == 0 and d.place is not None and d.type in words("weighed-type") and d.harmful and inside(town, doc.places[d.place]):
            doc.note(d.trigger, "place", "the dateline's town, which lies in the place that the lead names and is named again", taken=True)
            d.place, d.rule = place, d.rule + "+dateline"


def _of_elsewhere(doc: Doc, d: Draft, place: int) -> bool:
    """Is what is hit said to be of a country in which the dateline's town does not lie ("the Salvadoran parliament", written in Panama)?"""
    hit = [doc.trees[n.s].chars(*doc.trees[n.s].phrase(n.i)) for n in (*d.targets, *d.patients)]
    named = [p for p in (*doc.places, *doc.hidden_places) if p.precision == "country" and any(span.start <= p.start < span.end for span in hit)]
    return bool(named) and not any(inside(doc.places[place], p) for p in named)


def _main(tree: Tree, i: int) -> bool:
    """Does the word head the main clause, or stand under it as object, subject, content or conjunct?"""
    for _ in range(3):
        if tree.rel(i) == "root":
            return True
        if tree.words[i].head < 0 or tree.rel(i) not in {"obj", "nsubj", "conj", "xcomp", "ccomp", "parataxis"}:
            return False
        i = tree.words[i].head
    return tree.rel(i) == "root"
