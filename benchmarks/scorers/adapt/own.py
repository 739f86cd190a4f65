"""The sample articles in `data/articles`: read as files, so that the reading of pages and wire copy counts, too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from conflictgraph.errors import SkipArticle
from conflictgraph.model import Account, Article, Figure, Mention, PlaceMention, Record
from scorers import own
from scorers.adapt.base import DEV, Corpus, harmed, is_pronoun, pair
from scorers.common import Row


@cache
def _file(name: str) -> tuple[Article | SkipArticle, ...]:
    from conflictgraph.read import read

    return tuple(read(own.TRUTH.with_name(name)))


def _articles(row: Row) -> tuple[Article, ...]:
    outcome = _file(row["file"])[row["n"]]
    return () if isinstance(outcome, SkipArticle) else (outcome,)


class _Names:
    """The names that a party has in one record: its own head, and the heads and names of its chain."""

    def __init__(self, record: Record) -> None:
        self._text = record.article.text
        self._chains: dict[int, set[str]] = defaultdict(set)
        for entity in record.entities:
            if entity.chain is not None:
                self._chains[entity.chain].add(self._text[entity.start : entity.end])
        for account in record.accounts:
            for m in (*account.agents, *harmed(account), *account.participants, *account.speakers):
                if m.chain is not None:
                    self._chains[m.chain].add(self._head(m))

    def _head(self, mention: Mention) -> str:
        return self._text[mention.head.start : mention.head.end]

    def of(self, mention: Mention) -> list[str]:
        names = {self._head(mention)} | (self._chains[mention.chain] if mention.chain is not None else set())
        return sorted(name for name in names if not is_pronoun(name)) or [self._head(mention)]


def figure(figure: Figure | None) -> list[int | None] | None:
    return None if figure is None else [figure.low, figure.best, figure.high]


def _predict(row: Row, records: Sequence[Record]) -> Row:
    if not records:
        return {"text": None, "accounts": []}
    (record,) = records
    by_id = {a.id: a for a in record.accounts}
    names = _Names(record)
    return {"text": record.article.text, "accounts": [_account(record, a, by_id, names) for a in record.accounts]}


def dated(record: Record, a: Account, by_id: Mapping[str, Account]) -> tuple[PlaceMention | None, list[str | None]]:
    """An account's place and the first and last day of its date; of what is told again, the first telling's where it has none."""
    place, time = a.place, a.time
    told, seen = a, {a.id}
    while a.kind == "event" and told.about is not None and told.about in by_id and told.about not in seen:
        told = by_id[told.about]
        seen.add(told.id)
        place, time = place or told.place, time or told.time
    where = next((p for p in record.places if place is not None and p.id == place.id), None)
    when = next((t for t in record.times if time is not None and t.id == time.id), None)
    return where, [when.earliest, when.latest] if when else [None, None]


def _account(record: Record, a: Account, by_id: Mapping[str, Account], names: _Names) -> Row:
    where, when = dated(record, a, by_id)
    relation = None
    if a.relation is not None:
        ends = {
            end: [*names.of(m), *([m.actor.replace("-", " ")] if m.actor else [])]
            for end, m in (("from", a.relation.from_), ("to", a.relation.to))
        }
        relation = {"name": a.relation.name, "status": a.relation.status, **ends}
    return {
        "kind": a.kind, "type": a.type, "mode": a.mode, "trigger": pair(a.trigger), "passage": pair(a.passage),
        "cue": pair(a.cue) if a.cue else None, "agents": [names.of(m) for m in a.agents],
        "patients": [names.of(m) for m in harmed(a)], "participants": [names.of(m) for m in a.participants],
        "place": [where.name, record.article.text[where.start : where.end]] if where else None,
        "date": when,
        **{name: figure(getattr(a, name)) for name in own.FIGURES},
        "speaker": names.of(a.speaker) if a.speaker else None, "about": a.about is not None,
        "factuality": a.factuality, "polarity": a.polarity, "attribution": a.attribution, "relation": relation,
    }  # fmt: skip


OWN = Corpus(
    name="own",
    files={DEV: str(own.TRUTH)},  # not of the folder of public corpora: it ships with the project
    articles=_articles,
    predict=_predict,
    score=own.score,
    pinned=("event F", "agents F", "patients F", "place accuracy", "date accuracy", "figures accuracy", "speaker F", "tie F"),
    key=own.key,
)
