"""Frozen records as short JSON and back: a record is the list of its fields' values, in their order.

For files that can be made again at any time, since a field that is added changes the form (see `graphjson` for JSON that
travels). Reading makes nothing but the classes asked for, whatever the bytes say.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def dumps(value: object) -> str:
    """A record, or tuples, sets and plain values, as one line of JSON."""
    return _ENCODER.encode(value)


def loads(cls: type[T], text: str) -> T:
    """The record of class `cls` that `dumps` wrote. Raises ValueError, TypeError or IndexError for anything else."""
    reader: Callable[[Any], T] = _reader(cls)  # type: ignore[arg-type]
    return reader(json.loads(text))


def _plain(value: Any) -> object:
    """What JSON has instead of a set or a record; asked for these alone."""
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    return _values(type(value))(value)  # type: ignore[arg-type]


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False, default=_plain)


@cache
def _values(cls: type[Any]) -> Callable[[Any], object]:
    """The values of a record's fields, in their order."""
    names = _names(cls)  # type: ignore[arg-type]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda record: [getattr(record, name) for name in names]


@cache
def _names(cls: type[Any]) -> tuple[str, ...]:
    return tuple(each.name for each in fields(cls))


def _same(value: Any) -> Any:
    return value


@cache
def _reader(hint: Any) -> Callable[[Any], Any]:
    """What makes a value of a type out of JSON."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        kinds = [arg for arg in args if arg is not type(None)]
        if len(kinds) > 1:
            raise TypeError(f"{hint} can be several things and so cannot be read back.")
        inner = _reader(kinds[0])
        return inner if inner is _same else lambda value: None if value is None else inner(value)
    if origin in (tuple, frozenset):
        if origin is frozenset or args[-1] is Ellipsis:
            each = _reader(args[0])
            if each is _same:
                return origin  # type: ignore[no-any-return]
            return lambda value: origin(map(each, value))
        parts = tuple(map(_reader, args))
        if all(part is _same for part in parts):
            return tuple
        return lambda value: tuple(part(item) for part, item in zip(parts, value, strict=True))
    if origin is Literal or hint in (str, int, float, bool, type(None)):
        return _same
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if is_dataclass(hint) and isinstance(hint, type):
        return _maker(hint)
    raise TypeError(f"{hint} cannot be read back.")


def _maker(cls: type[Any]) -> Callable[[Any], Any]:
    hints = get_type_hints(cls)
    readers = tuple(_reader(hints[name]) for name in _names(cls))  # type: ignore[arg-type]
    special = tuple((i, each) for i, each in enumerate(readers) if each is not _same)

    def make(value: Any) -> Any:
        if len(value) != len(readers):
            raise ValueError(f"{cls.__name__} has {len(readers)} fields, not {len(value)}.")
        for i, each in special:
            value[i] = each(value[i])
        return cls(*value)

    return make
