"""Bad input to the commands about relationships and to exports: one sentence each, no traceback, no half file."""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.network.war import build

import conflictgraph
from conflictgraph.cli import cli
from conflictgraph.export import EXPORTERS

# Each with an actor in the place of NAME, and another in that of OTHER.
ABOUT_ONE = ("neighbors NAME", "ego NAME", "allies NAME", "enemies NAME", "timeline NAME", "dyads --actor NAME", "export - -f gexf --ego NAME", "export - -f ego --ego NAME", "export - -f geojson --actor NAME")
ABOUT_TWO = ("path NAME OTHER", "path OTHER NAME", "path NAME OTHER --k 2", "path NAME OTHER --all-up-to 3", "path NAME OTHER --in-time", "common NAME OTHER", "common OTHER NAME", "timeline NAME OTHER", "timeline OTHER NAME")
OF_ALL = ("rank", "rank --by pagerank", "rank --by betweenness", "rank --by eigenvector", "communities", "balance", "bridges", "dyads")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(build(tmp_path_factory.mktemp("war") / "g"))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> str:
    place = tmp_path_factory.mktemp("empty") / "g"
    conflictgraph.open(place).close()
    return str(place)


def run(graph: str, command: str, *more: str) -> Result:
    return CliRunner().invoke(cli, ["--graph", graph, *command.split(), *more])


def one_sentence(result: Result) -> str:
    """What is told on standard error, where a command fails as it should."""
    assert result.exit_code == 1, (result.output, result.exception)
    assert result.exception is None or isinstance(result.exception, (SystemExit, conflictgraph.errors.ConflictGraphError)), result.exception
    assert result.stdout == ""
    said = result.stderr or str(result.exception)
    assert "Traceback" not in said
    return said.strip()


@pytest.mark.parametrize("command", [*ABOUT_ONE, *ABOUT_TWO])
def test_an_unknown_actor_is_told_by_name(folder: str, command: str) -> None:
    said = one_sentence(run(folder, command.replace("NAME", "Zorblax").replace("OTHER", "League")))
    assert "There is no actor called “Zorblax” in the graph" in said


@pytest.mark.parametrize("command", [*(f"{each} --since 2031" for each in OF_ALL), "neighbors League --since 2031", "allies League --since 2031", "enemies League --since 2031", "dyads --actor League --since 2031", "timeline League --since 2031", "change --from 2024-01 --to 2024-03 --type sanction"])
@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_a_window_without_events_is_an_empty_answer_or_a_sentence(folder: str, command: str, form: str) -> None:
    result = run(folder, command, "-f", form)
    assert "Traceback" not in result.output
    if result.exit_code:
        assert one_sentence(result)
    elif form == "table":
        # `balance` and `bridges` count what there is none of
        assert result.stderr.endswith("Nothing fits.\n") or result.stderr.endswith("unknown.\n") or "There are no such events." in result.stderr or result.stdout.startswith(("pairs     0", "0 linked"))
    else:
        assert result.stdout or form == "csv"


@pytest.mark.parametrize("command", ["path League Front --since 2031", "ego League --since 2031", "common League Front --since 2031", "export - -f gexf --since 2031", "export - -f zip --since 2031", "export - -f geojson --since 2031", "export - -f map --since 2031", "export - -f gexf --ego League --since 2031", "change --from 2031 --to 2032"])
def test_a_window_without_events_is_told_where_there_is_nothing_to_show(folder: str, command: str) -> None:
    result = run(folder, command)
    if command.startswith("common"):
        assert "have nothing in common" in result.stderr
        return
    assert one_sentence(result)


@pytest.mark.parametrize("command", [*OF_ALL, "change --from 2015 --to 2016"])
def test_an_empty_graph_has_an_empty_answer_or_a_sentence(empty: str, command: str) -> None:
    result = run(empty, command)
    assert "Traceback" not in result.output
    assert result.exit_code == 0 or one_sentence(result)


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_an_empty_graph_is_exported_to_no_file(empty: str, name: str, tmp_path: Path) -> None:
    more = ("--ego", "League") if name == "ego" else ()
    said = one_sentence(run(empty, f"export {tmp_path}/out -f {name}", *more))
    assert "empty" in said or "no actor called" in said
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", ["path Front OTHER", "path Front OTHER --k 3", "path Front OTHER --all-up-to 2"])
def test_where_no_way_leads_that_is_told(folder: str, command: str) -> None:
    assert "links" in one_sentence(run(folder, command.replace("OTHER", "lone-star")))


@pytest.mark.parametrize("command", ["dyads --limit N", "path League Front --k N", "path League Front --all-up-to 2 --cap N", "ego League --radius N", "neighbors League --limit N", "rank --limit N"])
def test_a_number_larger_than_machines_count_asks_for_all(folder: str, command: str) -> None:
    result = run(folder, command.replace("N", "9" * 30))
    assert result.exit_code == 0, result.stderr


def test_an_unknown_ending_lists_the_known_ones(folder: str, tmp_path: Path) -> None:
    assert "the ending of" in one_sentence(run(folder, f"export {tmp_path}/graph.docx"))
    assert "There is no format “docx”" in one_sentence(run(folder, f"export {tmp_path}/graph.gexf -f docx"))
    assert not list(tmp_path.iterdir())


@contextmanager
def small_files(size: int) -> Iterator[None]:
    """As where a disk is full: no file grows beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.skipif(sys.platform == "win32", reason="limits of files are POSIX's")
@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_an_export_for_which_there_is_no_room_leaves_what_was_there(folder: str, name: str, tmp_path: Path) -> None:
    ego = "League" if name == "ego" else None
    with conflictgraph.open(folder, create=False) as graph, small_files(200):
        for target in ("new", "old"):
            path = tmp_path / target
            if target == "old" and not EXPORTERS[name].folder:
                path.write_text("precious")
            elif target == "old":
                path.mkdir()
                (path / "nodes.csv").write_text("precious")
            with pytest.raises(conflictgraph.errors.StopRun, match=r"cannot be written: file too large\.$"):
                graph.export(path, name, force=True, ego=ego)
    found = {str(each.relative_to(tmp_path)): each.read_text() for each in tmp_path.rglob("*") if each.is_file()}
    assert found == {"old/nodes.csv" if EXPORTERS[name].folder else "old": "precious"}
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_what_exists_is_replaced_with_force_only(folder: str, name: str, tmp_path: Path) -> None:
    more = ("--ego", "League") if name == "ego" else ()
    path = tmp_path / "out"
    assert run(folder, f"export {path} -f {name}", *more).exit_code == 0
    before = {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()}
    assert "exists already; --force replaces it." in one_sentence(run(folder, f"export {path} -f {name}", *more))
    assert run(folder, f"export {path} -f {name} --force", *more).exit_code == 0
    assert {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()} == before
