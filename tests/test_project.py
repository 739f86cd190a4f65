"""The project speaks of itself alone, and every shipped file has an origin and a licence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TOPS = ("graph", "ontology", "tests", "benchmarks", "training", "docs", "frontend", ".ci")
FILES = ("pyproject.toml", "Makefile", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "NOTICE", "cli.py", ".gitignore")
TEXT = {".py", ".md", ".toml", ".ttl", ".rq", ".json", ".jsonld", ".tsv", ".html", ".js", ".ts", ".css", ".svg", ".jsonl", ".nt", ""}

# Put together here, so that this file does not hold what it looks for.
FOREIGN = (
    "/" + "work/",
    "/" + "opt/",
    "/" + "root/",
    "/" + "home/",
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "registry." + "npmjs",
    "index" + "-url",
)


def texts() -> Iterator[tuple[str, str]]:
    own = [ROOT / name for name in FILES]
    found = [*(p for top in TOPS for p in (ROOT / top).rglob("*")), *(ROOT / "data").rglob("*.md")]
    for path in sorted({*own, *found}):
        inner = path.relative_to(ROOT).parts
        if not path.is_file() or path.suffix not in TEXT or {"__pycache__", "node_modules"} & set(inner):
            continue
        if any(part.startswith(".") and part not in {".ci", ".gitignore"} for part in inner):
            continue
        yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def test_no_file_names_a_place_outside_the_project() -> None:
    wrong = [f"{name}: {word}" for name, text in texts() for word in FOREIGN if word in text]
    assert not wrong


def test_only_the_measuring_scripts_look_beside_the_checkout() -> None:
    beside = re.compile(r"\.\./" + "shared")
    wrong = [n for n, text in texts() if beside.search(text) and not n.startswith(("benchmarks/", "training/"))]
    assert not wrong


def test_no_sentence_is_left_to_be_written() -> None:
    mark = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX)\b(?!-)")
    wrong = [f"{n}: {m.group()}" for n, t in texts() if n.endswith((".py", ".md")) for m in mark.finditer(t)]
    assert not wrong


def shipped() -> list[str]:
    files = (p for p in (ROOT / "data").rglob("*") if p.is_file())
    return sorted(p.relative_to(ROOT / "data").as_posix() for p in files)


def test_every_file_under_data_is_named_in_its_list_of_sources() -> None:
    listed = set(re.findall(r"`([^`\s]+)`", (ROOT / "data" / "SOURCES.md").read_text(encoding="utf-8")))
    missing = [name for name in shipped() if name not in listed and f"{name.rpartition('/')[0]}/*" not in listed]
    assert not missing


def test_the_list_of_sources_names_no_file_that_is_not_there() -> None:
    rows = re.findall(r"^\| `([^`]+)`", (ROOT / "data" / "SOURCES.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert rows
    assert not [name for name in rows if not list((ROOT / "data").glob(name))]


def test_the_changelog_has_an_entry_for_this_version() -> None:
    source = (ROOT / "graph" / "conflictgraph" / "__init__.py").read_text(encoding="utf-8")
    version = re.search(r'^__version__ = "([^"]+)"', source, re.MULTILINE)
    assert version
    assert f"## {version[1]}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_make_target_is_explained() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", text, re.MULTILINE)
    assert phony
    for target in phony[1].split():
        assert f"`make {target}`" in contributing, target


def test_continuous_integration_calls_make_and_nothing_else() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "make check" in script
    assert "set -euo pipefail" in script
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def test_the_run_time_needs_no_copyleft_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    known = {"igraph", "fa2-modified", "pymupdf", "country-converter", "unidecode", "text-unidecode"}
    extras = [r for rs in project["optional-dependencies"].values() for r in rs]
    names = {re.split(r"[^A-Za-z0-9-]", r, maxsplit=1)[0].lower() for r in (*project["dependencies"], *extras)}
    assert not names & known
