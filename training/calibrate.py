"""Fits the weights of `extract/confidence.py` and writes them to data/lexicon/confidence.tsv.

    python training/calibrate.py --gold ../shared/gold --pairs pairs.jsonl            # collects (slow) and fits
    python training/calibrate.py --pairs pairs.jsonl                                  # fits on pairs collected before

Two steps, both without randomness, both on the first half of the dev parts (by a hash of the document's id);
`benchmarks/calibration.py` reports on the second half alone.

1. *Weights*, which put accounts in an order: only accounts whose corpus' licence lets it teach, our own sample articles and
   WikiEvents. Logistic regression with a quadratic penalty, by Newton's method; the penalty is the one of `PENALTIES` with the
   least log-loss in five folds, by document. Features that can only speak for an account (`FOR`) get no weight below zero.
2. *The measured correction*, two numbers a kind (`slope` not below zero, `shift`): the logistic function from the score to the
   share that was found right (Platt 1999), over all corpora that can judge the kind, each with the same total weight. That is
   a measurement of this pipeline on public data, as a score is; it holds nothing of the corpora.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
for _place in (ROOT / "benchmarks", ROOT / "graph"):
    if str(_place) not in sys.path:
        sys.path.insert(0, str(_place))

from calibration import TEACHERS, collect, first_half, teaches
from scorers.common import Row, read_jsonl, write_jsonl

TABLE = ROOT / "data" / "lexicon" / "confidence.tsv"
PENALTIES = (1.0, 3.0, 10.0, 30.0)
RIDGE = 1e-3  # of the correction, which has two numbers only
FOLDS = 5
FOR = frozenset({"word", "predicate", "agent-role", "patient-role"})
Floats = NDArray[np.float64]


def fit(x: Floats, y: Floats, penalty: float, least: Floats, size: Floats | None = None) -> Floats:
    """Weights (features + 1, the constant last) of a logistic model with the penalty on all but the constant; none below `least`
    (-inf: free). Each row counts as much as its `size`. Newton's steps; a weight that would fall below its bound stays there."""
    n, k = x.shape
    size = np.ones(n) if size is None else size
    full = np.concatenate([x, np.ones((n, 1))], axis=1)
    ridge = np.diag([penalty] * k + [1e-6])
    held = np.zeros(k + 1, bool)
    for _ in range(k + 1):  # each round holds one more weight at its bound
        w = np.zeros(k + 1)
        free = np.flatnonzero(~held)
        for _ in range(50):
            p = 1 / (1 + np.exp(-(full @ w)))
            slope = full.T @ (size * (y - p)) - ridge @ w
            curve = (full * (size * p * (1 - p))[:, None]).T @ full + ridge
            step = np.zeros(k + 1)
            step[free] = np.linalg.solve(curve[np.ix_(free, free)], slope[free])
            w += step
            if np.abs(step).max() < 1e-9:
                break
        below = np.flatnonzero((w < np.append(least, -np.inf)) & ~held)
        if not len(below):
            return w
        held[below] = True
    return w


def loss(x: Floats, y: Floats, w: Floats) -> float:
    """The sum of log-losses."""
    p = np.clip(1 / (1 + np.exp(-(x @ w[:-1] + w[-1]))), 1e-6, 1 - 1e-6)
    return float(-(y * np.log(p) + (1 - y) * np.log(1 - p)).sum())


def fold(row: Row) -> int:
    return hashlib.sha1(f"{row['corpus']}:{row['row']}".encode()).digest()[1] % FOLDS


def weights(rows: Sequence[Row]) -> tuple[dict[str, float], float]:
    """Feature → weight, with `start` for the constant; and the penalty that was chosen."""
    names = sorted({name for row in rows for name in row["evidence"]})
    varied = [n for n in names if len({row["evidence"].get(n, 0.0) for row in rows}) > 1]
    x = np.array([[row["evidence"].get(n, 0.0) for n in varied] for row in rows])
    y = np.array([float(row["right"]) for row in rows])
    least = np.array([0.0 if n in FOR else -np.inf for n in varied])
    folds = np.array([fold(row) for row in rows])

    def outside(penalty: float) -> float:
        return sum(loss(x[folds == k], y[folds == k], fit(x[folds != k], y[folds != k], penalty, least)) for k in range(FOLDS) if (folds == k).any())

    best = min(PENALTIES, key=lambda p: (outside(p), p))
    w = fit(x, y, best, least)
    return {"start": round(float(w[-1]), 3), **{n: round(float(v), 3) for n, v in zip(varied, w, strict=False) if abs(v) >= 0.0005}}, best


def correction(rows: Sequence[Row], own: dict[str, float]) -> dict[str, float]:
    """Slope and shift from scores by the weights `own` to the share of right accounts, every corpus of the same total size."""
    if {row["corpus"] for row in rows} <= TEACHERS:
        return {"slope": 1.0, "shift": 0.0}  # nothing is measured beyond what taught
    score = np.array([[own["start"] + sum(own.get(n, 0.0) * v for n, v in row["evidence"].items())] for row in rows])
    y = np.array([float(row["right"]) for row in rows])
    corpora = [row["corpus"] for row in rows]
    size = np.array([len(rows) / (len(set(corpora)) * corpora.count(c)) for c in corpora])
    slope, shift = fit(score, y, RIDGE, np.zeros(1), size)
    return {"slope": round(float(slope), 3), "shift": round(float(shift), 3)}


def main(argv: Sequence[str] | None = None) -> int:
    """The command; returns the exit status."""
    parser = argparse.ArgumentParser(description="Fit the weights of an account's confidence.")
    parser.add_argument("--pairs", type=Path, required=True, help="judged accounts with their evidence, JSON Lines")
    parser.add_argument("--gold", type=Path, help="collect the pairs anew from this folder of corpora")
    args = parser.parse_args(argv)
    if args.gold:
        write_jsonl(args.pairs, collect(args.gold, progress=True))
    rows: list[dict[str, Any]] = [row for row in read_jsonl(args.pairs) if first_half(row)]
    out = ["kind\tfeature\tweight"]
    for kind in ("event", "statement", "tie"):
        judged = [row for row in rows if row["kind"] == kind]
        mine = [row for row in judged if teaches(row)]
        found, penalty = weights(mine)
        found |= correction(judged, found)
        print(f"{kind}: {len(mine)} accounts teach, {sum(r['right'] for r in mine)} right, penalty {penalty}; {len(judged)} correct", file=sys.stderr)
        order = {"slope": 0, "shift": 1, "start": 2}
        out += [f"{kind}\t{name}\t{value}" for name, value in sorted(found.items(), key=lambda item: (order.get(item[0], 3), item[0]))]
    TABLE.write_text("\n".join(out) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
