"""Reads dictionaries in the PETRARCH/TABARI format (names with aliases, codes and dates) and makes their names presentable.

An entry is a line with a name, lines beginning with `+` for its aliases, and codes in brackets on the same or following
lines, each with an optional period: `[AFGGOV 011222-140929]`, `[AFGELI >750101]`, `[SYRGOV <000610]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import simplemma

_CODE = re.compile(r"\[([^\]]*)\]")
_PERIOD = re.compile(r"^([<>]?)(\d{6,8})(?:-(\d{6,8}))?$")
_PARTICLES = frozenset(
    ["al", "el", "bin", "ibn", "bint", "ould", "de", "da", "do", "dos", "del", "della", "di", "du", "des", "la", "le", "les", "of", "the", "and", "for", "in", "on", "to", "at", "by", "with", "from", "von", "van", "der", "den", "e", "i", "y", "ul", "ud", "ur", "ad", "as", "ash", "ar", "az"]
)
_ACRONYMS = frozenset(["USA", "UK", "US", "UN", "EU", "UAE", "AIDS", "HIV", "NGO", "IRA", "NATO"])
_VOWELS = frozenset("AEIOUYÄÖÜÉÈÁÍÓÚ")
_ROLE = {"GOV": "government", "MIL": "armed forces", "LEG": "legislature", "JUD": "judiciary", "SPY": "intelligence",
         "COP": "police", "OPP": "opposition", "PTY": "party", "REB": "rebels", "BUS": "economy", "MED": "media",
         "EDU": "education", "HLH": "health", "AGR": "agriculture", "DEV": "development", "ENV": "environment",
         "LAB": "labour", "HRI": "human rights", "REF": "refugees", "UNO": "United Nations", "NAT": "NATO"}


@dataclass
class Entry:
    """One dictionary entry: its names as written, and (code, from, to) with ISO dates or None."""

    names: list[str]
    codes: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    comment: str = ""
    line: int = 0


def iso_date(digits: str) -> str | None:
    """YYMMDD (30–99 are 1930–1999) or YYYYMMDD → ISO date; None where it is no date."""
    if len(digits) == 6:
        digits = ("19" if digits[:2] >= "30" else "20") + digits
    if len(digits) != 8:
        return None
    year, month, day = digits[:4], digits[4:6], digits[6:]
    month = month if "01" <= month <= "12" else "01"
    day = day if "01" <= day <= "31" else "01"
    return f"{year}-{month}-{day}"


def codes_in(line: str) -> Iterator[tuple[str, str | None, str | None]]:
    for inside in _CODE.findall(line):
        parts = inside.split()
        if not parts or not re.fullmatch(r"~?[A-Z]{2,18}", parts[0]):
            continue
        begin = end = None
        if len(parts) > 1 and (m := _PERIOD.match(parts[1])):
            sign, first, second = m.groups()
            if second:
                begin, end = iso_date(first), iso_date(second)
            elif sign == ">":
                begin = iso_date(first)
            elif sign == "<":
                end = iso_date(first)
        yield parts[0], begin, end


def entries(path: Path) -> Iterator[Entry]:
    """The entries of a dictionary file, in order."""
    current: Entry | None = None
    for number, raw in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        body, _, comment = raw.partition("#")
        if not body.strip():
            continue
        found = list(codes_in(body))
        name = body.split("[")[0].strip()
        if name.startswith("!"):
            continue
        if name.startswith("+") and current is not None:
            current.names.append(name[1:])
        elif name and not body[:1].isspace():
            if current is not None:
                yield current
            current = Entry([name], [], comment.strip(), number)
        if current is not None:
            current.codes += found
            current.comment = current.comment or comment.strip()
    if current is not None:
        yield current


def split_name(raw: str) -> list[str]:
    """`NAME_(ACR)_` → the name and the acronym, without underscores and stray marks; [] for what is no name."""
    text = " ".join(raw.replace("_", " ").replace("+", " ").split())
    acronyms = list(re.findall(r"\(([A-Z][A-Z/&-]{1,7})\)", text))
    text = " ".join(re.sub(r"\([^)]*\)?", " ", text).split()).strip(" .,;:-")
    return [n for n in (text, *acronyms) if n]


def _capitalised(word: str) -> str:
    parts = re.split(r"([-'’/.])", word)
    out: list[str] = []
    for i, part in enumerate(parts):
        if part.upper() in ("AL", "EL", "UL", "UR", "E", "I", "AD", "AR", "AS", "ASH", "ED", "LI") and len(parts) > 1:
            # al-Din, Lashkar-e-Taiba, but Al-Din at the head of a name (see title_case)
            out.append(part.lower() if i + 1 < len(parts) and parts[i + 1] == "-" else part.capitalize())
        elif i and parts[i - 1] in "'’" and part.upper() == "S":
            out.append("s")
        elif part.upper().startswith("MC") and len(part) > 3:
            out.append("Mc" + part[2:].capitalize())
        else:
            out.append(part.capitalize())
    return "".join(out)


def title_case(name: str, acronyms: frozenset[str] = frozenset()) -> str:
    """An upper-case name in title case; words without vowels and the `acronyms` given stay upper-case."""
    if not name.isupper():
        return name
    words: list[str] = []
    for i, word in enumerate(name.split()):
        letters = re.sub(r"[^\w]", "", word)
        short = 2 <= len(letters) <= 5
        if word in acronyms or word in _ACRONYMS or (short and letters.isalpha() and not set(letters) & _VOWELS) or (
            letters.isalnum() and not letters.isalpha() and len(letters) <= 5
        ):
            words.append(word)
        elif i and word.lower() in _PARTICLES:
            words.append(word.lower())
        else:
            words.append(_capitalised(word))
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def common(word: str) -> bool:
    """Is this an English word that could stand in a sentence in lower case?"""
    return bool(simplemma.is_known(word.lower(), lang="en"))


def role_of(code: str) -> str | None:
    """The offices that a CAMEO code's three-letter parts after the country name, in words."""
    parts = [_ROLE[code[i : i + 3]] for i in range(3, len(code), 3) if code[i : i + 3] in _ROLE]
    return ", ".join(parts) or None
