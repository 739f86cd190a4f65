"""The public face: from files to answers through the real pipeline, and cheap to import."""

from __future__ import annotations

import doctest
import importlib
import json
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

import conflictgraph
from conflictgraph import api
from conflictgraph.errors import AmbiguousName, GraphError, QueryError, SkipArticle, StopRun, UnknownName
from conflictgraph.model import Record

world = runpy.run_path(str(Path(__file__).parent.parent / "query" / "world.py"))

STORIES = {
    "first.txt": "Taliban fighters killed ten policemen in Kunduz on 3 March 2016, the Interior Ministry said.\n\n"
    "The attack began before dawn, and the police station was set on fire.\n",
    "second.txt": "Afghan soldiers arrested two men in Kabul on 5 March 2016, police said on Saturday.\n",
}


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stories")
    for name, text in STORIES.items():
        (folder / name).write_text(text, "utf-8")
    (folder / "empty.txt").write_text("")
    return folder


@pytest.fixture(scope="module")
def filled(stories: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of the stories."""
    folder = tmp_path_factory.mktemp("filled") / "g"
    with conflictgraph.open(folder, create=True) as graph:
        seen: list[int] = []
        summary = graph.add(stories, publisher="Kabul Herald", progress=lambda s: seen.append(s.done))
        assert (summary.added, summary.skipped, seen) == (2, 1, [1, 2, 3])
    return folder


def test_articles_become_a_graph_that_is_sound_and_asked(filled: Path) -> None:
    with conflictgraph.open(filled) as graph:
        assert graph.check() == []
        assert [row.publisher for row in graph.articles()] == ["Kabul Herald", "Kabul Herald"]
        held = graph.stats()
        assert held.articles == 2
        assert held.events >= 2
        assert held.claims >= held.events
        kunduz = graph.events(place="Kunduz", killed=10)
        assert kunduz
        (answer,) = graph.why(kunduz[0].id, "killed")
        assert "ten policemen" in answer.grounds[0].claim.sentence
        assert graph.query("SELECT (COUNT(?e) AS ?n) { ?e a cg:Event }") == [{"n": held.events}]
        assert len(graph.rdf()) == len(list(graph.lookups.store.triples()))
        assert [each.source for each in graph.log()]


def test_the_same_articles_again_change_nothing_and_taking_back_is_as_if_never_added(
    stories: Path, filled: Path, tmp_path: Path
) -> None:
    with conflictgraph.open(tmp_path / "g", create=True) as graph:
        graph.add([stories / "second.txt", stories / "first.txt"], publisher="Kabul Herald")
        graph.export(tmp_path / "other-order.nt")
        assert graph.add(stories / "first.txt", publisher="Kabul Herald").unchanged == 1
        second = next(claim.article for claim in graph.claims() if "arrested" in claim.sentence)
        assert graph.retract(second[:10]).retracted == 1
        graph.export(tmp_path / "retracted.nt")
        graph.rebuild()
        graph.export(tmp_path / "rebuilt.nt")
    with conflictgraph.open(filled) as graph:
        graph.export(tmp_path / "filled.nt")
    with conflictgraph.open(tmp_path / "alone", create=True) as graph:
        graph.add(stories / "first.txt", publisher="Kabul Herald")
        graph.export(tmp_path / "alone.nt")
    files = {each.stem: each.read_bytes() for each in tmp_path.glob("*.nt")}
    assert files["other-order"] == files["filled"]
    assert files["retracted"] == files["rebuilt"] == files["alone"]


def test_extract_needs_no_graph_and_quotes_the_text() -> None:
    record = conflictgraph.extract("Rebels killed three soldiers in Goma on Friday.", published="2024-02-10")
    assert isinstance(record, Record)
    figures = [account.killed for account in record.accounts if account.killed]
    assert [(f.low, f.best, f.high) for f in figures] == [(3, 3, 3)]
    assert {record.article.text[t.start : t.end] for t in record.times} == {"Friday"} or record.times
    with pytest.raises(SkipArticle):
        conflictgraph.extract("   ")
    with pytest.raises(StopRun, match="2024"):
        conflictgraph.extract("Rebels killed three soldiers.", published="2024-13-40")


def test_extract_files_gives_records_and_reasons_in_their_places(stories: Path) -> None:
    outcomes = list(conflictgraph.extract_files([stories / "empty.txt", stories / "first.txt"]))
    assert [type(each).__name__ for each in outcomes] == ["SkipArticle", "Record"]


def test_extract_stays_the_function_after_the_room_is_imported() -> None:
    room = importlib.import_module("conflictgraph.extract")
    from conflictgraph.extract import extract_article

    assert conflictgraph.extract is api.extract
    assert room.extract_article is extract_article
    assert set(conflictgraph.__all__) <= set(dir(conflictgraph))
    with pytest.raises(AttributeError, match="no attribute 'exract'"):
        conflictgraph.exract  # noqa: B018


def test_articles_are_taken_back_by_id_url_or_file(tmp_path: Path) -> None:
    with conflictgraph.open(world["build"](tmp_path / "g")) as graph:
        gazette = world["GAZETTE"]
        assert graph._article(gazette.url) == graph._article(gazette.id) == graph._article(gazette.id[:9]) == gazette.id
        for name in ("A-ffffffff", "nothing.txt"):
            with pytest.raises(UnknownName):
                graph.retract([gazette.id, name])
        with pytest.raises(AmbiguousName):
            graph.show("northern fro")
        assert len(graph.articles()) == 2


def test_a_graph_that_is_not_there_is_not_made_by_looking(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="There is no graph at"):
        conflictgraph.open(tmp_path / "absent", create=False)
    assert list(tmp_path.iterdir()) == []


def test_check_finds_a_quote_that_does_not_stand_where_it_says(tmp_path: Path) -> None:
    from dataclasses import replace

    graph = world["GRAPH"]
    wrong = replace(world["P_TWO"], exact="The Northern Front said it killed nobody.")
    changed = replace(graph, passages=(*(p for p in graph.passages if p.id != wrong.id), wrong))
    with conflictgraph.open(world["build"](tmp_path / "g", changed)) as opened:
        assert [(v.shape, v.node.rpartition("/")[2]) for v in opened.check() if v.shape == "passage-quote"] == [
            ("passage-quote", wrong.id)
        ]
    with conflictgraph.open(world["build"](tmp_path / "sound")) as opened:
        assert [v for v in opened.check() if v.shape in ("passage-quote", "article-text")] == []


def test_a_broken_query_is_a_query_error(tmp_path: Path) -> None:
    with conflictgraph.open(world["build"](tmp_path / "g")) as graph:
        with pytest.raises(QueryError, match="line 1"):
            graph.query("SELECT ?x WHERE { ?x a")
        assert graph.query("SELECT ?e { ?e a cg:Event ; cg:agent ?who }", who="actor:kandor-army") == [
            {"e": f"{graph.base}event/{world['SHELLED']}"}
        ]


HEAVY = (
    "rdflib",
    "networkx",
    "trafilatura",
    "threadpoolctl",
    "numpy",
    "pyoxigraph",
    "click",
    "rich",
    "dateparser",
)


def loaded(code: str, tmp_path: Path) -> set[str]:
    """The heavy libraries that a program has loaded."""
    script = f"import sys\n{code}\nimport json\nprint(json.dumps(sorted(m.partition('.')[0] for m in sys.modules)))"
    out = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True, cwd=tmp_path, env=_env()
    )
    return set(json.loads(out.stdout.splitlines()[-1])) & set(HEAVY)


def _env() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(Path(conflictgraph.__file__).parent.parent)}


def test_importing_the_package_loads_nothing_heavy(tmp_path: Path) -> None:
    assert loaded("import conflictgraph", tmp_path) == set()
    assert loaded("import conflictgraph.cli", tmp_path) == {"click"}


def test_reading_a_graph_loads_neither_model_nor_rdflib_nor_networkx(tmp_path: Path) -> None:
    folder = world["build"](tmp_path / "g")
    code = f"""
import conflictgraph
with conflictgraph.open({str(folder)!r}) as graph:
    graph.show("Northern Front"); graph.events(place="Kandor"); graph.disputes(); graph.why("E-10aa", "killed")
    graph.neighbors("NF"); graph.query("ASK {{ ?s ?p ?o }}"); graph.export({str(tmp_path / "x.nt")!r})
"""
    assert loaded(code, tmp_path) == {"pyoxigraph"}


@pytest.mark.parametrize("name", ["extraction", "query.words", "query.naming"])
def test_the_examples_in_docstrings_are_true(name: str) -> None:
    result = doctest.testmod(importlib.import_module(f"conflictgraph.{name}"))
    assert result.attempted
    assert not result.failed
