"""A change that is killed half way is finished at the next opening, and a graph without a ledger gets one."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from tests.incremental.dying import killed
from tests.incremental.test_incremental import REPORTS, at_once, everything, put

from conflictgraph import pipeline
from conflictgraph.errors import GraphError
from conflictgraph.extraction import consolidation
from conflictgraph.store import open as open_store

ADDS = """
from tests.incremental.test_incremental import REPORTS
store.articles.put(REPORTS[-1])
"""

STEPS = [
    ("conflictgraph.incremental", "Update", "puts", "at"),
    ("conflictgraph.store.tripleshelf", "TripleShelf", "change", "at"),
    ("conflictgraph.store.tripleshelf", "TripleShelf", "change", "done"),
    ("conflictgraph.store.nameindex", "NameChange", "name", "done"),
    ("conflictgraph.store.ledger", "LedgerChange", "put", "at"),
    ("conflictgraph.store.ledger", "LedgerChange", "put", "done"),
    ("conflictgraph.store.workings", "Workings", "settle", "at"),
    ("conflictgraph.store.workings", "Workings", "settle", "done"),
]


@pytest.fixture(scope="module")
def seven(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seven") / "g"
    with open_store(folder, create=True) as store:
        put(store, REPORTS[:-1])
        pipeline.catch_up(store, consolidation)
    return folder


@pytest.mark.parametrize(("module", "owner", "step", "done"), STEPS)
def test_a_killed_change_is_finished_at_the_next_opening(
    tmp_path: Path, seven: Path, module: str, owner: str, step: str, done: str
) -> None:
    folder = tmp_path / "g"
    shutil.copytree(seven, folder)
    killed(folder, ADDS, module, owner, step, done)
    with open_store(folder) as store:
        assert store.behind == (step != "settle"), step  # all is in the graph before the workings are settled
    with pipeline.open(folder, consolidation) as store:
        assert not store.behind
        assert everything(store) == at_once(REPORTS)
        pipeline.retract(store, [REPORTS[0].article.id], consolidation)
        assert everything(store) == at_once(REPORTS[1:])


def _unwritten(folder: Path) -> None:
    """As a version without ledgers left it."""
    with sqlite3.connect(folder / "articles.sqlite") as db:
        for table in ("ledger_deeds", "ledger_claims", "ledger_sayings", "ledger_passages", "ledger_articles", "ledger_pairs", "ledger_sums", "ledger_parties", "ledger_actors", "ledger_places", "ledger_records"):
            db.execute(f"DROP TABLE {table}")
        db.execute("DELETE FROM meta WHERE key = 'ledger'")
    db.close()


def test_a_graph_without_a_ledger_gets_it_at_the_first_opening(tmp_path: Path, seven: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "g"
    shutil.copytree(seven, folder)
    _unwritten(folder)
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "grow", lambda *_: pytest.fail("Only the ledger is made."))
        with pipeline.open(folder, consolidation) as store:
            assert everything(store) == at_once(REPORTS[:-1])
    _unwritten(folder)
    with open_store(folder) as store:
        with pytest.raises(GraphError, match="earlier version"):
            next(store.deeds())
        put(store, REPORTS[-1:])
        pipeline.catch_up(store, consolidation)
        assert everything(store) == at_once(REPORTS)


def test_a_ledger_of_another_version_is_made_again(tmp_path: Path, seven: Path) -> None:
    folder = tmp_path / "g"
    shutil.copytree(seven, folder)
    with sqlite3.connect(folder / "articles.sqlite") as db:
        db.execute("DROP TABLE ledger_actors")
        db.execute("ALTER TABLE ledger_deeds DROP COLUMN high")
        db.execute("UPDATE meta SET value = substr(value, instr(value, '/') + 1) WHERE key = 'ledger'")
    db.close()
    with pipeline.open(folder, consolidation) as store:
        assert everything(store) == at_once(REPORTS[:-1])


def test_rebuild_makes_a_spoilt_ledger_again(tmp_path: Path, seven: Path) -> None:
    folder = tmp_path / "g"
    shutil.copytree(seven, folder)
    with sqlite3.connect(folder / "articles.sqlite") as db:
        db.execute("DELETE FROM ledger_pairs")
    db.close()
    with open_store(folder) as store:
        assert everything(store) != at_once(REPORTS[:-1])
        pipeline.rebuild(store, consolidation)
        assert everything(store) == at_once(REPORTS[:-1])
