"""Articles go in, are corrected and are taken back; the graph is always what it would have been."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from conflictgraph import names, pipeline
from conflictgraph.errors import GraphError, MissingExtra, SkipArticle, UnknownName
from conflictgraph.graphmodel import Facts, GActor, GArticle, GClaim, GEvent, GPassage, Graph
from conflictgraph.model import Article, Entity, Record
from conflictgraph.pipeline import Summary
from conflictgraph.run.serial import Serial
from conflictgraph.store.embedded import Embedded

# A whole small world: an article's capitalised words are its actors, and each article tells of one event.


def extract(article: Article) -> Record:
    if "unreadable" in article.text:
        raise SkipArticle("x", "It is unreadable.")
    if "broken" in article.text:
        raise RecursionError("too deep")
    spans, at = [], 0
    for word in article.text.split():
        at = article.text.index(word, at)
        if word[0].isupper():
            spans.append(Entity(at, at + len(word), "ORG", None, None))
        at += len(word)
    return Record(article, entities=tuple(spans))


def consolidate(records: Iterable[Record], guidance: object = None) -> Graph:
    articles, passages, claims, actors, events = [], [], [], [], []
    for record in records:
        article, text = record.article, record.article.text
        label = [text[e.start : e.end] for e in record.entities]
        passage = GPassage(names.passage_id(article.id, 0, len(text)), article.id, 0, len(text), text)
        claim = names.account_id(article.id, "event", 0, len(text))
        event = names.event_id(claim)
        facts = Facts("assault", agents=tuple(map(names.actor_id, label)))
        articles.append(
            GArticle(article.id, article.title, published=article.published, sha256=names.text_digest(text))
        )
        passages.append(passage)
        actors += [GActor(names.actor_id(each), each) for each in label]
        actors.append(GActor("the-press", "the press"))
        claims.append(
            GClaim(
                claim,
                "event",
                "the-press",
                passage.id,
                article.id,
                "asserted",
                "actual",
                "affirmed",
                facts,
                ("event", event),
            )
        )
        events.append(GEvent(event, facts, "actual", 1, 1, claims=(claim,)))
    return Graph(tuple(articles), tuple(passages), tuple(claims), tuple(events), tuple(actors))


def article(number: int, text: str, **more: str) -> Article:
    return Article(text, title=f"Story {number}", published="2015-06-16", url=f"https://example.org/{number}", **more)  # type: ignore[arg-type]


STORIES = [
    article(1, "The Taliban attacked Sangin ."),
    article(2, "Police in Kunduz said nothing \\u0022 } ; DROP ALL # \x1b[31m"),
    article(3, "NATO met the Taliban .\r\n\r\nلا أحد 😀"),
    article(4, "Daesh fled ."),
]


def build(path: Path, stories: Sequence[Article]) -> list[str]:
    with pipeline.open(path, consolidate, create=True) as store:
        pipeline.add(store, stories, extract, consolidate)
        return store.ntriples()


def test_the_same_articles_give_the_same_bytes_in_any_order_and_any_batching(tmp_path: Path) -> None:
    graphs = []
    for i, order in enumerate([STORIES, STORIES[::-1], [STORIES[2], STORIES[0], STORIES[3], STORIES[1]]]):
        graphs.append(build(tmp_path / f"at-once-{i}", order))
        with pipeline.open(tmp_path / f"one-by-one-{i}", consolidate, create=True) as store:
            for each in order:
                pipeline.add(store, [each], extract, consolidate)
            graphs.append(store.ntriples())
    assert len(graphs[0]) > 40
    assert all(each == graphs[0] for each in graphs)


def test_the_same_article_again_changes_nothing_and_is_not_read_again(tmp_path: Path) -> None:
    with pipeline.open(tmp_path / "g", consolidate, create=True) as store:
        assert pipeline.add(store, [*STORIES, STORIES[1]], extract, consolidate) == Summary(added=4, unchanged=1)
        before = store.articles.sequence, store.ntriples()

        def never(article: Article) -> Record:
            raise AssertionError(article)

        assert pipeline.add(store, STORIES, never, consolidate) == Summary(unchanged=4)
        assert (store.articles.sequence, store.ntriples()) == before


@pytest.mark.parametrize(
    "change",
    [{"text": "Nobody attacked Sangin ."}, {"published": "2015-06-17"}, {"publisher": "Sangin Times"}],
    ids=str,
)
def test_a_changed_article_under_the_same_address_is_a_correction(tmp_path: Path, change: dict[str, str]) -> None:
    corrected = replace(STORIES[0], **change)  # type: ignore[arg-type]
    with pipeline.open(tmp_path / "g", consolidate, create=True) as store:
        pipeline.add(store, STORIES, extract, consolidate)
        assert pipeline.add(store, [corrected], extract, consolidate) == Summary(corrected=1)
        assert store.ntriples() == build(tmp_path / "fresh", [corrected, *STORIES[1:]])
        assert store.articles.article(corrected.id) == corrected


def test_a_text_is_kept_to_the_letter(tmp_path: Path) -> None:
    odd = article(9, "\ufeff A\r\n\tB\x00C\u2028\x85 é e\u0301 \U0001f600\n")
    with pipeline.open(tmp_path / "g", consolidate, create=True) as store:
        pipeline.add(store, [odd], extract, consolidate)
        assert store.articles.text(odd.id) == odd.text
        assert store.articles.record(odd.id) == extract(odd)


def test_an_article_taken_back_leaves_nothing_behind(tmp_path: Path) -> None:
    with pipeline.open(tmp_path / "g", consolidate, create=True) as store:
        pipeline.add(store, STORIES, extract, consolidate)
        assert pipeline.retract(store, [STORIES[1].id, STORIES[3].id], consolidate) == Summary(retracted=2)
        assert store.ntriples() == build(tmp_path / "fresh", [STORIES[0], STORIES[2]])
        assert store.search("Daesh") == []
        pipeline.retract(store, [STORIES[0].id, STORIES[2].id], consolidate)
        assert store.ntriples() == []


def test_an_unknown_article_cannot_be_taken_back_and_nothing_else_is(tmp_path: Path) -> None:
    with pipeline.open(tmp_path / "g", consolidate, create=True) as store:
        pipeline.add(store, STORIES, extract, consolidate)
        with pytest.raises(UnknownName, match="no article “A-0000”"):
            pipeline.retract(store, [STORIES[0].id, "A-0000"], consolidate)
        assert len(store.articles) == 4


def test_what_cannot_be_read_is_noted_with_its_reason_and_the_run_goes_on(tmp_path: Path) -> None:
    inputs: list[Article | SkipArticle] = [
        SkipArticle("empty.txt", "It is empty."),
        STORIES[0],
        article(5, "unreadable"),
        article(6, "broken"),
        article(7, "\ud800 alone"),
        STORIES[1],
    ]
    with pipeline.open(tmp_path / "g", consolidate, create=True) as store:
        seen: list[Summary] = []
        assert pipeline.add(store, inputs, extract, consolidate, seen.append) == Summary(added=2, skipped=4)
        assert [each.done for each in seen] == [1, 2, 3, 4, 5, 6]
        assert [(each.source, each.reason) for each in store.articles.skipped()] == [
            ("empty.txt", "It is empty."),
            ("https://example.org/5", "It is unreadable."),
            ("https://example.org/6", "The extractor failed on it (RecursionError: too deep)."),
            ("https://example.org/7", "It holds characters that are no text (lone surrogates)."),
        ]
        pipeline.add(store, [article(5, "readable Now")], extract, consolidate)
        assert "https://example.org/5" not in [each.source for each in store.articles.skipped()]


def test_a_record_whose_words_are_not_in_the_article_is_refused(tmp_path: Path) -> None:
    def invent(article: Article) -> Record:
        return Record(article, entities=(Entity(0, 5000, "PER", None, None),))

    with pipeline.open(tmp_path / "g", consolidate, create=True) as store:
        assert pipeline.add(store, STORIES[:1], invent, consolidate) == Summary(skipped=1)
        assert "not in its text" in store.articles.skipped()[0].reason


def test_what_concerns_every_article_stops_the_run_and_keeps_what_was_read(tmp_path: Path) -> None:
    def needs_more(article: Article) -> Record:
        if article is STORIES[2]:
            raise MissingExtra("This extractor", "spacy")
        return extract(article)

    with (
        pipeline.open(tmp_path / "g", consolidate, create=True) as store,
        pytest.raises(MissingExtra, match="conflictgraph"),
    ):
        pipeline.add(store, STORIES, needs_more, consolidate)
    with pipeline.open(tmp_path / "g", consolidate) as store:
        assert store.ntriples() == build(tmp_path / "fresh", STORIES[:2])


def test_articles_are_read_again_when_the_extractor_has_changed(tmp_path: Path) -> None:
    def lower(article: Article) -> Record:
        return Record(article, entities=(Entity(0, 3, "ORG", None, None),))

    with pipeline.open(tmp_path / "g", consolidate, create=True) as store:
        pipeline.add(store, STORIES[:2], extract, consolidate, made_by="1")
        pipeline.add(store, STORIES[2:], extract, consolidate, made_by="2")
        assert pipeline.reread(store, extract, consolidate, made_by="2", every=False) == Summary(corrected=2)
        assert store.ntriples() == build(tmp_path / "fresh", STORIES)
        assert pipeline.reread(store, lower, consolidate, made_by="3") == Summary(corrected=4)
        assert {each.made_by for each in store.articles.articles()} == {"3"}
        assert store.search("The")[0].score == 1


def test_rebuilding_gives_the_same_bytes_and_mends_damaged_triples(tmp_path: Path) -> None:
    before = build(tmp_path / "g", STORIES)
    (tmp_path / "g" / "triples" / "CURRENT").write_text("damage")
    with pytest.raises(GraphError, match="conflictgraph rebuild"):
        pipeline.open(tmp_path / "g", consolidate)
    from conflictgraph import store as stores

    with stores.open(tmp_path / "g") as store:
        pipeline.rebuild(store, consolidate)
        assert store.ntriples() == before
        assert not store.behind


def test_triples_that_were_deleted_are_made_again_on_opening(tmp_path: Path) -> None:
    before = build(tmp_path / "g", STORIES)
    shutil.rmtree(tmp_path / "g" / "triples")
    with pipeline.open(tmp_path / "g", consolidate) as store:
        assert store.ntriples() == before


def test_results_that_come_late_make_no_difference(tmp_path: Path) -> None:
    class Ahead(Serial):
        """Draws everything before it answers, as processes may."""

        def map(self, function, items):  # type: ignore[no-untyped-def]
            return super().map(function, list(items))

    versions = [STORIES[0], replace(STORIES[0], text="Nobody came ."), STORIES[0], STORIES[0]]
    with pipeline.open(tmp_path / "g", consolidate, create=True) as store:
        assert pipeline.add(store, versions, extract, consolidate, runner=Ahead()) == Summary(1, 1, 2)
        assert store.ntriples() == build(tmp_path / "fresh", versions)


# --- what kill -9 leaves behind ----------------------------------------------------------------------------------

# Kills its own process before the n-th call of one of the functions that write, wherever that is.
_KILLED = """
import os, runpy, signal, sys
from pathlib import Path
world = runpy.run_path(sys.argv[1])
path, left, watched = Path(sys.argv[2]), int(sys.argv[3]), set(sys.argv[4].split(","))
def profile(frame, event, what):
    global left
    if event == "c_call" and f"{type(what.__self__).__name__}.{what.__name__}" in watched:
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
with world["pipeline"].open(path, world["consolidate"]) as store:
    sys.setprofile(profile)
    world["change"](store)
    sys.setprofile(None)
"""
WRITES = ("remove", "extend", "bulk_extend", "add", "flush")


def change(store: Embedded) -> None:
    """A correction and a new article in one run."""
    stories = [replace(STORIES[0], text="Nobody attacked Sangin ."), STORIES[3]]
    pipeline.add(store, stories, extract, consolidate)


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("start", [3, 0], ids=["a change", "the first load"])
def test_a_run_killed_between_any_two_writes_is_caught_up_on_opening(tmp_path: Path, start: int) -> None:
    build(tmp_path / "start", STORIES[:start])
    wanted = [replace(STORIES[0], text="Nobody attacked Sangin ."), *STORIES[1:start], STORIES[3]]
    after = tuple(build(tmp_path / "after", wanted))
    allowed = {after, tuple(build(tmp_path / "before", STORIES[:start]))}
    watched = [*(f"Store.{each}" for each in WRITES), "Connection.executemany"]
    killed = 0
    for name, before in itertools.product(watched, range(3)):
        path = tmp_path / f"{name}-{before}"
        shutil.copytree(tmp_path / "start", path)
        run = subprocess.run(
            [sys.executable, "-c", _KILLED, __file__, str(path), str(before), name],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            check=False,
        )
        assert run.returncode in {0, -9}
        killed += run.returncode == -9
        with pipeline.open(path, consolidate) as store:
            lines = tuple(store.ntriples())
            assert lines in allowed
            assert bool(store.search("Daesh")) == (lines == after)
        if run.returncode == 0:
            assert lines == after
    assert killed > 7
