"""Across articles: the same actors, places and events; consolidation by policy; relations. Pure, order-independent."""

from conflictgraph.resolve.consolidate import consolidate
from conflictgraph.resolve.guidance import Guidance
from conflictgraph.resolve.policy import POLICIES, Policy

__all__ = ["POLICIES", "Guidance", "Policy", "consolidate"]
