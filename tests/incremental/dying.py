"""A program that changes a graph and dies without warning at a step of ours."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
_BEGIN = """
import os, signal, sys
from importlib import import_module
from conflictgraph import pipeline
from conflictgraph.extraction import consolidation
module, owner, step, done, folder = sys.argv[1:]
holder = getattr(import_module(module), owner)
real = getattr(holder, step)
def deadly(*arguments, **values):
    if done == "done":
        real(*arguments, **values)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(holder, step, deadly)
with pipeline.open(folder, consolidation) as store:
"""


def killed(folder: Path, change: str, module: str, owner: str, step: str, done: str) -> None:
    """Run `change` (Python, on the open `store` of the graph in a folder) in a process that is killed where the step is taken: `at` it, or
    once it is `done`."""
    code = _BEGIN + "".join(f"    {line}\n" for line in (*change.strip().splitlines(), "pipeline.catch_up(store, consolidation)"))
    path = os.pathsep.join((str(ROOT / "graph"), str(ROOT)))
    command = [sys.executable, "-c", code, module, owner, step, done, str(folder)]
    ended = subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
