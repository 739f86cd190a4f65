"""What a user decides counts at once, outlives rebuilds and corrections, and leaves the graph that would have been."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.resolve.build import attack, story

import conflictgraph
from conflictgraph.api import Graph
from conflictgraph.errors import StopRun, UnknownName
from conflictgraph.model import Record
from conflictgraph.names import account_id
from conflictgraph.records import verify


def at(url: str, record: Record) -> Record:
    """A record as if its article had stood at an address."""
    article = replace(record.article, url=url)
    accounts = (replace(a, id=account_id(article.id, a.kind, a.trigger.start, a.trigger.end)) for a in record.accounts)
    return verify(replace(record, article=article, accounts=tuple(accounts)))


def told(number: int, version: int) -> Record:
    """Article 0 to 3 in one of two versions: one attack, and with article 3 another."""
    killed = (10, 12, 14, 40)[number] + version
    where = {"place": "Sangin", "time": "2015-06-19"} if number == 3 else {}
    agents = (("#Northern Front",), ("#Front of the North",), (), ())[number]
    return at(f"https://example.org/{number}", story(f"Paper {number}", f"2015-06-{13 + number}", attack(killed=killed, agents=agents, **where)))


def claim(number: int, version: int = 0) -> str:
    return told(number, version).accounts[0].id


def put(graph: Graph, *records: Record) -> None:
    for record in records:
        graph._store.articles.put(record)
    graph._changed()


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with conflictgraph.open(tmp_path / "g") as made:
        put(made, *(told(n, 0) for n in range(4)))
        yield made


def lines(graph: Graph) -> list[str]:
    return graph._store.ntriples()


def test_a_judgement_counts_at_once_and_undo_takes_it_back_byte_for_byte(graph: Graph) -> None:
    before = lines(graph)
    assert len(graph.events()) == 2
    row = graph.judge("same", claim(0), claim(3))
    assert (row.kind, row.judgement, len(graph.events())) == ("event", "same", 1)
    assert lines(graph) != before
    assert graph.undo() == row
    assert lines(graph) == before


def test_a_judgement_survives_a_rebuild_and_the_folder(graph: Graph, tmp_path: Path) -> None:
    graph.judge("different", claim(0), claim(1))
    after = lines(graph)
    graph.rebuild()
    assert lines(graph) == after
    shutil.copytree(tmp_path / "g", tmp_path / "copy")
    with conflictgraph.open(tmp_path / "copy") as again:
        assert lines(again) == after
        assert [row.judgement for row in again.judgements()] == ["different"]


def test_a_judgement_finds_its_claim_when_another_version_reads_it_elsewhere_in_the_sentence(graph: Graph) -> None:
    graph.judge("same", claim(0), claim(3))
    record = told(0, 0)
    account = record.accounts[0]
    later = replace(account, trigger=replace(account.trigger, start=account.trigger.start + 1))
    later = replace(later, id=account_id(record.article.id, "event", later.trigger.start, later.trigger.end))
    graph._store.articles.put(replace(record, accounts=(later,)), again=True)
    graph._changed()
    assert claim(0) != later.id
    assert len(graph.events()) == 1


def test_merged_actors_answer_to_both_ids_and_can_be_parted_again(graph: Graph) -> None:
    graph.judge("same", "Northern Front", "Front of the North")
    first, second = graph.show("northern-front"), graph.show("actor:front-of-the-north")
    assert first == second
    graph.undo("northern-front", "front-of-the-north")
    assert graph.show("northern-front") != graph.show("front-of-the-north")


def test_a_conflict_is_refused_with_the_chain_and_changes_nothing(graph: Graph) -> None:
    graph.judge("same", claim(0), claim(1))
    graph.judge("different", claim(1), claim(3))
    before = lines(graph)
    with pytest.raises(StopRun, match=r"cannot be judged same, because they follow to be different .* is the same as .* is different from"):
        graph.judge("same", claim(0), claim(3))
    assert (lines(graph), len(graph.judgements())) == (before, 2)


def test_undoing_brings_back_what_was_judged_before(graph: Graph) -> None:
    graph.judge("same", claim(0), claim(3))
    graph.judge("different", claim(0), claim(3))
    graph.undo(claim(0), claim(3))
    assert [row.judgement for row in graph.judgements()] == ["same"]
    graph.undo()
    with pytest.raises(UnknownName, match="no such judgement"):
        graph.undo()


def test_one_thing_cannot_be_judged(graph: Graph) -> None:
    with pytest.raises(StopRun, match="both stand for"):
        graph.judge("same", "northern-front", "Northern Front")
    with pytest.raises(StopRun, match="no judgement"):
        graph.judge("equal", claim(0), claim(1))


def test_judgements_travel_as_csv_that_no_spreadsheet_runs(graph: Graph, tmp_path: Path) -> None:
    put(graph, at("https://example.org/9", story("=cmd()", "2015-06-13", attack(agents=("#Northern Front",)))))
    graph.judge("same", claim(0), claim(3))
    graph.judge("unsure", "Northern Front", "Front of the North")
    text = graph.judgements_csv()
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@")]
    with conflictgraph.open(tmp_path / "other") as other:
        put(other, *(told(n, 0) for n in range(4)))
        assert other.import_judgements(text) == 2
        assert other.import_judgements(text) == 0
        assert other.judgements_csv() == text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a,b\n1,2\n", "has no column kind, one, other, judgement"),
        ("kind,one,other,judgement\nactor,a,b,same\nthing,a,b,same\n", "Line 3 of the file: “thing” is no kind"),
        ("kind,one,other,judgement\nactor,a,b,equal\n", "“equal” is no judgement"),
        ("kind,one,other,judgement\nactor,a,a,same\n", "two different ids"),
        ("kind,one,other,judgement\nactor,=cmd(),b,same\n", "an id is made of"),
        ("kind,one,other,judgement\nx\ry\n", "is no CSV"),
        ("kind,one,other,judgement\n" + "x" * 200 + "\n", f"“{'x' * 60}” is no kind"),
        ("kind,one,other,judgement\nevent,E-1,C-1,same\n", "ids of claims"),
        ("kind,one,other,judgement\nactor,a,b,same\nactor,b,c,same\nactor,a,c,different\n", "cannot be judged different"),
    ],
)
def test_an_import_adds_all_or_says_why_not(graph: Graph, text: str, sentence: str) -> None:
    with pytest.raises(StopRun) as refused:
        graph.import_judgements(text)
    assert sentence in str(refused.value)
    assert graph.judgements() == []


def test_grades_are_the_users_and_filter(graph: Graph) -> None:
    assert graph.events(min_grade="B") == []
    row = graph.grade("Paper 3", "b")
    assert (row.kind, row.grade, row.meaning) == ("source", "B", "usually reliable")
    assert len(graph.events(min_grade="B")) == 1
    assert graph.events(min_grade="A") == []
    graph.grade(claim(0), "2")
    assert [c.id for c in graph.claims(min_grade="2")] == [claim(0)]
    assert len(graph.query("SELECT ?x { ?x cg:reliability 'B' }")) == len(graph.query("SELECT ?x { ?x cg:credibility 2 }")) == 1
    graph.ungrade("Paper 3")
    graph.ungrade(claim(0))
    assert graph.grades() == []
    with pytest.raises(UnknownName, match="is not graded"):
        graph.ungrade("Paper 3")
    with pytest.raises(StopRun, match="is no grade"):
        graph.grade("Paper 3", "G")


def test_listings_ask_for_voices_and_confidence(graph: Graph) -> None:
    assert [row.speakers for row in graph.events(min_speakers=2)] == [3]
    assert {c.about.id for c in graph.claims(min_speakers=2) if c.about} == {graph.events(min_speakers=2)[0].id}
    assert len(graph.events(min_confidence=0.95)) == 1
    assert graph.disputes(min_speakers=4) == []


def test_a_part_of_the_graph_is_sound_in_itself_and_exports_as_the_whole_does(graph: Graph, tmp_path: Path) -> None:
    part = graph.part(min_speakers=2)
    assert [e.id for e in part.events()] == [e.id for e in graph.events(min_speakers=2)]
    assert 0 < len(part.claims()) < len(graph.claims())
    part.export(tmp_path / "part.nt")
    text = (tmp_path / "part.nt").read_text()
    (gone,) = {e.id for e in graph.events()} - {e.id for e in part.events()}
    assert gone not in text
    everything = {str(line.split()[0]) for line in text.splitlines()}
    linked = {word for line in text.splitlines() for word in line.split()[2:3] if word.startswith("<https://w3id.org/conflictgraph/id/")}
    assert linked <= everything
    graph.part().export(tmp_path / "whole.nt")
    graph.export(tmp_path / "all.nt")
    assert (tmp_path / "whole.nt").read_bytes() == (tmp_path / "all.nt").read_bytes()


def test_the_graph_is_sound_with_judgements_and_grades(graph: Graph) -> None:
    graph.judge("same", "Northern Front", "Front of the North")
    graph.grade("Paper 3", "F")
    graph.grade(claim(0), "6")
    assert graph.check() == []


def test_a_policy_stays_with_the_graph(graph: Graph, tmp_path: Path) -> None:
    own = tmp_path / "strict.toml"
    own.write_text("min-speakers = 4\n")
    before = lines(graph)
    assert graph.set_policy(str(own))
    assert not graph.set_policy(str(own))
    assert (graph.policy.name, graph.events()) == ("strict", [])
    graph.rebuild("all")
    assert lines(graph) == before
    with pytest.raises(StopRun, match="There is no policy “some”"):
        graph.set_policy("some")
    with pytest.raises(StopRun, match="There is no file"):
        graph.set_policy(str(tmp_path / "absent.toml"))


def test_review_asks_for_pairs_that_nobody_has_judged(graph: Graph) -> None:
    def pairs() -> list[tuple[str, str]]:
        return [(each.one, each.other) for each in graph.review("actor")]

    wanted = ("front-of-the-north", "northern-front")
    put(graph, at("https://example.org/8", story("Paper 8", "2016-01-01", attack(agents=("#Northern Fronts",), place="Sangin", time="2016-01-01"))))
    near = ("northern-front", "northern-fronts")
    assert near in pairs()
    graph.judge("different", *near)
    assert near not in pairs()
    assert wanted not in pairs()  # the words are other ones


# --- whatever is done, the graph is what it would have been ------------------------------------------------------

OPERATIONS = st.one_of(
    st.tuples(st.just("put"), st.integers(0, 3), st.integers(0, 1)),
    st.tuples(st.just("retract"), st.integers(0, 3), st.just(0)),
    st.tuples(st.just("same"), st.integers(0, 3), st.integers(0, 3)),
    st.tuples(st.just("different"), st.integers(0, 3), st.integers(0, 3)),
    st.tuples(st.just("actors"), st.just(0), st.just(0)),
    st.tuples(st.just("undo"), st.just(0), st.just(0)),
    st.tuples(st.just("grade"), st.integers(0, 3), st.integers(0, 5)),
    st.tuples(st.just("policy"), st.integers(0, 2), st.just(0)),
)


def act(graph: Graph, what: str, one: int, other: int) -> None:
    try:
        if what == "put":
            put(graph, told(one, other))
        elif what == "retract":
            graph.retract(f"https://example.org/{one}")
        elif what in ("same", "different"):
            graph.judge(what, claim(one), claim(other))
        elif what == "actors":
            graph.judge("same", "northern-front", "front-of-the-north")
        elif what == "undo":
            graph.undo()
        elif what == "grade":
            graph.grade(f"Paper {one}", "ABCDEF"[other])
        else:
            graph.set_policy(("all", "attributed", "two-speakers")[one])
    except StopRun:
        pass  # refused: nothing to retract, a conflict, nobody of that name


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(OPERATIONS, min_size=3, max_size=12))
def test_after_any_operations_the_graph_is_the_one_made_at_once_from_what_is_there(done: list[tuple[str, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as open_graphs:
        graph, fresh = (open_graphs.enter_context(conflictgraph.open(Path(folder) / name)) for name in ("long", "short"))
        put(graph, told(0, 0), told(3, 0))
        for operation in done:
            act(graph, *operation)
        after = lines(graph)
        held, other = graph._store, fresh._store
        other.verdicts.set_policy(held.verdicts.policy or graph.policy.text())
        for grade in reversed(held.verdicts.grades()):
            other.verdicts.grade(grade)
        other.verdicts.judge(reversed(held.verdicts.judged()), held.verdicts.anchors())
        put(fresh, *reversed(list(held.articles.records())))
        assert lines(fresh) == after
        graph.rebuild()
        assert lines(graph) == after
