"""A launcher for a bare checkout: `python cli.py …` is `conflictgraph …`, with the dependencies installed."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "graph"))

from conflictgraph.cli import main

if __name__ == "__main__":
    main()
