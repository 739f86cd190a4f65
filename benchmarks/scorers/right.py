"""Is an account right? One answer for each account of which the gold says something; of the others there is none.

An **event** is right when the text tells it, its type is right, and of its agents, sides, patients and targets at least one is
right (where the gold names none, the type is enough). A **statement** is right when somebody does say it and the speaker is
right. A **tie** is right when both ends, name and status are. What each corpus can say of that is told at its function.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from conflictgraph.model import Account, Record
from scorers import own as own_scorer
from scorers.adapt.base import harmed, main_account
from scorers.adapt.events import _event, gold_events
from scorers.adapt.incidents import incidents, relevant
from scorers.adapt.names import _RE3D_BOTH_WAYS
from scorers.adapt.quotes import predict_attributions
from scorers.adapt.sentences import fitting_quads
from scorers.common import Row, covered, exactly, overlaps, tokens
from scorers.frames import pair_triggers, same_filler
from scorers.muc4 import ROLES, holds, normal
from scorers.polnear import ENOUGH, jaccard

Answers = Iterator[tuple[Account, bool]]
Judge = Callable[[Row, Sequence[Record], Row], Answers]


def own(row: Row, records: Sequence[Record], prediction: Row) -> Answers:
    """The sample articles: everything in them is annotated, so an account that answers no gold one is wrong. An act of speech
    has no gold entry of its own where it tells an event: there the speaker of that event's gold account is asked."""
    if not records:
        return
    (record,) = records
    account = {id(p): a for p, a in zip(prediction["accounts"], record.accounts, strict=True)}
    for kind in ("event", "statement", "tie"):
        matched = own_scorer.match(row, prediction, kind)
        for g, p in matched.pairs:
            yield account[id(p)], _fits(g, p)
        for p in matched.spurious:
            yield account[id(p)], False
        if kind == "statement":
            known = {id(p) for _, p in matched.pairs} | {id(p) for p in matched.spurious}
            for p in (p for p in prediction["accounts"] if p["kind"] == kind and id(p) not in known):
                near = [g for g in row["accounts"] if g["kind"] != "tie" and (at := own_scorer.trigger_in(record.article.text, g)) and overlaps(at[0], p["passage"])]
                if near:
                    yield account[id(p)], any(g["speaker"] and p["speaker"] and own_scorer.alike(g["speaker"], p["speaker"]) for g in near)


def _fits(g: Row, p: Row) -> bool:
    if g["kind"] == "tie":
        return own_scorer._same_tie(g, p)
    if g["kind"] == "statement":
        return bool(g["speaker"]) == bool(p["speaker"]) and (not g["speaker"] or own_scorer.alike(g["speaker"], p["speaker"]))
    parties = list(own_scorer._parties(g, p))
    wanted = [(mine, [y for _, _, yours in parties for y in yours] if name == "participants" else yours) for name, mine, yours in parties if mine]
    return bool(g["type"] == p["type"]) and (not wanted or any(own_scorer.common(mine, yours) for mine, yours in wanted))


def wikievents(row: Row, records: Sequence[Record], prediction: Row) -> Answers:
    """WikiEvents: accounts on a gold trigger whose type has a counterpart; of others the corpus says nothing."""
    record = records[0]
    wanted, found = gold_events(row)["events"], prediction["events"]
    for i, j in sorted(pair_triggers(wanted, found).items()):
        gold = wanted[i]
        if gold["neutral"]:
            continue
        for a in record.accounts:
            if a.kind != "event" or [a.trigger.start, a.trigger.end] != found[j]["trigger"]:
                continue
            args = [arg for arg in gold["args"] if set(arg["roles"]) & {"agent", "patient", "participant", "target"}]
            mine = _event(a)["args"]
            hit = any(m["role"] in arg["roles"] and same_filler(arg["span"], m) for arg in args for m in mine)
            yield a, a.type in gold["types"] and (not args or hit)


def dyads(row: Row, records: Sequence[Record], prediction: Row) -> Answers:
    """CAMEO dyads: the main account of the sentence, its quad class for its type, its source and target for its parties."""
    main = main_account(records[0])
    if main is None or main.kind != "event":
        return
    fits = row.get("quad") is None or str(row["quad"]) in fitting_quads(prediction)
    both = row.get("reciprocal", [])
    wanted = {role: [*row.get(role, []), *both] for role in ("source", "target")}
    mine = {role: [*prediction[role], *prediction["reciprocal"]] for role in ("source", "target")}
    hit = any(overlaps(g, p) for role in wanted for g in wanted[role] for p in mine[role])
    yield main, fits and (hit or not any(wanted.values()))


def templates(row: Row, records: Sequence[Record], prediction: Row) -> Answers:
    """MUC-4: the accounts of incidents, in documents that tell of one by the keys: a template of that type, and a party that is a
    filler of the slot (an account that names no party is right by its type)."""
    record = records[0]
    if all(e["optional"] for e in row["events"]):
        return
    types = {t for e in row["events"] for t in e["types"]}

    def fills(mentions: Sequence[object], roles: Sequence[str]) -> bool:
        fillers = [normal(m) for e in row["events"] for role in roles for f in e[ROLES[role]] for m in f["mentions"]]
        said = [normal(record.article.text[m.start : m.end]) for m in mentions]  # type: ignore[attr-defined]
        return any(f and s and (holds(f, s) or holds(s, f)) for f in fillers for s in said)

    for group in incidents(record):
        if not relevant(record, group):
            continue
        for a, kind in group:
            if a.kind != "event":
                continue
            parties = [*a.agents, *a.participants, *harmed(a), *a.targets]
            hit = fills([*a.agents, *a.participants], ("PerpInd", "PerpOrg")) or fills(harmed(a), ("Victim",)) or fills(a.targets, ("Target",))
            yield a, kind in types and (hit or not parties)


def links(row: Row, records: Sequence[Record], prediction: Row) -> Answers:
    """re3d: ties of the present whose name has a counterpart there, right when a gold relation of that type joins the same two."""
    for a in records[0].accounts:
        tie = a.relation
        names = exactly("re3d_relations", tie.name) if tie is not None and tie.status == "present" else ()
        if tie is None or not names:
            continue
        ends = ([tie.from_.start, tie.from_.end], [tie.to.start, tie.to.end])
        both = bool(set(names) & _RE3D_BOTH_WAYS)
        gold = [(g[0:2], g[2:4]) for g in row["relations"] if g[4] in names]
        gold += [(b, a) for a, b in gold] if both else []
        yield a, any(overlaps(ends[0], g) and overlaps(ends[1], h) for g, h in gold)


def attributions(row: Row, records: Sequence[Record], prediction: Row) -> Answers:
    """PolNeAR: acts of speech, right when a gold attribution shares half of the content's tokens and half of the source's (as
    `attr+src`); those inside another's words are not annotated there and get no answer."""
    record = records[0]
    words = tokens(row["text"])
    gold = [(covered(words, a["content"]), covered(words, a["source"])) for a in row["attributions"]]
    for a in record.accounts:
        if a.kind != "statement":
            continue
        for p in predict_attributions(row, [replace(record, accounts=(a,))])["attributions"]:
            if any(p["cue"] == other["cue"] and p["content"] for other in prediction["attributions"]):
                content, source = covered(words, p["content"]), covered(words, p["source"])
                yield a, any(jaccard(content, c) >= ENOUGH and jaccard(source, s) >= ENOUGH for c, s in gold)


JUDGES: Mapping[str, Judge] = {
    "own": own,
    "wikievents": wikievents,
    "cameo_dyads": dyads,
    "muc4": templates,
    "polnear": attributions,
    "re3d": links,
}
