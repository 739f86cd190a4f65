"""The named queries of `ontology/queries`, run with parameters as users write them: names, dates, words."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from conflictgraph.errors import QueryError, UnknownName
from conflictgraph.query.grounds import aspect
from conflictgraph.query.lookups import Lookups
from conflictgraph.query.naming import event_type
from conflictgraph.query.words import day
from conflictgraph.sparql import Result
from conflictgraph.triples.named import NamedQuery, Parameter, named_queries
from conflictgraph.triples.terms import concept, entity, own
from conflictgraph.triples.vocabulary import CGS, CGT, RELATION_CONCEPTS, STATUS_CONCEPTS

_THINGS = ("article", "claim", "event", "actor", "place", "relation")
_PROPERTY = {"type": "eventType", "time": "earliest", "factuality": "polarity"}


def example(name: str) -> NamedQuery:
    """A named query. Raises UnknownName with the nearest names."""
    known = named_queries()
    if name not in known:
        near = difflib.get_close_matches(name, known, 3, 0.5) or list(known)
        raise UnknownName(f"There is no example query “{name}”; try {', '.join(near)}.")
    return known[name]


def run_example(
    lookups: Lookups, name: str, params: Mapping[str, str] | None = None, timeout: float | None = None
) -> Result:
    """The answer to a named query. A thing is given by name or id, a date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, a flag by
    any value. Raises QueryError for parameters that the query does not have or needs."""
    query = example(name)
    given = dict(params or {})
    types = {parameter.name: parameter for parameter in query.parameters}
    try:
        text = query.given(given.keys())
        waiting = query.variables(given.keys())
    except ValueError as error:
        raise QueryError(str(error)) from None
    if "limit" in waiting:
        text = text.replace("$limit", str(_number("limit", given["limit"])))
    values = {each: _term(lookups, types[each], given[each]) for each in waiting if each != "limit"}
    return lookups.store.query(text, values, timeout)


def _number(name: str, value: str) -> int:
    if not (value.isascii() and value.isdecimal()):
        raise QueryError(f"The parameter “{name}” is a number, not “{value}”.")
    return int(value)


def _term(lookups: Lookups, parameter: Parameter, value: str) -> str:
    """A parameter's value as `sparqltext.term` reads it."""
    kind = parameter.type
    if kind in _THINGS:
        return f"<{entity(kind, lookups.find(value, kind).id, lookups.store.base).value}>"
    if kind == "type":
        return f"<{concept(CGT, event_type(value)).value}>"
    if kind in ("kind", "status"):
        known = (
            RELATION_CONCEPTS if kind == "kind" else {each for values in STATUS_CONCEPTS.values() for each in values}
        )
        if value not in known:
            raise UnknownName(f"“{value}” is no {kind}; known are {', '.join(sorted(known))}.")
        return f"<{concept(CGT if kind == 'kind' else CGS, value).value}>"
    if kind == "property":
        name = aspect(value).name
        local = value if value.endswith(("Low", "Best", "High")) else _PROPERTY.get(name, name)
        if name in ("killed", "wounded", "abducted", "captured") and local == name:
            local += "Best"
        return f"<{own(local).value}>"
    if kind == "date":
        return day(value, end=parameter.name == "until")
    if kind == "integer":
        return str(_number(parameter.name, value))
    quoted = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{quoted}"'
