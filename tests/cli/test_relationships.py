"""The commands about relationships: five forms each, the ids behind each answer, one sentence for what cannot be answered."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.network.war import EVENTS, build

import conflictgraph
from conflictgraph.cli import cli

SOURCES = Path(conflictgraph.__file__).parent.parent
ASKED = {
    "rank": ["rank", "--by", "pagerank"],
    "communities": ["communities"],
    "allies": ["allies", "Northern Front"],
    "enemies": ["enemies", "Northern Front"],
    "balance": ["balance", "--until", "2024-03-15"],
    "common": ["common", "Northern Front", "Hill Militia"],
    "bridges": ["bridges", "--least", "1"],
    "change": ["change", "--from", "2024-01", "--to", "2024-03"],
    "path": ["path", "Ada Kern", "Kandor army", "--k", "2"],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(build(tmp_path_factory.mktemp("war") / "g"))


def run(folder: str, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["--graph", folder, *arguments])


def ask(folder: str, *arguments: str) -> str:
    result = run(folder, *arguments)
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.mark.parametrize("name", ASKED)
def test_every_answer_comes_in_five_forms_and_is_the_same_again(folder: str, name: str) -> None:
    given = ASKED[name]
    assert ask(folder, *given) == ask(folder, *given)
    assert ask(folder, *given).strip()
    assert json.loads(ask(folder, *given, "--format", "json"))
    lines = [json.loads(line) for line in ask(folder, *given, "--format", "jsonl").splitlines()]
    assert lines
    text = ask(folder, *given, "--format", "csv")
    head, *rows = csv.reader(io.StringIO(text))
    assert rows
    assert {len(row) for row in rows} == {len(head)}
    tabs = ask(folder, *given, "--format", "tsv").splitlines()
    assert [line.split("\t") for line in tabs] == [head, *rows]


@pytest.mark.parametrize("name", [name for name in ASKED if name != "path"])
def test_a_limit_cuts_rows(folder: str, name: str) -> None:
    rows = ask(folder, *ASKED[name], "--format", "jsonl", "--limit", "1").splitlines()
    sorts = {"common": 3, "bridges": 2}  # actors, events and places; bridges and go-betweens
    assert len(rows) == sorts.get(name, 1)


def test_ranks_are_aligned_and_say_what_they_count(folder: str) -> None:
    head, _, first, *_ = ask(folder, "rank", "--by", "weighted").splitlines()
    assert head.split("  ")[0] == "rank"
    assert "weighted" in head and "events and ties" not in head
    assert first.split()[:3] == ["1", "Lake", "League"]


def test_an_inferred_enemy_is_told_through_whom(folder: str) -> None:
    said = ask(folder, "enemies", "Northern Front")
    assert "ally of its enemy Lake League" in said
    assert EVENTS[1][:8] in said
    assert "ally of its enemy" not in ask(folder, "enemies", "Northern Front", "--direct")


def test_balance_says_the_share_and_names_the_pairs(folder: str) -> None:
    said = ask(folder, "balance", "--until", "2024-03-15")
    assert "balanced  50%; 50% where three enemies are balanced, too" in said
    assert "+1" in said and "−1" in said
    assert "none: no three actors" in ask(folder, "balance", "--since", "2024-03-20")


def test_a_change_shows_both_windows(folder: str) -> None:
    said = ask(folder, "change", "--from", "2024-01", "--to", "2024-03")
    assert "in 2024-01" in said and "in 2024-03" in said
    assert "cooperation 1" in said and "conflict 1" in said


def test_one_path_has_its_sentences_and_several_are_numbered(folder: str) -> None:
    assert "“Ada Kern speaks for the League.”" in ask(folder, "path", "Ada Kern", "Kandor army")
    several = ask(folder, "path", "Ada Kern", "Kandor army", "--all-up-to", "3")
    assert several.startswith("1. Ada Kern — Lake League — Kandor army\n")
    assert "\n2. Ada Kern — Lake League" in several
    assert ask(folder, "path", "front", "front", "--k", "2") == ask(folder, "path", "front", "front") == "Both names stand for the same actor.\n"


def test_a_path_in_time_tells_what_it_could_not_walk(folder: str) -> None:
    result = run(folder, "path", "Kandor army", "Hill Militia", "--in-time")
    assert result.stdout.startswith("Kandor army — Northern Front — Hill Militia\n")
    assert result.stderr == "1 event and 1 stated tie are not walked because the time is unknown.\n"
    rows = list(csv.DictReader(io.StringIO(ask(folder, "path", "Kandor army", "Hill Militia", "--in-time", "--format", "csv"))))
    assert [(row["step"], row["kind"], row["first"]) for row in rows] == [("1", "assault", "2024-01-10"), ("2", "agree", "2024-02-01")]


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        ("rank --by eigenvector --backend gpu", 1, "There is no networkx backend “gpu” here; installed: networkx."),
        ("rank --by fame", 2, "is not one of"),
        ("rank --since yesterday", 1, "“yesterday” is no date"),
        ("rank --place Atlantis", 1, "Atlantis"),
        ("communities --method leiden --backend networkx", 1, "The networkx backend “networkx” does not compute leiden_communities."),
        ("communities --resolution 0", 2, "is not in the range"),
        ("allies Nobody", 1, "Nobody"),
        ("common front front", 1, "“front” and “front” stand for the same actor."),
        ("change --from 2024-01 --to 1999", 1, "Nothing is known to have happened between actors in 1999."),
        ("change --from 2024-01", 2, "Missing option '--to'"),
        ("path front league --k 2 --in-time", 2, "Give one of --k, --all-up-to and --in-time."),
        ("path front league --cap 5", 2, "--cap is for --all-up-to."),
        ("rank --min-confidence nan", 2, "'nan' is not a valid number."),
        ("communities --resolution inf", 2, "'inf' is not a valid number."),
        ("path front lone", 1, "No chain of ties or events links Northern Front and Lone Star in this graph."),
        ("path Ada army --all-up-to 1", 1, "No way of at most 1 step links Ada Kern and Kandor army."),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_told_in_one_sentence(folder: str, given: str, code: int, words: str) -> None:
    result = run(folder, *given.split())
    assert (result.exit_code, words in result.stderr) == (code, True), result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


def test_nothing_to_rank_or_divide_is_no_error(tmp_path: Path) -> None:
    folder = str(tmp_path / "new")
    with conflictgraph.open(folder):
        pass
    for name in ("rank", "communities", "bridges", "balance"):
        result = run(folder, name)
        assert result.exit_code == 0
        assert result.stdout or result.stderr == "Nothing fits.\n"
    assert json.loads(ask(folder, "balance", "--format", "json"))["balanced"] is None


def test_a_backend_that_is_installed_is_asked(folder: str, tmp_path: Path) -> None:
    # A backend of networkx is an installed distribution with entry points; this one says that it was asked and hands on.
    (tmp_path / "telling.py").write_text(
        "import sys, networkx as nx\n"
        "class Backend:\n"
        "    @staticmethod\n"
        "    def betweenness_centrality(graph, *more, **options):\n"
        "        print('asked', len(graph), file=sys.stderr)\n"
        "        return {node: float(len(node)) for node in graph}\n"
        "    @staticmethod\n"
        "    def convert_from_nx(graph, *more, **options): return graph\n"
        "    @staticmethod\n"
        "    def convert_to_nx(result, *more, **options): return result\n"
        "def info(): return {}\n"
    )
    meta = tmp_path / "telling-1.0.dist-info"
    meta.mkdir()
    (meta / "METADATA").write_text("Metadata-Version: 2.1\nName: telling\nVersion: 1.0\n")
    (meta / "entry_points.txt").write_text("[networkx.backends]\ntelling = telling:Backend\n\n[networkx.backend_info]\ntelling = telling:info\n")
    environment = {**os.environ, "PYTHONPATH": f"{SOURCES}{os.pathsep}{tmp_path}"}

    def told(by: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "conflictgraph", "--graph", folder, "rank", "--by", by, "--backend", "telling", "--format", "jsonl"]
        return subprocess.run(command, env=environment, capture_output=True, text=True)

    asked = told("betweenness")
    assert asked.stderr == "asked 5\n"
    assert json.loads(asked.stdout.splitlines()[0])["actor"]["id"] == "ada-kern"  # the longest id
    refused = told("eigenvector")
    assert (refused.returncode, refused.stderr) == (1, "Error: The networkx backend “telling” does not compute eigenvector_centrality.\n")


def test_help_needs_no_networkx(tmp_path: Path) -> None:
    code = "import sys; from conflictgraph.cli import cli\ntry: cli(['rank', '--help'])\nexcept SystemExit: pass\nprint(sorted({'networkx', 'numpy', 'conflictgraph.network'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(SOURCES)}, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_names_over_columns_are_cut(tmp_path: Path) -> None:
    import dataclasses

    from tests.network import war

    long = {each: f"{each} of the {'very ' * 20}long name" for each in ("front", "league")}
    actors = tuple(dataclasses.replace(a, label=long.get(a.id, a.label)) for a in war.GRAPH.actors)
    with conflictgraph.store.open(tmp_path / "g", create=True) as store:
        graph = dataclasses.replace(war.GRAPH, actors=actors)
        store.articles.put(conflictgraph.model.Record(war.ARTICLE))
        store.apply(conflictgraph.triples.to_triples(graph, store.base), conflictgraph.pipeline.entries(graph), conflictgraph.pipeline.identifiers(graph), graph.records())
    shown = run(str(tmp_path / "g"), "common", "front", "league").stdout
    assert "with front of the very very very v…" in shown
    assert max(map(len, shown.splitlines())) < 200
