"""Lemmas: a table by form and tag from the treebank, then a general word list, then the form itself."""

from __future__ import annotations

import json
from functools import cache

from conflictgraph.resources import shelf

# Tags whose words are their own lemma when the table does not know them.
_INVARIANT = frozenset({"PROPN", "PUNCT", "SYM", "X", "NUM", "INTJ", "ADP", "CCONJ", "SCONJ", "DET", "PART"})


@cache
def _table() -> dict[str, dict[str, str]]:
    """tag → form → lemma; forms are lower-cased except under PROPN."""
    path = shelf("data") / "language" / "lemmas.json"
    table: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))["lemmas"]
    return table


@cache
def lemma(form: str, upos: str) -> str:
    """The lemma of a form under a UPOS tag: lower case except for proper nouns."""
    table = _table().get(upos, {})
    key = form if upos == "PROPN" else form.lower().replace("’", "'")
    known = table.get(key)
    if known is not None:
        return known
    if upos in _INVARIANT:
        return form if upos in ("PROPN", "X") else key
    return _general(key, upos)


def _general(form: str, upos: str) -> str:
    import simplemma

    if form.isalpha():
        return simplemma.lemmatize(form, lang="en").lower()
    return form
