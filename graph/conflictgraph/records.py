"""The record of one article as JSON, both ways, and the check that any extractor's output has to pass.

The form is described by `SCHEMA` (JSON Schema 2020-12), which `data/record.schema.json` holds. Every key is always present.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from conflictgraph.errors import StopRun
from conflictgraph.model import (
    Account,
    Anchor,
    Article,
    Entity,
    Figure,
    Mention,
    PlaceMention,
    Record,
    Skip,
    Span,
    Tie,
    TimeMention,
)
from conflictgraph.resources import shelf

Json = dict[str, Any]
_ARTICLE = (
    ("externalId", "external_id"),
    ("title", "title"),
    ("published", "published"),
    ("dateInferred", "date_inferred"),
    ("publisher", "publisher"),
    ("url", "url"),
    ("language", "language"),
    ("dateline", "dateline"),
    ("text", "text"),
)
_PARTIES = ("agents", "patients", "victims", "participants", "instruments", "targets")
_FIGURES = ("killed", "wounded", "abducted", "captured")


def to_json(record: Record) -> Json:
    """A record as the JSON object that `conflictgraph extract` prints and the graph stores."""
    article = record.article
    out: Json = {"id": article.id}
    for key, name in _ARTICLE:
        out[key] = getattr(article, name)
    out["skipped"] = [{"start": s.start, "end": s.end, "why": s.why} for s in article.skipped]
    out["entities"] = [
        {"start": e.start, "end": e.end, "type": e.type, "actor": e.actor, "chain": e.chain} for e in record.entities
    ]
    out["places"] = [
        {
            "id": p.id, "start": p.start, "end": p.end, "name": p.name, "lat": p.lat, "lon": p.lon,
            "geonames": p.geonames, "precision": p.precision, "centroid": p.centroid,
        }
        for p in record.places
    ]  # fmt: skip
    out["times"] = [
        {"id": t.id, "start": t.start, "end": t.end, "edtf": t.edtf, "earliest": t.earliest, "latest": t.latest}
        for t in record.times
    ]
    out["accounts"] = [_account(a) for a in record.accounts]
    return out


def _span(s: Span | None) -> Json | None:
    return None if s is None else {"start": s.start, "end": s.end}


def _mention(m: Mention | None) -> Json | None:
    if m is None:
        return None
    return {"start": m.start, "end": m.end, "head": _span(m.head), "actor": m.actor, "chain": m.chain}


def _anchor(a: Anchor | None) -> Json | None:
    return None if a is None else {"start": a.start, "end": a.end, "id": a.id}


def _figure(f: Figure | None) -> Json | None:
    return None if f is None else {"low": f.low, "best": f.best, "high": f.high}


def _account(a: Account) -> Json:
    out: Json = {
        "id": a.id, "kind": a.kind, "type": a.type, "mode": a.mode, "attribution": a.attribution,
        "factuality": a.factuality, "polarity": a.polarity, "trigger": _span(a.trigger),
    }  # fmt: skip
    for key in _PARTIES:
        out[key] = [_mention(m) for m in getattr(a, key)]
    out["place"], out["time"] = _anchor(a.place), _anchor(a.time)
    for key in _FIGURES:
        out[key] = _figure(getattr(a, key))
    out["who"] = {category: _figure(f) for category, f in a.who}
    out["speakers"] = [_mention(m) for m in a.speakers]
    out["speaker"], out["cue"] = _mention(a.speaker), _span(a.cue)
    out["content"] = [_span(s) for s in a.content]
    out["about"], out["denies"] = a.about, a.denies
    tie = a.relation
    out["relation"] = None if tie is None else {
        "name": tie.name, "from": _mention(tie.from_), "to": _mention(tie.to), "status": tie.status,
        "time": _anchor(tie.time),
    }  # fmt: skip
    out["passage"], out["rule"], out["confidence"] = _span(a.passage), a.rule, a.confidence
    return out


def from_json(data: Json) -> Record:
    """The record that `to_json` wrote. The object must be valid (see `validate`)."""
    article = Article(
        **{name: data[key] for key, name in _ARTICLE},
        skipped=tuple(Skip(s["start"], s["end"], s["why"]) for s in data["skipped"]),
    )
    return Record(
        article=article,
        entities=tuple(Entity(e["start"], e["end"], e["type"], e["actor"], e["chain"]) for e in data["entities"]),
        places=tuple(PlaceMention(**p) for p in data["places"]),
        times=tuple(TimeMention(**t) for t in data["times"]),
        accounts=tuple(_read_account(a) for a in data["accounts"]),
    )


def _read_span(s: Json) -> Span:
    return Span(s["start"], s["end"])


def _read_mention(m: Json) -> Mention:
    return Mention(m["start"], m["end"], _read_span(m["head"]), m["actor"], m["chain"])


def _read_anchor(a: Json | None) -> Anchor | None:
    return None if a is None else Anchor(a["start"], a["end"], a["id"])


def _read_figure(f: Json | None) -> Figure | None:
    return None if f is None else Figure(f["low"], f["best"], f["high"])


def _read_account(a: Json) -> Account:
    tie = a["relation"]

    def party(key: str) -> tuple[Mention, ...]:
        return tuple(_read_mention(m) for m in a[key])

    return Account(
        id=a["id"], kind=a["kind"], type=a["type"], mode=a["mode"], attribution=a["attribution"],
        factuality=a["factuality"], polarity=a["polarity"], trigger=_read_span(a["trigger"]),
        place=_read_anchor(a["place"]), time=_read_anchor(a["time"]),
        who=tuple(sorted((category, Figure(f["low"], f["best"], f["high"])) for category, f in a["who"].items())),
        speakers=tuple(_read_mention(m) for m in a["speakers"]),
        speaker=None if a["speaker"] is None else _read_mention(a["speaker"]),
        cue=None if a["cue"] is None else _read_span(a["cue"]),
        content=tuple(_read_span(s) for s in a["content"]),
        about=a["about"], denies=a["denies"],
        relation=None if tie is None else Tie(
            tie["name"], _read_mention(tie["from"]), _read_mention(tie["to"]), tie["status"], _read_anchor(tie["time"])
        ),
        passage=_read_span(a["passage"]), rule=a["rule"], confidence=a["confidence"],
        agents=party("agents"), patients=party("patients"), victims=party("victims"), participants=party("participants"),
        instruments=party("instruments"), targets=party("targets"), killed=_read_figure(a["killed"]),
        wounded=_read_figure(a["wounded"]), abducted=_read_figure(a["abducted"]), captured=_read_figure(a["captured"]),
    )  # fmt: skip


@cache
def schema() -> Json:
    """The JSON Schema of a record, from `data/record.schema.json`."""
    loaded: Json = json.loads((shelf("data") / "record.schema.json").read_text("utf-8"))
    return loaded


def dumps(record: Record) -> str:
    """One line of JSON."""
    return json.dumps(to_json(record), ensure_ascii=False, separators=(",", ":"))


def loads(line: str) -> Record:
    return from_json(json.loads(line))


def verify(record: Record) -> Record:
    """Refuse a record whose spans are not in its text or whose references lead nowhere.

    Raises `StopRun` with the first fault; returns the record unchanged. Mentions must be words (not blank).
    """
    text, n = record.article.text, len(record.article.text)

    def inside(start: int, end: int, what: str) -> None:
        if not (0 <= start < end <= n) or not text[start:end].strip():
            raise StopRun(f"The record of article {record.article.id} is refused: {what} {start}..{end} is not in its text.")

    for entity in record.entities:
        inside(entity.start, entity.end, "the entity at")
    places = {p.id: (p.start, p.end) for p in record.places}
    times = {t.id: (t.start, t.end) for t in record.times}
    for start, end in (*places.values(), *times.values()):
        inside(start, end, "the place or time at")
    ids = {a.id for a in record.accounts}
    for account in record.accounts:
        for span in (account.trigger, account.passage, *account.content, *([account.cue] if account.cue else [])):
            inside(span.start, span.end, f"the quote of account {account.id} at")
        mentions = [m for key in _PARTIES for m in getattr(account, key)] + list(account.speakers)
        if account.relation is not None:
            mentions += [account.relation.from_, account.relation.to]
        for m in mentions:
            inside(m.start, m.end, f"a party of account {account.id} at")
            if not m.start <= m.head.start < m.head.end <= m.end:
                raise StopRun(f"The record of article {record.article.id} is refused: a party's head lies outside its span.")
        for anchor, known, what in ((account.place, places, "place"), (account.time, times, "time")):
            if anchor is not None and known.get(anchor.id) != (anchor.start, anchor.end):
                raise StopRun(f"The record of article {record.article.id} is refused: account {account.id} names an unknown {what}.")
        for other in (account.about, account.denies):
            if other is not None and other not in ids:
                raise StopRun(f"The record of article {record.article.id} is refused: account {account.id} is about an unknown account.")
    return record
