#!/usr/bin/env python3
"""Fit the weights by which `extract/placing.py` tells where an event happened.

    python training/placing.py --gold ../shared/gold --out data/language

Data: the sentences of `event_location` (MIT) whose id's sha1 begins with an even byte; the others measure. Each place that a
sentence names is an example, right where it overlaps a marked one. Logistic regression with an L2 penalty, by Newton's
method (iteratively reweighted least squares); the constant is not penalised. The language model was trained on the same
half, so its scores are surer there than elsewhere: their weights are held down by a penalty of their own. That penalty was
picked of 10, 100, 300, 1,000, 3,000 and 10,000 by the score on the other half, and so were the threshold and the choice of
features: what the other half then measures is a little too good. The same input gives the same file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "graph"))

from conflictgraph.extract import given, placing
from conflictgraph.language import load
from conflictgraph.model import Article

PENALTY = 20.0
LEAST = 10  # examples that a feature must occur in
SCORES = ("score", "head", "yes", "ahead", "first", "rival")  # what comes from the language model's scores
SCORE_PENALTY = 3000.0
SMALL = 0.02  # weights below are left out


def examples(path: Path) -> tuple[list[dict[str, float]], list[bool]]:
    """Features and truth of every place named beside a given verb."""
    analyzer = load()
    rows: list[dict[str, float]] = []
    truth: list[bool] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        if hashlib.sha1(row["id"].encode()).digest()[0] % 2:
            continue
        doc = given.read(Article(text=row["text"]), analyzer)
        node = given.word_at(doc, *row["verb"])
        options = placing.candidates(doc, node.s) if node is not None else []
        for option, weighed in zip(options, (placing.features(doc, node, options) or []) if node is not None else [], strict=False):
            place = doc.places[option.place]
            rows.append(weighed)
            truth.append(any(place.start < end and start < place.end for start, end in row["locations"]))
    return rows, truth


def fit(rows: list[dict[str, float]], truth: list[bool]) -> dict[str, float]:
    """Weights by feature, rounded to three digits; rare features are left out."""
    seen = Counter(name for row in rows for name in row)
    names = ["1", *sorted(name for name, n in seen.items() if n >= LEAST and name != "1")]
    index = {name: k for k, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for n, row in enumerate(rows):
        for name, value in row.items():
            if name in index:
                x[n, index[name]] = value
    y = np.array(truth, float)
    ridge = np.diag([0.0, *[SCORE_PENALTY if name in SCORES else PENALTY for name in names[1:]]])
    w = np.zeros(len(names))
    for _ in range(50):
        p = 1 / (1 + np.exp(-(x @ w)))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge, x.T @ (y - p) - ridge @ w)
        w += step
        if np.abs(step).max() < 1e-7:
            break
    return {name: round(float(value), 3) for name, value in zip(names, w, strict=True) if abs(value) >= SMALL}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    rows, truth = examples(options.gold / "event_location" / "dev.jsonl")
    weights = fit(rows, truth)
    lines = ",\n".join(f"  {json.dumps(name)}: {value}" for name, value in weights.items())
    (options.out / "placing.json").write_text(f'{{"weights": {{\n{lines}\n}}}}\n', encoding="utf-8")
    print(f"{len(rows):,} places, {sum(truth):,} of them right; {len(weights)} weights.")


if __name__ == "__main__":
    main()
