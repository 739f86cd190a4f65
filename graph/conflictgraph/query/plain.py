"""Rows as plain values: JSON objects without loss, and flat rows for tables of text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any

from conflictgraph.query.rows import ClaimRow, EventRow, Ref


def to_json(value: Any) -> Any:
    """A row as JSON: keys in camelCase (`from_` is `from`), things as {id, label, kind}, figures as {low, best, high}."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            _camel(f.name): {key: to_json(item) for key, item in getattr(value, f.name)}
            if f.name in _PAIRS
            else to_json(getattr(value, f.name))
            for f in fields(value)
        }
    if isinstance(value, (tuple, list)):
        return [to_json(item) for item in value]
    return value


@cache  # a handful of names, asked for with every row
def _camel(name: str) -> str:
    first, *rest = name.rstrip("_").split("_")
    return first + "".join(part.capitalize() for part in rest)


def flat(row: Any) -> dict[str, str | int | float | bool | None]:
    """A row as one flat object for CSV: a thing becomes two columns (`place`, `placeLabel`), several are joined with
    semicolons, a figure becomes three (`killedLow`, `killedBest`, `killedHigh`); empty is None."""
    blank, read, plan = _flat_plan(row.__class__)
    out = blank.copy()
    for (key, sort, names), value in zip(plan, read(row), strict=True):
        if value is None or value is _NOTHING:  # most are
            continue
        if sort == "figure":
            out[names[0]], out[names[1]], out[names[2]] = value.low, value.best, value.high
        elif sort == "thing" or isinstance(value, Ref):
            out[key], out[names[0]] = value.id, value.label
        elif sort == "several":
            out[key] = "; ".join([ref.id for ref in value]) or None
            out[names[0]] = "; ".join([ref.label for ref in value]) or None
        elif not isinstance(value, tuple):
            out[key] = value
        elif sort == "who":
            out[key] = "; ".join([f"{name} {fig.low}..{'' if fig.high is None else fig.high}" for name, fig in value]) or None
        else:
            out[key] = "; ".join(map(str, value)) or None
    return out


_NOTHING = ()


@cache
def _flat_plan(kind: type) -> tuple[dict[str, Any], Callable[[Any], tuple[Any, ...]], tuple[tuple[str, str, tuple[str, ...]], ...]]:
    """A flat row of a class with nothing in it, what reads the values of its attributes, and (column, sort, names of its further columns) of each."""
    plan: list[tuple[str, str, tuple[str, ...]]] = []
    blank: dict[str, Any] = {}
    for f in fields(kind):
        key = _camel(f.name)
        names: tuple[str, ...] = (f"{key}Label",)
        if f.name in _FIGURES and issubclass(kind, (EventRow, ClaimRow)):
            sort, names = "figure", (f"{key}Low", f"{key}Best", f"{key}High")
            blank.update(dict.fromkeys(names))
        elif f.name in _THINGS or f.type == "Ref":
            sort = "thing"
            blank.update(dict.fromkeys((key, *names)))
        elif f.name in _SEVERAL:
            sort, names = "several", (f"{key}Labels",)
            blank.update(dict.fromkeys((key, *names)))
        else:
            sort = "who" if f.name == "who" else ""
            blank[key] = None
        plan.append((key, sort, names))
    attributes = [f.name for f in fields(kind)]
    read = attrgetter(*attributes)
    return blank, read if len(attributes) > 1 else lambda row: (read(row),), tuple(plan)


_PAIRS = frozenset({"who", "types", "years", "pair_counts", "triad_counts"})
_FIGURES = frozenset({"killed", "wounded", "abducted", "captured"})
_THINGS = frozenset({"place", "about", "speaker", "within", "from_", "to", "first_actor", "second_actor"})
_SEVERAL = frozenset({"agents", "alleged_agents", "denied_agents", "patients", "victims", "participants", "via"})


def columns(kind: type) -> list[str]:
    """The columns that `flat` gives for rows of a class."""
    out: list[str] = []
    for f in fields(kind):
        key = _camel(f.name)
        if f.name in _FIGURES and kind in (EventRow, ClaimRow):
            out += [f"{key}{bound}" for bound in ("Low", "Best", "High")]
        elif f.name in _THINGS:
            out += [key, f"{key}Label"]
        elif f.name in _SEVERAL:
            out += [key, f"{key}Labels"]
        else:
            out.append(key)
    return out
