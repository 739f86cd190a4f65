"""News articles about armed conflict → a knowledge graph in which every fact leads to the words it came from.

    import conflictgraph

    with conflictgraph.open("my-graph") as graph:
        graph.add("articles/")
        graph.events(actor="Taliban", since="2015-02")

    conflictgraph.extract("Rebels took Goma on Friday.", published="2024-02-10")

`open` and `extract` are documented in `conflictgraph.api`, errors in `conflictgraph.errors`, records in `conflictgraph.model`.
Importing the package imports nothing else.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from conflictgraph.api import Graph, explain, explain_files, extract, extract_files, open
    from conflictgraph.errors import ConflictGraphError

__all__ = ["ConflictGraphError", "Graph", "__version__", "explain", "explain_files", "extract", "extract_files", "open"]

__version__ = "0.1.0"

_HOMES = {
    "Graph": "api", "explain": "api", "explain_files": "api", "extract": "api", "extract_files": "api", "open": "api",
    "ConflictGraphError": "errors",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Package(ModuleType):
    """The package, on which `extract` is the function, also after the room of that name has been imported.

    (Python sets a subpackage as an attribute of its package, which would hide the function. `from conflictgraph.extract
    import …` is not touched by this.)
    """

    @property
    def extract(self) -> Any:
        return __getattr__("extract")

    @extract.setter
    def extract(self, room: ModuleType) -> None:
        """The import system's own setting is passed over."""


sys.modules[__name__].__class__ = _Package
