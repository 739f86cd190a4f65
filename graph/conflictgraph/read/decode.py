"""Bytes → clean text: encodings, binary data, mojibake, characters that have no business in an article, hard wraps.

A text is cleaned once, here, before any offset is counted. In clean text every newline is a paragraph or line of its
own: lines that were broken only to fit a width are joined by a space.
"""

from __future__ import annotations

import codecs
import re

from conflictgraph.errors import SkipArticle

_BOMS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_MAGIC = (
    (b"%PDF-", "is a PDF document; convert it to text or HTML first."),
    (b"{\\rtf", "is an RTF document; save it as text or HTML first."),
    (b"PK\x03\x04", "is a ZIP archive or an office document; save its articles as text or HTML first."),
    (b"\xd0\xcf\x11\xe0", "is an office document; save it as text or HTML first."),
    (b"\x1f\x8b", "is compressed (gzip); unpack it first."),
    (b"BZh", "is compressed (bzip2); unpack it first."),
    (b"\xfd7zXZ\x00", "is compressed (xz); unpack it first."),
    (b"\x28\xb5\x2f\xfd", "is compressed (zstd); unpack it first."),
    (b"7z\xbc\xaf\x27\x1c", "is a 7z archive; unpack it first."),
    (b"Rar!\x1a\x07", "is a RAR archive; unpack it first."),
    (b"\x89PNG", "is an image."),
    (b"\xff\xd8\xff", "is an image."),
    (b"GIF8", "is an image."),
    (b"WARC/", "is a WARC archive; extract its pages as HTML first."),
    (b"SQLite format 3\x00", "is a database."),
)
BINARY = "is not text (binary data)."
_CONTROL = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27} | {127})
_SAMPLE = 262_144


def refusal(head: bytes) -> str | None:
    """Why the first bytes of a file cannot be an article's, as one sentence, or None."""
    for magic, reason in _MAGIC:
        if head.startswith(magic):
            return reason
    if any(head.startswith(mark) for mark, _ in _BOMS) or _wide(head):
        return None
    sample = head[:_SAMPLE]
    if sample and len(sample) - len(sample.translate(None, _CONTROL)) > 0.02 * len(sample):
        return BINARY
    return None


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: Latin letters leave every other byte zero."""
    sample = head[:4096]
    if len(sample) < 8:
        return None
    even, odd = sample[::2].count(0) / len(sample[::2]), sample[1::2].count(0) / max(1, len(sample[1::2]))
    if odd > 0.6 and even < 0.05:
        return "utf-16-le"
    if even > 0.6 and odd < 0.05:
        return "utf-16-be"
    return None


def known(encoding: str | None) -> str | None:
    """Python's name of a declared encoding, or None; Latin-1 means Windows-1252, as it does in browsers."""
    if not encoding:
        return None
    try:
        name = codecs.lookup(encoding.strip()).name
        b"".decode(name)
    except (LookupError, ValueError, TypeError, AssertionError):  # an unknown name, or a codec that is not of text
        return None
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def encoding_of(sample: bytes, declared: str | None = None, whole: bool = True) -> str:
    """The encoding of `sample`: its byte-order mark, `declared` if it fits, UTF-8 if it fits, else the likeliest.

    `whole=False` says that the sample may end inside a character. English is what gets read, so bytes that are ASCII
    for the most part are Windows-1252, which charset-normalizer cannot tell from its neighbours in short texts.
    """
    for mark, encoding in _BOMS:
        if sample.startswith(mark):
            return encoding
    wide = _wide(sample)
    if wide:
        return wide
    for candidate in (known(declared), "utf-8"):
        if candidate and _fits(sample, candidate, whole):
            return candidate
    high = len(sample) - len(sample.translate(None, bytes(range(128, 256))))
    if _mostly_utf8(sample):
        return "utf-8"
    if high < 0.15 * len(sample):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample[:65_536]).best()
    return best.encoding if best is not None else "cp1252"


def _fits(sample: bytes, encoding: str, whole: bool) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)("strict").decode(sample, whole)
    except (UnicodeError, LookupError):
        return False
    return True


def _mostly_utf8(sample: bytes) -> bool:
    """A UTF-8 text with a few broken bytes: more good sequences than bad ones."""
    text = sample.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return sum(1 for c in text if c > "\x7f") - bad > 2 * bad


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """Bytes → text, not yet cleaned. Raises SkipArticle for binary data; broken characters become U+FFFD."""
    reason = refusal(data)
    if reason:
        raise SkipArticle(name, reason)
    try:
        text = data.decode(encoding_of(data, declared), "replace")
    except (LookupError, ValueError):  # a codec of charset-normalizer's that this Python lacks
        text = data.decode("cp1252", "replace")
    controls = sum(1 for c in text[:_SAMPLE] if c < " " and c not in "\t\n\r\x0b\x0c\x1b")
    if controls + text.count("\ufffd", 0, _SAMPLE) > 0.05 * len(text[:_SAMPLE]):
        raise SkipArticle(name, BINARY)
    return text


# Removed: C0 and C1 controls, soft hyphen, zero-width and directional characters, byte-order marks, interlinear and tag
# characters, noncharacters. They are invisible, make equal names unequal, and can make a text read unlike it looks.
_JUNK = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """The text as it is stored: line ends are newlines, no control or invisible characters, no lone surrogates.

    >>> clean("a\\r\\nb\\u200bc\\x00 ")
    'a\\nbc'
    """
    text = _BREAKS.sub("\n", text)
    text = _SURROGATES.sub("\ufffd", text)
    text = _JUNK.sub("", text)
    return unwrap(_mended(text).strip())


_HIGH_1252 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_MOJIBAKE = re.compile(f"[\u00c2-\u00f4][\u0081-\u00bf{_HIGH_1252}]{{1,3}}")


def _mended(text: str) -> str:
    """UTF-8 that was read as Windows-1252 ("â€™"), undone run by run where the run is valid UTF-8.

    A pair such as "Â°" can be meant, so it takes three of them or a quotation mark's three characters.
    """
    if "â€" not in text and len(_MOJIBAKE.findall(text)) < 3:
        return text

    def undo(match: re.Match[str]) -> str:
        run = match.group()
        for end in range(len(run), 1, -1):
            try:
                data = b"".join(c.encode("cp1252") if c in _HIGH_1252 else c.encode("latin-1") for c in run[:end])
                fixed = data.decode("utf-8")
            except UnicodeError:
                continue
            return fixed + run[end:]
        return run

    return _JUNK.sub("", _MOJIBAKE.sub(undo, text))


_STOP = (".", "!", "?", ":", "”", '"', "…")
_BULLET = re.compile(r"\s|[-*•–—>|]\s|\d{1,3}[.)]\s")
_WIDEST = 100


def unwrap(text: str) -> str:
    """Joins lines that were broken to fit a width, newline for space, so that no offset moves.

    A break was forced if the next line's first word would not have fitted. The text counts as wrapped if most breaks
    inside its blocks were forced and most of those fall inside a sentence; otherwise it stays as it is.
    """
    lines = text.split("\n")
    width = max(map(len, lines))
    if len(lines) < 3 or not 30 < width <= _WIDEST:
        return text
    breaks = [
        i
        for i in range(len(lines) - 1)
        if lines[i].strip() and lines[i + 1].strip() and not _BULLET.match(lines[i + 1])
    ]
    forced = [i for i in breaks if len(lines[i].rstrip()) + 1 + len(lines[i + 1].split(None, 1)[0]) > width]
    inside = sum(1 for i in forced if not lines[i].rstrip().endswith(_STOP))
    if len(forced) < 2 or len(forced) < 0.7 * len(breaks) or inside < 0.6 * len(forced):
        return text
    ends = dict.fromkeys(forced, " ")
    return "".join(line + ends.get(i, "\n") for i, line in enumerate(lines))[:-1]
