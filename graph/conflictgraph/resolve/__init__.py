"""Across articles: the same actors, places and events; consolidation by policy; relations. Pure, order-independent."""

from conflictgraph.resolve.consolidate import POLICIES, consolidate

__all__ = ["POLICIES", "consolidate"]
