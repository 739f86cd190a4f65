"""The place of the story: an event told on without a place of its own happened where the last one did, if the words tie them.

News names the place once and goes on ("a blast struck the parliament in Kabul … the attackers were killed in a gun battle"). An
account without a place takes that of the last violent event told with one, where nothing speaks against it: a place named in its
sentence, another day, another event ("in a separate attack"), a plan, a past before the story's, and where something ties it to
that event: those who act or suffer are the same, or are pointed at ("the attackers"), or the thing hit is. In an article of one scene,
where most of the violence that has a narrow place has the same one, nothing need tie them. The rule says `+setting` and the account weighs less. No place is made up: where the story has none, none is given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from conflictgraph.extract.anchor import in_the_story
from conflictgraph.extract.classes import words
from conflictgraph.extract.containing import inside
from conflictgraph.extract.draft import Doc, Draft
from conflictgraph.extract.habits import habitual
from conflictgraph.extract.link import Links
from conflictgraph.extract.same import another, overlap, tied
from conflictgraph.extract.sorts import Sorts

REACH = 3  # sentences since the story was last at the place
WEIGHT = 0.85
SHARE = 0.6  # of the accounts of violence told with a narrow place that are of one place, from which an article has one scene


def settle(doc: Doc, sorts: Sorts, links: Links, drafts: Sequence[Draft]) -> None:
    """Give accounts of the story's place that place."""
    at: Draft | None = None
    last = -REACH - 1
    for d in sorted((d for d in drafts if d.kind == "event"), key=lambda d: (d.trigger, d.twin)):
        if not _violent(d):
            continue
        if d.place is not None:
            at, last = d, d.trigger.s
        elif at is not None and d.trigger.s - last <= REACH and d.told("place") is None and not _against(doc, d, at):
            why = tied(doc, sorts, links, d, at)
            if why:
                d.place, d.rule, d.weight = at.place, d.rule + "+setting", round(d.weight * WEIGHT, 2)
                doc.note(d.trigger, "place", f"where “{doc.word(at.trigger).text}” was, the last event told with a place: {why}", taken=True)
                last = d.trigger.s
    _scene(doc, drafts)


def _scene(doc: Doc, drafts: Sequence[Draft]) -> None:
    """The rest of the violence of an article that has one scene was there, too, however far on it is told."""
    told = [d for d in drafts if _violent(d) and d.place is not None and doc.places[d.place].precision in {"point", "city", "district"}]
    names = Counter(_name(doc, d) for d in told)
    scene = max(sorted(names), key=lambda name: names[name], default="")
    if names[scene] < SHARE * len(told) or not told:
        return
    at = next(d for d in told if _name(doc, d) == scene)
    for d in drafts:
        if not _violent(d) or d.type not in {"assault", "coerce"} or d.told("place") is not None or d.trigger < at.trigger:
            continue
        if doc.word(d.trigger).lemma.lower() not in words("broad-event") and not _against(doc, d, at):
            d.place, d.rule, d.weight = at.place, d.rule + "+setting", round(d.weight * WEIGHT, 2)
            doc.note(d.trigger, "place", f"“{scene}”, the scene of the article's violence", taken=True)


def _violent(d: Draft) -> bool:
    return d.kind == "event" and d.harmful and not habitual(d) and d.factuality in {"actual", "alleged"} and d.polarity != "denied"


def _name(doc: Doc, d: Draft) -> str:
    return doc.places[d.place].name if d.place is not None else ""


def _against(doc: Doc, d: Draft, at: Draft) -> bool:
    """Does the account's sentence speak of another place, time or event?"""
    if another(doc, d) or not in_the_story(doc, d):
        return True
    if d.time is not None and at.time is not None and not overlap(doc, d.time, at.time):
        return True
    scene = doc.places[at.place or 0]
    others = [doc.places[p] for node, p in sorted(doc.place_at.items()) if node.s == d.trigger.s and doc.places[p].name != scene.name]
    return any(not inside(scene, other) for other in others)
