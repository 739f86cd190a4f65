#!/usr/bin/env python3
"""Writes `articles.jsonl`, the corpus `outlets`, out of the clusters that are written and those that are made.

    python benchmarks/outlets/make.py
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
if str(HERE.parent) not in sys.path:
    sys.path.insert(0, str(HERE.parent))

from outlets.made import made  # noqa: E402
from outlets.markup import written  # noqa: E402

CORPUS = HERE / "articles.jsonl"


def corpus() -> str:
    """The corpus as JSON Lines."""
    table = [*written(HERE / "written"), *made()]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in table)


if __name__ == "__main__":
    CORPUS.write_text(corpus(), encoding="utf-8")
