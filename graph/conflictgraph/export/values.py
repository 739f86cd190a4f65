"""One coercion layer for every export: what a value may be in a format that knows only texts, numbers and truth values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

Plain: TypeAlias = str | int | float | bool

# What XML 1.0 does not allow (https://www.w3.org/TR/xml/#charsets), and the controls it discourages.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


class Losses:
    """What a format could not hold: attributes by name, characters by count. `sentences` tells them."""

    def __init__(self) -> None:
        self._attributes: set[str] = set()
        self._characters = 0
        self._notes: list[str] = []

    def attribute(self, name: str) -> None:
        self._attributes.add(name)

    def characters(self, count: int) -> None:
        self._characters += count

    def note(self, sentence: str) -> None:
        """Something else that is not in the file."""
        if sentence not in self._notes:
            self._notes.append(sentence)

    def sentences(self, form: str) -> list[str]:
        """One sentence for each sort of loss."""
        out = list(self._notes)
        if self._attributes:
            out.append(
                f"{form} cannot hold these attributes, which are left out: {', '.join(sorted(self._attributes))}."
            )
        if self._characters:
            what = "character was" if self._characters == 1 else "characters were"
            out.append(f"{self._characters} control {what} left out, which {form} does not allow.")
        return out


def coerce(attributes: Mapping[str, Any], losses: Losses) -> dict[str, Plain]:
    """Attributes as texts, numbers and truth values: None is absent, several values are joined with semicolons, and
    what is none of these is left out and told."""
    out: dict[str, Plain] = {}
    for name, value in attributes.items():
        if isinstance(value, (tuple, list)) and all(isinstance(each, str) for each in value):
            value = "; ".join(value) or None
        if value is None:
            continue
        if isinstance(value, (str, bool, int, float)):
            out[name] = value
        else:
            losses.attribute(name)
    return out


def xml_text(text: str, losses: Losses) -> str:
    """A text for XML: escaped, without the characters that XML does not allow."""
    clean, removed = _NOT_XML.subn("", text)
    if removed:
        losses.characters(removed)
    clean = clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    # As they are, parsers would turn them into spaces (in attributes) or line feeds.
    return clean.replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#9;")


def attribute_types(things: Iterable[Mapping[str, Plain]]) -> dict[str, type]:
    """Attribute → the type of its values (bool, int, float, str); str where things disagree."""
    found: dict[str, set[type]] = {}
    for attributes in things:
        for name, value in attributes.items():
            found.setdefault(name, set()).add(type(value))
    return {name: next(iter(types)) if len(types) == 1 else str for name, types in found.items()}


def shown(value: Plain) -> str:
    """A value as text: truth values in small letters, as XML has them."""
    return str(value).lower() if isinstance(value, bool) else str(value)
