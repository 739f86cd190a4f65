"""One coercion layer for every export: what a value may be, and what is said where a format cannot hold it."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Collection, Iterable, Mapping
from numbers import Integral, Real
from typing import Any, TypeAlias

Plain: TypeAlias = str | int | float | bool
Value: TypeAlias = Plain | list[str]

# What XML 1.0 does not allow (https://www.w3.org/TR/xml/#charsets), and the controls it discourages.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_TO_XML = re.compile(f"[&<>\"\r\n\t{_NOT_XML.pattern[1:]}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FORMULA = re.compile(r"'* *[=+\-@\t\r\n|]")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
LONG = 2**63  # whole numbers from here on do not fit into the formats' longest


class Losses:
    """What a format could not hold: attributes by name, characters by count, and anything else. `sentences` tells them."""

    def __init__(self) -> None:
        self._attributes: set[str] = set()
        self._renamed: dict[str, str] = {}
        self._characters = 0
        self._notes: list[str] = []
        self._counts: dict[str, int] = {}

    def attribute(self, name: str) -> None:
        """An attribute (or some of its values) that is left out."""
        self._attributes.add(name)

    def unheld(self, values: Mapping[str, object], held: Collection[str]) -> None:
        """Of flat values those that are there and that a format has no place for."""
        self._attributes.update(name for name, value in values.items() if value is not None and value is not False and value != "" and name not in held)

    def renamed(self, name: str, other: str) -> None:
        """An attribute that stands under another name, since the format keeps its name for itself."""
        self._renamed[name] = other

    def characters(self, count: int) -> None:
        self._characters += count

    def note(self, sentence: str) -> None:
        """Something else that is not in the file."""
        if sentence not in self._notes:
            self._notes.append(sentence)

    def count(self, what: str, number: int = 1) -> None:
        """Add to a sentence that begins with a number: `what` is its rest, said with `{s}` for a plural's ending."""
        self._counts[what] = self._counts.get(what, 0) + number

    def sentences(self, form: str) -> list[str]:
        """One sentence for each sort of loss."""
        out = list(self._notes)
        out += [f"{n:,} {what.format(s='' if n == 1 else 's')}" for what, n in self._counts.items()]
        if self._attributes:
            out.append(
                f"{form} cannot hold these attributes, which are left out: {', '.join(sorted(self._attributes))}."
            )
        if self._renamed:
            pairs = ", ".join(f"{name} as {other}" for name, other in sorted(self._renamed.items()))
            out.append(f"{form} keeps some names for itself, so that these attributes stand under another: {pairs}.")
        if self._characters:
            what = "character was" if self._characters == 1 else "characters were"
            out.append(f"{self._characters} control {what} left out, which {form} does not allow.")
        return out


def coerce(attributes: Mapping[Any, Any], losses: Losses) -> dict[str, Value]:
    """Attributes as texts, numbers, truth values and lists of texts: None and empty lists are absent, dates are ISO
    texts, subclasses and numpy's numbers their plain kin; what is none of these is left out and told."""
    out: dict[str, Value] = {}
    for key, value in attributes.items():
        name = str(key)
        plain = _plain(value)
        if plain is None:
            if value is not None and not (isinstance(value, (tuple, list, set, frozenset)) and not value):
                losses.attribute(name)
            continue
        out[name] = plain
    return out


def _plain(value: Any) -> Value | None:
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if isinstance(value, (set, frozenset)):
        if not all(isinstance(each, str) for each in value):
            return None
        value = sorted(value)
    if isinstance(value, (tuple, list)):
        texts = [shown(each) for each in map(_plain, value) if each is not None and not isinstance(each, list)]
        return texts if texts and len(texts) == len(value) else None
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        return float(value)
    return None


def flat_value(value: Value) -> Plain:
    """A value for formats without lists: the members joined with semicolons."""
    return "; ".join(value) if isinstance(value, list) else value


def finite(attributes: Mapping[str, Value], losses: Losses) -> dict[str, Value]:
    """The attributes without numbers that JSON does not know (NaN, infinity), which are told."""
    out = {}
    for name, value in attributes.items():
        if isinstance(value, float) and not math.isfinite(value):
            losses.attribute(name)
        else:
            out[name] = value
    return out


def apart(attributes: Mapping[str, Value], own: Collection[str], losses: Losses) -> dict[str, Value]:
    """The attributes under names that a format does not keep for itself: `id` becomes `id_`, and is told."""
    if not any(name in own for name in attributes):
        return dict(attributes)
    out: dict[str, Value] = {}
    for name, value in attributes.items():
        other = name
        while other in own or (other != name and other in attributes):
            other += "_"
        if other != name:
            losses.renamed(name, other)
        out[other] = value
    return out


class Names:
    """Texts that must stay apart, as ids do, also where a format takes characters out of them."""

    def __init__(self) -> None:
        self._given: dict[str, str] = {}
        self._taken: set[str] = set()

    def name(self, text: str, wanted: str | None = None) -> str:
        """The name for a text: `wanted` (or the text itself), with a number behind where another text has it already."""
        if text not in self._given:
            base = text if wanted is None else wanted
            name, number = base, 2
            while name in self._taken:
                name, number = f"{base}~{number}", number + 1
            self._taken.add(name)
            self._given[text] = name
        return self._given[text]


def xml_clean(text: str, losses: Losses | None = None) -> str:
    """A text without the characters that XML does not allow."""
    clean, removed = _NOT_XML.subn("", text)
    if removed and losses is not None:
        losses.characters(removed)
    return clean


def xml_text(text: str, losses: Losses) -> str:
    """A text for XML: escaped, without the characters that XML does not allow."""
    if _TO_XML.search(text) is None:  # most have nothing of the kind
        return text
    clean = xml_clean(text, losses)
    clean = clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    # As they are, parsers would turn them into spaces (in attributes) or line feeds.
    return clean.replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#9;")


def unicode_text(text: str) -> str:
    """A text that UTF-8 can hold: halves of surrogate pairs become U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def cell(text: str) -> str:
    """A text for a spreadsheet, with an apostrophe in front where it would be run as a formula; numbers stay. A text that
    would look like one so marked gets one, too, so that `uncell` gives every text back."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def uncell(text: str) -> str:
    """The text that `cell` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def attribute_types(things: Iterable[Mapping[str, Value]]) -> dict[str, type]:
    """Attribute → the type of its values (bool, int, float, str, list): float where whole and other numbers meet, str
    where things disagree otherwise or a whole number is too long for 64 bits."""
    found: dict[str, set[type]] = {}
    for attributes in things:
        for name, value in attributes.items():
            kind = type(value)
            if kind is int and not -LONG <= value < LONG:  # type: ignore[operator]
                kind = str
            found.setdefault(name, set()).add(kind)
    return {name: _common(kinds) for name, kinds in sorted(found.items())}


def _common(kinds: set[type]) -> type:
    if len(kinds) == 1:
        return next(iter(kinds))
    return float if kinds == {int, float} else str


def dates(things: Iterable[Mapping[str, Value]]) -> set[str]:
    """The attributes whose every value is a day, `YYYY-MM-DD`."""
    kept: dict[str, bool] = {}
    for attributes in things:
        for name, value in attributes.items():
            kept[name] = kept.get(name, True) and isinstance(value, str) and is_day(value)
    return {name for name, every in kept.items() if every}


def is_day(text: str) -> bool:
    """True for a day of the calendar as `YYYY-MM-DD`."""
    if not _DAY.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def shown(value: Value) -> str:
    """A value as text: truth values in small letters and numbers without end as XML Schema has them."""
    if value.__class__ is str:
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "INF" if value > 0 else "-INF"
    return "; ".join(value) if isinstance(value, list) else str(value)
