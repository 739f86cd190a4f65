"""Which of two places of an article lies in the other, as the gazetteer has them."""

from __future__ import annotations

from conflictgraph.extract.mentions import gazetteer
from conflictgraph.model import PlaceMention

BROAD = frozenset({"province", "region", "country"})


def inside(narrow: PlaceMention, broad: PlaceMention) -> bool:
    """Does a town or district lie in a country, a division, or a part of one ("eastern Ukraine", of which the whole is known)?"""
    town = gazetteer().place(narrow.geonames) if narrow.geonames is not None and narrow.precision not in BROAD else None
    if town is None or broad.precision not in BROAD:
        return False
    known = gazetteer().place(broad.geonames) if broad.geonames is not None else None
    holders = (known,) if known is not None else gazetteer().compose(broad.name)
    return any(h.country == town.country and h.admin1 in ("", town.admin1) for h in holders if h.country)
