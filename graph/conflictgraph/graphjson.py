"""The records of the consolidated graph as JSON objects, both ways, without loss.

Keys are the fields' names in camelCase (`from_` is `from`, `klass` is `class`); each object names its kind under `record`,
so that a graph can travel as JSON Lines, one record a line.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from conflictgraph.graphmodel import RECORD_KINDS, Graph, GRecord, kind_of


def to_json(record: GRecord | Graph) -> dict[str, Any]:
    """A record or a whole graph as a JSON object; every key is present."""
    kind = "graph" if isinstance(record, Graph) else kind_of(record)
    return {"record": kind, **_encode(record)}


def from_json(data: Mapping[str, Any]) -> GRecord | Graph:
    """The record or graph that `to_json` wrote. Keys that are missing take the record's defaults.

    Raises ValueError with one sentence for an unknown kind, an unknown or missing key, or a value of the wrong type.
    """
    kind = data.get("record")
    cls = Graph if kind == "graph" else RECORD_KINDS.get(str(kind))
    if cls is None:
        raise ValueError(f"“{kind}” is no kind of record; expected graph, {', '.join(RECORD_KINDS)}.")
    decoded = _decode_record(cls, {key: value for key, value in data.items() if key != "record"}, str(kind))
    assert isinstance(decoded, cls)
    return decoded


def _encode(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        whole = isinstance(value, Graph)
        encode = to_json if whole else _encode
        return {
            key: [encode(item) for item in getattr(value, name)] if whole else encode(getattr(value, name))
            for key, (name, _) in _keys(type(value)).items()
        }
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    return value


def _decode_record(cls: type[object], data: Any, where: str) -> Any:
    if not isinstance(data, Mapping):
        raise ValueError(
            f"{where}: an object is expected, not {type(data).__name__}."
        )
    keys = _keys(cls)
    values = {}
    for key, value in data.items():
        if key == "record":
            continue
        if key not in keys:
            raise ValueError(f"{where}: there is no key “{key}”.")
        name, hint = keys[key]
        values[name] = _decode(hint, value, f"{where}.{key}")
    try:
        make: Callable[..., Any] = cls
        return make(**values)
    except TypeError as error:
        raise ValueError(f"{where}: a key is missing ({error}).") from None


def _decode(hint: Any, value: Any, where: str) -> Any:
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        if value is None and type(None) in args:
            return None
        (hint,) = (arg for arg in args if arg is not type(None))
        return _decode(hint, value, where)
    if origin is tuple:
        if not isinstance(value, (list, tuple)):
            raise ValueError(f"{where}: a list is expected, not {type(value).__name__}.")
        if args[-1] is Ellipsis:
            return tuple(_decode(args[0], item, where) for item in value)
        if len(value) != len(args):
            raise ValueError(f"{where}: a list of {len(args)} is expected, not of {len(value)}.")
        return tuple(_decode(arg, item, where) for arg, item in zip(args, value, strict=True))
    if origin is Literal:
        if value not in args:
            raise ValueError(f"{where}: “{value}” is none of {', '.join(map(str, args))}.")
        return value
    if is_dataclass(hint):
        assert isinstance(hint, type)
        return _decode_record(hint, value, where)
    if hint is float and type(value) is int:
        return float(value)
    if type(value) is not hint:
        raise ValueError(f"{where}: {hint.__name__} is expected, not {type(value).__name__}.")
    return value


_KEYS: dict[type[object], dict[str, tuple[str, Any]]] = {}


def _keys(cls: type[object]) -> dict[str, tuple[str, Any]]:
    """JSON key → (field, type) of a record's class; read once per class."""
    if cls not in _KEYS:
        hints = get_type_hints(cls)
        _KEYS[cls] = {_key(f.name): (f.name, hints[f.name]) for f in fields(cls)}  # type: ignore[arg-type]
    return _KEYS[cls]


def _key(name: str) -> str:
    if name == "klass":
        return "class"
    first, *rest = name.rstrip("_").split("_")
    return first + "".join(part.capitalize() for part in rest)
