"""Triggers, types and roles: WikiEvents (found) and RAMS (trigger given)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conflictgraph.model import Account, Record
from scorers.adapt.base import Corpus, harmed, odd, pair, paths, sentence_article
from scorers.common import Row, by_id, exactly, longest_prefix, overlaps, table
from scorers.frames import score_frames


def gold_events(row: Row) -> Row:
    """A row of either corpus in the form of `score_frames`: KAIROS types and roles as ours."""
    events = []
    for event in row["events"]:
        types = longest_prefix("kairos_plover", event["type"].lower())
        args = [
            {"span": arg["span"], "roles": exactly("kairos_roles", arg["role"].lower())}
            for arg in event["args"]
            if exactly("kairos_roles", arg["role"].lower())
        ]
        events.append({"trigger": event["trigger"], "types": types, "neutral": not types, "args": args})
    return {"id": row["id"], "events": events}


def _event(account: Account) -> Row:
    parties = {
        "agent": account.agents,
        "patient": harmed(account),
        "participant": account.participants,
        "instrument": account.instruments,
        "target": account.targets,
    }
    args = []
    for role, mentions in parties.items():
        for mention in mentions:
            if role == "target" and account.place is not None and mention.start <= account.place.start and account.place.end <= mention.end:
                continue  # a measure over a place: these corpora name it once, as the place
            if role == "instrument" and pair(mention.head) == pair(account.trigger):
                continue  # "a bomb went off": the trigger is no argument of itself
            args.append({"role": role, "span": pair(mention), "head": pair(mention.head)})
    if account.place is not None and "+setting" not in account.rule:  # these corpora mark what is said of the event itself
        place = [account.place.start, account.place.end]
        args.append({"role": "place", "span": place, "head": place})
    return {"trigger": pair(account.trigger), "type": account.type, "mode": account.mode, "args": args}


def predict_events(row: Row, records: Sequence[Record]) -> Row:
    """Every account with an event type that some type of the corpus answers, one per trigger."""
    record = records[0]
    answered = {kind for row in table("kairos_plover") for kind in row["value"].split("|")}
    found: dict[tuple[int, int], Row] = {}
    for account in sorted(record.accounts, key=lambda a: (a.trigger.start, a.trigger.end, a.id)):
        if account.type not in answered or account.kind == "tie":
            continue  # of support, say, the corpus has no events at all
        key = (account.trigger.start, account.trigger.end)
        if key not in found:
            found[key] = _event(account)
        else:
            found[key]["args"] += [a for a in _event(account)["args"] if a not in found[key]["args"]]
    return {"events": list(found.values())}


def predict_given(row: Row, records: Sequence[Record]) -> Row:
    """For each given trigger the account that it triggers; one with an event type first."""
    record = records[0]
    events = []
    for gold in row["events"]:
        on_it = [a for a in record.accounts if overlaps(pair(a.trigger), gold["trigger"]) and a.kind != "tie"]
        if on_it:
            events.append(_event(min(on_it, key=lambda a: (a.type is None, a.trigger.start, a.id))))
    return {"events": events}


def _score(given: bool, gold: Sequence[Row], predictions: Mapping[str, Row]) -> dict[str, float]:
    return score_frames([gold_events(row) for row in by_id(gold).values()], predictions, given)


def score_wikievents(gold: Sequence[Row], predictions: Mapping[str, Row]) -> dict[str, float]:
    return _score(False, gold, predictions)


def score_rams(gold: Sequence[Row], predictions: Mapping[str, Row]) -> dict[str, float]:
    return _score(True, gold, predictions)


WIKIEVENTS = Corpus(
    "wikievents",
    paths("wikievents"),
    sentence_article,
    predict_events,
    score_wikievents,
    ("trigger F", "trigger+type F", "role F", "role there F"),
    odd,
)
RAMS = Corpus(
    "rams", paths("rams"), sentence_article, predict_given, score_rams, ("trigger+type R", "role F", "role there F")
)
