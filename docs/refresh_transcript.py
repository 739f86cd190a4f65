"""Runs the commands shown in README.md and docs/*.md and puts what they print below them.

    python docs/refresh_transcript.py            # writes
    python docs/refresh_transcript.py --check    # exit 1 where a page shows something else

A block that is run stands between `<!-- transcript -->` and `<!-- /transcript -->`. Lines that begin with "$ " are commands
for bash; what follows each is what it printed, stdout and stderr. All blocks of one page share a folder, in which
`articles/` holds the sample articles and `conflictgraph` is this checkout's.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"(<!-- transcript -->\n```console\n)(.*?)(```\n<!-- /transcript -->)", re.DOTALL)
LEFT_OUT = {"README.md", "truth.jsonl"}
WIDTH = "110"


def prepared(folder: Path) -> dict[str, str]:
    """Lay out the folder in which commands run; returns their environment."""
    (folder / "home" / "articles").mkdir(parents=True)
    for path in sorted((ROOT / "data" / "articles").iterdir()):
        if path.name not in LEFT_OUT:
            (folder / "home" / "articles" / path.name).write_bytes(path.read_bytes())
    tools = folder / "bin"
    tools.mkdir()
    (tools / "conflictgraph").write_text(
        f"#!/bin/sh\nexec {shlex.quote(sys.executable)} -m conflictgraph \"$@\"\n", encoding="utf-8"
    )
    (tools / "conflictgraph").chmod(0o755)
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("CONFLICTGRAPH", "PYTHON"))}
    return kept | {
        "PATH": f"{tools}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "PYTHONPATH": str(ROOT / "graph"),
        "COLUMNS": WIDTH,
        "NO_COLOR": "1",
        "LC_ALL": "C.UTF-8",
    }


def ran(block: str, folder: Path, environment: dict[str, str]) -> str:
    """A block with fresh output. A command that fails keeps its output too: errors are shown on purpose."""
    out = []
    for line in block.splitlines():
        if not line.startswith("$ "):
            continue
        done = subprocess.run(
            ["bash", "-c", line[2:]], cwd=folder / "home", env=environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        )  # fmt: skip
        if "Traceback (most recent call last)" in done.stdout:
            raise SystemExit(f"{line}\n{done.stdout}")
        shown = [each.rstrip() for each in done.stdout.rstrip().splitlines()]
        out += [line, *shown]
    return "".join(f"{each}\n" for each in out)


def refreshed(text: str) -> str:
    """A page with all its blocks run, in order, in one fresh folder."""
    if not BLOCK.search(text):
        return text
    with tempfile.TemporaryDirectory() as name:
        environment = prepared(Path(name))
        return BLOCK.sub(lambda m: m[1] + ran(m[2], Path(name), environment) + m[3], text)


def main() -> int:
    parser = argparse.ArgumentParser(description="Run the commands that the documentation shows.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a page is out of date")
    check = parser.parse_args().check
    stale = []
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        old = path.read_text(encoding="utf-8")
        new = refreshed(old)
        if new == old:
            continue
        stale.append(path)
        if check:
            before, after = old.splitlines(), new.splitlines()
            at = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after)))
            print(f"{path.relative_to(ROOT)}, line {at + 1}: a command prints something else; `make refresh` writes it.")
        else:
            path.write_text(new, encoding="utf-8")
            print(f"{path.relative_to(ROOT)} was written.")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
