"""The one error tree.

Two kinds of failure: skip this article (counted and listed, the run goes on) and stop the run (one sentence, exit 1).

ConflictGraphError
├── SkipArticle      this input cannot be read; `reason` is one sentence, `source` names the input
├── StopRun          the run cannot go on; the message is one sentence for the user
│   ├── GraphError       the graph on disk: missing, newer version, locked, read-only, disk full
│   ├── QueryError       a query is broken, refused or out of time
│   ├── UnknownName      a name or id that nothing answers to
│   └── AmbiguousName    a name with several candidates, listed in `candidates`
└── MissingExtra     an optional dependency is absent; the message holds the install line
"""

from __future__ import annotations

from collections.abc import Sequence


class ConflictGraphError(Exception):
    """Root of everything this package raises on purpose."""


class SkipArticle(ConflictGraphError):
    """One input cannot be read. `source` names it, `reason` says why in one sentence."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason

    def __reduce__(self) -> tuple[type[SkipArticle], tuple[str, str]]:
        return type(self), (self.source, self.reason)


class StopRun(ConflictGraphError):
    """The run cannot go on; the message is one sentence."""


class GraphError(StopRun):
    """The graph on disk cannot be used."""


class QueryError(StopRun):
    """A query is broken, refused or out of time."""


class UnknownName(StopRun):
    """Nothing answers to a name or an id."""


class AmbiguousName(StopRun):
    """A name has several candidates: (id, label) pairs, best first."""

    def __init__(self, name: str, candidates: Sequence[tuple[str, str]]) -> None:
        shown = ", ".join(f"{label} ({identifier})" for identifier, label in candidates)
        super().__init__(f"“{name}” could be several: {shown}; give an id or a longer name.")
        self.name = name
        self.candidates = tuple(candidates)

    def __reduce__(self) -> tuple[type[AmbiguousName], tuple[str, tuple[tuple[str, str], ...]]]:
        return type(self), (self.name, self.candidates)


class MissingExtra(ConflictGraphError):
    """An optional dependency is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs an optional dependency: pip install 'conflictgraph[{extra}]'.")
        self.what = what
        self.extra = extra

    def __reduce__(self) -> tuple[type[MissingExtra], tuple[str, str]]:
        return type(self), (self.what, self.extra)


def lacking(kind: str, identifier: str) -> GraphError:
    """What to raise where a graph does not hold a thing that it refers to."""
    return GraphError(f"The graph refers to the {kind} “{identifier}” and does not hold it; `conflictgraph rebuild` makes it anew.")
