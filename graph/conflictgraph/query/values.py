"""Answers of SPARQL queries as plain Python values."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from conflictgraph.sparql import Result

if TYPE_CHECKING:
    import pyoxigraph as ox

Value: TypeAlias = str | int | float | bool | None

_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS = frozenset(
    _XSD + name
    for name in (
        *("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "unsignedInt"),
        *("negativeInteger", "nonPositiveInteger", "unsignedLong", "unsignedShort", "unsignedByte"),
    )
)
_FLOATS = frozenset({_XSD + "decimal", _XSD + "double", _XSD + "float"})


def rows(result: Result) -> list[dict[str, Value]]:
    """The rows of an answer as dicts; ASK gives one row with `answer`, a graph rows of subject, predicate, object."""
    if result.kind == "truth":
        return [{"answer": result.truth}]
    if result.kind == "graph":
        return [
            {"subject": value(t.subject), "predicate": value(t.predicate), "object": value(t.object)}
            for t in result.triples
        ]
    names = result.variables
    return [dict(zip(names, map(value, row), strict=True)) for row in result.rows]


def value(node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> Value:
    """One term: IRIs and texts as str, numbers and truth values as such."""
    import pyoxigraph as ox

    if node is None:
        return None
    if isinstance(node, ox.NamedNode):
        return node.value
    if not isinstance(node, ox.Literal):
        return str(node)
    datatype = node.datatype.value
    try:
        if datatype in _INTEGERS:
            return int(node.value)
        if datatype in _FLOATS:
            return float(node.value)
    except ValueError:
        return node.value
    if datatype == _XSD + "boolean" and node.value in ("true", "false", "1", "0"):
        return node.value in ("true", "1")
    return node.value
