"""The graph as notes in Markdown that link to each other, for Obsidian: one note for each actor, place and event, with the
words of every claim. Texts come out of articles, so that nothing in them is left that Markdown, HTML or a plugin would obey.
"""

from __future__ import annotations

import contextlib
import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from typing import Any, Self

from conflictgraph.deeds import Cast
from conflictgraph.export.maps import title
from conflictgraph.export.material import Material, around, point
from conflictgraph.export.pictures.figures import figure_words
from conflictgraph.export.sorting import sorted_lines
from conflictgraph.export.values import unicode_text
from conflictgraph.query import Lookups
from conflictgraph.query.plain import flat
from conflictgraph.query.rows import ClaimRow, EventRow, Ref

_FORBIDDEN = re.compile(r'[\\/:*?"<>|#^\[\]%\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
_MARKS = re.compile(r"([!-/:-@\[-`{-~])")  # every mark of ASCII may be escaped (CommonMark, 2.4)
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")
_EVENTS, _TIES = "e", "t"  # the parts of an actor's note that hold links
_PIECE = 16 * 1024 * 1024  # bytes of links that are sorted at once
_ROLES = (("agents", "Agents"), ("patients", "Patients"), ("victims", "Victims"), ("participants", "Participants"))


class _Files:
    """The file of each thing: its name, cleaned of what file systems and wikilinks cannot hold, and its id where another was there
    before with the same. Of names and things digests are kept, since every note may link to every other."""

    def __init__(self) -> None:
        self._taken: dict[int, int] = {}

    def name(self, kind: str, identifier: str, label: str) -> str:
        clean = " ".join(_FORBIDDEN.sub(" ", unicode_text(label)).split()).strip(". ")[:100].strip() or identifier
        key = f"{kind}/{identifier}"
        folder = {"actor": "Actors", "place": "Places", "event": "Events"}[kind]
        whole, thing = f"{folder}/{clean}", _digest(key)
        if not self._free(whole, thing):
            base = whole = f"{whole} ({_FORBIDDEN.sub(' ', identifier)})"
            number = 1
            while not self._free(whole, thing):
                number += 1
                whole = f"{base}~{number}"
        return whole

    def _free(self, name: str, thing: int) -> bool:
        """Whether a name is this thing's, or can be from now on."""
        return self._taken.setdefault(_digest(name.casefold()), thing) == thing

    def link(self, kind: str, identifier: str, label: str) -> str:
        """A wikilink that shows the label."""
        shown = " ".join(_FORBIDDEN.sub(" ", _UNSEEN.sub(" ", unicode_text(label))).split()) or identifier
        return f"[[{self.name(kind, identifier, label)}|{shown}]]"

    def refs(self, refs: Sequence[Ref]) -> str:
        return ", ".join(self.link(ref.kind, ref.id, ref.label) for ref in refs)


def _digest(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


class _Links:
    """What is to stand in the notes of actors and places, as lines: whose note, in which part of it, and in the order of coming."""

    def __init__(self, material: Material, files: _Files) -> None:
        self._material, self._files = material, files
        self._parts: dict[str, list[str]] = defaultdict(list)
        for deed in material.deeds():
            if deed.part_of is not None:
                self._parts[deed.part_of].append(deed.id)
        self._lines = tempfile.TemporaryFile(prefix="conflictgraph-")
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        with contextlib.suppress(OSError):  # no room on the disk for lines that nobody will read any more
            self._lines.close()

    def _put(self, kind: str, identifier: str, part: str, item: str) -> None:
        self._count += 1
        self._lines.write(f"{kind}\0{identifier}\0{part}{self._count:012}{item}\n".encode("utf-8", "surrogatepass"))

    def events(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """The notes of events."""
        files = self._files
        for row, look in self._material.events(words=True):
            label = event_label(row)
            link = files.link("event", row.id, label)
            for ref in dict.fromkeys((*row.agents, *row.patients, *row.victims, *row.participants)):
                self._put("actor", ref.id, _EVENTS, link)
            if row.place:
                self._put("place", row.place.id, _EVENTS, link)
            yield f"{files.name('event', row.id, label)}.md", _note(_event(row, look, files, self._parts.get(row.id, ())))

    def ties(self) -> None:
        """The ties of actors, for their notes."""
        files, look = self._files, self._material.fresh()
        assert self._material.books is not None
        look.things.ahead("relation", look.things.ids("relation"), self._material.books)
        for tie in look.ties():
            count = f"({tie.weight})" if tie.sort == "summed" else "" if tie.status == "present" else f"({tie.status})"
            self._put("actor", tie.from_.id, _TIES, f"{escaped(tie.kind)} {files.refs((tie.to,))} {escaped(count)}".rstrip())
            self._put("actor", tie.to.id, _TIES, f"{files.refs((tie.from_,))} {escaped(tie.kind)} this {escaped(count)}".rstrip())

    def of(self, kind: str) -> Callable[[str], dict[str, list[str]]]:
        """Part → lines of each thing of a kind, to be asked for in the order of ids."""
        self._lines.seek(0)
        start = f"{kind}\0".encode()
        ordered = sorted_lines((line for line in self._lines if line.startswith(start)), _PIECE)
        groups = groupby((line.decode("utf-8", "surrogatepass")[:-1].split("\0", 2)[1:] for line in ordered), itemgetter(0))
        at: list[Any] = [next(groups, None)]

        def wanted(identifier: str) -> dict[str, list[str]]:
            found: dict[str, list[str]] = {}
            while at[0] is not None and at[0][0] < identifier:
                at[0] = next(groups, None)
            if at[0] is not None and at[0][0] == identifier:
                for _, line in at[0][1]:
                    found.setdefault(line[0], []).append(line[13:])
            return found

        return wanted


def notes(material: Material) -> Iterator[tuple[str, Iterator[bytes]]]:
    """(path, content) of each note."""
    assert material.books is not None
    files = _Files()
    for actor in material.books.actors():
        files.name("actor", actor.id, actor.label)
    with _Links(material, files) as links:
        yield from links.events()
        links.ties()
        wanted = links.of("actor")
        for actor in material.books.actors():
            yield f"{files.name('actor', actor.id, actor.label)}.md", _note(_actor(actor, wanted(actor.id)))
        wanted = links.of("place")
        for place in material.look.things.ids("place"):
            record = material.look.things.place(place)
            yield f"{files.name('place', place, record.label)}.md", _note(_place(material.look, place, wanted(place).get(_EVENTS, ()), files))


def event_label(row: EventRow) -> str:
    """The title of an event's note: when, what, where, and the id, which keeps titles apart."""
    where = row.place.label if row.place else ""
    return " ".join(filter(None, (row.edtf or row.earliest or "undated", row.type or "event", where, row.id[:10])))


def _note(lines: Sequence[str]) -> Iterator[bytes]:
    yield unicode_text("\n".join(lines) + "\n").encode("utf-8")


def _front(**values: Any) -> list[str]:
    """Properties in YAML; JSON's texts are YAML's."""
    kept = {name: value for name, value in values.items() if value not in (None, [], ())}
    return ["---", *(f"{name}: {json.dumps(value)}" for name, value in kept.items()), "---"]


def escaped(text: str) -> str:
    """A text on one line in which Markdown, HTML and plugins find nothing to obey."""
    return _MARKS.sub(r"\\\1", " ".join(_UNSEEN.sub(" ", unicode_text(text)).split()))


_TOLD = frozenset(
    ("id", "type", "factuality", "earliest", "latest", "killedLow", "killedBest", "killedHigh", "speakers", "contested", "partOf", "place", "placeLabel", *tuple(f"{role}{more}" for role, _ in _ROLES for more in ("", "Labels")))
)
"""What a note says of an event elsewhere."""


def _event(row: EventRow, look: Lookups, files: _Files, parts: Sequence[str]) -> list[str]:
    killed = row.killed

    def linked(identifier: str) -> str:
        return files.link("event", identifier, event_label(look.event_row(identifier)))

    lines = _front(
        id=row.id, kind="event", type=row.type, factuality=row.factuality, earliest=row.earliest, latest=row.latest,
        killed=killed.best if killed else None, part_of=row.part_of, speakers=row.speakers, contested=list(row.contested),
        tags=[f"type/{row.type or 'event'}"], **{name: value for name, value in flat(row).items() if name not in _TOLD and value is not False},
    )  # fmt: skip
    lines += [f"# {escaped(title(row))}", ""]
    lines += [f"- {name}: {files.refs(refs)}" for attribute, name in _ROLES if (refs := getattr(row, attribute))]
    if row.place:
        lines.append(f"- Place: {files.refs((row.place,))}")
    if row.part_of:
        lines.append(f"- Part of: {linked(row.part_of)}, whose killed include these" if killed else f"- Part of: {linked(row.part_of)}")
    lines += [f"- Part: {linked(each)}" for each in parts]
    if killed:
        lines.append(f"- Killed: {figure_words(killed)}")
    if row.contested:
        lines.append(f"- Contested: {escaped(', '.join(row.contested))}")
    lines += ["", "## Claims", ""]
    for claim in look.claims_about("event", row.id):
        lines += [*_claim(claim, files), ""]
    return lines


def _claim(claim: ClaimRow, files: _Files) -> list[str]:
    said = f"{files.refs((claim.speaker,))}, in {escaped(claim.publisher or 'an unnamed paper')}"
    when = f", {claim.published}" if claim.published else ""
    marked = "".join(f" ({word})" for word in (claim.polarity, claim.factuality) if word not in ("affirmed", "actual"))
    return [f"> {escaped(claim.sentence)}", ">", f"> — {said}{when}{marked} `{claim.id}`"]


def _actor(actor: Cast, parts: Mapping[str, Sequence[str]]) -> list[str]:
    lines = _front(id=actor.id, kind="actor", aliases=list(actor.aliases), tags=[f"actor/{actor.kind}"])
    lines += [f"# {escaped(actor.label)}", ""]
    for heading, part in (("Ties", _TIES), ("Events", _EVENTS)):
        if items := parts.get(part):
            lines += [f"## {heading}", "", *(f"- {item}" for item in items), ""]
    return lines


def _place(look: Lookups, identifier: str, events: Sequence[str], files: _Files) -> list[str]:
    places = around(look, identifier)
    where = point(places)
    lines = _front(
        id=identifier, kind="place", precision=places[0].precision, aliases=list(places[0].alt),
        location=[where[0], where[1]] if where else None, tags=["place"],
    )  # fmt: skip
    lines += [f"# {escaped(places[0].label)}", ""]
    if len(places) > 1:
        lines += ["In " + ", ".join(files.link("place", place.id, place.label) for place in places[1:]), ""]
    return lines + (["## Events", "", *(f"- {event}" for event in events)] if events else [])
