"""SPARQL as text: its tokens, what a query may not contain, and parameters bound as terms.

The tokeniser follows the terminals of SPARQL 1.1 (https://www.w3.org/TR/sparql11-query/#sparqlGrammar): strings,
comments, IRIs, prefixed names, variables. It knows no grammar above them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from conflictgraph import names
from conflictgraph.errors import QueryError

if TYPE_CHECKING:
    import pyoxigraph as ox

    Term = ox.NamedNode | ox.Literal

XSD = "http://www.w3.org/2001/XMLSchema#"
_FIXED = {
    "cg": names.ONTOLOGY,
    "cgt": names.TYPES,
    "cgs": names.STATUS,
    "schema": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "wgs": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "prov": "http://www.w3.org/ns/prov#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": XSD,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}
_KINDS = ("article", "claim", "event", "actor", "place", "passage", "relation")


def prefixes(base: str = names.BASE) -> dict[str, str]:
    """The prefixes that every query knows: vocabularies, and one per kind of thing (`event:E-1f3a…`)."""
    return _FIXED | {kind: names.iri(kind, "", base) for kind in _KINDS}


# --- tokens ------------------------------------------------------------------------------------------------------

Kind = Literal["space", "comment", "string", "iri", "name", "blank", "var", "lang", "number", "word", "other"]

_LOCAL = r"(?:[\w:]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%])"
_TOKEN = re.compile(
    r"""
    (?P<space>[ \t\r\n]+)
  | (?P<comment>\#[^\r\n]*)
  | (?P<string>\"\"\"(?:\"{0,2}(?:[^"\\]|\\.))*\"\"\" | '''(?:'{0,2}(?:[^'\\]|\\.))*'''
              |\"(?:[^"\\\r\n]|\\.)*\" | '(?:[^'\\\r\n]|\\.)*')
  | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
  | (?P<blank>_:\w(?:[\w.\-]*[\w\-])?)
  | (?P<name>(?:[^\W\d_](?:[\w.\-]*[\w\-])?)?:(?:LOCAL(?:LOCAL|-|\.+(?=LOCAL|-))*)?)
  | (?P<var>[?$][\w\u00b7\u0300-\u036f\u203f\u2040]+)
  | (?P<lang>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
  | (?P<word>[^\W\d]\w*)
  | (?P<other>.)
    """.replace("LOCAL", _LOCAL),
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token and the character it starts at."""

    kind: Kind
    text: str
    start: int


def tokens(text: str) -> Iterator[Token]:
    """All tokens of a query, spaces and comments included: joined they are the text again."""
    for match in _TOKEN.finditer(text):
        kind: Kind = match.lastgroup  # type: ignore[assignment]  # the groups carry the names in Kind
        yield Token(kind, match.group(), match.start())


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column of a character, both counted from 1."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


# --- what a query may not contain --------------------------------------------------------------------------------

_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_QUERIES = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def refuse(text: str) -> None:
    """Raise `QueryError` for an update and for a query that would reach other machines (SERVICE).

    SERVICE is looked for among the tokens, so that strings, comments, variables and names may contain the word. In
    doubt (a word that only contains it, a comparison that looks like an IRI, an escape that might spell it, a name
    that stands where the keyword would) the query is refused: parsers take `trueSERVICE` apart, and even `e:SERVICE`
    where the whole is no valid IRI; a false refusal is told in one sentence.
    """
    if "\\" in text:
        _refuse_service(_ESCAPE.sub(_unescaped, text), text)
    _refuse_service(text, text)
    for token in tokens(text):
        if token.kind == "word":
            word = token.text.upper()
            if word in _UPDATES:
                raise QueryError(
                    f"“{word}” changes a graph, and a query only reads; articles are the way to change it."
                )
            if word in _QUERIES:
                return


def _unescaped(match: re.Match[str]) -> str:
    code = int(match.group(1) or match.group(2), 16)
    return chr(code) if code < 0x110000 else match.group()


def _refuse_service(text: str, original: str) -> None:
    if "service" not in text.casefold():
        return
    solid = [token for token in tokens(text) if token.kind not in {"space", "comment"}]
    for i, token in enumerate(solid):
        lower = token.text.casefold()
        if "service" not in lower:
            continue
        if (
            token.kind in {"word", "number", "other"}
            or (token.kind == "name" and lower.partition(":")[0].endswith("service"))
            or (token.kind == "iri" and ")" in lower.partition("service")[0])
            or (token.kind in {"name", "blank", "lang"} and _calls(solid[i + 1 : i + 4]))
        ):
            where = ""
            if text == original:
                where = " (line {}, column {})".format(*position(text, token.start))
            raise QueryError(f"SERVICE would ask another machine, and queries stay on this one{where}.")


def _calls(following: list[Token]) -> bool:
    """True for what follows the keyword: `SILENT`? an IRI or variable and a group."""
    if following and following[0].text.upper() == "SILENT":
        following = following[1:]
    return len(following) > 1 and following[0].kind in {"iri", "var", "name"} and following[1].text == "{"


# --- parameters --------------------------------------------------------------------------------------------------

_VALUE = re.compile(
    r"""(?P<text>"(?:[^"\\]|\\.)*")(?:@(?P<lang>[A-Za-z]+(?:-[A-Za-z0-9]+)*)|\^\^(?P<type>\S+))?""", re.DOTALL
)
_IRI = re.compile(r"<([^<>\"{}|^`\\\x00-\x20]+)>")
_PNAME = re.compile(r"([A-Za-z][\w.\-]*):([^\s<>\"{}|^`\\]*)")
_NUMBERS = (
    (re.compile(r"[+-]?[0-9]+"), "integer"),
    (re.compile(r"[+-]?[0-9]*\.[0-9]+"), "decimal"),
    (re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][+-]?[0-9]+"), "double"),
)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(rf"{_DATE.pattern}T[0-9:.+\-Z]+")


def term(value: str, known: Mapping[str, str]) -> Term:
    """The RDF term that a value on the command line stands for.

    `<https://…>` is an IRI, `event:E-1f3a` a name under a known prefix, `"text"`, `"text"@en` and `"5"^^xsd:byte` are
    literals, `12`, `1.5` and `1e9` numbers, `2015-03-01` a date, `2015-03-01T12:00:00` a point in time, `true` and
    `false` truth values; anything else is a plain string.
    """
    import pyoxigraph as ox

    try:
        if match := _IRI.fullmatch(value):
            return ox.NamedNode(match.group(1))
        if (match := _PNAME.fullmatch(value)) and match.group(1) in known:
            return ox.NamedNode(known[match.group(1)] + match.group(2))
        if match := _VALUE.fullmatch(value):
            text = re.sub(
                r"\\(.)",
                lambda m: {"n": "\n", "t": "\t", "r": "\r"}.get(m[1], m[1]),
                match["text"][1:-1],
                flags=re.DOTALL,
            )
            if match["lang"]:
                return ox.Literal(text, language=match["lang"].lower())
            if match["type"]:
                datatype = term(match["type"], known)
                if not isinstance(datatype, ox.NamedNode):
                    raise QueryError(f"“{match['type']}” in {value} is no datatype.")
                return ox.Literal(text, datatype=datatype)
            return ox.Literal(text)
        for pattern, name in _NUMBERS:
            if pattern.fullmatch(value):
                return ox.Literal(value, datatype=ox.NamedNode(XSD + name))
        if value in {"true", "false"}:
            return ox.Literal(value, datatype=ox.NamedNode(XSD + "boolean"))
        if _DATE.fullmatch(value) and _is(date, value):
            return ox.Literal(value, datatype=ox.NamedNode(XSD + "date"))
        if _TIME.fullmatch(value) and _is(datetime, value):
            return ox.Literal(value, datatype=ox.NamedNode(XSD + "dateTime"))
        return ox.Literal(value)
    except ValueError as e:
        raise QueryError(f"{value} is no RDF term: {e}.") from e


def _is(kind: type[date], value: str) -> bool:
    try:
        kind.fromisoformat(value)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Bound:
    """A query with its parameters in place. `shifts` lists (offset in `text`, offset in the original) after each."""

    text: str
    shifts: tuple[tuple[int, int], ...]

    def original(self, offset: int) -> int:
        """Where a character of `text` stood in the original."""
        here, there = 0, 0
        for new, old in self.shifts:
            if new > offset:
                break
            here, there = new, old
        return there + offset - here


def bind(text: str, parameters: Mapping[str, Term]) -> Bound:
    """Put terms in the place of variables, everywhere in the query: subqueries, FILTER, EXISTS, projections.

    A term takes the place of a whole token and is written by the RDF library, so that no value can change the query's
    structure. (Oxigraph's own substitutions only reach variables that the query returns.) A projected parameter
    stays in the results under its name; `SELECT *` leaves it out; `BOUND` of it is true. Raises `QueryError` for a parameter that the query
    does not use, or sets itself.
    """
    if not parameters:
        return Bound(text, ())
    out: list[str] = []
    shifts: list[tuple[int, int]] = []
    length = 0
    used: set[str] = set()
    clause, parens, braces, fresh = "", 0, 0, 0
    before: list[Token] = []  # tokens that count, so far, and where each stands in `out`
    places: list[int] = []

    def put(piece: str) -> None:
        nonlocal length
        out.append(piece)
        length += len(piece)

    for token in tokens(text):
        if token.kind in {"space", "comment"}:
            put(token.text)
            continue
        word = token.text.upper() if token.kind == "word" else token.text
        if token.kind == "iri":
            _refuse_hidden(token, parameters)
        if word in {"SELECT", "GROUP", "ORDER", "VALUES", "HAVING", "LIMIT", "OFFSET", "WHERE", "FROM", "DESCRIBE"}:
            clause = word
        elif word == "{" or word == "}":
            braces += 1 if word == "{" else -1
            clause = ""
        elif word in "()":
            parens += 1 if word == "(" else -1
        name = token.text[1:]
        if token.kind != "var" or name not in parameters:
            before.append(token)
            places.append(len(out))
            put(token.text)
            continue
        used.add(name)
        value = str(parameters[name])
        last = [t.text.upper() for t in before[-2:]]
        if last[-1:] == ["AS"] or clause == "VALUES":
            raise QueryError(f"“?{name}” is given as a parameter, but the query sets it itself.")
        if last == ["BOUND", "("]:
            out[places[-2]] = " " * len("BOUND")  # leaves (true), at the same column
            value = "true"
        if clause == "SELECT" and parens == 0:
            fresh += 1
            value = f"({value} AS ?{name if braces == 0 else f'{name}_given{fresh}'})"
        elif clause in {"GROUP", "ORDER"} and parens == 0:
            value = f"({value})"
        before.append(token)
        places.append(len(out))
        put(f" {value} ")
        shifts.append((length, token.start + len(token.text)))
    for name in parameters:
        if name not in used:
            raise QueryError(f"The query has no variable “?{name}” for the parameter “{name}”.")
    return Bound("".join(out), tuple(shifts))


def _refuse_hidden(token: Token, parameters: Mapping[str, Term]) -> None:
    """`?a<?b&&?c>?d` reads as one IRI; a parameter in there would silently stay unbound."""
    if not re.match(r"<[A-Za-z][\w+.\-]*:", token.text) and any(
        re.search(rf"[?$]{re.escape(name)}\b", token.text) for name in parameters
    ):
        raise QueryError(f"“{token.text}” reads as an IRI; put spaces around “<” and “>”.")
