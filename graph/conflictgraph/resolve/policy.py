"""Policies: which claims may speak in the consolidated layer, and how a value is chosen. Claims are never changed by one."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from types import MappingProxyType
from typing import Any, Literal, get_args

from conflictgraph.errors import StopRun
from conflictgraph.graphmodel import GClaim
from conflictgraph.model import Attribution
from conflictgraph.resolve.grades import Grades, least_grade

FigureRule = Literal["best", "low", "high", "latest"]


@dataclass(frozen=True, slots=True)
class Policy:
    """What the consolidated layer holds.

    A claim may speak where its `attributions` (`asserted` by the article, `reported` from a speaker), its confidence
    (`min_confidence`, 0..1) and the user's grades (`min_grade`: `B`, `2`, `B2`) allow it. A value is held where at least
    `min_speakers` independent voices affirm it. `figure` says which of several figures is the best: `best`, that of most
    voices, then the latest published; `low` or `high`, the smallest or largest that somebody gives; `latest`.
    An event that too few such claims affirm as actual is held as alleged.
    """

    name: str = "all"
    attributions: tuple[Attribution, ...] = get_args(Attribution)
    min_speakers: int = 1
    min_confidence: float = 0.0
    min_grade: str | None = None
    figure: FigureRule = "best"

    def admits(self, claim: GClaim, grades: Grades) -> bool:
        """May this claim speak?"""
        if claim.attribution not in self.attributions or claim.confidence < self.min_confidence:
            return False
        return self.min_grade is None or least_grade(self.min_grade).met_by(claim, grades)

    def text(self) -> str:
        """The policy in TOML, as `policy_of` reads it; the same policy is the same text."""
        import json

        def value(given: object) -> str:
            return json.dumps(list(given) if isinstance(given, tuple) else given, ensure_ascii=True)

        held = ((name.replace("_", "-"), given) for name, given in asdict(self).items() if given is not None)
        return "".join(f"{name} = {value(given)}\n" for name, given in held)


POLICIES: Mapping[str, Policy] = MappingProxyType(
    {
        "all": Policy(),
        "attributed": Policy("attributed", attributions=("reported",)),
        "two-speakers": Policy("two-speakers", min_speakers=2),
    }
)
"""The policies that ship."""


def named_policy(name: str) -> Policy:
    """A policy that ships. Raises StopRun for an unknown name."""
    if name not in POLICIES:
        raise StopRun(f"There is no policy “{name}”; known are {', '.join(POLICIES)}, or give a TOML file.")
    return POLICIES[name]


def policy_of(text: str, name: str = "own") -> Policy:
    """A policy out of TOML; keys are those of `Policy`, with hyphens. Raises StopRun with one sentence for what is no
    TOML, for an unknown key and for a value that the key cannot have.

    >>> policy_of('min-speakers = 2\\nfigure = "low"').min_speakers
    2
    """
    try:
        given = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, ValueError) as error:
        raise StopRun(f"The policy is no TOML: {' '.join(str(error).split())}.") from None
    known = {f.name.replace("_", "-") for f in fields(Policy)}
    for key in given:
        if key not in known:
            raise StopRun(f"A policy has no key “{key}”; it has {', '.join(sorted(known))}.")
    values: dict[str, Any] = {"name": name}
    for key, value in given.items():
        fits, wanted = _CHECKS[key]
        if not fits(value):
            raise StopRun(f"In a policy “{key}” is {wanted}, not {value!r}.")
        values[key.replace("-", "_")] = value
    if "attributions" in values:
        values["attributions"] = tuple(a for a in get_args(Attribution) if a in values["attributions"])
    if "min_grade" in values:
        values["min_grade"] = values["min_grade"].strip().upper()
    values["min_confidence"] = float(values.get("min_confidence", 0.0))
    return Policy(**values)


def _grade(value: object) -> bool:
    if not isinstance(value, str):
        return False
    try:
        least_grade(value)
    except StopRun:
        return False
    return True


def _number(value: object, least: float, most: float) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and least <= value <= most


_CHECKS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "name": (lambda v: isinstance(v, str) and 0 < len(v) <= 60 and v.isprintable(), "a name of 1 to 60 characters"),
    "attributions": (
        lambda v: isinstance(v, list) and bool(v) and all(each in get_args(Attribution) for each in v),
        'a list of "asserted" and "reported"',
    ),
    "min-speakers": (lambda v: isinstance(v, int) and _number(v, 1, 1000), "a whole number from 1 to 1000"),
    "min-confidence": (lambda v: _number(v, 0, 1), "a number from 0 to 1"),
    "min-grade": (_grade, 'a grade such as "B", "2" or "B2"'),
    "figure": (lambda v: v in get_args(FigureRule), f"one of {', '.join(get_args(FigureRule))}"),
}
