"""What a user decides about a graph: judgements, grades and the policy, each applied at once and at every rebuild.

Actors and places are judged by their ids, events by a claim about each, so that a judgement outlives renamed events, rebuilds
and another version's reading.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from conflictgraph.errors import StopRun, UnknownName
from conflictgraph.extraction import consolidation
from conflictgraph.judgement import (
    CREDIBILITY,
    JUDGED_KINDS,
    RELIABILITY,
    Anchor,
    Grade,
    GradedKind,
    Judged,
    JudgedKind,
    Judgement,
    Pair,
)
from conflictgraph.kinds import root_type

if TYPE_CHECKING:
    from conflictgraph.query import Lookups
    from conflictgraph.query.least import Least
    from conflictgraph.resolve import Policy
    from conflictgraph.resolve.judgements import Judgements
    from conflictgraph.review import Proposal
    from conflictgraph.store.embedded import Embedded
    from conflictgraph.whysame import Asked, WhySame

_AT = re.compile(r".+@(?:article:)?A-[0-9A-Fa-f]+…?")  # an actor as one article names it
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]*")
COLUMNS = ("kind", "one", "other", "judgement", "oneLabel", "otherLabel")


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """A judgement with the names of the two things; `one` and `other` are ids of actors or places, or of claims, which
    stand for the events that they are about. A label is empty where the graph does not hold the thing (any more)."""

    kind: str
    one: str
    other: str
    judgement: str
    one_label: str
    other_label: str


@dataclass(frozen=True, slots=True)
class GradeRow:
    """A grade with its meaning; `kind` is `source` (an actor) or `claim`."""

    kind: str
    id: str
    label: str
    grade: str
    meaning: str


class Judging:
    """The part of a graph in which the user decides; `api.Graph` inherits it."""

    _store: Embedded
    _lookups: Lookups | None

    @property
    def lookups(self) -> Lookups:
        raise NotImplementedError

    def _changed(self) -> None:
        from conflictgraph import pipeline

        self._lookups = None
        pipeline.catch_up(self._store, consolidation)

    def _judgements(self) -> Judgements:
        from conflictgraph.growing import guidance

        return guidance(self._store).judgements

    # --- judgements ----------------------------------------------------------------------------------------------

    def judge(self, judgement: str | Judgement, one: str, other: str) -> JudgementRow:
        """Say of two actors, places or events that they are the `same`, `different`, or that you are `unsure`.

        Names and ids do; of an event any claim's id does, and the judgement is about that claim. It counts at once and at
        every rebuild, along chains (A is B and B is C: A is C). An earlier judgement about the same two is replaced. Raises
        `errors.StopRun` with one sentence that names the chain where others contradict it, `UnknownName`, `AmbiguousName`.
        """
        try:
            said = Judgement(judgement)
        except ValueError:
            raise StopRun(f"“{judgement}” is no judgement; say same, different or unsure.") from None
        first, second = self._two(one, other)
        if first == second:
            raise StopRun(f"“{one}” and “{other}” both stand for {self._label(*first)}; nothing can be judged of one thing.")
        new = Judged(Pair(first[0], first[1], second[1]), said)
        self._allow([new])
        self._store.verdicts.judge([new], self._anchors([new]))
        self._changed()
        return self._row(new)

    def why_same(self, one: str, other: str) -> WhySame:
        """Why two actors, places or events are one, or are not: what was compared, the weights, the threshold, the judgements.

        Names and ids do, as for `judge`; of an event a claim's id means what its article says of it. Raises `UnknownName`,
        `AmbiguousName`.
        """
        from conflictgraph.extraction import rules
        from conflictgraph.whysame import why_same

        asked = [self._asked(one, JUDGED_KINDS)]
        asked.append(self._asked(other, (asked[0][0],)))
        return why_same(self._store, self.lookups, self._judgements(), rules(), asked[0][0], asked[0][1], asked[1][1], self._label)

    def _asked(self, name: str, kinds: Sequence[JudgedKind]) -> tuple[JudgedKind, Asked]:
        from conflictgraph.extraction import rules
        from conflictgraph.whysame import Asked, actor_of

        if "actor" in kinds and (there := self._in_article(name)) is not None:
            node, pinned = there
            node = pinned if pinned in self._judgements().names("actor") else node
            return "actor", Asked(name, actor_of(self._store, rules(), node), node)
        found = self.lookups.find(name, *kinds)
        return next(each for each in JUDGED_KINDS if each == found.kind), Asked(name, found.id, found.named)

    def _in_article(self, name: str) -> tuple[str, str] | None:
        """The actor of NAME@ARTICLE: its node in the article (see `resolve.traits`), and the id under which judgements keep it.
        None for another form of name. Raises `UnknownName` where the article names nobody so."""
        if not _AT.fullmatch(name):
            return None
        from conflictgraph.extraction import rules
        from conflictgraph.names import fold, slug
        from conflictgraph.resolve.parts import part
        from conflictgraph.resolve.spelling import person_key

        wanted, _, at = name.rpartition("@")
        article = self.lookups.find(at, "article").id
        record = self._store.articles.record(article)
        if record is None:
            raise UnknownName(f"There is no article {at}.")
        made = part(record, rules().collectors)
        called = {n.actor for n, _ in made.names if fold(n.name) == fold(wanted)}
        for each in made.traits:
            ids = (each.node, each.base, f"{each.base}~{article}")
            if each.kind != "post" and (each.node in called or wanted in ids or each.base in (slug(person_key(wanted)), slug(wanted))):
                return each.node, f"{each.base}~{article}"
        raise UnknownName(f"The article {self._store.short(article)} names no actor “{wanted}” that other articles may name, too.")

    def _two(self, one: str, other: str) -> tuple[tuple[JudgedKind, str], tuple[JudgedKind, str]]:
        first = self._thing(one, JUDGED_KINDS)
        return first, self._thing(other, (first[0],))

    def _thing(self, name: str, kinds: Sequence[JudgedKind]) -> tuple[JudgedKind, str]:
        if "actor" in kinds and (there := self._in_article(name)) is not None:
            return "actor", there[1]
        found = self.lookups.find(name, *kinds)
        kind = next(each for each in JUDGED_KINDS if each == found.kind)
        if kind != "event":
            return kind, found.named or found.id
        return kind, found.named if found.named and found.named.startswith("C-") else f"C-{found.id[2:]}"

    def _allow(self, new: Iterable[Judged]) -> None:
        held = self._judgements()
        for each in new:
            against = held.conflict(each, lambda identifier, kind=each.pair.kind: self._label(kind, identifier))  # type: ignore[misc]
            if against is not None:
                raise StopRun(against)
            held = held.plus(each)

    def _anchors(self, judged: Iterable[Judged]) -> list[Anchor]:
        names = {i for each in judged if each.pair.kind == "event" for i in (each.pair.left, each.pair.right)}
        return [anchor for name in sorted(names) if (anchor := self._anchor(name)) is not None]

    def _anchor(self, claim: str) -> Anchor | None:
        from conflictgraph.graphmodel import GClaim

        found = self.lookups.things.get("claim", claim)
        if not isinstance(found, GClaim):
            return None
        words = self.lookups.things.passage(found.passage).exact
        return Anchor(claim, found.article, root_type(found.facts.event_type or ""), words)

    def _label(self, kind: str, identifier: str) -> str:
        from conflictgraph.graphmodel import GActor, GClaim, GPlace

        things = self.lookups.things
        if kind == "event":
            claim = things.get("claim", identifier)
            if not isinstance(claim, GClaim):
                return f"the event of {identifier}"
            return f"{self.lookups.event_label(claim.facts)} ({self._store.short(identifier)})"
        thing = things.get(kind, identifier) or things.get(kind, self._now(kind, identifier)[1])
        return f"{thing.label} ({identifier})" if isinstance(thing, (GActor, GPlace)) else identifier

    def _row(self, judged: Judged) -> JudgementRow:
        pair = judged.pair
        labels = [self._label(pair.kind, each) for each in (pair.left, pair.right)]
        return JudgementRow(pair.kind, pair.left, pair.right, judged.judgement.value, *labels)

    def judgements(self) -> list[JudgementRow]:
        """The judgements that count, by kind and id."""
        return [self._row(each) for each in self._store.verdicts.judged()]

    def undo(self, one: str | None = None, other: str | None = None) -> JudgementRow:
        """Take back the last judgement, or the last one about two things; what was judged of them before counts again.
        Raises `errors.UnknownName` where there is none."""
        pair = None
        if one is not None and other is not None:
            pair = self._judged_pair(one, other)
        last = self._store.verdicts.log()[-1:] if pair is None else [e for e in self._store.verdicts.judged() if e.pair == pair]
        if not last:
            raise UnknownName("There is no such judgement; “conflictgraph judgements” lists them.")
        before = [each for each in self._store.verdicts.log() if each.pair == last[0].pair][:-1]
        if before:
            self._allow(before[-1:])
        row = self._row(last[0])
        self._store.verdicts.undo(last[0].pair)
        self._changed()
        return row

    def _judged_pair(self, one: str, other: str) -> Pair:
        """The judged pair that two names mean: by the ids it is kept under, else by what they lead to now."""
        judged = [each.pair for each in self._store.verdicts.judged()]
        for pair in judged:
            if {one, other} == {pair.left, pair.right}:
                return pair
        first, second = self._two(one, other)
        wanted = {self._now(*first), self._now(*second)}
        for pair in judged:
            if {self._now(pair.kind, pair.left), self._now(pair.kind, pair.right)} == wanted:
                return pair
        return Pair(first[0], first[1], second[1])

    def _now(self, kind: str, identifier: str) -> tuple[str, str]:
        leads = [to for i, its, to in self._store.identify(identifier) if i == identifier and (kind == "event" or its == kind)]
        return kind, leads[0] if leads else identifier

    def judge_ids(self, kind: JudgedKind, one: str, other: str, judgement: str) -> JudgementRow:
        """`judge` for two ids as judgements keep them, as `review` gives them."""
        new = Judged(Pair(kind, one, other), Judgement(judgement))
        self._allow([new])
        self._store.verdicts.judge([new], self._anchors([new]))
        self._changed()
        return self._row(new)

    def review(self, kind: JudgedKind | None = None, limit: int | None = None) -> list[Proposal]:
        """The undecided pairs of things that are most worth a judgement (see `review.proposals`)."""
        from conflictgraph.extraction import rules
        from conflictgraph.growing import worked
        from conflictgraph.review import proposals

        return proposals(self._store, self.lookups, worked(self._store, rules()), kind, limit)

    def undecided(self, proposal: Proposal) -> bool:
        """Is a proposed pair still open, also along chains?"""
        return self._judgements().verdict(Pair(proposal.kind, proposal.one, proposal.other)) is None

    def judgements_csv(self) -> str:
        """The judgements as CSV, as `import_judgements` reads it; a label that a spreadsheet would run gets an apostrophe."""
        from conflictgraph.sparqlout import harmless, visible

        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in self.judgements():
            labels = (harmless(visible(row.one_label)), harmless(visible(row.other_label)))
            writer.writerow((row.kind, row.one, row.other, row.judgement, *labels))
        return out.getvalue()

    def import_judgements(self, text: str, source: str = "the file") -> int:
        """Add the judgements of a CSV text with the columns kind, one, other, judgement; all or none. Returns how many were
        new. Raises `errors.StopRun` with the line and one sentence for what is wrong."""
        new: list[Judged] = []
        try:
            reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
            lines = [(reader.line_num, line) for line in reader]
            lacking = [name for name in COLUMNS[:4] if name not in (reader.fieldnames or ())]
        except csv.Error as error:
            raise StopRun(f"{source} is no CSV: {error}.") from None
        if lacking:
            raise StopRun(f"{source} has no column {', '.join(lacking)}; judgements have {', '.join(COLUMNS[:4])}.")
        held = {each.pair: each.judgement for each in self._store.verdicts.judged()}
        for number, line in lines:
            kind, one, other, said = ((line[name] or "").strip() for name in COLUMNS[:4])
            where = f"Line {number} of {source}"
            if kind not in JUDGED_KINDS:
                raise StopRun(f"{where}: “{kind[:60]}” is no kind; it is one of {', '.join(JUDGED_KINDS)}.")
            if said not in {each.value for each in Judgement}:
                raise StopRun(f"{where}: “{said[:60]}” is no judgement; it is same, different or unsure.")
            if not one or not other or one == other:
                raise StopRun(f"{where}: two different ids are needed.")
            if not (_ID.fullmatch(one) and _ID.fullmatch(other)):
                raise StopRun(f"{where}: an id is made of letters, digits, hyphens, dots and underscores.")
            if kind == "event" and not (one.startswith("C-") and other.startswith("C-")):
                raise StopRun(f"{where}: events are judged by ids of claims, which begin with C-.")
            judged = Judged(Pair(kind, one, other), Judgement(said))
            if held.get(judged.pair) is not judged.judgement:
                held[judged.pair] = judged.judgement
                new.append(judged)
        self._allow(new)
        if new:
            self._store.verdicts.judge(new, self._anchors(new))
            self._changed()
        return len(new)

    # --- grades --------------------------------------------------------------------------------------------------

    def grade(self, name: str, grade: str) -> GradeRow:
        """Grade a source (an actor, by name or id) from A to F or a claim (by id) from 1 to 6, on the Admiralty scale. Raises
        `errors.StopRun` for another grade."""
        given = grade.strip().upper()
        kind: GradedKind = "claim" if given in CREDIBILITY else "source"
        if given not in CREDIBILITY and given not in RELIABILITY:
            raise StopRun(f"“{grade}” is no grade; sources are graded A to F, claims 1 to 6.")
        identifier = self._graded(kind, name)
        anchor = self._anchor(identifier) if kind == "claim" else None
        self._store.verdicts.grade(Grade(kind, identifier, given), [anchor] if anchor else [])
        self._changed()
        return self._grade_row(Grade(kind, identifier, given))

    def _graded(self, kind: GradedKind, name: str) -> str:
        found = self.lookups.find(name, "actor" if kind == "source" else "claim")
        return found.id

    def ungrade(self, name: str) -> GradeRow:
        """Remove the grade of a source or claim. Raises `errors.UnknownName` where there is none."""
        for each in self._store.verdicts.grades():
            if each.id == name:
                break
        else:
            found = self.lookups.find(name, "actor", "claim")
            kind = "source" if found.kind == "actor" else "claim"
            fitting = [e for e in self._store.verdicts.grades() if (e.kind, e.id) == (kind, found.id)]
            if not fitting:
                raise UnknownName(f"“{name}” is not graded; “conflictgraph grades” lists what is.")
            each = fitting[0]
        row = self._grade_row(each)
        self._store.verdicts.ungrade(each.kind, each.id)
        self._changed()
        return row

    def grades(self) -> list[GradeRow]:
        """All grades: claims, then sources, by id."""
        return [self._grade_row(each) for each in self._store.verdicts.grades()]

    def _grade_row(self, grade: Grade) -> GradeRow:
        label = self._label("actor" if grade.kind == "source" else "event", grade.id)
        return GradeRow(grade.kind, grade.id, label, grade.grade, {**RELIABILITY, **CREDIBILITY}[grade.grade])

    @property
    def policy(self) -> Policy:
        """The policy that the graph is made by."""
        from conflictgraph.growing import guidance

        return guidance(self._store).policy

    def set_policy(self, policy: str) -> bool:
        """Make the graph by a policy that ships (`all`, `attributed`, `two-speakers`) or by one in a TOML file; it stays with
        the graph. False where it was this one. Raises `errors.StopRun` for a policy that is none."""
        changed = self._store.verdicts.set_policy(policy_named(policy).text())
        if changed:
            self._changed()
        return changed


def policy_named(given: str) -> Policy:
    """A policy by name, or out of a TOML file. Raises `errors.StopRun`."""
    from conflictgraph.resolve.policy import named_policy, policy_of

    path = Path(given)
    if path.suffix != ".toml" and not path.is_file():
        return named_policy(given)
    try:
        return policy_of(path.read_text("utf-8"), path.stem[:60] or "own")
    except FileNotFoundError:
        raise StopRun(f"There is no file {given}.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise StopRun(f"The policy {given} cannot be read: {error}.") from None


def least(speakers: int = 0, confidence: float = 0.0, grade: str | None = None) -> Least:
    """The least that a listing asks for. Raises `errors.StopRun` for a grade that is none."""
    from conflictgraph.query.least import Least
    from conflictgraph.resolve.grades import least_grade

    return Least(speakers, confidence, least_grade(grade) if grade is not None else None)
