"""Names that are written in Latin letters out of other scripts: one spelling for what transliteration varies."""

from __future__ import annotations

import re
from functools import lru_cache

from conflictgraph.names import fold
from conflictgraph.resolve import tables

_PARTICLE = re.compile(r"\b(?:el|ul|ad|as|ash|ar|at|az|an) (?=\w{2})")
_SERVANT = re.compile(r"\babd(?:[aeou]l|[aeou]?(?= [aeu]l ) [aeu]l|[aeou]([dnrstz])(?=h?\1)) ?(?=\w{3})")


@lru_cache(maxsize=16384)
def person_key(name: str) -> str:
    """A person's name without titles, in one spelling of what transliteration varies ("el-", "Muhammad"). Idempotent."""
    words = fold(name).split()
    while len(words) > 1 and words[0] in tables.titles():
        words.pop(0)
    return key(" ".join(words))


@lru_cache(maxsize=16384)
def key(name: str) -> str:
    """A name in one spelling: particles ("el-", "ul") as "al", "Abdel", "Abd al-" as "abdal", known words in one form."""
    text = " ".join(tables.spellings().get(w, w) for w in fold(name).split())
    text = _SERVANT.sub("abdal ", text)
    text = _PARTICLE.sub("al ", text)
    return " ".join(tables.spellings().get(w, w) for w in text.split())
