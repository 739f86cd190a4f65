"""Triples ↔ rdflib, and the one canonical text form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from conflictgraph.graphmodel import Graph
from conflictgraph.names import BASE
from conflictgraph.triples.read import from_triples
from conflictgraph.triples.terms import Term
from conflictgraph.triples.vocabulary import PREFIXES, XSD, entity_prefixes
from conflictgraph.triples.write import to_triples

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

_STRING = XSD + "string"


def sorted_ntriples(triples: Iterable[Triple | Quad]) -> bytes:
    """The triples as N-Triples in UTF-8, each once, sorted by code points: the same graph always gives the same bytes."""
    lines = {f"{q.subject} {q.predicate} {q.object} .\n" for q in triples}
    return "".join(sorted(lines)).encode("utf-8")


def to_rdflib(graph: Graph | Iterable[Triple], base: str = BASE) -> rdflib.Graph:
    """A graph (or loose triples) as an rdflib Graph with our prefixes bound."""
    import rdflib

    out = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in {**PREFIXES, **entity_prefixes(base)}.items():
        out.bind(prefix, namespace)
    for triple in to_triples(graph, base) if isinstance(graph, Graph) else graph:
        out.add((to_node(triple.subject), to_node(triple.predicate), to_node(triple.object)))
    return out


def from_rdflib(graph: rdflib.Graph, base: str = BASE) -> Graph:
    """The records in an rdflib Graph; errors as `from_triples`."""
    return from_triples(rdflib_triples(graph), base)


def rdflib_triples(graph: rdflib.Graph) -> Iterator[Triple]:
    """The triples of an rdflib Graph as pyoxigraph's."""
    for subject, predicate, obj in graph:
        s, p = from_node(subject), from_node(predicate)
        if not isinstance(s, (NamedNode, BlankNode)) or not isinstance(p, NamedNode):
            raise TypeError(f"{subject} {predicate} … is no RDF triple.")
        yield Triple(s, p, from_node(obj))


def to_node(term: Term) -> Node:
    """One pyoxigraph term as rdflib's. Raises TypeError for triple terms, which rdflib does not have."""
    import rdflib

    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, Literal):
        if term.language is not None:
            return rdflib.Literal(term.value, lang=term.language)
        datatype = term.datatype.value
        if datatype == _STRING:
            return rdflib.Literal(term.value)
        return rdflib.Literal(term.value, datatype=rdflib.URIRef(datatype), normalize=False)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    raise TypeError(f"{term} cannot be told in rdflib.")


def from_node(node: Node) -> Term:
    """One rdflib term as pyoxigraph's. Raises TypeError for what is no RDF term."""
    import rdflib

    if isinstance(node, rdflib.URIRef):
        return NamedNode(str(node))
    if isinstance(node, rdflib.Literal):
        if node.language is not None:
            return Literal(str(node), language=node.language)
        return Literal(str(node), datatype=NamedNode(str(node.datatype))) if node.datatype else Literal(str(node))
    if isinstance(node, rdflib.BNode):
        return BlankNode(str(node))
    raise TypeError(f"{node} is no RDF term.")
