"""A small war as a graph on disk: who did what to whom in three months, each event told in one sentence of one article."""

from __future__ import annotations

from pathlib import Path

from conflictgraph import names, pipeline
from conflictgraph import store as stores
from conflictgraph.graphmodel import Facts, GActor, GArticle, GClaim, GEvent, GPassage, GPlace, Graph, GRelation
from conflictgraph.model import Article, Figure, Record
from conflictgraph.triples import to_triples

# What, who, whom, from, to, where, killed; both act where whom is "+".
TOLD = (
    ("aid", "league", "army", "2024-01-20", "2024-01-20", "", None),
    ("assault", "front", "army", "2024-01-10", "2024-01-10", "sarn", 10),
    ("assault-firearms", "gunmen--a1", "army", "2024-01-15", "2024-01-15", "sarn", 1),
    ("aid", "militia", "league", "2024-01-05", "2024-01-05", "", None),
    ("agree", "front+militia", "+", "2024-02-01", "2024-02-01", "ormel", None),
    ("consult", "league", "front", "2024-02-15", "2024-02-15", "ormel", None),
    ("assault", "front", "army", "2024-03-05", "2024-03-05", "ormel", 3),
    ("assault", "militia", "army", "2024-03-01", "2024-03-31", "sarn", None),
    ("assault", "militia", "league", "2024-03-20", "2024-03-20", "", None),
    ("accuse", "league", "front", None, None, "", None),
)
TIE = "Ada Kern speaks for the League."
SENTENCES = [f"Number {n}: {what} by {who} of {whom}." for n, (what, who, whom, *_) in enumerate(TOLD)]
ARTICLE = Article(" ".join([*SENTENCES, TIE]), title="The war", published="2024-04-01", publisher="Gazette", url="https://gazette.example/war")
CLAIMS = [f"C-{n}{n}aa00000000000{n}" for n in range(len(TOLD))]
EVENTS = [names.event_id(claim) for claim in CLAIMS]
C_TIE = "C-ff00000000000000"
R_TIE = names.relation_id("ada-kern", "spokespersonFor", "league", "present")
ACTORS = (
    ("front", "Northern Front", "armed-group"), ("army", "Kandor army", "state-force"), ("militia", "Hill Militia", "armed-group"),
    ("league", "Lake League", "international"), ("gunmen--a1", "gunmen", "group"), ("gazette", "Gazette", "organization"),
    ("lone", "Lone Star", "organization"),
)  # fmt: skip


def _passage(words: str) -> GPassage:
    start = ARTICLE.text.index(words)
    return GPassage(names.passage_id(ARTICLE.id, start, start + len(words)), ARTICLE.id, start, start + len(words), words)


def _facts(what: str, who: str, whom: str, first: str | None, last: str | None, place: str, killed: int | None) -> Facts:
    both = whom == "+"
    return Facts(
        what, () if both else (who,), () if both else (whom,), participants=tuple(sorted(who.split("+"))) if both else (),
        earliest=first, latest=last, place=place or None, place_precision="city" if place else None,
        killed=Figure(killed, killed, killed) if killed is not None else None,
    )  # fmt: skip


FACTS = [_facts(*told) for told in TOLD]
GRAPH = Graph(
    articles=(
        GArticle(ARTICLE.id, ARTICLE.title, "gazette", ARTICLE.publisher, ARTICLE.url, ARTICLE.published, sha256=names.text_digest(ARTICLE.text)),
    ),
    passages=tuple(_passage(words) for words in (*SENTENCES, TIE)),
    claims=(
        *(
            GClaim(claim, "event", "gazette", _passage(words).id, ARTICLE.id, "asserted", "actual", "affirmed", facts=facts, about=("event", event), rule="r", confidence=0.5 + n / 20)
            for n, (claim, words, facts, event) in enumerate(zip(CLAIMS, SENTENCES, FACTS, EVENTS, strict=True))
        ),
        GClaim(C_TIE, "tie", "gazette", _passage(TIE).id, ARTICLE.id, "asserted", "actual", "affirmed", about=("relation", R_TIE), rule="r", confidence=0.8),
    ),
    events=tuple(
        GEvent(event, facts, "actual", 1 + n % 2, 1, claims=(claim,), confidence=0.5 + n / 20)
        for n, (event, facts, claim) in enumerate(zip(EVENTS, FACTS, CLAIMS, strict=True))
    ),
    actors=(
        *(GActor(each, label, (), kind, "Organization") for each, label, kind in ACTORS),  # type: ignore[arg-type]
        GActor("ada-kern", "Ada Kern", (), "person", "Person"),
    ),
    places=(
        GPlace("kandor", "Kandor", lat=10.0, lon=20.0, precision="country", centroid=True),
        GPlace("sarn", "Sarn", (), 10.5, 20.5, "city", within="kandor"),
        GPlace("ormel", "Ormel", (), 11.25, -20.5, "city", within="kandor"),
    ),
    relations=(GRelation(R_TIE, "ada-kern", "league", "spokespersonFor", claims=(C_TIE,)),),
)  # fmt: skip


def build(folder: Path) -> Path:
    """The war as a graph on disk; returns its folder."""
    with stores.open(folder, create=True) as store:
        store.articles.put(Record(ARTICLE))
        store.apply(to_triples(GRAPH, store.base), pipeline.entries(GRAPH), pipeline.identifiers(GRAPH), GRAPH.records())
    return folder
