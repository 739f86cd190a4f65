"""Writes docs/reference/cli.md from the help texts and docs/reference/api.md from the docstrings.

python docs/generate_reference.py            # write them
python docs/generate_reference.py --check    # say whether they are up to date; exit 1 where they are not
"""

from __future__ import annotations

import argparse
import inspect
import re
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import ModuleType

import click

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
_NOTE = "<!-- Made by docs/generate_reference.py out of {source}; edit those. -->\n"


def cli_page() -> str:
    """The help text of the program and of each command."""
    from conflictgraph.cli import cli

    parts = [_NOTE.format(source="the help texts"), "# The command line\n"]
    parts.append(
        "Listings go to standard output, progress and warnings to standard error. Exit codes: 0, 1 for a failure that is"
    )
    parts.append("told in one sentence, 2 for wrong usage.\n")
    parts.append(" · ".join(f"[{name}](#{name})" for name in cli.commands) + "\n")
    parts.append(_help(cli, "conflictgraph", None))
    for name, command in cli.commands.items():
        parts.append(f"## {name}\n")
        parts.append(_help(command, name, click.Context(cli, info_name="conflictgraph")))
    return "\n".join(parts).rstrip() + "\n"


def _help(command: click.Command, name: str, parent: click.Context | None) -> str:
    context = click.Context(command, info_name=name, parent=parent, terminal_width=100, max_content_width=100)
    text = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    return f"```text\n{text}\n```\n"


def api_page() -> str:
    """The public functions, the methods of a graph, the rows, the errors."""
    import conflictgraph
    from conflictgraph import api, errors, judging, model, network
    from conflictgraph.extract import explain
    from conflictgraph.network import bonds, bridges, change, common, communities, paths, rank, signs
    from conflictgraph.query import rows
    from conflictgraph.store import articles

    parts = [_NOTE.format(source="the docstrings"), "# The Python API\n", _doc(conflictgraph), ""]
    for function in (api.open, api.extract, api.extract_files, api.explain, api.explain_files):
        parts += _function(f"conflictgraph.{function.__name__}", function)
    parts += ["## Graph\n", "What `conflictgraph.open` gives.\n", _doc(api.Graph), ""]
    members: dict[str, object] = {}
    for kind in api.Graph.__mro__[:-1]:  # its own methods first, then those of its parts; not those of `object`
        members = {**vars(kind), **members}
    for name in (name for kind in api.Graph.__mro__[:-1] for name in vars(kind)):
        member = members.pop(name, None)
        if name.startswith("_"):
            continue
        if isinstance(member, property):
            parts += [f"### Graph.{name}\n", _doc(member), ""]
        elif inspect.isfunction(member):
            parts += _function(f"Graph.{name}", member, "###")
    parts += ["## Rows and views\n", _doc(rows), ""]
    for kind in _classes(rows):
        parts += _record(kind)
    parts += [*_record(articles.Skipped), *_record(network.Neighbor)]
    for room in (bonds, paths, rank, communities, signs, common, bridges, change, judging):
        for kind in _classes(room):
            parts += _record(kind)
    parts += ["## Records\n", "What `extract` gives (`conflictgraph.model`). " + _doc(model), ""]
    for kind in _classes(model):
        parts += _record(kind)
    parts += ["## Explanations\n", "What `explain` gives (`conflictgraph.extract.explain`). " + _doc(explain), ""]
    for kind in _classes(explain):
        parts += _record(kind)
    parts += ["## Errors\n", "```text", _doc(errors), "```\n"]
    return "\n".join(parts).rstrip() + "\n"


def _classes(module: ModuleType) -> Iterator[type]:
    for member in vars(module).values():
        if inspect.isclass(member) and member.__module__ == module.__name__ and is_dataclass(member):
            yield member


def _function(name: str, function: object, level: str = "##") -> list[str]:
    assert callable(function)
    text = str(inspect.signature(function))
    text = text.replace("self, ", "").replace("(self)", "()")
    text = re.sub(r"(: |-> )'([^']*)'", r"\1\2", text)  # annotations are kept as texts
    return [f"{level} {name}\n", f"```python\n{_broken(name.rpartition('.')[2], text)}\n```\n", _doc(function), ""]


def _broken(name: str, signature: str) -> str:
    """A signature on one line, or where it is long on one for each parameter."""
    whole = name + signature
    if len(whole) <= 100:
        return whole
    inside, _, result = signature[1:].rpartition(")")
    parameters = re.split(r", (?=[\w*/]+(?::|$|,| =))", inside)
    return f"{name}(\n" + "".join(f"    {each},\n" for each in parameters) + f"){result}"


def _record(kind: type) -> list[str]:
    assert is_dataclass(kind)
    listed = ", ".join(f"`{field.name}`: {str(field.type).replace('|', 'or')}" for field in fields(kind))
    own = inspect.cleandoc(kind.__doc__ or "")
    told = [] if own.startswith(f"{kind.__name__}(") else [own, ""]  # what dataclasses write where there is none
    return [f"### {kind.__name__}\n", *told, listed, ""]


def _doc(thing: object) -> str:
    """A docstring as Markdown: its indented and `>>>` parts become code."""
    out: list[str] = []
    code = False
    for line in (inspect.getdoc(thing) or "").splitlines():
        is_code = line.startswith(("    ", ">>>", "...")) or (code and bool(line.strip()) and out[-1].startswith(">>>"))
        is_code = is_code or (code and not line.strip())
        if is_code != code:
            out += ["```python"] if is_code else ["```", ""]
            code = is_code
        out.append(line.removeprefix("    "))
    return "\n".join([*out, "```"] if code else out).replace("\n\n```\n", "\n```\n").rstrip()


PAGES = {"cli.md": cli_page, "api.md": api_page}


def main(arguments: list[str] | None = None, folder: Path = REFERENCE) -> int:
    """Write the pages, or compare them; returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="change nothing; end with 1 where a page is out of date")
    check: bool = parser.parse_args(arguments).check
    stale = []
    for name, page in PAGES.items():
        path, text = folder / name, page()
        if check:
            if not path.exists() or path.read_text("utf-8") != text:
                stale.append(str(path))
        else:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    if stale:
        print(f"Out of date: {', '.join(stale)}; run python docs/generate_reference.py.", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "graph"))
    sys.exit(main())
