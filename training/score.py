"""Step 5: the scores of an exported model, and its speed.

    python training/score.py --gold ../shared/gold [--split dev] [--model data/language]

CPU-seconds of one thread; words per CPU-second are end to end, from plain text to sentences.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

_TOP = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(_TOP / "graph"), str(_TOP / "benchmarks")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--split", default="dev")
    parser.add_argument("--model", type=Path, default=None, help="a directory with english.npz and pieces.txt")
    options = parser.parse_args()
    before = time.process_time()
    from conflictgraph.language import Analyzer, load
    from conflictgraph.language.network import Network

    if options.model is None:
        analyzer = load()
    else:
        analyzer = Analyzer(Network(options.model / "english.npz", options.model / "pieces.txt"))
    analyzer.analyze("Gunmen attacked two convoys in the north.")
    print(f"load {time.process_time() - before:.2f} CPU-seconds")
    from scorers.ud import read_conllu, score_ud

    for key, value in score_ud(options.gold, options.split, analyzer).items():
        print(f"{key} {value:.2f}")
    name = "test" if options.split == "heldout" else options.split
    text = "\n".join(s["text"] for s in read_conllu(options.gold / "ud" / f"en_ewt-ud-{name}.conllu"))
    before = time.process_time()
    words = sum(len(s.words) for s in analyzer.analyze(text))
    print(f"words per CPU-second {words / (time.process_time() - before):.0f}")


if __name__ == "__main__":
    main()
