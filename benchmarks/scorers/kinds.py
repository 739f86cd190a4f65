"""The kind of every error, from the gold row, the records and the prediction: one list of kinds for each row.

A kind is "what: how": the asked item (a source, a victim, a trigger) and why it came out as it did. Each gold item is in
one kind, each prediction that answers none in one that begins with "extra".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from conflictgraph.model import Account, Mention, Record
from scorers import placekinds
from scorers.adapt.base import main_account, mentions, pair
from scorers.adapt.events import gold_events
from scorers.adapt.incidents import violence
from scorers.adapt.sentences import fitting_quads
from scorers.common import Row, exactly, overlaps
from scorers.frames import pair_triggers, same_filler
from scorers.muc4 import ROLES, gold_entities, holds, normal, predicted_entities, relaxed

Kinds = Callable[[Row, Sequence[Record], Row], Iterator[str]]


def _parties(account: Account) -> list[Mention]:
    return list(mentions(account))


def dyads(row: Row, records: Sequence[Record], prediction: Row) -> Iterator[str]:
    """CAMEO dyads: source and target spans, and the class of the act."""
    record = records[0]
    main = main_account(record)
    both = [tuple(s) for s in row.get("reciprocal", [])]
    mine = {r: {*map(tuple, prediction[r]), *map(tuple, prediction["reciprocal"])} for r in ("source", "target")}
    wanted = {r: {*(tuple(s) for s in row.get(r, [])), *both} for r in ("source", "target")}
    for role, other in (("source", "target"), ("target", "source")):
        for span in sorted(wanted[role]):
            yield f"{role}: {_span_kind(span, mine[role], mine[other], record, main)}"
        for span in sorted(mine[role]):
            if not any(overlaps(span, g) for g in wanted[role]):
                yield f"{role}: extra, {'none is asked' if not wanted[role] else 'another party'}"
    if row.get("quad") is not None:
        fits = str(row["quad"]) in fitting_quads(prediction)
        yield f"class: {'right' if fits else 'missed predicate' if main is None or main.type is None else 'wrong type'}"


def _span_kind(
    span: tuple[int, ...], mine: set[tuple[int, ...]], others: set[tuple[int, ...]], record: Record, main: Account | None
) -> str:
    if span in mine:
        return "right"
    if any(overlaps(span, p) for p in mine):
        return "boundary"
    if main is None or main.type is None:
        return "missed predicate"
    if any(overlaps(span, p) for p in others):
        return "wrong role"
    if any(overlaps(span, pair(m)) for a in record.accounts if a.id != main.id and a.kind == "event" for m in _parties(a)):
        return "another event was chosen"
    return "role empty" if not mine else "role filled by another party"


def incidents(row: Row, records: Sequence[Record], prediction: Row) -> Iterator[str]:
    """MUC-4: fillers of every slot."""
    record = records[0]
    violent = {a.id for a, _ in violence(record)}
    told = bool([e for e in row["events"] if not e["optional"]])
    for role in ROLES:
        found = predicted_entities(prediction, role)
        wanted, optional = gold_entities(row, role)
        for gold in wanted:
            if any(relaxed(gold, f) for f in found):
                yield f"{role}: right"
            elif any(relaxed(gold, f) for r in ROLES if r != role for f in predicted_entities(prediction, r)):
                yield f"{role}: wrong role"
            else:
                yield f"{role}: {_missed(gold, record, violent)}"
        for filler in found:
            if not any(relaxed(g, filler) for g in wanted + optional):
                yield f"{role}: extra, {'another party' if told else 'no incident is asked'}"


def _missed(gold: set[str], record: Record, violent: set[str]) -> str:
    """Where in the record a filler stands that no template has."""
    text = record.article.text

    def names(mention: Mention) -> bool:
        words = normal(text[mention.start : mention.end])
        return any(holds(words, g) or (words and holds(g, words)) for g in gold)

    holders = [a for a in record.accounts if any(names(m) for m in _parties(a))]
    if any(a.id in violent for a in holders):
        return "in an incident that was left out, or another role of it"
    if any(a.type == "assault" for a in holders):
        return "in an attack that is denied, hypothetical or old"
    if holders:
        return "party of an account of another type"
    return "missed predicate or role"


def events(given: bool) -> Kinds:
    """WikiEvents and RAMS: triggers with types, arguments with roles."""

    def kinds(row: Row, records: Sequence[Record], prediction: Row) -> Iterator[str]:
        record = records[0]
        wanted, found = gold_events(row)["events"], prediction["events"]
        pairs = pair_triggers(wanted, found)
        for i, event in enumerate(wanted):
            if event["neutral"]:
                continue
            hit = found[pairs[i]] if i in pairs else None
            yield "trigger: " + ("missed predicate" if hit is None else "right" if hit["type"] in event["types"] else "wrong type")
            for arg in event["args"]:
                yield "argument: " + _argument(arg, hit, record)
        if not given:
            neutral = [e["trigger"] for e in wanted if e["neutral"]]
            for j, event in enumerate(found):
                if j not in pairs.values() and not any(overlaps(t, event["trigger"]) for t in neutral):
                    yield "trigger: extra"

    return kinds


def _argument(arg: Mapping[str, Any], hit: Row | None, record: Record) -> str:
    if hit is None:
        return "its trigger was missed"
    if any(same_filler(arg["span"], a) and a["role"] in arg["roles"] for a in hit["args"]):
        return "right"
    if any(same_filler(arg["span"], a) for a in hit["args"]):
        return "wrong role"
    chains = {m.chain for a in record.accounts for m in _parties(a) if m.chain is not None and overlaps(pair(m.head), arg["span"])}
    chains |= {e.chain for e in record.entities if e.chain is not None and overlaps((e.start, e.end), arg["span"])}
    heads = {tuple(a["head"]) for a in hit["args"]}
    mine = {m.chain for a in record.accounts for m in _parties(a) if tuple(pair(m.head)) in heads}
    if chains & mine:
        return "another mention of the same chain"
    if "place" in arg["roles"]:
        return "place missed or another"
    return "role empty" if not any(a["role"] in arg["roles"] for a in hit["args"]) else "role filled by another party"


def types(row: Row, records: Sequence[Record], prediction: Row) -> Iterator[str]:
    """CASE 2021: the snippet's type."""
    fitting = exactly("case2021_types", row["type"])
    if not fitting:
        return
    roots = {f.split("/")[0] for f in fitting}
    if fitting & set(prediction["main"]):
        yield "type: right"
    elif fitting & set(prediction["types"]):
        yield "type: another event was chosen"
    elif roots & {t.split("/")[0] for t in prediction["types"]}:
        yield "type: wrong mode"
    else:
        yield "type: wrong type" if prediction["types"] else "type: missed predicate"


def plover(row: Row, records: Sequence[Record], prediction: Row) -> Iterator[str]:
    """PLOVER sentences: the type."""
    fitting = exactly("plover_old", row["event"].upper())
    if prediction["type"] in fitting:
        yield "type: right"
    elif fitting & set(prediction["types"]):
        yield "type: another event was chosen"
    else:
        yield "type: missed predicate" if prediction["type"] in (None, "statement") else "type: wrong type"


KINDS: Mapping[str, Kinds] = {
    "muc4": incidents,
    "cameo_dyads": dyads,
    "plover_gsr": plover,
    "wikievents": events(False),
    "rams": events(True),
    "case2021_task2": types,
    **dict.fromkeys(("trnews", "geowebnews", "lgl", "geovirus"), placekinds.toponyms),
    "uner_ewt": placekinds.names,
}

__all__ = ["KINDS"]
