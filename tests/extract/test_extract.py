"""What holds for every text: words stand where the record says, nothing depends on neighbours, no text breaks it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.extract.reading import TUESDAY, analyzer, record

from conflictgraph import records
from conflictgraph.errors import SkipArticle
from conflictgraph.extract import classes, extract_article
from conflictgraph.extract.lexicon import predicates
from conflictgraph.model import Article, Record, Skip
from conflictgraph.names import account_id
from conflictgraph.read import read
from conflictgraph.resources import table

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted(p for p in (ROOT / "data" / "articles").iterdir() if p.name not in {"README.md", "truth.jsonl"})

LEAD = "Gunmen attacked a police station in Kandahar on Monday. The attack killed six officers, the Defense Ministry said."


@cache
def sample_records() -> tuple[Record, ...]:
    """The records of all sample articles that are read."""
    articles = [a for path in SAMPLES for a in read(path) if not isinstance(a, SkipArticle)]
    return tuple(extract_article(a, analyzer()) for a in articles)


def named_classes() -> set[tuple[str, str]]:
    """(class, file) of every literal `words("…")` in the room."""
    found = set()
    for path in sorted((ROOT / "graph" / "conflictgraph" / "extract").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "words":
                for argument in node.args:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        found.add((argument.value, path.name))
    return found


def test_every_word_class_that_the_rules_name_is_in_the_file_and_holds_words() -> None:
    used = named_classes()
    assert len(used) > 20
    for name, _ in sorted(used):
        assert classes.words(name), name


def test_every_word_class_in_the_file_is_named_by_a_rule() -> None:
    source = "".join(p.read_text("utf-8") for p in sorted((ROOT / "graph" / "conflictgraph" / "extract").glob("*.py")))
    for name, _ in table("lexicon/words.tsv", "class", "words"):
        by_type = name.startswith("towards-") and name.removeprefix("towards-") in {e.type for found in predicates().values() for e in found}
        assert by_type or f'"{name}"' in source, name


def test_an_unknown_word_class_is_an_error() -> None:
    with pytest.raises(KeyError):
        classes.words("no-such-class")


def test_the_records_of_all_sample_articles_verify_and_survive_their_json() -> None:
    found = sample_records()
    assert len(found) >= 38
    for each in found:
        records.verify(each)
        assert records.loads(records.dumps(each)) == each


def test_every_sample_article_tells_something() -> None:
    for each in sample_records():
        assert any(a.kind == "event" for a in each.accounts), each.article.title


def test_no_account_stands_in_clutter() -> None:
    for each in sample_records():
        for account in each.accounts:
            for skip in each.article.skipped:
                assert not (skip.start < account.trigger.end and account.trigger.start < skip.end), skip


def test_the_place_and_time_of_an_account_are_entries_of_its_record() -> None:
    for each in sample_records():
        places, times = {p.id for p in each.places}, {t.id for t in each.times}
        for account in each.accounts:
            assert account.place is None or account.place.id in places
            assert account.time is None or account.time.id in times


def test_attribution_is_reported_exactly_where_somebody_speaks() -> None:
    for each in sample_records():
        for a in each.accounts:
            if a.kind == "event" and a.attribution == "asserted":
                assert a.speaker is None, each.article.text[a.passage.start : a.passage.end]
            assert a.speaker == (a.speakers[-1] if a.speakers else None)


def test_figures_are_in_order_and_only_events_carry_them() -> None:
    for each in sample_records():
        for a in each.accounts:
            for figure in (a.killed, a.wounded, a.abducted, a.captured):
                if figure is not None:
                    assert a.kind == "event"
                    known = [n for n in (figure.low, figure.best, figure.high) if n is not None]
                    assert known == sorted(known)
                    assert figure.low >= 0


def test_the_same_article_gives_the_same_record_again() -> None:
    assert record(LEAD) == record(LEAD)


def test_an_article_s_record_does_not_depend_on_what_was_read_before_it() -> None:
    alone = record(LEAD)
    for other in sample_records()[:3]:
        extract_article(other.article, analyzer())
        assert record(LEAD) == alone


def test_a_sample_article_read_alone_gives_what_it_gave_among_the_others() -> None:
    for each in sample_records()[::8]:
        assert extract_article(each.article, analyzer()) == each


def test_ids_are_functions_of_article_kind_and_trigger() -> None:
    found = record(LEAD)
    plain = {account_id(found.article.id, a.kind, a.trigger.start, a.trigger.end) for a in found.accounts}
    assert {a.id for a in found.accounts} == plain
    every = [a.id for each in sample_records() for a in each.accounts]
    assert len(every) == len(set(every))


def test_who_publishes_an_article_and_what_it_is_called_changes_no_account_but_its_ids() -> None:
    plain = extract_article(Article(LEAD, published=TUESDAY), analyzer())
    titled = extract_article(Article(LEAD, published=TUESDAY, title="Six dead", publisher="The Herald"), analyzer())
    assert plain.accounts == titled.accounts


def test_skipped_characters_are_not_read() -> None:
    text = "Rebels killed two policemen in Goma. Read more: Rebels killed nine nurses in Beni."
    start = text.index("Read more")
    found = extract_article(Article(text, published=TUESDAY, skipped=(Skip(start, len(text), "teaser"),)), analyzer())
    assert [text[a.trigger.start : a.trigger.end] for a in found.accounts if a.kind == "event"] == ["killed"]
    assert all(a.passage.end <= start for a in found.accounts)


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "“", "\u200b", "🙂", "KABUL (AP) —", "killed", "1,000,000", "a" * 5000, "killed " * 300])
def test_texts_that_say_nothing_give_records_that_verify(text: str) -> None:
    records.verify(record(text))


PIECES = [
    "Rebels", "the Taliban", "killed", "attacked", "said", "“", "”", '"', ",", ".", "\n", "\n\n", "who", "and", "at least", "12", "people", "in", "Kabul",
    "on Monday", "He added", "according to", "a former", "commander", "of", "ISIS", "(", ")", "denied", "was", "by", "no", "two of them", "children", "it",
    "U.S.", "strike", "killing", "blamed", "for", "if", "5-7", "—", "’s", "KABUL", "İ", "e\u0301", "\u202e", "\x00", "🙂",
]  # fmt: skip


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=30), st.sampled_from([TUESDAY, None, "0001-01-01", "9999-12-31"]))
def test_any_run_of_the_words_of_news_gives_a_record_that_verifies(pieces: list[str], published: str | None) -> None:
    records.verify(record(" ".join(pieces), published))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=120))
def test_any_text_gives_a_record_that_verifies(text: str) -> None:
    records.verify(record(text))
