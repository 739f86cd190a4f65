"""The shapes find what is broken, and the fast check finds what the full one finds."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from conflictgraph.errors import GraphError, MissingExtra
from conflictgraph.graphjson import from_json
from conflictgraph.graphmodel import Facts, Graph
from conflictgraph.model import Figure
from conflictgraph.triples import PREFIXES, Violation, check, check_full, entity_prefixes, to_rdflib, to_triples
from conflictgraph.triples.validate import checks

EXAMPLE = Path(__file__).parent / "example.json"
HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


BROKEN: list[tuple[str, set[tuple[str, str]]]] = [
    ("DELETE WHERE { claim:C-01 cg:passage ?p }", {("claim-passage", "C-01")}),
    ("DELETE WHERE { claim:C-06 cg:attributedTo ?p }", {("claim-speaker", "C-06")}),
    ("DELETE WHERE { claim:C-06 cg:attribution ?p }", {("claim-attribution", "C-06")}),
    ("DELETE WHERE { claim:C-06 cg:factuality ?p }", {("account-factuality", "C-06")}),
    ("DELETE WHERE { claim:C-06 cg:polarity ?p }", {("claim-polarity", "C-06")}),
    ("INSERT DATA { claim:C-06 cg:polarity cgs:denied }", {("claim-polarity", "C-06")}),
    (
        (
            "DELETE { claim:C-06 cg:polarity ?p } INSERT { claim:C-06 cg:polarity 'affirmed' } "
            "WHERE { claim:C-06 cg:polarity ?p }"
        ),
        {("claim-polarity", "C-06")},
    ),
    ("DELETE WHERE { passage:P-1111aaaa-0-163 oa:exact ?x }", {("passage-exact", "P-1111aaaa-0-163")}),
    (
        (
            "DELETE { ?p oa:exact ?x } INSERT { ?p oa:exact 'shorter' } "
            "WHERE { VALUES ?p { passage:P-1111aaaa-0-163 } ?p oa:exact ?x }"
        ),
        {("passage-length", "P-1111aaaa-0-163")},
    ),
    (
        (
            "DELETE { ?p oa:end ?x } INSERT { ?p oa:end 0 } "
            "WHERE { VALUES ?p { passage:P-1111aaaa-0-163 } ?p oa:end ?x }"
        ),
        {("passage-order", "P-1111aaaa-0-163"), ("passage-length", "P-1111aaaa-0-163")},
    ),
    (
        "DELETE WHERE { article:A-2222bbbb a cg:Article }",
        {
            ("claim-article", "C-03"),
            ("claim-article", "C-04"),
            ("claim-article", "C-05"),
            ("claim-article", "C-07"),
            ("passage-article", "P-2222bbbb-0-124"),
            ("passage-article", "P-2222bbbb-125-59"),
            ("passage-article", "P-2222bbbb-185-42"),
        },
    ),
    ("DELETE WHERE { claim:C-05 cg:about ?e }", {("event-claims", "E-02"), ("event-actual", "E-02")}),
    (
        "DELETE WHERE { claim:C-05 cg:factuality ?f } ; INSERT DATA { claim:C-05 cg:factuality cgs:alleged }",
        {("event-actual", "E-02")},
    ),
    ("DELETE WHERE { event:E-01 cg:killedLow ?n }", {("figure-with-low", "E-01")}),
    ("INSERT DATA { event:E-01 cg:killedLow 3 }", {("figure-single", "E-01")}),
    (
        "DELETE WHERE { event:E-01 cg:killedHigh ?n } ; INSERT DATA { event:E-01 cg:killedHigh 'ten' }",
        {("figure-number", "E-01")},
    ),
    ("INSERT DATA { claim:C-01 cg:woundedLow -1 }", {("figure-number", "C-01")}),
    (
        "DELETE WHERE { event:E-02 cg:latest ?d } ; INSERT DATA { event:E-02 cg:latest '2031-02-30'^^xsd:date }",
        {("latest", "E-02"), ("interval", "E-02")},
    ),
    (
        "DELETE WHERE { event:E-02 cg:latest ?d } ; INSERT DATA { event:E-02 cg:latest '2030-12-31'^^xsd:date }",
        {("interval", "E-02")},
    ),
    (
        "INSERT DATA { claim:C-07 cg:eventType <https://w3id.org/conflictgraph/type/dance> }",
        {("type-known", "C-07")},
    ),
    ("INSERT DATA { event:E-02 cg:contested cg:rule }", {("event-contested", "E-02")}),
    ("DELETE WHERE { relation:R-03 cg:to ?a }", {("relation-to", "R-03")}),
    ("DELETE WHERE { relation:R-03 cg:kind ?a }", {("relation-kind", "R-03")}),
    ("DELETE WHERE { relation:R-03 cg:status ?a }", {("relation-status", "R-03")}),
    ("DELETE WHERE { relation:R-03 cg:events ?n }", {("relation-source", "R-03")}),
    ("DELETE WHERE { claim:C-02 cg:about ?r }", {("relation-source", "R-01")}),
    (
        "DELETE WHERE { place:sarband wgs:lat ?n } ; INSERT DATA { place:sarband wgs:lat 90.1 }",
        {("place-lat", "sarband")},
    ),
    (
        "DELETE WHERE { place:sarband wgs:long ?n } ; INSERT DATA { place:sarband wgs:long -180.1 }",
        {("place-long", "sarband")},
    ),
    ("DELETE WHERE { place:sarband wgs:long ?n }", {("place-both", "sarband")}),
    ("DELETE WHERE { claim:C-04 cg:deniedAspect ?n }", {("claim-denial-complete", "C-04")}),
    (
        "DELETE WHERE { claim:C-04 cg:article ?n } ; INSERT DATA { claim:C-04 cg:article article:A-1111aaaa }",
        {("claim-passage-of-its-article", "C-04")},
    ),
    (
        "DELETE WHERE { claim:C-04 cg:confidence ?n } ; INSERT DATA { claim:C-04 cg:confidence 1.5 }",
        {("claim-confidence", "C-04")},
    ),
    (
        "DELETE WHERE { article:A-1111aaaa cg:sha256 ?n } ; INSERT DATA { article:A-1111aaaa cg:sha256 'XYZ' }",
        {("article-sha256", "A-1111aaaa")},
    ),
    ("INSERT DATA { actor:kandar skos:prefLabel 'Other' }", {("actor-label", "kandar")}),
]
"""Updates that break the example, and what must be found: (constraint, id)."""


def example() -> Graph:
    graph = from_json(json.loads(EXAMPLE.read_text("utf-8")))
    assert isinstance(graph, Graph)
    return graph


def store_of(graph: Graph) -> ox.Store:
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in to_triples(graph))
    return store


def updated(update: str) -> ox.Store:
    """The example after a SPARQL update that breaks it."""
    base = "https://w3id.org/conflictgraph/id/"
    things = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in entity_prefixes(base).items())
    store = store_of(example())
    store.update(HEAD + things + update)
    return store


ILL_FORMED = "2031-02-30"
"""No day of any calendar: the fast check names it, pySHACL breaks on it."""


def found(violations: list[Violation]) -> set[tuple[str, str]]:
    """The constraint and the id of the thing that breaks it."""
    assert all(v.message.endswith(".") for v in violations)
    return {(v.shape, v.node.rpartition("/")[2]) for v in violations}


def full(store: ox.Store) -> set[tuple[str, str]]:
    return found(check_full(to_rdflib(ox.Triple(q.subject, q.predicate, q.object) for q in store)))


def test_the_example_breaks_no_shape() -> None:
    pytest.importorskip("pyshacl")
    assert check(store_of(example())) == []
    assert full(store_of(example())) == set()


def test_an_empty_graph_breaks_no_shape() -> None:
    assert check(ox.Store()) == []


@pytest.mark.parametrize(("update", "expected"), BROKEN)
def test_what_an_update_breaks_is_found(update: str, expected: set[tuple[str, str]]) -> None:
    assert found(check(updated(update))) == expected


@pytest.mark.parametrize("part", range(4))
def test_the_fast_check_finds_what_shacl_finds(part: int) -> None:
    pytest.importorskip("pyshacl")
    store = updated(" ; ".join(update for update, _ in BROKEN[part::4] if ILL_FORMED not in update))
    fast = found(check(store))
    assert fast == full(store)
    assert len({shape for shape, _ in fast}) >= 6


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda facts: replace(facts, killed=Figure(5, 3, None)), {("figure-order", "E-02")}),
        (lambda facts: replace(facts, killed=Figure(5, None, 3)), {("figure-order", "E-02")}),
        (lambda facts: replace(facts, captured=Figure(1, 5, 3)), {("figure-order", "E-02")}),
        (lambda facts: replace(facts, who=(("women", Figure(5, 3, None)),)), {("figure-order", "E-02")}),
        (lambda facts: replace(facts, agents=("nobody",)), {("agent", "E-02")}),
        (lambda facts: replace(facts, place="nowhere"), {("place", "E-02")}),
    ],
)
def test_records_that_break_a_shape_are_found(change: Callable[[Facts], Facts], expected: set[tuple[str, str]]) -> None:
    graph = example()
    events = tuple(replace(e, facts=change(e.facts)) if e.id == "E-02" else e for e in graph.events)
    assert found(check(store_of(replace(graph, events=events)))) == expected


def test_every_constraint_names_itself_and_says_one_sentence() -> None:
    for one in checks():
        assert one.shape
        assert one.message.endswith(".")
        assert ox.Store().query(one.select, prefixes=PREFIXES) is not None


def test_without_pyshacl_the_full_check_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    with pytest.raises(MissingExtra, match=r"conflictgraph\[validate\]"):
        check_full(to_rdflib(example()))


def test_an_ill_formed_date_ends_the_full_check_with_one_sentence() -> None:
    pytest.importorskip("pyshacl")
    (update,) = (update for update, _ in BROKEN if ILL_FORMED in update)
    with pytest.raises(GraphError, match="the fast check names it"):
        full(updated(update))
