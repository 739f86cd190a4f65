"""A graph in a folder: how it opens, what it refuses, and that what cannot be done is said in one sentence."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from conflictgraph import store as stores
from conflictgraph.errors import GraphError, QueryError
from conflictgraph.model import Article, Record
from conflictgraph.store import NameEntry, Store
from conflictgraph.store.embedded import Embedded

WHO = ox.NamedNode("https://example.org/who")


def triple(number: int, words: str = "x") -> ox.Triple:
    return ox.Triple(ox.NamedNode(f"https://example.org/{number}"), WHO, ox.Literal(words))


def record(number: int, text: str = "Text.") -> Record:
    return Record(Article(text, url=f"https://example.org/{number}"))


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Embedded]:
    with stores.open(tmp_path / "graph", create=True) as opened:
        yield opened


def one_sentence(error: pytest.ExceptionInfo[GraphError]) -> str:
    message = str(error.value)
    assert "\n" not in message
    assert message.endswith(".")
    assert "Traceback" not in message
    return message


# --- opening -----------------------------------------------------------------------------------------------------


def test_a_graph_that_is_not_there_is_not_made_by_looking(tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path):
        with pytest.raises(GraphError) as error:
            stores.open(path)
        assert one_sentence(error) == f"There is no graph at {path}; `conflictgraph add` makes one."
    assert list(tmp_path.iterdir()) == []


def test_a_folder_or_file_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("dear")
    (tmp_path / "file").write_text("dear")
    for path in (tmp_path / "letters", tmp_path / "file"):
        for create in (False, True):
            with pytest.raises(GraphError, match=r"not a graph|no graph|is a file") as error:
                stores.open(path, create=create)
            one_sentence(error)
    assert [each.name for each in (tmp_path / "letters").iterdir()] == ["dear.txt"]
    assert (tmp_path / "file").read_text() == "dear"


def test_another_program_s_database_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "articles.sqlite") as db:
        db.execute("CREATE TABLE letters (words)")
    db.close()
    with pytest.raises(GraphError, match="not a graph of conflictgraph") as error:
        stores.open(tmp_path, create=True)
    one_sentence(error)


def test_a_graph_of_a_newer_version_is_refused_by_name(tmp_path: Path) -> None:
    stores.open(tmp_path / "g", create=True).close()
    with sqlite3.connect(tmp_path / "g" / "articles.sqlite") as db:
        db.execute("UPDATE meta SET value = '99' WHERE key = 'format'")
    db.close()
    with pytest.raises(GraphError, match=r"newer conflictgraph \(format 99") as error:
        stores.open(tmp_path / "g")
    one_sentence(error)


@pytest.mark.parametrize("damage", [b"garbage" * 1000, b""], ids=["garbage", "empty"])
def test_a_damaged_database_is_named(tmp_path: Path, damage: bytes) -> None:
    stores.open(tmp_path / "g", create=True).close()
    (tmp_path / "g" / "articles.sqlite").write_bytes(damage)
    with pytest.raises(GraphError, match=r"articles\.sqlite") as error:
        stores.open(tmp_path / "g")
    one_sentence(error)


def test_a_creation_that_was_cut_off_is_finished(tmp_path: Path) -> None:
    (tmp_path / "g").mkdir()
    (tmp_path / "g" / "lock").touch()
    (tmp_path / "g" / "articles.sqlite").touch()
    with stores.open(tmp_path / "g", create=True, base="https://example.org/id/") as graph:
        assert (graph.base, len(graph.articles)) == ("https://example.org/id/", 0)


def test_the_base_is_fixed_when_the_graph_is_made(tmp_path: Path) -> None:
    stores.open(tmp_path / "g", create=True, base="https://example.org/id/").close()
    with stores.open(tmp_path / "g", create=True, base="https://elsewhere.example/") as graph:
        assert graph.base == "https://example.org/id/"


# --- one owner ---------------------------------------------------------------------------------------------------

_HOLD = "import sys; from conflictgraph import store; g = store.open(sys.argv[1]); print('held', flush=True); input()"


def test_a_second_process_waits_and_then_names_the_first(tmp_path: Path) -> None:
    stores.open(tmp_path / "g", create=True).close()
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(tmp_path / "g")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(GraphError) as error:
            stores.open(tmp_path / "g", wait=0.1)
        assert f"Another process (pid {holder.pid}) is using the graph at {tmp_path / 'g'}" in one_sentence(error)
        holder.kill()  # the system lets go of what a killed process held
        holder.wait()
        stores.open(tmp_path / "g", wait=10).close()


def test_a_graph_is_let_go_when_it_is_closed_and_when_opening_fails(tmp_path: Path) -> None:
    for _ in range(2):
        stores.open(tmp_path / "g", create=True, wait=0).close()
    (tmp_path / "g" / "articles.sqlite").write_bytes(b"garbage" * 1000)
    for _ in range(2):
        with pytest.raises(GraphError, match="damaged"):
            stores.open(tmp_path / "g", wait=0)


# --- articles ----------------------------------------------------------------------------------------------------


def test_every_change_has_the_next_number(graph: Embedded) -> None:
    assert [graph.articles.put(record(n), made_by="1") for n in (1, 2, 1)] == ["added", "added", "unchanged"]
    assert graph.articles.put(record(1, "Other.")) == "corrected"
    assert graph.articles.remove(record(2).article.id)
    assert not graph.articles.remove(record(2).article.id)
    assert graph.articles.sequence == 4
    assert [(each.seq, each.url) for each in graph.articles.articles()] == [(3, "https://example.org/1")]


def test_a_batch_that_fails_keeps_what_was_put_before(tmp_path: Path) -> None:
    def cut_off(graph: Embedded) -> None:
        with graph.articles.batch(3):
            for number in range(5):
                graph.articles.put(record(number))
            raise ZeroDivisionError

    with stores.open(tmp_path / "g", create=True) as graph, pytest.raises(ZeroDivisionError):
        cut_off(graph)
    with stores.open(tmp_path / "g") as graph:
        assert (len(graph.articles), graph.articles.sequence) == (5, 5)


def test_a_full_disk_is_told_and_nothing_is_lost(graph: Embedded) -> None:
    graph.articles.put(record(1))
    db = graph.articles._db
    (pages,) = db.execute("PRAGMA page_count").fetchone()
    db.execute(f"PRAGMA max_page_count = {pages + 2}")  # SQLite then answers as on a full disk
    noise = "".join(chr(0x4E00 + i * 7919 % 20000) for i in range(50000))
    with graph.articles.batch():
        graph.articles.put(record(2))
        with pytest.raises(GraphError, match="The disk is full") as error:
            graph.articles.put(record(3, noise))
    one_sentence(error)
    db.execute("PRAGMA max_page_count = 100000")
    assert graph.articles.text(record(1).article.id) == "Text."
    assert graph.articles.get(record(3).article.id) is None
    assert graph.articles.put(record(3, noise)) == "added"


def test_a_damaged_record_is_named_and_its_article_survives(graph: Embedded) -> None:
    graph.articles.put(record(1, "The words."))
    with graph.articles.change() as db:
        db.execute("UPDATE articles SET record = x'00'")
    with pytest.raises(GraphError, match="conflictgraph reread"):
        list(graph.articles.records())
    assert graph.articles.article(record(1).article.id) == record(1, "The words.").article


# --- triples -----------------------------------------------------------------------------------------------------


def test_the_store_holds_exactly_what_was_wanted_last(graph: Embedded) -> None:
    wanted = [[triple(1), triple(2)], [triple(2), triple(3, "a"), triple(3, "b")], [], [triple(4)]]
    changes = []
    for each in wanted:
        change = graph.apply(iter(each * 2), [], records=())
        changes.append((change.inserted, change.removed))
        assert set(graph.triples()) == set(each)
        assert not graph.behind
    assert changes == [(2, 0), (2, 1), (0, 3), (1, 0)]


def test_the_dump_is_sorted_and_without_our_own_mark(graph: Embedded) -> None:
    graph.apply([triple(2, "\x1b\n\\u0022 é"), triple(10), triple(1)], [])
    assert graph.ntriples() == [
        '<https://example.org/10> <https://example.org/who> "x" .',
        '<https://example.org/1> <https://example.org/who> "x" .',
        '<https://example.org/2> <https://example.org/who> "\\u001B\\n\\\\u0022 é" .',
    ]
    assert graph.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows[0][0] == ox.Literal(3)


def test_a_literal_that_oxigraph_writes_otherwise_does_no_harm(graph: Embedded) -> None:
    one = ox.Literal("01", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer"))
    for extra in ([], [triple(5)]):
        graph.apply([triple(1), ox.Triple(WHO, WHO, one), *extra], [], records=())
        assert len(graph.ntriples()) == 2 + len(extra)
        assert not graph.behind


def test_a_change_of_articles_leaves_the_triples_behind_until_they_are_applied(graph: Embedded) -> None:
    behind = [graph.behind]
    graph.apply([], [], records=())
    behind.append(graph.behind)
    graph.articles.put(record(1))
    behind.append(graph.behind)
    assert behind == [True, False, True]


def test_where_the_wanted_triples_cannot_be_made_the_old_ones_stay(graph: Embedded) -> None:
    graph.apply([triple(1)], [], records=())

    def failing() -> Iterator[ox.Triple]:
        yield triple(2)
        raise OSError("the gazetteer is gone")

    with pytest.raises(OSError, match="gazetteer"):
        graph.apply(failing(), [])
    assert list(graph.triples()) == [triple(1)]
    assert graph.behind


def test_triples_are_found_by_their_parts(graph: Embedded) -> None:
    graph.apply([triple(1, "a"), triple(2, "a"), triple(2, "b")], [])
    assert set(graph.triples(subject=ox.NamedNode("https://example.org/2"))) == {triple(2, "a"), triple(2, "b")}
    assert set(graph.triples(object=ox.Literal("a"))) == {triple(1, "a"), triple(2, "a")}
    assert list(graph.triples(predicate=ox.NamedNode("https://example.org/none"))) == []


def test_queries_with_a_limit_see_every_change(graph: Embedded) -> None:
    asked: Store = graph
    for number in (0, 2, 5, 3):
        if number:
            graph.apply([triple(n) for n in range(number)], [])
        for timeout in (60.0, None):
            result = asked.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", timeout=timeout)
            assert result.rows == [(ox.Literal(number),)]


def test_a_graph_goes_on_after_a_query_that_took_too_long(graph: Embedded) -> None:
    graph.apply([triple(n) for n in range(300)], [])
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z . ?d ?s ?w FILTER(?x != ?w) }"
    with pytest.raises(QueryError, match=r"longer than 1 second\."):
        graph.query(slow, timeout=1)
    graph.apply([triple(1)], [])
    assert graph.query("ASK {}", timeout=60).truth is True


# --- a folder that cannot be written ------------------------------------------------------------------------------

_READ = """
import os, sys
import pyoxigraph, rapidfuzz.fuzz, conflictgraph.store.embedded, conflictgraph.records
from conflictgraph import store
from conflictgraph.errors import GraphError
from conflictgraph.model import Article, Record
if os.getuid() == 0:  # whom no permission stops; what is needed is imported, for Python itself may be out of reach now
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
with store.open(sys.argv[1]) as one, store.open(sys.argv[1], create=True) as two:
    print(one.readonly, one.behind, one.query("SELECT ?o { ?s ?p ?o }").rows[0][0].value, two.search("taliban")[0].id)
    for act in (lambda: one.articles.put(Record(Article("x"))), lambda: one.apply([], []), one.wipe):
        try:
            act()
        except GraphError as e:
            print(e)
try:
    store.open(sys.argv[1] + "/new", create=True)
except GraphError as e:
    print(e)
"""


@pytest.mark.skipif(os.name == "nt", reason="permissions")
def test_a_read_only_graph_is_read_by_several_and_changed_by_none(tmp_path: Path) -> None:
    path = tmp_path / "g"
    with stores.open(path, create=True) as graph:
        graph.apply([triple(1)], [NameEntry("taliban", "actor", "Taliban")])
    for each in [path, *path.rglob("*")]:
        each.chmod(0o555 if each.is_dir() else 0o444)
    opened = [each for each in path.parents if each != Path("/") and os.getuid() == each.stat().st_uid]
    modes = [each.stat().st_mode for each in opened]
    try:
        for each in opened:  # pytest's own folders are closed to the user that the child becomes
            each.chmod(each.stat().st_mode | 0o055 if each != tmp_path else 0o755)
        run = subprocess.run(
            [sys.executable, "-c", _READ, str(path)],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
    finally:
        for each, mode in zip(opened, modes, strict=True):
            each.chmod(mode)
        for each in [path, *path.rglob("*")]:
            each.chmod(0o755)
    assert run.stderr == ""
    first, *others = run.stdout.splitlines()
    assert first == "True False x taliban"
    assert others[:3] == [f"The graph at {path} cannot be changed: the folder or its files are read-only."] * 3
    assert others[3:] == [f"The graph at {path / 'new'} cannot be changed: the folder or its files are read-only."]
