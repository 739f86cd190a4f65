"""What an adapter is, and the few readings of a record that several adapters share."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from conflictgraph.extract.mentions import gazetteer
from conflictgraph.model import Account, Anchor, Article, Mention, PlaceMention, Record, Span
from scorers.common import Row, overlaps, row_id, words

DEV, HELDOUT = "dev", "heldout"
Score = Callable[[Sequence[Row], Mapping[str, Row]], Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus: where its rows lie for each split, how they become articles, and how records become predictions.

    `predict` gets the row and the records of its articles, in order; the id is added by the caller. `pinned` are the
    measures that floors hold, all of them better when higher. `select` chooses the rows that measure. `key` names rows
    that have no id of their own."""

    name: str
    files: Mapping[str, str]
    articles: Callable[[Row], tuple[Article, ...]]
    predict: Callable[[Row, Sequence[Record]], Row]
    score: Score
    pinned: tuple[str, ...]
    select: Callable[[Row, str], bool] = lambda row, split: True
    key: Callable[[Row], str] = row_id


def bare_text(row: Row) -> tuple[Article, ...]:
    """A row's text as an article of which nothing else is known."""
    return (Article(row["text"]),)


def paths(name: str, **others: str) -> dict[str, str]:
    """`<name>/dev.jsonl` and `<name>/heldout.jsonl`, with what differs."""
    return {DEV: f"{name}/dev.jsonl", HELDOUT: f"{name}/heldout.jsonl", **others}


def odd(row: Row, split: str) -> bool:
    """Rows of dev whose id's sha1 begins with an odd byte: the even ones may train."""
    return split != DEV or bool(hashlib.sha1(row_id(row).encode()).digest()[0] % 2)


def sentence_article(row: Row) -> tuple[Article, ...]:
    """The row's sentence or text as an article, published on the row's date if it has an ISO one."""
    date = str(row.get("date") or "")
    if len(date) == 8 and date.isdigit():
        date = f"{date[:4]}-{date[4:6]}-{date[6:]}"
    return (Article(text=row.get("sentence") or row["text"], published=date if _iso(date) else None),)


def file_article(row: Row, host: str) -> tuple[Article, ...]:
    """A text of our own as a file of it would be read, under a URL of its own at a host that does not exist."""
    from conflictgraph.read import read_text

    url = f"https://{host}/{row['id']}"
    return (read_text(row["text"], published=row.get("published"), publisher=row.get("publisher"), title=row.get("title"), url=url),)


def whole_record(row: Row, records: Sequence[Record]) -> Row:
    """The record itself, for scorers that consolidate all of them."""
    from conflictgraph.records import to_json

    return {"record": to_json(records[0])}


def _iso(date: str) -> bool:
    parts = date.split("-")
    return len(parts) == 3 and [len(p) for p in parts] == [4, 2, 2] and all(p.isdigit() for p in parts)


def pair(span: Span | Mention | Anchor) -> list[int]:
    return [span.start, span.end]


def is_pronoun(text: str) -> bool:
    return text.strip().lower() in words("pronouns")


def mentions(account: Account) -> Iterator[Mention]:
    """Every party of an account, in the order of the record's fields."""
    for group in (
        account.agents,
        account.patients,
        account.victims,
        account.participants,
        account.instruments,
        account.targets,
        account.speakers,
    ):
        yield from group


def named(record: Record, mention: Mention) -> Mention:
    """The mention itself; for a pronoun the nearest mention before it (else after it) in its chain that is none."""
    text = record.article.text
    if mention.chain is None or not is_pronoun(text[mention.head.start : mention.head.end]):
        return mention
    others = {
        (m.start, m.end): m for account in record.accounts for m in mentions(account) if m.chain == mention.chain
    }
    for entity in record.entities:
        if entity.chain == mention.chain and not any(overlaps((entity.start, entity.end), key) for key in others):
            span = Span(entity.start, entity.end)
            others[entity.start, entity.end] = Mention(span.start, span.end, span, entity.actor, entity.chain)
    real = [m for m in others.values() if not is_pronoun(text[m.head.start : m.head.end])]
    if not real:
        return mention
    return min(real, key=lambda m: (m.start > mention.start, abs(m.start - mention.start), m.start))


def harmed(account: Account) -> tuple[Mention, ...]:
    """Patients and named victims, each span once."""
    return tuple({(m.start, m.end): m for m in account.patients + account.victims}.values())


def main_account(record: Record) -> Account | None:
    """The one account of a sentence that a corpus with one event a sentence asks for: an event before a statement; of
    these the one whose actor (without one, whose sufferer) is named first, then the earliest trigger. Of statements, one that
    tells what it is of goes first. What is denied, or only called so, comes after the rest."""

    denials = [(span.start, span.end) for a in record.accounts if a.kind == "statement" and a.rule.startswith("speech:deny") for span in a.content]

    def rank(account: Account) -> tuple[int, bool, int, int, str]:
        kind = {"event": 0, "statement": 1, "tie": 2}[account.kind]
        if account.type is not None:
            denied = any(start <= account.trigger.start < end for start, end in denials)
            called = any(m.start <= account.trigger.start < m.end for m in harmed(account))  # "jailed activists began …"
            kind = 2 if denied else 1 if called else 0
        elif account.kind == "statement" and account.targets and account.rule.startswith("speech:believe"):
            kind = 0
        named = account.agents + account.participants or harmed(account) or (account.speakers[-1:] if account.type is None else ())
        bare = account.type is None and not account.targets
        return kind, bare, min((m.start for m in named), default=10**9), account.trigger.start, account.id

    return min(record.accounts, key=rank, default=None)


def literal_places(record: Record) -> list[PlaceMention]:
    """The places that no other name holds: not "Syrian", nor "Paris" in "Paris Public Library", but "Angola" in "government of Angola"."""
    held = [(e.start, e.end) for e in record.entities if e.type != "LOC" and not record.article.text[e.start].islower()]

    def people(p: PlaceMention) -> bool:  # "Mexican" in "Mexican officials", who have no name, or "European"
        name = record.article.text[p.start : p.end]
        return gazetteer().people(name) is not None and not gazetteer().lookup(name)

    return [p for p in record.places if not people(p) and not any(start <= p.start and p.end <= end for start, end in held)]
