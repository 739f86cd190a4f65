"""Ids from content: no counters, no clocks, no random numbers.

Ids are `<letter>-<hex>`: A- article, C- claim (or account), E- event, P- passage, R- relation; actors and places have
readable slugs where they have a key. An IRI is the base plus the kind plus the id.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

BASE = "https://w3id.org/conflictgraph/id/"
ONTOLOGY = "https://w3id.org/conflictgraph/ontology#"
TYPES = "https://w3id.org/conflictgraph/type/"
STATUS = "https://w3id.org/conflictgraph/status/"

_DIGITS = 16


def digest(*parts: str | int | None) -> str:
    """Sixteen hexadecimal digits of the sha256 over the parts, which are told apart from their concatenation."""
    told: list[bytes] = []
    for part in parts:
        data = b"\x00" if part is None else b"\x01" + str(part).encode("utf-8", "surrogatepass")
        told += (len(data).to_bytes(8, "big"), data)
    return hashlib.sha256(b"".join(told)).hexdigest()[:_DIGITS]


def text_digest(text: str) -> str:
    """The full sha256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def article_id(url: str | None, text: str) -> str:
    """The article's id: from its canonical URL where there is one, else from its text."""
    return "A-" + (digest("url", url) if url else digest("text", text))


def account_id(article: str, kind: str, start: int, end: int, extra: str = "") -> str:
    """The id of one account: a function of the article, the kind and the trigger's offsets (`extra` parts twins)."""
    return "C-" + digest(article, kind, start, end, extra)


def passage_id(article: str, start: int, end: int) -> str:
    return "P-" + digest(article, start, end)


def event_id(claim: str) -> str:
    """An event is named after its earliest claim."""
    return "E-" + claim.removeprefix("C-")


def relation_id(from_: str, kind: str, to: str, status: str) -> str:
    return "R-" + digest(from_, kind, to, status)


_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_NOT_WORD = re.compile(r"[^\w]+")


# What Unicode calls format characters (Cf): soft hyphen, joiners, directions of writing, byte order marks, tags.
UNSEEN = re.compile(
    "[\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]+"
)


def fold(text: str) -> str:
    """A name for comparison: NFKD without marks and what cannot be seen, casefolded, apostrophes dropped, punctuation as one space."""
    if text.isascii():  # most names, and several times faster
        if text.isalpha():
            return text.lower()
        return _NOT_WORD.sub(" ", text.lower().replace("'", "").replace("`", "")).strip()
    text = unicodedata.normalize("NFKD", UNSEEN.sub("", text))
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = text.replace("'", "").replace("’", "").replace("`", "").replace("ʿ", "").replace("ʾ", "")
    return _NOT_WORD.sub(" ", text).strip()


def plain(text: str) -> str:
    """Words of a text as a reader sees them: on one line, with single blanks and nothing unseen."""
    return " ".join((text if text.isascii() else UNSEEN.sub("", text)).split())


def slug(text: str) -> str:
    """A readable, IRI-safe form of a name; texts without Latin letters or digits become a digest."""
    s = _NOT_SLUG.sub("-", fold(text).replace("_", " ")).strip("-")[:80].strip("-")
    return s or "x" + digest(text)


def actor_id(key: str) -> str:
    """An actor's id from the lexicon's key (already a slug) or from a name with what tells namesakes apart."""
    return slug(key)


def iri(kind: str, identifier: str, base: str = BASE) -> str:
    """`article`, `claim`, `event`, `actor`, `place`, `passage`, `relation` and an id → an IRI under `base`."""
    return f"{base}{kind}/{identifier}"
