"""The ontology and the code say the same: nothing is written that is not defined, nothing is defined that is never used."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, URIRef
from rdflib.compare import isomorphic

from conflictgraph.graphjson import from_json
from conflictgraph.graphmodel import Graph
from conflictgraph.kinds import EVENT_TYPES, SUMMED_KINDS, TIE_KINDS
from conflictgraph.resources import shelf
from conflictgraph.triples import from_rdflib, to_rdflib, to_triples
from conflictgraph.triples import vocabulary as v
from conflictgraph.triples.named import PARAMETER_TYPES, named_queries

EXAMPLE = Path(__file__).parent / "triples" / "example.json"
ONTOLOGY = shelf("ontology")
SUMMED_AS = v.CG + "summedAs"


@cache
def parsed(name: str) -> rdflib.Graph:
    return rdflib.Graph().parse(ONTOLOGY / name)


def example() -> Graph:
    graph = from_json(json.loads(EXAMPLE.read_text("utf-8")))
    assert isinstance(graph, Graph)
    return graph


def under(namespace: str, kind: URIRef, *names: str) -> set[str]:
    """Local names of what the named files define under a namespace."""
    found: set[str] = set()
    for name in names:
        found.update(
            str(s).removeprefix(namespace)
            for s in parsed(name).subjects(RDF.type, kind)
            if str(s).startswith(namespace)
        )
    return found


def test_every_file_of_the_ontology_is_one_of_those_that_are_known() -> None:
    assert {p.name for p in ONTOLOGY.iterdir()} == {
        *("conflictgraph.ttl", "event-types.ttl", "statuses.ttl", "shapes.ttl", "context.jsonld", "queries"),
    }
    assert {p.suffix for p in (ONTOLOGY / "queries").iterdir()} == {".rq"}


def test_the_classes_are_exactly_those_of_the_vocabulary() -> None:
    assert under(v.CG, OWL.Class, "conflictgraph.ttl") == set(v.CLASSES)


def test_the_properties_are_exactly_those_of_the_vocabulary() -> None:
    own = under(v.CG, OWL.ObjectProperty, "conflictgraph.ttl") | under(v.CG, OWL.DatatypeProperty, "conflictgraph.ttl")
    assert own == {*v.OWN_PROPERTIES, "summedAs"}
    borrowed = {str(s) for s in parsed("conflictgraph.ttl").subjects(SKOS.scopeNote, None)}
    assert borrowed == v.BORROWED_PROPERTIES


def test_the_example_uses_every_property_and_every_class_but_the_abstract_one() -> None:
    triples = list(to_triples(example()))
    used = {t.predicate.value for t in triples} - {str(RDF.type)}
    assert used == {v.CG + name for name in v.OWN_PROPERTIES} | v.BORROWED_PROPERTIES
    classes = {
        t.object.value for t in triples if t.predicate.value == str(RDF.type) and isinstance(t.object, ox.NamedNode)
    }
    assert classes == {v.CG + name for name in v.CLASSES if name != "Account"}


def test_every_class_and_property_has_a_label_a_definition_and_where_it_applies() -> None:
    graph = parsed("conflictgraph.ttl")
    for name in (*v.CLASSES, *v.OWN_PROPERTIES, "summedAs"):
        term = URIRef(v.CG + name)
        assert graph.value(term, RDFS.label), name
        definition = graph.value(term, SKOS.definition)
        assert definition is not None, name
        assert str(definition).endswith("."), name
    for name in (*v.OWN_PROPERTIES, "summedAs"):
        assert graph.value(URIRef(v.CG + name), RDFS.domain) is not None, name
        assert graph.value(URIRef(v.CG + name), RDFS.range) is not None, name


def test_the_example_keeps_to_the_stated_domains_and_ranges() -> None:
    ontology = parsed("conflictgraph.ttl")
    graph = to_rdflib(example())

    def classes(term: rdflib.term.Node | None) -> set[str]:
        assert term is not None
        members = ontology.value(term, OWL.unionOf)
        names = {str(c) for c in ontology.items(members)} if members is not None else {str(term)}
        if v.CG + "Account" in names:
            names |= {v.CG + "Claim", v.CG + "Event"}
        return names

    for s, p, o in graph:
        if not str(p).startswith(v.CG):
            continue
        assert classes(ontology.value(p, RDFS.domain)) & {str(c) for c in graph.objects(s, RDF.type)}, (s, p)
        expected = str(ontology.value(p, RDFS.range))
        if isinstance(o, rdflib.Literal):
            assert str(o.datatype or v.XSD + "string") == expected, (p, o)
        elif expected.startswith(v.CG):
            assert expected in {str(c) for c in graph.objects(o, RDF.type)}, (p, o)
        elif expected == str(SKOS.Concept):
            assert str(o).startswith((v.CGT, v.CGS)), (p, o)


def test_the_ontology_has_a_version() -> None:
    graph = parsed("conflictgraph.ttl")
    ontology = URIRef(v.CG.removesuffix("#"))
    version = str(graph.value(ontology, OWL.versionInfo))
    assert str(graph.value(ontology, OWL.versionIRI)) == f"{ontology}/{version}"


def test_the_event_types_and_kinds_of_relations_are_exactly_those_of_the_code() -> None:
    defined = under(v.CGT, SKOS.Concept, "event-types.ttl")
    assert defined == v.TYPE_CONCEPTS | v.RELATION_CONCEPTS | {"tie", "sum"}


def test_modes_are_narrower_than_their_type_and_types_lead_to_the_kind_they_are_summed_into() -> None:
    graph = parsed("event-types.ttl")
    for root, modes in EVENT_TYPES.items():
        assert graph.value(URIRef(v.CGT + root), URIRef(SUMMED_AS)) == URIRef(v.CGT + SUMMED_KINDS[root])
        assert set(graph.subjects(SKOS.broader, URIRef(v.CGT + root))) == {URIRef(f"{v.CGT}{root}-{m}") for m in modes}
    assert set(graph.subjects(SKOS.broader, URIRef(v.CGT + "tie"))) == {URIRef(v.CGT + kind) for kind in TIE_KINDS}


def test_every_concept_has_a_label_a_definition_and_a_scheme() -> None:
    for name, namespaces in (("event-types.ttl", (v.CGT,)), ("statuses.ttl", (v.CGS,))):
        graph = parsed(name)
        for concept in graph.subjects(RDF.type, SKOS.Concept):
            assert len(set(graph.objects(concept, SKOS.prefLabel))) == 1, concept
            assert graph.value(concept, SKOS.inScheme) is not None, concept
            if str(concept).startswith(namespaces):
                assert str(graph.value(concept, SKOS.definition)).endswith("."), concept


def test_every_event_type_is_mapped_to_cameo_and_every_target_of_a_mapping_is_defined() -> None:
    graph = parsed("event-types.ttl")
    scheme = "https://w3id.org/conflictgraph/scheme/"
    for root in EVENT_TYPES:
        codes = [str(o) for o in graph.objects(URIRef(v.CGT + root), SKOS.closeMatch)]
        assert any(code.startswith(scheme + "cameo/") for code in codes), root
    targets = set(graph.objects(None, SKOS.closeMatch))
    others = {s for s in graph.subjects(RDF.type, SKOS.Concept) if str(s).startswith(scheme)}
    assert targets == others
    for target in others:
        assert graph.value(target, SKOS.notation) is not None
    ucdp = {str(graph.value(s, SKOS.notation)) for s in others if str(s).startswith(scheme + "ucdp/")}
    assert ucdp == {"1", "2", "3"}


def test_the_statuses_are_exactly_those_of_the_code_and_stand_in_their_list() -> None:
    graph = parsed("statuses.ttl")
    lists = set(graph.subjects(SKOS.topConceptOf, None))
    used = {name for names in v.STATUS_CONCEPTS.values() for name in names}
    assert under(v.CGS, SKOS.Concept, "statuses.ttl") == used | {str(s).removeprefix(v.CGS) for s in lists}
    for names in v.STATUS_CONCEPTS.values():
        shared = set.intersection(*(set(graph.objects(URIRef(v.CGS + name), SKOS.broader)) for name in names))
        assert shared, names


def test_the_closed_lists_of_the_shapes_are_those_of_the_code() -> None:
    graph = parsed("shapes.ttl")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    lists = {
        str(graph.value(shape, sh.path)): {str(member) for member in graph.items(members)}
        for shape, members in graph.subject_objects(sh["in"])
    }
    expected = {v.CG + p: {v.CGS + name for name in names} for p, names in v.STATUS_CONCEPTS.items()}
    expected[v.CG + "eventType"] = {v.CGT + name for name in v.TYPE_CONCEPTS}
    expected[v.CG + "kind"] = {v.CGT + name for name in v.RELATION_CONCEPTS}
    expected[v.CG + "contested"] = {v.CG + name for name in v.CONTESTED_PROPERTIES}
    assert lists == expected


def test_the_shapes_speak_only_of_defined_classes_and_properties() -> None:
    known = {v.CG + name for name in (*v.CLASSES, *v.OWN_PROPERTIES)}
    graph = parsed("shapes.ttl")
    assert {str(term) for triple in graph for term in triple if str(term).startswith(v.CG)} - {v.CG} <= known
    selects = " ".join(str(o) for o in graph.objects(None, URIRef("http://www.w3.org/ns/shacl#select")))
    assert {v.CG + name for name in re.findall(r"\bcg:(\w+)", selects)} <= known


@pytest.mark.parametrize("name", sorted(named_queries()))
def test_a_named_query_runs_with_none_and_with_all_of_its_parameters(name: str) -> None:
    query = named_queries()[name]
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in to_triples(example()))
    plain = store.query(query.text)
    assert isinstance(plain, ox.QuerySolutions)
    columns = {variable.value for variable in plain.variables}
    if not name.startswith("unattributed"):
        assert list(plain), "the example has rows for every query without a parameter"
    assert not columns & {parameter.name for parameter in query.parameters}

    values = {"date": '"2031-03-15"^^<http://www.w3.org/2001/XMLSchema#date>', "integer": "7", "text": '"a"'}
    names = [parameter.name for parameter in query.parameters]
    text = query.given(names)
    for parameter in query.parameters:
        assert parameter.type in PARAMETER_TYPES
        if parameter.type == "flag":
            assert f"${parameter.name}" not in text
            continue
        assert re.search(rf"\${parameter.name}\b", text), f"the parameter {parameter.name} is never used"
        assert not re.search(rf"\?{parameter.name}\b", text), f"{parameter.name} is a variable of the query, too"
        text = re.sub(rf"\${parameter.name}\b", values.get(parameter.type, "<https://example.org/x>"), text)
    assert "$" not in text
    assert "#if" not in text
    assert isinstance(store.query(text), ox.QuerySolutions)


@pytest.mark.parametrize("name", sorted(named_queries()))
def test_a_named_query_names_a_class_and_only_defined_terms(name: str) -> None:
    text = named_queries()[name].text
    assert re.search(r"\ba cg:\w+|VALUES \?class", text), "every query names the class it wants"
    body = re.sub(r'"[^"]*"|#(?!if).*', "", text)
    known = {*v.CLASSES, *v.OWN_PROPERTIES}
    assert set(re.findall(r"\bcg:(\w+)", body)) <= known
    statuses = {name for names in v.STATUS_CONCEPTS.values() for name in names}
    assert set(re.findall(r"\bcgs:([\w-]+)", body)) <= statuses
    borrowed = {prefix: v.PREFIXES[prefix] for prefix in ("schema", "skos", "oa", "wgs", "geo")}
    for prefix, namespace in borrowed.items():
        assert {namespace + local for local in re.findall(rf"\b{prefix}:(\w+)", body)} <= v.BORROWED_PROPERTIES
    assert query_head_is_one_sentence(text)


def query_head_is_one_sentence(text: str) -> bool:
    (description,) = re.findall(r"^# description: (.*)$", text, re.MULTILINE)
    return description.endswith(".") and len(description) > 20


def test_there_are_at_least_fourteen_named_queries() -> None:
    assert len(named_queries()) >= 14


# rdflib's own JSON-LD parser uses a class that rdflib deprecates.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_the_context_carries_a_graph_through_json_ld() -> None:
    context = json.loads((ONTOLOGY / "context.jsonld").read_text("utf-8"))["@context"]
    graph = to_rdflib(example())
    text = graph.serialize(format="json-ld", context=context, auto_compact=False)
    read = rdflib.Graph().parse(data=text, format="json-ld")
    assert isomorphic(graph, read)
    assert from_rdflib(read) == example()
    things = {thing["id"].rpartition("/")[2]: thing for thing in json.loads(text)["@graph"]}
    claim = things["C-01"]
    assert claim["type"] == "Claim"
    assert claim["attributedTo"].endswith("/actor/defence-ministry-of-kandar")
    assert claim["cue"] == "said"


def test_the_context_has_a_term_for_every_class_and_property() -> None:
    context = json.loads((ONTOLOGY / "context.jsonld").read_text("utf-8"))["@context"]
    for name in (*v.CLASSES, *v.OWN_PROPERTIES):
        definition = context[name]
        assert (definition if isinstance(definition, str) else definition["@id"]) == f"cg:{name}"
    named = {d if isinstance(d, str) else d["@id"] for d in context.values()}
    full = {v.PREFIXES[d.partition(":")[0]] + d.partition(":")[2] for d in named if d.partition(":")[0] in v.PREFIXES}
    assert full >= v.BORROWED_PROPERTIES
