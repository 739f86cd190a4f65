"""Arrows point one way: which room may import which, and what the command line must not load before it is needed."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "graph"
PACKAGE = "conflictgraph"

# Every room, in the order in which data goes through them; a file at the top of the package is a room of its own.
# Floor: records, errors, ids. A room imports from the floor and from rooms to its left, unless FORBIDDEN says otherwise.
FLOOR = ("errors", "names", "calendarwords", "model", "kinds", "judgement", "resources", "records", "graphmodel", "claimids", "deeds", "graphjson", "packed")
ROOMS = (
    *("read", "language", "extract", "resolve", "triples"),
    *("run", "sparqltext", "sparql", "sparqlout", "store", "query", "network", "export"),
    *("incremental", "extraction", "growing", "pipeline", "check", "review", "whysame", "judging", "relating", "projecting", "exporting", "counting", "part", "api", "__init__", "serve", "cli", "__main__"),
)

FORBIDDEN = {
    "read": {"extract", "triples", "store"},
    "language": {"read", "extract", "resolve", "triples", "store", "query", "network", "export", "pipeline", "api"},
    "extract": {"read", "resolve", "store", "rdflib", "networkx"},
    "resolve": {"extract", "triples", "store"},
    "triples": {"store", "resolve", "extract"},
    "store": {"read", "extract", "resolve"},
    "query": {"networkx"},
    "network": {"store", "triples"},
    "export": {"store", "extract"},
    "run": {"read", "language", "extract", "resolve", "triples", "store", "query", "network", "export", "pipeline"},
    "incremental": {"read", "language", "extract", "triples", "query", "pyoxigraph"},
    "growing": {"click", "serve"},
    "pipeline": {"click", "serve"},
    "api": {"click"},
    "serve": {"read", "extract"},
}

# A store is used through its front door, and only by those who compose.
FRONT_DOOR = {"query": {"store": {"conflictgraph.store"}}}

# Third parties that a room may use; a room that is not listed uses none. Everything else is standard library.
LIBRARIES = {
    "read": {"babel", "charset_normalizer", "courlan", "htmldate", "lxml", "py3langid", "trafilatura"},
    "language": {"numpy", "spacy", "threadpoolctl"},
    "resolve": {"rapidfuzz"},
    "extract": {"numpy"},  # an article's toponyms against each other
    "triples": {"pyoxigraph", "pyshacl", "rdflib"},
    "sparqltext": {"pyoxigraph"},
    "sparql": {"pyoxigraph"},
    "sparqlout": {"pyoxigraph"},
    "store": {"pyoxigraph", "rapidfuzz"},
    "query": {"pyoxigraph"},
    "network": {"graspologic_native", "networkx", "numpy"},
    "export": {"networkx", "pyarrow", "pyoxigraph"},
    "part": {"pyoxigraph"},
    "growing": {"pyoxigraph"},  # the type of what it passes on
    "api": {"rdflib"},  # the type of what it hands out
    "cli": {"click"},
}

# What `conflictgraph --help` and a lookup must not wait for.
HEAVY = ("rdflib", "networkx", "numpy", "threadpoolctl", "trafilatura", "htmldate", "lxml", "pyshacl")


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted((SOURCE / PACKAGE).rglob("*.py")):
        yield ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__"), path


NAMES = {module.split(".")[1] for module, _ in modules() if "." in module}


def room(module: str) -> str:
    """`conflictgraph.store.articles` → `store`; what the package itself offers (`conflictgraph.open`) → `__init__`."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[1] in NAMES else "__init__"


def imports(path: Path, module: str) -> Iterator[str]:
    """What a file imports, anywhere in it, also for type checkers only, as dotted names."""
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join([*package.split(".")[: len(package.split(".")) - node.level + 1]]) if node.level else ""
            name = ".".join(filter(None, (base, node.module)))
            yield from (f"{name}.{alias.name}" for alias in node.names) if name == PACKAGE else (name,)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            if node.args and isinstance(node.args[0], ast.Constant):
                yield str(node.args[0].value)


IMPORTS = [(module, name) for module, path in modules() for name in imports(path, module)]
VERSION = f"{PACKAGE}.__version__"
INSIDE = [(m, n) for m, n in IMPORTS if n.split(".")[0] == PACKAGE and room(m) != room(n) and n != VERSION]


def test_every_room_has_its_place() -> None:
    assert {room(module) for module, _ in modules()} <= {*FLOOR, *ROOMS}


def test_no_room_imports_what_it_must_never_import() -> None:
    wrong = [
        f"{module} imports {name}"
        for module, name in IMPORTS
        for target in [room(name) if name.split(".")[0] == PACKAGE else name.split(".")[0]]
        if target in FORBIDDEN.get(room(module), set())
    ]
    assert not wrong


def test_the_floor_imports_the_floor_only() -> None:
    assert not [f"{m} imports {n}" for m, n in INSIDE if room(m) in FLOOR and room(n) not in FLOOR]


def test_arrows_point_from_right_to_left() -> None:
    order = {name: n for n, name in enumerate((*FLOOR, *ROOMS))}
    wrong = [
        f"{module} imports {name}"
        for module, name in INSIDE
        if order[room(name)] > order[room(module)]
    ]
    assert not wrong


def test_a_store_is_used_through_its_front_door() -> None:
    wrong = [
        f"{module} imports {name}"
        for module, name in INSIDE
        for doors in [FRONT_DOOR.get(room(module), {}).get(room(name))]
        if doors is not None and name not in doors
    ]
    assert not wrong


def test_third_parties_are_used_where_they_belong() -> None:
    wrong = [
        f"{module} imports {name}"
        for module, name in IMPORTS
        for top in [name.split(".")[0]]
        if top != PACKAGE and top not in sys.stdlib_module_names and top not in LIBRARIES.get(room(module), set())
    ]
    assert not wrong


@pytest.mark.parametrize("module", ["conflictgraph", "conflictgraph.cli", "conflictgraph.api", "conflictgraph.pipeline"])
def test_importing_the_front_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*sorted({{m.split('.')[0] for m in sys.modules}} & {set(HEAVY)!r}))"
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": str(SOURCE)}, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
