"""What a measurement is: one figure as a row, CPU times of this process and of a child, a child's peak of memory, and how it is told that
something is not there to be measured."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

CHECKOUT = Path(__file__).resolve().parents[1]
if str(CHECKOUT / "graph") not in sys.path:
    sys.path.insert(0, str(CHECKOUT / "graph"))

T = TypeVar("T")
REPEATS = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: `value` is None where it could not be measured, and `note` says why."""

    section: str
    what: str
    unit: str
    value: float | None
    reference: str = ""
    reference_value: float | None = None
    note: str = ""


class NotThereError(Exception):
    """Something that would be measured is missing."""


def room(name: str) -> Any:
    """A module of ours, or NotThereError."""
    try:
        return import_module(name)
    except ImportError as error:
        raise NotThereError(f"not available: {error}") from error


def of(module: Any, name: str) -> Any:
    """A name of a module, or NotThereError."""
    try:
        return getattr(module, name)
    except AttributeError as error:
        raise NotThereError(f"not available: {module.__name__} has no {name}") from error


def cpu(work: Callable[[], T]) -> tuple[T, float]:
    """A result and the CPU seconds of this process for it (never 0, so that rates exist)."""
    start = time.process_time()
    result = work()
    return result, max(time.process_time() - start, 1e-9)


def child(command: Sequence[str]) -> float:
    """CPU seconds of a child that ends well."""
    path = os.pathsep.join(filter(None, (str(CHECKOUT / "graph"), os.environ.get("PYTHONPATH"))))
    started = subprocess.Popen(  # the program is ours
        command,
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert started.stderr is not None
    said = started.stderr.read()
    _, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    started.stderr.close()
    if started.returncode:
        last = said.strip().splitlines()[-1:] or ["nothing"]
        raise NotThereError(f"not available: exit {started.returncode}, {last[0][:160]}")
    return float(used.ru_utime + used.ru_stime)


# A child's own high-water mark: what the parent sees in `ru_maxrss` also counts the parent's size at the fork.
_PEAK = """
from pathlib import Path as _Path
_status = _Path("/proc/self/status")
if _status.is_file():
    _peak = int(_status.read_text().split("VmHWM:")[1].split()[0]) / 1024
else:
    import resource as _resource
    _peak = _resource.getrusage(_resource.RUSAGE_SELF).ru_maxrss / 1024**2
_Path(sys.argv[1]).write_text(str(_peak))
"""


def child_with_peak(code: str, *arguments: str) -> tuple[float, float]:
    """CPU seconds and peak resident MiB of a Python child that runs `code`, where sys.argv[2:] are `arguments`."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "peak"
        seconds = child([sys.executable, "-c", f"import sys\n{code}\n{_PEAK}", str(told), *arguments])
        return seconds, float(told.read_text(encoding="utf-8"))


def best(command: Sequence[str]) -> float:
    """The least CPU milliseconds of some runs."""
    return min(child(command) for _ in range(REPEATS)) * 1000


def measured(
    section: str, what: str, unit: str, work: Callable[[], float], reference: str = "", value: float | None = None
) -> Row:
    """A row, or the row that says why there is no figure."""
    try:
        return Row(section, what, unit, work(), reference, value)
    except NotThereError as error:
        return Row(section, what, unit, None, reference, value, str(error))


def line(row: Row) -> str:
    value = "-" if row.value is None else f"{row.value:,.1f}"
    beside = f"{row.reference} {row.reference_value:,.1f}" if row.reference_value is not None else ""
    return f"{row.section:6s} {row.what:38s} {value:>14s} {row.unit:18s} {beside:34s} {row.note}".rstrip()
