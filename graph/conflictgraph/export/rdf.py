"""The whole graph in the syntaxes of RDF: N-Triples, Turtle, RDF/XML, JSON-LD, and, with a named graph for each article,
N-Quads and TriG. Same graph, same bytes; the triples are sorted outside memory where there are many."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import IO, TYPE_CHECKING, Any

from conflictgraph.export.material import Material
from conflictgraph.export.sorting import sorted_lines
from conflictgraph.export.values import xml_clean
from conflictgraph.resources import shelf

if TYPE_CHECKING:
    import pyoxigraph as ox

_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_ARTICLE = "https://w3id.org/conflictgraph/ontology#article"
_ARTICLE_CLASS = "https://w3id.org/conflictgraph/ontology#Article"


def write_ntriples(material: Material, out: IO[bytes]) -> None:
    """Every triple on a line, sorted by code points."""
    for line in sorted_lines(f"{t.subject} {t.predicate} {t.object} .\n".encode() for t in material.triples()):
        out.write(line)


def write_turtle(material: Material, out: IO[bytes]) -> None:
    """Thing by thing, sorted by IRI, with the prefixes of the ontology."""
    import pyoxigraph as ox

    triples = (triple for thing in _things(material) for triple in thing)
    ox.serialize(triples, output=out, format=ox.RdfFormat.TURTLE, prefixes=_prefixes(material.base))


def write_rdfxml(material: Material, out: IO[bytes]) -> None:
    """As Turtle, in XML. Texts lose the control characters that XML does not allow."""
    import pyoxigraph as ox

    def cleaned() -> Iterator[ox.Triple]:
        for thing in _things(material):
            for triple in thing:
                term = triple.object
                if isinstance(term, ox.Literal) and (text := xml_clean(term.value, material.losses)) != term.value:
                    yield ox.Triple(triple.subject, triple.predicate, _with_text(term, text))
                else:
                    yield triple

    ox.serialize(cleaned(), output=out, format=ox.RdfFormat.RDF_XML, prefixes=_prefixes(material.base))


def _with_text(term: ox.Literal, text: str) -> ox.Literal:
    import pyoxigraph as ox

    if term.language is not None:
        return ox.Literal(text, language=term.language)
    return ox.Literal(text, datatype=term.datatype)


def write_nquads(material: Material, out: IO[bytes]) -> None:
    """What an article says (itself, its passages and claims) in a graph named by the article; all else, which follows
    from several articles, in the default graph. Sorted by code points."""
    for line in sorted_lines(f"{q.subject} {q.predicate} {q.object}{_name(q)} .\n".encode() for q in _quads(material)):
        out.write(line)


def write_trig(material: Material, out: IO[bytes]) -> None:
    """The quads of `write_nquads`, graph by graph, the default graph first."""
    import pyoxigraph as ox

    def keyed() -> Iterator[bytes]:
        for quad in _quads(material):
            graph = _name(quad).strip()
            yield f"{graph}\t{quad.subject}\t{_rank(quad)}{quad.predicate}\t{quad.object} .\n".encode()

    def quads() -> Iterator[ox.Quad]:
        for lines in _chunks(sorted_lines(keyed())):
            for graph, group in groupby((line.decode().split("\t", 3) for line in lines), key=lambda parts: parts[0]):
                text = "".join(f"{s} {p[1:]} {o}" for _, s, p, o in group)
                name = ox.NamedNode(graph[1:-1]) if graph else ox.DefaultGraph()
                for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES):
                    yield ox.Quad(quad.subject, quad.predicate, quad.object, name)

    ox.serialize(quads(), output=out, format=ox.RdfFormat.TRIG, prefixes=_prefixes(material.base))


def _name(quad: ox.Quad) -> str:
    graph = quad.graph_name
    return f" {graph}" if hasattr(graph, "value") else ""


def _quads(material: Material) -> Iterator[ox.Quad]:
    import pyoxigraph as ox

    for thing in _things(material):
        graph: Any = ox.DefaultGraph()
        for triple in thing:
            if triple.predicate.value == _ARTICLE and isinstance(triple.object, ox.NamedNode):
                graph = triple.object
            elif triple.predicate.value == _RDF_TYPE and str(triple.object) == f"<{_ARTICLE_CLASS}>":
                graph = triple.subject
        for triple in thing:
            yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)


def _prefixes(base: str) -> dict[str, str]:
    from conflictgraph.triples.vocabulary import PREFIXES, entity_prefixes

    return {**PREFIXES, **entity_prefixes(base)}


def _rank(triple: Any) -> str:
    return "0" if triple.predicate.value == _RDF_TYPE else "1"


def _things(material: Material) -> Iterator[list[ox.Triple]]:
    """The triples of one subject after the other, sorted by IRI; its classes first, then by predicate and object."""
    import pyoxigraph as ox

    keyed = (f"{t.subject}\t{_rank(t)}{t.predicate}\t{t.object} .\n".encode() for t in material.triples())
    held: list[ox.Triple] = []
    for lines in _chunks(sorted_lines(keyed)):
        parts = (line.decode().split("\t", 2) for line in lines)
        text = "".join(f"{s} {p[1:]} {o}" for s, p, o in parts)
        for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES):
            if held and held[0].subject != quad.subject:
                yield held
                held = []
            held.append(quad.triple)
    if held:
        yield held


def _chunks(lines: Iterable[bytes], size: int = 5000) -> Iterator[list[bytes]]:
    held: list[bytes] = []
    for line in lines:
        held.append(line)
        if len(held) == size:
            yield held
            held = []
    if held:
        yield held


def write_jsonld(material: Material, out: IO[bytes]) -> None:
    """One object per thing under `@graph`, in the terms of `ontology/context.jsonld`, which stands in the file itself so
    that it can be read without a network; ids are relative to `@base`."""
    context = json.loads((shelf("ontology") / "context.jsonld").read_text("utf-8"))["@context"]
    terms = _Terms(context, material.base)
    head = json.dumps({"@base": material.base, **context}, ensure_ascii=False, indent=1)
    out.write(f'{{"@context": {head},\n"@graph": ['.encode())
    before = "\n"
    for thing in _things(material):
        line = json.dumps(terms.node(thing), ensure_ascii=False, separators=(", ", ": "))
        out.write(f"{before}{line}".encode("utf-8", "replace"))
        before = ",\n"
    out.write(b"\n]}\n")


class _Terms:
    """A JSON-LD context, from IRIs back to terms."""

    def __init__(self, context: dict[str, Any], base: str) -> None:
        self.base = base
        self.prefixes = {
            name: iri for name, iri in context.items() if isinstance(iri, str) and iri.endswith(("#", "/", ":"))
        }
        self.terms: dict[str, tuple[str, str | None]] = {}
        for name, value in context.items():
            iri = value["@id"] if isinstance(value, dict) else value
            if name in self.prefixes or iri.startswith("@"):
                continue
            kind = value.get("@type") if isinstance(value, dict) else None
            self.terms[self._whole(iri)] = name, kind if kind in (None, "@id") else self._whole(kind)

    def _whole(self, compact: str) -> str:
        prefix, colon, local = compact.partition(":")
        return self.prefixes[prefix] + local if colon and prefix in self.prefixes else compact

    def node(self, triples: list[ox.Triple]) -> dict[str, Any]:
        node: dict[str, Any] = {"id": self._id(triples[0].subject)}
        for predicate, group in groupby(triples, key=lambda triple: triple.predicate.value):
            objects = [triple.object for triple in group]
            if predicate == _RDF_TYPE:
                node["type"] = _one_or_all([self._type(each) for each in objects])
            else:
                name, kind = self.terms.get(predicate, (predicate, None))
                node[name] = _one_or_all([self._value(each, kind) for each in objects])
        return node

    def _type(self, term: Any) -> str:
        name, _ = self.terms.get(term.value, (None, None))
        return name or str(term.value)

    def _id(self, term: Any) -> str:
        """An IRI relative to the base, or with a prefix of the context, or whole."""
        iri = str(term.value)
        if str(term).startswith("_:"):
            return f"_:{iri}"
        if iri.startswith(self.base):
            return iri[len(self.base) :]
        for prefix, start in self.prefixes.items():
            if iri.startswith(start) and not iri[len(start) :].startswith("//"):
                return f"{prefix}:{iri[len(start) :]}"
        return iri

    def _value(self, term: Any, kind: str | None) -> Any:
        datatype = getattr(getattr(term, "datatype", None), "value", None)
        if datatype is None:
            return self._id(term) if kind == "@id" else {"@id": self._id(term)}
        if term.language:
            return {"@value": term.value, "@language": term.language}
        if datatype == _XSD + "string":
            return term.value if kind is None else {"@value": term.value}
        if kind != datatype:
            return {"@value": term.value, "@type": datatype}
        if datatype == _XSD + "integer":
            return int(term.value)
        if datatype == _XSD + "boolean":
            return term.value == "true"
        return term.value  # as text: a number in JSON would come back as a double


def _one_or_all(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
