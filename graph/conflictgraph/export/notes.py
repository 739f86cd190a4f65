"""The graph as notes in Markdown that link to each other, for Obsidian: one note for each actor, place and event, with the
words of every claim. Texts come out of articles, so that nothing in them is left that Markdown, HTML or a plugin would obey.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from conflictgraph.export.maps import title
from conflictgraph.export.material import Material, around, point
from conflictgraph.export.pictures.figures import figure_words
from conflictgraph.export.values import Names, unicode_text
from conflictgraph.query import Lookups
from conflictgraph.query.plain import flat
from conflictgraph.query.rows import ActorRow, ClaimRow, EventRow, Ref

_FORBIDDEN = re.compile(r'[\\/:*?"<>|#^\[\]%\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
_MARKS = re.compile(r"([!-/:-@\[-`{-~])")  # every mark of ASCII may be escaped (CommonMark, 2.4)
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")
_ROLES = (("agents", "Agents"), ("patients", "Patients"), ("victims", "Victims"), ("participants", "Participants"))


class _Files:
    """The file of each thing: its name, cleaned of what file systems and wikilinks cannot hold, and its id where two share
    a name."""

    def __init__(self) -> None:
        self._names = Names()
        self._taken: dict[str, str] = {}

    def name(self, kind: str, identifier: str, label: str) -> str:
        clean = " ".join(_FORBIDDEN.sub(" ", unicode_text(label)).split()).strip(". ")[:100].strip() or identifier
        key = f"{kind}/{identifier}"
        folder = {"actor": "Actors", "place": "Places", "event": "Events"}[kind]
        whole = f"{folder}/{clean}"
        if self._taken.setdefault(whole.casefold(), key) != key:
            whole = f"{whole} ({_FORBIDDEN.sub(' ', identifier)})"
        return self._names.name(key, whole)

    def link(self, kind: str, identifier: str, label: str) -> str:
        """A wikilink that shows the label."""
        shown = " ".join(_FORBIDDEN.sub(" ", _UNSEEN.sub(" ", unicode_text(label))).split()) or identifier
        return f"[[{self.name(kind, identifier, label)}|{shown}]]"

    def refs(self, refs: Sequence[Ref]) -> str:
        return ", ".join(self.link(ref.kind, ref.id, ref.label) for ref in refs)


def notes(material: Material) -> Iterator[tuple[str, Iterator[bytes]]]:
    """(path, content) of each note."""
    files = _Files()
    actors = material.look.actors()
    for actor in sorted(actors, key=lambda row: row.id):
        files.name("actor", actor.id, actor.label)
    there: dict[str, list[str]] = defaultdict(list)
    party: dict[str, list[str]] = defaultdict(list)
    parts: dict[str, list[str]] = defaultdict(list)
    for deed in material.deeds():
        if deed.part_of is not None:
            parts[deed.part_of].append(deed.id)
    for row, look in material.events():
        label = event_label(row)
        link = files.link("event", row.id, label)
        for ref in dict.fromkeys((*row.agents, *row.patients, *row.victims, *row.participants)):
            party[ref.id].append(link)
        if row.place:
            there[row.place.id].append(link)
        yield f"{files.name('event', row.id, label)}.md", _note(_event(row, look, files, parts.get(row.id, ())))
    ties = defaultdict(list)
    for tie in material.look.ties():
        count = f"({tie.weight})" if tie.sort == "summed" else "" if tie.status == "present" else f"({tie.status})"
        ties[tie.from_.id].append(f"{escaped(tie.kind)} {files.refs((tie.to,))} {escaped(count)}".rstrip())
        ties[tie.to.id].append(f"{files.refs((tie.from_,))} {escaped(tie.kind)} this {escaped(count)}".rstrip())
    for actor in sorted(actors, key=lambda row: row.id):
        yield f"{files.name('actor', actor.id, actor.label)}.md", _note(_actor(actor, ties[actor.id], party[actor.id]))
    for place in material.look.things.ids("place"):
        row_ = material.look.things.place(place)
        yield f"{files.name('place', place, row_.label)}.md", _note(_place(material.look, place, there[place], files))


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


def _actor(actor: ActorRow, ties: Sequence[str], events: Sequence[str]) -> list[str]:
    lines = _front(id=actor.id, kind="actor", aliases=list(actor.aliases), tags=[f"actor/{actor.kind}"])
    lines += [f"# {escaped(actor.label)}", ""]
    for heading, items in (("Ties", ties), ("Events", events)):
        if items:
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
