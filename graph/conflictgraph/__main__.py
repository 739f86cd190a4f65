"""`python -m conflictgraph` is the command `conflictgraph`."""

from conflictgraph.cli import main

if __name__ == "__main__":
    main()
