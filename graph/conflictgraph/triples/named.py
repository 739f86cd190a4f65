"""The named queries of `ontology/queries/*.rq`: plain SPARQL that runs as it stands, with a head that says what it takes.

    # title: Events
    # description: Actual events with …
    # params: actor actor?, since date?, all flag?, limit integer?

A parameter is a name, a type and `?` where it can be left out. In the text a parameter is a variable, written with a dollar
sign (`$actor`) and used for nothing else; the caller puts a term in its place. A line `#if name: …` belongs to the query only
where the parameter is given, a line that ends in `#unless name` only where it is not, so that one without parameters costs
nothing. A `flag` has no value; it only switches lines.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from conflictgraph.resources import shelf

PARAMETER_TYPES: frozenset[str] = frozenset(
    {
        *("article", "claim", "event", "actor", "place", "relation"),
        *("type", "kind", "status", "property", "date", "integer", "text", "flag"),
    }
)
"""Things (by id or name), concepts under `cgt:` (`type` of event, `kind` of relation) and `cgs:` (`status`), properties
under `cg:`, and literals."""

_IF = re.compile(r"#if (\w+):(.*)")
_UNLESS = re.compile(r"(.*?)\s*#unless (\w+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a named query; `type` is one of `PARAMETER_TYPES`."""

    name: str
    type: str
    optional: bool


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """One file: `text` is the whole of it, head included."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str

    def given(self, names: Collection[str]) -> str:
        """The query with the lines that the given parameters call for; the variables are still in it.

        Raises ValueError for a parameter that the query does not have, and for one it needs that is not given.
        """
        known = {parameter.name for parameter in self.parameters}
        for name in names:
            if name not in known:
                takes = ", ".join(sorted(known)) or "none"
                raise ValueError(f"The query “{self.name}” has no parameter “{name}”; it takes {takes}.")
        for parameter in self.parameters:
            if not parameter.optional and parameter.name not in names:
                raise ValueError(f"The query “{self.name}” needs the parameter “{parameter.name}”.")
        return select_lines(self.text, names)

    def variables(self, names: Collection[str]) -> tuple[str, ...]:
        """Those of the given parameters that are variables of the query and wait for a term; flags are not."""
        flags = {parameter.name for parameter in self.parameters if parameter.type == "flag"}
        return tuple(sorted(set(names) - flags))


def select_lines(text: str, names: Collection[str]) -> str:
    """A query's text with its `#if` and `#unless` lines settled."""
    out = []
    for line in text.splitlines():
        if match := _IF.fullmatch(line):
            if match[1] in names:
                out.append(match[2])
        elif match := _UNLESS.fullmatch(line):
            if match[2] not in names:
                out.append(match[1])
        else:
            out.append(line)
    return "\n".join(out) + "\n"


def parse_query(name: str, text: str) -> NamedQuery:
    """A named query from a file's text. Raises ValueError where the head is not as described above."""
    head = {}
    for line in text.splitlines():
        if match := re.fullmatch(r"# (title|description|params):\s*(.*)", line):
            head[match[1]] = match[2]
        elif not line.startswith("#"):
            break
    for key in ("title", "description", "params"):
        if key not in head:
            raise ValueError(f"The query “{name}” has no line “# {key}: …” in its head.")
    parameters = []
    for item in filter(None, (part.strip() for part in head["params"].split(","))):
        match = re.fullmatch(r"(\w+) (\w+)(\??)", item)
        if match is None or match[2] not in PARAMETER_TYPES:
            raise ValueError(f"The query “{name}” has a parameter that cannot be read: “{item}”.")
        parameters.append(Parameter(match[1], match[2], bool(match[3])))
    return NamedQuery(name, head["title"], head["description"], tuple(parameters), text)


@cache
def named_queries() -> dict[str, NamedQuery]:
    """All named queries that ship with us, by name, sorted."""
    folder: Path = shelf("ontology") / "queries"
    return {file.stem: parse_query(file.stem, file.read_text("utf-8")) for file in sorted(folder.glob("*.rq"))}
