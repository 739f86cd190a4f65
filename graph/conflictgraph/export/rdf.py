"""The whole graph in the syntaxes of RDF: N-Triples, Turtle, JSON-LD. Same graph, same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby
from typing import IO, TYPE_CHECKING, Any

from conflictgraph.export.material import Material
from conflictgraph.resources import shelf

if TYPE_CHECKING:
    import pyoxigraph as ox

_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_XSD = "http://www.w3.org/2001/XMLSchema#"


def write_ntriples(material: Material, out: IO[bytes]) -> None:
    """Every triple on a line, sorted by code points."""
    from conflictgraph.triples.rdf import sorted_ntriples

    out.write(sorted_ntriples(material.triples()))


def write_turtle(material: Material, out: IO[bytes]) -> None:
    """Thing by thing, sorted by IRI, with the prefixes of the ontology."""
    import pyoxigraph as ox

    from conflictgraph.triples.vocabulary import PREFIXES, entity_prefixes

    prefixes = {**PREFIXES, **entity_prefixes(material.base)}
    ox.serialize(_ordered(material.triples()), output=out, format=ox.RdfFormat.TURTLE, prefixes=prefixes)


def _ordered(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    keyed = {(str(t.subject), t.predicate.value != _RDF_TYPE, t.predicate.value, str(t.object)): t for t in triples}
    return [keyed[key] for key in sorted(keyed)]


def write_jsonld(material: Material, out: IO[bytes]) -> None:
    """One object per thing under `@graph`, in the terms of `ontology/context.jsonld`, which stands in the file itself so
    that it can be read without a network; ids are relative to `@base`."""
    context = json.loads((shelf("ontology") / "context.jsonld").read_text("utf-8"))["@context"]
    terms = _Terms(context, material.base)
    head = json.dumps({"@base": material.base, **context}, ensure_ascii=False, indent=1)
    out.write(f'{{"@context": {head},\n"@graph": ['.encode())
    before = "\n"
    for _, group in groupby(_ordered(material.triples()), key=lambda triple: str(triple.subject)):
        line = json.dumps(terms.node(list(group)), ensure_ascii=False, separators=(", ", ": "))
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
