"""Lemmas: a table by form and tag from the treebank, then irregular forms, then the rules of English inflection.

Where a rule leaves a choice ("hoping" from "hope" or "hop"), the words that are one piece in the network's vocabulary
decide.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from conflictgraph.language.pieces import Pieces
from conflictgraph.resources import shelf

# Tags whose words are their own lemma when the table does not know them.
_INVARIANT = frozenset({"PROPN", "PUNCT", "SYM", "X", "NUM", "INTJ", "ADP", "CCONJ", "SCONJ", "DET", "PART"})
# A single vowel and a single consonant end the only syllable: "hop", not "hope", would double its consonant.
_SHORT = re.compile(r"[^aeiou]*(?:qu)?[aeiou][^aeiouwxy]")
_DOUBLED = re.compile(r".*[aeiouy].*([bdgklmnprtvz])\1")
# Stems that most often have lost an e: after c, g, s, u, v, z, a consonant and l, or a single vowel and a consonant.
_OPEN = re.compile(
    r".*(?:[csuvz]|[^aeiou]l|[dr]g|[^aeiou][aeiou]g|(?:[^aeiou]|qu)[aiou][bdfklmnprt]|[cps]ed|iat|ven|[lp]et)"
)
_OPEN_NOT = re.compile(r".*(?:[bdilrs]it|op|on|[ai]tor|[rw]l|an)")


@cache
def _file(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((shelf("data") / "language" / name).read_text(encoding="utf-8"))
    return data


@cache
def _vocabulary() -> Pieces:
    return Pieces(shelf("data") / "language" / "pieces.txt")


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(_file("lemmas.json")["adjectives"])


@cache
def lemma(form: str, upos: str) -> str:
    """The lemma of a form under a UPOS tag: lower case except for proper nouns."""
    # tag → form → lemma; forms are lower-cased except under PROPN.
    table: dict[str, dict[str, str]] = _file("lemmas.json")["lemmas"]
    key = form if upos == "PROPN" else form.lower().replace("’", "'")
    known = table.get(upos, {}).get(key)
    if known is not None:
        return known
    if upos in _INVARIANT:
        return form if upos in ("PROPN", "X") else key
    return regular(key, upos)


def regular(form: str, upos: str) -> str:
    """The lemma of a form in small letters without the treebank's table.

    In a hyphenated word the last part alone is inflected.
    """
    before, hyphen, last = form.rpartition("-")
    if not last.isalpha():
        return form
    irregular: dict[str, str] = _file("irregular.json").get(upos, {})
    if last in irregular:
        return before + hyphen + irregular[last]
    rule = {"NOUN": _noun, "VERB": _verb, "ADJ": _adjective}.get(upos)
    return before + hyphen + rule(last) if rule else form


def _noun(form: str) -> str:
    if form.endswith("men") and len(form) > 4:
        return form[:-2] + "an"
    if not form.endswith("s") or len(form) < 3 or form.endswith(("ss", "us", "is")):
        return form
    if form.endswith("lves") and form[:-1] not in _vocabulary():
        return form[:-3] + "f"
    return _without_s(form)


def _without_s(form: str) -> str:
    known = _vocabulary()
    shorter, stem = form[:-1], form[:-2]
    if form.endswith("ies"):
        return shorter if len(form) < 5 or (shorter in known and stem[:-1] + "y" not in known) else form[:-3] + "y"
    if form.endswith(("sses", "shes", "xes", "zzes")):
        return stem
    if form.endswith(("ches", "oes", "uses", "zes")):
        if form.endswith("zes"):
            return shorter if shorter in known or stem not in known else stem
        return shorter if shorter in known and (stem not in known or form.endswith("uses")) else stem
    return shorter


def _verb(form: str) -> str:
    if form.endswith("ing") and len(form) > 4:
        return _stem(form[:-3]) if re.search("[aeiouy]", form[:-3]) else form
    if form.endswith("ied") and len(form) > 3:
        return form[:-3] + "y" if len(form) > 4 else form[:-1]
    if form.endswith("eed"):
        return form[:-1] if form[:-1] in _vocabulary() and form not in _vocabulary() else form
    if form.endswith("ed") and len(form) > 3:
        return _stem(form[:-2]) if re.search("[aeiouy]", form[:-2]) else form
    if form.endswith("s") and len(form) > 3 and not form.endswith(("ss", "us", "is")):
        return _without_s(form)
    return form


def _stem(stem: str) -> str:
    """The verb of a stem before "-ing" or "-ed"."""
    known = _vocabulary()
    silent = stem + "e"
    if stem.endswith("ll"):
        return stem if stem in known or not re.search("[aeiouy][^aeiouy]+[aeiouy]", stem) else stem[:-1]
    if len(stem) > 3 and _DOUBLED.fullmatch(stem):
        return stem if stem in known and stem[:-1] not in known else stem[:-1]
    if stem.endswith(("ss", "ff", "zz", "w", "x", "y", "sh", "ck")):
        return silent if silent in known and stem not in known else stem
    if _SHORT.fullmatch(stem):
        return silent
    if (stem in known) != (silent in known):
        return stem if stem in known else silent
    return silent if _OPEN.fullmatch(stem) and not _OPEN_NOT.fullmatch(stem) else stem


def _adjective(form: str) -> str:
    """The positive of a comparative or superlative, where the treebank knows it as an adjective."""
    for ending in ("er", "est"):
        if form.endswith(ending):
            stem = form[: -len(ending)]
            doubled = stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem
            for base in (stem, stem + "e", doubled, stem[:-1] + "y" if stem.endswith("i") else stem):
                if base in _adjectives():
                    return base
    return form
