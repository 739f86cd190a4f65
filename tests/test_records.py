"""A record survives JSON, fits its schema, and is refused where its quotes are not in the text."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, get_args

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflictgraph import kinds, model, names, records
from conflictgraph.errors import StopRun
from conflictgraph.model import (
    Account,
    Anchor,
    Article,
    Entity,
    Figure,
    Mention,
    PlaceMention,
    Record,
    Skip,
    Span,
    Tie,
    TimeMention,
)

TEXT = (
    "Subscribe now\n"
    "Rebels killed at least 12 soldiers near Sake on Friday, said Jean Mbuyi, a spokesman for the army. "
    "The rebels denied it."
)


def at(words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def party(words: str, head: str = "", actor: str | None = None, chain: int | None = None) -> Mention:
    whole = at(words)
    inner = TEXT.index(head or words, whole.start)
    return Mention(whole.start, whole.end, Span(inner, inner + len(head or words)), actor, chain)


ARTICLE = Article(
    TEXT,
    title="Clashes near Sake",
    published="2024-02-10",
    publisher="Kivu Ledger",
    url="https://kivu.example.org/sake",
    dateline=None,
    external_id="kl-7",
    skipped=(Skip(0, 13, "boilerplate"),),
)
SENTENCE = Span(14, TEXT.index(" The rebels"))
KILLING = names.account_id(ARTICLE.id, "event", at("killed").start, at("killed").end)
DENIAL = names.account_id(ARTICLE.id, "statement", at("denied").start, at("denied").end)
LINK = names.account_id(ARTICLE.id, "tie", at("spokesman").start, at("spokesman").end)
PLACE = PlaceMention("p1", at("Sake").start, at("Sake").end, "Sake", -1.5736, 29.0449, None, "city", False)
TIME = TimeMention("t1", at("Friday").start, at("Friday").end, "2024-02-09", "2024-02-09", "2024-02-09")
SPOKESMAN = party("Jean Mbuyi", chain=2)
RECORD = Record(
    ARTICLE,
    entities=(Entity(at("Jean Mbuyi").start, at("Jean Mbuyi").end, "PER", None, 2),),
    places=(PLACE,),
    times=(TIME,),
    accounts=(
        Account(
            KILLING, "event", "assault", None, "reported", "actual", "affirmed", at("killed"),
            agents=(party("Rebels", chain=1),), patients=(party("12 soldiers", "soldiers"),),
            place=Anchor(PLACE.start, PLACE.end, "p1"), time=Anchor(TIME.start, TIME.end, "t1"),
            killed=Figure(12, 12, None), who=(("combatants", Figure(12, 12, None)),),
            speakers=(SPOKESMAN,), speaker=SPOKESMAN, cue=at("said"), passage=SENTENCE, rule="verb", confidence=0.9,
        ),
        Account(
            DENIAL, "statement", None, None, "reported", "actual", "denied", at("denied"),
            speakers=(party("The rebels", "rebels", chain=1),), speaker=party("The rebels", "rebels", chain=1),
            cue=at("denied"), content=(Span(at("denied it").start + 7, at("denied it").end),), about=KILLING,
            denies=KILLING, passage=at("The rebels denied it."), rule="cue", confidence=0.8,
        ),
        Account(
            LINK, "tie", None, None, "asserted", "actual", "affirmed", at("spokesman"),
            relation=Tie("spokespersonFor", SPOKESMAN, party("the army", "army"), "present"), passage=SENTENCE,
            rule="apposition", confidence=0.7,
        ),
    ),
)  # fmt: skip


def valid(data: Any) -> bool:
    return bool(jsonschema.Draft202012Validator(records.schema()).is_valid(data))


def test_the_schema_is_a_valid_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(records.schema())


def test_the_record_above_is_accepted_by_all_three_checks() -> None:
    assert records.verify(RECORD) is RECORD
    assert valid(records.to_json(RECORD))
    assert records.loads(records.dumps(RECORD)) == RECORD


def test_one_record_is_one_line_with_its_letters_as_they_are() -> None:
    line = records.dumps(replace(RECORD, article=replace(ARTICLE, title="Zāwiya\nand “Homs”")))
    assert "\n" not in line
    assert "Zāwiya" in line


def test_an_article_in_which_nothing_was_found_is_a_valid_record() -> None:
    assert valid(records.to_json(Record(Article("No news."))))


def objects(data: Any) -> Iterator[dict[str, Any]]:
    """Every object of a record's JSON, the free keys of `who` apart."""
    if isinstance(data, dict):
        yield data
        for key, value in data.items():
            yield from (o for v in value.values() for o in objects(v)) if key == "who" else objects(value)
    elif isinstance(data, list):
        for value in data:
            yield from objects(value)


def test_no_key_may_be_absent_and_none_may_be_added() -> None:
    data = records.to_json(RECORD)
    count = sum(1 for _ in objects(data))
    assert count > 25
    for n in range(count):
        keys = list(list(objects(data))[n])
        for key in keys:
            less = copy.deepcopy(data)
            del list(objects(less))[n][key]
            assert not valid(less), f"{key} is not required"
        more = copy.deepcopy(data)
        list(objects(more))[n]["more"] = None
        assert not valid(more), f"an object with {keys} takes other keys"


def account(name: str) -> dict[str, Any]:
    definition: dict[str, Any] = records.schema()["$defs"]["account"]["properties"][name]
    return definition


def test_the_schema_knows_the_same_words_as_the_code() -> None:
    entities = records.schema()["properties"]["entities"]["items"]["properties"]
    places = records.schema()["properties"]["places"]["items"]["properties"]
    assert account("type")["enum"] == [*kinds.EVENT_TYPES, None]
    assert set(account("mode")["enum"]) == {m for modes in kinds.EVENT_TYPES.values() for m in modes} | {None}
    assert account("kind")["enum"] == list(get_args(model.AccountKind))
    assert account("attribution")["enum"] == list(get_args(model.Attribution))
    assert account("factuality")["enum"] == list(get_args(model.Factuality))
    assert account("polarity")["enum"] == list(get_args(model.Polarity))
    assert entities["type"]["enum"] == list(get_args(model.EntityType))
    assert places["precision"]["enum"] == list(get_args(model.Precision))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("accounts", 0, "type"), "murder"),
        (("accounts", 0, "type"), None),
        (("accounts", 0, "mode"), "by-night"),
        (("accounts", 0, "killed", "low"), -1),
        (("accounts", 0, "killed", "low"), "12"),
        (("accounts", 0, "confidence"), 1.5),
        (("accounts", 0, "id"), "C-1"),
        (("accounts", 2, "relation"), None),
        (("accounts", 2, "type"), "assault"),
        (("published",), "10 February 2024"),
        (("places", 0, "lat"), 91),
        (("entities", 0, "type"), "PERSON"),
        (("id",), "kl-7"),
    ],
)
def test_values_of_the_wrong_kind_do_not_fit_the_schema(path: tuple[str | int, ...], value: Any) -> None:
    data: Any = copy.deepcopy(records.to_json(RECORD))
    inner = data
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    assert not valid(data)


def first(**changes: Any) -> Record:
    return replace(RECORD, accounts=(replace(RECORD.accounts[0], **changes), *RECORD.accounts[1:]))


@pytest.mark.parametrize(
    "wrong",
    [
        first(passage=Span(14, len(TEXT) + 1)),
        first(passage=Span(20, 20)),
        first(passage=Span(30, 20)),
        first(passage=Span(-5, 20)),
        first(trigger=Span(13, 14)),  # only a line break
        first(cue=Span(900, 904)),
        first(content=(Span(0, 900),)),
        first(agents=(Mention(900, 906, Span(900, 906)),)),
        first(agents=(Mention(14, 20, Span(0, 3)),)),  # the head is elsewhere
        first(place=Anchor(PLACE.start, PLACE.end, "p9")),
        first(place=Anchor(PLACE.start, PLACE.end + 3, "p1")),
        first(time=Anchor(TIME.start, TIME.end, "p1")),
        first(about="C-0000000000000000"),
        first(denies="C-0000000000000000"),
        replace(RECORD, entities=(Entity(900, 905, "PER", None, None),)),
        replace(RECORD, places=(replace(PLACE, end=900),)),
    ],
)
def test_a_record_whose_quotes_are_not_in_its_text_is_refused_in_one_sentence(wrong: Record) -> None:
    with pytest.raises(StopRun) as refusal:
        records.verify(wrong)
    assert str(refusal.value).count("\n") == 0
    assert str(refusal.value).endswith(".")
    assert ARTICLE.id in str(refusal.value)


# --- any record -----------------------------------------------------------------------------------------------------

texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)
maybe = st.none() | texts
spans = st.tuples(st.integers(0, 50), st.integers(1, 50)).map(lambda p: Span(p[0], p[0] + p[1]))
chains = st.none() | st.integers(0, 9)
mentions = st.builds(lambda s, h, a, c: Mention(s.start, s.end, h, a, c), spans, spans, maybe, chains)
anchors = st.builds(lambda s, i: Anchor(s.start, s.end, i), spans, texts)
figures = st.builds(
    Figure, st.integers(0, 9999), st.none() | st.integers(0, 9999), st.none() | st.integers(0, 9999)
)
days = st.none() | st.dates().map(lambda d: d.isoformat())
account_ids = st.integers(0, 2**64 - 1).map(lambda n: f"C-{n:016x}")
parties = st.lists(mentions, max_size=2).map(tuple)
categories = st.sampled_from(kinds.CATEGORIES)
typed = st.sampled_from([(t, m) for t, modes in kinds.EVENT_TYPES.items() for m in (None, *modes)])
ties = st.builds(
    Tie, st.sampled_from(kinds.TIE_KINDS), mentions, mentions, st.sampled_from(get_args(model.TieStatus)),
    st.none() | anchors,
)  # fmt: skip


@st.composite
def accounts(draw: st.DrawFn) -> Account:
    kind = draw(st.sampled_from(get_args(model.AccountKind)))
    type_, mode = draw(typed) if kind == "event" else (None, None)
    return Account(
        draw(account_ids), kind, type_, mode, draw(st.sampled_from(get_args(model.Attribution))),
        draw(st.sampled_from(get_args(model.Factuality))), draw(st.sampled_from(get_args(model.Polarity))), draw(spans),
        draw(parties), draw(parties), draw(parties), draw(parties), draw(parties), draw(parties),
        place=draw(st.none() | anchors), time=draw(st.none() | anchors),
        killed=draw(st.none() | figures), wounded=draw(st.none() | figures),
        abducted=draw(st.none() | figures), captured=draw(st.none() | figures),
        who=tuple(sorted(draw(st.dictionaries(categories, figures, max_size=2)).items())),
        speakers=draw(parties), speaker=draw(st.none() | mentions), cue=draw(st.none() | spans),
        content=tuple(draw(st.lists(spans, max_size=2))), about=draw(st.none() | account_ids),
        denies=draw(st.none() | account_ids), relation=draw(ties) if kind == "tie" else None,
        passage=draw(spans), rule=draw(texts), confidence=draw(st.floats(0, 1)),
    )  # fmt: skip


places = st.builds(
    lambda s, i, n, lat, lon, g, p, c: PlaceMention(i, s.start, s.end, n, lat, lon, g, p, c),
    spans, texts, texts, st.none() | st.floats(-90, 90), st.none() | st.floats(-180, 180),
    st.none() | st.integers(1, 10**8), st.sampled_from(get_args(model.Precision)), st.booleans(),
)  # fmt: skip
times = st.builds(lambda s, i, e, a, b: TimeMention(i, s.start, s.end, e, a, b), spans, texts, texts, days, days)
articles = st.builds(
    Article, texts, title=maybe, published=days, date_inferred=maybe, publisher=maybe, url=maybe,
    language=st.sampled_from(["en", "en-GB"]), dateline=maybe, external_id=maybe,
    skipped=st.lists(st.builds(lambda s, w: Skip(s.start, s.end, w), spans, texts), max_size=2).map(tuple),
)  # fmt: skip
entities = st.builds(
    lambda s, t, a, c: Entity(s.start, s.end, t, a, c), spans, st.sampled_from(get_args(model.EntityType)), maybe, chains
)
anything = st.builds(
    Record, articles, st.lists(entities, max_size=2).map(tuple), st.lists(places, max_size=2).map(tuple),
    st.lists(times, max_size=2).map(tuple), st.lists(accounts(), max_size=2).map(tuple),
)  # fmt: skip


@given(anything)
def test_any_record_comes_back_from_json_as_it_was_and_fits_the_schema(record: Record) -> None:
    assert records.loads(records.dumps(record)) == record
    jsonschema.validate(json.loads(records.dumps(record)), records.schema(), jsonschema.Draft202012Validator)


def accepted(record: Record) -> bool:
    try:
        return records.verify(record) is record
    except StopRun:
        return False


@given(anything)
def test_what_is_accepted_has_its_quotes_in_its_text(record: Record) -> None:
    text = record.article.text
    if accepted(record):
        quotes = [q for a in record.accounts for q in (a.trigger, a.passage, *a.content)]
        assert all(0 <= q.start < q.end <= len(text) and text[q.start : q.end].strip() for q in quotes)
    else:
        assert record.entities or record.places or record.times or record.accounts


@given(st.integers(0, 200), st.integers(0, 200))
def test_a_passage_is_accepted_exactly_where_it_covers_words_of_the_text(start: int, end: int) -> None:
    words = start < end <= len(TEXT) and bool(TEXT[start:end].strip())
    assert accepted(first(passage=Span(start, end))) == words
