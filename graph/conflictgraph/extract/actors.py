"""The lexicon of actors: names → actors with kind and country, and "Afghan forces", "the Iraqi Defence Ministry" composed.

The file actors.sqlite is made by `training/build_actors.py` and opened, not loaded. Case matters: acronyms answer only
to capitals, names only to a capital, so that everyday words never do.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from conflictgraph.errors import StopRun
from conflictgraph.model import ActorKind
from conflictgraph.names import fold
from conflictgraph.resources import shelf

Via = Literal["name", "demonym", "metonym", "composed"]
_NAME, _CAPS, _DEMONYM, _METONYM, _ANYCASE, _CAPS_WORD = range(6)
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_POSSESSIVE = re.compile(r"['’]s?$")
_JOINTS = frozenset("-–/'’")
_AROUND_JOINT = re.compile(r"\s*([-–/])\s*")
_BEFORE_APOSTROPHE = re.compile(r"\s+(['’])")
_LETTERS = re.compile(r"^(?!['’`]).*[A-Za-z0-9]")  # what stays a word of its own, whatever is joined or dropped
_GRACE_YEARS = 30  # a holder of an office is still spoken of, and may act, this long after it
MAX_WORDS = 9


@lru_cache(maxsize=1 << 15)
def fold_actor(name: str) -> str:
    """An actor's name for comparison: dots of initials dropped, `names.fold`, no leading "the"."""
    name = _DOTTED.sub(lambda m: m.group().replace(".", ""), name)
    return fold(name.replace("&", " and ")).removeprefix("the ")


@dataclass(frozen=True, slots=True)
class LexActor:
    """An actor. `country` is the code of its country in the source (ISO 3166-1 alpha-3) or None; `via` says whether a
    name, a demonym ("Afghan" for Afghanistan) or a metonym ("Kabul", only to be used for agents) led to it."""

    key: str
    name: str
    kind: ActorKind
    country: str | None
    aliases: tuple[str, ...]
    via: Via = "name"


class ActorLexicon:
    """Read-only lookups; an instance may be pickled (it reopens its file)."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise StopRun(f"The lexicon of actors {path} is missing; reinstall the package.")
        self._path = path
        self._db = sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._cache: dict[str, list[tuple[Any, ...]]] = {}
        self._by_key: dict[str, LexActor | None] = {}
        self._offices: dict[str, str] | None = None
        self._office_words: frozenset[str] = frozenset()  # words of their names
        self._slots: dict[str, str] | None = None
        self._persons: frozenset[str] | None = None  # words of persons' names
        self._begins: dict[str, int] | None = None  # first words of names → words of the longest name that begins so

    @classmethod
    def open(cls, path: Path | None = None) -> ActorLexicon:
        """The shipped lexicon, or the one at `path`. Raises StopRun where there is none."""
        return cls(path if path is not None else shelf("data") / "lexicon" / "actors.sqlite")

    def __reduce__(self) -> tuple[Any, ...]:
        return (ActorLexicon, (self._path,))

    def close(self) -> None:
        self._db.close()

    def lookup(
        self,
        name: str,
        date: str | None = None,
        *,
        caseless: bool = False,
        metonyms: bool = False,
        country: str | None = None,
    ) -> tuple[LexActor, ...]:
        """Actors called `name` as it is written, best first.

        `date` (ISO) leaves out persons whose offices ended more than 30 years before it or began more than 30 after, and
        puts those in office first. `caseless` says that the whole text is in one case, so that its capitals mean nothing:
        acronyms that are also English words then never match. `metonyms` lets capitals stand for their governments.
        `country` (alpha-3) puts its actors first.
        """
        found: list[tuple[tuple[int, int, int], LexActor]] = []
        for rank, rule, key, shown, kind, where, aliases, since, until in self._rows(fold_actor(name)):
            if not _case_allows(name, rule, caseless) or (rule == _METONYM and not metonyms):
                continue
            out_of_office = 0
            if date and (since or until):
                if (until and _years(until, date) > _GRACE_YEARS) or (since and _years(date, since) > _GRACE_YEARS):
                    continue
                out_of_office = int(bool((until and until < date) or (since and since > date)))
            via: Via = "demonym" if rule == _DEMONYM else "metonym" if rule == _METONYM else "name"
            actor = LexActor(key, shown, kind, where, tuple(aliases.split("\n")) if aliases else (), via)
            found.append(((int(bool(country) and where != country), out_of_office, rank), actor))
        found.sort(key=lambda pair: pair[0])
        return tuple(actor for _, actor in found)

    def _rows(self, folded: str) -> list[tuple[Any, ...]]:
        if not folded:
            return []
        rows = self._cache.get(folded)
        if rows is None:
            rows = self._db.execute(
                "SELECT l.rank, l.rule, a.key, a.name, a.kind, a.country, a.aliases, a.since, a.until FROM alias l"
                " JOIN actor a ON a.id = l.actor WHERE l.folded = ? ORDER BY l.rank",
                (folded,),
            ).fetchall()
            if len(self._cache) >= 8192:
                self._cache.clear()
            self._cache[folded] = rows
        return rows

    def get(self, key: str) -> LexActor | None:
        """The actor with this key; composed organs of states ("afghanistan-military") included."""
        if key not in self._by_key:
            if len(self._by_key) >= 8192:
                self._by_key.clear()
            self._by_key[key] = self._get(key)
        return self._by_key[key]

    def _get(self, key: str) -> LexActor | None:
        row = self._db.execute("SELECT key, name, kind, country, aliases FROM actor WHERE key = ?", (key,)).fetchone()
        if row:
            return LexActor(row[0], row[1], row[2], row[3], tuple(row[4].split("\n")) if row[4] else ())
        for slot in self._slot_names():
            if key.endswith("-" + slot):
                state = self.get(key[: -len(slot) - 1])
                if state is not None and state.kind == "state":
                    return self._organ(state, slot)
        return None

    def _slot_names(self) -> dict[str, str]:
        if self._slots is None:
            rows = self._db.execute("SELECT slot, kind FROM slot ORDER BY length(slot) DESC, slot")
            self._slots = {str(slot): str(kind) for slot, kind in rows}
        return self._slots

    def slot(self, words: str) -> str | None:
        """The organ of state that `words` name ("Defense Ministry" → "ministry-of-defence"), or None. Any case."""
        return self._office_slots().get(fold_actor(words))

    def _office_slots(self) -> dict[str, str]:
        if self._offices is None:
            self._offices = {str(phrase): str(slot) for phrase, slot in self._db.execute("SELECT phrase, slot FROM office")}
            self._office_words = frozenset(word for phrase in self._offices for word in phrase.split(" "))
        return self._offices

    def compose(self, country: str, words: str) -> LexActor | None:
        """The organ that `words` name of the state that `country` names (a demonym, a country's name or its key).

        `compose("Afghan", "forces")` → "afghanistan-military"; "government" and its like give the state itself. None
        where either is unknown.
        """
        slot = self.slot(words)  # asked first: most words name none
        if slot is None:
            return None
        country = _POSSESSIVE.sub("", country.strip())
        states = [a for a in self.lookup(country) if a.kind == "state" and a.country]
        state = states[0] if states else self.get(country)
        if state is None or state.kind != "state":
            return None
        return self._organ(state, slot)

    def _organ(self, state: LexActor, slot: str) -> LexActor:
        if slot == "government":
            return LexActor(state.key, state.name, state.kind, state.country, state.aliases, "composed")
        key = f"{state.key}-{slot}"
        row = self._db.execute("SELECT name, kind, aliases FROM actor WHERE key = ?", (key,)).fetchone()
        if row:
            aliases = tuple(row[2].split("\n")) if row[2] else ()
            return LexActor(key, row[0], row[1], state.country, aliases, "composed")
        kind, shown = self._db.execute("SELECT kind, shown FROM slot WHERE slot = ?", (slot,)).fetchone()
        found = self._db.execute("SELECT people FROM actor WHERE key = ?", (state.key,)).fetchone()
        people = found[0] if found else None
        shown = shown.format(people=people or state.name, country=state.name)
        return LexActor(key, shown, kind, state.country, (), "composed")

    def names_a_person(self, word: str) -> bool:
        """Is a word part of the name of a person of the lexicon?"""
        if self._persons is None:
            rows = self._db.execute("SELECT DISTINCT l.folded FROM alias l JOIN actor a ON a.id = l.actor WHERE a.kind = 'person'")
            self._persons = frozenset(part for (folded,) in rows for part in folded.split(" "))
        return fold_actor(word) in self._persons

    def _longest_from(self, words: Sequence[str], i: int) -> int:
        """How many words a name that begins with this one has at most, none where no name does. Asked before nine look-ups that
        would mostly find nothing."""
        if self._begins is None:
            self._begins = {}
            for (folded,) in self._db.execute("SELECT DISTINCT folded FROM alias"):
                parts = folded.split(" ")
                self._begins[parts[0]] = max(len(parts), self._begins.get(parts[0], 0))
        if i + 1 < len(words) and words[i + 1][:1] in ("'", "’"):
            return MAX_WORDS  # joined to this word before it is compared: "Sana" + "'a"
        first = fold_actor(words[i]).partition(" ")[0]
        return MAX_WORDS if first in ("the", "") else self._begins.get(first, 0)

    def longest(
        self, words: Sequence[str], i: int, date: str | None = None, *, caseless: bool = False
    ) -> tuple[int, tuple[LexActor, ...]]:
        """The longest run of `words` from `i` that names an actor, or a state's organ: (end, actors), (i, ()) for none."""
        most = self._longest_from(words, i)
        if not most:
            return i, ()
        last = min(len(words), i + MAX_WORDS)
        own = [_LETTERS.search(word) is not None for word in words[i:last]]  # words of their own when they are folded as one name
        organs = caseless or words[i][:1].isupper()
        for j in range(last, i, -1):
            if sum(own[: j - i]) <= most:
                found = self.lookup(join_words(words[i:j]), date, caseless=caseless)
                if found:
                    return j, found
            if organs and j - i >= 2 and self._ends_office(words[j - 1]):
                for cut in range(1, min(4, j - i)):
                    rest = words[i + cut : j]
                    if rest[0] in ("'s", "’s", "'", "’"):
                        rest = rest[1:]
                    organ = self.compose(join_words(words[i : i + cut]), " ".join(rest)) if rest else None
                    if organ is not None:
                        return j, (organ,)
        return i, ()

    def _ends_office(self, word: str) -> bool:
        """May the name of an organ of state end in this word? Asked before it is looked for in three ways."""
        self._office_slots()
        folded = fold_actor(word).split(" ")
        return not folded[-1] or folded[-1] in self._office_words


def join_words(words: Sequence[str]) -> str:
    """Words as text again: no spaces around hyphens, slashes and before apostrophes."""
    text = " ".join(words)
    if not _JOINTS.isdisjoint(text):  # in most names there is none
        text = _AROUND_JOINT.sub(r"\1", text)
        text = _BEFORE_APOSTROPHE.sub(r"\1", text)
    return text


def _years(later: str, earlier: str) -> int:
    """Whole years from `later`'s year to `earlier`'s, as a positive number when the first date precedes the second."""
    return int(earlier[:4]) - int(later[:4])


def _case_allows(name: str, rule: int, caseless: bool) -> bool:
    if caseless:
        return rule != _CAPS_WORD
    if rule == _ANYCASE:
        return True
    letters = [c for c in name if c.isalpha()]
    if rule in (_CAPS, _CAPS_WORD):
        return all(c.isupper() for c in letters)
    first = letters[0] if letters else ""
    if first.isupper():
        return True
    # "al-Qaeda", "so-called Islamic State", "the Taliban": a capital begins a later part
    return any(part[:1].isupper() for part in re.split(r"[\s\-–'’]+", name)[1:])
