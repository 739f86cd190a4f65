"""How GeoNames' names become names that a newspaper prints, for `build_gazetteer.py`."""

from __future__ import annotations

import re
import unicodedata

_ARTICLED = re.compile(r"^(?:al|el|ar|as|ash|at|az|ad|an|ez|es|et|ed|er)[- ]")
_ADMIN_WORDS = re.compile(
    r"\b(?:wilayat e|wilayat|muhafazat|shabiyat|mayorality of|misto|governorate|province|state|region|oblast|republic of"
    r"|respublika|county|area|krai|zizhiqu|uygur|prefecture|department|district|sheng|apskritis|opstina|voivodeship|rajons|voblast)\b"
)
DISTRICT_WORDS = re.compile(
    r"\b(?:district|province|county|parish|borough|census area|municipality|governorate|prefecture|rayon|raion|department|cercle"
    r"|wilayat|markaz|qada|regency|kabupaten|zilla|subdistrict|sub district|ulusvali|territory|territoire|departement|departamento|woreda|zone|commune|arrondissement"
    r"|shahrestan|ilcesi|liwa|daira|audany|tumani|nohiyai|of)\b"
)
_LINK = re.compile(r"^(?:du|de la|des|de l|de|d|e) (?=\S{3})")
TOWN_WORDS = re.compile(r"\b(?:city|town|shahr|ciudad|cidade|ville|bandar|stadt)\b")
# Countries whose first language in countryInfo is not written in Latin letters: there the marks on a name are those of
# a transliteration, which no newspaper prints.
TRANSLITERATED = frozenset(
    ["am", "ar", "be", "bg", "bn", "dv", "dz", "el", "fa", "he", "hi", "hy", "ja", "ka", "kk", "km", "ko", "ky", "lo", "mk", "mn", "my", "ne", "ps", "ru", "si", "sr", "ta", "tg", "th", "ti", "uk", "ur", "zh"]
)


def latin(name: str) -> bool:
    return all(ord(c) < 0x250 or 0x2B0 <= ord(c) < 0x370 or 0x1E00 <= ord(c) < 0x1F00 or 0x2010 <= ord(c) < 0x2020
               for c in name)


def useful(name: str) -> bool:
    """Latin names written as names. GeoNames mixes in lower-case transliterations of other scripts and airport codes."""
    if not 3 <= len(name) <= 40 or not latin(name) or any(c.isdigit() for c in name):
        return False
    first = next((c for c in name if c.isalpha()), "")
    if not first.isupper() and not _ARTICLED.match(name):
        return False
    return not (name.isupper() and len(name) <= 4) and name.count(",") == 0 and "(" not in name


def squash(key: str) -> str:
    """What is left when doubled letters and the commonest vowel swaps of transliteration are levelled."""
    key = unicodedata.normalize("NFKD", key)
    return re.sub(r"(.)\1", r"\1", key.replace("q", "k").replace("o", "u").replace("e", "i").replace("y", "i"))


def bared(folded: str) -> str:
    """A division's folded name without the words for its kind; the whole name where nothing else is in it."""
    return " ".join(_ADMIN_WORDS.sub(" ", folded).split()) or folded


def district_bared(folded: str) -> str:
    """A district's folded name without the words for its kind ("cercle de douentza", "shahrestan e sarpol e zahab")."""
    bare = " ".join(DISTRICT_WORDS.sub(" ", folded).split())
    return _LINK.sub("", bare) if not folded.startswith(bare[:4]) else bare


def shown(name: str, transliterated: bool) -> str:
    """The name without the marks of a transliteration; names of Latin-written languages keep theirs."""
    if not transliterated:
        return name
    name = unicodedata.normalize("NFD", name)
    name = "".join(c for c in name if not unicodedata.combining(c) and c not in "‘’ʻʼʽ`ˌʹ´")
    return unicodedata.normalize("NFC", name) or name
