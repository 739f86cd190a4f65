"""A graph that grows change by change is, byte for byte, the one that is made at once."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.resolve.build import Told, attack, said, story, tie

from conflictgraph import packed, pipeline
from conflictgraph.errors import GraphError
from conflictgraph.extraction import consolidate, consolidation
from conflictgraph.graphmodel import RECORD_KINDS, GPlace
from conflictgraph.judgement import Grade, Judged, Judgement, Pair
from conflictgraph.model import Record
from conflictgraph.query.things import Things
from conflictgraph.store import open as open_store
from conflictgraph.store.embedded import Embedded

Bytes = tuple[object, ...]


def everything(store: Embedded) -> Bytes:
    """Triples, the index of names and ids, and the ledger, as far as anybody can see them; what that holds whole is what the triples say."""
    rows, things = store.articles.rows, Things(store)
    for kind in RECORD_KINDS:
        ids = things.ids(kind)
        assert [*store.ledger.records(kind, ids)] == [things.get(kind, each) for each in ids]
    return (
        store.ntriples(),
        rows("SELECT id, kind, label, weight FROM named ORDER BY id, kind"),
        rows("SELECT n.id, n.kind, a.folded FROM named n JOIN aliases a USING (number) ORDER BY 1, 2, 3"),
        rows("SELECT id, kind, leads FROM ids ORDER BY id, kind"),
        rows("SELECT n.id, g.folded FROM grams g JOIN aliases a ON a.rowid = g.rowid JOIN named n USING (number) WHERE grams MATCH 'tal' ORDER BY 1, 2"),
        list(store.deeds()),
        *(rows(f"SELECT * FROM {table} ORDER BY 1, 2, 3") for table in ("ledger_deeds", "ledger_pairs", "ledger_parties", "ledger_sums", "ledger_records")),
        *(rows(f"SELECT * FROM {table} ORDER BY 1") for table in ("ledger_claims", "ledger_sayings", "ledger_passages", "ledger_articles", "ledger_actors", "ledger_places")),
    )


@contextlib.contextmanager
def fresh() -> Iterator[Embedded]:
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "g", create=True) as store:
        yield store


def put(store: Embedded, records: Sequence[Record]) -> None:
    with store.articles.batch():
        for each in records:
            store.articles.put(each)


def at_once(records: Sequence[Record], like: Embedded | None = None) -> Bytes:
    """What the function that consolidates all records in memory makes of them, with what the user decided in `like`."""
    with fresh() as store:
        put(store, records)
        if like is not None:
            for judged in like.verdicts.judged():
                store.verdicts.judge([judged], like.verdicts.anchors())
            for grade in like.verdicts.grades():
                store.verdicts.grade(grade)
        pipeline.catch_up(store, consolidate)
        return everything(store)


def minister(name: str, of: str) -> Told:
    return Told(trigger="defence minister", kind="tie", type=None, tie=("leads", name, of, "present"))


# Reports that have to do with each other in every way: same event, rival tolls, denials, ties, spellings, unknown places;
# namesakes, shorter names, posts and who holds them.
REPORTS: list[Record] = [
    story("Herald", "2015-06-13", attack(agents=("The Taliban",), killed=12), attack(killed=12, about=0), said("@Hafiz Waheed", 0)),
    story("Tribune", "2015-06-13", attack(agents=("The Taliban",), killed=20, speakers=("@Hafiz Waheed",))),
    story("Post", "2015-06-14", attack(killed=12), attack(agents=("The Taliban",), polarity="denied", speakers=("The Taliban",), denies=0)),
    story("Mail", "2015-06-14", attack(agents=("gunmen",), place="Kunduz/province", time="2015-06")),
    story("Wire", "2015-06-20", attack(agents=("The Taliban",), place="Kunduz/city", time="2015-06-12", killed=3), tie("memberOf", "@Hafiz Waheed", "The Taliban")),
    story("Herald", "2015-07-01", attack(agents=("@Muhammad Karim",), patients=("The Taliban",), time=None)),
    story("Post", "2015-07-02", attack(agents=("@Mohammad Karim",), patients=("The Taliban",), time=None), tie("leads", "@Mohamed Karim", "#Herald Front", "former")),
    story("Mail", "2015-07-02", attack(participants=("The Taliban", "#Herald Front"), time="2015-07-01"), headline="More"),
    story("Post", "2015-07-03", attack(place="Kunduz/city"), minister("@Karim Wardak", "Afghanistan"), said("@Karim Wardak")),
    story("Mail", "2015-07-04", attack(place="Goma"), minister("@Karim Vardak", "Rwanda"), said("@Kareem Wardak")),
    story("Wire", "2015-07-05", attack(agents=("@Mohammad Karim Wardak",), place="Kunduz/city"), said("the Afghan defence minister")),
    story("Herald", "2015-07-06", attack(agents=("the Afghan defence minister",), victims=("@Karim Wardak",), place=None, killed=1)),
    story("Star", "2015-06-21", attack(agents=("The Taliban",), patients=("#Herald Front",), time="2015-06-20", killed=(24, None, None))),
    story("Count", "2015-07-03", attack(trigger="attacks killed people in the past month", time="2015-06", agents=("The Taliban",), patients=("#Herald Front",), killed=90)),
    story("Sun", "2015-06-22", attack(agents=("The Taliban",), patients=("#Herald Front",), time="2015-06-21", killed=5)),
    story("Days", "2015-06-15", attack(trigger="three days of fighting", time="2015-06-11/2015-06-13", killed=40)),
]  # fmt: skip


def addressed(record: Record, n: int, version: int = 0) -> Record:
    """The record under an address, so that it can be corrected; claims keep their ids."""
    return replace(
        record, article=replace(record.article, url=f"https://e.example/{n}", published=f"2015-06-{14 + version:02}" if version else record.article.published)
    )


def anew(n: int, version: int) -> Record:
    record = addressed(REPORTS[n], n)
    if version == 0:
        return record
    article = replace(record.article, publisher="Corrections", title="Corrected")
    return replace(record, article=article, accounts=record.accounts[:1])


CHANGES = st.lists(
    st.lists(st.tuples(st.integers(0, len(REPORTS) - 1), st.sampled_from(["add", "correct", "retract"])), min_size=1, max_size=4),
    min_size=1,
    max_size=6,
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(CHANGES, st.booleans())
def test_any_changes_in_any_batches_end_in_the_graph_that_is_made_at_once(
    batches: list[list[tuple[int, str]]], full: bool
) -> None:
    there: dict[int, Record] = {}
    with fresh() as store:
        if full:
            there = {n: anew(n, 0) for n in range(len(REPORTS))}
            put(store, list(there.values()))
            pipeline.catch_up(store, consolidation)
        for batch in batches:
            with store.articles.batch():
                for n, what in batch:
                    if what == "retract":
                        store.articles.remove(anew(n, 0).article.id)
                        there.pop(n, None)
                    else:
                        there[n] = anew(n, int(what == "correct"))
                        store.articles.put(there[n])
            pipeline.catch_up(store, consolidation)
            assert not store.behind
        assert everything(store) == at_once(list(there.values()))


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.permutations(range(len(REPORTS))), st.sets(st.integers(1, len(REPORTS) - 1)))
def test_no_order_and_no_batches_change_a_byte(order: list[int], cuts: set[int]) -> None:
    ends = [*sorted(cuts), len(order)]
    with fresh() as store:
        start = 0
        for end in ends:
            put(store, [REPORTS[n] for n in order[start:end]])
            pipeline.catch_up(store, consolidation)
            start = end
        assert everything(store) == at_once(REPORTS)


def test_a_whole_that_goes_leaves_its_parts_without_it() -> None:
    with fresh() as store:
        put(store, REPORTS)
        pipeline.catch_up(store, consolidation)
        assert any("ontology#partOf" in line for line in store.ntriples())
        for each in (REPORTS[-3], REPORTS[-1]):
            pipeline.retract(store, [each.article.id], consolidation)
        assert not any("ontology#partOf" in line for line in store.ntriples())
        assert everything(store) == at_once([*REPORTS[:-3], REPORTS[-2]])


def test_one_article_more_touches_neither_the_readings_of_others_nor_their_triples(monkeypatch: pytest.MonkeyPatch) -> None:
    with fresh() as store:
        put(store, REPORTS[:-1])
        pipeline.catch_up(store, consolidation)
        read: list[str] = []
        record = store.articles.record

        def counted(identifier: str) -> Record | None:
            read.append(identifier)
            return record(identifier)

        monkeypatch.setattr(store.articles, "record", counted)
        put(store, REPORTS[-1:])
        pipeline.catch_up(store, consolidation)
        assert read == [REPORTS[-1].article.id]
        assert everything(store) == at_once(REPORTS)


def test_a_graph_taken_back_to_nothing_is_empty() -> None:
    with fresh() as store:
        put(store, REPORTS)
        pipeline.catch_up(store, consolidation)
        for each in REPORTS:
            pipeline.retract(store, [each.article.id], consolidation)
        assert not any(everything(store))


def decided(records: Sequence[Record]) -> tuple[str, str]:
    """Two event claims of different articles."""
    one, other = (next(a.id for a in r.accounts if a.kind == "event") for r in (records[0], records[3]))
    return one, other


@pytest.mark.parametrize("judgement", [Judgement.SAME, Judgement.DIFFERENT])
@pytest.mark.parametrize("pair", ["far", "near"])
def test_judgements_hold_through_later_changes(judgement: Judgement, pair: str) -> None:
    from conflictgraph.judgement import Anchor

    records = [anew(n, 0) for n in range(len(REPORTS))]
    one, other = decided(records) if pair == "far" else tuple(next(a.id for a in r.accounts) for r in records[:2])
    with fresh() as store:
        put(store, records[:6])
        pipeline.catch_up(store, consolidation)
        anchors = [
            Anchor(a.id, r.article.id, a.type or "", " ".join(r.article.text[a.passage.start : a.passage.end].split()))
            for r in records for a in r.accounts if a.id in (one, other)
        ]  # fmt: skip
        store.verdicts.judge([Judged(Pair("event", one, other), judgement), Judged(Pair("actor", "muhammad-karim", "hafiz-waheed"), judgement)], anchors)
        store.verdicts.grade(Grade("source", "taliban", "E"))
        pipeline.catch_up(store, consolidation)
        assert everything(store) == at_once(records[:6], store)
        for each in (records[6], records[7], anew(4, 1), anew(0, 1)):  # the last has a say in what was judged
            put(store, [each])
            pipeline.catch_up(store, consolidation)
        final = [anew(0, 1), *records[1:4], anew(4, 1), *records[5:8]]
        assert everything(store) == at_once(final, store)
        store.verdicts.undo()
        pipeline.catch_up(store, consolidation)
        assert everything(store) == at_once(final, store)


def test_workings_that_are_lost_damaged_or_of_another_version_are_made_again(tmp_path: Path) -> None:
    for harm in ("gone", "damaged", "stale"):
        with open_store(tmp_path / harm, create=True) as store:
            put(store, REPORTS[:-1])
            pipeline.catch_up(store, consolidation)
        file = tmp_path / harm / "workings.sqlite"
        if harm == "gone":
            file.unlink()
        elif harm == "damaged":
            data = bytearray(file.read_bytes())
            data[4096:] = b"\xff" * (len(data) - 4096)
            file.write_bytes(bytes(data))
        else:
            with sqlite3.connect(file) as db:
                db.execute("UPDATE meta SET value = 'another' WHERE key = 'stamp'")
            db.close()
        with pipeline.open(tmp_path / harm, consolidation) as store:
            put(store, REPORTS[-1:])
            pipeline.catch_up(store, consolidation)
            assert everything(store) == at_once(REPORTS)


def test_a_change_that_was_cut_off_is_finished_and_never_taken_for_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each step of a change fails once; what comes after it, be it another change, ends in the right graph."""
    from conflictgraph.store.nameindex import NameIndex
    from conflictgraph.store.tripleshelf import TripleShelf
    from conflictgraph.store.workings import Workings

    for owner, step in ((TripleShelf, "change"), (NameIndex, "change"), (Workings, "settle"), (NameIndex, "forget")):
        with fresh() as store:
            put(store, REPORTS[:-1])
            pipeline.catch_up(store, consolidation)

            def broken(*_: object) -> None:
                raise GraphError("The disk is full.")

            with monkeypatch.context() as patch:
                patch.setattr(owner, step, broken)
                put(store, REPORTS[-1:])
                with pytest.raises(GraphError):
                    pipeline.catch_up(store, consolidation)
            store.articles.remove(REPORTS[-1].article.id)  # what was half added is taken back
            pipeline.catch_up(store, consolidation)
            assert everything(store) == at_once(REPORTS[:-1])


def test_a_graph_of_the_first_format_grows_on(tmp_path: Path) -> None:
    with open_store(tmp_path / "g", create=True) as store:
        put(store, REPORTS[:-1])
        pipeline.catch_up(store, consolidation)
    (tmp_path / "g" / "workings.sqlite").unlink()
    with sqlite3.connect(tmp_path / "g" / "articles.sqlite") as db:
        for index in ("gone_seq", "articles_seq", "articles_url", "articles_source", "named_id", "aliases_number"):
            db.execute(f"DROP INDEX {index}")
        db.execute("DROP TABLE gone")
        db.execute("UPDATE meta SET value = '1' WHERE key = 'format'")
    db.close()
    shutil.copytree(tmp_path / "g", tmp_path / "copy")
    with pipeline.open(tmp_path / "copy", consolidation) as store:
        assert not store.behind
        put(store, REPORTS[-1:])
        pipeline.retract(store, [REPORTS[0].article.id], consolidation)
        assert everything(store) == at_once(REPORTS[1:])


def test_packed_records_come_back_as_they_were_and_nothing_else_is_made() -> None:
    place = GPlace("x", "X", ("Y",), 1.5, None, "city", False, None, 7)
    assert packed.loads(GPlace, packed.dumps(place)) == place
    with pytest.raises((ValueError, TypeError)):
        packed.loads(GPlace, '["x"]')


def test_a_change_renames_only_the_articles_whose_actor_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    from conflictgraph.incremental import actors as layer

    with fresh() as store:
        put(store, [*REPORTS[:8], *REPORTS[9:]])
        pipeline.catch_up(store, consolidation)
        touched: list[set[int]] = []
        settle = layer.Identities.settle

        def counted(self: layer.Identities) -> None:
            settle(self)
            touched.append(set(self._touched.renamed))

        monkeypatch.setattr(layer.Identities, "settle", counted)
        put(store, REPORTS[8:9])  # says who the minister was, and so what two other articles call him
        pipeline.catch_up(store, consolidation)
        assert everything(store) == at_once(REPORTS)
        put(store, [story("Post", "2015-08-01", attack(agents=("The Taliban",), time="2015-07-30"))])
        pipeline.catch_up(store, consolidation)
        assert [len(each) for each in touched] == [4, 0]  # nothing new is told of the Taliban


@pytest.mark.parametrize("judgement", [Judgement.SAME, Judgement.DIFFERENT])
def test_judgements_about_actors_of_single_articles_hold_through_changes_and_undo(judgement: Judgement) -> None:
    records = [addressed(each, n) for n, each in enumerate(REPORTS)]
    one, other = (f"karim-wardak~{records[n].article.id}" for n in (8, 11))
    with fresh() as store:
        put(store, records[:9])
        pipeline.catch_up(store, consolidation)
        store.verdicts.judge([Judged(Pair("actor", one, other), judgement), Judged(Pair("actor", "karim-wardak", "taliban"), Judgement.DIFFERENT)])
        for n in (11, 9, 10):
            put(store, [records[n]])
            pipeline.catch_up(store, consolidation)
            assert everything(store) == at_once([*records[:9], *(records[k] for k in (11, 9, 10)[: (11, 9, 10).index(n) + 1])], store)
        pipeline.retract(store, [records[8].article.id], consolidation)
        assert everything(store) == at_once([*records[:8], *records[9:12]], store)
        store.verdicts.undo()
        store.verdicts.undo()
        pipeline.catch_up(store, consolidation)
        assert everything(store) == at_once([*records[:8], *records[9:12]])
