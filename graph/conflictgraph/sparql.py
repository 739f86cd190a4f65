"""SPARQL 1.1 queries over a store: known prefixes, typed parameters, a time limit that holds.

Oxigraph queries cannot be cancelled, so a limit needs a process that can be ended (`run.child`). That process opens
the store on disk read-only, and two processes may only do so while nobody has it open for writing: the owner of a
graph (`store`) therefore opens its triples for writing only while it writes. A kept `Child` answers the next query
without starting again.

Queries stay on this machine and only read: SERVICE and updates are refused before anything runs (`sparqltext`).
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from conflictgraph import names
from conflictgraph.errors import QueryError
from conflictgraph.sparqltext import Bound, Token, bind, position, prefixes, refuse, term, tokens

if TYPE_CHECKING:
    import pyoxigraph as ox

    from conflictgraph.run.child import Child

    Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

ResultKind = Literal["rows", "truth", "graph"]


@dataclass(frozen=True, slots=True)
class Result:
    """What a query gave: rows (SELECT), a truth value (ASK) or a graph (CONSTRUCT, DESCRIBE).

    `data` is the answer as the store wrote it, SPARQL 1.1 JSON or N-Triples (sorted, without repeats); the properties
    read it. `prefixes` are those the answer may be shortened with.
    """

    kind: ResultKind
    data: bytes
    prefixes: Mapping[str, str]

    @property
    def variables(self) -> tuple[str, ...]:
        """The columns; empty for anything but rows."""
        import pyoxigraph as ox

        if self.kind != "rows":
            return ()
        solutions = ox.parse_query_results(self.data, format=ox.QueryResultsFormat.JSON)
        assert isinstance(solutions, ox.QuerySolutions)
        return tuple(v.value for v in solutions.variables)

    @property
    def rows(self) -> list[tuple[Node | None, ...]]:
        """One tuple per row, in the columns' order; None where a variable is unbound."""
        import pyoxigraph as ox

        if self.kind != "rows":
            return []
        solutions = ox.parse_query_results(self.data, format=ox.QueryResultsFormat.JSON)
        assert isinstance(solutions, ox.QuerySolutions)
        columns = solutions.variables
        return [tuple(solution[v] for v in columns) for solution in solutions]

    @property
    def truth(self) -> bool | None:
        """The answer to ASK; None for the other forms."""
        import pyoxigraph as ox

        if self.kind != "truth":
            return None
        return bool(ox.parse_query_results(self.data, format=ox.QueryResultsFormat.JSON))

    @property
    def triples(self) -> list[ox.Triple]:
        """The triples of a graph, sorted as N-Triples; empty for the other forms."""
        import pyoxigraph as ox

        if self.kind != "graph":
            return []
        return [quad.triple for quad in ox.parse(self.data, format=ox.RdfFormat.N_TRIPLES)]


def run_query(
    store: ox.Store | Path | str,
    text: str,
    params: Mapping[str, str] | None = None,
    timeout: float | None = None,
    base: str = names.BASE,
    child: Child | None = None,
) -> Result:
    """Run a SPARQL 1.1 query and return its whole answer.

    `store` is an open store, or the folder of one that no process has open for writing; the folder is read in a child
    process (`child`, or one for this query alone), which ends when `timeout` seconds are over. An open store is asked
    in this process and cannot be limited. `params` are values for variables of the query, written as `term` reads
    them. The known prefixes hold unless the query declares its own; relative IRIs are resolved against `base`.

    Raises `QueryError` with one sentence for a query that is broken (with line and column), refused (updates, SERVICE)
    or out of time, `ValueError` for a limit on an open store.
    """
    known = prefixes(base)
    refuse(text)
    bound = bind(text, {name.lstrip("?$"): term(value, known) for name, value in (params or {}).items()})
    if isinstance(store, str | Path):
        kind, data = _in_child(Path(store), bound, text, timeout, base, child)
    elif timeout is not None:
        raise ValueError("A time limit needs the folder of a store; an open store cannot be interrupted.")
    else:
        with _told(bound, text, base):
            kind, data = _answer(store, bound.text, base)
    return Result(kind, data, known)


def _in_child(
    path: Path, bound: Bound, text: str, timeout: float | None, base: str, child: Child | None
) -> tuple[ResultKind, bytes]:
    from conflictgraph.run.child import Child, ChildDied, ChildError, ChildTimeout

    worker = child or Child()
    try:
        with _told(bound, text, base):
            return worker.call(_answer_from, str(path), bound.text, base, timeout=timeout)
    except ChildTimeout:
        assert timeout is not None
        unit = "second" if timeout == 1 else "seconds"
        raise QueryError(f"The query was stopped: it took longer than {timeout:g} {unit}.") from None
    except ChildDied as e:
        raise QueryError(f"The query was not answered: the process that ran it {e}.") from None
    except ChildError as e:
        raise QueryError(f"The query was not answered: {_sentence(str(e))}.") from None
    finally:
        if child is None:
            worker.close()


_held: dict[str, ox.Store] = {}  # in a child: the store it has open, for the queries that follow


def _answer_from(path: str, text: str, base: str) -> tuple[ResultKind, bytes]:
    """In the child: answer from the store in a folder; an absent folder is an empty store."""
    import pyoxigraph as ox

    if path not in _held:
        _held[path] = ox.Store.read_only(path) if Path(path).exists() else ox.Store()
    return _answer(_held[path], text, base)


def _answer(store: ox.Store, text: str, base: str) -> tuple[ResultKind, bytes]:
    import pyoxigraph as ox

    results = store.query(text, prefixes=prefixes(base), base_iri=base)
    if isinstance(results, ox.QueryTriples):
        lines = sorted({f"{triple} .\n" for triple in results})
        return "graph", "".join(lines).encode()
    data = results.serialize(format=ox.QueryResultsFormat.JSON)
    assert data is not None
    return ("truth" if isinstance(results, ox.QueryBoolean) else "rows"), data


# --- errors ------------------------------------------------------------------------------------------------------

_AT = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_SAID = re.compile(r"\b(?!Prefix not found|IRI parsing failed)[A-Z][A-Za-z]*(?: [A-Za-z]+)+\b")
_KEYWORD = re.compile(r"\w+")
_PADDING = "\n" + " " * 40


@contextlib.contextmanager
def _told(bound: Bound, text: str, base: str) -> Iterator[None]:
    """Turn what the store raises into a `QueryError` of one sentence."""
    try:
        yield
    except SyntaxError as e:
        raise QueryError(_broken(str(e), bound, text, base)) from None
    except (OSError, RuntimeError, ValueError) as e:
        raise QueryError(f"The query was not answered: {_sentence(str(e))}.") from None


def _broken(message: str, bound: Bound, text: str, base: str) -> str:
    """The sentence for a syntax error: where, in the text as the user wrote it, and why as far as that is known."""
    if (unknown := _undeclared(text, base)) is not None:
        line, column = position(text, unknown.start)
        prefix = unknown.text.partition(":")[0]
        return f"The query is broken at line {line}, column {column}: the prefix “{prefix}:” is not declared."
    found = _furthest(bound.text, base)
    if found is None:
        return f"The query is broken: {_sentence(message)}."
    offset, why = found
    offset = min(bound.original(offset), len(text))
    rest = text[offset:].lstrip()
    near = next((t.text for t in tokens(rest)), "")
    line, column = position(text, len(text) - len(rest) if near else len(text.rstrip()))
    why = why or (f"“{_sentence(near)}” is not expected here" if near else "it ends too early")
    return f"The query is broken at line {line}, column {column}: {why}."


def _furthest(text: str, base: str) -> tuple[int, str] | None:
    """How far Oxigraph's parser came, and what it says in words.

    It counts a keyword that it looked for as read before it compares it, so that the position lies that many
    characters too far; padding keeps the end of the text from hiding that.
    """
    import pyoxigraph as ox

    try:
        ox.Store().query(text + _PADDING, prefixes=prefixes(base), base_iri=base)
    except SyntaxError as e:
        match = _AT.match(str(e))
    else:
        match = None
    if match is None:
        return None
    lines = (text + _PADDING).split("\n")
    offset = sum(len(each) + 1 for each in lines[: int(match.group(1)) - 1]) + int(match.group(2)) - 1
    said = _SAID.search(match.group(3))
    if said is not None:
        return offset, said.group()[0].lower() + said.group()[1:]
    expected = match.group(3).split(", ")
    if all(_KEYWORD.fullmatch(each) for each in expected):
        offset -= min(len(each) for each in expected)
    return offset, ""


def _undeclared(text: str, base: str) -> Token | None:
    """The first prefixed name under a prefix that neither the query nor we declare."""
    declared = set(prefixes(base))
    solid = [t for t in tokens(text) if t.kind not in {"space", "comment"}]
    for before, token in zip([None, *solid], solid, strict=False):
        if token.kind != "name":
            continue
        prefix = token.text.partition(":")[0]
        if before is not None and before.text.upper() == "PREFIX":
            declared.add(prefix)
        elif prefix not in declared:
            return token
    return None


def _sentence(message: str) -> str:
    """The first line of a message, without its full stop, cut where it gets long."""
    line = message.strip().splitlines()[0] if message.strip() else "it gave no reason"
    line = line.rstrip(".")
    return line if len(line) <= 200 else line[:199] + "…"
