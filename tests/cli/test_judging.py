"""Deciding on the command line."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.api.test_judging import claim, put, told
from tests.resolve.build import attack, story

import conflictgraph
from conflictgraph.cli import cli

MARKET = ("a market",)
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


@pytest.fixture
def folder(tmp_path: Path) -> str:
    with conflictgraph.open(tmp_path / "g") as graph:
        put(graph, *(told(n, 0) for n in range(4)))
    return str(tmp_path / "g")


def run(folder: str, *arguments: str, **more: object) -> Result:
    return CliRunner().invoke(cli, ["--graph", folder, *arguments], **more)  # type: ignore[arg-type]


def test_judging_listing_and_taking_back(folder: str) -> None:
    done = run(folder, "same", claim(0)[:10], claim(3)[:10])
    assert (done.exit_code, "is the same as" in done.stdout) == (0, True)
    assert len(json.loads(run(folder, "events", "--format", "json").stdout)) == 1
    assert "same" in run(folder, "judgements").stdout
    assert run(folder, "undo").stdout.startswith("Taken back: same")
    assert len(json.loads(run(folder, "events", "--format", "json").stdout)) == 2


def test_a_conflict_ends_with_one_sentence(folder: str) -> None:
    run(folder, "same", claim(0), claim(1))
    run(folder, "different", claim(1), claim(3))
    done = run(folder, "same", claim(0), claim(3))
    assert done.exit_code == 1
    assert done.stderr.startswith("Error: ")
    assert done.stderr.count("\n") == 1


def test_judgements_go_through_files_and_pipes(folder: str, tmp_path: Path) -> None:
    run(folder, "unsure", "Northern Front", "Front of the North")
    kept = tmp_path / "mine.csv"
    assert run(folder, "judgements", "--export", str(kept)).exit_code == 0
    run(folder, "undo")
    assert run(folder, "judgements", "--import", "-", input=kept.read_text()).stdout == "1 new judgement.\n"
    assert run(folder, "judgements", "--export", "-").stdout == kept.read_text()
    absent = run(folder, "judgements", "--import", str(tmp_path / "absent.csv"))
    assert (absent.exit_code, "There is no file or folder" in absent.stderr) == (1, True)


def test_grading_and_the_filters_of_listings(folder: str) -> None:
    assert run(folder, "grade", "Paper 3", "B").stdout == "Paper 3 (paper-3): B, usually reliable.\n"
    rows = list(csv.DictReader(io.StringIO(run(folder, "grades", "--format", "csv").stdout)))
    assert [(row["kind"], row["id"], row["grade"]) for row in rows] == [("source", "paper-3", "B")]
    assert len(json.loads(run(folder, "events", "--min-grade", "B", "--format", "json").stdout)) == 1
    assert len(json.loads(run(folder, "events", "--min-speakers", "2", "--format", "json").stdout)) == 1
    assert json.loads(run(folder, "claims", "--min-confidence", "0.95", "--format", "json").stdout) == []
    assert run(folder, "grade", "Paper 3").exit_code == 2
    assert "no longer B" in run(folder, "grade", "Paper 3", "--remove").stdout


def test_the_policy_is_printed_changed_and_shown(folder: str, tmp_path: Path) -> None:
    assert 'name = "all"' in run(folder, "policy").stdout
    assert 'name = "two-speakers"' in run(folder, "policy", "two-speakers").stdout
    assert "two-speakers" in run(folder, "stats").stdout
    assert run(folder, "rebuild", "--policy", "all").exit_code == 0
    assert 'name = "all"' in run(folder, "policy").stdout
    wrong = tmp_path / "wrong.toml"
    wrong.write_text("voices = 2\n")
    done = run(folder, "policy", str(wrong))
    assert (done.exit_code, "has no key “voices”" in done.stderr) == (1, True)


def test_review_lists_its_pairs_where_nobody_sits_at_a_terminal(folder: str) -> None:
    done = run(folder, "review", "--format", "json")
    assert done.exit_code == 0
    assert all({"kind", "one", "other", "alike", "claims"} <= set(each) for each in json.loads(done.stdout))


def test_a_replaced_figure_is_marked_in_why_and_disputes(tmp_path: Path) -> None:
    from tests.api.test_judging import at

    with conflictgraph.open(tmp_path / "g") as graph:
        put(
            graph, at("https://example.org/a", story("Paper A", "2015-06-13", attack(targets=MARKET, killed=10))),
            at("https://example.org/b", story("Paper A", "2015-06-14", attack(targets=MARKET, killed=14))),
            at("https://example.org/c", story("Paper B", "2015-06-14", attack(targets=MARKET, killed=30))),
        )  # fmt: skip
        (event,) = graph.events()
    folder = str(tmp_path / "g")
    why = json.loads(run(folder, "why", event.id, "killed", "--format", "json").stdout)[0]
    assert {ground["value"]: ground["counts"] for ground in why["grounds"]}["10"] == "replaced"
    (dispute,) = json.loads(run(folder, "disputes", "--format", "json").stdout)
    assert [(rival["value"], rival["replaced"]) for rival in dispute["rivals"]] == [("14", False), ("30", False), ("10", True)]
    assert dispute["apart"] == pytest.approx(1 - 14 / 30, abs=1e-4)
    assert "replaces" in run(folder, "claims", "--about", event.id).stdout
    assert "(replaced by a later figure)" in run(folder, "disputes").stdout


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_review_asks_with_keys_at_a_terminal(tmp_path: Path) -> None:
    import pty

    from tests.api.test_judging import at
    from tests.resolve.build import attack, story

    with conflictgraph.open(tmp_path / "g") as graph:
        names = ("#Northern Front", "#Northern Fronts", "#Southern Union", "#Southern Unions")
        put(graph, *(at(f"https://example.org/{n}", story("Paper", "2015-06-13", attack(agents=(each,)))) for n, each in enumerate(names)))
        assert [each.kind for each in graph.review("actor")] == ["actor", "actor"]
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "conflictgraph", "--graph", str(tmp_path / "g"), "review", "--kind", "actor"]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=ENVIRONMENT) as running:
        seen = b""
        deadline = time.monotonic() + 120
        while running.poll() is None and time.monotonic() < deadline:
            if select.select([ours], [], [], 1.0)[0]:
                seen += os.read(ours, 4096)
            elif asked := seen.count(b"[q]uit"):  # a key that is typed before it is asked for is thrown away, and typed again
                os.write(ours, b"y" if asked == 1 else b"q")
        assert running.wait(timeout=1) == 0
    os.close(ours)
    os.close(theirs)
    with conflictgraph.open(tmp_path / "g") as graph:
        assert [(row.kind, row.judgement) for row in graph.judgements()] == [("actor", "same")]
        assert len(graph.review("actor")) == 1


def test_an_event_shows_what_it_is_a_part_of_and_what_its_parts_are(tmp_path: Path) -> None:
    month = attack(trigger="attacks killed people in the past month", time="2015-06", killed=60)
    with conflictgraph.open(tmp_path / "g") as graph:
        put(graph, story("Herald", "2015-06-13", attack(killed=10)), story("Count", "2015-07-02", month))
        rows = {row.edtf: row for row in graph.events()}
        assert rows["2015-06-12"].part_of == rows["2015-06"].id
    folder = str(tmp_path / "g")
    assert re.search(r"part of +.*2015-06", run(folder, "show", rows["2015-06-12"].id).stdout)
    assert re.search(r"part +.*2015-06-12", run(folder, "show", rows["2015-06"].id).stdout)
