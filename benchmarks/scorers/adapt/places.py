"""Toponyms, the place of a given verb, and UCDP's coded events."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from conflictgraph.extract.given import places_of
from conflictgraph.language import load
from conflictgraph.model import Article, Record
from scorers.adapt.base import Corpus, literal_places, odd, paths, sentence_article
from scorers.common import Row, by_id
from scorers.geo import NEAR, distance, score_places
from scorers.spans import score_spans

# What the taggers of geowebnews/reference_taggers.txt were scored on.
_REFERENCE_CLASSES = {"Literal", "Literal_Modifier", "Non_Literal_Modifier", "Metonymic", "Mixed", "Coercion"}


def bare(record: Record, start: int, end: int) -> tuple[int, int]:
    """The name inside a place mention, without "district" or "eastern": what these corpora mark."""
    inside = [(e.start, e.end) for e in record.entities if e.type == "LOC" and start <= e.start and e.end <= end]
    return inside[0] if inside else (start, end)


def predict_places(row: Row, records: Sequence[Record]) -> Row:
    """Every place mention once, in the order of the text; of a name without a point of its own that holds a place's, the latter
    ("Paris" in "Paris High School"), as these corpora mark it."""
    located = [p for p in records[0].places if p.lat is not None]
    found = {
        bare(records[0], p.start, p.end): [*bare(records[0], p.start, p.end), p.name, p.lat, p.lon, p.geonames]
        for p in records[0].places
        if p.geonames is not None or not any(q.id != p.id and p.start <= q.start and q.end <= p.end and p.lat in (None, q.lat) for q in located)
    }
    return {"places": [found[key] for key in sorted(found)]}


def score_toponyms(gold: Sequence[Row], predictions: Mapping[str, Row]) -> dict[str, float]:
    result = score_places(gold, predictions)
    if any(len(p) == 7 and p[6] in _REFERENCE_CLASSES for row in gold for p in row["places"]):
        core = [{**row, "places": [p for p in row["places"] if p[6] in _REFERENCE_CLASSES]} for row in gold]
        result["exact F, reference classes"] = score_places(core, predictions)["exact F"]
    return result


def text_article(row: Row) -> tuple[Article, ...]:
    """The text alone: a URL would be the article's identity, and these corpora repeat theirs."""
    return sentence_article({"text": row["text"], "date": row.get("date")})


def predict_literal(row: Row, records: Sequence[Record]) -> Row:
    """GeoVirus marks neither peoples nor places inside other names."""
    return predict_places(row, [replace(records[0], places=tuple(literal_places(records[0])))])


TOPONYMS = tuple(
    Corpus(name, paths(name), text_article, predict, score_toponyms, ("exact F", "overlap F", "acc@161"))
    for name, predict in (
        *((name, predict_places) for name in ("trnews", "geowebnews", "lgl")),
        ("geovirus", predict_literal),
    )
)


def predict_location(row: Row, records: Sequence[Record]) -> Row:
    """The places of the given verb, as the pipeline weighs them for the words of its own events: asked of the sentence itself,
    which therefore is no article of this corpus and is read once."""
    spans = places_of(Article(text=row["text"]), row["verb"][0], row["verb"][1], load())
    return {"locations": [[span.start, span.end] for span in spans]}


def score_location(gold: Sequence[Row], predictions: Mapping[str, Row]) -> dict[str, float]:
    counts = score_spans(gold, predictions, "location").get("location")
    if counts is None:
        return {}
    precision, recall = counts.token_pr()
    return {
        "location token P": precision,
        "location token R": recall,
        "location token F": counts.token_f(),
        "location exact F": counts.exact_f(),
    }


EVENT_LOCATION = Corpus(
    "event_location",
    paths("event_location"),
    lambda row: (),
    predict_location,
    score_location,
    ("location token F", "location exact F"),
    odd,
)

# A reality check, not gold: headlines were not what UCDP coded from, only what names the article.
_FIGURE = re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozens?|scores)\b", re.I)
_DEATH = re.compile(r"\b(?:kill|dead|death|die[sd]?\b|slain|massacre)", re.I)


def headline(row: Row) -> str:
    """The headline if it is a single one that speaks of deaths with a figure, else an empty string."""
    text = (row.get("source_headline") or "").strip()
    return text if ";" not in text and _FIGURE.search(text) and _DEATH.search(text) else ""


def ucdp_articles(row: Row) -> tuple[Article, ...]:
    """The description of where (with the country, as a line of its own would have it) and the headline."""
    published = (row.get("date_end") or "")[:10] or None
    where = f"{row['where_description'].strip()}, {row['country']}." if row.get("where_description") else ""
    return Article(text=where, published=published), Article(text=headline(row), published=published)


def predict_ucdp(row: Row, records: Sequence[Record]) -> Row:
    where, head = records
    points = [[p.lat, p.lon] for p in where.places if p.precision != "country" and p.lat is not None]
    deaths = [a.killed for a in head.accounts if a.killed is not None]
    figure = max(deaths, key=lambda f: (f.low, f.best or 0), default=None)
    return {"points": points, "killed": [figure.low, figure.best, figure.high] if figure is not None else None}


def score_ucdp(gold: Sequence[Row], predictions: Mapping[str, Row]) -> dict[str, float]:
    """Share of descriptions with a place within 25 and 161 km of the coded point (only where the coding is finer than a
    province); share of headlines with deaths in which a figure was read at all, and agrees with the coded range. A
    headline often sums several coded events, so agreement stays far below 100 for the best reader too."""
    placed = near = close = stated = read = agrees = 0
    for identifier, row in by_id(gold).items():
        prediction = predictions.get(identifier, {})
        if row.get("where_description") and (row.get("where_prec") or 9) <= 3:
            placed += 1
            km = [distance(a, b, row["latitude"], row["longitude"]) for a, b in prediction.get("points", [])]
            near += bool(km) and min(km) <= NEAR
            close += bool(km) and min(km) <= 25
        if headline(row):
            stated += 1
            killed = prediction.get("killed")
            read += killed is not None
            if killed is not None:
                low, _, high = killed
                top = high if high is not None else float("inf")
                agrees += low <= row["high"] and top >= row["low"]
    return {
        "place within 161 km": 100 * near / placed if placed else 0.0,
        "place within 25 km": 100 * close / placed if placed else 0.0,
        "figure of deaths read": 100 * read / stated if stated else 0.0,
        "figure agrees": 100 * agrees / stated if stated else 0.0,
    }


UCDP = Corpus(
    "ucdp_ged_sample",
    {"dev": "ucdp_ged_sample/ged_1000.jsonl", "heldout": "ucdp_ged_sample/heldout.jsonl"},
    ucdp_articles,
    predict_ucdp,
    score_ucdp,
    ("place within 161 km", "figure of deaths read"),
)
