"""The command line as a process of its own: environment, pipes, signals, standard input."""

from __future__ import annotations

import json
import os
import runpy
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import conflictgraph

world = runpy.run_path(str(Path(__file__).parent.parent / "query" / "world.py"))
SOURCES = Path(conflictgraph.__file__).parent.parent


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(world["build"](tmp_path_factory.mktemp("world") / "g"))


def process(*arguments: str, **more: object) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(SOURCES), **more.pop("env", {})}  # type: ignore[dict-item]
    done: subprocess.CompletedProcess[str] = subprocess.run(
        [sys.executable, "-m", "conflictgraph", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=env,
        **more,  # type: ignore[call-overload]
    )
    return done


def test_the_graph_is_named_before_after_in_the_environment_or_found_where_one_stands(
    folder: str, tmp_path: Path
) -> None:
    wanted = process("--graph", folder, "stats").stdout
    assert wanted
    assert process("stats", "--graph", folder).stdout == wanted
    assert process("--graph", "absent", "stats", "--graph", folder).stdout == wanted
    assert process("stats", env={"CONFLICTGRAPH_GRAPH": folder}).stdout == wanted
    world["build"](tmp_path / "conflict-graph")
    assert process("stats", cwd=tmp_path).stdout == wanted


def test_a_reader_that_goes_away_is_no_error(folder: str) -> None:
    command = f'"{sys.executable}" -m conflictgraph --graph "{folder}" export - --format ntriples'
    out = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command} | head -c 1 > /dev/null"],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(SOURCES)},
    )  # fmt: skip
    assert (out.returncode, out.stderr) == (0, "")


def test_a_terminal_that_lacks_a_letter_gets_its_number(folder: str) -> None:
    out = process("--graph", folder, "events", env={"PYTHONIOENCODING": "latin-1"})
    assert out.returncode == 0
    assert "Northern Front \\u2192 Kandor army" in out.stdout


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_an_interrupt_is_one_sentence(folder: str) -> None:
    waiting = subprocess.Popen(
        [sys.executable, "-m", "conflictgraph", "--graph", folder, "query", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(SOURCES)},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background jobs ignore it, and so would its children
    )  # fmt: skip
    lock = Path(folder) / "lock"
    for _ in range(200):  # until it has the graph open and waits for its query
        if lock.exists() and lock.read_text() == str(waiting.pid):
            break
        time.sleep(0.05)
    time.sleep(0.3)
    waiting.send_signal(signal.SIGINT)
    _, told = waiting.communicate(timeout=30)
    assert waiting.returncode == 1
    assert told == "\nStopped; what was finished until now is kept.\n"


def test_articles_go_in_from_standard_input_and_are_counted(tmp_path: Path) -> None:
    story = "Rebels killed three soldiers in Goma on 9 February 2024, the army said."
    graph = str(tmp_path / "g")
    added = process("--graph", graph, "add", "-", "--published", "2024-02-10", "--publisher", "Goma Post", input=story)
    assert added.returncode == 0, added.stderr
    assert added.stdout.startswith("  1 article · ")
    assert added.stdout.rstrip().endswith(("claim", "claims"))
    assert "reading  1/1  1 new" in added.stderr
    again = process("--graph", graph, "add", "-", "--published", "2024-02-10", "--publisher", "Goma Post", input=story)
    assert "1 unchanged" in again.stderr
    assert again.stdout == added.stdout
    nothing = process("--graph", graph, "add", str(tmp_path / "absent.txt"))
    assert nothing.returncode == 0
    assert "1 skipped (see: conflictgraph log)" in nothing.stderr
    assert "does not exist" in process("--graph", graph, "log").stdout
    checked = process("--graph", graph, "check")
    assert (checked.returncode, checked.stdout) == (
        0,
        "The graph is sound: it fits the ontology, and every quote stands where it says.\n",
    )
    record = json.loads(process("extract", "-", "--published", "2024-02-10", input=story).stdout)
    assert record["text"].startswith("Rebels killed")
    assert record["accounts"]


def test_the_launcher_of_a_bare_checkout_is_the_command() -> None:
    launcher = SOURCES.parent / "cli.py"
    if not launcher.exists():
        pytest.skip("installed, not a checkout")
    out = subprocess.run([sys.executable, str(launcher), "--version"], capture_output=True, text=True, check=True)
    assert out.stdout == f"conflictgraph, version {conflictgraph.__version__}\n"
