"""Readers of the word lists in `data/lexicon/`: tab-separated, comments above one header line, one record a line.

A malformed line raises `StopRun` with one sentence that names file and line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar, get_args

from conflictgraph.errors import StopRun
from conflictgraph.extract.entries import (
    Condition,
    CueEffect,
    CueEntry,
    CueKind,
    Effect,
    EventType,
    FigureKind,
    ModalEffect,
    ModalityEntry,
    ModalScope,
    PatientKind,
    PredicateEntry,
    Quantifier,
    TieEntry,
    TieRole,
)
from conflictgraph.resources import rows

Key = tuple[str, str]
Entry = TypeVar("Entry")


def read_predicates(path: Path) -> Mapping[Key, tuple[PredicateEntry, ...]]:
    """Read a file in the form of `predicates.tsv`."""
    columns = ("lemma", "pos", "type", "mode", "agent", "patient", "effect", "patient_kind", "condition", "weight")
    types, effects = frozenset(get_args(EventType)), frozenset(get_args(Effect)) | {""}
    kinds = frozenset(get_args(PatientKind))
    parsed: dict[str, tuple[Condition, ...]] = {"": ()}
    slots: dict[str, tuple[str, ...]] = {}
    table: dict[Key, list[PredicateEntry]] = {}
    seen: set[tuple[str, ...]] = set()
    for number, row in _rows(path, columns):
        lemma, pos, kind, mode, agent, patient, effect, patient_kind, condition, weight = row
        _check(kind, types, "event type", path, number)
        _check(effect, effects, "effect", path, number)
        _check(patient_kind, kinds, "patient kind", path, number)
        _once(seen, (lemma, pos, kind, mode, condition), path, number)
        if condition not in parsed:
            parsed[condition] = _conditions(condition, path, number)
        for slot in (agent, patient):
            if slot not in slots:
                slots[slot] = _list(slot)
        entry = PredicateEntry(
            lemma, pos, kind, mode or None, slots[agent], slots[patient], effect or None,  # type: ignore[arg-type]  # checked above
            patient_kind, condition, _weight(weight, path, number), parsed[condition],  # type: ignore[arg-type]
        )  # fmt: skip
        table.setdefault((lemma, pos), []).append(entry)
    for entries in table.values():
        if len(entries) > 1:
            entries.sort(key=lambda entry: (-entry.weight, entry.type, entry.mode or "", entry.condition))
    return _freeze(table)


def read_cues(path: Path) -> Mapping[Key, tuple[CueEntry, ...]]:
    """Read a file in the form of `cues.tsv`."""
    columns = ("lemma", "pos", "kind", "speaker", "content", "effect", "weight")
    kinds, effects = frozenset(get_args(CueKind)), frozenset(get_args(CueEffect))
    table: dict[Key, list[CueEntry]] = {}
    seen: set[tuple[str, ...]] = set()
    for number, (lemma, pos, kind, speaker, content, effect, weight) in _rows(path, columns):
        _check(kind, kinds, "cue kind", path, number)
        _check(effect, effects, "effect", path, number)
        _once(seen, (lemma, pos, kind), path, number)
        outer, chained, inner = speaker.partition(">")
        entry = CueEntry(
            lemma, pos, kind, _list(inner if chained else speaker), outer if chained else None,  # type: ignore[arg-type]
            _list(content), effect, _weight(weight, path, number),  # type: ignore[arg-type]
        )  # fmt: skip
        table.setdefault((lemma, pos), []).append(entry)
    for entries in table.values():
        entries.sort(key=lambda entry: (-entry.weight, entry.kind))
    return _freeze(table)


def read_modality(path: Path) -> Mapping[Key, tuple[ModalityEntry, ...]]:
    """Read a file in the form of `modality.tsv`."""
    effects, scopes = frozenset(get_args(ModalEffect)), frozenset(get_args(ModalScope))
    table: dict[Key, list[ModalityEntry]] = {}
    seen: set[tuple[str, ...]] = set()
    for number, (lemma, pos, effect, scope, note) in _rows(path, ("lemma", "pos", "effect", "scope", "note")):
        _check(effect, effects, "effect", path, number)
        _check(scope, scopes, "scope", path, number)
        _once(seen, (lemma, pos, effect, scope), path, number)
        table.setdefault((lemma, pos), []).append(
            ModalityEntry(lemma, pos, effect, scope, note)  # type: ignore[arg-type]  # checked above
        )
    return _freeze(table)


def read_ties(path: Path) -> Mapping[Key, tuple[TieEntry, ...]]:
    """Read a file in the form of `ties.tsv`."""
    columns = ("lemma", "pos", "role", "name", "side", "other", "status", "weight")
    roles, statuses = frozenset(get_args(TieRole)), frozenset({"present", "former", "alleged", "denied"})
    table: dict[Key, list[TieEntry]] = {}
    seen: set[tuple[str, ...]] = set()
    for number, (lemma, pos, role, name, side, other, status, weight) in _rows(path, columns):
        _check(role, roles, "role", path, number)
        _check(status, statuses, "status", path, number)
        _check(side, frozenset({"from", "to"} if role == "tie" else {""}), "side", path, number)
        if (role == "tie") != bool(name):
            raise StopRun(f"{path.name}, line {number}: a tie needs a name and a status modifier has none.")
        _once(seen, (lemma, pos, role, name, side), path, number)
        entry = TieEntry(
            lemma, pos, role, name or None, side or None, _list(other), status,  # type: ignore[arg-type]  # checked above
            _weight(weight, path, number),
        )  # fmt: skip
        table.setdefault((lemma, pos), []).append(entry)
    for entries in table.values():
        entries.sort(key=lambda entry: (-entry.weight, entry.role, entry.name or ""))
    return _freeze(table)


def read_quantifiers(path: Path) -> Mapping[str, Quantifier]:
    """Read a file in the form of `figures.tsv`."""
    kinds, places = frozenset(get_args(FigureKind)), frozenset({"before", "after", "between", "alone"})
    table: dict[str, Quantifier] = {}
    seen: set[tuple[str, ...]] = set()
    for number, (word, kind, low, best, high, place, note) in _rows(
        path, ("word", "kind", "low", "best", "high", "place", "note")
    ):
        _check(kind, kinds, "kind", path, number)
        _check(place, places, "place", path, number)
        for rule in (low, best, high):
            if not _is_rule(rule):
                raise StopRun(f"{path.name}, line {number}: “{rule}” is no rule for a figure.")
        _once(seen, (word,), path, number)
        table[word] = Quantifier(word, kind, low, best, high, place, note)  # type: ignore[arg-type]  # checked above
    return MappingProxyType(table)


def read_classes(path: Path, attack_nouns: frozenset[str]) -> Mapping[str, frozenset[str]]:
    """Read a file in the form of `word-classes.tsv`; the class `attack-noun` comes from the predicates."""
    table: dict[str, set[str]] = {"attack-noun": set(attack_nouns)}
    for _, (name, lemma) in _rows(path, ("class", "lemma")):
        table.setdefault(name, set()).add(lemma)
    return MappingProxyType({name: frozenset(lemmas) for name, lemmas in table.items()})


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """(line number, fields) of every row after the header, whose first field is a lower-case word."""
    for number, fields in rows(path, *columns, header=True):
        if not fields[0] or fields[0] != fields[0].lower().strip():
            raise StopRun(f"{path.name}, line {number}: “{fields[0]}” must be a lower-case word without outer spaces.")
        yield number, fields


def _conditions(text: str, path: Path, number: int) -> tuple[Condition, ...]:
    found = []
    for part in text.split(";"):
        key, equals, value = part.partition("=")
        if not key or not equals or not all(value.split("|")):
            raise StopRun(f"{path.name}, line {number}: the condition “{part}” must read place=word|word.")
        found.append(Condition(key, value))
    return tuple(found)


def _list(text: str) -> tuple[str, ...]:
    return tuple(text.split(",")) if text else ()


def _is_rule(rule: str) -> bool:
    if rule in {"", "n", "n+1", "n-1", "a", "b"}:
        return True
    factor = rule.removeprefix("n*")
    return factor.replace(".", "", 1).isascii() and factor.replace(".", "", 1).isdigit()


def _weight(text: str, path: Path, number: int) -> float:
    try:
        weight = float(text)
    except ValueError:
        weight = -1.0
    if not 0.0 < weight <= 1.0:
        raise StopRun(f"{path.name}, line {number}: the weight “{text}” must lie above 0 and be at most 1.")
    return weight


def _check(value: str, allowed: frozenset[str], what: str, path: Path, number: int) -> None:
    if value not in allowed:
        raise StopRun(f"{path.name}, line {number}: “{value}” is no {what}.")


def _once(seen: set[tuple[str, ...]], key: tuple[str, ...], path: Path, number: int) -> None:
    if key in seen:
        raise StopRun(f"{path.name}, line {number}: “{key[0]}” stands here a second time with the same meaning.")
    seen.add(key)


def _freeze(table: dict[Key, list[Entry]]) -> Mapping[Key, tuple[Entry, ...]]:
    return MappingProxyType({key: tuple(entries) for key, entries in table.items()})
