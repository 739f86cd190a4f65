"""What a denial or a confirmation answers: an account told before, by a clause, by a noun ("the attack", "the claim") or by "it".

Four things can be denied, and they are kept apart. That it happened: an account in the denier's mouth, denied, that `denies` the one told
before. That one did it ("denied responsibility", "rejected the accusation"): the same with no more in it than who is not to have done it.
A figure: the statement itself `denies`, and the event stays as it is. A clause that tells the event again denies what tells of the same. What is
confirmed is an account in the confirmer's mouth, `about` the one told before; a noun ("the strike") confirms that it happened, and no
figure or party with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.link import Links
from conflictgraph.extract.scope import Scope
from conflictgraph.extract.senses import entries_at
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.speakers import principal
from conflictgraph.extract.stances import Pointed, Stance, pointed, stance
from conflictgraph.kinds import MODE_FAMILIES

NEAR, FAR = 3, 8  # sentences back to what "it" or a word for a claim, and what a noun for a deed or a clause answers
CLOSE = 2  # a clause that shares no party with what it answers
PART = ("part", "doing")
_REAL = frozenset({"actual", "alleged"})


def find(doc: Doc, sorts: Sorts, links: Links, drafts: Sequence[Draft], scopes: Sequence[Scope]) -> list[Draft]:
    """Accounts that deny or confirm one told before; statements and clauses are linked in place."""
    answers = _Answers(doc, sorts, links, drafts, scopes)
    for scope in scopes:
        how = stance(doc, scope)
        if how:
            answers.answer(scope, how, pointed(doc, scope))
    answers.contradicted()
    return answers.out


class _Answers:
    def __init__(self, doc: Doc, sorts: Sorts, links: Links, drafts: Sequence[Draft], scopes: Sequence[Scope]) -> None:
        self.doc, self.sorts, self.links = doc, sorts, links
        self.blames = [scope for scope in scopes if scope.entry.kind == "accuse" and scope.entry.pos == "VERB"]
        self.told = sorted((d for d in drafts if d.kind == "event"), key=lambda d: (d.trigger, d.twin))
        self.out: list[Draft] = []
        self._names: Counter[tuple[Node, str]] = Counter()

    def answer(self, scope: Scope, how: Stance, at: Pointed) -> None:
        statement = scope.statement
        again = next((d for d in self.told if d is statement.about), None)
        if not at.what or (at.what in {"doing", "harming"} and again is not None):
            if again is not None:
                self._again(again, how)
            return
        if not scope.speakers:
            return
        before = self._before(scope, at)
        if before is None:
            self.doc.note(scope.cue, "account", "what it denies or confirms is not found among the accounts told before")
            return
        part = at.what in {*PART, "harming"} or (how == "deny" and at.what in {"it", "claim"} and self._accused(scope, before))
        if how == "deny" and at.what == "figure":
            statement.denies, why = before, "a figure of"
        elif part:
            statement.about, why = self._part(scope, before, at, how), "that its speaker did"
        else:
            statement.about, why = self._twin(scope, before, at, how), "all of"
        self.doc.note(scope.cue, "account", f"{'denies' if how == 'deny' else 'confirms'} {why} what “{self.doc.word(before.trigger).text}” told before", taken=True)

    def contradicted(self) -> None:
        """What somebody says did not happen denies what another said did, if it names the same deed."""
        for d in self.told:
            if d.polarity == "denied" and d.attribution == "reported" and d.denies is None and not d.twin:
                other = self._same(d)
                if other is not None and self.doc.word(other.trigger).lemma == self.doc.word(d.trigger).lemma:
                    d.denies = other

    # --- what is answered -------------------------------------------------------------------------------------

    def _before(self, scope: Scope, at: Pointed) -> Draft | None:
        """The account that is answered: of those that others told, the nearest that the words fit, one by or against the speaker before others."""
        doc, links = self.doc, self.links
        own = next((d for d in self.told if at.what in PART and at.node in (d.triggers or [d.trigger]) and (d.patients or d.targets or d.figures)), None)
        if own is not None:
            return own  # "denied any role in the killing of X": told in the same breath
        mine = {links.chain(n) for n in (*scope.speakers, *self._principals(scope))}
        if doc.word(at.node).lemma.lower() in words("blame-noun"):
            blame = next((b for b in reversed(self.blames) if b.cue < scope.cue and scope.cue.s - b.cue.s <= NEAR), None)
            if blame is not None and any(doc.word(h).upos == "VERB" for h in blame.heads):
                return next((d for d in self.told if d is blame.statement.about), None)  # "accused X of …-ing": that is the charge
        near = [
            d for d in self.told
            if d.harmful and d.polarity == "affirmed" and d.factuality in _REAL and d.trigger < scope.cue
            and scope.cue.s - d.trigger.s <= (FAR if at.what in {*PART, "deed"} else NEAR)
            and not any(scope.covers(doc.word(t).start) for t in (d.triggers or [d.trigger]))
            and not (d.speakers and links.chain(d.speakers[-1]) in mine) and self._suits(d, at)
        ]  # fmt: skip
        if at.what == "claim":
            near = [d for d in near if d.attribution == "reported" or d.factuality == "alleged"] or near
        if at.what in {"it", "claim"}:
            near = [d for d in near if d.trigger.s == near[-1].trigger.s]
        about = [d for d in near if mine & {links.chain(n) for n in (*d.agents, *d.participants)}]
        found = (about or near)[-1:]
        if found and at.what in {"it", "claim"}:  # of what one sentence tells, the attack and what is told first
            found = sorted(about or near, key=lambda d: (d.type != "assault", d.trigger))[:1]
        while found and found[0].about is not None and found[0].about in near and found[0].factuality == "actual":
            found = [found[0].about]
        return found[0] if found else None

    def _suits(self, d: Draft, at: Pointed) -> bool:
        """Can the words stand for the account: a figure for one with figures, a part for an attack, a noun for one of its kind?"""
        if at.what == "figure":
            return bool(d.figures)
        if at.what == "harming":
            harmed = {self.links.chain(n) for n in (*d.patients, *d.targets)} | {self.doc.word(n).lemma.lower() for n in (*d.patients, *d.targets)}
            return self.links.chain(at.node) in harmed or self.doc.word(at.node).lemma.lower() in harmed
        if at.what not in {*PART, "deed"}:
            return True
        named = self.doc.word(at.node).lemma.lower() not in words("part-noun") | words("blame-noun")
        entries = entries_at(self.doc.trees[at.node.s], at.node.i) if named else ()
        if not entries:
            return d.type == "assault" and bool(d.patients or d.targets or d.figures or d.participants or d.mode)
        return any(e.type == d.type and alike(e.mode, d.mode) for e in entries)

    def _accused(self, scope: Scope, before: Draft) -> bool:
        """Has somebody blamed the speaker's side since the account was told?"""
        mine = {self.links.chain(n) for n in (*scope.speakers, *self._principals(scope))}
        blames = [d for d in self.told if d.type == "accuse" and before.trigger < d.trigger < scope.cue]
        return any(mine & {self.links.chain(n) for n in d.patients} for d in blames)

    def _again(self, again: Draft, how: Stance) -> None:
        """A clause that tells an event told before denies, or is about, that one."""
        if how == "deny" and again.polarity == "denied" and again.denies is None:
            again.denies = self._same(again)
        elif how == "confirm" and again.polarity == "affirmed" and again.factuality == "actual" and again.about is None:
            again.about = self._same(again)

    def _same(self, again: Draft) -> Draft | None:
        """The nearest account of its type that others told of the same parties, else just before where the parties do not speak against it."""
        near = [
            d for d in self.told
            if d is not again and d.type == again.type and alike(d.mode, again.mode) and d.polarity == "affirmed" and d.factuality in _REAL
            and d.trigger < again.trigger and again.trigger.s - d.trigger.s <= FAR and not self._one_voice(d, again)
        ]  # fmt: skip
        mine = self._parties(again)
        shared = [d for d in near if mine & self._parties(d)]
        close = [d for d in near if again.trigger.s - d.trigger.s <= CLOSE and not (d.agents and again.agents)]
        return next(iter([*reversed(shared), *reversed(close)]), None)

    def _parties(self, d: Draft) -> set[int | str]:
        """Those who act and are acted on, and what is hit, by chain and by noun."""
        nodes = (*d.agents, *d.patients, *d.participants, *d.targets)
        return {self.links.chain(n) for n in nodes} | {self.doc.word(n).lemma.lower() for n in nodes if self.doc.word(n).upos != "PRON"}

    def _one_voice(self, a: Draft, b: Draft) -> bool:
        return bool(a.speakers) and bool(b.speakers) and self.links.chain(a.speakers[-1]) == self.links.chain(b.speakers[-1])

    def _principals(self, scope: Scope) -> list[Node]:
        return list(dict.fromkeys(principal(self.doc, self.sorts, n) for n in scope.speakers))

    # --- what is made of it -----------------------------------------------------------------------------------

    def _twin(self, scope: Scope, before: Draft, at: Pointed, how: Stance) -> Draft:
        """What was told before in the mouth of who denies or confirms it; by a noun no more than that it happened."""
        if at.what == "deed":
            told = next((d for d in self.told if at.node in (d.triggers or [d.trigger])), None)
            if told is not None and how == "confirm" and (told.agents or told.patients or told.participants or told.figures):
                told.about = told.about or before  # the noun tells more itself
                return told
            return self._made(scope, before, at.node, how)
        trigger, name = before.trigger, "denied" if how == "deny" else "confirmed"
        out = replace(
            before, attribution="reported", speakers=self._voice(scope), cue=scope.statement.cue, content=list(scope.statement.content), factuality="actual",
            polarity="denied" if how == "deny" else "affirmed", about=None if how == "deny" else before, denies=before if how == "deny" else None,
            twin=self._name(trigger, name), rule=f"{before.rule}{'-' if how == 'deny' else '+'}{scope.entry.lemma}", triggers=[trigger],
        )  # fmt: skip
        self.out.append(out)
        return out

    def _part(self, scope: Scope, before: Draft, at: Pointed, how: Stance) -> Draft:
        """"denied responsibility", "admitted responsibility": that the speaker's side did it, and nothing else."""
        out = self._made(scope, before, at.node, how)
        out.agents = self._principals(scope)
        return out

    def _made(self, scope: Scope, before: Draft, node: Node, how: Stance) -> Draft:
        """An account of its own of the type told before, with its speaker, and nothing else."""
        name = "denied" if how == "deny" else "confirmed"
        out = Draft(
            "event", before.type, before.mode, node, f"{before.type}:{self.doc.word(node).lemma.lower()}{'-' if how == 'deny' else '+'}{scope.entry.lemma}",
            weight=0.7, triggers=[node], polarity="denied" if how == "deny" else "affirmed", attribution="reported", speakers=self._voice(scope),
            cue=scope.statement.cue, content=list(scope.statement.content), twin=self._name(node, name),
            about=None if how == "deny" else before, denies=before if how == "deny" else None,
        )  # fmt: skip
        self.out.append(out)
        return out

    def _voice(self, scope: Scope) -> list[Node]:
        """The chain of speakers; of those who speak together the first."""
        chain = scope.statement.speakers
        return [*chain[: max(0, len(chain) - len(scope.speakers))], scope.speakers[0]]

    def _name(self, node: Node, twin: str) -> str:
        """A twin's name, numbered where several answer one account."""
        self._names[node, twin] += 1
        return twin if self._names[node, twin] == 1 else f"{twin}+{self._names[node, twin]}"


def alike(a: str | None, b: str | None) -> bool:
    """Can two modes be of one event?"""
    return not a or not b or a == b or any({a, b} <= family for family in MODE_FAMILIES)
