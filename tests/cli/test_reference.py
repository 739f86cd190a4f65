"""The reference pages are made out of the program, and list all of it."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from conflictgraph.cli import cli

SCRIPT = Path(__file__).parent.parent.parent / "docs" / "generate_reference.py"


def test_every_command_and_its_example_is_on_the_page() -> None:
    page = runpy.run_path(str(SCRIPT))["cli_page"]()
    for name, command in cli.commands.items():
        section = page.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        assert f"Usage: conflictgraph {name}" in section
        assert "Example:" in section
        assert (command.epilog or "").splitlines()[-1].strip() in section
        for param in command.params:
            assert param.opts[0] in section or (param.metavar or param.name or "").upper() in section


def test_every_public_method_and_row_is_on_the_page_with_a_docstring() -> None:
    from conflictgraph.api import Graph

    page = runpy.run_path(str(SCRIPT))["api_page"]()
    for name in (name for name in vars(Graph) if not name.startswith("_")):
        section = page.partition(f"\n### Graph.{name}\n")[2].partition("\n### ")[0]
        assert len(section.split()) > 5, name
    for name in (
        "conflictgraph.open",
        "conflictgraph.extract",
        "EventRow",
        "ClaimRow",
        "Step",
        "Account",
        "AmbiguousName",
    ):
        assert name in page


def test_check_tells_a_page_that_is_out_of_date(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main = runpy.run_path(str(SCRIPT))["main"]
    assert main(["--check"], tmp_path) == 1
    assert main([], tmp_path) == 0
    assert main(["--check"], tmp_path) == 0
    (tmp_path / "cli.md").write_text("old")
    capsys.readouterr()
    assert main(["--check"], tmp_path) == 1
    assert "cli.md; run python docs/generate_reference.py." in capsys.readouterr().err
