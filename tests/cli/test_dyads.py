"""`dyads` and `timeline` on the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.network.war import build

from conflictgraph.cli import cli


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(build(tmp_path_factory.mktemp("war") / "g"))


def run(folder: str | Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["--graph", str(folder), *arguments])


def test_dyads_are_a_table(folder: str) -> None:
    result = run(folder, "dyads", "--only", "conflict", "--limit", "2")
    assert result.exit_code == 0
    head, _, first, _ = result.stdout.splitlines()
    assert head.split() == ["actor", "actor", "events", "→", "←", "↔", "killed", "first", "last", "cooperation", "conflict"]
    assert first.split() == "Northern Front → Kandor army 2 2 0 0 13 2024-01-10 2024-03-05 2 material".split()


@pytest.mark.parametrize("asked", [["dyads"], ["timeline", "Kandor army"], ["timeline", "army", "front", "--by", "day"]])
def test_every_form_has_the_same_rows(folder: str, asked: list[str]) -> None:
    lines = [json.loads(line) for line in run(folder, *asked, "--format", "jsonl").stdout.splitlines()]
    told = json.loads(run(folder, *asked, "--format", "json").stdout)
    assert (told if asked == ["dyads"] else told["bins"]) == lines
    head, *rows = csv.reader(io.StringIO(run(folder, *asked, "--format", "csv").stdout))
    tabs = run(folder, *asked, "--format", "tsv").stdout.splitlines()
    assert [line.split("\t") for line in tabs] == [head, *rows]
    assert [row[head.index("events")] for row in rows] == [str(line["events"]) for line in lines]


def test_a_timeline_is_bars_and_says_what_is_in_none(folder: str) -> None:
    result = run(folder, "timeline", "Kandor army", "--by", "week")
    lines = result.stdout.splitlines()
    assert lines[0] == "Kandor army, by week, 2024-W02 to 2024-W10"
    assert lines[2].split()[:3] == ["2024", "▄█······▄", "4"]
    assert lines[-1] == "1 event is in no bar: dated to a time over several weeks."
    monthly = run(folder, "timeline", "army").stdout.splitlines()
    assert monthly[2].split() == ["2024", "█·▆", "5", "█·▃", "14"]
    daily = run(folder, "timeline", "army", "--by", "day").stdout.splitlines()
    assert daily[2].split()[:3] == ["2024-01", "█····█····█···········", "3"]
    assert daily[2].index("█") - daily[2].index("2024") == 12 + 9  # the tenth of the month
    assert daily[3].split() == ["2024-03", "····█", "1", "····▃", "3"]
    assert monthly[3] == "█ is 3 events, or 11 killed in a month; · is none"


def test_nothing_found_is_one_sentence(folder: str) -> None:
    for asked in (["dyads", "--since", "2030"], ["dyads", "--actor", "Lone Star"]):
        result = run(folder, *asked)
        assert (result.exit_code, result.stdout, result.stderr.splitlines()[-1]) == (0, "", "Nothing fits.")
    result = run(folder, "timeline", "Lone Star")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "There are no such events.\n")
    for asked in (["timeline", "Zzyzx"], ["timeline", "army", "Kandor army"], ["dyads", "--place", "Zzyzx"], ["dyads", "--type", "dancing"]):
        result = run(folder, *asked)
        assert (result.exit_code, result.stdout) == (1, "")
        assert len(result.stderr.splitlines()) == 1
        assert result.stderr.startswith("Error: ")


def test_events_of_unknown_time_are_told_where_a_time_is_asked(folder: str) -> None:
    assert "1 event is left out because the time is unknown." in run(folder, "dyads", "--since", "2024-01").stderr


def test_an_empty_graph_has_no_dyads(tmp_path: Path) -> None:
    import conflictgraph

    conflictgraph.open(tmp_path / "g").close()
    result = run(tmp_path / "g", "dyads")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "Nothing fits.\n")


def test_a_part_of_a_graph_has_dyads_too(folder: str) -> None:
    import conflictgraph

    with conflictgraph.open(folder, create=False) as graph:
        two = graph.part(min_speakers=2)
        assert 0 < sum(r.events for r in two.dyads(named=False)) < sum(r.events for r in graph.dyads(named=False))
        assert {d.id for d in two.deeds()} < {d.id for d in graph.deeds()}
