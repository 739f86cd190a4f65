"""Which language a text is in. Only English is read, so the question is: is it something else?"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from conflictgraph.read.phrases import phrases

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 8000


@cache
def _identifier() -> Any:
    # An identifier of our own: the module-level one of py3langid is shared state that anybody may narrow.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def declared(value: str | None) -> str | None:
    """An ISO 639 code from a language column: "en-GB", "eng", "English" → "en"; None for what is no language."""
    head = re.split(r"[-_;,\s(]", (value or "").strip().lower(), maxsplit=1)[0]
    if not head or head in ("und", "mul", "zxx", "mis"):
        return None
    if head in ("en", "eng", "english"):
        return "en"
    from babel.core import get_global

    code = str(get_global("language_aliases").get(head, head))  # "fra" → "fr"
    names = _names()
    return code if code in names else next((c for c, name in names.items() if name.lower() == head), None)


@cache
def _names() -> dict[str, str]:
    """English names of languages by ISO 639 code, as the Unicode CLDR has them."""
    from babel import Locale

    return {str(code): str(name) for code, name in sorted(Locale("en").languages.items()) if "_" not in code}


def name(code: str) -> str:
    """ "fr" → "French (fr)"; a code without a name stays a code."""
    label = _names().get(code)
    return f"“{code}”" if label is None else f"{re.sub(r' *[(].*', '', label)} ({code})"


def language(text: str) -> str:
    """The ISO 639-1 code of the text's language.

    Function words decide for English, because names of people and places mislead any model of letters; a short text
    in Latin letters counts as English. py3langid (naive Bayes over byte n-grams) names the others.
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample)
    if not words:
        return "en"
    letters = "".join(words)
    latin = sum(1 for c in letters if c < "\u0250") / len(letters)
    common = phrases().function_words
    share = sum(1 for w in words if w.lower() in common) / len(words)
    if latin > 0.5 and share >= 0.12:
        return "en"
    code = str(_identifier().classify(sample)[0])
    if code == "zxx":  # the model's word for "no language"
        return "en"
    if latin > 0.5 and (len(words) < 10 or share >= 0.06):
        return "en"
    if code == "en" and latin <= 0.5:
        ranked = [str(c) for c, _ in _identifier().rank(sample)]
        return next(c for c in ranked if c != "en")
    return code
