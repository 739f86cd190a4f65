"""The sample articles from end to end: what several outlets tell of one event becomes one event."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from tests.extract.reading import analyzer
from tests.resolve.build import graph

from conflictgraph.errors import SkipArticle
from conflictgraph.extract import extract_article
from conflictgraph.graphmodel import Graph
from conflictgraph.read import read

FOLDER = Path(__file__).resolve().parents[2] / "data" / "articles"
SUPERSEDED = "karrada-bombing-first-version.html"  # its correction replaces it: never both


@cache
def samples() -> tuple[Graph, dict[str, set[str]]]:
    """The graph of all sample articles, and the articles (ids) of each cluster that the annotation names."""
    records, clusters = [], defaultdict(set)
    for line in (FOLDER / "truth.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        outcome = list(read(FOLDER / row["file"]))[row["n"]]
        if isinstance(outcome, SkipArticle) or row["file"] == SUPERSEDED:
            continue
        records.append(extract_article(outcome, analyzer()))
        if row["cluster"]:
            clusters[row["cluster"]].add(outcome.id)
    return graph(*records), dict(clusters)


def outlets(cluster: str) -> int:
    """How many of a cluster's articles the event with the most of them is told in."""
    found, clusters = samples()
    article = {c.id: c.article for c in found.claims}
    return max(len({article[c] for c in e.claims} & clusters[cluster]) for e in found.events)


@pytest.mark.parametrize(
    "cluster",
    [
        "sanaa-funeral-2016",
        "solhan-2021",
        "kramatorsk-2022",
        "kabul-parliament-2015",
        "kishishe-2022",
        "wad-al-noura-2024",
    ],
)
def test_an_event_that_three_outlets_tell_is_one_event_of_at_least_two(cluster: str) -> None:
    assert outlets(cluster) >= 2


def test_events_of_different_stories_are_never_merged() -> None:
    found, clusters = samples()
    story = {article: name for name, articles in clusters.items() for article in articles}
    article = {c.id: c.article for c in found.claims}
    for event in found.events:
        assert len({story[article[c]] for c in event.claims if article[c] in story}) <= 1, event.id


def test_every_event_keeps_its_claims_and_every_claim_its_words() -> None:
    found, _ = samples()
    passages = {p.id: p for p in found.passages}
    claims = {c.id: c for c in found.claims}
    assert len(found.events) > 100
    for event in found.events:
        assert event.claims
        for c in event.claims:
            assert passages[claims[c].passage].exact.strip()


def test_no_agent_is_also_only_alleged_or_denied() -> None:
    found, _ = samples()
    for event in found.events:
        assert not set(event.facts.agents) & {*event.alleged_agents, *event.denied_agents}
