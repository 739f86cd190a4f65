"""The same event told again inside an article: "the attack", "at least 12 were killed", "the gunmen fired at him from a car".

An account belongs to the nearest event told before that it fits, where its words point back: a definite description of an event,
a toll, the attackers or those hit by a pronoun or as "the attackers", "the victims", the weapon ("the missile") or the thing hit.
Times, places, modes and names that contradict each other keep two events apart, as do words like "another" or "in a separate
incident". Nothing is copied: the link says so, and resolution joins them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from conflictgraph.extract.anchor import flashback
from conflictgraph.extract.classes import words
from conflictgraph.extract.clauseforms import pointed_at
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.habits import habitual
from conflictgraph.extract.link import Links
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.suffered import EFFECTS
from conflictgraph.extract.tree import Tree
from conflictgraph.kinds import MODE_FAMILIES

REACH = 8  # sentences since the event was last told
NAMED = 4  # sentences after which somebody who was told of by what he is is named
_REAL = {"actual", "alleged"}


@dataclass(slots=True)
class _Told:
    """An event as it was told so far: its first account, all of them, and the sentence of the last."""

    first: Draft
    all: list[Draft]
    last: int


def link(doc: Doc, sorts: Sorts, links: Links, drafts: Sequence[Draft], said: Collection[int] = ()) -> None:
    """Set `about` of accounts that tell an earlier account's event again; `said` as in `anchor.settle`."""
    told: list[_Told] = []
    of: dict[int, _Told] = {}
    for d in sorted(drafts, key=lambda d: (d.trigger, d.twin)):
        if d.kind != "event" or d.factuality not in _REAL or habitual(d):
            continue
        if d.twin.startswith("denied"):
            continue
        if d.twin:  # an alleged or claimed twin is about what its plain account is about
            plain = next((a for a in drafts if a.trigger == d.trigger and not a.twin and a is not d), None)
            if plain is not None or d.about is not None:
                d.about = plain or d.about
                continue
        if d.about is None and d.polarity == "affirmed":  # a denial goes to what it denies
            back = flashback(doc, d)
            for event in sorted(told, key=lambda t: (not back and flashback(doc, t.first), -t.last, not _named_again(doc, d, t))):
                if d.trigger.s - event.last > REACH:
                    continue
                why = _points(doc, sorts, links, d, event, said)
                if why and all(_fits(doc, sorts, links, d, a) for a in event.all):
                    d.about = event.first
                    doc.note(d.trigger, "account", f"tells again of “{doc.word(event.first.trigger).text}”, the nearest earlier event that it fits: {why}", taken=True)
                    break
        known = of.get(id(d.about)) if d.about is not None else None
        if known is not None:
            known.all.append(d)
            known.last = d.trigger.s
            of[id(d)] = known
        elif d.about is None and (d.place is not None or d.time is not None or d.targets or d.patients or d.figures) and not _only_a_weapon(doc, d):
            of[id(d)] = _Told(d, [d], d.trigger.s)
            told.append(of[id(d)])


def _only_a_weapon(doc: Doc, d: Draft) -> bool:
    """"Remnants are consistent with guided bombs": a weapon that nothing is told to have come of is no event to come back to."""
    tree, i = doc.trees[d.trigger.s], d.trigger.i
    alone = d.triggers in ([], [d.trigger]) and tree.lemmas[i] in words("weapon-noun") and not (d.figures or d.agents or d.effect)
    return alone and tree.rel(i) in {"obl", "nmod"} and d.time is None and d.place is None


def _points(doc: Doc, sorts: Sorts, links: Links, d: Draft, event: _Told, said: Collection[int]) -> str:
    """What in an account's words points back to the event; empty where nothing does."""
    if another(doc, d) or len({_broad(doc, t) for t in (d.trigger, event.first.trigger)}) > 1:
        return ""  # "the conflict" is none of the attacks in it
    anchored = any(a.place is not None or a.time is not None or a.targets for a in event.all)
    others = bool(d.agents) and any(a.agents for a in event.all) and not _by_them(doc, sorts, links, d, event)
    if anchored and not others and d.type == "assault" and (d.effect in EFFECTS or d.none) and all(_effect_word(doc, t) for t in d.triggers or [d.trigger]) and d.place is None and not _moved_on(doc, d, event, said):
        return "a toll without a place of its own"
    if anchored and doc.word(_noun(doc, d)).upos in {"NOUN", "PROPN"} and _definite(doc, _noun(doc, d)) and d.place is None and d.time is None and not _of_a_new_thing(doc, d, event):
        if not (others and doc.word(d.trigger).text.lower() != doc.word(d.trigger).lemma.lower()) or _one_word(doc, d, event):  # "the raids by the police" are not the kidnapping by a gang
            return "a definite description of an event"
    if d.trigger.s == event.first.trigger.s:
        return ""
    if event.first.time is None and _of_a_day(doc, d.trigger) and _one_word(doc, d, event):
        return "the same word, with its day"  # "raids on three villages … in Saturday's raids"
    return next(_echoes(doc, sorts, links, d, event), "")


def _broad(doc: Doc, n: Node) -> bool:
    """"the conflict", "the atrocities that they have committed": what holds many deeds, and is none of them."""
    word = doc.word(n)
    lemma = word.lemma.lower()
    return lemma in words("broad-event") or (word.text.lower() != lemma and lemma in words("deeds-when-plural"))


def _one_word(doc: Doc, d: Draft, event: _Told) -> bool:
    """Is the event told somewhere with the word that tells of it here?"""
    return any(doc.word(t).lemma == doc.word(d.trigger).lemma for a in event.all for t in (a.triggers or [a.trigger]))


def _of_a_new_thing(doc: Doc, d: Draft, event: _Told) -> bool:
    """"The attack on a railway station" beside one on buses: its own target is new, and of another kind than those that the event has."""
    before = {doc.word(n).lemma.lower() for a in event.all for n in a.targets}
    new = {doc.word(n).lemma.lower() for n in d.targets if any(doc.trees[n.s].lemmas[k] == "a" for k in doc.trees[n.s].kids(n.i, "det"))}
    kinds = [words("building-noun"), words("vehicle-noun")]
    return bool(new) and any(new <= kind and before and before <= other for kind in kinds for other in kinds if other is not kind)


def _of_a_day(doc: Doc, n: Node) -> bool:
    """"Saturday's raids": a noun before which its day stands."""
    tree = doc.trees[n.s]
    return tree.words[n.i].upos == "NOUN" and any(Node(n.s, k) in doc.time_at for k in tree.kids(n.i, "nmod:poss"))


def _moved_on(doc: Doc, d: Draft, event: _Told, said: Collection[int]) -> bool:
    """Has the story come to another time since the event was last told? When something was said moves nothing."""
    dated = [a.time for a in event.all if a.time is not None]
    since = {t for node, t in doc.time_at.items() if event.last < node.s <= d.trigger.s} - set(said)
    return bool(dated) and any(not any(overlap(doc, t, own) for own in dated) for t in since)


def _named_again(doc: Doc, d: Draft, event: _Told) -> bool:
    """Does the account's sentence name a thing or people that the event's first account has: of two events told in one sentence it
    is that one which is meant."""
    said = set(doc.trees[d.trigger.s].lemmas)
    return any(doc.word(n).lemma.lower() in said for n in (*event.first.targets, *event.first.patients, *event.first.instruments))


def _echoes(doc: Doc, sorts: Sorts, links: Links, d: Draft, event: _Told) -> Iterator[str]:
    """Attackers, people hit, weapons and things that are pointed at as those of the event."""
    hit = {doc.word(n).lemma.lower() for a in event.all for n in a.targets}
    elsewhere = bool(hit and d.targets) and not hit & {doc.word(n).lemma.lower() for n in d.targets}
    if _by_them(doc, sorts, links, d, event) and not elsewhere:
        yield "the attackers are pointed at"
    harmed = {links.chain(n) for a in event.all for n in a.patients}
    for n in d.patients:
        if _anaphoric(doc, sorts, n) and (links.chain(n) in harmed or doc.word(n).lemma.lower() in words("victim-word")):
            yield "those harmed are pointed at"
        elif sorts.named_person(n) and links.chain(n) in harmed:
            yield "the same person is harmed"
        elif any(_named_now(doc, sorts, links, n, m) for a in event.all for m in a.patients):
            yield "who was harmed is named now"
    for slot in ("instruments", "targets"):
        before = {doc.word(n).lemma.lower() for a in event.all for n in getattr(a, slot)}
        if any(doc.word(n).lemma.lower() in before and _definite(doc, n) for n in getattr(d, slot)):
            yield "the thing is pointed at"


def _named_now(doc: Doc, sorts: Sorts, links: Links, n: Node, before: Node) -> bool:
    """"A general was killed, the ministry confirmed. Major General Oleg Petrov died when …": somebody told of by what he is, and then
    named for the first time."""
    if not sorts.named_person(n) or sorts.found.at.get(before) is not None or n.s - before.s > NAMED or not before < n:
        return False
    tree, word = doc.trees[before.s], doc.word(before)
    one = word.upos == "NOUN" and word.text.lower() == word.lemma.lower() and any(tree.lemmas[k] == "a" for k in tree.kids(before.i, "det"))
    return one and links.first_named(n) and links.called(n, word.lemma.lower())


def tied(doc: Doc, sorts: Sorts, links: Links, d: Draft, event: Draft) -> str:
    """What ties an account to an event told before that it may only be a part of; empty where nothing does."""
    parties = {links.chain(n) for n in (*event.agents, *event.patients) if links.key(n) is None}
    mine = (*d.agents, *d.patients, *d.participants)
    if any(links.chain(n) in parties and links.key(n) is None for n in d.patients):
        return "those whom it befalls are in both"  # an armed force that acts in both may do so anywhere
    if any(_all_of(doc, n) and doc.word(n).lemma.lower() in words("doer-word") | words("victim-word") for n in mine):
        return "its parties are pointed at"
    for n in (d.trigger, *d.agents, *d.instruments):
        if _definite(doc, n) and doc.word(n).lemma.lower() in words("burst-noun"):
            return "the weapon or its burst is pointed at"
    tree = doc.trees[d.trigger.s]
    if any(_told_on(tree, t.i, d.trigger.i) for t in event.triggers or [event.trigger] if t.s == d.trigger.s):
        return "its clause goes on telling that event"
    if any(tree.lemmas[k] == "other" for n in d.patients for k in (n.i, *tree.kids(n.i, "amod"))) and event.patients:
        return "others than those harmed"
    return next(_echoes(doc, sorts, links, d, _Told(event, [event], event.trigger.s)), "")


def _told_on(tree: Tree, above: int, below: int) -> bool:
    """Does a verb's clause follow on another's ("blew up a car, and gunmen tried to enter before police shot them")?"""
    while below != above:
        if below < 0 or tree.words[below].upos != "VERB" or tree.words[below].deprel not in {"advcl", "conj", "xcomp"}:
            return False
        below = tree.words[below].head
    return True


def _all_of(doc: Doc, n: Node) -> bool:
    """Are all of a group meant ("the attackers", "all seven attackers")?"""
    tree = doc.trees[n.s]
    return _definite(doc, n) or any(tree.lemmas[k] in {"all", "both"} for k in tree.kids(n.i, "det", "det:predet"))


def _by_them(doc: Doc, sorts: Sorts, links: Links, d: Draft, event: _Told) -> bool:
    """Are those who act the event's attackers, by a pronoun or a description?"""
    agents = {links.chain(n) for a in event.all for n in a.agents}
    # "the insurgents" are known apart from any deed, "the attackers" are not; and no army is called so
    kinds = {held.kind if (held := sorts.found.at.get(n)) is not None else None for a in event.all for n in a.agents}
    theirs = words("attacker-word") if kinds - {"state", "state-force", "international"} else words("attacker-word") - words("group-anaphor")
    return any(_anaphoric(doc, sorts, n) and (links.chain(n) in agents or doc.word(n).lemma.lower() in theirs) for n in d.agents)


def _anaphoric(doc: Doc, sorts: Sorts, n: Node) -> bool:
    """A pronoun or a definite description of unnamed people."""
    if sorts.found.at.get(n) is not None:
        return False
    word = doc.word(n)
    if word.upos == "PRON":
        return word.text.lower() in words("pronoun-plural") | words("pronoun-person")
    return _definite(doc, n)


def _definite(doc: Doc, n: Node) -> bool:
    return pointed_at(doc.trees[n.s], n.i)


def another(doc: Doc, d: Draft) -> bool:
    """Do the words around say that it is another event? Other people who are harmed ("eight others were wounded") do not."""
    tree = doc.trees[d.trigger.s]
    head = tree.words[d.trigger.i].head
    harmed = [n.i for n in d.patients if n.s == d.trigger.s and tree.kids(n.i, "nummod")] + [k for k in tree.kids(d.trigger.i, "nsubj") if tree.words[k].upos == "NUM"]
    counted = {k for n in harmed if n != d.trigger.i for k in (n, *tree.kids(n))} - {d.trigger.i}
    around = [k for k in (*tree.subtree(d.trigger.i), *(tree.children[head] if head >= 0 else ())) if k not in counted]
    return bool({name for k in around for name in (tree.lemmas[k], tree.words[k].text.lower())} & words("new-event"))


def _noun(doc: Doc, d: Draft) -> Node:
    """The noun that names an account's deed: its trigger, or the object of a light verb ("committed this crime")."""
    tree, word = doc.trees[d.trigger.s], doc.word(d.trigger)
    if word.upos == "VERB" and word.lemma.lower() in words("light-verb"):
        deeds = [*tree.kids(d.trigger.i, "obj"), *tree.kids(d.trigger.i, "nsubj:pass"), *([word.head] if word.deprel == "acl" else [])]
        return next((Node(d.trigger.s, k) for k in deeds if tree.lemmas[k] in words("deed-noun")), d.trigger)
    return d.trigger


def _effect_word(doc: Doc, t: Node) -> bool:
    return doc.word(t).lemma.lower() in words("effect-word")


def _fits(doc: Doc, sorts: Sorts, links: Links, d: Draft, a: Draft) -> bool:
    """Can the later draft be of the earlier one's event?"""
    if a.mode == "destroy" and d.effect in EFFECTS and not a.figures:
        return False  # looting a store kills nobody
    if a.type != d.type or (d.mode and a.mode and d.mode != a.mode and not any({d.mode, a.mode} <= family for family in MODE_FAMILIES)):
        return False
    if d.time is not None and a.time is not None and not overlap(doc, d.time, a.time):
        return False
    mine, yours = _named(sorts, links, d.agents), _named(sorts, links, a.agents)
    if mine and yours and not mine & yours and not d.twin and not a.twin:
        return False
    if _turned(doc, sorts, links, d, a) or _turned(doc, sorts, links, a, d):
        return False  # who was attacked there attacks here
    victims, others = ({links.chain(n) for n in x.patients if sorts.named_person(n)} for x in (d, a))
    return not (victims and others and not victims & others and not (d.figures or a.figures))


def _turned(doc: Doc, sorts: Sorts, links: Links, d: Draft, a: Draft) -> bool:
    """Are those whom the one harms the attackers of the other?"""
    agents = {links.chain(n) for n in a.agents}
    for n in d.patients:
        tree = doc.trees[n.s]
        whole = [Node(n.s, k) for k in tree.kids(n.i, "nmod") if tree.case(k) == "of"]  # "24 of them"
        for each in (n, *whole):
            if links.chain(each) in agents or (a.agents and _definite(doc, each) and doc.word(each).lemma.lower() in words("attacker-word")):
                return True
    return False


def _named(sorts: Sorts, links: Links, nodes: Sequence[Node]) -> set[int]:
    return {links.chain(n) for n in nodes if links.key(n) is not None or n in sorts.found.at}


def overlap(doc: Doc, t: int, u: int) -> bool:
    """Can two times be one?"""
    a, b = doc.times[t], doc.times[u]
    if None in (a.earliest, a.latest, b.earliest, b.latest):
        return a.edtf == b.edtf
    return (a.earliest or "") <= (b.latest or "") and (b.earliest or "") <= (a.latest or "")
