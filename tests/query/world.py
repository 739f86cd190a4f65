"""A small world for tests, written out record by record: an invented war, told by two papers that disagree."""

from __future__ import annotations

from pathlib import Path

from conflictgraph import names, pipeline
from conflictgraph import store as stores
from conflictgraph.graphmodel import (
    Facts,
    GActor,
    GArticle,
    GClaim,
    GEvent,
    GPassage,
    GPlace,
    Graph,
    GRelation,
)
from conflictgraph.model import Article, Figure, Record
from conflictgraph.triples import to_triples

GAZETTE = Article(
    "The Defence Ministry said rebels of the Northern Front killed ten soldiers in Sarn on 9 February."
    " Colonel Adan Vey leads the Northern Front. Gunmen may have burned a school in Ormel.",
    title="Ten soldiers die in Sarn",
    published="2024-02-10",
    publisher="Kandor Gazette",
    url="https://gazette.example/sarn",
)
HERALD = Article(
    "The Northern Front said it killed two soldiers in Sarn on 9 February. The army shelled Ormel in 2023."
    " Three hostages, \x1b[31mamong them\x1b[0m \u202ea nurse, were freed.",
    title='=HYPERLINK("x")',
    published="2024-02-11",
    publisher="Lakeside Herald",
)
TEN, TWO = Figure(10, 10, 10), Figure(2, 2, 2)


def passage(article: Article, words: str) -> GPassage:
    start = article.text.index(words)
    end = start + len(words)
    return GPassage(names.passage_id(article.id, start, end), article.id, start, end, words)


P_TEN = passage(GAZETTE, GAZETTE.text.split(". ")[0] + ".")
P_LEADS = passage(GAZETTE, "Colonel Adan Vey leads the Northern Front.")
P_SCHOOL = passage(GAZETTE, "Gunmen may have burned a school in Ormel.")
P_TWO = passage(HERALD, HERALD.text.split(". ")[0] + ".")
P_SHELLED = passage(HERALD, "The army shelled Ormel in 2023.")
P_FREED = passage(HERALD, HERALD.text.split(". ")[2])

# Ids are digits in the order of the claims, so that tests can name them.
C_TEN, C_TWO, C_SCHOOL = "C-10aa000000000001", "C-2000000000000002", "C-3000000000000003"
C_SHELLED, C_FREED, C_LEADS, C_SAID = (
    "C-40bb000000000004",
    "C-40bb000000000005",
    "C-6000000000000006",
    "C-7000000000000007",
)
SARN, SCHOOL, SHELLED, FREED = (names.event_id(c) for c in (C_TEN, C_SCHOOL, C_SHELLED, C_FREED))
LEADS = names.relation_id("adan-vey", "leads", "northern-front", "present")
FIGHTS = names.relation_id("northern-front", "fights", "kandor-army", "summed")


def at_sarn(killed: Figure) -> Facts:
    return Facts(
        "assault", ("northern-front",), ("kandor-army",), place="sarn", place_precision="city", earliest="2024-02-09",
        latest="2024-02-09", edtf="2024-02-09", killed=killed,
    )  # fmt: skip


_SARN, _SARN_TWO, _SARN_BOTH = at_sarn(TEN), at_sarn(TWO), at_sarn(Figure(2, 2, 10))
_SCHOOL = Facts("assault-destroy", ("gunmen--a1",), targets=("a school",), place="ormel", place_precision="city")
_SHELLED = Facts(
    "assault-heavy-weapons", ("kandor-army",), place="ormel", place_precision="city", earliest="2023-01-01", latest="2023-12-31",
    edtf="2023",
)  # fmt: skip
_FREED = Facts("retreat-release", patients=("hostages--b1",))


def claim(identifier: str, by: str, where: GPassage, facts: Facts, event: str, **more: object) -> GClaim:
    values: dict[str, object] = {
        "attribution": "reported", "factuality": "actual", "polarity": "affirmed", "rule": "assault:kill/ARG0-ARG1",
        "confidence": 0.9, "about": ("event", event), **more,
    }  # fmt: skip
    return GClaim(identifier, "event", by, where.id, where.article, facts=facts, **values)  # type: ignore[arg-type]


def _article(article: Article, publisher: str) -> GArticle:
    return GArticle(
        article.id,
        article.title,
        publisher,
        article.publisher,
        article.url,
        article.published,
        sha256=names.text_digest(article.text),
    )


GRAPH = Graph(
    articles=(_article(GAZETTE, "kandor-gazette"), _article(HERALD, "lakeside-herald")),
    passages=(P_TEN, P_LEADS, P_SCHOOL, P_TWO, P_SHELLED, P_FREED),
    claims=(
        claim(C_TEN, "defence-ministry", P_TEN, _SARN, SARN, cue="said", contradicts=(C_TWO,)),
        claim(C_TWO, "northern-front", P_TWO, _SARN_TWO, SARN, cue="said", contradicts=(C_TEN,)),
        claim(C_SCHOOL, "kandor-gazette", P_SCHOOL, _SCHOOL, SCHOOL, attribution="asserted", factuality="alleged"),
        claim(C_SHELLED, "lakeside-herald", P_SHELLED, _SHELLED, SHELLED, attribution="asserted"),
        claim(C_FREED, "lakeside-herald", P_FREED, _FREED, FREED, attribution="asserted"),
        GClaim(
            C_LEADS,
            "tie",
            "kandor-gazette",
            P_LEADS.id,
            GAZETTE.id,
            "asserted",
            "actual",
            "affirmed",
            about=("relation", LEADS),
            rule="tie:leads",
            confidence=0.8,
        ),
        GClaim(
            C_SAID,
            "statement",
            "defence-ministry",
            P_TEN.id,
            GAZETTE.id,
            "reported",
            "actual",
            "affirmed",
            about=("event", SARN),
            content=("rebels of the Northern Front killed ten soldiers",),
            rule="say",
            confidence=0.7,
            via=("adan-vey",),
        ),
    ),
    events=(
        GEvent(SARN, _SARN_BOTH, "actual", 2, 2, contested=("killedBest",), claims=(C_TEN, C_TWO, C_SAID)),
        GEvent(SCHOOL, _SCHOOL, "alleged", 1, 1, claims=(C_SCHOOL,)),
        GEvent(SHELLED, _SHELLED, "actual", 1, 1, claims=(C_SHELLED,)),
        GEvent(FREED, _FREED, "actual", 1, 1, claims=(C_FREED,)),
    ),
    actors=(
        GActor("northern-front", "Northern Front", ("NF", "the Front"), "armed-group", "Organization"),
        GActor("northern-front-of-ivria", "Northern Front of Ivria", (), "armed-group", "Organization"),
        GActor("kandor-army", "Kandor army", (), "state-force", "Organization"),
        GActor("defence-ministry", "Defence Ministry", (), "organization", "Organization"),
        GActor("adan-vey", "Adan Vey", ("Colonel Vey",), "person", "Person"),
        GActor("kandor", "Kandor", (), "state", "Country"),
        GActor("kandor-gazette", "Kandor Gazette", (), "organization", "Organization"),
        GActor("lakeside-herald", "Lakeside Herald", (), "organization", "Organization"),
        GActor("gunmen--a1", "gunmen", (), "group"),
        GActor("hostages--b1", "=2+5 \x1b[31mhostages\u202e", (), "group"),
    ),
    places=(
        GPlace("kandor", "Kandor", lat=10.0, lon=20.0, precision="country", centroid=True),
        GPlace("lake-province", "Lake Province", precision="province", within="kandor"),
        GPlace("sarn", "Sarn", ("Saarn",), 10.5, 20.5, "city", within="lake-province"),
        GPlace("ormel", "Ormel", (), 11.25, -20.5, "city", within="kandor"),
    ),
    relations=(
        GRelation(LEADS, "adan-vey", "northern-front", "leads", claims=(C_LEADS,)),
        GRelation(
            FIGHTS,
            "northern-front",
            "kandor-army",
            "fights",
            events=1,
            first="2024-02-09",
            last="2024-02-09",
            killed=2,
            sort="summed",
        ),
    ),
)


def build(folder: Path, graph: Graph = GRAPH) -> Path:
    """The world as a graph on disk; returns its folder."""
    with stores.open(folder, create=True) as store:
        for article in (GAZETTE, HERALD):
            store.articles.put(Record(article))
        store.articles.skip("notes.bin", "It is \x1b[31mno text.")
        store.apply(to_triples(graph, store.base), pipeline.entries(graph), pipeline.identifiers(graph), graph.records())
    return folder
