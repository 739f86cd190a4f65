"""Sentences and snippets with one event each: CAMEO dyads, PLOVER, PETRARCH's tests, CASE 2021, CEHA."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from conflictgraph.model import Account, Mention, Record
from scorers.adapt.base import (
    Corpus,
    harmed,
    is_pronoun,
    literal_places,
    main_account,
    named,
    pair,
    paths,
    sentence_article,
)
from scorers.common import Row, by_id, exactly, longest_prefix, prf
from scorers.spans import score_spans

# These corpora write a bracket after a name with it: "the National Security Council (NSC)".
_BRACKET = re.compile(r"\s*\([^()]{1,20}\)")

_SIGNS = re.compile(r"(?:sign|ink|conclude|reach|str(?:ike|uck))")
_OF_WORDS = ("accuse", "agree")  # where that was said is not whom it was said to
_MUTUAL = ("agree", "consult", "cooperate")
_ONE_WAY = ("visit", "third-party", "phone")  # of consultations; the others have two equal sides


def _spans(record: Record, parties: Iterable[Mention]) -> list[list[int]]:
    found = set()
    for mention in (named(record, p) for p in parties):
        end = _apposed(record, mention)
        bracket = _BRACKET.match(record.article.text, end)
        found.add((mention.start, bracket.end() if bracket else end))
    return [list(span) for span in sorted(found)]


def _apposed(record: Record, mention: Mention) -> int:
    """What the record says that a party is, right after a comma, is one span with it there: an office and the person who
    holds it ("Bahraini Prime Minister, Prince Khalifa"), a person and the post ("X, an Afghan defence spokesperson")."""
    text = record.article.text

    for entity in record.entities:
        beside = text[mention.end : mention.end + 2].strip() == "," and 0 < entity.start - mention.end <= 20
        if entity.type == "PER" and entity.chain == mention.chain and beside:
            return entity.end
    for account in record.accounts:
        if account.relation is None:
            continue
        holder, post, other = account.relation.from_, account.trigger, account.relation.to
        if mention.start <= post.start < mention.end and text[mention.end : holder.start].strip() == ",":
            return holder.end
        between = text[mention.end : post.start].strip()
        if mention.end == holder.end and between.startswith(",") and "," not in between[1:] and len(between) <= 60:
            return max(post.end, other.end) if other.end - post.end <= 60 else post.end
    return mention.end


_ON_THINGS = ("accuse", "agree", "concede", "reject", "support")  # answers to a word or deed of somebody


def _aimed_at(account: Account) -> tuple[Mention, ...]:
    """Whom or what an act is aimed at. Of a deed in words the thing stands with the party that it names ("X's offer"), and a
    party told apart stands for itself ("accusations by X"); what is withheld, granted or moved stands behind whom it concerns."""
    things, people = account.targets, harmed(account)
    if not (things and people):
        return things or people
    if account.type in ("assault", "protest"):
        return things
    inside = any(t.start <= p.start and p.end <= t.end for t in things for p in people)
    return things if account.type in _ON_THINGS and inside else people


_WHERE = re.compile(r"\s(?:in|at|near|inside)\s[^,;.:]{0,30}")


def _placed(record: Record, account: Account, spans: list[list[int]]) -> list[list[int]]:
    """Whom a deed befell, with the place of the deed where it is told right behind: "148 students in Garissa"."""
    place, text = account.place, record.article.text
    if place is None or account.type in (None, *_ON_THINGS, *_MUTUAL, "request", "threaten", "sanction"):
        return spans
    return [[a, place.end] if b < place.start and _WHERE.fullmatch(text, b, place.start) else [a, b] for a, b in spans]


def _with_whose(record: Record, account: Account, span: list[int]) -> list[int]:
    """Whoever a word or deed is by stands with it: "a request by X", where no charge is answered."""
    text = record.article.text
    for t in account.targets:
        if account.type in _ON_THINGS and t.end < span[0] and _BY.fullmatch(text, t.end, span[0]) and not _CHARGE.fullmatch(text, t.head.start, t.head.end):
            return [t.start, span[1]]
    return span


def _described(record: Record, account: Account, span: list[int]) -> list[int]:
    """A participle right behind an object belongs to its span, up to the name that it leads to: "firms linked to X"."""
    found = _PARTICIPLE.match(record.article.text, span[1])
    if found is None or span[0] < account.trigger.start:
        return span
    names = [(e.start, e.end) for e in record.entities] + [(p.start, p.end) for p in record.places]
    end = max((b for a, b in names if a >= found.end() and _NEAR.fullmatch(record.article.text, found.end(), a)), default=span[1])
    return [span[0], end]


def _stationed(record: Record, span: list[int]) -> list[int]:
    """A mission or a peacekeeping force in a country stands for the country."""
    found = _MISSION.search(record.article.text, span[0], span[1])
    inside = [p for p in record.places if found and p.start >= found.end() and p.end == span[1]]
    return [found.end(), span[1]] if found and inside else span


def _listed(record: Record, span: list[int]) -> list[list[int]]:
    """Places that a list goes on with behind the one that a phrase ends with: "people in X", "Y", "Z"."""
    text, joined = record.article.text, False
    places = sorted((p.start, p.end) for p in literal_places(record))
    row = [p for p in places if span[0] < p[0] and p[1] <= span[1]]
    if len(row) > 2 and row[-1][1] == span[1] and all(text[a[1] : b[0]].strip() in (",", "and", ", and") for a, b in pairwise(row)):
        span = [span[0], row[0][1]]  # "people in X, Y and Z"
    out = [span]
    if (span[0], span[1]) in places or not any(span[0] < start and end == span[1] for start, end in places):
        return out
    for start, end in places:
        between = text[out[-1][1] : start].strip() if start > out[-1][1] else ""
        if between in (",", "and", ", and"):
            out.append([start, end])
            joined = joined or between != ","
    return out if joined else [span]


_PARTICIPLE = re.compile(r"\s(?:\w+ed|known|held|made)\s(?:by|to|in|as|from)\s")
_NEAR = re.compile(r"[^,.;:]{0,25}")
_BY = re.compile(r"\s(?:\w+ed )?by\s")
_SENT = re.compile(r"\s\w+ed by\s")
_CHARGE = re.compile(r"(?:accusation|allegation|charge|demand)s?")
_MISSION = re.compile(r"(?:peacekeeping|security|stabili[sz]ation) (?:force|mission|operation)s? in (?:the )?")
_OWNED = re.compile(r".*['’´]\s?s?\s", re.DOTALL)


def _told_short(record: Record, account: Account, spans: list[list[int]]) -> list[list[int]]:
    """A word or deed that is answered ends with its noun where whose it is stands before ("X's offer", not "X's offer on Y")."""
    if account.type not in ("agree", "concede", "reject", "support"):
        return spans
    text, ends = record.article.text, {(t.start, t.end): t.head for t in account.targets}
    out = []
    for start, end in spans:
        head = ends.get((start, end))
        owned = head is not None and (_OWNED.match(text[start : head.start]) or any(start <= p.start and p.end <= head.start for p in harmed(account)))
        out.append([start, head.end] if owned and head is not None else [start, end])
    return out


def _joined(record: Record, spans: list[list[int]]) -> list[list[int]]:
    """Parties of one mutual act that stand side by side are one span there: "the US and China"."""
    out: list[list[int]] = []
    for start, end in spans:
        if out and record.article.text[out[-1][1] : start].strip() == "and":
            out[-1][1] = end
        else:
            out.append([start, end])
    return out


def predict_dyad(row: Row, records: Sequence[Record]) -> Row:
    """Source and target of the main account; two or more participants are reciprocal; a statement's source is its
    speaker. The type is the account's, or `statement`."""
    record = records[0]
    account = main_account(record)
    types = [t for t in _types(records) if "/" not in t]
    empty: Row = {"source": [], "target": [], "reciprocal": [], "type": None, "types": types, "triggers": []}
    if account is None:
        return empty
    sources = _outer(account.agents)
    targets = _aimed_at(account)
    both = _outer(account.participants) if len(account.participants) > 1 and not (sources and targets) else ()
    signed = account.type == "agree" and _SIGNS.match(record.article.text, account.trigger.start)
    if ((account.type == "consult" and account.mode not in _ONE_WAY) or signed) and sources and targets:
        both, sources, targets = (*sources, *targets), (), ()
    if account.type in _MUTUAL and len(sources) == 1 and not targets and " and " in record.article.text[sources[0].start : sources[0].end]:
        both, sources = sources, ()  # "British and EU negotiators"
    target_spans = _told_short(record, account, _placed(record, account, _spans(record, targets)))
    target_spans = [_described(record, account, each) for each in target_spans]
    target_spans = [span for each in target_spans for span in _listed(record, _stationed(record, _with_whose(record, account, each)))]
    inside = account.place is not None and any(m.start <= account.place.start < m.end for m in sources)
    if not target_spans and not both and account.place is not None and account.type not in _OF_WORDS and not inside:
        target_spans = [pair(account.place)]  # CAMEO codes the country of an act that is aimed at nobody else
    if not both:
        sources = sources or _outer(account.participants)
    if not sources and account.type is None and account.speaker is not None:
        known = [m for m in reversed(account.speakers) if not is_pronoun(record.article.text[(n := named(record, m)).start : n.end])]
        sources = (known[0] if known else account.speaker,)
    sources = sources or account.instruments
    if len(sources) == 1 and (armed := [w for w in account.instruments if w.start <= sources[0].start and sources[0].end < w.end]):
        sources = (armed[0],)  # "Syrian government missiles": the weapon with whose it is
    source_spans = _spans(record, sources)
    if len(source_spans) == 1 and (sent := [w for w in account.instruments if _SENT.fullmatch(record.article.text, w.end, max(w.end, source_spans[0][0]))]):
        source_spans = [[sent[0].start, source_spans[0][1]]]  # "the missiles fired by the army"
    return {
        "source": source_spans,
        "target": target_spans,
        "reciprocal": _joined(record, _spans(record, both)),
        "type": account.type or "statement",
        "intent": account.factuality in ("planned", "threatened"),
        "denied": account.polarity == "denied",
        "types": types,
        "triggers": [pair(account.trigger)],
    }


def _outer(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Without those that stand inside of another: "US" of "US and Iraqi troops", which this corpus has as one phrase."""
    return tuple(m for m in mentions if not any(n is not m and n.start <= m.start and m.end <= n.end for n in mentions))


def score_dyads(gold: Sequence[Row], predictions: Mapping[str, Row]) -> dict[str, float]:
    """Exact and overlapping F of both roles; accuracy of the quad class of the event type where the row has a class."""
    counts = score_spans(gold, predictions, "dyads")
    result: dict[str, float] = {}
    for role in ("source", "target"):
        result[f"{role} exact F"] = counts[role].exact_f() if role in counts else 0.0
        result[f"{role} overlap F"] = counts[role].overlap_f() if role in counts else 0.0
    classed = {i: r for i, r in by_id(gold).items() if r.get("quad") is not None}
    if classed:
        right = sum(str(row["quad"]) in fitting_quads(predictions.get(i, {})) for i, row in classed.items())
        result["quad class accuracy"] = 100 * right / len(classed)
        spoken = {i: r for i, r in classed.items() if r["quad"] != 0}
        hits = sum(str(row["quad"]) in fitting_quads(predictions.get(i, {})) for i, row in spoken.items())
        result["quad class accuracy, no statements"] = 100 * hits / len(spoken) if spoken else 0.0
    return result


def fitting_quads(prediction: Row) -> set[str]:
    """The classes that fit a predicted type; an intent to act is a verbal act, and not to cooperate is a refusal, as in
    CAMEO."""
    classes = set(exactly("quad_classes", prediction.get("type") or ""))
    if prediction.get("denied") and classes & {"1", "2"}:
        return {"3"}
    return {{"2": "1", "4": "3"}.get(c, c) for c in classes} if prediction.get("intent") else classes


def score_plover(gold: Sequence[Row], predictions: Mapping[str, Row]) -> dict[str, float]:
    """Accuracy of the event type; source and target as spans (gold ones without offsets are left out)."""
    rows = by_id(gold)
    right = sum(
        predictions.get(i, {}).get("type") in exactly("plover_old", row["event"].upper()) for i, row in rows.items()
    )
    anywhere = sum(
        bool(exactly("plover_old", row["event"].upper()) & set(predictions.get(i, {}).get("types", [])))
        for i, row in rows.items()
    )
    n = len(rows) or 1
    result = {"type accuracy": 100 * right / n, "type in some account": 100 * anywhere / n}
    flat = [
        {
            "id": row["id"],
            "sentence": row["sentence"],
            **{role: [p["span"] for p in row[role] or [] if p.get("span")] for role in ("source", "target")},
        }
        for row in rows.values()
    ]
    return {**result, **score_dyads(flat, predictions)}


def _types(records: Sequence[Record]) -> list[str]:
    """All event types of affirmed accounts, with modes after a slash where known."""
    found: set[str] = set()
    for account in (a for record in records for a in record.accounts):
        if account.type is not None and account.polarity == "affirmed":
            found.add(account.type)
            if account.mode is not None:
                found.add(f"{account.type}/{account.mode}")
    return sorted(found)


def predict_types(row: Row, records: Sequence[Record]) -> Row:
    account = main_account(records[0])
    first = [] if account is None or account.type is None else [account.type]
    if first and account is not None and account.mode is not None:
        first.append(f"{account.type}/{account.mode}")
    return {"types": _types(records), "main": first}


def score_petrarch(gold: Sequence[Row], predictions: Mapping[str, Row]) -> dict[str, float]:
    """Event types of a sentence as a set: its CAMEO codes' PLOVER types against those of its accounts. A gold code with
    several possible types is answered by any of them. Codes outside CAMEO (tests of the coder itself) are left out."""
    correct_g = correct_p = n_gold = n_predicted = 0
    for identifier, row in by_id(gold).items():
        wanted = [longest_prefix("cameo_plover", e[2]) for e in row["events"] if e[2]]
        wanted = sorted({w for w in wanted if w}, key=sorted)
        if not wanted and not row.get("no_events"):
            continue
        found = [t for t in predictions.get(identifier, {}).get("types", []) if "/" not in t]
        n_gold += len(wanted)
        n_predicted += len(found)
        correct_g += sum(any(t in w for t in found) for w in wanted)
        correct_p += sum(any(t in w for w in wanted) for t in found)
    precision, recall = (100 * c / n if n else 0.0 for c, n in ((correct_p, n_predicted), (correct_g, n_gold)))
    both = precision + recall
    return {"type P": precision, "type R": recall, "type F": 2 * precision * recall / both if both else 0.0}


def score_case2021(gold: Sequence[Row], predictions: Mapping[str, Row]) -> dict[str, float]:
    """Share of the snippets with a fitting type or mode: in the main account, in any account, and by root alone."""
    rows = {i: r for i, r in by_id(gold).items() if exactly("case2021_types", r["type"])}
    n = len(rows)
    if not n:
        return {}
    main = anywhere = root = 0
    for identifier, row in rows.items():
        fitting = exactly("case2021_types", row["type"])
        prediction = predictions.get(identifier, {})
        main += bool(fitting & set(prediction.get("main", [])))
        anywhere += bool(fitting & set(prediction.get("types", [])))
        roots = {f.split("/")[0] for f in fitting}
        root += bool(roots & set(prediction.get("main", [])))
    return {
        "main account fits": 100 * main / n,
        "some account fits": 100 * anywhere / n,
        "main account's root fits": 100 * root / n,
    }


def predict_violence(row: Row, records: Sequence[Record]) -> Row:
    """Is there an account of violence as actual?"""
    return {"relevant": any(_violent(account) for record in records for account in record.accounts)}


def _violent(account: Account) -> bool:
    return account.type == "assault" and account.polarity == "affirmed" and account.factuality == "actual"


def score_ceha(gold: Sequence[Row], predictions: Mapping[str, Row]) -> dict[str, float]:
    """Notes that tell of violence. CEHA's own relevance also leaves out summaries and other regions, and its types are
    motives, which a record does not hold; so notes are gold unless they were left out as no violence."""
    correct = n_predicted = n_gold = 0
    for identifier, row in by_id(gold).items():
        wanted = not str(row.get("why_not") or "").startswith("2.")
        found = bool(predictions.get(identifier, {}).get("relevant"))
        correct += wanted and found
        n_predicted += found
        n_gold += wanted
    return {
        f"violence {part}": value
        for part, value in zip(("P", "R", "F"), prf(correct, n_predicted, n_gold), strict=True)
    }


CAMEO = Corpus(
    "cameo_dyads",
    paths("cameo_dyads"),
    sentence_article,
    predict_dyad,
    score_dyads,
    ("source exact F", "target exact F", "quad class accuracy"),
)
PLOVER = Corpus("plover_gsr", paths("plover_gsr"), sentence_article, predict_dyad, score_plover, ("type accuracy",))
PETRARCH = Corpus("petrarch", paths("petrarch"), sentence_article, predict_types, score_petrarch, ("type F",))
CASE2021 = Corpus(
    "case2021_task2",
    paths("case2021_task2"),
    sentence_article,
    predict_types,
    score_case2021,
    ("main account fits", "some account fits"),
)
CEHA = Corpus("ceha", paths("ceha"), sentence_article, predict_violence, score_ceha, ("violence F",))

__all__ = ["CAMEO", "CASE2021", "CEHA", "PETRARCH", "PLOVER"]
