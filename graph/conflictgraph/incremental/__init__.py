"""Consolidation of changes: what an article touches is made anew, everything else stays.

The layers and what a change touches in each:

1. the article's own part (`resolve.parts`), cached;
2. its nodes (`resolve.traits`), with what is told of them: only where that is something new are they compared with others,
   and only articles whose nodes are another actor than before are named again;
3. names of actors and accounts of places, as counts: the actors and places named in it;
4. its claims bundled by what it tells of, and the pairs of bundles alike enough for one event (`resolve.cluster`): only
   bundles with a block key in common are compared;
5. events: the connected parts of these pairs that hold a bundle that came or went;
   What events are parts of: of those, and of the events that share a key with a whole that came or went;
6. sums over pairs of actors, numbers of events of actors and places: by difference;
7. names to search by: of what changed, and of the events of an actor or place whose label changed.

`update` does all this against the tables of `store.workings`; with every article as the change and empty tables it makes
the whole graph, and streams it.
"""

from conflictgraph.incremental.rules import Rules, Wide
from conflictgraph.incremental.update import Update

__all__ = ["Rules", "Update", "Wide"]
