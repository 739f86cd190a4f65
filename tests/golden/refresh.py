"""Makes the golden files again: three sample articles → their records → one graph, as sorted N-Triples and as a network.

    python tests/golden/refresh.py        # what `make golden` runs

Read the difference before you commit it: it is what your change does to every reader's graph.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "graph"))

# Two accounts of one attack, as wire copy and as a web page, and a page without a date.
ARTICLES = ("kabul-parliament-wire.txt", "kabul-parliament-magazine.html", "solhan-undated.html")
EXPORTS = ("graph.nt", "graph.graphml")


def golden() -> Iterator[tuple[str, str]]:
    """The golden files as (name, content)."""
    import conflictgraph
    from conflictgraph.errors import SkipArticle
    from conflictgraph.records import dumps

    paths = [ROOT / "data" / "articles" / name for name in ARTICLES]
    for path in paths:
        lines = []
        for record in conflictgraph.extract_files([path]):
            if isinstance(record, SkipArticle):
                raise record
            lines.append(dumps(record) + "\n")
        yield f"{path.stem}.jsonl", "".join(lines)
    with tempfile.TemporaryDirectory() as folder, conflictgraph.open(Path(folder) / "graph", create=True) as graph:
        graph.add(paths)
        for name in EXPORTS:
            graph.export(Path(folder) / name)
            content = (Path(folder) / name).read_bytes().decode("utf-8")
            yield name, "".join(sorted(content.splitlines(keepends=True))) if name.endswith(".nt") else content


def main() -> int:
    kept = {path.name for path in HERE.iterdir() if path.suffix in {".jsonl", ".nt", ".graphml"}}
    for name, content in golden():
        path = HERE / name
        changed = not path.is_file() or path.read_bytes() != content.encode("utf-8")
        path.write_bytes(content.encode("utf-8"))
        kept.discard(name)
        print(f"{'changed' if changed else 'same':8s} {name}")
    for name in sorted(kept):
        (HERE / name).unlink()
        print(f"removed  {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
