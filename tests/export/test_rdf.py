"""The syntaxes of RDF hold the whole graph, for rdflib and for pyoxigraph alike, and are sorted however large it is."""

from __future__ import annotations

import io
import runpy
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic
from tests.export.nets import texts

from conflictgraph import api
from conflictgraph.export.material import Material
from conflictgraph.export.rdf import write_jsonld, write_nquads, write_ntriples, write_rdfxml, write_trig, write_turtle
from conflictgraph.export.sorting import sorted_lines
from conflictgraph.export.values import Losses, unicode_text, xml_clean

world = runpy.run_path(str(Path(__file__).parent.parent / "query" / "world.py"))
BASE = "https://example.org/"
SYNTAXES = [
    ("g.ttl", "turtle", ox.RdfFormat.TURTLE), ("g.nt", "nt", ox.RdfFormat.N_TRIPLES), ("g.nq", "nquads", ox.RdfFormat.N_QUADS),
    ("g.trig", "trig", ox.RdfFormat.TRIG), ("g.jsonld", "json-ld", ox.RdfFormat.JSON_LD),
]  # fmt: skip
# Of rdflib's own making, in its parsers for datasets and for JSON-LD.
pytestmark = [
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Dataset.* is deprecated:DeprecationWarning"),
]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[api.Graph]:
    with api.open(world["build"](tmp_path_factory.mktemp("world") / "g")) as opened:
        yield opened


def merged(path: Path, syntax: str) -> rdflib.Graph:
    """All triples of a file, whatever graph they are in, as rdflib reads them."""
    data = rdflib.Dataset(default_union=True)
    data.parse(path, format=syntax)
    out = rdflib.Graph()
    for s, p, o, _ in data.quads((None, None, None, None)):
        out.add((s, p, o))
    return out


@pytest.mark.parametrize(("name", "syntax", "form"), SYNTAXES)
def test_every_syntax_holds_the_whole_graph(graph: api.Graph, tmp_path: Path, name: str, syntax: str, form: Any) -> None:
    assert graph.export(tmp_path / name) == []
    assert isomorphic(merged(tmp_path / name, syntax), graph.rdf())
    read = ox.Dataset(ox.Quad(q.subject, q.predicate, q.object) for q in ox.parse(path=tmp_path / name, format=form))
    wanted = ox.Dataset(ox.Quad(t.subject, t.predicate, t.object) for t in graph.material().triples())
    for data in (read, wanted):
        data.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    assert read == wanted


def test_rdf_xml_holds_it_but_for_control_characters_which_are_told(graph: api.Graph, tmp_path: Path) -> None:
    assert graph.export(tmp_path / "g.rdf") == ["3 control characters were left out, which RDF/XML does not allow."]
    wanted = rdflib.Graph()
    for s, p, o in graph.rdf():
        wanted.add((s, p, rdflib.Literal(xml_clean(o), o.language, o.datatype) if isinstance(o, rdflib.Literal) else o))
    assert isomorphic(rdflib.Graph().parse(tmp_path / "g.rdf", format="xml"), wanted)


def test_an_article_has_a_graph_of_its_own_with_its_passages_and_claims(graph: api.Graph, tmp_path: Path) -> None:
    graph.export(tmp_path / "g.trig")
    data = rdflib.Dataset()
    data.parse(tmp_path / "g.trig", format="trig")
    article = rdflib.URIRef(f"{graph.base}article/{world['HERALD'].id}")
    inside = {str(s).rpartition("/")[2] for s in data.graph(article).subjects()}
    assert inside == {
        world["HERALD"].id, world["C_TWO"], world["C_SHELLED"], world["C_FREED"],
        *(world[name].id for name in ("P_TWO", "P_SHELLED", "P_FREED")),
    }  # fmt: skip
    assert len([g for g in data.graphs() if len(g)]) == 3  # two articles and the default graph
    graph.export(tmp_path / "g.nq")
    lines = (tmp_path / "g.nq").read_bytes().splitlines(keepends=True)
    assert lines == sorted(lines)


subjects = st.sampled_from([ox.NamedNode(f"{BASE}event/E-{n}") for n in range(4)])
RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
predicates = st.sampled_from([ox.NamedNode(iri) for iri in (f"{BASE}p", "http://www.w3.org/2004/02/skos/core#prefLabel")])
literals = st.one_of(
    texts.map(unicode_text).map(ox.Literal),
    st.builds(lambda text: ox.Literal(text, language="fa"), texts.map(unicode_text)),
    st.dates().map(lambda day: ox.Literal(str(day), datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date"))),
)
classes = st.sampled_from([ox.NamedNode(f"https://w3id.org/conflictgraph/ontology#{name}") for name in ("Event", "Article")])
triples = st.lists(
    st.one_of(
        st.builds(ox.Triple, subjects, predicates, st.one_of(subjects, literals)),
        st.builds(ox.Triple, subjects, st.just(RDF_TYPE), classes),
    ),
    max_size=12,
)


def written(write: Any, given: list[ox.Triple]) -> bytes:
    out = io.BytesIO()
    write(Material(BASE, lambda: given, lambda: None, None, losses=Losses()), out)  # type: ignore[arg-type, return-value]
    return out.getvalue()


@settings(max_examples=60, deadline=None)
@given(triples)
def test_any_texts_are_read_back_equal(given: list[ox.Triple]) -> None:
    wanted = {(str(t.subject), t.predicate.value, str(t.object)) for t in given}
    pairs = (
        (write_turtle, ox.RdfFormat.TURTLE), (write_ntriples, ox.RdfFormat.N_TRIPLES), (write_nquads, ox.RdfFormat.N_QUADS),
        (write_trig, ox.RdfFormat.TRIG), (write_jsonld, ox.RdfFormat.JSON_LD),
    )  # fmt: skip
    for write, form in pairs:
        read = ox.parse(written(write, given), format=form)
        assert {(str(q.subject), q.predicate.value, str(q.object)) for q in read} == wanted, write


@settings(max_examples=40, deadline=None)
@given(triples)
def test_rdf_xml_is_read_back_equal_but_for_what_xml_forbids(given: list[ox.Triple]) -> None:
    read = ox.parse(written(write_rdfxml, given), format=ox.RdfFormat.RDF_XML)
    got = {(str(q.subject), q.predicate.value, getattr(q.object, "value", "")) for q in read}
    assert got == {(str(t.subject), t.predicate.value, xml_clean(getattr(t.object, "value", ""))) for t in given}


@given(st.lists(st.binary(max_size=6).map(lambda b: b.replace(b"\n", b"") + b"\n"), max_size=40), st.integers(1, 40))
def test_lines_are_sorted_and_single_however_small_the_pieces(lines: list[bytes], piece: int) -> None:
    assert list(sorted_lines(lines, piece)) == sorted(set(lines))


def test_sorting_holds_little_more_than_a_piece_in_memory() -> None:
    lines = (f"{n * 7919 % 100_003:06d} {'x' * 90}\n".encode() for n in range(100_003))  # 10 MB, in no order
    tracemalloc.start()
    try:
        count = sum(1 for _ in sorted_lines(lines, 1_000_000))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 100_003
    assert peak < 6_000_000
