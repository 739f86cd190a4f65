"""Rules that take a page: runs of capitals and the most populous place, "said" and "according to", words for attacks."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from conflictgraph.extract.gazetteer import MAX_WORDS
from conflictgraph.extract.mentions import gazetteer
from peers import Reader
from scorers.common import Row

NAME = "simple"
TITLE = "simple rules"

_CAPITALS = re.compile(r"\b[A-Z][\w.'’-]*(?:\s+(?:of|the|al|el|de|la)\s+[A-Z][\w.'’-]*|\s+[A-Z][\w.'’-]*)*")
_WORD = re.compile(r"\S+")


def load(gold: Path) -> dict[str, Reader]:
    """Needs nothing but the gazetteer that ships."""
    places = Reader(toponyms, ("exact F", "overlap F", "acc@161"))
    return {
        **dict.fromkeys(("trnews", "geowebnews", "lgl", "geovirus"), places),
        "polnear": Reader(attributions, ("attr F", "attr+src F", "exact cue F")),
        "muc4": Reader(incidents, ("type F", "relevance F")),
    }


# --- places: the longest run of capitalised words that a gazetteer knows, at its most populous place -------------


def toponyms(row: Row) -> Row:
    text, found = row["text"], []
    for run in _CAPITALS.finditer(text):
        words = [(run.start() + m.start(), run.start() + m.end()) for m in _WORD.finditer(run.group())]
        at = 0
        while at < len(words):
            for end in range(min(len(words), at + MAX_WORDS), at, -1):
                start, stop = words[at][0], words[end - 1][1]
                name = text[start:stop].rstrip(".,'’-").removesuffix("'s").removesuffix("’s")
                best = most_populous(name)
                if best is not None:
                    found.append([start, start + len(name), *best])
                    at = end
                    break
            else:
                at += 1
    return {"places": found}


@cache
def most_populous(name: str) -> tuple[str, float | None, float | None, int | None] | None:
    places = gazetteer().lookup(name) if name else ()
    best = max(places, key=lambda p: (p.population, p.key), default=None)
    return None if best is None else (best.name, best.lat, best.lon, best.geonames)


# --- attribution: a name before or after a verb of saying, and the rest of the sentence --------------------------

_SAY = r"(?:said|says|told (?:\w+ ){1,3}?(?=that)|added|wrote|argued|announced|noted|claimed|insisted|warned|stated|explained|tweeted)"
_WHO = r"(?:(?:[A-Z][\w.'’-]*|[Hh]e|[Ss]he|[Tt]hey|officials?|police|a spokes\w+|the \w+)(?: (?:[A-Z][\w.'’-]*|\w+s?))?)"
_BEFORE = re.compile(rf"({_WHO}) ({_SAY})[,:]? (?:that )?(.+)")
_AFTER = re.compile(rf"(.+?),[”\"']? (?:({_SAY}) ({_WHO})|({_WHO}) ({_SAY}))[.,]?")
_ACCORDING = re.compile(r"(?:(.+?), )?([Aa]ccording to) ((?:the )?[\w'’ .-]+?)(?:[.,]|$)(.*)")
_SENTENCE = re.compile(r"[^\n.!?]+(?:[.!?](?![\s”\"]*\s[A-Z“\"])[^\n.!?]*)*[.!?]*[”\"]?")


def attributions(row: Row) -> Row:
    out = []
    for sentence in _SENTENCE.finditer(row["text"]):
        base, said = sentence.start(), sentence.group()
        found: tuple[tuple[int, int], tuple[int, int], tuple[int, int]] | None = None
        if (m := _ACCORDING.search(said)) is not None:
            found = m.span(3), m.span(2), m.span(1) if m[1] else m.span(4)
        elif (m := _AFTER.match(said)) is not None:
            found = (m.span(3), m.span(2), m.span(1)) if m[2] else (m.span(4), m.span(5), m.span(1))
        elif (m := _BEFORE.search(said)) is not None:
            found = m.span(1), m.span(2), m.span(3)
        if found is not None and found[2][0] < found[2][1]:
            source, cue, content = ([base + a, base + b] for a, b in found)
            out.append({"source": [source], "cue": [cue], "content": [content]})
    return {"attributions": out}


# --- incidents: a word says which type, any says that there is one ----------------------------------------------

_TYPES = (
    ("BOMBING", r"\bbomb|\bexplo(?:sion|sive|ded)|\bdynamite|\bgrenade|\bmine\b"),
    ("KIDNAPPING", r"\bkidnap|\babduct|\bhostage"),
    ("ARSON", r"\barson|\bset fire|\bburned\b"),
    ("ROBBERY", r"\brobb(?:ed|ery)|\bstole\b"),
    ("ATTACK", r"\bmurder|\bassassinat|\bkilled\b|\battacked\b|\bmassacre|\bambush"),
)


def incidents(row: Row) -> Row:
    """An incident of each type that a word of the report names."""
    text = row["text"].lower()
    return {"events": [{"type": kind} for kind, pattern in _TYPES if re.search(pattern, text)]}
