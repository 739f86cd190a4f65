"""Single values as RDF terms and back. Terms that recur are made once and kept.

A codec writes one Python value as one pyoxigraph term and reads it back; reading raises GraphError with one sentence where
the term is of another kind. Literals are written in the form to which Oxigraph normalises them, so that what comes out of
a store is what went in.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias
from urllib.parse import quote, unquote

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from conflictgraph.errors import GraphError
from conflictgraph.graphmodel import is_web_address
from conflictgraph.names import iri
from conflictgraph.triples import vocabulary as v

Term: TypeAlias = NamedNode | Literal | BlankNode | Triple

TYPE = NamedNode(v.RDF + "type")
_STRING = v.XSD + "string"
_INTEGER = NamedNode(v.XSD + "integer")
_DECIMAL = NamedNode(v.XSD + "decimal")
_DATE = NamedNode(v.XSD + "date")
_BOOLEAN = NamedNode(v.XSD + "boolean")
_WKT = NamedNode(v.GEO + "wktLiteral")

_PLAIN = re.compile(r"(?!\.+\Z)[A-Za-z0-9._~-]+")


@lru_cache(maxsize=1 << 17)
def entity(kind: str, identifier: str, base: str) -> NamedNode:
    """The IRI of a thing; what an IRI may not hold in an id is percent-encoded."""
    if not _PLAIN.fullmatch(identifier):
        identifier = _quote(identifier)
    return NamedNode(iri(kind, identifier, base))


def _quote(identifier: str) -> str:
    # "." and ".." would be path segments, and an empty id would be none: every id stays one segment of its own.
    if identifier.strip(".") == "":
        return "".join("%2E" for _ in identifier)
    return quote(identifier, safe="-._~", errors="surrogatepass")


@lru_cache(maxsize=1 << 17)
def split_entity(node: str, base: str) -> tuple[str, str]:
    """The kind and the id in the IRI of a thing. Raises GraphError for an IRI outside the base."""
    if node.startswith(base):
        kind, slash, identifier = node[len(base) :].partition("/")
        if slash and "/" not in identifier:
            return kind, unquote(identifier, errors="surrogatepass")
    raise GraphError(f"<{node}> is no id under <{base}>; was the graph made with another --base?")


@lru_cache(maxsize=4096)
def own(local: str) -> NamedNode:
    """The property or class `cg:local`."""
    return NamedNode(v.CG + local)


def external(address: str) -> NamedNode:
    """A property or class of another vocabulary, by its IRI."""
    return NamedNode(address)


@lru_cache(maxsize=4096)
def concept(namespace: str, local: str) -> NamedNode:
    """The concept `local` of a namespace, percent-encoded where it is no plain name."""
    return NamedNode(namespace + (local if _PLAIN.fullmatch(local) else _quote(local)))


@lru_cache(maxsize=1 << 14)
def integer(number: int) -> Literal:
    return Literal(str(number), datatype=_INTEGER)


@lru_cache(maxsize=1 << 16)
def decimal(number: float) -> Literal:
    """Six decimals at most, in the shortest form: 34, 34.5."""
    digits = f"{number:.6f}".rstrip("0").rstrip(".")
    return Literal("0" if digits == "-0" else digits, datatype=_DECIMAL)


@lru_cache(maxsize=1 << 15)
def date(day: str) -> Literal:
    return Literal(day, datatype=_DATE)


TRUE = Literal("true", datatype=_BOOLEAN)


def wkt(lat: float, lon: float) -> Literal:
    """A point as GeoSPARQL's text, in degrees, longitude first (the default CRS84)."""
    return Literal(f"POINT({decimal(lon).value} {decimal(lat).value})", datatype=_WKT)


# --- codecs ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Codec:
    """`write(value, base)` makes the term, `read(term, base)` the value."""

    write: Callable[[Any, str], Term]
    read: Callable[[Term, str], Any]


def _literal(term: Term, datatype: str) -> str:
    if isinstance(term, Literal) and term.datatype.value == datatype:
        return term.value
    raise GraphError(f"{term} is found where a literal of type <{datatype}> belongs.")


def _node(term: Term) -> str:
    if isinstance(term, NamedNode):
        return term.value
    raise GraphError(f"{term} is found where an IRI belongs.")


def entity_codec(kind: str) -> Codec:
    """An id of one kind ↔ its IRI."""

    def read(term: Term, base: str) -> str:
        found, identifier = split_entity(_node(term), base)
        if found != kind:
            raise GraphError(f"{term} is found where the IRI of a thing of the kind “{kind}” belongs.")
        return identifier

    return Codec(lambda value, base: entity(kind, value, base), read)


def concept_codec(namespace: str, prefix: str = "", suffix: str = "") -> Codec:
    """A name ↔ a concept of a namespace, whose local name may have a prefix and a suffix."""
    start = namespace + prefix

    def read(term: Term, base: str) -> str:
        address = _node(term)
        if not (address.startswith(start) and address.endswith(suffix)):
            raise GraphError(f"{term} is found where a concept under <{namespace}> belongs.")
        return unquote(address[len(start) : len(address) - len(suffix)], errors="surrogatepass")

    return Codec(lambda value, base: concept(namespace, prefix + value + suffix), read)


def _read_web(term: Term, base: str) -> str:
    return term.value if isinstance(term, NamedNode) else _literal(term, _STRING)


TEXT = Codec(lambda value, base: Literal(value), lambda term, base: _literal(term, _STRING))
INTEGER = Codec(lambda value, base: integer(value), lambda term, base: int(_literal(term, _INTEGER.value)))
DECIMAL = Codec(lambda value, base: decimal(value), lambda term, base: float(_literal(term, _DECIMAL.value)))
DATE = Codec(lambda value, base: date(value), lambda term, base: _literal(term, _DATE.value))
FLAG = Codec(lambda value, base: TRUE, lambda term, base: _literal(term, _BOOLEAN.value) == "true")
WEB = Codec(lambda value, base: NamedNode(value) if is_web_address(value) else Literal(value), _read_web)
ANY_ENTITY = Codec(
    lambda value, base: entity(value[0], value[1], base), lambda term, base: split_entity(_node(term), base)
)
PIECES = Codec(
    lambda value, base: Literal("\n".join(value)), lambda term, base: tuple(_literal(term, _STRING).split("\n"))
)
"""Several texts in one literal, a line each: RDF keeps no order among values. The texts have no line breaks."""
CHAIN = Codec(
    lambda value, base: Literal(" ".join(_quote(identifier) for identifier in value)),
    lambda term, base: tuple(unquote(p, errors="surrogatepass") for p in _literal(term, _STRING).split(" ")),
)
"""An ordered chain of ids in one literal, apart by spaces."""
_GEONAMES = re.compile(re.escape(v.GEONAMES) + r"(-?[0-9]+)/")


def _read_geonames(term: Term, base: str) -> int:
    match = _GEONAMES.fullmatch(_node(term))
    if match is None:
        raise GraphError(f"{term} is found where a place of <{v.GEONAMES}> belongs.")
    return int(match[1])


GEONAMES_NUMBER = Codec(lambda value, base: NamedNode(f"{v.GEONAMES}{value}/"), _read_geonames)
