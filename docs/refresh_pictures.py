#!/usr/bin/env python3
"""Draws the pictures of docs/pictures.md from the sample articles: `python docs/refresh_pictures.py`."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import conflictgraph

ROOT = Path(__file__).resolve().parent.parent

PICTURES: dict[str, Any] = {"ego.svg": {"ego": "Houthis"}, "timeline.svg": {"since": "2021"}, "map.svg": {"place": "Ethiopia"}}


def main() -> None:
    folder = ROOT / "docs" / "images"
    folder.mkdir(exist_ok=True)
    articles = ROOT / "data" / "articles"
    samples = [each for pattern in ("*.txt", "*.html", "batch.*") for each in sorted(articles.glob(pattern))]
    with tempfile.TemporaryDirectory() as place, conflictgraph.open(Path(place) / "graph") as graph:
        graph.add(samples)
        for name, choice in PICTURES.items():
            graph.export(folder / name, force=True, **choice)


if __name__ == "__main__":
    main()
