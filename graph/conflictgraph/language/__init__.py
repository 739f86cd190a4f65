"""Language: text to sentences with trees, names and semantic roles. Importing this loads no model."""

from __future__ import annotations

from conflictgraph.language.analyzer import Analyzer, load

__all__ = ["Analyzer", "load"]
