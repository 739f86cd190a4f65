"""Names that are written in Latin letters out of other scripts: one spelling for what transliteration varies, and whether
two words can be one word in two transliterations."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from conflictgraph.names import fold
from conflictgraph.resolve import tables

_PARTICLE = re.compile(r"\b(?:el|ul|ad|as|ash|ar|at|az|an) (?=\w{2})")
_JOINED = re.compile(r"abd[aeiou]([^aeiouyl]\w{3,})")  # "abdirahman", "abdurashid"
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1")
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
    text = " ".join(_listed(w) for w in fold(name).split())
    text = _SERVANT.sub("abdal ", text)
    text = _PARTICLE.sub("al ", text)
    return " ".join(_listed(w) for w in text.split())


def _listed(word: str) -> str:
    """The one form of a word that is listed, with a consonant doubled or not ("yussuf"); any other is itself."""
    if word in tables.canonical() or word in tables.spellings():
        return tables.spellings().get(word, word)
    return tables.spellings().get(_DOUBLED.sub(r"\1", word), word)


@lru_cache(maxsize=16384)
def name_words(key_: str) -> tuple[str, ...]:
    """The words of a person's key that tell people apart: without particles, "abdal rahman" and "abdirahman" as one word."""
    out: list[str] = []
    for word in key_.split():
        if (joined := _JOINED.fullmatch(word)) and word not in tables.canonical():
            word = "abdal" + _listed(joined[1])
        if out and out[-1] == "abdal":
            out[-1] += word
        elif word not in tables.particles() or word == "abdal":
            out.append(word)
    return tuple(out) or tuple(key_.split())


def common(word: str) -> bool:
    """Is this a name that a great many people bear: one that is listed, or "servant of …"?"""
    return word in tables.common_names() or word.startswith("abdal")


# --- sounds ----------------------------------------------------------------------------------------------------------

_UNIT = re.compile(r"tch|tsh|dzh|dj|kh|gh|dh|th|sh|ch|ph|zh|tz|ts|ck|w(?=[aeiouy])|^y(?=[aeiou])|[bcdfghjklmnpqrstvxz]|[aeiouyw]+|\w")
_RAW = {"ph": "f", "w": "v", "dj": "j", "dzh": "j", "ck": "k", "c": "k", "tz": "ts", "tch": "ch", "tsh": "ch"}
# Letters that one sound of another script is written with; each pair for itself, not along chains.
_ALIKE = frozenset(
    frozenset(pair)
    for pair in (
        *(("k", "q"), ("q", "g"), ("q", "gh"), ("g", "gh"), ("kh", "k"), ("j", "g"), ("j", "zh"), ("g", "h"), ("sh", "ch"), ("z", "ts")),
        *(("dh", "z"), ("dh", "d"), ("th", "s"), ("th", "t"), ("v", "f")),
    )
)
_COARSE = {
    **dict.fromkeys(("k", "q", "g", "gh", "kh", "j", "zh"), "k"),
    **dict.fromkeys(("d", "dh", "z", "ts", "s", "t", "th", "sh", "ch"), "t"),
    **dict.fromkeys(("v", "f"), "f"),
}
_VOWELS = {
    **dict.fromkeys(("a", "aa"), "a"),
    "e": "e",
    **dict.fromkeys(("i", "y", "ee", "ie", "ii", "iy", "yi", "yy", "ij"), "i"),
    **dict.fromkeys(("u", "o", "oo", "ou", "uu", "uo", "w"), "u"),
    **dict.fromkeys(("ai", "ay", "ei", "ey", "aye", "aie", "eye"), "ai"),
    **dict.fromkeys(("ia", "ya", "iya", "iyya", "iaa", "yaa", "ea"), "ia"),
    **dict.fromkeys(("au", "ao", "aw", "ow", "aou", "aoo", "auu"), "au"),
}
_VOWELS_ALIKE = frozenset(frozenset(pair) for pair in (("a", "e"), ("e", "i"), ("ai", "e"), ("au", "u")))
_END = re.compile(r"(?<=[aeiou])h$|(?<=[bcdfghklmnpqrstvz])(?:iyy|iy|yy|yi|ii|ij|iyi)$")


@lru_cache(maxsize=32768)
def sounds(word: str) -> tuple[str, ...]:
    """The sounds of a folded word: consonants as they are written, vowels in capitals by class."""
    word = _END.sub(lambda m: "" if m[0] == "h" else "i", word)
    out: list[str] = []
    for unit in _UNIT.findall(word):
        if unit[0] in "aeiouyw" and unit not in ("w",) and not (unit == "y" and not out and len(word) > 1 and word[1] in "aeiou"):
            out.append(_VOWELS.get(unit, unit).upper())
        else:
            unit = _RAW.get(unit, unit)
            if not out or out[-1] != unit:  # "Hassan", "Hasan"
                out.append(unit)
    return tuple(out)


@lru_cache(maxsize=32768)
def skeletons(word: str) -> tuple[str, ...]:
    """What spellings of a word have in common: its consonants, coarsely and without "h" inside, and whether it begins with a
    vowel; a second form where "g" can be the "h" of another language. Words that are kin have a form in common."""
    found = sounds(word)
    forms = {found, tuple("h" if s == "g" else s for s in found)}
    return tuple(sorted({_skeleton(form) for form in forms}))


def _skeleton(found: tuple[str, ...]) -> str:
    consonants = [_COARSE.get(s, s) for n, s in enumerate(found) if (s.islower() or not s.isalpha()) and (s != "h" or n == 0)]
    return ("*" if found and found[0].isupper() else "") + "".join(consonants)


@lru_cache(maxsize=65536)
def kin(one: str, other: str) -> bool:
    """Can two folded words be one in two transliterations ("khadim", "khadem"; "ghasemi", "qasimi")?

    Consonants must be those that one sound is written with, vowels of one class, or "e", which stands for "a" and "i". Names
    that are listed in all their spellings are what the list says. Symmetric.
    """
    if one == other:
        return True
    if len(one) < 3 or len(other) < 3 or (one in tables.canonical() and other in tables.canonical()):
        return False
    a, b = sounds(one), sounds(other)
    if len(a) != len(b):  # "zabihullah", "zabiullah"
        a, b = _without_h(a), _without_h(b)
    return len(a) == len(b) and all(
        x == y or frozenset((x, y)) in _ALIKE or (frozenset((x.lower(), y.lower())) in _VOWELS_ALIKE and x.isupper() and y.isupper())
        for x, y in zip(a, b, strict=True)
    )


def _without_h(found: tuple[str, ...]) -> tuple[str, ...]:
    """The sounds with no "h" between vowels, and vowels of two sounds apart."""
    kept = [s for n, s in enumerate(found) if s != "h" or not (0 < n < len(found) - 1 and found[n - 1].isupper() and found[n + 1].isupper())]
    return tuple(part for s in kept for part in (s if s.isupper() and s.lower() not in _VOWELS.values() else (s,)))


def misspelt(one: str, other: str) -> bool:
    """Do two long words differ by one letter left out, put in, changed, or by two letters that changed places?"""
    return min(len(one), len(other)) >= 7 and OSA.distance(one, other, score_cutoff=1) == 1
