"""The shapes of `ontology/shapes.ttl` over a store: each constraint becomes one SPARQL query.

pySHACL takes seconds per thousand events; the queries take milliseconds. Both read the same file, and a test holds their
findings together. The part of SHACL that is understood is named at the head of the file; anything else in it raises.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, RdfFormat, Store, parse

from conflictgraph.errors import GraphError, MissingExtra
from conflictgraph.resources import shelf
from conflictgraph.triples.terms import Term
from conflictgraph.triples.vocabulary import PREFIXES, RDF

if TYPE_CHECKING:
    import rdflib

_SH = "http://www.w3.org/ns/shacl#"
_SHAPES = "https://w3id.org/conflictgraph/shapes#"
_KNOWN = frozenset(
    {
        *("path", "message", "minCount", "maxCount", "datatype", "class", "in", "minInclusive", "maxInclusive"),
        *("lessThan", "lessThanOrEquals", "minLength", "pattern"),
    }
)


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """`shape` is the local name of the constraint (`claim-passage`), `node` the IRI of the thing that breaks it."""

    shape: str
    node: str
    message: str


@dataclass(frozen=True, slots=True)
class Check:
    """One constraint as a SELECT of `?this`."""

    shape: str
    message: str
    select: str


def check(store: Store) -> list[Violation]:
    """What in a store breaks the shapes, sorted; an empty list is a sound graph."""
    found: set[Violation] = set()
    for one in checks():
        rows = store.query(one.select, prefixes=PREFIXES)
        assert isinstance(rows, QuerySolutions)
        found.update(Violation(one.shape, _name(row["this"]), one.message) for row in rows)
    return sorted(found)


def check_full(graph: rdflib.Graph) -> list[Violation]:
    """The same with a complete SHACL processor, over an rdflib Graph.

    Raises MissingExtra without pySHACL, and GraphError where pySHACL cannot finish.
    """
    try:
        import pyshacl
    except ImportError:
        raise MissingExtra("Validation with SHACL", "validate") from None
    import rdflib

    shapes = rdflib.Graph().parse(shelf("ontology") / "shapes.ttl")
    try:
        _, report, text = pyshacl.validate(graph, shacl_graph=shapes, advanced=False, inference="none")
    except TypeError as error:  # pySHACL 0.40 compares dates such as 2015-02-30 as if they were none
        raise GraphError(f"pySHACL gave up on an ill-formed value ({error}); the fast check names it.") from error
    if not isinstance(report, rdflib.Graph):
        raise GraphError(f"The shapes could not be checked: {text}")
    sh = rdflib.Namespace(_SH)
    found = set()
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        source = report.value(result, sh.sourceShape)
        # A constraint in SPARQL is a part of its node's shape; it has the name.
        constraint = report.value(result, sh.sourceConstraint)
        message = report.value(result, sh.resultMessage)
        name = str(constraint if isinstance(constraint, rdflib.URIRef) else source).removeprefix(_SHAPES)
        found.add(Violation(name, str(report.value(result, sh.focusNode)), str(message)))
    return sorted(found)


def _name(term: Term | None) -> str:
    return term.value if isinstance(term, (NamedNode, BlankNode)) else str(term)


# --- shapes → queries --------------------------------------------------------------------------------------------

_Index = dict[Term, dict[str, list[Term]]]


@cache
def checks() -> tuple[Check, ...]:
    """The constraints of `ontology/shapes.ttl`, sorted by name.

    Raises ValueError for a part of SHACL that is not understood here.
    """
    index: _Index = {}
    for quad in parse(path=shelf("ontology") / "shapes.ttl", format=RdfFormat.TURTLE):
        index.setdefault(quad.subject, {}).setdefault(quad.predicate.value, []).append(quad.object)
    made: list[Check] = []
    for shape in index.values():
        for target in shape.get(_SH + "targetClass", ()):
            for constraint in shape.get(_SH + "property", ()):
                made.extend(_property_checks(constraint, target, index))
            for constraint in shape.get(_SH + "sparql", ()):
                made.append(_sparql_check(constraint, target, index))
    return tuple(sorted(made, key=lambda one: (one.shape, one.select)))


def _text(properties: dict[str, list[Term]], name: str) -> str:
    (term,) = properties[_SH + name]
    assert isinstance(term, Literal)
    return term.value


def _sparql_check(constraint: Term, target: Term, index: _Index) -> Check:
    properties = index[constraint]
    select = _text(properties, "select").strip().replace("$this", "?this")
    return Check(
        _name(constraint).removeprefix(_SHAPES),
        _text(properties, "message"),
        f"SELECT DISTINCT ?this WHERE {{ ?this a {target} . {{ {select} }} }}",
    )


def _property_checks(constraint: Term, target: Term, index: _Index) -> Iterator[Check]:
    properties = index[constraint]
    unknown = {key for key in properties if key.startswith(_SH) and key.removeprefix(_SH) not in _KNOWN}
    if unknown:
        raise ValueError(f"{constraint} uses {', '.join(sorted(unknown))}, which the fast check does not understand.")
    (path,) = properties[_SH + "path"]
    inverse = index.get(path, {}).get(_SH + "inversePath")
    link = f"?value {inverse[0]} ?this" if inverse else f"?this {path} ?value"
    for body in _bodies(properties, link, index):
        yield Check(
            _name(constraint).removeprefix(_SHAPES),
            _text(properties, "message"),
            f"SELECT DISTINCT ?this WHERE {{ ?this a {target} . {body} }}",
        )


def _bodies(properties: dict[str, list[Term]], link: str, index: _Index) -> Iterator[str]:
    """The bodies of the queries that find what breaks one property shape."""
    for key, values in sorted(properties.items()):
        name, value = key.removeprefix(_SH), values[0]
        if name == "minCount" and _number(value) == 1:
            yield f"FILTER NOT EXISTS {{ {link} }}"
        elif name == "maxCount" and _number(value) == 1:
            yield f"{link} . {link.replace('?value', '?second')} FILTER (STR(?value) < STR(?second))"
            # The same text under two types is two values.
            yield (
                f"{link} . {link.replace('?value', '?second')} "
                "FILTER (STR(?value) = STR(?second) && !SAMETERM(?value, ?second))"
            )
        elif name == "datatype":
            yield f"{link} FILTER ({_not(f'DATATYPE(?value) = {value}')})"
            if isinstance(value, NamedNode) and value.value in _CASTS:
                yield f"{link} FILTER ({_not(f'{value}(STR(?value)) = {value}(STR(?value))')})"
        elif name == "class":
            yield f"{link} FILTER NOT EXISTS {{ ?value a {value} }}"
        elif name == "in":
            members = ", ".join(str(member) for member in _list(value, index))
            yield f"{link} FILTER (?value NOT IN ({members}))"
        elif name == "minInclusive":
            yield f"{link} FILTER ({_not(f'?value >= {value}')})"
        elif name == "maxInclusive":
            yield f"{link} FILTER ({_not(f'?value <= {value}')})"
        elif name == "lessThan":
            yield f"{link} . ?this {value} ?other FILTER ({_not('?value < ?other')})"
        elif name == "lessThanOrEquals":
            yield f"{link} . ?this {value} ?other FILTER ({_not('?value <= ?other')})"
        elif name == "minLength":
            yield f"{link} FILTER (STRLEN(STR(?value)) < {_number(value)})"
        elif name == "pattern":
            yield f"{link} FILTER (!REGEX(STR(?value), {value}))"
        elif name in ("minCount", "maxCount"):
            raise ValueError(f"sh:{name} is understood with the value 1 only, not {value}.")


_CASTS = frozenset(PREFIXES["xsd"] + name for name in ("date", "integer", "decimal", "boolean"))


def _not(condition: str) -> str:
    # What cannot be compared breaks the constraint, too.
    return f"!COALESCE({condition}, false)"


def _number(term: Term) -> int:
    assert isinstance(term, Literal)
    return int(term.value)


def _list(head: Term, index: _Index) -> Iterator[Term]:
    while isinstance(head, BlankNode):
        yield index[head][RDF + "first"][0]
        head = index[head][RDF + "rest"][0]
