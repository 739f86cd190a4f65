"""Other people's readers: tests here run by `make check-readers` only, which installs what they need."""

from __future__ import annotations

import importlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

TOOLS = os.environ.get("CONFLICTGRAPH_READERS")
collect_ignore_glob = [] if TOOLS else ["test_*.py"]
if TOOLS:
    sys.path.append(str(Path(TOOLS) / "python"))  # behind the environment's own


def library(name: str) -> Any:
    """A reader in Python; the test is left out, and says so, where it could not be installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        pytest.skip(f"{name} could not be installed")


def program(name: str) -> str:
    """A reader on the command line, likewise."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} could not be installed")
    return found


def javascript(form: str, path: Path) -> Any:
    """What a library in JavaScript finds in a file (see read.cjs)."""
    modules = Path(TOOLS or ".") / "npm" / "node_modules"
    if not (modules / "graphology").is_dir():
        pytest.skip("readers in JavaScript could not be installed")
    command = [program("node"), str(Path(__file__).with_name("read.cjs")), form, str(path)]
    done = subprocess.run(command, env={**os.environ, "NODE_PATH": str(modules)}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def run(*command: str) -> str:
    """A program's output."""
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout
