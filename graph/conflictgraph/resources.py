"""Files that ship with us: `shelf("data")` and `shelf("ontology")`, in the installed package or in the checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def shelf(name: str) -> Path:
    """The directory `name` (`data` or `ontology`): beside this file when installed, else at the top of the checkout."""
    here = Path(__file__).resolve().parent
    for candidate in (here / name, here.parent.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"The directory “{name}” of conflictgraph is missing; reinstall the package.")
