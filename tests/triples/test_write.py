"""What is written for a record, and what is refused on the way back."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from conflictgraph.errors import GraphError
from conflictgraph.graphjson import from_json
from conflictgraph.graphmodel import Facts, GActor, GArticle, GClaim, GEvent, GPassage, GPlace, Graph, GRelation
from conflictgraph.model import Figure
from conflictgraph.triples import (
    actor_triples,
    claim_triples,
    event_triples,
    from_triples,
    place_triples,
    rdflib_triples,
    record_triples,
    sorted_ntriples,
    subject,
    to_rdflib,
    to_triples,
)
from conflictgraph.triples.vocabulary import PREFIXES, entity_prefixes

BASE = "https://example.org/g/"
EXAMPLE = Path(__file__).parent / "example.json"


def example() -> Graph:
    graph = from_json(json.loads(EXAMPLE.read_text("utf-8")))
    assert isinstance(graph, Graph)
    return graph


def turtle(text: str) -> bytes:
    """The sorted N-Triples of a piece of Turtle in which our prefixes and those of BASE are known."""
    prefixes = {**PREFIXES, **entity_prefixes(BASE)}
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items())
    return sorted_ntriples(ox.parse(head + text, format=ox.RdfFormat.TURTLE))


def test_a_claim_is_written_with_its_speaker_its_words_and_its_figures() -> None:
    claim = GClaim(
        id="C-7c1e",
        kind="event",
        attributed_to="afghan-ministry-of-defense",
        passage="P-90b2",
        article="A-1",
        attribution="reported",
        factuality="actual",
        polarity="affirmed",
        facts=Facts(
            event_type="assault",
            victims=("hafiz-waheed",),
            place="sangin",
            place_precision="district",
            earliest="2015-03-01",
            latest="2015-03-31",
            edtf="2015-03",
            killed=Figure(10, 10, None),
            who=(("civilians", Figure(1, None, None)),),
        ),
        about=("event", "E-1f3a"),
        cue="According to",
        rule="according-to",
        confidence=0.9,
    )
    assert sorted_ntriples(claim_triples(claim, BASE)) == turtle(
        """
        claim:C-7c1e a cg:Claim ; cg:claimKind cgs:event-claim ; cg:about event:E-1f3a ;
          cg:attributedTo actor:afghan-ministry-of-defense ; cg:attribution cgs:reported ; cg:factuality cgs:actual ;
          cg:polarity cgs:affirmed ; cg:eventType cgt:assault ; cg:victim actor:hafiz-waheed ; cg:killedLow 10 ;
          cg:killedBest 10 ; cg:civiliansKilledLow 1 ; cg:place place:sangin ; cg:placePrecision cgs:district ;
          cg:edtf "2015-03" ; cg:earliest "2015-03-01"^^xsd:date ; cg:latest "2015-03-31"^^xsd:date ;
          cg:cue "According to" ; cg:rule "according-to" ; cg:confidence 0.9 ; cg:passage passage:P-90b2 ;
          cg:article article:A-1 .
        """
    )


def test_a_denial_names_the_denied_claim_and_what_of_it() -> None:
    claim = GClaim("C-2", "event", "b", "P-1", "A-1", "reported", "actual", "denied", denies=("C-1", "agent"))
    lines = sorted_ntriples(claim_triples(claim, BASE)).decode()
    assert "ontology#denies> <https://example.org/g/claim/C-1> ." in lines
    assert "ontology#deniedAspect> <https://w3id.org/conflictgraph/status/denied-agent> ." in lines


def test_no_agent_stands_in_where_none_is_stated() -> None:
    event = GEvent("E-1", Facts("assault-explosives"), "actual", 1, 1, alleged_agents=("dawn-brigade",))
    predicates = {t.predicate.value.rpartition("#")[2] for t in event_triples(event)}
    assert "allegedAgent" in predicates
    assert "agent" not in predicates


def test_only_present_stated_memberships_and_leaderships_are_direct_properties_of_the_actor() -> None:
    ties = [
        GRelation("R-1", "rafi", "brigade", "memberOf", "former"),
        GRelation("R-2", "rafi", "council", "memberOf", "present"),
        GRelation("R-3", "rafi", "party", "leads", "alleged"),
        GRelation("R-4", "rafi", "guard", "leads", "present"),
        GRelation("R-5", "rafi", "army", "fights", "present", sort="summed", events=3),
        GRelation("R-6", "other", "council", "memberOf", "present"),
    ]
    assert sorted_ntriples(actor_triples(GActor("rafi", "Rafi", kind="person", klass="Person"), BASE, ties)) == turtle(
        """
        actor:rafi a cg:Actor , cg:Person ; skos:prefLabel "Rafi" ; cg:actorKind cgs:person ;
          cg:memberOf actor:council ; cg:leads actor:guard .
        """
    )


def test_a_place_has_its_point_for_maps_and_its_geonames_address() -> None:
    place = GPlace("sangin", "Sangin", ("Sangeen",), 32.07, 64.0, "district", True, "helmand", 990001)
    assert sorted_ntriples(place_triples(place, BASE)) == turtle(
        """
        place:sangin a cg:Place ; skos:prefLabel "Sangin" ; skos:altLabel "Sangeen" ; wgs:lat 32.07 ;
          wgs:long "64"^^xsd:decimal ; geo:asWKT "POINT(64 32.07)"^^geo:wktLiteral ; cg:precision cgs:district ;
          cg:centroid true ; cg:within place:helmand ; schema:sameAs <https://sws.geonames.org/990001/> .
        """
    )


def test_an_address_that_is_no_web_address_stays_a_string() -> None:
    lines = sorted_ntriples(record_triples(GArticle("A-1", url="javascript:alert(1)"))).decode()
    assert '<https://schema.org/url> "javascript:alert(1)" .' in lines


def test_ids_that_an_iri_cannot_hold_are_percent_encoded() -> None:
    assert subject(GActor("a b/../<é>", "x"), BASE).value == "https://example.org/g/actor/a%20b%2F..%2F%3C%C3%A9%3E"
    assert subject(GActor("..", "x"), BASE).value == "https://example.org/g/actor/%2E%2E"


def test_each_thing_is_the_only_subject_of_its_triples() -> None:
    graph = example()
    for record in graph.records():
        assert {t.subject for t in record_triples(record, ties=graph.relations)} == {subject(record)}


def test_replacing_a_thing_by_its_subject_gives_the_store_that_it_would_have_been() -> None:
    graph = example()
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in to_triples(graph))
    for record in graph.records():
        for quad in list(store.quads_for_pattern(subject(record), None, None)):
            store.remove(quad)
        ties = [r for r in graph.relations if r.from_ == record.id]
        store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in record_triples(record, ties=ties))
    assert sorted_ntriples(store) == sorted_ntriples(to_triples(graph))


def test_another_base_moves_every_thing_and_no_word_of_the_ontology() -> None:
    graph = example()
    assert from_triples(to_triples(graph, BASE), BASE) == graph
    written = sorted_ntriples(to_triples(graph, BASE)).decode()
    assert "conflictgraph/id/" not in written


def test_things_of_other_classes_are_passed_over() -> None:
    note = ox.Triple(
        ox.NamedNode("https://example.org/note"), ox.NamedNode("https://example.org/says"), ox.Literal("x")
    )
    graph = example()
    assert from_triples([note, *to_triples(graph)]) == graph


def test_the_example_is_the_same_in_turtle_of_rdflib() -> None:
    graph = example()
    text = to_rdflib(graph).serialize(format="turtle")
    assert "cg:killedBest 10" in text
    assert from_triples(rdflib_triples(rdflib.Graph().parse(data=text))) == graph


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("passage:P-1 a cg:Passage ; oa:start 1 ; oa:end 2 ; oa:exact 'x' .", "lacks .*article"),
        ("place:p a cg:Place ; skos:prefLabel 'a' , 'b' ; cg:precision cgs:city .", "has 2 values of .*prefLabel"),
        ("place:p a cg:Place ; skos:prefLabel 'a' ; cg:precision 'city' .", "is found where an IRI belongs"),
        ("place:p a cg:Place ; skos:prefLabel 7 ; cg:precision cgs:city .", "is found where a literal of type"),
        ("actor:p a cg:Place ; skos:prefLabel 'a' ; cg:precision cgs:city .", "its IRI does not"),
        ("<https://other.example/p> a cg:Place ; skos:prefLabel 'a' .", "was the graph made with another --base"),
        (
            "event:E a cg:Event ; cg:factuality cgs:actual ; cg:speakers 1 ; cg:reports 1 ; cg:killedHigh 3 .",
            "without its lower bound",
        ),
    ],
)
def test_broken_triples_are_told_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(GraphError, match=sentence):
        from_triples(ox.parse(turtle(text), format=ox.RdfFormat.N_TRIPLES), BASE)


def test_a_passage_keeps_its_words_verbatim() -> None:
    passage = GPassage("P-1", "A-1", 0, 7, "01\u200f\r\n\x0bé")
    (back,) = from_triples(record_triples(passage)).passages
    assert back.exact == "01\u200f\r\n\x0bé"
