"""What is built, what is in it, what it needs, and that it works where it is installed."""

from __future__ import annotations

import os
import re
import site
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.test_layers import imports, modules

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = [str(ROOT / "data" / "articles" / f"kabul-parliament-{name}") for name in ("wire.txt", "magazine.html")]
WHEEL_LIMIT_MB = 70
# Code and data of the base install with all it depends on, without Python itself, pip and byte code. Numpy (59 MB with its
# linear algebra), our own data (48), babel (33, through courlan) and pyoxigraph (21) are most of it.
INSTALL_LIMIT_MB = 250

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

# Names under which distributions are imported, where they differ from the name (with - for _).
IMPORTED_AS = {"charset-normalizer": "charset_normalizer", "graspologic-native": "graspologic_native"}
# Declared, and imported by a dependency only; pyproject.toml says why.
FOR_OTHERS = {"lxml-html-clean"}


def name_of(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found
    return found.group().lower()


def module_of(requirement: str) -> str:
    return IMPORTED_AS.get(name_of(requirement), name_of(requirement))


def third_parties() -> set[str]:
    """What the package imports that is neither its own nor the standard library's."""
    tops = {name.split(".")[0] for module, path in modules() for name in imports(path, module)}
    return tops - set(sys.stdlib_module_names) - {"conflictgraph"}


def test_every_dependency_is_imported() -> None:
    assert {module_of(r) for r in PROJECT["dependencies"]} - third_parties() == FOR_OTHERS


def test_nothing_undeclared_is_imported() -> None:
    extras = PROJECT["optional-dependencies"]
    declared = {module_of(r) for r in PROJECT["dependencies"]}
    optional = {module_of(r) for extra, rs in extras.items() if extra not in {"dev", "all"} for r in rs}
    assert third_parties() <= declared | optional


def test_every_extra_backs_an_import() -> None:
    extras = {k: v for k, v in PROJECT["optional-dependencies"].items() if k not in {"dev", "all"}}
    assert {module_of(r) for rs in extras.values() for r in rs} <= third_parties()
    assert name_of(PROJECT["optional-dependencies"]["all"][0]) == "conflictgraph"
    assert set(re.findall(r"[a-z]+", PROJECT["optional-dependencies"]["all"][0].partition("[")[2])) == set(extras)


def test_dependencies_are_ranges_not_pins() -> None:
    for requirement in PROJECT["dependencies"]:
        assert ">=" in requirement
        assert "==" not in requirement


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel made from that sdist."""
    out = tmp_path_factory.mktemp("dist")
    run([sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)], cwd=out)
    return out


def wheel_of(built: Path) -> Path:
    (wheel,) = built.glob("*.whl")
    return wheel


def clean(**more: str) -> dict[str, str]:
    """The environment without what would lead Python or the command to this checkout."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV", "CONFLICTGRAPH"))}
    return {**kept, **more}


def run(command: list[str], cwd: Path, **more: str) -> str:
    done = subprocess.run(command, cwd=cwd, env=clean(**more), capture_output=True, text=True)
    assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


def fresh(folder: Path, borrow: bool) -> Path:
    """A new environment's Python; with `borrow` it sees this environment's packages behind its own."""
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    if borrow:
        (own,) = folder.glob("lib/python*/site-packages")
        # A path, not a site directory: .pth files over there, such as an editable install's, are not followed.
        (own / "borrowed.pth").write_text("\n".join(site.getsitepackages()) + "\n", encoding="utf-8")
    return python


def pip(python: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--disable-pip-version-check"]
    run([*command, *arguments], cwd=python.parent)


def use(python: Path, folder: Path) -> None:
    """Read a text and a web page and look something up, from a folder that is not the checkout."""
    command = str(python.parent / "conflictgraph")
    where = run([str(python), "-c", "import conflictgraph; print(conflictgraph.__file__)"], cwd=folder)
    assert str(ROOT / "graph") not in where
    run([command, "add", *SAMPLES, "--graph", "g"], cwd=folder)
    assert len(run([command, "articles", "--graph", "g", "--format", "jsonl"], cwd=folder).splitlines()) == len(SAMPLES)
    assert "Taliban" in run([command, "actors", "--graph", "g", "--format", "jsonl"], cwd=folder)


@pytest.mark.slow
def test_the_wheel_holds_the_package_with_its_data_and_nothing_else(built: Path) -> None:
    with zipfile.ZipFile(wheel_of(built)) as wheel:
        names = set(wheel.namelist())
    version = re.search(r"-([^-]+)-py3-none-any", wheel_of(built).name)
    assert version
    assert {name.split("/")[0] for name in names} == {"conflictgraph", f"conflictgraph-{version[1]}.dist-info"}
    assert not [n for n in names if "__pycache__" in n or "/." in n or n.endswith((".pyc", "-journal"))]
    sources = {
        "conflictgraph/" + str(p.relative_to(ROOT / top).as_posix() if top == "graph/conflictgraph" else p.relative_to(ROOT).as_posix())
        for top in ("graph/conflictgraph", "ontology", "data")
        for p in (ROOT / top).rglob("*")
        if p.is_file() and "__pycache__" not in p.parts and not any(part.startswith(".") for part in p.parts[len(ROOT.parts) :])
    }
    left_out = {"actors.jsonl", "actors-curated.tsv", "agents-curated.tsv"}  # what the lexicon is made from
    inside = {n for n in names if n.startswith("conflictgraph/")}
    assert {n for n in sources ^ inside if n.rpartition("/")[2] not in left_out} == set()
    for needed in ("py.typed", "ontology/conflictgraph.ttl", "data/language/english.npz", "data/record.schema.json", "data/SOURCES.md"):
        assert f"conflictgraph/{needed}" in names


@pytest.mark.slow
def test_the_wheel_is_small_enough(built: Path) -> None:
    assert wheel_of(built).stat().st_size <= WHEEL_LIMIT_MB * 1_000_000


@pytest.mark.slow
def test_the_licences_travel_with_the_wheel(built: Path) -> None:
    with zipfile.ZipFile(wheel_of(built)) as wheel:
        names = wheel.namelist()
    for each in ("LICENSE", "NOTICE", "SOURCES.md"):
        assert [n for n in names if ".dist-info/" in n and n.endswith(each)], each


@pytest.mark.slow
def test_the_sdist_holds_what_the_project_is_built_and_tested_from(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as tar:
        names = {name.partition("/")[2] for name in tar.getnames()}
    for needed in ("pyproject.toml", "Makefile", "README.md", "LICENSE", "NOTICE", "CHANGELOG.md", "cli.py"):
        assert needed in names
    for needed in ("tests/test_distribution.py", "data/lexicon/actors.jsonl", "training/train.py", "ontology/shapes.ttl"):
        assert needed in names
    assert not [n for n in names if "__pycache__" in n or ".hypothesis" in n or n.endswith(".pyc")]


@pytest.mark.slow
def test_the_installed_wheel_works_from_another_folder(built: Path, tmp_path: Path) -> None:
    python = fresh(tmp_path / "venv", borrow=True)
    pip(python, "--no-deps", "--no-index", str(wheel_of(built)))
    use(python, tmp_path)


@pytest.mark.slow
def test_the_wheel_with_its_real_dependencies_works_and_is_not_too_large(built: Path, tmp_path: Path) -> None:
    python = fresh(tmp_path / "venv", borrow=False)
    pip(python, "--no-compile", str(wheel_of(built)))
    files = [p for p in (tmp_path / "venv" / "lib").rglob("*") if p.is_file() and not p.is_symlink() and p.suffix != ".pyc"]
    megabytes = sum(p.stat().st_size for p in files) / 1_000_000
    assert megabytes <= INSTALL_LIMIT_MB, f"{megabytes:.0f} MB"
    use(python, tmp_path)


@pytest.mark.slow
def test_an_editable_install_runs_from_the_checkout(tmp_path: Path) -> None:
    python = fresh(tmp_path / "venv", borrow=True)
    pip(python, "--no-deps", "--no-index", "--no-build-isolation", "--editable", str(ROOT))
    where = run([str(python), "-c", "import conflictgraph; print(conflictgraph.__file__)"], cwd=tmp_path)
    assert where.strip() == str(ROOT / "graph" / "conflictgraph" / "__init__.py")
    assert "add" in run([str(python.parent / "conflictgraph"), "--help"], cwd=tmp_path)


def test_the_launcher_works_from_a_bare_checkout(tmp_path: Path) -> None:
    assert "add" in run([sys.executable, str(ROOT / "cli.py"), "--help"], cwd=tmp_path)
